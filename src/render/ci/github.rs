//! Annotations of a workflow of GitHub: a line a finding, which it draws beside the change.

use super::Told;

/// The lines. What would end a command or a property is escaped.
#[must_use]
pub fn github(findings: &[Told<'_>]) -> String {
    findings.iter().map(line).collect()
}

fn line(told: &Told<'_>) -> String {
    let finding = &told.finding;
    let level = if told.is_grave { "error" } else { "warning" };
    let place = [("line", finding.line), ("col", finding.column)];
    let place = place.iter().filter_map(|(key, at)| Some(format!(",{key}={}", (*at)?))).collect::<String>();
    let (file, code, text) = (property(finding.file), property(finding.code), data(&told.text()));
    format!("::{level} file={file}{place},title={code}::{text}\n")
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
