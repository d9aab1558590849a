//! What a sheet is about, and what its columns mean.

use std::collections::{BTreeMap, BTreeSet};

use crate::dictionary::{Dictionary, RecordId};
use crate::finding::{CellPlace, Finding, Problem};
use crate::source::Origin;
use crate::table::{Cell, Row, Sheet, letters};

use super::aside;
use super::claims::{Claim, Units};
use super::columns::{Column, Notes, parsed};
use super::header::{Rows, Target, Vocabulary};
use super::map::HeaderMap;
use super::names::{self, Identity};
use super::parted::Parted;
use super::reading::{is_of_firms, reading};
use super::sideways::sideways;
use super::stated;

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
    /// The index of the row behind the last that is of this table.
    pub(super) end: usize,
    /// The indices of the rows behind the headers that are of no firm.
    pub(super) aside: BTreeSet<usize>,
    /// Columns up to the last that has a header.
    pub(super) width: usize,
    /// The columns that are not asked for, unless their header speaks of figures.
    pub(super) free: BTreeSet<usize>,
    /// The indices of the rows of which nobody knows which cell is of which column, and why.
    pub(super) unread: BTreeMap<usize, Problem>,
    /// Those of which nobody knows it from a column on.
    pub(super) shifted: BTreeMap<usize, (usize, Problem)>,
    /// Whether the firm that an empty form has as its example is there, and no real one of its number.
    pub(super) has_example: bool,
    /// Whether another table stands beside it.
    pub(super) is_beside: bool,
}

/// Finds out what a sheet is about; `None` when it is about nothing that is asked for. `claims` are units of the whole
/// workbook; `has_example` is whether one of its firms is the form's example. A sheet that is called a note is read
/// only as one of firms, of which no other sheet is then.
pub(super) fn parse<'t>(
    vocabulary: &Vocabulary<'_>,
    map: &HeaderMap,
    (claims, has_example, has_firms): (&[Claim], bool, bool),
    (file, sheet): (&'t str, &'t Sheet),
    notes: &mut Notes,
) -> Option<Parsed<'t>> {
    let whole = sheet.name.as_deref().unwrap_or_else(|| stem(file));
    if sheet.rows.is_empty() {
        return None;
    }
    let is_note = is_note(sheet);
    let (name, units) = stated::of_name(whole);
    let candidates = match named(vocabulary, &name) {
        _ if is_note => vec![Rows::Firms],
        Some(rows) => vec![rows],
        None => all(vocabulary.dictionary),
    };
    let readings = candidates.into_iter().filter_map(|rows| reading(vocabulary, map, sheet, rows));
    // Of equally good ones the first: firms.
    let best = readings.reduce(|best, next| if next.score > best.score { next } else { best });
    let best = best.filter(|best| !is_note || (!has_firms && is_of_firms(sheet, best)));
    let Some(best) = best else {
        if is_note && is_prose(sheet) {
            return None;
        }
        let place = CellPlace { column: None, ..place(file, sheet, sheet.rows[0].number, 0) };
        let problem = Problem::UnknownSheet { name: whole.to_owned() };
        notes.findings.push(Finding::in_table(place, problem));
        return None;
    };
    if let Some(text) = sideways(vocabulary, sheet, &best) {
        let place = CellPlace { column: None, ..place(file, sheet, sheet.rows[best.at].number, 0) };
        notes.findings.push(Finding::in_table(place, Problem::SidewaysTable { text }));
        return None;
    }
    let dictionary = vocabulary.dictionary;
    let (at, named) = (best.at, best.texts.iter().map(Option::is_some).collect::<Vec<_>>());
    let width = named.iter().rposition(|is_named| *is_named).map_or(0, |last| last + 1);
    let (mut parsed, mut of_table) = parsed(dictionary, file, sheet, best, notes);
    parsed.has_example = has_example;
    parsed.width = width;
    if let Some(stated) = units.filter(|_| sheet.name.is_some()) {
        let place = CellPlace { column: None, ..parsed.place_of_header(0) };
        of_table.push(Claim { place, stated });
    }
    let mut units = Units {
        dictionary,
        parsed: &mut parsed,
        claims: of_table,
        of_some: Vec::new(),
        of_headers: Vec::new(),
        applied: Vec::new(),
        findings: &mut notes.findings,
    };
    units.around(at);
    units.parsed.leave_out(dictionary, units.findings);
    units.below_the_firms();
    units.of_table(claims);
    parsed.find_long_rows(dictionary, at);
    notes.findings.extend(parsed.broken_above().chain(parsed.unseen()));
    notes.findings.extend(parsed.cells_without_header(&named).into_iter().chain(parsed.hidden_cells()));
    Some(parsed)
}

