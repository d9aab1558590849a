//! `zjtx check`: one profile against the rules.

use zjtx::evaluate::{Question, evaluate};
use zjtx::explain::explain;
use zjtx::render::{report_json, report_markdown, report_table};
use zjtx::words::Lang;

use super::partial::{Partial, rules_of_firm};
use super::{Outcome, firm, print, width};
use crate::cli::{CheckArgs, PageFormat};

pub(crate) fn run(lang: Lang, arguments: &CheckArgs) -> anyhow::Result<Outcome> {
    let mut rules = rules_of_firm(lang, &arguments.rules, arguments.place.as_deref())?;
    let known = firm::read(lang, &rules.book, &mut rules.sources, &arguments.profile, arguments.as_of)?;
    let Some(firm::Known { profile, outcome }) = known else { return Ok(Outcome::Findings) };
    let outcome = if rules.is_partial_for(lang, &profile)? { Outcome::Findings } else { outcome };
    let Partial { book, sources, .. } = rules;
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
