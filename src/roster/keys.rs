//! What the keys of a firm stand for that is written as a tree, a profile or a line of JSON: the keys of a profile, and
//! whatever the header of a column may be.

use std::collections::BTreeMap;
use std::sync::{OnceLock, RwLock};

use crate::calendar::Day;
use crate::dictionary::{Dictionary, FactId, Home, Kind};
use crate::profile::{self, Form, Head, Key, Keys, Names, Node, Reading, Written};
use crate::reader::Table;
use crate::rulebook::Rulebook;

use super::cell::unit_of;
use super::header::{self, Rows, Target, Unit, Vocabulary, YearOf};
use super::map::HeaderMap;
use super::names::Identity;
use super::stated;

/// What headers can speak of, gathered once somebody asks: the keys of most profiles are the dictionary's own.
#[derive(Debug)]
pub(super) struct Headers<'h> {
    dictionary: &'h Dictionary,
    vocabulary: OnceLock<Vocabulary<'h>>,
    /// What keys were found to mean: most firms of a file have the same.
    known: RwLock<BTreeMap<Rows, BTreeMap<String, header::Meaning>>>,
}

/// Keys whose meaning is kept, of each kind of rows; lines of one file have a few dozen.
const MOST_KNOWN: usize = 10_000;

/// What the keys of one firm stand for.
pub(super) struct FirmKeys<'k, 'h> {
    names: Names<'h>,
    headers: &'k Headers<'h>,
    /// What somebody says that headers mean; `None` in TOML.
    map: Option<&'k HeaderMap>,
    /// The day from which "last year" counts.
    as_of: Day,
    /// What a key `单位` of the firm says.
    label: Label,
}

/// What a key `单位` says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    /// The firm, where no other key names it.
    Firm,
    /// The unit of the firm's money.
    Unit(profile::Unit),
    /// Money that is no yuan, so that none is read that has no unit of its own.
    OtherMoney,
    /// Nobody knows what.
    Unclear,
}

/// Reads a profile in TOML, whose keys may be headers of a table, too: `"营业收入（万元）"`. `as_of` is the stated day, and
/// the one of firms that have none of their own.
#[must_use]
pub fn profile(book: &Rulebook, as_of: (Option<Day>, Day), table: &Table<'_>) -> Reading {
    let entries = profile::entries(table);
    let headers = Headers::new(&book.dictionary);
    let keys = FirmKeys::of(&headers, None, as_of, &entries);
    profile::tree(book, &keys, entries)
}

impl<'h> Headers<'h> {
    pub(super) fn new(dictionary: &'h Dictionary) -> Headers<'h> {
        Headers { dictionary, vocabulary: OnceLock::new(), known: RwLock::default() }
    }

    /// What a key means as the header of a column.
    fn meaning(&self, rows: Rows, text: &str) -> header::Meaning {
        let known = self.known.read().ok().and_then(|known| known.get(&rows)?.get(text).cloned());
        known.unwrap_or_else(|| {
            let found = self.vocabulary.get_or_init(|| Vocabulary::new(self.dictionary)).meaning(rows, text);
            if let Ok(mut known) = self.known.write() {
                let known = known.entry(rows).or_default();
                if known.len() < MOST_KNOWN && text.len() <= header::LONGEST {
                    known.insert(text.to_owned(), found.clone());
                }
            }
            found
        })
    }
}

impl<'k, 'h> FirmKeys<'k, 'h> {
    /// The keys of a firm, which may hang on its as-of day.
    pub(super) fn of(
        headers: &'k Headers<'h>,
        map: Option<&'k HeaderMap>,
        (stated, usual): (Option<Day>, Day),
        entries: &[(Key, Node)],
    ) -> FirmKeys<'k, 'h> {
        let names = Names(headers.dictionary);
        let mut keys = FirmKeys { names, headers, map, as_of: stated.unwrap_or(usual), label: Label::Firm };
        keys.label = keys.label(entries);
        let is_day = |key: &Key| keys.meaning(Home::Enterprise, None, &key.name) == profile::Meaning::Head(Head::AsOf);
        let own = entries.iter().find(|(key, _)| is_day(key)).map(|(_, node)| node.clone().into_written());
        keys.as_of = stated.or_else(|| profile::day(&own?)).unwrap_or(usual);
        keys
    }
}

impl FirmKeys<'_, '_> {
    fn year(&self, year: Option<YearOf>) -> Option<i16> {
        Some(match year? {
            YearOf::Calendar(year) => year,
            YearOf::Before(years) => self.as_of.year().saturating_sub(years),
        })
    }

