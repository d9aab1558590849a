//! Finds what comes again and again and is reckoned from the figures of a year: each later year has figures of its own.

use std::collections::BTreeSet;

use crate::dictionary::FactId;
use crate::rulebook::visit::{self, Visit};
use crate::rulebook::{Across, DefinitionId, Meaning, Period, ReferenceId, Support, SupportId, Year};

use super::shared::Shared;

/// Notes of each support that recurs whether one instalment is reckoned from the figures of a year.
pub(super) fn note_all(shared: &mut Shared) {
    let is_by_year = |support: &Support| {
        let mut years =
            Years { shared, definitions: BTreeSet::new(), facts: BTreeSet::new(), found: false, path: BTreeSet::new() };
        years.support(support);
        years.found && support.period != Period::Once
    };
    let found: Vec<bool> = shared.supports.iter().map(is_by_year).collect();
    for (support, found) in shared.supports.iter_mut().zip(found) {
        support.is_by_year = found;
    }
}

struct Years<'y> {
    shared: &'y Shared,
    /// What was looked into.
    definitions: BTreeSet<DefinitionId>,
    facts: BTreeSet<FactId>,
    path: BTreeSet<SupportId>,
    /// Whether something is of a year.
    found: bool,
}

impl Years<'_> {
    fn support(&mut self, support: &Support) {
        support.amount.iter().chain(&support.kept).for_each(|amount| self.quantity(amount));
    }
}

impl Visit for Years<'_> {
    fn fact(&mut self, fact: FactId, year: Option<Year>) {
        self.found |= year.is_some();
        let derivation = self.shared.derivations.get(&fact).filter(|_| self.facts.insert(fact));
        derivation.into_iter().for_each(|derivation| visit::into_derivation(self, derivation));
    }

    fn definition(&mut self, id: DefinitionId) {
        let shared = self.shared;
        if self.definitions.insert(id) {
            match &shared.definitions[usize::from(id.0)].meaning {
                Meaning::When(when) => visit::all(self, when),
                Meaning::Value(value) => self.quantity(value),
            }
        }
    }

    fn ranging(&mut self, across: Across, inside: &mut dyn FnMut(&mut Self)) {
        self.found |= matches!(across, Across::Years { .. });
        inside(self);
    }

    fn amount_of(&mut self, support: ReferenceId) {
        let shared = self.shared;
        let id = shared.references.get(usize::from(support.0)).filter(|id| self.path.insert(**id));
        // What does not exist was reported.
        id.and_then(|id| shared.supports.get(id.index())).into_iter().for_each(|support| self.support(support));
    }
}
