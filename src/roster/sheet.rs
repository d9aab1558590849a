//! What a sheet is about, and what its columns mean.

use crate::dictionary::{Dictionary, Home, RecordId};
use crate::finding::{Called, CellPlace, Finding, Problem};
use crate::source::Origin;
use crate::suggest::nearest;
use crate::table::{Cell, Row, Sheet, letters};

use super::header::{self, Meaning, Rows, Target, Unit, Vocabulary};
use super::map::HeaderMap;
use super::names;

/// Rows among which the header is looked for.
const HEADER_WITHIN: usize = 20;

/// A column that is read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Column {
    pub(super) index: usize,
    pub(super) header: String,
    pub(super) target: Target,
    pub(super) unit: Option<Unit>,
}

/// A sheet whose columns are known.
#[derive(Debug)]
pub(super) struct Parsed<'t> {
    pub(super) file: &'t str,
    pub(super) sheet: &'t Sheet,
    pub(super) rows: Rows,
    pub(super) columns: Vec<Column>,
    /// The number of the row with the headers.
    pub(super) header: u32,
    /// The index of the first row behind the headers.
    pub(super) first: usize,
    /// Whether it is a line of JSON, whose columns have keys instead of letters.
    pub(super) is_line: bool,
}

/// A header that nobody could make sense of.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct UnknownHeader {
    /// As it is written.
    pub header: String,
    /// The key of a yearly fact that it is of, without the year, or of the fact that is nearest.
    pub suggestion: Option<String>,
}

/// What is wrong with headers.
#[derive(Default, Debug)]
pub(super) struct Notes {
    pub(super) findings: Vec<Finding>,
    pub(super) unknown: Vec<UnknownHeader>,
}

/// One way of reading a sheet.
struct Reading {
    rows: Rows,
    at: usize,
    score: usize,
    texts: Vec<Option<String>>,
    meanings: Vec<Meaning>,
}

/// Finds out what a sheet is about; `None` when it is about nothing that is asked for.
pub(super) fn parse<'t>(
    vocabulary: &Vocabulary<'_>,
    map: &HeaderMap,
    file: &'t str,
    sheet: &'t Sheet,
    notes: &mut Notes,
) -> Option<Parsed<'t>> {
    let name = sheet.name.as_deref().unwrap_or_else(|| stem(file));
    if sheet.rows.is_empty() || names::is_note_sheet(name) {
        return None;
    }
    let named = named(vocabulary, name);
    let candidates = named.map_or_else(|| all(vocabulary.dictionary), |rows| vec![rows]);
    let readings = candidates.into_iter().filter_map(|rows| reading(vocabulary, map, sheet, rows));
    // Of equally good ones the first: firms.
    let best = readings.reduce(|best, next| if next.score > best.score { next } else { best });
    let Some(best) = best else {
        let place = CellPlace { column: None, ..place(file, sheet, sheet.rows[0].number, 0) };
        let problem = Problem::UnknownSheet { name: name.to_owned() };
        notes.findings.push(Finding::in_table(place, problem));
        return None;
    };
    Some(parsed(vocabulary.dictionary, file, sheet, best, notes))
}

/// The file without its folders and ending.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn named(vocabulary: &Vocabulary<'_>, name: &str) -> Option<Rows> {
    let is_record = |id: &RecordId| {
        let names = vocabulary.names.of_record(*id);
        names::sheet_is(name, |name| names.iter().any(|other| other == name))
    };
    if names::is_firm_sheet(name) {
        return Some(Rows::Firms);
    }
    if names::is_year_sheet(name) {
        return Some(Rows::Years);
    }
    vocabulary.dictionary.record_ids().find(is_record).map(Rows::Records)
}

fn all(dictionary: &Dictionary) -> Vec<Rows> {
    let records = dictionary.record_ids().map(Rows::Records);
    [Rows::Firms, Rows::Years].into_iter().chain(records).collect()
}

/// The best row of headers for rows of this sort; `None` when no row says enough.
fn reading(vocabulary: &Vocabulary<'_>, map: &HeaderMap, sheet: &Sheet, rows: Rows) -> Option<Reading> {
    let mut best: Option<Reading> = None;
    for at in 0..sheet.rows.len().min(HEADER_WITHIN) {
        let found = reading_at(vocabulary, map, sheet, rows, at);
        if is_enough(&found) && best.as_ref().is_none_or(|best| found.score > best.score) {
            best = Some(found);
        }
    }
    best
}

