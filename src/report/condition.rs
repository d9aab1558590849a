//! A condition held against the firm.

use schemars::JsonSchema;
use serde::Serialize;

use crate::number::Number;

use super::SourceReport;

/// What a condition is for the firm.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Met.
    Met,
    /// Not met.
    Unmet,
    /// Not known.
    Unknown,
    /// An authority decides.
    Judged,
}

/// One condition.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ConditionReport {
    /// Where it stands in the rule: `when.2.any.1`, or behind a definition's name.
    pub address: String,
    /// The record it was checked for; `null` for the firm.
    pub record: Option<String>,
    /// Whether it is met.
    pub outcome: Outcome,
    /// What the rule calls it; `null` where it has no name.
    pub label: Option<String>,
    /// What it says.
    pub text: String,
    /// The fact it compares.
    pub fact: Option<String>,
    /// The firm's value.
    pub value: Option<String>,
    /// What is required.
    pub required: Option<String>,
    /// How far the value is from it, when it is not met.
    pub distance: Option<String>,
    /// The firm's value and the distance in words.
    pub detail: Option<String>,
    /// What it is for each record that it goes through; only where one support is explained.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<CheckedRecord>,
    /// Where it is written.
    pub source: SourceReport,
}

impl ConditionReport {
    /// How far the firm's value is from what is required, as a share of that; `None` where there is no such number.
    #[must_use]
    pub fn relative_distance(&self) -> Option<Number> {
        let number = |text: &Option<String>| text.as_deref().and_then(Number::read);
        number(&self.distance)?.over(number(&self.required)?).ok()
    }

    /// Whether it is a part of no other condition.
    #[must_use]
    pub fn is_outermost(&self) -> bool {
        self.address.split('.').filter(|segment| LISTS.contains(segment)).count() <= 1
    }

    /// Whether it is one of those of which there must be none.
    #[must_use]
    pub fn is_to_be_absent(&self) -> bool {
        let mut lists = self.address.split('.').filter(|segment| LISTS.contains(segment));
        lists.next_back() == Some("none")
    }
}

/// The words of an address that name a list of conditions.
const LISTS: &[&str] = &["where", "when", "all", "any", "none", "of", "unclear"];

/// A record that a condition goes through.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CheckedRecord {
    /// What it is called.
    pub record: String,
    /// Whether it meets all of the conditions.
    pub outcome: Outcome,
    /// What is asked of it.
    pub conditions: Vec<ConditionReport>,
}
