//! `zjtx new`: a profile to fill in, and the rules of a document to write.

use anyhow::{anyhow, bail};

use zjtx::catalogue::questions;
use zjtx::codes::CodeId;
use zjtx::compile::is_id;
use zjtx::render::{new_cases, new_profile, new_rules};
use zjtx::rulebook::Rulebook;
use zjtx::words::{self, Lang};

use super::guard::Inputs;
use super::output::write_all;
use super::{Outcome, place, print, today, whole_rulebook};
use crate::cli::{NewProfileArgs, NewRulesArgs};

/// Writes a profile that asks for what the supports over some places use.
pub(crate) fn profile(lang: Lang, arguments: &NewProfileArgs) -> anyhow::Result<Outcome> {
    let (book, _) = whole_rulebook(lang, &arguments.rules)?;
    let places: anyhow::Result<Vec<CodeId>> = arguments.place.iter().map(|name| place(lang, &book, name)).collect();
    let as_of = arguments.as_of.unwrap_or_else(today);
    let text = new_profile(lang, &questions(lang, &book, &places?, as_of));
    match &arguments.output {
        None => print(&text)?,
        Some(path) => {
            Inputs::of_rules(&arguments.rules).guard(lang, &[path])?;
            write_all(lang, &[(path, &text)], arguments.force)?;
        }
    }
    Ok(Outcome::Done)
}

/// Writes the rules and the worked cases of one document.
pub(crate) fn rules(lang: Lang, arguments: &NewRulesArgs) -> anyhow::Result<Outcome> {
    let (book, _) = whole_rulebook(lang, &arguments.rules)?;
    let place = place(lang, &book, &arguments.place)?;
    let document = &arguments.document;
    if !is_id(document) {
        bail!(words::not_an_id(lang, document));
    }
    let folder = folder_of(lang, &book, place)?;
    let address = format!("{folder}/{document}");
    let is_known = book.documents.iter().any(|known| known.address == address);
    if is_known && !arguments.force {
        bail!(words::document_exists(lang, &address));
    }
    // Those of the project stand beside its rules; others where `zjtx schema` was told to write them, at the root.
    let has_schemas = arguments.dir.with_file_name("schema").join("rules.schema.json").is_file();
    let up = vec![".."; folder.split('/').count()].join("/");
    let schemas = if has_schemas { format!("{up}/../schema") } else { up };
    let folder = arguments.dir.join(folder);
    let (rules, cases) = (folder.join(format!("{document}.toml")), folder.join(format!("{document}.cases.toml")));
    let name = book.places.full_name(place);
    let texts = (new_rules(lang, &schemas), new_cases(lang, &name, &schemas));
    write_all(lang, &[(&rules, &texts.0), (&cases, &texts.1)], arguments.force)?;
    Ok(Outcome::Done)
}

/// The folder of a place: the one that is listed for it, else its code.
fn folder_of(lang: Lang, book: &Rulebook, place: CodeId) -> anyhow::Result<String> {
    let listed = book.folders.iter().find(|(_, other)| **other == place).map(|(folder, _)| folder.clone());
    let code = Some(book.places.entry(place).code.clone()).filter(|code| !code.is_empty());
    listed.or(code).ok_or_else(|| anyhow!(words::no_folder(lang, &book.places.full_name(place))))
}
