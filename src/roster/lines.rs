//! Firms as JSON objects, one a line: the keys are those of columns, or tables and lists as in a profile.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::calendar::Day;
use crate::dictionary::RecordId;
use crate::finding::{CellPlace, Finding, Problem};
use crate::profile::Profile;
use crate::rulebook::Rulebook;
use crate::source::Origin;
use crate::table::{Cell, Merged, Row, Sheet};

use super::Firm;
use super::firm::Reader;
use super::header::{Meaning, Rows, Target, Vocabulary};
use super::join::Named;
use super::map::HeaderMap;
use super::names::{self, fold};
use super::sheet::{Column, Parsed};

/// Reads the lines of a file.
#[derive(Debug)]
pub struct Lines<'r> {
    book: &'r Rulebook,
    vocabulary: Vocabulary<'r>,
    as_of: (Option<Day>, Day),
    map: &'r HeaderMap,
    file: &'r str,
    known: BTreeMap<(Rows, String), Meaning>,
    /// What is wrong with keys, at the first line that has them.
    pub findings: Vec<Finding>,
}

/// The values of a firm, a year or a record.
struct Part {
    rows: Rows,
    values: Vec<(String, Cell)>,
}

/// An object whose keys are in their order, those that stand twice too.
struct Object<'l>(Vec<(String, &'l RawValue)>);

