//! SARIF 2.1.0, the form in which tools hand findings on to each other.

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::Told;

/// What stands for itself in a path.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The log as JSON: lines and columns from 1, columns in characters.
///
/// # Errors
/// When serialisation fails.
pub fn sarif(findings: &[Told<'_>]) -> Result<String, serde_json::Error> {
    let codes: BTreeSet<&str> = findings.iter().map(|told| told.finding.code).collect();
    let rules: Vec<Value> = codes.iter().map(|code| json!({ "id": code })).collect();
    let results: Vec<Value> = findings.iter().map(result).collect();
    let driver = json!({ "name": "zjtx", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
    serde_json::to_string_pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results }],
    }))
}

fn result(told: &Told<'_>) -> Value {
    let finding = &told.finding;
    let uri = utf8_percent_encode(finding.file, PATH).to_string();
    let mut location = json!({ "artifactLocation": { "uri": uri } });
    if let Some(line) = finding.line.filter(|line| *line > 0) {
        location["region"] = json!({ "startLine": line });
        if let Some(column) = finding.column.filter(|column| *column > 0) {
            location["region"]["startColumn"] = json!(column);
        }
    }
    json!({
        "ruleId": finding.code,
        "level": if told.is_grave { "error" } else { "warning" },
        "message": { "text": told.text() },
        "locations": [{ "physicalLocation": location }],
        "partialFingerprints": { "zjtx/v1": told.fingerprint },
    })
}
