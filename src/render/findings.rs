//! Findings: each with its code, its sentence, its line drawn, and a way to mend it.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use schemars::JsonSchema;
use serde::Serialize;

use crate::finding::{Finding, Place, Severity};
use crate::shown::{plain, plain_in_place, plain_line};
use crate::source::{Sources, Span};
use crate::words::{self, Lang};

use super::json::json;

/// A line longer than this is not drawn whole.
const MOST_BYTES: usize = 400;

/// Places of a finding that stands in many of them.
const MOST_PLACES: usize = 3;

/// Findings for people.
#[must_use]
pub fn findings_human(lang: Lang, sources: &Sources, findings: &[Finding], styled: bool) -> String {
    findings.iter().flat_map(|finding| [one(lang, sources, &[finding], styled), "\n".to_owned()]).collect()
}

/// Findings for people, those of the same words once, with their number and their first places: so many at most. Also
/// how many of the findings are not among them.
#[must_use]
pub fn findings_grouped(
    lang: Lang,
    sources: &Sources,
    findings: &[&Finding],
    most: usize,
    styled: bool,
) -> (String, usize) {
    let mut known: BTreeMap<(String, Option<String>), usize> = BTreeMap::new();
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for finding in findings {
        let group = *known.entry(said(lang, finding)).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    let left = groups.iter().skip(most).map(Vec::len).sum();
    let shown = groups.iter().take(most).flat_map(|group| [one(lang, sources, group, styled), "\n".to_owned()]);
    (shown.collect(), left)
}

/// The words of a finding, without its place.
fn said(lang: Lang, finding: &Finding) -> (String, Option<String>) {
    (words::problem(lang, &finding.problem), words::hint(lang, finding))
}

/// Findings of the same words: the first of them is drawn.
fn one(lang: Lang, sources: &Sources, findings: &[&Finding], styled: bool) -> String {
    let [finding, others @ ..] = findings else { return String::new() };
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let severity = finding.severity();
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let level = level.with_name(words::severity(lang, severity));
    let (sentence, hint) = said(lang, finding);
    let sentence = if others.is_empty() { sentence } else { words::so_often(lang, &sentence, findings.len()) };
    let title = level.primary_title(plain(&sentence).into_owned()).id(finding.problem.code());
    let mut group = match &finding.place {
        Place::Span(span) => {
            let (text, start_line, bytes) = excerpt(sources, span);
            let path = plain_line(&sources.file(span.file).name).into_owned();
            let snippet = Snippet::source(plain_in_place(&text).into_owned()).line_start(start_line).path(path);
            title.element(snippet.annotation(AnnotationKind::Primary.span(bytes)))
        }
        Place::Path(_) | Place::Cell(_) => title.element(origin(sources, finding)),
    };
    for other in others.iter().take(MOST_PLACES - 1) {
        group = group.element(origin(sources, other));
    }
    if let Some(more) = findings.len().checked_sub(MOST_PLACES).filter(|more| *more > 0) {
        group = group.element(Level::NOTE.no_name().message(words::more_places(lang, more)));
    }
    if let Some(shown) = words::witness(lang, &finding.witness) {
        group = group.element(Level::NOTE.with_name(words::witness_title(lang)).message(plain(&shown).into_owned()));
    }
    if let Some(hint) = hint {
        let hint = plain(&hint).into_owned();
        group = group.element(Level::HELP.with_name(words::hint_title(lang)).message(hint));
    }
    renderer.render(&[group])
}

/// Where a finding is, on one line.
fn origin<'o>(sources: &Sources, finding: &Finding) -> Origin<'o> {
    let path = |path: &str| Origin::path(plain_line(path).into_owned());
    match &finding.place {
        Place::Span(span) => {
            let (line, column) = sources.position(span);
            path(&sources.file(span.file).name).line(line as usize).char_column(column as usize)
        }
        Place::Cell(place) => path(&format!("{} {}", place.file, place.cell())),
        Place::Path(name) => match finding.problem.line() {
            Some(line) => path(name).line(line),
            None => path(name),
        },
    }
}

/// The line where the span starts, its number, and the span's bytes in it.
fn excerpt(sources: &Sources, span: &Span) -> (String, usize, Range<usize>) {
    let text = &sources.file(span.file).text;
    let start = floor(text, span.bytes.start);
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let from = floor(text, line_start.max(start.saturating_sub(MOST_BYTES / 2)));
    let to = floor(text, line_end.min(start + MOST_BYTES / 2)).max(start);
    let end = floor(text, span.bytes.end).clamp(start, to);
    let number = sources.position(span).0 as usize;
    (text[from..to].to_owned(), number, start - from..(end - from).max(start - from))
}

/// The nearest character boundary not behind a byte.
fn floor(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[derive(Serialize)]
struct FindingsJson<'f> {
    schema: &'static str,
    findings: Vec<FindingJson<'f>>,
}

/// What is wrong, and where.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Finding")]
pub(super) struct FindingJson<'f> {
    /// What sort of thing it is: `invalid-number`
    pub(super) code: &'static str,
    /// error or warning.
    severity: &'static str,
    /// What is wrong, in the language of the run.
    pub(super) message: String,
    /// How to mend it.
    pub(super) hint: Option<String>,
    /// The file; `-` is standard input.
    pub(super) file: &'f str,
    /// The line or row, from 1; `null` where nobody knows it.
    pub(super) line: Option<u32>,
    /// The column of a text, from 1.
    pub(super) column: Option<u32>,
    /// The cell of a table, or the key of a line; absent for the whole of a file, or of a line that nobody knows the
    /// number of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) cell: Option<String>,
    /// A firm that shows it, as its profile states it; of what is proved of rules alone.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    witness: BTreeMap<&'f str, &'f str>,
}

/// Findings for programs: `zjtx.findings/1`, lines and columns counted from 1, columns in characters; of
/// a table the row as line, and the cell.
///
/// # Errors
/// When serialisation fails.
pub fn findings_json(lang: Lang, sources: &Sources, findings: &[Finding]) -> Result<String, serde_json::Error> {
    let findings = findings.iter().map(|finding| one_json(lang, sources, finding));
    json(&FindingsJson { schema: "zjtx.findings/1", findings: findings.collect() })
}

/// A finding for programs.
pub(super) fn one_json<'f>(lang: Lang, sources: &'f Sources, finding: &'f Finding) -> FindingJson<'f> {
    let position = match &finding.place {
        Place::Span(span) => Some(sources.position(span)),
        Place::Path(_) | Place::Cell(_) => None,
    };
    let line = match &finding.place {
        Place::Cell(place) => Some(place.row).filter(|row| *row > 0),
        Place::Span(_) | Place::Path(_) => finding.problem.line().and_then(|line| u32::try_from(line).ok()),
    };
    FindingJson {
        code: finding.problem.code(),
        severity: match finding.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: words::problem(lang, &finding.problem),
        hint: words::hint(lang, finding),
        file: match &finding.place {
            Place::Span(span) => &sources.file(span.file).name,
            Place::Path(path) => path,
            Place::Cell(place) => &place.file,
        },
        line: position.map(|(line, _)| line).or(line),
        column: position.map(|(_, column)| column),
        cell: match &finding.place {
            Place::Cell(place) => Some(place.cell()).filter(|cell| !cell.is_empty()),
            Place::Span(_) | Place::Path(_) => None,
        },
        witness: finding.witness.0.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect(),
    }
}
