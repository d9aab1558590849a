//! What `--set` asks: the same question about the firm with some values set to others.

use serde::Serialize;

use zjtx::calendar::Day;
use zjtx::profile::{self, Profile};
use zjtx::render::{json, what_if_markdown, what_if_text};
use zjtx::report::{ChangeReport, WHAT_IF_SCHEMA, WhatIf};
use zjtx::rulebook::Rulebook;
use zjtx::source::Sources;
use zjtx::words::Lang;

use super::{has_errors, report, width};
use crate::cli::PageFormat;

/// The profile with what was set, with the findings on standard error; `None` where a setting says nothing that can be set.
pub(crate) fn set(
    lang: Lang,
    book: &Rulebook,
    sources: &Sources,
    profile: &Profile,
    (settings, as_of): (&[String], Day),
) -> anyhow::Result<Option<Profile>> {
    let (profile, findings) = profile::set(book, profile, settings, as_of);
    report(lang, sources, &findings)?;
    Ok((!has_errors(&findings)).then_some(profile))
}

/// Both answers, what changes first; `page` is the later one in this format.
pub(crate) fn both<T: Serialize>(
    lang: Lang,
    format: PageFormat,
    set: &[String],
    changes: Vec<ChangeReport>,
    [before, after]: [T; 2],
    page: &str,
) -> anyhow::Result<String> {
    Ok(match format {
        PageFormat::Table => what_if_text(lang, set, &changes, page, width()),
        PageFormat::Markdown => what_if_markdown(lang, set, &changes, page),
        PageFormat::Json => {
            let what_if = WhatIf { schema: WHAT_IF_SCHEMA, set: set.to_vec(), changes, before, after };
            format!("{}\n", json(&what_if)?)
        }
    })
}
