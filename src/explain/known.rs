//! What is known of a quantity, as a quantity: figures in place of what gives one figure, and no cases that are out.

use crate::evaluate::{Env, all, quantity};
use crate::rulebook::{Case, Fold, Meaning, Quantity};
use crate::truth::Truth;
use crate::words;

/// The quantity with all that is known of it put in.
pub(super) fn known(env: &Env<'_>, wanted: &Quantity) -> Quantity {
    if let Some(value) = quantity(env, wanted).ok().and_then(|estimate| estimate.interval.shown()) {
        return Quantity::Literal(value, words::kind(env.book, wanted));
    }
    let part = |part: &Quantity| Box::new(known(env, part));
    let parts = |parts: &[Quantity]| -> Vec<Quantity> { parts.iter().map(|part| known(env, part)).collect() };
    match wanted {
        Quantity::Cases(cases) => of_cases(env, cases),
        Quantity::Defined(id) => match &env.book.definition(*id).meaning {
            Meaning::Value(value) if env.book.is_written_out(*id) => known(env, value),
            Meaning::Value(_) | Meaning::When(_) => wanted.clone(),
        },
        Quantity::Assumed { inner, assume } => Quantity::Assumed { inner: part(inner), assume: assume.clone() },
        Quantity::Range { from, up_to } => {
            Quantity::Range { from: from.as_deref().map(part), up_to: up_to.as_deref().map(part) }
        }
        Quantity::Product { is_rate, factor, of } => {
            Quantity::Product { is_rate: *is_rate, factor: part(factor), of: part(of) }
        }
        Quantity::Excess { whole, over } => Quantity::Excess { whole: part(whole), over: part(over) },
        Quantity::Fold { fold, parts: of } => {
            let mut of = parts(of);
            // Parts that surely add nothing are not worth a word.
            of.retain(|part| *fold != Fold::Sum || !matches!(part, Quantity::Literal(number, _) if number.is_zero()));
            Quantity::Fold { fold: *fold, parts: of }
        }
        Quantity::Unclear { readings, assume } => {
            Quantity::Unclear { readings: parts(readings), assume: assume.clone() }
        }
        Quantity::Bounded { inner, floor, cap } => {
            Quantity::Bounded { inner: part(inner), floor: floor.as_deref().map(part), cap: cap.as_deref().map(part) }
        }
        Quantity::Literal(..)
        | Quantity::Day(_)
        | Quantity::Unstated
        | Quantity::Unknown
        | Quantity::Fact { .. }
        | Quantity::Units { .. }
        | Quantity::Slices { .. }
        | Quantity::Across { .. }
        | Quantity::Count { .. }
        | Quantity::Ratio { .. }
        | Quantity::Growth { .. }
        | Quantity::AmountOf(_) => wanted.clone(),
    }
}

/// The cases that may be the first to hold; the only one by itself.
fn of_cases(env: &Env<'_>, cases: &[Case]) -> Quantity {
    let mut open = Vec::new();
    for case in cases {
        let truth = all(env, &case.when).map_or(Truth::Unknown, |verdict| verdict.truth);
        if truth == Truth::False {
            continue;
        }
        let gives = known(env, &case.gives);
        if truth == Truth::True {
            if open.is_empty() {
                return gives;
            }
            open.push(Case { when: Vec::new(), gives });
            break;
        }
        open.push(Case { when: case.when.clone(), gives });
    }
    Quantity::Cases(open)
}
