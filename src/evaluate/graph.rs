//! The rules as one graph for the many firms of a run: every condition and quantity is there once, on integers of 64
//! bits. What does not fit there (a share that never ends, a root, a digit too many) is `Odd` and left to the exact
//! fractions of the other way, which means the same: properties hold both together.

mod facts;
mod leaf;
mod lower;
mod read;
mod span;
mod term;
mod test;

use std::collections::BTreeMap;

use crate::calendar::{Edge, Phrase};
use crate::dictionary::{Choices, FactId, Home};
use crate::interval::Ordering;
use crate::rulebook::{Across, Area, Fold, Rulebook, Scope, SupportId, Year};
use crate::truth::{Reasons, Verdict};

use facts::Seen;
pub use facts::{Stated, of_profile, profile_of};
pub(crate) use leaf::{Leaf, Pay, State};
pub(crate) use read::{At, Bound, Firm, Found};
pub(crate) use span::{NO_HIGH, Odd, Span};

/// A condition of the graph.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct TestId(u32);

/// A quantity of the graph.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct TermId(u32);

/// All conditions and quantities of the supports of a run, on any day.
#[derive(Debug)]
pub struct Graph<'b> {
    book: &'b Rulebook,
    /// Whether no assumption is taken.
    is_strict: bool,
    tests: Vec<Node<Test>>,
    terms: Vec<Node<Term>>,
    /// The decimals of each quantity.
    scales: Vec<u32>,
    /// What each fact belongs to, and all that it may be.
    homes: Vec<Home>,
    any: Vec<Result<Seen, Odd>>,
    /// The fact that says where a firm is.
    place: Option<FactId>,
    areas: Vec<&'b Area>,
    scopes: Vec<&'b Scope>,
    /// How facts follow from others; none where that does not fit.
    derived: BTreeMap<FactId, Option<Derived>>,
    /// The plan of each support; none where it does not fit.
    plans: Vec<Option<Plan>>,
}

/// A condition or quantity.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Node<T> {
    what: T,
    /// Whether it reads a record or a year that is bound, so that it is another one for each.
    is_bound: bool,
}

/// What a support asks and pays.
#[derive(Clone, Copy, Debug)]
struct Plan {
    selects: TestId,
    conditions: TestId,
    amount: Option<TermId>,
}

/// The forms of a condition.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Test {
    /// Decided by the text.
    Fixed(Verdict),
    /// One quantity against another.
    Compare { left: TermId, ordering: Ordering, right: TermId },
    /// A share against a number of so many decimals, without dividing.
    Share { part: TermId, whole: TermId, ordering: Ordering, than: (i64, u32) },
    /// Whether a choice is among these.
    Choice { fact: FactId, year: Option<Year>, wanted: Choices },
    /// A flag.
    Flag { fact: FactId, year: Option<Year> },
    /// Whether a place or industry lies in an area.
    Within { fact: FactId, year: Option<Year>, area: usize },
    /// So many records or years.
    Has { across: Across, selects: TestId, ordering: Ordering, count: i64 },
    /// All records or years.
    Every { across: Across, selects: TestId },
    /// All of them.
    All(Vec<TestId>),
    /// One of them at least.
    Any(Vec<TestId>),
    /// The opposite.
    Not(TestId),
    /// So many of them.
    Of { parts: Vec<TestId>, ordering: Ordering, count: i64 },
    /// What each reading says.
    Unclear(Vec<TestId>),
    /// Whether the firm is where a document applies.
    Scope(usize),
}

/// The forms of a quantity.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Term {
    /// What the text says, or leaves open.
    Fixed(Span),
    /// A day; of those so long ago, this one.
    Day(Phrase<FactId>, Edge),
    /// A fact.
    Fact { fact: FactId, year: Option<Year> },
    /// A product.
    Product(TermId, TermId),
    /// From one to the other.
    Range(Option<TermId>, Option<TermId>),
    /// So much for each whole unit.
    Units { each: TermId, per: i64, of: TermId },
    /// The first case that holds.
    Cases(Vec<(TestId, TermId)>),
    /// The part of a quantity above one number and up to another, times a rate.
    Slices { of: TermId, slices: Vec<(Option<i64>, i64)> },
    /// Several as one.
    Fold(Fold, Vec<TermId>),
    /// One of each record or year, as one.
    Across { fold: Fold, each: TermId, across: Across, selects: TestId },
    /// The number of records or years.
    Count { across: Across, selects: TestId },
    /// The part above another.
    Excess(TermId, TermId),
    /// What each reading says.
    Unclear(Vec<TermId>),
    /// Floor first, then cap.
    Bounded { inner: TermId, floor: Option<TermId>, cap: Option<TermId> },
}

/// How a fact follows from others.
#[derive(Clone, Debug)]
enum Derived {
    Value(TermId),
    Flag(TestId),
    Choice(Ladder),
}

/// Which choice follows.
#[derive(Clone, Debug)]
enum Ladder {
    One(Choices),
    /// Any, for a reason.
    Open(Reasons),
    Cases(Vec<(TestId, Ladder)>),
}

impl<'b> Graph<'b> {
    /// The graph of all supports of the rules.
    #[must_use]
    pub fn new(book: &'b Rulebook, is_strict: bool) -> Graph<'b> {
        lower::graph(book, is_strict)
    }

    /// The rules.
    #[must_use]
    pub fn book(&self) -> &'b Rulebook {
        self.book
    }

    /// Whether no assumption is taken.
    #[must_use]
    pub fn is_strict(&self) -> bool {
        self.is_strict
    }

    /// Why a fact that is not known is not.
    fn unknown(&self, id: FactId) -> Reasons {
        if self.book.dictionary.fact(id).judged_by.is_some() { Reasons::JUDGEMENT } else { Reasons::FACT }
    }

    fn plan(&self, id: SupportId) -> Option<Plan> {
        self.plans.get(id.index()).copied().flatten()
    }

    /// Whether the support fits, so that only what firms state may keep it from being answered here.
    #[must_use]
    pub fn holds(&self, id: SupportId) -> bool {
        self.plan(id).is_some()
    }

    fn test(&self, id: TestId) -> &Node<Test> {
        &self.tests[id.0 as usize]
    }

    fn term(&self, id: TermId) -> &Node<Term> {
        &self.terms[id.0 as usize]
    }

    fn scale(&self, id: TermId) -> u32 {
        self.scales[id.0 as usize]
    }
}
