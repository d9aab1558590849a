//! What a firm hardly means as it is written: days that can't have been yet, and money in another unit than it was read.
//! Nothing of it changes an answer; each is a reminder at its place.

use crate::calendar::Day;
use crate::dictionary::{FactId, Home, Kind};
use crate::finding::{Beside, Finding, Problem};
use crate::number::Number;
use crate::rulebook::Rulebook;

use super::draft::{Reading, Stated, number};
use super::named::called;
use super::{FactRef, Value};

/// Nothing of a firm of today is older than the republic's registers.
const FIRST_YEAR: i16 = 1949;
/// Money below this, in yuan, is nobody's revenue of a year, nor a project: 10,000 times as much was meant.
const LEAST_MONEY: i64 = 10_000;
/// Money above this is that of some fifty firms of the country: 万元 was probably taken for 亿元, or 元 for 万元.
const MOST_MONEY: i64 = 100_000_000_000;
/// What a head earns in a year, at least and at most, in yuan. A unit slip is a factor of 10,000.
const PER_HEAD: (i64, i64) = (1_000, 100_000_000);
/// Two figures of a firm that belong together are this many times apart only by a slip.
const APART: i64 = 1_000;

/// What of a reading is hardly meant so, for a firm that asks as of this day.
#[must_use]
pub fn doubts(book: &Rulebook, reading: &Reading, as_of: Day) -> Vec<Finding> {
    let doubts = Doubts { book, reading, as_of };
    let found = reading.places.iter().filter_map(|(at, stated)| {
        let problem = doubts.of_day(*at).or_else(|| doubts.of_money(*at, stated))?;
        Some(Finding::new(stated.place.clone(), problem))
    });
    found.collect()
}

struct Doubts<'d> {
    book: &'d Rulebook,
    reading: &'d Reading,
    as_of: Day,
}

impl Doubts<'_> {
    /// A day of the past that is not over yet, or that is long over.
    fn of_day(&self, at: FactRef) -> Option<Problem> {
        let fact = self.book.dictionary.fact(at.fact);
        if fact.kind != Kind::Date {
            return None;
        }
        let first = match self.value(at)? {
            Value::Number(day) => *day,
            Value::Within(days) => days.low?.at,
            _ => return None,
        };
        let first = Day::from_number(first)?;
        let implausible =
            |as_of: Option<String>| Problem::ImplausibleDate { fact: called(fact), day: first.to_string(), as_of };
        // The end of something that began may well be to come.
        let is_past = fact.fixed && fact.not_before.is_none();
        if is_past && first > self.as_of {
            return Some(implausible(Some(self.as_of.to_string())));
        }
        (first.year() < FIRST_YEAR).then(|| implausible(None))
    }

    /// Money whose unit is probably another: by itself, by the heads that earn it, by other figures of the firm.
    fn of_money(&self, at: FactRef, stated: &Stated) -> Option<Problem> {
        let fact = self.book.dictionary.fact(at.fact);
        if fact.kind != Kind::Money {
            return None;
        }
        let value = match self.value(at)? {
            Value::Number(value) if !value.is_zero() => *value,
            _ => return None,
        };
        let beside =
            self.by_itself(at, value).or_else(|| self.by_heads(at, value)).or_else(|| self.by_others(at, value))?;
        Some(Problem::ImplausibleUnit { name: stated.name.clone(), value, beside: Box::new(beside) })
    }

    fn by_itself(&self, at: FactRef, value: Number) -> Option<Beside> {
        let fact = self.book.dictionary.fact(at.fact);
        // What is left, and what was received, may be any small sum.
        let is_received =
            matches!(fact.home, Home::Record(record) if self.book.dictionary.record(record).key == "received");
        let may_be_small = value.is_negative() || fact.range.low.is_none() || is_received;
        if value > Number::whole(MOST_MONEY) {
            return Some(Beside::Firms { is_small: false });
        }
        (value < Number::whole(LEAST_MONEY) && !may_be_small).then_some(Beside::Firms { is_small: true })
    }

    fn by_heads(&self, at: FactRef, value: Number) -> Option<Beside> {
        let staff = self.key("staff")?;
        if Some(at.fact) != self.key("revenue") && Some(at.fact) != self.key("assets") {
            return None;
        }
        let heads = number(self.reading, FactRef { fact: staff, record: None, year: None })?;
        let each = value.over(heads).ok()?;
        let is_small = each < Number::whole(PER_HEAD.0);
        let is_usual = !is_small && each <= Number::whole(PER_HEAD.1);
        (!is_usual).then(|| self.figure(staff, None, heads, is_small))
    }

    /// Beside figures of its size: its own of the year before, and the revenue of its year.
    fn by_others(&self, at: FactRef, value: Number) -> Option<Beside> {
        let year = at.year.filter(|_| at.record.is_none())?;
        let of = |fact, year| number(self.reading, FactRef { fact, record: None, year: Some(year) });
        let before = of(at.fact, year.saturating_sub(1)).map(|other| (at.fact, year.saturating_sub(1), other));
        let revenue = self.key("revenue").filter(|revenue| *revenue != at.fact && self.is_of_one_size(at.fact));
        let revenue = revenue.and_then(|revenue| Some((revenue, year, of(revenue, year)?)));
        let (fact, year, other) =
            [before, revenue].into_iter().flatten().find(|(.., other)| is_apart(value, *other))?;
        Some(self.figure(fact, Some(year), other, value < other))
    }

    /// Whether the figure is of the size of the revenue, a thousandth to a thousand times as much.
    fn is_of_one_size(&self, fact: FactId) -> bool {
        [self.key("assets"), self.key("rd-expense")].contains(&Some(fact))
    }

    fn figure(&self, fact: FactId, year: Option<i16>, value: Number, is_small: bool) -> Beside {
        let fact = self.book.dictionary.fact(fact);
        Beside::Own { fact: called(fact), year, value, is_money: fact.kind == Kind::Money, is_small }
    }

    fn key(&self, key: &str) -> Option<FactId> {
        self.book.dictionary.by_key(key)
    }

    fn value(&self, at: FactRef) -> Option<&Value> {
        let record = match self.book.dictionary.fact(at.fact).home {
            Home::Record(record) => Some(record),
            Home::Enterprise | Home::Year => None,
        };
        self.reading.profile.value(at, record)
    }
}

/// Whether one of two sums is more than any usual multiple of the other; nothing is a multiple of nothing.
fn is_apart(value: Number, other: Number) -> bool {
    let is_above = |high: Number, low: Number| {
        let most = low.times(Number::whole(APART));
        low > Number::ZERO && most.is_ok_and(|most| high > most)
    };
    is_above(value, other) || is_above(other, value)
}
