//! What one support brings over all records, under the caps of the firm.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::dictionary::RecordId;
use crate::interval::{End, Interval};
use crate::number::{Number, Overflow};
use crate::profile::Value;
use crate::rulebook::{CapPeriod, CapScope, Limit, Period, Support};
use crate::truth::Reasons;

use super::env::{Binding, Env};
use super::quantity::Estimate;
use super::received::{receipts, sum};
use super::room::{Capped, room};
use super::support::items;
use super::{Item, Money};

/// What a support brings over all records.
pub(super) struct Combined {
    /// Once, or each time.
    pub(super) money: Money,
    /// In all instalments, where it recurs and their number is stated.
    pub(super) altogether: Option<Money>,
}

/// A cap of the firm.
struct Cap {
    scope: CapScope,
    time: CapPeriod,
    /// What it leaves of whatever year.
    room: Estimate,
    /// What one of a year leaves of each of these.
    of_years: BTreeMap<i16, Estimate>,
}

impl Cap {
    fn is_of_a_year(&self) -> bool {
        self.time == CapPeriod::Year
    }

    /// What it leaves of a year.
    fn of(&self, year: Option<i16>) -> Interval {
        year.and_then(|year| self.of_years.get(&year)).unwrap_or(&self.room).interval
    }
}

/// How the records are read that do not say of which year they are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Undated {
    /// All of one year.
    Together,
    /// Each of a year of its own.
    Apart,
}

/// The amount over all records, after limits.
pub(super) fn combined(
    env: &Env<'_>,
    support: &Support,
    items: &[Item],
    list_unknown: bool,
) -> Result<Option<Combined>, Overflow> {
    let paid: Vec<(Option<i16>, Money)> =
        items.iter().filter_map(|item| Some((year_of(env, support.for_each, item.record), item.money?))).collect();
    if paid.is_empty() {
        return Ok(None);
    }
    let caps = caps(env, support, &paid.iter().filter_map(|(year, _)| *year).collect())?;
    if support.period != Period::Once {
        return over_time(&caps, support.period, items, list_unknown).map(Some);
    }
    let mut reasons = paid.iter().fold(Reasons::NONE, |reasons, (_, part)| reasons | part.reasons);
    let rooms = caps.iter().flat_map(|cap| cap.of_years.values().chain([&cap.room]));
    reasons |= rooms.fold(Reasons::NONE, |reasons, room| reasons | room.reasons);
    let parts = |side: fn(&Money) -> Interval| -> Vec<(Option<i16>, Interval)> {
        paid.iter().map(|(year, part)| (*year, side(part))).collect()
    };
    let (mut range, because) = over_records(&caps, &parts(|part| part.range))?;
    let (mut if_granted, _) = over_records(&caps, &parts(|part| part.if_granted))?;
    reasons |= because;
    if let Some(received) = received_once(env, support, items)? {
        let least = |cut: Interval, side: fn(&Money) -> Interval| -> Result<Interval, Overflow> {
            let whole: Vec<_> = received.before.iter().map(|(year, money)| (*year, side(money))).collect();
            let less = received.takes_off(&whole, &parts(side))?;
            Ok(cut.at_least(over_records(&caps, &whole)?.0.minus(Interval::point(less))?))
        };
        (range, if_granted) = (least(range, |part| part.range)?, least(if_granted, |part| part.if_granted)?);
    }
    if list_unknown {
        (range, if_granted) = (of_unknown_list(&caps, range), of_unknown_list(&caps, if_granted));
        reasons |= Reasons::FACT;
    }
    let estimate = Estimate::new(range, reasons);
    let money = Money { range, if_granted, reasons: estimate.reasons };
    Ok(Some(Combined { money, altogether: None }))
}

/// Earlier money under a cap for each of several records: it was received once, not for each.
struct Received {
    /// What the records bring before it is taken off, with their years.
    before: Vec<(Option<i16>, Money)>,
    most: Number,
    /// Whether it is no more than each cap.
    fits_one: bool,
}

