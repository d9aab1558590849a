//! What is told of a group as a whole: that another one says otherwise, or that there is nothing to relate.

use crate::dictionary::{FactId, Home, RecordId};
use crate::finding::Problem;
use crate::rulebook::{Area, Condition, ConditionForm, Group, GroupName, GroupRule, Scope, Support, SupportId};
use crate::truth::Truth;

use super::shared::Shared;
use super::tiers;

/// What is wrong with a group of so many written members, beside those that were compiled before it.
pub(super) fn problems(shared: &Shared, group: &Group, written: usize) -> Vec<Problem> {
    let contradiction = shared.groups.iter().find_map(|other| contradiction(shared, group, other));
    contradiction.into_iter().chain(nothing_to_relate(shared, group, written)).collect()
}

/// Two members that another group relates by another rule. A cap of a sum says nothing of what of it is paid.
fn contradiction(shared: &Shared, group: &Group, other: &Group) -> Option<Problem> {
    let is_cap_alone = |group: &Group| group.rule == GroupRule::Sum && !group.limits.is_empty();
    if other.rule == group.rule || is_cap_alone(other) || is_cap_alone(group) {
        return None;
    }
    let mut common = group.members.iter().filter(|id| other.members.contains(id));
    let [first, second] = [common.next()?, common.next()?].map(|id| support(shared, *id).address.clone());
    let GroupName::Given { zh: name, .. } = &other.name else { return None };
    Some(Problem::ContradictoryGroups { first, second, group: name.clone(), rule: other.rule.word() })
}

fn nothing_to_relate(shared: &Shared, group: &Group, written: usize) -> Option<Problem> {
    let members: Vec<&Support> = group.members.iter().map(|id| support(shared, *id)).collect();
    if let [only] = members[..] {
        // One that is named twice was reported.
        return (written == 1).then(|| Problem::LoneMember { member: only.address.clone() });
    }
    let mut pairs =
        members.iter().enumerate().flat_map(|(at, one)| members[at + 1..].iter().map(move |other| (*one, *other)));
    pairs.all(|(one, other)| are_apart(shared, group.per, one, other)).then_some(Problem::MembersApart)
}

/// Whether no firm, or no record of the kind that both are about, can have both.
pub(super) fn are_apart(shared: &Shared, per: Option<RecordId>, one: &Support, other: &Support) -> bool {
    let conditions =
        |support: &Support| -> Vec<Condition> { support.selects.iter().chain(&support.conditions).cloned().collect() };
    conflict(shared, per, &conditions(one), &conditions(other)) || are_elsewhere(shared, one, other)
}

/// Whether no firm, or no record of this kind, meets both lists.
pub(super) fn conflict(shared: &Shared, per: Option<RecordId>, one: &[Condition], other: &[Condition]) -> bool {
    let counts = |fact: FactId| match shared.vocabulary.dictionary.fact(fact).home {
        Home::Enterprise | Home::Year => true,
        Home::Record(record) => per == Some(record),
    };
    tiers::are_apart(shared.words(), one, other, &counts)
}

/// Whether one applies only where the other surely does not.
fn are_elsewhere(shared: &Shared, one: &Support, other: &Support) -> bool {
    let is_outside = |inner: &Scope, outer: &Scope| {
        let holds = |area: &Area, place| area.holds(&shared.vocabulary.places, place, |_| false).truth;
        let areas = [&inner.within, &inner.unclear_in];
        areas.iter().all(|area| {
            let is_out = |place| {
                holds(&outer.not_in, place) == Truth::True
                    || (holds(&outer.within, place) == Truth::False && holds(&outer.unclear_in, place) == Truth::False)
            };
            area.sets.is_empty() && area.members.iter().all(|place| is_out(*place))
        })
    };
    scopes(one).any(|inner| scopes(other).any(|outer| is_outside(inner, outer)))
}

fn scopes(support: &Support) -> impl Iterator<Item = &Scope> {
    support
        .conditions
        .iter()
        .filter_map(|part| if let ConditionForm::Scope(scope) = &part.form { Some(scope) } else { None })
}

fn support(shared: &Shared, id: SupportId) -> &Support {
    &shared.supports[id.0 as usize]
}
