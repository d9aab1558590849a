//! Makes quantities up from a tape: literals, what facts are compared with, amounts of money.

use super::days::{self, Unit};
use super::generate::{Generator, Shape};
use super::rules::{Among, Compare, Condition, Meaning, Phrase, Quantity};
use super::world::Kind;

/// Money in fen; small and uneven amounts on purpose.
pub(super) const MONEY: &[i128] =
    &[50_000_000, 10_000_000, 100_000_000, 33_333, 1_000_000_000, 5_000_000_000, 0, 1, 300_000, 20_000_000];
const COUNTS: &[i128] = &[10, 1, 3, 50, 0, 300];
const RATES: &[i128] = &[100, 50, 333, 10, 200, 1000, 1500];

impl Generator<'_> {
    pub(super) fn literal(&mut self, kind: Kind) -> Quantity {
        match kind {
            Kind::Money => Quantity::Money(self.tape.one_of(MONEY)),
            Kind::Count => Quantity::Count(self.tape.one_of(COUNTS)),
            Kind::Ratio => Quantity::PerMille(self.tape.one_of(RATES)),
            _ => Quantity::Day(match self.tape.pick(6) {
                1 => Phrase::Ago(self.tape.one_of(&[12, 1, 18]), Unit::Month),
                2 => Phrase::StartOfYear(-i64::try_from(self.tape.pick(2)).unwrap()),
                3 => Phrase::EndOfYear(-i64::try_from(self.tape.pick(2)).unwrap()),
                4 => Phrase::Fixed(days::day(2024, 2, 29)),
                5 => Phrase::Ago(self.tape.one_of(&[0, 365]), Unit::Day),
                _ => Phrase::Ago(self.tape.one_of(&[1, 3]), Unit::Year),
            }),
        }
    }

    /// What an ordered fact is compared with.
    pub(super) fn bound_of(&mut self, kind: Kind, bound: &[usize]) -> Quantity {
        let form = self.tape.pick(12);
        let form = if self.shape == Shape::Repeated && form > 7 { 6 } else { form };
        match form {
            6 | 7 if matches!(kind, Kind::Money | Kind::Count) => {
                let base = Quantity::Fact(self.fact(bound, |other| other == kind));
                Quantity::Rate(Box::new(self.literal(Kind::Ratio)), Box::new(base))
            }
            6 | 7 if kind == Kind::Date => {
                let start = self.fact(bound, |other| other == Kind::Date);
                Quantity::Day(Phrase::After(self.tape.one_of(&[1, 2]), Unit::Year, start))
            }
            8 => Quantity::Fact(self.fact(bound, |other| other == kind)),
            9 => {
                let assume = !self.is_open() || self.tape.chance(30);
                Quantity::Unclear { readings: vec![self.literal(kind), self.literal(kind)], assume }
            }
            10 => {
                let Condition::Among { fact, among, names } =
                    self.choice(bound, |kind| matches!(kind, Kind::Choice | Kind::Many))
                else {
                    unreachable!("a choice is compared with choices")
                };
                let first = (vec![Condition::Among { fact, among, names }], self.literal(kind));
                Quantity::Cases(Some(fact), vec![first, (Vec::new(), self.literal(kind))])
            }
            11 if kind == Kind::Money => match self.definition(bound, |meaning| matches!(meaning, Meaning::Value(_))) {
                Some(index) => Quantity::Defined(index),
                None => self.literal(kind),
            },
            _ => self.literal(kind),
        }
    }

    /// An amount of money.
    pub(super) fn money(&mut self, bound: &[usize], depth: usize) -> Quantity {
        let inner = self.plain_money(bound, depth);
        let is_table = !matches!(inner, Quantity::Money(_) | Quantity::Defined(_) | Quantity::Bounded { .. });
        if !is_table || !self.tape.chance(25) {
            return inner;
        }
        let mut limit = |percent| self.tape.chance(percent).then(|| Box::new(self.literal(Kind::Money)));
        let (floor, cap) = (limit(40), limit(60));
        if floor.is_none() && cap.is_none() {
            return inner;
        }
        Quantity::Bounded { inner: Box::new(inner), floor, cap }
    }

    fn plain_money(&mut self, bound: &[usize], depth: usize) -> Quantity {
        let forms = if depth == 0 { 4 } else { 12 };
        match self.tape.pick(forms) {
            0 => self.literal(Kind::Money),
            1 | 5 => {
                let rate = self.rate(bound, depth);
                let base = Quantity::Fact(self.fact(bound, |kind| kind == Kind::Money));
                Quantity::Rate(Box::new(rate), Box::new(base))
            }
            2 => {
                let count = Quantity::Fact(self.fact(bound, |kind| kind == Kind::Count));
                Quantity::Each(Box::new(self.literal(Kind::Money)), Box::new(count))
            }
            4 => {
                let (inner, count) = (self.money(bound, depth - 1), self.literal(Kind::Count));
                Quantity::Each(Box::new(inner), Box::new(count))
            }
            6 | 7 => self.cases(bound, depth, Kind::Money),
            8 if self.is_open() => self.range(bound, depth),
            9 => {
                let assume = !self.is_open() || self.tape.chance(30);
                let readings = vec![self.money(bound, depth - 1), self.money(bound, depth - 1)];
                Quantity::Unclear { readings, assume }
            }
            10 => {
                let rate = self.rate(bound, depth - 1);
                Quantity::Rate(Box::new(rate), Box::new(self.money(bound, depth - 1)))
            }
            11 => match self.definition(bound, |meaning| matches!(meaning, Meaning::Value(_))) {
                Some(index) => Quantity::Defined(index),
                None => self.literal(Kind::Money),
            },
            _ => Quantity::Fact(self.fact(bound, |kind| kind == Kind::Money)),
        }
    }

    fn rate(&mut self, bound: &[usize], depth: usize) -> Quantity {
        match self.tape.pick(if depth == 0 { 4 } else { 8 }) {
            4 if self.is_open() => Quantity::Range(None, Some(Box::new(self.literal(Kind::Ratio)))),
            5 => Quantity::Fact(self.fact(bound, |kind| kind == Kind::Ratio)),
            6 | 7 => self.cases(bound, depth, Kind::Ratio),
            _ => self.literal(Kind::Ratio),
        }
    }

    /// "Not less than", "up to", or both; from the smaller to the larger.
    fn range(&mut self, bound: &[usize], depth: usize) -> Quantity {
        let (a, b) = (self.tape.one_of(MONEY), self.tape.one_of(MONEY));
        let (from, up_to) = (Quantity::Money(a.min(b)), Quantity::Money(a.max(b)));
        match self.tape.pick(4) {
            0 => Quantity::Range(None, Some(Box::new(up_to))),
            1 => Quantity::Range(Some(Box::new(from)), None),
            2 => Quantity::Range(None, Some(Box::new(self.money(bound, depth - 1)))),
            _ => Quantity::Range(Some(Box::new(from)), Some(Box::new(up_to))),
        }
    }

    fn cases(&mut self, bound: &[usize], depth: usize, kind: Kind) -> Quantity {
        let by = match self.tape.pick(3) {
            0 => Some(self.fact(bound, Kind::is_ordered)),
            1 => Some(self.fact(bound, |kind| matches!(kind, Kind::Choice | Kind::Many))),
            _ => None,
        };
        let mut cases = Vec::new();
        for _ in 0..=self.tape.pick(3) {
            let when = match by {
                Some(fact) if fact.kind().is_ordered() => {
                    let compare = self.tape.one_of(&[Compare::AtLeast, Compare::AtMost, Compare::Below]);
                    let right = self.literal(fact.kind());
                    vec![Condition::Compare { left: Quantity::Fact(fact), kind: fact.kind(), compare, right }]
                }
                Some(fact) => {
                    let names = vec![self.tape.one_of(fact.declared().choices)];
                    vec![Condition::Among { fact, among: Among::Is, names }]
                }
                None => self.list(bound, depth - 1, 2),
            };
            cases.push((when, self.given(bound, depth, kind)));
        }
        if kind == Kind::Ratio || self.tape.chance(60) {
            cases.push((Vec::new(), self.given(bound, depth, kind)));
        }
        Quantity::Cases(by, cases)
    }

    fn given(&mut self, bound: &[usize], depth: usize, kind: Kind) -> Quantity {
        match kind {
            Kind::Money => self.money(bound, depth - 1),
            _ => self.literal(kind),
        }
    }
}
