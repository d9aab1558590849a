//! What all documents share while they are compiled, until it is a rulebook.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::dictionary::FactId;
use crate::rulebook::{
    Accepted, Definition, DefinitionId, Derivation, Document, Exclusive, Group, Meaning, OnceId, Quantity, Replacement,
    Rulebook, Standard, Support, SupportId, Unread,
};
use crate::source::{Line, Span};

use super::amend::Amendment;
use super::vocabulary::Vocabulary;

/// What all documents share while they are compiled.
pub(super) struct Shared {
    pub(super) vocabulary: Vocabulary,
    /// How many conditions there are so far that are the same for every record.
    once: u32,
    pub(super) documents: Vec<Document>,
    /// Documents that nobody read.
    pub(super) unread: Vec<Unread>,
    pub(super) derivations: BTreeMap<FactId, Derivation>,
    pub(super) definitions: Vec<Definition>,
    pub(super) supports: Vec<Support>,
    /// Where each of them is; of two with one address the first.
    pub(super) addresses: BTreeMap<String, SupportId>,
    /// Where each support is written.
    pub(super) spans: Vec<Span>,
    /// Addresses of supports that are written but too broken to be compiled, which was reported.
    pub(super) broken: BTreeSet<String>,
    pub(super) groups: Vec<Group>,
    /// Documents with placeholders.
    pub(super) unfilled: BTreeSet<usize>,
    /// Documents with a group that could not be compiled: what it relates is not known.
    pub(super) with_broken_groups: BTreeSet<usize>,
    /// Supports that a document relates though they are paid differently, so that there is nothing to compare.
    pub(super) told_apart: Vec<Vec<SupportId>>,
    /// Supports that are paid differently and of which one alone is given.
    pub(super) exclusive: Vec<Exclusive>,
    /// Pairs of one purpose that are paid differently and that no document relates.
    pub(super) unrelated: Vec<[Vec<SupportId>; 2]>,
    pub(super) replacements: Vec<Replacement>,
    /// Reminders that are not told.
    pub(super) accepted: Vec<Accepted>,
    /// The addresses of supports whose amounts are read, each with where that is first.
    pub(super) amounts_of: Vec<(String, Span)>,
    pub(super) references: Vec<SupportId>,
    pub(super) levels: Vec<usize>,
    pub(super) standards: Vec<Standard>,
    /// Figures that newer documents change.
    pub(super) amendments: Vec<Amendment>,
    /// What of standards and supports is read elsewhere, with where that is.
    pub(super) read_elsewhere: BTreeMap<Elsewhere, (DefinitionId, Span)>,
}

/// What is read of a standard or support, by its address.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Elsewhere {
    /// Its conditions.
    Conditions(String),
    /// What it pays, whatever they are.
    Amount(String),
}

impl Shared {
    /// The identity of one more condition that is the same for every record.
    pub(super) fn next_once(&mut self) -> OnceId {
        self.once += 1;
        OnceId(self.once)
    }

    pub(super) fn new(vocabulary: Vocabulary) -> Shared {
        Shared {
            vocabulary,
            once: 0,
            derivations: BTreeMap::new(),
            documents: Vec::new(),
            unread: Vec::new(),
            definitions: Vec::new(),
            supports: Vec::new(),
            addresses: BTreeMap::new(),
            spans: Vec::new(),
            broken: BTreeSet::new(),
            groups: Vec::new(),
            unfilled: BTreeSet::new(),
            standards: Vec::new(),
            amendments: Vec::new(),
            read_elsewhere: BTreeMap::new(),
            with_broken_groups: BTreeSet::new(),
            told_apart: Vec::new(),
            exclusive: Vec::new(),
            unrelated: Vec::new(),
            replacements: Vec::new(),
            accepted: Vec::new(),
            amounts_of: Vec::new(),
            references: Vec::new(),
            levels: Vec::new(),
        }
    }

    /// Adds a support.
    pub(super) fn add(&mut self, support: Support) {
        if let Ok(index) = u32::try_from(self.supports.len()) {
            self.addresses.entry(support.address.clone()).or_insert(SupportId(index));
        }
        self.supports.push(support);
    }

    /// The definition that stands for what is read elsewhere, whether it was compiled yet or not.
    pub(super) fn elsewhere(&mut self, what: Elsewhere, span: &Span, line: Line) -> Option<DefinitionId> {
        if let Some((id, _)) = self.read_elsewhere.get(&what) {
            return Some(*id);
        }
        let id = DefinitionId(u16::try_from(self.definitions.len()).ok()?);
        let (address, meaning) = match &what {
            Elsewhere::Conditions(address) => (address, Meaning::When(Vec::new())),
            Elsewhere::Amount(address) => (address, Meaning::Value(Quantity::Unstated)),
        };
        let name = address.rsplit_once('/').map_or(address.as_str(), |(_, id)| id).to_owned();
        let document = address.clone();
        self.definitions.push(Definition { name, document, meaning, label: None, assume: None, line, parts: 0 });
        self.read_elsewhere.insert(what, (id, span.clone()));
        Some(id)
    }

    pub(super) fn into_rulebook(self) -> Rulebook {
        Rulebook {
            dictionary: Arc::new(self.vocabulary.dictionary),
            derivations: Arc::new(self.derivations),
            places: Arc::new(self.vocabulary.places),
            folders: self.vocabulary.folders,
            industries: Arc::new(self.vocabulary.industries),
            documents: Arc::new(self.documents),
            unread: self.unread,
            places_read: BTreeSet::new(),
            definitions: Arc::new(self.definitions),
            standards: self.standards,
            supports: Arc::new(self.supports),
            addresses: Arc::new(self.addresses),
            unfilled: self.unfilled,
            present: None,
            groups: self.groups,
            exclusive: self.exclusive,
            unrelated: self.unrelated,
            references: self.references,
            levels: self.levels,
            replacements: self.replacements,
            accepted: self.accepted,
            read: std::sync::OnceLock::new(),
        }
    }
}
