//! One firm of a table: its rows, read by what their columns mean.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::dictionary::{Choices, Dictionary, Fact, FactId, Kind, RecordId};
use crate::finding::{CellPlace, Finding, Problem};
use crate::profile::{self, Profile, RecordValues, Value, check_order};
use crate::rulebook::Rulebook;
use crate::table::{Cell, Row, letters};

use super::cell::written;
use super::header::{Rows, Target, YearOf, calendar_year};
use super::names;
use super::sheet::{Column, Parsed};

/// Reads the rows of one firm.
pub(super) struct Reader<'r> {
    pub(super) book: &'r Rulebook,
    pub(super) as_of: (Option<Day>, Day),
    pub(super) profile: Profile,
    pub(super) findings: Vec<Finding>,
    /// Kinds of records of which the firm does not know whether it has any.
    unknown: BTreeSet<RecordId>,
}

/// A record as it is read.
#[derive(Default)]
struct Draft {
    values: RecordValues,
    years: BTreeMap<i16, RecordValues>,
    /// What its cells say: a fact, that there is none, that it is not known.
    says: BTreeSet<Says>,
    places: BTreeMap<FactId, CellPlace>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Says {
    Something,
    Nothing,
    Unknown,
}

impl<'r> Reader<'r> {
    pub(super) fn new(book: &'r Rulebook, as_of: (Option<Day>, Day), findings: Vec<Finding>) -> Reader<'r> {
        Reader { book, as_of, profile: Profile::default(), findings, unknown: BTreeSet::new() }
    }

    /// The row of the firm itself.
    pub(super) fn firm(&mut self, sheet: &Parsed<'_>, row: &Row) {
        if let Some(column) = sheet.columns.iter().find(|column| column.target == Target::AsOf) {
            self.as_of(sheet, row, column);
        }
        let mut inline: BTreeMap<(RecordId, usize), Draft> = BTreeMap::new();
        for column in &sheet.columns {
            match column.target {
                Target::Fact { fact, year } => {
                    let Some(value) = self.value(sheet, row, column, fact) else { continue };
                    let facts = match year {
                        Some(year) => self.profile.years.entry(self.year(year)).or_default(),
                        None => &mut self.profile.facts,
                    };
                    if facts.insert(fact, value).is_some() {
                        self.twice(sheet.place(row, Some(column.index)), fact, column);
                    }
                }
                Target::Inline { record, index, fact, year } => {
                    let draft = inline.entry((record, index)).or_default();
                    self.draft(draft, sheet, row, column, (fact, year));
                }
                _ => {}
            }
        }
        for ((record, _), draft) in inline {
            self.add(record, draft);
        }
        self.name(sheet, row);
    }

    /// The firm's name is a fact, too, where the rules have it.
    fn name(&mut self, sheet: &Parsed<'_>, row: &Row) {
        let is_name = |column: &&Column| column.target == Target::Identity(names::Identity::Name);
        let text = sheet.columns.iter().find(is_name).and_then(|column| row.cell(column.index).shown());
        let fact = self.book.dictionary.by_key("name").filter(|id| self.dictionary().fact(*id).kind == Kind::Text);
        if let Some((fact, text)) = fact.zip(text) {
            self.profile.facts.entry(fact).or_insert(Value::Text(text));
        }
    }

    /// Another row of the firm: a year or a record.
    pub(super) fn linked(&mut self, sheet: &Parsed<'_>, row: &Row) {
        match sheet.rows {
            Rows::Firms => {}
            Rows::Years => self.row_of_year(sheet, row),
            Rows::Records(record) => {
                let mut draft = Draft::default();
                for column in &sheet.columns {
                    if let Target::Fact { fact, year } = column.target {
                        self.draft(&mut draft, sheet, row, column, (fact, year));
                    }
                }
                if draft.says.is_empty() {
                    draft.says.insert(Says::Unknown);
                }
                self.add(record, draft);
            }
        }
    }

    /// Kinds of which the table has all records of the firm, but for those of which some may be lost.
    pub(super) fn complete(&mut self, records: &BTreeSet<RecordId>, lost: &BTreeSet<RecordId>) {
        for record in records {
            self.profile.records.entry(*record).or_default();
        }
        for record in self.unknown.union(lost) {
            self.profile.records.remove(record);
            self.profile.record_years.retain(|(other, ..), _| other != record);
        }
    }

    fn dictionary(&self) -> &'r Dictionary {
        &self.book.dictionary
    }

    fn as_of(&mut self, sheet: &Parsed<'_>, row: &Row, column: &Column) {
        let place = sheet.place(row, Some(column.index));
        match written(row.cell(column.index), Kind::Date, None) {
            Ok(None) => {}
            Ok(Some(profile::Written::Day(day))) => self.profile.as_of = Some(day),
            Ok(Some(_)) => {
                let text = row.cell(column.index).shown().unwrap_or_default();
                self.report(place, Problem::InvalidDate { text });
            }
            Err(problem) => self.report(place, problem),
        }
    }

