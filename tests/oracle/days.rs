//! Days, counted from 1970-01-01, and their dates.

/// A length of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Unit {
    Year,
    Month,
    Day,
}

impl Unit {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Unit::Year => "year",
            Unit::Month => "month",
            Unit::Day => "day",
        }
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn length(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The day of a date: whole years, then months, then days, counted one by one.
pub(crate) fn day(year: i64, month: i64, date: i64) -> i64 {
    let before = |year: i64| 365 * year + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
    let months: i64 = (1..month).map(|month| length(year, month)).sum();
    before(year) - before(1970) + months + date - 1
}

/// The year, month and date of a day.
pub(crate) fn date(number: i64) -> (i64, i64, i64) {
    // A year that is surely not too late.
    let mut year = 1970 + number.div_euclid(366).min(number.div_euclid(365));
    while day(year + 1, 1, 1) <= number {
        year += 1;
    }
    let mut rest = number - day(year, 1, 1);
    let mut month = 1;
    while rest >= length(year, month) {
        rest -= length(year, month);
        month += 1;
    }
    (year, month, rest + 1)
}

/// So much later; a day that a month does not have is its last.
pub(crate) fn later(number: i64, count: i64, unit: Unit) -> i64 {
    let (year, month, of_month) = date(number);
    let months = match unit {
        Unit::Day => return number + count,
        Unit::Month => year * 12 + month - 1 + count,
        Unit::Year => year * 12 + month - 1 + count * 12,
    };
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
    day(year, month, of_month.min(length(year, month)))
}

/// `2026-11-22`
pub(crate) fn text(number: i64) -> String {
    let (year, month, date) = date(number);
    format!("{year:04}-{month:02}-{date:02}")
}
