//! `zjtx facts`: all facts, or what one of them means and who asks for it.

use anyhow::bail;

use zjtx::catalogue::{self, Among, FactLookup, Found, find_document};
use zjtx::render::{fact_page, facts_table, json};
use zjtx::rulebook::Rulebook;
use zjtx::words::{self, Lang};

use super::{Outcome, place, print, whole_rulebook, width};
use crate::cli::{FactsArgs, ReportFormat};

pub(crate) fn run(lang: Lang, arguments: &FactsArgs) -> anyhow::Result<Outcome> {
    let (book, _) = whole_rulebook(lang, &arguments.rules)?;
    let among = Among {
        place: arguments.place.as_ref().map(|name| place(lang, &book, name)).transpose()?,
        document: arguments.document.as_ref().map(|address| document(lang, &book, address)).transpose()?,
    };
    let (list, is_one) = match &arguments.key {
        None => (catalogue::facts(lang, &book, among), false),
        Some(key) => match catalogue::fact(lang, &book, key, among) {
            FactLookup::Fact(fact) => (*fact, true),
            FactLookup::Facts(facts) => (facts, false),
            FactLookup::None(nearest) => bail!(words::no_such_fact(lang, key, nearest.as_deref())),
        },
    };
    match arguments.format.format {
        ReportFormat::Table if is_one => print(&fact_page(lang, &list, arguments.all, width()))?,
        ReportFormat::Table => print(&facts_table(lang, &list, width()))?,
        ReportFormat::Json => print(&format!("{}\n", json(&list)?))?,
    }
    Ok(Outcome::Done)
}

/// The document that an address or the end of one names.
fn document(lang: Lang, book: &Rulebook, address: &str) -> anyhow::Result<usize> {
    match find_document(book, address) {
        Found::One(document) => Ok(document),
        Found::Many(documents) => {
            let addresses: Vec<String> = documents.iter().map(|index| book.documents[*index].address.clone()).collect();
            bail!(words::several_addresses(lang, address, &addresses))
        }
        Found::None(nearest) => bail!(words::no_such_address(lang, address, nearest.as_deref())),
    }
}
