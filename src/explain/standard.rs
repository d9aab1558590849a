//! The report of one standard: what a firm lacks for a title.

use crate::calendar::Day;
use crate::evaluate::{Evaluation, standard_result};
use crate::profile::Profile;
use crate::report::{Detail, Outcome, ReasonReport, StandardReport, Status};
use crate::rulebook::{Rulebook, Standard, Window};
use crate::source::Sources;
use crate::truth::Truth;
use crate::words::{self, Lang};

use super::explainer::OfFirm;
use super::{Context, Explainer, assumptions, conditions, delivery, missing, near_miss, open};

/// Holds every standard that speaks of the firm's place against this profile on this day, in the order of the rules.
#[must_use]
pub fn explain_standards(
    lang: Lang,
    book: &Rulebook,
    sources: &Sources,
    profile: &Profile,
    as_of: Day,
    evaluation: &Evaluation,
) -> Vec<StandardReport> {
    let (explainer, of_firm) = (Explainer::new(lang, book, sources), OfFirm::new(lang, book, profile, evaluation));
    let context = explainer.context(&of_firm, Detail::Records, profile, as_of, evaluation);
    let place = context.env().place();
    let speaks_of_place = |standard: &&Standard| book.may_apply(&standard.rule, place);
    book.standards.iter().filter(speaks_of_place).map(|standard| report(&context, standard)).collect()
}

fn report(context: &Context<'_>, standard: &Standard) -> StandardReport {
    let (env, rule) = (context.env(), &standard.rule);
    let result = standard_result(&env, standard);
    let whole = result.verdict.map_or(Truth::Unknown, |verdict| verdict.truth);
    let is_open = !matches!(result.status, Status::NotOpen | Status::Announced | Status::NationalLaw);
    let deciding = assumptions::deciding(context, &assumptions::mentioned(context.book, rule).assumptions, |env| {
        standard_result(env, standard)
    });
    let is_strict = context.evaluation.question.strict;
    let title = context.book.dictionary.by_key("title.kind").map(|id| context.book.dictionary.fact(id));
    let title = title.and_then(|fact| fact.choices.get(standard.title));
    // Of a title that is missed, too, what is not known is asked for: a firm climbs to it.
    let asked = if whole == Truth::False { Truth::Unknown } else { whole };
    let missing = if is_open { missing::facts(context, &env, rule, None, asked) } else { Vec::new() };
    let mut reasons: Vec<ReasonReport> = missing.iter().map(|one| words::missing_reason(context.lang, one)).collect();
    if is_open {
        reasons.extend(open::reasons(context, &env, rule));
    }
    if is_strict {
        reasons.extend(deciding.iter().map(|assume| words::not_taken(context.lang, assume)));
    }
    let is_missed = is_open && whole == Truth::False;
    StandardReport {
        id: rule.address.clone(),
        title: title.map(|title| title.key.clone()).unwrap_or_default(),
        name: title.map(|title| words::choice_label(context.lang, title).to_owned()).unwrap_or_default(),
        applies_to: standard.applies_to.word().to_owned(),
        status: result.status,
        outcome: result.verdict.map_or(Outcome::Unknown, |verdict| conditions::outcome_of(Ok(verdict))),
        conditions: conditions::reports(context, &env, rule, None),
        missing,
        reasons,
        assumptions: if is_strict { Vec::new() } else { deciding },
        silent: rule.silent.clone(),
        near_miss: if is_missed { near_miss::near_misses(context, &env, rule, None) } else { Vec::new() },
        from: rule.from.map(|day| day.to_string()),
        until: rule.until.map(|day| day.to_string()),
        apply: delivery::apply(&rule.application, context.as_of, context.of_firm.have.as_deref()),
        accepting: rule.application.window(context.as_of).map(|window| window == Window::Open),
        clause: rule.clause.clone(),
        document: context.document(rule.document),
        source: context.source(rule.line),
    }
}
