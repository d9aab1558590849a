//! Tables in which nearly nothing can be read: they are no tables of what they seem to be, and to tell each cell of them
//! takes minutes and helps nobody.

use crate::finding::{CellPlace, Finding, Problem};
use crate::profile::MOST_UNREAD;
use crate::rulebook::Rulebook;
use crate::table::Row;

use super::cut::is_read;
use super::sheet::Parsed;

/// Rows by which a table, or a file of lines, is judged.
pub const SAMPLE: usize = 50;

/// Whether so many rows of a sample, of which more than [`MOST_UNREAD`] values can't be read, are nearly all of it.
#[must_use]
pub fn is_unreadable(unread: usize) -> bool {
    unread * 10 >= SAMPLE * 9
}

impl Parsed<'_> {
    /// Takes no row of a table if nearly nothing of the first can be read, with a finding.
    pub(super) fn end_if_unreadable(&mut self, book: &Rulebook) -> Option<Finding> {
        let is_unread = |row| {
            let unread = self.columns.iter().filter(|column| !is_read(book, column, row));
            unread.take(MOST_UNREAD + 1).count() > MOST_UNREAD
        };
        let sample: Vec<&Row> = self.data().map(|(_, row)| row).take(SAMPLE).collect();
        let unread = || sample.iter().filter(|row| is_unread(row)).count();
        if self.columns.len() <= MOST_UNREAD || sample.len() < SAMPLE || !is_unreadable(unread()) {
            return None;
        }
        self.end = self.first;
        let place = CellPlace { column: None, ..self.place_of_header(0) };
        Some(Finding::in_table(place, Problem::UnreadableTable { rows: SAMPLE, most: MOST_UNREAD }))
    }
}
