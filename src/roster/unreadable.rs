//! Tables in which nearly nothing can be read: they are no tables of what they seem to be, and to tell each cell of them
//! takes minutes and helps nobody.

use std::ops::Add;

use crate::dictionary::Kind;
use crate::finding::{CellPlace, Finding, Problem};
use crate::profile::{Profile, RecordValues, Value};
use crate::rulebook::Rulebook;

use super::cut::is_read;
use super::header::Target;
use super::sheet::Parsed;

/// Rows by which a table, or a file of lines, is judged.
pub const SAMPLE: usize = 50;
/// Fewer values of a row that can't be read are told one by one.
const FEW: usize = 20;

/// How much of a sample of rows was read.
#[derive(Clone, Copy, Default, Debug)]
pub struct Legible {
    /// Values that are stated, besides words, which can say anything.
    pub stated: usize,
    /// Those that can't be read.
    pub unread: usize,
}

impl Legible {
    /// Of the values of a firm.
    #[must_use]
    pub fn of(profile: &Profile) -> Legible {
        let Profile { facts, years, records, record_years, .. } = profile;
        let lists = years.values().chain(record_years.values()).chain(records.values().flatten());
        let values = std::iter::once(facts).chain(lists).flat_map(RecordValues::values);
        let read = values.filter(|value| !matches!(value, Value::Unread | Value::Text(_))).count();
        Legible { stated: read + profile.unread, unread: profile.unread }
    }

    /// That nearly nothing of so many rows can be read, if so.
    #[must_use]
    pub fn problem(self) -> Option<Problem> {
        let Legible { stated, unread } = self;
        let is_unreadable = unread > SAMPLE * FEW && unread * 10 >= stated * 9;
        is_unreadable.then_some(Problem::UnreadableTable { rows: SAMPLE, stated, unread })
    }
}

impl Add for Legible {
    type Output = Legible;

    fn add(self, other: Legible) -> Legible {
        Legible { stated: self.stated + other.stated, unread: self.unread + other.unread }
    }
}

impl Parsed<'_> {
    /// Takes no row of a table if nearly nothing of the first can be read, with a finding.
    pub(super) fn end_if_unreadable(&mut self, book: &Rulebook) -> Option<Finding> {
        let is_asked = |target: Target| match target {
            Target::Fact { fact, .. } | Target::Inline { fact, .. } => book.dictionary.fact(fact).kind != Kind::Text,
            Target::Identity(_) | Target::AsOf | Target::Year | Target::Ignored => false,
        };
        let rows: Vec<_> = self.data().map(|(_, row)| row).take(SAMPLE).collect();
        if rows.len() < SAMPLE || self.columns.len() <= FEW {
            return None;
        }
        let facts = self.columns.iter().filter(|column| is_asked(column.target));
        let cells = facts.flat_map(|column| rows.iter().map(move |row| (column, *row)));
        let mut legible = Legible::default();
        for (column, row) in cells.filter(|(column, row)| !row.cell(column.index).is_blank()) {
            legible = legible + Legible { stated: 1, unread: usize::from(!is_read(book, column, row)) };
        }
        let problem = legible.problem()?;
        self.end = self.first;
        let place = CellPlace { column: None, ..self.place_of_header(0) };
        Some(Finding::in_table(place, problem))
    }
}
