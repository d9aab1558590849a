//! Rows that head others or a part of the table, and stand where firms are named.

use crate::roster::columns::Column;
use crate::roster::header::Rows;
use crate::roster::names::{Identity, narrow};
use crate::roster::sheet::Parsed;
use crate::table::{Cell, Row};

use super::words::{NO_PLACE_ENDINGS, PLACE_ENDINGS, STEMS};

/// No name of a place that heads its firms has more.
const LONGEST_PLACE: usize = 12;
/// Columns that a row of their numbers has at least.
const FEWEST_COUNTED: usize = 3;

/// Whether the only text of a row stands where firms are named and names none: a place above its firms, a sentence where
/// the others have their number, a remark in brackets.
pub(super) fn is_no_firm(parsed: &Parsed<'_>, index: usize, text: &str) -> bool {
    let plain = narrow(text);
    let (plain, count) = (plain.trim(), plain.trim().chars().count());
    let is_in = |identity| parsed.identity(identity) == Some(index);
    let is_numbered = is_in(Identity::Number) || is_in(Identity::CreditCode);
    let is_bracketed = plain.starts_with('(') && plain.ends_with(')') && plain.matches('(').count() == 1;
    let ends = |words: &[&str]| words.iter().any(|word| plain.ends_with(word));
    let is_place = (2..=LONGEST_PLACE).contains(&count) && ends(PLACE_ENDINGS) && !ends(NO_PLACE_ENDINGS);
    let is_sentence = count > 1 && !plain.contains(|c: char| c.is_ascii_alphanumeric());
    let is_no_name = is_bracketed || is_place || (is_numbered && is_sentence);
    parsed.rows == Rows::Firms && is_no_name && (is_numbered || is_in(Identity::Name))
}

/// Whether firms' names or numbers of a row are merged with their headers: it is the lower part of those.
pub(super) fn is_of_header(parsed: &Parsed<'_>, row: &Row) -> bool {
    let is_merged = |column: &Column| {
        let origin = parsed.origin(row, column.index).filter(|_| *row.cell(column.index) == Cell::Merged);
        column.target.is_identity() && origin.is_some_and(|(top, _)| top <= parsed.header)
    };
    parsed.columns.iter().any(is_merged)
}

/// Whether the first row below the headers counts the columns, those of words by signs of their own.
pub(super) fn is_of_column_numbers(parsed: &Parsed<'_>, row: &Row, filled: &[(usize, &Cell)]) -> bool {
    let is_first = parsed.sheet.rows.get(parsed.first).is_some_and(|first| first.number == row.number);
    if !is_first || filled.len() < FEWEST_COUNTED {
        return false;
    }
    let signs = filled.iter().map(|(_, cell)| narrow(&cell.shown().unwrap_or_default()).trim().to_owned());
    let signs: Vec<String> = signs.map(|sign| sign.trim_matches(['(', ')']).to_owned()).collect();
    let stems = signs.iter().zip(STEMS).take_while(|(sign, stem)| *sign == stem).count();
    let is_named = parsed.identity(Identity::Name).is_some_and(|column| !row.cell(column).is_blank());
    // A firm without a name may have a 2 and a 3 behind its number.
    (stems > 0 || is_named) && signs[stems..].iter().zip(1_usize..).all(|(sign, number)| *sign == number.to_string())
}