    fn year(&self, year: YearOf) -> i16 {
        match year {
            YearOf::Calendar(year) => year,
            YearOf::Before(years) => {
                let (stated, usual) = self.as_of;
                stated.or(self.profile.as_of).unwrap_or(usual).year().saturating_sub(years)
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
            return self.report(place, problem);
        };
        for column in &sheet.columns {
            let Target::Fact { fact, .. } = column.target else { continue };
            let Some(value) = self.value(sheet, row, column, fact) else { continue };
            if self.profile.years.entry(year).or_default().insert(fact, value).is_some() {
                self.twice(sheet.place(row, Some(column.index)), fact, column);
            }
        }
    }

    /// A cell of a record.
    fn draft(
        &mut self,
        draft: &mut Draft,
        sheet: &Parsed<'_>,
        row: &Row,
        column: &Column,
        (fact, year): (FactId, Option<YearOf>),
    ) {
        let text = row.cell(column.index).shown().unwrap_or_default();
        if names::is_nothing(&text) && !self.dictionary().fact(fact).many {
            draft.says.insert(Says::Nothing);
            return;
        }
        if names::is_unknown(&text) {
            draft.says.insert(Says::Unknown);
        }
        let before = self.findings.len();
        let value = self.value(sheet, row, column, fact);
        let is_none = value == Some(Value::Choices(Choices::default()));
        if is_none {
            draft.says.insert(Says::Nothing);
        } else if value.is_some() || self.findings.len() > before {
            draft.says.insert(Says::Something);
        }
        if let Some(value) = value {
            draft.places.insert(fact, sheet.place(row, Some(column.index)));
            let values = match year {
                Some(year) => draft.years.entry(self.year(year)).or_default(),
                None => &mut draft.values,
            };
            values.insert(fact, value);
        }
    }

    /// Adds a record, if its cells say that there is one.
    fn add(&mut self, record: RecordId, draft: Draft) {
        let list = self.profile.records.entry(record).or_default();
        match draft.says.first() {
            Some(Says::Something) => {}
            Some(Says::Unknown) => {
                self.unknown.insert(record);
                return;
            }
            Some(Says::Nothing) | None => return,
        }
        let index = list.len();
        for (fact, problem) in check_order(&self.book.dictionary, &draft.values) {
            if let Some(place) = draft.places.get(&fact) {
                self.findings.push(Finding::in_table(place.clone(), problem));
            }
        }
        list.push(draft.values);
        let years = draft.years.into_iter().map(|(year, values)| ((record, index, year), values));
        self.profile.record_years.extend(years);
    }

    /// The value of a cell; what is wrong with it is reported.
    fn value(&mut self, sheet: &Parsed<'_>, row: &Row, column: &Column, fact: FactId) -> Option<Value> {
        let cell = row.cell(column.index);
        if *cell == Cell::Merged {
            let (top, left) = sheet.origin(row, column.index)?;
            let problem = Problem::MergedCell { first: format!("{}{top}", letters(left)) };
            self.report(sheet.place(row, Some(column.index)), problem);
            return None;
        }
        let fact = self.book.dictionary.fact(fact);
        match value_of(self.book, fact, cell, column) {
            Ok(value) => {
                if let (Kind::Place, Ok(Some(written))) = (fact.kind, written(cell, fact.kind, column.unit)) {
                    let remark = profile::remark(self.book, fact, &written);
                    remark.into_iter().for_each(|remark| self.report(sheet.place(row, Some(column.index)), remark));
                }
                value
            }
            Err(problem) => {
                self.report(sheet.place(row, Some(column.index)), problem);
                None
            }
        }
    }

    /// Reports a value that another cell gives, too.
    fn twice(&mut self, place: CellPlace, fact: FactId, column: &Column) {
        let fact = self.dictionary().fact(fact);
        let (first, second) = (fact.key.clone(), column.header.clone());
        let problem = Problem::StatedTwice { fact: super::called(fact), first, second };
        self.report(place, problem);
    }

    fn report(&mut self, place: CellPlace, problem: Problem) {
        self.findings.push(Finding::in_table(place, problem));
    }
}

/// The value that a cell of a column has.
pub(super) fn value_of(book: &Rulebook, fact: &Fact, cell: &Cell, column: &Column) -> Result<Option<Value>, Problem> {
    if fact.many
        && let Cell::Text(text) = cell
    {
        return several(book, fact, text, column);
    }
    let Some(written) = written(cell, fact.kind, column.unit)? else { return Ok(None) };
    profile::value(book, fact, &column.header, &written).map(Some)
}

/// Several choices in one cell, between commas; a word for none of them says that it is none.
fn several(book: &Rulebook, fact: &Fact, text: &str, column: &Column) -> Result<Option<Value>, Problem> {
    if names::is_nothing(text) {
        return Ok(Some(Value::Choices(Choices::default())));
    }
    if fact.choice(text.trim()).is_some() {
        let only = profile::Written::Text(text.trim().to_owned().into());
        return profile::value(book, fact, &column.header, &only).map(Some);
    }
    let mut all = None;
    for part in text.split(['、', ';', '；', ',', '，', '\n', '|']).map(str::trim).filter(|part| !part.is_empty()) {
        let cell = Cell::Text(part.to_owned());
        let Some(written) = written(&cell, fact.kind, column.unit)? else { continue };
        let next = profile::value(book, fact, &column.header, &written)?;
        all = Some(match (all, next) {
            (Some(Value::Choices(all)), Value::Choices(next)) => Value::Choices(all.with(next)),
            (_, next) => next,
        });
    }
    Ok(all)
}
