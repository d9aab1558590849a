//! Makes the smallest firm that lies in a cell: only what the conditions ask is stated.

use std::collections::BTreeSet;

use crate::calendar::{Day, Edge, Unit};
use crate::codes::CodeId;
use crate::compile::cells::{Scale, Space, Subject, Value as Cell, Words};
use crate::compile::words;
use crate::dictionary::{Fact, FactId, Home, Kind, RecordId};
use crate::evaluate::{self, Binding, Env, Estimate, Memo, Question};
use crate::interval::{End, Interval};
use crate::number::Number;
use crate::profile::{Profile, RecordValues, Value};
use crate::rulebook::{Across, Condition, Derivation, Meaning, Quantity, Rulebook, Year};
use crate::truth::Truth;

/// Definitions and derived facts in one another that are followed.
const DEEPEST: usize = 8;
/// Records, or years, that a firm is given of one kind.
const MOST_RECORDS: i64 = 12;
/// How long ago a date is from which another one is reckoned, where nothing says it.
const YEARS_AGO: i64 = 4;

/// Where conditions are asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    /// The day.
    pub(super) as_of: Day,
    /// The record that is bound.
    pub(super) bound: Option<RecordId>,
    /// The year that is bound, relative to the as-of year.
    pub(super) year: Option<i16>,
}

/// A firm that is made up.
#[derive(Clone, Debug)]
pub(super) struct Firm<'b> {
    book: &'b Rulebook,
    at: Point,
    /// The record whose facts are stated now.
    index: usize,
    pub(super) profile: Profile,
}

