//! Every condition with the firm's own value beside the required one.

use crate::calendar::{Day, Phrase};
use crate::dictionary::{FactId, Kind};
use crate::evaluate::{Env, Possible, all, condition, for_each_member, quantity, sides};
use crate::interval::Ordering;
use crate::number::{Number, Overflow};
use crate::profile::Value;
use crate::report::{CheckedRecord, ConditionReport, Detail, Outcome, Yuan};
use crate::rulebook::{Across, Condition, ConditionForm, Quantity, Support, Year};
use crate::truth::{Reasons, Truth, Verdict};
use crate::words::{self, Lang};

use super::Context;
use super::clauses::{self, Addressed};

/// Of more records than this the nearest one is not looked for.
const MOST_COMPARED: usize = 20;

/// The conditions of a support for one record or for the firm, an outer one before its parts.
pub(super) fn reports(
    context: &Context<'_>,
    env: &Env<'_>,
    support: &Support,
    record: Option<&String>,
) -> Vec<ConditionReport> {
    let mut reports = Reports { context, record, found: Vec::new() };
    reports.list(env, clauses::of_support(support));
    reports.found
}

/// These conditions for the firm, an outer one before its parts.
pub(super) fn of_list(context: &Context<'_>, env: &Env<'_>, conditions: &[Condition]) -> Vec<ConditionReport> {
    let mut reports = Reports { context, record: None, found: Vec::new() };
    reports.list(env, clauses::listed("when", conditions));
    reports.found
}

struct Reports<'r> {
    context: &'r Context<'r>,
    record: Option<&'r String>,
    found: Vec<ConditionReport>,
}

impl Reports<'_> {
    fn list(&mut self, env: &Env<'_>, conditions: Vec<Addressed<'_>>) {
        for (address, part) in conditions {
            self.add(env, &address, part);
        }
    }

    fn add(&mut self, env: &Env<'_>, address: &str, part: &Condition) {
        let first = self.found.len();
        self.add_bare(env, address, part);
        // An assumption is no condition: it stands beside what was read by it.
        if let (Some(assume), Some(report)) = (clauses::assumption(env.book, part), self.found.get_mut(first)) {
            report.text = words::assuming(self.context.lang, &report.text, assume, env.takes(assume));
        }
    }

    fn add_bare(&mut self, env: &Env<'_>, address: &str, part: &Condition) {
        if let ConditionForm::Assumed { inner, assume } = &part.form {
            let first = self.found.len();
            self.add(env, address, inner);
            let label = self.label(part);
            if let Some(report) = self.found.get_mut(first) {
                report.text = words::titled(self.context.lang, part.label.as_deref(), std::mem::take(&mut report.text));
                report.label = report.label.take().or(label);
                report.outcome = if env.takes(assume) { report.outcome } else { outcome(env, part) };
            }
            return;
        }
        if let Some((meaning, is_apart)) = clauses::meaning(env.book, address, part) {
            if is_apart {
                self.found.push(self.report(
                    env,
                    address,
                    part,
                    words::together(self.context.lang, env.book, part, meaning.len()),
                ));
            }
            return self.list(env, meaning);
        }
        let mut report = self.report(env, address, part, head(self.context.lang, env, part));
        report.records = self.records(env, address, part);
        fill(self.context, env, part, &mut report);
        if report.detail.is_none() && report.fact.is_some() && report.outcome == Outcome::Unknown {
            report.detail = Some(words::value_not_known(self.context.lang).to_owned());
        }
        if !report.records.is_empty() {
            report.text = words::ranging_head(self.context.lang, env.book, part);
            report.detail = None;
        }
        self.found.push(report);
        self.list(env, clauses::parts(address, part));
    }

    fn report(&self, env: &Env<'_>, address: &str, part: &Condition, text: String) -> ConditionReport {
        ConditionReport {
            address: address.to_owned(),
            record: self.record.cloned(),
            outcome: outcome(env, part),
            label: self.label(part),
            text,
            fact: None,
            value: None,
            required: None,
            distance: None,
            detail: None,
            records: Vec::new(),
            source: self.context.source(part.line),
        }
    }

    /// What the rule calls a condition.
    fn label(&self, part: &Condition) -> Option<String> {
        let label = self.context.book.label_of(part);
        label.map(|label| words::condition_label(self.context.lang, label).to_owned())
    }

    /// What a condition on records or years is for each of them, if that is to be told.
    fn records(&self, env: &Env<'_>, address: &str, part: &Condition) -> Vec<CheckedRecord> {
        let (ConditionForm::Has { across, selects, .. } | ConditionForm::Every { across, selects }) = &part.form else {
            return Vec::new();
        };
        let mut checked = Vec::new();
        if self.context.detail != Detail::Records || selects.is_empty() {
            return checked;
        }
        let told = for_each_member(env, *across, &mut |inner, membership| {
            if membership.belongs().truth != Truth::False {
                let name = self.context.member(inner, *across);
                let mut reports = Reports { context: self.context, record: Some(&name), found: Vec::new() };
                reports.list(inner, clauses::of_each(address, part));
                let outcome = outcome_of(all(inner, selects));
                checked.push(CheckedRecord { outcome, conditions: reports.found, record: name });
            }
            Ok(())
        });
        if told.is_ok() { checked } else { Vec::new() }
    }
}

