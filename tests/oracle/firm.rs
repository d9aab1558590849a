//! What the oracle knows of a firm, how it is written as a profile, and how what it does not say may be filled in.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::days::{self, Unit};
use super::fraction::Fraction;
use super::rules::FactUse;
use super::tape::Tape;
use super::text::Order;
use super::world::{Derived, FACTS, Fact, Home, KINDS, Kind, RECEIVED, RECORDS, by_key, leaves_of};

/// A known value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Value {
    Number(Fraction),
    Flag(bool),
    Choices(BTreeSet<&'static str>),
    Code(&'static str),
}

pub(crate) type Record = BTreeMap<usize, Value>;

/// A firm. What is not there is unknown.
#[derive(Clone, Debug)]
pub(crate) struct Firm {
    pub(crate) as_of: i64,
    /// Facts of the firm, in year 0, and of calendar years.
    pub(crate) facts: BTreeMap<(usize, i64), Value>,
    pub(crate) lists: [Option<Vec<Record>>; KINDS],
    /// Whether what was received counts only where a rule names it: the firm itself said nothing of it.
    pub(crate) is_silent_on_receipts: bool,
}

/// One value of a firm: a fact, of which record, in which calendar year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Slot {
    pub(crate) fact: usize,
    pub(crate) record: Option<usize>,
    pub(crate) year: i64,
}

/// The records that are bound, by kind.
pub(crate) type Bound = [Option<usize>; KINDS];

/// Where answers may turn: the numbers that rules and firm mention, by kind.
#[derive(Clone, Default, Debug)]
pub(crate) struct Turns(BTreeMap<Kind, Vec<Fraction>>);

/// How far values go: those of an unknown fact beyond every rate of those that firms state, so that an answer that
/// grows with them is seen to have no upper end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reach {
    Stated,
    Unknown,
}

impl Turns {
    pub(crate) fn add(&mut self, kind: Kind, number: Fraction) {
        let numbers = self.0.entry(kind).or_default();
        if !numbers.contains(&number) && numbers.len() < 60 {
            numbers.push(number);
        }
    }

    /// Each turn, one smallest unit to both sides, and the extremes.
    fn numbers(&self, fact: &Fact, reach: Reach) -> Vec<Fraction> {
        let far = |stated, unknown| if reach == Reach::Stated { stated } else { unknown };
        let far_day = |stated, unknown| days::day(if reach == Reach::Stated { stated } else { unknown }, 1, 1);
        let huge = far(10_000_000_000, 10_000_000_000_000);
        let (parts, low, high) = match fact.kind {
            Kind::Money => (100, if fact.is_signed { -huge } else { 0 }, huge),
            Kind::Count => (1, 0, far(1_000_000, 100_000_000_000)),
            Kind::Date => (1, i128::from(far_day(1960, 1920)), i128::from(far_day(2090, 2130))),
            _ => (10_000, 0, far(1000, 1_000_000_000)),
        };
        let unit = Fraction::new(1, parts);
        let mut numbers = vec![Fraction::whole(low), Fraction::whole(low) + unit, Fraction::whole(high)];
        for turn in self.0.get(&fact.kind).into_iter().flatten() {
            // The turn itself may lie between two values.
            let below = Fraction::new(turn.floor_of(parts), parts);
            numbers.extend([below - unit, below, below + unit, below + unit + unit]);
        }
        numbers.retain(|number| *number >= Fraction::whole(low));
        numbers.sort();
        numbers.dedup();
        numbers
    }

    /// Every value at which an answer may turn.
    pub(crate) fn values(&self, fact: &Fact, reach: Reach) -> Vec<Value> {
        let set = |bits: usize| {
            let chosen = fact.choices.iter().enumerate().filter(|(index, _)| bits & (1 << index) != 0);
            Value::Choices(chosen.map(|(_, choice)| *choice).collect())
        };
        match fact.kind {
            Kind::Flag => vec![Value::Flag(true), Value::Flag(false)],
            Kind::Choice => (0..fact.choices.len()).map(|index| set(1 << index)).collect(),
            Kind::Many => (0..1 << fact.choices.len()).map(set).collect(),
            Kind::Place | Kind::Industry => leaves_of(fact.kind, None).into_iter().map(Value::Code).collect(),
            _ => self.numbers(fact, reach).into_iter().map(Value::Number).collect(),
        }
    }
}

