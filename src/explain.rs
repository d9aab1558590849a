//! Turns an evaluation into the report: every row, reason, missing fact, near miss and citation, once.

mod assumptions;
mod conditions;
mod delivery;
mod missing;
mod near_miss;
mod stacking;
mod steps;
mod support;

use std::collections::BTreeMap;

use crate::calendar::{Day, Unit};
use crate::dictionary::RecordId;
use crate::evaluate::{Env, Evaluation, Memo, SupportResult, Total};
use crate::number::Number;
use crate::profile::{Profile, Value};
use crate::report::{
    AsOfFrom, DocumentReport, Enterprise, Report, SCHEMA, SourceReport, SupportReport, TotalReport, Yuan,
};
use crate::rulebook::{Document, Evidence, Rulebook, Standing};
use crate::source::{Line, Sources};
use crate::truth::Reasons;
use crate::words::{self, Lang};

/// A document that ends within so many days draws a warning.
const ENDS_SOON_DAYS: i64 = 90;

/// What a total may hang on, in the order in which it is said.
const TOTAL_REASONS: &[(Reasons, &str)] = &[
    (Reasons::FACT, "missing-fact"),
    (Reasons::JUDGEMENT, "judgement"),
    (Reasons::STACKING, "stacking"),
    (Reasons::STANDING, "standing"),
    (Reasons::CAP_SCOPE, "cap-scope"),
    (Reasons::SILENCE, "silence"),
    (Reasons::UP_TO, "up-to"),
    (Reasons::AT_LEAST, "at-least"),
    (Reasons::RANGE, "range"),
    (Reasons::BOUNDED, "bounded"),
];

/// Everything that an explanation may look at.
#[derive(Clone, Copy)]
pub(crate) struct Context<'c> {
    pub(crate) lang: Lang,
    pub(crate) book: &'c Rulebook,
    pub(crate) sources: &'c Sources,
    pub(crate) profile: &'c Profile,
    pub(crate) as_of: Day,
    pub(crate) evaluation: &'c Evaluation,
    pub(crate) memo: &'c Memo,
    /// What the profile's records are called.
    pub(crate) names: &'c BTreeMap<RecordId, Vec<String>>,
}

/// Explains an evaluation of this profile on this day, in a language.
#[must_use]
pub fn explain(
    lang: Lang,
    book: &Rulebook,
    sources: &Sources,
    profile: &Profile,
    (as_of, as_of_from): (Day, AsOfFrom),
    evaluation: &Evaluation,
) -> Report {
    let names = support::record_names(lang, book, profile);
    let memo = Memo::default();
    let context = Context { lang, book, sources, profile, as_of, evaluation, names: &names, memo: &memo };
    let mut results: Vec<&SupportResult> = evaluation.supports.iter().collect();
    results.sort_by(|a, b| rank(b).cmp(&rank(a)).then(a.id.cmp(&b.id)));
    let supports: Vec<SupportReport> = results.into_iter().map(|result| support::report(&context, result)).collect();
    let mut documents: Vec<DocumentReport> = Vec::new();
    for support in &supports {
        if !documents.contains(&support.document) {
            documents.push(support.document.clone());
        }
    }
    Report {
        schema: SCHEMA,
        as_of: as_of.to_string(),
        as_of_from,
        enterprise: enterprise(&context),
        supports,
        stacking: evaluation.groups.iter().map(|group| stacking::report(&context, group)).collect(),
        totals: evaluation.totals.iter().map(|total| self::total(lang, total)).collect(),
        documents,
        assumptions: assumptions(&context),
    }
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
        let value: &Value = context.profile.facts.get(&id)?;
        Some(words::value(context.lang, context.book, context.book.dictionary.fact(id), value))
    };
    Enterprise { name: stated("name"), place: stated("place") }
}

fn total(lang: Lang, total: &Total) -> TotalReport {
    TotalReport {
        paid_to: total.purse.payee.word().to_owned(),
        kind: total.purse.medium.word().to_owned(),
        period: total.purse.period.word().to_owned(),
        standing: if total.purse.confirmed { "in-force" } else { "unconfirmed" }.to_owned(),
        low: Yuan(total.low),
        high: total.high.map(Yuan),
        unstated: total.unstated,
        incomplete: total.incomplete,
        duration_unstated: total.duration_unstated,
        reasons: TOTAL_REASONS
            .iter()
            .filter(|(flag, _)| total.reasons.contains(*flag))
            .map(|(_, code)| words::total_reason(lang, code))
            .collect(),
    }
}

impl<'c> Context<'c> {
    pub(crate) fn env(&self) -> Env<'c> {
        Env::new(self.book, self.profile, self.as_of, self.memo)
    }

    pub(crate) fn source(&self, line: Line) -> SourceReport {
        SourceReport { file: self.sources.file(line.file).name.clone(), line: line.number }
    }

    pub(crate) fn document(&self, document: &Document) -> DocumentReport {
        DocumentReport {
            id: document.address.clone(),
            title: document.title.clone(),
            number: document.number.clone(),
            issuer: document.issuer.clone(),
            issued: document.issued.to_string(),
            from: document.from.to_string(),
            until: document.until.map(|until| until.to_string()),
            standing: document.standing.word().to_owned(),
            standing_note: document.standing_note.clone(),
            evidence: document.evidence.word().to_owned(),
            checked: document.checked.to_string(),
            source: document.source.clone(),
            warnings: self.warnings(document),
        }
    }

    fn warnings(&self, document: &Document) -> Vec<String> {
        let mut warnings = Vec::new();
        if document.standing != Standing::InForce {
            warnings.push(words::standing_warning(self.lang, document.standing, document.standing_note.as_deref()));
        }
        if document.evidence == Evidence::Single {
            warnings.push(words::single_evidence(self.lang).to_owned());
        }
        warnings.extend(stacking::replaced(self, document));
        if self.as_of < document.from {
            warnings.push(words::not_yet(self.lang, document.from));
        }
        if let Some(until) = document.until {
            let soon = self.as_of.later(ENDS_SOON_DAYS, Unit::Day);
            if until < self.as_of {
                warnings.push(words::ended_on(self.lang, until));
            } else if until <= soon {
                warnings.push(words::ends_on(self.lang, until));
            }
        }
        warnings
    }
}
