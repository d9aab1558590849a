//! Figures and values in words.

use rust_decimal::Decimal;

use crate::calendar::Day;
use crate::dictionary::{Fact, Kind};
use crate::interval::{End, Interval};
use crate::number::{Number, Overflow};
use crate::profile::Value;
use crate::rulebook::Rulebook;

use super::quantity::time;
use super::{Lang, choice_label, say};

/// Shorter numbers stand without commas in Chinese, as documents print them: 4000万元.
const LEAST_GROUPED: usize = 5;

/// Decimal places that are printed as they are: more than any figure of a firm or a document has.
const MOST_PRINTED: u32 = 12;

/// Decimal places that a figure in 万 or 亿 may have before plain yuan read better.
const MOST_PLACES: u32 = 4;

/// Between an industry and one that it holds.
const LEVEL: &str = " › ";

/// Before an amount of money in English.
pub const CURRENCY: &str = "CNY ";

/// Money: `50万元`, `1.32亿元`, `4,999,999.99元`; `CNY 500,000`. Exact whatever the unit.
#[must_use]
pub fn money(lang: Lang, yuan: Number) -> String {
    match lang {
        Lang::Zh => in_large_units(yuan),
        Lang::En => format!("{CURRENCY}{}", plain_yuan(yuan)),
    }
}

/// Units of money above 元, the largest first.
pub(super) const LARGE_UNITS: [(i64, &str); 2] = [(100_000_000, "亿元"), (10_000, "万元")];

/// The amount in a unit of so many yuan, where that has few decimal places.
pub(super) fn in_unit(yuan: Number, (size, unit): (i64, &str)) -> Option<String> {
    if size == 1 {
        return Some(format!("{}{unit}", with_fen(grouped(&number(Lang::Zh, yuan), LEAST_GROUPED))));
    }
    let digits = yuan.over(Number::whole(size)).and_then(Decimal::try_from).ok()?;
    (digits.scale() <= MOST_PLACES).then(|| format!("{}{unit}", grouped(&digits.to_string(), LEAST_GROUPED)))
}

fn in_large_units(yuan: Number) -> String {
    let is_large = |size: i64| !(Number::whole(-size) < yuan && yuan < Number::whole(size));
    let mut large = LARGE_UNITS.into_iter().filter(|(size, _)| is_large(*size));
    if let Some(text) = large.find_map(|unit| in_unit(yuan, unit)) {
        return text;
    }
    // Digits that never end are cut in 万元 as well: nobody reads them in yuan.
    let is_large = yuan >= Number::whole(10_000);
    match yuan.over(Number::whole(10_000)).ok().filter(|_| is_large && Decimal::try_from(yuan).is_err()) {
        Some(scaled) => format!("{}万元", grouped(&number(Lang::Zh, scaled), LEAST_GROUPED)),
        None => in_unit(yuan, (1, "元")).unwrap_or_default(),
    }
}

/// Yuan as English prints them.
fn plain_yuan(yuan: Number) -> String {
    with_fen(grouped(&number(Lang::En, yuan), 0))
}

/// Yuan with two decimal places, or none.
fn with_fen(digits: String) -> String {
    match digits.split_once('.') {
        Some((whole, places)) => format!("{whole}.{places:0<2}"),
        None => digits,
    }
}

/// An amount between two ends.
#[must_use]
pub fn money_range(lang: Lang, low: Number, high: Option<Number>) -> String {
    match high {
        Some(high) if high == low => money(lang, low),
        Some(high) => range(lang, low, high),
        None if low.is_zero() => not_settled(lang).to_owned(),
        None => say!(lang, "{}起", "from {}", money(lang, low)),
    }
}

/// Two ends that differ.
fn range(lang: Lang, low: Number, high: Number) -> String {
    let (low, high) = match lang {
        Lang::Zh if low.is_zero() => ("0".to_owned(), money(lang, high)),
        Lang::Zh => {
            // Both ends in the unit of the upper one, where that writes the lower one shortly.
            let unit = LARGE_UNITS.into_iter().find(|(size, _)| high >= Number::whole(*size));
            let alike = unit.and_then(|unit| in_unit(low, unit).zip(in_unit(high, unit)));
            alike.unwrap_or_else(|| (money(lang, low), money(lang, high)))
        }
        Lang::En => (money(lang, low), plain_yuan(high)),
    };
    say!(lang, "{low}～{high}", "{low}–{high}")
}

/// An end that nothing bounds.
#[must_use]
pub(super) fn not_settled(lang: Lang) -> &'static str {
    lang.pick("未定", "open")
}

/// An amount as an interval.
#[must_use]
pub fn interval(lang: Lang, interval: &Interval) -> String {
    money_range(lang, interval.low.map_or(Number::ZERO, |end| end.at), interval.high.map(|end| end.at))
}

/// A ratio in per cent.
#[must_use]
pub fn ratio(lang: Lang, ratio: Number) -> String {
    ratio.times(Number::whole(100)).map_or_else(|_| ratio.to_string(), |percent| format!("{}%", number(lang, percent)))
}

/// A number by itself; one whose digits never end, or hardly, is cut to six places, and says so.
#[must_use]
pub fn number(lang: Lang, number: Number) -> String {
    if let Some(decimal) = Decimal::try_from(number).ok().filter(|decimal| decimal.scale() <= MOST_PRINTED) {
        return decimal.to_string();
    }
    let million = Number::whole(1_000_000);
    match number.times(million).and_then(|scaled| scaled.floor().over(million)) {
        Ok(rounded) if rounded.is_zero() => lang.pick("不到0.000001", "less than 0.000001").to_owned(),
        Ok(rounded) if rounded != number => say!(lang, "约{rounded}", "about {rounded}"),
        Ok(_) | Err(Overflow) => number.to_string(),
    }
}

