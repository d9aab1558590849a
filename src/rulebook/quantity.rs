//! Quantities as compiled.

use crate::calendar::Phrase;
use crate::dictionary::FactId;
use crate::number::Number;

use super::{Condition, DefinitionId};

/// A quantity.
#[derive(Clone, Debug)]
pub enum Quantity {
    /// One number, or one day as a number.
    Literal(Number),
    /// A day relative to the as-of date.
    Day(Phrase<FactId>),
    /// Money, how much is not said.
    Unstated,
    /// Not to be known without asking (only in the dictionary).
    Unknown,
    /// A fact, of the bound record or in a year relative to the as-of year.
    Fact {
        /// The fact.
        fact: FactId,
        /// The year, for yearly facts.
        year: Option<i16>,
    },
    /// A defined quantity.
    Defined(DefinitionId),
    /// A product: rate × base, or each × times.
    Product {
        /// A rate rather than an amount for each.
        is_rate: bool,
        /// The rate, or how much for each.
        factor: Box<Quantity>,
        /// The base, or how many.
        of: Box<Quantity>,
    },
    /// "Not less than", "up to", or both.
    Range {
        /// The least.
        from: Option<Box<Quantity>>,
        /// The most.
        up_to: Option<Box<Quantity>>,
    },
    /// The first case that holds.
    Cases(Vec<Case>),
    /// The readings that a text allows.
    Unclear {
        /// The readings.
        readings: Vec<Quantity>,
        /// How it was read; the first reading is taken then.
        assume: Option<String>,
    },
    /// Floor first, then cap.
    Bounded {
        /// What is bounded.
        inner: Box<Quantity>,
        /// Not less than this.
        floor: Option<Box<Quantity>>,
        /// Not more than this.
        cap: Option<Box<Quantity>>,
    },
}

/// One case: it holds when all of `when` do; without any, always.
#[derive(Clone, Debug)]
pub struct Case {
    /// The conditions.
    pub when: Vec<Condition>,
    /// What the case gives.
    pub gives: Quantity,
}
