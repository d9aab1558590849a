//! The exact answer for a firm of which everything is known, under one reading of what a text leaves open.

use std::collections::BTreeMap;

use super::days::{self, Unit};
use super::firm::{Bound, Firm, Record, Slot, Value};
use super::fraction::Fraction;
use super::rules::{Among, CapPeriod, CapScope, Condition, FactUse, Meaning, Phrase, Quantity, Rules, Scope, Support};
use super::tape::Tape;
use super::world::{Derived, HIRED, KINDS, Kind, RECEIVED, SET, by_key, codes_of, dated_by, lies_within};

/// The readings that were taken, in the order in which they came up; each place that leaves something open asks once
/// each time it is read.
#[derive(Default)]
pub(crate) struct Path {
    /// What was taken, and of how many.
    taken: Vec<(usize, usize)>,
    at: usize,
    dice: Option<Tape>,
    /// Whether a reading that the rules assume is one among the others.
    is_strict: bool,
}

impl Path {
    /// A path whose turns are made up.
    pub(crate) fn random(seed: u64) -> Path {
        Path { dice: Some(Tape::seeded(seed)), ..Path::default() }
    }

    /// The same, but no assumption is taken.
    pub(crate) fn strict(self) -> Path {
        Path { is_strict: true, ..self }
    }

    /// Which of the readings is taken; an assumed one is the first.
    fn reading(&mut self, count: usize, assume: bool) -> usize {
        if assume && !self.is_strict { 0 } else { self.pick(count) }
    }

    pub(crate) fn pick(&mut self, count: usize) -> usize {
        if count < 2 {
            return 0;
        }
        if self.at == self.taken.len() {
            let first = self.dice.as_mut().map_or(0, |dice| dice.pick(count));
            self.taken.push((first, count));
        }
        self.at += 1;
        self.taken[self.at - 1].0
    }

    /// Goes on to the next path; false behind the last one.
    pub(crate) fn advance(&mut self) -> bool {
        self.taken.truncate(self.at);
        self.at = 0;
        while let Some((taken, count)) = self.taken.pop() {
            if taken + 1 < count {
                self.taken.push((taken + 1, count));
                return true;
            }
        }
        false
    }
}

/// The exact answer for one record, or for the firm.
#[derive(Clone, Debug)]
pub(crate) struct ExactItem {
    pub(crate) record: Option<usize>,
    pub(crate) selected: bool,
    pub(crate) met: bool,
    /// Rounded, and under every cap; nothing unless the conditions are met.
    pub(crate) amount: Fraction,
    /// The calendar year to which it belongs.
    pub(crate) year: i64,
}

/// A cap of the firm, or one of each year.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FirmCap {
    pub(crate) most: Fraction,
    pub(crate) by_year: bool,
}

/// The exact answer for one support.
#[derive(Clone, Debug)]
pub(crate) struct ExactSupport {
    /// Whether the document speaks of the firm's place at all.
    pub(crate) is_shown: bool,
    pub(crate) items: Vec<ExactItem>,
    /// The caps of the firm, under the reading taken.
    pub(crate) caps: Vec<FirmCap>,
}

impl ExactSupport {
    pub(crate) fn met(&self) -> bool {
        self.is_shown && self.items.iter().any(|item| item.met)
    }

    /// What the firm gets if nothing displaces it.
    pub(crate) fn total(&self) -> Fraction {
        let mut years: BTreeMap<i64, Fraction> = BTreeMap::new();
        for item in &self.items {
            let year = years.entry(item.year).or_insert(Fraction::ZERO);
            *year = *year + item.amount;
        }
        let capped = |by_year: bool, sum: Fraction| {
            let caps = self.caps.iter().filter(|cap| cap.by_year == by_year);
            caps.fold(sum, |sum, cap| sum.min(cap.most))
        };
        capped(false, years.into_values().fold(Fraction::ZERO, |sum, year| sum + capped(true, year)))
    }
}

