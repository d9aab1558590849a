//! The firms of tables: what each column means, which rows are of one firm, and its profile or what is wrong with it.
//!
//! A sheet, or a group of columns, that is there is complete for all its firms; one that is not is unknown. Text tables
//! belong together, whatever their files; the sheets of a workbook belong to each other only. A row with nothing
//! but a text behind `#` is a remark, and named among those left out.

mod aside;
mod cell;
mod claims;
mod columns;
mod cut;
mod firm;
mod header;
mod join;
mod keys;
mod lines;
mod map;
mod names;
mod near;
mod parted;
mod plain;
mod plausible;
mod reading;
mod seen;
mod sheet;
mod shift;
mod sideways;
mod split;
mod stated;
mod summed;
mod unit;
mod unreadable;
mod width;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde_json::value::RawValue;

use crate::calendar::Day;
use crate::dictionary::{Dictionary, Fact, RecordId};
use crate::finding::{Called, CellPlace, Finding, Place, Problem, Severity};
use crate::profile::{MOST_UNREAD, Profile, Reading, Value, doubts};
use crate::rulebook::Rulebook;
use crate::source::Origin;
use crate::table::{Cell, Row, Sheet, Workbook};

use columns::Notes;
use firm::Reader;
use header::{Rows, Target, Vocabulary};
use join::{Entry, Named};
use names::Identity;
use sheet::Parsed;

pub use columns::UnknownHeader;
pub use keys::profile;
pub use lines::Lines;
pub use map::{HeaderMap, OPEN};
pub use near::plain_name;
pub use plain::PlainColumn;
pub use seen::once;
pub use summed::summed;
pub use unreadable::{Legible, SAMPLE};

/// One firm.
#[derive(Clone, Debug)]
pub struct Firm {
    /// Where it comes from.
    pub origin: Origin,
    /// The number that its consultant gave it.
    pub number: Option<String>,
    /// Its unified social credit code.
    pub credit_code: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// What its line says under `key`, for whoever wrote it.
    pub key: Option<Box<RawValue>>,
    /// What is known of it.
    pub profile: Profile,
    /// Whether nothing of it was read: its file is no TOML, its line no JSON, none of its cells was understood.
    is_lost: bool,
    /// What is wrong with its rows. What an error is about is not known; of some errors the whole firm is.
    pub findings: Vec<Finding>,
}

/// The firms of some tables, read one by one.
#[derive(Debug)]
pub struct Roster<'r> {
    book: &'r Rulebook,
    as_of: (Option<Day>, Day),
    sets: Vec<Set<'r>>,
    /// The set of each workbook, at the first workbook of the set.
    first: BTreeMap<usize, usize>,
    /// The set of each firm and its index there.
    firms: Vec<(usize, usize)>,
    /// What is wrong with the tables, and with rows that are of no firm.
    pub findings: Vec<Finding>,
    /// Headers that nobody could make sense of, each once.
    pub unknown: Vec<UnknownHeader>,
}

/// Sheets that belong together.
#[derive(Debug)]
struct Set<'r> {
    sheets: Vec<Parsed<'r>>,
    entries: Vec<Entry>,
    /// Kinds of records that have a sheet.
    complete: BTreeSet<RecordId>,
}

