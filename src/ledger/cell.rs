//! What a table is made of.

use crate::calendar::Day;
use crate::report::Yuan;
use crate::words::{self, Lang};

/// What stands in a cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    /// Nothing, where there is nothing to be said. An unknown is never empty.
    Empty,
    /// Words.
    Text(String),
    /// Yuan, of so many digits as a spreadsheet keeps.
    Money(Yuan),
    /// How many.
    Count(usize),
    /// A day.
    Day(Day),
    /// An address.
    Link(String),
}

/// What a column is called, and how wide it should be at most.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Whether it has sentences, which are broken into lines.
    pub is_prose: bool,
}

/// A table without its rows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// What it is called; a sheet bears the name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// How many columns stay in sight: those that say whose row it is.
    pub frozen: usize,
}

/// Digits that a spreadsheet keeps of a number.
const DIGITS: usize = 15;

impl Table {
    /// A table with such headings, of which those with a mark `*` at their end have sentences.
    #[must_use]
    pub(super) fn new<'t>(name: &str, frozen: usize, titles: impl IntoIterator<Item = &'t str>) -> Table {
        let column =
            |title: &str| Column { title: title.trim_end_matches('*').to_owned(), is_prose: title.ends_with('*') };
        Table { name: name.to_owned(), columns: titles.into_iter().map(column).collect(), frozen }
    }
}

impl Cell {
    /// Words; nothing where there are none.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// Words, if there are any.
    #[must_use]
    pub fn maybe(text: Option<&str>) -> Cell {
        text.map_or(Cell::Empty, Cell::text)
    }

    /// An amount: a number if a spreadsheet keeps all of its digits, else words.
    #[must_use]
    pub fn money(lang: Lang, yuan: Yuan) -> Cell {
        let digits = yuan.to_string().bytes().filter(u8::is_ascii_digit).count();
        if digits <= DIGITS { Cell::Money(yuan) } else { Cell::Text(words::money(lang, yuan.0.into())) }
    }

    /// A day as a report writes it; what is no day stays as it is.
    #[must_use]
    pub fn day(text: Option<&str>) -> Cell {
        text.map_or(Cell::Empty, |text| Day::parse(text).map_or_else(|| Cell::text(text), Cell::Day))
    }

    /// An address that a browser opens; other words stay words.
    #[must_use]
    pub fn link(address: Option<&str>) -> Cell {
        match address {
            Some(address) if address.starts_with("https://") || address.starts_with("http://") => {
                Cell::Link(address.to_owned())
            }
            other => Cell::maybe(other),
        }
    }
}

/// The two ends of an amount: figures, or why there is none. Without a lower end nothing is stated; `lacks` is whether
/// the upper one lacks amounts that are not.
#[must_use]
pub fn amount(lang: Lang, low: Option<Yuan>, high: Option<Yuan>, lacks: bool) -> [Cell; 2] {
    let Some(low) = low else { return [words::unstated(lang); 2].map(Cell::text) };
    let high = match high {
        None => Cell::text(words::open_end(lang)),
        Some(high) if lacks => Cell::text(words::and_unstated(lang, high)),
        Some(high) => Cell::money(lang, high),
    };
    [Cell::money(lang, low), high]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Cell {
        Cell::money(Lang::Zh, Yuan(text.parse().unwrap()))
    }

    #[test]
    fn money_is_a_number_only_if_fifteen_digits_hold_it() {
        assert!(matches!(money("999999999999999"), Cell::Money(_)));
        assert!(matches!(money("9999999999999.99"), Cell::Money(_)));
        assert_eq!(money("99999999999999.99"), Cell::Text("99,999,999,999,999.99元".to_owned()));
        assert_eq!(money("1000000000000001"), Cell::Text("100,000,000,000.0001万元".to_owned()));
    }

    #[test]
    fn only_what_a_browser_opens_is_a_link() {
        assert_eq!(Cell::link(Some("https://example.invalid/")), Cell::Link("https://example.invalid/".to_owned()));
        assert_eq!(Cell::link(Some("javascript:alert(1)")), Cell::Text("javascript:alert(1)".to_owned()));
        assert_eq!(Cell::link(None), Cell::Empty);
    }

    #[test]
    fn an_amount_without_a_figure_is_no_blank() {
        let of = |low: Option<i64>, high: Option<i64>, lacks| {
            let yuan = |end: Option<i64>| end.map(|end| Yuan(end.into()));
            amount(Lang::En, yuan(low), yuan(high), lacks)
        };
        let (five, text) = (Cell::Money(Yuan(5.into())), |text: &str| Cell::Text(text.to_owned()));
        assert_eq!(of(None, None, true), [text("not stated"), text("not stated")]);
        assert_eq!(of(Some(5), None, false), [five.clone(), text("open")]);
        assert_eq!(of(Some(5), Some(9), true), [five, text("CNY 9 + not stated")]);
    }
}
