//! Figures as government documents print them: `1.2倍`, `三分之一`, `五折`, `5个百分点`, `1:0.5`, `36个月`.

use crate::number::Number;

use super::{MoneyUnit, figure, money, split};

/// What a printed figure is a figure of, in the words of the kinds.
type Printed = (Number, &'static str);

/// What says that all of a tax is remitted, or that nothing of it is due.
const REMITTED: &[&str] = &["免征", "全免", "免收", "全额"];

/// Reads a ratio with its unit, in figures or in words.
#[must_use]
pub fn printed_ratio(text: &str) -> Option<Number> {
    if let Some((whole, part)) = text.split_once("分之") {
        let whole = match whole {
            "百" => Number::whole(100),
            "千" => Number::whole(1000),
            "万" => Number::whole(10_000),
            other => count(other)?,
        };
        return count(part)?.over(whole).ok();
    }
    // So much beside each one of somebody else's: 1:0.5.
    if let Some((one, part)) = text.split_once([':', '：', '∶']) {
        let (part, one) = (Number::read(part)?, Number::read(one)?);
        return part.over(one).ok().filter(|_| !part.is_negative() && one > Number::ZERO);
    }
    if let Some(tenths) = text.strip_suffix('折') {
        return discount(tenths);
    }
    let (digits, unit) = split(text);
    let of = match unit {
        "%" | "％" | "个百分点" => 100,
        "‰" | "个千分点" => 1000,
        "倍" => 1,
        _ => return None,
    };
    Number::read(digits)?.over(Number::whole(of)).ok()
}

/// Reads a length of time: how many, and of which unit.
#[must_use]
pub fn printed_length(text: &str) -> Option<(i64, &'static str)> {
    let (digits, name) = split(text);
    let unit = match name {
        "个工作日" => "workday",
        "天" | "日" => "day",
        "个月" => "month",
        "年" => "year",
        _ => return None,
    };
    digits.parse().ok().filter(|count| *count > 0).map(|count| (count, unit))
}

/// The word for numbers of things.
pub const THINGS: &str = "count";
/// The word for lengths of time in months.
pub const MONTH: &str = "month";

/// What a document counts things with.
const MEASURES: &[&str] = &[
    "人", "名", "个", "家", "项", "件", "次", "位", "户", "分", "款", "篇", "种", "台", "套", "条", "所", "例", "笔",
    "届", "门", "座", "类", "支", "部", "级", "处", "批", "场", "期", "轮", "本", "册", "岁",
];

/// Lengths of time, with their unit and how many of it.
const LENGTHS: &[(&str, &str, i64)] =
    &[("个月", MONTH, 1), ("年", MONTH, 12), ("个会计年度", MONTH, 12), ("天", "day", 1), ("日", "day", 1)];

/// Reads a number of things, in figures or in words: `三名`, `60分`. One of years or days may be a number of things, too,
/// such as years in a trade.
#[must_use]
pub fn printed_count(text: &str) -> Vec<Printed> {
    let text = without_source(text).unwrap_or_default().trim_start_matches(['近', '前']);
    let things = MEASURES.iter().map(|name| (*name, None));
    let lengths = LENGTHS.iter().map(|(name, unit, of)| (*name, Some((*unit, *of))));
    let read = |(name, length): (&str, Option<(&'static str, i64)>)| {
        let number = count(text.strip_suffix(name)?).filter(|number| number.to_whole().is_some())?;
        let length = length.and_then(|(unit, of)| Some((number.times(Number::whole(of)).ok()?, unit)));
        Some(std::iter::once((number, THINGS)).chain(length).collect())
    };
    things.chain(lengths).find_map(read).unwrap_or_default()
}

/// A figure without where the document takes it from; `None` of one that says nothing of that.
fn without_source(text: &str) -> Option<&str> {
    match text.strip_suffix('）').map(|text| text.split_once('（')) {
        Some(Some((figure, source))) if !source.trim().is_empty() => Some(figure.trim()),
        Some(_) => None,
        None => Some(text),
    }
}

/// The number and kind of a printed figure: money, a ratio or a length of time. One that the document takes from
/// elsewhere has where that is behind it, `25%（企业所得税法第四条）`. That a tax is remitted is all of it.
#[must_use]
pub fn printed(text: &str) -> Option<Printed> {
    let text = without_source(text)?;
    if is_remitted(text) {
        return Some((Number::ONE, "ratio"));
    }
    let amount = money(text, MoneyUnit::Required).ok().map(|number| (number, "money"));
    let ratio = || printed_ratio(text).map(|number| (number, "ratio"));
    let length = || printed_length(text).map(|(count, unit)| (Number::whole(count), unit));
    amount.or_else(ratio).or_else(length)
}

/// Whether it says that all is remitted, which a rule computes as 100% or as nothing.
#[must_use]
pub fn is_remitted(text: &str) -> bool {
    REMITTED.contains(&text)
}

/// A number in digits or in words.
fn count(text: &str) -> Option<Number> {
    let figure = figure(text).ok().filter(|figure| !figure.is_percent && !figure.is_yuan)?;
    (figure.value > Number::ZERO).then_some(figure.value)
}

/// What is paid of a price: 五折, 八五折, 8.5折.
fn discount(tenths: &str) -> Option<Number> {
    if tenths.starts_with(|c: char| c.is_ascii_digit()) {
        // 85折 is said of a hundred.
        let number = Number::read(tenths).filter(|number| *number > Number::ZERO && *number < Number::whole(100))?;
        let of = if number < Number::whole(10) { 10 } else { 100 };
        return number.over(Number::whole(of)).ok().filter(|_| number != Number::whole(10));
    }
    let digit = |c: char| "一二三四五六七八九".chars().position(|other| other == c).map(|at| at + 1);
    let digits: Vec<usize> = tenths.chars().map(digit).collect::<Option<_>>()?;
    let units = digits.iter().try_fold(0_i64, |sum, digit| Some(sum * 10 + i64::try_from(*digit).ok()?))?;
    match digits.len() {
        1 => Number::whole(units).over(Number::whole(10)).ok(),
        2 => Number::whole(units).over(Number::whole(100)).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_read_as_documents_print_them() {
        for (text, expected) in [
            ("12%", "12/100"),
            ("1.2倍", "12/10"),
            ("三分之一", "1/3"),
            ("百分之二十", "20/100"),
            ("千分之三", "3/1000"),
            ("五折", "5/10"),
            ("八五折", "85/100"),
            ("8.5折", "85/100"),
            ("5个百分点", "5/100"),
            ("3‰", "3/1000"),
            ("1:0.5", "5/10"),
            ("2:1", "1/2"),
        ] {
            let (part, whole) = expected.split_once('/').unwrap();
            let expected = Number::read(part).unwrap().over(Number::read(whole).unwrap()).unwrap();
            assert_eq!(printed_ratio(text), Some(expected), "{text}");
        }
        for text in [
            "12",
            "分之一",
            "三分之",
            "零分之一",
            "折",
            "一二三折",
            ":1",
            "1:",
            "0:1",
            "倍",
            "1.2",
            "约三分之一",
            "10折",
            "0折",
            "零折",
            "零五折",
            "100折",
            "-1:2",
            "1:-2",
        ] {
            assert_eq!(printed_ratio(text), None, "{text}");
        }
    }

    #[test]
    fn a_figure_of_the_law_has_its_place_behind_it() {
        let ratio = |text: &str| printed(text).map(|(number, kind)| (number.to_string(), kind));
        assert_eq!(ratio("25%（企业所得税法第四条）"), Some(("0.25".to_owned(), "ratio")));
        assert_eq!(ratio("免征"), Some(("1".to_owned(), "ratio")));
        assert_eq!(ratio("36个月（第三条）"), Some(("36".to_owned(), "month")));
        for text in ["25%（）", "25%（ ）", "（第四条）", "25（第四条）", "第四条）"] {
            assert_eq!(printed(text), None, "{text}");
        }
    }
}