impl<'r> Roster<'r> {
    /// Finds the firms of the tables; `as_of` is the stated day, and the one of firms that have none of their own.
    #[must_use]
    pub fn new(
        book: &'r Rulebook,
        as_of: (Option<Day>, Day),
        map: &HeaderMap,
        workbooks: &'r [Workbook],
    ) -> Roster<'r> {
        let vocabulary = Vocabulary::new(&book.dictionary);
        let mut notes = Notes::default();
        let mut sets: Vec<Set<'_>> = Vec::new();
        let mut texts: Option<usize> = None;
        let mut first = BTreeMap::new();
        let of_texts = workbooks.iter().filter(|workbook| is_text_table(workbook));
        let have_example = aside::has_example(of_texts.flat_map(|workbook| &workbook.sheets));
        for (index, workbook) in workbooks.iter().enumerate() {
            let is_text = is_text_table(workbook);
            let parsed = workbook.sheets.iter();
            let claims = claims::of_workbook(workbook, sheet::stem(&workbook.file));
            let has_example = if is_text { have_example } else { aside::has_example(workbook.sheets.iter()) };
            let is_form = is_form(workbook);
            let (others, of_notes): (Vec<&Sheet>, Vec<&Sheet>) = parsed.partition(|sheet| !sheet::is_note(sheet));
            let mut parsed: Vec<Parsed<'_>> = Vec::new();
            for sheet in others.into_iter().chain(of_notes.into_iter().filter(|_| !is_form)) {
                let has_firms = parsed.iter().any(|sheet| sheet.rows == Rows::Firms);
                let claims = (&claims[..], has_example, has_firms);
                parsed.extend(sheet::parse(&vocabulary, map, claims, (&workbook.file, sheet), &mut notes));
            }
            if let Some(set) = texts.filter(|_| is_text) {
                sets[set].sheets.extend(parsed);
                continue;
            }
            first.insert(index, sets.len());
            texts = if is_text { Some(sets.len()) } else { texts };
            sets.push(Set { sheets: parsed, entries: Vec::new(), complete: BTreeSet::new() });
        }
        let Notes { mut findings, mut unknown } = notes;
        unknown.sort();
        unknown.dedup();
        for set in &mut sets {
            set.join(book, &mut findings);
        }
        for workbook in workbooks {
            let has_firms = |sheet: &Parsed<'_>| sheet.file == workbook.file && sheet.rows == Rows::Firms;
            let is_text = is_text_table(workbook);
            let is_of_text = |set: &Set<'_>| {
                is_text && set.sheets.iter().any(|sheet| sheet.sheet.name.is_none() && sheet.rows == Rows::Firms)
            };
            if !sets.iter().any(|set| set.sheets.iter().any(has_firms) || is_of_text(set)) {
                findings.push(Finding::of_path(&workbook.file, Problem::NoFirms));
            }
        }
        let counts = sets.iter().map(|set| set.entries.len()).enumerate();
        let firms = counts.flat_map(|(set, count)| (0..count).map(move |index| (set, index))).collect();
        Roster { book, as_of, sets, first, firms, findings, unknown }
    }

    /// The firms of a workbook; those of text tables that belong together are those of the first.
    #[must_use]
    pub fn range(&self, workbook: usize) -> Range<usize> {
        let Some(set) = self.first.get(&workbook) else { return 0..0 };
        let of = |before: &(usize, usize)| before.0 < *set;
        let start = self.firms.partition_point(of);
        start..start + self.sets[*set].entries.len()
    }

    /// One firm; `None` behind the last.
    #[must_use]
    pub fn firm(&self, index: usize) -> Option<Firm> {
        let (set, index) = *self.firms.get(index)?;
        let set = &self.sets[set];
        let entry = &set.entries[index];
        let sheet = &set.sheets[entry.sheet];
        let row = &sheet.sheet.rows[entry.row];
        let mut reader = Reader::new(self.book, self.as_of, entry.findings.clone());
        // Of a row that is too long nobody knows which cell is of which column.
        if !sheet.unread.contains_key(&entry.row) {
            reader.firm(sheet, row);
            for (sheet, row) in &entry.linked {
                let sheet = &set.sheets[*sheet];
                reader.linked(sheet, &sheet.sheet.rows[*row]);
            }
            reader.complete(&set.complete, &entry.unknown);
        }
        let mut reading = reader.finish();
        let Named { number, credit_code, name } = entry.named.clone();
        (reading.profile.number, reading.profile.credit_code, reading.name) = (number, credit_code, name);
        let mut firm = Firm::of_reading(self.book, sheet.origin_of(entry.row), reading, self.as_of);
        // An answer about nobody, for all places at once, helps nobody.
        firm.is_lost = entry.named == Named::default() && firm.profile.unread > 0 && firm.profile.says_nothing();
        Some(firm)
    }
}

