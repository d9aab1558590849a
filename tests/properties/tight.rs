//! Tight: both ends of an answer are attained, where each unknown is read once.

use std::cell::Cell;

use crate::engine::{Ends, Standing};
use crate::oracle::answer::{Path, people_of, support};
use crate::oracle::firm::{Firm, Slot, Value};
use crate::oracle::fraction::Fraction;
use crate::oracle::generate::Shape;
use crate::oracle::mentions::of_support;
use crate::oracle::rules::CapScope;
use crate::oracle::tape::Tape;
use crate::oracle::world::{FACTS, HIRED, Kind, by_key, leaves_of};
use crate::sample::{Sample, check};

/// An open upper end is one that answers for the extremes of unknown facts reach beyond.
const BEYOND: i128 = 1_000_000;
/// No more completions and readings than this are tried for one answer.
const MOST: usize = 2500;

/// Every completion of what is unknown in these slots; `None` when there are too many.
fn completions(sample: &Sample, slots: &[Slot], values: &[Vec<Value>]) -> Option<Vec<Firm>> {
    let mut firms = vec![sample.firm.clone()];
    for slot in slots {
        if firms.len() * values[slot.fact].len() > MOST {
            return None;
        }
        let fill = |firm: &Firm, value: &Value| {
            let mut firm = firm.clone();
            firm.state(*slot, value.clone());
            firm
        };
        let allowed: Vec<&Value> = values[slot.fact].iter().filter(|value| sample.firm.allows(*slot, value)).collect();
        firms = firms.iter().flat_map(|firm| allowed.iter().map(|value| fill(firm, value))).collect();
    }
    Some(firms)
}

/// Each unknown that is read once is attained at both ends, whatever is open.
#[test]
fn ends_are_attained_where_each_unknown_is_read_once() {
    let (compared, open_ended, over_time) = (Cell::new(0), Cell::new(0), Cell::new(0));
    check(700, Shape::Any, 93, |sample| {
        let mut sample = sample.clone();
        let mut tape = Tape::seeded(sample.seed);
        if sample.firm.has_coarse_place() {
            let place = tape.one_of(&leaves_of(Kind::Place, Some("980100")));
            sample.firm.facts.insert((by_key("place"), 0), Value::Code(place));
        }
        let answer = sample.answer(&sample.firm);
        let values = sample.values();
        for index in 0..sample.rules.supports.len() {
            let mentions = of_support(&sample.rules, index, &sample.firm);
            let address = sample.rules.supports[index].address(&sample.rules);
            let Some(reported) = answer.supports.get(&address) else { continue };
            if !mentions.is_read_once()
                || mentions.has_loose_mean
                || reported.is_unstated
                || reported.standing == Standing::Closed
                || has_cap_of_nobody(&sample, index)
            {
                continue;
            }
            let slots: Vec<_> = mentions.unknown.keys().copied().collect();
            let Some(firms) = completions(&sample, &slots, &values) else { continue };
            // Some facts are to be asked only once others are known.
            let is_more_asked = |firm: &Firm| !of_support(&sample.rules, index, firm).unknown.is_empty();
            if slots.iter().any(|slot| decides_what_is_asked(slot.fact)) && firms.iter().any(is_more_asked) {
                continue;
            }
            let Some(found) = hull(&sample, index, &firms) else { continue };
            let Found { ends: hull, met, unmet, .. } = found;
            let expected = match (met, unmet) {
                (true, false) => Standing::Qualifies,
                (false, _) => Standing::DoesNotQualify,
                _ => Standing::Open,
            };
            let high = hull.high.filter(|high| *high < Fraction::whole(BEYOND) || reported.ends.high.is_some());
            let is_same = reported.ends.low == hull.low && reported.ends.high == high;
            // What several records bring over time under caps is a bound.
            let is_bound = found.is_several || sample.has_received_under_years(index, &sample.firm);
            let is_held = is_same || (is_bound && hull.is_within(reported.ends));
            if reported.standing != expected || !is_held {
                let what =
                    format!("{address}: {:?} {:?}, attained {expected:?} {hull:?}", reported.standing, reported.ends);
                return Err(sample.fail(&what, &sample.firm));
            }
            let is_bound = is_bound || sample.rules.is_related(index);
            let all = found.altogether.filter(|_| !is_bound).zip(reported.altogether);
            if let Some((all, told)) = all {
                let high = all.high.filter(|high| *high < Fraction::whole(BEYOND) || told.high.is_some());
                if (told.low, told.high) != (all.low, high) {
                    return Err(sample.fail(&format!("{address}: {told:?} altogether, attained {all:?}"), &sample.firm));
                }
            }
            compared.set(compared.get() + 1);
            over_time.set(over_time.get() + usize::from(found.is_over_time));
            open_ended.set(open_ended.get() + usize::from(expected == Standing::Open));
        }
        Ok(())
    });
    assert!(over_time.get() > 10, "{over_time:?} compared over time under caps");
    assert!(compared.get() > 500 && open_ended.get() > 100, "{compared:?} compared, {open_ended:?} of them open");
}

