//! Records of one kind of which the same is said.

use std::collections::{BTreeMap, HashMap};

use crate::dictionary::{Dictionary, Home, RecordId};
use crate::finding::{Called, CellPlace, Finding, Place, Problem};
use crate::source::Origin;

use super::draft::Reading;
use super::{RecordValues, Value};

/// The records that say just what an earlier one of their kind says, once for all that say the same, at the place of the
/// second. All count: two hires may well be alike, and only the firm knows.
pub(super) fn alike(dictionary: &Dictionary, reading: &Reading) -> Vec<Finding> {
    let mut years: BTreeMap<(RecordId, usize), Vec<(i16, &RecordValues)>> = BTreeMap::new();
    for ((record, index, year), values) in &reading.profile.record_years {
        years.entry((*record, *index)).or_default().push((*year, values));
    }
    let is_whole = |values: &RecordValues| values.values().all(|value| *value != Value::Unread);
    let mut first = HashMap::new();
    // Of each that comes again: the second, and how many there are.
    let mut found: BTreeMap<(RecordId, usize), (usize, usize)> = BTreeMap::new();
    for (record, list) in &reading.profile.records {
        for (index, values) in list.iter().enumerate() {
            let of_years = years.remove(&(*record, index)).unwrap_or_default();
            let says_something = !values.is_empty() || !of_years.is_empty();
            if says_something && is_whole(values) && of_years.iter().all(|(_, values)| is_whole(values)) {
                let earlier = *first.entry((*record, values, of_years)).or_insert(index);
                if earlier < index {
                    found.entry((*record, earlier)).or_insert((index, 1)).1 += 1;
                }
            }
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    let places = places(dictionary, reading);
    let finding = |((record, first), (second, count))| {
        let (place, earlier) = (*places.get(&(record, second))?, places.get(&(record, first)).copied());
        let kind = dictionary.record(record);
        let record = Called { zh: kind.label.as_str().into(), en: kind.label_en.as_str().into() };
        let other = earlier.and_then(|earlier| row(earlier, place));
        // Of a row of a table, no cell is more at fault than another.
        let place = match place {
            Place::Cell(cell) if other.is_some() => Place::Cell(CellPlace { column: None, ..cell.clone() }),
            place => place.clone(),
        };
        Some(Finding::new(place, Problem::RecordsAlike { record, first: first + 1, second: second + 1, count, other }))
    };
    found.into_iter().filter_map(finding).collect()
}

/// Where each record begins: the place of its first value.
fn places<'r>(dictionary: &Dictionary, reading: &'r Reading) -> BTreeMap<(RecordId, usize), &'r Place> {
    let mut places = BTreeMap::new();
    for (at, stated) in &reading.places {
        if let (Home::Record(record), Some(index)) = (dictionary.fact(at.fact).home, at.record) {
            places.entry((record, index)).or_insert(&stated.place);
        }
    }
    places
}

/// The row of one record that is not that of another.
fn row(one: &Place, other: &Place) -> Option<Origin> {
    let (Place::Cell(one), Place::Cell(other)) = (one, other) else { return None };
    let origin = |cell: &CellPlace| Origin { file: cell.file.clone(), sheet: cell.sheet.clone(), row: Some(cell.row) };
    Some(origin(one)).filter(|one| *one != origin(other))
}
