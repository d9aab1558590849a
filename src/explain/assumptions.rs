//! Which assumptions decide: those without which the answer would be another.

use std::collections::BTreeSet;

use crate::dictionary::FactId;
use crate::evaluate::{Env, Memo, Strict, SupportResult, support_result};
use crate::rulebook::visit::{self, Visit};
use crate::rulebook::{DefinitionId, Meaning, Rulebook, Scope, Support, Year};

use super::Context;

/// The assumptions that decide this support, in the order in which it mentions them.
pub(super) fn deciding(context: &Context<'_>, support: &Support, result: &SupportResult) -> Vec<String> {
    let (definitions, facts) = (BTreeSet::new(), BTreeSet::new());
    let mut mentioned = Mentioned { book: context.book, definitions, facts, found: Vec::new() };
    visit::all(&mut mentioned, &support.selects);
    visit::all(&mut mentioned, &support.conditions);
    support.amount.iter().chain(&support.kept).for_each(|amount| mentioned.quantity(amount));
    let decides = |assume: &String| {
        let memo = Memo::default();
        let env = Env { strict: Strict::Except(assume), memo: &memo, ..context.env() };
        let without = support_result(&env, result.id);
        (without.status, without.money) != (result.status, result.money)
    };
    mentioned.found.into_iter().filter(decides).collect()
}

struct Mentioned<'m> {
    book: &'m Rulebook,
    definitions: BTreeSet<DefinitionId>,
    facts: BTreeSet<FactId>,
    found: Vec<String>,
}

impl Visit for Mentioned<'_> {
    /// A fact that follows from others stands on what was assumed for it.
    fn fact(&mut self, fact: FactId, _: Option<Year>) {
        if let Some(derivation) = self.book.derivations.get(&fact).filter(|_| self.facts.insert(fact)) {
            visit::into_derivation(self, derivation);
        }
    }

    fn definition(&mut self, id: DefinitionId) {
        if !self.definitions.insert(id) {
            return;
        }
        let definition = self.book.definition(id);
        definition.assume.iter().for_each(|assume| self.assume(assume));
        match &definition.meaning {
            Meaning::When(when) => visit::all(self, when),
            Meaning::Value(value) => self.quantity(value),
        }
    }

    fn scope(&mut self, scope: &Scope) {
        scope.assumes.iter().for_each(|assume| self.assume(assume));
    }

    fn assume(&mut self, assume: &str) {
        if !self.found.iter().any(|found| found == assume) {
            self.found.push(assume.to_owned());
        }
    }
}
