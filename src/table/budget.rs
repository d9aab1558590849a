//! How much of one file is read at most: what is larger is refused, with the limit, before it takes all memory.

use crate::finding::Problem;

use super::size::{MOST_CELLS, MOST_ROWS};

/// Bytes of text in all cells, a text that several of them have as often as they do.
const MOST_TEXT: usize = 128 << 20;
/// Bytes that a text takes at least.
const LEAST_TEXT: usize = 16;
/// Bytes of a workbook's parts, unpacked.
const MOST_UNPACKED: usize = 512 << 20;

/// What is left.
#[derive(Debug)]
pub(super) struct Budget {
    rows: usize,
    cells: usize,
    text: usize,
    unpacked: usize,
}

impl Budget {
    pub(super) fn new() -> Budget {
        Budget { rows: MOST_ROWS, cells: MOST_CELLS, text: MOST_TEXT, unpacked: MOST_UNPACKED }
    }

    /// One more row, of this number.
    pub(super) fn row(&mut self, number: u32) -> Result<(), Problem> {
        take(&mut self.rows, 1).ok_or_else(|| too_many(number))
    }

    /// More cells, the blank ones before them too, in the row of this number.
    pub(super) fn cells(&mut self, count: usize, row: u32) -> Result<(), Problem> {
        take(&mut self.cells, count).ok_or_else(|| too_many(row))
    }

    /// A text, of which the shortest takes room, too.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Problem> {
        let bytes = text.len().max(LEAST_TEXT);
        take(&mut self.text, bytes).ok_or(too_much(MOST_TEXT))
    }

    /// Bytes that may still be unpacked.
    pub(super) fn left_packed(&self) -> usize {
        self.unpacked
    }

    pub(super) fn unpacked(&mut self, bytes: usize) -> Result<(), Problem> {
        take(&mut self.unpacked, bytes).ok_or(too_much(MOST_UNPACKED))
    }
}

fn take(left: &mut usize, count: usize) -> Option<()> {
    *left = left.checked_sub(count)?;
    Some(())
}

fn too_many(row: u32) -> Problem {
    let line = usize::try_from(row).unwrap_or(usize::MAX);
    Problem::TooManyCells { line, rows: MOST_ROWS, cells: MOST_CELLS }
}

fn too_much(most: usize) -> Problem {
    Problem::TooMuchContent { mebibytes: most >> 20 }
}
