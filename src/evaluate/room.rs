//! How much room a cap leaves: for so many people, after what was received before.

use crate::dictionary::{FactId, RecordId};
use crate::interval::{End, Interval};
use crate::number::{Number, Overflow};
use crate::rulebook::{CapPeriod, CapScope, Limit, Period, Support};
use crate::truth::{Reasons, Truth};

use super::env::{Env, Possible};
use super::over_records::year_of;
use super::quantity::Estimate;
use super::received::{Receipt, receipts, receipts_may_lack, sum};

/// What a cap leaves for one record, of a support: whatever its scope, it holds for one. Of unstated scope it may be
/// one for each person in it.
pub(super) fn room_of_record(
    env: &Env<'_>,
    limit: &Limit,
    of: Capped,
    counts: impl Fn(&Receipt) -> Truth,
) -> Result<Estimate, Overflow> {
    let one = room(env, limit, limit.scope, of, &counts)?;
    if limit.scope != CapScope::Unstated || counts_by(env, of.record).is_none() {
        return Ok(one);
    }
    Ok(one.hull(room(env, limit, CapScope::Record, of, &counts)?, Reasons::CAP_SCOPE))
}

/// What a cap holds.
#[derive(Clone, Copy)]
pub(super) struct Capped {
    /// The kind of its records.
    pub(super) record: Option<RecordId>,
    /// The calendar year to which it belongs; `None` where that is not known, or where it comes in several.
    pub(super) year: Option<i16>,
}

impl Capped {
    /// What a support brings for one record, or for the firm. What recurs comes in several years.
    pub(super) fn of_one(env: &Env<'_>, support: &Support, record: Option<usize>) -> Capped {
        let year = if support.period == Period::Once { year_of(env, support.for_each, record) } else { None };
        Capped { record: support.for_each, year }
    }
}

/// What a cap leaves that is read as one of this scope, less the receipts that count. One of records is one for the
/// record that is bound, times the people in it.
pub(super) fn room(
    env: &Env<'_>,
    limit: &Limit,
    scope: CapScope,
    of: Capped,
    counts: impl Fn(&Receipt) -> Truth,
) -> Result<Estimate, Overflow> {
    let mut room = Estimate::point(limit.cap);
    if scope == CapScope::Record {
        let count = count(env, of.record)?;
        room = Estimate::new(room.interval.times(count.interval)?, count.reasons);
    }
    let (low, high) = received(env, limit.period, of.year, &counts)?;
    if high.is_some_and(Number::is_zero) {
        return Ok(room);
    }
    // What was received may have been for another record.
    let low = if scope == CapScope::Record { Number::ZERO } else { low };
    let less = |end: Option<End>, by: Option<Number>| match (end, by) {
        (None, _) => Ok(None),
        (Some(_), None) => Ok(Some(End::closed(Number::ZERO))),
        (Some(end), Some(by)) => end.at.minus(by).map(|rest| Some(End { at: rest.max(Number::ZERO), ..end })),
    };
    let interval = Interval { low: less(room.interval.low, high)?, high: less(room.interval.high, Some(low))? };
    Ok(Estimate::new(interval, room.reasons | Reasons::FACT))
}

/// What of earlier money falls in the time of a cap, at least and at most; no most where it has no end.
fn received(
    env: &Env<'_>,
    time: CapPeriod,
    year: Option<i16>,
    counts: impl Fn(&Receipt) -> Truth,
) -> Result<(Number, Option<Number>), Overflow> {
    let nothing = (Number::ZERO, Some(Number::ZERO));
    let stated = receipts(env);
    let receipts = match (time, &stated) {
        (CapPeriod::Whole, _) => return Ok(nothing),
        (_, Some(receipts)) => receipts,
        // A cap of a year does not ask for earlier money: who says nothing of it is answered as if there were none.
        (CapPeriod::Year, None) if !receipts_may_lack(env) => return Ok(nothing),
        (CapPeriod::Year | CapPeriod::Ever, None) => return Ok((Number::ZERO, None)),
    };
    let of = |year| sum(receipts.iter().map(|receipt| (receipt, receipt.is_in(year).and(counts(receipt)))));
    match (time, year) {
        (CapPeriod::Year, None) => {
            // Of some year: it may be one without any, or the one in which there is most.
            let years = receipts.iter().filter_map(|receipt| receipt.year).chain([env.as_of.year()]);
            let most =
                |most: Option<Number>, year| Ok(most.zip(of(Some(year))?.1).map(|(most, other)| most.max(other)));
            Ok((Number::ZERO, years.into_iter().try_fold(Some(Number::ZERO), most)?))
        }
        (CapPeriod::Year, Some(_)) => of(year),
        (CapPeriod::Whole | CapPeriod::Ever, _) => of(None),
    }
}

fn counts_by(env: &Env<'_>, record: Option<RecordId>) -> Option<FactId> {
    record.and_then(|record| env.book.dictionary.record(record).counts_by)
}

/// For how many people, or things, the bound record stands.
fn count(env: &Env<'_>, record: Option<RecordId>) -> Result<Estimate, Overflow> {
    let Some(fact) = counts_by(env, record) else { return Ok(Estimate::point(Number::ONE)) };
    let (possible, reasons) = env.possible(fact, None)?;
    let interval = if let Possible::Range(interval) = possible { interval } else { Interval::FROM_ZERO };
    Ok(Estimate::new(interval, reasons))
}
