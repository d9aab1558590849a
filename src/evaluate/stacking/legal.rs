//! What is legal: which amounts exclude each other, what caps hold, what is deducted for what was received.

use std::collections::{BTreeMap, BTreeSet};

use crate::number::{Number, Overflow};
use crate::rulebook::{CapPeriod, CapScope, Group, GroupRule, Limit, Period, SupportId};
use crate::truth::{Reasons, Truth};

use super::super::env::{Binding, Env};
use super::super::quantity::Estimate;
use super::super::received::Receipt;
use super::super::room::{Capped, room};
use super::amounts::{Amount, YearKey, Years};
use super::choice::{Problem, Set};
use super::over_time::{is_alike, least, unbeaten};
use super::share::Cap;

/// Which end is asked for: what is open is read so that least, or most, is paid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    Low,
    High,
}

/// Where a set or a cap of a group holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Place {
    /// The group, as an index of the component's.
    pub(super) group: usize,
    pub(super) record: Option<usize>,
    pub(super) year: Option<YearKey>,
}

/// A cap of a group, as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct GroupCap {
    pub(super) place: Place,
    /// Of which time.
    pub(super) time: CapPeriod,
    /// What it leaves, in yuan.
    pub(super) room: Number,
}

/// The problem of one reading.
#[derive(Clone, Debug)]
pub(super) struct Legal {
    pub(super) problem: Problem,
    /// Where each set of the problem holds.
    pub(super) set_at: Vec<Place>,
    /// Where each cap of a group holds, as it is written; `None` for those of a support.
    pub(super) cap_at: Vec<Option<GroupCap>>,
    /// Amounts that are not taken, as another one of their set brings more altogether, or may.
    pub(super) forgone: BTreeSet<usize>,
    /// Whether an amount without an upper end is under no cap.
    pub(super) is_open: bool,
    /// What makes its caps and deductions uncertain.
    pub(super) reasons: Reasons,
}

/// What is the same for every reading.
pub(super) struct Stack<'s> {
    pub(super) env: Env<'s>,
    pub(super) groups: Vec<&'s Group>,
    pub(super) amounts: Vec<Amount>,
    /// What was received; `None` where the firm does not say.
    pub(super) receipts: Option<&'s [Receipt]>,
}

/// What stands in for an upper end where there is none and only the order counts.
const ENDLESS: Number = Number::whole(1_000_000_000_000_000);

