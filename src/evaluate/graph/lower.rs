//! From rules to the graph: each definition once, equal conditions and quantities once.

use std::collections::{BTreeMap, HashMap};

use crate::calendar::{Edge, Phrase};
use crate::dictionary::{FactId, Home, Kind};
use crate::interval::Ordering;
use crate::number::Number;
use crate::rulebook::{
    Area, Case, ChoiceRule, Condition, ConditionForm, DefinitionId, Derivation, Fold, Meaning, Membership, Quantity,
    Rulebook, Scope, Slice, Support, Year, days_ago,
};
use crate::truth::{Reasons, Verdict};

use super::facts::anything;
use super::span::{Span, units};
use super::{Derived, Graph, Ladder, Node, Plan, Term, TermId, Test, TestId};

/// Decimals that a literal has at most.
const MOST_DECIMALS: u32 = 8;

/// The graph of all supports.
pub(super) fn graph(book: &Rulebook, is_strict: bool) -> Graph<'_> {
    let mut lower = Lower {
        graph: Graph {
            book,
            is_strict,
            tests: Vec::new(),
            terms: Vec::new(),
            scales: Vec::new(),
            homes: book.dictionary.fact_ids().map(|id| book.dictionary.fact(id).home).collect(),
            any: book.dictionary.fact_ids().map(|id| anything(book.dictionary.fact(id))).collect(),
            place: book.dictionary.by_key("place"),
            areas: Vec::new(),
            scopes: Vec::new(),
            derived: BTreeMap::new(),
            plans: Vec::new(),
        },
        test_of: HashMap::new(),
        term_of: HashMap::new(),
        defined_tests: BTreeMap::new(),
        defined_terms: BTreeMap::new(),
        edge: Edge::First,
    };
    for (fact, derivation) in book.derivations.iter() {
        // One that follows from itself over years finds itself here, as one that does not fit.
        lower.graph.derived.insert(*fact, None);
        let derived = lower.derived(derivation);
        lower.graph.derived.insert(*fact, derived);
    }
    lower.graph.plans = book.supports.iter().map(|support| lower.plan(support)).collect();
    lower.graph
}

struct Lower<'b> {
    graph: Graph<'b>,
    test_of: HashMap<Test, TestId>,
    term_of: HashMap<(Term, u32), TermId>,
    defined_tests: BTreeMap<DefinitionId, Option<TestId>>,
    defined_terms: BTreeMap<(DefinitionId, bool), Option<TermId>>,
    /// Which day is meant by one so long ago.
    edge: Edge,
}

/// The decimals in which values of a kind are held.
pub(super) fn scale_of(kind: Kind) -> u32 {
    match kind {
        Kind::Money => 2,
        Kind::Ratio => 6,
        Kind::Number => 4,
        Kind::Count
        | Kind::Flag
        | Kind::Date
        | Kind::Choice
        | Kind::Text
        | Kind::Place
        | Kind::Industry
        | Kind::Support => 0,
    }
}

/// A number in as few decimals as it has.
fn fewest(number: Number) -> Option<(i64, u32)> {
    (0..=MOST_DECIMALS).find_map(|scale| Some((units(number, scale).ok()?, scale)))
}

impl<'b> Lower<'b> {
    fn plan(&mut self, support: &'b Support) -> Option<Plan> {
        let selects = self.all(&support.selects)?;
        let conditions = self.all(&support.conditions)?;
        let amount = match &support.amount {
            None => None,
            Some(amount) => Some(self.term(amount)?),
        };
        Some(Plan { selects, conditions, amount })
    }

    fn takes(&self) -> bool {
        !self.graph.is_strict
    }

    fn add_test(&mut self, what: Test) -> TestId {
        if let Some(id) = self.test_of.get(&what) {
            return *id;
        }
        let is_bound = self.is_test_bound(&what);
        let id = TestId(next(self.graph.tests.len()));
        self.graph.tests.push(Node { what: what.clone(), is_bound });
        self.test_of.insert(what, id);
        id
    }

