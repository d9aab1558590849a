//! Walks through a rule: the one list of what each form has inside it, for all that look for something in a rule.

use crate::calendar::Phrase;
use crate::dictionary::FactId;

use super::{
    Across, ChoiceRule, Condition, ConditionForm, DefinitionId, Derivation, Membership, Quantity, ReferenceId, Scope,
    Year,
};

/// What looks for something in a rule. Each method but those of a form goes no further by itself: a definition that
/// should be looked into is followed by who looks.
pub trait Visit: Sized {
    /// A fact that is read, and in which year.
    fn fact(&mut self, fact: FactId, year: Option<Year>);

    /// A definition that is named.
    fn definition(&mut self, id: DefinitionId);

    /// A test of a fact that is not ordered; the fact is visited too.
    fn test(&mut self, _fact: FactId, _test: &Membership) {}

    /// A list or years that are gone through; `inside` visits what is asked of each.
    fn ranging(&mut self, _across: Across, inside: &mut dyn FnMut(&mut Self)) {
        inside(self);
    }

    /// A support of which the amount is read.
    fn amount_of(&mut self, _support: ReferenceId) {}

    /// How a text was read.
    fn assume(&mut self, _assume: &str) {}

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
pub fn into_condition<V: Visit>(visit: &mut V, condition: &Condition) {
    match &condition.form {
        ConditionForm::Compare { left, right, .. } => {
            visit.quantity(left);
            visit.quantity(right);
        }
        ConditionForm::Among { fact, year, test } => {
            visit.fact(*fact, *year);
            visit.test(*fact, test);
        }
        ConditionForm::Has { across, selects, .. } | ConditionForm::Every { across, selects } => {
            visit.ranging(*across, &mut |visit| all(visit, selects));
        }
        ConditionForm::All(parts)
        | ConditionForm::Any(parts)
        | ConditionForm::None(parts)
        | ConditionForm::Of { parts, .. } => all(visit, parts),
        ConditionForm::Unclear { readings, assume } => {
            assume.iter().for_each(|assume| visit.assume(assume));
            all(visit, readings);
        }
        ConditionForm::Assumed { inner, assume } => {
            visit.assume(assume);
            visit.condition(inner);
        }
        ConditionForm::Meets(id) => visit.definition(*id),
        ConditionForm::Scope(scope) => visit.scope(scope),
        ConditionForm::Judged(_) => {}
    }
}

/// Visits what is directly in a quantity.
pub fn into_quantity<V: Visit>(visit: &mut V, quantity: &Quantity) {
    match quantity {
        Quantity::Fact { fact, year } => visit.fact(*fact, *year),
        Quantity::Day(Phrase::After(_, _, fact)) => visit.fact(*fact, None),
        Quantity::Defined(id) => visit.definition(*id),
        Quantity::AmountOf(id) => visit.amount_of(*id),
        Quantity::Cases(cases) => {
            for case in cases {
                all(visit, &case.when);
                visit.quantity(&case.gives);
            }
        }
        Quantity::Across { each, across, selects, .. } => visit.ranging(*across, &mut |visit| {
            visit.quantity(each);
            all(visit, selects);
        }),
        Quantity::Count { across, selects } => visit.ranging(*across, &mut |visit| all(visit, selects)),
        Quantity::Unclear { assume: Some(assume), .. } | Quantity::Assumed { assume, .. } => visit.assume(assume),
        Quantity::Literal(..)
        | Quantity::Day(_)
        | Quantity::Unstated
        | Quantity::Unknown
        | Quantity::Product { .. }
        | Quantity::Range { .. }
        | Quantity::Units { .. }
        | Quantity::Slices { .. }
        | Quantity::Fold { .. }
        | Quantity::Excess { .. }
        | Quantity::Ratio { .. }
        | Quantity::Growth { .. }
        | Quantity::Unclear { .. }
        | Quantity::Bounded { .. } => {}
    }
    quantity.operands().into_iter().for_each(|part| visit.quantity(part));
}

/// Visits what is in the way in which a fact follows from others.
pub fn into_derivation<V: Visit>(visit: &mut V, derivation: &Derivation) {
    match derivation {
        Derivation::Value(value) => visit.quantity(value),
        Derivation::Choice(rule) => choice(visit, rule),
        Derivation::When(when) => visit.condition(when),
    }
}

fn choice<V: Visit>(visit: &mut V, rule: &ChoiceRule) {
    match rule {
        ChoiceRule::One(_) | ChoiceRule::Unknown => {}
        ChoiceRule::Assumed { inner, assume } => {
            visit.assume(assume);
            choice(visit, inner);
        }
        ChoiceRule::Cases(cases) => {
            for case in cases {
                all(visit, &case.when);
                choice(visit, &case.gives);
            }
        }
    }
}

/// Visits every condition of a list.
pub fn all<V: Visit>(visit: &mut V, conditions: &[Condition]) {
    conditions.iter().for_each(|condition| visit.condition(condition));
}
