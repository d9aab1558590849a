//! How much of the rules the worked cases have seen: the view model of `zjtx test --coverage`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::closed::closed;

closed! {
    /// What a case can see of a point.
    Sight {
        /// A condition holds.
        Met "met",
        /// It does not.
        Unmet "unmet",
        /// It is open.
        Unknown "unknown",
        /// A case of an amount is the first that holds.
        Taken "taken",
        /// A cap or a floor changes the amount.
        Binds "binds",
        /// It does not.
        Free "free",
        /// Members of a group are paid together, or one instead of another.
        Acts "acts",
        /// The day is before the first one.
        Ahead "ahead",
        /// The day is one on which it holds.
        Open "open",
        /// The day is behind the last one.
        Over "over",
    }
}

/// The version of the JSON of what cases have seen.
pub const COVERAGE_SCHEMA: &str = "zjtx.test-coverage/1";

/// All documents of a run.
#[derive(Clone, Debug, Serialize)]
pub struct CoverageReport {
    /// `zjtx.test-coverage/1`
    pub schema: &'static str,
    /// How much was seen altogether.
    #[serde(flatten)]
    pub whole: Fraction,
    /// The documents, in the order of their addresses.
    pub documents: Vec<DocumentCoverage>,
}

/// So many of so many; never a rounded percentage.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize)]
pub struct Fraction {
    /// What was seen.
    pub seen: usize,
    /// Of how many.
    pub all: usize,
}

/// What was seen of one document.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentCoverage {
    /// Its address.
    pub document: String,
    /// How much was seen of it.
    #[serde(flatten)]
    pub whole: Fraction,
    /// The same of each support, standard, definition and group; what is of none is the document's.
    pub parts: BTreeMap<String, Fraction>,
    /// What was not seen, in the order of the rulebook.
    pub uncovered: Vec<UncoveredReport>,
}

/// A part of a rule that no case has seen in every way.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct UncoveredReport {
    /// The rule file.
    pub file: String,
    /// The line in it, from 1.
    pub line: u32,
    /// The address of the support, standard or document, or the name of the definition or group.
    pub of: String,
    /// What the rule says there.
    pub what: String,
    /// In which ways it was not seen.
    pub lacking: Vec<Sight>,
}

impl Default for CoverageReport {
    fn default() -> CoverageReport {
        CoverageReport { schema: COVERAGE_SCHEMA, whole: Fraction::default(), documents: Vec::new() }
    }
}

impl Fraction {
    /// Adds what belongs to the same whole.
    pub fn add(&mut self, other: Fraction) {
        self.seen += other.seen;
        self.all += other.all;
    }
}

impl CoverageReport {
    /// Adds a document.
    pub fn add(&mut self, document: DocumentCoverage) {
        self.whole.add(document.whole);
        self.documents.push(document);
    }
}
