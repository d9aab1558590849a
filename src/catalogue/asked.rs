//! What supports over some places ask for.

use std::collections::{BTreeMap, BTreeSet};

use crate::codes::CodeId;
use crate::dictionary::{FactId, Home, RecordId};
use crate::rulebook::{Rulebook, Support, Uses};

/// Facts that a rule reads of a record or year that it goes through are asked of the last whole year.
pub(super) const LAST_YEAR: i16 = -1;

/// The facts and lists that supports over some places read, and those by which people tell firms and records apart.
pub(super) struct Asked<'a> {
    book: &'a Rulebook,
    uses: Uses,
    named: BTreeSet<FactId>,
    /// The places; all when there are none.
    pub(super) places: &'a [CodeId],
    /// How many supports ask.
    pub(super) supports: usize,
    /// A place that one of them is about.
    pub(super) example_place: Option<CodeId>,
}

impl<'a> Asked<'a> {
    pub(super) fn new(book: &'a Rulebook, places: &'a [CodeId]) -> Asked<'a> {
        let applies =
            |support: &&Support| places.is_empty() || places.iter().any(|place| book.may_apply(support, *place));
        let supports: Vec<&Support> = book.supports.iter().filter(applies).collect();
        let mut uses = Uses::default();
        supports.iter().for_each(|support| uses.extend(book.uses(support)));
        let example_place = places.first().copied().or_else(|| Some(book.document_of(supports.first()?).place));
        let named = named(book, &uses.records);
        Asked { book, uses, named, places, supports: supports.len(), example_place }
    }

    /// The facts of a home that can be stated, in the order of the dictionary, but for yearly facts of a record.
    pub(super) fn of(&self, home: Home) -> impl Iterator<Item = FactId> {
        let is_asked = |id: &FactId| self.uses.contains(*id) || self.named.contains(id);
        let facts = self.book.dictionary.facts_of(home).filter(is_asked);
        facts.filter(|id| self.can_be_stated(*id) && !self.book.dictionary.fact(*id).yearly)
    }

    /// The years of the firm relative to the as-of year, the latest first, each with its facts.
    pub(super) fn years(&self) -> Vec<(i16, Vec<FactId>)> {
        self.by_year(Home::Year)
    }

    /// The same of a kind of record that has yearly facts.
    pub(super) fn years_of(&self, record: RecordId) -> Vec<(i16, Vec<FactId>)> {
        self.by_year(Home::Record(record))
    }

    fn by_year(&self, home: Home) -> Vec<(i16, Vec<FactId>)> {
        let mut years: BTreeMap<i16, BTreeSet<FactId>> = BTreeMap::new();
        for (id, year) in &self.uses.facts {
            let fact = self.book.dictionary.fact(*id);
            let is_yearly = fact.yearly || fact.home == Home::Year;
            if fact.home == home && is_yearly && self.can_be_stated(*id) {
                years.entry(year.unwrap_or(LAST_YEAR)).or_default().insert(*id);
            }
        }
        years.into_iter().rev().map(|(year, facts)| (year, facts.into_iter().collect())).collect()
    }

    /// The kinds of records.
    pub(super) fn records(&self) -> impl Iterator<Item = RecordId> {
        self.uses.records.iter().copied()
    }

    /// A fact that only follows from others is not asked.
    fn can_be_stated(&self, id: FactId) -> bool {
        !self.book.dictionary.fact(id).is_derived
    }
}

/// What is asked whether or not a rule reads it: by what people tell firms and records apart, and where the firm is, for
/// that decides which rules are read.
fn named(book: &Rulebook, records: &BTreeSet<RecordId>) -> BTreeSet<FactId> {
    let of_records = records.iter().filter_map(|record| book.dictionary.record(*record).named_by);
    let of_firm = ["name", "place"].into_iter().filter_map(|key| book.dictionary.by_key(key));
    of_firm.chain(of_records).collect()
}
