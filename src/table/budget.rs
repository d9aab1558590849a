//! How much of one file is read at most: what is larger is refused, with the limit, before it takes all memory.

use crate::finding::Problem;

/// Cells with the blank ones before them, of all sheets: a city's firms with two hundred columns each.
const MOST_CELLS: usize = 5_000_000;
/// Bytes of text in all cells, a text that several of them have as often as they do.
const MOST_TEXT: usize = 128 << 20;
/// Bytes of a workbook's parts, unpacked.
const MOST_UNPACKED: usize = 512 << 20;

/// What is left.
#[derive(Debug)]
pub(super) struct Budget {
    cells: usize,
    text: usize,
    unpacked: usize,
}

impl Budget {
    pub(super) fn new() -> Budget {
        Budget { cells: MOST_CELLS, text: MOST_TEXT, unpacked: MOST_UNPACKED }
    }

    pub(super) fn cells(&mut self, count: usize) -> Result<(), Problem> {
        take(&mut self.cells, count).ok_or(Problem::TooManyCells { most: MOST_CELLS })
    }

    pub(super) fn text(&mut self, bytes: usize) -> Result<(), Problem> {
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

fn too_much(most: usize) -> Problem {
    Problem::TooMuchContent { mebibytes: most >> 20 }
}