impl Set<'_> {
    /// Finds the firms and their rows, and what is wrong with the sheets.
    fn join(&mut self, book: &Rulebook, findings: &mut Vec<Finding>) {
        self.one_place_for_records(&book.dictionary, findings);
        let records = self.sheets.iter().filter_map(|sheet| match sheet.rows {
            Rows::Records(record) => Some(record),
            Rows::Firms | Rows::Years => None,
        });
        self.complete = records.collect();
        findings.extend(self.sheets.iter_mut().filter_map(|sheet| sheet.end_if_unreadable(book)));
        self.sheets.iter_mut().for_each(|sheet| sheet.find_cut_rows(book));
        let (entries, wrong) = join::join(&book.dictionary, &self.sheets);
        self.entries = entries;
        findings.extend(wrong);
        let of_entry = |(firm, entry): (usize, &Entry)| {
            let rows = entry.linked.iter().copied().chain([(entry.sheet, entry.row)]);
            rows.map(move |row| (row, firm)).collect::<Vec<_>>()
        };
        let firm_of: BTreeMap<(usize, usize), usize> = self.entries.iter().enumerate().flat_map(of_entry).collect();
        for (index, sheet) in self.sheets.iter_mut().enumerate() {
            let (of_columns, of_cells) = plausible::warnings(book, sheet);
            findings.extend(of_columns);
            findings.extend(stored_as_numbers(sheet));
            for (row, finding) in of_cells {
                if let Some(firm) = firm_of.get(&(index, row)) {
                    self.entries[*firm].findings.push(finding);
                }
            }
        }
        self.find_duplicates();
    }

    /// The kinds of records that stand in the rows of firms, each with its first sheet and column.
    fn inline(&self) -> BTreeMap<RecordId, (usize, usize)> {
        let mut found = BTreeMap::new();
        for (index, sheet) in self.sheets.iter().enumerate() {
            for column in &sheet.columns {
                if let Target::Inline { record, .. } = column.target {
                    found.entry(record).or_insert((index, column.index));
                }
            }
        }
        found
    }

    /// Records of one kind are either in columns or in a sheet. In both nobody knows which are the same, and neither
    /// is read.
    fn one_place_for_records(&mut self, dictionary: &Dictionary, findings: &mut Vec<Finding>) {
        let inline = self.inline().into_iter();
        let inline: Vec<_> =
            inline.map(|(record, (sheet, column))| (record, self.sheets[sheet].place_of_header(column))).collect();
        for (record, place) in inline {
            if !self.sheets.iter().any(|sheet| sheet.rows == Rows::Records(record)) {
                continue;
            }
            let kind = dictionary.record(record);
            let kind = Called { zh: kind.label.as_str().into(), en: kind.label_en.as_str().into() };
            findings.push(Finding::in_table(place, Problem::RecordsTwice { record: kind }));
            self.sheets.retain(|sheet| sheet.rows != Rows::Records(record));
            for sheet in &mut self.sheets {
                let is_twice =
                    |target: Target| matches!(target, Target::Inline { record: other, .. } if other == record);
                sheet.columns.retain(|column| !is_twice(column.target));
            }
        }
    }

    fn find_duplicates(&mut self) {
        let origins: Vec<Origin> =
            self.entries.iter().map(|entry| self.sheets[entry.sheet].origin_of(entry.row)).collect();
        let named: Vec<&Named> = self.entries.iter().map(|entry| &entry.named).collect();
        for (index, problem) in join::duplicates(&named, &origins) {
            let place = place_of(&origins[index]);
            self.entries[index].findings.push(Finding::new(place, problem));
        }
    }
}

/// Whether it is a text table, which belongs together with all others.
fn is_text_table(workbook: &Workbook) -> bool {
    workbook.sheets.iter().all(|sheet| sheet.name.is_none())
}

