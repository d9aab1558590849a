//! Findings as the services have them that check a change: a file a format, all made of the same lines.

mod baseline;
mod github;
mod gitlab;
mod junit;
mod sarif;

use std::collections::BTreeMap;
use std::hash::Hasher;

use fnv::FnvHasher;

use crate::finding::{Finding, Problem};
use crate::report::{CaseReport, TestReport};
use crate::source::Sources;
use crate::words::{self, Lang};

use super::findings::{FindingJson, one_json};

pub use baseline::Baseline;
pub use github::github;
pub use gitlab::gitlab;
pub use junit::{JunitError, junit, junit_of_cases};
pub use sarif::sarif;

/// A finding and what becomes of the run by it.
pub struct Told<'f> {
    finding: FindingJson<'f>,
    /// Whether the run fails by it.
    is_grave: bool,
    /// What it is known again by after lines were put before it, in either language: its code, file and words, and which of
    /// those alike it is.
    fingerprint: String,
    /// What else is told of it, a line each.
    details: Vec<String>,
}

/// Findings with their fingerprints, in their order.
pub fn told<'f>(
    lang: Lang,
    sources: &'f Sources,
    findings: impl IntoIterator<Item = &'f Finding>,
    is_grave: impl Fn(&Finding) -> bool,
) -> Vec<Told<'f>> {
    let mut alike: BTreeMap<u64, usize> = BTreeMap::new();
    let told = |finding: &'f Finding| {
        let json = one_json(lang, sources, finding);
        let mut hasher = FnvHasher::default();
        let words = words::problem(Lang::Zh, &finding.problem);
        for part in [json.code, json.file, json.cell.as_deref().unwrap_or_default(), &words] {
            hasher.write(part.as_bytes());
            hasher.write_u8(0);
        }
        let hash = hasher.finish();
        let count = alike.entry(hash).or_default();
        *count += 1;
        let fingerprint = format!("{hash:016x}-{count}");
        Told { is_grave: is_grave(finding), fingerprint, finding: json, details: Vec::new() }
    };
    findings.into_iter().map(told).collect()
}

/// The worked cases that failed, each as a finding of its file.
#[must_use]
pub fn failed_cases(tested: &TestReport) -> Vec<(Finding, &CaseReport)> {
    let mut failed = Vec::new();
    for file in &tested.files {
        for case in file.cases.iter().filter(|case| !case.passed && !case.checks_nothing) {
            let problem = Problem::FailedCase { case: case.name.clone(), line: case.line as usize };
            failed.push((Finding::of_path(&file.file, problem), case));
        }
    }
    failed
}

/// Worked cases that failed, each with what came out otherwise.
#[must_use]
pub fn told_cases<'f>(lang: Lang, sources: &'f Sources, failed: &'f [(Finding, &CaseReport)]) -> Vec<Told<'f>> {
    let mut told = told(lang, sources, failed.iter().map(|(finding, _)| finding), |_| true);
    for (told, (_, case)) in told.iter_mut().zip(failed) {
        told.details = case.differences.iter().map(|difference| words::difference_line(lang, difference)).collect();
    }
    told
}

impl Told<'_> {
    /// The sentence, what else is told and how to mend it.
    fn text(&self) -> String {
        let lines = self.details.iter().chain(&self.finding.hint).map(String::as_str);
        std::iter::once(self.finding.message.as_str()).chain(lines).collect::<Vec<_>>().join("\n")
    }
}
