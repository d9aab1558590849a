//! Which assumptions decide: those without which the answer would be another than with all of them.

use std::collections::BTreeSet;

use crate::dictionary::FactId;
use crate::evaluate::{Env, Memo, Money, Status, Strict, support_result};
use crate::rulebook::visit::{self, Visit};
use crate::rulebook::{
    Across, Area, Condition, ConditionForm, DefinitionId, Meaning, Membership, Rulebook, Scope, Support, SupportId,
    Year,
};

use super::Context;

/// The assumptions that decide this support, in the order in which it mentions them.
pub(super) fn deciding_support(context: &Context<'_>, id: SupportId) -> Vec<String> {
    deciding(context, &context.told(id).mentioned.assumptions, |env| answer_of(env, id))
}

/// The assumptions without which this answer would be another, in the order in which the rule mentions them.
pub(super) fn deciding<A: PartialEq>(
    context: &Context<'_>,
    mentioned: &[String],
    answer: impl Fn(&Env<'_>) -> A,
) -> Vec<String> {
    if mentioned.is_empty() {
        return Vec::new();
    }
    let answer = |strict: Strict<'_>| under(context, strict, &answer);
    let with_all = answer(Strict::Lenient);
    mentioned.iter().filter(|assume| answer(Strict::Except(assume)) != with_all).cloned().collect()
}

/// The lists and years of which every one is to be something, where there is none and just that decides this support.
pub(super) fn decided_by_none(context: &Context<'_>, id: SupportId) -> Vec<Across> {
    let is_empty = |across: &Across| match across {
        Across::Records(record) => context.profile.records.get(record).is_some_and(Vec::is_empty),
        Across::Years { or_since, .. } => or_since.is_some(),
    };
    let empty: Vec<Across> = context.told(id).mentioned.every.iter().copied().filter(is_empty).collect();
    if empty.is_empty() {
        return Vec::new();
    }
    let answer = |strict| under(context, strict, &|env: &Env<'_>| answer_of(env, id));
    let with_all = answer(Strict::Lenient);
    empty.into_iter().filter(|across| answer(Strict::ExceptOfNone(*across)) != with_all).collect()
}

/// The answer where so much is assumed.
fn under<A>(context: &Context<'_>, strict: Strict<'_>, answer: &impl Fn(&Env<'_>) -> A) -> A {
    let memo = Memo::with(&context.evaluation.amounts);
    answer(&context.env().under(strict, &memo))
}

/// What is told of a support: what it is, and what it brings at once and in all.
fn answer_of(env: &Env<'_>, id: SupportId) -> (Status, Option<Status>, [Option<Money>; 2]) {
    let result = support_result(env, id);
    (result.status, result.if_open, [result.money, result.altogether])
}

/// What a support mentions, in its order.
#[derive(Default, Debug)]
pub(super) struct Mentioned {
    pub(super) assumptions: Vec<String>,
    /// Of what every one is to be something.
    every: Vec<Across>,
}

/// All that a support mentions.
pub(super) fn mentioned(book: &Rulebook, support: &Support) -> Mentioned {
    let (definitions, facts) = (BTreeSet::new(), BTreeSet::new());
    let mut walk = Walk { book, definitions, facts, found: Mentioned::default() };
    visit::all(&mut walk, &support.selects);
    visit::all(&mut walk, &support.conditions);
    support.amount.iter().chain(&support.kept).for_each(|amount| walk.quantity(amount));
    walk.found
}

struct Walk<'m> {
    book: &'m Rulebook,
    definitions: BTreeSet<DefinitionId>,
    facts: BTreeSet<FactId>,
    found: Mentioned,
}

impl Visit for Walk<'_> {
    fn condition(&mut self, condition: &Condition) {
        if let ConditionForm::Every { across, .. } = condition.form
            && !self.found.every.contains(&across)
        {
            self.found.every.push(across);
        }
        visit::into_condition(self, condition);
    }

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
        if !self.found.assumptions.iter().any(|found| found == assume) {
            self.found.assumptions.push(assume.to_owned());
        }
    }
}
