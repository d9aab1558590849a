//! The firm that a command is about: its profile, and the day.

use std::path::Path;

use anyhow::bail;

use zjtx::calendar::Day;
use zjtx::finding::Finding;
use zjtx::load::is_table;
use zjtx::profile::Profile;
use zjtx::report::AsOfFrom;
use zjtx::roster::{Firm, HeaderMap};
use zjtx::rulebook::Rulebook;
use zjtx::source::Sources;
use zjtx::table::{Format, format_of};
use zjtx::words::{self, Lang};

use super::inputs::{Loaded, PIPE, load, piped, piped_firm, profile_firm};
use super::{Outcome, has_errors, report_grouped, tell, today};

/// Findings of different words that are listed at most: those of one firm.
const MOST_LISTED: usize = 1_001;

/// A firm as read.
pub(crate) struct Known {
    /// What is known of it.
    pub(crate) profile: Profile,
    /// Whether everything was read.
    pub(crate) outcome: Outcome,
}

/// Reads a profile, or a table of one firm, with the findings on standard error; `None` when nothing can be answered.
pub(crate) fn read(
    lang: Lang,
    book: &Rulebook,
    sources: &mut Sources,
    path: &Path,
    as_of: Option<Day>,
) -> anyhow::Result<Option<Known>> {
    let (firm, findings) = if path.as_os_str() == PIPE {
        of_pipe(lang, book, sources, as_of)?
    } else if is_table(path) {
        of_table(lang, book, sources, &load(lang, &[path.to_owned()], &[])?, as_of)?
    } else {
        (Some(profile_firm(lang, book, sources, path, (as_of, today()))?), Vec::new())
    };
    let of_firm = firm.iter().flat_map(|firm| firm.findings.clone());
    let findings: Vec<Finding> = findings.into_iter().chain(of_firm).collect();
    let left = report_grouped(lang, sources, &findings.iter().collect::<Vec<_>>(), MOST_LISTED)?;
    if left > 0 {
        tell(&words::findings_left(lang, left, None))?;
    }
    let outcome = if has_errors(&findings) { Outcome::Findings } else { Outcome::Done };
    Ok(firm.filter(Firm::is_whole).map(|firm| Known { profile: firm.profile, outcome }))
}

/// The firm of a pipe: a line of JSON, a workbook, else a profile.
fn of_pipe(
    lang: Lang,
    book: &Rulebook,
    sources: &mut Sources,
    as_of: Option<Day>,
) -> anyhow::Result<(Option<Firm>, Vec<Finding>)> {
    let mut findings = Vec::new();
    let Some(bytes) = piped(lang, &mut findings)? else { return Ok((None, findings)) };
    match format_of(&bytes) {
        Format::Text => Ok((Some(piped_firm(book, sources, &bytes, (as_of, today()))), findings)),
        Format::Lines | Format::Workbook => of_table(lang, book, sources, &load(lang, &[PIPE.into()], &bytes)?, as_of),
    }
}

/// The one firm of a table, and what is wrong with the table; `None` when it can't be read.
fn of_table(
    lang: Lang,
    book: &Rulebook,
    sources: &mut Sources,
    loaded: &Loaded,
    as_of: Option<Day>,
) -> anyhow::Result<(Option<Firm>, Vec<Finding>)> {
    let map = HeaderMap::default();
    let mut found = loaded.firms(book, (as_of, today()), &map);
    let mut firms = found.read(lang, sources)?;
    let (count, findings) = (firms.len(), found.findings().to_vec());
    if count != 1 && !has_errors(&findings) {
        bail!(words::not_one_firm(lang, count));
    }
    Ok((firms.pop().filter(|_| count == 1), findings))
}

/// The day of the answer: the stated one, else the profile's, else today.
pub(crate) fn as_of(stated: Option<Day>, profile: &Profile) -> (Day, AsOfFrom) {
    match (stated, profile.as_of) {
        (Some(day), _) => (day, AsOfFrom::Option),
        (None, Some(day)) => (day, AsOfFrom::Profile),
        (None, None) => (today(), AsOfFrom::Today),
    }
}
