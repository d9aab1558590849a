//! What a name means at one point of an evaluation: the firm, the bound records, the day, the cell being tried.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::calendar::{Day, Edge, Unit};
use crate::codes::{CodeId, CodeTree};
use crate::dictionary::{Choices, Fact, FactId, Home, Kind, RecordId};
use crate::interval::Interval;
use crate::number::{Number, Overflow};
use crate::profile::{FactRef, Profile, Value};
use crate::rulebook::{Across, Derivation, OnceId, Rulebook, SupportId, Year};
use crate::truth::{Reasons, Truth, Verdict};

use super::choice::choice;
use super::tried::Tried;
use super::{Estimate, Question, condition, quantity};

/// Everything that a value may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Possible {
    /// A number in an interval.
    Range(Interval),
    /// A flag.
    Flag(Truth),
    /// One of the choices in `may`; for a fact of several, all of `must` and any of `may`.
    Choices {
        /// Surely among them.
        must: Choices,
        /// Possibly among them.
        may: Choices,
    },
    /// A place or industry somewhere within this one.
    Code(CodeId),
    /// Words, which no rule reads.
    Text,
}

/// A record that is bound: the facts of its kind are those of this record.
#[derive(Clone, Copy, Debug)]
pub struct Binding<'e> {
    /// The record's kind.
    pub record: RecordId,
    /// Its index; `None` for a record of which nothing is known.
    pub index: Option<usize>,
    /// What was bound before.
    pub outer: Option<&'e Binding<'e>>,
}

/// Which assumptions are not taken.
#[derive(Clone, Copy, Debug)]
pub enum Strict<'e> {
    /// All are taken.
    Lenient,
    /// This one is not.
    Except(&'e str),
    /// All are, but that what every one of these is to be holds where there is none is not.
    ExceptOfNone(Across),
    /// None is taken.
    All,
}

/// One point of an evaluation.
#[derive(Clone, Copy, Debug)]
pub struct Env<'e> {
    /// The rules.
    pub book: &'e Rulebook,
    /// The firm.
    pub profile: &'e Profile,
    /// The day.
    pub as_of: Day,
    /// The innermost bound record.
    pub binding: Option<&'e Binding<'e>>,
    /// The calendar year that is bound: of a range over years, or of a yearly fact that is derived.
    pub year: Option<i16>,
    /// Which day is meant by one so long ago: that of the comparison in which it stands, by whatever name.
    pub edge: Edge,
    /// Unknown facts that are tried with part of their values.
    pub tried: &'e Tried,
    /// Which assumptions are taken.
    pub strict: Strict<'e>,
    /// What was found already, with these assumptions.
    pub memo: &'e Memo,
}

/// So long before a day.
type Ago = (Day, i64, Unit, Edge);

/// What was found already: verdicts of conditions that are the same for every record, amounts of supports, and derived
/// facts while nothing is tried.
#[derive(Default, Debug)]
pub struct Memo {
    verdicts: RefCell<BTreeMap<OnceId, Verdict>>,
    amounts: RefCell<Amounts>,
    /// Days so long before the as-of date: a rule names few, and asks for them of every record.
    days: RefCell<Vec<(Ago, Number)>>,
    untried: Tried,
}

/// What the firm gets from a support whose amount others read, after limits and groups.
#[derive(Clone, Copy, Debug)]
pub struct Read {
    /// Once, or each time.
    pub one: Estimate,
    /// In all instalments, where it recurs and the text says how many there are.
    pub altogether: Option<Estimate>,
    /// How many those are.
    pub periods: Option<Interval>,
}

impl Read {
    /// What the firm does not get.
    pub(super) const NOTHING: Read = Read {
        one: Estimate { interval: Interval::ZERO, reasons: Reasons::NONE },
        altogether: None,
        periods: Some(Interval::ZERO),
    };
}

/// What the firm gets from each of these supports; `None` where a figure was too large. What is not here the firm does not
/// get.
pub type Amounts = BTreeMap<SupportId, Option<Read>>;

impl Memo {
    /// One in which these amounts were found before.
    #[must_use]
    pub fn with(amounts: &Amounts) -> Memo {
        Memo { amounts: RefCell::new(amounts.clone()), ..Memo::default() }
    }

