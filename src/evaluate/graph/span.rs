//! Quantities on machine integers: both ends in units of the quantity's decimals, and why they differ.

use crate::interval::{Interval, Ordering};
use crate::number::Number;
use crate::truth::{Reasons, Truth};

use super::super::quantity::Estimate;

/// What does not fit into 64 bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Odd;

/// No lower end.
pub(crate) const NO_LOW: i64 = i64::MIN;
/// No upper end.
pub(crate) const NO_HIGH: i64 = i64::MAX;
/// Numbers are at most this far from zero, so that sums of two fit and no number is taken for an open end.
const MOST: i128 = 1 << 62;

/// The numbers that a quantity may be. The marks of open ends order as infinities do, so that most operations need not
/// know of them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Span {
    pub(crate) low: i64,
    pub(crate) high: i64,
    /// Why there is more than one; empty when there is one.
    pub(crate) reasons: Reasons,
}

impl Span {
    pub(crate) const ZERO: Span = Span { low: 0, high: 0, reasons: Reasons::NONE };

    /// A single number needs no reason.
    pub(crate) fn new(low: i64, high: i64, reasons: Reasons) -> Span {
        Span { low, high, reasons: if low == high { Reasons::NONE } else { reasons } }
    }

    pub(crate) fn point(at: i64) -> Span {
        Span { low: at, high: at, reasons: Reasons::NONE }
    }

    /// From zero, for this reason.
    pub(super) fn from_zero(reasons: Reasons) -> Span {
        Span { low: 0, high: NO_HIGH, reasons }
    }

    /// Any number, for this reason.
    pub(super) fn all(reasons: Reasons) -> Span {
        Span { low: NO_LOW, high: NO_HIGH, reasons }
    }

    pub(super) fn is_point(self) -> bool {
        self.low == self.high
    }

    pub(super) fn hull(self, other: Span, reasons: Reasons) -> Span {
        Span::new(self.low.min(other.low), self.high.max(other.high), self.reasons | other.reasons | reasons)
    }

    pub(super) fn plus(self, other: Span) -> Result<Span, Odd> {
        let sum = |a: i64, b: i64, open: i64| {
            if a == open || b == open { Ok(open) } else { fit(i128::from(a) + i128::from(b)) }
        };
        let (low, high) = (sum(self.low, other.low, NO_LOW)?, sum(self.high, other.high, NO_HIGH)?);
        Ok(Span::new(low, high, self.reasons | other.reasons))
    }

    pub(super) fn minus(self, other: Span) -> Result<Span, Odd> {
        let negated = |end: i64| match end {
            NO_LOW => NO_HIGH,
            NO_HIGH => NO_LOW,
            end => -end,
        };
        self.plus(Span { low: negated(other.high), high: negated(other.low), ..other })
    }

    pub(super) fn times(self, other: Span) -> Result<Span, Odd> {
        let reasons = self.reasons | other.reasons;
        if self.low >= 0 && other.low >= 0 {
            return Ok(Span::new(product(self.low, other.low)?, product(self.high, other.high)?, reasons));
        }
        let ends = [
            product(self.low, other.low)?,
            product(self.low, other.high)?,
            product(self.high, other.low)?,
            product(self.high, other.high)?,
        ];
        let (low, high) = ends.iter().fold((NO_HIGH, NO_LOW), |(low, high), end| (low.min(*end), high.max(*end)));
        Ok(Span::new(low, high, reasons))
    }

    pub(super) fn at_most(self, cap: Span) -> Span {
        Span::new(self.low.min(cap.low), self.high.min(cap.high), self.reasons | cap.reasons)
    }

    pub(super) fn at_least(self, floor: Span) -> Span {
        Span::new(self.low.max(floor.low), self.high.max(floor.high), self.reasons | floor.reasons)
    }

    /// The same in units of more decimals.
    pub(super) fn finer(self, by: u32) -> Result<Span, Odd> {
        if by == 0 {
            return Ok(self);
        }
        let end = |end: i64| match end {
            NO_LOW | NO_HIGH => Ok(end),
            end => fit(i128::from(end) * power(by)?),
        };
        Ok(Span { low: end(self.low)?, high: end(self.high)?, reasons: self.reasons })
    }

    /// Whole units of `per` in each end, never fewer than none.
    pub(super) fn units(self, per: i64) -> Span {
        let whole = |end: i64| if end == NO_LOW || end == NO_HIGH { end } else { end.div_euclid(per) };
        Span::new(whole(self.low).max(0), whole(self.high).max(0), self.reasons)
    }

    pub(super) fn compare(self, ordering: Ordering, other: Span) -> Truth {
        match ordering {
            Ordering::AtLeast => not_below(self, other),
            Ordering::Below => not_below(self, other).negate(),
            Ordering::AtMost => not_below(other, self),
            Ordering::Above => not_below(other, self).negate(),
            Ordering::Equal => not_below(self, other).and(not_below(other, self)),
        }
    }

    /// As an interval of exact numbers.
    pub(crate) fn estimate(self, scale: u32) -> Estimate {
        let low = (self.low != NO_LOW).then(|| Number::of_units(self.low, scale));
        let high = (self.high != NO_HIGH).then(|| Number::of_units(self.high, scale));
        Estimate { interval: Interval::between(low, high), reasons: self.reasons }
    }

    /// The span of an interval with closed ends.
    pub(super) fn of(interval: Interval, scale: u32, reasons: Reasons) -> Result<Span, Odd> {
        let end = |end: Option<crate::interval::End>, open: i64| match end {
            None => Ok(open),
            Some(end) if end.open => Err(Odd),
            Some(end) => units(end.at, scale),
        };
        Ok(Span::new(end(interval.low, NO_LOW)?, end(interval.high, NO_HIGH)?, reasons))
    }
}

/// A number in units of so many decimals.
pub(super) fn units(number: Number, scale: u32) -> Result<i64, Odd> {
    number.to_units(scale).ok_or(Odd).and_then(|units| fit(i128::from(units)))
}

/// Ten to this power.
pub(super) fn power(of: u32) -> Result<i128, Odd> {
    10_i128.checked_pow(of).ok_or(Odd)
}

pub(super) fn fit(number: i128) -> Result<i64, Odd> {
    if -MOST < number && number < MOST { i64::try_from(number).map_err(|_| Odd) } else { Err(Odd) }
}

/// Infinity has a sign, and zero wins over it.
fn product(a: i64, b: i64) -> Result<i64, Odd> {
    let is_open = |end: i64| end == NO_LOW || end == NO_HIGH;
    if !is_open(a) && !is_open(b) {
        return fit(i128::from(a) * i128::from(b));
    }
    Ok(match a.signum() * b.signum() {
        0 => 0,
        1 => NO_HIGH,
        _ => NO_LOW,
    })
}

/// Whether a ≥ b for all, none or some numbers of the two.
fn not_below(a: Span, b: Span) -> Truth {
    if a.low >= b.high {
        Truth::True
    } else if a.high < b.low {
        Truth::False
    } else {
        Truth::Unknown
    }
}
