//! How supports that interact are combined. Supports that share a group, or groups that share a member, are one
//! choice. Where the text does not say whether they stack, the low end takes the best that a firm may keep if they
//! exclude each other, the high end their sum.

use std::collections::{BTreeMap, BTreeSet};

use crate::dictionary::RecordId;
use crate::number::{Number, Overflow};
use crate::rulebook::{CapScope, Group, GroupName, Rulebook, SupportId};
use crate::truth::Reasons;

use super::totals::purse;
use super::{Money, SupportResult};

/// More choices than this under a cap of the firm are not all tried; the low end is then one legal choice.
const MOST_CHOICES: usize = 20;

/// How one group, for one record or for the firm, was combined.
#[derive(Clone, Debug)]
pub struct GroupResult {
    /// Its name.
    pub name: GroupName,
    /// The kind and index of the record within which its members interact.
    pub record: Option<(RecordId, usize)>,
    /// The members that the firm keeps if they exclude each other.
    pub chosen: Vec<SupportId>,
    /// Whether the choice is best also where a cap of unstated scope is one for each record.
    pub is_best_anyhow: bool,
    /// The members that it then loses, each with the one that displaces it.
    pub displaced: Vec<(SupportId, SupportId)>,
    /// What the text leaves open besides.
    pub silent: Vec<String>,
}

/// Supports whose amounts are one choice.
#[derive(Clone, Debug)]
pub(super) struct Component {
    /// The supports, in order.
    pub(super) members: Vec<SupportId>,
    /// What they bring together.
    pub(super) low: Number,
    pub(super) high: Option<Number>,
    pub(super) reasons: Reasons,
    pub(super) overflow: bool,
    /// How their groups were combined.
    pub(super) groups: Vec<GroupResult>,
}

/// One amount that is kept or given up whole: a support for one record, or for the firm.
#[derive(Clone, Copy, Debug)]
struct Choice {
    support: SupportId,
    record: Option<usize>,
    value: Value,
}

/// The ends of an amount. Values are ordered by the low end, then by the high end, an open one last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Value {
    low: Number,
    high: Option<Number>,
}

/// Combines the supports that the firm gets or may get. What is in no total displaces nothing that is.
pub(super) fn combine(book: &Rulebook, supports: &[SupportResult]) -> Vec<Component> {
    let in_play: BTreeMap<SupportId, &SupportResult> = supports
        .iter()
        .filter(|result| result.is_in_play() && result.money.is_some_and(|money| !money.is_unstated()))
        .filter(|result| purse(book, result.id).is_some())
        .map(|result| (result.id, result))
        .collect();
    let groups: Vec<&Group> = book.groups.iter().filter(|group| active(group, &in_play).count() > 1).collect();
    let mut component_of: BTreeMap<SupportId, SupportId> = in_play.keys().map(|id| (*id, *id)).collect();
    for group in &groups {
        let members: Vec<SupportId> = active(group, &in_play).collect();
        let joined: Vec<SupportId> = members.iter().map(|id| component_of[id]).collect();
        let first = joined.iter().min().copied().unwrap_or(members[0]);
        component_of.values_mut().filter(|root| joined.contains(root)).for_each(|root| *root = first);
    }
    let roots: BTreeSet<SupportId> = component_of.values().copied().collect();
    roots
        .into_iter()
        .map(|root| {
            let members = component_of.iter().filter(|(_, other)| **other == root);
            let members: Vec<&SupportResult> = members.map(|(id, _)| in_play[id]).collect();
            let groups =
                groups.iter().filter(|group| group.members.iter().any(|id| component_of.get(id) == Some(&root)));
            component(book, &members, &groups.copied().collect::<Vec<_>>())
        })
        .collect()
}

fn active<'g>(
    group: &'g Group,
    in_play: &'g BTreeMap<SupportId, &SupportResult>,
) -> impl Iterator<Item = SupportId> + 'g {
    group.members.iter().copied().filter(|id| in_play.contains_key(id))
}

fn component(book: &Rulebook, members: &[&SupportResult], groups: &[&Group]) -> Component {
    let ids: Vec<SupportId> = members.iter().map(|member| member.id).collect();
    let separate = members
        .iter()
        .filter_map(|member| member.money)
        .try_fold(Value::ZERO, |sum, money| sum.plus(Value::of(&money)));
    let reasons =
        members.iter().filter_map(|member| member.money).fold(Reasons::NONE, |all, money| all | money.reasons);
    let mut problem = Problem::new(book, members, groups);
    let solved = if problem.exclusions.is_empty() { separate } else { problem.solve() };
    let (Ok(separate), Ok(best)) = (separate, solved) else {
        return Component { members: ids, low: Number::ZERO, high: None, reasons, overflow: true, groups: Vec::new() };
    };
    let groups = problem.results();
    let stacking = if groups.is_empty() { Reasons::NONE } else { Reasons::STACKING };
    let bounded = if problem.is_bounded { Reasons::BOUNDED } else { Reasons::NONE };
    Component {
        members: ids,
        low: best.low,
        high: separate.high,
        reasons: reasons | stacking | bounded,
        overflow: false,
        groups,
    }
}

