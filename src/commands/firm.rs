//! The firm that a command is about: its profile, and the day.

use std::path::Path;

use zjtx::calendar::Day;
use zjtx::compile::parse;
use zjtx::load;
use zjtx::profile::{self, Profile};
use zjtx::reader::{Sink, Table};
use zjtx::report::AsOfFrom;
use zjtx::rulebook::Rulebook;
use zjtx::source::Sources;
use zjtx::words::Lang;

use super::{has_errors, not_read, report, today};

/// Reads a profile; `None`, with the findings on standard error, when it has errors.
pub(crate) fn read(lang: Lang, book: &Rulebook, sources: &mut Sources, path: &Path) -> anyhow::Result<Option<Profile>> {
    let mut findings = Vec::new();
    let file = load::read_one(path, sources, &mut findings).map_err(|error| not_read(lang, error))?;
    let profile = file.and_then(|file| {
        let sink = Sink::new(file);
        let root = parse(sources, file, &sink);
        let profile = root.map(|root| profile::read(&Table::of_file(&sink, &root), book));
        findings.extend(sink.into_findings());
        profile
    });
    report(lang, sources, &findings)?;
    Ok(profile.filter(|_| !has_errors(&findings)))
}

/// The day of the answer: the stated one, else the profile's, else today.
pub(crate) fn as_of(stated: Option<Day>, profile: &Profile) -> (Day, AsOfFrom) {
    match (stated, profile.as_of) {
        (Some(day), _) => (day, AsOfFrom::Option),
        (None, Some(day)) => (day, AsOfFrom::Profile),
        (None, None) => (today(), AsOfFrom::Today),
    }
}
