//! What a support reads of a firm: how often each unknown, and at which numbers answers may turn.

use std::collections::{BTreeMap, BTreeSet};

use super::days::{self, Unit};
use super::firm::{Bound, Firm, Slot, Turns, Value};
use super::fraction::Fraction;
use super::rules::{
    Across, CapPeriod, CapScope, Compare, Condition, FactUse, Fold, Meaning, Phrase, Quantity, Rules, Scope, Support,
    Year,
};
use super::world::{Derived, ESTABLISHED, FACTS, HIRED, Kind, RECEIVED, by_key, dated_by};
use super::years::reads_firm;

/// What is read where the firm is answered.
#[derive(Default, Debug)]
pub(crate) struct Mentions {
    /// How often each unknown value is read, over all records.
    pub(crate) unknown: BTreeMap<Slot, usize>,
    /// Lists of records that are read and not stated.
    pub(crate) lists: BTreeSet<usize>,
    pub(crate) literals: Vec<(Kind, Quantity)>,
    /// How often each fact is read that is undefined for some firms: a share of nothing.
    pub(crate) undefined: BTreeMap<Slot, usize>,
    /// Whether there is a mean of perhaps some, whose ends are those of any one of them.
    pub(crate) has_loose_mean: bool,
}

impl Mentions {
    /// Whether each unknown is read once.
    pub(crate) fn is_read_once(&self) -> bool {
        let counts = self.unknown.values().chain(self.undefined.values());
        counts.into_iter().all(|count| *count == 1) && self.lists.is_empty()
    }
}

