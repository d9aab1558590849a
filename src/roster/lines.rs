//! Firms as JSON objects, one a line: the keys are those of a profile, or of the columns of a table.

use std::fmt;
use std::ops::Add;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::calendar::Day;
use crate::dictionary::Home;
use crate::finding::{CellPlace, Finding, Place, Problem};
use crate::profile::{self, Form, Key, Keys, Node, Written};
use crate::rulebook::Rulebook;
use crate::source::Origin;
use crate::table::{self, Format, LOST};

use super::Firm;
use super::aside;
use super::keys::{FirmKeys, Headers};
use super::map::HeaderMap;
use super::unreadable::{Legible, SAMPLE};

/// How deep a line may be nested; no profile is nearly so.
const MOST_DEPTH: usize = 64;

/// The key of a line that says nothing of the firm: what stands there is said again with the answer.
const OWN: &str = "key";

/// Reads the lines of a file.
#[derive(Debug)]
pub struct Lines<'r> {
    book: &'r Rulebook,
    headers: Headers<'r>,
    as_of: (Option<Day>, Day),
    map: &'r HeaderMap,
    file: &'r str,
}

/// The entries of an object in their order, those that stand twice too.
type Entries<'l> = Vec<(String, &'l RawValue)>;

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
        Some(Finding::in_table(self.place(*first), problem))
    }

    /// Reads the firm of a line, whose number is counted from 1.
    #[must_use]
    pub fn read(&self, number: u32, line: &str) -> Firm {
        let mut values = Vec::new();
        let is_damaged = line.contains(LOST).then(|| Err("bytes that are no character".to_owned()));
        let read = object(line, &mut values);
        let key = own_key(&values);
        let line = Line { file: self.file, number };
        let firm = match is_damaged.unwrap_or(read).and_then(|()| line.nodes(values, "", 0)) {
            Ok(entries) => self.firm(number, entries, key.is_some()),
            Err(message) => self.lost(number, Problem::BrokenLine { message }),
        };
        Firm { key, ..firm }
    }

    /// Reads the firm of a line of which nobody has seen the others, and whose number nobody knows.
    #[must_use]
    pub fn read_alone(&self, line: &[u8]) -> Firm {
        let decoded = table::decode(line);
        match decoded.and_then(|(text, doubt)| table::check_size(&text, Format::Lines).map(|()| (text, doubt))) {
            Ok((text, doubt)) => {
                let mut firm = self.read(0, &text);
                firm.findings.extend(doubt.map(|doubt| Finding::in_table(self.place(0), doubt)));
                firm
            }
            Err(problem) => self.refuse(line, problem),
        }
    }

    /// The firm of a line that is not read. What it says under `key` is found where it stands before what is wrong.
    #[must_use]
    pub fn refuse(&self, line: &[u8], problem: Problem) -> Firm {
        let mut values = Vec::new();
        let text = line.utf8_chunks().next().map(|chunk| chunk.valid()).unwrap_or_default();
        // It ends somewhere, or is no object at all.
        let _ = object(text, &mut values);
        Firm { key: own_key(&values), ..self.lost(0, problem) }
    }

    fn firm(&self, number: u32, mut entries: Vec<(Key, Node)>, has_key: bool) -> Firm {
        let origin = self.origin(number);
        let keys = FirmKeys::of(&self.headers, Some(self.map), self.as_of, &entries);
        let is_own = |(key, _): &(Key, Node)| key.name == OWN;
        let is_no_fact = keys.meaning(Home::Enterprise, None, OWN) == profile::Meaning::Unknown;
        if let Some(at) = entries.iter().position(is_own).filter(|_| has_key && is_no_fact) {
            entries.remove(at);
        }
        if let Some(text) = example(&keys, &entries) {
            return Firm { number: Some(text), ..Firm::nothing(origin) };
        }
        let reading = profile::tree(self.book, &keys, entries);
        Firm::of_reading(self.book, origin, reading, self.as_of)
    }

    fn lost(&self, number: u32, problem: Problem) -> Firm {
        let findings = vec![Finding::in_table(self.place(number), problem)];
        Firm { findings, ..Firm::nothing(self.origin(number)) }
    }

    fn origin(&self, number: u32) -> Origin {
        Origin { file: self.file.to_owned(), sheet: None, row: Some(number).filter(|number| *number > 0) }
    }

    fn place(&self, number: u32) -> CellPlace {
        CellPlace { file: self.file.to_owned(), sheet: None, row: number, column: None }
    }
}

/// What the first `key` says, which is no list and no object.
fn own_key(values: &Entries<'_>) -> Option<Box<RawValue>> {
    let (_, value) = values.iter().find(|(name, _)| name == OWN)?;
    (!value.get().starts_with(['{', '['])).then(|| (*value).to_owned())
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
    fn object(&self, text: &str, path: &str, depth: usize) -> Result<Vec<(Key, Node)>, String> {
        let mut values = Vec::new();
        object(text, &mut values)?;
        self.nodes(values, path, depth)
    }

    fn nodes(&self, values: Entries<'_>, path: &str, depth: usize) -> Result<Vec<(Key, Node)>, String> {
        let entries = values.into_iter().map(|(name, value)| {
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

/// Reads the entries of an object; where it breaks off, those before are read.
fn object<'l>(text: &'l str, values: &mut Entries<'l>) -> Result<(), String> {
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.deserialize_map(Object(values)).and_then(|()| reader.end()).map_err(|error| said(&error))
}

/// What is wrong, without the line and column, which are not those of the file.
fn said(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

struct Object<'o, 'l>(&'o mut Entries<'l>);

impl<'l> Visitor<'l> for Object<'_, 'l> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<M: MapAccess<'l>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(entry) = map.next_entry()? {
            self.0.push(entry);
        }
        Ok(())
    }
}