/// What a condition says of its parts.
fn head(lang: Lang, env: &Env<'_>, part: &Condition) -> String {
    if let ConditionForm::Unclear { assume: Some(assume), .. } = &part.form
        && !env.takes(assume)
    {
        return words::all_readings(lang).to_owned();
    }
    words::condition_head(lang, env.book, part)
}

fn outcome(env: &Env<'_>, part: &Condition) -> Outcome {
    outcome_of(condition(env, part))
}

/// What a verdict is called.
pub(super) fn outcome_of(verdict: Result<Verdict, Overflow>) -> Outcome {
    match verdict {
        Err(_) => Outcome::Unknown,
        Ok(verdict) => match verdict.truth {
            Truth::True => Outcome::Met,
            Truth::False => Outcome::Unmet,
            Truth::Unknown if verdict.reasons == Reasons::JUDGEMENT => Outcome::Judged,
            Truth::Unknown => Outcome::Unknown,
        },
    }
}

/// The fact, its value, what is required and the distance, in plain form: yuan, ISO dates, keys of choices.
fn fill(context: &Context<'_>, env: &Env<'_>, part: &Condition, report: &mut ConditionReport) {
    match &part.form {
        ConditionForm::Compare { left, ordering, right } => {
            let Some(compared) = Compared::of(env, left, *ordering, right) else { return };
            let distance = compared.distance.filter(|_| report.outcome == Outcome::Unmet);
            let told = compared.told().filter(|_| report.outcome == Outcome::Unmet).map(|(.., told)| told);
            let in_words = |number| words::of_kind(context.lang, compared.kind, number);
            // A figure or a day is in the words of the condition already.
            let is_said = matches!(right, Quantity::Literal(..) | Quantity::Day(Phrase::Fixed(_)));
            let bar = compared.bar.filter(|_| !is_said).map(in_words);
            report.detail = compared.value.map(|value| {
                let is_on_edge = told.is_some_and(Number::is_zero);
                let distance = told.filter(|_| !is_on_edge);
                let distance = distance.map(|distance| words::distance(context.lang, compared.kind, distance));
                let detail = words::detail(context.lang, &in_words(value), bar.as_deref(), distance.as_deref());
                if is_on_edge { words::on_edge(context.lang, &detail) } else { detail }
            });
            report.value = compared.value.map(|value| plain(compared.kind, value));
            report.required = compared.required.map(|required| plain(compared.kind, required));
            report.distance = distance.map(|distance| plain_distance(compared.kind, distance));
            report.fact = compared.fact;
        }
        ConditionForm::Among { fact, year, test } => {
            let declared = env.book.dictionary.fact(*fact);
            report.required = Some(words::wanted(context.lang, env.book, *fact, test));
            report.fact = Some(declared.key.clone());
            let derived = || derived(env, *fact, *year);
            let value = env.stated(env.reference(*fact, *year)).cloned().or_else(derived);
            report.value = value.map(|value| words::value(context.lang, env.book, declared, &value));
            report.detail = report.value.as_ref().map(|value| words::detail(context.lang, value, None, None));
        }
        ConditionForm::Has { across, selects, ordering, count, .. } => {
            report.fact = Some(range_key(env, *across));
            report.required = Some(count.to_string());
            if (*ordering, *count) != (Ordering::AtLeast, 1) {
                let found = Quantity::Count { across: *across, selects: selects.clone() };
                let found = quantity(env, &found).ok().and_then(|found| found.interval.as_point());
                let found = found.map(|found| words::of_kind(context.lang, Kind::Count, found));
                report.detail = found.map(|found| words::detail(context.lang, &found, None, None));
            } else if report.outcome == Outcome::Unmet && !report.is_to_be_absent() {
                report.detail = misses(context, env, *across, selects).map(|misses| match misses.first() {
                    Some((name, misses)) => words::nearest_record(context.lang, name, misses),
                    None => words::no_record(context.lang, &words::range(context.lang, env.book, *across)),
                });
            }
        }
        ConditionForm::Every { across, selects } => {
            report.fact = Some(range_key(env, *across));
            if report.outcome == Outcome::Unmet {
                let misses = misses(context, env, *across, selects).unwrap_or_default();
                let misses: Vec<_> = misses.into_iter().filter(|(_, misses)| !misses.is_empty()).collect();
                report.detail = (!misses.is_empty()).then(|| words::each_misses(context.lang, &misses));
            } else if report.outcome == Outcome::Met && is_without_members(env, *across) {
                let range = words::range(context.lang, env.book, *across);
                report.detail = Some(words::met_by_none(context.lang, &range));
            }
        }
        ConditionForm::Scope(scope) => {
            report.fact = Some("place".to_owned());
            report.value = env.book.dictionary.by_key("place").and_then(|place| {
                let stated = env.stated(env.reference(place, None))?;
                Some(words::value(context.lang, env.book, env.book.dictionary.fact(place), stated))
            });
            report.required = Some(words::within(context.lang, scope));
            let is_silent = condition(env, part).is_ok_and(|verdict| verdict.reasons.contains(Reasons::SILENCE));
            report.detail = match &report.value {
                _ if is_silent => Some(words::scope_silence(context.lang, &env.book.places.entry(env.place()).name)),
                value => value.as_ref().map(|value| words::detail(context.lang, value, None, None)),
            };
        }
        ConditionForm::All(_)
        | ConditionForm::Any(_)
        | ConditionForm::None(_)
        | ConditionForm::Of { .. }
        | ConditionForm::Meets(_)
        | ConditionForm::Judged(_)
        | ConditionForm::Unclear { .. }
        | ConditionForm::Assumed { .. } => {}
    }
}

