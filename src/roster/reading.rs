//! Which row of a sheet has the headers, and what they mean over rows of one sort.

use crate::clean::visible;
use crate::table::{Cell, Sheet};

use super::header::{Meaning, Rows, Target, Vocabulary};
use super::map::HeaderMap;
use super::names::Identity;
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
    let found = columns.map(|column| {
        let Some(own) = own(sheet, at, column) else {
            // A header that is as high as a group and its parts stands above, where cells are not merged.
            let above = groups(sheet, at, column, false).map(|text| (read(&text), text));
            let found = above.filter(|(meaning, _)| matches!(meaning, Meaning::Column(..))).last();
            return found.map_or((None, Meaning::Unknown), |(meaning, text)| (Some(text), meaning));
        };
        let grouped = |group: String| {
            let text = format!("{group}{own}");
            Some((read(&text), text)).filter(|(meaning, _)| matches!(meaning, Meaning::Column(..)))
        };
        let above = groups(sheet, at, column, false).find_map(grouped);
        let (meaning, text) = above.unwrap_or_else(|| {
            let alone = read(&own);
            let is_column = matches!(alone, Meaning::Column(..));
            let beside = groups(sheet, at, column, true).filter(|_| !is_column).find_map(grouped);
            beside.unwrap_or((alone, own.clone()))
        });
        (Some(text), meaning)
    });
    let (texts, mut meanings): (Vec<_>, Vec<_>) = found.unzip();
    one_name(&texts, &mut meanings);
    let score = meanings.iter().map(weight).sum();
    Reading { rows, at, score, texts, meanings }
}

/// A column `单位` is that of the firms' names where no other is, else nobody knows what it is.
fn one_name(texts: &[Option<String>], meanings: &mut [Meaning]) {
    let is_name = |meaning: &Meaning| matches!(meaning, Meaning::Column(Target::Identity(Identity::Name), _));
    if meanings.iter().filter(|meaning| is_name(meaning)).count() < 2 {
        return;
    }
    for (text, meaning) in texts.iter().zip(meanings) {
        let is_vague = text.as_deref().is_some_and(stated::is_label);
        if is_vague && is_name(meaning) {
            *meaning = Meaning::Unknown;
        }
    }
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

/// What stands above several headers, the nearest row first, then both rows together. `beside` takes it from the cells
/// to the left where the one above is blank, as in a text table, which has no merged cells.
fn groups(sheet: &Sheet, at: usize, column: usize, beside: bool) -> impl Iterator<Item = String> {
    let is_part = sheet.region(sheet.rows[at].number, column).is_some();
    let near = (1..=GROUPS).filter_map(move |up| if is_part { None } else { group(sheet, at, up, column, beside) });
    let near: Vec<String> = near.collect();
    let both = (near.len() == GROUPS).then(|| near.iter().rev().map(String::as_str).collect::<String>());
    near.into_iter().chain(both)
}

/// What stands above several headers, so many rows up.
fn group(sheet: &Sheet, at: usize, up: usize, column: usize, beside: bool) -> Option<String> {
    let above = sheet.rows.get(at.checked_sub(up)?)?;
    if u64::from(above.number) + u64::try_from(up).ok()? != u64::from(sheet.rows[at].number) {
        return None;
    }
    let column = match above.cell(column) {
        cell if beside && cell.is_blank() && *cell != Cell::Merged => {
            let left = above.cells[..column.min(above.cells.len())].iter().rposition(|cell| *cell != Cell::Empty)?;
            Some(left).filter(|left| sheet.region(above.number, *left).is_none())?
        }
        _ => column,
    };
    match above.cell(column) {
        Cell::Merged => {
            let region = sheet.region(above.number, column).filter(|region| region.bottom == above.number)?;
            first_of(sheet, region.top, region.left)
        }
        cell => cell.shown(),
    }
}

fn first_of(sheet: &Sheet, number: u32, column: usize) -> Option<String> {
    let at = sheet.rows.binary_search_by_key(&number, |row| row.number).ok()?;
    sheet.rows[at].cell(column).shown()
}
