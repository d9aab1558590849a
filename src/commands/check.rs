//! `zjtx check`: one profile against the rules.

use anyhow::bail;

use zjtx::evaluate::{Question, evaluate};
use zjtx::explain::explain;
use zjtx::load;
use zjtx::profile;
use zjtx::reader::{Sink, Table};
use zjtx::render::{report_json, report_table};
use zjtx::report::AsOfFrom;
use zjtx::words::{self, Lang};

use super::{Outcome, has_errors, library, not_read, print, report, rulebook, today, width};
use crate::cli::{CheckArgs, ReportFormat};

pub(crate) fn run(lang: Lang, arguments: &CheckArgs) -> anyhow::Result<Outcome> {
    let mut library = library(lang, &arguments.rules)?;
    let Some(book) = rulebook(lang, &library)? else { bail!(words::rules_have_errors(lang)) };
    if book.dictionary.fact_ids().next().is_none() {
        bail!(words::no_rules(lang));
    }
    let mut findings = Vec::new();
    let file = load::read_one(&arguments.profile, &mut library.sources, &mut findings)
        .map_err(|error| not_read(lang, error))?;
    let profile = file.and_then(|file| {
        let sink = Sink::new(file);
        let root = zjtx::compile::parse(&library.sources, file, &sink);
        let profile = root.map(|root| profile::read(&Table::of_file(&sink, &root), &book));
        findings.extend(sink.into_findings());
        profile
    });
    report(lang, &library.sources, &findings)?;
    let Some(profile) = profile.filter(|_| !has_errors(&findings)) else { return Ok(Outcome::Findings) };
    let as_of = match (arguments.as_of, profile.as_of) {
        (Some(day), _) => (day, AsOfFrom::Option),
        (None, Some(day)) => (day, AsOfFrom::Profile),
        (None, None) => (today(), AsOfFrom::Today),
    };
    let evaluation = evaluate(&book, &profile, Question { as_of: as_of.0, strict: arguments.strict });
    let answer = explain(lang, &book, &library.sources, &profile, as_of, &evaluation);
    match arguments.format {
        ReportFormat::Table => print(&report_table(lang, &answer, width(), arguments.all))?,
        ReportFormat::Json => print(&format!("{}\n", report_json(&answer)?))?,
    }
    Ok(Outcome::Done)
}
