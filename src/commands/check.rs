//! `zjtx check`: one profile against the rules.

use zjtx::evaluate::{Question, evaluate};
use zjtx::explain::{changes_of_reports, explain};
use zjtx::profile::Profile;
use zjtx::render::{report_json, report_markdown, report_table};
use zjtx::report::Report;
use zjtx::words::Lang;

use super::partial::{Partial, near_rules, rules_of_firm};
use super::{Outcome, firm, print, settings, verify, width};
use crate::cli::{CheckArgs, PageFormat};

pub(crate) fn run(lang: Lang, arguments: &CheckArgs) -> anyhow::Result<Outcome> {
    let (rules, known) = if let Some((rules, firm)) = near_rules(lang, arguments)? {
        (rules, Some(firm::Known { profile: firm.profile, outcome: Outcome::Done }))
    } else {
        let mut rules = rules_of_firm(lang, &arguments.rules, arguments.place.as_deref())?;
        let known = firm::read(lang, &rules.book, &mut rules.sources, &arguments.profile, arguments.as_of)?;
        (rules, known)
    };
    let Some(firm::Known { profile, outcome }) = known else { return Ok(Outcome::Findings) };
    let outcome = if rules.is_partial_for(lang, &profile)? { Outcome::Findings } else { outcome };
    let as_of = firm::as_of(arguments.as_of, &profile);
    let Partial { book, sources, .. } = &rules;
    let answer = |profile: &Profile| {
        let evaluation = evaluate(book, profile, Question { as_of: as_of.0, strict: arguments.strict });
        explain(lang, book, sources, profile, as_of, &evaluation)
    };
    let before = answer(&profile);
    if let Some(path) = &arguments.receipt {
        verify::write(lang, path, (book, sources), &profile, &before)?;
    }
    if arguments.set.is_empty() {
        print(&page(lang, arguments, &before)?)?;
        // The process ends here: giving back what the rules hold, piece by piece, would take a tenth of it.
        std::mem::forget(rules);
        return Ok(outcome);
    }
    let Some(other) = settings::set(lang, book, sources, &profile, (&arguments.set, as_of.0))? else {
        return Ok(Outcome::CouldNotRun);
    };
    rules.is_partial_for(lang, &other)?;
    let after = answer(&other);
    let changes = changes_of_reports(lang, &before, &after);
    let page = page(lang, arguments, &after)?;
    settings::print_both(lang, arguments.format, &arguments.set, changes, [before, after], &page)?;
    Ok(outcome)
}

fn page(lang: Lang, arguments: &CheckArgs, answer: &Report) -> anyhow::Result<String> {
    Ok(match arguments.format {
        PageFormat::Table => report_table(lang, answer, width(), arguments.all),
        PageFormat::Json => format!("{}\n", report_json(answer)?),
        PageFormat::Markdown => report_markdown(lang, answer),
    })
}
