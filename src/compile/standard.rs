//! Compiles standards, and what `meets` names in other standards and supports.

use crate::dictionary::FactId;
use crate::finding::{Finding, Problem};
use crate::rulebook::visit::{self, Visit};
use crate::rulebook::{AppliesTo, Condition, ConditionForm, DefinitionId, Meaning, Scope, Standard, Support, Year};
use crate::rulefile::RawStandard;
use crate::source::{Line, Span};
use crate::suggest::nearest;

use super::document::{DocumentCompiler, Mentions, Shared};
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
        let conditions = std::iter::once(place).chain(conditions).collect();
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
    let read: Vec<(String, DefinitionId, Span)> =
        shared.read_elsewhere.iter().map(|(address, (id, span))| (address.clone(), *id, span.clone())).collect();
    for (address, id, span) in &read {
        match found(shared, address) {
            Ok((conditions, line)) => {
                let definition = &mut shared.definitions[usize::from(id.0)];
                (definition.meaning, definition.line) = (Meaning::When(conditions), line);
            }
            Err(Some(problem)) => findings.push(Finding::at(span.clone(), problem)),
            // Too broken to be compiled, which was reported.
            Err(None) => {}
        }
    }
    for (_, id, span) in read {
        if let Some(path) = cycle(shared, id, &mut Vec::new()) {
            findings.push(Finding::at(span, Problem::Cycle { path }));
            shared.definitions[usize::from(id.0)].meaning = Meaning::When(Vec::new());
        }
    }
    findings
}

/// The conditions at an address: a support's without its place.
fn found(shared: &Shared, address: &str) -> Result<(Vec<Condition>, Line), Option<Problem>> {
    if let Some(standard) = shared.standards.iter().find(|standard| standard.address() == address) {
        return Ok((standard.conditions().to_vec(), standard.rule.line));
    }
    if let Some(support) = shared.addresses.get(address).map(|id| &shared.supports[id.index()]) {
        if let Some(record) = support.for_each {
            let record = shared.vocabulary.dictionary.record(record).key.clone();
            return Err(Some(Problem::RecordNotBound { fact: address.to_owned(), record }));
        }
        let is_scope = |condition: &&Condition| matches!(condition.form, ConditionForm::Scope(_));
        let when = support.conditions.iter().filter(|condition| !is_scope(condition)).cloned().collect();
        return Ok((when, support.line));
    }
    if shared.broken.contains(address) {
        return Err(None);
    }
    let known = shared.standards.iter().map(|standard| &standard.rule.address);
    let suggestion = nearest(address, known.chain(shared.supports.iter().map(|support| &support.address)));
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
