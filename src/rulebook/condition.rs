//! Conditions as compiled.

use crate::codes::{CodeId, CodeTree};
use crate::dictionary::{Choices, FactId, RecordId};
use crate::interval::Ordering;
use crate::source::Line;
use crate::truth::Truth;

use super::{DefinitionId, Quantity};

/// A condition and where it is written.
#[derive(Clone, Debug)]
pub struct Condition {
    /// What it says.
    pub form: ConditionForm,
    /// Where it is written.
    pub line: Line,
}

/// The forms of a condition.
#[derive(Clone, Debug)]
pub enum ConditionForm {
    /// An ordered fact or a quantity against a quantity.
    Compare {
        /// The left side.
        left: Quantity,
        /// The relation.
        ordering: Ordering,
        /// The right side.
        right: Quantity,
    },
    /// A choice, flag, place or industry.
    Among {
        /// The fact.
        fact: FactId,
        /// What it must be.
        test: Membership,
    },
    /// So many records.
    Has {
        /// The record kind.
        record: RecordId,
        /// What such a record must meet.
        selects: Vec<Condition>,
        /// The relation of their number to `count`.
        ordering: Ordering,
        /// How many.
        count: i64,
        /// Whether it reads no record that is bound outside it, so that it is the same for all of them.
        of_firm: bool,
    },
    /// All of them.
    All(Vec<Condition>),
    /// One of them at least.
    Any(Vec<Condition>),
    /// None of them.
    None(Vec<Condition>),
    /// A definition.
    Meets(DefinitionId),
    /// An authority decides.
    Judged(Judgement),
    /// The readings that a text allows.
    Unclear {
        /// The readings.
        readings: Vec<Condition>,
        /// How it was read; the first reading is taken then.
        assume: Option<String>,
    },
    /// Where a document or support applies.
    Scope(Scope),
}

/// What a fact that is not ordered must be.
#[derive(Clone, Debug)]
pub enum Membership {
    /// One of these choices (`is`, `any-of`).
    AnyOf(Choices),
    /// None of these choices.
    NoneOf(Choices),
    /// This flag.
    Flag(bool),
    /// Within one of these places or industries.
    Within(Vec<CodeId>),
    /// Within none of these places or industries.
    NotWithin(Vec<CodeId>),
}

/// What an authority decides.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// What is decided.
    pub text: String,
    /// Who decides.
    pub by: Option<String>,
    /// criteria, selection, quota, budget or case-by-case.
    pub because: &'static str,
}

/// Where a document or a support applies.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Places in which it surely applies.
    pub within: Vec<CodeId>,
    /// Places in which it surely does not.
    pub not_in: Vec<CodeId>,
    /// Places for which the text does not say.
    pub unclear_in: Vec<CodeId>,
    /// The names as written, for people.
    pub written: Vec<String>,
    /// How place sets among them were read.
    pub assumes: Vec<String>,
}

impl Scope {
    /// Whether a firm in `place` is covered.
    #[must_use]
    pub fn covers(&self, places: &CodeTree, place: CodeId) -> Truth {
        let within = places.lies_within(place, &self.within);
        let excluded = places.lies_within(place, &self.not_in);
        within.and(excluded.negate())
    }
}
