//! Quantities, as intervals: what they may be, whatever is open, and why.

use crate::calendar::{Day, Phrase};
use crate::dictionary::FactId;
use crate::interval::{End, Interval, Ordering};
use crate::number::{Number, Overflow};
use crate::rulebook::{Case, Meaning, Quantity, Slice, Year};
use crate::truth::{Reasons, Truth};

use super::condition::{all, count};
use super::env::{Env, Possible};
use super::fold::{across, fold};

/// What a quantity may be, and why it is not one number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Estimate {
    /// The numbers that it may be.
    pub interval: Interval,
    /// Why there is more than one; empty when there is one.
    pub reasons: Reasons,
}

impl Estimate {
    /// An estimate; a single number needs no reason.
    #[must_use]
    pub fn new(interval: Interval, reasons: Reasons) -> Estimate {
        let reasons = if interval.as_point().is_some() { Reasons::NONE } else { reasons };
        Estimate { interval, reasons }
    }

    /// One number.
    #[must_use]
    pub fn point(number: Number) -> Estimate {
        Estimate { interval: Interval::point(number), reasons: Reasons::NONE }
    }

    /// The estimate that holds both, for the reasons of both and these.
    #[must_use]
    pub fn hull(self, other: Estimate, reasons: Reasons) -> Estimate {
        Estimate::new(self.interval.hull(other.interval), self.reasons | other.reasons | reasons)
    }
}

/// Estimates a quantity.
///
/// # Errors
/// `Overflow` when a figure is too large to be computed exactly.
pub fn quantity(env: &Env<'_>, wanted: &Quantity) -> Result<Estimate, Overflow> {
    match wanted {
        Quantity::Literal(number, _) => Ok(Estimate::point(*number)),
        Quantity::Day(phrase) => day(env, phrase),
        Quantity::Unstated => Ok(Estimate::new(Interval::FROM_ZERO, Reasons::SILENCE | Reasons::UNSTATED)),
        Quantity::Unknown => Ok(Estimate::new(Interval::ALL, Reasons::FACT)),
        Quantity::Fact { fact, year } => number(env, *fact, *year),
        Quantity::Defined(id) => {
            let definition = env.book.definition(*id);
            let is_taken = definition.assume.as_ref().is_none_or(|assume| env.takes(assume));
            match &definition.meaning {
                Meaning::Value(value) if is_taken => env.estimate_of(*id, || quantity(env, value)),
                // Whatever it was meant to be, its floor and cap are stated.
                Meaning::Value(Quantity::Bounded { floor, cap, .. }) => {
                    bounded(env, anything(), floor.as_deref(), cap.as_deref())
                }
                Meaning::Value(_) | Meaning::When(_) => Ok(anything()),
            }
        }
        Quantity::AmountOf(id) => Ok(env.memo.read(env.book.referred(*id))?.one),
        Quantity::Product { factor, of, .. } => {
            let (factor, of) = (quantity(env, factor)?, quantity(env, of)?);
            Ok(Estimate::new(factor.interval.times(of.interval)?, factor.reasons | of.reasons))
        }
        Quantity::Units { each, per, of } => units(env, each, per, of),
        Quantity::Range { from, up_to } => range(env, from.as_deref(), up_to.as_deref()),
        Quantity::Cases(cases) => first_that_holds(env, cases),
        Quantity::Slices { of, slices } => in_slices(env, of, slices),
        Quantity::Fold { fold: how, parts } => fold(env, *how, parts),
        Quantity::Across { fold, each, across: over, selects } => across(env, *fold, each, *over, selects),
        Quantity::Count { across, selects } => Ok(match count(env, *across, selects)? {
            Some(tally) => Estimate::new(tally.interval(), tally.reasons),
            None => Estimate::new(Interval::FROM_ZERO, Reasons::FACT),
        }),
        Quantity::Excess { whole, over } => {
            let (whole, over) = (quantity(env, whole)?, quantity(env, over)?);
            let excess = whole.interval.minus(over.interval)?.at_least(Interval::ZERO);
            Ok(Estimate::new(excess, whole.reasons | over.reasons))
        }
        Quantity::Ratio { part, whole } => share(quantity(env, part)?, quantity(env, whole)?),
        Quantity::Growth { last, first, years } => growth(quantity(env, last)?, quantity(env, first)?, *years),
        Quantity::Assumed { inner, assume } if env.takes(assume) => quantity(env, inner),
        Quantity::Assumed { .. } => Ok(Estimate::new(Interval::FROM_ZERO, Reasons::SILENCE)),
        Quantity::Unclear { readings, assume } => {
            let assumed = assume.as_ref().is_some_and(|assume| env.takes(assume));
            unclear(env, if assumed { &readings[..1] } else { readings })
        }
        Quantity::Bounded { inner, floor, cap } => {
            bounded(env, quantity(env, inner)?, floor.as_deref(), cap.as_deref())
        }
    }
}

