//! A profile while it is read, value by value, whatever the file: what is stated where, and what is wrong with it.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::dictionary::{FactId, Home, RecordId};
use crate::finding::{Finding, Place, Problem, Severity};
use crate::interval::Interval;
use crate::number::Number;
use crate::reader::MOST_FINDINGS;
use crate::rulebook::Rulebook;

use super::alike::alike;
use super::named::called;
use super::value::{Read, Under, Unit, Written, value};
use super::{FactRef, Profile, RecordValues, Value};

/// Values that can't be read of a firm that is answered; of one with more nobody knows anything, and its table is likely
/// no table of such firms.
pub const MOST_UNREAD: usize = 100;

/// Where a value is stated, and what it is called there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stated {
    /// The key or header.
    pub name: String,
    /// Where that is written.
    pub named: Place,
    /// Where its value is.
    pub place: Place,
    /// Whether its whole column is doubted already.
    pub is_doubted: bool,
}

impl Stated {
    /// A value that is not doubted.
    #[must_use]
    pub fn new(name: &str, named: &Place, place: &Place) -> Stated {
        Stated { name: name.to_owned(), named: named.clone(), place: place.clone(), is_doubted: false }
    }
}

/// A profile as read.
#[derive(Clone, Default, Debug)]
pub struct Reading {
    /// What the firm says of itself.
    pub profile: Profile,
    /// The name of the firm.
    pub name: Option<String>,
    /// Where each value is stated.
    pub places: BTreeMap<FactRef, Stated>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// A profile while it is read.
#[derive(Debug)]
pub struct Draft<'r> {
    /// The rules.
    pub book: &'r Rulebook,
    /// What was read so far.
    pub reading: Reading,
    /// Whether it is read from cells of a table.
    is_of_cells: bool,
    /// Kinds of records of which nobody knows all that the firm has.
    unknown: BTreeSet<RecordId>,
    /// How many errors were reported.
    errors: usize,
}

