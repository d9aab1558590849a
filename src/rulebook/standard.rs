//! What it takes to be recognised with a title.

use crate::source::Line;

use super::Condition;

/// The conditions for a title under one document.
#[derive(Clone, Debug)]
pub struct Standard {
    /// `national/gradient-2026/little-giant`.
    pub address: String,
    /// Its document, as an index of [`super::Rulebook::documents`].
    pub document: usize,
    /// The title that it gives, as a choice of the fact `title.kind`.
    pub title: usize,
    /// Which applications it is for.
    pub applies_to: AppliesTo,
    /// The rows of the reading list that it stands for.
    pub rows: Vec<String>,
    /// What must be met.
    pub conditions: Vec<Condition>,
    /// The place in the document.
    pub clause: String,
    /// The figures as printed there.
    pub figures: Vec<String>,
    /// What the text leaves open without widening the answer.
    pub silent: Vec<String>,
    /// Where it is written.
    pub line: Line,
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
