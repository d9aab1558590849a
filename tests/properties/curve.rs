//! A total over one fact is what the engine says on values that the curve did not choose.

use std::cell::Cell;

use proptest::test_runner::TestCaseError;
use zjtx::decide::{Asked, Curve, curve};
use zjtx::dictionary::Kind;
use zjtx::evaluate::Question;
use zjtx::number::Number;
use zjtx::profile::{FactRef, Value};

use crate::oracle::generate::Shape;
use crate::oracle::text::Order;
use crate::sample::{Sample, check};

/// Values that are tried of each curve, beside the neighbours of its points.
const TRIED: i64 = 50;

/// How far the straight lines of a curve are from what is found on a value, where that is more than rounding.
fn gap(curve: &Curve, asked: &Asked<'_>, at: i64) -> Option<String> {
    let value = curve.grid.at(at).unwrap();
    let next = curve.points.iter().position(|point| point.at >= value)?;
    let (after, before) = (curve.points[next], curve.points[next.saturating_sub(1)]);
    let found = asked.answer(Some(value)).cash();
    let width = after.at.minus(before.at).unwrap();
    let share = if width.is_zero() { Number::ZERO } else { value.minus(before.at).unwrap().over(width).unwrap() };
    let on = |a: Number, b: Number| {
        if after.at == value { b } else { a.plus(b.minus(a).unwrap().times(share).unwrap()).unwrap() }
    };
    let low = on(before.low, after.low);
    let high = if after.at == value { after.high } else { before.high.zip(after.high).map(|(a, b)| on(a, b)) };
    let room = Number::of_units(i64::try_from(asked.book.supports.len()).unwrap() + 2, 2);
    let is_near = |a: Number, b: Number| a.minus(b).unwrap() <= room && b.minus(a).unwrap() <= room;
    let is_same = high.is_some() == found.1.is_some() && high.zip(found.1).is_none_or(|(a, b)| is_near(a, b));
    (!(is_near(low, found.0) && is_same)).then(|| format!("at {value}: told {low:?} {high:?}, is {found:?}"))
}

#[test]
fn a_total_over_one_fact_is_found_whole() {
    let (drawn, turned, cut) = (Cell::new(0), Cell::new(0), Cell::new(0));
    check(500, Shape::Any, 97, |sample: &Sample| {
        let book = sample.engine.book();
        let profile = sample.engine.firm(&sample.firm.text(Order::AsMade));
        let as_of = profile.as_of.unwrap();
        let is_figure = |at: &FactRef| {
            let fact = book.dictionary.fact(at.fact);
            let is_number = matches!(profile.value(*at, fact.home.record()), Some(Value::Number(_)));
            is_number && fact.kind != Kind::Date && book.reads(at.fact)
        };
        let figures: Vec<FactRef> = profile.stated().into_iter().filter(is_figure).collect();
        let chosen = figures.iter().skip(usize::try_from(sample.seed % 3).unwrap()).step_by(3);
        for fact in chosen {
            let asked = Asked { book, profile: &profile, question: Question { as_of, strict: false }, fact: *fact };
            let Ok(Some(curve)) = curve(asked, None, None) else { continue };
            drawn.set(drawn.get() + 1);
            turned.set(turned.get() + usize::from(curve.points.len() > 2));
            cut.set(cut.get() + usize::from(curve.is_cut));
            let step = |number: Number| curve.grid.step(number).unwrap();
            let (first, last) = (step(curve.points[0].at), step(curve.points[curve.points.len() - 1].at));
            let even = (0..TRIED).map(|at| first + (last - first) / TRIED * at + at % 3);
            let near = curve.points.iter().take(40).map(|point| step(point.at)).flat_map(|at| [at - 1, at, at + 1]);
            for at in even.chain(near).filter(|at| !curve.is_cut && (first..=last).contains(at)) {
                if let Some(gap) = gap(&curve, &asked, at) {
                    let key = zjtx::profile::key_of(book, *fact);
                    return Err(match sample.fail(&format!("{key} {gap}"), &sample.firm) {
                        TestCaseError::Fail(why) | TestCaseError::Reject(why) => TestCaseError::Fail(why),
                    });
                }
            }
        }
        Ok(())
    });
    println!("{} curves, {} with turns, {} cut", drawn.get(), turned.get(), cut.get());
    assert!(turned.get() > 50 && cut.get() * 10 <= drawn.get(), "{drawn:?} {turned:?} {cut:?}");
}