fn reading_at(vocabulary: &Vocabulary<'_>, map: &HeaderMap, sheet: &Sheet, rows: Rows, at: usize) -> Reading {
    let (mut texts, mut meanings) = (Vec::new(), Vec::new());
    for column in 0..sheet.rows[at].cells.len() {
        let (own, group) = (own(sheet, at, column), group(sheet, at, column));
        let read = |text: &str| {
            let text = map.target(text).unwrap_or(text);
            if text.is_empty() {
                return Meaning::Column(Target::Ignored, None);
            }
            vocabulary.meaning(rows, text)
        };
        let grouped = group.zip(own.clone()).map(|(group, own)| format!("{group}{own}"));
        let of_group = grouped.as_ref().map(|text| (read(text), text));
        let (text, meaning) = match (of_group, &own) {
            (Some((meaning @ Meaning::Column(..), text)), _) => (Some(text.clone()), meaning),
            (_, Some(text)) => (Some(text.clone()), read(text)),
            (_, None) => (None, Meaning::Unknown),
        };
        texts.push(text);
        meanings.push(meaning);
    }
    let score = meanings.iter().map(weight).sum();
    Reading { rows, at, score, texts, meanings }
}

fn weight(meaning: &Meaning) -> usize {
    match meaning {
        Meaning::Column(..) => 2,
        Meaning::WithoutYear(_) | Meaning::Derived(_) => 1,
        Meaning::Unknown => 0,
    }
}

/// Whether a row of headers says what its sheet is about: a sheet of years has a column of them, and one of records a
/// fact of theirs.
fn is_enough(reading: &Reading) -> bool {
    let has = |is_one: fn(&Target) -> bool| {
        reading.meanings.iter().any(|meaning| matches!(meaning, Meaning::Column(target, _) if is_one(target)))
    };
    let has_fact = has(|target| matches!(target, Target::Fact { .. }));
    match reading.rows {
        Rows::Firms => reading.score > 0,
        Rows::Years => has_fact && has(|target| *target == Target::Year),
        Rows::Records(_) => has_fact && has(|target| matches!(target, Target::Identity(_))),
    }
}

/// What a cell of the header says; of cells that are merged downwards, the first.
fn own(sheet: &Sheet, at: usize, column: usize) -> Option<String> {
    let row = &sheet.rows[at];
    match row.cell(column) {
        Cell::Merged => {
            let region = sheet.region(row.number, column).filter(|region| region.left == column)?;
            first_of(sheet, region.top, column)
        }
        cell => cell.shown().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// What stands above several headers.
fn group(sheet: &Sheet, at: usize, column: usize) -> Option<String> {
    let above = sheet.rows.get(at.checked_sub(1)?)?;
    if above.number + 1 != sheet.rows[at].number || sheet.region(sheet.rows[at].number, column).is_some() {
        return None;
    }
    match above.cell(column) {
        Cell::Merged => {
            let region = sheet.region(above.number, column).filter(|region| region.bottom == above.number)?;
            first_of(sheet, region.top, region.left)
        }
        cell => cell.shown(),
    }
}

fn first_of(sheet: &Sheet, number: u32, column: usize) -> Option<String> {
    sheet.rows.iter().find(|row| row.number == number).and_then(|row| row.cell(column).shown())
}

/// The columns of a reading, and what is wrong with the others.
fn parsed<'t>(
    dictionary: &Dictionary,
    file: &'t str,
    sheet: &'t Sheet,
    reading: Reading,
    notes: &mut Notes,
) -> Parsed<'t> {
    let number = sheet.rows[reading.at].number;
    let mut columns: Vec<Column> = Vec::new();
    let mut twice: Vec<Target> = Vec::new();
    for (index, (text, meaning)) in reading.texts.into_iter().zip(reading.meanings).enumerate() {
        let Some(header) = text else { continue };
        let mut report = |problem| notes.findings.push(Finding::in_table(place(file, sheet, number, index), problem));
        match meaning {
            Meaning::Column(Target::Ignored, _) => {}
            Meaning::Column(target, _) if columns.iter().any(|other| other.target == target) => {
                let first = columns.iter().find(|other| other.target == target).map(|other| other.header.clone());
                let first = first.unwrap_or_default();
                report(Problem::StatedTwice { fact: called(dictionary, target, &header), first, second: header });
                twice.push(target);
            }
            Meaning::Column(target, unit) => columns.push(Column { index, header, target, unit }),
            Meaning::Derived(fact) => {
                let fact = dictionary.fact(fact);
                report(Problem::DerivedFact { fact: super::called(fact) });
            }
            Meaning::WithoutYear(key) => {
                report(Problem::HeaderWithoutYear { header: header.clone(), key: key.clone() });
                notes.unknown.push(UnknownHeader { header, suggestion: Some(key) });
            }
            Meaning::Unknown => {
                let suggestion = suggestion(dictionary, reading.rows, &header);
                report(Problem::UnknownHeader { header: header.clone(), suggestion: suggestion.clone() });
                notes.unknown.push(UnknownHeader { header, suggestion });
            }
        }
    }
    // Nobody knows which of the two is meant.
    columns.retain(|column| !twice.contains(&column.target));
    let mut first = reading.at + 1;
    if let Some(row) = sheet.rows.get(first)
        && add_units(row, &mut columns)
    {
        first += 1;
    }
    Parsed { file, sheet, rows: reading.rows, columns, header: number, first, is_line: false }
}

