//! `zjtx verify`: a receipt computed again.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, anyhow, bail};

use zjtx::calendar::Day;
use zjtx::evaluate::{Question, evaluate};
use zjtx::explain::{explain, receipt, verification};
use zjtx::load::LoadError;
use zjtx::profile::Profile;
use zjtx::render::{json, verification_text};
use zjtx::report::{AsOfFrom, Receipt, ReceiptFlaw, Report};
use zjtx::rulebook::Rulebook;
use zjtx::source::Sources;
use zjtx::words::{self, Lang};

use super::output::{Pending, not_written};
use super::partial::{Partial, rules_of_firm};
use super::{Outcome, not_read, print, report, shown, width};
use crate::cli::{ReportFormat, VerifyArgs};

/// The version of this program.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

pub(crate) fn run(lang: Lang, arguments: &VerifyArgs) -> anyhow::Result<Outcome> {
    let receipt = read(lang, &arguments.receipt)?;
    let rules = rules_of_firm(lang, &arguments.rules, None)?;
    let Partial { book, sources, .. } = &rules;
    let Some(day) = Day::parse(&receipt.as_of) else { bail!(words::no_receipt(lang, &shown(&arguments.receipt))) };
    let (profile, findings) = receipt.profile.profile(book, day);
    if !findings.is_empty() {
        report(lang, sources, &findings)?;
        bail!(words::receipt_not_readable(lang));
    }
    rules.is_partial_for(lang, &profile)?;
    let evaluation = evaluate(book, &profile, Question { as_of: day, strict: receipt.strict });
    let now = explain(lang, book, sources, &profile, (day, AsOfFrom::Option), &evaluation);
    let found = verification(lang, VERSION, sources, &receipt, &now);
    match arguments.format {
        ReportFormat::Table => print(&verification_text(lang, &found, width()))?,
        ReportFormat::Json => print(&format!("{}\n", json(&found)?))?,
    }
    Ok(if found.same { Outcome::Done } else { Outcome::Findings })
}

fn read(lang: Lang, path: &Path) -> anyhow::Result<Receipt> {
    let bytes = fs::read(path).map_err(|error| not_read(lang, LoadError { path: path.to_owned(), error }))?;
    Receipt::read(&bytes).map_err(|flaw| match flaw {
        ReceiptFlaw::NoReceipt => anyhow!(words::no_receipt(lang, &shown(path))),
        ReceiptFlaw::Changed => anyhow!(words::receipt_was_changed(lang, &shown(path))),
    })
}

/// Writes the receipt of an answer to a file.
pub(crate) fn write(
    lang: Lang,
    path: &Path,
    rules: (&Rulebook, &Sources),
    profile: &Profile,
    answer: &Report,
) -> anyhow::Result<()> {
    let text = receipt(lang, VERSION, rules, profile, answer).sealed()?;
    let mut file = Pending::new(lang, path, false)?;
    file.write_all(text.as_bytes()).with_context(|| not_written(lang, path))?;
    file.put(lang)
}
