//! What most rules ask of a firm and pay it, as one comparison and one product of stated figures. Where the firm states
//! something else, or nothing, the graph is asked.

use crate::dictionary::{Choices, FactId, Home};
use crate::interval::Ordering;
use crate::rulebook::{Fold, SupportId, Year};
use crate::truth::{Reasons, Truth, Verdict};

use super::facts::Stated;
use super::lower::scale_of;
use super::read::{At, Firm};
use super::span::{NO_HIGH, Odd, Span, fit, power};
use super::{Graph, Term, TermId, Test, TestId};

/// What is found of a condition. The order makes *and* the minimum.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum State {
    /// It does not hold.
    Unmet,
    /// Facts are missing.
    NeedsFacts,
    /// Others decide.
    Open,
    /// It holds.
    Met,
}

/// A condition of the firm.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Leaf {
    asks: Asks,
    is_negated: bool,
    /// The condition in the graph.
    test: TestId,
}

/// What a condition asks of a stated fact.
#[derive(Clone, PartialEq, Debug)]
enum Asks {
    /// A number against another, in the decimals of the fact.
    Number(FactId, Ordering, i64),
    Flag(FactId),
    Choice(FactId, Choices),
    /// One of these.
    Any(Vec<Leaf>),
    /// Anything else.
    Other,
}

/// An amount of the firm.
#[derive(Clone, Debug)]
pub(crate) enum Pay {
    /// The same for all.
    Fixed(Span, u32),
    /// So much of a stated number that is not negative, and no more than the cap, in so many decimals.
    Share { fact: FactId, rate: i64, cap: i64, scale: u32, term: TermId },
    /// Several of these, in so many decimals.
    Sum { parts: Vec<Pay>, scale: u32 },
    /// The first of these all of whose conditions hold, in so many decimals.
    Cases { cases: Vec<(Vec<Leaf>, Span)>, scale: u32, term: TermId },
    /// Anything else.
    Other(TermId),
}

impl Asks {
    /// Whether it is about one stated fact.
    fn is_fact(&self) -> bool {
        match self {
            Asks::Number(..) | Asks::Flag(_) | Asks::Choice(..) => true,
            Asks::Any(_) | Asks::Other => false,
        }
    }
}

impl Leaf {
    /// The condition in the graph, by which two leaves are the same.
    pub(crate) fn test(&self) -> TestId {
        self.test
    }
}

impl State {
    /// Both.
    pub(crate) fn and(self, other: State) -> State {
        if other < self { other } else { self }
    }

    /// Either.
    fn or(self, other: State) -> State {
        match (self, other) {
            (State::Met, _) | (_, State::Met) => State::Met,
            (State::NeedsFacts, _) | (_, State::NeedsFacts) => State::NeedsFacts,
            (State::Open, _) | (_, State::Open) => State::Open,
            (State::Unmet, State::Unmet) => State::Unmet,
        }
    }
}

impl From<Verdict> for State {
    fn from(verdict: Verdict) -> State {
        match verdict.truth {
            Truth::True => State::Met,
            Truth::False => State::Unmet,
            Truth::Unknown if verdict.reasons.contains(Reasons::FACT) => State::NeedsFacts,
            Truth::Unknown => State::Open,
        }
    }
}