/// Earlier money that is taken off what each of several records brings; `None` where there is none, or it may be of any
/// size.
fn received_once(env: &Env<'_>, support: &Support, cut: &[Item]) -> Result<Option<Received>, Overflow> {
    let holds = |limit: &&Limit| limit.scope != CapScope::Enterprise && limit.period != CapPeriod::Whole;
    let least = support.limits.iter().filter(holds).map(|limit| limit.cap).min();
    let stated = receipts(env).unwrap_or_default();
    let of_it = stated.iter().map(|receipt| (receipt, receipt.is_money_of_one(env.book, support)));
    let (Some(least), (_, Some(most))) = (least.filter(|_| cut.len() > 1), sum(of_it)?) else { return Ok(None) };
    if most.is_zero() {
        return Ok(None);
    }
    // A cap of the whole knows no earlier money; of what comes once it holds the same.
    let limits = support.limits.iter().map(|limit| Limit { period: CapPeriod::Whole, ..limit.clone() }).collect();
    let uncut = items(env, &Support { limits, ..support.clone() }, &mut |_| None)?;
    let before = uncut.iter().filter_map(|item| Some((year_of(env, support.for_each, item.record), item.money?)));
    Ok(Some(Received { before: before.collect(), most, fits_one: most <= least }))
}

impl Received {
    /// The most that it takes off all records together. As each has room before it is cut, what one of them can have had
    /// takes most off where it is of one alone.
    fn takes_off(
        &self,
        whole: &[(Option<i16>, Interval)],
        cut: &[(Option<i16>, Interval)],
    ) -> Result<Number, Overflow> {
        let low = |(_, part): &(Option<i16>, Interval)| part.low.map_or(Number::ZERO, |end| end.at);
        let of_one = whole.iter().zip(cut).map(|(whole, cut)| low(whole).minus(low(cut)));
        let of_one = of_one.collect::<Result<Vec<_>, Overflow>>()?.into_iter().max();
        Ok(of_one.filter(|_| self.fits_one).unwrap_or(self.most))
    }
}

/// What recurs over all records. The instalments of each may begin in a month of its own, so that those of the one may
/// meet what those of another left of a cap.
fn over_time(caps: &[Cap], period: Period, items: &[Item], list_unknown: bool) -> Result<Combined, Overflow> {
    let courses = || items.iter().filter_map(|item| item.money.zip(item.course));
    let mut reasons = courses().fold(Reasons::NONE, |reasons, (money, course)| {
        reasons | money.reasons | course.altogether.map_or(Reasons::NONE, |all| all.reasons)
    });
    let side = |of: fn(&Money) -> Interval| -> Result<Courses, Overflow> {
        let mut all = Courses {
            each: Interval::ZERO,
            of_year: Interval::ZERO,
            altogether: Some(Interval::ZERO),
            most: Number::ZERO,
        };
        for (money, course) in courses() {
            all.each = all.each.plus(of(&money))?;
            all.of_year = all.of_year.plus(of(&course.of_year))?;
            let own = course.altogether.map(|money| of(&money));
            all.most = all.most.max(own.and_then(|own| own.low).map_or(Number::ZERO, |end| end.at));
            all.altogether = all.altogether.zip(own).map(|(sum, own)| sum.plus(own)).transpose()?;
        }
        Ok(all)
    };
    let is_several = courses().count() > 1 || list_unknown;
    let mut read = |of: fn(&Money) -> Interval| -> Result<Courses, Overflow> {
        let (narrow, wide) = (side(of)?, side(of)?);
        if !is_several {
            return Ok(narrow);
        }
        let of_firm = |cap: &&Cap| cap.scope == CapScope::Enterprise;
        let (narrow, _) = narrow.under(period, caps.iter())?;
        let (wide, is_spent) = wide.under(period, caps.iter().filter(of_firm))?;
        reasons |= if narrow == wide { Reasons::NONE } else { Reasons::CAP_SCOPE };
        reasons |= if is_spent { Reasons::SPENT } else { Reasons::NONE };
        Ok(narrow.up_to(&wide))
    };
    let (range, if_granted) = (read(|money| money.range)?, read(|money| money.if_granted)?);
    if list_unknown {
        let open = |one: Interval| of_unknown_list(caps, one);
        let (range, if_granted) = (open(range.each), open(if_granted.each));
        let money = Money { range, if_granted, reasons: Estimate::new(range, reasons | Reasons::FACT).reasons };
        return Ok(Combined { money, altogether: None });
    }
    let money =
        |range: Interval, if_granted| Money { range, if_granted, reasons: Estimate::new(range, reasons).reasons };
    Ok(Combined {
        money: money(range.each, if_granted.each),
        altogether: range.altogether.zip(if_granted.altogether).map(|(range, granted)| money(range, granted)),
    })
}