/// A number of things.
#[must_use]
pub fn count(lang: Lang, value: Number) -> String {
    grouped(&number(lang, value), lang.pick(LEAST_GROUPED, 0))
}

/// A figure as a document prints it: of a kind of fact, or a length of time by its unit.
#[must_use]
pub fn figure(lang: Lang, value: Number, kind: &str) -> String {
    let of_a_fact = Kind::WORDS.iter().find(|(word, _)| *word == kind).map(|(_, kind)| of_kind(lang, *kind, value));
    let of_time = || value.to_whole().map(|count| time(lang, count, kind));
    of_a_fact.or_else(of_time).unwrap_or_else(|| number(lang, value))
}

/// The number of a kind, in words.
#[must_use]
pub fn of_kind(lang: Lang, kind: Kind, value: Number) -> String {
    match kind {
        Kind::Money => money(lang, value),
        Kind::Ratio => ratio(lang, value),
        Kind::Date => Day::from_number(value).map_or_else(|| number(lang, value), |day| day.to_string()),
        Kind::Count
        | Kind::Number
        | Kind::Flag
        | Kind::Choice
        | Kind::Text
        | Kind::Place
        | Kind::Industry
        | Kind::Support => count(lang, value),
    }
}

/// Yes or no.
#[must_use]
pub fn flag(lang: Lang, flag: bool) -> &'static str {
    if flag { lang.pick("是", "yes") } else { lang.pick("否", "no") }
}

/// A fact's value in words.
#[must_use]
pub fn value(lang: Lang, book: &Rulebook, fact: &Fact, value: &Value) -> String {
    match value {
        Value::Number(number) => of_kind(lang, fact.kind, *number),
        Value::Within(range) if fact.kind == Kind::Date => days(range),
        Value::Within(range) => between(lang, fact.kind, range),
        Value::Unread => lang.pick("没读懂", "not read").to_owned(),
        Value::Flag(flag) => self::flag(lang, *flag).to_owned(),
        Value::Choices(choices) => {
            let known = choices.indices().filter_map(|index| fact.choices.get(index));
            let labels = known.map(|choice| choice_label(lang, choice));
            lang.list(&labels.collect::<Vec<_>>())
        }
        Value::Code(code) if fact.kind == Kind::Place => super::place(lang, book, *code),
        Value::Code(code) => book.industries.levels(*code).join(LEVEL),
        Value::Text(text) => lang.list(&text.lines().collect::<Vec<_>>()),
    }
}

/// The month or year in which a day lies: `2025-03`, `2025`.
fn days(days: &Interval) -> String {
    let [first, last] = [days.low, days.high].map(|end| end.and_then(|end| Day::from_number(end.at)));
    let [first, last] = [first, last].map(|day| day.map(|day| day.to_string()).unwrap_or_default());
    let parts = first.split('-').zip(last.split('-')).take_while(|(first, last)| first == last);
    parts.map(|(part, _)| part).collect::<Vec<_>>().join("-")
}

/// A band of a kind.
fn between(lang: Lang, kind: Kind, band: &Interval) -> String {
    let end = |end: Option<End>| end.map_or(Number::ZERO, |end| end.at);
    let (low, high) = (end(band.low), end(band.high));
    if kind == Kind::Money {
        return money_range(lang, low, Some(high));
    }
    let [low, high] = [low, high].map(|end| of_kind(lang, kind, end));
    say!(lang, "{low}～{high}", "{low}–{high}")
}

/// Puts commas between groups of three digits.
fn grouped(digits: &str, least: usize) -> String {
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let start = whole.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    if whole.len() - start < least {
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
        money(Lang::Zh, Number::read(text).unwrap())
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
    fn yuan_have_two_places_or_none() {
        assert_eq!(yuan("333.3"), "333.30元");
        assert_eq!(yuan("0.05"), "0.05元");
        assert_eq!(yuan("9999.5"), "9999.50元");
    }

    #[test]
    fn a_range_is_in_one_unit() {
        let range = |low: &str, high: &str| {
            let [low, high] = [low, high].map(|end| Number::read(end).unwrap());
            money_range(Lang::Zh, low, Some(high))
        };
        assert_eq!(range("1000", "12000"), "0.1万元～1.2万元");
        assert_eq!(range("5000000", "120000000"), "0.05亿元～1.2亿元");
        // A digit is never lost to the unit.
        assert_eq!(range("0.01", "12000"), "0.01元～1.2万元");
        assert_eq!(range("1000", "9999.99"), "1000元～9999.99元");
    }

    #[test]
    fn english_money_is_plain_yuan() {
        let english = |text: &str| money(Lang::En, Number::read(text).unwrap());
        assert_eq!(english("6400000"), "CNY 6,400,000");
        assert_eq!(english("4999999.5"), "CNY 4,999,999.50");
        assert_eq!(english("-1000"), "CNY -1,000");
        assert_eq!(english("999"), "CNY 999");
        let range = money_range(Lang::En, Number::ZERO, Some(Number::whole(500_000)));
        assert_eq!(range, "CNY 0–500,000");
    }

    #[test]
    fn a_range_with_equal_ends_is_one_figure() {
        let fifty = Number::whole(500_000);
        assert_eq!(money_range(Lang::Zh, fifty, Some(fifty)), "50万元");
        assert_eq!(money_range(Lang::Zh, Number::ZERO, Some(fifty)), "0～50万元");
        assert_eq!(money_range(Lang::Zh, fifty, None), "50万元起");
    }
}
