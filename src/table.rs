//! Tables as read: workbooks and texts, cell by cell, before anybody asks what a column means.

mod cell;
mod encoding;
mod size;
mod text;
mod workbook;

use crate::finding::{Finding, Problem};

pub use cell::{Cell, letters, shortest};
pub use encoding::decode;
pub use size::check_size;

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
    pub merged: Vec<Region>,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number as the spreadsheet shows it, or the line of a text table; counted from 1.
    pub number: u32,
    /// Its cells from the first column on. What is behind the last is blank.
    pub cells: Vec<Cell>,
}

/// A rectangle of cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Region {
    /// The number of the first row, counted from 1.
    pub top: u32,
    /// The number of the last row.
    pub bottom: u32,
    /// The index of the first column, counted from 0.
    pub left: usize,
    /// The index of the last column.
    pub right: usize,
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
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        Format::Workbook
    } else if first == Some(&b'{') {
        Format::Lines
    } else {
        Format::Text
    }
}

/// Reads a workbook or a text table, and what should be noticed of how it was read.
///
/// # Errors
/// When the file is no table.
pub fn read(file: &str, bytes: Vec<u8>) -> Result<(Workbook, Vec<Finding>), Problem> {
    let (sheets, findings) = match format_of(&bytes) {
        Format::Workbook => (workbook::read(bytes)?, Vec::new()),
        Format::Lines | Format::Text => {
            let (text, doubt) = decode(&bytes)?;
            check_size(&text, Format::Text)?;
            let sheet = text::read(&text)?;
            (vec![sheet], doubt.map(|problem| Finding::of_path(file, problem)).into_iter().collect())
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

    /// The region that a cell was merged into.
    #[must_use]
    pub fn region(&self, row: u32, column: usize) -> Option<&Region> {
        self.merged.iter().find(|region| region.holds(row, column))
    }
}

impl Region {
    /// Whether the cell is one of those that were merged.
    #[must_use]
    pub fn holds(&self, row: u32, column: usize) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }
}
