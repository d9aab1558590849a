//! What of a firm would have to be another for a condition that is not met to be so no longer: one fact at a time, the
//! nearest value of each.

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::dictionary::{Changes, Choices, Fact, FactId};
use crate::evaluate::{Env, Possible, Tried, all, condition, for_each_member};
use crate::interval::Ordering;
use crate::number::Number;
use crate::profile::{FactRef, Profile, Value};
use crate::rulebook::visit::{self, Visit};
use crate::rulebook::{Across, Condition, ConditionForm, DefinitionId, Meaning, Quantity, Rulebook, Year};
use crate::truth::Truth;

use super::grid::Grid;

/// A fact with another value.
pub type Step = (FactRef, Value);

/// Facts that are tried for one comparison, of so many records.
const MOST_FACTS: usize = 60;
/// No firm has as much of anything.
const MOST: i64 = 10_000_000_000_000;
/// Definitions in one another that are looked into.
const DEEPEST: usize = 24;

/// What is looked for: that a condition holds, or that it does not.
pub(super) struct Ways<'a> {
    pub(super) book: &'a Rulebook,
    pub(super) profile: &'a Profile,
    pub(super) as_of: Day,
}

impl Ways<'_> {
    /// The steps that would change the first of these that surely fails.
    pub(super) fn first(&self, env: &Env<'_>, parts: &[Condition], deep: usize) -> Vec<Step> {
        let fails = |part: &&Condition| condition(env, part).is_ok_and(|verdict| verdict.truth == Truth::False);
        parts.iter().find(fails).map(|part| self.of(env, part, true, deep)).unwrap_or_default()
    }

    pub(super) fn start(&self, env: &Env<'_>, parts: &[Condition]) -> Vec<Step> {
        self.first(env, parts, DEEPEST)
    }

    /// The steps after which a condition that is surely not as wanted is so no longer, or one of its parts.
    fn of(&self, env: &Env<'_>, part: &Condition, wanted: bool, deep: usize) -> Vec<Step> {
        let Some(deep) = deep.checked_sub(1) else { return Vec::new() };
        let any = |parts: &[Condition], wanted: bool| -> Vec<Step> {
            let wrong = |part: &&Condition| is_wrong(env, part, wanted);
            parts.iter().filter(wrong).flat_map(|part| self.of(env, part, wanted, deep)).collect()
        };
        let first = |parts: &[Condition], wanted: bool| -> Vec<Step> {
            let wrong = |part: &&Condition| is_wrong(env, part, wanted);
            parts.iter().find(wrong).map(|part| self.of(env, part, wanted, deep)).unwrap_or_default()
        };
        match &part.form {
            ConditionForm::Compare { .. } | ConditionForm::Among { .. } => self.leaf(env, part, wanted),
            ConditionForm::All(parts) if wanted => first(parts, true),
            ConditionForm::All(parts) => any(parts, false),
            ConditionForm::Any(parts) if wanted => any(parts, true),
            ConditionForm::Any(parts) => first(parts, false),
            ConditionForm::None(parts) if wanted => first(parts, false),
            ConditionForm::None(parts) => any(parts, true),
            ConditionForm::Of { parts, ordering, .. } => {
                let ways = rises(*ordering, wanted).iter().flat_map(|wanted| any(parts, *wanted));
                ways.collect()
            }
            ConditionForm::Has { across, selects, ordering, .. } => {
                let ways = rises(*ordering, wanted).iter();
                ways.flat_map(|wanted| self.members(env, *across, selects, *wanted, deep)).collect()
            }
            ConditionForm::Every { across, selects } if wanted => self.members(env, *across, selects, true, deep),
            ConditionForm::Meets(id) => match &env.book.definition(*id).meaning {
                Meaning::When(when) if wanted => first(when, true),
                Meaning::When(when) => any(when, false),
                Meaning::Value(_) => Vec::new(),
            },
            ConditionForm::Assumed { inner, .. } => self.of(env, inner, wanted, deep),
            ConditionForm::Unclear { readings, .. } => any(readings, wanted),
            ConditionForm::Every { .. } | ConditionForm::Judged(_) | ConditionForm::Scope(_) => Vec::new(),
        }
    }

    /// The steps that would make a record or year one that is counted, or none.
    fn members(&self, env: &Env<'_>, across: Across, selects: &[Condition], wanted: bool, deep: usize) -> Vec<Step> {
        let mut ways = Vec::new();
        // An unknown list has nothing to change.
        let _ = for_each_member(env, across, &mut |inner, membership| {
            let is_there = membership.belongs().truth == Truth::True;
            let is_counted = all(inner, selects)?.truth;
            if is_there && wanted && is_counted == Truth::False {
                ways.extend(self.first(inner, selects, deep));
            } else if is_there && !wanted && is_counted == Truth::True {
                ways.extend(selects.iter().flat_map(|part| self.of(inner, part, false, deep)));
            }
            Ok(())
        });
        ways
    }

    /// The nearest other value of each fact that a comparison reads and the firm states and can change.
    fn leaf(&self, env: &Env<'_>, part: &Condition, wanted: bool) -> Vec<Step> {
        let mut read = Read { book: env.book, facts: BTreeSet::new(), walked: BTreeSet::new() };
        read.condition(part);
        let is_itself = |fact: FactId| {
            let side = if let ConditionForm::Compare { left, .. } = &part.form { Some(left) } else { None };
            matches!(side, Some(Quantity::Fact { fact: other, .. }) if *other == fact)
        };
        let can_change = |at: &FactRef| read.facts.contains(&at.fact) && self.can_change(*at, is_itself(at.fact));
        let stated = self.profile.stated().into_iter().filter(can_change);
        let holds = |at: FactRef, value: &Value| {
            let Some(possible) = possible(value) else { return false };
            let tried = Tried::new(env.tried.cells().iter().copied().chain([(at, possible)]).collect());
            !is_wrong(&Env { tried: &tried, ..*env }, part, wanted)
        };
        let mut ways = Vec::new();
        for at in stated.take(MOST_FACTS) {
            let fact = env.book.dictionary.fact(at.fact);
            let Some(own) = self.profile.value(at, fact.home.record()) else { continue };
            let found: Vec<Value> = match own {
                Value::Number(own) => nearest(fact, *own, &|number| holds(at, &Value::Number(number))),
                Value::Flag(own) => vec![Value::Flag(!own)],
                Value::Choices(own) => others(fact, *own),
                Value::Within(_) | Value::Unread | Value::Code(_) | Value::Text(_) => Vec::new(),
            };
            ways.extend(found.into_iter().filter(|value| holds(at, value)).map(|value| (at, value)));
        }
        ways
    }

    /// Whether the firm can change a value. What a year that is over lacks a later one can reach, once it is that one which is
    /// asked for; but nobody gets growth by a lower year before, so that of years before the last only what is compared
    /// itself is changed.
    fn can_change(&self, at: FactRef, is_itself: bool) -> bool {
        let fact = self.book.dictionary.fact(at.fact);
        let is_over = !is_itself && at.year.is_some_and(|year| year < self.as_of.year() - 1);
        !fact.fixed && fact.changes != Changes::No && fact.judged_by.is_none() && !is_over
    }
}