/// Whether another fact follows from this one for some values alone.
fn decides_what_is_asked(fact: usize) -> bool {
    ["title.granted", "hire.pay", "hire.degree"].contains(&FACTS[fact].key)
}

/// Whether records that stand for nobody are under a cap of unstated scope. A cap for each of nobody leaves nothing, one
/// of the firm leaves something: the engine takes the wider end record by record.
fn has_cap_of_nobody(sample: &Sample, index: usize) -> bool {
    let support = &sample.rules.supports[index];
    let is_unstated = support.limits.iter().any(|limit| limit.scope == CapScope::Unstated);
    let stands_for_nobody = |record| people_of(&sample.firm, support.for_each, Some(record)) == Fraction::ZERO;
    let hires = sample.firm.lists[HIRED].as_ref().map_or(0, Vec::len);
    is_unstated && support.for_each == Some(HIRED) && (0..hires).any(stands_for_nobody)
}

/// What completions and readings come to.
struct Found {
    ends: Ends,
    /// Of all instalments.
    altogether: Option<Ends>,
    /// Whether it is met in one, and unmet in one.
    met: bool,
    unmet: bool,
    /// Whether something recurs under caps, and whether several records do.
    is_over_time: bool,
    is_several: bool,
}

fn hull(sample: &Sample, index: usize, firms: &[Firm]) -> Option<Found> {
    let mut found: Option<Found> = None;
    let mut count: usize = 0;
    for firm in firms {
        let mut path = Path::default();
        loop {
            let exact = support(&sample.rules, index, firm, &mut path);
            let periods = exact.in_all_periods();
            count += periods.len();
            if count > MOST {
                return None;
            }
            let is_several = periods.len() > 1 && exact.items.iter().filter(|item| item.plan.is_some()).count() > 1;
            for period in &periods {
                let (ends, altogether) = (Ends::point(period.total()), period.altogether().map(Ends::point));
                let old = found.take();
                found = Some(Found {
                    ends: old.as_ref().map_or(ends, |old| old.ends.hull(ends)),
                    altogether: match old.as_ref().map(|old| old.altogether) {
                        Some(before) => before.zip(altogether).map(|(a, b)| a.hull(b)),
                        None => altogether,
                    },
                    met: exact.met() || old.as_ref().is_some_and(|old| old.met),
                    unmet: !exact.met() || old.as_ref().is_some_and(|old| old.unmet),
                    is_over_time: periods.len() > 1 || old.as_ref().is_some_and(|old| old.is_over_time),
                    is_several: is_several || old.as_ref().is_some_and(|old| old.is_several),
                });
            }
            if !path.advance() {
                break;
            }
        }
    }
    found
}
