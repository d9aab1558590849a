//! How much room a cap leaves: for so many people, after what was received before.

use crate::dictionary::{FactId, RecordId};
use crate::interval::{End, Interval};
use crate::number::{Number, Overflow};
use crate::rulebook::{CapPeriod, CapScope, Limit};
use crate::truth::{Reasons, Truth};

use super::env::{Env, Possible};
use super::quantity::Estimate;
use super::received::{Receipt, receipts, sum};

/// What a cap leaves for one record, of a support: whatever its scope, it holds for one. Of unstated scope it may be
/// one for each person in it.
pub(super) fn room_of_record(
    env: &Env<'_>,
    limit: &Limit,
    record: Option<RecordId>,
    counts: impl Fn(&Receipt) -> Truth,
) -> Result<Estimate, Overflow> {
    let one = room(env, limit, limit.scope, record, &counts)?;
    if limit.scope != CapScope::Unstated || counts_by(env, record).is_none() {
        return Ok(one);
    }
    Ok(one.hull(room(env, limit, CapScope::Record, record, &counts)?, Reasons::CAP_SCOPE))
}

/// What a cap leaves that is read as one of this scope, less the receipts that count. One of records is one for the
/// record that is bound, times the people in it.
pub(super) fn room(
    env: &Env<'_>,
    limit: &Limit,
    scope: CapScope,
    record: Option<RecordId>,
    counts: impl Fn(&Receipt) -> Truth,
) -> Result<Estimate, Overflow> {
    let mut room = Estimate::point(limit.cap);
    if scope == CapScope::Record {
        let count = count(env, record)?;
        room = Estimate::new(room.interval.times(count.interval)?, count.reasons);
    }
    if limit.period != CapPeriod::Ever {
        return Ok(room);
    }
    let Some(receipts) = receipts(env) else { return Ok(room.hull(Estimate::point(Number::ZERO), Reasons::FACT)) };
    let (low, high) = sum(receipts.iter().map(|receipt| (receipt, counts(receipt))))?;
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
