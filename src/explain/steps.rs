//! The calculation of one amount in words, line by line.

use crate::evaluate::{Env, quantity};
use crate::interval::Interval;
use crate::number::Number;
use crate::rulebook::{Meaning, Quantity, Support};
use crate::words;

/// How the amount of one record, or of the firm, was computed.
pub(super) fn steps(env: &Env<'_>, support: &Support) -> Vec<String> {
    let Some(amount) = &support.amount else { return Vec::new() };
    let mut steps = Vec::new();
    let Some(before) = add(env, amount, &mut steps) else { return steps };
    let rounded = before.to_fen().unwrap_or(before);
    if rounded != before {
        steps.push(words::rounded(&rounded));
    }
    for limit in &support.limits {
        let is_cut = rounded.high.is_none_or(|high| high.at > limit.cap);
        steps.push(words::capped(limit.cap, is_cut));
    }
    steps
}

/// Adds the lines of a quantity; its value.
fn add(env: &Env<'_>, wanted: &Quantity, steps: &mut Vec<String>) -> Option<Interval> {
    let value = quantity(env, wanted).ok()?.interval;
    match wanted {
        Quantity::Product { is_rate, factor, of } => {
            let (factor, of) = (quantity(env, factor).ok()?.interval, quantity(env, of).ok()?.interval);
            steps.push(words::product(*is_rate, &factor, &of, &value));
        }
        Quantity::Defined(id) => match &env.book.definition(*id).meaning {
            Meaning::Value(inner) => return add(env, inner, steps),
            Meaning::When(_) => {}
        },
        Quantity::Bounded { inner, floor, cap } => {
            let before = add(env, inner, steps)?;
            for (end, name) in [(floor, words::FLOOR), (cap, words::CAP)] {
                let at = end.as_ref().and_then(|end| quantity(env, end).ok()).and_then(|end| end.interval.as_point());
                steps.extend(at.map(|at: Number| words::bounded(name, at, before != value)));
            }
        }
        Quantity::Unstated => steps.push(words::NOT_STATED.to_owned()),
        Quantity::Literal(_) => steps.push(words::fixed(&value)),
        Quantity::Range { .. } => steps.push(words::quantity(env.book, wanted)),
        _ => steps.push(format!("{} = {}", words::quantity(env.book, wanted), words::interval(&value))),
    }
    Some(value)
}
