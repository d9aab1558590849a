//! Quantities as compiled.

use crate::calendar::Phrase;
use crate::dictionary::{FactId, Kind};
use crate::number::Number;

use super::{Across, Condition, DefinitionId, ReferenceId, Year};

/// A quantity.
#[derive(Clone, PartialEq, Debug)]
pub enum Quantity {
    /// One number of a kind.
    Literal(Number, Kind),
    /// A day relative to the as-of date.
    Day(Phrase<FactId>),
    /// Money, how much is not said.
    Unstated,
    /// Not to be known without asking (only in the dictionary).
    Unknown,
    /// A fact, of the bound record or in a year.
    Fact {
        /// The fact.
        fact: FactId,
        /// The year, for yearly facts.
        year: Option<Year>,
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
    /// So much for each whole unit of something; the rest gives nothing.
    Units {
        /// How much.
        each: Box<Quantity>,
        /// The unit.
        per: Box<Quantity>,
        /// Of what.
        of: Box<Quantity>,
    },
    /// The first case that holds.
    Cases(Vec<Case>),
    /// A rate for the part within each slice.
    Slices {
        /// Of what.
        of: Box<Quantity>,
        /// From the bottom up.
        slices: Vec<Slice>,
    },
    /// Several quantities as one.
    Fold {
        /// How.
        fold: Fold,
        /// Which.
        parts: Vec<Quantity>,
    },
    /// A quantity of each record or year, all of them as one.
    Across {
        /// How.
        fold: Fold,
        /// What of each.
        each: Box<Quantity>,
        /// Which records or years.
        across: Across,
        /// What such a record must meet.
        selects: Vec<Condition>,
    },
    /// The number of records or years.
    Count {
        /// Which.
        across: Across,
        /// What such a record must meet.
        selects: Vec<Condition>,
    },
    /// The part of the first that is above the second, never below zero.
    Excess {
        /// The whole.
        whole: Box<Quantity>,
        /// What it exceeds.
        over: Box<Quantity>,
    },
    /// A share; of nothing it is undefined.
    Ratio {
        /// The part.
        part: Box<Quantity>,
        /// The whole.
        whole: Box<Quantity>,
    },
    /// The (compound) yearly growth from `first` to `last`; from nothing or a loss it is undefined.
    Growth {
        /// The last year's.
        last: Box<Quantity>,
        /// The first year's.
        first: Box<Quantity>,
        /// How many years lie between them.
        years: u16,
    },
    /// What the firm gets from another support, after its limits and groups.
    AmountOf(ReferenceId),
    /// The readings that a text allows.
    Unclear {
        /// The readings.
        readings: Vec<Quantity>,
        /// How it was read; the first reading is taken then.
        assume: Option<String>,
    },
    /// A quantity that stands on an assumption.
    Assumed {
        /// The quantity.
        inner: Box<Quantity>,
        /// How the text was read.
        assume: String,
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

impl Quantity {
    /// The quantities that it is directly made of, where all of them are of the same firm, record and year as it is.
    /// Cases, and what ranges over records or years, are not.
    #[must_use]
    pub fn operands(&self) -> Vec<&Quantity> {
        match self {
            Quantity::Product { factor: first, of: second, .. }
            | Quantity::Excess { whole: first, over: second }
            | Quantity::Ratio { part: first, whole: second }
            | Quantity::Growth { last: first, first: second, .. } => vec![first, second],
            Quantity::Units { each, per, of } => vec![each, per, of],
            Quantity::Range { from, up_to } => [from, up_to].into_iter().flatten().map(Box::as_ref).collect(),
            Quantity::Slices { of, slices } => {
                std::iter::once(of.as_ref()).chain(slices.iter().map(|slice| &slice.rate)).collect()
            }
            Quantity::Fold { parts, .. } | Quantity::Unclear { readings: parts, .. } => parts.iter().collect(),
            Quantity::Assumed { inner, .. } => vec![inner],
            Quantity::Bounded { inner, floor, cap } => {
                std::iter::once(inner).chain(floor).chain(cap).map(Box::as_ref).collect()
            }
            Quantity::Literal(..)
            | Quantity::Day(_)
            | Quantity::Unstated
            | Quantity::Unknown
            | Quantity::Fact { .. }
            | Quantity::Defined(_)
            | Quantity::AmountOf(_)
            | Quantity::Cases(_)
            | Quantity::Across { .. }
            | Quantity::Count { .. } => Vec::new(),
        }
    }
}

impl Quantity {
    /// The quantities directly in it, also those of cases and of records, but not those in conditions.
    pub fn parts_mut(&mut self) -> Vec<&mut Quantity> {
        match self {
            Quantity::Product { factor: first, of: second, .. }
            | Quantity::Excess { whole: first, over: second }
            | Quantity::Ratio { part: first, whole: second }
            | Quantity::Growth { last: first, first: second, .. } => vec![first, second],
            Quantity::Units { each, per, of } => vec![each, per, of],
            Quantity::Range { from, up_to } => [from, up_to].into_iter().flatten().map(Box::as_mut).collect(),
            Quantity::Slices { of, slices } => {
                std::iter::once(of.as_mut()).chain(slices.iter_mut().map(|slice| &mut slice.rate)).collect()
            }
            Quantity::Fold { parts, .. } | Quantity::Unclear { readings: parts, .. } => parts.iter_mut().collect(),
            Quantity::Assumed { inner, .. } | Quantity::Across { each: inner, .. } => vec![inner],
            Quantity::Bounded { inner, floor, cap } => {
                std::iter::once(inner).chain(floor).chain(cap).map(Box::as_mut).collect()
            }
            Quantity::Cases(cases) => cases.iter_mut().map(|case| &mut case.gives).collect(),
            Quantity::Literal(..)
            | Quantity::Day(_)
            | Quantity::Unstated
            | Quantity::Unknown
            | Quantity::Fact { .. }
            | Quantity::Defined(_)
            | Quantity::AmountOf(_)
            | Quantity::Count { .. } => Vec::new(),
        }
    }
}

/// One case: it holds when all of `when` do; without any, always.
#[derive(Clone, PartialEq, Debug)]
pub struct Case {
    /// The conditions.
    pub when: Vec<Condition>,
    /// What the case gives.
    pub gives: Quantity,
}

/// How several quantities become one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Fold {
    /// Added.
    Sum,
    /// Their mean; of none it is undefined.
    Mean,
    /// The highest of them; of none it is zero.
    Highest,
}

/// One slice of a quantity and its rate.
#[derive(Clone, PartialEq, Debug)]
pub struct Slice {
    /// Its upper end; open if absent.
    pub up_to: Option<Number>,
    /// The rate of the part within it.
    pub rate: Quantity,
}