    fn add_term(&mut self, what: Term, scale: u32) -> TermId {
        let key = (what, scale);
        if let Some(id) = self.term_of.get(&key) {
            return *id;
        }
        let is_bound = self.is_term_bound(&key.0);
        let id = TermId(next(self.graph.terms.len()));
        self.graph.terms.push(Node { what: key.0.clone(), is_bound });
        self.graph.scales.push(scale);
        self.term_of.insert(key, id);
        id
    }

    fn is_fact_bound(&self, fact: FactId, year: Option<Year>) -> bool {
        let is_of_record = matches!(self.graph.book.dictionary.fact(fact).home, Home::Record(_));
        // What a fact follows from may be of the year that is bound.
        is_of_record || matches!(year, Some(Year::Bound(_))) || self.graph.book.derivations.contains_key(&fact)
    }

    fn is_test_bound(&self, what: &Test) -> bool {
        let of_tests = |ids: &[TestId]| ids.iter().any(|id| self.graph.test(*id).is_bound);
        match what {
            Test::Fixed(_) | Test::Scope(_) => false,
            Test::Compare { left: a, right: b, .. } | Test::Share { part: a, whole: b, .. } => {
                [a, b].iter().any(|id| self.graph.term(**id).is_bound)
            }
            Test::Choice { fact, year, .. } | Test::Flag { fact, year } | Test::Within { fact, year, .. } => {
                self.is_fact_bound(*fact, *year)
            }
            Test::Has { .. } | Test::Every { .. } => true,
            Test::All(parts) | Test::Any(parts) | Test::Of { parts, .. } | Test::Unclear(parts) => of_tests(parts),
            Test::Not(inner) => of_tests(&[*inner]),
        }
    }

    fn is_term_bound(&self, what: &Term) -> bool {
        let of_terms = |ids: &[TermId]| ids.iter().any(|id| self.graph.term(*id).is_bound);
        let of_some = |id: &Option<TermId>| id.is_some_and(|id| self.graph.term(id).is_bound);
        match what {
            Term::Fixed(_) | Term::Day(..) => false,
            Term::Fact { fact, year } => self.is_fact_bound(*fact, *year),
            Term::Product(a, b) | Term::Excess(a, b) => of_terms(&[*a, *b]),
            Term::Range(from, up_to) => of_some(from) || of_some(up_to),
            Term::Units { each, of, .. } => of_terms(&[*each, *of]),
            Term::Cases(cases) => {
                cases.iter().any(|(when, gives)| self.graph.test(*when).is_bound || self.graph.term(*gives).is_bound)
            }
            Term::Slices { of, .. } => of_terms(&[*of]),
            Term::Fold(_, parts) | Term::Unclear(parts) => of_terms(parts),
            Term::Across { .. } | Term::Count { .. } => true,
            Term::Bounded { inner, floor, cap } => of_terms(&[*inner]) || of_some(floor) || of_some(cap),
        }
    }

    fn all(&mut self, parts: &'b [Condition]) -> Option<TestId> {
        if let [only] = parts {
            return self.test(only);
        }
        let parts = self.tests(parts)?;
        Some(self.add_test(Test::All(parts)))
    }

    fn tests(&mut self, parts: &'b [Condition]) -> Option<Vec<TestId>> {
        parts.iter().map(|part| self.test(part)).collect()
    }

    fn fixed(&mut self, verdict: Verdict) -> TestId {
        self.add_test(Test::Fixed(verdict))
    }