/// Answers one support.
pub(crate) fn support(rules: &Rules, index: usize, firm: &Firm, path: &mut Path) -> ExactSupport {
    let support = &rules.supports[index];
    let document = &rules.documents[support.document];
    let reader = Reader { rules, support, firm, limits: &[] };
    let place = reader.place();
    if !lies_within(place, document.place.0) {
        return ExactSupport { is_shown: false, items: Vec::new(), caps: Vec::new() };
    }
    let limits = support.limits.iter().map(|limit| {
        let scope = match limit.scope {
            CapScope::Unstated => [CapScope::Enterprise, CapScope::Record][path.pick(2)],
            stated => stated,
        };
        let most = Fraction::fen(limit.fen);
        let earlier = if limit.period == CapPeriod::Ever {
            all_of(&received(firm, &[support.purpose], None))
        } else {
            Fraction::ZERO
        };
        (scope, FirmCap { most: (most - earlier).max(Fraction::ZERO), by_year: limit.period == CapPeriod::Year })
    });
    let limits: Vec<(CapScope, FirmCap)> = limits.collect();
    let reader = Reader { limits: &limits, ..reader };
    let mut items = Vec::new();
    match support.for_each {
        None => items.push(reader.item(None, [None; KINDS], path)),
        Some(kind) => {
            for index in 0..firm.lists[kind].as_ref().unwrap().len() {
                let mut bound = [None; KINDS];
                bound[kind] = Some(index);
                items.push(reader.item(Some(index), bound, path));
            }
        }
    }
    let caps = limits.iter().filter(|(scope, _)| *scope == CapScope::Enterprise).map(|(_, cap)| *cap);
    ExactSupport { is_shown: true, items, caps: caps.collect() }
}

/// What the firm received before for these purposes, in this year or ever, by the number of the receipt.
pub(crate) fn received(firm: &Firm, purposes: &[&str], year: Option<i64>) -> BTreeMap<usize, Fraction> {
    let counts = |receipt: &Record| {
        let Value::Choices(of) = &receipt[&by_key("received.for-what")] else { unreachable!("it is a choice") };
        let of_year = year.is_none_or(|year| days::date(whole(&receipt[&by_key("received.date")])).0 == year);
        of_year && purposes.iter().any(|purpose| of.contains(purpose))
    };
    let amount = |receipt: &Record| match &receipt[&by_key("received.amount")] {
        Value::Number(amount) => *amount,
        other => unreachable!("{other:?} is no amount"),
    };
    let receipts = firm.lists[RECEIVED].iter().flatten().enumerate().filter(|(_, receipt)| counts(receipt));
    let amounts = receipts.map(|(number, receipt)| (number, amount(receipt)));
    amounts.filter(|(_, amount)| *amount > Fraction::ZERO).collect()
}

/// All of several amounts.
pub(crate) fn all_of(amounts: &BTreeMap<usize, Fraction>) -> Fraction {
    amounts.values().fold(Fraction::ZERO, |sum, amount| sum + *amount)
}

/// For how many people a record stands.
pub(crate) fn people_of(firm: &Firm, kind: Option<usize>, record: Option<usize>) -> Fraction {
    let record = record.filter(|_| kind == Some(HIRED)).map(|index| &firm.lists[HIRED].as_ref().unwrap()[index]);
    match record.and_then(|record| record.get(&by_key("hire.count"))) {
        Some(Value::Number(count)) => *count,
        _ => Fraction::whole(1),
    }
}

/// A whole number, such as a day.
fn whole(value: &Value) -> i64 {
    let Value::Number(number) = value else { unreachable!("{value:?} is no number") };
    i64::try_from(number.floor_of(1)).unwrap()
}

struct Reader<'r> {
    rules: &'r Rules,
    support: &'r Support,
    firm: &'r Firm,
    /// The caps, as they are read.
    limits: &'r [(CapScope, FirmCap)],
}

