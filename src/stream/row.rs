//! One row after the other: what it states, and what is written of it.

use std::collections::BTreeSet;

use memchr::memchr;

use crate::codes::CodeId;
use crate::dictionary::FactId;
use crate::evaluate::{Answer, Figures, Stated, evaluate_in, of_profile, profile_of};
use crate::explain::Explainer;
use crate::ledger::{self, Answered, Layout, Summary};
use crate::profile::Profile;
use crate::render::csv_row;
use crate::report::AsOfFrom;
use crate::roster::{Firm, HeaderMap, PlainColumn, Roster, plain_name};
use crate::source::Origin;
use crate::table;

use super::column::Column;
use super::figures::FigureRows;
use super::keys::Run;
use super::text::hundredths;
use super::{Asked, Plain, Unusual, Written};

/// Rows that the roster is asked for before it is seen whether they are too many: it takes a hundred times as long.
const ASKED: usize = 1_000;

/// Whose row is written.
pub(super) struct Whose<'l> {
    pub(super) number: &'l str,
    /// Empty where there is none.
    pub(super) name: &'l str,
    pub(super) place: Option<CodeId>,
    /// The line of the file.
    pub(super) row: u32,
}

/// Reads and answers rows, many of them in one call.
pub struct Worker<'a> {
    asked: Asked<'a>,
    plain: &'a Plain,
    figures: Figures<'a>,
    explainer: Explainer<'a>,
    layout: Box<dyn Layout + 'a>,
    columns: Vec<Column>,
    figure_rows: FigureRows<'a>,
    place: Option<FactId>,
    key: Vec<u8>,
    name: String,
    stated: Vec<Stated>,
    answer: Answer,
    row: u32,
    rows: usize,
    asked_for: usize,
    /// What is written of the rows.
    pub out: Vec<u8>,
    /// The firms so far, where they are only counted.
    pub summary: Option<Summary>,
    /// The numbers and the names of the firms.
    pub keys: [Run; 2],
    /// Places of firms of which nothing is written, since their supports have no columns.
    pub places: BTreeSet<Option<CodeId>>,
}

