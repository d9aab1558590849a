//! Firms of lines and files that are none: totals and notes, which a table leaves out by their rows.

use crate::finding::{Finding, Problem};
use crate::rulebook::Rulebook;

use super::{Firm, aside, place_of};

/// What to tell of a firm that is called by a word for totals or notes: that it is left out, as a row of a table is, or,
/// with a number, a code or a place, that it may be none. `stem` is the name of its file, where it has one.
#[must_use]
pub fn summed(book: &Rulebook, firm: &Firm, stem: Option<&str>) -> Option<Finding> {
    let text = firm.name.as_deref().or(stem).filter(|name| aside::is_doubtful(name))?.to_owned();
    let is_placed = book.dictionary.by_key("place").is_some_and(|place| firm.profile.facts.get(&place).is_some());
    let is_firm = is_placed || firm.number.is_some() || firm.credit_code.is_some();
    let problem = if is_firm { Problem::DoubtfulFirm { text } } else { Problem::FirmLeftOut { text } };
    Some(Finding::new(place_of(&firm.origin), problem))
}
