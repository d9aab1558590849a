//! One firm of a table: its rows, read by what their columns mean.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::dictionary::{FactId, Kind, RecordId};
use crate::finding::{Finding, Place, Problem};
use crate::profile::{self, Draft, FactRef, Inline, Reading, Stated, Under, Value, Written};
use crate::rulebook::Rulebook;
use crate::table::{Cell, Row, letters};

use super::cell::{unit_of, written};
use super::columns::{Column, Flaw};
use super::header::{Rows, Target, YearOf, calendar_year};
use super::names;
use super::sheet::Parsed;

/// Reads the rows of one firm.
pub(super) struct Reader<'r> {
    as_of: (Option<Day>, Day),
    draft: Draft<'r>,
}

impl<'r> Reader<'r> {
    pub(super) fn new(book: &'r Rulebook, as_of: (Option<Day>, Day), findings: Vec<Finding>) -> Reader<'r> {
        let mut draft = Draft::new(book, true);
        draft.reading.findings = findings;
        Reader { as_of, draft }
    }

    /// The row of the firm itself.
    pub(super) fn firm(&mut self, sheet: &Parsed<'_>, row: &Row) {
        if let Some(column) = sheet.columns.iter().find(|column| column.target == Target::AsOf) {
            self.as_of(sheet, row, column);
        }
        let mut inline: BTreeMap<(RecordId, usize), Inline> = BTreeMap::new();
        for column in &sheet.columns {
            match column.target {
                Target::Fact { fact, year } => {
                    let year = year.map(|year| self.year(year));
                    self.state(sheet, row, column, FactRef { fact, record: None, year });
                }
                Target::Inline { record, index, fact, year } => {
                    let heard = inline.entry((record, index)).or_default();
                    self.hear(heard, sheet, row, column, (fact, year));
                }
                Target::Identity(_) | Target::AsOf | Target::Year | Target::Ignored => {}
            }
        }
        for ((record, _), heard) in inline {
            heard.add_to(&mut self.draft, record);
        }
        self.name(sheet, row);
    }

    /// The firm's name is a fact, too, where the rules have it.
    fn name(&mut self, sheet: &Parsed<'_>, row: &Row) {
        let is_name = |column: &&Column| column.target == Target::Identity(names::Identity::Name);
        let text = sheet.columns.iter().find(is_name).and_then(|column| row.cell(column.index).shown());
        let text = text.filter(|text| !profile::is_no_name(text));
        let dictionary = &self.draft.book.dictionary;
        let fact = dictionary.by_key("name").filter(|id| dictionary.fact(*id).kind == Kind::Text);
        if let Some((fact, text)) = fact.zip(text) {
            self.draft.reading.profile.facts.insert_new(fact, Value::Text(text));
        }
    }

    /// Another row of the firm: a year or a record.
    pub(super) fn linked(&mut self, sheet: &Parsed<'_>, row: &Row) {
        match sheet.rows {
            Rows::Firms => {}
            Rows::Years => self.row_of_year(sheet, row),
            Rows::Records(record) => {
                let mut heard = Inline::default();
                for column in &sheet.columns {
                    if let Target::Fact { fact, year } = column.target {
                        self.hear(&mut heard, sheet, row, column, (fact, year));
                    }
                }
                // A row of which nothing is filled in says that there is something, and not what.
                if heard.is_silent() {
                    self.draft.list(record);
                    self.draft.leave_out(record);
                } else {
                    heard.add_to(&mut self.draft, record);
                }
            }
        }
    }

    /// Begins the lists of which the table has all records of the firm, but for those of which some may be lost.
    pub(super) fn complete(&mut self, records: &BTreeSet<RecordId>, lost: &BTreeSet<RecordId>) {
        records.iter().for_each(|record| self.draft.list(*record));
        lost.iter().for_each(|record| self.draft.forget(*record));
    }

    /// What was read.
    pub(super) fn finish(self) -> Reading {
        self.draft.finish()
    }

    fn as_of(&mut self, sheet: &Parsed<'_>, row: &Row, column: &Column) {
        let cell = row.cell(column.index);
        let unread = |_| (None, Some(Problem::UnreadAsOf { text: cell.shown().unwrap_or_default() }));
        let (day, problem) = written(cell).map_or_else(unread, |written| profile::as_of(&written));
        self.draft.reading.profile.as_of = day;
        problem.into_iter().for_each(|problem| self.report(sheet, row, column, problem));
    }

    fn year(&self, year: YearOf) -> i16 {
        match year {
            YearOf::Calendar(year) => year,
            YearOf::Before(years) => {
                let (stated, usual) = self.as_of;
                stated.or(self.draft.reading.profile.as_of).unwrap_or(usual).year().saturating_sub(years)
            }
        }
    }

    fn row_of_year(&mut self, sheet: &Parsed<'_>, row: &Row) {
        let column = sheet.columns.iter().find(|column| column.target == Target::Year);
        let cell = column.map(|column| row.cell(column.index));
        let text = cell.and_then(Cell::shown).map(|text| names::narrow(&text)).unwrap_or_default();
        let Some(year) = calendar_year(text.trim_end_matches("年度").trim_end_matches('年')) else {
            let place = sheet.place(row, column.map(|column| column.index));
            let problem = if text.is_empty() { Problem::NoYear } else { Problem::InvalidDate { text } };
            return self.draft.report(Place::Cell(place), problem);
        };
        for column in &sheet.columns {
            if let Target::Fact { fact, .. } = column.target {
                self.state(sheet, row, column, FactRef { fact, record: None, year: Some(year) });
            }
        }
    }

    /// A cell of a record.
    fn hear(
        &self,
        heard: &mut Inline,
        sheet: &Parsed<'_>,
        row: &Row,
        column: &Column,
        (fact, year): (FactId, Option<YearOf>),
    ) {
        let year = year.map(|year| self.year(year));
        let written = cell_of(sheet, row, column);
        heard.hear(self.draft.book, (fact, year), stated(sheet, row, column), column.unit.and_then(unit_of), written);
    }

    /// A cell of a fact.
    fn state(&mut self, sheet: &Parsed<'_>, row: &Row, column: &Column, at: FactRef) {
        let stated = stated(sheet, row, column);
        match cell_of(sheet, row, column) {
            Ok(written) => self.draft.state(at, stated, column.unit.and_then(unit_of), &written),
            // Nobody knows of which year it is.
            Err(problem) if at.year.is_none() && self.draft.book.dictionary.fact(at.fact).yearly => {
                let is_needed = self.draft.book.reads(at.fact);
                let problem = if is_needed { problem } else { Problem::NotNeeded { problem: Box::new(problem) } };
                self.report(sheet, row, column, problem);
            }
            Err(problem) => self.draft.unread(at, stated, problem),
        }
    }

    fn report(&mut self, sheet: &Parsed<'_>, row: &Row, column: &Column, problem: Problem) {
        self.draft.report(Place::Cell(sheet.place(row, Some(column.index))), problem);
    }
}

/// What a cell of a column stands under.
pub(super) fn under(column: &Column) -> Under<'_> {
    Under { key: &column.header, unit: column.unit.and_then(unit_of), is_cell: true, hints: true }
}

fn stated(sheet: &Parsed<'_>, row: &Row, column: &Column) -> Stated {
    let place = Place::Cell(sheet.place(row, Some(column.index)));
    Stated { is_doubted: column.is_doubted, ..Stated::new(&column.header, &place, &place) }
}

/// What a cell says; of a part of a merged one, nobody knows whether its value is meant.
fn cell_of(sheet: &Parsed<'_>, row: &Row, column: &Column) -> Result<Written<'static>, Problem> {
    let cell = row.cell(column.index);
    if let Some(Flaw { problem, others }) = &column.flaw {
        let is_filled = !cell.is_blank() || others.iter().any(|other| !row.cell(*other).is_blank());
        return if is_filled { Err(problem.clone()) } else { written(&Cell::Empty) };
    }
    let merged = Some(cell).filter(|cell| **cell == Cell::Merged).and_then(|_| sheet.origin(row, column.index));
    match merged {
        Some((top, left)) => Err(Problem::MergedCell { first: format!("{}{top}", letters(left)) }),
        None => match sheet.shifted(row, column.index).filter(|_| !cell.is_blank()) {
            Some(problem) => Err(problem.clone()),
            None => written(cell),
        },
    }
}
