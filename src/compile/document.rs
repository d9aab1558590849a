//! Compiles one rule file: its definitions, and the state that its supports and conditions share.

use std::collections::{BTreeMap, BTreeSet};

use crate::dictionary::{Home, Kind, RecordId};
use crate::finding::Problem;
use crate::number::Number;
use crate::reader::Sink;
use crate::rulebook::{Definition, DefinitionId, Derivation, Document, Meaning, Period};
use crate::rulefile::{RawDefinition, RawDictionary, RawRuleFile};
use crate::source::{Located, Sources, Span};
use crate::suggest::nearest;

use super::head::headless;
use super::shared::Shared;
use super::vocabulary::check_id;

/// Which year a yearly fact without a year is of.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) enum YearScope {
    /// None is bound.
    #[default]
    Free,
    /// That of the yearly fact that is derived here.
    Own,
    /// That of a range over years.
    Range,
}

impl YearScope {
    pub(super) fn is_bound(self) -> bool {
        self != YearScope::Free
    }
}

/// What a definition or a support mentions, beyond what its compiled form keeps.
#[derive(Clone, Default)]
pub(super) struct Mentions {
    /// Record kinds whose facts it reads though it does not bind them.
    pub(super) unbound: BTreeSet<RecordId>,
    /// Whether it reads yearly facts of a year that it does not bind.
    pub(super) unbound_year: bool,
    /// Of what the yearly facts are that it reads without naming a year.
    pub(super) years: YearsRead,
    /// The figures of the text: money and rates.
    pub(super) figures: BTreeSet<(Number, &'static str)>,
    /// Its numbers of things, and of months and days.
    pub(super) counts: BTreeSet<(Number, &'static str)>,
}

/// Of what yearly facts are read.
#[derive(Clone, Copy, Default)]
pub(super) struct YearsRead {
    /// Of the firm.
    pub(super) firm: bool,
    /// Of a record.
    pub(super) record: bool,
}

/// How far the compilation of a definition is.
enum Slot<'r> {
    Written(&'r RawDefinition),
    InProgress,
    Done(Option<Defined>),
}

/// A compiled definition and what its users must know of it.
#[derive(Clone)]
pub(super) struct Defined {
    pub(super) id: DefinitionId,
    /// The kind of its quantity; `None` when it is a condition.
    pub(super) kind: Option<Kind>,
    pub(super) mentions: Mentions,
}

/// Compiles one rule file.
pub(super) struct DocumentCompiler<'c> {
    pub(super) shared: &'c mut Shared,
    pub(super) sources: &'c Sources,
    pub(super) sink: &'c Sink,
    slots: BTreeMap<String, Slot<'c>>,
    /// The definitions being compiled, outermost first: the path of a cycle.
    path: Vec<String>,
    used: BTreeSet<String>,
    /// Whether the file is the dictionary, where `unknown` is a quantity.
    pub(super) in_dictionary: bool,
    /// The record kinds that are bound here.
    pub(super) bound: Vec<RecordId>,
    /// The year that is bound here.
    pub(super) year: YearScope,
    /// The period of the payment whose duration is compiled.
    pub(super) period: Option<Period>,
    /// The address of the document.
    pub(super) document: String,
    /// The ids of the document's standards and supports, whose conditions `meets` may name.
    pub(super) with_conditions: BTreeSet<String>,
    pub(super) mentions: Mentions,
    /// The depth of the outermost bound record whose facts were read since this was last set, from 1; 0 for a record or
    /// year that is bound only where a definition is used.
    pub(super) outermost_read: usize,
}

impl<'c> DocumentCompiler<'c> {
    pub(super) fn new(shared: &'c mut Shared, sources: &'c Sources, sink: &'c Sink) -> DocumentCompiler<'c> {
        DocumentCompiler {
            shared,
            sources,
            sink,
            slots: BTreeMap::new(),
            path: Vec::new(),
            used: BTreeSet::new(),
            in_dictionary: false,
            bound: Vec::new(),
            year: YearScope::Free,
            period: None,
            document: String::new(),
            with_conditions: BTreeSet::new(),
            mentions: Mentions::default(),
            outermost_read: usize::MAX,
        }
    }

    pub(super) fn for_dictionary(shared: &'c mut Shared, sources: &'c Sources, sink: &'c Sink) -> DocumentCompiler<'c> {
        DocumentCompiler { in_dictionary: true, ..DocumentCompiler::new(shared, sources, sink) }
    }

    /// Compiles how facts follow from other facts.
    pub(super) fn derivations(mut self, raw: &RawDictionary) {
        for fact in &raw.facts {
            let Some(id) = self.shared.vocabulary.dictionary.by_key(&fact.key.value) else { continue };
            let declared = self.shared.vocabulary.dictionary.fact(id);
            let (home, kind, yearly) = (declared.home, declared.kind, declared.yearly);
            self.bound = if let Home::Record(record) = home { vec![record] } else { Vec::new() };
            self.year = if yearly { YearScope::Own } else { YearScope::Free };
            let value = fact.value.as_ref().and_then(|value| {
                if kind == Kind::Choice {
                    self.choice_rule(id, value).map(Derivation::Choice)
                } else {
                    self.quantity_of(value, kind).map(Derivation::Value)
                }
            });
            let when = fact.when.as_ref().and_then(|when| {
                let line = self.sources.line(&fact.key.span);
                Some(Derivation::When(super::condition::all_of(self.conditions(when)?, line)))
            });
            self.shared.derivations.extend(value.or(when).map(|derivation| (id, derivation)));
        }
        while let Some(path) = super::repeated::cycle_of_facts(self.shared) {
            // Cut, so that nothing walks in circles.
            let first = path.first().and_then(|key| self.shared.vocabulary.dictionary.by_key(key));
            first.and_then(|first| self.shared.derivations.remove(&first));
            let place = raw.facts.iter().find(|fact| path.contains(&fact.key.value));
            if let Some(fact) = place {
                self.sink.report(&fact.key.span, Problem::Cycle { path });
            }
        }
    }

    /// Compiles the file; its address, unless it has no place or its head is broken.
    pub(super) fn compile(mut self, folders: &[String], stem: &str, raw: &'c RawRuleFile) -> Option<String> {
        let Some((folder, place)) = self.shared.vocabulary.place_of_folders(folders) else {
            let span = raw.document.as_ref().map_or_else(|| self.sink.span(0..0), |document| document.span.clone());
            self.sink.report(&span, Problem::NoPlace { folder: folders.join("/") });
            return None;
        };
        self.unread(&raw.unread, place);
        if raw.is_unread() {
            return None;
        }
        let address = format!("{folder}/{stem}");
        let head = raw.document.as_ref();
        let span = head.map_or_else(|| self.sink.span(0..0), |head| head.span.clone());
        if self.shared.documents.iter().any(|document| document.address == address) {
            self.sink.report(&span, Problem::DuplicateId { id: address, other: String::new() });
            return None;
        }
        self.check_id(&Located { value: stem.to_owned(), span });
        let scope = self.scope(head.and_then(|head| head.scope.as_ref()), place);
        // A broken head was reported; the rest of the file is checked all the same.
        let document = head.and_then(|head| self.document(head, &address, place, &scope));
        let document = document.unwrap_or_else(|| headless(&address, place, &scope));
        self.document.clone_from(&address);
        self.accepts(raw);
        self.with_conditions.extend(raw.support_ids.iter().cloned());
        self.with_conditions.extend(raw.standards.iter().map(|standard| standard.id.value.clone()));
        let omitted = self.omitted(&raw.omitted);
        if self.sink.has_placeholder() {
            self.shared.unfilled.insert(self.shared.documents.len());
        }
        self.shared.documents.push(Document { omitted, ..document });
        self.define(&raw.definitions);
        for standard in &raw.standards {
            self.standard(standard, &scope);
        }
        for support in &raw.supports {
            self.support(support, &address, &scope);
        }
        let written = raw.support_ids.iter().map(|id| format!("{address}/{id}"));
        let broken = written.filter(|address| !self.shared.addresses.contains_key(address));
        self.shared.broken.extend(broken.collect::<Vec<_>>());
        head.into_iter().flat_map(|head| &head.amends).for_each(|amended| self.amendment(amended, &scope));
        // What a support that could not be read uses is not known.
        if raw.supports.len() == raw.support_ids.len() {
            self.report_unused(&raw.definitions);
        }
        Some(address)
    }

    /// The compiled definition with this name, compiled now if it was not yet.
    pub(super) fn defined(&mut self, name: &str, span: &Span) -> Option<Defined> {
        self.used.insert(name.to_owned());
        let slot = self.slots.get_mut(name)?;
        match slot {
            Slot::Done(done) => done.clone(),
            Slot::InProgress => {
                let start = self.path.iter().position(|other| other == name).unwrap_or(0);
                let path = self.path[start..].iter().cloned().chain([name.to_owned()]).collect();
                self.sink.report(span, Problem::Cycle { path });
                None
            }
            Slot::Written(raw) => {
                let raw = *raw;
                *slot = Slot::InProgress;
                self.path.push(name.to_owned());
                let defined = self.definition(raw);
                self.path.pop();
                self.slots.insert(name.to_owned(), Slot::Done(defined.clone()));
                defined
            }
        }
    }

    /// Whether the document defines the name.
    pub(super) fn is_defined(&self, name: &str) -> bool {
        self.slots.contains_key(name)
    }

    /// Whether the document has a standard or support of this id.
    pub(super) fn has_conditions(&self, id: &str) -> bool {
        self.with_conditions.contains(id)
    }

    /// Whether a definition is being compiled, so that its users decide which records are bound.
    pub(super) fn is_in_definition(&self) -> bool {
        !self.path.is_empty()
    }

    /// The nearest of the document's names and, where `facts` are allowed, of the dictionary's.
    pub(super) fn suggestion(&self, name: &str, facts: bool) -> Option<String> {
        let dictionary = &self.shared.vocabulary.dictionary;
        let keys = dictionary.fact_ids().filter(|_| facts).map(|id| dictionary.fact(id).key.clone());
        nearest(name, self.slots.keys().cloned().chain(keys))
    }

    /// Reports an id that is not lower-case words with hyphens.
    pub(super) fn check_id(&self, id: &Located<String>) {
        check_id(&id.value, id, self.sink);
    }

    fn define(&mut self, raw: &'c [RawDefinition]) {
        for definition in raw {
            self.check_id(&definition.name);
            let name = &definition.name.value;
            if self.shared.vocabulary.dictionary.by_key(name).is_some() {
                let problem = Problem::DuplicateId { id: name.clone(), other: "facts.toml".to_owned() };
                self.sink.report(&definition.name.span, problem);
            }
            self.slots.insert(name.clone(), Slot::Written(definition));
        }
        for definition in raw {
            let is_used = self.used.contains(&definition.name.value);
            self.defined(&definition.name.value, &definition.name.span);
            if !is_used {
                self.used.remove(&definition.name.value);
            }
        }
    }

    fn definition(&mut self, raw: &RawDefinition) -> Option<Defined> {
        let outer = (std::mem::take(&mut self.mentions), std::mem::take(&mut self.bound));
        let outer_year = std::mem::take(&mut self.year);
        let meaning = if let Some(when) = &raw.when {
            self.conditions(when).map(|when| (Meaning::When(when), None))
        } else {
            let value = raw.value.as_ref().and_then(|value| self.quantity(value, None));
            value.map(|(value, kind)| (Meaning::Value(value), Some(kind)))
        };
        let (mentions, _) =
            (std::mem::replace(&mut self.mentions, outer.0), std::mem::replace(&mut self.bound, outer.1));
        self.year = outer_year;
        let (meaning, kind) = meaning?;
        let id = DefinitionId(u16::try_from(self.shared.definitions.len()).ok()?);
        self.shared.definitions.push(Definition {
            name: raw.name.value.clone(),
            document: self.document.clone(),
            meaning,
            label: raw.label.as_ref().map(super::condition::label_of),
            assume: raw.assume.as_ref().map(|assume| assume.value.clone()),
            line: self.sources.line(&raw.name.span),
            parts: 0,
        });
        Some(Defined { id, kind, mentions })
    }

    fn report_unused(&self, definitions: &[RawDefinition]) {
        for definition in definitions.iter().filter(|definition| !self.used.contains(&definition.name.value)) {
            let problem = Problem::UnusedDefinition { name: definition.name.value.clone() };
            self.sink.report(&definition.name.span, problem);
        }
    }
}
