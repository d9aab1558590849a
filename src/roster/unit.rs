//! In what the numbers of a column are counted.

use super::names::narrow;

/// In what the numbers of a column are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    /// Money, in so many yuan.
    Yuan(i64),
    Percent,
    /// People, things, days: as it is.
    Plain,
    /// No unit, but how the column is to be filled in.
    Remark,
}

const UNITS: &[(&str, Unit)] = &[
    ("万", Unit::Yuan(10_000)),
    ("10k", Unit::Yuan(10_000)),
    ("w", Unit::Yuan(10_000)),
    ("百万", Unit::Yuan(1_000_000)),
    ("千万", Unit::Yuan(10_000_000)),
    ("亿", Unit::Yuan(100_000_000)),
    ("十亿", Unit::Yuan(1_000_000_000)),
    ("百亿", Unit::Yuan(10_000_000_000)),
    ("%", Unit::Percent),
    ("百分比", Unit::Percent),
    ("人", Unit::Plain),
    ("名", Unit::Plain),
    ("个", Unit::Plain),
    ("家", Unit::Plain),
    ("项", Unit::Plain),
    ("件", Unit::Plain),
    ("people", Unit::Plain),
    ("日期", Unit::Plain),
    ("年月日", Unit::Plain),
    ("date", Unit::Plain),
    ("是/否", Unit::Plain),
    ("yes/no", Unit::Plain),
    ("代码", Unit::Plain),
    ("必填", Unit::Remark),
    ("选填", Unit::Remark),
    ("文字", Unit::Remark),
    ("文本", Unit::Remark),
    ("数字", Unit::Remark),
    ("数值", Unit::Remark),
    ("整数", Unit::Remark),
    ("金额", Unit::Remark),
    ("选择", Unit::Remark),
    ("单选", Unit::Remark),
    ("多选", Unit::Remark),
    ("下拉选择", Unit::Remark),
    ("text", Unit::Remark),
    ("number", Unit::Remark),
    ("required", Unit::Remark),
    ("optional", Unit::Remark),
];

/// Words for the currency, one of which makes a multiple of yuan out of a number word.
const YUAN: &[&str] = &["人民币", "币种", "rmb", "cny", "yuan", "¥"];
/// How many yuan each, before the word for yuan.
const MULTIPLES: &[(&str, i64)] = &[
    ("", 1),
    ("十", 10),
    ("百", 100),
    ("千", 1_000),
    ("k", 1_000),
    ("1000", 1_000),
    ("thousand", 1_000),
    ("'000", 1_000),
    ("万", 10_000),
    ("10k", 10_000),
    ("10000", 10_000),
    ("十万", 100_000),
    ("百万", 1_000_000),
    ("m", 1_000_000),
    ("million", 1_000_000),
    ("千万", 10_000_000),
    ("亿", 100_000_000),
    ("100million", 100_000_000),
    ("十亿", 1_000_000_000),
    ("billion", 1_000_000_000),
    ("百亿", 10_000_000_000),
];
/// Other money, of which one word is enough.
const OTHER_MONEY: &[&str] = &[
    "美元", "美金", "港元", "港币", "日元", "欧元", "英镑", "韩元", "台币", "澳元", "加元", "卢布", "法郎", "外币",
    "usd", "hkd", "eur", "jpy", "gbp", "dollar",
];
/// No unit has more characters.
const LONGEST: usize = 12;

const BRACKETS: [char; 6] = ['(', ')', '[', ']', '【', '】'];

/// The unit of a text that is nothing else.
pub(super) fn unit(text: &str) -> Option<Unit> {
    let text = ungrouped(&narrow(text).to_lowercase());
    let text = text.trim().trim_matches(BRACKETS);
    let text = text.trim_start_matches("单位").trim_start_matches([':', ' ']);
    UNITS.iter().find(|(name, _)| *name == text).map(|(_, unit)| *unit).or_else(|| yuan(text))
}

/// So many yuan, with the word for them.
fn yuan(text: &str) -> Option<Unit> {
    let bare = YUAN.iter().fold(text.to_owned(), |text, word| text.replace(word, ""));
    let is_named = bare != text;
    let bare: String = bare.chars().filter(|c| !c.is_whitespace() && *c != ':').collect();
    let (multiple, is_named) = bare.strip_suffix('元').map_or((&*bare, is_named), |rest| (rest, true));
    let found = MULTIPLES.iter().find(|(word, _)| *word == multiple).filter(|_| is_named);
    found.map(|(_, factor)| Unit::Yuan(*factor))
}

/// Whether a text that is no unit we know is one of money all the same: that of another currency.
pub(super) fn is_other_money(text: &str) -> bool {
    let text = narrow(text).to_lowercase();
    let text = text.trim().trim_matches(BRACKETS);
    let count = text.chars().count();
    count <= LONGEST && OTHER_MONEY.iter().any(|word| text.contains(word)) && unit(text).is_none()
}

/// The first other money that a text names, with the multiple before it: `万美元`.
pub(super) fn other_money(text: &str) -> Option<String> {
    let (at, word) = OTHER_MONEY.iter().find_map(|word| text.find(word).map(|at| (at, word)))?;
    let name = text[..at].trim_end_matches(|c| "十百千万亿".contains(c));
    Some(text[name.len()..at + word.len()].to_owned())
}

/// The text without the commas between digits.
pub(super) fn ungrouped(text: &str) -> String {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let groups = c == ',' && is_digit(kept.chars().next_back()) && is_digit(rest.peek().copied());
        kept.extend(Some(c).filter(|_| !groups));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_money_are_so_many_yuan() {
        for (text, factor) in [
            ("元", 1),
            ("人民币元", 1),
            ("元人民币", 1),
            ("CNY", 1),
            ("千元", 1_000),
            ("RMB'000", 1_000),
            ("万", 10_000),
            ("（万元）", 10_000),
            ("单位：人民币万元", 10_000),
            ("元 币种：人民币", 1),
            ("10,000元", 10_000),
            ("CNY 10,000", 10_000),
            ("10k yuan", 10_000),
            ("百万元", 1_000_000),
            ("million yuan", 1_000_000),
            ("亿", 100_000_000),
            ("百万", 1_000_000),
            ("十亿元", 1_000_000_000),
        ] {
            assert_eq!(unit(text), Some(Unit::Yuan(factor)), "{text}");
        }
    }

    #[test]
    fn money_that_is_no_yuan_is_no_unit_but_money() {
        for text in ["万美元", "千港元", "日元", "欧元", "USD", "港币"] {
            assert!(unit(text).is_none() && is_other_money(text), "{text}");
        }
        for text in ["", "千", "million", "元丰绸业有限公司", "福元", "市工信局", "2025"] {
            assert!(unit(text).is_none() && !is_other_money(text), "{text}");
        }
    }
}
