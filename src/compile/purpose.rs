//! Supports of one purpose, and awards of one document for titles, that no group relates: whether they stack is not stated,
//! and their authors are told.

use std::collections::{BTreeMap, BTreeSet};

use crate::dictionary::RecordId;
use crate::finding::{Finding, Problem};
use crate::rulebook::{Group, GroupName, GroupRule, Replaced, Support, SupportId};
use crate::truth::Truth;

use super::related::are_apart;
use super::shared::Shared;

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

/// Supports that are alike in all that decides with which others they may be paid.
type Class = Vec<SupportId>;

/// Two classes of a list any two supports of which are in no common group though one firm, or one record, may get both;
/// or one class of which any two are so.
type Rivals = (usize, usize);

/// Condition sets of one purpose beyond which two are not held against each other: they may be paid together then.
const MOST_CLASSES: usize = 200;
/// Others that a finding names.
const MOST_NAMED: usize = 5;

/// Adds groups for supports that have something in common, are paid alike and that no group relates; a finding for each
/// that is unrelated to another, also to those of one purpose that are paid differently and so stand in totals of their own.
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
    let mut related = Related::of(shared);
    let mut findings = Vec::new();
    for ((purpose, per), of_purpose) in by_purpose {
        let classes = related.classes(shared, &of_purpose);
        let payment = |class: usize| support(shared, classes[class][0]).payment();
        let mut rivals = rivals(shared, &related, per, &of_purpose, &classes);
        rivals.retain(|(one, other)| payment(*one) != payment(*other));
        let problem = |support, others, more| {
            let purpose = purpose.clone();
            Problem::Unrelated { support, purpose, others, more, is_alike: false }
        };
        findings.extend(unrelated(shared, &classes, &rivals, &problem));
        let of_both = rivals.into_iter().map(|(one, other)| [one, other].map(|class| classes[class].clone()));
        shared.unrelated.extend(of_both);
    }
    // By purpose first: what that relates needs no title to do so.
    for ((common, per, _), alike) in by_payment {
        let classes = related.classes(shared, &alike);
        let rivals = rivals(shared, &related, per, &alike, &classes);
        let problem = |support, others, more| match common.clone() {
            Common::Purpose(purpose) => Problem::Unrelated { support, purpose, others, more, is_alike: true },
            Common::Titles(_) => Problem::UnrelatedTitles { support, others, more },
        };
        findings.extend(unrelated(shared, &classes, &rivals, &problem));
        for members in cliques(&classes, &rivals) {
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
            related.add(&group.members);
            shared.groups.push(group);
        }
    }
    findings
}

/// What says of supports how they relate: the groups in which each is, by their numbers, and those that another one
/// replaces by itself.
#[derive(Default)]
struct Related {
    count: usize,
    of: BTreeMap<SupportId, Vec<usize>>,
    replaced: BTreeSet<SupportId>,
}

impl Related {
    fn of(shared: &Shared) -> Related {
        let mut related = Related::default();
        shared.groups.iter().for_each(|group| related.add_group(shared, group));
        shared.told_apart.iter().for_each(|group| related.add(group));
        related.replaced.extend(shared.replacements.iter().filter_map(|replacement| match replacement.older {
            Replaced::Support(id) => Some(id),
            Replaced::Document(_) => None,
        }));
        related
    }

    /// A document relates supports where it speaks: two that are both given elsewhere it leaves unrelated there.
    fn add_group(&mut self, shared: &Shared, group: &Group) {
        let Some(document) = group.document else { return self.add(&group.members) };
        let place = |document: usize| shared.documents[document].place;
        let is_own =
            |id: &SupportId| shared.vocabulary.places.is_within(place(support(shared, *id).document), place(document));
        let (own, wider): (Vec<SupportId>, Vec<SupportId>) = group.members.iter().copied().partition(is_own);
        match wider[..] {
            [] | [_] => self.add(&group.members),
            _ => wider.iter().for_each(|wider| self.add(&[&own[..], &[*wider]].concat())),
        }
    }

    fn add(&mut self, members: &[SupportId]) {
        members.iter().for_each(|id| self.of.entry(*id).or_default().push(self.count));
        self.count += 1;
    }

    fn groups(&self, id: SupportId) -> &[usize] {
        self.of.get(&id).map_or(&[], Vec::as_slice)
    }

    fn relates(&self, one: SupportId, other: SupportId) -> bool {
        self.groups(one).iter().any(|group| self.groups(other).contains(group))
    }

    /// The classes of some supports, in their order.
    fn classes(&self, shared: &Shared, ids: &[SupportId]) -> Vec<Class> {
        let is_single = |id: SupportId| !support(shared, id).refers_to.is_empty() || self.replaced.contains(&id);
        let mut classes: Vec<Class> = Vec::new();
        for id in ids {
            let is_like = |class: &&mut Class| {
                let (one, other) = (support(shared, class[0]), support(shared, *id));
                one.document == other.document
                    && one.payment() == other.payment()
                    && self.groups(class[0]) == self.groups(*id)
                    && one.selects == other.selects
                    && one.conditions == other.conditions
                    && !is_single(class[0])
                    && !is_single(*id)
            };
            match classes.iter_mut().rev().take(MOST_CLASSES).find(is_like) {
                Some(class) => class.push(*id),
                None => classes.push(vec![*id]),
            }
        }
        classes
    }
}

