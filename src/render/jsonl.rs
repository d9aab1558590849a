//! Answers for many firms as JSON lines: one line a firm, with its whole report.

use serde::Serialize;

use crate::finding::Severity;
use crate::ledger::{Answered, PAST_SCHEMA};
use crate::report::Report;
use crate::words::{self, Lang};

#[derive(Serialize)]
struct Line<'f> {
    schema: &'static str,
    /// By what the firm is known again in another run.
    key: String,
    number: Option<&'f str>,
    name: Option<&'f str>,
    file: &'f str,
    sheet: Option<&'f str>,
    row: Option<u32>,
    report: Option<&'f Report>,
    findings: Vec<FindingLine>,
}

#[derive(Serialize)]
struct FindingLine {
    code: &'static str,
    severity: &'static str,
    message: String,
    hint: Option<String>,
}

/// One firm as a line without its end: `zjtx.firm/1`.
///
/// # Errors
/// When serialisation fails, which the report's types do not.
pub fn firm_json(lang: Lang, firm: &Answered<'_>) -> Result<String, serde_json::Error> {
    let findings = firm.findings.iter().map(|finding| FindingLine {
        code: finding.problem.code(),
        severity: match finding.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: words::problem(lang, &finding.problem),
        hint: words::hint(lang, &finding.problem),
    });
    serde_json::to_string(&Line {
        schema: PAST_SCHEMA,
        key: firm.key(),
        number: firm.number,
        name: firm.name.or_else(|| firm.report.and_then(|report| report.enterprise.name.as_deref())),
        file: &firm.origin.file,
        sheet: firm.origin.sheet.as_deref(),
        row: firm.origin.row,
        report: firm.report,
        findings: findings.collect(),
    })
}
