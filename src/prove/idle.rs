//! Conditions that can't hold together, alternatives that nobody reaches or that another one takes in, and conditions that
//! decide nothing, since the others ask as much.

use std::collections::BTreeSet;

use crate::compile::cells::{Says, Space, Value, subjects_of};
use crate::finding::{Called, Problem};
use crate::interval::Ordering;
use crate::rulebook::visit::{self, Visit};
use crate::rulebook::{Across, Condition, ConditionForm, DefinitionId, Meaning, Quantity, Support, Year};
use crate::truth::Truth;

use super::asked::Asked;
use super::firm::{Firm, Point};
use super::{Prover, day_of};

/// Firms of which the engine is asked before nothing is told.
const MOST_TRIED: usize = 24;
/// Conditions beside one that are held against it.
const MOST_BESIDE: usize = 32;
/// Definitions and derived facts in one another that a firm is made for.
const DEEP: usize = 12;

/// Looks through all rules, and through the definitions once each.
pub(super) fn prove(prover: &mut Prover<'_>) {
    let book = prover.book;
    for rule in prover.rules() {
        let at = Point { as_of: day_of(book.document_of(rule)), bound: rule.for_each, year: None };
        whole(prover, rule, at);
        let Asked { given, parts } = Asked::of(book, rule);
        conditions(prover, at, (given.len(), &given), &parts);
        bands(prover, at, rule, &given, &parts);
        inner(prover, at, rule.selects.iter().chain(&rule.conditions));
    }
    for definition in book.definitions.iter() {
        let document = book.documents.iter().find(|document| document.address == definition.document);
        if let (Meaning::When(when), Some(document)) = (&definition.meaning, document) {
            let at = Point { as_of: day_of(document), bound: None, year: None };
            conditions(prover, at, (0, &[]), &Asked::list(when));
            inner(prover, at, when.iter());
        }
    }
}

/// What holds of a list that is gone through, asked of one of it.
fn inner<'c>(prover: &mut Prover<'_>, at: Point, when: impl Iterator<Item = &'c Condition>) {
    let mut lists = Lists::default();
    when.for_each(|part| lists.condition(part));
    for (across, selects) in lists.0 {
        let at = match across {
            Across::Records(record) => Point { bound: Some(record), ..at },
            Across::Years { .. } => Point { year: Some(-1), ..at },
        };
        conditions(prover, at, (0, &[]), &Asked::list(&selects));
    }
}

/// The lists that conditions go through, each with what is asked of its records or years.
#[derive(Default)]
struct Lists(Vec<(Across, Vec<Condition>)>);

impl Visit for Lists {
    fn fact(&mut self, _: crate::dictionary::FactId, _: Option<Year>) {}

    fn definition(&mut self, _: DefinitionId) {}

    fn condition(&mut self, condition: &Condition) {
        if let ConditionForm::Has { across, selects, .. } | ConditionForm::Every { across, selects } = &condition.form {
            self.0.push((*across, selects.clone()));
        }
        visit::into_condition(self, condition);
    }
}

/// Conditions in one space, with what each of them speaks of.
struct Held<'c, 'b> {
    space: Space<'b>,
    parts: Vec<(&'c Condition, Says, BTreeSet<usize>)>,
    at: Point,
    /// How many of the parts say where the rule applies.
    places: usize,
}

/// A firm, and the conditions that are needed to show it.
type Shown<'b> = (Vec<usize>, Firm<'b>);

