//! What a property is checked on: made-up rules, compiled, and a made-up firm.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

use crate::engine::{Answer, Engine};
use crate::oracle::answer::{ExactSupport, Path, support};
use crate::oracle::firm::{Firm, Reach, Turns, Value, firm};
use crate::oracle::generate::{Shape, rules};
use crate::oracle::mentions::turns;
use crate::oracle::rules::{CapPeriod, Rules};
use crate::oracle::stack::Purse;
use crate::oracle::tape::Tape;
use crate::oracle::text::Order;
use crate::oracle::world::{FACTS, RECEIVED};

pub(crate) type Checked = Result<(), TestCaseError>;

/// Rules, and a firm of which so much is known.
#[derive(Clone)]
pub(crate) struct Sample {
    pub(crate) rules: Rules,
    pub(crate) engine: Engine,
    pub(crate) firm: Firm,
    pub(crate) turns: Turns,
    pub(crate) seed: u64,
}

impl Sample {
    pub(crate) fn fail(&self, what: &str, firm: &Firm) -> TestCaseError {
        let rules = self.engine.rules_text();
        let told = self.firm.text(Order::AsMade);
        TestCaseError::fail(format!(
            "{what}\n\n{rules}\n--- profile\n{told}\n--- completed\n{}",
            firm.text(Order::AsMade)
        ))
    }

    /// The same, asked without any assumption.
    pub(crate) fn strict(&self) -> Sample {
        let mut sample = self.clone();
        sample.engine.is_strict = true;
        sample
    }

    pub(crate) fn answer(&self, firm: &Firm) -> Answer {
        self.engine.answer(&firm.text(Order::AsMade))
    }

    /// The values at which answers may turn, by fact.
    pub(crate) fn values(&self) -> Vec<Vec<Value>> {
        FACTS.iter().map(|fact| self.turns.values(fact, Reach::Unknown)).collect()
    }

    /// Whether earlier money is held against caps of the years in which instalments come: in which of them they meet is
    /// not tried, so what they come to is only bounded.
    pub(crate) fn has_received_under_years(&self, index: usize, firm: &Firm) -> bool {
        let support = &self.rules.supports[index];
        let is_of_a_year = support.limits.iter().any(|limit| limit.period == CapPeriod::Year);
        support.period != "once" && is_of_a_year && firm.lists[RECEIVED].as_ref().is_some_and(|list| !list.is_empty())
    }

    pub(crate) fn exact(&self, firm: &Firm, path: &mut Path) -> Vec<ExactSupport> {
        let mut exact = |index| support(&self.rules, index, firm, path).in_a_period(path);
        (0..self.rules.supports.len()).map(&mut exact).collect()
    }
}

/// Checks a property for `cases` sets of rules with three firms each. `known` of a hundred facts are stated.
pub(crate) fn check(cases: u32, shape: Shape, known: usize, property: impl Fn(&Sample) -> Checked) {
    // `PROPTEST_CASES=2560` tries ten times as many, `PROPTEST_RNG_SEED=1` others.
    let wanted = Config::default();
    let rng_seed = if wanted.rng_seed == RngSeed::Random { RngSeed::Fixed(20_261_122) } else { wanted.rng_seed };
    let cases = cases * wanted.cases / 256;
    let config = Config {
        cases,
        rng_seed,
        failure_persistence: None,
        max_shrink_iters: wanted.max_shrink_iters.min(4000),
        ..wanted
    };
    let tapes = (vec(any::<u16>(), 8..300), vec(vec(any::<u16>(), 60..300), 3), any::<u64>());
    let result = TestRunner::new(config).run(&tapes, |(rules_tape, firm_tapes, seed)| {
        let rules = rules(&mut Tape::of(&rules_tape), shape);
        let engine = Engine::new(&rules, Order::AsMade);
        for tape in firm_tapes {
            let mut tape = Tape::of(&tape);
            // What rules mention is found for any firm; a firm's own values are then turns for the others.
            let plain = firm(&mut Tape::of(&[]), &Turns::default(), 100);
            let firm = firm(&mut tape, &turns(&rules, &plain), known);
            let turns = turns(&rules, &firm);
            let sample = Sample { rules: rules.clone(), engine: engine.clone(), firm, turns, seed };
            property(&sample)?;
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

/// Sums of totals over standings: which of the two a sum belongs to hangs on what else the firm gets.
pub(crate) fn by_payment<T: Copy>(
    totals: &BTreeMap<Purse, T>,
    add: fn(T, T) -> T,
) -> BTreeMap<(&'static str, &'static str), T> {
    let mut sums: BTreeMap<(&'static str, &'static str), T> = BTreeMap::new();
    for ((payee, period, _), total) in totals {
        sums.entry((payee, period)).and_modify(|sum| *sum = add(*sum, *total)).or_insert(*total);
    }
    sums
}
