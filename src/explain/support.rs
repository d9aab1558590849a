//! The report of one support.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::dictionary::RecordId;
use crate::evaluate::{Binding, Env, Item, Money, SupportResult, had_before, is_by_year};
use crate::number::Number;
use crate::profile::{Profile, RecordValues};
use crate::report::{
    AmountReport, Certainty, Detail, Ends, IfOpenReport, ItemReport, MissingReport, ReasonCode, ReasonReport, Status,
    SupportReport,
};
use crate::rulebook::{Across, Payee, Rulebook, Support};
use crate::truth::{Reasons, Truth};
use crate::words::{self, Lang};

use super::unstated::is_of_rates;
use super::{Context, assumptions, conditions, delivery, missing, near_miss, open, stacking, steps};

/// Reports one support.
pub(super) fn report(context: &Context<'_>, result: &SupportResult) -> SupportReport {
    let support = context.book.support(result.id);
    let is_told = context.detail > Detail::Misses;
    let deciding = if is_told { assumptions::deciding_support(context, result.id) } else { Vec::new() };
    let is_strict = context.evaluation.question.strict;
    let mut report = SupportReport {
        head: Arc::clone(&context.told(result.id).head),
        status: result.status,
        closed: closed(context, support, result),
        if_open: result.if_open.map(|status| IfOpenReport {
            status,
            amount: result.money.filter(|_| status.is_in_play()).map(|money| amount(context, support, &money, result)),
        }),
        amount: result.money.filter(|_| result.is_in_play()).map(|money| amount(context, support, &money, result)),
        items: Vec::new(),
        conditions: Vec::new(),
        missing: Vec::new(),
        reasons: if is_strict {
            deciding.iter().map(|assume| words::not_taken(context.lang, assume)).collect()
        } else {
            Vec::new()
        },
        assumptions: if is_strict { Vec::new() } else { deciding },
        near_miss: Vec::new(),
        stages: Vec::new(),
        apply: delivery::apply(&support.application, context.as_of, context.of_firm.have.as_deref()),
        document: context.document(support.document),
    };
    if context.detail == Detail::Amounts {
        return report;
    }
    let mut said = Said::default();
    for item in &result.items {
        describe(context, support, item, &mut report, &mut said);
    }
    if context.detail == Detail::Misses {
        return report;
    }
    if let Some(record) = support.for_each.filter(|_| result.list_unknown && result.is_in_play()) {
        report.missing.insert(0, missing::list(context, record));
    }
    let of_others = stacking::missing(context, support, result).into_iter();
    report.missing.extend(of_others.filter(|missing| said.missing.insert(missing.clone())));
    let missing_reasons =
        report.missing.iter().map(|missing| words::missing_reason(context.lang, missing)).collect::<Vec<_>>();
    report.reasons.extend(missing_reasons);
    report.reasons.extend(amount_reasons(context, support, result));
    let of_none = assumptions::decided_by_none(context, result.id).into_iter();
    report.reasons.extend(
        of_none
            .map(|across| words::met_by_none_reason(context.lang, &words::range(context.lang, context.book, across))),
    );
    if result.items.is_empty() && report.status == Status::DoesNotQualify {
        let record =
            support.for_each.map(|record| words::record_label(context.lang, context.book.dictionary.record(record)));
        report.reasons.extend(record.map(|record| words::no_record_reason(context.lang, record)));
    }
    report
}

/// What was said of earlier records: many records lack the same.
#[derive(Default)]
struct Said {
    missing: BTreeSet<MissingReport>,
    reasons: BTreeSet<ReasonReport>,
}

/// When a support that is not open ended, or when it begins.
fn closed(context: &Context<'_>, support: &Support, result: &SupportResult) -> Option<String> {
    if result.status != Status::NotOpen {
        return None;
    }
    if result.if_open.is_some() {
        return words::shut(context.lang, &delivery::apply(&support.application, context.as_of, None));
    }
    let (document, day) = (context.book.document_of(support), context.as_of);
    let ended = support.until.into_iter().chain(document.until).filter(|until| *until < day).min();
    let begins = support.from.into_iter().chain(document.from).filter(|from| day < *from).max();
    let begins = begins.map(|from| words::begins_on(context.lang, from));
    ended.map(|until| words::ended_on(context.lang, until)).or(begins)
}

