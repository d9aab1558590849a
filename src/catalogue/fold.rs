//! Supports counted by document, where a list of all of them is too long to be read.

use std::collections::BTreeMap;

use crate::rulebook::SupportKind;

use super::{Asker, FactEntry, FactList, RuleList};

/// A list of more supports than these, of several documents, is better counted.
const READABLE: usize = 30;

impl RuleList {
    /// Whether the supports are better counted by document: many, of several documents, and not of a place that was
    /// asked for.
    #[must_use]
    pub fn is_long(&self) -> bool {
        let document = |support: &super::SupportEntry| support.document.clone();
        self.filter.place.is_none() && is_long(&by_document(self.supports.iter().map(document)))
    }

    /// How many supports of a document are listed of each kind, in the order of the kinds.
    #[must_use]
    pub fn kinds_of(&self, document: &str) -> Vec<(&'static str, usize)> {
        let of = |kind: &str| {
            self.supports.iter().filter(|support| support.document == document && support.kind == kind).count()
        };
        let counted = SupportKind::NAMES.iter().map(|kind| (*kind, of(kind)));
        counted.filter(|(_, count)| *count > 0).collect()
    }
}

impl FactList {
    /// Whether those who ask for a fact are better counted by document: many, of several documents, where all supports
    /// were looked through.
    #[must_use]
    pub fn has_many_askers(&self, fact: &FactEntry) -> bool {
        self.among.is_empty() && is_long(&fact.askers_by_document())
    }
}

impl FactEntry {
    /// How many supports of each document ask for it, in the order of their addresses.
    #[must_use]
    pub fn askers_by_document(&self) -> Vec<(String, usize)> {
        by_document(self.asked_by.iter().map(|asker: &Asker| asker.document.clone()))
    }
}

fn by_document(documents: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    documents.for_each(|document| *counts.entry(document).or_default() += 1);
    counts.into_iter().collect()
}

fn is_long(counts: &[(String, usize)]) -> bool {
    counts.len() > 1 && counts.iter().map(|(_, count)| count).sum::<usize>() > READABLE
}
