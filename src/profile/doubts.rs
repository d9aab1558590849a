//! What a firm hardly means as it is written: days that can't have been yet, and money in another unit than it was read.
//! Nothing of it changes an answer; each is a reminder at its place.

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::dictionary::{Dictionary, FactId, Home, Kind};
use crate::finding::{Beside, Finding, Place, Problem};
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
/// The same of one project, purchase or payment, of which few in the country are so large.
const MOST_OF_RECORD: i64 = 10_000_000_000;
/// One above this is held against the heads of the firm: each of them has at most what [`PER_HEAD`] says.
const LEAST_PER_HEAD: i64 = 1_000_000_000;
/// What a head earns in a year, at least and at most, in yuan. A unit slip is a factor of 10,000.
const PER_HEAD: (i64, i64) = (1_000, 100_000_000);
/// The most of revenue: with equipment alone nobody sells so much.
const MOST_REVENUE_PER_HEAD: i64 = 20_000_000;
/// The same where another figure of the firm is of that size.
const PER_HEAD_BESIDE: (i64, i64) = (100, 1_000_000_000);
/// Such a figure is at most so many times as much, or as little.
const MOST_BESIDE: i64 = 500;
/// Two figures of a firm that belong together, of which one is at most five times the other, are so many times apart or
/// more only by a slip.
const APART: i64 = 2_000;
/// Nobody's R&D expense is so many times what the firm earns, or has; nor is any other sum so many times as much.
const BEYOND: (i64, i64) = (10, 100);
/// What a slip comes to: 元 for 万元.
const SLIP: i64 = 10_000;
/// A firm that earns and has less than this is about to begin, and may spend any multiple.
const LEAST_SIZE: i64 = 1_000_000;
/// A sum that is 10,000 times what was meant is above this, since below [`LEAST_MONEY`] nothing is meant.
const LEAST_SLIP: i64 = 100_000_000;

/// What of a reading is hardly meant so, for a firm that asks as of this day.
#[must_use]
pub fn doubts(book: &Rulebook, reading: &Reading, as_of: Day) -> Vec<Finding> {
    let known = reading.findings.iter().filter(|known| matches!(known.problem, Problem::ImplausibleUnit { .. }));
    let known: Vec<&Place> = known.map(|known| &known.place).collect();
    let is_doubted = |stated: &Stated| stated.is_doubted || known.contains(&&stated.place);
    let doubted = reading.places.iter().filter(|(_, stated)| is_doubted(stated)).map(|(at, _)| *at);
    let mut doubts = Doubts { book, reading, as_of, doubted: doubted.collect() };
    let mut found = doubts.each(|doubts, at, _| doubts.of_day(at));
    // What is doubted by itself is no measure of others; and these are measured in the order in which they count as one.
    found.extend(doubts.each(Doubts::of_money));
    for key in [Some("revenue"), Some("assets"), None] {
        let only = key.and_then(|key| doubts.key(key));
        found.extend(doubts.each(|doubts, at, stated| {
            Some(at)
                .filter(|at| only.is_none_or(|only| only == at.fact))
                .and_then(|at| doubts.beside_others(at, stated))
        }));
    }
    found
}

struct Doubts<'d> {
    book: &'d Rulebook,
    reading: &'d Reading,
    as_of: Day,
    /// Values that have a finding already.
    doubted: BTreeSet<FactRef>,
}

