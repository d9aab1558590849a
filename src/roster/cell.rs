//! A cell as people write it, as a value is written.

use crate::calendar::Day;
use crate::dictionary::Kind;
use crate::finding::Problem;
use crate::number::Number;
use crate::profile::Written;
use crate::table::Cell;

use super::header::{Unit, calendar_year};
use super::names::{self, narrow};

/// Signs and words of the currency, which say nothing that the fact does not.
const CURRENCY: &[&str] = &["人民币", "RMB", "CNY", "¥", "rmb", "cny"];
/// What people count things and each other with.
const COUNTED: &[&str] = &["人", "名", "个", "家", "项", "件", "位"];
/// What spreadsheets say for a number in a place of another kind.
const NUMBER: &str = "float";

/// The value that a cell of this kind of fact has; `None` where it says that it is not known.
///
/// # Errors
/// Says why the cell has no value that could be read.
pub(super) fn written(cell: &Cell, kind: Kind, unit: Option<Unit>) -> Result<Option<Written<'static>>, Problem> {
    if let Some(problem) = cell.problem() {
        return Err(problem);
    }
    Ok(match cell {
        // Of a merged cell, the caller knows where it begins.
        Cell::Empty | Cell::Merged | Cell::Error(_) | Cell::NoValue | Cell::Broken(_) => None,
        Cell::Text(text) => {
            let text = narrow(text).trim().to_owned();
            if text.is_empty() || names::is_unknown(&text) { None } else { Some(of_text(text, kind, unit)?) }
        }
        Cell::Number(digits) => Some(of_number(digits, kind, unit)),
        Cell::Flag(flag) => Some(Written::Flag(*flag)),
        Cell::Day(day) => Some(Written::Day(*day)),
    })
}

fn of_text(text: String, kind: Kind, unit: Option<Unit>) -> Result<Written<'static>, Problem> {
    Ok(match kind {
        Kind::Money | Kind::Ratio => {
            let text = without_currency(&text);
            if is_bare(text) { of_number(text, kind, unit) } else { Written::Text(text.to_owned().into()) }
        }
        Kind::Count | Kind::Number => Written::Text(counted(&text).to_owned().into()),
        Kind::Flag => match names::flag(&text) {
            Some(flag) => Written::Flag(flag),
            None => return Err(Problem::NotYesOrNo { text }),
        },
        Kind::Date => date(&text),
        Kind::Choice | Kind::Text | Kind::Support | Kind::Place | Kind::Industry => Written::Text(text.into()),
    })
}

fn of_number(digits: &str, kind: Kind, unit: Option<Unit>) -> Written<'static> {
    match (kind, unit) {
        (Kind::Money, Some(Unit::Yuan(factor))) if factor != 1 => Written::Text(yuan(digits, factor).into()),
        (Kind::Ratio, Some(Unit::Percent)) => Written::Text(format!("{digits}%").into()),
        (Kind::Money | Kind::Ratio | Kind::Count | Kind::Number, _) => {
            Written::Bare { digits: digits.to_owned().into(), found: NUMBER }
        }
        // As a number, October (2025.10) is January (2025.1).
        (Kind::Date, _) if digits.contains('.') => Written::Text(digits.to_owned().into()),
        (Kind::Date, _) => date(digits),
        (Kind::Flag, _) => Written::Bare { digits: digits.to_owned().into(), found: NUMBER },
        _ => Written::Text(digits.to_owned().into()),
    }
}

/// So many times as many yuan, as text; figures of several thousand are written with the units that money has.
fn yuan(digits: &str, factor: i64) -> String {
    match factor {
        10_000 => format!("{digits}万"),
        100_000_000 => format!("{digits}亿"),
        _ => {
            let number = Number::from_decimal(&digits.replace(',', ""));
            let yuan = number.and_then(|number| number.times(Number::whole(factor)).ok());
            yuan.map_or_else(|| digits.to_owned(), |yuan| yuan.to_string())
        }
    }
}

fn without_currency(text: &str) -> &str {
    CURRENCY.iter().find_map(|sign| text.strip_prefix(sign)).unwrap_or(text).trim()
}

fn counted(text: &str) -> &str {
    let number = COUNTED.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text).trim();
    if is_bare(number) { number } else { text }
}

/// Whether a figure has no unit.
fn is_bare(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-'))
}

/// A day in one of its spellings: `2025/3/1`, `2025年3月1日`, `2025.3`, `20250301`, with or without a time of `0:00`.
fn date(text: &str) -> Written<'static> {
    let as_written = || Written::Text(text.to_owned().into());
    let day = text.split_whitespace().next().unwrap_or_default();
    let is_midnight = text[day.len()..].chars().all(|c| matches!(c, '0' | ':' | '.') || c.is_whitespace());
    if !is_midnight {
        return as_written();
    }
    if let (8, true) = (day.len(), day.bytes().all(|byte| byte.is_ascii_digit())) {
        return day_of(&day[..4], &day[4..6], &day[6..]).unwrap_or_else(as_written);
    }
    let parts: Vec<&str> = day.trim_end_matches(['日', '号', '月']).split(['-', '/', '.', '年', '月']).collect();
    match parts[..] {
        [year, month, day] => day_of(year, month, day).unwrap_or_else(as_written),
        [year, month] => month_of(year, month).unwrap_or_else(as_written),
        _ => as_written(),
    }
}

fn day_of(year: &str, month: &str, day: &str) -> Option<Written<'static>> {
    Day::new(calendar_year(year)?, two_digits(month)?, two_digits(day)?).map(Written::Day)
}

fn month_of(year: &str, month: &str) -> Option<Written<'static>> {
    let first = Day::new(calendar_year(year)?, two_digits(month)?, 1)?;
    Some(Written::Text(first.to_string().rsplit_once('-')?.0.to_owned().into()))
}

fn two_digits(text: &str) -> Option<i8> {
    let is_plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}
