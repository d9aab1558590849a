//! Intervals of exact numbers: what an amount, or a fact that is not known, may be.

use crate::number::{Number, Overflow};
use crate::truth::Truth;

/// One end of an interval.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct End {
    /// Where the interval ends.
    pub at: Number,
    /// Whether the end itself is left out.
    pub open: bool,
}

impl End {
    /// An end that belongs to the interval.
    #[must_use]
    pub const fn closed(at: Number) -> End {
        End { at, open: false }
    }
}

/// All numbers between two ends; `None` is unbounded on that side.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Interval {
    /// The lower end.
    pub low: Option<End>,
    /// The upper end.
    pub high: Option<End>,
}

/// How two numbers are compared.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Ordering {
    /// Not less than: 以上 (含本数), 不低于.
    AtLeast,
    /// More than: 超过.
    Above,
    /// Not more than: 以下 (含本数), 不超过.
    AtMost,
    /// Less than: 低于.
    Below,
    /// The same.
    Equal,
}

impl Interval {
    /// Every number.
    pub const ALL: Interval = Interval { low: None, high: None };
    /// Every number from zero.
    pub const FROM_ZERO: Interval = Interval { low: Some(End::closed(Number::ZERO)), high: None };
    /// Zero alone.
    pub const ZERO: Interval = Interval::point(Number::ZERO);

    /// One number alone.
    #[must_use]
    pub const fn point(at: Number) -> Interval {
        Interval { low: Some(End::closed(at)), high: Some(End::closed(at)) }
    }

    /// From `low` to `high`, both included.
    #[must_use]
    pub fn closed(low: Number, high: Number) -> Interval {
        Interval { low: Some(End::closed(low)), high: Some(End::closed(high)) }
    }

    /// From one number to another, both included; open on the side of which there is none.
    #[must_use]
    pub fn between(low: Option<Number>, high: Option<Number>) -> Interval {
        Interval { low: low.map(End::closed), high: high.map(End::closed) }
    }

