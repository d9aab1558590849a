//! Exact numbers: money in yuan, ratios, counts, points, days.
//!
//! A number is a fraction of two 128-bit integers, so that a rate times an amount, a mean of three years
//! and a ratio are all exact. What is read and what is told is a `Decimal` of 28 digits, which would round a longer
//! product without saying so: from and to it is converted here, exactly or not at all.

use std::cmp::Ordering;
use std::fmt;
use std::iter::successors;

use num_bigint::BigUint;
use num_integer::gcd;
use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};
use rust_decimal::Decimal;

/// An exact rational number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Number(Ratio<i128>);

/// The result of an operation does not fit into 128 bits, or what is to be told into a decimal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Overflow;

/// Decimals of a root that is no fraction.
const ROOT_DECIMALS: u32 = 18;

/// Digits that are read at most: so many fit into a decimal whatever they are.
const MAX_DIGITS: usize = 28;

impl Number {
    /// Zero.
    pub const ZERO: Number = Number(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Number = Number(Ratio::new_raw(1, 1));
    /// One fen, the smallest unit of money, in yuan.
    pub const FEN: Number = Number(Ratio::new_raw(1, 100));

    /// The distance of the two numbers between which a root lies that is no fraction.
    pub const ROOT_STEP: Number = Number(Ratio::new_raw(1, 10_i128.pow(ROOT_DECIMALS)));

    /// Returns a whole number.
    #[must_use]
    pub const fn whole(value: i64) -> Number {
        Number(Ratio::new_raw(value as i128, 1))
    }

    /// Reads plain decimal digits such as `1234.56` or `-3`, exactly; `None` for anything else and for more than 28 digits.
    #[must_use]
    pub fn read(text: &str) -> Option<Number> {
        let parts = text.strip_prefix('-').unwrap_or(text).split('.');
        let is_plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let is_read = parts.clone().all(is_plain) && parts.map(str::len).sum::<usize>() <= MAX_DIGITS;
        is_read.then(|| Decimal::from_str_exact(text).ok().map(Number::from)).flatten()
    }

    /// Adds exactly.
    ///
    /// # Errors
    /// `Overflow` when the sum does not fit.
    pub fn plus(self, other: Number) -> Result<Number, Overflow> {
        // Fractions of one denominator, as whole yuan and whole days are, need no common one.
        if self.0.denom() == other.0.denom() {
            let sum = self.0.numer().checked_add(other.0.numer()).ok_or(Overflow)?;
            return Ok(Number::reduced(sum, *self.0.denom()));
        }
        self.0.checked_add(&other.0).map(Number).ok_or(Overflow)
    }

    /// Subtracts exactly.
    ///
    /// # Errors
    /// `Overflow` when the difference does not fit.
    pub fn minus(self, other: Number) -> Result<Number, Overflow> {
        if self.0.denom() == other.0.denom() {
            let difference = self.0.numer().checked_sub(other.0.numer()).ok_or(Overflow)?;
            return Ok(Number::reduced(difference, *self.0.denom()));
        }
        self.0.checked_sub(&other.0).map(Number).ok_or(Overflow)
    }

    /// Multiplies exactly.
    ///
    /// # Errors
    /// `Overflow` when the product does not fit.
    pub fn times(self, other: Number) -> Result<Number, Overflow> {
        let small = |number: Number| i64::try_from(*number.0.numer()).ok().zip(i64::try_from(*number.0.denom()).ok());
        // The products of 64 bits fit into 128.
        if let Some(((a, b), (c, d))) = small(self).zip(small(other)) {
            return Ok(Number::reduced(i128::from(a) * i128::from(c), i128::from(b) * i128::from(d)));
        }
        self.0.checked_mul(&other.0).map(Number).ok_or(Overflow)
    }

    /// Divides exactly.
    ///
    /// # Errors
    /// `Overflow` when the quotient does not fit or the divisor is zero.
    pub fn over(self, other: Number) -> Result<Number, Overflow> {
        if other.is_zero() {
            return Err(Overflow);
        }
        self.0.checked_div(&other.0).map(Number).ok_or(Overflow)
    }

    /// The number itself, if a decimal holds it.
    ///
    /// # Errors
    /// `Overflow` when it is too large, or its digits never end.
    pub fn fitting(self) -> Result<Number, Overflow> {
        Decimal::try_from(self).map(|_| self)
    }

    /// Rounds half up (towards positive infinity) to whole fen.
    ///
    /// # Errors
    /// `Overflow` when the number is too large to be told.
    pub fn to_fen(self) -> Result<Number, Overflow> {
        let (numerator, denominator) = (*self.0.numer(), *self.0.denom());
        let twice = numerator.checked_mul(200).and_then(|twice| twice.checked_add(denominator)).ok_or(Overflow)?;
        let fen = twice.div_euclid(denominator.checked_mul(2).ok_or(Overflow)?);
        Number::reduced(fen, 100).fitting()
    }

    /// The fraction in its lowest terms; the denominator is above zero. Most fit into 64 bits, where that is far quicker.
    fn reduced(numerator: i128, denominator: i128) -> Number {
        if denominator == 1 {
            return Number(Ratio::new_raw(numerator, 1));
        }
        let small = u64::try_from(numerator.unsigned_abs()).ok().zip(u64::try_from(denominator).ok());
        let Some((a, b)) = small else { return Number(Ratio::new(numerator, denominator)) };
        let divisor = gcd(a, b);
        let (magnitude, denominator) = (i128::from(a / divisor), i128::from(b / divisor));
        Number(Ratio::new_raw(if numerator < 0 { -magnitude } else { magnitude }, denominator))
    }

    /// Whether the number is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether the number is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self < Number::ZERO
    }

