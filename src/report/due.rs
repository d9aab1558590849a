//! The days that a firm must not miss.
//!
//! Its JSON is a public interface, `zjtx.due/1`, whose schema is `schema/due.schema.json`.

use schemars::JsonSchema;
use serde::Serialize;

/// The version of the JSON of the days.
pub const DUE_SCHEMA: &str = "zjtx.due/1";

/// The days that some firms must not miss, the first ones first. Its texts are in the language of the run.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct DueReport {
    /// `zjtx.due/1`
    pub schema: &'static str,
    /// Every day, by day, then firm.
    pub days: Vec<DueDay>,
}

/// Something that a firm has to do, or that ends, on a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct DueDay {
    /// The day.
    pub day: String,
    /// How many days that is from the day of the answer, 0 on that day.
    pub in_days: i64,
    /// The day of the answer.
    pub as_of: String,
    /// The firm: its name, else where it was read.
    pub firm: String,
    /// What it is a day of.
    pub kind: DueKind,
    /// Whether the day is expected and not stated.
    pub expected: bool,
    /// The support, document, title or standard, by key.
    pub of: String,
    /// What that is called.
    pub name: String,
    /// What it brings, in words; absent where it is no money, or has no figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
    /// What is to be done, or ends, in words.
    pub text: String,
    /// What should be known besides: what is asked for, whom to ask.
    pub notes: Vec<String>,
}

/// What a day is a day of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DueKind {
    /// The last day on which one can apply for a support.
    Closes,
    /// The first such day.
    Opens,
    /// The last day of a support, or of all supports of a document.
    Ends,
    /// The last day of a title.
    TitleEnds,
    /// The last day on which one can apply for the review of a title.
    ReviewCloses,
    /// The first such day.
    ReviewOpens,
}

impl DueKind {
    /// Its word, as the JSON has it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            DueKind::Closes => "closes",
            DueKind::Opens => "opens",
            DueKind::Ends => "ends",
            DueKind::TitleEnds => "title-ends",
            DueKind::ReviewCloses => "review-closes",
            DueKind::ReviewOpens => "review-opens",
        }
    }
}
