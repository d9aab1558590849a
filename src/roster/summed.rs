//! Firms of lines and files that are none: totals, notes and examples, which a table leaves out by their rows.

use crate::finding::{Finding, Problem};
use crate::profile::Value;
use crate::rulebook::Rulebook;

use super::{Firm, aside, place_of};

/// What to tell of a firm that is called by a word for totals or notes: that it is left out, as a row of a table is, or,
/// where anything else names it or it has a place, that it may be none. `stem` is the name of its file, where it has one.
#[must_use]
pub fn summed(book: &Rulebook, firm: &Firm, stem: Option<&str>) -> Option<Finding> {
    let is_example = firm.name.as_deref().is_some_and(aside::is_name_of_example)
        || firm.number.as_deref().is_some_and(aside::is_for_example);
    let called = || [firm.name.as_deref(), firm.number.as_deref()].into_iter().flatten();
    let stem = stem.filter(|_| called().next().is_none());
    let text = called().chain(stem).find(|text| is_example || aside::is_doubtful(text))?.to_owned();
    let place = book.dictionary.by_key("place").and_then(|place| firm.profile.facts.get(&place));
    let is_named = firm.credit_code.is_some() || called().any(|text| !aside::is_doubtful(text));
    let is_firm = is_named || matches!(place, Some(Value::Code(_)));
    let problem = if is_firm && !is_example { Problem::DoubtfulFirm { text } } else { Problem::FirmLeftOut { text } };
    Some(Finding::new(place_of(&firm.origin), problem))
}
