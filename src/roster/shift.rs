//! Rows of a text table whose cells are in the columns of others from some cell on: a comma in a name or one comma twice
//! makes one more of them, a cell that is left out one less. The rest fits only where it belongs.

use std::collections::BTreeMap;

use crate::dictionary::Kind;
use crate::finding::Problem;
use crate::profile::is_unknown;
use crate::table::{Cell, Row};

use super::cut::{self, Shape};
use super::header::Target;

/// Rows in which such a cell is looked for; the odd cells of the others are told, too.
const MOST_SEARCHED: usize = 2_000;

impl Shape<'_> {
    /// Such rows, with the column from which on and what is wrong with them, besides those that are `cut`.
    pub(super) fn shifted_rows(&self, cut: &BTreeMap<usize, Problem>) -> BTreeMap<usize, (usize, Problem)> {
        let usual = self.parsed.sheet.rows[..self.parsed.first].last().map_or(0, |header| header.cells.len());
        let rows = self.parsed.read().filter(|(index, _)| !cut.contains_key(index));
        let rows = rows.filter(|(_, row)| row.cells.len() < usual || self.has_word_for_figure(row));
        let odd = rows.map(|(index, row)| (index, row, self.odd(row).collect::<Vec<usize>>()));
        let odd = odd.filter(|(.., odd)| !odd.is_empty()).take(MOST_SEARCHED);
        let found = odd.filter_map(|(index, row, odd)| {
            let first = odd.iter().copied().min()?;
            let text = row.cell(first).shown()?;
            let is_shifted = self.has_one_more(row, first, odd.len() > 1)
                || (row.cells.len() < usual && self.has_one_less(row, first));
            is_shifted.then_some((index, (first, Problem::ShiftedRow { text })))
        });
        found.collect()
    }

    /// Whether a word stands where a figure is expected.
    fn has_word_for_figure(&self, row: &Row) -> bool {
        let is_figure = |kind: Kind| matches!(kind, Kind::Money | Kind::Ratio | Kind::Count | Kind::Number);
        let mut figures = self.parsed.columns.iter().filter(|column| self.kind(column.index).is_some_and(is_figure));
        let is_word = |text: &str| !cut::is_figure(text) && !is_unknown(text);
        figures.any(|column| row.cell(column.index).shown().is_some_and(|text| is_word(&text)))
    }

    /// Whether the cell before the first odd one is blank and one too many, or a name that a comma cut in two.
    fn has_one_more(&self, row: &Row, first: usize, are_several: bool) -> bool {
        let Some(last) = first.checked_sub(1) else { return false };
        let [before, behind] = [last, first].map(|column| row.cell(column).shown().unwrap_or_default());
        let (start, rest) = (&row.cells[..last], &row.cells[first..]);
        if before.is_empty() {
            return row.cell(last).is_blank() && self.is_better(row, &[start, rest].concat(), last);
        }
        let is_word = are_several || !behind.contains(|c: char| c.is_ascii_digit());
        let joined = [Cell::text(&format!("{before},{behind}"))];
        is_word && self.has_words(last) && self.is_better(row, &[start, &joined, &rest[1..]].concat(), first)
    }

    /// Whether a cell before the first odd one is missing.
    fn has_one_less(&self, row: &Row, first: usize) -> bool {
        let (before, rest) = row.cells.split_at(first);
        self.is_better(row, &[before, &[Cell::Empty], rest].concat(), first + 1)
    }

    /// Whether the cells of a row fit so, and that of a column says something that is no word.
    fn is_better(&self, row: &Row, cells: &[Cell], column: usize) -> bool {
        let row = Row { number: row.number, cells: cells.to_vec() };
        let is_told = self.kind(column).is_some_and(|kind| kind != Kind::Text) && !row.cell(column).is_blank();
        is_told && self.fits(&row, 0, false)
    }

    /// Of which kind the cells of a column are.
    fn kind(&self, column: usize) -> Option<Kind> {
        let column = self.parsed.columns.iter().find(|one| one.index == column)?;
        match column.target {
            Target::Fact { fact, .. } | Target::Inline { fact, .. } => Some(self.book.dictionary.fact(fact).kind),
            Target::Identity(_) | Target::AsOf | Target::Year | Target::Ignored => None,
        }
    }
}