    /// The number, if there is only one.
    #[must_use]
    pub fn as_point(&self) -> Option<Number> {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low.at == high.at => Some(low.at),
            _ => None,
        }
    }

    /// The number, if there is only one and it is written as one: most are.
    fn as_closed_point(&self) -> Option<Number> {
        let is_closed = |end: End| !end.open;
        self.as_point().filter(|_| self.low.is_some_and(is_closed) && self.high.is_some_and(is_closed))
    }

    /// The number to be shown, if there is only one, or one and the next of 18 decimals with a root between them.
    #[must_use]
    pub fn shown(&self) -> Option<Number> {
        let (low, high) = (self.low?.at, self.high?.at);
        let is_root = || high.minus(low).is_ok_and(|width| width <= Number::ROOT_STEP);
        (low == high || is_root()).then_some(low)
    }

    /// The smallest interval that holds both.
    #[must_use]
    pub fn hull(self, other: Interval) -> Interval {
        Interval {
            low: self.low.zip(other.low).map(|(a, b)| lower(a, b)),
            high: self.high.zip(other.high).map(|(a, b)| higher(a, b)),
        }
    }

    /// Sums of a number of each.
    ///
    /// # Errors
    /// `Overflow` when an end does not fit.
    pub fn plus(self, other: Interval) -> Result<Interval, Overflow> {
        Ok(Interval { low: add(self.low, other.low)?, high: add(self.high, other.high)? })
    }

    /// Differences of a number of each.
    ///
    /// # Errors
    /// `Overflow` when an end does not fit.
    pub fn minus(self, other: Interval) -> Result<Interval, Overflow> {
        let negated =
            |end: Option<End>| end.map(|end| Ok(End { at: Number::ZERO.minus(end.at)?, open: end.open })).transpose();
        self.plus(Interval { low: negated(other.high)?, high: negated(other.low)? })
    }

    /// Quotients of a number of each; `None` when the divisor may be zero.
    ///
    /// # Errors
    /// `Overflow` when an end does not fit.
    pub fn over(self, divisor: Interval) -> Result<Option<Interval>, Overflow> {
        if divisor.compare(Ordering::Equal, &Interval::ZERO) != Truth::False {
            return Ok(None);
        }
        // Of a divisor that comes near zero the inverse is open, of one without end it comes near zero.
        let inverse = |end: Option<End>| match end {
            None => Ok(Some(End { at: Number::ZERO, open: true })),
            Some(end) if end.at.is_zero() => Ok(None),
            Some(end) => Ok(Some(End { at: Number::ONE.over(end.at)?, open: end.open })),
        };
        self.times(Interval { low: inverse(divisor.high)?, high: inverse(divisor.low)? }).map(Some)
    }

    /// The largest whole numbers not above a number of it.
    #[must_use]
    pub fn floor(self) -> Interval {
        let low = self.low.map(|end| End::closed(end.at.floor()));
        let high = self.high.map(|end| {
            let floor = end.at.floor();
            // Just below a whole number lies the one before it.
            let before = floor.minus(Number::ONE).ok().filter(|_| end.open && floor == end.at);
            End::closed(before.unwrap_or(floor))
        });
        Interval { low, high }
    }

    /// Roots of a number of it, of a negative one zero. A root that is no fraction lies between the two numbers of 18
    /// decimals next to it, so that it is compared exactly with every figure that a document can print.
    #[must_use]
    pub fn root(self, degree: u32) -> Interval {
        let end = |end: End, is_low: bool| {
            let (below, above) = end.at.root(degree);
            let at = if is_low { below } else { above };
            End { at, open: end.open || below != above }
        };
        Interval { low: self.low.map(|low| end(low, true)), high: self.high.map(|high| end(high, false)) }
    }

    /// Products of a number of each.
    ///
    /// # Errors
    /// `Overflow` when an end does not fit.
    pub fn times(self, other: Interval) -> Result<Interval, Overflow> {
        if let Some((a, b)) = self.as_closed_point().zip(other.as_closed_point()) {
            return Ok(Interval::point(a.times(b)?));
        }
        let mut ends = [Limit::Zero; 4];
        let sides = |side: Interval| [Limit::low(side.low), Limit::high(side.high)];
        for (index, (a, b)) in sides(self).iter().flat_map(|a| sides(other).map(|b| (*a, b))).enumerate() {
            ends[index] = a.times(b)?;
        }
        let low = ends.iter().copied().reduce(Limit::min).and_then(Limit::end);
        let high = ends.iter().copied().reduce(Limit::max).and_then(Limit::end);
        Ok(Interval { low, high })
    }

    /// The smaller of a number of each: a cap.
    #[must_use]
    pub fn at_most(self, cap: Interval) -> Interval {
        Interval {
            low: self.low.zip(cap.low).map(|(a, b)| lower(a, b)),
            high: match (self.high, cap.high) {
                (Some(a), Some(b)) => Some(if b.at < a.at || (b.at == a.at && b.open) { b } else { a }),
                (a, b) => a.or(b),
            },
        }
    }

    /// The larger of a number of each: a floor.
    #[must_use]
    pub fn at_least(self, floor: Interval) -> Interval {
        Interval {
            low: match (self.low, floor.low) {
                (Some(a), Some(b)) => Some(if b.at > a.at || (b.at == a.at && b.open) { b } else { a }),
                (a, b) => a.or(b),
            },
            high: self.high.zip(floor.high).map(|(a, b)| higher(a, b)),
        }
    }

    /// Whether every, no, or some number of this one stands in the relation to every number of `other`.
    #[must_use]
    pub fn compare(&self, ordering: Ordering, other: &Interval) -> Truth {
        match ordering {
            Ordering::AtLeast => not_below(self, other),
            Ordering::Below => not_below(self, other).negate(),
            Ordering::AtMost => not_below(other, self),
            Ordering::Above => not_below(other, self).negate(),
            Ordering::Equal => not_below(self, other).and(not_below(other, self)),
        }
    }

    /// Rounds each end half up to the fen.
    ///
    /// # Errors
    /// `Overflow` when an end does not fit.
    pub fn to_fen(self) -> Result<Interval, Overflow> {
        let round = |end: Option<End>| end.map(|end| end.at.to_fen().map(End::closed)).transpose();
        Ok(Interval { low: round(self.low)?, high: round(self.high)? })
    }
}

/// Whether a ≥ b for all, none or some numbers of the two.
fn not_below(a: &Interval, b: &Interval) -> Truth {
    if a.low.zip(b.high).is_some_and(|(low, high)| low.at >= high.at) {
        return Truth::True;
    }
    let surely_below = |(high, low): (End, End)| high.at < low.at || (high.at == low.at && (high.open || low.open));
    if a.high.zip(b.low).is_some_and(surely_below) { Truth::False } else { Truth::Unknown }
}