    fn test(&mut self, part: &'b Condition) -> Option<TestId> {
        let what = match &part.form {
            ConditionForm::Compare { left, ordering, right } => return self.compare(left, *ordering, right),
            ConditionForm::Among { fact, year, test } => return Some(self.among(*fact, *year, test)),
            ConditionForm::Has { across, selects, ordering, count, .. } => {
                Test::Has { across: *across, selects: self.all(selects)?, ordering: *ordering, count: *count }
            }
            ConditionForm::Every { across, selects } => Test::Every { across: *across, selects: self.all(selects)? },
            ConditionForm::All(parts) => return self.all(parts),
            ConditionForm::Any(parts) => Test::Any(self.tests(parts)?),
            ConditionForm::None(parts) => {
                let parts = self.tests(parts)?;
                Test::Not(self.add_test(Test::Any(parts)))
            }
            ConditionForm::Of { parts, ordering, count } => {
                Test::Of { parts: self.tests(parts)?, ordering: *ordering, count: *count }
            }
            ConditionForm::Meets(id) => return self.defined_test(*id),
            ConditionForm::Judged(_) => Test::Fixed(Verdict::unknown(Reasons::JUDGEMENT)),
            ConditionForm::Unclear { readings, assume } => {
                let is_read = assume.is_some() && self.takes();
                let readings = if is_read { &readings[..1] } else { &readings[..] };
                Test::Unclear(self.tests(readings)?)
            }
            ConditionForm::Assumed { inner, .. } if self.takes() => return self.test(inner),
            ConditionForm::Assumed { .. } => Test::Fixed(Verdict::unknown(Reasons::SILENCE)),
            ConditionForm::Scope(scope) => Test::Scope(self.scope(scope)),
        };
        Some(self.add_test(what))
    }

    fn scope(&mut self, scope: &'b Scope) -> usize {
        self.graph.scopes.iter().position(|other| *other == scope).unwrap_or_else(|| {
            self.graph.scopes.push(scope);
            self.graph.scopes.len() - 1
        })
    }

    fn area(&mut self, area: &'b Area) -> usize {
        self.graph.areas.iter().position(|other| *other == area).unwrap_or_else(|| {
            self.graph.areas.push(area);
            self.graph.areas.len() - 1
        })
    }

    fn defined_test(&mut self, id: DefinitionId) -> Option<TestId> {
        if let Some(known) = self.defined_tests.get(&id) {
            return *known;
        }
        let definition = self.graph.book.definition(id);
        let is_taken = definition.assume.is_none() || self.takes();
        let found = match &definition.meaning {
            Meaning::When(when) if is_taken => self.all(when),
            Meaning::When(_) | Meaning::Value(_) => Some(self.fixed(Verdict::unknown(Reasons::SILENCE))),
        };
        self.defined_tests.insert(id, found);
        found
    }

    fn compare(&mut self, left: &'b Quantity, ordering: Ordering, right: &'b Quantity) -> Option<TestId> {
        if let (Quantity::Ratio { part, whole }, Quantity::Literal(than, _)) = (left, right) {
            let (part, whole) = (self.term(part)?, self.term(whole)?);
            return Some(self.add_test(Test::Share { part, whole, ordering, than: fewest(*than)? }));
        }
        let (of_left, of_right) = days_ago(ordering);
        let (left, right) = (self.side(left, of_left)?, self.side(right, of_right)?);
        Some(self.add_test(Test::Compare { left, ordering, right }))
    }

    /// A side of a comparison, under which other days may be meant than elsewhere.
    fn side(&mut self, side: &'b Quantity, edge: Edge) -> Option<TermId> {
        let outer = std::mem::replace(&mut self.edge, edge);
        let found = self.term(side);
        self.edge = outer;
        found
    }

    fn among(&mut self, fact: FactId, year: Option<Year>, test: &'b Membership) -> TestId {
        let (what, is_wanted) = match test {
            Membership::AnyOf(wanted) => (Test::Choice { fact, year, wanted: *wanted }, true),
            Membership::NoneOf(wanted) => (Test::Choice { fact, year, wanted: *wanted }, false),
            Membership::Flag(wanted) => (Test::Flag { fact, year }, *wanted),
            Membership::Within(area) => (Test::Within { fact, year, area: self.area(area) }, true),
            Membership::NotWithin(area) => (Test::Within { fact, year, area: self.area(area) }, false),
        };
        let found = self.add_test(what);
        if is_wanted { found } else { self.add_test(Test::Not(found)) }
    }

    fn terms<'q>(&mut self, parts: impl IntoIterator<Item = &'b Quantity> + 'q) -> Option<(Vec<TermId>, u32)>
    where
        'b: 'q,
    {
        let parts: Vec<TermId> = parts.into_iter().map(|part| self.term(part)).collect::<Option<_>>()?;
        let scale = self.widest(&parts);
        Some((parts, scale))
    }

    fn widest(&self, parts: &[TermId]) -> u32 {
        parts.iter().map(|part| self.graph.scale(*part)).max().unwrap_or(0)
    }

