//! Sound: whatever the unknown turns out to be, and however a text is read, the exact answer lies inside.

use std::collections::BTreeSet;

use crate::engine::{Answer, Ends, Standing};
use crate::oracle::answer::{ExactSupport, Path};
use crate::oracle::firm::{Firm, Slot};
use crate::oracle::fraction::Fraction;
use crate::oracle::generate::Shape;
use crate::oracle::mentions::of_support;
use crate::oracle::stack;
use crate::oracle::tape::Tape;
use crate::sample::{Checked, Sample, by_payment, check};

/// Of each unknown so many turns are tried.
const TURNS: usize = 6;

/// Whether an exact answer lies inside what was reported.
fn holds(sample: &Sample, answer: &Answer, firm: &Firm, exact: &[ExactSupport], path: &mut Path) -> Checked {
    for (index, exact) in exact.iter().enumerate() {
        let address = sample.rules.supports[index].address(&sample.rules);
        let fail = |what: &str| Err(sample.fail(&format!("{address}: {what}; exact {exact:?}"), firm));
        let Some(reported) = answer.supports.get(&address) else {
            if exact.met() {
                return fail("met, but not in the report");
            }
            continue;
        };
        let is_wrong = match reported.standing {
            Standing::Qualifies => !exact.met(),
            Standing::DoesNotQualify => exact.met(),
            Standing::Open => false,
            Standing::Closed => continue,
        };
        if is_wrong {
            return fail(&format!("the status is {:?}", reported.standing));
        }
        if !reported.is_unstated && !reported.ends.holds(exact.total()) {
            return fail(&format!("{} is outside {:?}", exact.total(), reported.ends));
        }
        if exact.has_open_years() && reported.altogether.is_some() {
            return fail("a sum is told of years of which the figures are not known");
        }
        let all = exact.altogether();
        // What a cap of a group takes off is not played through for each member: the low end is held against it.
        let is_cut = sample.rules.is_capped_together(index);
        let is_outside = |(ends, all): (Ends, Fraction)| all < ends.low || (!is_cut && !ends.holds(all));
        if reported.altogether.zip(all).is_some_and(is_outside) {
            return fail(&format!("{all:?} altogether is outside {:?}", reported.altogether));
        }
        for item in &exact.items {
            let Some(told) = reported.item(item.record) else {
                if item.selected {
                    return fail("the support speaks of a record that is left out");
                }
                continue;
            };
            let is_wrong = match told.standing {
                Standing::Qualifies => !item.met,
                Standing::DoesNotQualify => item.met,
                Standing::Open | Standing::Closed => false,
            };
            if is_wrong || !told.ends.holds(item.amount) {
                return fail(&format!("{item:?} is outside {told:?}"));
            }
            if item.met && !told.if_granted.holds(item.amount) {
                return fail(&format!("{item:?} is outside what it brings if granted, {told:?}"));
            }
        }
    }
    let is_counted = |index: usize| answer.is_counted(&sample.rules.supports[index].address(&sample.rules));
    let Some(totals) = stack::totals(&sample.rules, firm, exact, is_counted, path) else { return Ok(()) };
    let reported = by_payment(&answer.totals, Ends::plus);
    for (purse, total) in by_payment(&totals, |a, b| a + b) {
        let ends = reported.get(&purse).copied().unwrap_or(Ends::NOTHING);
        if !ends.holds(total) {
            return Err(sample.fail(&format!("total {purse:?}: {total} is outside {ends:?}"), firm));
        }
    }
    for (purse, ends) in reported {
        if !by_payment(&totals, |a, b| a + b).contains_key(&purse) && ends.low != Fraction::ZERO {
            return Err(sample.fail(&format!("total {purse:?}: nothing is outside {ends:?}"), firm));
        }
    }
    Ok(())
}

/// For every way of filling in what is unknown, and every reading, the exact answer lies inside the reported one.
pub(crate) fn sound(sample: &Sample) -> Checked {
    let answer = sample.answer(&sample.firm);
    let values = sample.values();
    let mut tape = Tape::seeded(sample.seed);
    let tried = |firm: &Firm, seed: u64| {
        let path = Path::random(seed);
        let mut path = if sample.engine.is_strict { path.strict() } else { path };
        let exact = sample.exact(firm, &mut path);
        holds(sample, &answer, firm, &exact, &mut path)
    };
    for round in 0..12 {
        tried(&sample.firm.complete(&mut tape, &values), round)?;
    }
    // Some turns of each unknown, among made-up others.
    let mentions: Vec<_> =
        (0..sample.rules.supports.len()).map(|index| of_support(&sample.rules, index, &sample.firm)).collect();
    let slots: BTreeSet<Slot> = mentions.iter().flat_map(|mentions| mentions.unknown.keys().copied()).collect();
    for slot in slots.into_iter().filter(|slot| !sample.firm.lists_without(*slot)) {
        for _ in 0..TURNS {
            let value = tape.one_of(&values[slot.fact]);
            if sample.firm.allows(slot, &value) {
                let mut firm = sample.firm.clone();
                firm.state(slot, value);
                tried(&firm.complete(&mut tape, &values), sample.seed)?;
            }
        }
    }
    Ok(())
}

#[test]
fn every_completion_lies_inside_the_answer() {
    check(360, Shape::Any, 80, sound);
}

#[test]
fn every_completion_lies_inside_the_answer_for_a_firm_that_says_little() {
    check(160, Shape::Any, 35, sound);
}

#[test]
fn every_completion_lies_inside_the_answer_where_facts_are_mentioned_again() {
    check(200, Shape::Repeated, 50, sound);
}

#[test]
fn every_completion_lies_inside_the_answer_where_supports_stack() {
    check(100, Shape::Stacked, 80, sound);
}