/// Choices of which those of one support may be kept.
struct Exclusion<'p> {
    group: &'p Group,
    /// The record within which they exclude each other; `None` for the firm.
    record: Option<usize>,
    /// Indices of the choices.
    set: Vec<usize>,
}

/// The best choice under groups that exclude each other and caps of the firm.
struct Problem<'p> {
    book: &'p Rulebook,
    choices: Vec<Choice>,
    exclusions: Vec<Exclusion<'p>>,
    /// The exclusions that each choice is in.
    sets_of: Vec<Vec<usize>>,
    /// Whether there were too many choices to try them all.
    is_bounded: bool,
    best: Option<(Value, Vec<bool>)>,
}

impl<'p> Problem<'p> {
    fn new(book: &'p Rulebook, members: &[&SupportResult], groups: &[&'p Group]) -> Problem<'p> {
        let mut choices: Vec<Choice> = members.iter().flat_map(|member| choices_of(member)).collect();
        // The largest first, so that the first complete choice is a good one.
        choices.sort_by(|a, b| b.value.cmp(&a.value).then(a.support.cmp(&b.support)).then(a.record.cmp(&b.record)));
        let mut exclusions = Vec::new();
        for group in groups {
            let mut by_record: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
            for (index, choice) in
                choices.iter().enumerate().filter(|(_, choice)| group.members.contains(&choice.support))
            {
                by_record.entry(choice.record.filter(|_| group.per.is_some())).or_default().push(index);
            }
            let contested = by_record.into_iter().filter(|(_, set)| supports_in(&choices, set) > 1);
            exclusions.extend(contested.map(|(record, set)| Exclusion { group, record, set }));
        }
        let mut sets_of = vec![Vec::new(); choices.len()];
        for (number, exclusion) in exclusions.iter().enumerate() {
            for index in &exclusion.set {
                sets_of[*index].push(number);
            }
        }
        Problem { book, choices, exclusions, sets_of, is_bounded: false, best: None }
    }

    /// The best choice, or one whose value is not too much where there are too many to try them all.
    fn solve(&mut self) -> Result<Value, Overflow> {
        let greedy = self.greedy();
        let value = self.value(&greedy)?;
        let uncapped = self.chosen(&greedy).try_fold(Value::ZERO, |sum, choice| sum.plus(choice.value))?;
        self.best = Some((value, greedy));
        // Where sets are apart, the largest of each is best unless a cap of the firm cuts it.
        if value != uncapped || self.sets_are_entangled() {
            self.is_bounded = self.choices.len() > MOST_CHOICES;
            if !self.is_bounded {
                self.search(0, &mut vec![false; self.choices.len()])?;
            }
        }
        Ok(self.best.as_ref().map_or(Value::ZERO, |(value, _)| *value))
    }

    /// Keeps the largest first, whatever the caps.
    fn greedy(&self) -> Vec<bool> {
        let mut kept = vec![false; self.choices.len()];
        let mut taken: Vec<Option<SupportId>> = vec![None; self.exclusions.len()];
        for (index, choice) in self.choices.iter().enumerate() {
            let sets = &self.sets_of[index];
            kept[index] = sets.iter().all(|set| taken[*set].is_none_or(|support| support == choice.support));
            if kept[index] {
                sets.iter().for_each(|set| taken[*set] = Some(choice.support));
            }
        }
        kept
    }

    fn search(&mut self, next: usize, kept: &mut Vec<bool>) -> Result<(), Overflow> {
        if next == self.choices.len() {
            let value = self.value(kept)?;
            if self.best.as_ref().is_none_or(|(best, _)| value > *best) {
                self.best = Some((value, kept.clone()));
            }
            return Ok(());
        }
        let bound = self.bound(next, kept)?;
        if self.best.as_ref().is_some_and(|(best, _)| bound <= *best) {
            return Ok(());
        }
        if self.may_keep(next, kept) {
            kept[next] = true;
            self.search(next + 1, kept)?;
            kept[next] = false;
        }
        self.search(next + 1, kept)
    }

    fn may_keep(&self, next: usize, kept: &[bool]) -> bool {
        let support = self.choices[next].support;
        let rivals = self.sets_of[next].iter().flat_map(|number| &self.exclusions[*number].set);
        // Records of one support do not exclude each other: the group is between supports.
        !rivals.into_iter().any(|rival| kept[*rival] && self.choices[*rival].support != support)
    }

    /// At least the value of every completion: all that is still allowed is kept.
    fn bound(&self, next: usize, kept: &[bool]) -> Result<Value, Overflow> {
        let mut all = kept.to_vec();
        for (index, keep) in all.iter_mut().enumerate().skip(next) {
            *keep = self.may_keep(index, kept);
        }
        self.value(&all)
    }

    /// Whether a set holds several records of one support, or a choice is in several sets.
    fn sets_are_entangled(&self) -> bool {
        let has_several = |set: &[usize]| supports_in(&self.choices, set) < set.len();
        self.exclusions.iter().any(|exclusion| has_several(&exclusion.set))
            || self.sets_of.iter().any(|sets| sets.len() > 1)
    }

    fn chosen<'c>(&'c self, kept: &'c [bool]) -> impl Iterator<Item = &'c Choice> {
        self.choices.iter().zip(kept).filter(|(_, kept)| **kept).map(|(choice, _)| choice)
    }

    /// What a choice brings under the caps of the firm, an unstated scope read as the firm.
    fn value(&self, kept: &[bool]) -> Result<Value, Overflow> {
        let mut by_support: BTreeMap<SupportId, Value> = BTreeMap::new();
        for choice in self.chosen(kept) {
            let sum = by_support.entry(choice.support).or_insert(Value::ZERO);
            *sum = sum.plus(choice.value)?;
        }
        by_support.into_iter().try_fold(Value::ZERO, |total, (id, sum)| {
            let caps = self.book.support(id).limits.iter().filter(|limit| limit.scope != CapScope::Record);
            total.plus(caps.fold(sum, |sum, limit| sum.at_most(limit.cap)))
        })
    }

    fn results(&self) -> Vec<GroupResult> {
        let Some((_, kept)) = &self.best else { return Vec::new() };
        let result = |exclusion: &Exclusion<'_>| {
            let mut members: Vec<(SupportId, bool)> =
                exclusion.set.iter().map(|index| (self.choices[*index].support, kept[*index])).collect();
            members.sort_by_key(|(id, kept)| (*id, !*kept));
            members.dedup_by_key(|(id, _)| *id);
            let chosen: Vec<SupportId> = members.iter().filter(|(_, kept)| *kept).map(|(id, _)| *id).collect();
            let lost = members.iter().filter(|(_, kept)| !*kept);
            // Choices stand with the largest first.
            let largest = exclusion.set.iter().min().map(|index| self.choices[*index].support);
            GroupResult {
                name: exclusion.group.name.clone(),
                record: exclusion.group.per.zip(exclusion.record),
                displaced: lost.filter_map(|(id, _)| Some((*id, *chosen.first()?))).collect(),
                is_best_anyhow: largest.is_some_and(|largest| chosen.contains(&largest)),
                chosen,
                silent: exclusion.group.silent.clone(),
            }
        };
        self.exclusions.iter().map(result).collect()
    }
}

