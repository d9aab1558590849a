//! Monotone: knowing more never widens an answer.

use std::collections::BTreeMap;

use crate::engine::{Answer, Ends, Reported, Standing};
use crate::oracle::firm::{Firm, Value};
use crate::oracle::fraction::Fraction;
use crate::oracle::generate::Shape;
use crate::oracle::mentions::of_support;
use crate::oracle::tape::Tape;
use crate::oracle::text::Order;
use crate::oracle::world::{Kind, RECEIVED, by_key, leaves_of};
use crate::sample::{Checked, Sample, by_payment, check};

/// Knowing one thing more never widens an answer, and what is decided stays decided.
#[test]
fn knowing_more_never_widens_an_answer() {
    check(320, Shape::Any, 60, narrowing);
}

#[test]
fn knowing_more_never_widens_an_answer_where_facts_are_mentioned_again() {
    check(220, Shape::Repeated, 40, narrowing);
}

/// A day of which only the month is known is answered no narrower than the day.
#[test]
fn a_month_leaves_open_what_its_days_decide() {
    check(200, Shape::Any, 80, |sample| {
        let text = sample.firm.text(Order::AsMade);
        let [day, month] = [&text, &with_months(&text)].map(|text| sample.engine.answer(text));
        narrows(sample, &month, &day).map_err(|what| sample.fail(&what, &sample.firm))
    });
}

/// A profile with months for all days but that of the answer.
fn with_months(text: &str) -> String {
    let lines = text.lines().map(|line| match line.split_once(" = ") {
        Some((key, date)) if key != "as-of" && date.len() == 10 && date.matches('-').count() == 2 => {
            format!("{key} = \"{}\"\n", &date[..7])
        }
        _ => format!("{line}\n"),
    });
    lines.collect()
}

/// A figure of which only a band is known is answered no narrower than the figure, and whatever the firm states.
#[test]
fn a_band_leaves_open_what_its_figures_decide() {
    for stated in [80, 50] {
        check(160, Shape::Any, stated, |sample| {
            let text = sample.firm.text(Order::AsMade);
            let mut tape = Tape::seeded(sample.seed);
            let [figure, band] = [text.clone(), with_bands(&text, &mut tape)].map(|text| sample.engine.answer(&text));
            narrows(sample, &band, &figure).map_err(|what| sample.fail(&what, &sample.firm))
        });
    }
}

/// A profile with a band around most of its figures.
fn with_bands(text: &str, tape: &mut Tape) -> String {
    let lines = text.lines().map(|line| match line.split_once(" = ").map(|(key, value)| (key, figure(value))) {
        Some((key, Some((figure, unit)))) if key != "as-of" && tape.chance(70) => {
            let (below, above) = (tape.one_of(&[0, 0, 1, 1000]), tape.one_of(&[0, 0, 1, 1000]));
            let low = (figure - Fraction::whole(below)).max(figure.min(Fraction::ZERO));
            format!("{key} = {{ from = \"{low}{unit}\", to = \"{}{unit}\" }}\n", figure + Fraction::whole(above))
        }
        _ => format!("{line}\n"),
    });
    lines.collect()
}

