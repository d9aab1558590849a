//! `zjtx ladder`: the titles of one firm.

use zjtx::explain::explain_ladder;
use zjtx::render::{json, ladder_text};
use zjtx::words::Lang;

use super::{Outcome, firm, print, rulebook_of_place, width};
use crate::cli::{LadderArgs, ReportFormat};

pub(crate) fn run(lang: Lang, arguments: &LadderArgs) -> anyhow::Result<Outcome> {
    let (book, mut sources) = rulebook_of_place(lang, &arguments.rules, arguments.place.as_deref())?;
    let Some(firm::Known { profile, outcome }) =
        firm::read(lang, &book, &mut sources, &arguments.profile, arguments.as_of)?
    else {
        return Ok(Outcome::Findings);
    };
    let as_of = firm::as_of(arguments.as_of, &profile);
    let ladder = explain_ladder(lang, &book, &sources, &profile, as_of, arguments.strict);
    match arguments.format {
        ReportFormat::Table => print(&ladder_text(lang, &ladder, width(), arguments.all))?,
        ReportFormat::Json => print(&format!("{}\n", json(&ladder)?))?,
    }
    Ok(outcome)
}