/// What a silence of the text leaves open altogether.
fn anything() -> Estimate {
    Estimate::new(Interval::FROM_ZERO, Reasons::SILENCE)
}

/// Floor first, then cap.
fn bounded(
    env: &Env<'_>,
    mut estimate: Estimate,
    floor: Option<&Quantity>,
    cap: Option<&Quantity>,
) -> Result<Estimate, Overflow> {
    if let Some(floor) = floor {
        let floor = quantity(env, floor)?;
        estimate = Estimate::new(estimate.interval.at_least(floor.interval), estimate.reasons | floor.reasons);
    }
    if let Some(cap) = cap {
        let cap = quantity(env, cap)?;
        estimate = Estimate::new(estimate.interval.at_most(cap.interval), estimate.reasons | cap.reasons);
    }
    Ok(estimate)
}

fn number(env: &Env<'_>, fact: FactId, year: Option<Year>) -> Result<Estimate, Overflow> {
    let (possible, reasons) = env.possible(fact, year)?;
    let interval = if let Possible::Range(interval) = possible { interval } else { Interval::ALL };
    Ok(Estimate::new(interval, reasons))
}

fn day(env: &Env<'_>, phrase: &Phrase<FactId>) -> Result<Estimate, Overflow> {
    let fixed = |day: Day| Ok(Estimate::point(day.number()));
    match phrase {
        Phrase::Fixed(day) => fixed(*day),
        Phrase::Ago(count, unit) => Ok(Estimate::point(env.ago(*count, *unit))),
        Phrase::StartOfYear(years) => fixed(env.as_of.start_of_year(*years)),
        Phrase::EndOfYear(years) => fixed(env.as_of.end_of_year(*years)),
        Phrase::After(count, unit, fact) => {
            let start = number(env, *fact, None)?;
            // Later by a fixed length keeps the order of days, so the ends move with it.
            let later =
                |end: End| Day::from_number(end.at).map(|day| End { at: day.later(*count, *unit).number(), ..end });
            let interval =
                Interval { low: start.interval.low.and_then(later), high: start.interval.high.and_then(later) };
            Ok(Estimate::new(interval, start.reasons))
        }
    }
}

fn range(env: &Env<'_>, from: Option<&Quantity>, up_to: Option<&Quantity>) -> Result<Estimate, Overflow> {
    let from = from.map(|from| quantity(env, from)).transpose()?;
    let up_to = up_to.map(|up_to| quantity(env, up_to)).transpose()?;
    let reason = match (&from, &up_to) {
        (Some(_), Some(_)) => Reasons::RANGE,
        (Some(_), None) => Reasons::AT_LEAST,
        _ => Reasons::UP_TO,
    };
    let low = from.map_or(Some(End::closed(Number::ZERO)), |from| from.interval.low);
    let high = up_to.and_then(|up_to| up_to.interval.high);
    let reasons = [from, up_to].into_iter().flatten().fold(reason, |reasons, estimate| reasons | estimate.reasons);
    Ok(Estimate::new(Interval { low, high }, reasons))
}

