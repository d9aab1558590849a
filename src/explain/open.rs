//! What keeps an answer open besides missing facts: judgements, and places where the text is silent.

use crate::evaluate::{Env, condition, quantity};
use crate::report::ReasonReport;
use crate::rulebook::{Condition, ConditionForm, Fold, Meaning, Quantity, Support};
use crate::truth::{Reasons, Truth};
use crate::words;

use super::Context;
use super::explainer::Walked;

/// What keeps the conditions open.
pub(super) fn reasons(context: &Context<'_>, env: &Env<'_>, support: &Support) -> Vec<ReasonReport> {
    let mut found = Open::default();
    let parts = support.selects.iter().chain(&support.conditions);
    if parts.clone().any(|part| condition(env, part).is_ok_and(|verdict| verdict.truth == Truth::False)) {
        return Vec::new();
    }
    for part in parts {
        collect_open(context, env, part, &mut found);
    }
    found.reasons
}

/// What was found, and where.
#[derive(Default)]
struct Open {
    reasons: Vec<ReasonReport>,
    walked: Walked,
}

fn collect_open(context: &Context<'_>, env: &Env<'_>, part: &Condition, found: &mut Open) {
    let Ok(verdict) = condition(env, part) else { return };
    if verdict.truth != Truth::Unknown {
        return;
    }
    match &part.form {
        ConditionForm::Judged(_) => {
            found.reasons.push(words::judgement_reason(&words::condition(context.lang, env.book, part)));
        }
        ConditionForm::Among { fact, .. } if verdict.reasons.contains(Reasons::JUDGEMENT) => {
            let declared = env.book.dictionary.fact(*fact);
            let by = declared.judged_by.as_deref().unwrap_or_default();
            found.reasons.push(words::judged_fact_reason(context.lang, words::fact_label(context.lang, declared), by));
        }
        // A reading that is not taken is told with its assumption.
        ConditionForm::Unclear { assume: Some(_), .. } => {}
        ConditionForm::Unclear { .. } if verdict.reasons.contains(Reasons::SILENCE) => {
            found.reasons.push(words::reading_reason(&words::condition(context.lang, env.book, part)));
        }
        ConditionForm::Scope(scope) if scope.sets().any(|set| !env.takes(&set.assume)) => {}
        ConditionForm::Scope(_) if verdict.reasons.contains(Reasons::SILENCE) => {
            found.reasons.push(words::scope_reason(context.lang, &context.book.places.entry(env.place()).name));
        }
        ConditionForm::All(parts)
        | ConditionForm::Any(parts)
        | ConditionForm::None(parts)
        | ConditionForm::Of { parts, .. } => {
            parts.iter().for_each(|part| collect_open(context, env, part, found));
        }
        ConditionForm::Compare { left, right, .. } if verdict.reasons.contains(Reasons::UNDEFINED) => {
            let sides = [left, right].map(|side| words::quantity(context.lang, env.book, side));
            found.reasons.push(words::undefined_reason(context.lang, &sides));
        }
        ConditionForm::Meets(id) => {
            if let Meaning::When(when) = &env.book.definition(*id).meaning
                && found.walked.again(*id)
            {
                when.iter().for_each(|part| collect_open(context, env, part, found));
            }
        }
        ConditionForm::Compare { .. }
        | ConditionForm::Among { .. }
        | ConditionForm::Has { .. }
        | ConditionForm::Every { .. }
        | ConditionForm::Unclear { .. }
        | ConditionForm::Assumed { .. }
        | ConditionForm::Scope(_) => {}
    }
}

/// What keeps the amount open. Of parts with amounts of their own each is told by itself.
pub(super) fn amount_reasons(context: &Context<'_>, env: &Env<'_>, support: &Support) -> Vec<ReasonReport> {
    let mut found = Open::default();
    if support.stages.iter().all(|stage| stage.is_share) {
        support.amount.iter().for_each(|amount| collect_of(context, env, amount, &mut found));
    }
    found.reasons
}

fn collect_of(context: &Context<'_>, env: &Env<'_>, wanted: &Quantity, found: &mut Open) {
    let Ok(estimate) = quantity(env, wanted) else { return };
    if estimate.interval.as_point().is_some() {
        return;
    }
    match wanted {
        Quantity::Cases(cases) => {
            for case in cases {
                case.when.iter().for_each(|part| collect_open(context, env, part, found));
                collect_of(context, env, &case.gives, found);
            }
        }
        Quantity::Defined(id) => {
            if let Meaning::Value(value) = &env.book.definition(*id).meaning
                && found.walked.again(*id)
            {
                collect_of(context, env, value, found);
            }
        }
        // A reading that is not taken is told with its assumption.
        Quantity::Unclear { assume: Some(_), .. } => {}
        Quantity::Unclear { .. } if estimate.reasons.contains(Reasons::SILENCE) => {
            let readings = words::quantity(context.lang, env.book, wanted);
            found.reasons.push(words::reading_reason(&words::readings(context.lang, &readings)));
        }
        Quantity::Ratio { .. } | Quantity::Growth { .. } | Quantity::Across { fold: Fold::Mean, .. }
            if estimate.reasons.contains(Reasons::UNDEFINED) =>
        {
            found
                .reasons
                .push(words::undefined_amount_reason(context.lang, &words::quantity(context.lang, env.book, wanted)));
        }
        Quantity::Literal(..)
        | Quantity::Day(_)
        | Quantity::Unstated
        | Quantity::Unknown
        | Quantity::Fact { .. }
        | Quantity::Product { .. }
        | Quantity::Range { .. }
        | Quantity::Units { .. }
        | Quantity::Slices { .. }
        | Quantity::Fold { .. }
        | Quantity::Across { .. }
        | Quantity::Count { .. }
        | Quantity::Excess { .. }
        | Quantity::Ratio { .. }
        | Quantity::Growth { .. }
        | Quantity::AmountOf(_)
        | Quantity::Unclear { .. }
        | Quantity::Assumed { .. }
        | Quantity::Bounded { .. } => {
            wanted.operands().into_iter().for_each(|part| collect_of(context, env, part, found));
        }
    }
}
