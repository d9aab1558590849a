//! What is another answer once some values of the firm are others.

use crate::report::{
    AnswerReport, ChangeReport, Changed, ChangedSide, ConditionReport, Ladder, NamedAnswer, Report, Rung,
    SupportReport, TotalReport, ValueReport,
};
use crate::words::{self, Lang};

/// What changes between two reports: totals first, then supports in the order of the later one.
#[must_use]
pub fn changes_of_reports(lang: Lang, before: &Report, after: &Report) -> Vec<ChangeReport> {
    changes(answers_of_report(lang, before), answers_of_report(lang, after), PartialEq::eq)
}

/// The answers of a report: totals, then supports.
pub(super) fn answers_of_report(lang: Lang, report: &Report) -> Vec<NamedAnswer> {
    let totals = report.totals.iter().map(|one| total(lang, one));
    totals.chain(report.supports.iter().map(|one| support(lang, one))).collect()
}

/// What changes between two ladders.
#[must_use]
pub fn changes_of_ladders(lang: Lang, before: &Ladder, after: &Ladder) -> Vec<ChangeReport> {
    let answers = |ladder: &Ladder| ladder.standards.iter().map(|rung| standard(lang, rung)).collect();
    changes(answers(before), answers(after), PartialEq::eq)
}

/// What changes of a support and its conditions.
#[must_use]
pub fn changes_of_answers(lang: Lang, before: &AnswerReport, after: &AnswerReport) -> Vec<ChangeReport> {
    let answers = |answer: &AnswerReport| -> Vec<NamedAnswer> {
        let conditions = answer.support.conditions.iter().map(|one| condition(lang, one));
        std::iter::once(support(lang, &answer.support)).chain(conditions).collect()
    };
    changes(answers(before), answers(after), PartialEq::eq)
}

/// What changes of a value.
#[must_use]
pub fn changes_of_values(lang: Lang, before: &ValueReport, after: &ValueReport) -> Vec<ChangeReport> {
    let answer = |value: &ValueReport| {
        let text = value.text.clone().unwrap_or_else(|| words::not_decided_yet(lang).to_owned());
        let answer = ChangedSide { status: None, low: None, high: None, text };
        vec![NamedAnswer { of: Changed::Value, id: value.fact.clone(), name: value.label.clone(), answer }]
    };
    changes(answer(before), answer(after), PartialEq::eq)
}

/// Each answer of the later ones that is not the `same`, then those that are no more.
pub(super) fn changes(
    before: Vec<NamedAnswer>,
    after: Vec<NamedAnswer>,
    same: impl Fn(&ChangedSide, &ChangedSide) -> bool,
) -> Vec<ChangeReport> {
    let mut before: Vec<Option<NamedAnswer>> = before.into_iter().map(Some).collect();
    let mut found = Vec::new();
    for NamedAnswer { of, id, name, answer: now } in after {
        let is_it = |old: &&mut Option<NamedAnswer>| old.as_ref().is_some_and(|old| old.of == of && old.id == id);
        let then = before.iter_mut().find(is_it).and_then(Option::take).map(|old| old.answer);
        if !then.as_ref().is_some_and(|then| same(then, &now)) {
            found.push(ChangeReport { of, id, name, before: then, after: Some(now) });
        }
    }
    for NamedAnswer { of, id, name, answer } in before.into_iter().flatten() {
        found.push(ChangeReport { of, id, name, before: Some(answer), after: None });
    }
    found
}

fn total(lang: Lang, total: &TotalReport) -> NamedAnswer {
    let [whose, low, high, _] = words::total(lang, total, true);
    let text = words::from_to(lang, &low, &high);
    let id = [&*total.paid_to, &total.kind, &total.period, &total.standing].join("/");
    let answer = ChangedSide { status: None, low: total.low, high: total.high, text };
    NamedAnswer { of: Changed::Total, id, name: whose, answer }
}

fn support(lang: Lang, support: &SupportReport) -> NamedAnswer {
    let amount = support.amount.as_ref();
    let answer = ChangedSide {
        status: Some(support.status),
        low: amount.and_then(|amount| amount.low),
        high: amount.and_then(|amount| amount.high),
        text: words::answer_and_amount(lang, &words::answer(lang, support), &words::amount(lang, support)),
    };
    NamedAnswer { of: Changed::Support, id: support.id.clone(), name: support.name.clone(), answer }
}

fn standard(lang: Lang, rung: &Rung) -> NamedAnswer {
    let standard = &rung.standard;
    let name = words::standard_name(lang, rung);
    let answer =
        ChangedSide { status: Some(standard.status), low: None, high: None, text: words::standard_answer(lang, rung) };
    NamedAnswer { of: Changed::Standard, id: standard.id.clone(), name, answer }
}

fn condition(lang: Lang, condition: &ConditionReport) -> NamedAnswer {
    let name = condition.label.clone().unwrap_or_else(|| condition.text.clone());
    let outcome = words::outcome(lang, condition.outcome);
    let beside = condition.detail.as_deref().or(condition.value.as_deref()).unwrap_or_default();
    let text = words::answer_and_amount(lang, outcome, beside);
    let id = match &condition.record {
        Some(record) => format!("{}: {record}", condition.address),
        None => condition.address.clone(),
    };
    let answer = ChangedSide { status: None, low: None, high: None, text };
    NamedAnswer { of: Changed::Condition, id, name, answer }
}