/// So much for each whole unit. Of a unit that may be nothing there is no number.
fn units(env: &Env<'_>, each: &Quantity, per: &Quantity, of: &Quantity) -> Result<Estimate, Overflow> {
    let (each, units) = (quantity(env, each)?, share(quantity(env, of)?, quantity(env, per)?)?);
    let whole = units.interval.floor().at_least(Interval::ZERO);
    Ok(Estimate::new(each.interval.times(whole)?, each.reasons | units.reasons))
}

/// The rate of each slice on the part within it, added. The part grows with the whole, so the ends are those of the
/// whole.
fn in_slices(env: &Env<'_>, of: &Quantity, slices: &[Slice]) -> Result<Estimate, Overflow> {
    let of = quantity(env, of)?;
    let (mut sum, mut reasons, mut below) = (Interval::ZERO, of.reasons, Interval::ZERO);
    for slice in slices {
        let rate = quantity(env, &slice.rate)?;
        let up_to = slice.up_to.map_or(of.interval, |end| of.interval.at_most(Interval::point(end)));
        let part = up_to.minus(below)?.at_least(Interval::ZERO);
        sum = sum.plus(part.times(rate.interval)?)?;
        reasons |= rate.reasons;
        below = slice.up_to.map_or(below, Interval::point);
    }
    Ok(Estimate::new(sum, reasons))
}

/// No number at all, so that every comparison with it is open.
pub(super) fn undefined(reasons: Reasons) -> Estimate {
    Estimate::new(Interval::ALL, reasons | Reasons::SILENCE | Reasons::UNDEFINED)
}

/// A share; undefined where the whole may be nothing.
fn share(part: Estimate, whole: Estimate) -> Result<Estimate, Overflow> {
    let reasons = part.reasons | whole.reasons;
    Ok(match part.interval.over(whole.interval)? {
        Some(share) => Estimate::new(share, reasons),
        None if whole.interval.as_point().is_some() => undefined(reasons),
        None => Estimate::new(Interval::ALL, reasons),
    })
}

/// Compound growth; undefined from nothing or from a loss.
fn growth(last: Estimate, first: Estimate, years: u16) -> Result<Estimate, Overflow> {
    let reasons = last.reasons | first.reasons;
    let is_positive = first.interval.compare(Ordering::Above, &Interval::ZERO);
    let Some(factor) = last.interval.over(first.interval)?.filter(|_| is_positive == Truth::True) else {
        let is_known = is_positive == Truth::False;
        return Ok(if is_known { undefined(reasons) } else { Estimate::new(Interval::ALL, reasons) });
    };
    let yearly = if years == 1 { factor } else { factor.root(u32::from(years)) };
    Ok(Estimate::new(yearly.minus(Interval::point(Number::ONE))?, reasons))
}

/// The hull of all cases that may be the first to hold; zero where none may.
fn first_that_holds(env: &Env<'_>, cases: &[Case]) -> Result<Estimate, Overflow> {
    let mut found: Option<Estimate> = None;
    let mut open = Reasons::NONE;
    for case in cases {
        let verdict = all(env, &case.when)?;
        if verdict.truth == Truth::False {
            continue;
        }
        let gives = quantity(env, &case.gives)?;
        found = Some(found.map_or(gives, |found| found.hull(gives, open)));
        if verdict.truth == Truth::True {
            return Ok(found.unwrap_or(gives));
        }
        open |= verdict.reasons;
    }
    let nothing = Estimate::point(Number::ZERO);
    Ok(found.map_or(nothing, |found| found.hull(nothing, open)))
}

fn unclear(env: &Env<'_>, readings: &[Quantity]) -> Result<Estimate, Overflow> {
    let mut found: Option<Estimate> = None;
    for reading in readings {
        let estimate = quantity(env, reading)?;
        found = Some(match found {
            Some(found) if found.interval == estimate.interval => found.hull(estimate, Reasons::NONE),
            Some(found) => found.hull(estimate, Reasons::SILENCE),
            None => estimate,
        });
    }
    Ok(found.unwrap_or(anything()))
}
