//! What a support reads of a firm: how often each unknown, and at which numbers answers may turn.

use std::collections::{BTreeMap, BTreeSet};

use super::days::{self, Unit};
use super::firm::{Bound, Firm, Slot, Turns, Value};
use super::fraction::Fraction;
use super::rules::{CapPeriod, CapScope, Condition, FactUse, Meaning, Phrase, Quantity, Rules, Scope, Support};
use super::world::{Derived, FACTS, HIRED, KINDS, Kind, RECEIVED, by_key, dated_by};

/// What is read where the firm is answered.
#[derive(Default, Debug)]
pub(crate) struct Mentions {
    /// How often each unknown value is read, over all records.
    pub(crate) unknown: BTreeMap<Slot, usize>,
    /// Lists of records that are read and not stated.
    pub(crate) lists: BTreeSet<usize>,
    pub(crate) literals: Vec<(Kind, Quantity)>,
}

/// What one support reads.
pub(crate) fn of_support(rules: &Rules, index: usize, firm: &Firm) -> Mentions {
    let support = &rules.supports[index];
    let mut walk = Walk { rules, document: support.document, firm, bound: [None; KINDS], found: Mentions::default() };
    walk.scope(support.scope.as_ref().or(rules.documents[support.document].scope.as_ref()));
    walk.over(support.for_each, |walk| {
        walk.conditions(&support.selects);
        walk.conditions(&support.when);
        if let Some(amount) = &support.amount {
            walk.quantity(amount);
        }
        walk.limits(support);
    });
    walk.found
}

/// Where answers may turn: at every literal, at the firm's own values, and at rates of those.
pub(crate) fn turns(rules: &Rules, firm: &Firm) -> Turns {
    let found: Vec<Mentions> = (0..rules.supports.len()).map(|index| of_support(rules, index, firm)).collect();
    let literals: Vec<(Kind, Quantity)> = found.into_iter().flat_map(|mentions| mentions.literals).collect();
    let mut turns = Turns::default();
    // Two years, so that records may be of one or of several.
    for years in [0, -1] {
        turns.add(Kind::Date, Fraction::whole(i128::from(days::later(firm.as_of, years, Unit::Year))));
    }
    let mut rates = vec![Fraction::whole(1)];
    for (kind, literal) in &literals {
        let number = match literal {
            Quantity::Money(fen) => Fraction::fen(*fen),
            Quantity::PerMille(rate) => Fraction::per_mille(*rate),
            Quantity::Count(count) => Fraction::whole(*count),
            Quantity::Day(phrase) => match phrase.day(firm.as_of) {
                Some(day) => Fraction::whole(i128::from(day)),
                None => continue,
            },
            _ => continue,
        };
        turns.add(*kind, number);
        if *kind == Kind::Ratio && rates.len() < 5 {
            rates.push(number);
        }
    }
    let records = firm.lists.iter().flatten().flatten().flatten();
    let stated = firm.facts.iter().map(|((fact, _), value)| (fact, value)).chain(records);
    for (fact, value) in stated {
        let Value::Number(number) = value else { continue };
        let kind = FACTS[*fact].kind;
        let rates = if matches!(kind, Kind::Money | Kind::Count) { &rates[..] } else { &rates[..1] };
        for rate in rates {
            turns.add(kind, *rate * *number);
        }
    }
    turns
}

struct Walk<'w> {
    rules: &'w Rules,
    document: usize,
    firm: &'w Firm,
    bound: Bound,
    found: Mentions,
}