    pub(super) fn note(&self, support: SupportId, read: Option<&Read>) {
        self.amounts.borrow_mut().insert(support, read.copied());
    }

    pub(super) fn into_amounts(self) -> Amounts {
        self.amounts.into_inner()
    }

    pub(super) fn amounts(&self) -> Amounts {
        self.amounts.borrow().clone()
    }

    /// What the firm gets from a support.
    pub(super) fn read(&self, support: SupportId) -> Result<Read, Overflow> {
        let known = self.amounts.borrow().get(&support).copied();
        known.unwrap_or(Some(Read::NOTHING)).ok_or(Overflow)
    }
}

impl<'e> Env<'e> {
    /// The point where nothing is bound yet.
    #[must_use]
    pub fn new(book: &'e Rulebook, profile: &'e Profile, question: Question, memo: &'e Memo) -> Env<'e> {
        let strict = if question.strict { Strict::All } else { Strict::Lenient };
        let (as_of, tried) = (question.as_of, &memo.untried);
        Env { book, profile, as_of, binding: None, year: None, edge: Edge::First, tried, strict, memo }
    }

    /// The same point under other assumptions, with what is found under them and with nothing tried.
    #[must_use]
    pub fn under<'o>(&self, strict: Strict<'o>, memo: &'o Memo) -> Env<'o>
    where
        'e: 'o,
    {
        Env { strict, memo, tried: &memo.untried, ..*self }
    }

    /// The verdict of a condition that is the same for every record, computed once while no fact is tried with part
    /// of its values.
    pub(super) fn once(
        &self,
        id: OnceId,
        compute: impl FnOnce() -> Result<Verdict, Overflow>,
    ) -> Result<Verdict, Overflow> {
        if !self.tried.cells().is_empty() {
            return compute();
        }
        let known = self.memo.verdicts.borrow().get(&id).copied();
        if let Some(verdict) = known {
            return Ok(verdict);
        }
        let verdict = compute()?;
        self.memo.verdicts.borrow_mut().insert(id, verdict);
        Ok(verdict)
    }

    /// The day so long before the as-of date, as a number.
    pub(super) fn ago(&self, count: i64, unit: Unit) -> Number {
        let key = (self.as_of, count, unit, self.edge);
        let known = self.memo.days.borrow().iter().find(|(other, _)| *other == key).map(|(_, day)| *day);
        known.unwrap_or_else(|| {
            let day = self.as_of.earlier(count, unit, self.edge).number();
            self.memo.days.borrow_mut().push((key, day));
            day
        })
    }

    /// Whether this assumption is taken.
    #[must_use]
    pub fn takes(&self, assume: &str) -> bool {
        match self.strict {
            Strict::Lenient | Strict::ExceptOfNone(_) => true,
            Strict::Except(other) => assume != other,
            Strict::All => false,
        }
    }

    /// Whether what every one of these is to be holds where there is none.
    pub(super) fn holds_of_none(&self, across: Across) -> bool {
        !matches!(self.strict, Strict::ExceptOfNone(other) if other == across)
    }

    /// The value that a fact has here, by name.
    #[must_use]
    pub fn reference(&self, fact: FactId, year: Option<Year>) -> FactRef {
        let record = match self.book.dictionary.fact(fact).home {
            Home::Record(record) => self.bound(record).and_then(|binding| binding.index),
            Home::Enterprise | Home::Year => None,
        };
        FactRef { fact, record, year: year.map(|year| self.calendar_year(year)) }
    }

    /// The calendar year that is meant.
    #[must_use]
    pub fn calendar_year(&self, year: Year) -> i16 {
        match year {
            Year::AsOf(years) => self.as_of.year().saturating_add(years),
            Year::Bound(years) => self.year.unwrap_or(self.as_of.year()).saturating_add(years),
        }
    }

    /// What the fact may be here, and why it is not one value.
    ///
    /// # Errors
    /// `Overflow` when a derived fact is too large.
    pub fn possible(&self, id: FactId, year: Option<Year>) -> Result<(Possible, Reasons), Overflow> {
        let (fact, reference) = (self.book.dictionary.fact(id), self.reference(id, year));
        let unknown = if fact.judged_by.is_some() { Reasons::JUDGEMENT } else { Reasons::FACT };
        if let Some(cell) = self.tried.of(reference) {
            return Ok((cell, self.why(id, year)?));
        }
        if let Some(value) = self.stated(reference) {
            return Ok((known(fact, value), Reasons::NONE));
        }
        // What is stated is not what follows, whatever it is.
        if let Some(written) = self.written(reference) {
            return Ok((known(fact, written), unknown));
        }
        let Some(derivation) = self.book.derivations.get(&id) else { return Ok((anything(fact), unknown)) };
        let env = Env { year: reference.year.or(self.year), edge: Edge::First, ..*self };
        self.tried.derived((reference, env.year), || env.derived(fact, derivation))
    }

    /// Why a fact that is tried with part of its values is not one value: of one that follows from others, what keeps
    /// those from deciding it.
    pub(super) fn why(&self, id: FactId, year: Option<Year>) -> Result<Reasons, Overflow> {
        if self.book.derivations.contains_key(&id) {
            return Ok(Env { tried: &self.memo.untried, ..*self }.possible(id, year)?.1);
        }
        let is_judged = self.book.dictionary.fact(id).judged_by.is_some();
        Ok(if is_judged { Reasons::JUDGEMENT } else { Reasons::FACT })
    }

    /// What a fact is that follows from others.
    fn derived(&self, fact: &Fact, derivation: &Derivation) -> Result<(Possible, Reasons), Overflow> {
        Ok(match derivation {
            Derivation::Value(value) => {
                let estimate = quantity(self, value)?;
                (Possible::Range(estimate.interval), estimate.reasons)
            }
            Derivation::Choice(rule) => {
                let (may, reasons) = choice(self, rule, fact.all_choices())?;
                (Possible::Choices { must: Choices::default(), may }, reasons)
            }
            Derivation::When(when) => {
                let verdict = condition(self, when)?;
                (Possible::Flag(verdict.truth), verdict.reasons)
            }
        })
    }

    /// The value, if the profile states it exactly.
    #[must_use]
    pub fn stated(&self, reference: FactRef) -> Option<&'e Value> {
        self.written(reference).filter(|value| !matches!(value, Value::Within(_) | Value::Unread))
    }

