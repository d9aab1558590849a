//! What holds of every answer: caps hold, order is irrelevant, the same question has the same bytes.

use std::sync::atomic::Ordering;

use crate::engine::{Ends, Engine, FIGURES};
use crate::oracle::fraction::Fraction;
use crate::oracle::generate::Shape;
use crate::oracle::rules::CapScope;
use crate::oracle::text::Order;
use crate::oracle::world::{HIRED, KINDS};
use crate::sample::check;

/// No end of an answer is beyond a cap.
#[test]
fn caps_are_never_exceeded() {
    check(250, Shape::Any, 70, |sample| {
        let answer = sample.answer(&sample.firm);
        for support in &sample.rules.supports {
            let Some(reported) = answer.supports.get(&support.address(&sample.rules)) else { continue };
            let over = |ends: Ends, cap: Option<Fraction>| {
                cap.is_some_and(|cap| ends.low > cap || ends.high.is_none_or(|high| high > cap))
            };
            // One of hires is one for each person, and one of a year may be paid in each.
            let of_one = |scope| support.for_each != Some(HIRED) || scope == CapScope::Enterprise;
            let (of_record, of_firm) = (support.cap(of_one), support.cap(|scope| scope == CapScope::Enterprise));
            let is_over =
                reported.items.iter().any(|item| over(item.ends, of_record) || over(item.if_granted, of_record));
            let low_is_over = support.cap(|scope| scope != CapScope::Record).is_some_and(|cap| reported.ends.low > cap);
            let of_firm = of_firm.filter(|_| !reported.is_unstated);
            if is_over || low_is_over || over(reported.ends, of_firm) || over(reported.if_granted, of_firm) {
                return Err(sample.fail(&format!("{} is over its cap: {reported:?}", support.id), &sample.firm));
            }
        }
        Ok(())
    });
}

/// Neither the order of records nor that of supports and groups changes what the firm gets.
#[test]
fn order_does_not_matter() {
    check(200, Shape::Any, 80, |sample| {
        let answer = sample.answer(&sample.firm);
        let reversed = Engine::new(&sample.rules, Order::Reversed).answer(&sample.firm.text(Order::Reversed));
        let counts: [usize; KINDS] = std::array::from_fn(|kind| sample.firm.lists[kind].as_ref().map_or(0, Vec::len));
        let turned = reversed.with_records_reversed(|address| {
            let support = sample.rules.supports.iter().find(|support| support.address(&sample.rules) == address);
            support.and_then(|support| support.for_each).map_or(0, |kind| counts[kind])
        });
        if answer.supports != turned.supports || (answer.totals != turned.totals && !answer.is_bounded) {
            return Err(sample.fail(&format!("{answer:?}\nis not\n{turned:?}"), &sample.firm));
        }
        Ok(())
    });
}

/// Every firm of these properties is answered without a report too, where that can be; here that it often can.
#[test]
fn figures_without_a_report_are_those_with_one() {
    check(250, Shape::Any, 95, |sample| {
        sample.answer(&sample.firm);
        Ok(())
    });
    let count = FIGURES.load(Ordering::Relaxed);
    assert!(count > 10, "only {count} firms were answered without a report");
}

/// The same rules and the same firm give the same bytes.
#[test]
fn the_same_question_gives_the_same_bytes() {
    check(120, Shape::Any, 70, |sample| {
        let text = sample.firm.text(Order::AsMade);
        let again = Engine::new(&sample.rules, Order::AsMade);
        if sample.engine.json(&text) != again.json(&text) {
            return Err(sample.fail("two runs differ", &sample.firm));
        }
        Ok(())
    });
}
