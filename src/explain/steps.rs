//! The calculation of one amount in words, line by line.

use crate::dictionary::Kind;
use crate::evaluate::{Env, Estimate, Item, all, cap_of_record, for_each_member, quantity, times};
use crate::interval::{End, Interval};
use crate::number::Number;
use crate::rulebook::{
    Across, CapPeriod, CapScope, Case, Condition, Fold, Limit, Meaning, Period, Quantity, Rulebook, Support,
};
use crate::truth::{Reasons, Truth};
use crate::words::{self, Lang};

use super::Context;
use super::conditions::outcome_of;
use super::known::known;

/// More records than this are not listed one by one.
const MOST_MEMBERS: usize = 6;

/// How the amount of one record, or of the firm, was computed: the amount, its caps, the share that is kept, and
/// rounding last.
pub(super) fn steps(context: &Context<'_>, env: &Env<'_>, support: &Support) -> Vec<String> {
    let mut steps = lines(context, env, support);
    words::in_one_unit(context.lang, &mut steps);
    steps
}

fn lines(context: &Context<'_>, env: &Env<'_>, support: &Support) -> Vec<String> {
    let lang = context.lang;
    let Some(amount) = &support.amount else { return Vec::new() };
    if matches!(amount, Quantity::Unstated) && support.limits.is_empty() {
        return Vec::new();
    }
    let mut steps = Vec::new();
    let is_staged = support.stages.iter().any(|stage| !stage.is_share);
    let added =
        if is_staged { staged(lang, env, support, amount, &mut steps) } else { add(context, env, amount, &mut steps) };
    let Some(mut value) = added else { return steps };
    for limit in &support.limits {
        let Ok(room) = cap_of_record(env, support, limit) else { return steps };
        let Some(cap) = room.interval.high.map(|end| end.at) else { continue };
        let is_over = |end: Option<End>| end.is_none_or(|end| end.at > cap);
        let held = in_time(env, support, limit, value);
        let is_known = room.interval.as_point().is_some() && is_over(held.low) == is_over(held.high);
        let is_cut = is_known.then(|| is_over(held.high));
        // That one record stays below a cap of the firm says nothing: it is held against all of them together.
        let is_of_all = limit.scope == CapScope::Enterprise && support.for_each.is_some();
        if !is_of_all || is_cut != Some(false) {
            let is_of_a_year = limit.is_of_a_year();
            let said = match support.period {
                Period::Once => words::capped(lang, cap, is_cut),
                Period::Month | Period::Year => words::capped_over_time(lang, cap, is_of_a_year, is_cut),
            };
            steps.push(said);
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

/// What is held against a cap: of what recurs, all that falls in its time.
fn in_time(env: &Env<'_>, support: &Support, limit: &Limit, one: Interval) -> Interval {
    let stated = times(env, support).ok().flatten().map(|times| times.interval);
    let whole = stated.unwrap_or(Interval::FROM_ZERO);
    let most = Interval::point(Number::whole(support.period.in_a_year()));
    let count = match limit.period {
        time if support.period.is_one_in(time, stated.is_none()) => {
            let one = Interval::point(Number::ONE);
            stated.map_or(one, |whole| one.at_most(whole))
        }
        CapPeriod::Year => whole.at_most(most),
        CapPeriod::Whole | CapPeriod::Ever => whole,
    };
    one.times(count).unwrap_or(Interval::FROM_ZERO)
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

/// How a quantity was computed.
pub(super) fn of_quantity(context: &Context<'_>, env: &Env<'_>, wanted: &Quantity) -> Vec<String> {
    let mut steps = Vec::new();
    add(context, env, wanted, &mut steps);
    words::in_one_unit(context.lang, &mut steps);
    steps
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
        CapPeriod::Year | CapPeriod::Ever => words::limit_of(lang, book, support.for_each, limit),
    };
    let is_cut_once = support.for_each.is_some() && support.period == Period::Once && parts.count() > 0;
    let limits = support.limits.iter().filter(cuts).filter(|_| is_cut_once && sum.high.is_some());
    limits.map(say).collect()
}

/// Adds the lines of a quantity; its value.
fn add(context: &Context<'_>, env: &Env<'_>, wanted: &Quantity, steps: &mut Vec<String>) -> Option<Interval> {
    let lang = context.lang;
    let estimate = quantity(env, wanted).ok()?;
    let value = estimate.interval;
    let result = result(lang, env, wanted, &estimate);
    let words_of = |part: &Quantity| operand(lang, env, part);
    match wanted {
        Quantity::Product { is_rate, factor, of } => {
            let (first, second) = if *is_rate { (of, factor) } else { (factor, of) };
            [first, second].into_iter().for_each(|part| before(context, env, part, steps));
            let second = if *is_rate { operand_of(lang, env, second, Some(Kind::Ratio)) } else { words_of(second) };
            steps.push(words::product(lang, [&words_of(first), &second], result.as_deref()));
        }
        Quantity::Units { each, per, of } => {
            before(context, env, of, steps);
            steps.push(words::units(lang, [of, per, each].map(|part| words_of(part)), result.as_deref()));
        }
        Quantity::Excess { whole, over } => {
            [whole, over].into_iter().for_each(|part| before(context, env, part, steps));
            steps.push(words::excess(lang, [whole, over].map(|part| words_of(part)), result.as_deref()));
        }
        Quantity::Slices { of, slices } => {
            before(context, env, of, steps);
            steps.push(words::sliced(
                lang,
                env.book,
                &words_of(of),
                (words::kind(env.book, of), slices),
                result.as_deref(),
            ));
        }
        Quantity::Ratio { part, whole } => {
            [part, whole].into_iter().for_each(|part| before(context, env, part, steps));
            steps.push(words::share(lang, [part, whole].map(|part| words_of(part)), result.as_deref()));
        }
        Quantity::Growth { last, first, years } => {
            steps.push(words::grown(lang, [first, last].map(|part| words_of(part)), *years, result.as_deref()));
        }
        // What the rules give a name is one figure; how it comes about is asked for by that name.
        Quantity::Defined(id)
            if result.is_some() && (env.book.definition(*id).label.is_some() || !env.book.is_written_out(*id)) =>
        {
            let label = words::quantity(lang, env.book, wanted);
            steps.extend(result.map(|result| words::of_case(lang, &label, &result)));
        }
        Quantity::Defined(id) => match &env.book.definition(*id).meaning {
            Meaning::Value(inner) if env.book.is_written_out(*id) => return add(context, env, inner, steps),
            Meaning::Value(_) => steps.push(words_of(wanted)),
            Meaning::When(_) => {}
        },
        Quantity::Assumed { inner, assume } if env.takes(assume) => return add(context, env, inner, steps),
        Quantity::Cases(cases) => match sure_case(env, cases) {
            Some(gives) => return add(context, env, gives, steps),
            None => steps.push(words_of(wanted)),
        },
        Quantity::Fold { fold, parts } => {
            // Parts that surely give nothing are not worth a line.
            let is_nothing =
                |part: &&Quantity| quantity(env, part).is_ok_and(|estimate| estimate.interval == Interval::ZERO);
            for part in parts.iter().filter(|part| !is_nothing(part)) {
                add(context, env, part, steps);
            }
            steps.extend(result.map(|result| words::folded_value(lang, *fold, &result)));
        }
        Quantity::Across { fold, each, across, selects } => {
            let members = members(context, env, *across, selects, each);
            let result = result.map(|result| words::folded_value(lang, *fold, &result));
            match result.filter(|_| !members.is_empty() && members.len() <= MOST_MEMBERS) {
                Some(result) => steps.extend(members.into_iter().chain([result])),
                None => steps.push(words_of(wanted)),
            }
        }
        Quantity::Bounded { inner, floor, cap } => {
            let mut now = add(context, env, inner, steps)?;
            for (end, is_floor) in [(floor, true), (cap, false)] {
                let Some(end) = end else { continue };
                let at = quantity(env, end).ok()?.interval;
                let next = if is_floor { now.at_least(at) } else { now.at_most(at) };
                let is_cut = if next == now { Some(false) } else { (next == at).then_some(true) };
                let kind = words::kind(env.book, wanted);
                steps.extend(
                    at.as_point().map(|at| words::bounded(lang, is_floor, &words::of_kind(lang, kind, at), is_cut)),
                );
                now = next;
            }
        }
        Quantity::Unstated => steps.push(words::not_stated(lang).to_owned()),
        Quantity::Literal(number, kind) => steps.push(words::fixed(lang, &words::of_kind(lang, *kind, *number))),
        Quantity::Day(_)
        | Quantity::Unknown
        | Quantity::Fact { .. }
        | Quantity::Range { .. }
        | Quantity::Count { .. }
        | Quantity::AmountOf(_)
        | Quantity::Unclear { .. }
        | Quantity::Assumed { .. } => steps.push(words_of(wanted)),
    }
    Some(value)
}

/// Adds the lines of a part that is computed itself, if it comes to a figure that is not nothing.
fn before(context: &Context<'_>, env: &Env<'_>, part: &Quantity, steps: &mut Vec<String>) {
    let value = quantity(env, part).ok().and_then(|estimate| estimate.interval.shown());
    let is_known = value.is_some_and(|value| !value.is_zero());
    let computed = match part {
        Quantity::Defined(id) => match &env.book.definition(*id).meaning {
            Meaning::Value(value) => value,
            Meaning::When(_) => return,
        },
        part => part,
    };
    let is_computed = matches!(
        computed,
        Quantity::Excess { .. }
            | Quantity::Slices { .. }
            | Quantity::Across { .. }
            | Quantity::Product { .. }
            | Quantity::Units { .. }
    );
    if is_known && is_computed {
        add(context, env, computed, steps);
    }
}

/// What each record or year that surely counts gives.
fn members(
    context: &Context<'_>,
    env: &Env<'_>,
    across: Across,
    selects: &[Condition],
    each: &Quantity,
) -> Vec<String> {
    let mut found = Vec::new();
    let visited = for_each_member(env, across, &mut |inner, membership| {
        if membership.belongs().and(all(inner, selects)?).truth == Truth::True {
            let value = operand(context.lang, inner, each);
            found.push(words::of_record(context.lang, Some(&context.member(inner, across)), &value));
        }
        Ok(())
    });
    if visited.is_ok_and(|is_known| is_known) { found } else { Vec::new() }
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

/// What it comes to: a figure, or two ends that the text leaves; nothing where it is a fact that is missing.
fn result(lang: Lang, env: &Env<'_>, wanted: &Quantity, estimate: &Estimate) -> Option<String> {
    let kind = words::kind(env.book, wanted);
    let (low, high) = (estimate.interval.low, estimate.interval.high);
    if let Some(value) = estimate.interval.shown() {
        return Some(words::of_kind(lang, kind, value));
    }
    let is_of_text = !estimate.reasons.contains(Reasons::FACT) && kind == Kind::Money;
    low.and(high).filter(|_| is_of_text).map(|_| words::interval(lang, &estimate.interval))
}

/// A side of a product: its value, or what is known of it where that is not one figure.
fn operand(lang: Lang, env: &Env<'_>, wanted: &Quantity) -> String {
    operand_of(lang, env, wanted, None)
}

/// The same of a side of this kind.
fn operand_of(lang: Lang, env: &Env<'_>, wanted: &Quantity, kind: Option<Kind>) -> String {
    let known = known(env, wanted);
    let mut text = words::spoken(lang, env.book, &known, kind.unwrap_or_else(|| words::kind(env.book, &known)));
    if matches!(known, Quantity::Unclear { .. } | Quantity::Cases(_) | Quantity::Fold { .. }) {
        text = words::bracketed(lang, &text);
    }
    let Ok(estimate) = quantity(env, wanted) else { return text };
    if estimate.interval.shown().is_some() {
        text
    } else if estimate.reasons.contains(Reasons::FACT) {
        words::not_known(lang, &text)
    } else if estimate.reasons.contains(Reasons::JUDGEMENT) {
        words::not_decided(lang, &text)
    } else {
        text
    }
}
