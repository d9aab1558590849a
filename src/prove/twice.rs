//! Supports that are written twice, perhaps under another purpose.

use std::collections::BTreeMap;

use crate::compile::cells::{Space, subjects_of};
use crate::finding::Problem;
use crate::number::Number;
use crate::rulebook::{Condition, ConditionForm, Duration, Quantity, Scope, Support, SupportId};
use crate::truth::Truth;

use super::asked::Asked;
use super::firm::{Firm, Point};
use super::{Prover, day_of};

/// Supports of one amount that are held against each other.
const MOST_ALIKE: usize = 64;
/// Definitions and derived facts in one another that a firm is made for.
const DEEP: usize = 12;
/// Firms of which the engine is asked before nothing is told.
const MOST_TRIED: usize = 24;

/// Tells of each support that asks and pays just what one before it does, in the same place.
pub(super) fn prove(prover: &mut Prover<'_>) {
    let book = prover.book;
    let mut alike: BTreeMap<(usize, Option<Number>), Vec<SupportId>> = BTreeMap::new();
    for id in book.all_supports() {
        let support = book.support(id);
        let Some(amount) = support.amount.as_ref() else { continue };
        let group = alike.entry((support.conditions.len(), figure(amount))).or_default();
        if group.len() >= MOST_ALIKE {
            continue;
        }
        let found = group.iter().find(|other| is_twice(prover, book.support(**other), support)).copied();
        group.push(id);
        if let Some(other) = found
            && let Some(firm) = firm(prover, support, book.support(other))
        {
            let other = book.support(other).address.clone();
            prover.tell(support.line, Problem::SupportTwice { other }, Some(&firm));
        }
    }
}

/// A figure of an amount, so that not every two are compared.
fn figure(amount: &Quantity) -> Option<Number> {
    if let Quantity::Literal(number, _) = amount {
        return Some(*number);
    }
    amount.operands().into_iter().find_map(figure)
}

fn is_twice(prover: &Prover<'_>, one: &Support, other: &Support) -> bool {
    let book = prover.book;
    let asked = |of: &Support| -> Vec<Condition> {
        let is_own = |part: &&Condition| !matches!(part.form, ConditionForm::Scope(_));
        of.selects.iter().chain(&of.conditions).filter(is_own).cloned().collect()
    };
    let conditions = asked(one);
    // What is asked of nobody in particular, or paid without a figure, is no sign of the same support.
    let is_told = !conditions.is_empty() && one.amount.as_ref().and_then(figure).is_some();
    let id = |of: &Support| book.by_address(&of.address);
    let are_related = id(one).zip(id(other)).is_none_or(|(one, other)| {
        book.documents
            .iter()
            .flat_map(|document| &document.groups)
            .any(|stated| stated.group.members.contains(&one) && stated.group.members.contains(&other))
            || book.replacements_of(one).chain(book.replacements_of(other)).next().is_some()
    });
    is_told
        && !are_related
        && one.amount == other.amount
        && (one.for_each, one.payment(), one.medium) == (other.for_each, other.payment(), other.medium)
        && conditions == asked(other)
        && scopes(one) == scopes(other)
        && (one.from, one.until) == (other.from, other.until)
        && is_paid_alike(one, other)
}

/// Whether both are paid for as long, and no more.
fn is_paid_alike(one: &Support, other: &Support) -> bool {
    let limits =
        |of: &Support| of.limits.iter().map(|limit| (limit.cap, limit.scope, limit.period)).collect::<Vec<_>>();
    let duration = |of: &Support| match &of.duration {
        Some(Duration::For(periods)) => Some(periods.clone()),
        Some(Duration::Unstated) | None => None,
    };
    one.kept == other.kept && duration(one) == duration(other) && limits(one) == limits(other)
}

fn scopes(of: &Support) -> Vec<&Scope> {
    let scope = |part: &'_ Condition| matches!(&part.form, ConditionForm::Scope(_));
    let scopes = of.conditions.iter().filter(|part| scope(part));
    scopes.filter_map(|part| if let ConditionForm::Scope(scope) = &part.form { Some(scope) } else { None }).collect()
}

/// A firm that the engine finds to meet all of both, as far as nobody else decides.
fn firm<'b>(prover: &Prover<'b>, support: &Support, other: &Support) -> Option<Firm<'b>> {
    let book = prover.book;
    let at = Point { as_of: day_of(book.document_of(support)), bound: support.for_each, year: None };
    let Asked { parts, .. } = Asked::of(book, support);
    let mut space = Space::new(prover.words, &|_| true);
    let says = space.all(&parts);
    let subjects = subjects_of(&says);
    let cells = space.cells_of(&subjects)?;
    let own = |of: &'b Support| of.conditions.iter().filter(|part| !matches!(part.form, ConditionForm::Scope(_)));
    let [one, second] = [support, other].map(|of| book.by_address(&of.address).map(|id| book.support(id)));
    let both: Vec<&Condition> = own(one?).chain(own(second?)).collect();
    cells.iter().filter(|cell| space.truth(&says, cell) == Truth::True).take(MOST_TRIED).find_map(|cell| {
        let mut firm = Firm::new(book, at);
        firm.state(&space, &subjects, cell, DEEP)?;
        (firm.truth(&both) == Some(Truth::True)).then_some(firm)
    })
}
