//! The report of code quality that GitLab shows beside a change.

use serde::Serialize;

use super::Told;

#[derive(Serialize)]
struct Issue<'t> {
    /// The code first: GitLab shows nothing else of it.
    description: String,
    check_name: &'t str,
    fingerprint: &'t str,
    severity: &'static str,
    location: Location<'t>,
}

#[derive(Serialize)]
struct Location<'t> {
    path: &'t str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

/// The report as JSON. A finding of a whole file stands at its first line.
///
/// # Errors
/// When serialisation fails.
pub fn gitlab(findings: &[Told<'_>]) -> Result<String, serde_json::Error> {
    let issues = findings.iter().map(|told| Issue {
        description: format!("{}: {}", told.finding.code, told.text()),
        check_name: told.finding.code,
        fingerprint: &told.fingerprint,
        severity: if told.is_grave { "major" } else { "minor" },
        location: Location { path: told.finding.file, lines: Lines { begin: told.finding.line.unwrap_or(1) } },
    });
    serde_json::to_string_pretty(&issues.collect::<Vec<_>>())
}
