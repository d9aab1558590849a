//! Days, and the fixed phrases in which a rule names a day relative to the as-of date.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::number::Number;

/// A calendar day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Day(Date);

/// A length of time that a phrase may name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Unit {
    /// Calendar years.
    Year,
    /// Calendar months; a day that the month does not have becomes its last.
    Month,
    /// Days.
    Day,
}

impl Unit {
    /// What one of it is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Unit::Year => "year",
            Unit::Month => "month",
            Unit::Day => "day",
        }
    }
}

/// A day that a rule names, before the as-of date and the firm are known.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Phrase<F> {
    /// One fixed day.
    Fixed(Day),
    /// So long before the as-of date; which of the days from which so long has passed is decided where it is compared.
    Ago(i64, Unit),
    /// So long after a date of the firm.
    After(i64, Unit, F),
    /// The first day of the as-of year, or of one so many years before it.
    StartOfYear(i16),
    /// The last day of the as-of year, or of one so many years before it.
    EndOfYear(i16),
}

/// Which of several days is meant from which a length ends on the same day, or which of the two between which it does:
/// three years after 28 and after 29 February 2024 is 28 February 2027, and three years before 29 February 2028 is no day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Edge {
    /// The first from which no more than the length has passed: for what is to be on it or later, or before it.
    First,
    /// The last from which no less than the length has passed: for what is to be on it or earlier, or after it.
    Last,
}

const DAY_ZERO: Date = date(1970, 1, 1);

