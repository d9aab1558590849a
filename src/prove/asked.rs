//! The conditions of a rule, one beside the other: what holds only together is taken apart.

use crate::codes::CodeTree;
use crate::dictionary::FactId;
use crate::rulebook::{Area, Condition, ConditionForm, Membership, Rulebook, Scope, Support};

/// Conditions that hold together, each by itself, and of how many of them nothing is told: where a rule applies is no
/// condition that its author wrote.
pub(super) struct Asked {
    pub(super) given: Vec<Condition>,
    pub(super) parts: Vec<Condition>,
}

impl Asked {
    /// What a support or standard asks.
    pub(super) fn of(book: &Rulebook, rule: &Support) -> Asked {
        let mut asked = Asked { given: Vec::new(), parts: Vec::new() };
        for part in rule.selects.iter().chain(&rule.conditions) {
            match (&part.form, book.dictionary.by_key("place")) {
                (ConditionForm::Scope(scope), Some(place)) => {
                    asked.given.extend(places(scope, place).map(|form| Condition::new(form, part.line)));
                }
                (ConditionForm::Scope(_), None) => {}
                (_, _) => apart(part, &mut asked.parts),
            }
        }
        asked
    }

    /// Conditions of a list.
    pub(super) fn list(when: &[Condition]) -> Vec<Condition> {
        let mut parts = Vec::new();
        when.iter().for_each(|part| apart(part, &mut parts));
        parts
    }
}

/// Where a scope surely applies, as conditions of the firm's place.
fn places(scope: &Scope, place: FactId) -> impl Iterator<Item = ConditionForm> {
    let test = move |test| ConditionForm::Among { fact: place, year: None, test };
    let is_named = |area: &Area| area.sets.is_empty() && !area.members.is_empty();
    let is_sure = scope.unclear_in.is_empty() && is_named(&scope.within) && scope.within.members != [CodeTree::ROOT];
    let within = is_sure.then(|| test(Membership::Within(scope.within.clone())));
    let not_in = is_named(&scope.not_in).then(|| test(Membership::NotWithin(scope.not_in.clone())));
    within.into_iter().chain(not_in)
}

/// Takes a condition apart into those that hold together; that none of some hold is one of each.
fn apart(part: &Condition, parts: &mut Vec<Condition>) {
    match &part.form {
        ConditionForm::All(inner) => inner.iter().for_each(|inner| apart(inner, parts)),
        ConditionForm::None(inner) => parts.extend(inner.iter().map(|inner| Condition {
            form: ConditionForm::None(vec![inner.clone()]),
            label: None,
            line: inner.line,
        })),
        ConditionForm::Compare { .. }
        | ConditionForm::Among { .. }
        | ConditionForm::Has { .. }
        | ConditionForm::Every { .. }
        | ConditionForm::Any(_)
        | ConditionForm::Of { .. }
        | ConditionForm::Meets(_)
        | ConditionForm::Judged(_)
        | ConditionForm::Unclear { .. }
        | ConditionForm::Assumed { .. }
        | ConditionForm::Scope(_) => parts.push(part.clone()),
    }
}
