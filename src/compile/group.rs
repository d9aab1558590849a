//! Compiles groups, and writes out the groups that a shared purpose makes without anybody saying so.

use std::collections::{BTreeMap, BTreeSet};

use crate::dictionary::Dictionary;
use crate::finding::Problem;
use crate::reader::Sink;
use crate::rulebook::{ConditionForm, Group, GroupName, Membership, Support, SupportId};
use crate::rulefile::RawGroup;
use crate::source::Located;
use crate::suggest::nearest;

use super::document::Shared;
use super::vocabulary::values;
use super::word::word;

/// Compiles the groups of one document.
pub(super) fn compile(shared: &mut Shared, document: &str, raw: &[RawGroup], sink: &Sink) {
    for group in raw {
        let rule = word("rule", &group.rule, &["unstated"], sink);
        let per = group.per.as_ref().map(|record| shared.vocabulary.record(record, sink));
        let members = members(shared, document, &group.members, sink);
        let (Some(_), Some(members)) = (rule, members) else { continue };
        if per == Some(None) {
            continue;
        }
        let compiled = Group {
            name: GroupName::Given {
                zh: group.name.value.clone(),
                en: group.name_en.as_ref().map(|name| name.value.clone()),
            },
            members: members.into_iter().collect(),
            per: per.flatten(),
            silent: values(&group.silent),
        };
        match first_mixed(shared, &compiled) {
            Some((first, second)) => sink.report(&group.span, Problem::MixedGroup { first, second }),
            None => shared.groups.push(compiled),
        }
    }
}

/// Adds a group for supports of one purpose and payment that no group relates: whether they stack is not stated.
pub(super) fn add_by_purpose(shared: &mut Shared) {
    let mut by_purpose: BTreeMap<_, Vec<SupportId>> = BTreeMap::new();
    for (index, support) in shared.supports.iter().enumerate() {
        let (Some(purpose), Some(_), Ok(index)) = (&support.for_what, &support.amount, u32::try_from(index)) else {
            continue;
        };
        let key = (purpose.clone(), support.for_each, support.payee, support.period);
        by_purpose.entry(key).or_default().push(SupportId(index));
    }
    for ((_, per, ..), alike) in by_purpose {
        let support = |id: &SupportId| &shared.supports[id.0 as usize];
        let meets_another = |id: &&SupportId| {
            let rivals = alike.iter().filter(|other| other != id);
            rivals.into_iter().any(|other| !are_apart(&shared.vocabulary.dictionary, support(id), support(other)))
        };
        let members: Vec<SupportId> = alike.iter().filter(meets_another).copied().collect();
        let is_related = |group: &Group| members.iter().all(|member| group.members.contains(member));
        if members.len() > 1 && !shared.groups.iter().any(is_related) {
            let name = GroupName::Members(members.clone());
            shared.groups.push(Group { name, members, per, silent: Vec::new() });
        }
    }
}

/// Whether nothing can be one of both: a fact of one choice must be among choices that the other does not take.
fn are_apart(dictionary: &Dictionary, one: &Support, other: &Support) -> bool {
    let choices = |support: &Support| {
        let conditions = support.selects.iter().chain(&support.conditions);
        let among = conditions.filter_map(|condition| match &condition.form {
            ConditionForm::Among { fact, test: Membership::AnyOf(choices), .. } => Some((*fact, *choices)),
            _ => None,
        });
        among.filter(|(fact, _)| !dictionary.fact(*fact).many).collect::<Vec<_>>()
    };
    let others = choices(other);
    choices(one).iter().any(|(fact, mine)| others.iter().any(|(also, theirs)| also == fact && !mine.meets(*theirs)))
}

/// The members; each is named once.
fn members(shared: &Shared, document: &str, raw: &[Located<String>], sink: &Sink) -> Option<BTreeSet<SupportId>> {
    let mut members = BTreeSet::new();
    let mut all_found = true;
    for member in raw {
        match find(shared, document, member, sink) {
            Some(id) if !members.insert(id) => {
                sink.report(&member.span, Problem::DuplicateId { id: member.value.clone(), other: String::new() });
            }
            found => all_found &= found.is_some(),
        }
    }
    all_found.then_some(members)
}

fn find(shared: &Shared, document: &str, member: &Located<String>, sink: &Sink) -> Option<SupportId> {
    let address =
        if member.value.contains('/') { member.value.clone() } else { format!("{document}/{}", member.value) };
    let found = shared.supports.iter().position(|support| support.address == address);
    if found.is_none() && !shared.broken.contains(&address) {
        let addresses = shared.supports.iter().map(|support| support.address.clone());
        let suggestion = nearest(&address, addresses);
        // A support of the same document is named by its id.
        let own = suggestion.as_ref().and_then(|known| known.strip_prefix(document)?.strip_prefix('/'));
        let suggestion = own.map(str::to_owned).or(suggestion);
        sink.report(&member.span, Problem::UnknownSupport { name: member.value.clone(), suggestion });
    }
    found.and_then(|index| u32::try_from(index).ok()).map(SupportId)
}

/// Two members that can't be compared: paid differently, no money, or answered per another record.
fn first_mixed(shared: &Shared, group: &Group) -> Option<(String, String)> {
    let members: Vec<&Support> = group.members.iter().map(|id| &shared.supports[id.0 as usize]).collect();
    let first = members.first()?;
    let fits = |member: &&&Support| {
        member.amount.is_some()
            && (member.payee, member.period) == (first.payee, first.period)
            && (group.per.is_none() || member.for_each == group.per)
    };
    let other = members.iter().find(|member| !fits(member))?;
    Some((first.address.clone(), other.address.clone()))
}
