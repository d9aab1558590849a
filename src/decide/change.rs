//! The smallest change of a firm after which a support or a standard is missed no longer.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::dictionary::{Changes, RecordId};
use crate::evaluate::{Binding, Env, Memo, Question, condition};
use crate::number::Number;
use crate::profile::{FactRef, Profile, Value};
use crate::rulebook::{Condition, Rulebook, Support};
use crate::truth::Truth;

use super::grid::Grid;
use super::ways::{Step, Ways};

/// Facts that are changed together at most.
const MOST_FACTS: usize = 3;
/// Sets of changes that are tried for one target.
const MOST_TRIED: usize = 600;

/// What is to be missed no longer.
#[derive(Clone, Copy, Debug)]
pub struct Missed<'a> {
    /// The rules.
    pub book: &'a Rulebook,
    /// The firm.
    pub profile: &'a Profile,
    /// The day, and whether assumptions are taken.
    pub question: Question,
    /// What it asks.
    pub rule: &'a Support,
    /// Of which record.
    pub record: Option<(RecordId, usize)>,
}

/// A fact that is changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The fact.
    pub at: FactRef,
    /// What the firm states.
    pub from: Value,
    /// What would do, and no less of a difference would.
    pub to: Value,
    /// How soon the firm can change it.
    pub changes: Changes,
    /// The smallest difference that was looked for; `None` of what is no figure.
    pub unit: Option<Number>,
}

/// What a set of changes costs: how many facts, whether one of them comes from nothing, how far all of them go.
type Cost = (usize, usize, Number);

impl Missed<'_> {
    /// The fewest facts, and of as few the smallest relative change, after which no condition is surely missed; `None` where
    /// nothing that the firm states and can change does it.
    #[must_use]
    pub fn smallest(&self) -> Option<Vec<Change>> {
        let mut search = Search { missed: self, best: None, seen: BTreeSet::new() };
        search.from(Vec::new());
        let (_, steps) = search.best?;
        steps.into_iter().map(|step| self.change(step)).collect()
    }

    /// Whether a condition is surely missed with these values.
    #[must_use]
    pub fn is_missed(&self, steps: &[Step]) -> bool {
        self.at(&self.with(steps), |env| {
            let fails = |part: &Condition| condition(env, part).is_ok_and(|verdict| verdict.truth == Truth::False);
            self.parts().any(fails)
        })
    }

    /// The firm with these values.
    #[must_use]
    pub fn with(&self, steps: &[Step]) -> Profile {
        let record = |at: FactRef| self.book.dictionary.fact(at.fact).home.record();
        steps.iter().fold(self.profile.clone(), |profile, (at, value)| profile.with(*at, record(*at), value.clone()))
    }

    fn parts(&self) -> impl Iterator<Item = &Condition> {
        self.rule.selects.iter().chain(&self.rule.conditions)
    }

    fn at<T>(&self, profile: &Profile, ask: impl FnOnce(&Env<'_>) -> T) -> T {
        let memo = Memo::default();
        let binding = self.record.map(|(record, index)| Binding { record, index: Some(index), outer: None });
        let env = Env::new(self.book, profile, self.question, &memo);
        ask(&Env { binding: binding.as_ref(), ..env })
    }

    fn own(&self, at: FactRef) -> Option<&Value> {
        self.profile.value(at, self.book.dictionary.fact(at.fact).home.record())
    }

    fn change(&self, (at, to): Step) -> Option<Change> {
        let fact = self.book.dictionary.fact(at.fact);
        let from = self.own(at)?.clone();
        let unit = if let Value::Number(own) = from { Grid::of(fact.kind, &[own]).map(|grid| grid.unit) } else { None };
        // A year that is over counts again by the next one.
        let changes = if at.year.is_some() { Changes::Slowly } else { fact.changes };
        Some(Change { at, from, to, changes, unit })
    }

    fn cost(&self, steps: &[Step]) -> Cost {
        let (mut from_nothing, mut sum) = (0, Number::ZERO);
        for (at, to) in steps {
            let (Some(Value::Number(own)), Value::Number(to)) = (self.own(*at), to) else { continue };
            let relative = to
                .minus(*own)
                .and_then(|by| by.over(*own))
                .map(|share| share.max(Number::ZERO.minus(share).unwrap_or(share)));
            match relative.and_then(|share| sum.plus(share)) {
                Ok(more) => sum = more,
                Err(_) => from_nothing += 1,
            }
        }
        (steps.len(), from_nothing, sum)
    }
}

struct Search<'s, 'a> {
    missed: &'s Missed<'a>,
    best: Option<(Cost, Vec<Step>)>,
    /// What was tried already.
    seen: BTreeSet<String>,
}

impl Search<'_, '_> {
    /// Changes one fact more, until nothing is missed.
    fn from(&mut self, steps: Vec<Step>) {
        let missed = self.missed;
        if self.seen.len() >= MOST_TRIED || !self.seen.insert(format!("{steps:?}")) {
            return;
        }
        if !missed.is_missed(&steps) {
            let least = self.tightened(steps);
            let cost = missed.cost(&least);
            if !least.is_empty() && self.best.as_ref().is_none_or(|(best, _)| cost.cmp(best) == Ordering::Less) {
                self.best = Some((cost, least));
            }
            return;
        }
        let profile = missed.with(&steps);
        let ways = Ways { book: missed.book, profile: &profile, as_of: missed.question.as_of };
        let found = missed.at(&profile, |env| {
            let of_selects = ways.start(env, &missed.rule.selects);
            if of_selects.is_empty() { ways.start(env, &missed.rule.conditions) } else { of_selects }
        });
        let most = self.best.as_ref().map_or(MOST_FACTS, |((count, ..), _)| *count);
        for (at, value) in found {
            let mut next: Vec<Step> = steps.iter().filter(|(other, _)| *other != at).cloned().collect();
            next.push((at, value));
            next.sort_by_key(|(at, _)| *at);
            if next.len() <= most {
                self.from(next);
            }
        }
    }

    /// The same without what is not needed, each figure as near to the firm's own as will do.
    fn tightened(&self, mut steps: Vec<Step>) -> Vec<Step> {
        let does = |steps: &[Step]| !self.missed.is_missed(steps);
        let mut at = 0;
        while at < steps.len() {
            let without: Vec<Step> = [&steps[..at], &steps[at + 1..]].concat();
            if does(&without) { steps = without } else { at += 1 }
        }
        for at in 0..steps.len() {
            let (fact, to) = steps[at].clone();
            let (Some(Value::Number(own)), Value::Number(to)) = (self.missed.own(fact), to) else { continue };
            let declared = self.missed.book.dictionary.fact(fact.fact);
            let Some(grid) = Grid::of(declared.kind, &[*own]) else { continue };
            let (Some(mut near), Some(mut far)) = (grid.step(*own), grid.step(to)) else { continue };
            while (far - near).abs() > 1 {
                let middle = near + (far - near) / 2;
                let Ok(value) = grid.at(middle) else { break };
                steps[at].1 = Value::Number(value);
                if does(&steps) { far = middle } else { near = middle }
            }
            if let Ok(value) = grid.at(far) {
                steps[at].1 = Value::Number(value);
            }
        }
        steps
    }
}