impl<'c, 'b> Held<'c, 'b> {
    fn new(prover: &Prover<'b>, at: Point, parts: impl Iterator<Item = &'c Condition>) -> Held<'c, 'b> {
        let mut space = Space::new(prover.words, &|_| true);
        let mut take = |part: &'c Condition| {
            let says = space.all(std::slice::from_ref(part));
            let subjects = subjects_of(&says);
            (part, says, subjects)
        };
        let parts = parts.map(&mut take).collect();
        Held { space, parts, at, places: 0 }
    }

    /// The others of these that speak of what one of them does.
    fn beside(&self, one: usize, among: &[usize]) -> Vec<usize> {
        let is_related =
            |at: &usize, other: usize| self.parts[other].2.iter().any(|it| self.space.are_related(*at, *it));
        let speaks_of_it =
            |other: &&usize| **other != one && self.parts[one].2.iter().any(|at| is_related(at, **other));
        among.iter().filter(speaks_of_it).take(MOST_BESIDE).copied().collect()
    }

    fn cells(&self, of: &[usize]) -> Option<(BTreeSet<usize>, Vec<Vec<Value>>)> {
        let subjects: BTreeSet<usize> = of.iter().flat_map(|at| &self.parts[*at].2).copied().collect();
        self.space.cells_of(&subjects).map(|cells| (subjects, cells))
    }

    /// Whether what meets the others, or may, surely makes this one so, met or unmet.
    fn is_always(&self, one: usize, others: &[usize], truth: Truth) -> Option<bool> {
        let (_, cells) = self.cells(&[others, &[one]].concat())?;
        let may_meet = |cell: &&Vec<Value>| others.iter().all(|at| self.truth(*at, cell) != Truth::False);
        Some(cells.iter().filter(may_meet).all(|cell| self.truth(one, cell) == truth))
    }

    fn truth(&self, at: usize, cell: &[Value]) -> Truth {
        self.space.truth(&self.parts[at].1, cell)
    }

    /// As few of the others as make this one so, and a firm that meets them and shows it.
    fn shown(&self, prover: &Prover<'b>, one: usize, others: &[usize], truth: Truth) -> Option<Shown<'b>> {
        // Where there are too many cells, of those alone that speak of nothing else: fewer that prove it prove it as well.
        let speaks_of_nothing_else = |other: &&usize| self.parts[**other].2.is_subset(&self.parts[one].2);
        let (is_always, others) = if let Some(is_always) = self.is_always(one, others, truth) {
            (is_always, others.to_vec())
        } else {
            let fewer: Vec<usize> = others.iter().filter(speaks_of_nothing_else).copied().collect();
            (self.is_always(one, &fewer, truth)?, fewer)
        };
        if !is_always {
            return None;
        }
        let mut needed = others.clone();
        for other in &others {
            let less: Vec<usize> = needed.iter().filter(|at| *at != other).copied().collect();
            if self.is_always(one, &less, truth) == Some(true) {
                needed = less;
            }
        }
        let firm = self.firm(prover, one, &needed, truth)?;
        Some((needed, firm))
    }

    fn firm(&self, prover: &Prover<'b>, one: usize, others: &[usize], truth: Truth) -> Option<Firm<'b>> {
        let (subjects, cells) = self.cells(&[others, &[one]].concat())?;
        let is_met = |cell: &&Vec<Value>| {
            others.iter().all(|at| self.truth(*at, cell) == Truth::True) && self.truth(one, cell) == truth
        };
        let met: Vec<&Condition> = others.iter().map(|at| self.parts[*at].0).collect();
        // A figure at which something turns shows more than one between two.
        let mut cells: Vec<&Vec<Value>> = cells.iter().filter(is_met).collect();
        cells.sort_by_key(|cell| cell.iter().filter(|value| is_between(value)).count());
        cells.into_iter().take(MOST_TRIED).find_map(|cell| {
            let mut firm = Firm::new(prover.book, self.at);
            firm.state(&self.space, &subjects, cell, DEEP)?;
            debug_assert!(
                firm.truth(&met) != Some(Truth::True) || firm.truth(&[self.parts[one].0]) != Some(truth.negate()),
                "the engine finds a proof to be wrong"
            );
            let is_shown = firm.truth(&met) == Some(Truth::True) && firm.truth(&[self.parts[one].0]) == Some(truth);
            is_shown.then_some(firm)
        })
    }

    fn called(&self, prover: &Prover<'_>, of: &[usize]) -> Vec<Called> {
        let called = |at: &usize| {
            let part = self.parts[*at].0;
            if *at < self.places { prover.called_where(part) } else { prover.called(part) }
        };
        of.iter().map(called).collect()
    }
}

fn is_between(value: &Value) -> bool {
    matches!(value, Value::Number(piece) if piece.as_point().is_none())
}

/// Tells of a rule whose conditions can't hold together.
fn whole(prover: &mut Prover<'_>, rule: &Support, at: Point) {
    let Asked { given, parts } = Asked::of(prover.book, rule);
    let held = Held::new(prover, at, given.iter().chain(&parts));
    let all: Vec<usize> = (0..held.parts.len()).collect();
    for one in (given.len()..all.len()).rev() {
        let others = held.beside(one, &all);
        if let Some((_, firm)) = held.shown(prover, one, &others, Truth::False) {
            return prover.tell(rule.line, Problem::NeverHolds { is_support: true }, Some(&firm));
        }
    }
}

/// What holds whatever else is asked, the first so many of it where the rule applies.
type Given<'c> = (usize, &'c [Condition]);

