//! What is read and told is a decimal, what is computed a fraction: the one is exactly the other, or there is none.

use proptest::prelude::*;
use rust_decimal::Decimal;
use zjtx::number::{Number, Overflow};
use zjtx::report::Yuan;

/// The largest decimal in units of its last place.
const MOST: i128 = (1 << 96) - 1;

/// Numbers of any size: whole ones of two factors, divided.
fn numbers() -> impl Strategy<Value = Number> {
    let divisors = prop_oneof![1..1000_i64, (0..18_u32).prop_map(|power| 10_i64.pow(power)), 1..i64::MAX];
    (any::<i64>(), any::<i64>(), divisors).prop_filter_map("an overflow", |(one, other, divisor)| {
        let product = Number::whole(one).times(Number::whole(other)).ok()?;
        product.over(Number::whole(divisor)).ok()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn a_decimal_is_read_computed_and_told_without_a_change(mantissa in -MOST..=MOST, scale in 0..=28_u32) {
        let decimal = Decimal::from_i128_with_scale(mantissa, scale);
        let number = Number::from(decimal);
        prop_assert_eq!(Decimal::try_from(number), Ok(decimal));
        prop_assert_eq!(number.fitting(), Ok(number));
        prop_assert_eq!(number.to_string(), decimal.normalize().to_string());
        let digits = decimal.to_string();
        let is_short = digits.bytes().filter(u8::is_ascii_digit).count() <= 28;
        prop_assert_eq!(Number::read(&digits), is_short.then_some(number));
    }

    /// A number that no decimal is has more places than 28, or more digits than fit.
    #[test]
    fn a_number_is_exactly_its_decimal_or_has_none(number in numbers()) {
        let whole = (0..28).try_fold(number, |scaled, _| {
            if scaled.is_multiple_of(Number::ONE) { Ok(scaled) } else { scaled.times(Number::whole(10)) }
        });
        let is_held = whole.is_ok_and(|whole| {
            let most = Number::from(Decimal::MAX);
            whole.is_multiple_of(Number::ONE) && whole <= most && Number::ZERO.minus(whole).unwrap() <= most
        });
        match Decimal::try_from(number) {
            Ok(decimal) => prop_assert!(is_held && Number::from(decimal) == number, "{} is not {}", decimal, number),
            Err(Overflow) => prop_assert!(!is_held, "{} is a decimal", number),
        }
    }

    /// Money is told in whole fen, or not at all; its digits are those of the number.
    #[test]
    fn money_is_told_to_the_fen_or_is_too_large(number in numbers()) {
        if let Ok(fen) = number.to_fen() {
            let told = Yuan::try_from(fen).unwrap().to_string();
            prop_assert_eq!(Number::from(told.parse::<Decimal>().unwrap()), fen);
            prop_assert!(told.split_once('.').is_none_or(|(_, places)| places.len() == 2), "{}", told);
        }
        if Decimal::try_from(number).is_ok_and(|decimal| decimal.scale() <= 2) {
            prop_assert_eq!(number.to_fen(), Ok(number));
        }
    }
}
