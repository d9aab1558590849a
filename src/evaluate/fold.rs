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
    /// The sum; of the highest, that of those that are surely there.
    value: Option<Interval>,
    /// The hull of all members.
    hull: Option<Interval>,
    /// The hull of those that are members only perhaps.
    perhaps: Option<Interval>,
    /// How many members there surely are.
    surely: i64,
    reasons: Reasons,
}

impl Folded {
    fn new(fold: Fold) -> Folded {
        Folded { fold, value: None, hull: None, perhaps: None, surely: 0, reasons: Reasons::NONE }
    }

    fn add(&mut self, member: Estimate, belongs: Truth, reasons: Reasons) -> Result<(), Overflow> {
        let is_sure = belongs == Truth::True;
        let hull_with = |hull: Option<Interval>| Some(hull.map_or(member.interval, |hull| hull.hull(member.interval)));
        self.value = match self.fold {
            Fold::Sum | Fold::Mean => {
                let part = if is_sure { member.interval } else { member.interval.hull(Interval::ZERO) };
                Some(self.value.map_or(Ok(part), |value| value.plus(part))?)
            }
            Fold::Highest if is_sure => {
                Some(self.value.map_or(member.interval, |value| value.at_least(member.interval)))
            }
            Fold::Highest => self.value,
        };
        self.hull = hull_with(self.hull);
        self.surely += i64::from(is_sure);
        if !is_sure {
            self.perhaps = hull_with(self.perhaps);
        }
        self.reasons |= member.reasons | reasons;
        Ok(())
    }

    fn finish(self) -> Result<Estimate, Overflow> {
        let value = self.value.unwrap_or(Interval::ZERO);
        let folded = match (self.fold, self.perhaps) {
            (Fold::Sum, _) | (Fold::Highest, None) => value,
            (Fold::Highest, Some(perhaps)) if self.surely == 0 => perhaps.hull(Interval::ZERO),
            (Fold::Highest, Some(perhaps)) => value.hull(value.at_least(perhaps)),
            (Fold::Mean, None) if self.surely == 0 => return Ok(undefined(Reasons::NONE)),
            (Fold::Mean, None) => {
                let one = Number::ONE.over(Number::whole(self.surely))?;
                value.times(Interval::point(one))?
            }
            (Fold::Mean, Some(_)) if self.surely == 0 => Interval::ALL,
            (Fold::Mean, Some(_)) => self.hull.unwrap_or(Interval::ALL),
        };
        Ok(Estimate::new(folded, self.reasons))
    }
}
