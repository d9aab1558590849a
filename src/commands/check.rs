//! `zjtx check`: one profile against the rules.

use zjtx::evaluate::{Question, evaluate};
use zjtx::explain::explain;
use zjtx::render::{report_json, report_markdown, report_table};
use zjtx::words::Lang;

use super::{Outcome, firm, print, rulebook_of_place, width};
use crate::cli::{CheckArgs, PageFormat};

pub(crate) fn run(lang: Lang, arguments: &CheckArgs) -> anyhow::Result<Outcome> {
    let (book, mut sources) = rulebook_of_place(lang, &arguments.rules, arguments.place.as_deref())?;
    let Some(firm::Known { profile, outcome }) =
        firm::read(lang, &book, &mut sources, &arguments.profile, arguments.as_of)?
    else {
        return Ok(Outcome::Findings);
    };
    let as_of = firm::as_of(arguments.as_of, &profile);
    let evaluation = evaluate(&book, &profile, Question { as_of: as_of.0, strict: arguments.strict });
    let answer = explain(lang, &book, &sources, &profile, as_of, &evaluation);
    match arguments.format {
        PageFormat::Table => print(&report_table(lang, &answer, width(), arguments.all))?,
        PageFormat::Json => print(&format!("{}\n", report_json(&answer)?))?,
        PageFormat::Markdown => print(&report_markdown(lang, &answer))?,
    }
    Ok(outcome)
}