/// A firm made up from a tape: of a hundred facts about `known` are stated.
pub(crate) fn firm(tape: &mut Tape, turns: &Turns, known: usize) -> Firm {
    let as_of = tape.one_of(&[days::day(2026, 11, 22), days::day(2024, 2, 29), days::day(2026, 3, 31)]);
    let mut firm = Firm { as_of, facts: BTreeMap::new(), lists: [const { None }; KINDS], is_silent_on_receipts: false };
    let mut slots = slots_of(as_of, None);
    for (kind, list) in firm.lists.iter_mut().enumerate() {
        if tape.pick(100) < known.max(60) {
            let count = tape.pick(4);
            *list = Some(vec![Record::new(); count]);
            slots.extend((0..count).flat_map(|index| slots_of(as_of, Some((kind, index)))));
        }
    }
    for slot in slots {
        // What follows from other facts is rarely stated.
        let percent = if FACTS[slot.fact].derived.is_some() { known / 8 } else { known };
        if tape.pick(100) < percent {
            let value = tape.one_of(&turns.values(&FACTS[slot.fact], Reach::Stated));
            firm.state(slot, value);
        }
    }
    if tape.chance(12) {
        firm.facts.insert((by_key("place"), 0), Value::Code("980100"));
    }
    firm
}

/// The values that the firm, or one of its records, can state.
fn slots_of(as_of: i64, record: Option<(usize, usize)>) -> Vec<Slot> {
    let last = days::date(as_of).0 - 1;
    let mut slots = Vec::new();
    for (fact, declared) in FACTS.iter().enumerate() {
        let is_flag_that_follows = declared.derived == Some(Derived::Valid);
        match (declared.home, record) {
            _ if is_flag_that_follows => {}
            (Home::Firm, None) => slots.push(Slot { fact, record: None, year: 0 }),
            (Home::Year, None) => slots.extend([last, last - 1].map(|year| Slot { fact, record: None, year })),
            (Home::Record(kind), Some((other, index))) if kind == other => {
                slots.push(Slot { fact, record: Some(index), year: 0 });
            }
            _ => {}
        }
    }
    slots
}

impl Firm {
    pub(crate) fn slot(&self, fact: FactUse, bound: &Bound) -> Slot {
        let record = if let Home::Record(kind) = fact.declared().home { bound[kind] } else { None };
        let year = if fact.declared().home == Home::Year { days::date(self.as_of).0 + fact.year } else { 0 };
        Slot { fact: fact.fact, record, year }
    }

    pub(crate) fn stated(&self, slot: Slot) -> Option<&Value> {
        match FACTS[slot.fact].home {
            Home::Record(kind) => self.lists[kind].as_ref()?.get(slot.record?)?.get(&slot.fact),
            Home::Firm | Home::Year => self.facts.get(&(slot.fact, slot.year)),
        }
    }

    pub(crate) fn state(&mut self, slot: Slot, value: Value) {
        match (FACTS[slot.fact].home, slot.record) {
            (Home::Record(kind), Some(index)) => {
                self.lists[kind].as_mut().unwrap()[index].insert(slot.fact, value);
            }
            _ => drop(self.facts.insert((slot.fact, slot.year), value)),
        }
    }

    /// Whether a stated place could be stated more exactly, or none is stated.
    pub(crate) fn has_coarse_place(&self) -> bool {
        let place = self.facts.get(&(by_key("place"), 0));
        place.is_none_or(|place| matches!(place, Value::Code(code) if leaves_of(Kind::Place, Some(code)) != [*code]))
    }

    /// Whether the value is of a record of a list that is not stated.
    pub(crate) fn lists_without(&self, slot: Slot) -> bool {
        matches!(FACTS[slot.fact].home, Home::Record(kind) if self.lists[kind].is_none() || slot.record.is_none())
    }