impl<'r> Lines<'r> {
    /// Nothing is read yet; `as_of` is the stated day, and the one of firms that have none of their own.
    #[must_use]
    pub fn new(book: &'r Rulebook, as_of: (Option<Day>, Day), map: &'r HeaderMap, file: &'r str) -> Lines<'r> {
        Lines {
            book,
            vocabulary: Vocabulary::new(&book.dictionary),
            as_of,
            map,
            file,
            known: BTreeMap::new(),
            findings: Vec::new(),
        }
    }

    /// Reads the firm of a line, whose number is counted from 1.
    pub fn read(&mut self, number: u32, line: &str) -> Firm {
        let mut reader = Reader::new(self.book, self.as_of, Vec::new());
        let mut complete = BTreeSet::new();
        let parts = match self.parts(line, &mut complete) {
            Ok(parts) => parts,
            Err(message) => {
                let place = CellPlace { file: self.file.to_owned(), sheet: None, row: number, column: None };
                reader.findings.push(Finding::in_table(place, Problem::BrokenLine { message }));
                Vec::new()
            }
        };
        let mut named = Named::default();
        for Part { rows, values } in parts {
            let columns = self.columns(rows, number, &values, &mut reader.findings);
            let cells = values.into_iter().map(|(_, cell)| cell).collect();
            let sheet = Sheet { name: None, rows: vec![Row { number, cells }], merged: Merged::default() };
            let parsed = Parsed::of_line(self.file, &sheet, rows, columns);
            if rows == Rows::Firms {
                named = Named::read(&parsed, &sheet.rows[0], &mut reader.findings);
                reader.firm(&parsed, &sheet.rows[0]);
            } else {
                reader.linked(&parsed, &sheet.rows[0]);
            }
        }
        reader.complete(&complete, &BTreeSet::new());
        let Named { number: firm_number, credit_code, name } = named;
        let profile = Profile { number: firm_number.clone(), credit_code: credit_code.clone(), ..reader.profile };
        let origin = Origin { file: self.file.to_owned(), sheet: None, row: Some(number) };
        Firm { origin, number: firm_number, credit_code, name, profile, findings: reader.findings }
    }

    /// The firm first, then its years and records.
    fn parts(&self, line: &str, complete: &mut BTreeSet<RecordId>) -> Result<Vec<Part>, String> {
        let mut firm = Vec::new();
        let mut parts = Vec::new();
        for (key, value) in object(line)?.0 {
            let text = value.get();
            if text.starts_with('{') && names::is_year(&fold(&key)) {
                for (year, facts) in object(text)?.0 {
                    let mut values = vec![(names::YEAR_KEY.to_owned(), Cell::Text(year))];
                    for (key, value) in object(facts.get())?.0 {
                        values.push((key, cell(value)?));
                    }
                    parts.push(Part { rows: Rows::Years, values });
                }
            } else if let Some(record) = self.record(&key).filter(|_| text.starts_with('[')) {
                complete.insert(record);
                let records: Vec<&RawValue> = serde_json::from_str(text).map_err(|error| error.to_string())?;
                for record_text in records {
                    parts.push(Part { rows: Rows::Records(record), values: values_of(record_text)? });
                }
            } else {
                firm.push((key, cell(value)?));
            }
        }
        parts.insert(0, Part { rows: Rows::Firms, values: firm });
        Ok(parts)
    }

    fn record(&self, key: &str) -> Option<RecordId> {
        let dictionary = &self.book.dictionary;
        dictionary.record_ids().find(|id| dictionary.record(*id).is_named(key))
    }

    /// What the keys mean, each looked up once a file.
    fn columns(
        &mut self,
        rows: Rows,
        number: u32,
        values: &[(String, Cell)],
        findings: &mut Vec<Finding>,
    ) -> Vec<Column> {
        let mut columns: Vec<Column> = Vec::new();
        for (index, (key, _)) in values.iter().enumerate() {
            match self.meaning(rows, key, number) {
                Meaning::Column(Target::Ignored, _) => {}
                Meaning::Column(target, _) if columns.iter().any(|other| other.target == target) => {
                    let first = columns.iter().find(|other| other.target == target).map(|other| other.header.clone());
                    let problem = Problem::StatedTwice {
                        fact: key.as_str().into(),
                        first: first.unwrap_or_default(),
                        second: key.clone(),
                    };
                    findings.push(Finding::in_table(self.place(number, key), problem));
                }
                Meaning::Column(target, unit) => columns.push(Column { index, header: key.clone(), target, unit }),
                _ => {}
            }
        }
        columns
    }

    fn meaning(&mut self, rows: Rows, key: &str, number: u32) -> Meaning {
        if let Some(known) = self.known.get(&(rows, key.to_owned())) {
            return known.clone();
        }
        let text = self.map.target(key).unwrap_or(key);
        let found = match text {
            "" => Meaning::Column(Target::Ignored, None),
            text => self.vocabulary.meaning(rows, text),
        };
        let header = key.to_owned();
        let problem = match &found {
            Meaning::Column(..) => None,
            Meaning::WithoutYear(fact) => Some(Problem::HeaderWithoutYear { header, key: fact.clone() }),
            Meaning::Derived(fact) => {
                let fact = self.book.dictionary.fact(*fact);
                Some(Problem::DerivedFact { fact: super::called(fact) })
            }
            Meaning::Unknown => Some(Problem::UnknownHeader { header, suggestion: None }),
        };
        self.findings.extend(problem.map(|problem| Finding::in_table(self.place(number, key), problem)));
        self.known.insert((rows, key.to_owned()), found.clone());
        found
    }

    fn place(&self, number: u32, key: &str) -> CellPlace {
        CellPlace { file: self.file.to_owned(), sheet: None, row: number, column: Some(key.to_owned()) }
    }
}

/// The values of a record; those of its years get the year behind their keys.
fn values_of(record: &RawValue) -> Result<Vec<(String, Cell)>, String> {
    let mut values = Vec::new();
    for (key, value) in object(record.get())?.0 {
        if value.get().starts_with('{') && names::is_year(&fold(&key)) {
            for (year, facts) in object(value.get())?.0 {
                for (key, value) in object(facts.get())?.0 {
                    values.push((format!("{key}.{year}"), cell(value)?));
                }
            }
        } else {
            values.push((key, cell(value)?));
        }
    }
    Ok(values)
}

fn object(text: &str) -> Result<Object<'_>, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

/// A value as a cell; a list of texts as one text of several.
fn cell(value: &RawValue) -> Result<Cell, String> {
    let text = value.get();
    let fail = |error: serde_json::Error| error.to_string();
    Ok(match text.as_bytes().first() {
        Some(b'"') => Cell::Text(serde_json::from_str(text).map_err(fail)?),
        Some(b'[') => Cell::Text(serde_json::from_str::<Vec<String>>(text).map_err(fail)?.join("、")),
        Some(b't') => Cell::Flag(true),
        Some(b'f') => Cell::Flag(false),
        Some(b'n') => Cell::Empty,
        Some(b'{') => return Err(text.chars().take(40).collect()),
        _ => Cell::Number(text.to_owned()),
    })
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