impl Graph<'_> {
    /// The conditions all of which a support asks; `None` where it does not fit.
    pub(crate) fn leaves(&self, id: SupportId) -> Option<Vec<Leaf>> {
        let plan = self.plan(id)?;
        let mut leaves = Vec::new();
        [plan.selects, plan.conditions].into_iter().for_each(|test| self.add_leaves(test, &mut leaves));
        Some(leaves)
    }

    /// What each condition of a support is here, in their order; nothing where it does not fit.
    pub(crate) fn parts(&self, id: SupportId) -> Vec<TestId> {
        let Some(plan) = self.plan(id) else { return Vec::new() };
        if let ([_], test) = (&self.book.support(id).conditions[..], plan.conditions) {
            return vec![test];
        }
        if let Test::All(parts) = &self.test(plan.conditions).what { parts.clone() } else { Vec::new() }
    }

    fn add_leaves(&self, test: TestId, leaves: &mut Vec<Leaf>) {
        match &self.test(test).what {
            Test::All(parts) => parts.iter().for_each(|part| self.add_leaves(*part, leaves)),
            Test::Not(inner) if self.asks(*inner).is_fact() => {
                leaves.push(Leaf { asks: self.asks(*inner), is_negated: true, test });
            }
            Test::Fixed(_)
            | Test::Compare { .. }
            | Test::Share { .. }
            | Test::Choice { .. }
            | Test::Flag { .. }
            | Test::Within { .. }
            | Test::Has { .. }
            | Test::Every { .. }
            | Test::Any(_)
            | Test::Not(_)
            | Test::Of { .. }
            | Test::Unclear(_)
            | Test::Scope(_) => leaves.push(Leaf { asks: self.asks(test), is_negated: false, test }),
        }
    }

    fn asks(&self, test: TestId) -> Asks {
        let asks = match &self.test(test).what {
            Test::Compare { left, ordering, right } => self.compares(*left, *ordering, *right),
            Test::Flag { fact, year } => self.of_firm(*fact, *year).then_some(Asks::Flag(*fact)),
            Test::Choice { fact, year, wanted } => self.of_firm(*fact, *year).then_some(Asks::Choice(*fact, *wanted)),
            Test::Any(parts) => {
                let mut leaves = Vec::new();
                let is_one = |part: &TestId| !matches!(self.test(*part).what, Test::All(_));
                parts.iter().all(is_one).then(|| parts.iter().for_each(|part| self.add_leaves(*part, &mut leaves)));
                (!leaves.is_empty()).then_some(Asks::Any(leaves))
            }
            Test::Fixed(_)
            | Test::Share { .. }
            | Test::Within { .. }
            | Test::Has { .. }
            | Test::Every { .. }
            | Test::All(_)
            | Test::Not(_)
            | Test::Of { .. }
            | Test::Unclear(_)
            | Test::Scope(_) => None,
        };
        asks.unwrap_or(Asks::Other)
    }

    fn compares(&self, left: TermId, ordering: Ordering, right: TermId) -> Option<Asks> {
        let (fact, decimals) = self.number(left)?;
        let than = self.constant(right, decimals)?;
        Some(Asks::Number(fact, ordering, than))
    }

    /// A fact of the firm that is a number, and its decimals.
    fn number(&self, term: TermId) -> Option<(FactId, u32)> {
        let Term::Fact { fact, year } = self.term(term).what else { return None };
        let decimals = scale_of(self.book.dictionary.fact(fact).kind);
        (self.of_firm(fact, year) && decimals == self.scale(term)).then_some((fact, decimals))
    }

    /// A single number that is the same for all, in so many decimals.
    fn constant(&self, term: TermId, decimals: u32) -> Option<i64> {
        let Term::Fixed(span) = self.term(term).what else { return None };
        let more = decimals.checked_sub(self.scale(term))?;
        span.finer(more).ok().filter(|span| span.is_point()).map(|span| span.low)
    }

    /// A product or a sum that is the same for every firm, in so many decimals.
    pub(super) fn folded(&self, what: &Term, scale: u32) -> Option<Span> {
        let fixed = |id: TermId| if let Term::Fixed(span) = self.term(id).what { Some(span) } else { None };
        if let Term::Product(factor, of) = what {
            return fixed(*factor)?.times(fixed(*of)?).ok();
        }
        let Term::Fold(Fold::Sum, parts) = what else { return None };
        parts
            .iter()
            .try_fold(Span::ZERO, |sum, part| sum.plus(fixed(*part)?.finer(scale - self.scale(*part)).ok()?).ok())
    }

    fn of_firm(&self, fact: FactId, year: Option<Year>) -> bool {
        year.is_none() && self.homes[fact.index()] == Home::Enterprise
    }

    /// What a support pays; `None` where it pays no money.
    pub(crate) fn pay(&self, id: SupportId) -> Option<Pay> {
        let term = self.plan(id)?.amount?;
        if let Term::Fixed(span) = self.term(term).what {
            return Some(Pay::Fixed(span, self.scale(term)));
        }
        let plain = self.share(term, self.scale(term)).or_else(|| self.cases(term)).or_else(|| self.sum(term));
        Some(plain.unwrap_or(Pay::Other(term)))
    }

    fn sum(&self, term: TermId) -> Option<Pay> {
        let (Term::Fold(Fold::Sum, parts), scale) = (&self.term(term).what, self.scale(term)) else { return None };
        let part = |part: &TermId| match self.constant(*part, scale) {
            Some(at) => Some(Pay::Fixed(Span::point(at), scale)),
            None => self.share(*part, scale),
        };
        Some(Pay::Sum { parts: parts.iter().map(part).collect::<Option<_>>()?, scale })
    }

    fn cases(&self, term: TermId) -> Option<Pay> {
        let Term::Cases(cases) = &self.term(term).what else { return None };
        let scale = self.scale(term);
        let case = |(when, gives): &(TestId, TermId)| {
            let mut leaves = Vec::new();
            self.add_leaves(*when, &mut leaves);
            Some((leaves, Span::point(self.constant(*gives, scale)?)))
        };
        Some(Pay::Cases { cases: cases.iter().map(case).collect::<Option<_>>()?, scale, term })
    }

    /// A share in so many decimals.
    fn share(&self, term: TermId, scale: u32) -> Option<Pay> {
        let capped = if let Term::Bounded { inner, floor: None, cap: Some(cap) } = self.term(term).what {
            Some((inner, self.constant(cap, scale)?))
        } else {
            None
        };
        let (product, cap) = capped.unwrap_or((term, NO_HIGH));
        let Term::Product(factor, of) = self.term(product).what else { return None };
        let numbers = [(factor, of), (of, factor)];
        let (rate, fact, decimals) = numbers.into_iter().find_map(|(rate, of)| {
            let (fact, _) = self.number(of)?;
            Some((self.constant(rate, self.scale(rate))?, fact, self.scale(product)))
        })?;
        let rate = fit(i128::from(rate).checked_mul(power(scale.checked_sub(decimals)?).ok()?)?).ok()?;
        (rate >= 0).then_some(Pay::Share { fact, rate, cap, scale, term })
    }
}

