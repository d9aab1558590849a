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
use crate::oracle::world::{HIRED, Kind, by_key, leaves_of};
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
    let (compared, open_ended) = (Cell::new(0), Cell::new(0));
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
            let Some((hull, met, unmet)) = hull(&sample, index, &firms) else { continue };
            let expected = match (met, unmet) {
                (true, false) => Standing::Qualifies,
                (false, _) => Standing::DoesNotQualify,
                _ => Standing::Open,
            };
            let high = hull.high.filter(|high| *high < Fraction::whole(BEYOND) || reported.ends.high.is_some());
            let is_same = reported.ends.low == hull.low && reported.ends.high == high;
            if reported.standing != expected || !is_same {
                let what =
                    format!("{address}: {:?} {:?}, attained {expected:?} {hull:?}", reported.standing, reported.ends);
                return Err(sample.fail(&what, &sample.firm));
            }
            compared.set(compared.get() + 1);
            open_ended.set(open_ended.get() + usize::from(expected == Standing::Open));
        }
        Ok(())
    });
    assert!(compared.get() > 500 && open_ended.get() > 100, "{compared:?} compared, {open_ended:?} of them open");
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

/// The ends over completions and readings, and whether the support is met in one, and unmet in one.
fn hull(sample: &Sample, index: usize, firms: &[Firm]) -> Option<(Ends, bool, bool)> {
    let (mut hull, mut met, mut unmet, mut count): (Option<Ends>, bool, bool, usize) = (None, false, false, 0);
    for firm in firms {
        let mut path = Path::default();
        loop {
            count += 1;
            if count > MOST {
                return None;
            }
            let exact = support(&sample.rules, index, firm, &mut path);
            met |= exact.met();
            unmet |= !exact.met();
            let ends = Ends::point(exact.total());
            hull = Some(hull.map_or(ends, |old| old.hull(ends)));
            if !path.advance() {
                break;
            }
        }
    }
    hull.map(|hull| (hull, met, unmet))
}