impl Stack<'_> {
    /// The problem in which these supports are absent.
    pub(super) fn legal(&self, side: Side, absent: &BTreeSet<SupportId>, years: &Years) -> Result<Legal, Overflow> {
        let mut legal = Legal {
            problem: Problem::default(),
            set_at: Vec::new(),
            cap_at: Vec::new(),
            forgone: BTreeSet::new(),
            is_open: false,
            reasons: Reasons::NONE,
        };
        let present: Vec<usize> =
            (0..self.amounts.len()).filter(|index| !absent.contains(&self.amounts[*index].support)).collect();
        self.add_caps_of_supports(&mut legal, side, &present, years)?;
        for number in 0..self.groups.len() {
            self.add_sets(&mut legal, side, &present, years, number);
            self.add_caps_of_group(&mut legal, side, &present, years, number)?;
        }
        for at in 0..legal.problem.sets.len() {
            self.choose_over_time(&mut legal, side, at);
        }
        self.add_amounts(&mut legal, side, &present);
        Ok(legal)
    }

    /// Of a set that recurs, takes out what brings less altogether. Where that is open the low end is the least of what
    /// may be taken; where the choice hangs on others, too, nothing is sure.
    fn choose_over_time(&self, legal: &mut Legal, side: Side, at: usize) {
        let of = &legal.problem.sets[at].of;
        if is_alike(&self.amounts, of) {
            return;
        }
        legal.reasons |= Reasons::STACKING;
        let touches = |other: &[usize]| other.iter().any(|index| of.contains(index));
        let mut others = legal.problem.sets.iter().enumerate().filter(|(other, _)| *other != at);
        let mut caps = legal.problem.caps.iter().zip(&legal.cap_at).filter(|(_, written)| written.is_some());
        if others.any(|(_, other)| touches(&other.of)) || caps.any(|(cap, _)| touches(&cap.of)) {
            legal.problem.sets[at].is_blocked |= side == Side::Low;
            return;
        }
        let mut taken = unbeaten(&self.amounts, of);
        if side == Side::Low {
            taken = least(&self.amounts, of, &taken).into_iter().collect();
        }
        legal.forgone.extend(of.iter().filter(|index| !taken.contains(&self.amounts[**index].support)));
    }

    /// The amounts; what is absent, or open without a cap, counts as nothing.
    fn add_amounts(&self, legal: &mut Legal, side: Side, present: &[usize]) {
        for (index, amount) in self.amounts.iter().enumerate() {
            let caps = legal.problem.caps.iter().filter(|cap| cap.of.contains(&index));
            let cap = caps.map(|cap| cap.most).min();
            let is_present = present.binary_search(&index).is_ok() && !legal.forgone.contains(&index);
            let worth = match (side, amount.high.or(cap)) {
                _ if !is_present => [Number::ZERO; 2],
                (Side::Low, _) => [amount.low, amount.high.unwrap_or(ENDLESS)],
                (Side::High, Some(high)) => [high, Number::ZERO],
                (Side::High, None) => {
                    legal.is_open = true;
                    [Number::ZERO; 2]
                }
            };
            legal.problem.amounts.push(worth);
            legal.problem.owners.push(amount.support);
        }
    }

    fn add_caps_of_supports(
        &self,
        legal: &mut Legal,
        side: Side,
        present: &[usize],
        years: &Years,
    ) -> Result<(), Overflow> {
        let mut by_support: BTreeMap<SupportId, Vec<usize>> = BTreeMap::new();
        for index in present {
            by_support.entry(self.amounts[*index].support).or_default().push(*index);
        }
        for (id, of) in by_support {
            let support = self.env.book.support(id);
            for limit in support.limits.iter().filter(|limit| holds_for_firm(limit.scope, side)) {
                let counts = |receipt: &Receipt| receipt.is_money_of_one(self.env.book, support);
                let is_of_a_year = limit.period == CapPeriod::Year && support.period == Period::Once;
                for (year, of) in self.by_year(&of, is_of_a_year, side, years) {
                    let capped = Capped { record: support.for_each, year: calendar_year(year) };
                    let room = room(&self.env, limit, CapScope::Enterprise, capped, counts)?;
                    self.add_cap(legal, None, of, (&room, limit.period), side);
                }
            }
        }
        Ok(())
    }

    fn add_sets(&self, legal: &mut Legal, side: Side, present: &[usize], years: &Years, number: usize) {
        let group = self.groups[number];
        let excludes = match group.rule {
            GroupRule::Highest | GroupRule::TopUp | GroupRule::OneOf => true,
            GroupRule::Unstated => side == Side::Low,
            GroupRule::Sum => false,
        };
        if !excludes {
            return;
        }
        for (record, of) in self.by_record(&self.of_group(group, present), group.per.is_some(), side) {
            for (year, of) in self.by_year(&of, group.by_year, side, years) {
                let mut set = Set { of, less: BTreeSet::new(), is_blocked: false };
                self.deduct(legal, side, group, year, &mut set);
                if set.is_choice_of(&self.amounts) && !self.is_said(legal, number, &set) {
                    legal.problem.sets.push(set);
                    legal.set_at.push(Place { group: number, record, year });
                }
            }
        }
        let receipts = self.receipts.into_iter().flatten();
        legal.problem.receipts = receipts.map(|receipt| receipt.amount.unwrap_or(Number::ZERO)).collect();
    }

    /// Whether of supports that no document relates an earlier group says all that this one says, so that nobody need be
    /// told it twice.
    fn is_said(&self, legal: &Legal, number: usize, set: &Set) -> bool {
        let is_of_document = |group: usize| self.groups[group].document.is_some();
        let mut earlier = legal.problem.sets.iter().zip(&legal.set_at).filter(|(_, at)| !is_of_document(at.group));
        !is_of_document(number) && earlier.any(|(other, _)| other.says(set))
    }

    /// What a set pays less because of what was received. After a receipt the highest may still bring the difference,
    /// or nothing; a top-up brings the difference.
    fn deduct(&self, legal: &mut Legal, side: Side, group: &Group, year: Option<YearKey>, set: &mut Set) {
        if group.rule == GroupRule::Unstated {
            return;
        }
        let Some(receipts) = self.receipts else {
            if group.rule == GroupRule::TopUp {
                set.is_blocked = side == Side::Low;
                legal.reasons |= Reasons::FACT;
            }
            return;
        };
        let is_choice = group.rule.is_for_one() && group.rule != GroupRule::TopUp;
        // Of what recurs nobody knows which instalments a receipt was of, or is taken off.
        let recurs = set.of.iter().any(|index| self.amounts[*index].period != Period::Once);
        for (at, receipt) in receipts.iter().enumerate() {
            let counts = self.counts(receipt, group, year, set);
            let is_something = receipt.amount.is_none_or(|amount| !amount.is_zero());
            if counts == Truth::False || !is_something {
                continue;
            }
            let is_unsure = counts == Truth::Unknown || receipt.amount.is_none();
            legal.reasons |= if is_unsure || recurs { Reasons::FACT } else { Reasons::NONE };
            legal.reasons |= if is_choice { Reasons::STACKING } else { Reasons::NONE };
            match side {
                Side::Low if recurs || is_choice || receipt.amount.is_none() => {
                    set.is_blocked = true;
                }
                Side::High if is_unsure || recurs => {}
                Side::Low | Side::High => drop(set.less.insert(at)),
            }
        }
    }

    /// Whether a receipt is of what the group is about, in the year of the set. Which record it was for is not known.
    fn counts(&self, receipt: &Receipt, group: &Group, year: Option<YearKey>, set: &Set) -> Truth {
        let is_dated = set.of.iter().all(|index| matches!(self.amounts[*index].year, super::amounts::Year::Known(_)));
        let in_year = match year {
            None => Truth::True,
            Some(YearKey::Of(year)) if is_dated => receipt.is_in(Some(year)),
            Some(_) => Truth::Unknown,
        };
        let of_record = if group.per.is_some() { Truth::Unknown } else { Truth::True };
        receipt.is_of(self.env.book, &group.members).and(in_year).and(of_record)
    }

    fn add_caps_of_group(
        &self,
        legal: &mut Legal,
        side: Side,
        present: &[usize],
        years: &Years,
        number: usize,
    ) -> Result<(), Overflow> {
        let group = self.groups[number];
        let of = self.of_group(group, present);
        let kind = self.env.book.record_of(group);
        for limit in &group.limits {
            // What interacts within one year has its cap for that year.
            let period = if group.by_year && limit.period == CapPeriod::Whole { CapPeriod::Year } else { limit.period };
            let limit = Limit { period, ..limit.clone() };
            let by_record = kind.is_some() && (limit.scope == CapScope::Record || !holds_for_firm(limit.scope, side));
            // Instalments of records of several years meet in one.
            let recurs = of.iter().any(|index| self.amounts[*index].period != Period::Once);
            let is_of_a_year = (limit.period == CapPeriod::Year && !recurs) || group.by_year;
            let counts = |receipt: &Receipt| receipt.is_money_of(self.env.book, &group.members);
            for (record, of) in self.by_record(&of, by_record, side) {
                let binding = kind.map(|record_kind| Binding { record: record_kind, index: record, outer: None });
                let env = Env { binding: binding.as_ref(), ..self.env };
                let scope = if by_record { CapScope::Record } else { CapScope::Enterprise };
                for (year, of) in self.by_year(&of, is_of_a_year, side, years) {
                    let capped = Capped { record: kind, year: calendar_year(year).filter(|_| !recurs) };
                    let room = room(&env, &limit, scope, capped, counts)?;
                    let place = Place { group: number, record, year };
                    self.add_cap(&mut *legal, Some(place), of, (&room, limit.period), side);
                }
            }
        }
        Ok(())
    }

    fn of_group(&self, group: &Group, present: &[usize]) -> Vec<usize> {
        present.iter().copied().filter(|index| group.members.contains(&self.amounts[*index].support)).collect()
    }

    /// The amounts by their record, or all together. Those of a list that is not known may all be of one, or none.
    fn by_record(&self, of: &[usize], is_split: bool, side: Side) -> BTreeMap<Option<usize>, Vec<usize>> {
        let mut parts: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        let meets = |index: &&usize| !is_split || side == Side::Low || !self.amounts[**index].is_of_unknown_list();
        for index in of.iter().filter(meets) {
            parts.entry(self.amounts[*index].record.filter(|_| is_split)).or_default().push(*index);
        }
        parts
    }

    /// The amounts by their year, or all together.
    fn by_year(
        &self,
        of: &[usize],
        is_split: bool,
        side: Side,
        years: &Years,
    ) -> BTreeMap<Option<YearKey>, Vec<usize>> {
        if !is_split {
            return BTreeMap::from([(None, of.to_vec())]);
        }
        let mut parts: BTreeMap<Option<YearKey>, Vec<usize>> = BTreeMap::new();
        for index in of {
            let of_any = Some(YearKey::One).filter(|_| side == Side::Low);
            if let Some(year) = self.amounts[*index].year_key(years).or(of_any) {
                parts.entry(Some(year)).or_default().push(*index);
            }
        }
        parts
    }

    /// Adds a cap of these amounts. Of what recurs it may be used up before all is paid, so that in the low end it
    /// leaves nothing; one record has had the caps of its support already.
    fn add_cap(
        &self,
        legal: &mut Legal,
        place: Option<Place>,
        of: Vec<usize>,
        (room, time): (&Estimate, CapPeriod),
        side: Side,
    ) {
        let end = if side == Side::Low { room.interval.low } else { room.interval.high };
        legal.reasons |= room.reasons;
        let Some(room) = end.map(|end| end.at).filter(|_| !of.is_empty()) else { return };
        let recurs = of.iter().any(|index| self.amounts[*index].recurs_in(time));
        let is_of_several = place.is_some() || of.len() > 1;
        let may_end = recurs && is_of_several && self.within(&of, time).1.is_none_or(|high| high > room);
        let is_spent = side == Side::Low && may_end;
        legal.reasons |= if is_spent { Reasons::SPENT } else { Reasons::NONE };
        legal.problem.caps.push(Cap { of, most: if is_spent { Number::ZERO } else { room } });
        legal.cap_at.push(place.map(|place| GroupCap { place, time, room }));
    }

    /// What of these amounts falls in the time of a cap; too much to be counted is without end.
    pub(super) fn within(&self, of: &[usize], time: CapPeriod) -> (Number, Option<Number>) {
        let parts = of.iter().map(|index| self.amounts[*index].within(time));
        parts.fold((Number::ZERO, Some(Number::ZERO)), |(low, high), part| {
            let high = high.zip(part.1).and_then(|(high, own)| high.plus(own).ok());
            (low.plus(part.0).unwrap_or(low), high)
        })
    }
}

/// The calendar year, where it is known.
fn calendar_year(year: Option<YearKey>) -> Option<i16> {
    if let Some(YearKey::Of(year)) = year { Some(year) } else { None }
}

/// Whether a cap is one of the firm. Of unstated scope it is so in the low end.
fn holds_for_firm(scope: CapScope, side: Side) -> bool {
    match scope {
        CapScope::Enterprise => true,
        CapScope::Unstated => side == Side::Low,
        CapScope::Record => false,
    }
}

impl Set {
    /// Whether there is anything to decide among these amounts.
    fn is_choice_of(&self, amounts: &[Amount]) -> bool {
        let several = self.of.windows(2).any(|pair| amounts[pair[0]].support != amounts[pair[1]].support);
        several || self.is_blocked || !self.less.is_empty()
    }
}