/// Whether it is a form of this program, whose notes and choices are its own.
fn is_form(workbook: &Workbook) -> bool {
    let is_guide = |row: &Row| {
        let titles = || row.cells.iter().filter_map(Cell::shown);
        names::GUIDES.iter().any(|guide| titles().eq(guide.iter().copied()))
    };
    workbook.sheets.iter().any(|sheet| sheet::is_note(sheet) && sheet.rows.iter().any(is_guide))
}

/// Warns of firm numbers that are stored as numbers.
fn stored_as_numbers(sheet: &Parsed<'_>) -> Option<Finding> {
    let column = sheet.columns.iter().find(|column| column.target == Target::Identity(Identity::Number))?;
    let is_number = |cell: &Cell| matches!(cell, Cell::Number(_));
    let has_numbers = sheet.data().any(|(_, row)| is_number(row.cell(column.index)));
    let problem = Problem::StoredAsNumber { header: column.header.clone() };
    has_numbers.then(|| Finding::in_table(sheet.place_of_header(column.index), problem))
}

/// What a fact is called.
fn called(fact: &Fact) -> Called {
    Called { zh: fact.label.as_str().into(), en: fact.label_en.as_str().into() }
}

impl Firm {
    /// A firm of which nothing was read.
    #[must_use]
    pub fn nothing(origin: Origin) -> Firm {
        Firm {
            origin,
            number: None,
            credit_code: None,
            name: None,
            key: None,
            profile: Profile::default(),
            is_lost: true,
            findings: Vec::new(),
        }
    }

    /// A firm as read; `as_of` is the stated day, and the one of firms that have none of their own.
    #[must_use]
    pub fn of_reading(book: &Rulebook, origin: Origin, reading: Reading, as_of: (Option<Day>, Day)) -> Firm {
        // Who looks back to an earlier day knows what came after it.
        let own = reading.profile.as_of.unwrap_or(as_of.1);
        let doubts = doubts(book, &reading, as_of.0.map_or(own, |stated| stated.max(own)));
        let Reading { mut profile, name, mut findings, .. } = reading;
        // What its column says of a cell already is not said again.
        let is_doubted = |doubt: &Finding| {
            let is_same = |known: &&Finding| known.problem.code() == doubt.problem.code() && known.place == doubt.place;
            findings.iter().any(|known| is_same(&known))
        };
        let doubts: Vec<Finding> = doubts.into_iter().filter(|doubt| !is_doubted(doubt)).collect();
        findings.extend(doubts);
        profile.unread = findings.iter().filter(|finding| finding.severity() == Severity::Error).count();
        let stated = book.dictionary.by_key("name").and_then(|fact| profile.facts.get(&fact));
        let stated = stated.and_then(|value| if let Value::Text(name) = value { Some(name.clone()) } else { None });
        let (number, credit_code) = (profile.number.clone(), profile.credit_code.clone());
        if profile.unread > MOST_UNREAD {
            findings.push(Finding::new(place_of(&origin), Problem::TooMuchUnread { most: MOST_UNREAD }));
            // A table may have thousands of them.
            let Profile { as_of, number, credit_code, unread, .. } = profile;
            profile = Profile { as_of, number, credit_code, unread, ..Profile::default() };
        }
        Firm { origin, number, credit_code, name: name.or(stated), key: None, profile, is_lost: false, findings }
    }

    /// Leaves it unanswered, as rules that may concern it, those of this file, are broken.
    pub fn refuse(&mut self, file: &str) {
        self.findings.push(Finding::new(place_of(&self.origin), Problem::BrokenRules { file: file.to_owned() }));
    }

    /// Whether enough of it was read to answer for it; what could not be read is not known.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.is_lost && !self.findings.iter().any(|finding| finding.problem.is_of_whole_firm())
    }
}

/// The place of a row, or a file.
fn place_of(origin: &Origin) -> Place {
    let Origin { file, sheet, row } = origin;
    match row {
        Some(row) => Place::Cell(CellPlace { file: file.clone(), sheet: sheet.clone(), row: *row, column: None }),
        None => Place::Path(file.clone()),
    }
}
