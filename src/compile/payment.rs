//! Compiles how a support is paid: to whom, how often, for how long, in what, in which parts.

use crate::dictionary::Kind;
use crate::finding::Problem;
use crate::literal::printed_ratio;
use crate::number::Number;
use crate::rulebook::{Case, Condition, ConditionForm, Duration, Fold, Medium, Payee, Period, Quantity, Stage};
use crate::rulefile::{RawPaid, RawQuantity, RawQuantityForm, RawStage, RawSupport};

use super::condition::all_of;
use super::document::DocumentCompiler;
use super::word::one_of;

pub(super) const PAYEES: &[(&str, Payee)] =
    &[("enterprise", Payee::Enterprise), ("person", Payee::Person), ("unstated", Payee::Unstated)];
pub(super) const PERIODS: &[(&str, Period)] = &[("month", Period::Month), ("year", Period::Year)];

/// How a support is paid.
pub(super) struct Paid {
    pub(super) payee: Payee,
    pub(super) period: Period,
    pub(super) duration: Option<Duration>,
    pub(super) medium: Medium,
}

/// The parts of an amount.
pub(super) struct Stages {
    pub(super) all: Vec<Stage>,
    pub(super) clawback: Vec<Condition>,
    /// The sum of the stages' own amounts.
    pub(super) amount: Option<Quantity>,
    /// That one stage at least is reached, where every amount waits for something.
    pub(super) one_of: Option<Condition>,
    /// The share of the support's amount that is paid and kept.
    pub(super) kept: Option<Quantity>,
}

