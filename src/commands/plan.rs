//! `zjtx plan`: what a firm best takes, and what little change would bring more.

use anyhow::bail;

use zjtx::explain::explain_plan;
use zjtx::render::{json, plan_markdown, plan_text};
use zjtx::words::{self, Lang};

use super::partial::rules_of_firm;
use super::{Outcome, firm, print, width};
use crate::cli::{PageFormat, PlanArgs};

pub(crate) fn run(lang: Lang, arguments: &PlanArgs) -> anyhow::Result<Outcome> {
    let mut rules = rules_of_firm(lang, &arguments.rules, arguments.place.as_deref())?;
    let known = firm::read(lang, &rules.book, &mut rules.sources, &arguments.profile, arguments.as_of)?;
    let Some(firm::Known { profile, outcome }) = known else { return Ok(Outcome::Findings) };
    let outcome = if rules.is_partial_for(lang, &profile)? { Outcome::Findings } else { outcome };
    let as_of = firm::as_of(arguments.as_of, &profile);
    let Ok(plan) = explain_plan(lang, (&rules.book, &rules.sources), &profile, (as_of, arguments.strict)) else {
        bail!(words::curve_too_large(lang));
    };
    match arguments.format {
        PageFormat::Table => print(&plan_text(lang, &plan, width(), arguments.all))?,
        PageFormat::Json => print(&format!("{}\n", json(&plan)?))?,
        PageFormat::Markdown => print(&plan_markdown(lang, &plan))?,
    }
    Ok(outcome)
}
