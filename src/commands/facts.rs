//! `zjtx facts`: all facts, or what one of them means and who asks for it.

use anyhow::bail;

use zjtx::catalogue::{self, FactList, FactLookup};
use zjtx::render::{fact_page, facts_table, json};
use zjtx::words::{self, Lang};

use super::{Outcome, print, whole_rulebook, width};
use crate::cli::{FactsArgs, ReportFormat};

/// How a list of facts is laid out.
type Layout = fn(Lang, &FactList, usize) -> String;

pub(crate) fn run(lang: Lang, arguments: &FactsArgs) -> anyhow::Result<Outcome> {
    let (book, _) = whole_rulebook(lang, &arguments.rules)?;
    let (list, layout): (FactList, Layout) = match &arguments.key {
        None => (catalogue::facts(lang, &book), facts_table),
        Some(key) => match catalogue::fact(lang, &book, key) {
            FactLookup::Fact(fact) => (*fact, fact_page),
            FactLookup::Record(facts) => (facts, facts_table),
            FactLookup::Many(facts) => bail!(words::several_facts(lang, key, &facts)),
            FactLookup::None(nearest) => bail!(words::no_such_fact(lang, key, nearest.as_deref())),
        },
    };
    match arguments.format.format {
        ReportFormat::Table => print(&layout(lang, &list, width()))?,
        ReportFormat::Json => print(&format!("{}\n", json(&list)?))?,
    }
    Ok(Outcome::Done)
}
