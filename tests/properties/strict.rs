//! Strict: without any assumption every reading lies inside the answer, which is nowhere narrower than with them.

use std::cell::Cell;

use crate::knowing_more::narrows;
use crate::oracle::generate::Shape;
use crate::sample::check;
use crate::sound::sound;

#[test]
fn every_reading_lies_inside_the_strict_answer() {
    check(200, Shape::Any, 80, |sample| sound(&sample.strict()));
}

#[test]
fn every_reading_lies_inside_the_strict_answer_where_facts_are_mentioned_again() {
    check(120, Shape::Repeated, 50, |sample| sound(&sample.strict()));
}

/// An assumption is one more thing that is known: taking it never widens an answer.
#[test]
fn the_strict_answer_is_never_narrower() {
    let wider = Cell::new(0);
    check(600, Shape::Any, 85, |sample| {
        let (strict, taken) = (sample.strict().answer(&sample.firm), sample.answer(&sample.firm));
        wider.set(wider.get() + usize::from(strict.supports != taken.supports));
        narrows(sample, &strict, &taken).map_err(|what| sample.fail(&what, &sample.firm))
    });
    assert!(wider.get() > 100, "only {} strict answers differ", wider.get());
}
