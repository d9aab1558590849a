//! `zjtx new`: a profile to fill in, and the rules of a document to write.

use std::fs;
use std::io::{self, Write};
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use tempfile::{Builder, NamedTempFile};

use zjtx::catalogue::questions;
use zjtx::codes::CodeId;
use zjtx::compile::is_id;
use zjtx::render::{new_cases, new_profile, new_rules};
use zjtx::rulebook::Rulebook;
use zjtx::words::{self, Lang};

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
        Some(path) => write_all(lang, &[(path, &text)], arguments.force)?,
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
    let folder = arguments.dir.join(folder);
    let (rules, cases) = (folder.join(format!("{document}.toml")), folder.join(format!("{document}.cases.toml")));
    let name = book.places.full_name(place);
    write_all(lang, &[(&rules, new_rules(lang)), (&cases, &new_cases(lang, &name))], arguments.force)?;
    Ok(Outcome::Done)
}

/// The folder of a place: the one that is listed for it, else its code.
fn folder_of(lang: Lang, book: &Rulebook, place: CodeId) -> anyhow::Result<String> {
    let listed = book.folders.iter().find(|(_, other)| **other == place).map(|(folder, _)| folder.clone());
    let code = Some(book.places.entry(place).code.clone()).filter(|code| !code.is_empty());
    listed.or(code).ok_or_else(|| anyhow!(words::no_folder(lang, &book.places.full_name(place))))
}

/// Writes files, each whole or not at all, and none if one of them is there and may not be replaced.
fn write_all(lang: Lang, files: &[(&Path, &str)], force: bool) -> anyhow::Result<()> {
    if let Some((path, _)) = files.iter().find(|(path, _)| !force && path.exists()) {
        bail!(words::file_exists(lang, &path.display().to_string()));
    }
    let not_written = |path: &Path| words::not_written(lang, &path.display().to_string());
    let whole: anyhow::Result<Vec<NamedTempFile>> =
        files.iter().map(|(path, text)| temporary(path, text).with_context(|| not_written(path))).collect();
    for (file, (path, _)) in whole?.into_iter().zip(files) {
        let kept = if force { file.persist(path) } else { file.persist_noclobber(path) };
        kept.map_err(|error| error.error).with_context(|| not_written(path))?;
        print(&format!("{}\n", words::written(lang, &path.display().to_string())))?;
    }
    Ok(())
}

/// A file with this text under a name of its own, in the folder in which it is to be.
fn temporary(path: &Path, text: &str) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = Builder::new();
    // As any new file: whoever may read the folder may read it, but for what the user's mask takes away.
    #[cfg(unix)]
    builder.permissions(fs::Permissions::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file)
}
