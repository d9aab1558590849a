//! Compiles standards, and what `meets` names in other standards and supports.

use crate::dictionary::{FactId, Kind};
use crate::finding::{Finding, Problem};
use crate::rulebook::visit::{self, Visit};
use crate::rulebook::{
    AppliesTo, Condition, ConditionForm, DefinitionId, Meaning, Quantity, Scope, Standard, Support, Year,
};
use crate::rulefile::RawStandard;
use crate::source::{Line, Span};
use crate::suggest::nearest;

use super::document::{DocumentCompiler, Mentions};
use super::shared::{Elsewhere, Shared};
use super::vocabulary::values;
use super::word::one_of;

/// The fact whose choices are the titles.
const TITLE: &str = "title.kind";

impl DocumentCompiler<'_> {
    pub(super) fn standard(&mut self, raw: &RawStandard, document_scope: &Scope) {
        self.check_id(&raw.id);
        self.mentions = Mentions::default();
        let conditions = self.conditions(&raw.when);
        self.check_figures(&raw.span, &raw.figures, conditions.is_some());
        let address = format!("{}/{}", self.document, raw.id.value);
        if self.shared.standards.iter().any(|standard| standard.address() == address) {
            self.sink.report(&raw.id.span, Problem::DuplicateId { id: raw.id.value.clone(), other: String::new() });
        }
        let title = self.shared.vocabulary.dictionary.by_key(TITLE);
        let title = title.and_then(|title| self.choices(title, std::slice::from_ref(&raw.title)));
        let applies_to = raw.applies_to.as_ref().map(|word| one_of("applies-to", word, AppliesTo::WORDS, self.sink));
        let (Some(conditions), Some(title)) = (conditions, title.and_then(|title| title.indices().next())) else {
            return;
        };
        let Some(applies_to) = applies_to.unwrap_or(Some(AppliesTo::Both)) else { return };
        let Some(application) = self.application(raw.apply.as_ref()) else { return };
        self.check_window(raw.from.as_ref(), raw.until.as_ref());
        let line = self.sources.line(&raw.span);
        let place = Condition::new(ConditionForm::Scope(document_scope.clone()), line);
        let conditions = std::iter::once(place).chain(self.has_begun(line)).chain(conditions).collect();
        let rule = Support {
            rows: values(&raw.rows),
            from: raw.from.as_ref().map(|day| day.value),
            until: raw.until.as_ref().map(|day| day.value),
            application,
            clause: raw.clause.value.clone(),
            figures: values(&raw.figures),
            silent: values(&raw.silent),
            ..Support::unpaid(address, self.shared.documents.len() - 1, conditions, line)
        };
        self.shared.standards.push(Standard { rule, title, applies_to });
    }
}

/// Fills in the conditions of standards and supports that are read elsewhere. What is named but does not exist, or
/// speaks of single records, or leads back to itself, is reported.
pub(super) fn link(shared: &mut Shared) -> Vec<Finding> {
    let mut findings = Vec::new();
    let read: Vec<(Elsewhere, DefinitionId, Span)> =
        shared.read_elsewhere.iter().map(|(what, (id, span))| (what.clone(), *id, span.clone())).collect();
    for (what, id, span) in &read {
        let found = match what {
            Elsewhere::Conditions(address) => conditions(shared, address),
            Elsewhere::Amount(address) => amount(shared, address),
        };
        match found {
            Ok((meaning, line)) => {
                let definition = &mut shared.definitions[usize::from(id.0)];
                (definition.meaning, definition.line) = (meaning, line);
            }
            Err(Some(problem)) => findings.push(Finding::at(span.clone(), problem)),
            // Too broken to be compiled, which was reported.
            Err(None) => {}
        }
    }
    for (_, id, span) in read {
        if let Some(path) = cycle(shared, id, &mut Vec::new()) {
            findings.push(Finding::at(span, Problem::Cycle { path }));
            let meaning = &mut shared.definitions[usize::from(id.0)].meaning;
            *meaning = match meaning {
                Meaning::When(_) => Meaning::When(Vec::new()),
                Meaning::Value(_) => Meaning::Value(Quantity::Unstated),
            };
        }
    }
    findings
}

/// What an address means, and where that is written.
type Found = Result<(Meaning, Line), Option<Problem>>;

/// The conditions at an address: a support's without its place.
fn conditions(shared: &Shared, address: &str) -> Found {
    if let Some(standard) = shared.standards.iter().find(|standard| standard.address() == address) {
        return Ok((Meaning::When(standard.conditions().to_vec()), standard.rule.line));
    }
    let known = shared.standards.iter().map(|standard| &standard.rule.address);
    let support = support(shared, address, known)?;
    let is_scope = |condition: &&Condition| matches!(condition.form, ConditionForm::Scope(_));
    let when = support.conditions.iter().filter(|condition| !is_scope(condition)).cloned().collect();
    Ok((Meaning::When(when), support.line))
}

/// What the support at an address pays a firm, with what caps it.
fn amount(shared: &Shared, address: &str) -> Found {
    let support = support(shared, address, [].into_iter())?;
    let Some(amount) = &support.amount else {
        let (expected, found) = (Kind::Money.word(), Kind::Support.word().to_owned());
        return Err(Some(Problem::WrongKind { expected, found }));
    };
    let caps = support.limits.iter().map(|limit| Quantity::Literal(limit.cap, Kind::Money));
    let capped = caps.fold(amount.clone(), |inner, cap| Quantity::Bounded {
        inner: Box::new(inner),
        floor: None,
        cap: Some(Box::new(cap)),
    });
    Ok((Meaning::Value(capped), support.line))
}

/// The support at an address, which is answered once for the firm.
fn support<'s>(
    shared: &'s Shared,
    address: &str,
    others: impl Iterator<Item = &'s String>,
) -> Result<&'s Support, Option<Problem>> {
    if let Some(support) = shared.addresses.get(address).map(|id| &shared.supports[id.index()]) {
        let Some(record) = support.for_each else { return Ok(support) };
        let record = shared.vocabulary.dictionary.record(record).key.clone();
        return Err(Some(Problem::RecordNotBound { fact: address.to_owned(), record }));
    }
    if shared.broken.contains(address) {
        return Err(None);
    }
    let suggestion = nearest(address, others.chain(shared.supports.iter().map(|support| &support.address)));
    Err(Some(Problem::UnknownSupport { name: address.to_owned(), suggestion }))
}

/// The names on the way from a definition back to itself, if there is one.
fn cycle(shared: &Shared, id: DefinitionId, path: &mut Vec<DefinitionId>) -> Option<Vec<String>> {
    let name = |id: &DefinitionId| shared.definitions[usize::from(id.0)].name.clone();
    if let Some(start) = path.iter().position(|other| *other == id) {
        return Some(path[start..].iter().map(name).chain([name(&id)]).collect());
    }
    path.push(id);
    let mut named = Named::default();
    match &shared.definitions[usize::from(id.0)].meaning {
        Meaning::When(when) => visit::all(&mut named, when),
        Meaning::Value(value) => named.quantity(value),
    }
    let found = named.definitions.into_iter().find_map(|id| cycle(shared, id, path));
    path.pop();
    found
}

/// The definitions that a definition names.
#[derive(Default)]
struct Named {
    definitions: Vec<DefinitionId>,
}

impl Visit for Named {
    fn fact(&mut self, _: FactId, _: Option<Year>) {}

    fn definition(&mut self, id: DefinitionId) {
        self.definitions.push(id);
    }
}