impl<'r> Draft<'r> {
    /// Nothing is read yet.
    #[must_use]
    pub fn new(book: &'r Rulebook, is_of_cells: bool) -> Draft<'r> {
        Draft { book, reading: Reading::default(), is_of_cells, unknown: BTreeSet::new(), errors: 0 }
    }

    /// A profile that was read before, of which each value is said to be at this place.
    #[must_use]
    pub(super) fn again(book: &'r Rulebook, profile: &Profile, place: &Place) -> Draft<'r> {
        let mut draft = Draft::new(book, false);
        draft.reading.profile = profile.clone();
        for at in profile.stated() {
            let stated = Stated::new(&book.dictionary.fact(at.fact).key, place, place);
            draft.reading.places.insert(at, stated);
        }
        draft
    }

    /// Leaves a value unknown.
    pub(super) fn unset(&mut self, at: FactRef) {
        self.reading.places.remove(&at);
        if self.values(at).and_then(|values| values.remove(&at.fact)) == Some(Value::Unread) {
            let unread = &mut self.reading.profile.unread;
            *unread = unread.saturating_sub(1);
        }
    }

    /// Whether so much can't be read that the firm is not answered for, and reading on is not worth the time.
    #[must_use]
    pub fn is_given_up(&self) -> bool {
        self.errors > MOST_UNREAD
    }

    /// Reads a value of a fact. What can't be read is not known, and follows from nothing else.
    pub fn state(&mut self, at: FactRef, stated: Stated, unit: Option<Unit>, written: &Written<'_>) {
        if self.is_given_up() {
            return;
        }
        let fact = self.book.dictionary.fact(at.fact);
        let under = Under { key: &stated.name, unit, is_cell: self.is_of_cells, hints: true };
        match value(self.book, fact, under, written) {
            Ok(Read { value: None, .. }) => {}
            Ok(Read { value: Some(value), note }) => {
                if let Some(problem) = note {
                    self.report(stated.place.clone(), problem);
                }
                if self.is_first(at, stated) {
                    self.put(at, value);
                }
            }
            Err(problem) => self.unread(at, stated, problem),
        }
    }

    /// Notes that a value can't be read.
    pub fn unread(&mut self, at: FactRef, stated: Stated, problem: Problem) {
        if self.is_given_up() {
            return;
        }
        let place = stated.place.clone();
        if self.is_first(at, stated) {
            self.put(at, Value::Unread);
        }
        let is_needed = self.book.reads(at.fact);
        let problem = if is_needed { problem } else { Problem::NotNeeded { problem: Box::new(problem) } };
        self.report(place, problem);
    }

    /// Reports a problem.
    ///
    /// Nobody reads more than so many; the last one says that there are more.
    pub fn report(&mut self, place: Place, problem: Problem) {
        self.errors += usize::from(problem.severity() == Severity::Error);
        let findings = &mut self.reading.findings;
        match findings.len().cmp(&MOST_FINDINGS) {
            Ordering::Less => findings.push(Finding::new(place, problem)),
            Ordering::Equal => findings.push(Finding::new(place, Problem::TooManyFindings)),
            Ordering::Greater => {}
        }
    }

    /// Whether the value was not stated before. Of one that is stated twice nobody knows which is meant.
    fn is_first(&mut self, at: FactRef, stated: Stated) -> bool {
        let Some(first) = self.reading.places.get(&at).map(|first| first.name.clone()) else {
            self.reading.places.insert(at, stated);
            return true;
        };
        let fact = called(self.book.dictionary.fact(at.fact));
        self.put(at, Value::Unread);
        self.report(stated.named, Problem::StatedTwice { fact, first, second: stated.name });
        false
    }

    /// Marks a fact as one of which something is written that could not be read, if nothing else is stated of it.
    pub fn suspect(&mut self, at: FactRef) {
        if !self.reading.places.contains_key(&at) && self.book.derivations.contains_key(&at.fact) {
            self.put(at, Value::Unread);
        }
    }

    fn put(&mut self, at: FactRef, value: Value) {
        if let Some(values) = self.values(at) {
            values.insert(at.fact, value);
        }
    }

    /// The values among which one is.
    fn values(&mut self, at: FactRef) -> Option<&mut RecordValues> {
        let record = self.book.dictionary.fact(at.fact).home.record();
        self.reading.profile.values_mut(at, record)
    }

    /// Begins the list of the firm's records of a kind.
    pub fn list(&mut self, record: RecordId) {
        self.reading.profile.records.entry(record).or_default();
    }

    /// Adds a record of which nothing is known yet; its index.
    pub fn record(&mut self, record: RecordId) -> usize {
        let list = self.reading.profile.records.entry(record).or_default();
        list.push(RecordValues::default());
        list.len() - 1
    }

    /// Notes that the firm says nothing of a list, or only that there may be something.
    pub fn leave_out(&mut self, record: RecordId) {
        self.unknown.insert(record);
    }

    /// Notes that a list could not be read, or not all of it.
    pub fn forget(&mut self, record: RecordId) {
        self.leave_out(record);
        self.reading.profile.incomplete.insert(record);
    }

    /// The profile, once everything is read.
    #[must_use]
    pub fn finish(mut self) -> Reading {
        for record in std::mem::take(&mut self.unknown) {
            let Profile { records, incomplete, .. } = &mut self.reading.profile;
            // Beside records that are stated it is one more, of which nothing is known.
            if let Some(stated) = records.get_mut(&record).filter(|stated| !stated.is_empty())
                && !incomplete.contains(&record)
            {
                stated.push(RecordValues::default());
                continue;
            }
            records.remove(&record);
            self.reading.profile.record_years.retain(|(other, ..), _| *other != record);
            let dictionary = &self.book.dictionary;
            self.reading.places.retain(|at, _| dictionary.fact(at.fact).home != Home::Record(record));
        }
        for finding in alike(&self.book.dictionary, &self.reading) {
            self.report(finding.place, finding.problem);
        }
        self.check_pairs();
        self.check_founding();
        self.reading
    }

    /// Finds facts that contradict each other: a date before one that it must not precede, a part above its whole.
    /// Of both nobody knows which is right.
    fn check_pairs(&mut self) {
        let stated: Vec<FactRef> = self.reading.places.keys().copied().collect();
        for at in stated {
            let fact = self.book.dictionary.fact(at.fact);
            let later = |earlier: FactId| FactRef { fact: earlier, ..at };
            if let Some(earlier) = fact.not_before.map(later).filter(|earlier| self.is_below(at, *earlier)) {
                let earlier = (earlier, called(self.book.dictionary.fact(earlier.fact)));
                self.contradict(at, earlier.0, Problem::WrongOrder { earlier: earlier.1, later: called(fact) });
            }
            if let Some(whole) = fact.part_of.map(later).filter(|whole| self.is_below(*whole, at)) {
                let problem =
                    Problem::AboveWhole { part: called(fact), whole: called(self.book.dictionary.fact(whole.fact)) };
                self.contradict(at, whole, problem);
            }
        }
    }

    /// Whether a value is surely below another.
    fn is_below(&self, low: FactRef, high: FactRef) -> bool {
        let (Some(low), Some(high)) = (self.interval(low), self.interval(high)) else { return false };
        low.high.zip(high.low).is_some_and(|(low, high)| low.at < high.at)
    }

    fn interval(&self, at: FactRef) -> Option<Interval> {
        let record = self.book.dictionary.fact(at.fact).home.record();
        match self.reading.profile.value(at, record)? {
            Value::Number(number) => Some(Interval::point(*number)),
            Value::Within(range) => Some(**range),
            Value::Flag(_) | Value::Choices(_) | Value::Code(_) | Value::Text(_) | Value::Unread => None,
        }
    }

    fn contradict(&mut self, at: FactRef, other: FactRef, problem: Problem) {
        self.put(at, Value::Unread);
        self.put(other, Value::Unread);
        if let Some(stated) = self.reading.places.get(&at) {
            let place = stated.place.clone();
            self.report(place, problem);
        }
    }

    /// Finds figures of years before the one in which the firm was founded; those that say nothing was earned are none.
    fn check_founding(&mut self) {
        let Some(fact) = self.book.dictionary.established() else { return };
        let founded = FactRef { fact, record: None, year: None };
        let first = self.interval(founded).and_then(|days| Day::from_number(days.low?.at));
        let Some(first) = first else { return };
        let is_figure = |value: &Value| match value {
            Value::Number(number) => !number.is_zero(),
            Value::Within(band) => band.hull(Interval::ZERO) != **band,
            Value::Unread | Value::Flag(_) | Value::Choices(_) | Value::Code(_) | Value::Text(_) => false,
        };
        let years = self.reading.profile.years.iter().filter(|(year, _)| **year < first.year());
        let early: Vec<(i16, FactId)> = years
            .flat_map(|(year, facts)| {
                facts.iter().filter(|(_, value)| is_figure(value)).map(|(fact, _)| (*year, *fact))
            })
            .collect();
        let Some((year, _)) = early.first().copied() else { return };
        let Some(place) = self.reading.places.get(&founded).map(|stated| stated.place.clone()) else { return };
        self.put(founded, Value::Unread);
        for (year, fact) in early {
            self.put(FactRef { fact, record: None, year: Some(year) }, Value::Unread);
        }
        self.report(place, Problem::FiguresBeforeFounding { year, founded: first.to_string() });
    }
}

/// The number that a reading has for a fact.
pub(super) fn number(reading: &Reading, at: FactRef) -> Option<Number> {
    if let Value::Number(number) = reading.profile.value(at, None)? { Some(*number) } else { None }
}
