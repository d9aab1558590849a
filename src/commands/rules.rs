//! `zjtx rules`: which supports there are, and what one document holds.

use anyhow::bail;

use zjtx::catalogue::{self, Filter, Shown};
use zjtx::dictionary::Choice;
use zjtx::explain::explain_rule;
use zjtx::render::{coverage_markdown, coverage_text, document_page, explanation_text, json, rules_table, stale_text};
use zjtx::rulebook::Rulebook;
use zjtx::suggest::nearest_of;
use zjtx::words::{self, Lang};

use super::{Outcome, place, print, today, whole_rulebook, width};
use crate::cli::{PageFormat, ReportFormat, RulesCoverageArgs, RulesListArgs, RulesShowArgs, RulesStaleArgs};

pub(crate) fn list(lang: Lang, arguments: &RulesListArgs) -> anyhow::Result<Outcome> {
    let (book, sources) = whole_rulebook(lang, &arguments.rules)?;
    let filter = Filter {
        place: arguments.place.as_ref().map(|name| place(lang, &book, name)).transpose()?,
        kind: arguments.kind.clone(),
        title: arguments.title.as_ref().map(|name| title(lang, &book, name)).transpose()?,
        standing: arguments.standing.clone(),
        words: arguments.words.iter().flat_map(|text| text.split_whitespace()).map(str::to_owned).collect(),
    };
    let list = catalogue::list(lang, &book, &sources, &filter);
    match arguments.format.format {
        ReportFormat::Table => print(&rules_table(lang, &list, !arguments.all && list.is_long(), width()))?,
        ReportFormat::Json => print(&format!("{}\n", json(&list)?))?,
    }
    Ok(Outcome::Done)
}

pub(crate) fn show(lang: Lang, arguments: &RulesShowArgs) -> anyhow::Result<Outcome> {
    let (book, sources) = whole_rulebook(lang, &arguments.rules)?;
    let address = &arguments.address;
    let view = match catalogue::show(lang, &book, &sources, address) {
        Shown::Document(view) => view,
        Shown::Support(id) => {
            let explanation = explain_rule(lang, &book, &sources, id, today());
            match arguments.format.format {
                ReportFormat::Table => print(&explanation_text(lang, &explanation, width()))?,
                ReportFormat::Json => print(&format!("{}\n", json(&explanation)?))?,
            }
            return Ok(Outcome::Done);
        }
        Shown::Many(addresses) => bail!(words::several_addresses(lang, address, &addresses)),
        Shown::None(nearest) => bail!(words::no_such_address(lang, address, nearest.as_deref())),
    };
    match arguments.format.format {
        ReportFormat::Table => print(&document_page(lang, &view, width()))?,
        ReportFormat::Json => print(&format!("{}\n", json(&view)?))?,
    }
    Ok(Outcome::Done)
}

pub(crate) fn stale(lang: Lang, arguments: &RulesStaleArgs) -> anyhow::Result<Outcome> {
    let (book, _) = whole_rulebook(lang, &arguments.rules)?;
    let stale = catalogue::stale(&book, arguments.as_of.unwrap_or_else(today), arguments.days);
    match arguments.format.format {
        ReportFormat::Table => print(&stale_text(lang, &stale, width()))?,
        ReportFormat::Json => print(&format!("{}\n", json(&stale)?))?,
    }
    Ok(Outcome::Done)
}

pub(crate) fn coverage(lang: Lang, arguments: &RulesCoverageArgs) -> anyhow::Result<Outcome> {
    let (book, _) = whole_rulebook(lang, &arguments.rules)?;
    let place = arguments.place.as_ref().map(|name| place(lang, &book, name)).transpose()?;
    let coverage = catalogue::coverage(lang, &book, place);
    match arguments.format {
        PageFormat::Table => print(&coverage_text(lang, &coverage, width()))?,
        PageFormat::Json => print(&format!("{}\n", json(&coverage)?))?,
        PageFormat::Markdown => print(&coverage_markdown(lang, &coverage))?,
    }
    Ok(Outcome::Done)
}

/// The title kind that a key, label or alias names.
fn title(lang: Lang, book: &Rulebook, name: &str) -> anyhow::Result<usize> {
    let Some(fact) = book.dictionary.by_key("title.kind").map(|id| book.dictionary.fact(id)) else {
        bail!(words::no_titles(lang));
    };
    if let Some(choice) = fact.choice(name) {
        return Ok(choice);
    }
    let suggestion = nearest_of(name, fact.choices.iter().map(Choice::names));
    bail!(words::no_such_title(lang, name, suggestion.as_deref(), &words::choices_of(lang, fact)))
}