/// The value of a fact that follows from others, if that is one choice or a flag.
fn derived(env: &Env<'_>, fact: FactId, year: Option<Year>) -> Option<Value> {
    match env.possible(fact, year).ok()?.0 {
        Possible::Choices { may, .. } if may.indices().count() == 1 => Some(Value::Choices(may)),
        Possible::Flag(Truth::True) => Some(Value::Flag(true)),
        Possible::Flag(Truth::False) => Some(Value::Flag(false)),
        Possible::Range(_) | Possible::Flag(_) | Possible::Choices { .. } | Possible::Code(_) | Possible::Text => None,
    }
}

/// Whether nothing is surely or perhaps among what a form ranges over.
fn is_without_members(env: &Env<'_>, across: Across) -> bool {
    let mut is_empty = true;
    let is_known = for_each_member(env, across, &mut |_, membership| {
        is_empty &= membership.counts.truth == Truth::False;
        Ok(())
    });
    is_empty && is_known == Ok(true)
}

/// The key of the records, or `year`.
fn range_key(env: &Env<'_>, across: Across) -> String {
    match across {
        Across::Records(record) => env.book.dictionary.record(record).key.clone(),
        Across::Years { .. } => "year".to_owned(),
    }
}

/// What each record or year misses of what is asked, with its name, the one that misses the fewest first; `None`
/// where there are too many to compare.
fn misses(
    context: &Context<'_>,
    env: &Env<'_>,
    across: Across,
    selects: &[Condition],
) -> Option<Vec<(String, Vec<ConditionReport>)>> {
    if let Across::Records(record) = across
        && env.profile.records.get(&record).map_or(0, Vec::len) > MOST_COMPARED
    {
        return None;
    }
    let mut found = Vec::new();
    for_each_member(env, across, &mut |inner, membership| {
        if membership.belongs().truth != Truth::False {
            let mut reports = Reports { context, record: None, found: Vec::new() };
            reports.list(inner, clauses::listed("where", selects));
            let is_met = |part: &&ConditionReport| part.outcome == Outcome::Met;
            let met: Vec<String> =
                reports.found.iter().filter(is_met).map(|part| format!("{}.", part.address)).collect();
            // An outer condition says no more than the parts that fail, and of one that is met no part is lacking.
            let is_miss = |part: &ConditionReport| {
                let is_needed = !met.iter().any(|outer| part.address.starts_with(outer));
                is_needed && part.outcome == Outcome::Unmet && part.detail.is_some()
            };
            found.push((context.member(inner, across), reports.found.into_iter().filter(is_miss).collect::<Vec<_>>()));
        }
        Ok(())
    })
    .ok()?;
    found.sort_by_key(|(_, misses)| misses.len());
    Some(found)
}

