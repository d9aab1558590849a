//! Answers for many firms as short JSON lines: verdicts and amounts, and nothing of why.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::ledger::Answered;
use crate::report::{DocumentReport, Report, Status, SupportReport, TotalReport, Yuan};
use crate::shown::plain_json;
use crate::words::Lang;

use super::findings::{FindingJson, one_json};
use super::json::schema;

/// A firm and its answer, on one line.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Brief")]
struct Line<'f> {
    /// `zjtx.brief/1`
    schema: &'static str,
    /// What the firm's own line says under `key`, as it is written there; `null` where it says nothing.
    #[schemars(schema_with = "scalar")]
    key: Option<&'f RawValue>,
    /// By what the firm is known again: its number, else that key, else its name, else where it was read. `null` for a
    /// line of a pipe that has none of them.
    id: Option<String>,
    /// Its name.
    name: Option<&'f str>,
    /// The answer; `null` where what was read of the firm is not answered: `findings` say why.
    report: Option<BriefReport<'f>>,
    /// What is wrong with what was read of the firm. What an error is about is not known to the answer.
    findings: Vec<FindingJson<'f>>,
}

/// The answer for one firm: a part of `zjtx.report/1`.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct BriefReport<'r> {
    /// The day as of which everything was judged.
    as_of: &'r str,
    /// Whether no assumption was taken.
    strict: bool,
    /// How many of the firm's values could not be read, and so are not known.
    unread: usize,
    /// Sums of what may be added.
    totals: &'r [TotalReport],
    /// Every support of the firm's place: by low end, then high end, then the order of the files.
    supports: Vec<BriefSupport<'r>>,
    /// Their documents. The `id` of a support begins with that of its document.
    documents: Vec<BriefDocument<'r>>,
}

/// One document: which it is, and whether one may rely on it.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct BriefDocument<'r> {
    /// `nantong/reply-2024`
    id: &'r str,
    /// Its own title.
    title: &'r str,
    /// 文号, where it has one.
    number: Option<&'r str>,
    /// Whether the day lies between its first and its last.
    open: bool,
    /// The last day in force; `null` when not stated.
    until: Option<&'r str>,
    /// in-force, ended, superseded, unconfirmed or draft.
    standing: &'r str,
    /// official, copy, restated or single.
    evidence: &'r str,
}

/// One support.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct BriefSupport<'r> {
    /// `nantong/reply-2024/smart-upgrade`
    id: &'r str,
    /// What it is for the firm.
    status: Status,
    /// How much; `null` when it is not money or the firm does not get it.
    amount: Option<BriefAmount>,
}

/// How much.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct BriefAmount {
    /// Surely at least this, in yuan; `null` only when unstated.
    low: Option<Yuan>,
    /// At most this, in yuan; `null` when open or unstated.
    high: Option<Yuan>,
}

/// One firm as a short line without its end: `zjtx.brief/1`.
///
/// # Errors
/// When serialisation fails, which these types do not.
pub fn brief_json(lang: Lang, firm: &Answered<'_>) -> Result<String, serde_json::Error> {
    // Of a line by itself nobody knows where it stands.
    let is_somewhere = firm.origin.row.is_some() || firm.origin.file != "-";
    let line = serde_json::to_string(&Line {
        schema: "zjtx.brief/1",
        key: firm.own_key,
        id: firm.called().or_else(|| is_somewhere.then(|| firm.key())),
        name: firm.known_name(),
        report: firm.report.map(BriefReport::of),
        findings: firm.findings.iter().map(|finding| one_json(lang, firm.sources, finding)).collect(),
    })?;
    Ok(match plain_json(&line) {
        Cow::Owned(plain) => plain,
        Cow::Borrowed(_) => line,
    })
}

/// The JSON Schema of these lines.
///
/// # Errors
/// When serialisation fails.
pub fn brief_schema() -> Result<String, serde_json::Error> {
    schema::<Line<'_>>()
}

fn scalar(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "number", "boolean", "null"] })
}

impl<'r> BriefReport<'r> {
    fn of(report: &'r Report) -> BriefReport<'r> {
        BriefReport {
            as_of: &report.as_of,
            strict: report.strict,
            unread: report.enterprise.unread,
            totals: &report.totals,
            supports: report.supports.iter().map(BriefSupport::of).collect(),
            documents: report.documents.iter().map(|document| BriefDocument::of(document)).collect(),
        }
    }
}

impl<'r> BriefDocument<'r> {
    fn of(document: &'r DocumentReport) -> BriefDocument<'r> {
        BriefDocument {
            id: &document.id,
            title: &document.title,
            number: document.number.as_deref(),
            open: document.open,
            until: document.until.as_deref(),
            standing: &document.standing,
            evidence: &document.evidence,
        }
    }
}

impl<'r> BriefSupport<'r> {
    fn of(support: &'r SupportReport) -> BriefSupport<'r> {
        let amount = support.amount.as_ref().map(|amount| BriefAmount { low: amount.low, high: amount.high });
        BriefSupport { id: &support.id, status: support.status, amount }
    }
}