/// What several records bring over time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Courses {
    each: Interval,
    of_year: Interval,
    altogether: Option<Interval>,
    /// The most that one of them alone surely brings in all.
    most: Number,
}

impl Courses {
    /// The same under caps of the firm, and whether one may be used up before all is paid.
    fn under<'c>(mut self, period: Period, caps: impl Iterator<Item = &'c Cap>) -> Result<(Courses, bool), Overflow> {
        let mut is_spent = false;
        for cap in caps {
            let room = cap.room.interval;
            let at = |end: Option<End>| end.map_or(Number::ZERO, |end| end.at);
            let in_time = if cap.is_of_a_year() { Some(self.of_year) } else { self.altogether };
            let may_exceed = in_time.and_then(|sum| sum.high).is_none_or(|end| end.at > at(room.low));
            let is_one_a_time = period.is_one_in(cap.time, self.altogether.is_none());
            self.each = self.each.at_most(room);
            if may_exceed && !is_one_a_time {
                self.each.low = Some(End::closed(Number::ZERO));
                is_spent = true;
            }
            self.altogether = self
                .altogether
                .map(|all| -> Result<Interval, Overflow> {
                    if !cap.is_of_a_year() {
                        return Ok(all.at_most(room));
                    }
                    // In no year is less paid than this share of what would be, as none brings more than `of_year`.
                    let (whole, year) = (at(all.low), at(self.of_year.low));
                    let share = if year > at(room.low) { at(room.low).over(year)? } else { Number::ONE };
                    let low = whole.times(share)?.over(Number::FEN)?.floor().times(Number::FEN)?;
                    Ok(Interval { low: Some(End::closed(low.max(self.most.min(whole)))), ..all })
                })
                .transpose()?;
        }
        Ok((self, is_spent))
    }

    /// From the low ends of this one to the high ends of another.
    fn up_to(self, other: &Courses) -> Courses {
        let join = |low: Interval, high: Interval| Interval { low: low.low, high: high.high };
        Courses {
            each: join(self.each, other.each),
            of_year: join(self.of_year, other.of_year),
            altogether: self.altogether.zip(other.altogether).map(|(low, high)| join(low, high)),
            most: self.most,
        }
    }
}

/// The year to which a record belongs; what is answered once for the firm is of the year that is asked about.
pub(super) fn year_of(env: &Env<'_>, kind: Option<RecordId>, record: Option<usize>) -> Option<i16> {
    let Some(kind) = kind else { return Some(env.as_of.year()) };
    let fact = env.book.dictionary.record(kind).dated_by?;
    let binding = Binding { record: kind, index: Some(record?), outer: None };
    let env = Env { binding: Some(&binding), ..*env };
    let Value::Number(day) = env.stated(env.reference(fact, None))? else { return None };
    Day::from_number(*day).map(Day::year)
}

/// The caps that hold over records of these years.
fn caps(env: &Env<'_>, support: &Support, years: &BTreeSet<i16>) -> Result<Vec<Cap>, Overflow> {
    let of_firm = support.limits.iter().filter(|limit| limit.scope != CapScope::Record);
    let mut caps: Vec<Cap> = of_firm
        .map(|limit| {
            let room = |year| {
                let of = Capped { record: support.for_each, year };
                room(env, limit, CapScope::Enterprise, of, |receipt| receipt.is_money_of_one(env.book, support))
            };
            let years = years.iter().filter(|_| limit.is_of_a_year() && support.period == Period::Once);
            let of_years = years.map(|year| Ok((*year, room(Some(*year))?))).collect::<Result<_, Overflow>>()?;
            Ok(Cap { scope: limit.scope, time: limit.period, room: room(None)?, of_years })
        })
        .collect::<Result<_, Overflow>>()?;
    // From narrow to wide: those of a year before those of all years.
    caps.sort_by_key(|cap| !cap.is_of_a_year());
    Ok(caps)
}

