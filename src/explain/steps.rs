//! The calculation of one amount in words, line by line.

use crate::evaluate::{Env, Item, all, cap_of_record, quantity};
use crate::interval::{End, Interval};
use crate::number::Number;
use crate::rulebook::{CapPeriod, CapScope, Case, Fold, Limit, Meaning, Quantity, Rulebook, Support};
use crate::truth::Truth;
use crate::words::{self, Lang};

use super::conditions::outcome_of;

/// How the amount of one record, or of the firm, was computed: the amount, its caps, the share that is kept, and
/// rounding last.
pub(super) fn steps(lang: Lang, env: &Env<'_>, support: &Support) -> Vec<String> {
    let Some(amount) = &support.amount else { return Vec::new() };
    let mut steps = Vec::new();
    let is_staged = support.stages.iter().any(|stage| !stage.is_share);
    let added =
        if is_staged { staged(lang, env, support, amount, &mut steps) } else { add(lang, env, amount, &mut steps) };
    let Some(mut value) = added else { return steps };
    for limit in &support.limits {
        let Ok(room) = cap_of_record(env, support, limit) else { return steps };
        let Some(cap) = room.interval.high.map(|end| end.at) else { continue };
        let is_over = |end: Option<End>| end.is_none_or(|end| end.at > cap);
        let is_known = room.interval.as_point().is_some() && is_over(value.low) == is_over(value.high);
        let is_cut = is_known.then(|| is_over(value.high));
        // That one record stays below a cap of the firm says nothing: it is held against all of them together.
        let is_of_all = limit.scope == CapScope::Enterprise && support.for_each.is_some();
        if !is_of_all || is_cut != Some(false) {
            steps.push(words::capped(lang, cap, is_cut));
        }
        value = value.at_most(room.interval);
    }
    if let Some(kept) = &support.kept {
        let Some(share) = quantity(env, kept).ok() else { return steps };
        value = value.times(share.interval).unwrap_or(value);
        if share.interval != Interval::point(Number::ONE) {
            steps.push(words::kept(lang, &share.interval, &value));
        }
    }
    let rounded = value.to_fen().unwrap_or(value);
    if rounded != value {
        steps.push(words::rounded(lang, &rounded));
    }
    steps
}

/// Adds a line for each stage that has an amount of its own, and what those come to that are reached.
fn staged(lang: Lang, env: &Env<'_>, support: &Support, sum: &Quantity, steps: &mut Vec<String>) -> Option<Interval> {
    for stage in &support.stages {
        let part = words::quantity(lang, env.book, &stage.part);
        let outcome = (!stage.when.is_empty()).then(|| outcome_of(all(env, &stage.when)));
        steps.push(words::stage(lang, &stage.after, &part, outcome));
    }
    let value = quantity(env, sum).ok()?.interval;
    steps.push(words::folded_value(lang, Fold::Sum, &words::interval(lang, &value)));
    Some(value)
}

/// How caps of the firm cut the sum over records.
pub(super) fn over_records(lang: Lang, book: &Rulebook, support: &Support, items: &[Item]) -> Vec<String> {
    let parts = items.iter().filter_map(|item| item.money);
    let Ok(sum) = parts.clone().try_fold(Interval::ZERO, |sum, part| sum.plus(part.if_granted)) else {
        return Vec::new();
    };
    let cuts = |limit: &&Limit| limit.scope != CapScope::Record && sum.high.is_none_or(|high| high.at > limit.cap);
    // How much of it is of one year, or was received before, is not told here.
    let say = |limit: &Limit| match limit.period {
        CapPeriod::Whole => words::capped_together(lang, &sum, limit.cap, limit.scope == CapScope::Unstated),
        _ => words::limit_of(lang, book, support.for_each, limit),
    };
    let is_cut_once = support.for_each.is_some() && parts.count() > 0;
    let limits = support.limits.iter().filter(cuts).filter(|_| is_cut_once && sum.high.is_some());
    limits.map(say).collect()
}

/// Adds the lines of a quantity; its value.
fn add(lang: Lang, env: &Env<'_>, wanted: &Quantity, steps: &mut Vec<String>) -> Option<Interval> {
    let value = quantity(env, wanted).ok()?.interval;
    let words_of = |part: &Quantity| operand(lang, env, part);
    match wanted {
        Quantity::Product { is_rate, factor, of } => {
            let (first, second) = if *is_rate { (of, factor) } else { (factor, of) };
            steps.push(words::product(lang, [&words_of(first), &words_of(second)], value.as_point()));
        }
        Quantity::Units { each, per, of } => {
            steps.push(words::units(lang, [of, per, each].map(|part| words_of(part)), value.as_point()));
        }
        Quantity::Excess { whole, over } => {
            steps.push(words::excess(lang, [whole, over].map(|part| words_of(part)), value.as_point()));
        }
        Quantity::Defined(id) => match &env.book.definition(*id).meaning {
            Meaning::Value(inner) => return add(lang, env, inner, steps),
            Meaning::When(_) => {}
        },
        Quantity::Assumed { inner, assume } if env.takes(assume) => return add(lang, env, inner, steps),
        Quantity::Cases(cases) => match sure_case(env, cases) {
            Some(gives) => return add(lang, env, gives, steps),
            None => steps.push(words_of(wanted)),
        },
        Quantity::Fold { fold, parts } => {
            let kind = words::kind(env.book, wanted);
            // Parts that surely give nothing are not worth a line.
            let is_nothing =
                |part: &&Quantity| quantity(env, part).is_ok_and(|estimate| estimate.interval == Interval::ZERO);
            for part in parts.iter().filter(|part| !is_nothing(part)) {
                add(lang, env, part, steps);
            }
            steps.extend(
                value.shown().map(|value| words::folded_value(lang, *fold, &words::of_kind(lang, kind, value))),
            );
        }
        Quantity::Bounded { inner, floor, cap } => {
            let before = add(lang, env, inner, steps)?;
            for (end, name) in [(floor, words::floor(lang)), (cap, words::cap(lang))] {
                let at = end.as_ref().and_then(|end| quantity(env, end).ok()).and_then(|end| end.interval.as_point());
                steps.extend(at.map(|at: Number| words::bounded(lang, name, at, before != value)));
            }
        }
        Quantity::Unstated => steps.push(words::not_stated(lang).to_owned()),
        Quantity::Literal(..) => steps.push(words::fixed(lang, &value)),
        Quantity::Range { .. } => steps.push(words::quantity(lang, env.book, wanted)),
        _ => steps.push(words_of(wanted)),
    }
    Some(value)
}

/// What the first case gives that holds, if no case before it may hold.
fn sure_case<'c>(env: &Env<'_>, cases: &'c [Case]) -> Option<&'c Quantity> {
    for case in cases {
        match all(env, &case.when).ok()?.truth {
            Truth::True => return Some(&case.gives),
            Truth::Unknown => return None,
            Truth::False => {}
        }
    }
    None
}

/// A side of a product: its value, or its name where the value is not known.
fn operand(lang: Lang, env: &Env<'_>, wanted: &Quantity) -> String {
    let value = quantity(env, wanted).ok().and_then(|estimate| estimate.interval.shown());
    match value {
        Some(value) => words::of_kind(lang, words::kind(env.book, wanted), value),
        None => words::not_known(lang, &words::quantity(lang, env.book, wanted)),
    }
}
