//! Findings of several sets of rules, together with the texts that they point into.

use zjtx::finding::{Finding, Place};
use zjtx::source::Sources;

/// What was found so far.
#[derive(Default)]
pub(crate) struct Gathered {
    pub(crate) sources: Sources,
    pub(crate) findings: Vec<Finding>,
}

impl Gathered {
    /// Takes over findings together with the texts they point into.
    pub(crate) fn adopt(&mut self, sources: &Sources, findings: Vec<Finding>) {
        for mut finding in findings {
            if let Place::Span(span) = &mut finding.place {
                span.file = self.sources.add_once(sources.file(span.file));
            }
            // Added folders are compiled with every set, but their findings are told once.
            if !self.findings.contains(&finding) {
                self.findings.push(finding);
            }
        }
    }
}
