//! How much of one file is read at most: what is larger is refused, with the limit, before it takes all memory.

use crate::finding::Problem;

use super::size::{MOST_CELLS, MOST_ROWS};

/// Bytes in all cells, a text that several of them have as often as they do.
const MOST_CONTENT: usize = 192 << 20;
/// Bytes of a workbook as it is stored.
const MOST_PACKED: usize = 256 << 20;
/// Bytes of a workbook's parts, unpacked.
pub(super) const MOST_UNPACKED: usize = 256 << 20;

/// What is left.
#[derive(Debug)]
pub(super) struct Budget {
    rows: usize,
    cells: usize,
    content: usize,
    unpacked: usize,
}

impl Budget {
    pub(super) fn new() -> Budget {
        Budget { rows: MOST_ROWS, cells: MOST_CELLS, content: MOST_CONTENT, unpacked: MOST_UNPACKED }
    }

    /// One more row, of this number.
    pub(super) fn row(&mut self, number: u32) -> Result<(), Problem> {
        take(&mut self.rows, 1).ok_or_else(|| too_many(number))
    }

    /// More cells, the blank ones before them too, in the row of this number.
    pub(super) fn cells(&mut self, count: usize, row: u32) -> Result<(), Problem> {
        take(&mut self.cells, count).ok_or_else(|| too_many(row))
    }

    /// So many bytes in cells.
    pub(super) fn content(&mut self, bytes: usize) -> Result<(), Problem> {
        take(&mut self.content, bytes).ok_or(too_much(MOST_CONTENT))
    }

    /// Refuses a workbook of more bytes, packed, than are read.
    pub(super) fn packed(bytes: usize) -> Result<(), Problem> {
        if bytes > MOST_PACKED { Err(too_much(MOST_PACKED)) } else { Ok(()) }
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

/// The content is more than so many bytes.
pub(super) fn too_much(most: usize) -> Problem {
    Problem::TooMuchContent { mebibytes: most >> 20 }
}