/// Adds what is to be said of one record, or of the firm.
fn describe(context: &Context<'_>, support: &Support, item: &Item, report: &mut SupportReport, said: &mut Said) {
    let binding = support.for_each.map(|record| Binding { record, index: item.record, outer: None });
    let env = Env { binding: binding.as_ref(), ..context.env() };
    let record = support.for_each.zip(item.record).map(|(record, index)| context.record_name(record, index));
    if context.detail > Detail::Answers {
        report.conditions.extend(conditions::reports(context, &env, support, record.as_ref()));
    }
    // Of a document that is not open nothing is asked, and nothing can be reached.
    let is_open = !matches!(report.status, Status::NotOpen | Status::Announced | Status::NationalLaw);
    if is_open && item.verdict.truth == Truth::False {
        report.near_miss.extend(near_miss::near_misses(context, &env, support, record.as_ref()));
    }
    if context.detail == Detail::Misses {
        return;
    }
    report.stages.extend(delivery::stages(context, &env, support, record.as_ref()));
    if is_open {
        let missing = missing::facts(context, &env, support, record.as_ref(), item.verdict.truth).into_iter();
        report.missing.extend(missing.filter(|missing| said.missing.insert(missing.clone())));
        let of_stages = report.stages.iter().filter_map(|stage| words::stage_reason(context.lang, stage));
        let is_paid = item.money.is_some();
        let of_stages: Vec<_> = of_stages.filter(|_| is_paid).collect();
        let of_amount = if is_paid { open::amount_reasons(context, &env, support) } else { Vec::new() };
        let open = open::reasons(context, &env, support).into_iter().chain(of_stages).chain(of_amount);
        report.reasons.extend(open.filter(|reason| said.reasons.insert(reason.clone())));
    }
    // Nor does it bring anything, whatever its conditions.
    let money = item.money.filter(|_| is_open);
    let stated = money.filter(|money| !money.is_unstated()).map(|money| Ends::of(money.low(), money.high()));
    let would_pay = item.money.is_some() && report.if_open.is_some();
    report.items.push(ItemReport {
        record,
        status: if is_open { item_status(item) } else { report.status },
        low: stated.map(|ends| ends.low),
        high: stated.and_then(|ends| ends.high),
        steps: if money.is_some() || would_pay { steps::steps(context, &env, support) } else { Vec::new() },
    });
}

fn item_status(item: &Item) -> Status {
    match item.verdict.truth {
        Truth::True => Status::Qualifies,
        Truth::False => Status::DoesNotQualify,
        Truth::Unknown if item.verdict.reasons.contains(Reasons::FACT) => Status::NeedsFacts,
        Truth::Unknown => Status::SubjectToJudgement,
    }
}

fn amount(context: &Context<'_>, support: &Support, money: &Money, result: &SupportResult) -> AmountReport {
    let is_stated = !money.is_unstated();
    let (ends, granted) = (Ends::of(money.low(), money.high()), money.if_granted);
    let duration = delivery::duration_of(context, support, &result.items);
    let altogether = delivery::altogether(context, result);
    let amended = support.amended.iter().map(|amended| words::amended(context.lang, amended));
    let is_told = context.detail > Detail::Misses;
    let mut steps =
        if is_told { steps::over_records(context.lang, context.book, support, &result.items) } else { Vec::new() };
    words::in_one_unit(context.lang, &mut steps);
    steps.extend(duration.as_ref().and_then(|duration| match &altogether {
        Some(altogether) => Some(words::altogether(context.lang, duration, altogether)),
        None => is_by_year(support, &result.items).then(|| duration.clone()),
    }));
    AmountReport {
        low: is_stated.then_some(ends.low),
        high: ends.high,
        period: support.period.word(),
        counted: context.evaluation.counted.parts.get(&result.id).map(|(low, high)| Ends::of(*low, *high)),
        gives_way_to: stacking::gives_way_to(context, result.id),
        duration,
        altogether,
        certainty: certainty(money),
        if_granted: is_stated
            .then(|| Ends::of(granted.low.map_or(Number::ZERO, |end| end.at), granted.high.map(|end| end.at))),
        premises: support.premises.iter().cloned().chain(amended).collect(),
        steps,
    }
}

/// Whether the text gives one figure, whatever is still open of the firm and of the conditions.
fn certainty(money: &Money) -> Certainty {
    let of_text = [
        (Reasons::RANGE, Certainty::Range),
        (Reasons::UP_TO, Certainty::UpTo),
        (Reasons::AT_LEAST, Certainty::AtLeast),
    ];
    match of_text.into_iter().find(|(flag, _)| money.reasons.contains(*flag)) {
        _ if money.is_unstated() => Certainty::Unstated,
        Some((_, certainty)) => certainty,
        // Readings of the text that give different figures are no one figure.
        None if money.reasons.contains(Reasons::CAP_SCOPE) => Certainty::Range,
        None if money.if_granted.as_point().is_none() && !money.reasons.contains(Reasons::FACT) => Certainty::Range,
        None => Certainty::Fixed,
    }
}