    fn maybe(&mut self, part: Option<&'b Quantity>) -> Option<Option<TermId>> {
        part.map_or(Some(None), |part| self.term(part).map(Some))
    }

    fn literal(&mut self, number: Number) -> Option<TermId> {
        let (at, scale) = fewest(number)?;
        Some(self.add_term(Term::Fixed(Span::point(at)), scale))
    }

    fn open(&mut self, span: Span) -> TermId {
        self.add_term(Term::Fixed(span), 0)
    }

    fn term(&mut self, wanted: &'b Quantity) -> Option<TermId> {
        let (what, scale) = match wanted {
            Quantity::Literal(number, _) => return self.literal(*number),
            // What seldom fits: a mean, a share that never ends, a root; a day after one of the firm, which moves with it; and
            // what other supports bring.
            Quantity::Day(Phrase::After(..))
            | Quantity::Fold { fold: Fold::Mean, .. }
            | Quantity::Across { fold: Fold::Mean, .. }
            | Quantity::Ratio { .. }
            | Quantity::Growth { .. }
            | Quantity::AmountOf(_) => return None,
            Quantity::Day(phrase) => (Term::Day(phrase.clone(), self.edge), 0),
            Quantity::Unstated => return Some(self.open(Span::from_zero(Reasons::SILENCE | Reasons::UNSTATED))),
            Quantity::Unknown => return Some(self.open(Span::all(Reasons::FACT))),
            Quantity::Fact { fact, year } => {
                let kind = self.graph.book.dictionary.fact(*fact).kind;
                (Term::Fact { fact: *fact, year: *year }, scale_of(kind))
            }
            Quantity::Defined(id) => return self.defined_term(*id),
            Quantity::Product { factor, of, .. } => {
                let (factor, of) = (self.term(factor)?, self.term(of)?);
                (Term::Product(factor, of), self.graph.scale(factor) + self.graph.scale(of))
            }
            Quantity::Units { each, per, of } => return self.units(each, per, of),
            Quantity::Range { from, up_to } => {
                let (from, up_to) = (self.maybe(from.as_deref())?, self.maybe(up_to.as_deref())?);
                let ends: Vec<TermId> = from.into_iter().chain(up_to).collect();
                (Term::Range(from, up_to), self.widest(&ends))
            }
            Quantity::Cases(cases) => return self.cases(cases),
            Quantity::Slices { of, slices } => return self.slices(of, slices),
            Quantity::Fold { fold, parts } => {
                let (parts, scale) = self.terms(parts)?;
                (Term::Fold(*fold, parts), scale)
            }
            Quantity::Across { fold, each, across, selects } => {
                let (each, selects) = (self.term(each)?, self.all(selects)?);
                (Term::Across { fold: *fold, each, across: *across, selects }, self.graph.scale(each))
            }
            Quantity::Count { across, selects } => (Term::Count { across: *across, selects: self.all(selects)? }, 0),
            Quantity::Excess { whole, over } => {
                let (whole, over) = (self.term(whole)?, self.term(over)?);
                (Term::Excess(whole, over), self.widest(&[whole, over]))
            }
            Quantity::Unclear { readings, assume } => {
                let is_read = assume.is_some() && self.takes();
                let (readings, scale) = self.terms(if is_read { &readings[..1] } else { &readings[..] })?;
                (Term::Unclear(readings), scale)
            }
            Quantity::Assumed { inner, .. } if self.takes() => return self.term(inner),
            Quantity::Assumed { .. } => return Some(self.open(Span::from_zero(Reasons::SILENCE))),
            Quantity::Bounded { inner, floor, cap } => {
                let inner = self.term(inner)?;
                return self.bounded(inner, floor.as_deref(), cap.as_deref());
            }
        };
        Some(match self.graph.folded(&what, scale) {
            Some(span) => self.add_term(Term::Fixed(span), scale),
            None => self.add_term(what, scale),
        })
    }

