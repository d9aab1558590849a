//! Rows of a text table whose cells are in the columns of others from some cell on: a comma in a name makes one more of
//! them, a cell that is left out one less. The rest fits only where it belongs.

use std::collections::BTreeMap;

use crate::dictionary::Kind;
use crate::finding::Problem;
use crate::profile::is_unknown;
use crate::table::{Cell, Row};

use super::cut::Shape;
use super::header::Target;

/// Rows in which such a cell is looked for; the odd cells of the others are told, too.
const MOST_SEARCHED: usize = 2_000;

impl Shape<'_> {
    /// Such rows, with the column from which on and what is wrong with them, besides those that are `cut`.
    pub(super) fn shifted_rows(&self, cut: &BTreeMap<usize, Problem>) -> BTreeMap<usize, (usize, Problem)> {
        let usual = self.parsed.sheet.rows[..self.parsed.first].last().map_or(0, |header| header.cells.len());
        let rows = self.parsed.read().filter(|(index, _)| !cut.contains_key(index));
        let rows = rows.filter(|(_, row)| row.cells.len() < usual || self.has_word_for_figure(row));
        let found = rows.take(MOST_SEARCHED).filter_map(|(index, row)| {
            let at = self.shift(row, row.cells.len() < usual)?;
            let text = row.cell(at).shown().unwrap_or_default();
            Some((index, (at, Problem::ShiftedRow { text })))
        });
        found.collect()
    }

    /// Whether a word stands where a figure is expected.
    fn has_word_for_figure(&self, row: &Row) -> bool {
        let is_word = |text: &str| !text.contains(|c: char| c.is_ascii_digit()) && !is_unknown(text);
        let mut figures = self.parsed.columns.iter().filter(|column| {
            self.kind(column.index)
                .is_some_and(|kind| matches!(kind, Kind::Money | Kind::Ratio | Kind::Count | Kind::Number))
        });
        figures.any(|column| row.cell(column.index).shown().is_some_and(|text| is_word(&text)))
    }

    /// The column from which on the cells of a row are in those of others.
    fn shift(&self, row: &Row, is_short: bool) -> Option<usize> {
        let mut odd: Vec<usize> = self.odd(row).collect();
        odd.sort_unstable();
        let first = *odd.first()?;
        let text = row.cell(first).shown()?;
        let is_word = odd.len() > 1 || !text.contains(|c: char| c.is_ascii_digit());
        let is_name = first > 0 && is_word && self.has_words(first - 1) && !row.cell(first - 1).is_blank();
        let has_one_more = is_name && {
            let (before, rest) = row.cells.split_at(first - 1);
            let joined = Cell::text(&format!("{},{text}", row.cell(first - 1).shown().unwrap_or_default()));
            self.is_better(row, &[before, &[joined], &rest[2..]].concat(), first)
        };
        let has_one_less = is_short && {
            let (before, rest) = row.cells.split_at(first);
            self.is_better(row, &[before, &[Cell::Empty], rest].concat(), first + 1)
        };
        (has_one_more || has_one_less).then_some(first)
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
