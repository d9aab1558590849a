//! One support explained: what its rule says, and what that comes to for a firm.

use crate::calendar::Day;
use crate::dictionary::RecordId;
use crate::evaluate::{Evaluation, GroupResult, support_result};
use crate::profile::Profile;
use crate::report::{
    AnswerReport, AsOfFrom, Detail, EXPLANATION_SCHEMA, Explanation, GroupReport, MemberReport, RecordKind, RuleReport,
};
use crate::rulebook::{Group, GroupName, Rulebook, Support, SupportId};
use crate::source::Sources;
use crate::words::{self, Lang};

use super::assumptions::mentioned;
use super::citation::Citation;
use super::explainer::OfFirm;
use super::{Explainer, assumptions as conventions, clauses, delivery, enterprise, stacking, support};

/// What the rule of a support says, with what should be noticed of its document on the day.
#[must_use]
pub fn explain_rule(lang: Lang, book: &Rulebook, sources: &Sources, id: SupportId, as_of: Day) -> Explanation {
    explanation(&Citation { lang, book, sources, as_of, firm: None }, id, None)
}

fn explanation(citation: &Citation<'_>, id: SupportId, answer: Option<AnswerReport>) -> Explanation {
    let (lang, book) = (citation.lang, citation.book);
    let groups =
        book.groups.iter().filter(|of| of.members.contains(&id)).map(|of| group(lang, book, of, Some(id))).collect();
    Explanation { schema: EXPLANATION_SCHEMA, rule: rule(lang, book, citation, book.support(id), groups), answer }
}

/// What the rule of a support says, and what that comes to for this profile on this day.
#[must_use]
pub fn explain_support(
    lang: Lang,
    book: &Rulebook,
    sources: &Sources,
    id: SupportId,
    profile: &Profile,
    (as_of, as_of_from): (Day, AsOfFrom),
    evaluation: &Evaluation,
) -> Explanation {
    let (explainer, of_firm) = (Explainer::new(lang, book, sources), OfFirm::new(lang, book, profile, evaluation));
    let context = explainer.context(&of_firm, Detail::Records, profile, as_of, evaluation);
    // A support of another place is in no evaluation; why it is not for the firm is still to be explained.
    let found = evaluation.supports.iter().find(|result| result.id == id).cloned();
    let result = found.unwrap_or_else(|| support_result(&context.env(), id));
    let takes_part = |group: &&GroupResult| group.concerns(id);
    let answer = AnswerReport {
        as_of: as_of.to_string(),
        as_of_from,
        strict: evaluation.question.strict,
        enterprise: enterprise(&context),
        support: support::report(&context, &result),
        stacking: evaluation.groups.iter().filter(takes_part).map(|group| stacking::report(&context, group)).collect(),
        assumptions: conventions(&context),
    };
    explanation(&context.citation(), id, Some(answer))
}

/// What a rule says: that of a support, or what a standard asks.
pub(super) fn rule(
    lang: Lang,
    book: &Rulebook,
    citation: &Citation<'_>,
    support: &Support,
    groups: Vec<GroupReport>,
) -> RuleReport {
    RuleReport {
        id: support.address.clone(),
        name: words::support_name(lang, support).to_owned(),
        kind: support.kind.to_owned(),
        for_what: support.for_what.clone(),
        purpose: support.for_what.as_ref().and_then(|key| purpose(lang, book, key)),
        standing: support.offer.word().map(str::to_owned),
        from: support.from.map(|day| day.to_string()),
        until: support.until.map(|day| day.to_string()),
        for_each: support.for_each.map(|record| record_kind(lang, book, record)),
        clauses: clauses::clauses(lang, book, citation, support),
        amount: support.amount.as_ref().map(|amount| words::quantity(lang, book, amount)),
        limits: support.limits.iter().map(|limit| words::limit_of(lang, book, support.for_each, limit)).collect(),
        paid_to: support.payee.word().to_owned(),
        period: support.period.word().to_owned(),
        paid_as: support.medium.word().to_owned(),
        duration: delivery::duration(lang, book, support),
        duration_unstated: support.duration_unstated(),
        stages: delivery::stages_of_rule(lang, book, support),
        terms: delivery::terms(lang, book, support),
        apply: delivery::apply(&support.application, citation.as_of, None),
        restricted: support.restricted.clone(),
        groups,
        assumptions: mentioned(book, support).assumptions,
        silent: support.premises.iter().chain(&support.silent).cloned().collect(),
        department: support.department.clone(),
        contact: support.contact.clone(),
        clause: support.clause.clone(),
        figures: support.figures.clone(),
        document: citation.document(book.document_of(support)),
        source: citation.source(support.line),
    }
}

/// What a purpose is called; firms say by the same words what the money was for that they received.
fn purpose(lang: Lang, book: &Rulebook, key: &str) -> Option<String> {
    let choices = &book.dictionary.fact(book.dictionary.by_key("received.for-what")?).choices;
    choices.iter().find(|choice| choice.key == key).map(|choice| words::choice_label(lang, choice).to_owned())
}

fn record_kind(lang: Lang, book: &Rulebook, record: RecordId) -> RecordKind {
    let record = book.dictionary.record(record);
    RecordKind { key: record.key.clone(), label: words::record_label(lang, record).to_owned() }
}

/// A group, seen from one of its members or from outside.
pub(super) fn group(lang: Lang, book: &Rulebook, group: &Group, of: Option<SupportId>) -> GroupReport {
    let others = group.members.iter().filter(|member| Some(**member) != of).map(|member| book.support(*member));
    GroupReport {
        name: match &group.name {
            GroupName::Given { .. } => Some(words::group_name(lang, book, &group.name)),
            GroupName::Members(_) => None,
        },
        rule: group.rule.word().to_owned(),
        by_year: group.by_year,
        limits: group.limits.iter().map(|limit| words::limit_of(lang, book, book.record_of(group), limit)).collect(),
        clause: group.clause.clone(),
        per: group.per.map(|record| record_kind(lang, book, record)),
        others: others
            .map(|other| MemberReport { id: other.address.clone(), name: words::support_name(lang, other).to_owned() })
            .collect(),
        silent: group.silent.clone(),
    }
}
