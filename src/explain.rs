//! Turns an evaluation into the report: every row, reason, missing fact, near miss and citation, once.

mod assumptions;
mod citation;
mod clauses;
mod comparison;
mod conditions;
mod curve;
mod delivery;
mod document;
mod due;
mod explainer;
mod handover;
mod known;
mod ladder;
mod missing;
mod near_miss;
mod open;
mod place_read;
mod plan;
mod receipt;
mod rule;
mod stacking;
mod standard;
mod steps;
mod support;
mod unstated;
mod value;
mod what_if;

use std::sync::Arc;

use crate::calendar::Day;
use crate::evaluate::{Evaluation, Purse, Question, SupportResult, Total, evaluate};
use crate::number::Number;
use crate::profile::{Profile, Value};
use crate::report::{
    AsOfFrom, Detail, DocumentReport, Ends, Enterprise, ReasonCode, Report, SCHEMA, SupportReport, TotalReport,
};
use crate::rulebook::Rulebook;
use crate::source::Sources;
use crate::truth::Reasons;
use crate::words::{self, Lang};

pub(crate) use explainer::Context;
pub use explainer::Explainer;

pub use comparison::{compare, places_with_documents};
pub use conditions::plain as plain_number;
pub use curve::{explain_curve, figures_read};
pub use document::explain_document;
pub use due::explain_due;
pub use handover::explain_handover;
pub use ladder::explain_ladder;
pub use plan::explain_plan;
pub use receipt::{receipt, verification};
pub use rule::{explain_rule, explain_support};
pub use standard::explain_standards;
pub use value::{UNKNOWN, Wanted, explain_value, plain_value};
pub use what_if::{changes_of_answers, changes_of_ladders, changes_of_reports, changes_of_values};

/// What a total may hang on, in the order in which it is said.
const TOTAL_REASONS: &[(Reasons, ReasonCode)] = &[
    (Reasons::FACT, ReasonCode::MissingFact),
    (Reasons::JUDGEMENT, ReasonCode::Judgement),
    (Reasons::STACKING, ReasonCode::Stacking),
    (Reasons::STANDING, ReasonCode::Standing),
    (Reasons::CAP_SCOPE, ReasonCode::CapScope),
    (Reasons::SILENCE, ReasonCode::Silence),
    (Reasons::UP_TO, ReasonCode::UpTo),
    (Reasons::AT_LEAST, ReasonCode::AtLeast),
    (Reasons::RANGE, ReasonCode::Range),
    (Reasons::SPENT, ReasonCode::Spent),
    (Reasons::BOUNDED, ReasonCode::Bounded),
];

/// Explains an evaluation of this profile on this day, in a language.
#[must_use]
pub fn explain(
    lang: Lang,
    book: &Rulebook,
    sources: &Sources,
    profile: &Profile,
    as_of: (Day, AsOfFrom),
    evaluation: &Evaluation,
) -> Report {
    Explainer::new(lang, book, sources).explain(Detail::Conditions, profile, as_of, evaluation)
}

fn report(context: &Context<'_>, as_of_from: AsOfFrom) -> Report {
    let (lang, evaluation) = (context.lang, context.evaluation);
    let mut results: Vec<&SupportResult> = evaluation.supports.iter().collect();
    results.sort_by(|a, b| rank(b).cmp(&rank(a)).then(a.id.cmp(&b.id)));
    let supports: Vec<SupportReport> = results.into_iter().map(|result| support::report(context, result)).collect();
    let mut documents: Vec<Arc<DocumentReport>> = Vec::new();
    for support in &supports {
        if !documents.iter().any(|document| Arc::ptr_eq(document, &support.document)) {
            documents.push(Arc::clone(&support.document));
        }
    }
    let read_otherwise = read_otherwise(context, &evaluation.supports);
    Report {
        schema: SCHEMA,
        as_of: context.as_of.to_string(),
        as_of_from,
        strict: evaluation.question.strict,
        enterprise: enterprise(context),
        supports,
        stacking: evaluation.groups.iter().map(|group| stacking::report(context, group)).collect(),
        joint: evaluation.counted.joint.iter().map(|joint| stacking::joint(context, joint)).collect(),
        totals: evaluation.totals.iter().map(|total| total_report(lang, total)).collect(),
        read_otherwise,
        documents,
        place_read: (context.detail >= Detail::Conditions).then(|| place_read::place_read(context)).flatten(),
        assumptions: assumptions(context),
    }
}

/// The totals under all readings that bring something, where none does because of what the rules assume.
fn read_otherwise(context: &Context<'_>, results: &[SupportResult]) -> Vec<TotalReport> {
    let evaluation = context.evaluation;
    let brings_something = evaluation.totals.iter().any(|total| !total.is_nothing());
    let hangs_on_assumptions = |result: &SupportResult| {
        context.told(result.id).head.is_money && !assumptions::deciding_support(context, result.id).is_empty()
    };
    if brings_something || evaluation.question.strict || !results.iter().any(hangs_on_assumptions) {
        return Vec::new();
    }
    let question = Question { strict: true, ..evaluation.question };
    let strict = evaluate(context.book, context.profile, question);
    let totals = strict.totals.iter().filter(|total| !total.is_nothing());
    totals.map(|total| total_report(context.lang, total)).collect()
}

/// The order of supports: what is in play first, then by low end, then by high end, an open one highest.
fn rank(result: &SupportResult) -> (bool, Option<Number>, bool, Option<Number>) {
    let money = result.money.filter(|_| result.is_in_play());
    let high = money.and_then(|money| money.high());
    (result.is_in_play(), money.map(|money| money.low()), money.is_some() && high.is_none(), high)
}

/// What the program itself assumes.
fn assumptions(context: &Context<'_>) -> Vec<String> {
    let fixed = [words::these_documents(context.lang), words::rounding(context.lang)];
    fixed.into_iter().map(str::to_owned).chain(stacking::received(context)).collect()
}

fn enterprise(context: &Context<'_>) -> Enterprise {
    let stated = |key: &str| {
        let id = context.book.dictionary.by_key(key)?;
        let value = context.profile.facts.get(&id).filter(|value| **value != Value::Unread)?;
        Some(words::value(context.lang, context.book, context.book.dictionary.fact(id), value))
    };
    Enterprise { name: stated("name"), place: stated("place"), unread: context.profile.unread }
}

fn total_report(lang: Lang, total: &Total) -> TotalReport {
    let ends = Ends::of(total.low, total.high);
    let stated_high = ends.high.filter(|_| total.is_stated && !total.incomplete);
    TotalReport {
        paid_to: total.purse.payee.word().to_owned(),
        kind: total.purse.medium.word().to_owned(),
        period: total.purse.period.word().to_owned(),
        standing: standing(total.purse).to_owned(),
        low: (total.is_stated || total.incomplete).then_some(ends.low),
        high: stated_high.filter(|_| total.unstated == 0),
        stated_high,
        unstated: total.unstated,
        incomplete: total.incomplete,
        duration_unstated: total.duration_unstated,
        reasons: TOTAL_REASONS
            .iter()
            .filter(|(flag, _)| total.reasons.contains(*flag))
            .map(|(_, code)| words::total_reason(lang, *code))
            .collect(),
    }
}

/// What the documents of a purse are known to be.
fn standing(purse: Purse) -> &'static str {
    if purse.confirmed { "in-force" } else { "unconfirmed" }
}