/// Why the amount is not one figure, beyond what conditions and missing facts say.
fn amount_reasons(context: &Context<'_>, support: &Support, result: &SupportResult) -> Vec<ReasonReport> {
    let Some(money) = result.money.filter(|_| result.is_in_play()) else {
        return if result.overflow { vec![words::reason(context.lang, ReasonCode::Overflow)] } else { Vec::new() };
    };
    let flags = [
        (Reasons::UP_TO, ReasonCode::UpTo),
        (Reasons::AT_LEAST, ReasonCode::AtLeast),
        (Reasons::RANGE, ReasonCode::Range),
        (Reasons::UNSTATED, ReasonCode::Unstated),
        (Reasons::SPENT, ReasonCode::Spent),
    ];
    let mut reasons: Vec<ReasonReport> = flags
        .iter()
        .filter(|(flag, _)| money.reasons.contains(*flag))
        .map(|(_, code)| match code {
            ReasonCode::Unstated if is_of_rates(context.book, support) => words::rate_reason(context.lang),
            code => words::reason(context.lang, *code),
        })
        .collect();
    if let Some(record) = support.for_each.filter(|_| money.reasons.contains(Reasons::CAP_SCOPE)) {
        reasons.push(words::cap_scope_reason(
            context.lang,
            words::record_label(context.lang, context.book.dictionary.record(record)),
        ));
    }
    let had = had_before(&context.env(), support);
    if let Some(again) = support.again.filter(|_| had != Truth::False) {
        reasons.push(words::again_reason(context.lang, again, had == Truth::True));
    }
    if support.duration_unstated() {
        reasons.push(words::reason(context.lang, ReasonCode::Duration));
    }
    if is_by_year(support, &result.items) {
        reasons.push(words::reason(context.lang, ReasonCode::ByYear));
    }
    if support.payee == Payee::Unstated {
        reasons.push(words::reason(context.lang, ReasonCode::Payee));
    }
    reasons.extend(stacking::reasons(context, result));
    reasons
}

/// What records are called: each by the fact that names it, with its number where another has the same name.
pub(super) fn record_names(lang: Lang, book: &Rulebook, profile: &Profile) -> BTreeMap<RecordId, Vec<String>> {
    let of_kind = |(id, records): (&RecordId, &Vec<RecordValues>)| {
        let kind = book.dictionary.record(*id);
        let name = |values: &RecordValues| {
            let fact = kind.named_by?;
            Some(words::value(lang, book, book.dictionary.fact(fact), values.get(&fact)?))
        };
        let stated: Vec<Option<String>> = records.iter().map(name).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for name in stated.iter().flatten() {
            *counts.entry(name).or_default() += 1;
        }
        let names = stated.iter().enumerate().map(|(index, name)| match name {
            Some(name) if counts.get(name.as_str()) == Some(&1) => name.clone(),
            Some(name) => words::numbered(lang, name, index),
            None => words::numbered(lang, words::record_label(lang, kind), index),
        });
        (*id, names.collect())
    };
    profile.records.iter().map(of_kind).collect()
}

impl Context<'_> {
    /// What a record is called.
    pub(super) fn record_name(&self, record: RecordId, index: usize) -> String {
        let known = self.of_firm.names.get(&record).and_then(|names| names.get(index)).cloned();
        let label = || words::record_label(self.lang, self.book.dictionary.record(record));
        known.unwrap_or_else(|| words::numbered(self.lang, label(), index))
    }

    /// What the bound member of a range is called; a year has no name of its own beside its facts.
    pub(super) fn member_name(&self, env: &Env<'_>, across: Across) -> Option<String> {
        match across {
            Across::Records(record) => {
                let index = env.binding.and_then(|binding| binding.index);
                index.map(|index| self.record_name(record, index))
            }
            Across::Years { .. } => None,
        }
    }

    /// What the record or the year that is bound is called.
    pub(super) fn member(&self, env: &Env<'_>, across: Across) -> String {
        self.member_name(env, across).unwrap_or_else(|| words::year(self.lang, env.year.unwrap_or_default()))
    }

    /// A missing fact in the report's form.
    pub(super) fn missing(
        &self,
        fact: crate::dictionary::FactId,
        year: Option<i16>,
        record: Option<&String>,
        decides: &str,
    ) -> MissingReport {
        let declared = self.book.dictionary.fact(fact);
        let label = words::fact_label(self.lang, declared);
        MissingReport {
            fact: year.map_or_else(|| declared.key.clone(), |year| format!("{}.{year}", declared.key)),
            is_list: false,
            label: year.map_or_else(|| label.to_owned(), |year| words::in_year(self.lang, label, year)),
            record: record.cloned(),
            decides: decides.to_owned(),
            question: words::fact_question(self.lang, declared).map(str::to_owned),
            find: words::fact_find(self.lang, declared).map(str::to_owned),
        }
    }
}
