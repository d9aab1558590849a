//! One value of a firm explained: the view model of `zjtx explain` of a fact.

use serde::Serialize;

use super::{AsOfFrom, Enterprise, MissingReport};

/// The version of the JSON of a value.
pub const VALUE_SCHEMA: &str = "zjtx.value/1";

/// One value of a firm, and what decided it.
#[derive(Clone, Debug, Serialize)]
pub struct ValueReport {
    /// `zjtx.value/1`
    pub schema: &'static str,
    /// The day as of which everything was judged.
    pub as_of: String,
    /// Where that day came from.
    pub as_of_from: AsOfFrom,
    /// Whether no assumption was taken.
    pub strict: bool,
    /// The firm.
    pub enterprise: Enterprise,
    /// The key of the fact, with its year where it is of one; the name of what a rule file defines.
    pub fact: String,
    /// What it is called.
    pub label: String,
    /// The value in plain form: yuan, ISO dates, keys of choices; `null` where what is known does not decide it.
    pub value: Option<String>,
    /// The value in words.
    pub text: Option<String>,
    /// What decided it, line by line.
    pub steps: Vec<String>,
    /// The facts that are missing.
    pub missing: Vec<MissingReport>,
}
