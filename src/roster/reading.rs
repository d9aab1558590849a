//! Which row of a sheet has the headers, and what they mean over rows of one sort.

use crate::clean::visible;
use crate::table::{Cell, Row, Sheet};

use super::header::{Meaning, Rows, Target, Vocabulary};
use super::map::HeaderMap;
use super::names::{Identity, fold};
use super::stated;

/// Rows among which the header is looked for.
const HEADER_WITHIN: usize = 20;
/// Rows of groups that may stand above the headers.
pub(super) const GROUPS: usize = 2;

/// One way of reading a sheet.
pub(super) struct Reading {
    pub(super) rows: Rows,
    /// The index of the row with the headers.
    pub(super) at: usize,
    pub(super) score: usize,
    pub(super) texts: Vec<Option<String>>,
    pub(super) meanings: Vec<Meaning>,
    /// The first column of another table beside it.
    pub(super) beside: Option<usize>,
}

/// The best row of headers for rows of this sort; `None` when no row says enough.
pub(super) fn reading(vocabulary: &Vocabulary<'_>, map: &HeaderMap, sheet: &Sheet, rows: Rows) -> Option<Reading> {
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
    let read = |text: &str| match map.target(text).unwrap_or(text) {
        "" => Meaning::Column(Target::Ignored, None),
        text => vocabulary.meaning(rows, text),
    };
    // The last headers may stand in the rows above alone.
    let joined = &sheet.rows[at.saturating_sub(GROUPS)..=at];
    let columns = 0..joined.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let above = Above::new(sheet, at);
    let found = columns.map(|column| {
        let Some(own) = own(sheet, at, column) else {
            // A header that is as high as a group and its parts stands above, where cells are not merged.
            let found = above.groups(column, false).map(|text| (read(&text), text));
            let found = found.filter(|(meaning, _)| matches!(meaning, Meaning::Column(..))).last();
            return found.map_or((None, Meaning::Unknown), |(meaning, text)| (Some(text), meaning));
        };
        let grouped = |group: String| {
            let text = format!("{group}{own}");
            (read(&text), text)
        };
        let is_column = |(meaning, _): &(Meaning, String)| matches!(meaning, Meaning::Column(..));
        let near: Vec<_> = above.groups(column, false).map(grouped).collect();
        let alone = (read(&own), own.clone());
        let mut found = near.iter().find(|near| is_column(near)).cloned();
        found = found.or_else(|| Some(alone.clone()).filter(is_column));
        let (meaning, text) = found.unwrap_or_else(|| {
            let beside: Vec<_> = above.groups(column, true).map(grouped).collect();
            let unread = || near.iter().chain(&beside).find(|(meaning, _)| matches!(meaning, Meaning::Unread(..)));
            let column = beside.iter().find(|beside| is_column(beside));
            let found = column.or_else(|| unread().filter(|_| alone.0 == Meaning::Unknown));
            found.cloned().unwrap_or(alone)
        });
        (Some(text), meaning)
    });
    let (texts, mut meanings): (Vec<_>, Vec<_>) = found.unzip();
    let cells = |column: usize| sheet.rows[at + 1..].iter().filter_map(move |row| row.cell(column).shown());
    one_name(&texts, &mut meanings, |column, text| stated::of_column(text, cells(column)).is_some());
    let beside = beside(sheet, at, &texts, &mut meanings);
    if let Some(start) = beside {
        meanings[start..].fill(Meaning::Unknown);
    }
    let score = meanings.iter().map(weight).sum();
    Reading { rows, at, score, texts, meanings, beside }
}

/// The first column of another table beside the first, whose rows are of other firms. A column of the same firms once
/// more says nothing.
fn beside(sheet: &Sheet, at: usize, texts: &[Option<String>], meanings: &mut [Meaning]) -> Option<usize> {
    let identity = |meaning: &Meaning| match meaning {
        Meaning::Column(Target::Identity(identity), _) => Some(*identity),
        _ => None,
    };
    for again in 1..meanings.len() {
        let Some(found) = identity(&meanings[again]) else { continue };
        let Some(first) = meanings[..again].iter().position(|meaning| identity(meaning) == Some(found)) else {
            continue;
        };
        let behind_blank = (first..again).rev().find(|column| texts[*column].is_none()).map(|blank| blank + 1);
        let is_same_header = texts[first].as_deref().map(fold) == texts[again].as_deref().map(fold);
        if behind_blank.is_none() && !is_same_header {
            continue;
        }
        let is_other = |row: &Row| row.cell(again).shown().is_some_and(|text| row.cell(first).shown() != Some(text));
        if sheet.rows[at + 1..].iter().any(is_other) {
            return Some(behind_blank.unwrap_or(again));
        }
        meanings[again] = Meaning::Column(Target::Ignored, None);
    }
    None
}

