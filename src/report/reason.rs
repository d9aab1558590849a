//! Why something is not certain.

use schemars::JsonSchema;
use serde::Serialize;

/// Why something is not certain.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ReasonReport {
    /// What sort of reason it is.
    pub code: ReasonCode,
    /// In words.
    pub text: String,
}

/// What sort of reason it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReasonCode {
    /// A fact of the firm is missing.
    MissingFact,
    /// Somebody decides.
    Judgement,
    /// The document does not say, or can be read in several ways.
    Silence,
    /// The document says "up to".
    UpTo,
    /// The document says "not less than".
    AtLeast,
    /// The document gives a range.
    Range,
    /// The document gives no figure.
    Unstated,
    /// What recurs ends once a cap of all of it, or of a year, is used up.
    Spent,
    /// For how long money comes is not stated.
    Duration,
    /// Later years are reckoned from figures of their own.
    ByYear,
    /// To whom it is paid is not stated.
    Payee,
    /// A part is paid, or is kept, on a condition.
    Stage,
    /// A figure is too large to be computed exactly.
    Overflow,
    /// What a cap counts by is not stated.
    CapScope,
    /// The firm states no record that the support is about.
    NoRecord,
    /// Whether supports may be had together is not stated.
    Stacking,
    /// Of a group that the document states it is the one that is paid.
    Highest,
    /// Of a group that the document states another one is paid.
    Displaced,
    /// Of a group that the document states another one may be paid.
    MayBeDisplaced,
    /// Earlier money is deducted, or may be.
    Received,
    /// A cap of a group cuts.
    GroupCap,
    /// Whether a document is in force, or was replaced, is not known.
    Standing,
    /// The best combination was only bounded.
    Bounded,
}

impl ReasonCode {
    /// The code in reports and worked cases.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            ReasonCode::MissingFact => "missing-fact",
            ReasonCode::Judgement => "judgement",
            ReasonCode::Silence => "silence",
            ReasonCode::UpTo => "up-to",
            ReasonCode::AtLeast => "at-least",
            ReasonCode::Range => "range",
            ReasonCode::Unstated => "unstated",
            ReasonCode::Spent => "spent",
            ReasonCode::Duration => "duration",
            ReasonCode::ByYear => "by-year",
            ReasonCode::Payee => "payee",
            ReasonCode::Stage => "stage",
            ReasonCode::Overflow => "overflow",
            ReasonCode::CapScope => "cap-scope",
            ReasonCode::NoRecord => "no-record",
            ReasonCode::Stacking => "stacking",
            ReasonCode::Highest => "highest",
            ReasonCode::Displaced => "displaced",
            ReasonCode::MayBeDisplaced => "may-be-displaced",
            ReasonCode::Received => "received",
            ReasonCode::GroupCap => "group-cap",
            ReasonCode::Standing => "standing",
            ReasonCode::Bounded => "bounded",
        }
    }
}
