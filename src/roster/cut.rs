//! Rows of a text table in which an amount is cut at its comma, and which are no longer than their header because a cell
//! is missing at their end: the rest of the row fits only once the amount is whole again.

use std::collections::BTreeMap;

use crate::number::Number;
use crate::profile;
use crate::rulebook::Rulebook;
use crate::table::{Cell, Row};

use super::cell::written;
use super::firm::under;
use super::header::Target;
use super::plausible::{Usual, amount};
use super::sheet::{Column, Parsed};

/// Cells of a row from which on an amount is looked for.
const MOST_CUTS: usize = 8;
/// Rows with odd cells in which one is looked for; the odd cells of the others are told, too.
const MOST_SEARCHED: usize = 2_000;
/// Further groups of three digits that an amount may have.
const MOST_GROUPS: usize = 3;
/// What is left of an amount is at least so many times below the others of its column; whole, it is within so
/// many times of them.
const BELOW: i64 = 100;
const WITHIN: i64 = 10;

impl Parsed<'_> {
    /// Adds such rows to those that are too long.
    pub(super) fn find_cut_rows(&mut self, book: &Rulebook) {
        if self.sheet.name.is_some() {
            return;
        }
        let mut usual: BTreeMap<usize, Option<Usual>> = BTreeMap::new();
        let (mut cut, mut searched) = (Vec::new(), 0);
        for (index, row) in self.read() {
            let mut columns = self.cut_columns(&book.dictionary, row).take(MOST_CUTS).peekable();
            if columns.peek().is_none() {
                continue;
            }
            // What is odd behind the amount is a sign that it is cut.
            let odd = self.columns.iter().filter(|column| !is_read(book, column, row)).map(|column| column.index).max();
            searched += usize::from(odd.is_some());
            let is_cut = columns.any(|at| {
                let Some(column) = self.columns.iter().find(|column| column.index == at) else { return false };
                let is_odd = odd.is_some_and(|odd| odd >= at) && searched <= MOST_SEARCHED;
                let usual = usual.entry(at).or_insert_with(|| Usual::of(book, self, column)).as_ref();
                whole(row, at).any(|whole| {
                    let is_apart = || usual.is_some_and(|usual| is_part(book, column, usual, (row, &whole)));
                    (is_odd || is_apart()) && self.fits(book, &whole, at, true)
                })
            });
            cut.extend(is_cut.then_some(index));
        }
        self.long.extend(cut);
    }

    /// Whether all cells of a row are read from a column on, with another amount behind made whole if that `may_be_cut`.
    fn fits(&self, book: &Rulebook, row: &Row, at: usize, may_be_cut: bool) -> bool {
        let is_fit = self.columns.iter().all(|column| column.index < at || is_read(book, column, row));
        let behind = self.cut_columns(&book.dictionary, row).filter(|column| *column > at).take(MOST_CUTS);
        let mut rows = behind.filter(|_| may_be_cut).flat_map(|again| whole(row, again));
        is_fit || rows.any(|row| self.fits(book, &row, at, false))
    }
}

/// The row with the amount that starts in a cell made whole, of two cells or more.
fn whole(row: &Row, at: usize) -> impl Iterator<Item = Row> {
    let is_group = |cell: &Cell| {
        let digits = cell.shown().unwrap_or_default();
        digits.bytes().take_while(u8::is_ascii_digit).count() == 3
    };
    let groups = row.cells.iter().skip(at + 1).take(MOST_GROUPS).take_while(|cell| is_group(cell)).count();
    (1..=groups).map(move |count| {
        let (before, rest) = row.cells.split_at(at);
        let (parts, behind) = rest.split_at(count + 1);
        let amount = parts.iter().filter_map(Cell::shown).collect::<Vec<_>>().join(",");
        Row { number: row.number, cells: [before, &[Cell::text(&amount)], behind].concat() }
    })
}

/// Whether the cell of a column is read as its header says.
fn is_read(book: &Rulebook, column: &Column, row: &Row) -> bool {
    let (Target::Fact { fact, .. } | Target::Inline { fact, .. }) = column.target else { return true };
    let fact = book.dictionary.fact(fact);
    written(row.cell(column.index)).is_ok_and(|written| profile::value(book, fact, under(column), &written).is_ok())
}

/// Whether the amount of a row is far below the others of its column, and would not be if it were whole.
fn is_part(book: &Rulebook, column: &Column, usual: &Usual, (row, whole): (&Row, &Row)) -> bool {
    let Some((low, high)) = usual.half else { return false };
    let of = |row| amount(book, column, row);
    let times = |value: Number, times: i64| value.times(Number::whole(times)).ok();
    let (Some(part), Some(whole)) = (of(row), of(whole)) else { return false };
    times(part, BELOW).is_some_and(|most| most < low)
        && times(whole, WITHIN).is_some_and(|most| most >= low)
        && times(high, WITHIN).is_some_and(|most| whole <= most)
}
