//! Exact: with nothing unknown and nothing open there is one answer, and the engine gives it.

use std::collections::BTreeMap;

use crate::engine::{Answer, Ends, Standing};
use crate::oracle::answer::{ExactSupport, Path};
use crate::oracle::firm::Firm;
use crate::oracle::generate::Shape;
use crate::oracle::stack::{self, Purse};
use crate::oracle::tape::Tape;
use crate::sample::{Checked, Sample, check};

/// With nothing unknown and nothing open the answer is the exact one.
#[test]
fn what_is_known_and_stated_is_answered_exactly() {
    check(880, Shape::Closed, 90, exact);
}

#[test]
fn what_stacks_is_answered_exactly() {
    check(500, Shape::Stacked, 90, exact);
}

fn exact(sample: &Sample) -> Checked {
    let firm = sample.firm.complete(&mut Tape::seeded(sample.seed), &sample.values());
    let answer = sample.answer(&firm);
    let exact = sample.exact(&firm, &mut Path::default());
    for (index, exact) in exact.iter().enumerate() {
        let support = &sample.rules.supports[index];
        let fail = |what: &str| Err(sample.fail(&format!("{}: {what}; exact {exact:?}", support.id), &firm));
        let Some(reported) = answer.supports.get(&support.address(&sample.rules)) else {
            if exact.is_shown {
                return fail("not in the report");
            }
            continue;
        };
        let document = &sample.rules.documents[support.document];
        let expected = match (support.is_announced, document.is_open(firm.as_of), exact.met()) {
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
        for item in exact.items.iter().filter(|item| item.selected) {
            if reported.item(item.record).map(|item| item.ends) != Some(Ends::point(item.amount)) {
                return fail(&format!("{item:?} is not {:?}", reported.item(item.record)));
            }
        }
    }
    exact_totals(sample, &firm, &answer, &exact)
}

/// The totals' ends are the best under one reading of every group, and the sum.
fn exact_totals(sample: &Sample, firm: &Firm, answer: &Answer, exact: &[ExactSupport]) -> Checked {
    let mut hull: BTreeMap<Purse, Ends> = BTreeMap::new();
    let mut path = Path::default();
    loop {
        let Some(totals) = stack::totals(&sample.rules, firm.as_of, exact, |_| true, &mut path) else { return Ok(()) };
        for (purse, total) in totals {
            let ends = Ends::point(total);
            hull.entry(purse).and_modify(|old| *old = old.hull(ends)).or_insert(ends);
        }
        if !path.advance() {
            break;
        }
    }
    if hull != answer.totals && !answer.is_bounded {
        return Err(sample.fail(&format!("totals {:?}, exact {hull:?}", answer.totals), firm));
    }
    Ok(())
}
