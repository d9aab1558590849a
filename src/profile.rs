//! What one firm says of itself. What it does not say is unknown: never zero, never false.

mod alike;
mod band;
mod date;
mod doubts;
mod draft;
mod inline;
mod keys;
mod named;
mod node;
mod read;
mod set;
mod spelling;
mod statement;
mod value;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::codes::CodeId;
use crate::dictionary::{Choices, FactId, RecordId};
use crate::interval::Interval;
use crate::number::Number;

pub use band::KEYS as BAND;
pub use date::{as_of, day};
pub use doubts::{doubts, may_be_small};
pub use draft::{Draft, MOST_UNREAD, Reading, Stated};
pub use inline::Inline;
pub use keys::{AS_OF, Head, Keys, Meaning, Names, YEAR};
pub use named::remark;
pub use node::{Form, Key, Node, entries, written};
pub use read::{of_entries, read, tree};
pub use set::{set, target};
pub use spelling::{NO, UNKNOWN, YES, is_no_name, is_nothing, is_unknown};
pub use statement::{Statement, key_of, text_of};
pub use value::{Read, Under, Unit, Written, value};
pub use values::RecordValues;

/// Calendar years that a profile may speak of.
pub const YEARS: std::ops::RangeInclusive<i16> = 1949..=2199;

/// A known value of a fact.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Value {
    /// Money, a ratio, a count; a day by its number.
    Number(Number),
    /// A figure between two ends, both included; a day of which only the month or the year is known.
    Within(Box<Interval>),
    /// Something is stated that could not be read: the fact is not known, and follows from nothing else.
    Unread,
    /// Yes or no.
    Flag(bool),
    /// The choices that hold.
    Choices(Choices),
    /// A place or an industry.
    Code(CodeId),
    /// Words.
    Text(String),
}

/// What one firm says of itself.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Profile {
    /// The date as of which it asks.
    pub as_of: Option<Day>,
    /// The number that a consultant gave it.
    pub number: Option<String>,
    /// Its unified social credit code.
    pub credit_code: Option<String>,
    /// Facts of the firm.
    pub facts: RecordValues,
    /// Facts of calendar years.
    pub years: BTreeMap<i16, RecordValues>,
    /// Facts of calendar years of a record: of its kind, the one with this index, in this year.
    pub record_years: BTreeMap<(RecordId, usize, i16), RecordValues>,
    /// How many of its values could not be read.
    pub unread: usize,
    /// Lists of records. One that is there is complete; one that is absent is unknown.
    pub records: BTreeMap<RecordId, Vec<RecordValues>>,
    /// Lists that are stated and may lack records: unknown, too, and nothing is taken for granted in their place.
    pub incomplete: BTreeSet<RecordId>,
}

/// One value that a profile may state: a fact, of which record or year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FactRef {
    /// The fact.
    pub fact: FactId,
    /// The index of its record.
    pub record: Option<usize>,
    /// Its calendar year.
    pub year: Option<i16>,
}

impl Profile {
    /// All values that it states, those that could not be read too.
    #[must_use]
    pub fn stated(&self) -> Vec<FactRef> {
        let of = |values: &RecordValues, record, year| -> Vec<FactRef> {
            values.keys().map(|fact| FactRef { fact: *fact, record, year }).collect()
        };
        let years = self.years.iter().flat_map(|(year, values)| of(values, None, Some(*year)));
        let records = self
            .records
            .values()
            .flat_map(|list| list.iter().enumerate().flat_map(|(index, values)| of(values, Some(index), None)));
        let of_years =
            self.record_years.iter().flat_map(|((_, index, year), values)| of(values, Some(*index), Some(*year)));
        of(&self.facts, None, None).into_iter().chain(years).chain(records).chain(of_years).collect()
    }

    /// Whether no value of it was read; an empty list of a table is that of all its firms.
    #[must_use]
    pub fn says_nothing(&self) -> bool {
        let is_unread = |values: &RecordValues| values.values().all(|value| *value == Value::Unread);
        is_unread(&self.facts) && self.years.values().all(is_unread) && self.records.values().all(Vec::is_empty)
    }

    /// The stated value, if there is one; `record` is the kind and index of the record for a fact of one.
    #[must_use]
    pub fn value(&self, fact: FactRef, record: Option<RecordId>) -> Option<&Value> {
        match (record, fact.record, fact.year) {
            (Some(record), Some(index), Some(year)) => self.record_years.get(&(record, index, year))?.get(&fact.fact),
            (Some(record), Some(index), None) => self.records.get(&record)?.get(index)?.get(&fact.fact),
            (_, _, Some(year)) => self.years.get(&year)?.get(&fact.fact),
            (_, _, None) => self.facts.get(&fact.fact),
        }
    }

    /// The values among which one is, of a record of this kind; `None` where there is no such record.
    pub fn values_mut(&mut self, at: FactRef, record: Option<RecordId>) -> Option<&mut RecordValues> {
        match (record, at.record, at.year) {
            (Some(record), Some(index), Some(year)) => {
                Some(self.record_years.entry((record, index, year)).or_default())
            }
            (Some(record), Some(index), None) => self.records.get_mut(&record).and_then(|list| list.get_mut(index)),
            (_, _, Some(year)) => Some(self.years.entry(year).or_default()),
            (_, _, None) => Some(&mut self.facts),
        }
    }

    /// The same firm with another value; of a record that is not there, the same.
    #[must_use]
    pub fn with(&self, at: FactRef, record: Option<RecordId>, value: Value) -> Profile {
        let mut other = self.clone();
        if let Some(values) = other.values_mut(at, record) {
            values.insert(at.fact, value);
        }
        other
    }
}
