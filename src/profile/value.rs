//! Reads one value of a fact, whether a profile states it or a cell of a table.

use std::borrow::Cow;

use crate::calendar::{Day, Unit};
use crate::dictionary::{Choices, Fact, Kind};
use crate::finding::Problem;
use crate::interval::Interval;
use crate::literal::{self, LiteralError, MoneyUnit};
use crate::number::Number;
use crate::rulebook::Rulebook;
use crate::suggest::nearest;

use super::named::{called, choice, industry, place};
use super::{NO, Value, YES};

/// A value as it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Written<'w> {
    /// Text, without blanks around it.
    Text(Cow<'w, str>),
    /// A bare number, and what the file calls it.
    Bare {
        /// Its digits.
        digits: Cow<'w, str>,
        /// The type of the file: `integer`, `float`.
        found: &'static str,
    },
    /// Yes or no.
    Flag(bool),
    /// A day.
    Day(Day),
    /// A date that is no day, such as one with a time.
    NoDay(Cow<'w, str>),
    /// Something else, by the name of its type.
    Other(&'static str),
}

/// Reads a value of a fact; `key` is what the writer called it.
///
/// # Errors
/// Says what is wrong with it.
pub fn value(book: &Rulebook, fact: &Fact, key: &str, written: &Written<'_>) -> Result<Value, Problem> {
    let wrong = || wrong_type(key, fact.kind.word(), written);
    match fact.kind {
        Kind::Money | Kind::Ratio | Kind::Count | Kind::Number => number(fact, written).ok_or_else(wrong)?,
        Kind::Flag => flag(written).map(Value::Flag).ok_or_else(wrong),
        Kind::Date => day(written).unwrap_or_else(|| Err(wrong())),
        Kind::Choice => choice(book, fact, text(key, written)?).map(|index| Value::Choices(Choices::one(index))),
        Kind::Text => Ok(Value::Text(text(key, written)?.to_owned())),
        Kind::Support => support(book, text(key, written)?),
        Kind::Place => place(book, code(key, written)?).map(Value::Code),
        Kind::Industry => industry(book, code(key, written)?).map(Value::Code),
    }
}

fn wrong_type(key: &str, expected: &'static str, written: &Written<'_>) -> Problem {
    let found = match written {
        Written::Text(_) => "string",
        Written::Bare { found, .. } | Written::Other(found) => found,
        Written::Flag(_) => "boolean",
        Written::Day(_) | Written::NoDay(_) => "datetime",
    };
    Problem::WrongType { key: key.to_owned(), expected, found }
}

/// Text that says something.
fn text<'w>(key: &str, written: &'w Written<'_>) -> Result<&'w str, Problem> {
    match written {
        Written::Text(text) if text.is_empty() => Err(Problem::EmptyText { key: key.to_owned() }),
        Written::Text(text) => Ok(text),
        other => Err(wrong_type(key, "text", other)),
    }
}

/// A code may be written as a bare number.
fn code<'w>(key: &str, written: &'w Written<'_>) -> Result<&'w str, Problem> {
    match written {
        Written::Bare { digits, found: "integer" } => Ok(digits),
        other => text(key, other),
    }
}

fn flag(written: &Written<'_>) -> Option<bool> {
    match written {
        Written::Flag(flag) => Some(*flag),
        Written::Text(text) if text == YES => Some(true),
        Written::Text(text) if text == NO => Some(false),
        _ => None,
    }
}

/// A number; `None` for what is none.
fn number(fact: &Fact, written: &Written<'_>) -> Option<Result<Value, Problem>> {
    let (text, is_bare) = match written {
        Written::Text(text) => (text, false),
        Written::Bare { digits, .. } => (digits, true),
        _ => return None,
    };
    let read = match fact.kind {
        Kind::Money => literal::money(text, MoneyUnit::Optional),
        Kind::Ratio => literal::ratio(text, true),
        _ => literal::number(text),
    };
    let is_whole = |number: &Number| fact.kind != Kind::Count || number.is_multiple_of(Number::ONE);
    let text = text.clone().into_owned();
    Some(match read {
        // `1e7`, `inf` and `0x10` have no unit that could be wrong.
        Err(LiteralError::Unit) if !is_bare => Err(Problem::WrongUnit { text, kind: fact.kind.word() }),
        Err(_) => Err(Problem::InvalidNumber { text }),
        Ok(number) if !is_whole(&number) => Err(Problem::InvalidNumber { text }),
        Ok(number) if fact.range.hull(Interval::point(number)) != fact.range => {
            Err(Problem::OutOfRange { text, fact: called(fact) })
        }
        Ok(number) => Ok(Value::Number(number)),
    })
}

/// A day, or a month of which the day is not known; `None` for what is neither.
fn day(written: &Written<'_>) -> Option<Result<Value, Problem>> {
    let text = match written {
        Written::Day(day) => return Some(Ok(Value::Number(day.number()))),
        Written::Text(text) | Written::NoDay(text) => text,
        _ => return None,
    };
    let known = Day::parse(text).map(|day| Value::Number(day.number()));
    let read = known.or_else(|| month(text)).ok_or_else(|| Problem::InvalidDate { text: text.clone().into_owned() });
    Some(read)
}

/// The days of `2025-03`.
fn month(text: &str) -> Option<Value> {
    let first = Day::parse(&format!("{text}-01"))?;
    let last = first.later(1, Unit::Month).later(-1, Unit::Day);
    Some(Value::Within(Interval::point(first.number()).hull(Interval::point(last.number()))))
}

fn support(book: &Rulebook, address: &str) -> Result<Value, Problem> {
    let addresses = || book.supports.iter().map(|support| support.address.as_str());
    if addresses().any(|known| known == address) {
        return Ok(Value::Text(address.to_owned()));
    }
    Err(Problem::UnknownSupport { name: address.to_owned(), suggestion: nearest(address, addresses()) })
}