    /// Whether the number is a multiple of `unit`.
    #[must_use]
    pub fn is_multiple_of(self, unit: Number) -> bool {
        self.over(unit).is_ok_and(|quotient| quotient.0.is_integer())
    }

    /// The number as an integer, if it is one and fits.
    #[must_use]
    pub fn to_whole(self) -> Option<i64> {
        self.0.is_integer().then(|| i64::try_from(self.0.to_integer()).ok()).flatten()
    }

    /// So many units of `10^-decimals`.
    #[must_use]
    pub fn of_units(units: i64, decimals: u32) -> Number {
        Number::reduced(i128::from(units), 10_i128.pow(decimals))
    }

    /// The number in units of `10^-decimals`, if it is a whole number of them and fits.
    #[must_use]
    pub fn to_units(self, decimals: u32) -> Option<i64> {
        let scaled = self.0.numer().checked_mul(&10_i128.checked_pow(decimals)?)?;
        let denominator = *self.0.denom();
        let units =
            if denominator == 1 { scaled } else { (scaled % denominator == 0).then(|| scaled / denominator)? };
        i64::try_from(units).ok()
    }

    /// The largest whole number not above this one.
    #[must_use]
    pub fn floor(self) -> Number {
        Number(self.0.floor())
    }

    /// The root: twice the same number if it is a fraction, else the two numbers of 18 decimals next to it. Of a
    /// negative number, zero.
    #[must_use]
    pub fn root(self, degree: u32) -> (Number, Number) {
        let part = |part: i128| BigUint::from(part.max(0).unsigned_abs());
        let (numerator, denominator) = (part(*self.0.numer()), part(*self.0.denom()));
        let whole = |root: &BigUint| i128::try_from(root).ok();
        let roots = (numerator.nth_root(degree), denominator.nth_root(degree));
        if roots.0.pow(degree) == numerator && roots.1.pow(degree) == denominator {
            let root = whole(&roots.0).zip(whole(&roots.1)).map(|(a, b)| Number(Ratio::new(a, b)));
            return root.map_or((self, self), |root| (root, root));
        }
        let scale = BigUint::from(10_u32).pow(ROOT_DECIMALS);
        let scaled = (numerator * scale.pow(degree) / denominator).nth_root(degree);
        // The root of what fits into 128 bits is far smaller; scaled by 18 decimals it fits, too.
        let steps = whole(&scaled).unwrap_or(i128::MAX - 1);
        let denominator = whole(&scale).unwrap_or(1);
        (Number(Ratio::new(steps, denominator)), Number(Ratio::new(steps + 1, denominator)))
    }
}

