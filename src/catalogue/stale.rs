//! Documents that were not held against their source for long, and those that end soon.

use serde::Serialize;

use crate::calendar::{Day, Unit};
use crate::rulebook::{Document, Rulebook};

/// What should be looked at.
#[derive(Clone, Debug, Serialize)]
pub struct Stale {
    /// `zjtx.stale/1`
    pub schema: &'static str,
    /// The day.
    pub as_of: String,
    /// For how many days.
    pub days: i64,
    /// What was not held against its source for longer, the oldest first.
    pub unchecked: Vec<StaleDocument>,
    /// What ends within so many days, the first first.
    pub ending: Vec<StaleDocument>,
}

/// A document that should be looked at.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct StaleDocument {
    /// When it was held against its source, or when it ends.
    pub day: String,
    /// How many days ago that was, or how many are left.
    pub days: i64,
    /// Its address.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// The documents that were last checked more than so many days before a day, and those that end within so many after it.
/// What has ended needs no look.
#[must_use]
pub fn stale(book: &Rulebook, as_of: Day, days: i64) -> Stale {
    let open = || book.documents.iter().filter(move |document| document.until.is_none_or(|until| as_of <= until));
    let entry = |document: &Document, day: Day, days: i64| StaleDocument {
        day: day.to_string(),
        days,
        id: document.address.clone(),
        title: document.title.clone(),
    };
    let since = |document: &Document| document.checked.days_until(as_of);
    let mut unchecked: Vec<StaleDocument> = open()
        .filter(|document| since(document) > days)
        .map(|document| entry(document, document.checked, since(document)))
        .collect();
    let last = as_of.later(days, Unit::Day);
    let ending = |document: &Document| document.until.filter(|until| *until <= last);
    let mut ends: Vec<StaleDocument> = open()
        .filter_map(|document| ending(document).map(|until| entry(document, until, as_of.days_until(until))))
        .collect();
    unchecked.sort();
    ends.sort();
    Stale { schema: "zjtx.stale/1", as_of: as_of.to_string(), days, unchecked, ending: ends }
}
