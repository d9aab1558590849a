//! Finds the facts that a support mentions more than once, and cycles among derived facts.

use std::collections::BTreeMap;

use crate::calendar::Phrase;
use crate::dictionary::{FactId, Home, RecordId};
use crate::rulebook::{
    Condition, ConditionForm, DefinitionId, Derivation, Meaning, Membership, Quantity, RepeatedFact, Support, Turn,
};

use super::document::Shared;

/// The facts that the support mentions more than once in comparisons that turn, in the order of their keys.
pub(super) fn repeated(support: &Support, shared: &Shared) -> Vec<RepeatedFact> {
    let mut walk = Walk { bound: support.for_each, ..Walk::new(shared) };
    walk.conditions(&support.selects);
    walk.conditions(&support.conditions);
    if let Some(amount) = &support.amount {
        walk.quantity(amount);
    }
    let repeated = walk.found.into_iter().filter(|(_, mention)| mention.count > 1 && !mention.turns.is_empty());
    repeated.map(|((_, fact, year), mention)| RepeatedFact { fact, year, turns: mention.turns }).collect()
}

/// The path of a cycle among derived facts, if there is one.
pub(super) fn cycle_of_facts(shared: &Shared) -> Option<Vec<String>> {
    shared.derivations.keys().find_map(|id| follow(shared, *id, &mut Vec::new()))
}

fn follow(shared: &Shared, id: FactId, path: &mut Vec<FactId>) -> Option<Vec<String>> {
    if let Some(start) = path.iter().position(|other| *other == id) {
        let key = |id: &FactId| shared.vocabulary.dictionary.fact(*id).key.clone();
        return Some(path[start..].iter().map(key).chain([key(&id)]).collect());
    }
    path.push(id);
    let found = direct_mentions(shared, id).into_iter().find_map(|next| follow(shared, next, path));
    path.pop();
    found
}

/// The facts that a derived fact is derived from, not followed further.
fn direct_mentions(shared: &Shared, id: FactId) -> Vec<FactId> {
    let mut walk = Walk { names_only: true, ..Walk::new(shared) };
    match shared.derivations.get(&id) {
        Some(Derivation::Value(value)) => walk.quantity(value),
        Some(Derivation::When(when)) => walk.condition(when),
        None => {}
    }
    walk.found.into_keys().map(|(_, fact, _)| fact).collect()
}

#[derive(Default)]
struct Mention {
    count: usize,
    turns: Vec<Turn>,
}

struct Walk<'w> {
    shared: &'w Shared,
    /// The record kind whose facts are one value here.
    bound: Option<RecordId>,
    /// Whether every fact counts, of whatever record, and none is followed to what it derives from.
    names_only: bool,
    found: BTreeMap<(String, FactId, Option<i16>), Mention>,
}

impl<'w> Walk<'w> {
    fn new(shared: &'w Shared) -> Walk<'w> {
        Walk { shared, bound: None, names_only: false, found: BTreeMap::new() }
    }

    fn conditions(&mut self, conditions: &[Condition]) {
        for condition in conditions {
            self.condition(condition);
        }
    }

    fn condition(&mut self, condition: &Condition) {
        match &condition.form {
            ConditionForm::Compare { left, right, .. } => self.compare(left, right),
            ConditionForm::Among { fact, test } => self.mention(*fact, None, turn_of(test)),
            ConditionForm::Has { selects, record, .. } => {
                let outer = self.bound;
                // Inside, the same fact is another value for each record.
                self.bound = outer.filter(|bound| bound != record);
                self.conditions(selects);
                self.bound = outer;
            }
            ConditionForm::All(parts) | ConditionForm::Any(parts) | ConditionForm::None(parts) => {
                self.conditions(parts);
            }
            ConditionForm::Unclear { readings, .. } => self.conditions(readings),
            ConditionForm::Meets(id) => self.definition(*id),
            ConditionForm::Judged(_) | ConditionForm::Scope(_) => {}
        }
    }

    fn compare(&mut self, left: &Quantity, right: &Quantity) {
        for (side, other) in [(left, right), (right, left)] {
            match side {
                Quantity::Fact { fact, year } => self.mention(*fact, *year, Some(Turn::At(other.clone()))),
                other => self.quantity(other),
            }
        }
    }

    fn definition(&mut self, id: DefinitionId) {
        let shared = self.shared;
        match shared.definitions.get(usize::from(id.0)).map(|definition| &definition.meaning) {
            Some(Meaning::When(when)) => self.conditions(when),
            Some(Meaning::Value(value)) => self.quantity(value),
            None => {}
        }
    }

    fn quantity(&mut self, quantity: &Quantity) {
        match quantity {
            Quantity::Fact { fact, year } => self.mention(*fact, *year, None),
            Quantity::Day(Phrase::After(_, _, fact)) => self.mention(*fact, None, None),
            Quantity::Defined(id) => self.definition(*id),
            Quantity::Product { factor, of, .. } => {
                self.quantity(factor);
                self.quantity(of);
            }
            Quantity::Range { from, up_to } => self.both(from.as_deref(), up_to.as_deref()),
            Quantity::Cases(cases) => {
                for case in cases {
                    self.conditions(&case.when);
                    self.quantity(&case.gives);
                }
            }
            Quantity::Unclear { readings, .. } => readings.iter().for_each(|reading| self.quantity(reading)),
            Quantity::Bounded { inner, floor, cap } => {
                self.quantity(inner);
                self.both(floor.as_deref(), cap.as_deref());
            }
            Quantity::Literal(_) | Quantity::Day(_) | Quantity::Unstated | Quantity::Unknown => {}
        }
    }

    fn both(&mut self, first: Option<&Quantity>, second: Option<&Quantity>) {
        for quantity in [first, second].into_iter().flatten() {
            self.quantity(quantity);
        }
    }

    fn mention(&mut self, id: FactId, year: Option<i16>, turn: Option<Turn>) {
        let shared = self.shared;
        let fact = shared.vocabulary.dictionary.fact(id);
        let is_one_value = match fact.home {
            Home::Record(record) => self.bound == Some(record) || self.names_only,
            Home::Enterprise | Home::Year => true,
        };
        if is_one_value {
            let mention = self.found.entry((fact.key.clone(), id, year)).or_default();
            mention.count += 1;
            mention.turns.extend(turn);
        }
        if self.names_only {
            return;
        }
        match shared.derivations.get(&id) {
            Some(Derivation::Value(value)) => self.quantity(value),
            Some(Derivation::When(when)) => self.condition(when),
            None => {}
        }
    }
}

fn turn_of(test: &Membership) -> Option<Turn> {
    match test {
        Membership::AnyOf(choices) | Membership::NoneOf(choices) => Some(Turn::Choices(*choices)),
        Membership::Flag(_) => Some(Turn::Flag),
        // Places and industries are not tried one by one.
        Membership::Within(_) | Membership::NotWithin(_) => None,
    }
}
