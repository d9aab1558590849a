//! Which rows are of which firm.

use std::collections::{BTreeMap, BTreeSet};

use crate::clean::visible;
use crate::credit_code;
use crate::dictionary::{Dictionary, RecordId};
use crate::finding::{Called, CellPlace, Finding, Problem};
use crate::number::Number;
use crate::profile::is_no_name;
use crate::source::Origin;
use crate::table::{Cell, Row};

use super::aside;
use super::columns::Column;
use super::header::{Rows, Target};
use super::names::{Identity, narrow};
use super::near::{near, plain_name};
use super::seen::{Likeness, Seen, agree, likeness};
use super::sheet::Parsed;
use super::unit::ungrouped;

/// Digits that a spreadsheet keeps of a number.
const KEPT_DIGITS: usize = 15;
/// Rows of no firm whose near firms are looked for; with more, every firm may be near.
const MOST_LOST: usize = 100;

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
    /// Kinds of records of which a row of no known firm may be its own.
    pub(super) unknown: BTreeSet<RecordId>,
    pub(super) findings: Vec<Finding>,
}

/// A row of no known firm.
struct Lost {
    rows: Rows,
    origin: Origin,
    /// The firms that it may be of, most likely.
    near: BTreeSet<usize>,
    /// Whether it is of one of them: of two of one name or number.
    is_of_near: bool,
}