    fn label(&self, entries: &[(Key, Node)]) -> Label {
        let Some((key, node)) = entries.iter().find(|(key, _)| stated::is_label(&key.name)) else { return Label::Firm };
        let text = if let Form::Value(Written::Text(text)) = &node.form { Some(text.to_string()) } else { None };
        if let Some(stated) = stated::of_column(&key.name, text.into_iter()) {
            let mut units = stated.units.into_iter().filter(|unit| matches!(unit, Unit::Yuan(_))).filter_map(unit_of);
            return match (units.next(), units.next()) {
                (Some(unit), None) if stated.other.is_none() => Label::Unit(unit),
                (None, _) if stated.other.is_none() => Label::Unclear,
                _ => Label::OtherMoney,
            };
        }
        let is_name = |other: &&(Key, Node)| {
            other.0.name != key.name && self.meaning(Home::Enterprise, None, &other.0.name) == self.name()
        };
        if entries.iter().any(|entry| is_name(&entry)) { Label::Unclear } else { Label::Firm }
    }

    /// The unit of a figure that has none of its own; `None` outside where nobody knows how to take it.
    fn unit(&self, fact: FactId, own: Option<profile::Unit>) -> Option<Option<profile::Unit>> {
        match self.label {
            Label::Unit(_) | Label::OtherMoney if own.is_some() || self.names.0.fact(fact).kind != Kind::Money => {
                Some(own)
            }
            Label::Unit(unit) => Some(Some(unit)),
            Label::OtherMoney => None,
            Label::Firm | Label::Unclear => Some(own),
        }
    }

    fn name(&self) -> profile::Meaning {
        let name = self.names.0.by_key("name");
        name.map_or(profile::Meaning::Head(Head::Name), |fact| profile::Meaning::Fact(fact, None, None))
    }

    /// What a key means as the header of a column.
    fn header(&self, home: Home, year: Option<i16>, text: &str) -> profile::Meaning {
        let rows = match home {
            Home::Enterprise => Rows::Firms,
            Home::Year => Rows::Years,
            Home::Record(record) => Rows::Records(record),
        };
        let in_year = year.filter(|_| matches!(home, Home::Record(_))).map(|year| format!("{text}.{year}"));
        let target = match self.headers.meaning(rows, in_year.as_deref().unwrap_or(text)) {
            header::Meaning::Column(target, unit) => (target, unit.and_then(unit_of)),
            header::Meaning::Derived(fact) => return profile::Meaning::Derived(fact),
            header::Meaning::Unread(Target::Fact { fact, .. } | Target::Inline { fact, .. }, words) => {
                return profile::Meaning::Unread(fact, words);
            }
            header::Meaning::WithoutYear(_) | header::Meaning::Unread(..) | header::Meaning::Unknown => {
                return profile::Meaning::Unknown;
            }
        };
        match target {
            (Target::Identity(identity), _) if home == Home::Enterprise => match identity {
                Identity::Number => profile::Meaning::Head(Head::Number),
                Identity::CreditCode => profile::Meaning::Head(Head::CreditCode),
                Identity::Name => self.name(),
            },
            (Target::AsOf, _) => profile::Meaning::Head(Head::AsOf),
            (Target::Ignored, _) => profile::Meaning::Ignored,
            (Target::Fact { fact, year: own }, unit) => profile::Meaning::Fact(fact, self.year(own).or(year), unit),
            (Target::Inline { record, index, fact, year }, unit) => {
                profile::Meaning::OfRecord(record, index, fact, self.year(year), unit)
            }
            (Target::Identity(_) | Target::Year, _) => profile::Meaning::Unknown,
        }
    }
}

impl Keys for FirmKeys<'_, '_> {
    fn meaning(&self, home: Home, year: Option<i16>, key: &str) -> profile::Meaning {
        let text = self.map.and_then(|map| map.target(key)).unwrap_or(key);
        if text.is_empty() {
            return profile::Meaning::Ignored;
        }
        if home == Home::Enterprise && stated::is_label(text) && self.label != Label::Firm {
            let is_read = matches!(self.label, Label::Unit(_));
            return if is_read { profile::Meaning::Ignored } else { profile::Meaning::Unknown };
        }
        let meaning = match self.names.meaning(home, year, text) {
            profile::Meaning::Unknown => self.header(home, year, text),
            known => known,
        };
        let found = match meaning {
            profile::Meaning::Fact(fact, year, own) => {
                self.unit(fact, own).map(|unit| profile::Meaning::Fact(fact, year, unit))
            }
            profile::Meaning::OfRecord(record, index, fact, year, own) => {
                self.unit(fact, own).map(|unit| profile::Meaning::OfRecord(record, index, fact, year, unit))
            }
            other => Some(other),
        };
        found.unwrap_or(profile::Meaning::Unknown)
    }

    fn table(&self, record: Option<&str>, is_yearly: bool) -> String {
        if self.map.is_none() {
            return self.names.table(record, is_yearly);
        }
        match (record, is_yearly) {
            (None, _) => "\"year\": {\"2025\": {…}}".to_owned(),
            (Some(record), true) => format!("\"{record}\": [{{\"year\": {{\"2025\": {{…}}}}}}]"),
            (Some(record), false) => format!("\"{record}\": [{{…}}]"),
        }
    }
}
