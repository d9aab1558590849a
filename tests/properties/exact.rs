//! Exact: with nothing unknown and nothing open there is one answer, and the engine gives it.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::engine::{Answer, Ends, Standing};
use crate::oracle::answer::{ExactSupport, Path, support};
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
    assert!(counted.by_year.get() > 5, "{:?} with figures of later years", counted.by_year);
}

#[test]
fn what_stacks_is_answered_exactly() {
    let counted = Counted::default();
    check(650, Shape::Stacked, 90, |sample| exact(sample, &counted));
    let [compared, open, bounded] = [&counted.compared, &counted.open, &counted.bounded].map(Cell::get);
    let [over_time, cut] = [&counted.over_time, &counted.cut].map(Cell::get);
    assert!(over_time > 50 && cut > 20, "{over_time} compared over time under caps, {cut} of them cut");
    assert!(compared > 700 && open > 200 && bounded < 20, "{compared} compared, {open} open, {bounded} only bounded");
}

fn hull(amounts: impl Iterator<Item = Fraction>) -> Option<Ends> {
    amounts.map(Ends::point).reduce(Ends::hull)
}

/// How many answers were compared, how many of them have two ends, and how many were only bounded.
#[derive(Default)]
struct Counted {
    /// What recurs under caps, of one record or none; and what of it ends once a cap is used up.
    over_time: Cell<usize>,
    cut: Cell<usize>,
    /// What is told without a sum, as later years have figures of their own.
    by_year: Cell<usize>,
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
        counted.by_year.set(counted.by_year.get() + usize::from(exact.met() && exact.has_open_years()));
        let periods = exact.in_all_periods();
        // What several records bring over time under a cap is only bounded: which is paid first is not tried.
        let plans = exact.items.iter().filter(|item| item.plan.is_some()).count();
        let is_reduced = sample.has_received_under_years(index, &firm);
        let is_bound = (periods.len() > 1 && plans > 1) || is_reduced;
        let total = hull(periods.iter().map(ExactSupport::total)).unwrap();
        let is_total = if is_bound { total.is_within(reported.ends) } else { total == reported.ends };
        if expected != Standing::Closed && !is_total {
            return fail(&format!("{:?} is not {total:?}", reported.ends));
        }
        let all = hull(periods.iter().filter_map(ExactSupport::altogether));
        let told = reported.altogether.filter(|_| exact.met() && expected != Standing::Closed);
        // What gives way to others, or shares a cap with them, may come to less, or surely to nothing.
        let is_related = sample.rules.is_related(index);
        let is_bound_in_all = is_bound || is_related;
        let is_all = match (all, told) {
            (Some(all), Some(told)) if is_bound_in_all => told.low <= all.low,
            (Some(all), Some(told)) => all == told,
            (Some(_), None) if is_related => true,
            (all, told) => told.is_none() && (all.is_none() || !exact.met() || expected == Standing::Closed),
        };
        if !is_all {
            return fail(&format!("{all:?} altogether is not {told:?}"));
        }
        for (at, item) in exact.items.iter().enumerate().filter(|(_, item)| item.selected) {
            let ends = hull(periods.iter().map(|period| period.items[at].amount));
            let told = reported.item(item.record).map(|item| item.ends);
            let is_held = is_reduced && ends.zip(told).is_some_and(|(ends, told)| ends.is_within(told));
            if told != ends && !is_held {
                return fail(&format!("{item:?}, {ends:?}, is not {:?}", reported.item(item.record)));
            }
        }
        let is_over_time = periods.len() > 1 && expected == Standing::Qualifies;
        counted.over_time.set(counted.over_time.get() + usize::from(is_over_time && !is_bound));
        counted.cut.set(counted.cut.get() + usize::from(is_over_time && total.high != Some(total.low)));
    }
    let is_exact = !paths.iter().any(Path::has_turns);
    if is_exact { exact_totals(sample, &firm, &answer, &exact, counted) } else { Ok(()) }
}

/// Whether something that is paid from this purse is under a cap over time: a total of it is a bound, as it is not tried
/// which instalments of which supports meet.
fn is_over_time(sample: &Sample, purse: &Purse) -> bool {
    let supports = &sample.rules.supports;
    let is_paid_so = |index: usize| (supports[index].payee, supports[index].period) == (purse.0, purse.1);
    let has_cap = |index: usize| {
        let mut of_groups = sample.rules.groups.iter().filter(|group| group.members.contains(&index));
        !supports[index].limits.is_empty() || of_groups.any(|group| !group.limits.is_empty())
    };
    purse.1 != "once" && (0..supports.len()).any(|index| is_paid_so(index) && has_cap(index))
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
    let is_held = |(purse, ends): (&Purse, &Ends)| {
        let told = answer.totals.get(purse);
        if is_over_time(sample, purse) { told.is_some_and(|told| ends.is_within(*told)) } else { told == Some(ends) }
    };
    let is_same = hull.keys().eq(answer.totals.keys()) && hull.iter().all(is_held);
    if !is_same && !answer.is_bounded {
        return Err(sample.fail(&format!("totals {:?}, exact {hull:?}", answer.totals), firm));
    }
    Ok(())
}
