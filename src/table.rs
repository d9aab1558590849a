//! Tables as read: workbooks and texts, cell by cell, before anybody asks what a column means.

mod budget;
mod cell;
mod encoding;
mod grid;
mod merged;
mod number_format;
mod rich;
mod size;
mod text;
mod xls;
mod xlsx;

use std::ops::Range;

use crate::finding::{Finding, Problem, TableFlaw};

pub use cell::{Cell, letters, shortest};
pub use encoding::{LOST, decode};
pub use merged::{Merged, Region};
pub use rich::unmarked;
pub use size::check_size;

/// How an archive begins, which an XLSX is.
const ZIP: &[u8] = b"PK\x03\x04";

/// The sheets of one file.
#[derive(Clone, Debug)]
pub struct Workbook {
    /// The path as the user knows it.
    pub file: String,
    /// The sheets, in their order. A text table is one without a name.
    pub sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Clone, Default, Debug)]
pub struct Sheet {
    /// Its name; `None` for a text table.
    pub name: Option<String>,
    /// The rows that have something in them, in their order.
    pub rows: Vec<Row>,
    /// Cells that were merged into one.
    pub merged: Merged,
    /// The rows and columns of filled cells that merged ones cover with something else.
    pub hidden: Vec<(u32, usize)>,
    /// The numbers of the rows, and the columns, that the spreadsheet does not show.
    pub unseen: (Vec<u32>, Vec<Range<usize>>),
}

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number as the spreadsheet shows it, or the line of a text table; counted from 1.
    pub number: u32,
    /// Its cells from the first column on. What is behind the last is blank.
    pub cells: Vec<Cell>,
}

/// Why something of a file is not read.
enum Fault {
    /// It can't be read, and this is why.
    Broken(TableFlaw),
    /// Nothing of the file is to be read.
    Refused(Problem),
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Fault {
        Fault::Refused(problem)
    }
}

impl Fault {
    fn said(error: &impl std::fmt::Display) -> Fault {
        Fault::Broken(TableFlaw::Said(error.to_string()))
    }

    /// What is wrong with the file, if it is of no one sheet.
    fn of_table(self) -> Problem {
        match self {
            Fault::Broken(flaw) => Problem::BrokenTable { flaw },
            Fault::Refused(problem) => problem,
        }
    }
}

/// What a file is, by its first bytes: its name may say anything.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// A workbook of a spreadsheet program.
    Workbook,
    /// JSON objects, one a line.
    Lines,
    /// A table as text.
    Text,
}

/// What a file is.
#[must_use]
pub fn format_of(bytes: &[u8]) -> Format {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let first = text.trim_ascii_start();
    if bytes.starts_with(ZIP) || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        Format::Workbook
    } else if first.starts_with(b"{") && unread_format(bytes).is_none() {
        Format::Lines
    } else {
        Format::Text
    }
}

/// What other programs write, sometimes under the name of a table, by its first bytes.
const UNREAD: &[(&[u8], &str)] = &[
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"<html", "HTML"),
    (b"<!doctype html", "HTML"),
    (b"<head", "HTML"),
    (b"<meta", "HTML"),
    (b"<table", "HTML"),
    (b"<?xml", "XML"),
    (b"<?mso", "XML"),
    (b"\x09\x00\x04\x00", "Excel 2"),
    (b"\x09\x02\x06\x00", "Excel 3"),
    (b"\x09\x04\x06\x00", "Excel 4"),
    (b"\x1F\x8B", "GZIP"),
    (b"7z\xBC\xAF", "7z"),
    (b"Rar!", "RAR"),
];

/// A list of objects; one object a line is read.
const ARRAY: &str = "JSON";

/// What a file is that is no table.
fn unread_format(bytes: &[u8]) -> Option<&'static str> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let starts = |start: &[u8]| text.get(..start.len()).is_some_and(|text| text.eq_ignore_ascii_case(start));
    // A tab is a blank, but not where it begins a binary file.
    let found = UNREAD.iter().find(|(start, _)| starts(start) || bytes.starts_with(start));
    let is_array = || text.strip_prefix(b"[").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"{"));
    found.map(|(_, format)| *format).or_else(|| is_array().then_some(ARRAY))
}

/// Reads a workbook or a text table, and what should be noticed of how it was read.
///
/// # Errors
/// When the file is no table.
pub fn read(file: &str, bytes: Vec<u8>) -> Result<(Workbook, Vec<Finding>), Problem> {
    if let Some(format) = unread_format(&bytes) {
        return Err(Problem::UnreadFormat { format });
    }
    let (sheets, findings) = match format_of(&bytes) {
        Format::Workbook if bytes.starts_with(ZIP) => xlsx::read(file, bytes)?,
        Format::Workbook => xls::read(file, bytes)?,
        Format::Lines | Format::Text => {
            let (text, doubt) = decode(&bytes)?;
            check_size(&text, Format::Text)?;
            let (sheet, mut findings) = text::read(file, &text)?;
            findings.extend(doubt.map(|problem| Finding::of_path(file, problem)));
            (vec![sheet], findings)
        }
    };
    Ok((Workbook { file: file.to_owned(), sheets }, findings))
}

impl Row {
    /// The cell of a column.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

impl Sheet {
    /// The columns of the widest row.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    }

    /// Notes that none of its rows is shown, if so.
    fn hide_all(&mut self, is_hidden: bool) {
        if is_hidden {
            self.unseen.0 = self.rows.iter().map(|row| row.number).collect();
        }
    }

    /// Takes the value of a cell away that shows one, with its row and column: nobody computed it.
    fn without_value(&mut self, (row, column): (u32, usize)) {
        let at = self.rows.binary_search_by_key(&row, |row| row.number).ok();
        let cell = at.and_then(|at| self.rows[at].cells.get_mut(column));
        if let Some(cell) = cell.filter(|cell| !cell.is_blank()) {
            *cell = Cell::NoValue;
        }
    }

    /// The region that a cell was merged into.
    #[must_use]
    pub fn region(&self, row: u32, column: usize) -> Option<&Region> {
        self.merged.at(row, column)
    }
}