fn choices_of(member: &SupportResult) -> Vec<Choice> {
    if member.list_unknown {
        let value = member.money.map(|money| Value::of(&money));
        return value.map(|value| Choice { support: member.id, record: None, value }).into_iter().collect();
    }
    let with_money = member.items.iter().filter_map(|item| Some((item.record, item.money?)));
    with_money.map(|(record, money)| Choice { support: member.id, record, value: Value::of(&money) }).collect()
}

fn supports_in(choices: &[Choice], set: &[usize]) -> usize {
    let mut ids: Vec<SupportId> = set.iter().map(|index| choices[*index].support).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.len()
}

impl Value {
    const ZERO: Value = Value { low: Number::ZERO, high: Some(Number::ZERO) };

    fn of(money: &Money) -> Value {
        Value { low: money.low(), high: money.high() }
    }

    fn plus(self, other: Value) -> Result<Value, Overflow> {
        let high = self.high.zip(other.high).map(|(a, b)| a.plus(b)).transpose()?;
        Ok(Value { low: self.low.plus(other.low)?, high })
    }

    fn at_most(self, cap: Number) -> Value {
        Value { low: self.low.min(cap), high: Some(self.high.map_or(cap, |high| high.min(cap))) }
    }
}

impl Ord for Value {
    fn cmp(&self, other: &Value) -> std::cmp::Ordering {
        let by_high = (self.high.is_none(), self.high).cmp(&(other.high.is_none(), other.high));
        self.low.cmp(&other.low).then(by_high)
    }
}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Value) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