impl<'d> Doubts<'d> {
    /// The findings of one sort of doubt, at values that are not doubted yet; from then on they are.
    fn each(&mut self, doubt: impl Fn(&Doubts<'d>, FactRef, &Stated) -> Option<Problem>) -> Vec<Finding> {
        let mut found = Vec::new();
        for (at, stated) in &self.reading.places {
            let Some(problem) =
                Some(*at).filter(|at| !self.doubted.contains(at)).and_then(|at| doubt(self, at, stated))
            else {
                continue;
            };
            self.doubted.insert(*at);
            found.push(Finding::new(stated.place.clone(), problem));
        }
        found
    }

    /// A day of the past that is not over yet, or that is long over.
    fn of_day(&self, at: FactRef) -> Option<Problem> {
        let fact = self.book.dictionary.fact(at.fact);
        if fact.kind != Kind::Date {
            return None;
        }
        let first = match self.value(at)? {
            Value::Number(day) => *day,
            Value::Within(days) => days.low?.at,
            Value::Unread | Value::Flag(_) | Value::Choices(_) | Value::Code(_) | Value::Text(_) => return None,
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

    /// Money whose unit is probably another: by itself, or by the heads that earn it.
    fn of_money(&self, at: FactRef, stated: &Stated) -> Option<Problem> {
        let value = self.money(at)?;
        let beside = self.by_itself(at, value).or_else(|| self.by_heads(at, value))?;
        Some(Problem::ImplausibleUnit { name: stated.name.clone(), value, beside: Box::new(beside) })
    }

    /// Money whose unit is probably another by other figures of the firm.
    fn beside_others(&self, at: FactRef, stated: &Stated) -> Option<Problem> {
        let value = self.money(at)?;
        let beside = self.by_others(at, value).or_else(|| self.by_size(at, value))?;
        Some(Problem::ImplausibleUnit { name: stated.name.clone(), value, beside: Box::new(beside) })
    }

    /// The amount of a fact of money that is not zero.
    fn money(&self, at: FactRef) -> Option<Number> {
        let Value::Number(value) = self.value(at)? else { return None };
        let is_money = self.book.dictionary.fact(at.fact).kind == Kind::Money;
        Some(*value).filter(|value| is_money && !value.is_zero())
    }

    fn by_itself(&self, at: FactRef, value: Number) -> Option<Beside> {
        let may_be_small = value.is_negative() || may_be_small(&self.book.dictionary, at.fact);
        let most = if at.record.is_some() { MOST_OF_RECORD } else { MOST_MONEY };
        if value > Number::whole(most) {
            return Some(Beside::Firms { is_small: false });
        }
        let is_small = value < Number::whole(LEAST_MONEY) && !may_be_small;
        (is_small && !self.is_of_small_firm(at, value)).then_some(Beside::Firms { is_small: true })
    }

    /// Whether a small sum is that of a firm which earns little yet, as its heads and its other figures say.
    fn is_of_small_firm(&self, at: FactRef, value: Number) -> bool {
        let each = self.heads().and_then(|(_, heads)| value.over(heads).ok());
        each.is_some_and(|each| each >= Number::whole(PER_HEAD_BESIDE.0))
            && self.is_borne_out(at, value, &["revenue", "assets", "rd-expense"])
    }

    /// Whether the firm has another figure of that size, so that both are wrong or none.
    fn is_borne_out(&self, at: FactRef, value: Number, keys: &[&str]) -> bool {
        let others = keys.iter().filter_map(|key| self.key(key));
        let years = self.reading.profile.years.keys().copied();
        let mut others = years.flat_map(|year| others.clone().map(move |fact| (fact, year)));
        others.any(|(fact, year)| {
            let other = FactRef { fact, record: None, year: Some(year) };
            let is_usual = |other: &Number| (Number::whole(LEAST_MONEY)..=Number::whole(MOST_MONEY)).contains(other);
            other != at
                && self.measure(other).filter(is_usual).is_some_and(|other| !is_apart(value, other, MOST_BESIDE))
        })
    }

    /// How many people the firm has.
    fn heads(&self) -> Option<(FactId, Number)> {
        let staff = self.key("staff")?;
        Some((staff, number(self.reading, FactRef { fact: staff, record: None, year: None })?))
    }

    fn by_heads(&self, at: FactRef, value: Number) -> Option<Beside> {
        let (staff, heads) = self.heads()?;
        let each = value.over(heads).ok()?;
        if at.record.is_some() {
            let is_much = value > Number::whole(LEAST_PER_HEAD) && each > Number::whole(PER_HEAD.1);
            return is_much.then(|| self.figure(staff, None, heads, false));
        }
        if Some(at.fact) != self.key("revenue") && Some(at.fact) != self.key("assets") {
            return None;
        }
        // A holding or a trader earns much with few people, and a laboratory little with many.
        let mut others = vec!["revenue", "assets"];
        let is_revenue = Some(at.fact) == self.key("revenue");
        let usual = if is_revenue { MOST_REVENUE_PER_HEAD } else { PER_HEAD.1 };
        let most = if self.is_borne_out(at, value, &others) { PER_HEAD_BESIDE.1 } else { usual };
        // What is spent on R&D may be in the same wrong unit, and says little of what much is.
        others.push("rd-expense");
        let least = if self.is_borne_out(at, value, &others) { PER_HEAD_BESIDE.0 } else { PER_HEAD.0 };
        let is_small = each < Number::whole(least);
        let is_usual = !is_small && each <= Number::whole(most);
        (!is_usual).then(|| self.figure(staff, None, heads, is_small))
    }

    /// Beside figures of its size: its own of the year before, and the revenue of its year.
    fn by_others(&self, at: FactRef, value: Number) -> Option<Beside> {
        let year = at.year.filter(|_| at.record.is_none())?;
        let of = |fact, year| self.measure(FactRef { fact, record: None, year: Some(year) });
        let before = of(at.fact, year.saturating_sub(1)).map(|other| (at.fact, year.saturating_sub(1), other));
        let revenue = self.key("revenue").filter(|revenue| *revenue != at.fact && self.is_of_one_size(at.fact));
        let revenue = revenue.and_then(|revenue| Some((revenue, year, of(revenue, year)?)));
        let is_slip = |(fact, _, other): &(FactId, i16, Number)| {
            // A trader spends little on R&D: ten thousand times as much would be more than it earns.
            let is_spent = *fact != at.fact && Some(at.fact) == self.key("rd-expense") && value < *other;
            let whole = value.times(Number::whole(SLIP));
            is_apart(value, *other, APART) && (!is_spent || whole.is_ok_and(|whole| whole <= *other))
        };
        let (fact, year, other) = [before, revenue].into_iter().flatten().find(is_slip)?;
        Some(self.figure(fact, Some(year), other, value < other))
    }

    /// Beside the largest revenue or assets of the firm: more than so many times as much is spent by nobody.
    fn by_size(&self, at: FactRef, value: Number) -> Option<Beside> {
        let (revenue, assets) = (self.key("revenue")?, self.key("assets")?);
        if value < Number::whole(LEAST_SLIP) || [revenue, assets].contains(&at.fact) {
            return None;
        }
        let years = self.reading.profile.years.keys().copied().filter(|year| at.year.is_none_or(|own| own == *year));
        let figures =
            years.flat_map(|year| [revenue, assets].map(|fact| FactRef { fact, record: None, year: Some(year) }));
        let (size, of) = figures.filter_map(|other| Some((self.measure(other)?, other))).max()?;
        let times = if Some(at.fact) == self.key("rd-expense") { BEYOND.0 } else { BEYOND.1 };
        let most = size.times(Number::whole(times)).ok()?;
        (size >= Number::whole(LEAST_SIZE) && value > most).then(|| self.figure(of.fact, of.year, size, false))
    }

    /// A figure that others are held against, unless it is doubted itself.
    fn measure(&self, at: FactRef) -> Option<Number> {
        number(self.reading, at).filter(|_| !self.doubted.contains(&at))
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

/// Whether a sum of this sort may be any small one: what is left, and what was received.
#[must_use]
pub fn may_be_small(dictionary: &Dictionary, fact: FactId) -> bool {
    let fact = dictionary.fact(fact);
    let is_received = matches!(fact.home, Home::Record(record) if dictionary.record(record).key == "received");
    fact.range.low.is_none() || is_received
}

/// Whether one of two sums is more than so many times the other; nothing is a multiple of nothing.
fn is_apart(value: Number, other: Number, times: i64) -> bool {
    let is_above = |high: Number, low: Number| {
        let most = low.times(Number::whole(times));
        low > Number::ZERO && most.is_ok_and(|most| high > most)
    };
    is_above(value, other) || is_above(other, value)
}
