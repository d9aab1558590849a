//! Supports of one purpose that no group relates: whether they stack is not stated, and their authors are told.

use std::collections::{BTreeMap, BTreeSet};

use crate::dictionary::{Dictionary, FactId};
use crate::finding::{Finding, Problem};
use crate::rulebook::{ConditionForm, Group, GroupName, GroupRule, Membership, Support, SupportId};
use crate::truth::Truth;

use super::document::Shared;

/// Adds groups for supports of one purpose and payment that no group relates; a finding for each of them.
pub(super) fn add_groups(shared: &mut Shared) -> Vec<Finding> {
    let mut by_purpose: BTreeMap<_, Vec<SupportId>> = BTreeMap::new();
    for (index, support) in (0..).zip(&shared.supports) {
        let (Some(purpose), Some(_)) = (&support.for_what, &support.amount) else { continue };
        let key = (purpose.clone(), support.for_each, support.payment());
        by_purpose.entry(key).or_default().push(SupportId(index));
    }
    let mut findings = Vec::new();
    for ((_, per, _), alike) in by_purpose {
        let rivals = rivals(shared, &alike);
        findings.extend(alike.iter().filter_map(|id| unrelated(shared, *id, &rivals)));
        for members in cliques(&rivals) {
            let group = Group {
                name: GroupName::Members(members.clone()),
                document: None,
                clause: None,
                members,
                rule: GroupRule::Unstated,
                per,
                by_year: false,
                limits: Vec::new(),
                silent: Vec::new(),
            };
            shared.groups.push(group);
        }
    }
    findings
}

/// The pairs that are in no common group though one firm, or one record, may get both.
fn rivals(shared: &Shared, alike: &[SupportId]) -> Vec<(SupportId, SupportId)> {
    let dictionary = &shared.vocabulary.dictionary;
    let pairs = alike.iter().enumerate().flat_map(|(at, one)| alike[at + 1..].iter().map(move |other| (*one, *other)));
    let is_rival = |(one, other): &(SupportId, SupportId)| {
        let (first, second) = (support(shared, *one), support(shared, *other));
        let is_related = |group: &Group| group.members.contains(one) && group.members.contains(other);
        !reads_one_of(shared, *one, alike, &mut BTreeSet::new())
            && !reads_one_of(shared, *other, alike, &mut BTreeSet::new())
            && share_a_place(shared, first, second)
            && !are_apart(dictionary, first, second)
            && !shared.groups.iter().any(is_related)
    };
    pairs.filter(is_rival).collect()
}

/// Whether a support reads the amount of another one of its purpose: it comes on top of that, and is related by it.
fn reads_one_of(shared: &Shared, id: SupportId, alike: &[SupportId], seen: &mut BTreeSet<SupportId>) -> bool {
    let new: Vec<SupportId> =
        support(shared, id).refers_to.iter().copied().filter(|other| seen.insert(*other)).collect();
    new.into_iter().any(|other| alike.contains(&other) || reads_one_of(shared, other, alike, seen))
}

/// The pairs as one group where each is a rival of each, else one by one.
fn cliques(pairs: &[(SupportId, SupportId)]) -> Vec<Vec<SupportId>> {
    let mut all: Vec<SupportId> = pairs.iter().flat_map(|(one, other)| [*one, *other]).collect();
    all.sort_unstable();
    all.dedup();
    if all.len() * all.len().saturating_sub(1) == 2 * pairs.len() {
        return if all.is_empty() { Vec::new() } else { vec![all] };
    }
    pairs.iter().map(|(one, other)| vec![*one, *other]).collect()
}

fn unrelated(shared: &Shared, id: SupportId, rivals: &[(SupportId, SupportId)]) -> Option<Finding> {
    let others = rivals.iter().filter_map(|(one, other)| match id {
        _ if *one == id => Some(*other),
        _ if *other == id => Some(*one),
        _ => None,
    });
    let others: Vec<String> = others.map(|other| support(shared, other).address.clone()).collect();
    let span = shared.spans.get(id.0 as usize)?.clone();
    let (address, purpose) = (support(shared, id).address.clone(), support(shared, id).for_what.clone()?);
    let is_known = |id: SupportId| !shared.with_broken_groups.contains(&support(shared, id).document);
    let is_known = is_known(id) && rivals.iter().all(|(one, other)| is_known(*one) && is_known(*other));
    (!others.is_empty() && is_known)
        .then(|| Finding::at(span, Problem::Unrelated { support: address, purpose, others }))
}

fn support(shared: &Shared, id: SupportId) -> &Support {
    &shared.supports[id.0 as usize]
}

/// Whether the documents of both are of one place, or one lies within the other.
fn share_a_place(shared: &Shared, one: &Support, other: &Support) -> bool {
    let (one, other) = (shared.documents[one.document].place, shared.documents[other.document].place);
    let lies_within = |inner, outer| shared.vocabulary.places.lies_within(inner, &[outer]) == Truth::True;
    lies_within(one, other) || lies_within(other, one)
}

/// Whether nothing can be one of both: a fact of one choice must be among choices that the other does not take.
fn are_apart(dictionary: &Dictionary, one: &Support, other: &Support) -> bool {
    let choices = |support: &Support| -> Vec<(FactId, _)> {
        let conditions = support.selects.iter().chain(&support.conditions);
        let among = conditions.filter_map(|condition| {
            let ConditionForm::Among { fact, test: Membership::AnyOf(choices), .. } = &condition.form else {
                return None;
            };
            Some((*fact, *choices))
        });
        among.filter(|(fact, _)| !dictionary.fact(*fact).many).collect()
    };
    let others = choices(other);
    choices(one).iter().any(|(fact, mine)| others.iter().any(|(also, theirs)| also == fact && !mine.meets(*theirs)))
}
