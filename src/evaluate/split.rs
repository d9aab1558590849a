//! Cases of unknown facts. An unknown that is seen twice is one unknown: compositional evaluation forgets that, so
//! the values of such a fact are cut where its comparisons turn, and the answer is the hull over the pieces.

use crate::calendar::Edge;
use crate::dictionary::{Choices, Kind};
use crate::interval::{End, Interval};
use crate::number::{Number, Overflow};
use crate::profile::FactRef;
use crate::rulebook::{RepeatedFact, Support, Turn, Year};
use crate::truth::Truth;

use super::env::{Env, Possible};
use super::quantity::quantity;
use super::tried::Tried;

/// No more pieces than about this are tried for one record of a support.
const BUDGET: usize = 256;

/// An unknown fact and the pieces of its values.
pub(super) type Cells = (FactRef, Vec<Possible>);

/// The unknown facts that the support mentions more than once, each with the pieces of its values.
///
/// The facts are taken in the order of their keys and taking stops at the first that does not fit the budget:
/// going on behind it would let a newly known fact push another one out, and an answer could widen.
///
/// # Errors
/// `Overflow` when a figure that a fact is compared with is too large.
pub(super) fn possible_cells(env: &Env<'_>, support: &Support) -> Result<Vec<Cells>, Overflow> {
    let (mut found, mut size) = (Vec::new(), 1);
    for repeated in &support.repeated {
        let reference = env.reference(repeated.fact, repeated.year.map(Year::AsOf));
        if env.tried.of(reference).is_some() || env.stated(reference).is_some() {
            continue;
        }
        size *= 2 * repeated.turns.len() + 1;
        if size > BUDGET {
            break;
        }
        let cells = cells_of(env, repeated)?;
        if cells.len() > 1 {
            found.push((reference, cells));
        }
    }
    Ok(found)
}

/// What is done with one combination of pieces.
type Visit<'v> = dyn FnMut(&[(FactRef, Possible)]) -> Result<(), Overflow> + 'v;

/// Visits every combination of pieces.
pub(super) fn for_each_cell(
    cells: &[Cells],
    chosen: &mut Vec<(FactRef, Possible)>,
    visit: &mut Visit<'_>,
) -> Result<(), Overflow> {
    let Some(((reference, pieces), rest)) = cells.split_first() else { return visit(chosen) };
    for piece in pieces {
        chosen.push((*reference, *piece));
        for_each_cell(rest, chosen, visit)?;
        chosen.pop();
    }
    Ok(())
}

/// The pieces without what can't be together: a fact that follows from others lies where those put it. Without this
/// a piece of it would forget where it comes from, and one more fact that is tried could widen an answer. `None` when
/// no value is left; the first `given` pieces are taken as they are.
///
/// # Errors
/// `Overflow` when a derived fact is too large.
pub(super) fn consistent(
    env: &Env<'_>,
    cells: &[(FactRef, Possible)],
    given: usize,
) -> Result<Option<Vec<(FactRef, Possible)>>, Overflow> {
    let mut cells = cells.to_vec();
    for index in given..cells.len() {
        let (reference, cell) = cells[index];
        if !env.book.derivations.contains_key(&reference.fact) {
            continue;
        }
        let others = cells.iter().copied().filter(|(other, _)| *other != reference).collect();
        let year = reference.year.map(|year| Year::AsOf(year - env.as_of.year()));
        let tried = Tried::new(others);
        let (follows, _) = Env { tried: &tried, ..*env }.possible(reference.fact, year)?;
        match common(cell, follows) {
            Some(both) => cells[index].1 = both,
            None => return Ok(None),
        }
    }
    Ok(Some(cells))
}

/// The values that are in both; `None` when there are none.
fn common(a: Possible, b: Possible) -> Option<Possible> {
    match (a, b) {
        (Possible::Range(a), Possible::Range(b)) => {
            let both = Interval { low: a.at_least(b).low, high: a.at_most(b).high };
            Some(Possible::Range(both)).filter(|_| !is_empty(&both))
        }
        (Possible::Flag(a), Possible::Flag(b)) if a == b || b == Truth::Unknown => Some(Possible::Flag(a)),
        (Possible::Flag(_), Possible::Flag(_)) => None,
        _ => Some(a),
    }
}