/// Whether a sheet of a workbook is called as those are that say something of the others.
pub(super) fn is_note(sheet: &Sheet) -> bool {
    sheet.name.as_deref().is_some_and(names::is_note_sheet)
}

/// Whether a sheet has nothing but texts one below the other.
fn is_prose(sheet: &Sheet) -> bool {
    sheet.rows.iter().all(|row| row.cells.iter().filter(|cell| !cell.is_blank()).count() == 1)
}

/// The file without its folders and ending.
pub(super) fn stem(file: &str) -> &str {
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

/// The place of a cell.
pub(super) fn place(file: &str, sheet: &Sheet, row: u32, column: usize) -> CellPlace {
    CellPlace { file: file.to_owned(), sheet: sheet.name.clone(), row, column: Some(letters(column)) }
}

impl<'t> Parsed<'t> {
    /// All rows behind that with the headers, whose index is `at`.
    pub(super) fn new(file: &'t str, sheet: &'t Sheet, (rows, at): (Rows, usize), columns: Vec<Column>) -> Parsed<'t> {
        Parsed {
            file,
            sheet,
            rows,
            columns,
            header: sheet.rows[at].number,
            first: at + 1,
            end: sheet.rows.len(),
            aside: BTreeSet::new(),
            width: 0,
            free: BTreeSet::new(),
            unread: BTreeMap::new(),
            shifted: BTreeMap::new(),
            has_example: false,
            is_beside: false,
        }
    }
}

