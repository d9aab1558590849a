//! `zjtx due`: the days that firms must not miss.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::bail;

use zjtx::evaluate::{Question, evaluate};
use zjtx::explain::{Explainer, explain_due};
use zjtx::finding::Finding;
use zjtx::render::{due_ics, due_text, json};
use zjtx::report::{DUE_SCHEMA, Detail, DueDay, DueReport};
use zjtx::roster::{Firm, HeaderMap};
use zjtx::source::Origin;
use zjtx::words::{self, Lang};

use super::guard::Inputs;
use super::output::{file_of, print_or_write};
use super::partial::{Partial, rules_of_firm};
use super::{Outcome, firm, has_errors, inputs, report_grouped, shown, tell, today, width};
use crate::cli::{DueArgs, DueFormat};

/// Findings of different words that are listed at most.
const MOST_LISTED: usize = 100;

pub(crate) fn run(lang: Lang, arguments: &DueArgs) -> anyhow::Result<Outcome> {
    let format = format(lang, arguments)?;
    let outputs: Vec<&Path> = arguments.output.iter().map(PathBuf::as_path).collect();
    Inputs::of(&arguments.profiles).and(Inputs::of_rules(&arguments.rules)).guard(lang, &outputs)?;
    let Partial { book, mut sources, left_out } = rules_of_firm(lang, &arguments.rules, arguments.place.as_deref())?;
    if left_out.concerns_all() {
        bail!(words::rules_have_errors(lang));
    }
    left_out.names().try_for_each(|name| tell(&words::left_out_of_many(lang, name)))?;
    let loaded = inputs::load(lang, &arguments.profiles, &[])?;
    let map = HeaderMap::default();
    let mut found = loaded.firms(&book, (arguments.as_of, today()), &map);
    let mut firms = found.read(lang, &mut sources)?;
    firms.iter_mut().for_each(|firm| left_out.refuse(&book, firm));
    let findings: Vec<&Finding> = found.findings().iter().chain(firms.iter().flat_map(|firm| &firm.findings)).collect();
    if firms.is_empty() && !has_errors(findings.iter().copied()) {
        bail!(words::no_firm(lang));
    }
    let left = report_grouped(lang, &sources, &findings, MOST_LISTED)?;
    if left > 0 {
        tell(&words::findings_left(lang, left, None))?;
    }
    let explainer = Explainer::new(lang, &book, &sources);
    let mut days: Vec<DueDay> = Vec::new();
    for firm in firms.iter().filter(|firm| firm.is_whole()) {
        let as_of = firm::as_of(arguments.as_of, &firm.profile);
        let evaluation = evaluate(&book, &firm.profile, Question { as_of: as_of.0, strict: arguments.strict });
        let report = explainer.explain(Detail::Answers, &firm.profile, as_of, &evaluation);
        days.extend(explain_due(&explainer, &called(firm), &firm.profile, &report, &evaluation));
    }
    days.sort_by(|one, other| (&one.day, &one.firm).cmp(&(&other.day, &other.firm)));
    write(lang, arguments, format, &DueReport { schema: DUE_SCHEMA, days })?;
    let is_wrong = has_errors(findings.iter().copied()) || !left_out.is_empty();
    Ok(if is_wrong { Outcome::Findings } else { Outcome::Done })
}

/// What a firm is called: by its name, else by where it was read.
fn called(firm: &Firm) -> String {
    let Origin { file, row, .. } = &firm.origin;
    let place = row.map_or_else(|| file.clone(), |row| format!("{file}:{row}"));
    firm.name.clone().unwrap_or(place)
}

/// In which format: as is said, else as the file's name ends.
fn format(lang: Lang, arguments: &DueArgs) -> anyhow::Result<DueFormat> {
    let file = file_of(arguments.output.as_deref());
    let end = file.and_then(|path| path.extension()?.to_str()).map(str::to_ascii_lowercase);
    let of_file = match (end.as_deref(), file) {
        (Some("ics"), _) => Some(DueFormat::Ics),
        (Some("json"), _) => Some(DueFormat::Json),
        (Some("txt"), _) | (None, None) => Some(DueFormat::Table),
        (_, _) => None,
    };
    match (arguments.format.or(of_file), file) {
        (Some(format), _) => Ok(format),
        (None, Some(path)) => bail!(words::unknown_due_file(lang, &shown(path))),
        (None, None) => Ok(DueFormat::Table),
    }
}

fn write(lang: Lang, arguments: &DueArgs, format: DueFormat, due: &DueReport) -> anyhow::Result<()> {
    let text = match format {
        DueFormat::Table => due_text(lang, due, width()),
        DueFormat::Json => format!("{}\n", json(due)?),
        DueFormat::Ics => due_ics(lang, due),
    };
    let output = arguments.output.as_deref();
    if format == DueFormat::Ics && file_of(output).is_none() {
        // What a calendar reads keeps its line ends.
        return Ok(io::stdout().write_all(text.as_bytes())?);
    }
    print_or_write(lang, output, arguments.force, &text)
}
