//! Exact: with nothing unknown and nothing open there is one answer, and the engine gives it.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::engine::{Answer, Ends, Standing};
use crate::oracle::answer::{ExactSupport, Path, altogether, support};
use crate::oracle::firm::Firm;
use crate::oracle::fraction::Fraction;
use crate::oracle::generate::Shape;
use crate::oracle::stack::{self, Purse};
use crate::oracle::tape::Tape;
use crate::sample::{Checked, Sample, check};

/// With nothing unknown and nothing open the answer is the exact one.
#[test]
fn what_is_known_and_stated_is_answered_exactly() {
    let counted = Counted::default();
    check(500, Shape::Closed, 90, |sample| exact(sample, &counted));
}

#[test]
fn what_stacks_is_answered_exactly() {
    let counted = Counted::default();
    check(550, Shape::Stacked, 90, |sample| exact(sample, &counted));
    let [compared, open, bounded] = [&counted.compared, &counted.open, &counted.bounded].map(Cell::get);
    assert!(compared > 700 && open > 200 && bounded < 20, "{compared} compared, {open} open, {bounded} only bounded");
}

/// How many answers were compared, how many of them have two ends, and how many were only bounded.
#[derive(Default)]
struct Counted {
    compared: Cell<usize>,
    open: Cell<usize>,
    bounded: Cell<usize>,
}

fn exact(sample: &Sample, counted: &Counted) -> Checked {
    let completed = sample.firm.complete(&mut Tape::seeded(sample.seed), &sample.values());
    // What it received is asked together with all else.
    let firm = Firm { is_silent_on_receipts: false, ..completed };
    let answer = sample.answer(&firm);
    let mut paths = vec![Path::default(); sample.rules.supports.len()];
    let exact: Vec<ExactSupport> =
        paths.iter_mut().enumerate().map(|(index, path)| support(&sample.rules, index, &firm, path)).collect();
    for (index, exact) in exact.iter().enumerate() {
        // A share of nothing has no exact answer.
        if paths[index].has_turns() {
            continue;
        }
        let support = &sample.rules.supports[index];
        let fail = |what: &str| Err(sample.fail(&format!("{}: {what}; exact {exact:?}", support.id), &firm));
        let Some(reported) = answer.supports.get(&support.address(&sample.rules)) else {
            if exact.is_shown {
                return fail("not in the report");
            }
            continue;
        };
        let is_draft = sample.rules.documents[support.document].standing == "draft";
        let is_open = !is_draft && stack::is_open(&sample.rules, index, &firm, true);
        let expected = match (support.is_announced, is_open, exact.met()) {
            (false, true, true) => Standing::Qualifies,
            (false, true, false) => Standing::DoesNotQualify,
            _ => Standing::Closed,
        };
        if reported.standing != expected {
            return fail(&format!("the status is {:?}", reported.standing));
        }
        if expected != Standing::Closed && reported.ends != Ends::point(exact.total()) {
            return fail(&format!("{:?} is not {}", reported.ends, exact.total()));
        }
        let all =
            altogether(&sample.rules, index, &firm, exact).filter(|_| exact.met() && expected != Standing::Closed);
        // Where a cap cuts what several records bring nothing is told.
        let is_cut = exact.items.iter().fold(Fraction::ZERO, |sum, item| sum + item.amount) != exact.total();
        if all.is_some() && !is_cut && reported.altogether != all.map(Ends::point) {
            return fail(&format!("{all:?} altogether is not {:?}", reported.altogether));
        }
        for item in exact.items.iter().filter(|item| item.selected) {
            if reported.item(item.record).map(|item| item.ends) != Some(Ends::point(item.amount)) {
                return fail(&format!("{item:?} is not {:?}", reported.item(item.record)));
            }
        }
    }
    let is_exact = !paths.iter().any(Path::has_turns);
    if is_exact { exact_totals(sample, &firm, &answer, &exact, counted) } else { Ok(()) }
}

/// The totals' ends are the best under one reading of every group, and the sum.
fn exact_totals(sample: &Sample, firm: &Firm, answer: &Answer, exact: &[ExactSupport], counted: &Counted) -> Checked {
    let mut hull: BTreeMap<Purse, Ends> = BTreeMap::new();
    let mut path = Path::default();
    loop {
        let Some(totals) = stack::totals(&sample.rules, firm, exact, |_| true, &mut path) else { return Ok(()) };
        for (purse, total) in totals {
            let ends = Ends::point(total);
            hull.entry(purse).and_modify(|old| *old = old.hull(ends)).or_insert(ends);
        }
        if !path.advance() {
            break;
        }
    }
    let add = |count: &Cell<usize>, holds: bool| count.set(count.get() + usize::from(holds));
    add(&counted.compared, !hull.is_empty() && !answer.is_bounded);
    add(&counted.open, hull.values().any(|ends| ends.high != Some(ends.low)));
    add(&counted.bounded, answer.is_bounded);
    if hull != answer.totals && !answer.is_bounded {
        return Err(sample.fail(&format!("totals {:?}, exact {hull:?}", answer.totals), firm));
    }
    Ok(())
}
