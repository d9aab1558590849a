//! The reminders that an old set of rules has anyway, so that new ones are seen.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Told;

/// The version of the file.
const SCHEMA: &str = "zjtx.baseline/1";

/// Findings by their fingerprints, and by words for whoever reads the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// `zjtx.baseline/1`
    schema: String,
    findings: Vec<Known>,
}

/// A finding that is known.
#[derive(PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    file: String,
    code: String,
    message: String,
    fingerprint: String,
}

impl Baseline {
    /// That of these findings, in an order that does not depend on where in a file they stand.
    pub fn of<'t>(findings: impl IntoIterator<Item = &'t Told<'t>>) -> Baseline {
        let known = |told: &Told<'_>| Known {
            file: told.finding.file.to_owned(),
            code: told.finding.code.to_owned(),
            message: told.finding.message.clone(),
            fingerprint: told.fingerprint.clone(),
        };
        let mut findings: Vec<Known> = findings.into_iter().map(known).collect();
        findings.sort();
        Baseline { schema: SCHEMA.to_owned(), findings }
    }

    /// The one that is written; `None` where that is no baseline.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Baseline> {
        serde_json::from_slice(bytes).ok().filter(|read: &Baseline| read.schema == SCHEMA)
    }

    /// The file.
    ///
    /// # Errors
    /// When serialisation fails.
    pub fn text(&self) -> Result<String, serde_json::Error> {
        Ok(format!("{}\n", serde_json::to_string_pretty(self)?))
    }

    /// Whether a finding is known.
    #[must_use]
    pub fn holds(&self, told: &Told<'_>) -> bool {
        self.findings.iter().any(|known| known.fingerprint == told.fingerprint)
    }

    /// How many of what is known in these files is no longer found.
    #[must_use]
    pub fn gone(&self, found: &[Told<'_>], files: &BTreeSet<String>) -> usize {
        let found: BTreeSet<&str> = found.iter().map(|told| told.fingerprint.as_str()).collect();
        let is_gone = |known: &&Known| files.contains(&known.file) && !found.contains(known.fingerprint.as_str());
        self.findings.iter().filter(is_gone).count()
    }

    /// How many are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }
}
