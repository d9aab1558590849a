//! What is another answer once some values of the firm are others.

use crate::report::{
    AnswerReport, ChangeReport, Changed, ChangedSide, ConditionReport, Ladder, Report, Rung, SupportReport,
    TotalReport, ValueReport,
};
use crate::words::{self, Lang};

/// An answer: what it is about, its address, its name, and what it is.
type Answer = ((Changed, Option<String>, String), ChangedSide);

/// What changes between two reports: totals first, then supports in the order of the later one.
#[must_use]
pub fn changes_of_reports(lang: Lang, before: &Report, after: &Report) -> Vec<ChangeReport> {
    let answers = |report: &Report| -> Vec<Answer> {
        let totals = report.totals.iter().map(|one| total(lang, one));
        totals.chain(report.supports.iter().map(|one| support(lang, one))).collect()
    };
    changes(answers(before), answers(after))
}

/// What changes between two ladders.
#[must_use]
pub fn changes_of_ladders(lang: Lang, before: &Ladder, after: &Ladder) -> Vec<ChangeReport> {
    let answers = |ladder: &Ladder| ladder.standards.iter().map(|rung| standard(lang, rung)).collect();
    changes(answers(before), answers(after))
}

/// What changes of a support and its conditions.
#[must_use]
pub fn changes_of_answers(lang: Lang, before: &AnswerReport, after: &AnswerReport) -> Vec<ChangeReport> {
    let answers = |answer: &AnswerReport| -> Vec<Answer> {
        let conditions = answer.support.conditions.iter().map(|one| condition(lang, one));
        std::iter::once(support(lang, &answer.support)).chain(conditions).collect()
    };
    changes(answers(before), answers(after))
}

/// What changes of a value.
#[must_use]
pub fn changes_of_values(lang: Lang, before: &ValueReport, after: &ValueReport) -> Vec<ChangeReport> {
    let answer = |value: &ValueReport| {
        let text = value.text.clone().unwrap_or_else(|| words::not_decided_yet(lang).to_owned());
        let about = (Changed::Value, Some(value.fact.clone()), value.label.clone());
        vec![(about, ChangedSide { status: None, low: None, high: None, text })]
    };
    changes(answer(before), answer(after))
}

/// Each answer of the later ones that is another, then those that are no more.
fn changes(before: Vec<Answer>, after: Vec<Answer>) -> Vec<ChangeReport> {
    let mut before: Vec<Option<Answer>> = before.into_iter().map(Some).collect();
    let mut found = Vec::new();
    let mut change = |(of, id, name), before, after| found.push(ChangeReport { of, id, name, before, after });
    for ((of, id, name), now) in after {
        let is_it = |old: &&mut Option<Answer>| {
            old.as_ref().is_some_and(|(about, _)| about.0 == of && about.1 == id && (id.is_some() || about.2 == name))
        };
        let then = before.iter_mut().find(is_it).and_then(Option::take).map(|(_, side)| side);
        if then.as_ref() != Some(&now) {
            change((of, id, name), then, Some(now));
        }
    }
    for (about, then) in before.into_iter().flatten() {
        change(about, Some(then), None);
    }
    found
}

fn total(lang: Lang, total: &TotalReport) -> Answer {
    let [whose, low, high, _] = words::total(lang, total, true);
    let text = words::from_to(lang, &low, &high);
    let side = ChangedSide { status: None, low: total.low, high: total.high, text };
    ((Changed::Total, None, whose), side)
}

fn support(lang: Lang, support: &SupportReport) -> Answer {
    let amount = support.amount.as_ref();
    let side = ChangedSide {
        status: Some(support.status),
        low: amount.and_then(|amount| amount.low),
        high: amount.and_then(|amount| amount.high),
        text: words::answer_and_amount(lang, &words::answer(lang, support), &words::amount(lang, support)),
    };
    ((Changed::Support, Some(support.id.clone()), support.name.clone()), side)
}

fn standard(lang: Lang, rung: &Rung) -> Answer {
    let standard = &rung.standard;
    let name = words::standard_name(lang, rung);
    let side =
        ChangedSide { status: Some(standard.status), low: None, high: None, text: words::standard_answer(lang, rung) };
    ((Changed::Standard, Some(standard.id.clone()), name), side)
}

fn condition(lang: Lang, condition: &ConditionReport) -> Answer {
    let name = condition.label.clone().unwrap_or_else(|| condition.text.clone());
    let outcome = words::outcome(lang, condition.outcome);
    let beside = condition.detail.as_deref().or(condition.value.as_deref()).unwrap_or_default();
    let text = words::answer_and_amount(lang, outcome, beside);
    let id = match &condition.record {
        Some(record) => format!("{}: {record}", condition.address),
        None => condition.address.clone(),
    };
    ((Changed::Condition, Some(id), name), ChangedSide { status: None, low: None, high: None, text })
}