impl<'b> Firm<'b> {
    /// A firm of which nothing is stated but, where one is bound, that it has a record.
    pub(super) fn new(book: &'b Rulebook, at: Point) -> Firm<'b> {
        let mut profile = Profile { as_of: Some(at.as_of), ..Profile::default() };
        if let Some(record) = at.bound {
            profile.records.insert(record, vec![RecordValues::default()]);
        }
        Firm { book, at, index: 0, profile }
    }

    /// Whether the engine finds all of these met, or one of them unmet, for the firm.
    pub(super) fn truth(&self, when: &[&Condition]) -> Option<Truth> {
        self.with(|env| {
            let each = when.iter().map(|part| Some(evaluate::condition(env, part).ok()?.truth));
            each.collect::<Option<Vec<_>>>().map(|truths| truths.into_iter().min().unwrap_or(Truth::True))
        })
    }

    /// What the engine finds a quantity to be for the firm.
    pub(super) fn estimate(&self, of: &Quantity) -> Option<Estimate> {
        self.with(|env| evaluate::quantity(env, of).ok())
    }

    fn with<T>(&self, ask: impl FnOnce(&Env<'_>) -> T) -> T {
        let memo = Memo::default();
        let binding = self.at.bound.map(|record| Binding { record, index: Some(self.index), outer: None });
        let question = Question { as_of: self.at.as_of, strict: false };
        let env = Env::new(self.book, &self.profile, question, &memo);
        let year = self.at.year.map(|year| self.at.as_of.year().saturating_add(year));
        ask(&Env { binding: binding.as_ref(), year, ..env })
    }

    /// States what these subjects are in a cell; `None` where that is not known how.
    pub(super) fn state(
        &mut self,
        space: &Space<'_>,
        subjects: &BTreeSet<usize>,
        cell: &[Cell],
        deep: usize,
    ) -> Option<()> {
        let deep = deep.checked_sub(1)?;
        for at in subjects {
            let (subject, kind) = space.subject(*at)?;
            match (subject, cell.get(*at)?) {
                (Subject::Number(quantity, scale), Cell::Number(piece)) => {
                    self.number(quantity, *scale, kind, *piece, deep)?;
                }
                (Subject::Fact(fact, year), Cell::Flag(flag)) => self.fact(*fact, *year, Value::Flag(*flag), deep)?,
                (Subject::Fact(fact, year), Cell::Choices(choices)) => {
                    self.fact(*fact, *year, Value::Choices(*choices), deep)?;
                }
                (Subject::Fact(fact, year), Cell::Code(code)) => {
                    let code = code.or_else(|| self.elsewhere(*fact, &space.values(*at)?))?;
                    self.fact(*fact, *year, Value::Code(code), deep)?;
                }
                // What is not looked into is left to the engine.
                (Subject::Whole(_), _) => {}
                (Subject::Number(..) | Subject::Fact(..), _) => return None,
            }
        }
        Some(())
    }

    /// A place or industry outside all that are named.
    fn elsewhere(&self, fact: FactId, named: &[Cell]) -> Option<CodeId> {
        let is_industry = self.book.dictionary.fact(fact).kind == Kind::Industry;
        let tree = if is_industry { &self.book.industries } else { &self.book.places };
        let codes = named.iter().filter_map(|cell| if let Cell::Code(code) = cell { *code } else { None });
        let codes: Vec<CodeId> = codes.collect();
        tree.ids().find(|id| tree.lies_within(*id, &codes) == Truth::False)
    }

    fn number(&mut self, of: &Quantity, scale: Scale, kind: Kind, piece: Interval, deep: usize) -> Option<()> {
        let deep = deep.checked_sub(1)?;
        if let Quantity::Fact { fact, year } = of {
            let declared = self.book.dictionary.fact(*fact);
            let number = self.on_scale(scale, piece, step(declared, kind))?;
            return self.fact(*fact, *year, Value::Number(number), deep);
        }
        if let Quantity::Assumed { inner, .. } = of {
            return self.number(inner, scale, kind, piece, deep);
        }
        if let Quantity::Defined(id) = of {
            let Meaning::Value(value) = &self.book.definition(*id).meaning else { return None };
            return self.number(value, scale, kind, piece, deep);
        }
        let Quantity::Count { across, selects } = of else { return None };
        let count = pick(piece, Some(Number::ONE))?.to_whole().filter(|count| (0..=MOST_RECORDS).contains(count))?;
        match across {
            Across::Records(record) => self.records(*record, selects, count, deep),
            Across::Years { last, .. } => (1..=i16::try_from(count).ok().filter(|count| count <= last)?)
                .try_for_each(|back| self.inside(None, Some(-back), selects, deep)),
        }
    }

    /// Gives the firm as many records that meet these conditions.
    fn records(&mut self, record: RecordId, selects: &[Condition], count: i64, deep: usize) -> Option<()> {
        let there = self.profile.records.entry(record).or_default().len();
        let each: Vec<&Condition> = selects.iter().collect();
        let meets = |firm: &Firm<'_>, index: usize| {
            let at = Point { bound: Some(record), ..firm.at };
            Firm { at, index, ..firm.clone() }.truth(&each) == Some(Truth::True)
        };
        let met = (0..there).filter(|index| meets(self, *index)).count();
        let lacking = count.checked_sub(i64::try_from(met).ok()?).filter(|lacking| *lacking >= 0)?;
        for _ in 0..lacking {
            let records = self.profile.records.entry(record).or_default();
            records.push(RecordValues::default());
            let index = records.len() - 1;
            self.inside(Some((record, index)), None, selects, deep)?;
        }
        Some(())
    }

    /// States what makes a record or a year meet these conditions.
    fn inside(
        &mut self,
        record: Option<(RecordId, usize)>,
        year: Option<i16>,
        selects: &[Condition],
        deep: usize,
    ) -> Option<()> {
        let deep = deep.checked_sub(1)?;
        let outer = (self.at, self.index);
        if let Some((record, index)) = record {
            (self.at.bound, self.index) = (Some(record), index);
        }
        self.at.year = year.or(self.at.year);
        let made = self.meet(selects, Truth::True, deep);
        (self.at, self.index) = outer;
        made
    }

    /// States what makes conditions hold together, or not.
    fn meet(&mut self, when: &[Condition], wanted: Truth, deep: usize) -> Option<()> {
        let mut space = Space::new(self.words(), &|_| true);
        let says = space.all(when);
        let subjects = crate::compile::cells::subjects_of(&says);
        let cells = space.cells_of(&subjects)?;
        let met = cells.iter().filter(|cell| space.truth(&says, cell) == wanted);
        let made = met.take(DEEPEST).find_map(|cell| {
            let mut firm = self.clone();
            firm.state(&space, &subjects, cell, deep)?;
            Some(firm.profile)
        });
        self.profile = made?;
        Some(())
    }

    fn words(&self) -> Words<'b> {
        words(self.book)
    }

