//! Several quantities as one: their sum, their mean, the highest of them.

use crate::interval::Interval;
use crate::number::{Number, Overflow};
use crate::rulebook::{Across, Condition, Fold, Quantity};
use crate::truth::{Reasons, Truth};

use super::condition::all;
use super::env::Env;
use super::members::{for_each_member, unknown_member};
use super::quantity::{Estimate, quantity, undefined};

/// Folds quantities that are all there.
///
/// # Errors
/// `Overflow` when a figure is too large.
pub(super) fn fold(env: &Env<'_>, fold: Fold, parts: &[Quantity]) -> Result<Estimate, Overflow> {
    let mut folded = Folded::new(fold);
    for part in parts {
        folded.add(quantity(env, part)?, Truth::True, Reasons::NONE)?;
    }
    folded.finish()
}

/// Folds a quantity of each record or year.
///
/// # Errors
/// `Overflow` when a figure is too large.
pub(super) fn across(
    env: &Env<'_>,
    fold: Fold,
    each: &Quantity,
    across: Across,
    selects: &[Condition],
) -> Result<Estimate, Overflow> {
    let mut folded = Folded::new(fold);
    let is_known = for_each_member(env, across, &mut |env, membership| {
        let counts = membership.counts.and(all(env, selects)?);
        if counts.truth == Truth::False {
            return Ok(());
        }
        let value = match membership.exists.truth {
            Truth::True => quantity(env, each)?,
            Truth::False => Estimate::point(Number::ZERO),
            Truth::Unknown => quantity(env, each)?.hull(Estimate::point(Number::ZERO), membership.exists.reasons),
        };
        folded.add(value, counts.truth, counts.reasons)
    })?;
    if is_known {
        return folded.finish();
    }
    let member = unknown_member(env, across, |env| quantity(env, each))?;
    let is_from_zero = member.interval.low.is_some_and(|low| !low.at.is_negative());
    let any = if is_from_zero && fold != Fold::Mean { Interval::FROM_ZERO } else { Interval::ALL };
    Ok(Estimate::new(any, member.reasons | Reasons::FACT))
}

/// What was folded so far.
struct Folded {
    fold: Fold,
    value: Option<Interval>,
    /// For a mean, the hull of all members.
    hull: Option<Interval>,
    /// How many members there surely are.
    surely: i64,
    /// Whether some are members only perhaps.
    perhaps: bool,
    reasons: Reasons,
}

impl Folded {
    fn new(fold: Fold) -> Folded {
        Folded { fold, value: None, hull: None, surely: 0, perhaps: false, reasons: Reasons::NONE }
    }

    fn add(&mut self, member: Estimate, belongs: Truth, reasons: Reasons) -> Result<(), Overflow> {
        let before = self.value;
        let with = match (before, self.fold) {
            (None, _) => member.interval,
            (Some(value), Fold::Sum | Fold::Mean) => value.plus(member.interval)?,
            (Some(value), Fold::Highest) => value.at_least(member.interval),
        };
        let is_sure = belongs == Truth::True;
        self.value = Some(if is_sure { with } else { with.hull(before.unwrap_or(Interval::ZERO)) });
        self.hull = Some(self.hull.map_or(member.interval, |hull| hull.hull(member.interval)));
        self.surely += i64::from(is_sure);
        self.perhaps |= !is_sure;
        self.reasons |= member.reasons | reasons;
        Ok(())
    }

    fn finish(self) -> Result<Estimate, Overflow> {
        if self.fold != Fold::Mean {
            return Ok(Estimate::new(self.value.unwrap_or(Interval::ZERO), self.reasons));
        }
        match (self.surely, self.perhaps) {
            (0, true) => Ok(Estimate::new(Interval::ALL, self.reasons)),
            (0, false) => Ok(undefined(Reasons::NONE)),
            (_, true) => Ok(Estimate::new(self.hull.unwrap_or(Interval::ALL), self.reasons)),
            (count, false) => {
                let one = Number::ONE.over(Number::whole(count))?;
                let mean = self.value.unwrap_or(Interval::ZERO).times(Interval::point(one))?;
                Ok(Estimate::new(mean, self.reasons))
            }
        }
    }
}