impl Day {
    /// Returns the day, if there is one.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        Date::new(year, month, day).ok().map(Day)
    }

    /// Reads `2026-11-22`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Day> {
        let mut parts = text.split('-');
        let mut digits = |width: usize| {
            parts.next().filter(|part| part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let (year, month, day) = (digits(4)?, digits(2)?, digits(2)?);
        if parts.next().is_some() {
            return None;
        }
        Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Days since 1970-01-01, as a number that intervals can hold.
    #[must_use]
    pub fn number(self) -> Number {
        Number::whole(self.0.duration_since(DAY_ZERO).as_hours() / 24)
    }

    /// The day that a spreadsheet stores as this number: 1 is 1900-01-01, and 60 a 29 February that 1900 did not have.
    #[must_use]
    pub fn from_serial(serial: i64) -> Option<Day> {
        let is_one = (1..=2_958_465).contains(&serial) && serial != 60;
        let before = is_one.then(|| date(1899, 12, if serial < 60 { 31 } else { 30 }))?;
        before.checked_add(serial.days()).ok().map(Day)
    }

    /// The day with this number; `None` outside the calendar.
    #[must_use]
    pub fn from_number(number: Number) -> Option<Day> {
        DAY_ZERO.checked_add(number.to_whole()?.days()).ok().map(Day)
    }

    /// The day so much later (earlier, if negative); at the calendar's edge, the edge.
    #[must_use]
    pub fn later(self, count: i64, unit: Unit) -> Day {
        let span = match unit {
            Unit::Year => jiff::Span::new().try_years(count),
            Unit::Month => jiff::Span::new().try_months(count),
            Unit::Day => jiff::Span::new().try_days(count),
        };
        Day(span.map_or(if count < 0 { Date::MIN } else { Date::MAX }, |span| self.0.saturating_add(span)))
    }

    /// The day from which so long has passed on this one, so that `later` from it leads here wherever it can.
    #[must_use]
    pub fn earlier(self, count: i64, unit: Unit, edge: Edge) -> Day {
        let mut day = self.later(-count, unit);
        // A month has at most three days more than another one.
        let next = |day: Day, days: i64| day.0.checked_add(days.days()).ok().map(Day);
        let (inwards, is_within): (i64, fn(Day, Day) -> bool) = match edge {
            Edge::First => (1, |end, today| end >= today),
            Edge::Last => (-1, |end, today| end <= today),
        };
        while let Some(nearer) = next(day, inwards).filter(|_| !is_within(day.later(count, unit), self)) {
            day = nearer;
        }
        while let Some(further) = next(day, -inwards).filter(|further| is_within(further.later(count, unit), self)) {
            day = further;
        }
        day
    }

    /// How many days later the other day is; negative, if it is earlier.
    #[must_use]
    pub fn days_until(self, other: Day) -> i64 {
        other.0.duration_since(self.0).as_hours() / 24
    }

    /// The first day of the year so many years later.
    #[must_use]
    pub fn start_of_year(self, years: i16) -> Day {
        Day(Date::new(self.0.year().saturating_add(years), 1, 1).unwrap_or(Date::MIN))
    }

    /// The last day of the year so many years later.
    #[must_use]
    pub fn end_of_year(self, years: i16) -> Day {
        Day(Date::new(self.0.year().saturating_add(years), 12, 31).unwrap_or(Date::MAX))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl Phrase<String> {
    /// Reads one of the fixed phrases; the fact that a phrase counts from is left as written.
    #[must_use]
    pub fn parse(text: &str) -> Option<Phrase<String>> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words[..] {
            ["today"] => Some(Phrase::Ago(0, Unit::Day)),
            ["start", "of", "this", "year"] => Some(Phrase::StartOfYear(0)),
            ["start", "of", "last", "year"] => Some(Phrase::StartOfYear(-1)),
            ["end", "of", "this", "year"] => Some(Phrase::EndOfYear(0)),
            ["end", "of", "last", "year"] => Some(Phrase::EndOfYear(-1)),
            [count, unit, "ago"] => length(count, unit).map(|(count, unit)| Phrase::Ago(count, unit)),
            [count, unit, "after", fact] => {
                length(count, unit).map(|(count, unit)| Phrase::After(count, unit, fact.to_owned()))
            }
            _ => None,
        }
    }
}

/// Reads `3 years`, `12 months`, `365 days`, singular or plural as English has it.
fn length(count: &str, unit: &str) -> Option<(i64, Unit)> {
    let number: i64 = count.parse().ok().filter(|number| (1..=9999).contains(number))?;
    let (name, plural) = unit.strip_suffix('s').map_or((unit, false), |name| (name, true));
    let unit = match name {
        "year" => Unit::Year,
        "month" => Unit::Month,
        "day" => Unit::Day,
        _ => return None,
    };
    (plural == (number != 1)).then_some((number, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_end_on_the_last_day_of_a_shorter_month() {
        let day = Day::new(2026, 3, 31).unwrap();
        assert_eq!(day.later(-1, Unit::Month).to_string(), "2026-02-28");
        assert_eq!(Day::new(2024, 2, 29).unwrap().later(-1, Unit::Year).to_string(), "2023-02-28");
    }

    /// So long ago and so long after agree on every day of a leap year and the years around it.
    #[test]
    fn ago_and_after_agree_about_every_day() {
        let first = Day::new(2027, 1, 1).unwrap();
        let lengths = [(3, Unit::Year), (1, Unit::Year), (1, Unit::Month), (12, Unit::Month), (365, Unit::Day)];
        for (count, unit) in lengths {
            for today in (0..=800).map(|days| first.later(days, Unit::Day)) {
                let [since, until] = [Edge::First, Edge::Last].map(|edge| today.earlier(count, unit, edge));
                for day in (-5..=5).map(|days| since.later(days, Unit::Day)) {
                    assert_eq!(day >= since, day.later(count, unit) >= today, "{day} to {today}: {count} {unit:?}");
                    assert_eq!(day <= until, day.later(count, unit) <= today, "{day} to {today}: {count} {unit:?}");
                }
            }
        }
        let leap = Day::new(2028, 2, 29).unwrap();
        assert_eq!(leap.earlier(3, Unit::Year, Edge::First).to_string(), "2025-03-01");
        assert_eq!(leap.earlier(3, Unit::Year, Edge::Last).to_string(), "2025-02-28");
    }

    #[test]
    fn a_day_and_its_number_are_the_same() {
        let day = Day::new(2026, 11, 22).unwrap();
        assert_eq!(Day::from_number(day.number()), Some(day));
        assert_eq!(day.number(), Number::whole(20_779));
    }

    #[test]
    fn only_real_days_and_fixed_phrases_are_read() {
        assert_eq!(Day::parse("2025-02-30"), None);
        assert_eq!(Day::parse("2025-2-3"), None);
        assert_eq!(Phrase::parse("12 months ago"), Some(Phrase::Ago(12, Unit::Month)));
        assert_eq!(Phrase::parse("1 year ago"), Some(Phrase::Ago(1, Unit::Year)));
        for text in ["1 years ago", "12 month ago", "yesterday", "0 days ago", "a year ago", ""] {
            assert_eq!(Phrase::parse(text), None, "{text}");
        }
    }
}
