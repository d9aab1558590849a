//! Which assumptions decide: those without which the answer would be another than with all of them.

use std::collections::BTreeSet;

use crate::dictionary::FactId;
use crate::evaluate::{Env, Memo, Strict, support_result};
use crate::rulebook::visit::{self, Visit};
use crate::rulebook::{Area, DefinitionId, Meaning, Membership, Rulebook, Scope, Support, SupportId, Year};

use super::Context;

/// The assumptions that decide this support, in the order in which it mentions them.
pub(super) fn deciding_support(context: &Context<'_>, support: &Support, id: SupportId) -> Vec<String> {
    deciding(context, support, |env| {
        let result = support_result(env, id);
        (result.status, result.if_open, result.money)
    })
}

/// The assumptions without which this answer would be another, in the order in which the rule mentions them.
pub(super) fn deciding<A: PartialEq>(
    context: &Context<'_>,
    support: &Support,
    answer: impl Fn(&Env<'_>) -> A,
) -> Vec<String> {
    let mentioned = mentioned(context.book, support);
    if mentioned.is_empty() {
        return Vec::new();
    }
    let answer = |strict: Strict<'_>| {
        let memo = Memo::with(&context.evaluation.amounts);
        answer(&context.env().under(strict, &memo))
    };
    let with_all = answer(Strict::Lenient);
    mentioned.into_iter().filter(|assume| answer(Strict::Except(assume)) != with_all).collect()
}

/// All assumptions that a support mentions, in their order.
pub(super) fn mentioned(book: &Rulebook, support: &Support) -> Vec<String> {
    let (definitions, facts) = (BTreeSet::new(), BTreeSet::new());
    let mut mentioned = Mentioned { book, definitions, facts, found: Vec::new() };
    visit::all(&mut mentioned, &support.selects);
    visit::all(&mut mentioned, &support.conditions);
    support.amount.iter().chain(&support.kept).for_each(|amount| mentioned.quantity(amount));
    mentioned.found
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

    fn test(&mut self, _: FactId, test: &Membership) {
        if let Membership::Within(Area { sets, .. }) | Membership::NotWithin(Area { sets, .. }) = test {
            sets.iter().for_each(|set| self.assume(&set.assume));
        }
    }

    fn scope(&mut self, scope: &Scope) {
        scope.sets().for_each(|set| self.assume(&set.assume));
    }

    fn assume(&mut self, assume: &str) {
        if !self.found.iter().any(|found| found == assume) {
            self.found.push(assume.to_owned());
        }
    }
}
