//! The rules of some documents alone, as if no other lay beside them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{GroupName, Meaning, Rulebook, SupportId};

impl Rulebook {
    /// The rules by which a firm is answered: of no document that still has placeholders.
    #[must_use]
    pub fn filled(self) -> Rulebook {
        if self.unfilled.is_empty() {
            return self;
        }
        self.part(&(0..self.documents.len()).filter(|document| !self.unfilled.contains(document)).collect())
    }

    /// The rules of these documents, by their indices, and of those that they refer to.
    #[must_use]
    pub fn part(&self, documents: &BTreeSet<usize>) -> Rulebook {
        let kept = self.with_referred(documents);
        let is_kept = |id: &SupportId| kept.contains(&self.support(*id).document);
        let mut part = self.clone();
        part.standards.retain(|standard| kept.contains(&standard.rule.document));
        part.replacements.retain(|replacement| kept.contains(&replacement.newer));
        part.groups.retain(|group| group.document.is_none_or(|document| kept.contains(&document)));
        part.exclusive.retain(|set| set.document.is_none_or(|document| kept.contains(&document)));
        // What a purpose relates, it relates of any of them.
        for group in part.groups.iter_mut().filter(|group| group.document.is_none()) {
            group.members.retain(is_kept);
            group.name = GroupName::Members(group.members.clone());
        }
        part.groups.retain(|group| group.document.is_some() || group.members.len() > 1);
        let of_kept = self.all_supports().filter(is_kept);
        part.present = Some(of_kept.collect());
        part
    }

    /// Takes these documents, of which the first day was not read, as begun: it is not asked of their rules, nor where
    /// others read those.
    pub(crate) fn take_as_begun(&mut self, documents: &BTreeSet<usize>) {
        let addresses: Vec<String> =
            documents.iter().map(|document| format!("{}/", self.documents[*document].address)).collect();
        let supports = Arc::make_mut(&mut self.supports).iter_mut();
        for rule in supports.chain(self.standards.iter_mut().map(|standard| &mut standard.rule)) {
            if documents.contains(&rule.document) {
                rule.conditions.retain(|condition| !condition.is_of_beginning());
            }
        }
        for definition in Arc::make_mut(&mut self.definitions) {
            if let Meaning::When(when) = &mut definition.meaning
                && addresses.iter().any(|address| definition.document.starts_with(address))
            {
                when.retain(|condition| !condition.is_of_beginning());
            }
        }
    }

    /// These documents, and those of which they read an amount, relate a support or take the place.
    pub(crate) fn with_referred(&self, documents: &BTreeSet<usize>) -> BTreeSet<usize> {
        let mut found = documents.clone();
        let mut open: Vec<usize> = documents.iter().copied().collect();
        while let Some(document) = open.pop() {
            let own = self.supports.iter().filter(|support| support.document == document);
            let read = own.flat_map(|support| &support.refers_to);
            let groups = self.groups.iter().filter(|group| group.document == Some(document));
            let exclusive = self.exclusive.iter().filter(|set| set.document == Some(document));
            let related = groups.flat_map(|group| &group.members).chain(exclusive.flat_map(|set| &set.members));
            let named = read.chain(related).map(|id| self.support(*id).document);
            let newer = self.replacements.iter().filter(|replacement| replacement.newer == document);
            let referred: Vec<usize> = named.chain(newer.map(|replacement| self.older_document(replacement))).collect();
            open.extend(referred.into_iter().filter(|other| found.insert(*other)));
        }
        found
    }
}
