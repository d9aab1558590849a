//! The answer with some values set to others, beside the answer without: the view model of `--set`.
//!
//! Its JSON is a public interface, `zjtx.what-if/1`, whose schema is `schema/what-if.schema.json`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Status, Yuan};

/// The version of the JSON.
pub const WHAT_IF_SCHEMA: &str = "zjtx.what-if/1";

/// The same question twice, about the firm as it is and as it would be.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct WhatIf<T> {
    /// `zjtx.what-if/1`
    pub schema: &'static str,
    /// What was set, as it was written.
    pub set: Vec<String>,
    /// What is another answer with it.
    pub changes: Vec<ChangeReport>,
    /// The whole answer without, as the command gives it.
    pub before: T,
    /// The whole answer with it.
    pub after: T,
}

/// What a changed answer is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Changed {
    /// A total.
    Total,
    /// A support.
    Support,
    /// A standard of a title.
    Standard,
    /// A condition of the support that is explained.
    Condition,
    /// The value that is explained.
    Value,
}

/// One answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedAnswer {
    /// What it is about.
    pub of: Changed,
    /// Its address; of a value its key, of a total what is added: payee/medium/period/standing.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub answer: ChangedSide,
}

/// One answer that is another.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ChangeReport {
    /// What it is about.
    pub of: Changed,
    /// Its address; of a value its key, of a total what is added: payee/medium/period/standing.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Without; `null` where there was no such answer.
    pub before: Option<ChangedSide>,
    /// With; `null` where there is none.
    pub after: Option<ChangedSide>,
}

/// One side of a change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangedSide {
    /// The status of a support or a standard.
    pub status: Option<Status>,
    /// At least, in yuan; `null` where it is no money or no figure is stated.
    pub low: Option<Yuan>,
    /// At most, in yuan; `null` where it is no money, or that is open.
    pub high: Option<Yuan>,
    /// The answer in words.
    pub text: String,
}

impl ChangedSide {
    /// Whether status and figures are the same, in whatever words.
    #[must_use]
    pub fn is_same(&self, other: &ChangedSide) -> bool {
        (self.status, self.low, self.high) == (other.status, other.low, other.high)
    }
}