/// The firms of one set of sheets that belong together, and what is wrong with rows of no firm.
pub(super) fn join(dictionary: &Dictionary, sheets: &[Parsed<'_>]) -> (Vec<Entry>, Vec<Finding>) {
    let mut entries = once(dictionary, sheets, firms(sheets));
    let known = Known::of(&entries);
    let (mut findings, mut lost) = (Vec::new(), Vec::new());
    for (index, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| sheet.rows != Rows::Firms) {
        if sheet.is_beside || sheet.end < sheet.sheet.rows.len() {
            // What stands in another table may be of any firm.
            let near = (0..entries.len()).collect();
            let other = if sheet.is_beside { sheet.first } else { sheet.end };
            lost.push(Lost { rows: sheet.rows, origin: sheet.origin_of(other), near, is_of_near: false });
        }
        let mut above = None;
        for (row, cells) in sheet.data() {
            let mut wrong = Vec::new();
            let found = known.find(&entries, sheet, &sheet.whole(row, cells), (&mut wrong, lost.len() < MOST_LOST));
            let found = if let Some(unread) = sheet.unread(row) {
                wrong = vec![unread];
                Err(found.map_or_else(|near| near, |firm| vec![firm]))
            } else {
                found
            };
            above = found.as_ref().ok().copied().or(above);
            match found {
                Ok(firm) => {
                    entries[firm].findings.append(&mut wrong);
                    entries[firm].linked.push((index, row));
                }
                Err(near) => {
                    // A row of no name is often of the firm above.
                    let is_nameless = wrong.iter().any(|finding| finding.problem == Problem::NoIdentity);
                    let near = near.into_iter().chain(above.filter(|_| is_nameless));
                    // With more of them, every firm may be near.
                    let is_of_near = wrong.iter().any(|one| matches!(one.problem, Problem::AmbiguousFirm { .. }));
                    let near = near.filter(|_| is_of_near || lost.len() < MOST_LOST).collect();
                    findings.append(&mut wrong);
                    lost.push(Lost { rows: sheet.rows, origin: sheet.origin_of(row), near, is_of_near });
                }
            }
        }
    }
    let kinds: BTreeSet<Rows> = lost.iter().map(|lost| lost.rows).collect();
    for rows in kinds {
        let lost: Vec<&Lost> = lost.iter().filter(|lost| lost.rows == rows).collect();
        may_lack(dictionary, sheets, &mut entries, rows, &lost);
    }
    (entries, findings)
}

/// The rows of firms.
fn firms(sheets: &[Parsed<'_>]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (index, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| sheet.rows == Rows::Firms) {
        for (row, cells) in sheet.data() {
            let mut findings = Vec::new();
            let named = Named::read(sheet, &sheet.whole(row, cells), &mut findings);
            if let Some(unread) = sheet.unread(row) {
                findings = vec![unread];
            } else if findings.is_empty() && named == Named::default() && sheet.has_identity() {
                findings.push(Finding::in_table(sheet.place(cells, None), Problem::NoIdentity));
            }
            if let Some(text) = named.name.clone().filter(|name| aside::is_doubtful(name)) {
                findings.push(Finding::in_table(place(sheet, cells, Identity::Name), Problem::DoubtfulFirm { text }));
            }
            let (linked, unknown) = (Vec::new(), BTreeSet::new());
            entries.push(Entry { sheet: index, row, named, linked, unknown, findings });
        }
    }
    entries
}

/// The firms without rows that say nothing that another does not say.
fn once(dictionary: &Dictionary, sheets: &[Parsed<'_>], entries: Vec<Entry>) -> Vec<Entry> {
    let mut seen = Seen::default();
    let mut kept: Vec<Entry> = Vec::new();
    for entry in entries {
        let mut like = seen.like(&entry.named).into_iter();
        let says_less = |less: &Entry, more: &Entry| says_less(dictionary, sheets, (less, more));
        let is_one = |earlier: &Entry| {
            agree(&earlier.named, &entry.named) && (says_less(&entry, earlier) || says_less(earlier, &entry))
        };
        if let Some(same) = like.find(|earlier| is_one(&kept[*earlier])) {
            let mut less = entry;
            if !says_less(&less, &kept[same]) {
                std::mem::swap(&mut less, &mut kept[same]);
            }
            let other = sheets[kept[same].sheet].origin_of(kept[same].row);
            let place = sheets[less.sheet].place(&sheets[less.sheet].sheet.rows[less.row], None);
            kept[same].findings.push(Finding::in_table(place, Problem::DuplicateRow { other }));
            kept[same].findings.append(&mut less.findings);
            kept[same].named.add(less.named);
            seen.add(&kept[same].named, same);
            continue;
        }
        seen.add(&entry.named, kept.len());
        kept.push(entry);
    }
    kept
}

/// Whether one row of a firm says nothing that the other does not say, in the columns that are read. A blank cell says
/// nothing, but of a record that stands in the columns of its firm that there is none.
fn says_less(dictionary: &Dictionary, sheets: &[Parsed<'_>], (less, more): (&Entry, &Entry)) -> bool {
    let (first, second) = (&sheets[less.sheet], &sheets[more.sheet]);
    let says = |column: &Column| {
        let cell = first.cell(&first.sheet.rows[less.row], column.index).shown();
        let is_of_record = matches!(column.target, Target::Inline { .. });
        let twin = second.columns.iter().find(|twin| (twin.target, twin.unit) == (column.target, column.unit));
        let Some(twin) = twin else { return cell.is_none() && !is_of_record };
        match (cell, second.cell(&second.sheet.rows[more.row], twin.index).shown()) {
            (Some(cell), Some(twin)) => says_same(&cell, &twin, has_figures(dictionary, column.target)),
            (cell, twin) => cell.is_none() && (twin.is_none() || !is_of_record),
        }
    };
    let is_whole = |sheet: &Parsed<'_>, row| !sheet.unread.contains_key(&row) && !sheet.shifted.contains_key(&row);
    let are_whole = is_whole(first, less.row) && is_whole(second, more.row);
    are_whole && first.columns.iter().filter(|column| !column.target.is_identity()).all(says)
}

/// Whether two cells say the same, figures however they are grouped; of a code each digit counts.
fn says_same(one: &str, other: &str, is_figure: bool) -> bool {
    let (one, other) = (plain(one), plain(other));
    let number = |text: &str| Number::read(&ungrouped(text)).filter(|_| is_figure);
    one == other || number(&one).is_some_and(|one| number(&other) == Some(one))
}

/// Whether the values of a column are figures, and no codes or names.
fn has_figures(dictionary: &Dictionary, target: Target) -> bool {
    match target {
        Target::Fact { fact, .. } | Target::Inline { fact, .. } => dictionary.fact(fact).kind.is_ordered(),
        Target::Year => true,
        Target::Identity(_) | Target::AsOf | Target::Ignored => false,
    }
}

/// Marks the firms whose list may lack one of the rows that are of no known firm: those that have none in their sheet,
/// and those that such a row is nearly of.
fn may_lack(dictionary: &Dictionary, sheets: &[Parsed<'_>], entries: &mut [Entry], rows: Rows, lost: &[&Lost]) {
    let record = match rows {
        Rows::Records(record) => Some(record),
        Rows::Years | Rows::Firms => None,
    };
    let list = record.map(|record| {
        let record = dictionary.record(record);
        Called { zh: record.label.as_str().into(), en: record.label_en.as_str().into() }
    });
    let mut near: BTreeMap<usize, &Lost> = BTreeMap::new();
    for lost in lost {
        for firm in &lost.near {
            near.entry(*firm).or_insert(lost);
        }
    }
    let of_any: Vec<&Lost> = lost.iter().copied().filter(|lost| !lost.is_of_near).collect();
    for (index, entry) in entries.iter_mut().enumerate() {
        let has_some = entry.linked.iter().any(|(sheet, _)| sheets[*sheet].rows == rows);
        // Figures of a year that are not there are unknown anyway.
        let may_lack_any = record.is_some() && (!has_some || of_any.len() > MOST_LOST);
        let Some(lost) = near.get(&index).or_else(|| of_any.first().filter(|_| may_lack_any)) else { continue };
        entry.unknown.extend(record);
        let is_unread = sheets[entry.sheet].unread.contains_key(&entry.row);
        if is_unread || entry.findings.iter().any(|finding| finding.problem.is_of_whole_firm()) {
            continue;
        }
        let place = sheets[entry.sheet].place(&sheets[entry.sheet].sheet.rows[entry.row], None);
        let problem = Problem::IncompleteList { list: list.clone(), other: lost.origin.clone() };
        entry.findings.push(Finding::in_table(place, problem));
    }
}

/// Firms by what they are called.
#[derive(Default)]
struct Known {
    numbers: BTreeMap<String, Vec<usize>>,
    credit_codes: BTreeMap<String, Vec<usize>>,
    names: BTreeMap<String, Vec<usize>>,
    /// The names without marks of footnotes.
    unmarked: BTreeMap<String, Vec<usize>>,
}

/// What a row says of its firm in one column, and the firms that are called so.
struct Claim<'n> {
    identity: Identity,
    text: &'n String,
    firms: Vec<usize>,
}

impl Claim<'_> {
    /// Whether it may be said of a firm, which may be called by nothing else in this column.
    fn fits(&self, entries: &[Entry], firm: usize) -> bool {
        let has_none = self.firms.is_empty() && entries[firm].named.get(self.identity).is_none();
        has_none || self.firms.binary_search(&firm).is_ok()
    }
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
            add(&mut known.unmarked, &entry.named.name.as_deref().map(plain_name));
        }
        known
    }

    /// The firms that are called so. Where no number or code is so written, a name may stand in its column.
    fn firms(&self, identity: Identity, text: &str) -> Vec<usize> {
        let text = plain(text);
        let get = |known: &BTreeMap<String, Vec<usize>>| known.get(&text).cloned();
        let own = match identity {
            Identity::Number => get(&self.numbers),
            Identity::CreditCode => get(&self.credit_codes),
            Identity::Name => get(&self.names),
        };
        own.or_else(|| get(&self.names))
            .or_else(|| get(&self.credit_codes))
            .or_else(|| get(&self.numbers))
            .or_else(|| self.unmarked.get(&plain_name(&text)).cloned().filter(|firms| firms.len() == 1))
            .unwrap_or_default()
    }

    /// The firm of a row, or those that it may be of; what is wrong is reported. `looks` is whether near firms are
    /// looked for.
    fn find(
        &self,
        entries: &[Entry],
        sheet: &Parsed<'_>,
        row: &Row,
        (wrong, looks): (&mut Vec<Finding>, bool),
    ) -> Result<usize, Vec<usize>> {
        let named = Named::read(sheet, row, wrong);
        let claims: Vec<Claim<'_>> =
            named.texts().map(|(identity, text)| Claim { identity, text, firms: self.firms(identity, text) }).collect();
        let candidates: BTreeSet<usize> = claims.iter().flat_map(|claim| claim.firms.iter().copied()).collect();
        let fits = |firm: &usize| claims.iter().all(|claim| claim.fits(entries, *firm));
        let sure: Vec<usize> = candidates.iter().copied().filter(fits).collect();
        let mut report = |identity: Option<Identity>, problem| {
            let column = identity.and_then(|identity| sheet.identity(identity));
            wrong.push(Finding::in_table(sheet.place(row, column), problem));
        };
        match (&sure[..], &claims[..]) {
            ([firm], _) => {
                // A name in the column of codes is no wrong code.
                let is_code =
                    claims.iter().any(|claim| claim.identity == Identity::CreditCode && !claim.firms.is_empty());
                wrong.retain(|finding| !is_code || !matches!(finding.problem, Problem::InvalidCreditCode { .. }));
                Ok(*firm)
            }
            ([_, _, ..], [first, ..]) => {
                report(Some(first.identity), Problem::AmbiguousFirm { text: first.text.clone() });
                Err(sure)
            }
            (_, []) => {
                if wrong.is_empty() {
                    wrong.push(Finding::in_table(sheet.place(row, None), Problem::NoIdentity));
                }
                Err(Vec::new())
            }
            (_, [first, ..]) => {
                let lost = claims.iter().filter(|claim| looks && claim.firms.is_empty());
                let lost: Vec<_> = lost.map(|claim| near(entries, claim.identity, claim.text)).collect();
                let suggestion = lost.iter().find_map(|(_, name)| name.clone());
                let (identity, problem) = contradiction(entries, &claims)
                    .unwrap_or_else(|| (first.identity, Problem::UnknownFirm { text: first.text.clone(), suggestion }));
                if wrong.is_empty() {
                    wrong.push(Finding::in_table(sheet.place(row, sheet.identity(identity)), problem));
                }
                Err(candidates.into_iter().chain(lost.into_iter().flat_map(|(near, _)| near)).collect())
            }
        }
    }
}