impl Parsed<'_> {
    /// What is wrong with the headers and what stands above them.
    fn broken_above(&self) -> impl Iterator<Item = Finding> {
        self.sheet.rows[..self.first].iter().flat_map(|row| {
            let is_header = row.number == self.header;
            let is_told =
                |cell: &Cell| matches!(cell, Cell::Broken(_)) || (is_header && matches!(cell, Cell::Error(_)));
            let told = row.cells.iter().enumerate().filter(|(_, cell)| is_told(cell));
            let told = told
                .filter_map(|(column, cell)| Some(Finding::in_table(self.place(row, Some(column)), cell.problem()?)));
            told.collect::<Vec<_>>()
        })
    }

    /// The rows of firms, years or records.
    pub(super) fn data(&self) -> impl Iterator<Item = (usize, &Row)> {
        let rows = self.sheet.rows.iter().enumerate().take(self.end).skip(self.first);
        rows.filter(|(index, _)| !self.aside.contains(index))
    }

    /// Those of which it is known which cell is of which column.
    pub(super) fn read(&self) -> impl Iterator<Item = (usize, &Row)> {
        self.data().filter(|(index, _)| !self.unread.contains_key(index) && !self.shifted.contains_key(index))
    }

    /// What is wrong with a row that is not read.
    pub(super) fn unread(&self, index: usize) -> Option<Finding> {
        let problem = self.unread.get(&index)?;
        Some(Finding::in_table(self.place(&self.sheet.rows[index], None), problem.clone()))
    }

    /// What is wrong with a cell of a row that is not read from some column on.
    pub(super) fn shifted(&self, row: &Row, column: usize) -> Option<&Problem> {
        let index = self.sheet.rows.binary_search_by_key(&row.number, |row| row.number).ok()?;
        self.shifted.get(&index).filter(|(from, _)| column >= *from).map(|(_, problem)| problem)
    }

    /// Puts the rows aside that are of no firm, with a reminder that names them.
    fn leave_out(&mut self, dictionary: &Dictionary, findings: &mut Vec<Finding>) {
        let another = self.data().find(|(_, row)| aside::is_of_another_table(self, row)).map(|(index, _)| index);
        if let Some(index) = another {
            findings.push(Finding::in_table(self.place(&self.sheet.rows[index], None), Problem::SecondTable));
            self.end = index;
        }
        let mut labels = BTreeMap::new();
        let mut parted = BTreeMap::new();
        for (index, row) in self.data() {
            match self.parted(dictionary, row) {
                Parted::Not(label) => drop(label.map(|label| labels.insert(index, label))),
                Parted::By(separator) => drop(parted.insert(index, Problem::OtherSeparator { separator })),
            }
        }
        self.unread = parted;
        let below = self.below(&labels);
        labels.extend(below);
        // Of cells outside of the table it is told that they have no header.
        let told = labels.iter().filter(|(index, _)| !aside::is_outside(self, &self.sheet.rows[**index]));
        let told: Vec<(&usize, &String)> = told.collect();
        if let Some((first, _)) = told.first() {
            let place = self.place(&self.sheet.rows[**first], None);
            let rows = told.iter().map(|(index, label)| (self.sheet.rows[**index].number, (*label).clone()));
            findings.push(Finding::in_table(place, Problem::RowsLeftOut { rows: rows.collect() }));
        }
        self.aside = labels.into_keys().collect();
    }

    /// The rows with one text that stand behind the last firm, below one that is of no firm: further notes.
    fn below(&self, labels: &BTreeMap<usize, String>) -> Vec<(usize, String)> {
        let numbered = [Identity::Number, Identity::CreditCode].map(|identity| self.identity(identity));
        let only = |row: &Row| {
            let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
            let (column, cell) = filled.next().filter(|_| filled.next().is_none())?;
            cell.shown().filter(|_| !numbered.contains(&Some(column)))
        };
        let data: Vec<(usize, &Row)> = self.data().collect();
        let is_tail = |(index, row): &&(usize, &Row)| labels.contains_key(index) || only(row).is_some();
        let tail = data.iter().rev().take_while(is_tail).count();
        let tail = data[data.len() - tail..].iter().skip_while(|(index, _)| !labels.contains_key(index));
        let unnamed = tail.filter(|(index, _)| !labels.contains_key(index));
        unnamed.filter_map(|(index, row)| Some((*index, only(row)?))).collect()
    }

    /// The column that says so of which firm a row is.
    pub(super) fn identity(&self, identity: Identity) -> Option<usize> {
        let column = self.columns.iter().find(|column| column.target == Target::Identity(identity));
        column.map(|column| column.index)
    }

    /// Whether some column says of which firm a row is.
    pub(super) fn has_identity(&self) -> bool {
        self.columns.iter().any(|column| column.target.is_identity())
    }

    /// A cell; of cells that were merged downwards, the first.
    pub(super) fn cell<'s>(&'s self, row: &'s Row, column: usize) -> &'s Cell {
        let first = || {
            let region = self.sheet.region(row.number, column).filter(|region| region.left == column)?;
            let rows = &self.sheet.rows;
            rows.binary_search_by_key(&region.top, |row| row.number).ok().map(|at| rows[at].cell(column))
        };
        let cell = row.cell(column);
        if *cell == Cell::Merged { first().unwrap_or(cell) } else { cell }
    }

    /// The place of a cell of a row, of the whole row without a column.
    pub(super) fn place(&self, row: &Row, column: Option<usize>) -> CellPlace {
        let (file, sheet) = (self.file.to_owned(), self.sheet.name.clone());
        CellPlace { file, sheet, row: row.number, column: column.map(letters) }
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
