//! Firms as JSON objects, one a line: the keys are those of a profile, or of the columns of a table.

use std::fmt;
use std::ops::Add;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::calendar::Day;
use crate::dictionary::Home;
use crate::finding::{CellPlace, Finding, Place, Problem};
use crate::profile::{self, Form, Key, Keys, Node, Written};
use crate::rulebook::Rulebook;
use crate::source::Origin;
use crate::table::LOST;

use super::Firm;
use super::aside;
use super::keys::{FirmKeys, Headers};
use super::map::HeaderMap;
use super::unreadable::{Legible, SAMPLE};

/// How deep a line may be nested; no profile is nearly so.
const MOST_DEPTH: usize = 64;

/// Reads the lines of a file.
#[derive(Debug)]
pub struct Lines<'r> {
    book: &'r Rulebook,
    headers: Headers<'r>,
    as_of: (Option<Day>, Day),
    map: &'r HeaderMap,
    file: &'r str,
}

/// An object whose keys are in their order, those that stand twice too.
struct Object<'l>(Vec<(String, &'l RawValue)>);

impl<'r> Lines<'r> {
    /// Nothing is read yet; `as_of` is the stated day, and the one of firms that have none of their own.
    #[must_use]
    pub fn new(book: &'r Rulebook, as_of: (Option<Day>, Day), map: &'r HeaderMap, file: &'r str) -> Lines<'r> {
        Lines { book, headers: Headers::new(&book.dictionary), as_of, map, file }
    }

    /// That nearly nothing of the first lines can be read, if so.
    #[must_use]
    pub fn unreadable(&self, lines: &[(u32, &str)]) -> Option<Finding> {
        let (sample, (first, _)) = (lines.get(..SAMPLE)?, lines.first()?);
        let legible = sample.iter().map(|(number, text)| Legible::of(&self.read(*number, text).profile));
        let problem = legible.fold(Legible::default(), Legible::add).problem()?;
        let place = CellPlace { file: self.file.to_owned(), sheet: None, row: *first, column: None };
        Some(Finding::in_table(place, problem))
    }

    /// Reads the firm of a line, whose number is counted from 1.
    #[must_use]
    pub fn read(&self, number: u32, line: &str) -> Firm {
        let origin = Origin { file: self.file.to_owned(), sheet: None, row: Some(number) };
        let is_damaged = line.contains(LOST).then(|| Err("bytes that are no character".to_owned()));
        let line = is_damaged.unwrap_or_else(|| Line { file: self.file, number }.entries(line));
        let entries = match line {
            Ok(entries) => entries,
            Err(message) => {
                let place = CellPlace { file: self.file.to_owned(), sheet: None, row: number, column: None };
                let broken = Finding::in_table(place, Problem::BrokenLine { message });
                return Firm { findings: vec![broken], ..Firm::nothing(origin) };
            }
        };
        let keys = FirmKeys::of(&self.headers, Some(self.map), self.as_of, &entries);
        if let Some(text) = example(&keys, &entries) {
            return Firm { number: Some(text), ..Firm::nothing(origin) };
        }
        let reading = profile::tree(self.book, &keys, entries);
        Firm::of_reading(self.book, origin, reading, self.as_of)
    }
}

/// What the first value of a line says where others have their number in the list: that it is an example.
fn example(keys: &FirmKeys<'_, '_>, entries: &[(Key, Node)]) -> Option<String> {
    let (key, node) = entries.first()?;
    let Form::Value(Written::Text(text)) = &node.form else { return None };
    let is_free = keys.meaning(Home::Enterprise, None, &key.name) == profile::Meaning::Ignored;
    (is_free && aside::is_for_example(text)).then(|| text.to_string())
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
