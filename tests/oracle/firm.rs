//! What the oracle knows of a firm, how it is written as a profile, and how what it does not say may be filled in.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::days::{self, Unit};
use super::fraction::Fraction;
use super::rules::{FactUse, Year};
use super::tape::Tape;
use super::text::Order;
use super::world::{Derived, ESTABLISHED, FACTS, Fact, KINDS, Kind, RECEIVED, RECORDS, by_key, leaves_of};

/// A known value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Value {
    Number(Fraction),
    Flag(bool),
    Choices(BTreeSet<&'static str>),
    Code(&'static str),
}

/// Facts, each in year 0 or in a calendar year.
pub(crate) type Record = BTreeMap<(usize, i64), Value>;

/// Whole years before the as-of year of which something is known; no rule looks further back.
const YEARS: i64 = 4;

/// A firm. What is not there is unknown.
#[derive(Clone, Debug)]
pub(crate) struct Firm {
    pub(crate) as_of: i64,
    pub(crate) facts: Record,
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

/// What is bound: records by kind, and a calendar year.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Bound {
    pub(crate) records: [Option<usize>; KINDS],
    pub(crate) year: Option<i64>,
}

impl Bound {
    /// One record.
    pub(crate) fn of(kind: usize, index: usize) -> Bound {
        let mut bound = Bound::default();
        bound.records[kind] = Some(index);
        bound
    }
}

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
            Kind::Quotient => (10_000, -1000, 1000),
            _ => (10_000, 0, far(1000, 1_000_000_000)),
        };
        let unit = Fraction::new(1, parts);
        let mut numbers = vec![Fraction::whole(low), Fraction::whole(low) + unit, Fraction::whole(high)];
        let kind = match fact.kind {
            Kind::Quotient => Kind::Ratio,
            Kind::Score => Kind::Count,
            other => other,
        };
        for turn in self.0.get(&kind).into_iter().flatten() {
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
            if firm.agrees(slot, &value) {
                firm.state(slot, value);
            }
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
        let is_flag_that_follows = declared.kind == Kind::Flag && declared.derived.is_some();
        let is_of_it = declared.home.record() == record.map(|(kind, _)| kind);
        if is_flag_that_follows || !is_of_it {
            continue;
        }
        let years: Vec<i64> =
            if declared.home.is_yearly() { (0..YEARS).map(|back| last - back).collect() } else { vec![0] };
        slots.extend(years.into_iter().map(|year| Slot { fact, record: record.map(|(_, index)| index), year }));
    }
    slots
}

impl Firm {
    pub(crate) fn slot(&self, fact: FactUse, bound: &Bound) -> Slot {
        let record = fact.declared().home.record().and_then(|kind| bound.records[kind]);
        let year = match fact.year {
            Year::Never => 0,
            Year::AsOf(years) => self.year() + years,
            Year::Bound(years) => bound.year.expect("a year is bound") + years,
        };
        Slot { fact: fact.fact, record, year }
    }

    /// The as-of year.
    pub(crate) fn year(&self) -> i64 {
        days::date(self.as_of).0
    }

    pub(crate) fn stated(&self, slot: Slot) -> Option<&Value> {
        let key = (slot.fact, slot.year);
        match FACTS[slot.fact].home.record() {
            Some(kind) => self.lists[kind].as_ref()?.get(slot.record?)?.get(&key),
            None => self.facts.get(&key),
        }
    }

    pub(crate) fn state(&mut self, slot: Slot, value: Value) {
        let key = (slot.fact, slot.year);
        match (FACTS[slot.fact].home.record(), slot.record) {
            (Some(kind), Some(index)) => drop(self.lists[kind].as_mut().unwrap()[index].insert(key, value)),
            _ => drop(self.facts.insert(key, value)),
        }
    }

    /// Whether the firm surely existed in a year though it does not say when it was established: it has figures.
    pub(crate) fn has_figures_by(&self, year: i64) -> bool {
        self.facts.keys().any(|(_, other)| *other != 0 && *other <= year)
    }

    /// Whether the value may be: a firm that has figures of a year existed then.
    pub(crate) fn allows(&self, slot: Slot, value: &Value) -> bool {
        match value {
            Value::Number(day) if FACTS[slot.fact].key == ESTABLISHED => {
                let year = days::date(i64::try_from(day.floor_of(1)).unwrap()).0;
                !self.has_figures_by(year - 1)
            }
            _ => true,
        }
    }

