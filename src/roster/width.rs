//! Rows with more cells than there are headers.

use std::collections::BTreeMap;

use crate::dictionary::{Dictionary, Kind};
use crate::finding::{CellPlace, Finding, Problem};
use crate::table::{Cell, Row, letters};

use super::aside;
use super::columns::Column;
use super::header::Target;
use super::sheet::{Parsed, place};

/// Cells that a reminder names.
const MOST_NAMED: usize = 5;

impl Parsed<'_> {
    /// Finds the rows of a text table that are longer than their header: a comma stands in a figure or a name, and
    /// every cell behind it is in the column of another.
    pub(super) fn find_long_rows(&mut self, dictionary: &Dictionary, at: usize) {
        if self.is_of_workbook() {
            return;
        }
        let headers = self.sheet.rows[at].cells.len();
        let common = self.usual_length();
        let usual = headers.max(common);
        let is_long = |row: &Row| {
            let split = self.split_amount(dictionary, row);
            // No figure starts with a zero, and what others leave blank a cut amount fills.
            let is_longer = row.cells.len() > headers || common > 0 && row.cells.len() > common;
            let is_split = split.is_some_and(|(_, rest)| is_longer || rest.starts_with('0'));
            self.has_more(row) || row.cells.len() > usual || is_split
        };
        let long = self.read().filter(|(_, row)| is_long(row));
        let long: Vec<(usize, Problem)> = long.map(|(index, row)| (index, self.too_long(dictionary, row))).collect();
        self.unread.extend(long);
    }

    /// Whether it is a sheet of a workbook, whose cells stand where they were put.
    pub(super) fn is_of_workbook(&self) -> bool {
        self.sheet.name.is_some()
    }

    /// Whether something stands behind the last header.
    pub(super) fn has_more(&self, row: &Row) -> bool {
        row.cells.iter().skip(self.width).any(|cell| !cell.is_blank())
    }

    /// What is wrong with such a row.
    fn too_long(&self, dictionary: &Dictionary, row: &Row) -> Problem {
        let split = self.split_amount(dictionary, row).filter(|_| row.cells.len() <= self.width);
        split.map_or(Problem::RowTooLong { cells: row.cells.len(), headers: self.width }, |(first, rest)| {
            Problem::SplitAmount { first, rest }
        })
    }

    /// How many cells more than half of the rows have: with a separator at the end of each row, one more than headers.
    fn usual_length(&self) -> usize {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        self.data().for_each(|(_, row)| *counts.entry(row.cells.len()).or_default() += 1);
        let all: usize = counts.values().sum();
        counts.into_iter().find(|(_, count)| count * 2 > all).map_or(0, |(length, _)| length)
    }

    /// An amount that may be cut at its comma: one to three digits, and three in the next cell.
    fn split_amount(&self, dictionary: &Dictionary, row: &Row) -> Option<(String, String)> {
        let text = |column: usize| row.cell(column).shown().unwrap_or_default();
        self.cut_columns(dictionary, row).next().map(|column| (text(column), text(column + 1)))
    }

    /// The columns in which it may start.
    pub(super) fn cut_columns(&self, dictionary: &Dictionary, row: &Row) -> impl Iterator<Item = usize> {
        let is_counted = |target: Target| match target {
            Target::Fact { fact, .. } | Target::Inline { fact, .. } => {
                matches!(dictionary.fact(fact).kind, Kind::Money | Kind::Count | Kind::Number)
            }
            Target::Identity(_) | Target::AsOf | Target::Year | Target::Ignored => false,
        };
        let text = |column: usize| row.cell(column).shown().unwrap_or_default();
        let columns = self.columns.iter().filter(move |column| column.flaw.is_none() && is_counted(column.target));
        let columns = columns.map(|column| column.index);
        columns.filter(move |column| is_cut(&text(*column), &group(row.cell(column + 1))))
    }

    /// Warns of filled cells that have no header, of all in one finding.
    pub(super) fn cells_without_header(&self, named: &[bool]) -> Option<Finding> {
        let has_none = |column: &usize| !named.get(*column).copied().unwrap_or(false);
        let aside = self.aside.iter().map(|index| &self.sheet.rows[*index]);
        let outside = aside.filter(|row| aside::is_outside(self, row));
        let found = self.read().map(|(_, row)| row).chain(outside).flat_map(|row| {
            let filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
            filled.map(|(column, _)| column).filter(has_none).map(|column| (row.number, column))
        });
        self.of_cells(&found.collect::<Vec<_>>(), |cells, count| Problem::CellsWithoutHeader { cells, count })
    }

    /// Warns of filled cells that nobody sees, of all in one finding.
    pub(super) fn hidden_cells(&self) -> Option<Finding> {
        self.of_cells(&self.sheet.hidden, |cells, count| Problem::HiddenCells { cells, count })
    }

    /// Warns of rows and columns that are read though the spreadsheet does not show them, of all in one finding.
    pub(super) fn unseen(&self) -> Option<Finding> {
        let (rows, columns) = &self.sheet.unseen;
        let is_read = |column: &&Column| {
            column.target != Target::Ignored && self.data().any(|(_, row)| !row.cell(column.index).is_blank())
        };
        let hidden = self.data().filter(|(_, row)| rows.binary_search(&row.number).is_ok());
        let rows: Vec<String> = hidden.map(|(_, row)| row.number.to_string()).collect();
        let is_hidden = |column: &&Column| columns.iter().any(|hidden| hidden.contains(&column.index));
        let columns = self.columns.iter().filter(is_hidden).filter(is_read).map(|column| letters(column.index));
        let mut cells: Vec<String> = rows.into_iter().chain(columns).collect();
        let count = cells.len();
        cells.truncate(MOST_NAMED);
        let place = CellPlace { column: None, ..self.place_of_header(0) };
        (count > 0).then(|| Finding::in_table(place, Problem::HiddenRows { cells, count }))
    }

    /// One finding of so many cells, by their rows and columns, of which it names the first.
    fn of_cells(&self, found: &[(u32, usize)], problem: impl Fn(Vec<String>, usize) -> Problem) -> Option<Finding> {
        let (row, column) = *found.first()?;
        let cells = found.iter().take(MOST_NAMED).map(|(row, column)| format!("{}{row}", letters(*column)));
        let place = place(self.file, self.sheet, row, column);
        Some(Finding::in_table(place, problem(cells.collect(), found.len())))
    }
}

/// What a cell would be as the rest of an amount; a number has lost the zeros before it.
pub(super) fn group(cell: &Cell) -> String {
    match cell {
        Cell::Number(digits) => {
            let whole = digits.find('.').unwrap_or(digits.len());
            format!("{}{digits}", "0".repeat(3_usize.saturating_sub(whole)))
        }
        other => other.shown().unwrap_or_default(),
    }
}

/// Whether two cells may be the parts of one amount.
fn is_cut(first: &str, second: &str) -> bool {
    let digits = first.trim_start_matches(|c: char| !c.is_ascii_digit());
    let (group, rest) = second.split_at(second.bytes().take_while(u8::is_ascii_digit).count());
    let is_start = (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_start
        && group.len() == 3
        && (rest.is_empty() || rest.starts_with('.') || !rest.starts_with(|c: char| c.is_ascii()))
}
