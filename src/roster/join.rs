//! Which rows are of which firm.

use std::collections::BTreeMap;

use crate::credit_code;
use crate::finding::{CellPlace, Finding, Problem};
use crate::source::Origin;
use crate::suggest::nearest;
use crate::table::{Cell, Row};

use super::header::{Rows, Target};
use super::names::{self, Identity, narrow};
use super::seen::{Sort, keys};
use super::sheet::Parsed;

/// Digits that a spreadsheet keeps of a number.
const KEPT_DIGITS: usize = 15;

/// What a row says of the firm that it is of.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Named {
    pub(super) number: Option<String>,
    pub(super) credit_code: Option<String>,
    pub(super) name: Option<String>,
}

/// A firm and its rows.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) sheet: usize,
    pub(super) row: usize,
    pub(super) named: Named,
    /// Its other rows, by sheet and row.
    pub(super) linked: Vec<(usize, usize)>,
    pub(super) findings: Vec<Finding>,
}

/// The firms of one set of sheets that belong together, and what is wrong with rows of no firm.
pub(super) fn join(sheets: &[Parsed<'_>]) -> (Vec<Entry>, Vec<Finding>) {
    let mut entries = Vec::new();
    for (index, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| sheet.rows == Rows::Firms) {
        for (row, cells) in sheet.data() {
            let mut findings = Vec::new();
            let named = Named::read(sheet, cells, &mut findings);
            entries.push(Entry { sheet: index, row, named, linked: Vec::new(), findings });
        }
    }
    let known = Known::of(&entries);
    let mut findings = Vec::new();
    for (index, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| sheet.rows != Rows::Firms) {
        for (row, cells) in sheet.data() {
            let mut wrong = Vec::new();
            let found = known.find(&entries, sheet, cells, &mut wrong);
            match found {
                Some(firm) => {
                    entries[firm].linked.push((index, row));
                    entries[firm].findings.append(&mut wrong);
                }
                None => findings.append(&mut wrong),
            }
        }
    }
    (entries, findings)
}

/// Firms by what they are called.
#[derive(Default)]
struct Known {
    numbers: BTreeMap<String, Vec<usize>>,
    credit_codes: BTreeMap<String, Vec<usize>>,
    names: BTreeMap<String, Vec<usize>>,
}

impl Known {
    fn of(entries: &[Entry]) -> Known {
        let mut known = Known::default();
        for (index, entry) in entries.iter().enumerate() {
            let add = |names: &mut BTreeMap<String, Vec<usize>>, name: &Option<String>| {
                if let Some(name) = name {
                    names.entry(plain(name)).or_default().push(index);
                }
            };
            add(&mut known.numbers, &entry.named.number);
            add(&mut known.credit_codes, &entry.named.credit_code);
            add(&mut known.names, &entry.named.name);
        }
        known
    }

    /// The firm of a row. A row that is nearly that of a firm belongs to it as a finding, so that the firm gets no
    /// answer that leaves the row out.
    fn find(&self, entries: &[Entry], sheet: &Parsed<'_>, row: &Row, findings: &mut Vec<Finding>) -> Option<usize> {
        let named = Named::read(sheet, row, findings);
        let by = [
            (Identity::Number, &self.numbers, &named.number),
            (Identity::CreditCode, &self.credit_codes, &named.credit_code),
            (Identity::Name, &self.names, &named.name),
        ];
        let mut found: Option<(usize, &String)> = None;
        for (identity, known, name) in by {
            let Some(name) = name else { continue };
            let mut report = |problem| findings.push(Finding::in_table(place(sheet, row, identity), problem));
            match (known.get(&plain(name)).map(Vec::as_slice), found) {
                (Some([only]), None) => found = Some((*only, name)),
                (Some(firms), Some((firm, _))) if firms.contains(&firm) => {}
                (Some(_), None) => {
                    report(Problem::AmbiguousFirm { text: name.clone() });
                    return None;
                }
                (None, None) if identity != Identity::Name && named.name.is_some() => {
                    report(Problem::UnknownFirm { text: name.clone(), suggestion: None });
                }
                (None, None) => {
                    let suggestion = nearest(name, known_names(entries, identity));
                    let firm = suggestion.as_ref().and_then(|name| self.get(identity, name));
                    if findings.is_empty() {
                        let problem = Problem::UnknownFirm { text: name.clone(), suggestion };
                        findings.push(Finding::in_table(place(sheet, row, identity), problem));
                    }
                    return firm;
                }
                // A firm may be called by another name in another sheet, unless its own is there.
                (_, Some((firm, first))) => {
                    let own =
                        [&entries[firm].named.number, &entries[firm].named.credit_code, &entries[firm].named.name];
                    let has_own = own.into_iter().zip([Identity::Number, Identity::CreditCode, Identity::Name]);
                    if has_own.into_iter().any(|(own, of)| of == identity && own.is_some()) {
                        report(Problem::MismatchedFirm { first: first.clone(), second: name.clone() });
                    }
                }
            }
        }
        if found.is_none() && findings.is_empty() {
            findings.push(Finding::in_table(sheet.place(row, None), Problem::NoIdentity));
        }
        found.map(|(firm, _)| firm).or_else(|| self.of_merged(sheet, row))
    }

    /// The firm that stands where a merged cell begins.
    fn of_merged(&self, sheet: &Parsed<'_>, row: &Row) -> Option<usize> {
        [Identity::Number, Identity::CreditCode, Identity::Name].into_iter().find_map(|identity| {
            let column = column(sheet, identity).filter(|column| *row.cell(*column) == Cell::Merged)?;
            let (top, left) = sheet.origin(row, column)?;
            let first = sheet.sheet.rows.iter().find(|row| row.number == top)?;
            self.get(identity, &first.cell(left).shown()?)
        })
    }

    fn get(&self, identity: Identity, name: &str) -> Option<usize> {
        let known = match identity {
            Identity::Number => &self.numbers,
            Identity::CreditCode => &self.credit_codes,
            Identity::Name => &self.names,
        };
        known.get(&plain(name)).and_then(|firms| firms.first()).copied()
    }
}

fn known_names(entries: &[Entry], identity: Identity) -> impl Iterator<Item = &String> {
    entries.iter().filter_map(move |entry| match identity {
        // Numbers that look alike are different firms.
        Identity::Number | Identity::CreditCode => None,
        Identity::Name => entry.named.name.as_ref(),
    })
}

/// What people write in different ways without meaning another firm.
pub(super) fn plain(name: &str) -> String {
    narrow(name).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

fn column(sheet: &Parsed<'_>, identity: Identity) -> Option<usize> {
    sheet.columns.iter().find(|column| column.target == Target::Identity(identity)).map(|column| column.index)
}

fn place(sheet: &Parsed<'_>, row: &Row, identity: Identity) -> CellPlace {
    sheet.place(row, column(sheet, identity))
}

impl Named {
    /// What a row says of its firm; what can't be right is reported.
    pub(super) fn read(sheet: &Parsed<'_>, row: &Row, findings: &mut Vec<Finding>) -> Named {
        let mut text = |identity| {
            let index = column(sheet, identity)?;
            let mut report = |problem| findings.push(Finding::in_table(sheet.place(row, Some(index)), problem));
            match row.cell(index) {
                cell if cell.problem().is_some() => cell.problem().into_iter().for_each(report),
                Cell::Merged => {
                    let (top, left) = sheet.origin(row, index)?;
                    report(Problem::MergedCell { first: format!("{}{top}", crate::table::letters(left)) });
                }
                Cell::Number(digits) if is_cut(identity, digits) => {
                    report(Problem::DigitsLost { text: digits.clone() });
                    return Some(digits.clone());
                }
                cell => return cell.shown().filter(|text| !names::is_unknown(text)),
            }
            None
        };
        let (number, code, name) = (text(Identity::Number), text(Identity::CreditCode), text(Identity::Name));
        let is_text = column(sheet, Identity::CreditCode).is_some_and(|index| matches!(row.cell(index), Cell::Text(_)));
        let credit_code = code.map(|code| match credit_code::read(narrow(&code).trim()) {
            Ok(code) => code,
            Err(error) => {
                if is_text {
                    let problem = Problem::InvalidCreditCode { text: code.clone(), error };
                    findings.push(Finding::in_table(place(sheet, row, Identity::CreditCode), problem));
                }
                code
            }
        });
        Named { number, credit_code, name }
    }
}

/// Whether a spreadsheet has cut an identifier that it stored as a number.
fn is_cut(identity: Identity, digits: &str) -> bool {
    identity == Identity::CreditCode || digits.bytes().filter(u8::is_ascii_digit).count() > KEPT_DIGITS
}

/// The firms that share a number, a code or, without either, a name; `origins` are theirs.
pub(super) fn duplicates<'n>(named: impl Iterator<Item = &'n Named>, origins: &[Origin]) -> Vec<(usize, Problem)> {
    let mut firms: BTreeMap<(Sort, String), Vec<(usize, String)>> = BTreeMap::new();
    for (index, named) in named.enumerate() {
        for (sort, text) in keys(named) {
            firms.entry((sort, plain(&text))).or_default().push((index, text));
        }
    }
    let mut found = Vec::new();
    for firms in firms.into_values().filter(|firms| firms.len() > 1) {
        let (first, second) = (firms[0].0, firms[1].0);
        for (firm, text) in firms {
            // The first names the second, all others the first.
            let other = origins[if firm == first { second } else { first }].clone();
            found.push((firm, Problem::DuplicateFirm { text, other }));
        }
    }
    found
}
