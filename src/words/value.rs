//! Figures and values in words.

use crate::calendar::Day;
use crate::codes::CodeTree;
use crate::dictionary::{Fact, Kind};
use crate::interval::Interval;
use crate::number::Number;
use crate::profile::Value;
use crate::rulebook::Rulebook;

/// Shorter numbers stand without commas, as documents print them: 4000万元.
const LEAST_GROUPED: usize = 5;

/// Decimal places that a figure in 万 or 亿 may have before plain yuan read better.
const MOST_PLACES: usize = 4;

/// Money: `50万元`, `1.32亿元`, `4,999,999.99元`. Exact whatever the unit.
#[must_use]
pub fn money(yuan: Number) -> String {
    for (size, unit) in [(100_000_000, "亿元"), (10_000, "万元")] {
        let scaled = yuan.over(Number::whole(size)).ok();
        let is_large = !(Number::whole(-size) < yuan && yuan < Number::whole(size));
        let digits = scaled.filter(|_| is_large).and_then(Number::to_decimal);
        let short = |digits: &String| digits.split_once('.').is_none_or(|(_, places)| places.len() <= MOST_PLACES);
        if let Some(digits) = digits.filter(short) {
            return format!("{}{unit}", grouped(&digits));
        }
    }
    format!("{}元", grouped(&number(yuan)))
}

/// An amount between two ends.
#[must_use]
pub fn money_range(low: Number, high: Option<Number>) -> String {
    match high {
        Some(high) if high == low => money(low),
        Some(high) if low.is_zero() => format!("0～{}", money(high)),
        Some(high) => format!("{}～{}", money(low), money(high)),
        None if low.is_zero() => "未定".to_owned(),
        None => format!("{}起", money(low)),
    }
}

/// An amount as an interval.
#[must_use]
pub fn interval(interval: &Interval) -> String {
    money_range(interval.low.map_or(Number::ZERO, |end| end.at), interval.high.map(|end| end.at))
}

/// A ratio in per cent.
#[must_use]
pub fn ratio(ratio: Number) -> String {
    ratio.times(Number::whole(100)).map_or_else(|_| ratio.to_string(), |percent| format!("{}%", number(percent)))
}

/// A number by itself; one whose digits never end is rounded to six places, and says so.
#[must_use]
pub fn number(number: Number) -> String {
    number.to_decimal().unwrap_or_else(|| {
        let million = Number::whole(1_000_000);
        let rounded = number.times(million).and_then(|scaled| scaled.floor().over(million));
        rounded.map_or_else(|_| number.to_string(), |rounded| format!("约{rounded}"))
    })
}

/// A number of things.
#[must_use]
pub fn count(value: Number) -> String {
    grouped(&number(value))
}

/// A figure as a document prints it.
#[must_use]
pub fn figure(value: Number, kind: &str) -> String {
    if kind == Kind::Ratio.word() { ratio(value) } else { money(value) }
}

/// The number of a kind, in words.
#[must_use]
pub fn of_kind(kind: Kind, value: Number) -> String {
    match kind {
        Kind::Money => money(value),
        Kind::Ratio => ratio(value),
        Kind::Date => Day::from_number(value).map_or_else(|| number(value), |day| day.to_string()),
        _ => count(value),
    }
}

/// A fact's value in words.
#[must_use]
pub fn value(book: &Rulebook, fact: &Fact, value: &Value) -> String {
    match value {
        Value::Number(number) => of_kind(fact.kind, *number),
        Value::Flag(flag) => if *flag { "是" } else { "否" }.to_owned(),
        Value::Choices(choices) => {
            let labels =
                choices.indices().filter_map(|index| fact.choices.get(index)).map(|choice| choice.label.as_str());
            labels.collect::<Vec<_>>().join("、")
        }
        Value::Code(code) => {
            let tree: &CodeTree = if fact.kind == Kind::Place { &book.places } else { &book.industries };
            tree.full_name(*code)
        }
        Value::Text(text) => text.clone(),
    }
}

/// Puts commas between groups of three digits.
fn grouped(digits: &str) -> String {
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let start = whole.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    if whole.len() - start < LEAST_GROUPED {
        return digits.to_owned();
    }
    let mut out = String::new();
    for (index, digit) in whole.char_indices() {
        if index > start && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    fraction.map_or_else(|| out.clone(), |fraction| format!("{out}.{fraction}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(text: &str) -> String {
        money(Number::from_decimal(text).unwrap())
    }

    #[test]
    fn money_keeps_every_digit() {
        assert_eq!(yuan("500000"), "50万元");
        assert_eq!(yuan("132000000"), "1.32亿元");
        assert_eq!(yuan("32000000"), "3200万元");
        assert_eq!(yuan("4999999"), "499.9999万元");
        assert_eq!(yuan("4999999.99"), "4,999,999.99元");
        assert_eq!(yuan("9999"), "9999元");
        assert_eq!(yuan("0"), "0元");
    }

    #[test]
    fn a_range_with_equal_ends_is_one_figure() {
        let fifty = Number::whole(500_000);
        assert_eq!(money_range(fifty, Some(fifty)), "50万元");
        assert_eq!(money_range(Number::ZERO, Some(fifty)), "0～50万元");
        assert_eq!(money_range(fifty, None), "50万元起");
    }
}
