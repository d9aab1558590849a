//! What is not said to be money, by name: first what the firm gets, then what only waits for a decision, what is open to
//! all, and what hangs on how the text is read.

use std::cmp::Reverse;

use textwrap::core::display_width;

use std::collections::BTreeMap;

use crate::report::{ConditionReport, Outcome, ReasonCode, Status, SupportReport};

use super::fold::counted_by_status;
use super::{Lang, counted, say, support_kind};

/// Of more records than these none is named.
const MOST_RECORDS: usize = 2;

/// Supports that are told on one line.
struct Group<'s> {
    title: &'static str,
    supports: Vec<&'s SupportReport>,
}

/// What is not said to be money, only counted.
#[must_use]
pub fn counted_services(lang: Lang, supports: &[&SupportReport]) -> String {
    let (head, counted) = (head(lang, supports.len()), counted_by_status(lang, supports));
    say!(lang, "{head}：{counted}{0}", "{head}: {counted}{0}", super::see_all(lang))
}

/// What is not said to be money, with names that take about so many columns; the first line is a heading of the others.
#[must_use]
pub fn services(lang: Lang, supports: &[&SupportReport], mut columns: usize) -> Vec<String> {
    let (groups, rest) = groups(lang, supports);
    let mut told = vec![format!("{}{}", head(lang, supports.len()), super::see_all(lang))];
    for (index, group) in groups.iter().enumerate() {
        // The first has the largest share of what is left, the last has all of it.
        let share = columns * 3 / (groups.len() - index + 2);
        let (line, taken) = group.named(lang, share);
        columns = columns.saturating_sub(taken);
        told.push(line);
    }
    if !rest.is_empty() {
        let counted = counted_by_status(lang, &rest);
        told.push(say!(lang, "其余：{counted}", "others: {counted}"));
    }
    told
}

fn head(lang: Lang, count: usize) -> String {
    say!(lang, "没有写给钱的 {count} 项", "Not stated to be money ({count})")
}

/// What is named, and what is only counted.
fn groups<'s>(lang: Lang, supports: &[&'s SupportReport]) -> (Vec<Group<'s>>, Vec<&'s SupportReport>) {
    let mut groups = [
        lang.pick("符合", "qualifies"),
        lang.pick("其余条件都满足，只待认定", "only a decision is left"),
        lang.pick("全看认定", "all hangs on a decision"),
        lang.pick("普惠", "open to all"),
        lang.pick("文件没有写清，看怎样理解", "hangs on how the text is read"),
    ]
    .map(|title| Group { title, supports: Vec::new() });
    let mut rest = Vec::new();
    for support in supports {
        match place(support) {
            Some(index) => groups[index].supports.push(support),
            None => rest.push(*support),
        }
    }
    let mut groups: Vec<Group<'s>> = groups.into_iter().filter(|group| !group.supports.is_empty()).collect();
    // Those with the most conditions are the least known.
    groups.iter_mut().for_each(|group| group.supports.sort_by_key(|support| Reverse(met(support))));
    (groups, rest)
}

/// The group of a support that is named.
fn place(support: &SupportReport) -> Option<usize> {
    let hangs_on = |codes: &[ReasonCode]| support.reasons.iter().all(|reason| codes.contains(&reason.code));
    match support.status {
        Status::Qualifies => Some(0),
        Status::SubjectToJudgement if hangs_on(&[ReasonCode::Judgement]) => Some(if met(support) > 0 { 1 } else { 2 }),
        Status::OpenToAll => Some(3),
        Status::SubjectToJudgement if hangs_on(&[ReasonCode::Judgement, ReasonCode::Silence]) => Some(4),
        Status::SubjectToJudgement
        | Status::NeedsFacts
        | Status::DoesNotQualify
        | Status::Announced
        | Status::NationalLaw
        | Status::NotOpen => None,
    }
}

/// How many conditions on its own facts the firm meets, or the record that meets most of those that count.
pub(super) fn met(support: &SupportReport) -> usize {
    // Of readings that all hold the first stands for all.
    let is_other_reading =
        |one: &ConditionReport| one.address.contains(".unclear.") && !one.address.contains(".unclear.1");
    let is_own = |one: &&ConditionReport| one.fact.as_ref().is_some_and(|fact| fact != "place");
    let met = support.conditions.iter().filter(|one| one.outcome == Outcome::Met).filter(is_own);
    let mut of_record: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for one in met.filter(|one| !one.is_to_be_absent() && !is_other_reading(one)) {
        *of_record.entry(one.record.as_deref()).or_default() += 1;
    }
    let items = support.items.iter().filter(|item| item.status == support.status);
    items.filter_map(|item| of_record.get(&item.record.as_deref()).copied()).max().unwrap_or(0)
}

impl Group<'_> {
    /// The line of the group, with as many names by kind as so many columns hold; and the columns taken.
    fn named(&self, lang: Lang, columns: usize) -> (String, usize) {
        let names: Vec<String> = self.supports.iter().map(|support| with_records(lang, support)).collect();
        let said = names_within(&names, columns);
        let mut kinds: Vec<(&str, Vec<&str>, usize)> = Vec::new();
        for (index, (support, name)) in self.supports.iter().zip(&names).enumerate() {
            let at = kinds.iter().position(|(kind, ..)| *kind == support.kind).unwrap_or_else(|| {
                kinds.push((&support.kind, Vec::new(), 0));
                kinds.len() - 1
            });
            kinds[at].2 += 1;
            kinds[at].1.extend((index < said).then_some(name.as_str()));
        }
        let kinds = kinds.iter().map(|(kind, names, count)| {
            let kind = support_kind(lang, kind);
            say!(lang, "〔{kind}〕{}", "[{kind}] {}", so_many(lang, names, *count))
        });
        let (title, count) = (self.title, self.supports.len());
        let kinds = kinds.collect::<Vec<_>>().join(lang.pick("", " "));
        let taken = names[..said].iter().map(|name| width(name)).sum();
        (say!(lang, "{title} {count} 项：{kinds}", "{title} ({count}): {kinds}"), taken)
    }
}

/// The name of a support, with the few records that it is about where it is not about all.
fn with_records(lang: Lang, support: &SupportReport) -> String {
    let is_meant = |item: &&crate::report::ItemReport| item.status == support.status;
    let records: Vec<&str> = support.items.iter().filter(is_meant).filter_map(|item| item.record.as_deref()).collect();
    let name = &support.name;
    if records.is_empty() || records.len() > MOST_RECORDS || records.len() == support.items.len() {
        return name.clone();
    }
    say!(lang, "{name}（{}）", "{name} ({})", lang.list(&records))
}

/// How many of these names so many columns hold.
pub(super) fn names_within<T: AsRef<str>>(names: &[T], columns: usize) -> usize {
    let mut taken = 0;
    let fits = |name: &&T| {
        taken += width(name.as_ref());
        taken <= columns
    };
    names.iter().take_while(fits).count()
}

fn width(name: &str) -> usize {
    display_width(name) + 2
}

/// Names, and how many there are where some are left out.
pub(super) fn so_many(lang: Lang, names: &[&str], count: usize) -> String {
    let list = lang.list(names);
    match (names.len(), count - names.len()) {
        (_, 0) => list,
        (0, _) => say!(lang, "{count} 项", "{count}"),
        (_, others) => {
            let english = counted(others, "other", "others");
            say!(lang, "{list} 等 {count} 项", "{list} and {english}")
        }
    }
}