/// Tells of cases of an amount that nobody reaches who meets what is asked and none of the cases before.
fn bands(prover: &mut Prover<'_>, at: Point, rule: &Support, given: &[Condition], parts: &[Condition]) {
    let mut cases = Cases::default();
    rule.amount.iter().for_each(|amount| cases.quantity(amount));
    let all_of = |when: &[Condition]| {
        Condition::new(ConditionForm::All(when.to_vec()), when.first().map_or(rule.line, |part| part.line))
    };
    let reached = |whens: Vec<Vec<Condition>>| {
        let case = |(number, when): (usize, &Vec<Condition>)| {
            let own = all_of(when);
            let others = ConditionForm::None(whens[..number].iter().map(|before| all_of(before)).collect());
            let others = Condition::new(others, own.line);
            let told = if when.is_empty() { others.clone() } else { own.clone() };
            (told, Condition::new(ConditionForm::All(vec![own, others]), rule.line))
        };
        whens.iter().enumerate().map(case).collect::<Vec<_>>()
    };
    for (told, case) in cases.0.into_iter().flat_map(reached) {
        let mut held = Held::new(prover, at, given.iter().chain(parts).chain(std::iter::once(&case)));
        held.places = given.len();
        let one = held.parts.len() - 1;
        let all: Vec<usize> = (0..one).collect();
        if let Some((needed, firm)) = held.shown(prover, one, &held.beside(one, &all), Truth::False)
            && !needed.is_empty()
        {
            let problem =
                Problem::UnreachableBand { condition: prover.called(&told), by: held.called(prover, &needed) };
            prover.tell(told.line, problem, Some(&firm));
        }
    }
}

/// The conditions of the cases of each quantity.
#[derive(Default)]
struct Cases(Vec<Vec<Vec<Condition>>>);

impl Visit for Cases {
    fn fact(&mut self, _: crate::dictionary::FactId, _: Option<Year>) {}

    fn definition(&mut self, _: DefinitionId) {}

    fn quantity(&mut self, quantity: &Quantity) {
        match quantity {
            Quantity::Cases(cases) => self.0.push(cases.iter().map(|case| case.when.clone()).collect()),
            // What holds of a record or a year is asked of another one.
            Quantity::Across { .. } | Quantity::Count { .. } => return,
            Quantity::Literal(..)
            | Quantity::Day(_)
            | Quantity::Unstated
            | Quantity::Unknown
            | Quantity::Fact { .. }
            | Quantity::Defined(_)
            | Quantity::Product { .. }
            | Quantity::Range { .. }
            | Quantity::Units { .. }
            | Quantity::Slices { .. }
            | Quantity::Fold { .. }
            | Quantity::Excess { .. }
            | Quantity::Ratio { .. }
            | Quantity::Growth { .. }
            | Quantity::AmountOf(_)
            | Quantity::Unclear { .. }
            | Quantity::Assumed { .. }
            | Quantity::Bounded { .. } => {}
        }
        visit::into_quantity(self, quantity);
    }
}

