//! Exact fractions, the oracle's own.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Sub};

/// A fraction in lowest terms with a positive denominator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Fraction {
    top: i128,
    bottom: i128,
}

impl Fraction {
    pub(crate) const ZERO: Fraction = Fraction { top: 0, bottom: 1 };

    pub(crate) fn new(top: i128, bottom: i128) -> Fraction {
        if bottom == 1 {
            return Fraction::whole(top);
        }
        let (mut a, mut b) = (top.abs(), bottom.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let divisor = a.max(1) * bottom.signum();
        Fraction { top: top / divisor, bottom: bottom / divisor }
    }

    /// The least denominator of this and of all that these parts are: those of shares are large.
    pub(crate) fn common(self, parts: i128) -> i128 {
        parts * Fraction::new(self.bottom, parts).top
    }

    pub(crate) fn whole(value: i128) -> Fraction {
        Fraction { top: value, bottom: 1 }
    }

    pub(crate) fn fen(fen: i128) -> Fraction {
        Fraction::new(fen, 100)
    }

    pub(crate) fn per_mille(value: i128) -> Fraction {
        Fraction::new(value, 1000)
    }

    /// A quotient; the divisor is not zero.
    pub(crate) fn over(self, divisor: Fraction) -> Fraction {
        self * Fraction::new(divisor.bottom, divisor.top)
    }

    pub(crate) fn power(self, exponent: i64) -> Fraction {
        (0..exponent).fold(Fraction::whole(1), |product, _| product * self)
    }

    /// Reads plain decimals, as a report has them.
    pub(crate) fn parse(text: &str) -> Fraction {
        let (whole, places) = text.split_once('.').unwrap_or((text, ""));
        let scale = 10_i128.pow(u32::try_from(places.len()).unwrap());
        Fraction::new(format!("{whole}{places}").parse().unwrap(), scale)
    }

    /// Rounds half up to the fen.
    pub(crate) fn to_fen(self) -> Fraction {
        Fraction::fen((self * Fraction::whole(200) + Fraction::whole(1)).over_two_floored())
    }

    /// Half of this, rounded down.
    fn over_two_floored(self) -> i128 {
        self.top.div_euclid(self.bottom * 2)
    }

    /// The largest whole multiple of one `parts`-th that is not above.
    pub(crate) fn floor_of(self, parts: i128) -> i128 {
        (self.top * parts).div_euclid(self.bottom)
    }
}

impl Add for Fraction {
    type Output = Fraction;
    fn add(self, other: Fraction) -> Fraction {
        if self.bottom == other.bottom {
            return Fraction::new(self.top + other.top, self.bottom);
        }
        let bottom = self.common(other.bottom);
        Fraction::new(self.top * (bottom / self.bottom) + other.top * (bottom / other.bottom), bottom)
    }
}

impl Sub for Fraction {
    type Output = Fraction;
    fn sub(self, other: Fraction) -> Fraction {
        self + Fraction { top: -other.top, ..other }
    }
}

impl Mul for Fraction {
    type Output = Fraction;
    fn mul(self, other: Fraction) -> Fraction {
        Fraction::new(self.top * other.top, self.bottom * other.bottom)
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Fraction) -> Ordering {
        if self.bottom == other.bottom {
            return self.top.cmp(&other.top);
        }
        (self.top * other.bottom).cmp(&(other.top * self.bottom))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Fraction {
    /// Decimals; all numbers that are written have at most six places.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let millionths = self.floor_of(1_000_000);
        let sign = if millionths < 0 { "-" } else { "" };
        let (whole, rest) = (millionths.abs() / 1_000_000, millionths.abs() % 1_000_000);
        let decimals = format!("{rest:06}");
        match decimals.trim_end_matches('0') {
            "" => write!(out, "{sign}{whole}"),
            places => write!(out, "{sign}{whole}.{places}"),
        }
    }
}
