//! A column of the table: what its cells state.

use std::collections::HashMap;

use crate::evaluate::Stated;
use crate::number::Number;
use crate::roster::PlainColumn;

use super::Unusual;
use super::text::hundredths;

/// Texts of a column whose meaning is kept.
const MOST_KNOWN: usize = 10_000;

/// Texts of a column that are looked at one after the other.
const FIRST: usize = 8;

/// Money of a firm that is hardly meant otherwise, in hundredths of a yuan; beyond it the roster is asked.
const USUAL: std::ops::RangeInclusive<i64> = 1_000_000..=1_000_000_000_000;

/// A column, and what is known of its cells.
pub(super) struct Column {
    pub(super) what: PlainColumn,
    /// The amounts beyond which one is far from the others, in hundredths.
    usual: Option<(i64, i64)>,
    /// The first few texts, which are those of most rows, and all of them.
    first: Vec<(Box<[u8]>, Stated)>,
    known: HashMap<Box<[u8]>, Stated>,
}

impl Column {
    /// One of which nothing is known yet.
    pub(super) fn new(what: &PlainColumn) -> Column {
        let fen = |number: Number| number.floor().to_whole().and_then(|yuan| yuan.checked_mul(100));
        let usual = match what {
            PlainColumn::Fact { usual: Some((low, high)), .. } => {
                Some((fen(*low).unwrap_or(i64::MAX).saturating_add(100), fen(*high).unwrap_or(0)))
            }
            PlainColumn::Fact { usual: None, .. } | PlainColumn::Number | PlainColumn::Name => None,
        };
        Column { what: what.clone(), usual, first: Vec::new(), known: HashMap::new() }
    }

    /// Whether it has not learnt too much yet.
    pub(super) fn may_learn(&self) -> bool {
        self.known.len() < MOST_KNOWN
    }

    /// Whether an amount is not far from the others.
    pub(super) fn is_usual(&self, stated: Stated) -> bool {
        let (Some((low, high)), Stated::Number(value)) = (self.usual, stated) else { return true };
        value == 0 || (low..=high).contains(&value.abs())
    }

    /// Keeps what a text states.
    pub(super) fn learn(&mut self, cell: &[u8], stated: Stated) {
        let is_new = self.known.insert(cell.into(), stated).is_none();
        if is_new && self.first.len() < FIRST {
            self.first.push((cell.into(), stated));
        }
    }

    fn meaning(&self, cell: &[u8]) -> Option<Stated> {
        let first = self.first.iter().find(|(text, _)| **text == *cell).map(|(_, stated)| *stated);
        first.or_else(|| self.known.get(cell).copied().filter(|_| self.known.len() > self.first.len()))
    }

    /// What a cell states; `None` where the roster has to be asked.
    pub(super) fn read(&self, cell: &[u8], factor: Option<i64>) -> Result<Option<Stated>, Unusual> {
        if cell.is_empty() {
            return Ok(Some(Stated::Nothing));
        }
        let Some(value) = factor.and_then(|factor| hundredths(cell)?.checked_mul(factor)) else {
            return Ok(self.meaning(cell));
        };
        let Some((low, high)) = self.usual else {
            // It is a count, which has no decimals.
            return Ok((!cell.contains(&b'.')).then_some(Stated::Number(value / 100)));
        };
        if value != 0 && !(low..=high).contains(&value) {
            return Err(Unusual);
        }
        Ok((value == 0 || USUAL.contains(&value)).then_some(Stated::Number(value)))
    }
}
