//! Makes conditions up from a tape.

use super::generate::{Generator, Shape};
use super::rules::{Across, Among, Compare, Condition, FactUse, Here, Meaning, Quantity};
use super::world::{KINDS, Kind, SET};

const ORDERED: [Compare; 4] = [Compare::AtLeast, Compare::Above, Compare::AtMost, Compare::Below];

impl Generator<'_> {
    pub(super) fn list(&mut self, here: &Here, depth: usize, most: usize) -> Vec<Condition> {
        (0..=self.tape.pick(most)).map(|_| self.condition(here, depth)).collect()
    }

    pub(super) fn condition(&mut self, here: &Here, depth: usize) -> Condition {
        let forms = if depth == 0 { 8 } else { 20 };
        match self.tape.pick(forms) {
            4 => self.choice(here, |kind| matches!(kind, Kind::Choice | Kind::Many)),
            5 => Condition::Flag { fact: self.fact(here, |kind| kind == Kind::Flag), is: !self.tape.chance(30) },
            6 => self.choice(&Here::default(), |kind| matches!(kind, Kind::Place | Kind::Industry)),
            7 => {
                let plain = self.plain_test(here);
                if self.tape.chance(30) { Condition::Assumed(Box::new(plain)) } else { plain }
            }
            8 => self.has(here, depth),
            9 => Condition::Any(self.list(here, depth - 1, 3)),
            10 => Condition::None(self.list(here, depth - 1, 2)),
            11 => Condition::All(self.list(here, depth - 1, 2)),
            12 | 13 => match self.definition(here, |meaning| matches!(meaning, Meaning::When(_))) {
                Some(index) => Condition::Meets(index),
                None if self.is_open() => Condition::Judged,
                None => self.compare(here),
            },
            14 if self.is_open() || self.tape.chance(50) => {
                let assume = !self.is_open() || self.tape.chance(30);
                let readings = vec![self.condition(here, depth - 1), self.condition(here, depth - 1)];
                Condition::Unclear { readings, assume }
            }
            15 | 16 => self.every(here, depth),
            17 => {
                let parts = self.list(here, depth - 1, 3);
                let (compare, count) = self.so_many(parts.len());
                Condition::Of { parts, compare, count }
            }
            18 => self.meets_other(here),
            19 => Condition::Has { across: self.years(), selects: Vec::new(), bound: None },
            _ => self.compare(here),
        }
    }

    /// A single fact against something.
    fn plain_test(&mut self, here: &Here) -> Condition {
        match self.tape.pick(3) {
            0 => self.choice(here, |kind| kind == Kind::Choice),
            1 => Condition::Flag { fact: self.fact(here, |kind| kind == Kind::Flag), is: true },
            _ => {
                let fact = self.fact(here, |kind| kind == Kind::Money);
                let right = self.literal(Kind::Money);
                Condition::Compare { left: Quantity::Fact(fact), kind: Kind::Money, compare: Compare::AtLeast, right }
            }
        }
    }

    fn meets_other(&mut self, here: &Here) -> Condition {
        let choices = self.others.len() + self.standards;
        match self.tape.pick(choices) {
            _ if choices == 0 => self.compare(here),
            index if index < self.others.len() => Condition::MeetsSupport(self.others[index]),
            index => Condition::MeetsStandard(index - self.others.len()),
        }
    }

    /// The last years, or those since a date.
    pub(super) fn years(&mut self) -> Across {
        let or_since = if self.tape.chance(30) { Some(self.tape.one_of(&["established", "founded"])) } else { None };
        Across::Years { last: [1, 2, 2][self.tape.pick(3)], or_since }
    }

    /// Records, or years.
    pub(super) fn across(&mut self) -> Across {
        if self.tape.chance(45) { self.years() } else { Across::Records(self.tape.pick(KINDS)) }
    }

    /// What is asked of each.
    pub(super) fn selects(&mut self, here: &Here, across: Across, depth: usize) -> Vec<Condition> {
        let inner = here.inside(across);
        if self.tape.chance(20) { Vec::new() } else { self.list(&inner, depth.saturating_sub(1), 2) }
    }

    fn has(&mut self, here: &Here, depth: usize) -> Condition {
        let across = self.across();
        let selects = self.selects(here, across, depth);
        let most = if let Across::Years { last, .. } = across { usize::try_from(last).unwrap() } else { 3 };
        let bound = (!self.tape.chance(50)).then(|| self.so_many(most));
        Condition::Has { across, selects, bound }
    }

    /// A number of things of which there can be so many, that neither always holds nor never.
    fn so_many(&mut self, most: usize) -> (Compare, usize) {
        let compare = self.tape.one_of(&ORDERED);
        let least = usize::from(matches!(compare, Compare::AtLeast | Compare::Below));
        (compare, least + self.tape.pick(most))
    }

    fn every(&mut self, here: &Here, depth: usize) -> Condition {
        let across = self.across();
        let selects = self.list(&here.inside(across), depth - 1, 1);
        Condition::Every { across, selects }
    }

    pub(super) fn choice(&mut self, here: &Here, wanted: impl Fn(Kind) -> bool) -> Condition {
        let fact = self.fact(here, wanted);
        if fact.declared().is_ranked && self.tape.chance(50) {
            let name = self.tape.one_of(fact.declared().choices);
            return Condition::Rank { fact, compare: self.tape.one_of(&ORDERED), name };
        }
        let among = self.tape.one_of(&[Among::Is, Among::AnyOf, Among::NoneOf]);
        let names: &[&'static str] = match fact.kind() {
            Kind::Place => &["砚川市", "墨池区", "青檐区", "芦汀市", "鹭滩区", SET.0],
            Kind::Industry => &["X", "X1", "X12", "Y", "Y2"],
            _ => fact.declared().choices,
        };
        let mut names: Vec<&'static str> =
            (0..=usize::from(among != Among::Is) * self.tape.pick(2)).map(|_| self.tape.one_of(names)).collect();
        names.sort_unstable();
        names.dedup();
        // A set stands for several places, so that it is in no list with one of them.
        if among == Among::Is && names[0] == SET.0 {
            names[0] = "墨池区";
        }
        Condition::Among { fact, among, names }
    }

    pub(super) fn compare(&mut self, here: &Here) -> Condition {
        let compare = self.tape.one_of(&ORDERED);
        let defined = self.definition(here, |meaning| matches!(meaning, Meaning::Value(..)));
        if let Some(index) = defined.filter(|_| self.tape.chance(35)) {
            let kind = self.kind_of(index).unwrap_or(Kind::Money);
            let right = self.bound_of(kind, here);
            return Condition::Compare { left: Quantity::Defined(index), kind, compare, right };
        }
        let fact = self.fact(here, Kind::is_ordered);
        let (kind, left) = (fact.kind(), Quantity::Fact(fact));
        // What follows from another fact may jump over a value.
        if self.tape.chance(8) && fact.declared().derived.is_none() {
            return Condition::Compare { left, kind, compare: Compare::Is, right: self.literal(kind) };
        }
        let compare = if kind == Kind::Date && compare == Compare::Above { Compare::AtLeast } else { compare };
        Condition::Compare { left, kind, compare, right: self.bound_of(kind, here) }
    }

    /// A case of a table by this fact.
    pub(super) fn case_of(&mut self, fact: FactUse) -> Condition {
        if fact.declared().is_ranked {
            let name = self.tape.one_of(fact.declared().choices);
            return Condition::Rank { fact, compare: self.tape.one_of(&[Compare::AtLeast, Compare::AtMost]), name };
        }
        if fact.kind().is_ordered() {
            return self.case_by(Quantity::Fact(fact), fact.kind());
        }
        Condition::Among { fact, among: Among::Is, names: vec![self.tape.one_of(fact.declared().choices)] }
    }

    /// A case of a table by this quantity.
    pub(super) fn case_by(&mut self, left: Quantity, kind: Kind) -> Condition {
        let compare = self.tape.one_of(&[Compare::AtLeast, Compare::AtMost, Compare::Below]);
        Condition::Compare { left, kind, compare, right: self.literal(kind) }
    }

    /// Whether little is mentioned again and again.
    pub(super) fn is_repeated(&self) -> bool {
        self.shape == Shape::Repeated
    }
}