/// The pieces of the values that a fact may have, cut where its comparisons turn.
pub(super) fn cells_of(env: &Env<'_>, repeated: &RepeatedFact) -> Result<Vec<Possible>, Overflow> {
    let (possible, _) = env.possible(repeated.fact, repeated.year.map(Year::AsOf))?;
    let fact = env.book.dictionary.fact(repeated.fact);
    Ok(match possible {
        Possible::Range(interval) if interval.as_point().is_none() => {
            let mut cuts = Vec::new();
            for turn in &repeated.turns {
                let Turn::At(at, year) = turn else { continue };
                let year = year.map(|year| env.calendar_year(Year::AsOf(year)));
                for edge in [Edge::First, Edge::Last] {
                    cuts.extend(quantity(&Env { year, edge, ..*env }, at)?.interval.as_point());
                }
            }
            cuts.sort_unstable();
            cuts.dedup();
            // What follows from other facts may lie between two values of its kind, but for days.
            let step = fact
                .kind
                .step()
                .filter(|_| !env.book.derivations.contains_key(&repeated.fact) || fact.kind == Kind::Date);
            pieces(interval, &cuts, step).into_iter().map(Possible::Range).collect()
        }
        Possible::Choices { may, .. } if !fact.many => {
            let blocks = repeated.turns.iter().fold(vec![may], |blocks, turn| cut_choices(&blocks, turn));
            blocks.into_iter().map(|may| Possible::Choices { must: Choices::default(), may }).collect()
        }
        Possible::Flag(Truth::Unknown) => vec![Possible::Flag(Truth::True), Possible::Flag(Truth::False)],
        other => vec![other],
    })
}

/// Each cut alone, and what lies before, between and behind the cuts. With a `step`, only its multiples are values.
fn pieces(whole: Interval, cuts: &[Number], step: Option<Number>) -> Vec<Interval> {
    let mut pieces = Vec::new();
    let mut low = whole.low;
    for cut in cuts.iter().filter(|cut| holds(&whole, **cut)) {
        let below = Interval { low, high: Some(beside(*cut, step, false)) };
        if !is_empty(&below) {
            pieces.push(below);
        }
        if step.is_none_or(|step| cut.is_multiple_of(step)) {
            pieces.push(Interval::point(*cut));
        }
        low = Some(beside(*cut, step, true));
    }
    let above = Interval { low, high: whole.high };
    if !is_empty(&above) {
        pieces.push(above);
    }
    pieces
}

/// The end just above or below a cut: the next value where values have a step, else an open end.
fn beside(cut: Number, step: Option<Number>, above: bool) -> End {
    let next = step.and_then(|step| {
        // A cut at a rate of something may itself lie between two values.
        let floor = cut.over(step).and_then(|steps| steps.floor().times(step)).ok()?;
        match (above, floor == cut) {
            (true, _) => floor.plus(step).ok(),
            (false, true) => floor.minus(step).ok(),
            (false, false) => Some(floor),
        }
    });
    next.map_or(End { at: cut, open: true }, End::closed)
}

fn holds(interval: &Interval, number: Number) -> bool {
    interval.hull(Interval::point(number)) == *interval
}

fn is_empty(interval: &Interval) -> bool {
    interval
        .low
        .zip(interval.high)
        .is_some_and(|(low, high)| low.at > high.at || (low.at == high.at && (low.open || high.open)))
}

fn cut_choices(blocks: &[Choices], turn: &Turn) -> Vec<Choices> {
    let Turn::Choices(choices) = turn else { return blocks.to_vec() };
    let halves = blocks.iter().flat_map(|block| [Choices(block.0 & choices.0), Choices(block.0 & !choices.0)]);
    halves.filter(|half| *half != Choices::default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_between_two_values_loses_neither_of_them() {
        let n = |text: &str| Number::read(text).unwrap();
        let step = Some(Number::ONE);
        let found = pieces(Interval::FROM_ZERO, &[n("0.5"), n("2"), n("2.5")], step);
        let from_three = Interval { low: Some(End::closed(n("3"))), high: None };
        assert_eq!(found, [Interval::ZERO, Interval::point(n("1")), Interval::point(n("2")), from_three]);
    }

    #[test]
    fn values_without_a_step_leave_open_ends_beside_a_cut() {
        let two = Number::whole(2);
        let (below, above) = (End { at: two, open: true }, End { at: two, open: true });
        let found = pieces(Interval::FROM_ZERO, &[two], None);
        let low = Interval { low: Interval::FROM_ZERO.low, high: Some(below) };
        assert_eq!(found, [low, Interval::point(two), Interval { low: Some(above), high: None }]);
    }
}
