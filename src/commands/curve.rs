//! `zjtx curve`: the total of a firm over one of its facts.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};

use zjtx::calendar::Day;
use zjtx::decide::Grid;
use zjtx::evaluate::evaluate;
use zjtx::explain::{explain_curve, figures_read};
use zjtx::finding::{Finding, Place};
use zjtx::number::Number;
use zjtx::profile::{FactRef, Profile, Value, key_of, target};
use zjtx::render::{curve_csv, curve_markdown, curve_svg, curve_text, json};
use zjtx::report::CurveReport;
use zjtx::words::{self, Lang};

use super::guard::Inputs;
use super::output::{Pending, not_written};
use super::partial::{Partial, rules_of_firm};
use super::{Outcome, firm, print, report, settings, shown, width};
use crate::cli::{CurveArgs, CurveFormat};

pub(crate) fn run(lang: Lang, arguments: &CurveArgs) -> anyhow::Result<Outcome> {
    let format = format(lang, arguments)?;
    let outputs: Vec<&Path> = arguments.output.as_deref().into_iter().collect();
    let input = std::slice::from_ref(&arguments.profile);
    Inputs::of(input).and(Inputs::of_rules(&arguments.rules)).guard(lang, &outputs)?;
    let mut rules = rules_of_firm(lang, &arguments.rules, arguments.place.as_deref())?;
    let known = firm::read(lang, &rules.book, &mut rules.sources, &arguments.profile, arguments.as_of)?;
    let Some(firm::Known { profile, outcome }) = known else { return Ok(Outcome::Findings) };
    let outcome = if rules.is_partial_for(lang, &profile)? { Outcome::Findings } else { outcome };
    let as_of = firm::as_of(arguments.as_of, &profile);
    let fact = match target(&rules.book, &profile, &arguments.fact, as_of.0) {
        Ok(fact) => fact,
        Err(problem) => {
            let finding = Finding::new(Place::Path(arguments.fact.clone()), problem);
            report(lang, &rules.sources, &[finding])?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    let declared = rules.book.dictionary.fact(fact.fact);
    if Grid::of(declared.kind, &[]).is_none() {
        let evaluation = evaluate(&rules.book, &profile, as_of.0);
        let figures = figures_read(&rules.book, &profile, &evaluation);
        bail!(words::no_curve(lang, words::fact_label(lang, declared), &figures));
    }
    let end = |text: Option<&str>| text.map(|text| value(lang, &rules, (&profile, fact), (text, as_of.0))).transpose();
    let ends = [end(arguments.from.as_deref())?, end(arguments.to.as_deref())?];
    let asked = (as_of, arguments.strict);
    let curve = explain_curve(lang, (&rules.book, &rules.sources), &profile, asked, fact, ends);
    match curve {
        Ok(Some(curve)) => write(lang, arguments, format, &curve)?,
        Ok(None) | Err(_) => bail!(words::curve_too_large(lang)),
    }
    Ok(outcome)
}

/// A value of the fact, as `--set` reads it.
fn value(
    lang: Lang,
    rules: &Partial,
    (profile, fact): (&Profile, FactRef),
    (text, as_of): (&str, Day),
) -> anyhow::Result<Number> {
    let setting = format!("{}={text}", key_of(&rules.book, fact));
    let set = settings::set(lang, &rules.book, &rules.sources, profile, (&[setting], as_of))?;
    let record = rules.book.dictionary.fact(fact.fact).home.record();
    match set.as_ref().and_then(|profile| profile.value(fact, record)) {
        Some(Value::Number(number)) => Ok(*number),
        _ => bail!(words::no_curve_end(lang, text)),
    }
}

/// In which format: as is said, else as the file's name ends.
fn format(lang: Lang, arguments: &CurveArgs) -> anyhow::Result<CurveFormat> {
    let file = arguments.output.as_deref().filter(|path| path.as_os_str() != "-");
    let end = file.and_then(|path| path.extension()?.to_str()).map(str::to_ascii_lowercase);
    let of_file = match (end.as_deref(), file) {
        (Some("svg"), _) => Some(CurveFormat::Svg),
        (Some("json"), _) => Some(CurveFormat::Json),
        (Some("csv"), _) => Some(CurveFormat::Csv),
        (Some("md"), _) => Some(CurveFormat::Markdown),
        (Some("txt"), _) | (None, None) => Some(CurveFormat::Table),
        (_, _) => None,
    };
    match (arguments.format.or(of_file), file) {
        (Some(format), _) => Ok(format),
        (None, Some(path)) => bail!(words::unknown_curve_file(lang, &shown(path))),
        (None, None) => Ok(CurveFormat::Table),
    }
}

fn write(lang: Lang, arguments: &CurveArgs, format: CurveFormat, curve: &CurveReport) -> anyhow::Result<()> {
    let text = match format {
        CurveFormat::Table => curve_text(lang, curve, width()),
        CurveFormat::Json => format!("{}\n", json(curve)?),
        CurveFormat::Markdown => curve_markdown(lang, curve),
        CurveFormat::Csv => curve_csv(lang, curve),
        CurveFormat::Svg => curve_svg(lang, curve),
    };
    let Some(path) = arguments.output.as_deref().filter(|path| path.as_os_str() != "-") else { return print(&text) };
    let mut file = Pending::new(lang, path, arguments.force)?;
    file.write_all(text.as_bytes()).with_context(|| not_written(lang, path))?;
    file.keep(lang)
}