/// The rivals among some classes of supports that are `alike`.
fn rivals(
    shared: &Shared,
    related: &Related,
    per: Option<RecordId>,
    alike: &[SupportId],
    classes: &[Class],
) -> Vec<Rivals> {
    let is_many = classes.len() > MOST_CLASSES;
    let is_rival = |(one, other): (SupportId, SupportId)| {
        let (first, second) = (support(shared, one), support(shared, other));
        !related.relates(one, other)
            && !reads_one_of(shared, one, alike, &mut BTreeSet::new())
            && !reads_one_of(shared, other, alike, &mut BTreeSet::new())
            && share_a_place(shared, first, second)
            && (is_many || !are_apart(shared, per, first, second))
            && !takes_the_place(shared, first, other)
            && !takes_the_place(shared, second, one)
    };
    let within = |at: usize| Some((classes[at][0], *classes[at].get(1)?));
    let pairs = (0..classes.len()).flat_map(|one| (one..classes.len()).map(move |other| (one, other)));
    let of_pair = |(one, other): (usize, usize)| {
        if one == other { within(one) } else { Some((classes[one][0], classes[other][0])) }
    };
    pairs.filter(|pair| of_pair(*pair).is_some_and(is_rival)).collect()
}

/// Whether a support reads the amount of another one of its purpose: it comes on top of that, and is related by it.
fn reads_one_of(shared: &Shared, id: SupportId, alike: &[SupportId], seen: &mut BTreeSet<SupportId>) -> bool {
    let new: Vec<SupportId> =
        support(shared, id).refers_to.iter().copied().filter(|other| seen.insert(*other)).collect();
    new.into_iter().any(|other| alike.contains(&other) || reads_one_of(shared, other, alike, seen))
}

/// Groups that hold every two rivals, as few as are quickly found: any two of a group are rivals. Where not all of a class
/// are rivals of each other, its members stand by two with those of another.
fn cliques(classes: &[Class], rivals: &[Rivals]) -> Vec<Vec<SupportId>> {
    let count = classes.len();
    let mut is_rival = vec![false; count * count];
    for (one, other) in rivals {
        (is_rival[one * count + other], is_rival[other * count + one]) = (true, true);
    }
    let is_whole = |class: usize| classes[class].len() == 1 || is_rival[class * count + class];
    let (mut groups, mut is_in_any, mut is_held) = (Vec::new(), vec![false; count], vec![false; count * count]);
    for (one, other) in rivals.iter().copied().filter(|(one, other)| one != other) {
        if !is_whole(one) || !is_whole(other) {
            let pairs = classes[one].iter().flat_map(|one| classes[other].iter().map(move |other| vec![*one, *other]));
            groups.extend(pairs);
            (is_in_any[one], is_in_any[other]) = (true, true);
        } else if !is_held[one * count + other] {
            let mut clique = vec![one, other];
            for next in (0..count).filter(|next| is_whole(*next)) {
                let is_rival_of_all = clique.iter().all(|class| *class != next && is_rival[class * count + next]);
                clique.extend(is_rival_of_all.then_some(next));
            }
            for (at, class) in clique.iter().enumerate() {
                is_in_any[*class] = true;
                clique[at + 1..].iter().for_each(|next| is_held[class.min(next) * count + class.max(next)] = true);
            }
            let mut members: Vec<SupportId> = clique.iter().flat_map(|class| &classes[*class]).copied().collect();
            members.sort_unstable();
            groups.push(members);
        }
    }
    // Who is a rival of its own class alone.
    let alone = rivals.iter().filter(|(one, other)| one == other && !is_in_any[*one]);
    groups.extend(alone.map(|(class, _)| classes[*class].clone()));
    groups
}

/// What is told of classes that are rivals; of two once, at the support that was read last.
fn unrelated(
    shared: &Shared,
    classes: &[Class],
    rivals: &[Rivals],
    problem: &dyn Fn(String, Vec<String>, usize) -> Problem,
) -> Vec<Finding> {
    let is_known = |class: usize| {
        classes[class].iter().all(|id| !shared.with_broken_groups.contains(&support(shared, *id).document))
    };
    if !rivals.iter().all(|(one, other)| is_known(*one) && is_known(*other)) {
        return Vec::new();
    }
    let mut others: BTreeMap<SupportId, Vec<SupportId>> = BTreeMap::new();
    for (one, other) in rivals {
        let last = |class: usize| classes[class].last().copied();
        let [earlier, later] = if last(*one) <= last(*other) { [*one, *other] } else { [*other, *one] };
        let at = last(later).map(|last| others.entry(last).or_default());
        at.into_iter().for_each(|others| others.extend(&classes[earlier]));
    }
    let finding = |(id, mut others): (SupportId, Vec<SupportId>)| {
        others.retain(|other| *other != id);
        others.sort_unstable();
        let address = |id: &SupportId| support(shared, *id).address.clone();
        let named = others.iter().take(MOST_NAMED).map(address).collect();
        let span = shared.spans.get(id.0 as usize)?.clone();
        Some(Finding::at(span, problem(address(&id), named, others.len().saturating_sub(MOST_NAMED))))
    };
    others.into_iter().filter_map(finding).collect()
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
