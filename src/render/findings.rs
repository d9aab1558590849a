//! Findings: each with its code, its sentence, its line drawn, and a way to mend it.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use crate::finding::{Finding, Place, Severity};
use crate::source::{Sources, Span};
use crate::words::{self, Lang};

/// A line longer than this is not drawn whole.
const MOST_BYTES: usize = 400;

/// Findings for people.
#[must_use]
pub fn findings_human(lang: Lang, sources: &Sources, findings: &[Finding], styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    findings.iter().flat_map(|finding| [one(lang, sources, finding, &renderer), "\n".to_owned()]).collect()
}

fn one(lang: Lang, sources: &Sources, finding: &Finding, renderer: &Renderer) -> String {
    let severity = finding.severity();
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let level = level.with_name(words::severity(lang, severity));
    let title = level.primary_title(words::problem(lang, &finding.problem)).id(finding.problem.code());
    let mut group = match &finding.place {
        Place::Span(span) => {
            let (text, start_line, bytes) = excerpt(sources, span);
            let snippet = Snippet::source(text).line_start(start_line).path(sources.file(span.file).name.clone());
            title.element(snippet.annotation(AnnotationKind::Primary.span(bytes)))
        }
        Place::Cell(place) => title.element(Origin::path(format!("{} {}", place.file, place.cell()))),
        Place::Path(path) => match finding.problem.line() {
            Some(line) => title.element(Origin::path(path.clone()).line(line)),
            None => title.element(Origin::path(path.clone())),
        },
    };
    if let Some(hint) = words::hint(lang, &finding.problem) {
        group = group.element(Level::HELP.with_name(words::hint_title(lang)).message(hint));
    }
    renderer.render(&[group])
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

#[derive(Serialize)]
pub(super) struct FindingJson<'f> {
    code: &'static str,
    severity: &'static str,
    message: String,
    hint: Option<String>,
    file: &'f str,
    line: Option<u32>,
    column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
}

/// Findings for programs: `zjtx.findings/1`, lines and columns counted from 1, columns in characters; of
/// a table the row as line, and the cell.
///
/// # Errors
/// When serialisation fails.
pub fn findings_json(lang: Lang, sources: &Sources, findings: &[Finding]) -> Result<String, serde_json::Error> {
    let findings = findings.iter().map(|finding| one_json(lang, sources, finding));
    serde_json::to_string_pretty(&FindingsJson { schema: "zjtx.findings/1", findings: findings.collect() })
}

/// A finding for programs.
pub(super) fn one_json<'f>(lang: Lang, sources: &'f Sources, finding: &'f Finding) -> FindingJson<'f> {
    let position = match &finding.place {
        Place::Span(span) => Some(sources.position(span)),
        Place::Path(_) | Place::Cell(_) => None,
    };
    let line = match &finding.place {
        Place::Cell(place) => Some(place.row),
        _ => finding.problem.line().and_then(|line| u32::try_from(line).ok()),
    };
    FindingJson {
        code: finding.problem.code(),
        severity: match finding.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: words::problem(lang, &finding.problem),
        hint: words::hint(lang, &finding.problem),
        file: match &finding.place {
            Place::Span(span) => &sources.file(span.file).name,
            Place::Path(path) => path,
            Place::Cell(place) => &place.file,
        },
        line: position.map(|(line, _)| line).or(line),
        column: position.map(|(_, column)| column),
        cell: match &finding.place {
            Place::Cell(place) => Some(place.cell()),
            _ => None,
        },
    }
}
