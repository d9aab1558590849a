//! One cell of a table.

use std::sync::Arc;

use crate::calendar::Day;
use crate::clean;
use crate::finding::{CellFlaw, Problem};

/// Characters that a cell of a spreadsheet can hold.
const MOST_CHARACTERS: usize = 32_767;
/// Bytes that a text takes at least.
pub(super) const LEAST_TEXT: usize = 32;
/// What spreadsheets write where a formula could not be computed; a text table has no other sign of it.
const ERRORS: &[&str] =
    &["#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"];
/// Bytes that a problem and its finding take.
const BROKEN: usize = 512;

/// What is in a cell.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, without what nobody sees.
    Text(String),
    /// A number, in plain decimal digits.
    Number(String),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Day(Day),
    /// What a formula could not compute: `#N/A`.
    Error(String),
    /// A formula that was never computed.
    NoValue,
    /// What can't be read, and why.
    Broken(Arc<Problem>),
    /// A part of a cell that begins further up or to the left.
    Merged,
}

impl Cell {
    /// A text as a file has it.
    #[must_use]
    pub fn text(text: &str) -> Cell {
        let text = clean::visible(text);
        if text.is_empty() {
            Cell::Empty
        } else if text.len() > MOST_CHARACTERS && text.chars().count() > MOST_CHARACTERS {
            Cell::broken(CellFlaw::TooLong)
        } else if ERRORS.contains(&text.trim()) {
            Cell::Error(text.trim().to_owned())
        } else {
            Cell::Text(text.into_owned())
        }
    }

    /// What can't be read.
    #[must_use]
    pub fn broken(flaw: CellFlaw) -> Cell {
        Cell::Broken(Arc::new(Problem::BrokenCell { flaw }))
    }

    /// Why it has no value, though something is there.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        match self {
            Cell::Error(text) => Some(Problem::CellError { text: text.clone() }),
            Cell::NoValue => Some(Problem::FormulaWithoutValue),
            Cell::Broken(problem) => Some((**problem).clone()),
            Cell::Empty | Cell::Text(_) | Cell::Number(_) | Cell::Flag(_) | Cell::Day(_) | Cell::Merged => None,
        }
    }

    /// Bytes that it takes beside those of every cell, about.
    pub(super) fn size(&self) -> usize {
        match self {
            Cell::Text(text) | Cell::Number(text) | Cell::Error(text) => text.len().max(LEAST_TEXT),
            Cell::Broken(_) => BROKEN,
            Cell::Empty | Cell::Flag(_) | Cell::Day(_) | Cell::NoValue | Cell::Merged => 0,
        }
    }

    /// Whether nothing is in it, or nothing but blanks.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty | Cell::Merged => true,
            Cell::Text(text) => text.trim().is_empty(),
            Cell::Number(_) | Cell::Flag(_) | Cell::Day(_) | Cell::Error(_) | Cell::NoValue | Cell::Broken(_) => false,
        }
    }

    /// What the spreadsheet shows, `None` for a cell without it.
    #[must_use]
    pub fn shown(&self) -> Option<String> {
        match self {
            Cell::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Cell::Number(text) | Cell::Error(text) => Some(text.clone()),
            Cell::Flag(flag) => Some(if *flag { "TRUE" } else { "FALSE" }.to_owned()),
            Cell::Day(day) => Some(day.to_string()),
            Cell::Empty | Cell::NoValue | Cell::Broken(_) | Cell::Merged => None,
        }
    }
}

/// The decimal with its point moved to the right.
pub(super) fn shifted(digits: &str, by: usize) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = format!("{fraction:0<by$}");
    let (moved, fraction) = fraction.split_at(by);
    let whole = format!("{whole}{moved}");
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let dot = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{dot}{fraction}")
}

/// The letters of a column, counted from 0: `A`, `Z`, `AA`.
#[must_use]
pub fn letters(column: usize) -> String {
    let (before, last) = (column / 26, column % 26);
    let letter = char::from(b'A' + u8::try_from(last).unwrap_or(0));
    if before == 0 { letter.to_string() } else { format!("{}{letter}", letters(before - 1)) }
}

/// The shortest decimal of a binary number that has no more than 15 digits, as spreadsheets show it: 0.1 + 0.2 is 0.3.
#[must_use]
pub fn shortest(number: f64) -> Option<String> {
    if !number.is_finite() {
        return None;
    }
    let scientific = format!("{number:.14e}");
    let (mantissa, exponent) = scientific.split_once('e')?;
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits = mantissa.replace('.', "");
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return Some("0".to_owned());
    }
    let point = exponent.parse::<i32>().ok()? + 1;
    let (point, behind) = (usize::try_from(point).unwrap_or(0), usize::try_from(-point).unwrap_or(0));
    let (whole, fraction) = digits.split_at(point.min(digits.len()));
    let whole = format!("{whole:0<point$}");
    let whole = if whole.is_empty() { "0" } else { &whole };
    let dot = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{dot}{}{fraction}", "0".repeat(behind)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        let found = [0, 25, 26, 51, 52, 701, 702, 16_383].map(letters);
        assert_eq!(found, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn a_point_moves_without_losing_a_digit() {
        let moved = ["0.12", "12", "-0.035", "1.2345", "0", "0.005", "100"].map(|digits| shifted(digits, 2));
        assert_eq!(moved, ["12", "1200", "-3.5", "123.45", "0", "0.5", "10000"]);
    }

    #[test]
    fn binary_numbers_are_what_the_spreadsheet_shows() {
        let shown = |number: f64| shortest(number).unwrap();
        assert_eq!(shown(f64::from_bits(0x3FD3_3333_3333_3334)), "0.3", "the sum of 0.1 and 0.2");
        assert_eq!(shown(1200.5), "1200.5");
        assert_eq!(shown(0.035), "0.035");
        assert_eq!(shown(0.000_012_5), "0.0000125");
        assert_eq!(shown(-13_200.0), "-13200");
        assert_eq!(shown(1e20), "100000000000000000000");
        assert_eq!(shown(913_206_000_000_000_123.0), "913206000000000000", "15 digits are kept");
        assert_eq!(shown(999_999_999_999_999.9), "1000000000000000");
        assert_eq!((shown(0.0), shown(-0.0)), ("0".to_owned(), "0".to_owned()));
        assert_eq!((shortest(f64::NAN), shortest(f64::INFINITY)), (None, None));
    }
}