    /// What the profile says of the value, exactly or not.
    #[must_use]
    pub fn written(&self, reference: FactRef) -> Option<&'e Value> {
        match self.book.dictionary.fact(reference.fact).home {
            Home::Record(record) => self.profile.value(reference, Some(record)).filter(|_| reference.record.is_some()),
            Home::Enterprise | Home::Year => self.profile.value(reference, None),
        }
    }

    /// The firm's place; the whole nation when it is not stated.
    #[must_use]
    pub fn place(&self) -> CodeId {
        let fact = self.book.dictionary.by_key("place");
        let value = fact.and_then(|fact| self.profile.facts.get(&fact));
        if let Some(Value::Code(place)) = value { *place } else { CodeTree::ROOT }
    }

    fn bound(&self, record: RecordId) -> Option<&'e Binding<'e>> {
        std::iter::successors(self.binding, |binding| binding.outer).find(|binding| binding.record == record)
    }
}

/// What a stated value is.
fn known(fact: &Fact, value: &Value) -> Possible {
    match value {
        Value::Number(number) => Possible::Range(Interval::point(*number)),
        Value::Within(range) => Possible::Range(**range),
        Value::Flag(flag) => Possible::Flag(Truth::from(*flag)),
        Value::Choices(choices) => Possible::Choices { must: *choices, may: *choices },
        Value::Code(code) => Possible::Code(*code),
        Value::Text(_) | Value::Unread => anything(fact),
    }
}

/// All that a fact may be.
pub(super) fn anything(fact: &Fact) -> Possible {
    match fact.kind {
        Kind::Money | Kind::Ratio | Kind::Count | Kind::Number | Kind::Date => Possible::Range(fact.range),
        Kind::Flag => Possible::Flag(Truth::Unknown),
        Kind::Choice => Possible::Choices { must: Choices::default(), may: fact.all_choices() },
        Kind::Place | Kind::Industry => Possible::Code(CodeTree::ROOT),
        Kind::Text | Kind::Support => Possible::Text,
    }
}