    fn fact(&mut self, fact: FactId, year: Option<Year>, value: Value, deep: usize) -> Option<()> {
        let deep = deep.checked_sub(1)?;
        let declared = self.book.dictionary.fact(fact);
        if declared.is_derived {
            return self.derived(fact, &value, deep);
        }
        let year = year.map(|year| self.at.as_of.year().saturating_add(year.relative(self.at.year)));
        let values = match (declared.home, year) {
            (Home::Record(record), year) => {
                // Only the record that is bound has facts here.
                self.at.bound.filter(|bound| *bound == record)?;
                match year {
                    Some(year) => self.profile.record_years.entry((record, self.index, year)).or_default(),
                    None => self.profile.records.get_mut(&record)?.get_mut(self.index)?,
                }
            }
            (Home::Enterprise | Home::Year, Some(year)) => self.profile.years.entry(year).or_default(),
            (Home::Enterprise | Home::Year, None) => &mut self.profile.facts,
        };
        // One that is asked in two ways is what was said first; the engine finds whether both are met.
        values.insert_new(fact, value);
        Some(())
    }

    /// States that from which a fact follows.
    fn derived(&mut self, fact: FactId, value: &Value, deep: usize) -> Option<()> {
        match (self.book.derivations.get(&fact)?, value) {
            (Derivation::When(when), Value::Flag(flag)) => {
                self.meet(std::slice::from_ref(when), Truth::from(*flag), deep)
            }
            (Derivation::Value(of), Value::Number(number)) => {
                let kind = self.book.dictionary.fact(fact).kind;
                self.number(of, Scale::Fixed, kind, Interval::point(*number), deep)
            }
            (Derivation::When(_) | Derivation::Value(_) | Derivation::Choice(_), _) => None,
        }
    }

    /// A number of a piece of a scale: of a day its number.
    fn on_scale(&mut self, scale: Scale, piece: Interval, step: Option<Number>) -> Option<Number> {
        if scale == Scale::Fixed {
            return pick(piece, step);
        }
        // Beside the day at which a piece ends, where it does not hold it.
        let (at, beside) = match (piece.low, piece.high) {
            (Some(End { at, open }), _) => (at, i64::from(open)),
            (None, Some(End { at, open })) => (at, -i64::from(open)),
            (None, None) => (Number::ZERO, 0),
        };
        let at = at.to_whole()?;
        let unit = |is_days: bool| if is_days { Unit::Day } else { Unit::Month };
        let day = match scale {
            Scale::Fixed => return None,
            Scale::Ago { is_days, edge } => self.at.as_of.earlier(at.checked_neg()?, unit(is_days), edge),
            Scale::Years => {
                let years = i16::try_from(at.div_euclid(2)).ok()?;
                if at % 2 == 0 { self.at.as_of.start_of_year(years) } else { self.at.as_of.end_of_year(years) }
            }
            Scale::After { fact, is_days } => {
                let start = self.at.as_of.earlier(YEARS_AGO, Unit::Year, Edge::First);
                self.fact(fact, None, Value::Number(start.number()), 2)?;
                start.later(at, unit(is_days))
            }
        };
        Some(day.later(beside, Unit::Day).number())
    }
}

fn step(fact: &Fact, kind: Kind) -> Option<Number> {
    fact.kind.step().or_else(|| kind.step())
}

/// A number of a piece, the least where it has one.
fn pick(piece: Interval, step: Option<Number>) -> Option<Number> {
    let beside = step.unwrap_or(Number::ONE);
    match (piece.low, piece.high) {
        (Some(End { at, open: false }), _) | (None, Some(End { at, open: false })) => Some(at),
        (Some(low), Some(high)) if step.is_none() => low.at.plus(high.at).ok()?.over(Number::whole(2)).ok(),
        (Some(low), _) => low.at.plus(beside).ok(),
        (None, Some(high)) => high.at.minus(beside).ok(),
        (None, None) => Some(Number::ZERO),
    }
}
