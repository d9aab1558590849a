//! `zjtx check`: one profile against the rules.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use anyhow::bail;

use zjtx::evaluate::{Question, evaluate};
use zjtx::explain::{Explainer, changes_of_reports, explain_handover};
use zjtx::profile::Profile;
use zjtx::render::{Cover, report_html, report_json, report_markdown, report_table};
use zjtx::report::{Detail, Report};
use zjtx::words::{self, Lang};

use super::cover::cover;
use super::guard::Inputs;
use super::output::{file_of, print_or_write, refuse_existing};
use super::partial::{Partial, near_rules, rules_of_firm};
use super::{Outcome, firm, settings, shown, verify, width};
use crate::cli::{CheckArgs, CheckFormat, PageFormat};

/// What is written.
enum Form {
    Page(PageFormat),
    Html(Cover),
}

pub(crate) fn run(lang: Lang, arguments: &CheckArgs) -> anyhow::Result<Outcome> {
    let form = form(lang, arguments)?;
    guard(lang, arguments)?;
    // A report that is handed over names all rules by their digests.
    let near = if matches!(form, Form::Html(_)) { None } else { near_rules(lang, arguments)? };
    let (rules, known) = if let Some((rules, firm)) = near {
        (rules, Some(firm::Known { profile: firm.profile, outcome: Outcome::Done }))
    } else {
        let mut rules = rules_of_firm(lang, &arguments.rules, arguments.place.as_deref())?;
        let known = firm::read(lang, &rules.book, &mut rules.sources, &arguments.profile, arguments.as_of)?;
        (rules, known)
    };
    // The process ends with the answer: giving back what the rules hold, piece by piece, would take a tenth of it.
    let rules = ManuallyDrop::new(rules);
    let Some(firm::Known { profile, outcome }) = known else { return Ok(Outcome::Findings) };
    let outcome = if rules.is_partial_for(lang, &profile)? { Outcome::Findings } else { outcome };
    let as_of = firm::as_of(arguments.as_of, &profile);
    let Partial { book, sources, .. } = &*rules;
    let explainer = Explainer::new(lang, book, sources);
    let evaluate = |profile: &Profile| evaluate(book, profile, Question { as_of: as_of.0, strict: arguments.strict });
    let answer = |profile: &Profile| explainer.explain(Detail::Conditions, profile, as_of, &evaluate(profile));
    let before = answer(&profile);
    if let Some(path) = &arguments.receipt {
        verify::write(lang, path, (book, sources), &profile, &before)?;
    }
    let write = |text: &str| print_or_write(lang, arguments.output.as_deref(), arguments.force, text);
    let format = match form {
        Form::Page(format) => format,
        Form::Html(cover) => {
            let name = before.enterprise.name.as_deref().unwrap_or(words::unnamed(lang));
            let of_firm = (&profile, as_of);
            let handover =
                explain_handover(&explainer, (verify::VERSION, name), of_firm, &before, &evaluate(&profile))?;
            write(&report_html(lang, &before, &handover, &cover)?)?;
            return Ok(outcome);
        }
    };
    let page = |report: &Report| page(lang, format, arguments.all, report);
    if arguments.set.is_empty() {
        write(&page(&before)?)?;
        return Ok(outcome);
    }
    let Some(other) = settings::set(lang, book, sources, &profile, (&arguments.set, as_of.0))? else {
        return Ok(Outcome::CouldNotRun);
    };
    rules.is_partial_for(lang, &other)?;
    let after = answer(&other);
    let (changes, page) = (changes_of_reports(lang, &before, &after), page(&after)?);
    write(&settings::both(lang, format, &arguments.set, changes, [before, after], &page)?)?;
    Ok(outcome)
}

fn page(lang: Lang, format: PageFormat, all: bool, answer: &Report) -> anyhow::Result<String> {
    Ok(match format {
        PageFormat::Table => report_table(lang, answer, width(), all),
        PageFormat::Json => format!("{}\n", report_json(answer)?),
        PageFormat::Markdown => report_markdown(lang, answer),
    })
}

/// In which format: as is said, else as the file's name ends.
fn form(lang: Lang, arguments: &CheckArgs) -> anyhow::Result<Form> {
    let file = file_of(arguments.output.as_deref());
    let end = file.and_then(|path| path.extension()?.to_str()).map(str::to_ascii_lowercase);
    let format = match (arguments.format, end.as_deref(), file) {
        (Some(format), _, _) => format,
        (None, Some("html" | "htm"), _) => CheckFormat::Html,
        (None, Some("md"), _) => CheckFormat::Markdown,
        (None, Some("json"), _) => CheckFormat::Json,
        (None, Some("txt"), _) | (None, _, None) => CheckFormat::Table,
        (None, _, Some(path)) => bail!(words::unknown_report_file(lang, &shown(path))),
    };
    if arguments.force && file.is_none() {
        bail!(words::without_effect(lang, "--force", "-o"));
    }
    let cover = cover(lang, &arguments.cover, format == CheckFormat::Html)?;
    Ok(match format {
        CheckFormat::Html if !arguments.set.is_empty() => {
            bail!(words::without_effect(lang, "--set", "--format table/json/markdown"))
        }
        CheckFormat::Html => Form::Html(cover),
        CheckFormat::Table => Form::Page(PageFormat::Table),
        CheckFormat::Json => Form::Page(PageFormat::Json),
        CheckFormat::Markdown => Form::Page(PageFormat::Markdown),
    })
}

/// Refuses to write onto what is read, or what is there already, before anything is computed.
fn guard(lang: Lang, arguments: &CheckArgs) -> anyhow::Result<()> {
    file_of(arguments.output.as_deref()).map_or(Ok(()), |path| refuse_existing(lang, path, arguments.force))?;
    let outputs: Vec<&Path> = arguments.output.iter().chain(&arguments.receipt).map(PathBuf::as_path).collect();
    let read = std::iter::once(&arguments.profile).chain(&arguments.cover.logo);
    Inputs::of(read).and(Inputs::of_rules(&arguments.rules)).guard(lang, &outputs)
}
