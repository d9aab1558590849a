//! What one support brings over all records, under the caps of the firm.

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::dictionary::RecordId;
use crate::interval::{End, Interval};
use crate::number::{Number, Overflow};
use crate::profile::Value;
use crate::rulebook::{CapPeriod, CapScope, Support};
use crate::truth::Reasons;

use super::env::{Binding, Env};
use super::quantity::Estimate;
use super::room::room;
use super::{Item, Money};

/// A cap of the firm.
struct Cap {
    scope: CapScope,
    is_of_a_year: bool,
    room: Estimate,
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
) -> Result<Option<Money>, Overflow> {
    let paid: Vec<(Option<i16>, Money)> =
        items.iter().filter_map(|item| Some((year_of(env, support.for_each, item.record), item.money?))).collect();
    if paid.is_empty() {
        return Ok(None);
    }
    let caps = caps(env, support)?;
    let mut reasons = paid.iter().fold(Reasons::NONE, |reasons, (_, part)| reasons | part.reasons);
    reasons |= caps.iter().fold(Reasons::NONE, |reasons, cap| reasons | cap.room.reasons);
    let parts = |side: fn(&Money) -> Interval| -> Vec<(Option<i16>, Interval)> {
        paid.iter().map(|(year, part)| (*year, side(part))).collect()
    };
    let (mut range, because) = over_records(&caps, &parts(|part| part.range))?;
    let (mut if_granted, _) = over_records(&caps, &parts(|part| part.if_granted))?;
    reasons |= because;
    if list_unknown {
        (range, if_granted) = (of_unknown_list(&caps, range), of_unknown_list(&caps, if_granted));
        reasons |= Reasons::FACT;
    }
    let estimate = Estimate::new(range, reasons);
    Ok(Some(Money { range, if_granted, reasons: estimate.reasons }))
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

/// The caps that hold over records.
fn caps(env: &Env<'_>, support: &Support) -> Result<Vec<Cap>, Overflow> {
    let of_firm = support.limits.iter().filter(|limit| limit.scope != CapScope::Record);
    let mut caps: Vec<Cap> = of_firm
        .map(|limit| {
            let is_of_a_year = limit.period == CapPeriod::Year;
            let room = room(env, limit, CapScope::Enterprise, support.for_each, |receipt| {
                receipt.is_of_one(env.book, support)
            })?;
            Ok(Cap { scope: limit.scope, is_of_a_year, room })
        })
        .collect::<Result<_, Overflow>>()?;
    // From narrow to wide: those of a year before those of all years.
    caps.sort_by_key(|cap| !cap.is_of_a_year);
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
    let mut sum = Interval::ZERO;
    for year in by_year(parts, undated)? {
        let of_year = caps.iter().filter(|cap| cap.is_of_a_year);
        sum = sum.plus(of_year.fold(year, |sum, cap| sum.at_most(cap.room.interval)))?;
    }
    let whole = caps.iter().filter(|cap| !cap.is_of_a_year);
    Ok(whole.fold(sum, |sum, cap| sum.at_most(cap.room.interval)))
}

/// The sums of the years. Together, the undated are least where most is already: a cap then cuts them first.
fn by_year(parts: &[(Option<i16>, Interval)], undated: Undated) -> Result<Vec<Interval>, Overflow> {
    let mut dated: BTreeMap<i16, Interval> = BTreeMap::new();
    let mut others = Vec::new();
    for (year, part) in parts {
        match year {
            Some(year) => {
                let sum = dated.entry(*year).or_insert(Interval::ZERO);
                *sum = sum.plus(*part)?;
            }
            None => others.push(*part),
        }
    }
    let mut years: Vec<Interval> = dated.into_values().collect();
    if undated == Undated::Apart {
        years.extend(others);
        return Ok(years);
    }
    let together = others.into_iter().try_fold(Interval::ZERO, Interval::plus)?;
    let low = |sum: &Interval| sum.low.map_or(Number::ZERO, |end| end.at);
    match years.iter_mut().max_by_key(|sum| low(sum)) {
        Some(most) => *most = most.plus(together)?,
        None => years.push(together),
    }
    Ok(years)
}

/// There may be no record, or any number of them, each of another year.
fn of_unknown_list(caps: &[Cap], one: Interval) -> Interval {
    let is_nothing = one.as_point().is_some_and(Number::is_zero);
    let open = Interval { low: Some(End::closed(Number::ZERO)), high: one.high.filter(|_| is_nothing) };
    let caps = caps.iter().filter(|cap| cap.scope == CapScope::Enterprise && !cap.is_of_a_year);
    caps.fold(open, |open, cap| open.at_most(cap.room.interval))
}
