//! How a support comes: in which parts, for how long, with which figures besides, and how one applies.

use crate::evaluate::{Env, Item, all};
use crate::interval::Interval;
use crate::report::{ApplyReport, Ends, RuleStageReport, StageReport, TermReport, Yuan};
use crate::rulebook::{Application, Condition, Duration, Rulebook, Support, TermValue};
use crate::words::{self, Lang};

use super::Context;
use super::conditions::outcome_of;

/// The stages and the clawback for one record, or for the firm.
pub(super) fn stages(
    context: &Context<'_>,
    env: &Env<'_>,
    support: &Support,
    record: Option<&String>,
) -> Vec<StageReport> {
    let report = |after: Option<&String>, part: Option<String>, when: &[Condition]| StageReport {
        record: record.cloned(),
        after: after.cloned(),
        part,
        condition: (!when.is_empty()).then(|| words::all_conditions(context.lang, env.book, when)),
        outcome: outcome_of(all(env, when)),
    };
    let stages = support.stages.iter().map(|stage| {
        report(Some(&stage.after), Some(words::quantity(context.lang, env.book, &stage.part)), &stage.when)
    });
    let clawback = (!support.clawback.is_empty()).then(|| report(None, None, &support.clawback));
    stages.chain(clawback).collect()
}

/// The stages and the clawback as the rule says them.
pub(super) fn stages_of_rule(lang: Lang, book: &Rulebook, support: &Support) -> Vec<RuleStageReport> {
    let condition = |when: &[Condition]| (!when.is_empty()).then(|| words::all_conditions(lang, book, when));
    let stages = support.stages.iter().map(|stage| RuleStageReport {
        after: Some(stage.after.clone()),
        part: Some(words::quantity(lang, book, &stage.part)),
        condition: condition(&stage.when),
    });
    let clawback = condition(&support.clawback);
    let clawback = clawback.map(|condition| RuleStageReport { after: None, part: None, condition: Some(condition) });
    stages.chain(clawback).collect()
}

/// The figures that are not money to the firm.
pub(super) fn terms(lang: Lang, book: &Rulebook, support: &Support) -> Vec<TermReport> {
    let value = |value: &TermValue| match value {
        TermValue::Time(count, unit) => words::time(lang, *count, unit),
        TermValue::Quantity(value, _) => words::quantity(lang, book, value),
    };
    support.terms.iter().map(|term| TermReport { label: term.label.clone(), value: value(&term.value) }).collect()
}

/// How one applies.
pub(super) fn apply(application: &Application) -> ApplyReport {
    ApplyReport {
        how: application.how.map(|how| how.word().to_owned()),
        at: application.at.clone(),
        opens: application.opens.map(|day| day.to_string()),
        closes: application.closes.map(|day| day.to_string()),
        materials: application.materials.clone(),
        effort: application.effort.clone(),
    }
}

/// For how long it comes, in words.
pub(super) fn duration(lang: Lang, book: &Rulebook, support: &Support) -> Option<String> {
    match &support.duration {
        Some(Duration::For(periods)) => {
            let periods = words::quantity(lang, book, periods);
            Some(words::periods(lang, support.period, &periods))
        }
        Some(Duration::Unstated) | None => None,
    }
}

/// What all periods of all records come to, where the text says how many there are.
pub(super) fn altogether(items: &[Item]) -> Option<Ends> {
    let mut sum = Interval::ZERO;
    for item in items {
        let Some(money) = item.money else { continue };
        sum = sum.plus(money.range.times(item.periods?).ok()?).ok()?;
    }
    let is_any = items.iter().any(|item| item.periods.is_some() && item.money.is_some());
    let low = sum.low.filter(|_| is_any)?;
    Some(Ends { low: Yuan(low.at), high: sum.high.map(|high| Yuan(high.at)) })
}
