//! Finds the facts that a support mentions more than once, and cycles among derived facts.

use std::collections::BTreeMap;

use crate::dictionary::{Dictionary, FactId, Home, RecordId};
use crate::rulebook::visit::{self, Visit};
use crate::rulebook::{
    Across, Condition, ConditionForm, Definition, DefinitionId, Derivation, Meaning, Membership, Quantity,
    RepeatedFact, Rulebook, Support, Turn, Year,
};

use super::shared::Shared;

/// Notes for each support and standard the facts that it mentions more than once.
pub(super) fn note_all(shared: &mut Shared) {
    let known = Known::of(shared);
    let found: Vec<Vec<RepeatedFact>> = shared.supports.iter().map(|support| mentioned(support, known)).collect();
    let of_standards = shared.standards.iter().map(|standard| mentioned(&standard.rule, known));
    let of_standards: Vec<Vec<RepeatedFact>> = of_standards.collect();
    let standards = shared.standards.iter_mut().map(|standard| &mut standard.rule);
    for (rule, found) in shared.supports.iter_mut().chain(standards).zip(found.into_iter().chain(of_standards)) {
        rule.repeated = found;
    }
}

/// The facts that a changed support or standard mentions more than once.
#[must_use]
pub fn repeated(book: &Rulebook, support: &Support) -> Vec<RepeatedFact> {
    let (dictionary, derivations) = (&*book.dictionary, &*book.derivations);
    mentioned(support, Known { dictionary, derivations, definitions: &book.definitions })
}

/// The facts that the support mentions more than once in comparisons that turn, in the order of their keys.
fn mentioned(support: &Support, known: Known<'_>) -> Vec<RepeatedFact> {
    let mut walk = Walk { bound: support.for_each, ..Walk::new(known) };
    visit::all(&mut walk, &support.selects);
    visit::all(&mut walk, &support.conditions);
    for quantity in support.amount.iter().chain(&support.kept) {
        walk.quantity(quantity);
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
    let mut walk = Walk { names_only: true, ..Walk::new(Known::of(shared)) };
    walk.derivation(id);
    walk.found.into_keys().map(|(_, fact, _)| fact).collect()
}

#[derive(Default)]
struct Mention {
    count: usize,
    turns: Vec<Turn>,
}

/// What a name leads to.
#[derive(Clone, Copy)]
struct Known<'w> {
    dictionary: &'w Dictionary,
    derivations: &'w BTreeMap<FactId, Derivation>,
    definitions: &'w [Definition],
}

impl<'w> Known<'w> {
    fn of(shared: &'w Shared) -> Known<'w> {
        let Shared { vocabulary, derivations, definitions, .. } = shared;
        Known { dictionary: &vocabulary.dictionary, derivations, definitions }
    }
}

struct Walk<'w> {
    known: Known<'w>,
    /// The record kind whose facts are one value here.
    bound: Option<RecordId>,
    /// The year that is bound here, relative to the as-of year.
    year: Option<i16>,
    /// Whether every fact counts, of whatever record, and none is followed to what it derives from.
    names_only: bool,
    found: BTreeMap<(String, FactId, Option<i16>), Mention>,
    /// How often each definition was looked into, with what was bound there.
    walked: BTreeMap<(DefinitionId, Option<RecordId>, Option<i16>), usize>,
}

impl<'w> Walk<'w> {
    fn new(known: Known<'w>) -> Walk<'w> {
        Walk { known, bound: None, year: None, names_only: false, found: BTreeMap::new(), walked: BTreeMap::new() }
    }

    fn compare(&mut self, left: &Quantity, right: &Quantity) {
        for (side, other) in [(left, right), (right, left)] {
            match side {
                Quantity::Fact { fact, year } => {
                    self.mention(*fact, *year, Some(Turn::At(other.clone(), self.year)));
                }
                other => self.quantity(other),
            }
        }
    }

    fn derivation(&mut self, id: FactId) {
        if let Some(derivation) = self.known.derivations.get(&id) {
            visit::into_derivation(self, derivation);
        }
    }

    fn mention(&mut self, id: FactId, year: Option<Year>, turn: Option<Turn>) {
        let fact = self.known.dictionary.fact(id);
        let year = year.map(|year| year.relative(self.year));
        let is_one_value = match fact.home {
            Home::Record(record) => self.bound == Some(record) || self.names_only,
            Home::Enterprise | Home::Year => true,
        };
        if is_one_value {
            let mention = self.found.entry((fact.key.clone(), id, year)).or_default();
            mention.count += 1;
            mention.turns.extend(turn);
        }
        if !self.names_only {
            let outer = std::mem::replace(&mut self.year, year);
            self.derivation(id);
            self.year = outer;
        }
    }
}

impl Visit for Walk<'_> {
    fn fact(&mut self, fact: FactId, year: Option<Year>) {
        self.mention(fact, year, None);
    }

    fn definition(&mut self, id: DefinitionId) {
        // What is mentioned twice is repeated, however often it is.
        let walked = self.walked.entry((id, self.bound, self.year)).or_default();
        *walked += 1;
        if *walked > 2 {
            return;
        }
        match self.known.definitions.get(usize::from(id.0)).map(|definition| &definition.meaning) {
            Some(Meaning::When(when)) => visit::all(self, when),
            Some(Meaning::Value(value)) => self.quantity(value),
            None => {}
        }
    }

    fn condition(&mut self, condition: &Condition) {
        if let ConditionForm::Compare { left, right, .. } = &condition.form {
            self.compare(left, right);
        } else if let ConditionForm::Among { fact, year, test } = &condition.form {
            self.mention(*fact, *year, turn_of(test));
        } else {
            visit::into_condition(self, condition);
        }
    }

    /// Each year is walked by itself: its facts are those of that year, wherever else they are mentioned.
    fn ranging(&mut self, across: Across, inside: &mut dyn FnMut(&mut Self)) {
        let outer = (self.bound, self.year);
        match across {
            Across::Records(record) => {
                // Inside, the same fact is another value for each record.
                self.bound = outer.0.filter(|bound| *bound != record);
                inside(self);
            }
            Across::Years { last, or_since, .. } => {
                or_since.into_iter().for_each(|since| self.mention(since, None, None));
                for back in 1..=last {
                    self.year = Some(-back);
                    inside(self);
                }
            }
        }
        (self.bound, self.year) = outer;
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