/// What one support reads.
pub(crate) fn of_support(rules: &Rules, index: usize, firm: &Firm) -> Mentions {
    let support = &rules.supports[index];
    let mut walk =
        Walk { rules, document: support.document, firm, bound: Bound::default(), found: Mentions::default() };
    walk.scope(support.scope.as_ref());
    walk.scope(rules.documents[support.document].scope.as_ref());
    let inside = |walk: &mut Walk<'_>| {
        walk.conditions(&support.selects);
        walk.support(support);
        support.amount.iter().for_each(|amount| walk.quantity(amount));
        support.shares.iter().for_each(|(_, when)| walk.conditions(when));
        walk.conditions(&support.clawback);
        support.duration.iter().for_each(|duration| walk.quantity(duration));
        walk.limits(support);
    };
    match support.for_each {
        Some(record) => walk.over(Across::Records(record), inside),
        None => inside(&mut walk),
    }
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
            Quantity::Day(phrase) => match phrase.day(firm.as_of, Compare::AtLeast) {
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
    for ((fact, _), value) in firm.facts.iter().chain(records) {
        let Value::Number(number) = value else { continue };
        // Scores are compared with whole numbers.
        let kind = if FACTS[*fact].kind == Kind::Score { Kind::Count } else { FACTS[*fact].kind };
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
    /// Reads for each record of a kind, for one of which nothing is known where the list is not stated; or for each
    /// year.
    fn over(&mut self, across: Across, read: impl FnMut(&mut Self)) {
        self.ranging(across, true, read);
    }

    fn ranging(&mut self, across: Across, is_of_firm: bool, mut read: impl FnMut(&mut Self)) {
        let outer = self.bound;
        match across {
            Across::Records(kind) => {
                if let Some(list) = &self.firm.lists[kind] {
                    for index in 0..list.len() {
                        self.bound.records[kind] = Some(index);
                        read(self);
                    }
                } else {
                    self.found.lists.insert(kind);
                    self.bound.records[kind] = None;
                    read(self);
                }
            }
            Across::Years { last, or_since } => {
                for back in 1..=last {
                    let year = self.firm.year() - back;
                    self.literal(Kind::Date, Quantity::Day(Phrase::EndOfYear(-back)));
                    or_since.iter().for_each(|since| self.fact(FactUse::plain(since)));
                    if is_of_firm && !self.firm.has_figures_by(year) {
                        self.fact(FactUse::plain(ESTABLISHED));
                    }
                    self.bound.year = Some(year);
                    read(self);
                }
            }
        }
        self.bound = outer;
    }

    /// Whether a year without the firm is none for a form over years.
    fn is_of_firm(&self, selects: &[Condition], each: Option<&Quantity>) -> bool {
        reads_firm(self.rules, self.document, selects, each)
    }

    /// Reads what selects some of what a form ranges over; whether that hangs on anything unknown or open.
    fn selects(&mut self, selects: &[Condition]) -> bool {
        let before: usize = self.found.unknown.values().sum();
        self.conditions(selects);
        let is_plain = selects.iter().all(|condition| matches!(condition, Condition::Compare { .. }));
        !is_plain || self.found.unknown.values().sum::<usize>() > before
    }

    /// What caps read: for how many a record stands, of which year it is, what was received before.
    fn limits(&mut self, support: &Support) {
        let read = |fact: usize| FactUse { fact, year: Year::Never };
        for limit in &support.limits {
            let dated_by = support.for_each.and_then(dated_by).filter(|_| limit.period == CapPeriod::Year);
            dated_by.into_iter().for_each(|fact| self.fact(read(fact)));
            if support.for_each == Some(HIRED) && limit.scope != CapScope::Enterprise {
                self.fact(read(by_key("hire.count")));
            }
            let keys: &[&str] = match limit.period {
                CapPeriod::Whole => &[],
                CapPeriod::Year => &["received.for-what", "received.amount", "received.date"],
                CapPeriod::Ever => &["received.for-what", "received.amount"],
            };
            // Of whom nothing is said that is as if there were none.
            let is_read = limit.period == CapPeriod::Ever || self.firm.lists[RECEIVED].is_some();
            if is_read && !keys.is_empty() {
                self.over(Across::Records(RECEIVED), |walk| {
                    for key in keys {
                        walk.fact(read(by_key(key)));
                    }
                });
            }
        }
    }

    fn scope(&mut self, scope: Option<&Scope>) {
        if scope.is_some() {
            self.fact(FactUse::plain("place"));
        }
    }

    /// A support's conditions, its place left out.
    fn support(&mut self, support: &Support) {
        self.conditions(&support.when);
        support.stages().into_iter().flatten().for_each(|when| self.conditions(when));
    }

    fn fact(&mut self, fact: FactUse) {
        let slot = self.firm.slot(fact, &self.bound);
        if self.firm.stated(slot).is_some() {
            return;
        }
        let derived = fact.declared().derived;
        if self.firm.must_be_asked(slot) {
            *self.found.unknown.entry(slot).or_default() += 1;
        }
        if matches!(derived, Some(Derived::Margin | Derived::Pace)) {
            *self.found.undefined.entry(slot).or_default() += 1;
        }
        let money = |yuan: i128| (Kind::Money, Quantity::Money(yuan * 100));
        let count = |count: i128| (Kind::Count, Quantity::Count(count));
        let literals = match derived {
            Some(Derived::Size) => vec![count(300), count(50), money(200_000)],
            Some(Derived::Tier) => vec![money(3000)],
            _ => Vec::new(),
        };
        self.found.literals.extend(literals);
        let outer = self.bound.year;
        if slot.year != 0 {
            self.bound.year = Some(slot.year);
        }
        derived_from(derived).into_iter().for_each(|fact| self.fact(fact));
        self.bound.year = outer;
    }

    fn literal(&mut self, kind: Kind, literal: Quantity) {
        self.found.literals.push((kind, literal));
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
            Condition::Among { fact, .. } | Condition::Flag { fact, .. } | Condition::Rank { fact, .. } => {
                self.fact(*fact);
            }
            Condition::Has { across, selects, .. } | Condition::Every { across, selects } => {
                self.ranging(*across, self.is_of_firm(selects, None), |walk| walk.conditions(selects));
            }
            Condition::Of { parts, .. } | Condition::All(parts) | Condition::Any(parts) | Condition::None(parts) => {
                self.conditions(parts);
            }
            Condition::Meets(index) => self.definition(*index),
            Condition::MeetsSupport(index) => {
                let support = &self.rules.supports[*index];
                self.in_document(support.document, |walk| walk.support(support));
            }
            Condition::MeetsStandard(index) => {
                let standard = &self.rules.standards[*index];
                self.in_document(standard.document, |walk| walk.conditions(&standard.when));
            }
            Condition::Assumed(inner) => self.condition(inner),
            Condition::Judged => {}
            Condition::Unclear { readings, .. } => self.conditions(readings),
        }
    }

    /// Reads with the terms of another document.
    fn in_document(&mut self, document: usize, read: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.document, document);
        read(self);
        self.document = outer;
    }

    fn definition(&mut self, index: usize) {
        let rules = self.rules;
        match &rules.documents[self.document].definitions[index].meaning {
            Meaning::When(when) => self.conditions(when),
            Meaning::Value(value, _) => self.quantity(value),
        }
    }

    fn quantity(&mut self, quantity: &Quantity) {
        match quantity {
            Quantity::Money(_) => self.literal(Kind::Money, quantity.clone()),
            Quantity::PerMille(_) => self.literal(Kind::Ratio, quantity.clone()),
            Quantity::Count(_) => self.literal(Kind::Count, quantity.clone()),
            Quantity::Fact(fact) | Quantity::Day(Phrase::After(_, _, fact)) => self.fact(*fact),
            Quantity::Day(_) => self.literal(Kind::Date, quantity.clone()),
            Quantity::Unstated | Quantity::Length(_) => {}
            Quantity::Defined(index) => self.definition(*index),
            Quantity::Rate(first, second)
            | Quantity::Each(first, second)
            | Quantity::Excess(first, second)
            | Quantity::Ratio(first, second) => {
                self.quantity(first);
                self.quantity(second);
            }
            Quantity::Growth(fact, years) => {
                self.fact(*fact);
                self.fact(fact.before(*years));
            }
            Quantity::Units { each, per, of } => [each, per, of].into_iter().for_each(|part| self.quantity(part)),
            Quantity::Slices(of, slices) => {
                self.quantity(of);
                for (end, rate) in slices {
                    end.iter().for_each(|end| self.literal(Kind::Money, Quantity::Money(*end)));
                    self.quantity(rate);
                }
            }
            Quantity::Range(from, up_to) => from.iter().chain(up_to).for_each(|end| self.quantity(end)),
            Quantity::Cases(_, cases) | Quantity::Staged(cases) => {
                for (when, gives) in cases {
                    self.conditions(when);
                    self.quantity(gives);
                }
            }
            Quantity::Fold(_, parts) | Quantity::Unclear { readings: parts, .. } => {
                parts.iter().for_each(|part| self.quantity(part));
            }
            Quantity::Across { fold, each, across, selects } => {
                self.ranging(*across, self.is_of_firm(selects, Some(each)), |walk| {
                    let is_open = walk.selects(selects);
                    walk.found.has_loose_mean |= is_open && *fold == Fold::Mean;
                    walk.quantity(each);
                });
            }
            Quantity::CountOf { across, selects } => {
                self.ranging(*across, self.is_of_firm(selects, None), |walk| walk.conditions(selects));
            }
            Quantity::Assumed(inner) => self.quantity(inner),
            Quantity::Bounded { inner, floor, cap } => {
                self.quantity(inner);
                floor.iter().chain(cap).for_each(|bound| self.quantity(bound));
            }
        }
    }
}

/// The facts from which another follows, as often as it reads them.
fn derived_from(derived: Option<Derived>) -> Vec<FactUse> {
    let (plain, own) = (FactUse::plain, FactUse::bound);
    match derived {
        None => Vec::new(),
        Some(Derived::Due) => vec![plain("project.started")],
        Some(Derived::Bonus) => vec![plain("hire.pay")],
        Some(Derived::Valid) => vec![plain("title.granted"), plain("title.until")],
        Some(Derived::Until) => vec![plain("title.granted"), plain("title.granted")],
        Some(Derived::Size) => {
            let revenue = FactUse { year: Year::AsOf(-1), ..own("revenue", 0) };
            vec![plain("staff"), plain("staff"), revenue]
        }
        Some(Derived::Tier) => vec![plain("hire.pay"), plain("hire.degree")],
        Some(Derived::Margin) => vec![own("profit", 0), own("revenue", 0)],
        Some(Derived::Pace) => vec![own("revenue", 0), own("revenue", -2)],
        Some(Derived::Thriving) => vec![own("profit", 0), own("revenue", 0), own("revenue", -1)],
        Some(Derived::Gain) => vec![own("project.output", 0), plain("project.spend")],
    }
}