/// Tells of conditions that decide nothing, and of alternatives; `given` holds whatever the parts are.
fn conditions(prover: &mut Prover<'_>, at: Point, (places, given): Given<'_>, parts: &[Condition]) {
    let mut held = Held::new(prover, at, given.iter().chain(parts));
    held.places = places;
    let mut left: Vec<usize> = (0..held.parts.len()).collect();
    for one in (given.len()..held.parts.len()).rev() {
        let others = held.beside(one, &left);
        if let Some((needed, firm)) = held.shown(prover, one, &others, Truth::True) {
            let part = held.parts[one].0;
            let problem = Problem::NeverDecides { condition: prover.called(part), by: held.called(prover, &needed) };
            prover.tell(part.line, problem, Some(&firm));
            left.retain(|at| *at != one);
        }
    }
    for one in left.iter().filter(|one| **one >= given.len()) {
        let part = held.parts[*one].0;
        let (ways, is_any) = match &part.form {
            ConditionForm::Any(ways) => (ways, true),
            ConditionForm::Of { parts, ordering: Ordering::AtLeast | Ordering::Above, .. } => (parts, false),
            ConditionForm::Of { .. }
            | ConditionForm::Compare { .. }
            | ConditionForm::Among { .. }
            | ConditionForm::Has { .. }
            | ConditionForm::Every { .. }
            | ConditionForm::All(_)
            | ConditionForm::None(_)
            | ConditionForm::Meets(_)
            | ConditionForm::Judged(_)
            | ConditionForm::Unclear { .. }
            | ConditionForm::Assumed { .. }
            | ConditionForm::Scope(_) => continue,
        };
        let beside: Vec<Condition> =
            left.iter().filter(|other| *other != one).map(|other| held.parts[*other].0.clone()).collect();
        alternatives(prover, at, (places, &beside), ways, is_any);
    }
}

/// Tells of alternatives that nobody reaches beside what is asked else, and of those that another one takes in.
fn alternatives(prover: &mut Prover<'_>, at: Point, (places, beside): Given<'_>, ways: &[Condition], is_any: bool) {
    let mut held = Held::new(prover, at, beside.iter().chain(ways));
    held.places = places;
    let given: Vec<usize> = (0..beside.len()).collect();
    let mut left: Vec<usize> = (beside.len()..held.parts.len()).collect();
    for one in left.clone().into_iter().rev() {
        let part = held.parts[one].0;
        if let Some((needed, firm)) = held.shown(prover, one, &held.beside(one, &given), Truth::False) {
            let problem = Problem::UnreachableWay { condition: prover.called(part), by: held.called(prover, &needed) };
            prover.tell(part.line, problem, Some(&firm));
            left.retain(|at| *at != one);
            continue;
        }
        let others = if is_any { held.beside(one, &left) } else { Vec::new() };
        let wider = others.into_iter().find_map(|other| {
            let (needed, firm) = held.shown(prover, other, &[one], Truth::True)?;
            // What always holds makes every way needless, and is told of by itself.
            (!needed.is_empty()).then_some((other, firm))
        });
        if let Some((other, firm)) = wider {
            let [condition, by] = [one, other].map(|at| prover.called(held.parts[at].0));
            prover.tell(part.line, Problem::SwallowedWay { condition, by }, Some(&firm));
            left.retain(|at| *at != one);
            continue;
        }
        if let ConditionForm::All(inner) = &part.form {
            conditions(prover, at, (places, beside), &Asked::list(inner));
        }
    }
}
