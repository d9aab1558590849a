//! What a support says besides money: figures that are not money, and how one applies.

use crate::calendar::Day;
use crate::dictionary::Kind;

use super::Quantity;

/// A figure that is not money to the firm: a time limit, a fee.
#[derive(Clone, Debug)]
pub struct Term {
    /// What it is a figure of.
    pub label: String,
    /// The figure.
    pub value: TermValue,
}

/// The figure of a term.
#[derive(Clone, Debug)]
pub enum TermValue {
    /// A length of time in a unit: workdays, days, months or years.
    Time(i64, &'static str),
    /// Money, a rate or a count.
    Quantity(Quantity, Kind),
}

/// How one applies, as far as the document says.
#[derive(Clone, Default, Debug)]
pub struct Application {
    /// Whether one has to apply.
    pub how: Option<How>,
    /// Where.
    pub at: Option<String>,
    /// The first day.
    pub opens: Option<Day>,
    /// The last day.
    pub closes: Option<Day>,
    /// What must be handed in; empty where the document does not say.
    pub materials: Vec<String>,
    /// How long it takes.
    pub effort: Option<String>,
}

/// Whether one has to apply.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// It comes without an application (免申即享).
    Automatic,
    /// One applies.
    OnApplication,
    /// An authority recommends.
    ByRecommendation,
}

impl How {
    /// The ways by the word that a rule file uses.
    pub const WORDS: &'static [(&'static str, How)] = &[
        ("automatic", How::Automatic),
        ("on-application", How::OnApplication),
        ("by-recommendation", How::ByRecommendation),
    ];

    /// The word that a rule file uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        How::WORDS.iter().find(|(_, how)| *how == self).map_or("", |(word, _)| word)
    }
}