/// Whether a condition is surely the opposite of what is wanted.
fn is_wrong(env: &Env<'_>, part: &Condition, wanted: bool) -> bool {
    condition(env, part).is_ok_and(|verdict| verdict.truth == Truth::from(!wanted))
}

/// Whether more that are met, or fewer, make a number of them right.
fn rises(ordering: Ordering, wanted: bool) -> &'static [bool] {
    match (ordering, wanted) {
        (Ordering::AtLeast | Ordering::Above, true) | (Ordering::AtMost | Ordering::Below, false) => &[true],
        (Ordering::AtMost | Ordering::Below, true) | (Ordering::AtLeast | Ordering::Above, false) => &[false],
        (Ordering::Equal, _) => &[true, false],
    }
}

fn possible(value: &Value) -> Option<Possible> {
    match value {
        Value::Number(number) => Some(Possible::Range(crate::interval::Interval::point(*number))),
        Value::Flag(flag) => Some(Possible::Flag(Truth::from(*flag))),
        Value::Choices(choices) => Some(Possible::Choices { must: *choices, may: *choices }),
        Value::Code(code) => Some(Possible::Code(*code)),
        Value::Within(_) | Value::Unread | Value::Text(_) => None,
    }
}

/// The other choices of a fact: one instead of another, or one more of several.
fn others(fact: &Fact, own: Choices) -> Vec<Value> {
    let other = fact.all_choices().indices().map(Choices::one).filter(|choice| !own.meets(*choice));
    other.map(|choice| Value::Choices(if fact.many { own.with(choice) } else { choice })).collect()
}

/// The nearest number on either side on which something holds that does not hold now; found by doubling and halving, as
/// what compares one fact changes once on the way.
fn nearest(fact: &Fact, own: Number, holds: &dyn Fn(Number) -> bool) -> Vec<Value> {
    let Some(grid) = Grid::of(fact.kind, &[own]) else { return Vec::new() };
    let Some(start) = grid.step(own) else { return Vec::new() };
    let least = fact.range.low.and_then(|end| grid.step(end.at)).unwrap_or(-MOST);
    let most = fact.range.high.and_then(|end| grid.step(end.at)).unwrap_or(MOST);
    let at = |step: i64| grid.at(step).is_ok_and(holds);
    let mut found = Vec::new();
    for (direction, end) in [(1, most), (-1, least)] {
        let room = (end - start) * direction;
        let (mut near, mut far) = (0, 1.min(room));
        while far > near && !at(start + far * direction) {
            (near, far) = (far, (far * 2).min(room));
        }
        if far <= near {
            continue;
        }
        while far - near > 1 {
            let middle = near + (far - near) / 2;
            if at(start + middle * direction) { far = middle } else { near = middle }
        }
        found.extend(grid.at(start + far * direction).ok().map(Value::Number));
    }
    found
}

/// The facts that a condition reads, by whatever names.
struct Read<'b> {
    book: &'b Rulebook,
    facts: BTreeSet<FactId>,
    walked: BTreeSet<DefinitionId>,
}

impl Visit for Read<'_> {
    fn fact(&mut self, fact: FactId, _: Option<Year>) {
        if self.facts.insert(fact)
            && let Some(derivation) = self.book.derivations.get(&fact)
        {
            visit::into_derivation(self, derivation);
        }
    }

    fn definition(&mut self, id: DefinitionId) {
        if !self.walked.insert(id) {
            return;
        }
        match &self.book.definition(id).meaning {
            Meaning::When(when) => visit::all(self, when),
            Meaning::Value(value) => self.quantity(value),
        }
    }
}