/// The sum over records under the firm's caps, and why it is open. A cap of unstated scope is one for the firm in the
/// low end, one for each record (applied already) in the high end; records of unknown years are of one in the low end.
fn over_records(caps: &[Cap], parts: &[(Option<i16>, Interval)]) -> Result<(Interval, Reasons), Overflow> {
    let read = |counts: fn(CapScope) -> bool, undated| {
        let caps: Vec<&Cap> = caps.iter().filter(|cap| counts(cap.scope)).collect();
        one_reading(&caps, parts, undated)
    };
    let narrow: fn(CapScope) -> bool = |_| true;
    let wide: fn(CapScope) -> bool = |scope| scope == CapScope::Enterprise;
    let (low, high) = (read(narrow, Undated::Together)?, read(wide, Undated::Apart)?);
    let mut reasons = Reasons::NONE;
    if low != read(wide, Undated::Together)? || read(narrow, Undated::Apart)? != high {
        reasons |= Reasons::CAP_SCOPE;
    }
    if low != read(narrow, Undated::Apart)? || read(wide, Undated::Together)? != high {
        reasons |= Reasons::FACT;
    }
    Ok((Interval { low: low.low, high: high.high }, reasons))
}

fn one_reading(caps: &[&Cap], parts: &[(Option<i16>, Interval)], undated: Undated) -> Result<Interval, Overflow> {
    let of_year: Vec<&Cap> = caps.iter().copied().filter(|cap| cap.is_of_a_year()).collect();
    let mut sum = Interval::ZERO;
    for (year, part) in by_year(&of_year, parts, undated)? {
        sum = sum.plus(of_year.iter().fold(part, |sum, cap| sum.at_most(cap.of(year))))?;
    }
    let whole = caps.iter().filter(|cap| !cap.is_of_a_year());
    Ok(whole.fold(sum, |sum, cap| sum.at_most(cap.room.interval)))
}

/// The sums of the years. Together, the undated are where least is left under the caps: there they bring least.
fn by_year(
    caps: &[&Cap],
    parts: &[(Option<i16>, Interval)],
    undated: Undated,
) -> Result<Vec<(Option<i16>, Interval)>, Overflow> {
    let mut dated: BTreeMap<i16, Interval> = BTreeMap::new();
    let mut others = Vec::new();
    for (year, part) in parts {
        match year {
            Some(year) => {
                let sum = dated.entry(*year).or_insert(Interval::ZERO);
                *sum = sum.plus(*part)?;
            }
            None => others.push((None, *part)),
        }
    }
    let mut years: Vec<(Option<i16>, Interval)> = dated.into_iter().map(|(year, sum)| (Some(year), sum)).collect();
    if undated == Undated::Apart {
        years.extend(others);
        return Ok(years);
    }
    let together = others.into_iter().try_fold(Interval::ZERO, |sum, (_, part)| sum.plus(part))?;
    years.push((None, Interval::ZERO));
    let low = |interval: Interval| interval.low.map_or(Number::ZERO, |end| end.at);
    let left = |(year, sum): &(Option<i16>, Interval)| {
        let rooms = caps.iter().map(|cap| low(cap.of(*year)));
        rooms.min().unwrap_or(Number::ZERO).minus(low(*sum))
    };
    let mut least: Option<(Number, usize)> = None;
    for (at, year) in years.iter().enumerate() {
        let left = left(year)?;
        least = least.filter(|(other, _)| *other <= left).or(Some((left, at)));
    }
    if let Some((_, at)) = least {
        years[at].1 = years[at].1.plus(together)?;
    }
    Ok(years)
}

/// There may be no record, or any number of them, each of another year.
fn of_unknown_list(caps: &[Cap], one: Interval) -> Interval {
    let is_nothing = one.as_point().is_some_and(Number::is_zero);
    let open = Interval { low: Some(End::closed(Number::ZERO)), high: one.high.filter(|_| is_nothing) };
    let caps = caps.iter().filter(|cap| cap.scope == CapScope::Enterprise && !cap.is_of_a_year());
    caps.fold(open, |open, cap| open.at_most(cap.room.interval))
}
