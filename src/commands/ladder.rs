//! `zjtx ladder`: the titles of one firm.

use zjtx::explain::{changes_of_ladders, explain_ladder};
use zjtx::profile::Profile;
use zjtx::render::{json, ladder_text};
use zjtx::words::Lang;

use super::{Outcome, firm, print, rulebook_of_place, settings, width};
use crate::cli::{LadderArgs, PageFormat, ReportFormat};

pub(crate) fn run(lang: Lang, arguments: &LadderArgs) -> anyhow::Result<Outcome> {
    let (book, mut sources) = rulebook_of_place(lang, &arguments.rules, arguments.place.as_deref())?;
    let Some(firm::Known { profile, outcome }) =
        firm::read(lang, &book, &mut sources, &arguments.profile, arguments.as_of)?
    else {
        return Ok(Outcome::Findings);
    };
    let as_of = firm::as_of(arguments.as_of, &profile);
    let ladder = |profile: &Profile| explain_ladder(lang, &book, &sources, profile, as_of, arguments.strict);
    let before = ladder(&profile);
    let text = |ladder| ladder_text(lang, ladder, width(), arguments.all);
    if arguments.set.is_empty() {
        match arguments.format {
            ReportFormat::Table => print(&text(&before))?,
            ReportFormat::Json => print(&format!("{}\n", json(&before)?))?,
        }
        return Ok(outcome);
    }
    let Some(other) = settings::set(lang, &book, &sources, &profile, (&arguments.set, as_of.0))? else {
        return Ok(Outcome::CouldNotRun);
    };
    let after = ladder(&other);
    let changes = changes_of_ladders(lang, &before, &after);
    let (format, page) = match arguments.format {
        ReportFormat::Table => (PageFormat::Table, text(&after)),
        ReportFormat::Json => (PageFormat::Json, String::new()),
    };
    print(&settings::both(lang, format, &arguments.set, changes, [before, after], &page)?)?;
    Ok(outcome)
}
