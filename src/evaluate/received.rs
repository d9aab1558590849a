//! Earlier money: what a firm says that it has received, and how much of it a rule counts.

use crate::calendar::Day;
use crate::dictionary::FactId;
use crate::number::{Number, Overflow};
use crate::profile::{RecordValues, Value};
use crate::rulebook::{Period, Rulebook, Support, SupportId};
use crate::truth::Truth;

use super::env::Env;

/// The key of the records of earlier money in the dictionary.
const RECORD: &str = "received";

/// Money that the firm received before; what it does not say of it is unknown.
#[derive(Clone, Debug)]
pub(super) struct Receipt {
    /// How much, in yuan; `None` if it does not say.
    pub(super) amount: Option<Number>,
    /// What for, as a choice of `received.for-what`.
    purpose: Option<usize>,
    support: Option<SupportId>,
    /// The calendar year.
    pub(super) year: Option<i16>,
}

/// All earlier money that the firm states; `None` where it says nothing of it.
pub(super) fn receipts(env: &Env<'_>) -> Option<Vec<Receipt>> {
    // Where the dictionary has no such record nobody can state one.
    let Some(record) = env.book.dictionary.record_by_key(RECORD) else { return Some(Vec::new()) };
    let stated = env.profile.records.get(&record)?;
    Some(stated.iter().map(|values| Receipt::of(env.book, values)).collect())
}

/// Whether a receipt was stated that could not be read.
pub(super) fn receipts_may_lack(env: &Env<'_>) -> bool {
    env.book.dictionary.record_by_key(RECORD).is_some_and(|list| env.profile.incomplete.contains(&list))
}

impl Receipt {
    fn of(book: &Rulebook, values: &RecordValues) -> Receipt {
        let value = |key: &str| values.get(&fact(book, key)?);
        let number = |key: &str| if let Some(Value::Number(number)) = value(key) { Some(*number) } else { None };
        let support = if let Some(Value::Text(address)) = value("support") { book.by_address(address) } else { None };
        let stated =
            if let Some(Value::Choices(choices)) = value("for-what") { choices.indices().next() } else { None };
        let of_date = number("date").and_then(Day::from_number).map(Day::year);
        let of_year = number("paid-year").and_then(Number::to_whole).and_then(|year| i16::try_from(year).ok());
        Receipt {
            amount: number("amount"),
            purpose: stated.or_else(|| purpose_of(book, support?)),
            support,
            year: of_date.or(of_year),
        }
    }

    /// Whether it is of one of these supports, or for the purpose of one of them.
    pub(super) fn is_of(&self, book: &Rulebook, supports: &[SupportId]) -> Truth {
        if self.support.is_some_and(|support| supports.contains(&support)) {
            return Truth::True;
        }
        let is_meant = |purpose| supports.iter().any(|support| purpose_of(book, *support) == Some(purpose));
        self.purpose.map_or(Truth::Unknown, |purpose| Truth::from(is_meant(purpose)))
    }

    /// Whether it is money of one of these supports: of one that it names, else for the purpose of one.
    pub(super) fn is_money_of(&self, book: &Rulebook, supports: &[SupportId]) -> Truth {
        match self.support {
            Some(named) => Truth::from(supports.contains(&named)),
            None => self.is_of(book, supports),
        }
    }

    /// Whether it is money of this support.
    pub(super) fn is_money_of_one(&self, book: &Rulebook, support: &Support) -> Truth {
        let own: Vec<SupportId> = book.by_address(&support.address).into_iter().collect();
        self.is_money_of(book, &own)
    }

    /// Whether it is of this year, or of any where none is asked for.
    pub(super) fn is_in(&self, year: Option<i16>) -> Truth {
        let Some(year) = year else { return Truth::True };
        self.year.map_or(Truth::Unknown, |other| Truth::from(other == year))
    }
}

/// Whether the firm had money of this support before: a receipt that names it says so, one for its purpose that names no
/// support may, and so may one that was lost. Where it says nothing of earlier money the answer is as if there were none.
#[must_use]
pub fn had_before(env: &Env<'_>, support: &Support) -> Truth {
    let is_paid_whole = support.period == Period::Once && support.stages.is_empty();
    // For which of several records, or of which part, it was is not known.
    let is_sure = Truth::between(true, support.for_each.is_some() || !is_paid_whole);
    let is_it = |receipt: &Receipt| match receipt.amount {
        Some(amount) if amount.is_zero() => Truth::False,
        Some(_) | None if receipt.support.is_none() => receipt.is_money_of_one(env.book, support).and(Truth::Unknown),
        Some(_) | None => receipt.is_money_of_one(env.book, support).and(is_sure),
    };
    let usual = if receipts_may_lack(env) { Truth::Unknown } else { Truth::False };
    receipts(env).map_or(usual, |receipts| receipts.iter().map(is_it).fold(Truth::False, Truth::or))
}

/// The least and the most that receipts come to; no most where one has no amount.
pub(super) fn sum<'r>(
    receipts: impl Iterator<Item = (&'r Receipt, Truth)>,
) -> Result<(Number, Option<Number>), Overflow> {
    let (mut low, mut high) = (Number::ZERO, Some(Number::ZERO));
    for (receipt, counts) in receipts.filter(|(_, counts)| *counts != Truth::False) {
        if counts == Truth::True {
            low = low.plus(receipt.amount.unwrap_or(Number::ZERO))?;
        }
        high = high.zip(receipt.amount).map(|(high, amount)| high.plus(amount)).transpose()?;
    }
    Ok((low, high))
}

fn fact(book: &Rulebook, key: &str) -> Option<FactId> {
    book.dictionary.by_key(&format!("{RECORD}.{key}"))
}

fn purpose_of(book: &Rulebook, support: SupportId) -> Option<usize> {
    let purpose = book.support(support).for_what.as_ref()?;
    book.dictionary.fact(fact(book, "for-what")?).choice(purpose)
}