/// What says another firm than the rest of the row; `None` where nothing of it is of any firm.
fn contradiction(entries: &[Entry], claims: &[Claim<'_>]) -> Option<(Identity, Problem)> {
    let (found, firm) = claims.iter().find_map(|claim| Some((claim, *claim.firms.first()?)))?;
    let against = claims.iter().find(|claim| !claim.fits(entries, firm))?;
    let (first, text) = (found.text.clone(), against.text.clone());
    // A number that no firm has is misspelt; a firm may well have another name.
    let problem = if against.firms.is_empty() && against.identity != Identity::Name {
        Problem::UnknownFirm { text, suggestion: entries[firm].named.get(against.identity).cloned() }
    } else {
        Problem::MismatchedFirm { first, second: text }
    };
    Some((against.identity, problem))
}

/// A name without what people write in different ways and do not mean another firm by.
pub(super) fn plain(name: &str) -> String {
    narrow(name).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

fn place(sheet: &Parsed<'_>, row: &Row, identity: Identity) -> CellPlace {
    sheet.place(row, sheet.identity(identity))
}

impl Named {
    pub(super) fn get(&self, identity: Identity) -> Option<&String> {
        match identity {
            Identity::Number => self.number.as_ref(),
            Identity::CreditCode => self.credit_code.as_ref(),
            Identity::Name => self.name.as_ref(),
        }
    }

    /// Takes what another row of the firm calls it besides.
    pub(super) fn add(&mut self, other: Named) {
        self.number = self.number.take().or(other.number);
        self.credit_code = self.credit_code.take().or(other.credit_code);
        self.name = self.name.take().or(other.name);
    }

    pub(super) fn texts(&self) -> impl Iterator<Item = (Identity, &String)> {
        let all = [Identity::Number, Identity::CreditCode, Identity::Name];
        all.into_iter().filter_map(|identity| Some((identity, self.get(identity)?)))
    }

    /// What a row says of its firm; what can't be right is reported.
    pub(super) fn read(sheet: &Parsed<'_>, row: &Row, findings: &mut Vec<Finding>) -> Named {
        let mut text = |identity| {
            let index = sheet.identity(identity)?;
            let mut report = |problem| findings.push(Finding::in_table(sheet.place(row, Some(index)), problem));
            match sheet.cell(row, index) {
                cell if cell.problem().is_some() => cell.problem().into_iter().for_each(report),
                Cell::Merged => {
                    let (top, left) = sheet.origin(row, index)?;
                    // A name over the columns of number and name is read in the first.
                    if sheet.columns.iter().any(|column| column.index == left && column.target.is_identity()) {
                        return None;
                    }
                    report(Problem::MergedCell { first: format!("{}{top}", crate::table::letters(left)) });
                }
                Cell::Number(digits) if is_cut(identity, digits) => {
                    report(Problem::DigitsLost { text: digits.clone() });
                    return Some(digits.clone());
                }
                cell => {
                    return cell.shown().map(|text| visible(&text).into_owned()).filter(|text| !is_no_name(text));
                }
            }
            None
        };
        let (number, code, name) = (text(Identity::Number), text(Identity::CreditCode), text(Identity::Name));
        let is_text =
            sheet.identity(Identity::CreditCode).is_some_and(|index| matches!(sheet.cell(row, index), Cell::Text(_)));
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

/// The firms that share a number, a code or a name; `origins` are theirs.
pub(super) fn duplicates(named: &[&Named], origins: &[Origin]) -> Vec<(usize, Problem)> {
    let mut seen = Seen::default();
    named.iter().enumerate().for_each(|(index, named)| seen.add(named, index));
    let problem = |(index, named_so): (usize, &&Named)| {
        let like = seen.like(named_so).into_iter().filter(|other| *other != index);
        let like = like.filter_map(|other| Some((other, likeness(named_so, named[other])?)));
        let like: Vec<(usize, Likeness)> = like.collect();
        let one = like.iter().find_map(|(other, likeness)| match likeness {
            Likeness::One(identity) => Some((*other, named_so.get(*identity)?.clone())),
            Likeness::Namesakes => None,
        });
        if let Some((other, text)) = one {
            return Some((index, Problem::DuplicateFirm { text, other: origins[other].clone() }));
        }
        // The later names the earlier.
        let (earlier, _) = like.first().filter(|(earlier, _)| *earlier < index)?;
        let text = named_so.name.clone()?;
        Some((index, Problem::SameName { text, other: origins[*earlier].clone() }))
    };
    named.iter().enumerate().filter_map(problem).collect()
}
