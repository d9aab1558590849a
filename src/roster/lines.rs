//! Firms as JSON objects, one a line: the keys are those of a profile, or of the columns of a table.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::RwLock;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::calendar::Day;
use crate::dictionary::Home;
use crate::finding::{CellPlace, Finding, Place, Problem};
use crate::profile::{self, Form, Head, Key, Keys, Names, Node, Written};
use crate::rulebook::Rulebook;
use crate::source::Origin;

use super::Firm;
use super::cell::unit_of;
use super::header::{self, Rows, Target, Vocabulary, YearOf};
use super::map::HeaderMap;
use super::names::Identity;

/// How deep a line may be nested; no profile is nearly so.
const MOST_DEPTH: usize = 64;
/// Headers whose meaning is kept; lines of one file have a few dozen.
const MOST_KNOWN: usize = 10_000;

/// Reads the lines of a file.
#[derive(Debug)]
pub struct Lines<'r> {
    book: &'r Rulebook,
    vocabulary: Vocabulary<'r>,
    /// What headers mean: most lines have the same.
    known: RwLock<BTreeMap<Rows, BTreeMap<String, header::Meaning>>>,
    as_of: (Option<Day>, Day),
    map: &'r HeaderMap,
    file: &'r str,
}

/// What the keys of one line stand for.
struct LineKeys<'l> {
    names: Names<'l>,
    lines: &'l Lines<'l>,
    /// The day from which "last year" counts.
    as_of: Day,
}

/// An object whose keys are in their order, those that stand twice too.
struct Object<'l>(Vec<(String, &'l RawValue)>);

impl<'r> Lines<'r> {
    /// Nothing is read yet; `as_of` is the stated day, and the one of firms that have none of their own.
    #[must_use]
    pub fn new(book: &'r Rulebook, as_of: (Option<Day>, Day), map: &'r HeaderMap, file: &'r str) -> Lines<'r> {
        let vocabulary = Vocabulary::new(&book.dictionary);
        Lines { book, vocabulary, known: RwLock::default(), as_of, map, file }
    }

    /// Reads the firm of a line, whose number is counted from 1.
    #[must_use]
    pub fn read(&self, number: u32, line: &str) -> Firm {
        let origin = Origin { file: self.file.to_owned(), sheet: None, row: Some(number) };
        let line = Line { file: self.file, number }.entries(line);
        let entries = match line {
            Ok(entries) => entries,
            Err(message) => {
                let place = CellPlace { file: self.file.to_owned(), sheet: None, row: number, column: None };
                let broken = Finding::in_table(place, Problem::BrokenLine { message });
                return Firm { findings: vec![broken], ..Firm::nothing(origin) };
            }
        };
        let keys = self.keys(&entries);
        let reading = profile::tree(self.book, &keys, entries);
        Firm::of_reading(self.book, origin, reading, self.as_of)
    }

    /// What the keys of a line stand for, which may hang on its as-of day.
    fn keys(&self, entries: &[(Key, Node)]) -> LineKeys<'_> {
        let (stated, usual) = self.as_of;
        let names = Names(&self.book.dictionary);
        let mut keys = LineKeys { names, lines: self, as_of: stated.unwrap_or(usual) };
        let is_day = |key: &Key| keys.meaning(Home::Enterprise, None, &key.name) == profile::Meaning::Head(Head::AsOf);
        let own = entries.iter().find(|(key, _)| is_day(key)).map(|(_, node)| node.clone().into_written());
        keys.as_of = stated.or_else(|| profile::day(&own?)).unwrap_or(usual);
        keys
    }

    /// What a key means as the header of a column.
    fn header(&self, rows: Rows, text: &str) -> header::Meaning {
        let known = self.known.read().ok().and_then(|known| known.get(&rows)?.get(text).cloned());
        known.unwrap_or_else(|| {
            let found = self.vocabulary.meaning(rows, text);
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

impl LineKeys<'_> {
    fn year(&self, year: Option<YearOf>) -> Option<i16> {
        Some(match year? {
            YearOf::Calendar(year) => year,
            YearOf::Before(years) => self.as_of.year().saturating_sub(years),
        })
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
        let target = match self.lines.header(rows, in_year.as_deref().unwrap_or(text)) {
            header::Meaning::Column(target, unit) => (target, unit.and_then(unit_of)),
            header::Meaning::Derived(fact) => return profile::Meaning::Derived(fact),
            header::Meaning::WithoutYear(_) | header::Meaning::Unknown => return profile::Meaning::Unknown,
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

impl Keys for LineKeys<'_> {
    fn meaning(&self, home: Home, year: Option<i16>, key: &str) -> profile::Meaning {
        let text = self.lines.map.target(key).unwrap_or(key);
        if text.is_empty() {
            return profile::Meaning::Ignored;
        }
        match self.names.meaning(home, year, text) {
            profile::Meaning::Unknown => self.header(home, year, text),
            known => known,
        }
    }

    fn table(&self, record: Option<&str>, is_yearly: bool) -> String {
        match (record, is_yearly) {
            (None, _) => "\"year\": {\"2025\": {…}}".to_owned(),
            (Some(record), true) => format!("\"{record}\": [{{\"year\": {{\"2025\": {{…}}}}}}]"),
            (Some(record), false) => format!("\"{record}\": [{{…}}]"),
        }
    }
}

/// Where a line stands.
struct Line<'l> {
    file: &'l str,
    number: u32,
}

impl Line<'_> {
    fn entries(&self, text: &str) -> Result<Vec<(Key, Node)>, String> {
        self.object(text, "", 0)
    }

    fn object(&self, text: &str, path: &str, depth: usize) -> Result<Vec<(Key, Node)>, String> {
        let entries = object(text)?.0.into_iter().map(|(name, value)| {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            let node = self.node(value, &path, depth + 1)?;
            Ok((Key { name, place: self.place(&path) }, node))
        });
        entries.collect()
    }

    fn node(&self, value: &RawValue, path: &str, depth: usize) -> Result<Node, String> {
        let text = value.get();
        if depth > MOST_DEPTH {
            return Err(text.chars().take(40).collect());
        }
        let form = match text.as_bytes().first() {
            Some(b'{') => Form::Table(self.object(text, path, depth)?),
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(text).map_err(|error| said(&error))?;
                let numbered = (1_usize..).zip(items);
                let items = numbered.map(|(number, item)| self.node(item, &format!("{path}[{number}]"), depth + 1));
                Form::List(items.collect::<Result<_, _>>()?)
            }
            Some(b'"') => {
                Form::Value(Written::Text(serde_json::from_str::<String>(text).map_err(|error| said(&error))?.into()))
            }
            Some(b't') => Form::Value(Written::Flag(true)),
            Some(b'f') => Form::Value(Written::Flag(false)),
            Some(b'n') => Form::Value(Written::Unknown),
            _ => Form::Value(Written::Bare { digits: text.to_owned().into(), found: "number" }),
        };
        Ok(Node { place: self.place(path), form })
    }

    fn place(&self, path: &str) -> Place {
        let (file, column) = (self.file.to_owned(), Some(path.to_owned()));
        Place::Cell(CellPlace { file, sheet: None, row: self.number, column })
    }
}

fn object(text: &str) -> Result<Object<'_>, String> {
    serde_json::from_str(text).map_err(|error| said(&error))
}

/// What is wrong, without the line and column, which are not those of the file.
fn said(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

impl<'de: 'l, 'l> Deserialize<'de> for Object<'l> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Object<'l>, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Vec<(String, &'de RawValue)>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(entries)
            }
        }
        deserializer.deserialize_map(Entries).map(Object)
    }
}