impl Firm<'_, '_> {
    /// What is found of a condition.
    pub(crate) fn state(&mut self, leaf: &Leaf) -> Result<State, Odd> {
        let stated = |fact: FactId| self.stated[fact.index()];
        let holds = match leaf.asks {
            Asks::Any(ref leaves) => {
                let any = leaves.iter().try_fold(State::Unmet, |any, leaf| Ok(any.or(self.state(leaf)?)));
                return any;
            }
            Asks::Number(fact, ordering, than) => {
                let Stated::Number(at) = stated(fact) else { return self.asked(leaf) };
                Some(match ordering {
                    Ordering::AtLeast => at >= than,
                    Ordering::Above => at > than,
                    Ordering::AtMost => at <= than,
                    Ordering::Below => at < than,
                    Ordering::Equal => at == than,
                })
            }
            Asks::Flag(fact) => {
                if let Stated::Flag(flag) = stated(fact) {
                    Some(flag)
                } else {
                    None
                }
            }
            Asks::Choice(fact, wanted) => {
                let Stated::Choices(choices) = stated(fact) else { return self.asked(leaf) };
                // Of a choice among several that hold only the graph knows whether one is enough.
                (choices.meets(wanted) == choices.is_within(wanted)).then(|| choices.meets(wanted))
            }
            Asks::Other => None,
        };
        match holds {
            Some(holds) if holds != leaf.is_negated => Ok(State::Met),
            Some(_) => Ok(State::Unmet),
            None => self.asked(leaf),
        }
    }

    /// What the graph finds of it.
    fn asked(&mut self, leaf: &Leaf) -> Result<State, Odd> {
        Ok(self.test(At::default(), leaf.test)?.into())
    }

    /// How much it is, with its decimals.
    pub(crate) fn pays(&mut self, pay: &Pay) -> Result<(Span, u32), Odd> {
        match pay {
            Pay::Fixed(span, scale) => Ok((*span, *scale)),
            &Pay::Share { fact, rate, cap, scale, term } => {
                let stated = if let Stated::Number(at) = self.stated[fact.index()] { Some(at) } else { None };
                let product = stated.filter(|at| *at >= 0).and_then(|at| at.checked_mul(rate));
                let product = product.and_then(|paid| fit(paid.into()).ok());
                let span = match product {
                    Some(paid) => Span::point(paid.min(cap)),
                    None => self.term(At::default(), term)?.finer(scale - self.graph.scale(term))?,
                };
                Ok((span, scale))
            }
            Pay::Sum { parts, scale } => {
                let sum = parts.iter().try_fold(Span::ZERO, |sum, part| sum.plus(self.pays(part)?.0))?;
                Ok((sum, *scale))
            }
            Pay::Cases { cases, scale, term } => {
                for (when, gives) in cases {
                    let found = when.iter().try_fold(State::Met, |all, leaf| Ok(all.and(self.state(leaf)?)))?;
                    match found {
                        State::Met => return Ok((*gives, *scale)),
                        State::Unmet => {}
                        State::NeedsFacts | State::Open => return Ok((self.term(At::default(), *term)?, *scale)),
                    }
                }
                Ok((Span::ZERO, *scale))
            }
            Pay::Other(term) => Ok((self.term(At::default(), *term)?, self.graph.scale(*term))),
        }
    }
}