impl DocumentCompiler<'_> {
    pub(super) fn paid(&mut self, raw: Option<&RawPaid>) -> Option<Paid> {
        let mut paid = Paid { payee: Payee::Enterprise, period: Period::Once, duration: None, medium: Medium::Cash };
        let Some(raw) = raw else { return Some(paid) };
        let payee = raw.to.as_ref().map(|to| one_of("to", to, PAYEES, self.sink));
        let period = raw.every.as_ref().map(|every| one_of("every", every, PERIODS, self.sink));
        let medium = raw.medium.as_ref().map(|medium| one_of("as", medium, Medium::WORDS, self.sink));
        if let (Some(every), None) = (&raw.every, &raw.duration) {
            self.sink.report(&every.span, Problem::MissingKey { key: "for", within: "paid" });
        }
        if let (None, Some(duration)) = (&raw.every, &raw.duration) {
            self.sink.report(&duration.span, Problem::MissingKey { key: "every", within: "paid" });
        }
        if payee == Some(None) || period == Some(None) || medium == Some(None) {
            return None;
        }
        (paid.payee, paid.period, paid.medium) = (
            payee.flatten().unwrap_or(paid.payee),
            period.flatten().unwrap_or(paid.period),
            medium.flatten().unwrap_or(paid.medium),
        );
        if let (Some(duration), true) = (&raw.duration, paid.period != Period::Once) {
            paid.duration = Some(self.duration(duration, paid.period)?);
        }
        Some(paid)
    }

    fn duration(&mut self, raw: &RawQuantity, period: Period) -> Option<Duration> {
        if matches!(&raw.form, RawQuantityForm::Text(text) if text == "unstated") {
            return Some(Duration::Unstated);
        }
        self.period = Some(period);
        let duration = self.quantity_of(raw, Kind::Count);
        self.period = None;
        duration.map(Duration::For)
    }

    pub(super) fn stages(&mut self, raw: &RawSupport) -> Option<Stages> {
        let rest = rest(raw);
        let stages: Option<Vec<Stage>> = raw.stages.iter().map(|stage| self.stage(stage, rest)).collect();
        let clawback = self.conditions(&raw.clawback);
        let (stages, clawback) = (stages?, clawback?);
        if let (None, Some(share)) = (
            &raw.amount,
            raw.stages.iter().filter(|stage| stage.amount.is_none()).find_map(|stage| stage.share.as_ref()),
        ) {
            self.sink.report(&share.span, Problem::MoneyIncomplete { key: "amount" });
        }
        let amounts: Vec<Quantity> = stages.iter().filter(|stage| !stage.is_share).map(part_if_met).collect();
        let amount = (!amounts.is_empty()).then_some(Quantity::Fold { fold: Fold::Sum, parts: amounts });
        let kept = self.kept(raw, &stages, &clawback)?;
        let is_open = stages.iter().any(|stage| stage.is_share || stage.when.is_empty());
        let one_of = (amount.is_some() && !is_open).then(|| {
            let line = self.sources.line(&raw.span);
            let reached = stages.iter().map(|stage| all_of(stage.when.clone(), line));
            Condition::new(ConditionForm::Any(reached.collect()), line)
        });
        Some(Stages { all: stages, clawback, amount, one_of, kept })
    }

    fn stage(&mut self, raw: &RawStage, rest: Option<Number>) -> Option<Stage> {
        let when = self.conditions(&raw.when);
        let (part, is_share) = match (&raw.share, &raw.amount) {
            (Some(share), _) if is_rest(share) => {
                let Some(rest) = rest else { return self.no_figure(share) };
                (Quantity::Literal(rest, Kind::Ratio), true)
            }
            (Some(share), _) => (self.quantity_of(share, Kind::Ratio)?, true),
            (None, Some(amount)) => (self.quantity_of(amount, Kind::Money)?, false),
            (None, None) => return None,
        };
        Some(Stage { after: raw.after.value.clone(), part, is_share, when: when? })
    }

    /// What is paid without further condition, and what depends on one; nothing once a clawback holds. `None` inside
    /// when that is all of it; outside, when the shares can't be told.
    fn kept<'c>(&self, raw: &RawSupport, stages: &'c [Stage], clawback: &[Condition]) -> Option<Option<Quantity>> {
        // What is left for a share that is open is what all others leave, whether they can hold together or not.
        let is_open = stages.iter().any(|stage| stage.is_share && !matches!(stage.part, Quantity::Literal(..)));
        let when = |stage: &'c Stage| if is_open { &[] } else { &stage.when[..] };
        let (mut all, mut waiting, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        for (stage, written) in stages.iter().zip(&raw.stages) {
            let Some(share) = &written.share else { continue };
            let Quantity::Literal(part, _) = stage.part else {
                // What is left for the others must be known.
                if stage.when.is_empty() {
                    continue;
                }
                return self.no_figure(share);
            };
            all.push((when(stage), part));
            if self.most_together(&all)? > Number::ONE {
                let text = if let RawQuantityForm::Text(text) = &share.form { text.clone() } else { String::new() };
                self.sink.report(&share.span, Problem::OutOfRange { text, fact: "share".into(), bounds: None });
                return None;
            }
            if !stage.when.is_empty() {
                waiting.push((when(stage), part));
                parts.push(part_if_met(stage));
            }
        }
        let sure = Number::ONE.minus(self.most_together(&waiting)?).ok()?;
        // A share that is a ceiling is no more than that; one that is open takes the rest.
        let most: Option<Vec<_>> = stages.iter().map(|stage| Some((&stage.when[..], most_of(stage)?))).collect();
        let rest = most.and_then(|most| Number::ONE.minus(self.most_together(&most)?).ok());
        let missing = rest.filter(|rest| *rest > Number::ZERO && raw.amount.is_some());
        if let (Some(left), Some(last)) = (missing, raw.stages.last()) {
            let span = last.share.as_ref().map_or(&raw.span, |share| &share.span);
            self.sink.report(span, Problem::SharesIncomplete { left });
        }
        let mut kept = Quantity::Literal(sure, Kind::Ratio);
        if !parts.is_empty() {
            parts.insert(0, kept);
            kept = Quantity::Fold { fold: Fold::Sum, parts };
        }
        // Stages that exclude each other are no more than all of it together, even where nobody knows which holds.
        if all.iter().try_fold(Number::ONE, |left, (_, part)| left.minus(*part).ok())?.is_negative() {
            let whole = Box::new(Quantity::Literal(Number::ONE, Kind::Ratio));
            kept = Quantity::Bounded { inner: Box::new(kept), floor: None, cap: Some(whole) };
        }
        if !clawback.is_empty() {
            let lost = Case { when: clawback.to_vec(), gives: Quantity::Literal(Number::ZERO, Kind::Ratio) };
            kept = Quantity::Cases(vec![lost, Case { when: Vec::new(), gives: kept }]);
        }
        Some((!matches!(kept, Quantity::Literal(..))).then_some(kept))
    }
}

/// What the other shares leave for the one that is the rest of them.
fn rest(raw: &RawSupport) -> Option<Number> {
    let others = raw.stages.iter().filter_map(|stage| stage.share.as_ref()).filter(|share| !is_rest(share));
    let stated = |share: &RawQuantity| {
        if let RawQuantityForm::Text(text) = &share.form { printed_ratio(text) } else { None }
    };
    others.map(stated).try_fold(Number::ONE, |rest, share| rest.minus(share?).ok()).filter(|rest| *rest > Number::ZERO)
}

/// Whether a share is what the others leave.
fn is_rest(share: &RawQuantity) -> bool {
    matches!(&share.form, RawQuantityForm::Text(text) if text == "rest")
}

/// The most that the share of a stage can be; `None` where it is open, or an amount.
fn most_of(stage: &Stage) -> Option<Number> {
    if !stage.is_share {
        return None;
    }
    let top = if let Quantity::Range { up_to: Some(top), .. } = &stage.part { top } else { &stage.part };
    if let Quantity::Literal(most, _) = top { Some(*most) } else { None }
}

/// A stage's part where its conditions are met, else nothing.
fn part_if_met(stage: &Stage) -> Quantity {
    match stage.when[..] {
        [] => stage.part.clone(),
        _ => Quantity::Cases(vec![Case { when: stage.when.clone(), gives: stage.part.clone() }]),
    }
}
