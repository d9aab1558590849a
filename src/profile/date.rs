//! A day as people write it: `2025-03-01`, `2025/3/1`, `2025年3月1日`, `20250301`, a month or a year alone, and the number
//! under which spreadsheets store it.

use crate::calendar::{Day, Unit};
use crate::clean;
use crate::finding::Problem;
use crate::interval::Interval;
use crate::number::Number;

use super::spelling::is_unknown;
use super::{Value, Written, YEARS};

/// The first and the last day that a spreadsheet's number is taken for: those of 1950 to 2099. The numbers count days
/// from the one that spreadsheets call 30 December 1899.
const SERIALS: std::ops::RangeInclusive<i64> = 18_264..=73_050;
/// The number of 1 January 1970.
const SERIAL_OF_1970: i64 = 25_569;

/// A day, or the days that it may be; wide characters are narrow already.
pub(super) fn date(text: &str) -> Option<Value> {
    let compact: String;
    let text = if text.contains('年') {
        compact = text.chars().filter(|c| !c.is_whitespace()).collect();
        &compact
    } else {
        text
    };
    // `2025-07-01T00:00:00Z`, as programs write a day.
    let timed = text.trim_end_matches('Z').replacen('T', " ", 1);
    let text = timed.as_str();
    let day = text.split_whitespace().next().unwrap_or_default();
    let is_midnight = text[day.len()..].chars().all(|c| matches!(c, '0' | ':' | '.') || c.is_whitespace());
    if !is_midnight {
        return None;
    }
    let parts: Vec<&str> = day.trim_end_matches(['日', '号', '月', '年']).split(['-', '/', '.', '年', '月']).collect();
    match parts[..] {
        [digits] if digits.len() == 8 => exact(digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?),
        [digits] if digits.len() == 5 && day == digits => serial(digits),
        [year] => of_year(year),
        [year, month, day] => exact(year, month, day),
        // A spreadsheet writes the number 2025.10 so: October or January.
        [_, "1"] if day.contains('.') => None,
        [year, month] => of_month(year, month),
        _ => None,
    }
}

/// The day that is written, if it is one exactly.
#[must_use]
pub fn day(written: &Written<'_>) -> Option<Day> {
    let value = match written {
        Written::Day(day) => return Some(*day),
        Written::Text(text) => date(clean::narrow(&clean::visible(text)).trim()),
        Written::Bare { digits, .. } => bare(digits),
        Written::Unknown
        | Written::Flag(_)
        | Written::NoDay(_)
        | Written::List(_)
        | Written::Band(_)
        | Written::Other(_) => None,
    };
    if let Some(Value::Number(number)) = value { Day::from_number(number) } else { None }
}

/// The as-of day that is written, and what is to be said of it: one that is not known is the usual day.
#[must_use]
pub fn as_of(written: &Written<'_>) -> (Option<Day>, Option<Problem>) {
    let text = match written {
        Written::Unknown => return (None, None),
        Written::Text(text) | Written::NoDay(text) | Written::Bare { digits: text, .. } => clean::visible(text),
        Written::Flag(_) | Written::Day(_) | Written::List(_) | Written::Band(_) | Written::Other(_) => "".into(),
    };
    let is_text = matches!(written, Written::Text(_));
    let day = day(written);
    let text = || text.clone().into_owned();
    let problem = match day {
        Some(_) => None,
        None if is_text && text().is_empty() => None,
        None if is_text && is_unknown(&text()) => Some(Problem::UnknownAsOf { text: text() }),
        None => Some(Problem::UnreadAsOf { text: text() }),
    };
    (day, problem)
}

/// A bare number: of `2025.10` nobody knows whether it is October or January.
pub(super) fn bare(digits: &str) -> Option<Value> {
    if digits.contains('.') { None } else { date(digits) }
}

fn exact(year: &str, month: &str, day: &str) -> Option<Value> {
    Some(Value::Number(Day::new(plain(year, 4..=4)?, short(month)?, short(day)?)?.number()))
}

fn of_month(year: &str, month: &str) -> Option<Value> {
    let first = Day::new(plain(year, 4..=4)?, short(month)?, 1)?;
    Some(within(first, first.later(1, Unit::Month)))
}

fn of_year(year: &str) -> Option<Value> {
    plain(year, 4..=4).filter(|year| YEARS.contains(year))?;
    let first = Day::new(plain(year, 4..=4)?, 1, 1)?;
    Some(within(first, first.later(1, Unit::Year)))
}

fn within(first: Day, behind: Day) -> Value {
    Value::Within(Box::new(Interval::closed(first.number(), behind.later(-1, Unit::Day).number())))
}

fn serial(digits: &str) -> Option<Value> {
    let number: i64 = digits.parse().ok().filter(|number| SERIALS.contains(number))?;
    Some(Value::Number(Number::whole(number - SERIAL_OF_1970)))
}

fn short(text: &str) -> Option<i8> {
    i8::try_from(plain(text, 1..=2)?).ok()
}

fn plain(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<i16> {
    let is_plain = length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        match date(text)? {
            Value::Number(number) => Day::from_number(number).map(|day| day.to_string()),
            Value::Within(days) => {
                let end = |end: Option<crate::interval::End>| Day::from_number(end?.at);
                Some(format!("{}..{}", end(days.low)?, end(days.high)?))
            }
            _ => None,
        }
    }

    #[test]
    fn every_spelling_of_a_day_is_that_day() {
        for text in [
            "2025-07-01",
            "2025-7-1",
            "2025/7/1",
            "2025.7.1",
            "2025年7月1日",
            "2025 年 7 月 1 日",
            "2025年07月01号",
            "20250701",
            "2025-07-01 00:00:00",
            "2025/7/1 0:00",
            "45839",
        ] {
            assert_eq!(day(text).as_deref(), Some("2025-07-01"), "{text}");
        }
    }

    #[test]
    fn a_month_and_a_year_are_all_of_their_days() {
        for text in ["2024-02", "2024年2月", "2024/2", "2024.02"] {
            assert_eq!(day(text).as_deref(), Some("2024-02-01..2024-02-29"), "{text}");
        }
        for text in ["2024", "2024年"] {
            assert_eq!(day(text).as_deref(), Some("2024-01-01..2024-12-31"), "{text}");
        }
        assert_eq!(day("2025.2").as_deref(), Some("2025-02-01..2025-02-28"));
        assert_eq!(day("2025.01").as_deref(), Some("2025-01-01..2025-01-31"));
        assert_eq!(day("2025.10").as_deref(), Some("2025-10-01..2025-10-31"));
        assert_eq!((day("2025.1"), bare("2025.1")), (None, None), "January or October");
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "2025-02-30",
            "2025-13-01",
            "7/1/2025",
            "25-7-1",
            "2025-07-01 08:30",
            "2025年上半年",
            "长期",
            "1234",
            "1234567",
            "12345",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