impl Reader<'_> {
    fn place(&self) -> &'static str {
        let slot = Slot { fact: by_key("place"), record: None, year: 0 };
        let Some(Value::Code(place)) = self.firm.stated(slot) else { unreachable!("the place is known") };
        place
    }

    fn item(&self, record: Option<usize>, bound: Bound, path: &mut Path) -> ExactItem {
        let document = &self.rules.documents[self.support.document];
        let selected = self.all(&self.support.selects, &bound, path);
        let scope = self.support.scope.as_ref().or(document.scope.as_ref());
        let met = selected
            && scope.is_none_or(|scope| self.covers(scope, path))
            && self.all(&self.support.when, &bound, path);
        let mut amount = Fraction::ZERO;
        if let Some(quantity) = self.support.amount.as_ref().filter(|_| met) {
            amount = self.number(quantity, &bound, path).to_fen().max(Fraction::ZERO);
            for (scope, cap) in self.limits {
                // A cap of the firm holds for one record too; one of hires is one for each person.
                let people = if *scope == CapScope::Record { self.people(&bound) } else { Fraction::whole(1) };
                amount = amount.min(cap.most * people);
            }
        }
        ExactItem { record, selected, met, amount, year: self.year(&bound) }
    }

    /// For how many people the record stands.
    fn people(&self, bound: &Bound) -> Fraction {
        if self.support.for_each != Some(HIRED) {
            return Fraction::whole(1);
        }
        match self.value(FactUse { fact: by_key("hire.count"), year: 0 }, bound) {
            Value::Number(count) => count,
            other => unreachable!("{other:?} is no count"),
        }
    }

    /// The year of the record; what is answered for the firm is of the year that is asked about, and so is what does
    /// not say and need not.
    fn year(&self, bound: &Bound) -> i64 {
        let fact = self.support.for_each.and_then(dated_by).map(|fact| FactUse { fact, year: 0 });
        let stated = fact.and_then(|fact| self.firm.stated(self.firm.slot(fact, bound)));
        days::date(stated.map_or(self.firm.as_of, whole)).0
    }

    fn covers(&self, scope: &Scope, path: &mut Path) -> bool {
        let place = self.place();
        if lies_in(place, &scope.not_in, path) {
            return false;
        }
        lies_in(place, &scope.within, path) || (lies_in(place, &scope.unclear_in, path) && path.pick(2) == 1)
    }

    fn all(&self, conditions: &[Condition], bound: &Bound, path: &mut Path) -> bool {
        conditions.iter().all(|condition| self.holds(condition, bound, path))
    }

    fn holds(&self, condition: &Condition, bound: &Bound, path: &mut Path) -> bool {
        match condition {
            Condition::Compare { left, compare, right, .. } => {
                let left = self.number(left, bound, path);
                compare.holds(&left, &self.number(right, bound, path))
            }
            Condition::Among { fact, among, names } => {
                let lies = match self.value(*fact, bound) {
                    Value::Choices(choices) => names.iter().any(|name| choices.contains(name)),
                    Value::Code(code) if fact.kind() == Kind::Industry => {
                        names.iter().any(|name| lies_within(code, name))
                    }
                    Value::Code(code) => lies_in(code, names, path),
                    other => unreachable!("{other:?} is no choice"),
                };
                lies != (*among == Among::NoneOf)
            }
            Condition::Flag { fact, is } => self.value(*fact, bound) == Value::Flag(*is),
            Condition::Has { record, selects, bound: count } => {
                let mut found = 0;
                for index in 0..self.firm.lists[*record].as_ref().unwrap().len() {
                    let mut inner = *bound;
                    inner[*record] = Some(index);
                    found += usize::from(self.all(selects, &inner, path));
                }
                count.map_or(found >= 1, |(compare, count)| compare.holds(&found, &count))
            }
            Condition::All(parts) => self.all(parts, bound, path),
            Condition::Any(parts) => parts.iter().any(|part| self.holds(part, bound, path)),
            Condition::None(parts) => !parts.iter().any(|part| self.holds(part, bound, path)),
            Condition::Meets(index) => match self.meaning(*index) {
                // A term that is not read as it was may mean anything.
                Meaning::When(_) if path.is_strict && self.is_assumed(*index) => path.pick(2) == 1,
                Meaning::When(when) => self.all(when, bound, path),
                Meaning::Value(_) => unreachable!("an amount is no condition"),
            },
            Condition::Judged => path.pick(2) == 1,
            Condition::Unclear { readings, assume } => {
                let taken = path.reading(readings.len(), *assume);
                self.holds(&readings[taken], bound, path)
            }
        }
    }

    fn meaning(&self, index: usize) -> &Meaning {
        &self.rules.documents[self.support.document].definitions[index].meaning
    }

    fn is_assumed(&self, index: usize) -> bool {
        self.rules.documents[self.support.document].definitions[index].assume
    }

    fn number(&self, quantity: &Quantity, bound: &Bound, path: &mut Path) -> Fraction {
        match quantity {
            Quantity::Money(fen) => Fraction::fen(*fen),
            Quantity::PerMille(rate) => Fraction::per_mille(*rate),
            Quantity::Count(count) => Fraction::whole(*count),
            Quantity::Day(phrase) => self.day(*phrase, bound),
            // Anything from nothing up; the ends stand for all of it.
            Quantity::Unstated => Fraction::whole([0, 10_000_000_000_000][path.pick(2)]),
            Quantity::Fact(fact) => match self.value(*fact, bound) {
                Value::Number(number) => number,
                other => unreachable!("{other:?} is no number"),
            },
            Quantity::Defined(index) => match self.meaning(*index) {
                Meaning::Value(value) if path.is_strict && self.is_assumed(*index) => {
                    self.number(&anything_within(value), bound, path)
                }
                Meaning::Value(value) => self.number(value, bound, path),
                Meaning::When(_) => unreachable!("a condition is no amount"),
            },
            Quantity::Rate(factor, of) | Quantity::Each(factor, of) => {
                let factor = self.number(factor, bound, path);
                factor * self.number(of, bound, path)
            }
            Quantity::Range(from, up_to) => {
                let from = from.as_ref().map_or(Fraction::ZERO, |from| self.number(from, bound, path));
                let up_to = up_to.as_ref().map(|up_to| self.number(up_to, bound, path));
                let up_to = up_to.unwrap_or(from + Fraction::whole(10_000_000_000_000));
                if path.pick(2) == 0 { from } else { up_to.max(from) }
            }
            Quantity::Cases(_, cases) => {
                let first = cases.iter().find(|(when, _)| self.all(when, bound, path));
                first.map_or(Fraction::ZERO, |(_, gives)| self.number(gives, bound, path))
            }
            Quantity::Unclear { readings, assume } => {
                let taken = path.reading(readings.len(), *assume);
                self.number(&readings[taken], bound, path)
            }
            Quantity::Bounded { inner, floor, cap } => {
                let mut number = self.number(inner, bound, path);
                if let Some(floor) = floor {
                    number = number.max(self.number(floor, bound, path));
                }
                if let Some(cap) = cap {
                    number = number.min(self.number(cap, bound, path));
                }
                number
            }
        }
    }

    fn day(&self, phrase: Phrase, bound: &Bound) -> Fraction {
        let day = match (phrase, phrase.day(self.firm.as_of)) {
            (_, Some(day)) => day,
            (Phrase::After(count, unit, fact), None) => days::later(self.date(fact, bound), count, unit),
            _ => unreachable!("only a phrase that counts from a fact hangs on the firm"),
        };
        Fraction::whole(i128::from(day))
    }

    fn date(&self, fact: FactUse, bound: &Bound) -> i64 {
        match self.value(fact, bound) {
            Value::Number(day) => i64::try_from(day.floor_of(1)).unwrap(),
            other => unreachable!("{other:?} is no day"),
        }
    }

    /// The stated value, or the one that follows.
    fn value(&self, fact: FactUse, bound: &Bound) -> Value {
        if let Some(value) = self.firm.stated(self.firm.slot(fact, bound)) {
            return value.clone();
        }
        let read = |key: &str| FactUse { fact: by_key(key), year: 0 };
        let whole = |day: i64| Value::Number(Fraction::whole(i128::from(day)));
        match fact.declared().derived {
            Some(Derived::Due) => whole(days::later(self.date(read("project.started"), bound), 2, Unit::Year)),
            Some(Derived::Until) => whole(days::later(self.date(read("title.granted"), bound), 3, Unit::Year)),
            Some(Derived::Valid) => {
                let (granted, until) = (self.date(read("title.granted"), bound), self.date(read("title.until"), bound));
                Value::Flag(granted <= self.firm.as_of && until >= self.firm.as_of)
            }
            Some(Derived::Bonus) => match self.value(read("hire.pay"), bound) {
                Value::Number(pay) => Value::Number(pay * Fraction::per_mille(333)),
                other => unreachable!("{other:?} is no pay"),
            },
            None => unreachable!("{} is not known", fact.declared().key),
        }
    }
}

/// Whether a place lies in one of these. A set is its places as it was read; when that is not taken it may also be none
/// of them, or the whole city.
fn lies_in(place: &str, names: &[&'static str], path: &mut Path) -> bool {
    names.iter().any(|name| {
        let is_read = *name == SET.0;
        match path.reading(if is_read { 3 } else { 1 }, is_read) {
            0 => codes_of(name).iter().any(|code| lies_within(place, code)),
            1 => false,
            _ => lies_within(place, "980100"),
        }
    })
}

/// Any amount between the cap and the floor of this one.
fn anything_within(value: &Quantity) -> Quantity {
    let inner = Box::new(Quantity::Unstated);
    match value {
        Quantity::Bounded { floor, cap, .. } => Quantity::Bounded { inner, floor: floor.clone(), cap: cap.clone() },
        _ => Quantity::Unstated,
    }
}
