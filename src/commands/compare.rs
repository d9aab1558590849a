//! `zjtx compare`: the same firm in several places.

use anyhow::bail;

use zjtx::codes::CodeTree;
use zjtx::explain::{compare, places_with_documents};
use zjtx::profile::Value;
use zjtx::render::{comparison_text, json};
use zjtx::words::{self, Lang};

use super::{Outcome, firm, place, print, rulebook_of_place, width};
use crate::cli::{CompareArgs, ReportFormat};

/// What stands for every place of which a document was read.
const ALL: &str = "all";

pub(crate) fn run(lang: Lang, arguments: &CompareArgs) -> anyhow::Result<Outcome> {
    let (book, mut sources) = rulebook_of_place(lang, &arguments.rules, None)?;
    let Some(firm::Known { profile, outcome }) =
        firm::read(lang, &book, &mut sources, &arguments.profile, arguments.as_of)?
    else {
        return Ok(Outcome::Findings);
    };
    let stated = book.dictionary.by_key("place").and_then(|fact| profile.facts.get(&fact));
    let own = if let Some(Value::Code(place)) = stated { Some(*place) } else { None };
    let mut places = Vec::from_iter(own);
    for name in &arguments.places {
        let named = if name == ALL { places_with_documents(&book) } else { vec![place(lang, &book, name)?] };
        // Where the firm is already it is compared with.
        let is_new = |place: &_| own.is_none_or(|own| !book.places.is_within(own, *place)) || name != ALL;
        for place in named.into_iter().filter(is_new) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    // What holds in the whole nation is the same at each place, and compared with none.
    if places.contains(&CodeTree::ROOT) {
        bail!(words::no_place_to_compare(lang));
    }
    let (as_of, _) = firm::as_of(arguments.as_of, &profile);
    let comparison = compare(lang, &book, &sources, &profile, as_of, &places);
    match arguments.format {
        ReportFormat::Table => print(&comparison_text(lang, &comparison, width()))?,
        ReportFormat::Json => print(&format!("{}\n", json(&comparison)?))?,
    }
    Ok(outcome)
}
