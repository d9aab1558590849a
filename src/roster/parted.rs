//! Rows whose cells stand between other separators than those of their table: a line with commas that was put into a table
//! with semicolons, or pasted into the first cell of a workbook.

use std::borrow::Cow;

use crate::dictionary::Dictionary;
use crate::finding::Problem;
use crate::table::{Cell, Row};

use super::aside;
use super::sheet::Parsed;

/// What may stand between cells.
const SEPARATORS: [char; 3] = [',', ';', '|'];
/// What does so for whoever types a row by hand, and is in texts, too. A tab is read as a blank.
const LOOSE: [char; 5] = [' ', '，', '；', '、', '｜'];
/// Cells from which on a text is a row: one with fewer may be called so, such as `Silk Co., Ltd.`.
const FEWEST: usize = 3;

/// What a row is.
pub(super) enum Parted {
    /// One with this between its cells.
    By(char),
    /// One like all others; of no firm where it is called something.
    Not(Option<String>),
}

impl Parsed<'_> {
    /// Whether a row has other separators, and what it is called if it is of no firm.
    pub(super) fn parted(&self, dictionary: &Dictionary, row: &Row) -> Parted {
        let label = |row| aside::label(dictionary, self, row);
        let own = label(row);
        let is_one = |separator: char, cells: &[Cell]| {
            // A note has commas, too, but not as many as there are columns.
            let is_full = cells.len() + 1 >= self.width;
            let has_digits = cells
                .iter()
                .filter(|cell| !cell.is_blank())
                .skip(1)
                .filter_map(Cell::shown)
                .any(|text| text.starts_with(is_digit));
            // `Silk Co., Ltd., Nantong` is a name.
            let is_named = || row.cells.iter().filter_map(Cell::shown).any(|text| text.contains(", "));
            let is_dense = || own.is_none() && !is_named();
            if LOOSE.contains(&separator) { is_full && has_digits } else { is_full || is_dense() }
        };
        let parted = SEPARATORS.into_iter().chain(LOOSE).filter_map(|one| Some((one, self.part(row, one)?)));
        let found = parted.into_iter().find(|(separator, whole)| is_one(*separator, &whole.cells));
        let Some((separator, whole)) = found else { return Parted::Not(own) };
        label(&whole).map_or(Parted::By(separator), |label| Parted::Not(Some(label)))
    }

    /// A row as it was meant, which says at least of whom it is.
    pub(super) fn whole<'r>(&self, index: usize, row: &'r Row) -> Cow<'r, Row> {
        let separator = match self.unread.get(&index) {
            Some(Problem::OtherSeparator { separator }) => Some(*separator),
            _ => None,
        };
        separator.and_then(|separator| self.part(row, separator)).map_or(Cow::Borrowed(row), Cow::Owned)
    }

    /// The row with this between its cells, if it may be one: what it has in the first of few cells is more than they
    /// are.
    fn part(&self, row: &Row, separator: char) -> Option<Row> {
        let blank = row.cells.iter().take_while(|cell| cell.is_blank()).count();
        let end = row.cells.iter().rposition(|cell| !cell.is_blank())? + 1;
        let (filled, count) = (&row.cells[blank..end], end - blank);
        let is_text = filled.iter().all(|cell| matches!(cell, Cell::Text(_)));
        filled[0].shown().filter(|text| is_text && text.contains(separator))?;
        let between = if separator == ',' { ";" } else { "," };
        let text = filled.iter().filter_map(Cell::shown).collect::<Vec<_>>().join(between);
        let mut cells: Vec<Cell> = text.split(separator).map(|cell| Cell::text(cell.trim_matches('"'))).collect();
        let is_more = cells.len() >= FEWEST && (count == 1 || count * 2 <= cells.len());
        // It begins where it stands if there is room for it.
        if self.columns.iter().any(|column| column.index + 1 >= blank + cells.len()) {
            cells.splice(0..0, std::iter::repeat_n(Cell::Empty, blank));
        }
        let is_one = count == 1 || (self.sheet.name.is_none() && end < self.width);
        (self.width > 1 && is_more && is_one).then_some(Row { number: row.number, cells })
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}