    /// What is not stated and can be, of the lists that are.
    pub(crate) fn unknown(&self) -> Vec<Slot> {
        let mut slots = slots_of(self.as_of, None);
        for (kind, list) in self.lists.iter().enumerate() {
            let count = list.as_ref().map_or(0, Vec::len);
            slots.extend((0..count).flat_map(|index| slots_of(self.as_of, Some((kind, index)))));
        }
        slots.retain(|slot| self.stated(*slot).is_none() && self.must_be_asked(*slot));
        slots
    }

    /// Whether a value does not follow from others.
    pub(crate) fn must_be_asked(&self, slot: Slot) -> bool {
        match FACTS[slot.fact].derived {
            None => true,
            Some(Derived::Until) => {
                let granted = Slot { fact: by_key("title.granted"), ..slot };
                let long_ago = Fraction::whole(i128::from(days::later(self.as_of, -3, Unit::Year)));
                matches!(self.stated(granted), Some(Value::Number(day)) if *day < long_ago)
            }
            Some(_) => false,
        }
    }

    /// Fills in everything that is unknown, at turns of the rules.
    pub(crate) fn complete(&self, tape: &mut Tape, turns: &[Vec<Value>]) -> Firm {
        let mut firm = self.clone();
        firm.is_silent_on_receipts |= firm.lists[RECEIVED].is_none();
        for list in firm.lists.iter_mut().filter(|list| list.is_none()) {
            *list = Some(vec![Record::new(); tape.pick(4)]);
        }
        // What is to be asked may show only once other facts are known.
        loop {
            let unknown = firm.unknown();
            if unknown.is_empty() {
                break;
            }
            for slot in unknown {
                firm.state(slot, tape.one_of(&turns[slot.fact]));
            }
        }
        if firm.has_coarse_place() {
            let key = (by_key("place"), 0);
            let Some(Value::Code(outer)) = firm.facts.get(&key) else { unreachable!("the place is filled in") };
            let place = tape.one_of(&leaves_of(Kind::Place, Some(outer)));
            firm.facts.insert(key, Value::Code(place));
        }
        firm
    }

    /// The profile.
    pub(crate) fn text(&self, order: Order) -> String {
        let mut text = format!("as-of = {}\n", days::text(self.as_of));
        for ((fact, _), value) in self.facts.iter().filter(|((_, year), _)| *year == 0) {
            writeln!(text, "{} = {}", FACTS[*fact].key, value_text(&FACTS[*fact], value)).unwrap();
        }
        for (kind, list) in self.lists.iter().enumerate() {
            if list.as_ref().is_some_and(Vec::is_empty) {
                writeln!(text, "{} = []", RECORDS[kind]).unwrap();
            }
        }
        let years: BTreeSet<i64> = self.facts.keys().map(|(_, year)| *year).filter(|year| *year != 0).collect();
        for year in years {
            writeln!(text, "[year.{year}]").unwrap();
            for ((fact, _), value) in self.facts.iter().filter(|((_, other), _)| *other == year) {
                writeln!(text, "{} = {}", FACTS[*fact].key, value_text(&FACTS[*fact], value)).unwrap();
            }
        }
        for (kind, list) in self.lists.iter().enumerate() {
            let mut records: Vec<&Record> = list.iter().flatten().collect();
            if order == Order::Reversed {
                records.reverse();
            }
            for record in records {
                writeln!(text, "[[{}]]", RECORDS[kind]).unwrap();
                for (fact, value) in record {
                    let key = FACTS[*fact].key.split_once('.').unwrap().1;
                    writeln!(text, "{key} = {}", value_text(&FACTS[*fact], value)).unwrap();
                }
            }
        }
        text
    }
}

fn value_text(fact: &Fact, value: &Value) -> String {
    match value {
        Value::Flag(flag) => flag.to_string(),
        Value::Code(code) => format!("{code:?}"),
        Value::Choices(choices) if fact.kind == Kind::Many => format!("{:?}", choices.iter().collect::<Vec<_>>()),
        Value::Choices(choices) => format!("{:?}", choices.first().unwrap()),
        Value::Number(number) => match fact.kind {
            Kind::Date => days::text(i64::try_from(number.floor_of(1)).unwrap()),
            Kind::Ratio => format!("\"{}%\"", *number * Fraction::whole(100)),
            Kind::Count => number.to_string(),
            _ => format!("\"{number}元\""),
        },
    }
}