impl<'a> Worker<'a> {
    /// One that has read nothing yet.
    #[must_use]
    pub fn new(asked: Asked<'a>, plain: &'a Plain) -> Worker<'a> {
        let scope = plain.scope(&asked);
        let columns = plain.columns.iter().map(Column::new).collect();
        Worker {
            explainer: Explainer::new(asked.lang, asked.graph.book(), asked.sources),
            asked,
            plain,
            figures: Figures::new(asked.graph, asked.nothing, asked.as_of),
            layout: match asked.written {
                Written::Wide => ledger::wide(&scope),
                Written::Brief | Written::Summary => ledger::brief(&scope),
            },
            summary: (asked.written == Written::Summary).then(|| Summary::new(&scope)),
            columns,
            figure_rows: FigureRows::new(asked, plain),
            place: asked.graph.book().dictionary.by_key("place"),
            key: Vec::new(),
            name: String::new(),
            stated: vec![Stated::Nothing; asked.graph.book().dictionary.fact_ids().count()],
            answer: Answer::default(),
            row: 0,
            rows: 0,
            asked_for: 0,
            out: Vec::new(),
            keys: [Run::default(), Run::default()],
            places: BTreeSet::new(),
        }
    }

    /// Reads whole lines, the first of which is this line of the file; `collects` says whether the keys of each column are to be kept one by one.
    ///
    /// # Errors
    /// `Unusual` where the general way would tell something.
    pub fn read(&mut self, first: u32, lines: &[u8], collects: [bool; 2]) -> Result<(), Unusual> {
        self.row = first;
        self.out.clear();
        self.keys.iter_mut().for_each(Run::clear);
        if str::from_utf8(lines).is_err() {
            return Err(Unusual);
        }
        let mut rest = lines;
        while !rest.is_empty() {
            let end = memchr(b'\n', rest).unwrap_or(rest.len());
            let line = &rest[..end];
            rest = rest.get(end + 1..).unwrap_or_default();
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            if !line.is_empty() {
                self.line(line, collects)?;
            }
            self.row = self.row.checked_add(1).ok_or(Unusual)?;
        }
        Ok(())
    }

    fn line(&mut self, line: &[u8], collects: [bool; 2]) -> Result<(), Unusual> {
        self.rows += 1;
        if memchr(b'"', line).is_some() {
            return self.quoted_line(line, collects);
        }
        let plain = self.plain;
        let mut cells: [&[u8]; 64] = [&[]; 64];
        let mut count = 0;
        for cell in line.split(|byte| *byte == plain.separator) {
            *cells.get_mut(count).ok_or(Unusual)? = cell;
            count += 1;
        }
        let cells = &cells[..count];
        if count != self.columns.len() || cells[0] == b"A001" || !is_number(cells[0]) {
            return Err(Unusual);
        }
        let mut is_known = true;
        self.name.clear();
        for (column, cell) in self.columns.iter().zip(cells) {
            match column.what {
                PlainColumn::Number => {
                    number_key(cell, &mut self.key);
                    self.keys[0].add(&self.key, collects[0]);
                }
                PlainColumn::Name => {
                    let name = str::from_utf8(cell).map_err(|_| Unusual)?;
                    is_known &= is_name(name);
                    self.name.push_str(name);
                    name_key(name, &mut self.key);
                    self.keys[1].add(&self.key, collects[1]);
                }
                PlainColumn::Fact { fact, factor, .. } => match column.read(cell, factor)? {
                    Some(stated) => self.stated[fact.index()] = stated,
                    None => is_known = false,
                },
            }
        }
        if !is_known {
            self.ask(line, cells)?;
        }
        self.write(cells[0])
    }

    /// A line with quotation marks, if it ends where they do.
    fn quoted_line(&mut self, line: &[u8], collects: [bool; 2]) -> Result<(), Unusual> {
        if line.iter().filter(|byte| **byte == b'"').count() % 2 == 1 {
            return Err(Unusual);
        }
        let firm = self.firm(line)?;
        let number = firm.number.as_deref().filter(|number| is_number(number.as_bytes())).ok_or(Unusual)?;
        number_key(number.as_bytes(), &mut self.key);
        self.keys[0].add(&self.key, collects[0]);
        name_key(firm.name.as_deref().unwrap_or_default(), &mut self.key);
        self.keys[1].add(&self.key, collects[1]);
        self.state(&firm)?;
        self.write(number.as_bytes())
    }

    /// Lets the roster read a row by itself.
    fn ask(&mut self, line: &[u8], cells: &[&[u8]]) -> Result<(), Unusual> {
        let firm = self.firm(line)?;
        self.state(&firm)?;
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            if let PlainColumn::Fact { fact, .. } = column.what
                && column.may_learn()
                && hundredths(cell).is_none()
            {
                column.learn(cell, self.stated[fact.index()]);
            }
        }
        Ok(())
    }

    /// Takes what a firm states. Read by itself, nobody saw whether its amounts are far from the others of the table.
    fn state(&mut self, firm: &Firm) -> Result<(), Unusual> {
        self.name.clear();
        self.name.push_str(firm.name.as_deref().unwrap_or_default());
        self.stated = of_profile(self.asked.graph.book(), &firm.profile);
        let is_usual = |column: &Column| match column.what {
            PlainColumn::Fact { fact, .. } => column.is_usual(self.stated[fact.index()]),
            PlainColumn::Number | PlainColumn::Name => true,
        };
        if self.columns.iter().all(is_usual) { Ok(()) } else { Err(Unusual) }
    }

    fn firm(&mut self, line: &[u8]) -> Result<Firm, Unusual> {
        self.asked_for += 1;
        if self.asked_for > ASKED && self.asked_for > self.rows / 10 {
            return Err(Unusual);
        }
        let line = str::from_utf8(line).map_err(|_| Unusual)?;
        let Plain { separator, header, beside, .. } = self.plain;
        let others: Vec<&str> = beside.iter().map(String::as_str).filter(|other| *other != line).collect();
        let others_text = others.join("\n");
        let text = format!("sep={}\n{header}\n{others_text}\n{line}\n", char::from(*separator));
        let (workbook, findings) = table::read(&self.plain.file, text.into_bytes()).map_err(|_| Unusual)?;
        let workbooks = [workbook];
        let as_of = self.asked.as_of;
        let book = self.asked.graph.book();
        let roster = Roster::new(book, (Some(as_of), as_of), &HeaderMap::default(), &workbooks);
        let firm =
            roster.firm(others.len()).filter(|_| findings.is_empty() && roster.findings.is_empty()).ok_or(Unusual)?;
        let Profile { as_of, years, records, incomplete, unread, .. } = &firm.profile;
        let is_plain = as_of.is_none() && years.is_empty() && records.is_empty() && incomplete.is_empty();
        if roster.firm(others.len() + 1).is_some()
            || !firm.findings.is_empty()
            || !is_plain
            || *unread > 0
            || !firm.is_whole()
        {
            return Err(Unusual);
        }
        Ok(firm)
    }

    /// Writes what a firm gets.
    fn write(&mut self, number: &[u8]) -> Result<(), Unusual> {
        let place = self.place();
        if !self.plain.places.contains(&place) {
            self.places.insert(place);
            return Ok(());
        }
        let number = str::from_utf8(number).map_err(|_| Unusual)?;
        let start = self.out.len();
        let is_plain = self.figures.answer(&self.stated, &mut self.answer);
        let whose = Whose { number, name: &self.name, place, row: self.row };
        let is_written = is_plain
            && match &mut self.summary {
                Some(summary) if self.answer.is_seen() => {
                    summary.count(&self.answer, false);
                    true
                }
                Some(_) => false,
                None => self.figure_rows.push(&mut self.out, &whose, &self.answer).is_some(),
            };
        if is_written {
            return Ok(());
        }
        self.out.truncate(start);
        self.write_otherwise(number)
    }

    fn place(&self) -> Option<CodeId> {
        if let Stated::Code(place) = self.stated[self.place?.index()] { Some(place) } else { None }
    }

    /// The same by a report, as for any firm.
    fn write_otherwise(&mut self, number: &str) -> Result<(), Unusual> {
        let Asked { graph, sources, as_of, .. } = self.asked;
        let book = graph.book();
        let profile = profile_of(book, &self.stated).ok_or(Unusual)?;
        let evaluation = evaluate_in(graph, &profile, as_of);
        let when = (as_of, AsOfFrom::Option);
        let layout = self.summary.as_mut().map_or(&mut *self.layout, |summary| summary);
        let detail = layout.detail().of_report();
        let report = self.explainer.explain(detail, &profile, when, &evaluation);
        let origin = Origin { file: self.plain.file.clone(), sheet: None, row: Some(self.row) };
        let answered = Answered {
            origin: &origin,
            number: Some(number),
            credit_code: None,
            name: Some(self.name.as_str()).filter(|name| !name.is_empty()),
            own_key: None,
            report: Some(&report),
            figures: None,
            handover: None,
            findings: &[],
            sources,
        };
        for row in layout.firm(&answered) {
            self.out.extend(csv_row(&row));
        }
        Ok(())
    }
}

/// Whether a text is nothing but the number of a firm.
fn is_number(cell: &[u8]) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-' || *byte == b'_';
    let is_first = cell.first().is_some_and(u8::is_ascii_alphanumeric);
    is_first && cell.len() <= 32 && cell.iter().all(is_part) && cell.iter().any(u8::is_ascii_digit)
}

/// Whether a text is nothing but the name of a firm.
fn is_name(name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || ('\u{4e00}'..='\u{9fff}').contains(&c);
    name.chars().all(is_part) && name.chars().any(|c| !c.is_ascii_digit())
}

/// What a name is known again by; of no name, nothing.
fn name_key(name: &str, key: &mut Vec<u8>) {
    key.clear();
    if is_name(name) {
        key.extend(name.bytes().map(|byte| byte.to_ascii_uppercase()));
    } else {
        key.extend_from_slice(plain_name(name).as_bytes());
    }
}

/// `001` and `1` may be one number.
fn number_key(cell: &[u8], key: &mut Vec<u8>) {
    let zeros = cell.iter().take_while(|byte| **byte == b'0').count();
    key.clear();
    key.extend(cell[zeros..].iter().map(u8::to_ascii_uppercase));
}