impl Walk<'_> {
    /// Reads for each record of a kind; for one of which nothing is known where the list is not stated.
    fn over(&mut self, kind: Option<usize>, mut read: impl FnMut(&mut Self)) {
        let Some(kind) = kind else { return read(self) };
        let outer = self.bound;
        if let Some(list) = &self.firm.lists[kind] {
            for index in 0..list.len() {
                self.bound[kind] = Some(index);
                read(self);
            }
        } else {
            self.found.lists.insert(kind);
            self.bound[kind] = None;
            read(self);
        }
        self.bound = outer;
    }

    /// What caps read: for how many a record stands, of which year it is, what was received before.
    fn limits(&mut self, support: &Support) {
        let read = |key: usize| FactUse { fact: key, year: 0 };
        for limit in &support.limits {
            let dated_by = support.for_each.and_then(dated_by).filter(|_| limit.period == CapPeriod::Year);
            dated_by.into_iter().for_each(|fact| self.fact(read(fact)));
            if support.for_each == Some(HIRED) && limit.scope != CapScope::Enterprise {
                self.fact(read(by_key("hire.count")));
            }
            if limit.period == CapPeriod::Ever {
                self.over(Some(RECEIVED), |walk| {
                    for key in ["received.for-what", "received.amount"] {
                        walk.fact(read(by_key(key)));
                    }
                });
            }
        }
    }

    fn scope(&mut self, scope: Option<&Scope>) {
        if scope.is_some() {
            self.fact(FactUse { fact: by_key("place"), year: 0 });
        }
    }

    fn fact(&mut self, fact: FactUse) {
        let slot = self.firm.slot(fact, &self.bound);
        if self.firm.stated(slot).is_some() {
            return;
        }
        let mut also = |keys: &[&str]| {
            for key in keys {
                self.fact(FactUse { fact: by_key(key), year: 0 });
            }
        };
        match fact.declared().derived {
            None => *self.found.unknown.entry(slot).or_default() += 1,
            Some(Derived::Due) => also(&["project.started"]),
            Some(Derived::Bonus) => also(&["hire.pay"]),
            Some(Derived::Valid) => also(&["title.granted", "title.until"]),
            Some(Derived::Until) => {
                also(&["title.granted", "title.granted"]);
                if self.firm.must_be_asked(slot) {
                    *self.found.unknown.entry(slot).or_default() += 1;
                }
            }
        }
    }

    fn conditions(&mut self, conditions: &[Condition]) {
        for condition in conditions {
            self.condition(condition);
        }
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::Compare { left, right, .. } => {
                self.quantity(left);
                self.quantity(right);
            }
            Condition::Among { fact, .. } | Condition::Flag { fact, .. } => self.fact(*fact),
            Condition::Has { record, selects, .. } => self.over(Some(*record), |walk| walk.conditions(selects)),
            Condition::All(parts) | Condition::Any(parts) | Condition::None(parts) => self.conditions(parts),
            Condition::Meets(index) => self.definition(*index),
            Condition::Judged => {}
            Condition::Unclear { readings, .. } => self.conditions(readings),
        }
    }

    fn definition(&mut self, index: usize) {
        let rules = self.rules;
        match &rules.documents[self.document].definitions[index].meaning {
            Meaning::When(when) => self.conditions(when),
            Meaning::Value(value) => self.quantity(value),
        }
    }

    fn quantity(&mut self, quantity: &Quantity) {
        let mut literal = |kind| self.found.literals.push((kind, quantity.clone()));
        match quantity {
            Quantity::Money(_) => literal(Kind::Money),
            Quantity::PerMille(_) => literal(Kind::Ratio),
            Quantity::Count(_) => literal(Kind::Count),
            Quantity::Fact(fact) | Quantity::Day(Phrase::After(_, _, fact)) => self.fact(*fact),
            Quantity::Day(_) => literal(Kind::Date),
            Quantity::Unstated => {}
            Quantity::Defined(index) => self.definition(*index),
            Quantity::Rate(first, second) | Quantity::Each(first, second) => {
                self.quantity(first);
                self.quantity(second);
            }
            Quantity::Range(from, up_to) => from.iter().chain(up_to).for_each(|end| self.quantity(end)),
            Quantity::Cases(_, cases) => {
                for (when, gives) in cases {
                    self.conditions(when);
                    self.quantity(gives);
                }
            }
            Quantity::Unclear { readings, .. } => readings.iter().for_each(|reading| self.quantity(reading)),
            Quantity::Bounded { inner, floor, cap } => {
                self.quantity(inner);
                floor.iter().chain(cap).for_each(|bound| self.quantity(bound));
            }
        }
    }
}
