//! Figures as people write them: `4000万`, `1.2亿`, `50万元`, `1,234,567.89`, `3.5%`, `36 months`.

mod figure;
mod printed;
mod token;

use crate::number::Number;

pub use figure::{Figure, figure};
pub use printed::{MONTH, THINGS, is_remitted, printed, printed_count, printed_length, printed_ratio};

/// What the figures of firms are made of, as a regular expression for schemas; which of them are right is seen when they
/// are read.
pub const FIGURE: &str = "^[\\s0-9０-９.．,，+＋−－Ee%％¥￥元圆角分整正零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億人名个家项件位年民币RMBCNYrmbcny~～–—到至-]*$";
/// How money with its unit looks.
pub const MONEY_WITH_UNIT: &str = r"^-?[0-9][0-9,]*(\.[0-9]+)?\s*(元|万元|亿元)\s*$";

/// Why a text is not the figure that was asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LiteralError {
    /// The digits can't be read exactly.
    Digits,
    /// The unit belongs to something else, or is missing where it is required.
    Unit,
    /// Money finer than a fen.
    BelowFen,
    /// A figure of about so much.
    About,
}

/// Whether money must name its unit. In rule files it must, so that `20` can't be 20 yuan by accident.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MoneyUnit {
    /// `50万元`; a bare number is refused.
    Required,
    /// `50万`, `500000` too.
    Optional,
}

/// Reads money, in yuan.
///
/// # Errors
/// Says whether the digits or the unit are at fault.
pub fn money(text: &str, unit: MoneyUnit) -> Result<Number, LiteralError> {
    let (digits, name) = split(text);
    let factor = match (name, unit) {
        ("", MoneyUnit::Optional) | ("元", _) => 1,
        ("万", MoneyUnit::Optional) | ("万元", _) => 10_000,
        ("亿", MoneyUnit::Optional) | ("亿元", _) => 100_000_000,
        _ => return Err(LiteralError::Unit),
    };
    let yuan = grouped(digits)?.times(Number::whole(factor)).and_then(Number::fitting);
    let yuan = yuan.map_err(|_| LiteralError::Digits)?;
    if yuan.is_multiple_of(Number::FEN) { Ok(yuan) } else { Err(LiteralError::BelowFen) }
}

/// Reads a ratio: `3.5%`, and where `plain` is allowed `0.035` too.
///
/// # Errors
/// Says whether the digits or the unit are at fault.
pub fn ratio(text: &str, plain: bool) -> Result<Number, LiteralError> {
    match split(text) {
        (digits, "%" | "％") => {
            let percent = Number::read(digits).ok_or(LiteralError::Digits)?;
            percent.over(Number::whole(100)).map_err(|_| LiteralError::Digits)
        }
        (digits, "") if plain => Number::read(digits).ok_or(LiteralError::Digits),
        _ => Err(LiteralError::Unit),
    }
}

/// Reads a bare number with or without groups of three digits.
///
/// # Errors
/// Says whether the digits or the unit are at fault.
pub fn number(text: &str) -> Result<Number, LiteralError> {
    match split(text) {
        (digits, "") => grouped(digits),
        _ => Err(LiteralError::Unit),
    }
}

/// Reads a fraction of whole numbers, `241/1201`: the figures whose decimals never end.
#[must_use]
pub fn fraction(text: &str) -> Option<Number> {
    let (over, under) = text.split_once('/')?;
    let whole = |digits: &str| digits.trim().parse().ok().map(Number::whole);
    whole(over)?.over(whole(under).filter(|under| !under.is_zero())?).ok()
}

/// Reads a length of time as a rule file writes it, `36 months`: how many, and of which unit.
#[must_use]
pub fn length(text: &str) -> Option<(i64, &'static str)> {
    let (digits, name) = split(text);
    let count: i64 = digits.parse().ok().filter(|count| *count > 0)?;
    let singular = if count == 1 { name } else { name.strip_suffix('s')? };
    ["workday", "day", "month", "year"].into_iter().find(|unit| *unit == singular).map(|unit| (count, unit))
}

/// Splits `1.2亿` into its digits and its unit.
fn split(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '-')).unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    (digits, unit.trim())
}

/// Reads digits that may stand in groups of three.
fn grouped(digits: &str) -> Result<Number, LiteralError> {
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut groups = whole.strip_prefix('-').unwrap_or(whole).split(',');
    let first = groups.next().unwrap_or_default();
    let well_grouped =
        groups.clone().all(|group| group.len() == 3) && (groups.count() == 0 || (1..=3).contains(&first.len()));
    if !well_grouped || fraction.is_some_and(|fraction| fraction.contains(',')) {
        return Err(LiteralError::Digits);
    }
    Number::read(&digits.replace(',', "")).ok_or(LiteralError::Digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(text: &str) -> Result<String, LiteralError> {
        money(text, MoneyUnit::Optional).map(|number| number.to_string())
    }

    #[test]
    fn money_reads_as_written() {
        for (text, value) in [
            ("4000万", "40000000"),
            ("1.2亿", "120000000"),
            ("50万元", "500000"),
            ("1,234,567.89", "1234567.89"),
            ("4999999.99", "4999999.99"),
            ("0元", "0"),
            ("1,200 万元", "12000000"),
        ] {
            assert_eq!(yuan(text), Ok(value.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_money_is_refused() {
        for text in ["1,23", "12,34,567", "", "万", "1.2.3万", "1.234,5", "1-2万", "1e7", ",123"] {
            assert!(yuan(text).is_err(), "{text}");
        }
        for text in ["3.5%", "50万人", "5 万 元", "50w", "百万"] {
            assert!(yuan(text).is_err(), "{text}");
        }
        assert_eq!(yuan("0.001元"), Err(LiteralError::BelowFen));
        assert_eq!(money("20", MoneyUnit::Required), Err(LiteralError::Unit));
    }

    #[test]
    fn lengths_read_as_written_and_as_printed() {
        assert_eq!(length("36 months"), Some((36, "month")));
        assert_eq!(length("1 year"), Some((1, "year")));
        assert_eq!(printed_length("2个工作日"), Some((2, "workday")));
        assert_eq!(printed_length("3年"), Some((3, "year")));
        for text in ["36", "months", "0 days", "-3 days", "1.5 years", "3 weeks", "36 month", "1 years", "3年"] {
            assert_eq!(length(text), None, "{text}");
        }
        assert_eq!(printed_length("36月"), None);
    }

    #[test]
    fn ratios_read_with_and_without_a_percent_sign() {
        assert_eq!(ratio("3.5%", true), ratio("0.035", true));
        assert_eq!(ratio("0.035", false), Err(LiteralError::Unit));
        assert_eq!(ratio("3,5%", true), Err(LiteralError::Digits));
    }
}
