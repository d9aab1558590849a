//! Reads the values that name something: a place, an industry, a choice.

use crate::codes::{CodeId, Lookup, Remark};
use crate::dictionary::{Fact, Kind};
use crate::finding::{Called, Problem};
use crate::rulebook::Rulebook;
use crate::suggest::nearest_of;

use super::value::Written;

/// The place that a text names.
///
/// # Errors
/// Says that it names none, or several.
pub(super) fn place(book: &Rulebook, name: &str) -> Result<CodeId, Problem> {
    match book.places.find(name) {
        Lookup::One(place) | Lookup::Remarked(place, _) => Ok(place),
        Lookup::Many(places) => Err(Problem::AmbiguousPlace { name: name.to_owned(), places }),
        Lookup::None(suggestion) => Err(Problem::UnknownPlace { name: name.to_owned(), suggestion }),
    }
}

/// What to tell whoever wrote a value that was read as something else than its words say: an older name of a place, or
/// one that leaves the district open.
#[must_use]
pub fn remark(book: &Rulebook, fact: &Fact, written: &Written<'_>) -> Option<Problem> {
    let (Kind::Place, Written::Text(name)) = (fact.kind, written) else { return None };
    let Lookup::Remarked(place, remark) = book.places.find(name) else { return None };
    let (name, whole) = (name.clone().into_owned(), book.places.full_name(place));
    Some(match remark {
        Remark::Renamed { since } => Problem::RenamedPlace { name, place: whole, since },
        Remark::LiesIn => Problem::PlaceReadAs { name, place: whole, is_open: book.places.holds_others(place) },
        Remark::Divided { other, since } => {
            Problem::DividedPlace { place: whole, other: book.places.full_name(other), since }
        }
    })
}

/// The industry that a text names.
///
/// # Errors
/// Says that it names none, or several.
pub(super) fn industry(book: &Rulebook, name: &str) -> Result<CodeId, Problem> {
    match book.industries.find(name) {
        Lookup::One(industry) | Lookup::Remarked(industry, _) => Ok(industry),
        Lookup::Many(industries) => Err(Problem::AmbiguousIndustry { name: name.to_owned(), industries }),
        Lookup::None(suggestion) => Err(Problem::UnknownIndustry { name: name.to_owned(), suggestion }),
    }
}

/// The index of a choice of the fact.
///
/// # Errors
/// Says that it is none, and which was likely meant.
pub(super) fn choice(fact: &Fact, name: &str) -> Result<usize, Problem> {
    fact.choice(name).ok_or_else(|| {
        let names = fact.choices.iter().map(|choice| {
            [&choice.label, &choice.key, &choice.label_en].into_iter().chain(&choice.aliases).map(String::as_str)
        });
        Problem::UnknownChoice {
            fact: called(fact),
            value: name.to_owned(),
            choices: fact
                .choices
                .iter()
                .map(|choice| Called { zh: choice.label.as_str().into(), en: choice.label_en.as_str().into() })
                .collect(),
            suggestion: nearest_of(name, names),
        }
    })
}

/// What people call the fact.
pub(super) fn called(fact: &Fact) -> Called {
    Called { zh: fact.label.as_str().into(), en: fact.label_en.as_str().into() }
}
