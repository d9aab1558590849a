//! What a support says besides money: figures that are not money, and how one applies.

use schemars::JsonSchema;
use serde::Serialize;

use crate::calendar::{Day, Unit};
use crate::closed::closed;
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
    /// Whether the text says that these days come back every year.
    pub is_yearly: bool,
    /// What must be handed in; empty where the document does not say.
    pub materials: Vec<String>,
    /// What must be handed in, too, and a service agency can help with.
    pub assisted: Vec<String>,
    /// How long it takes.
    pub effort: Option<String>,
}

/// Where a day lies to those on which applications are taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Window {
    /// Before the first of them.
    Ahead,
    /// It is one of them.
    Open,
    /// After the last of them.
    Closed,
}

impl Application {
    /// Where the day lies; `None` where neither the first nor the last day is stated.
    #[must_use]
    pub fn window(&self, day: Day) -> Option<Window> {
        (self.opens.is_some() || self.closes.is_some()).then(|| match (self.opens, self.closes) {
            (Some(first), _) if day < first => Window::Ahead,
            (_, Some(last)) if last < day => Window::Closed,
            _ => Window::Open,
        })
    }

    /// The first round that may still be taken part in after the stated one has closed, where the text says that one
    /// comes every year. It is expected, not promised.
    #[must_use]
    pub fn next_round(&self, day: Day) -> Option<Round> {
        let last = self.closes.filter(|last| self.is_yearly && *last < day)?;
        let so_far = i64::from(day.year()) - i64::from(last.year());
        let years = if last.later(so_far, Unit::Year) < day { so_far + 1 } else { so_far };
        let first = self.opens.map(|first| first.later(years, Unit::Year));
        Some(first.filter(|first| day < *first).map_or(Round::Until(last.later(years, Unit::Year)), Round::From))
    }
}

/// A round of applications that is expected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Round {
    /// It begins on this day.
    From(Day),
    /// It ends on this day, and may have begun.
    Until(Day),
}

closed! {
    /// Whether one has to apply.
    How {
        /// It comes without an application (免申即享).
        Automatic "automatic",
        /// One applies.
        OnApplication "on-application",
        /// An authority recommends.
        ByRecommendation "by-recommendation",
    }
}