/// The end that reaches further down.
fn lower(a: End, b: End) -> End {
    if a.at < b.at || (a.at == b.at && !a.open) { a } else { b }
}

/// The end that reaches further up.
fn higher(a: End, b: End) -> End {
    if a.at > b.at || (a.at == b.at && !a.open) { a } else { b }
}

fn add(a: Option<End>, b: Option<End>) -> Result<Option<End>, Overflow> {
    a.zip(b).map(|(a, b)| Ok(End { at: a.at.plus(b.at)?, open: a.open || b.open })).transpose()
}

/// An end of a product, where infinity has a sign and zero wins over it.
#[derive(Clone, Copy)]
enum Limit {
    Minus,
    Zero,
    At(End),
    Plus,
}

impl Limit {
    fn low(end: Option<End>) -> Limit {
        end.map_or(Limit::Minus, Limit::At)
    }

    fn high(end: Option<End>) -> Limit {
        end.map_or(Limit::Plus, Limit::At)
    }

    fn end(self) -> Option<End> {
        match self {
            Limit::At(end) => Some(end),
            Limit::Zero => Some(End::closed(Number::ZERO)),
            Limit::Minus | Limit::Plus => None,
        }
    }

    /// -1, 0 or 1.
    fn sign(self) -> i8 {
        match self {
            Limit::Minus => -1,
            Limit::Plus => 1,
            Limit::Zero => 0,
            Limit::At(end) if end.at.is_zero() => 0,
            Limit::At(end) => {
                if end.at.is_negative() {
                    -1
                } else {
                    1
                }
            }
        }
    }

    fn times(self, other: Limit) -> Result<Limit, Overflow> {
        let sign = self.sign() * other.sign();
        match (self, other) {
            (Limit::At(a), Limit::At(b)) => {
                // A closed zero times anything is attained; an open zero is not.
                let attained = (!a.open && a.at.is_zero()) || (!b.open && b.at.is_zero());
                Ok(Limit::At(End { at: a.at.times(b.at)?, open: !attained && (a.open || b.open) }))
            }
            _ if sign == 0 => Ok(Limit::Zero),
            _ => Ok(if sign > 0 { Limit::Plus } else { Limit::Minus }),
        }
    }

    fn min(self, other: Limit) -> Limit {
        match (self, other) {
            (Limit::Minus, _) | (_, Limit::Minus) => Limit::Minus,
            (Limit::Plus, limit) | (limit, Limit::Plus) => limit,
            (a, b) => a.end().zip(b.end()).map_or(Limit::Minus, |(a, b)| Limit::At(lower(a, b))),
        }
    }

    fn max(self, other: Limit) -> Limit {
        match (self, other) {
            (Limit::Plus, _) | (_, Limit::Plus) => Limit::Plus,
            (Limit::Minus, limit) | (limit, Limit::Minus) => limit,
            (a, b) => a.end().zip(b.end()).map_or(Limit::Plus, |(a, b)| Limit::At(higher(a, b))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(value: i64) -> Number {
        Number::whole(value)
    }

    fn above(value: i64) -> Interval {
        Interval { low: Some(End { at: n(value), open: true }), high: None }
    }

    #[test]
    fn an_open_end_decides_a_strict_comparison() {
        let five = Interval::point(n(5));
        assert_eq!(above(5).compare(Ordering::Above, &five), Truth::True);
        assert_eq!(above(5).compare(Ordering::AtMost, &five), Truth::False);
        assert_eq!(Interval::closed(n(5), n(9)).compare(Ordering::Above, &five), Truth::Unknown);
        assert_eq!(Interval::closed(n(5), n(9)).compare(Ordering::AtLeast, &five), Truth::True);
    }

    #[test]
    fn products_take_the_ends_of_all_four() {
        let product = Interval::closed(n(-2), n(3)).times(Interval::closed(n(-5), n(4)));
        assert_eq!(product, Ok(Interval::closed(n(-15), n(12))));
        assert_eq!(Interval::ZERO.times(Interval::FROM_ZERO), Ok(Interval::ZERO));
        assert_eq!(Interval::ALL.times(Interval::point(n(2))), Ok(Interval::ALL));
    }

    #[test]
    fn a_cap_closes_an_open_top() {
        let capped = Interval::FROM_ZERO.at_most(Interval::point(n(7)));
        assert_eq!(capped, Interval::closed(n(0), n(7)));
        assert_eq!(above(2).at_least(Interval::point(n(3))), Interval { low: Some(End::closed(n(3))), high: None });
    }
}