impl From<Decimal> for Number {
    fn from(decimal: Decimal) -> Number {
        Number::reduced(decimal.mantissa(), 10_i128.pow(decimal.scale()))
    }
}

impl TryFrom<Number> for Decimal {
    type Error = Overflow;

    /// With the fewest places; of `1/3`, and of what has more digits than a decimal, there is none.
    fn try_from(number: Number) -> Result<Decimal, Overflow> {
        let (numerator, denominator) = (*number.0.numer(), *number.0.denom());
        let mut powers = (0..=Decimal::MAX_SCALE).zip(successors(Some(1_i128), |power| power.checked_mul(&10)));
        let (scale, power) = powers.find(|(_, power)| power % denominator == 0).ok_or(Overflow)?;
        let mantissa = numerator.checked_mul(power / denominator).ok_or(Overflow)?;
        Decimal::try_from_i128_with_scale(mantissa, scale).map_err(|_| Overflow)
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        let ((a, b), (c, d)) = ((self.0.numer(), self.0.denom()), (other.0.numer(), other.0.denom()));
        if b == d {
            return a.cmp(c);
        }
        match a.checked_mul(d).zip(c.checked_mul(b)) {
            Some((left, right)) => left.cmp(&right),
            None => self.0.cmp(&other.0),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Number {
    /// The decimal digits, or the fraction itself where they never end.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Ok(decimal) = Decimal::try_from(*self) {
            return decimal.fmt(out);
        }
        // What has too many digits for one decimal is a whole number with its sign, and places that are one.
        let (numerator, denominator) = (*self.0.numer(), *self.0.denom());
        match Decimal::try_from(Number::reduced(numerator % denominator, denominator)) {
            Ok(places) => {
                let places = places.to_string();
                write!(out, "{}{}", numerator / denominator, places.trim_start_matches(['-', '0']))
            }
            Err(Overflow) => self.0.fmt(out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Number {
        Number::read(text).unwrap()
    }

    #[test]
    fn products_that_a_28_digit_decimal_would_round_are_exact() {
        let product = n("12345678901234.56").times(n("0.123456789012345678")).unwrap();
        assert_eq!(product.to_string(), "1524157875323.88268983387568023168");
    }

    #[test]
    fn half_a_fen_rounds_up_and_less_rounds_down() {
        assert_eq!(n("0.005").to_fen(), Ok(n("0.01")));
        assert_eq!(n("0.0049999").to_fen(), Ok(Number::ZERO));
        assert_eq!(n("54321.105").to_fen(), Ok(n("54321.11")));
    }

    #[test]
    fn a_third_is_kept_and_three_of_them_are_one() {
        let third = Number::ONE.over(n("3")).unwrap();
        assert_eq!(Decimal::try_from(third), Err(Overflow));
        assert_eq!(third.plus(third).unwrap().plus(third), Ok(Number::ONE));
    }

    #[test]
    fn a_root_is_exact_or_lies_between_its_neighbours() {
        assert_eq!(n("1.1025").root(2), (n("1.05"), n("1.05")));
        let (below, above) = n("2").root(2);
        assert_eq!(below.to_string(), "1.414213562373095048");
        assert_eq!(above.minus(below), Ok(n("0.000000000000000001")));
        assert_eq!(n("-4").root(2), (Number::ZERO, Number::ZERO));
    }

    #[test]
    fn what_does_not_fit_is_said() {
        let huge = n("9999999999999999999999999999");
        assert_eq!(huge.times(huge), Err(Overflow));
        assert_eq!(Number::read("99999999999999999999999999999"), None);
    }

    #[test]
    fn only_plain_decimals_are_read() {
        for text in ["", ".", "1.", ".5", "1e7", "+1", "0x1", "1_000", "--1", "inf"] {
            assert_eq!(Number::read(text), None, "{text}");
        }
        assert_eq!(n("-12.50").to_string(), "-12.5");
    }
}