    fn bounded(&mut self, inner: TermId, floor: Option<&'b Quantity>, cap: Option<&'b Quantity>) -> Option<TermId> {
        let (floor, cap) = (self.maybe(floor)?, self.maybe(cap)?);
        let parts: Vec<TermId> = std::iter::once(inner).chain(floor).chain(cap).collect();
        let scale = self.widest(&parts);
        Some(self.add_term(Term::Bounded { inner, floor, cap }, scale))
    }

    fn units(&mut self, each: &'b Quantity, per: &'b Quantity, of: &'b Quantity) -> Option<TermId> {
        let Quantity::Literal(per, _) = per else { return None };
        let (each, of) = (self.term(each)?, self.term(of)?);
        let per = units(*per, self.graph.scale(of)).ok().filter(|per| *per > 0)?;
        Some(self.add_term(Term::Units { each, per, of }, self.graph.scale(each)))
    }

    fn cases(&mut self, cases: &'b [Case]) -> Option<TermId> {
        let lowered: Vec<(TestId, TermId)> =
            cases.iter().map(|case| Some((self.all(&case.when)?, self.term(&case.gives)?))).collect::<Option<_>>()?;
        let gives: Vec<TermId> = lowered.iter().map(|(_, gives)| *gives).collect();
        let scale = self.widest(&gives);
        Some(self.add_term(Term::Cases(lowered), scale))
    }

    fn slices(&mut self, of: &'b Quantity, slices: &'b [Slice]) -> Option<TermId> {
        let of = self.term(of)?;
        let rates: Vec<(i64, u32)> = slices
            .iter()
            .map(|slice| if let Quantity::Literal(rate, _) = &slice.rate { fewest(*rate) } else { None })
            .collect::<Option<_>>()?;
        let scale = rates.iter().map(|(_, scale)| *scale).max().unwrap_or(0);
        let of_scale = self.graph.scale(of);
        let lowered = slices.iter().map(|slice| {
            let Quantity::Literal(rate, _) = &slice.rate else { return None };
            let up_to = slice.up_to.map_or(Some(None), |end| units(end, of_scale).ok().map(Some))?;
            Some((up_to, units(*rate, scale).ok()?))
        });
        let slices = lowered.collect::<Option<_>>()?;
        Some(self.add_term(Term::Slices { of, slices }, scale + of_scale))
    }

    fn defined_term(&mut self, id: DefinitionId) -> Option<TermId> {
        let key = (id, self.edge == Edge::Last);
        if let Some(known) = self.defined_terms.get(&key) {
            return *known;
        }
        let definition = self.graph.book.definition(id);
        let is_taken = definition.assume.is_none() || self.takes();
        let found = match &definition.meaning {
            Meaning::Value(value) if is_taken => self.term(value),
            // Whatever it was meant to be, its floor and cap are stated.
            Meaning::Value(Quantity::Bounded { floor, cap, .. }) => {
                let inner = self.open(Span::from_zero(Reasons::SILENCE));
                self.bounded(inner, floor.as_deref(), cap.as_deref())
            }
            Meaning::Value(_) | Meaning::When(_) => Some(self.open(Span::from_zero(Reasons::SILENCE))),
        };
        self.defined_terms.insert(key, found);
        found
    }

    fn derived(&mut self, derivation: &'b Derivation) -> Option<Derived> {
        Some(match derivation {
            Derivation::Value(value) => Derived::Value(self.term(value)?),
            Derivation::When(when) => Derived::Flag(self.test(when)?),
            Derivation::Choice(rule) => Derived::Choice(self.ladder(rule)?),
        })
    }

    fn ladder(&mut self, rule: &'b ChoiceRule) -> Option<Ladder> {
        Some(match rule {
            ChoiceRule::One(choice) => Ladder::One(*choice),
            ChoiceRule::Unknown => Ladder::Open(Reasons::FACT),
            ChoiceRule::Assumed { inner, .. } if self.takes() => self.ladder(inner)?,
            ChoiceRule::Assumed { .. } => Ladder::Open(Reasons::SILENCE),
            ChoiceRule::Cases(cases) => {
                let cases = cases.iter().map(|case| Some((self.all(&case.when)?, self.ladder(&case.gives)?)));
                Ladder::Cases(cases.collect::<Option<_>>()?)
            }
        })
    }
}

fn next(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
