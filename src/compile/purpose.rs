//! Supports of one purpose, and awards of one document for titles, that no group relates: whether they stack is not stated,
//! and their authors are told.

use std::collections::{BTreeMap, BTreeSet};

use crate::dictionary::RecordId;
use crate::finding::{Finding, Problem};
use crate::rulebook::{Group, GroupName, GroupRule, Replaced, Support, SupportId};
use crate::truth::Truth;

use super::document::Shared;
use super::related::are_apart;

/// How the purposes of awards for titles begin.
const TITLES: &str = "title:";

/// What supports have in common, so that both may be paid, or only one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Common {
    /// What they are for.
    Purpose(String),
    /// They are awards of this document for titles. Who rises from one to the next gets both, the difference or one.
    Titles(usize),
}

/// Adds groups for supports that have something in common, are paid alike and that no group relates; a finding for each
/// pair, also of those of one purpose that are paid differently and so stand in totals of their own.
pub(super) fn add_groups(shared: &mut Shared) -> Vec<Finding> {
    let (mut by_purpose, mut by_payment): (BTreeMap<_, Vec<SupportId>>, BTreeMap<_, Vec<SupportId>>) =
        Default::default();
    for (index, support) in (0..).zip(&shared.supports) {
        let (Some(purpose), Some(_)) = (&support.for_what, &support.amount) else { continue };
        let (id, per) = (SupportId(index), support.for_each);
        let titles = purpose.starts_with(TITLES).then_some(Common::Titles(support.document));
        for common in [Common::Purpose(purpose.clone())].into_iter().chain(titles) {
            by_payment.entry((common, per, support.payment())).or_default().push(id);
        }
        by_purpose.entry((purpose.clone(), per)).or_default().push(id);
    }
    let mut findings = Vec::new();
    for ((purpose, per), of_purpose) in by_purpose {
        let mut rivals = rivals(shared, per, &of_purpose);
        rivals.retain(|(one, other)| support(shared, *one).payment() != support(shared, *other).payment());
        let problem = |support, others| {
            let purpose = purpose.clone();
            Problem::Unrelated { support, purpose, others, is_alike: false }
        };
        findings.extend(of_purpose.iter().filter_map(|id| unrelated(shared, *id, &rivals, &problem)));
        shared.unrelated.extend(rivals);
    }
    // By purpose first: what that relates needs no title to do so.
    for ((common, per, _), alike) in by_payment {
        let rivals = rivals(shared, per, &alike);
        let problem = |support, others| match common.clone() {
            Common::Purpose(purpose) => Problem::Unrelated { support, purpose, others, is_alike: true },
            Common::Titles(_) => Problem::UnrelatedTitles { support, others },
        };
        findings.extend(alike.iter().filter_map(|id| unrelated(shared, *id, &rivals, &problem)));
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
fn rivals(shared: &Shared, per: Option<RecordId>, alike: &[SupportId]) -> Vec<(SupportId, SupportId)> {
    let pairs = alike.iter().enumerate().flat_map(|(at, one)| alike[at + 1..].iter().map(move |other| (*one, *other)));
    let is_rival = |(one, other): &(SupportId, SupportId)| {
        let (first, second) = (support(shared, *one), support(shared, *other));
        let is_related = |members: &Vec<SupportId>| members.contains(one) && members.contains(other);
        !reads_one_of(shared, *one, alike, &mut BTreeSet::new())
            && !reads_one_of(shared, *other, alike, &mut BTreeSet::new())
            && share_a_place(shared, first, second)
            && !are_apart(shared, per, first, second)
            && !takes_the_place(shared, first, *other)
            && !takes_the_place(shared, second, *one)
            && !shared.groups.iter().map(|group| &group.members).chain(&shared.told_apart).any(is_related)
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

/// What is told of a support and others; of a pair once, at the one that was read last.
fn unrelated(
    shared: &Shared,
    id: SupportId,
    rivals: &[(SupportId, SupportId)],
    problem: &dyn Fn(String, Vec<String>) -> Problem,
) -> Option<Finding> {
    let others = rivals.iter().filter(|(_, other)| *other == id);
    let others: Vec<String> = others.map(|(one, _)| support(shared, *one).address.clone()).collect();
    let span = shared.spans.get(id.0 as usize)?.clone();
    let is_known = |id: SupportId| !shared.with_broken_groups.contains(&support(shared, id).document);
    let is_known = is_known(id) && rivals.iter().all(|(one, other)| is_known(*one) && is_known(*other));
    (!others.is_empty() && is_known).then(|| Finding::at(span, problem(support(shared, id).address.clone(), others)))
}

fn support(shared: &Shared, id: SupportId) -> &Support {
    &shared.supports[id.0 as usize]
}

/// Whether the document of one surely takes the place of the other.
fn takes_the_place(shared: &Shared, newer: &Support, older: SupportId) -> bool {
    shared.replacements.iter().filter(|replacement| replacement.is_sure && replacement.newer == newer.document).any(
        |replacement| match replacement.older {
            Replaced::Support(id) => id == older,
            Replaced::Document(document) => support(shared, older).document == document,
        },
    )
}

/// Whether the documents of both are of one place, or one lies within the other.
fn share_a_place(shared: &Shared, one: &Support, other: &Support) -> bool {
    let (one, other) = (shared.documents[one.document].place, shared.documents[other.document].place);
    let lies_within = |inner, outer| shared.vocabulary.places.lies_within(inner, &[outer]) == Truth::True;
    lies_within(one, other) || lies_within(other, one)
}