/// Takes the units from a row that has nothing else.
fn add_units(row: &Row, columns: &mut [Column]) -> bool {
    let texts = row.cells.iter().filter(|cell| !cell.is_blank()).map(|cell| match cell {
        Cell::Text(text) => header::unit(text.trim_matches(['(', ')', '（', '）'])),
        _ => None,
    });
    if !texts.clone().all(|unit| unit.is_some()) {
        return false;
    }
    for column in columns.iter_mut().filter(|column| column.unit.is_none()) {
        if let Cell::Text(text) = row.cell(column.index) {
            column.unit = header::unit(text.trim_matches(['(', ')', '（', '）']));
        }
    }
    true
}

fn called(dictionary: &Dictionary, target: Target, header: &str) -> Called {
    match target {
        Target::Fact { fact, .. } | Target::Inline { fact, .. } => super::called(dictionary.fact(fact)),
        _ => Called::from(header),
    }
}

/// The nearest name that a column of such rows may have.
fn suggestion(dictionary: &Dictionary, rows: Rows, header: &str) -> Option<String> {
    let is_of = |home| match rows {
        Rows::Firms => true,
        Rows::Years => home == Home::Year,
        Rows::Records(record) => home == Home::Record(record),
    };
    let facts = dictionary.fact_ids().map(|id| dictionary.fact(id)).filter(|fact| is_of(fact.home) && !fact.is_derived);
    nearest(header, facts.flat_map(|fact| [&fact.label, &fact.label_en, &fact.key]))
}

/// The place of a cell.
pub(super) fn place(file: &str, sheet: &Sheet, row: u32, column: usize) -> CellPlace {
    CellPlace { file: file.to_owned(), sheet: sheet.name.clone(), row, column: Some(letters(column)) }
}

impl Parsed<'_> {
    /// The rows behind the headers that are no remarks.
    pub(super) fn data(&self) -> impl Iterator<Item = (usize, &Row)> {
        self.sheet.rows.iter().enumerate().skip(self.first).filter(|(_, row)| !is_remark(row))
    }

    /// The place of a cell of a row, of the whole row without a column.
    pub(super) fn place(&self, row: &Row, column: Option<usize>) -> CellPlace {
        let key = |index: usize| self.columns.iter().find(|column| column.index == index).map(|column| &column.header);
        let column = column.and_then(|index| if self.is_line { key(index).cloned() } else { Some(letters(index)) });
        CellPlace { column, ..place(self.file, self.sheet, row.number, 0) }
    }

    /// Where the firm of a row, by its index, was read.
    pub(super) fn origin_of(&self, row: usize) -> Origin {
        let number = self.sheet.rows.get(row).map(|row| row.number);
        Origin { file: self.file.to_owned(), sheet: self.sheet.name.clone(), row: number }
    }

    /// The place of a header.
    pub(super) fn place_of_header(&self, column: usize) -> CellPlace {
        place(self.file, self.sheet, self.header, column)
    }

    /// The first cell of the region that a merged cell belongs to, and its row.
    pub(super) fn origin(&self, row: &Row, column: usize) -> Option<(u32, usize)> {
        self.sheet.region(row.number, column).map(|region| (region.top, region.left))
    }
}

/// A row that starts with `#`, but for one whose firm has such a number.
fn is_remark(row: &Row) -> bool {
    let first = row.cells.iter().find(|cell| !cell.is_blank());
    let Some(Cell::Text(text)) = first else { return false };
    text.trim().strip_prefix('#').is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}
