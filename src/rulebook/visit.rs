//! Walks through a rule: the one list of what each form has inside it, for all that look for something in a rule.

use crate::calendar::Phrase;
use crate::dictionary::{FactId, RecordId};

use super::{Condition, ConditionForm, DefinitionId, Membership, Quantity, Scope};

/// What looks for something in a rule. Each method but those of a form goes no further by itself: a definition that
/// should be looked into is followed by who looks.
pub trait Visit {
    /// A fact that is read, and in which year.
    fn fact(&mut self, fact: FactId, year: Option<i16>);

    /// A definition that is named.
    fn definition(&mut self, id: DefinitionId);

    /// A test of a fact that is not ordered; the fact is visited too.
    fn test(&mut self, _fact: FactId, _test: &Membership) {}

    /// A record kind that is gone through.
    fn record(&mut self, _record: RecordId) {}

    /// Where something applies.
    fn scope(&mut self, _scope: &Scope) {}

    /// A condition, with all that is in it.
    fn condition(&mut self, condition: &Condition) {
        into_condition(self, condition);
    }

    /// A quantity, with all that is in it.
    fn quantity(&mut self, quantity: &Quantity) {
        into_quantity(self, quantity);
    }
}

/// Visits what is directly in a condition.
pub fn into_condition<V: Visit + ?Sized>(visit: &mut V, condition: &Condition) {
    match &condition.form {
        ConditionForm::Compare { left, right, .. } => {
            visit.quantity(left);
            visit.quantity(right);
        }
        ConditionForm::Among { fact, test } => {
            visit.fact(*fact, None);
            visit.test(*fact, test);
        }
        ConditionForm::Has { record, selects, .. } => {
            visit.record(*record);
            all(visit, selects);
        }
        ConditionForm::All(parts) | ConditionForm::Any(parts) | ConditionForm::None(parts) => all(visit, parts),
        ConditionForm::Unclear { readings, .. } => all(visit, readings),
        ConditionForm::Meets(id) => visit.definition(*id),
        ConditionForm::Scope(scope) => visit.scope(scope),
        ConditionForm::Judged(_) => {}
    }
}

/// Visits what is directly in a quantity.
pub fn into_quantity<V: Visit + ?Sized>(visit: &mut V, quantity: &Quantity) {
    match quantity {
        Quantity::Fact { fact, year } => visit.fact(*fact, *year),
        Quantity::Day(Phrase::After(_, _, fact)) => visit.fact(*fact, None),
        Quantity::Defined(id) => visit.definition(*id),
        Quantity::Product { factor, of, .. } => {
            visit.quantity(factor);
            visit.quantity(of);
        }
        Quantity::Range { from, up_to } => both(visit, from.as_deref(), up_to.as_deref()),
        Quantity::Cases(cases) => {
            for case in cases {
                all(visit, &case.when);
                visit.quantity(&case.gives);
            }
        }
        Quantity::Unclear { readings, .. } => readings.iter().for_each(|reading| visit.quantity(reading)),
        Quantity::Bounded { inner, floor, cap } => {
            visit.quantity(inner);
            both(visit, floor.as_deref(), cap.as_deref());
        }
        Quantity::Literal(_) | Quantity::Day(_) | Quantity::Unstated | Quantity::Unknown => {}
    }
}

/// Visits every condition of a list.
pub fn all<V: Visit + ?Sized>(visit: &mut V, conditions: &[Condition]) {
    conditions.iter().for_each(|condition| visit.condition(condition));
}

fn both<V: Visit + ?Sized>(visit: &mut V, first: Option<&Quantity>, second: Option<&Quantity>) {
    [first, second].into_iter().flatten().for_each(|quantity| visit.quantity(quantity));
}