/// The figure and the unit of a value of a profile.
fn figure(value: &str) -> Option<(Fraction, &str)> {
    // A code in digits has no unit, and a count no quotation marks.
    let (is_text, value) = (value.starts_with('"'), value.trim_matches('"'));
    let at = value.find(['元', '%']).unwrap_or(value.len());
    let digits = &value[..at];
    let is_figure = !digits.is_empty()
        && is_text == (at < value.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_figure.then(|| (Fraction::parse(digits), &value[at..]))
}

fn narrowing(sample: &Sample) -> Checked {
    let values = sample.values();
    let mut tape = Tape::seeded(sample.seed);
    let (mut firm, mut old) = (sample.firm.clone(), sample.answer(&sample.firm));
    for _ in 0..5 {
        let next = learn(&firm, sample, &mut tape, &values);
        let new = sample.answer(&next);
        let decided = decides_for_itself(&firm, &next, &old, &new);
        narrows(sample, &old, &new)
            .and(decided)
            .map_err(|what| sample.fail(&format!("{what}\n{}", firm.text(Order::AsMade)), &next))?;
        (firm, old) = (next, new);
    }
    Ok(())
}

/// The firm with one thing more known of it: a list, a nearer place, or a fact, rather one that rules read.
fn learn(firm: &Firm, sample: &Sample, tape: &mut Tape, values: &[Vec<Value>]) -> Firm {
    let mut next = firm.clone();
    let absent = next.lists.iter().position(Option::is_none);
    if let Some(list) = absent.filter(|_| tape.chance(30)) {
        // Who says nothing of receipts is answered as if there were none; some of them are no news, but a correction.
        let count = if list == RECEIVED { 0 } else { tape.pick(3) };
        next.lists[list] = Some(vec![BTreeMap::new(); count]);
        return next;
    }
    let place = (by_key("place"), 0);
    if let Some(Value::Code(outer)) = next.facts.get(&place).cloned().filter(|_| tape.chance(30)) {
        let inner = tape.one_of(&leaves_of(Kind::Place, Some(outer)));
        next.facts.insert(place, Value::Code(inner));
        return next;
    }
    let mentions = (0..sample.rules.supports.len()).map(|index| of_support(&sample.rules, index, firm));
    let read: Vec<_> = mentions.flat_map(|mentions| mentions.unknown.into_keys()).collect();
    let mut unknown = firm.unknown();
    if unknown.iter().any(|slot| read.contains(slot)) {
        unknown.retain(|slot| read.contains(slot));
    }
    if !unknown.is_empty() {
        let slot = tape.one_of(&unknown);
        let value = tape.one_of(&values[slot.fact]);
        if firm.agrees(slot, &value) {
            next.state(slot, value);
        }
    }
    next
}

/// What is said to be up to an authority or a reading alone is not decided by a fact that the firm finds out.
fn decides_for_itself(firm: &Firm, next: &Firm, old: &Answer, new: &Answer) -> Result<(), String> {
    let verdicts = |firm: &Firm| {
        let projects =
            firm.lists[0].iter().flatten().map(|record| record.get(&(by_key("project.approved"), 0)).cloned());
        (firm.facts.get(&(by_key("on-roster"), 0)).cloned(), projects.collect::<Vec<_>>())
    };
    if verdicts(firm) != verdicts(next) {
        return Ok(());
    }
    for (address, before) in old.supports.iter().filter(|(_, before)| !before.list_unknown) {
        for item in before.items.iter().filter(|item| item.is_up_to_others) {
            let after = new.supports.get(address).and_then(|after| after.item(item.record));
            if !after.is_some_and(|after| after.is_up_to_others) {
                return Err(format!("{address}: {item:?} is now {after:?}"));
            }
        }
    }
    Ok(())
}

/// Whether an answer that rests on more is nowhere wider than the one before.
pub(crate) fn narrows(sample: &Sample, old: &Answer, new: &Answer) -> Result<(), String> {
    for (address, before) in &old.supports {
        let gone = Reported::gone();
        let after = new.supports.get(address).unwrap_or(&gone);
        let is_decided = matches!(before.standing, Standing::Qualifies | Standing::DoesNotQualify);
        if is_decided && before.standing != after.standing {
            return Err(format!("{address} was {:?} and is {:?}", before.standing, after.standing));
        }
        if !before.is_unstated && !after.is_unstated && !after.ends.is_within(before.ends) {
            return Err(format!("{address} was {:?} and is {:?}", before.ends, after.ends));
        }
        for item in before.items.iter().filter(|item| item.record.is_some()) {
            let ends = after.item(item.record).map_or(Ends::NOTHING, |item| item.ends);
            if !ends.is_within(item.ends) {
                return Err(format!("{address}: {item:?} is now {ends:?}"));
            }
        }
    }
    // What has no stated amount is in no total, and comes into one when its amount is known.
    let is_counted = |answer: &Answer| -> Vec<bool> {
        let supports = sample.rules.supports.iter();
        supports.map(|support| answer.is_counted(&support.address(&sample.rules))).collect()
    };
    if is_counted(old) != is_counted(new) || old.is_bounded || new.is_bounded {
        return Ok(());
    }
    let (before, after) = (by_payment(&old.totals, Ends::plus), by_payment(&new.totals, Ends::plus));
    for purse in before.keys().chain(after.keys()) {
        let ends = |totals: &BTreeMap<_, Ends>| totals.get(purse).copied().unwrap_or(Ends::NOTHING);
        if !ends(&after).is_within(ends(&before)) {
            return Err(format!("total {purse:?} was {:?} and is {:?}", ends(&before), ends(&after)));
        }
    }
    Ok(())
}
