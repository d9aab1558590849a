//! The calculation of one amount in words, line by line.

use crate::dictionary::Kind;
use crate::evaluate::{Env, Item, quantity};
use crate::interval::{End, Interval};
use crate::number::Number;
use crate::rulebook::{CapScope, Limit, Meaning, Quantity, Support};
use crate::words::{self, Lang};

/// How the amount of one record, or of the firm, was computed.
pub(super) fn steps(lang: Lang, env: &Env<'_>, support: &Support) -> Vec<String> {
    let Some(amount) = &support.amount else { return Vec::new() };
    let mut steps = Vec::new();
    let Some(before) = add(lang, env, amount, &mut steps) else { return steps };
    let rounded = before.to_fen().unwrap_or(before);
    if rounded != before {
        steps.push(words::rounded(lang, &rounded));
    }
    for limit in &support.limits {
        let is_over = |end: Option<End>| end.is_none_or(|end| end.at > limit.cap);
        let is_cut = (is_over(rounded.low) == is_over(rounded.high)).then(|| is_over(rounded.high));
        // That one record stays below a cap of the firm says nothing: it is held against all of them together.
        let is_of_all = limit.scope == CapScope::Enterprise && support.for_each.is_some();
        if !is_of_all || is_cut != Some(false) {
            steps.push(words::capped(lang, limit.cap, is_cut));
        }
    }
    steps
}

/// How caps of the firm cut the sum over records.
pub(super) fn over_records(lang: Lang, support: &Support, items: &[Item]) -> Vec<String> {
    let parts = items.iter().filter_map(|item| item.money);
    let Ok(sum) = parts.clone().try_fold(Interval::ZERO, |sum, part| sum.plus(part.if_granted)) else {
        return Vec::new();
    };
    let cuts = |limit: &&Limit| limit.scope != CapScope::Record && sum.high.is_none_or(|high| high.at > limit.cap);
    let is_cut_once = support.for_each.is_some() && parts.count() > 0;
    let limits = support.limits.iter().filter(cuts).filter(|_| is_cut_once && sum.high.is_some());
    limits.map(|limit| words::capped_together(lang, &sum, limit.cap, limit.scope == CapScope::Unstated)).collect()
}

/// Adds the lines of a quantity; its value.
fn add(lang: Lang, env: &Env<'_>, wanted: &Quantity, steps: &mut Vec<String>) -> Option<Interval> {
    let value = quantity(env, wanted).ok()?.interval;
    match wanted {
        Quantity::Product { is_rate, factor, of } => {
            let (first, second) = if *is_rate { (of, factor) } else { (factor, of) };
            let rate = is_rate.then_some(Kind::Ratio);
            let factors = [operand(lang, env, first, None), operand(lang, env, second, rate)];
            steps.push(words::product(lang, [&factors[0], &factors[1]], value.as_point()));
        }
        Quantity::Defined(id) => match &env.book.definition(*id).meaning {
            Meaning::Value(inner) => return add(lang, env, inner, steps),
            Meaning::When(_) => {}
        },
        Quantity::Bounded { inner, floor, cap } => {
            let before = add(lang, env, inner, steps)?;
            for (end, name) in [(floor, words::floor(lang)), (cap, words::cap(lang))] {
                let at = end.as_ref().and_then(|end| quantity(env, end).ok()).and_then(|end| end.interval.as_point());
                steps.extend(at.map(|at: Number| words::bounded(lang, name, at, before != value)));
            }
        }
        Quantity::Unstated => steps.push(words::not_stated(lang).to_owned()),
        Quantity::Literal(_) => steps.push(words::fixed(lang, &value)),
        Quantity::Range { .. } => steps.push(words::quantity(lang, env.book, wanted)),
        _ => steps.push(operand(lang, env, wanted, None)),
    }
    Some(value)
}

/// A side of a product: its value, or its name where the value is not known.
fn operand(lang: Lang, env: &Env<'_>, wanted: &Quantity, kind: Option<Kind>) -> String {
    let value = quantity(env, wanted).ok().and_then(|estimate| estimate.interval.as_point());
    match value {
        Some(value) => words::of_kind(lang, kind.unwrap_or_else(|| words::kind(env.book, wanted)), value),
        None => words::not_known(lang, &words::quantity(lang, env.book, wanted)),
    }
}
