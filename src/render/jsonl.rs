//! Answers for many firms as JSON lines: one line a firm, with its whole report.

use std::borrow::Cow;

use serde::Serialize;

use crate::ledger::{Answered, PAST_SCHEMA};
use crate::report::Report;
use crate::shown::plain_json;
use crate::words::Lang;

use super::findings::{FindingJson, one_json};

#[derive(Serialize)]
struct Line<'f> {
    schema: &'static str,
    /// By what the firm is known again in another run.
    key: String,
    number: Option<&'f str>,
    credit_code: Option<&'f str>,
    name: Option<&'f str>,
    file: &'f str,
    sheet: Option<&'f str>,
    row: Option<u32>,
    report: Option<&'f Report>,
    findings: Vec<FindingJson<'f>>,
}

/// One firm as a line without its end: `zjtx.firm/1`.
///
/// # Errors
/// When serialisation fails, which the report's types do not.
pub fn firm_json(lang: Lang, firm: &Answered<'_>) -> Result<String, serde_json::Error> {
    let mut line = serde_json::to_string(&Line {
        schema: PAST_SCHEMA,
        key: firm.key(),
        number: firm.number,
        credit_code: firm.credit_code,
        name: firm.known_name(),
        file: &firm.origin.file,
        sheet: firm.origin.sheet.as_deref(),
        row: firm.origin.row,
        report: firm.report,
        findings: firm.findings.iter().map(|finding| one_json(lang, firm.sources, finding)).collect(),
    })?;
    if let Cow::Owned(plain) = plain_json(&line) {
        line = plain;
    }
    Ok(line)
}