    /// Whether the value does not contradict what is stated: a firm has no figures, but for nothing earned, of the time
    /// before it was established.
    pub(crate) fn agrees(&self, slot: Slot, value: &Value) -> bool {
        let is_figure = matches!(value, Value::Number(number) if *number != Fraction::whole(0));
        let is_of_firm = FACTS[slot.fact].home.record().is_none();
        let established = self.facts.get(&(by_key(ESTABLISHED), 0));
        let is_early = match established {
            Some(Value::Number(day)) => slot.year < days::date(i64::try_from(day.floor_of(1)).unwrap()).0,
            _ => false,
        };
        self.allows(slot, value) && !(slot.year != 0 && is_of_firm && is_figure && is_early)
    }

    /// Whether a stated place could be stated more exactly, or none is stated.
    pub(crate) fn has_coarse_place(&self) -> bool {
        let place = self.facts.get(&(by_key("place"), 0));
        place.is_none_or(|place| matches!(place, Value::Code(code) if leaves_of(Kind::Place, Some(code)) != [*code]))
    }

    /// Whether the value is of a record of a list that is not stated.
    pub(crate) fn lists_without(&self, slot: Slot) -> bool {
        let record = FACTS[slot.fact].home.record();
        record.is_some_and(|kind| self.lists[kind].is_none() || slot.record.is_none())
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
        let other = |key: &str| self.stated(Slot { fact: by_key(key), ..slot });
        match FACTS[slot.fact].derived {
            None => true,
            Some(Derived::Until) => {
                let long_ago = Fraction::whole(i128::from(days::later(self.as_of, -3, Unit::Year)));
                matches!(other("title.granted"), Some(Value::Number(day)) if *day < long_ago)
            }
            Some(Derived::Tier) => {
                let is_well_paid =
                    matches!(other("hire.pay"), Some(Value::Number(pay)) if *pay >= Fraction::whole(3000));
                let is_master =
                    matches!(other("hire.degree"), Some(Value::Choices(degree)) if degree.contains("master"));
                is_well_paid && is_master
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
                let mut value = tape.one_of(&turns[slot.fact]);
                while !self.allows(slot, &value) {
                    value = tape.one_of(&turns[slot.fact]);
                }
                let value = if firm.agrees(slot, &value) { value } else { Value::Number(Fraction::whole(0)) };
                firm.state(slot, value);
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
        text += &facts_text(&self.facts, 0);
        for (kind, list) in self.lists.iter().enumerate() {
            if list.as_ref().is_some_and(Vec::is_empty) {
                writeln!(text, "{} = []", RECORDS[kind]).unwrap();
            }
        }
        for year in years_of(&self.facts) {
            writeln!(text, "[year.{year}]\n{}", facts_text(&self.facts, year)).unwrap();
        }
        for (kind, list) in self.lists.iter().enumerate() {
            let mut records: Vec<&Record> = list.iter().flatten().collect();
            if order == Order::Reversed {
                records.reverse();
            }
            for record in records {
                writeln!(text, "[[{}]]\n{}", RECORDS[kind], facts_text(record, 0)).unwrap();
                for year in years_of(record) {
                    writeln!(text, "[{}.year.{year}]\n{}", RECORDS[kind], facts_text(record, year)).unwrap();
                }
            }
        }
        text
    }
}

fn years_of(facts: &Record) -> BTreeSet<i64> {
    facts.keys().map(|(_, year)| *year).filter(|year| *year != 0).collect()
}

/// The facts of one year, or those that are not one a year.
fn facts_text(facts: &Record, year: i64) -> String {
    let mut text = String::new();
    for ((fact, _), value) in facts.iter().filter(|((_, other), _)| *other == year) {
        let fact = &FACTS[*fact];
        let key = fact.key.split_once('.').map_or(fact.key, |(_, key)| key);
        writeln!(text, "{key} = {}", value_text(fact, value)).unwrap();
    }
    text
}

fn value_text(fact: &Fact, value: &Value) -> String {
    match value {
        Value::Flag(flag) => flag.to_string(),
        Value::Code(code) => format!("{code:?}"),
        Value::Choices(choices) if fact.kind == Kind::Many => format!("{:?}", choices.iter().collect::<Vec<_>>()),
        Value::Choices(choices) => format!("{:?}", choices.first().unwrap()),
        Value::Number(number) => match fact.kind {
            Kind::Date => days::text(i64::try_from(number.floor_of(1)).unwrap()),
            Kind::Ratio | Kind::Quotient => format!("\"{}%\"", *number * Fraction::whole(100)),
            Kind::Count | Kind::Score => number.to_string(),
            _ => format!("\"{number}元\""),
        },
    }
}
