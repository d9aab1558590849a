//! Findings as the services have them that check a change: a file a format, all made of the same lines.

mod github;
mod gitlab;
mod junit;
mod sarif;

use std::collections::BTreeMap;
use std::hash::Hasher;

use fnv::FnvHasher;

use crate::finding::Finding;
use crate::source::Sources;
use crate::words::Lang;

use super::findings::{FindingJson, one_json};

pub use github::github;
pub use gitlab::gitlab;
pub use junit::{JunitError, junit, junit_of_cases};
pub use sarif::sarif;

/// A finding and what becomes of the run by it.
pub struct Told<'f> {
    finding: FindingJson<'f>,
    /// Whether the run fails by it.
    is_grave: bool,
    /// What it is known again by after lines were put before it: its code, file and words, and which of those alike it is.
    fingerprint: String,
}

/// Findings with their fingerprints, in their order.
pub fn told<'f>(
    lang: Lang,
    sources: &'f Sources,
    findings: &'f [Finding],
    is_grave: impl Fn(&Finding) -> bool,
) -> Vec<Told<'f>> {
    let mut alike: BTreeMap<u64, usize> = BTreeMap::new();
    let told = |finding: &'f Finding| {
        let json = one_json(lang, sources, finding);
        let mut hasher = FnvHasher::default();
        for part in [json.code, json.file, json.cell.as_deref().unwrap_or_default(), &json.message] {
            hasher.write(part.as_bytes());
            hasher.write_u8(0);
        }
        let hash = hasher.finish();
        let count = alike.entry(hash).or_default();
        *count += 1;
        Told { is_grave: is_grave(finding), fingerprint: format!("{hash:016x}-{count}"), finding: json }
    };
    findings.iter().map(told).collect()
}

impl Told<'_> {
    /// The sentence and how to mend it.
    fn text(&self) -> String {
        let hint = self.finding.hint.iter().map(String::as_str);
        std::iter::once(self.finding.message.as_str()).chain(hint).collect::<Vec<_>>().join("\n")
    }
}
