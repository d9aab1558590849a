//! A whole document explained, for a reader who has its text beside. The view model of `zjtx explain DOCUMENT`.
//!
//! Its JSON is a public interface, `zjtx.document-explanation/1`, whose schema is `schema/document-explanation.schema.json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{DocumentReport, GroupReport, RuleReport, SourceReport};

/// The version of the JSON of a document explained.
pub const DOCUMENT_SCHEMA: &str = "zjtx.document-explanation/1";

/// A document explained.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct DocumentExplanation {
    /// `zjtx.document-explanation/1`
    pub schema: &'static str,
    /// Its head.
    pub document: DocumentReport,
    /// law, measure, rules, plan, opinion, reply, report or notice.
    pub kind: String,
    /// Where it applies, in words.
    pub scope: String,
    /// The documents and supports that it takes the place of.
    pub replaces: Vec<ReplacedReport>,
    /// The figures of older supports that it changes, in words.
    pub amends: Vec<String>,
    /// What it says, in the order of its file.
    pub parts: Vec<PartReport>,
    /// What of it is no support, in the order of its file.
    pub omitted: Vec<OmittedReport>,
}

/// What a document takes the place of.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ReplacedReport {
    /// The address of the document or support.
    pub id: String,
    /// Whether that is known.
    pub sure: bool,
}

/// A part of a document.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(rename_all = "kebab-case")]
pub enum PartReport {
    /// What it takes to be recognised with a title.
    Standard {
        /// What the title is called.
        name: String,
        /// new, review or both.
        applies_to: String,
        /// What it asks.
        rule: Box<RuleReport>,
    },
    /// What a firm may get.
    Support {
        /// What its rule says.
        rule: Box<RuleReport>,
    },
    /// How supports interact.
    Group {
        /// What it says; all members are `others`.
        group: GroupReport,
        /// The figures as printed there.
        figures: Vec<String>,
        /// Where it is written.
        source: SourceReport,
    },
}

/// A part of a document that is no support.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct OmittedReport {
    /// The place in the document.
    pub clause: String,
    /// What it says, in the author's words.
    pub what: String,
    /// past-work, city-target, not-for-firms or duplicate-of.
    pub because: String,
    /// The address of the support that says the same, for duplicate-of.
    pub of: Option<String>,
}
