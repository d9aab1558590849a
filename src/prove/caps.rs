//! Caps that no amount reaches: by the engine, asked of a firm of which nothing is known, however the text is read.

use crate::compile::cells::{Space, subjects_of};
use crate::evaluate::{self, Binding, Env, Memo, Question};
use crate::finding::Problem;
use crate::number::Number;
use crate::profile::Profile;
use crate::rulebook::visit::{self, Visit};
use crate::rulebook::{
    CapPeriod, CapScope, Condition, DefinitionId, GroupRule, Limit, Meaning, Period, Quantity, ReferenceId, Rulebook,
    Support, Year,
};
use crate::truth::{Reasons, Truth};

use super::firm::{Firm, Point};
use super::{Prover, day_of};

/// Definitions and derived facts in one another that a firm is made for.
const DEEP: usize = 12;
/// Definitions that are looked into.
const MOST_WALKED: usize = 64;

/// Looks through the amounts and caps of all supports, and through those of groups.
pub(super) fn prove(prover: &mut Prover<'_>) {
    let book = prover.book;
    for support in book.supports.iter() {
        let at = Point { as_of: day_of(book.document_of(support)), bound: support.for_each, year: None };
        let Some(amount) = &support.amount else { continue };
        let mut bounded = Bounded { book, found: Vec::new(), reads_amounts: false, walked: 0, whens: Vec::new() };
        bounded.quantity(amount);
        if bounded.reads_amounts {
            continue;
        }
        for (inner, cap) in &bounded.found {
            if let (Quantity::Literal(cap, _), Some(most)) = (cap, most(book, at, inner))
                && most < *cap
                && let Some(firm) = reaching(prover, at, inner, most)
            {
                prover.tell(support.line, Problem::IdleCap { cap: *cap, most }, Some(&firm));
            }
        }
        for limit in support.limits.iter().filter(|limit| is_of_one(book, support, limit)) {
            if let Some(most) = most(book, at, amount)
                && most < limit.cap
                && let Some(firm) = reaching(prover, at, amount, most)
            {
                prover.tell(support.line, Problem::IdleCap { cap: limit.cap, most }, Some(&firm));
            }
        }
    }
    groups(prover);
}

/// Whether a cap is one of a single payment: what was received before counts under one of a year or of all time.
fn is_of_one(book: &Rulebook, support: &Support, limit: &Limit) -> bool {
    let is_one = match support.for_each {
        None => true,
        Some(record) => limit.scope == CapScope::Record && book.dictionary.record(record).counts_by.is_none(),
    };
    is_one && support.period == Period::Once && limit.period == CapPeriod::Whole
}

/// Tells of caps of groups that all members together do not reach.
fn groups(prover: &mut Prover<'_>) {
    let book = prover.book;
    for stated in book.documents.iter().flat_map(|document| &document.groups) {
        let each = stated.group.members.iter().map(|id| {
            let support = book.support(*id);
            let at = Point { as_of: day_of(book.document_of(support)), bound: None, year: None };
            let amount =
                support.amount.as_ref().filter(|_| support.for_each.is_none() && support.period == Period::Once);
            let mut bounded = Bounded { book, found: Vec::new(), reads_amounts: false, walked: 0, whens: Vec::new() };
            amount.iter().for_each(|amount| bounded.quantity(amount));
            amount.filter(|_| !bounded.reads_amounts).and_then(|amount| most(book, at, amount))
        });
        let Some(each) = each.collect::<Option<Vec<Number>>>() else { continue };
        let sum = each.iter().try_fold(Number::ZERO, |sum, most| sum.plus(*most).ok());
        let most = match stated.group.rule {
            GroupRule::Sum | GroupRule::Unstated => sum,
            GroupRule::Highest | GroupRule::TopUp | GroupRule::OneOf => each.iter().max().copied(),
        };
        for limit in stated.group.limits.iter().filter(|limit| limit.period == CapPeriod::Whole) {
            if let Some(most) = most.filter(|most| *most < limit.cap) {
                prover.tell(stated.line, Problem::IdleCap { cap: limit.cap, most }, None);
            }
        }
    }
}

/// The most that a quantity is for any firm, under any reading.
fn most(book: &Rulebook, at: Point, of: &Quantity) -> Option<Number> {
    let (profile, memo) = (Profile::default(), Memo::default());
    let binding = at.bound.map(|record| Binding { record, index: None, outer: None });
    let env = Env::new(book, &profile, Question { as_of: at.as_of, strict: true }, &memo);
    let found = evaluate::quantity(&Env { binding: binding.as_ref(), ..env }, of).ok()?;
    Some(found.interval.high?.at)
}

/// A firm that gets as much.
fn reaching<'b>(prover: &Prover<'b>, at: Point, of: &Quantity, most: Number) -> Option<Firm<'b>> {
    let mut whens =
        Bounded { book: prover.book, found: Vec::new(), reads_amounts: false, walked: 0, whens: Vec::new() };
    whens.quantity(of);
    let mut space = Space::new(prover.words, &|_| true);
    let says: Vec<_> = whens.whens.iter().map(|when| space.all(when)).collect();
    let subjects = says.iter().flat_map(subjects_of).collect();
    let cells = space.cells_of(&subjects)?;
    cells.iter().filter(|cell| says.iter().all(|case| space.truth(case, cell) != Truth::Unknown)).find_map(|cell| {
        let mut firm = Firm::new(prover.book, at);
        firm.state(&space, &subjects, cell, DEEP)?;
        let found = firm.estimate(of)?;
        let is_shown = !found.reasons.contains(Reasons::FACT) && found.interval.high.is_some_and(|end| end.at == most);
        is_shown.then_some(firm)
    })
}

/// What is bounded above in a quantity, the conditions of its cases, and whether it reads what other supports bring.
struct Bounded<'b> {
    book: &'b Rulebook,
    found: Vec<(Quantity, Quantity)>,
    whens: Vec<Vec<Condition>>,
    reads_amounts: bool,
    walked: usize,
}

impl Visit for Bounded<'_> {
    fn fact(&mut self, _: crate::dictionary::FactId, _: Option<Year>) {}

    fn definition(&mut self, id: DefinitionId) {
        self.walked += 1;
        if self.walked > MOST_WALKED {
            self.reads_amounts = true;
        } else if let Meaning::Value(value) = &self.book.definition(id).meaning {
            self.quantity(value);
        }
    }

    fn amount_of(&mut self, _: ReferenceId) {
        self.reads_amounts = true;
    }

    fn quantity(&mut self, quantity: &Quantity) {
        if let Quantity::Bounded { inner, cap: Some(cap), .. } = quantity {
            self.found.push(((**inner).clone(), (**cap).clone()));
        }
        if let Quantity::Cases(cases) = quantity {
            self.whens.extend(cases.iter().map(|case| case.when.clone()));
        }
        visit::into_quantity(self, quantity);
    }
}
