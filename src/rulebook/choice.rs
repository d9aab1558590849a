//! How a choice follows from other facts.

use crate::dictionary::Choices;

use super::Condition;

/// Which choice it is.
#[derive(Clone, Debug)]
pub enum ChoiceRule {
    /// This one.
    One(Choices),
    /// What the first case that holds gives; the last one always holds.
    Cases(Vec<ChoiceCase>),
    /// Not to be known without asking.
    Unknown,
    /// What stands on an assumption.
    Assumed {
        /// The rule.
        inner: Box<ChoiceRule>,
        /// How the text was read.
        assume: String,
    },
}

/// One case: it holds when all of `when` do; without any, always.
#[derive(Clone, Debug)]
pub struct ChoiceCase {
    /// The conditions.
    pub when: Vec<Condition>,
    /// What the case gives.
    pub gives: ChoiceRule,
}
