//! Compiles the groups that a document states.

use std::collections::{BTreeMap, BTreeSet};

use crate::dictionary::RecordId;
use crate::finding::Problem;
use crate::reader::Sink;
use crate::rulebook::{Exclusive, Group, GroupName, GroupRule, Limit, StatedGroup, Support, SupportId};
use crate::rulefile::RawGroup;
use crate::source::Located;
use crate::suggest::nearest;

use super::document::{DocumentCompiler, Mentions};
use super::related;
use super::shared::Shared;
use super::vocabulary::values;
use super::word::{one_of, word};

/// Within which time members may interact.
pub(super) const WITHIN: &[&str] = &["year"];
/// Stands for every money support of the file.
const ALL: &str = "*";

impl DocumentCompiler<'_> {
    /// Compiles the groups of one document.
    pub(super) fn groups(mut self, document: &str, raw: &[RawGroup]) {
        let at = self.shared.documents.iter().position(|other| other.address == document);
        for group in raw {
            match self.group(document, group).map(|group| (first_mixed(self.shared, &group), group)) {
                Some((None, compiled)) => {
                    let problems = related::problems(self.shared, &compiled, group.members.len());
                    problems.into_iter().for_each(|problem| self.sink.report(&group.span, problem));
                    if let Some(document) = at.and_then(|at| self.shared.documents.get_mut(at)) {
                        let (figures, line) = (values(&group.figures), self.sources.line(&group.span));
                        document.groups.push(StatedGroup { group: compiled.clone(), figures, line });
                    }
                    self.add(compiled);
                }
                Some((Some((first, second)), _)) => {
                    self.sink.report(&group.span, Problem::MixedGroup { first, second });
                    self.shared.with_broken_groups.extend(at);
                }
                None => self.shared.with_broken_groups.extend(at),
            }
        }
    }

    /// Adds a group; of members that are paid differently only those that are paid alike can act on each other.
    fn add(&mut self, group: Group) {
        let payment = |id: &SupportId| self.shared.supports[id.0 as usize].payment();
        let mut alike: BTreeMap<_, Vec<SupportId>> = BTreeMap::new();
        group.members.iter().for_each(|id| alike.entry(payment(id)).or_default().push(*id));
        if alike.len() == 1 {
            return self.shared.groups.push(group);
        }
        self.shared.told_apart.push(group.members.clone());
        if matches!(group.rule, GroupRule::OneOf | GroupRule::Highest) {
            let Group { name, document, clause, members, .. } = group.clone();
            self.shared.exclusive.push(Exclusive { name, document, clause, members });
        }
        let several = alike.into_values().filter(|members| members.len() > 1);
        self.shared.groups.extend(several.map(|members| Group { members, ..group.clone() }));
    }

    fn group(&mut self, document: &str, raw: &RawGroup) -> Option<Group> {
        self.mentions = Mentions::default();
        let rule = one_of("rule", &raw.rule, GroupRule::WORDS, self.sink);
        let per = raw.per.as_ref().map(|record| self.shared.vocabulary.record(record, self.sink));
        let within = raw.within.as_ref().map(|within| word("within", within, WITHIN, self.sink));
        let members = members(self.shared, document, &raw.members, self.sink);
        let counted = per.or_else(|| Some(common_record(self.shared, members.as_ref()?))).flatten();
        let counted = counted.map(|record| self.shared.vocabulary.dictionary.record(record).key.clone());
        let limits: Option<Vec<Limit>> = raw.limits.iter().map(|limit| self.limit(limit, counted.as_deref())).collect();
        self.check_figures(&raw.span, &raw.figures, limits.is_some());
        let (is_known, by_year) = (per != Some(None) && within != Some(None), within.is_some());
        let at = self.shared.documents.iter().position(|other| other.address == document);
        Some(Group {
            name: GroupName::Given {
                zh: raw.name.value.clone(),
                en: raw.name_en.as_ref().map(|name| name.value.clone()),
            },
            document: at,
            clause: raw.clause.as_ref().map(|clause| clause.value.clone()),
            members: members?.into_iter().collect(),
            rule: rule?,
            per: per.flatten(),
            by_year,
            limits: limits?,
            silent: values(&raw.silent),
        })
        .filter(|_| is_known)
    }
}

/// The record kind of which all members answer each record, if they share one.
fn common_record(shared: &Shared, members: &BTreeSet<SupportId>) -> Option<RecordId> {
    let mut kinds = members.iter().map(|id| shared.supports[id.0 as usize].for_each);
    let first = kinds.next()??;
    kinds.all(|kind| kind == Some(first)).then_some(first)
}

/// The members; each is named once.
fn members(shared: &Shared, document: &str, raw: &[Located<String>], sink: &Sink) -> Option<BTreeSet<SupportId>> {
    let mut members = BTreeSet::new();
    let mut all_found = true;
    for member in raw {
        if member.value == ALL {
            members.extend(money_of(shared, document));
            continue;
        }
        match find(shared, document, member, sink) {
            Some(id) if !members.insert(id) => {
                sink.report(&member.span, Problem::DuplicateId { id: member.value.clone(), other: String::new() });
            }
            found => all_found &= found.is_some(),
        }
    }
    all_found.then_some(members)
}

/// The supports of a document that are money.
fn money_of(shared: &Shared, document: &str) -> impl Iterator<Item = SupportId> {
    let is_own =
        move |support: &Support| support.amount.is_some() && shared.documents[support.document].address == document;
    (0..).zip(&shared.supports).filter(move |(_, support)| is_own(support)).map(|(index, _)| SupportId(index))
}

/// The support that an id of this document, or an address, names.
pub(super) fn find(shared: &Shared, document: &str, member: &Located<String>, sink: &Sink) -> Option<SupportId> {
    let address =
        if member.value.contains('/') { member.value.clone() } else { format!("{document}/{}", member.value) };
    let found = shared.addresses.get(&address).copied();
    if found.is_none() && !shared.broken.contains(&address) {
        let addresses = shared.supports.iter().map(|support| support.address.clone());
        let suggestion = nearest(&address, addresses);
        // A support of the same document is named by its id.
        let own = suggestion.as_ref().and_then(|known| known.strip_prefix(document)?.strip_prefix('/'));
        let suggestion = own.map(str::to_owned).or(suggestion);
        sink.report(&member.span, Problem::UnknownSupport { name: member.value.clone(), suggestion });
    }
    found
}

/// Two members that can't be compared: no money, answered per another record, or paid differently where one would
/// count instead of the other, or a cap would hold both. Of what comes once and what comes again the highest may be
/// either, as no text says whether a year or all of it counts.
fn first_mixed(shared: &Shared, group: &Group) -> Option<(String, String)> {
    let members: Vec<&Support> = group.members.iter().map(|id| &shared.supports[id.0 as usize]).collect();
    let first = members.first()?;
    let is_told_alone =
        matches!(group.rule, GroupRule::Unstated | GroupRule::Sum | GroupRule::OneOf) && group.limits.is_empty();
    let is_highest = group.rule == GroupRule::Highest && group.limits.is_empty();
    let is_alike = |member: &Support| {
        let is_same_money = (member.payee, member.medium) == (first.payee, first.medium);
        is_same_money && (is_highest || member.period == first.period)
    };
    let fits = |member: &&&Support| {
        member.amount.is_some()
            && (is_told_alone || is_alike(member))
            && (group.per.is_none() || member.for_each == group.per)
    };
    let other = members.iter().find(|member| !fits(member))?;
    Some((first.address.clone(), other.address.clone()))
}