/// Whether a reading is of a table of firms, and no list of what may be chosen, nor how a form is filled in.
pub(super) fn is_of_firms(sheet: &Sheet, reading: &Reading) -> bool {
    let has = |is_one: fn(&Target) -> bool| {
        reading.meanings.iter().any(|meaning| matches!(meaning, Meaning::Column(target, _) if is_one(target)))
    };
    has(|target| target.is_identity())
        && has(|target| matches!(target, Target::Fact { .. } | Target::Inline { .. }))
        && sheet.rows.len() > reading.at + 1
}

/// A column `单位` is that of the firms' names where no other is and its cells are no units, else nobody knows what it is.
fn one_name(texts: &[Option<String>], meanings: &mut [Meaning], is_of_units: impl Fn(usize, &str) -> bool) {
    let is_name = |meaning: &Meaning| matches!(meaning, Meaning::Column(Target::Identity(Identity::Name), _));
    let has_other = meanings.iter().filter(|meaning| is_name(meaning)).count() > 1;
    for (column, (text, meaning)) in texts.iter().zip(meanings).enumerate().filter(|(_, (_, meaning))| is_name(meaning))
    {
        let label = text.as_deref().filter(|text| stated::is_label(text));
        if label.is_some_and(|text| has_other || is_of_units(column, text)) {
            *meaning = Meaning::Unknown;
        }
    }
}

fn weight(meaning: &Meaning) -> usize {
    match meaning {
        Meaning::Column(..) => 2,
        Meaning::WithoutYear(_) | Meaning::Derived(_) | Meaning::Unread(..) => 1,
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
    let text = match row.cell(column) {
        // Behind the last cell of a row nothing is written of the cells that are merged with those above.
        Cell::Merged | Cell::Empty => {
            let region = sheet.region(row.number, column).filter(|region| region.left == column)?;
            first_of(sheet, region.top, column)
        }
        cell => cell.shown(),
    };
    text.map(|text| visible(&text).replace('\n', " ")).filter(|text| !text.is_empty())
}

/// The rows above the headers, in which one text may stand for several of them.
struct Above<'s> {
    sheet: &'s Sheet,
    /// The index of the row with the headers.
    at: usize,
    /// The rows right above it, the nearest first.
    rows: Vec<Group<'s>>,
}

/// A row that may stand above several headers.
struct Group<'s> {
    row: &'s Row,
    /// Of every column, and of what lies behind the last, the nearest filled cell to the left.
    left: Vec<Option<usize>>,
}

impl<'s> Above<'s> {
    fn new(sheet: &'s Sheet, at: usize) -> Above<'s> {
        let number = u64::from(sheet.rows[at].number);
        let rows = sheet.rows[..at].iter().rev().take(GROUPS).zip(1..);
        let rows = rows.take_while(|(row, up)| u64::from(row.number) + up == number);
        Above { sheet, at, rows: rows.map(|(row, _)| Group::of(row)).collect() }
    }

    /// What stands above several headers, the nearest row first, then both rows together. `beside` takes it from the
    /// cells to the left where the one above is blank, as in a text table, which has no merged cells.
    fn groups(&self, column: usize, beside: bool) -> impl Iterator<Item = String> {
        let is_part = self.sheet.region(self.sheet.rows[self.at].number, column).is_some();
        let rows = self.rows.iter().filter(|_| !is_part);
        let near: Vec<String> = rows.filter_map(|group| self.group(group, column, beside)).collect();
        let both = (near.len() == GROUPS).then(|| near.iter().rev().map(String::as_str).collect::<String>());
        near.into_iter().chain(both)
    }

    fn group(&self, group: &Group<'_>, column: usize, beside: bool) -> Option<String> {
        let (sheet, row) = (self.sheet, group.row);
        let cell = row.cell(column);
        let is_beside = beside && cell.is_blank() && *cell != Cell::Merged;
        let column = if is_beside {
            let left = group.left[column.min(row.cells.len())]?;
            Some(left).filter(|left| sheet.region(row.number, *left).is_none())?
        } else {
            column
        };
        if *row.cell(column) != Cell::Merged {
            return row.cell(column).shown();
        }
        let region = sheet.region(row.number, column).filter(|region| region.bottom == row.number)?;
        first_of(sheet, region.top, region.left)
    }
}

impl<'s> Group<'s> {
    fn of(row: &'s Row) -> Group<'s> {
        let filled = row.cells.iter().enumerate().scan(None, |left, (column, cell)| {
            *left = Some(column).filter(|_| *cell != Cell::Empty).or(*left);
            Some(*left)
        });
        Group { row, left: std::iter::once(None).chain(filled).collect() }
    }
}

fn first_of(sheet: &Sheet, number: u32, column: usize) -> Option<String> {
    let at = sheet.rows.binary_search_by_key(&number, |row| row.number).ok()?;
    sheet.rows[at].cell(column).shown()
}