/// Both sides of a comparison, as far as they are one number.
pub(super) struct Compared {
    /// The key of the fact at the left, with its year.
    pub(super) fact: Option<String>,
    pub(super) kind: Kind,
    ordering: Ordering,
    pub(super) value: Option<Number>,
    /// What it is compared with.
    bar: Option<Number>,
    /// The value that would just do.
    pub(super) required: Option<Number>,
    pub(super) distance: Option<Number>,
}

impl Compared {
    pub(super) fn of(env: &Env<'_>, left: &Quantity, ordering: Ordering, right: &Quantity) -> Option<Compared> {
        // Only what has a name is told with the distance to its bar.
        let (fact, kind) = if let Quantity::Fact { fact, year } = left {
            let declared = env.book.dictionary.fact(*fact);
            let year = env.reference(*fact, *year).year;
            (year.map_or_else(|| declared.key.clone(), |year| format!("{}.{year}", declared.key)), declared.kind)
        } else {
            let Quantity::Defined(id) = left else { return None };
            (env.book.definition(*id).name.clone(), words::kind(env.book, left))
        };
        let sides = sides(env, left, ordering, right).ok();
        let (value, bar) = sides.map_or((None, None), |(left, right)| (left.interval.shown(), right.interval.shown()));
        let step = kind.step().unwrap_or(Number::ZERO);
        let required = bar.and_then(|bar| match ordering {
            Ordering::Above => bar.plus(step).ok(),
            Ordering::Below => bar.minus(step).ok(),
            Ordering::AtLeast | Ordering::AtMost | Ordering::Equal => Some(bar),
        });
        let distance = value.zip(required).and_then(|(value, required)| apart(value, required));
        Some(Compared { fact: Some(fact), kind, ordering, value, bar, required, distance })
    }

    /// How what would do, and the distance from it, are told. What must be passed is told as the text has it; of whole
    /// things and days the next one is told.
    pub(super) fn told(&self) -> Option<(Ordering, Number, Number)> {
        let (value, bar, required) = (self.value?, self.bar?, self.required?);
        let (ordering, at) = match self.ordering {
            Ordering::Above if self.kind.step() == Some(Number::ONE) => (Ordering::AtLeast, required),
            Ordering::Below if self.kind.step() == Some(Number::ONE) => (Ordering::AtMost, required),
            ordering => (ordering, bar),
        };
        Some((ordering, at, apart(value, at)?))
    }
}

fn apart(one: Number, other: Number) -> Option<Number> {
    if one < other { other.minus(one).ok() } else { one.minus(other).ok() }
}

/// A number of a kind in plain form.
#[must_use]
pub fn plain(kind: Kind, value: Number) -> String {
    match kind {
        Kind::Date => Day::from_number(value).map_or_else(|| value.to_string(), |day| day.to_string()),
        Kind::Money => Yuan::try_from(value).map_or_else(|_| value.to_string(), |yuan| yuan.to_string()),
        Kind::Ratio
        | Kind::Count
        | Kind::Number
        | Kind::Flag
        | Kind::Choice
        | Kind::Text
        | Kind::Place
        | Kind::Industry
        | Kind::Support => value.to_string(),
    }
}

pub(super) fn plain_distance(kind: Kind, distance: Number) -> String {
    if kind == Kind::Money { plain(kind, distance) } else { distance.to_string() }
}
