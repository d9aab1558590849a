//! Which assumptions decide: those without which the answer would be another.

use std::collections::BTreeSet;

use crate::evaluate::{Env, Memo, Strict, SupportResult, support_result};
use crate::rulebook::{Condition, ConditionForm, DefinitionId, Meaning, Quantity, Rulebook, Support};

use super::Context;

/// The assumptions that decide this support, in the order in which it mentions them.
pub(super) fn deciding(context: &Context<'_>, support: &Support, result: &SupportResult) -> Vec<String> {
    let mut mentioned = Mentioned { book: context.book, seen: BTreeSet::new(), found: Vec::new() };
    mentioned.conditions(&support.selects);
    mentioned.conditions(&support.conditions);
    if let Some(amount) = &support.amount {
        mentioned.quantity(amount);
    }
    let decides = |assume: &&str| {
        let memo = Memo::default();
        let env = Env { strict: Strict::Except(assume), memo: &memo, ..context.env() };
        let without = support_result(&env, result.id);
        (without.status, without.money) != (result.status, result.money)
    };
    mentioned.found.into_iter().filter(decides).map(str::to_owned).collect()
}

struct Mentioned<'m> {
    book: &'m Rulebook,
    seen: BTreeSet<DefinitionId>,
    found: Vec<&'m str>,
}

impl<'m> Mentioned<'m> {
    fn note(&mut self, assume: Option<&'m String>) {
        if let Some(assume) = assume.filter(|assume| !self.found.contains(&assume.as_str())) {
            self.found.push(assume);
        }
    }

    fn conditions(&mut self, parts: &'m [Condition]) {
        for part in parts {
            match &part.form {
                ConditionForm::Compare { left, right, .. } => {
                    self.quantity(left);
                    self.quantity(right);
                }
                ConditionForm::Has { selects, .. } => self.conditions(selects),
                ConditionForm::All(parts) | ConditionForm::Any(parts) | ConditionForm::None(parts) => {
                    self.conditions(parts);
                }
                ConditionForm::Unclear { readings, assume } => {
                    self.note(assume.as_ref());
                    self.conditions(readings);
                }
                ConditionForm::Meets(id) => self.definition(*id),
                ConditionForm::Scope(scope) => scope.assumes.iter().for_each(|assume| self.note(Some(assume))),
                ConditionForm::Among { .. } | ConditionForm::Judged(_) => {}
            }
        }
    }

    fn definition(&mut self, id: DefinitionId) {
        if !self.seen.insert(id) {
            return;
        }
        let definition = self.book.definition(id);
        self.note(definition.assume.as_ref());
        match &definition.meaning {
            Meaning::When(when) => self.conditions(when),
            Meaning::Value(value) => self.quantity(value),
        }
    }

    fn quantity(&mut self, quantity: &'m Quantity) {
        match quantity {
            Quantity::Defined(id) => self.definition(*id),
            Quantity::Product { factor, of, .. } => {
                self.quantity(factor);
                self.quantity(of);
            }
            Quantity::Range { from, up_to } => [from, up_to].into_iter().flatten().for_each(|end| self.quantity(end)),
            Quantity::Cases(cases) => {
                for case in cases {
                    self.conditions(&case.when);
                    self.quantity(&case.gives);
                }
            }
            Quantity::Unclear { readings, assume } => {
                self.note(assume.as_ref());
                readings.iter().for_each(|reading| self.quantity(reading));
            }
            Quantity::Bounded { inner, floor, cap } => {
                self.quantity(inner);
                [floor, cap].into_iter().flatten().for_each(|end| self.quantity(end));
            }
            Quantity::Literal(_)
            | Quantity::Day(_)
            | Quantity::Unstated
            | Quantity::Unknown
            | Quantity::Fact { .. } => {}
        }
    }
}
