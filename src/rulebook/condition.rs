//! Conditions as compiled.

use crate::calendar::{Edge, Phrase};
use crate::dictionary::{Choices, FactId, RecordId};
use crate::interval::Ordering;
use crate::source::Line;

use super::{Area, DefinitionId, Quantity, ReadSet};

/// Identifies a condition that is the same for every record, within a [`super::Rulebook`]; copies of it are the same.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct OnceId(pub(crate) u32);

/// A condition and where it is written. Two that say the same are equal, wherever they are written.
#[derive(Clone, Debug)]
pub struct Condition {
    /// What it says.
    pub form: ConditionForm,
    /// What it is called, where the rule names it.
    pub label: Option<Box<Label>>,
    /// Where it is written.
    pub line: Line,
}

/// What a rule calls one of its conditions, in few words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// In Chinese.
    pub zh: String,
    /// In English, where the rule gives it.
    pub en: Option<String>,
}

impl Condition {
    /// A condition without a name of its own.
    #[must_use]
    pub fn new(form: ConditionForm, line: Line) -> Condition {
        Condition { form, label: None, line }
    }

    /// Whether it asks if a document had begun of which the first day was not read.
    #[must_use]
    pub fn is_of_beginning(&self) -> bool {
        let ConditionForm::Any(ways) = &self.form else { return false };
        let [Condition { form: ConditionForm::Compare { left, right, .. }, .. }, other] = &ways[..] else {
            return false;
        };
        let is_of_days = matches!((left, right), (Quantity::Day(Phrase::Ago(0, _)), Quantity::Day(Phrase::Fixed(_))));
        is_of_days && matches!(other.form, ConditionForm::Judged(_))
    }
}

impl PartialEq for Condition {
    fn eq(&self, other: &Condition) -> bool {
        self.form == other.form
    }
}

/// The forms of a condition.
#[derive(Clone, PartialEq, Debug)]
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
        /// The year, for yearly facts.
        year: Option<Year>,
        /// What it must be.
        test: Membership,
    },
    /// So many records or years.
    Has {
        /// Which.
        across: Across,
        /// What such a record must meet.
        selects: Vec<Condition>,
        /// The relation of their number to `count`.
        ordering: Ordering,
        /// How many.
        count: i64,
        /// Which of those it is that read no record that is bound outside them, so that they are the same for all.
        of_firm: Option<OnceId>,
    },
    /// All records or years.
    Every {
        /// Which.
        across: Across,
        /// What each of them must meet.
        selects: Vec<Condition>,
    },
    /// All of them.
    All(Vec<Condition>),
    /// One of them at least.
    Any(Vec<Condition>),
    /// None of them.
    None(Vec<Condition>),
    /// So many of them.
    Of {
        /// The conditions.
        parts: Vec<Condition>,
        /// The relation of the number that is met to `count`.
        ordering: Ordering,
        /// How many.
        count: i64,
    },
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
    /// A condition that stands on an assumption.
    Assumed {
        /// The condition.
        inner: Box<Condition>,
        /// How the text was read.
        assume: String,
    },
    /// Where a document or support applies.
    Scope(Scope),
}

/// Which day one so long ago is on either side of a comparison.
#[must_use]
pub fn days_ago(ordering: Ordering) -> (Edge, Edge) {
    match ordering {
        Ordering::AtLeast | Ordering::Below => (Edge::Last, Edge::First),
        Ordering::AtMost | Ordering::Above => (Edge::First, Edge::Last),
        Ordering::Equal => (Edge::First, Edge::First),
    }
}

/// What a form ranges over.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Across {
    /// The records of a kind.
    Records(RecordId),
    /// Whole years before the as-of year.
    Years {
        /// How many.
        last: i16,
        /// The date before whose year the years are left out.
        or_since: Option<FactId>,
        /// Whether the firm must have existed then; it need not where only yearly facts of a record are read.
        of_firm: bool,
    },
}

/// Which year's value of a yearly fact.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Year {
    /// So many years after the as-of year (before, if negative).
    AsOf(i16),
    /// So many years after the year that is bound: of a range over years, or of a yearly fact that is derived.
    Bound(i16),
}

impl Year {
    /// The year relative to the as-of year, where `bound` is that of the bound one.
    #[must_use]
    pub fn relative(self, bound: Option<i16>) -> i16 {
        match self {
            Year::AsOf(years) => years,
            Year::Bound(years) => bound.unwrap_or(0).saturating_add(years),
        }
    }

    /// The year so many years before.
    #[must_use]
    pub fn before(self, years: i16) -> Year {
        match self {
            Year::AsOf(year) => Year::AsOf(year.saturating_sub(years)),
            Year::Bound(year) => Year::Bound(year.saturating_sub(years)),
        }
    }
}

/// What a fact that is not ordered must be.
#[derive(Clone, PartialEq, Debug)]
pub enum Membership {
    /// One of these choices (`is`, `any-of`).
    AnyOf(Choices),
    /// None of these choices.
    NoneOf(Choices),
    /// This flag.
    Flag(bool),
    /// Within one of these places or industries.
    Within(Area),
    /// Within none of these places or industries.
    NotWithin(Area),
}

/// What an authority decides.
#[derive(Clone, PartialEq, Debug)]
pub struct Judgement {
    /// What is decided.
    pub text: String,
    /// Who decides.
    pub by: Option<String>,
    /// criteria, selection, quota, budget or case-by-case; or [`Judgement::BEGINNING`].
    pub because: &'static str,
}

impl Judgement {
    /// That a document had begun of which the first day was not read: the program's own words, without a text.
    pub const BEGINNING: &'static str = "beginning";
}

/// Where a document or a support applies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scope {
    /// Places in which it surely applies.
    pub within: Area,
    /// Places in which it surely does not.
    pub not_in: Area,
    /// Places for which the text does not say.
    pub unclear_in: Area,
    /// The names as written, for people; none for the whole country.
    pub written: Vec<String>,
    /// Of a support that has a scope of its own: where its document may apply, beyond which it does not.
    pub of_document: Option<Box<Scope>>,
}

impl Scope {
    /// The sets of places in it that had to be read.
    pub fn sets(&self) -> impl Iterator<Item = &ReadSet> {
        let document = self.of_document.as_deref();
        let areas = [Some(self), document].into_iter().flatten();
        areas.flat_map(|scope| [&scope.within, &scope.not_in, &scope.unclear_in]).flat_map(|area| &area.sets)
    }
}
