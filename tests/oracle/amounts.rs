//! Makes quantities up from a tape: literals, what facts are compared with, amounts of money.

use super::days::{self, Unit};
use super::generate::Generator;
use super::rules::{Here, Meaning, Phrase, Quantity};
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
            Kind::Count | Kind::Score => Quantity::Count(self.tape.one_of(COUNTS)),
            Kind::Ratio | Kind::Quotient => Quantity::PerMille(self.tape.one_of(RATES)),
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
    pub(super) fn bound_of(&mut self, kind: Kind, here: &Here) -> Quantity {
        let form = self.tape.pick(12);
        let form = if self.is_repeated() && form > 7 { 6 } else { form };
        match form {
            6 | 7 if matches!(kind, Kind::Money | Kind::Count) => {
                let base = Quantity::Fact(self.fact(here, |other| other == kind));
                Quantity::Rate(Box::new(self.literal(Kind::Ratio)), Box::new(base))
            }
            6 | 7 if kind == Kind::Date => {
                let start = self.fact(here, |other| other == Kind::Date);
                Quantity::Day(Phrase::After(self.tape.one_of(&[1, 2]), Unit::Year, start))
            }
            // Growth is compared with figures that are written.
            8 if kind != Kind::Quotient => Quantity::Fact(self.fact(here, |other| other == kind)),
            9 => {
                let assume = !self.is_open() || self.tape.chance(30);
                Quantity::Unclear { readings: vec![self.literal(kind), self.literal(kind)], assume }
            }
            10 => {
                let fact = self.fact(here, |kind| matches!(kind, Kind::Choice | Kind::Many));
                let first = (vec![self.case_of(fact)], self.literal(kind));
                Quantity::Cases(Some(Box::new(Quantity::Fact(fact))), vec![first, (Vec::new(), self.literal(kind))])
            }
            11 if matches!(kind, Kind::Money | Kind::Count) => match self.defined(here, kind) {
                Some(index) => Quantity::Defined(index),
                None => self.literal(kind),
            },
            _ => self.literal(kind),
        }
    }

    /// A defined quantity of this kind.
    fn defined(&mut self, here: &Here, kind: Kind) -> Option<usize> {
        self.definition(here, |meaning| matches!(meaning, Meaning::Value(_, other) if *other == kind))
    }

    /// An amount of money.
    pub(super) fn money(&mut self, here: &Here, depth: usize) -> Quantity {
        let inner = self.plain_money(here, depth);
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

    fn plain_money(&mut self, here: &Here, depth: usize) -> Quantity {
        let forms = if depth == 0 { 4 } else { 19 };
        match self.tape.pick(forms) {
            0 => self.literal(Kind::Money),
            1 | 5 => {
                let rate = self.rate(here, depth);
                let base = Quantity::Fact(self.fact(here, |kind| kind == Kind::Money));
                Quantity::Rate(Box::new(rate), Box::new(base))
            }
            2 => {
                let count = Quantity::Fact(self.fact(here, |kind| kind == Kind::Count));
                Quantity::Each(Box::new(self.literal(Kind::Money)), Box::new(count))
            }
            4 => {
                let (inner, count) = (self.money(here, depth - 1), self.literal(Kind::Count));
                Quantity::Each(Box::new(inner), Box::new(count))
            }
            6 | 7 => self.cases(here, depth, Kind::Money),
            8 if self.is_open() => self.range(here, depth),
            9 => {
                let assume = !self.is_open() || self.tape.chance(30);
                let readings = vec![self.money(here, depth - 1), self.money(here, depth - 1)];
                Quantity::Unclear { readings, assume }
            }
            10 => {
                let rate = self.rate(here, depth - 1);
                Quantity::Rate(Box::new(rate), Box::new(self.money(here, depth - 1)))
            }
            11 => match self.defined(here, Kind::Money) {
                Some(index) => Quantity::Defined(index),
                None => self.literal(Kind::Money),
            },
            12 | 13 => self.folded(here, depth),
            14 => self.excess(here, depth),
            15 => self.units(here),
            16 => self.sliced(here, depth),
            17 => Quantity::Each(Box::new(self.literal(Kind::Money)), Box::new(self.number(here))),
            18 => {
                let rate = self.rate(here, 0);
                let base = self.money(here, depth - 1);
                Quantity::Assumed(Box::new(Quantity::Rate(Box::new(rate), Box::new(base))))
            }
            _ => Quantity::Fact(self.fact(here, |kind| kind == Kind::Money)),
        }
    }

    pub(super) fn rate(&mut self, here: &Here, depth: usize) -> Quantity {
        match self.tape.pick(if depth == 0 { 4 } else { 8 }) {
            4 if self.is_open() => Quantity::Range(None, Some(Box::new(self.literal(Kind::Ratio)))),
            5 => Quantity::Fact(self.fact(here, |kind| kind == Kind::Ratio)),
            6 | 7 => self.cases(here, depth, Kind::Ratio),
            _ => self.literal(Kind::Ratio),
        }
    }

    /// "Not less than", "up to", or both; from the smaller to the larger.
    fn range(&mut self, here: &Here, depth: usize) -> Quantity {
        let (a, b) = (self.tape.one_of(MONEY), self.tape.one_of(MONEY));
        let (from, up_to) = (Quantity::Money(a.min(b)), Quantity::Money(a.max(b)));
        match self.tape.pick(4) {
            0 => Quantity::Range(None, Some(Box::new(up_to))),
            1 => Quantity::Range(Some(Box::new(from)), None),
            2 => Quantity::Range(None, Some(Box::new(self.money(here, depth - 1)))),
            _ => Quantity::Range(Some(Box::new(from)), Some(Box::new(up_to))),
        }
    }

    fn cases(&mut self, here: &Here, depth: usize, kind: Kind) -> Quantity {
        let by = match self.tape.pick(5) {
            0 => Some(Quantity::Fact(self.fact(here, Kind::is_ordered))),
            1 => Some(Quantity::Fact(self.fact(here, |kind| matches!(kind, Kind::Choice | Kind::Many)))),
            2 => Some(self.number(here)),
            3 => Some(self.quotient(here)),
            _ => None,
        };
        let mut cases = Vec::new();
        for _ in 0..=self.tape.pick(3) {
            let when = match &by {
                Some(Quantity::Fact(fact)) => vec![self.case_of(*fact)],
                Some(other) => {
                    let is_share = matches!(other, Quantity::Ratio(..) | Quantity::Growth(..));
                    vec![self.case_by(other.clone(), if is_share { Kind::Quotient } else { Kind::Count })]
                }
                None => self.list(here, depth - 1, 2),
            };
            cases.push((when, self.given(here, depth, kind)));
        }
        if kind == Kind::Ratio || self.tape.chance(60) {
            cases.push((Vec::new(), self.given(here, depth, kind)));
        }
        Quantity::Cases(by.map(Box::new), cases)
    }

    fn given(&mut self, here: &Here, depth: usize, kind: Kind) -> Quantity {
        match kind {
            Kind::Money => self.money(here, depth - 1),
            _ => self.literal(kind),
        }
    }
}
