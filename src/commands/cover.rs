//! What a user says of a report that is handed over: its title, its chapters, a picture for its head.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::bail;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use zjtx::load::LoadError;
use zjtx::render::Cover;
use zjtx::report::Chapter;
use zjtx::words::{self, Lang};

use super::{not_read, shown};
use crate::cli::CoverArgs;

/// What a picture has less of.
const MOST: u64 = 1 << 20;
/// How pictures begin, and what they are.
const PICTURES: [(&[u8], &str); 2] = [(b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xFF\xD8\xFF", "image/jpeg")];

/// The cover of reports in HTML; in another format its options are without effect, and refused.
pub(crate) fn cover(lang: Lang, arguments: &CoverArgs, is_html: bool) -> anyhow::Result<Cover> {
    if let Some(name) = arguments.first().filter(|_| !is_html) {
        bail!(words::without_effect(lang, name, "--format html"));
    }
    let mut chapters: Vec<Chapter> = Vec::new();
    for chapter in arguments.sections.iter().copied().map(Chapter::from) {
        if !chapters.contains(&chapter) {
            chapters.push(chapter);
        }
    }
    if chapters.is_empty() {
        chapters.extend(Chapter::ALL);
    }
    let logo = arguments.logo.as_deref().map(|path| logo(lang, path)).transpose()?;
    Ok(Cover { title: arguments.title.clone(), logo, chapters })
}

/// A picture as a `data:` address.
fn logo(lang: Lang, path: &Path) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MOST).read_to_end(&mut bytes));
    let length = read.map_err(|error| not_read(lang, LoadError { path: path.to_owned(), error }))?;
    let kind = PICTURES.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| kind);
    match kind {
        Some(kind) if u64::try_from(length).is_ok_and(|length| length < MOST) => {
            Ok(format!("data:{kind};base64,{}", STANDARD.encode(bytes)))
        }
        _ => bail!(words::no_logo(lang, &shown(path))),
    }
}
