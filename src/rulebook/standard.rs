//! What it takes to be recognised with a title.

use super::{Condition, Support};

/// The conditions for a title under one document.
#[derive(Clone, Debug)]
pub struct Standard {
    /// What it asks, when, where, and where that is written: as of a support that pays nothing.
    pub rule: Support,
    /// The title that it gives, as a choice of the fact `title.kind`.
    pub title: usize,
    /// Which applications it is for.
    pub applies_to: AppliesTo,
}

/// Which applications a standard is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AppliesTo {
    /// Firms that do not hold the title.
    New,
    /// Firms whose title is reviewed.
    Review,
    /// Both.
    Both,
}

impl Standard {
    /// `national/gradient-2026/little-giant`.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.rule.address
    }

    /// What must be met, the place apart.
    #[must_use]
    pub fn conditions(&self) -> &[Condition] {
        self.rule.conditions.split_first().map_or(&[], |(_, when)| when)
    }
}

impl AppliesTo {
    /// Which applications there are, by the word that a rule file uses.
    pub const WORDS: &'static [(&'static str, AppliesTo)] =
        &[("new", AppliesTo::New), ("review", AppliesTo::Review), ("both", AppliesTo::Both)];

    /// The word that a rule file uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        AppliesTo::WORDS.iter().find(|(_, applies_to)| *applies_to == self).map_or("", |(word, _)| word)
    }
}
