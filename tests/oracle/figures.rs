//! Makes up from a tape what several figures come to: sums, means, numbers of records, shares, growth, and the parts
//! of an amount.

use super::amounts::MONEY;
use super::generate::Generator;
use super::rules::{Across, Condition, Fold, Here, Quantity};
use super::world::Kind;

const FOLDS: [Fold; 4] = [Fold::Sum, Fold::Mean, Fold::Highest, Fold::Sum];

impl Generator<'_> {
    /// All that a support brings.
    pub(super) fn whole_amount(&mut self, here: &Here) -> Quantity {
        match self.tape.pick(12) {
            10 => {
                let parts = (0..=self.tape.pick(2)).map(|_| (self.stage(here), self.money(here, 1))).collect();
                Quantity::Staged(parts)
            }
            11 => Quantity::Rate(Box::new(self.share(here)), Box::new(self.literal(Kind::Money))),
            _ => self.money(here, 3),
        }
    }

    /// What a stage waits for; most wait for something.
    fn stage(&mut self, here: &Here) -> Vec<Condition> {
        if self.tape.chance(25) { Vec::new() } else { self.list(here, 1, 1) }
    }

    /// Shares of an amount, no more than all of it, and what each waits for.
    pub(super) fn shares(&mut self, here: &Here) -> Vec<(i128, Vec<Condition>)> {
        let shares = [&[1000][..], &[300, 700], &[250, 250, 500], &[600]];
        let shares = self.tape.one_of(&shares);
        shares.iter().map(|share| (*share, self.stage(here))).collect()
    }

    /// For how many periods money comes.
    pub(super) fn duration(&mut self, here: &Here) -> Quantity {
        let length = Quantity::Length(self.tape.one_of(&[36, 12, 1]));
        if self.tape.chance(40) {
            let less = Quantity::Fact(self.fact(here, |kind| kind == Kind::Count));
            return Quantity::Excess(Box::new(length), Box::new(less));
        }
        length
    }

    /// A sum, mean or maximum of amounts.
    pub(super) fn folded(&mut self, here: &Here, depth: usize) -> Quantity {
        let fold = self.tape.one_of(&FOLDS);
        if self.tape.chance(30) {
            let parts = (0..=self.tape.pick(2)).map(|_| self.money(here, depth - 1)).collect();
            return Quantity::Fold(fold, parts);
        }
        let across = self.across();
        let each = Box::new(self.of_each(here, across, Kind::Money));
        let selects = if self.tape.chance(50) { self.selects(here, across, 1) } else { Vec::new() };
        Quantity::Across { fold, each, across, selects }
    }

    /// A figure of one record or year.
    fn of_each(&mut self, here: &Here, across: Across, kind: Kind) -> Quantity {
        let inner = here.inside(across);
        match self.tape.pick(4) {
            3 if kind == Kind::Money => self.money(&inner, 1),
            2 if kind == Kind::Money => {
                let count = Quantity::Fact(self.fact(&inner, |kind| kind == Kind::Count));
                Quantity::Each(Box::new(self.literal(Kind::Money)), Box::new(count))
            }
            _ => Quantity::Fact(self.fact(&inner, |other| other == kind)),
        }
    }

    /// A number of things.
    pub(super) fn number(&mut self, here: &Here) -> Quantity {
        let across = self.across();
        match self.tape.pick(5) {
            0..3 => Quantity::CountOf { across, selects: self.selects(here, across, 2) },
            3 => {
                let fold = self.tape.one_of(&[Fold::Sum, Fold::Highest]);
                let each = Box::new(self.of_each(here, across, Kind::Count));
                let selects = if self.tape.chance(40) { self.selects(here, across, 1) } else { Vec::new() };
                Quantity::Across { fold, each, across, selects }
            }
            _ => {
                let whole = Quantity::Fact(self.fact(here, |kind| kind == Kind::Count));
                Quantity::Excess(Box::new(whole), Box::new(self.literal(Kind::Count)))
            }
        }
    }

    /// A share or growth.
    pub(super) fn quotient(&mut self, here: &Here) -> Quantity {
        if self.tape.chance(50) { self.growth(here) } else { self.share(here) }
    }

    fn growth(&mut self, here: &Here) -> Quantity {
        // Of the facts that are read here, those of the firm's years.
        let mut fact = self.fact(&Here { records: Vec::new(), ..here.clone() }, |kind| kind == Kind::Money);
        if !fact.declared().home.is_yearly() {
            fact = self.yearly(here);
        }
        Quantity::Growth(fact, 1 + i64::from(self.tape.chance(50)))
    }

    fn share(&mut self, here: &Here) -> Quantity {
        let kind = if self.tape.chance(25) { Kind::Count } else { Kind::Money };
        let part = if kind == Kind::Count {
            self.number(here)
        } else if self.tape.chance(30) {
            self.folded(here, 1)
        } else {
            Quantity::Fact(self.fact(here, |other| other == kind))
        };
        let whole = Quantity::Fact(self.fact(here, |other| other == kind));
        Quantity::Ratio(Box::new(part), Box::new(whole))
    }

    /// What is above something.
    pub(super) fn excess(&mut self, here: &Here, depth: usize) -> Quantity {
        let (whole, over) = (self.money(here, depth - 1), self.money(here, depth - 1));
        Quantity::Excess(Box::new(whole), Box::new(over))
    }

    /// So much for each whole unit.
    pub(super) fn units(&mut self, here: &Here) -> Quantity {
        let kind = self.tape.one_of(&[Kind::Money, Kind::Count]);
        let of = Quantity::Fact(self.fact(here, |other| other == kind));
        let per = if self.tape.chance(20) {
            Quantity::Fact(self.fact(here, |other| other == kind))
        } else if kind == Kind::Money {
            Quantity::Money(self.tape.one_of(&MONEY[..6]))
        } else {
            Quantity::Count(self.tape.one_of(&[10, 1, 3]))
        };
        Quantity::Units { each: Box::new(self.literal(Kind::Money)), per: Box::new(per), of: Box::new(of) }
    }

    /// A rate for each slice.
    pub(super) fn sliced(&mut self, here: &Here, depth: usize) -> Quantity {
        let of = self.money(here, depth - 1);
        let mut ends: Vec<i128> = (0..=self.tape.pick(2)).map(|_| self.tape.one_of(&MONEY[..6])).collect();
        ends.sort_unstable();
        ends.dedup();
        let mut slices: Vec<(Option<i128>, Quantity)> =
            ends.into_iter().map(|end| (Some(end), self.rate(here, 0))).collect();
        if self.tape.chance(70) {
            slices.push((None, self.rate(here, 0)));
        }
        Quantity::Slices(Box::new(of), slices)
    }
}
