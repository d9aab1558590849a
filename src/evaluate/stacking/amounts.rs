//! What can be kept or given up: the amount of a support for one record, or for the firm.

use crate::dictionary::RecordId;
use crate::interval::Interval;
use crate::number::Number;
use crate::rulebook::{CapPeriod, Period, SupportId};

use super::super::env::Env;
use super::super::over_records::year_of;
use super::super::{Course, Money, SupportResult};

/// One amount that is kept or given up whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    pub(super) support: SupportId,
    pub(super) record: Option<usize>,
    pub(super) low: Number,
    pub(super) high: Option<Number>,
    pub(super) year: Year,
    /// How often it comes.
    pub(super) period: Period,
    /// How many times, where the text says so.
    pub(super) periods: Option<Interval>,
    /// What it comes to over time, where it recurs and that is known.
    course: Option<Course>,
}

/// The year to which an amount belongs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Year {
    Known(i16),
    /// That of a record that does not say; the number is the record's among those.
    Undated(usize),
    /// That of some record of a list that is not known.
    Any,
}

/// How the records are read that do not say of which year they are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Years {
    /// Each of a year of its own.
    Apart,
    /// Each of this year.
    As(Vec<i16>),
    /// All records of one year, also those that say.
    One,
}

/// The year that a set or a cap holds for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum YearKey {
    Of(i16),
    /// That of a record alone.
    Own(usize),
    /// Of any.
    One,
}

/// The amounts of these supports, and how many of their records do not say of which year they are.
pub(super) fn amounts(env: &Env<'_>, members: &[&SupportResult]) -> (Vec<Amount>, usize) {
    let mut undated: Vec<(RecordId, usize)> = Vec::new();
    let mut amounts = Vec::new();
    for member in members {
        let support = env.book.support(member.id);
        let (kind, period) = (support.for_each, support.period);
        let amount = |record, money: Money, year, (periods, course)| {
            let (low, high) = (money.low(), money.high());
            Amount { support: member.id, record, low, high, year, period, periods, course }
        };
        if member.list_unknown {
            amounts.extend(member.money.map(|money| amount(None, money, Year::Any, (None, None))));
            continue;
        }
        for (record, money, times) in
            member.items.iter().filter_map(|item| Some((item.record, item.money?, (item.periods, item.course))))
        {
            let year = year_of(env, kind, record).map_or_else(
                || match kind.zip(record) {
                    Some(key) => Year::Undated(position(&mut undated, key)),
                    None => Year::Any,
                },
                Year::Known,
            );
            amounts.push(amount(record, money, year, times));
        }
    }
    (amounts, undated.len())
}

fn position(all: &mut Vec<(RecordId, usize)>, one: (RecordId, usize)) -> usize {
    all.iter().position(|other| *other == one).unwrap_or_else(|| {
        all.push(one);
        all.len() - 1
    })
}

impl Amount {
    /// What of it falls in the time of a cap: all of it, where it comes once.
    pub(super) fn within(&self, time: CapPeriod) -> (Number, Option<Number>) {
        match (self.period, self.course) {
            (Period::Once, _) => (self.low, self.high),
            (Period::Month | Period::Year, course) => course
                .and_then(|course| course.within(time))
                .map_or((self.low, None), |money| (money.low(), money.high())),
        }
    }

    /// What all instalments come to, at least and at most; `None` where the text does not say how many there are.
    pub(super) fn altogether(&self) -> Option<(Number, Option<Number>)> {
        self.course?.altogether.map(|all| (all.low(), all.high()))
    }

    /// Whether all instalments are alike, and their number is known: no cap is used up before the last.
    pub(super) fn is_even(&self) -> bool {
        let Some(count) = self.periods.and_then(|periods| periods.as_point()) else { return false };
        let high = self.high.map(|high| high.times(count)).transpose();
        let whole = self.low.times(count).and_then(|low| Ok((low, high?)));
        self.altogether().is_some_and(|all| whole == Ok(all))
    }

    /// Whether the text does not say for how long it comes.
    pub(super) fn is_endless(&self) -> bool {
        self.course.is_none_or(|course| course.altogether.is_none())
    }

    /// Whether several instalments may fall in the time of a cap.
    pub(super) fn recurs_in(&self, time: CapPeriod) -> bool {
        !self.period.is_one_in(time, self.is_endless())
    }

    /// Whether it stands for any number of records.
    pub(super) fn is_of_unknown_list(&self) -> bool {
        self.year == Year::Any
    }

    /// The year that it counts for under this reading; `None` where it may be of several.
    pub(super) fn year_key(&self, years: &Years) -> Option<YearKey> {
        match (self.year, years) {
            (Year::Any, _) => None,
            (_, Years::One) => Some(YearKey::One),
            (Year::Known(year), _) => Some(YearKey::Of(year)),
            (Year::Undated(at), Years::As(years)) => years.get(at).map(|year| YearKey::Of(*year)),
            (Year::Undated(at), Years::Apart) => Some(YearKey::Own(at)),
        }
    }
}

/// More ways of dating records than this are not tried one by one.
const MOST_DATINGS: usize = 100;

/// The readings of undated records of which one has the least, and whether they are all or a bound alone. A year in
/// which something is already, or was received, is never better than one of their own.
pub(super) fn datings(
    amounts: &[Amount],
    undated: usize,
    of_receipts: impl Iterator<Item = i16>,
    as_of: i16,
) -> (Vec<Years>, bool) {
    let known = amounts.iter().filter_map(|amount| if let Year::Known(year) = amount.year { Some(year) } else { None });
    let mut years: Vec<i16> = known.chain(of_receipts).collect();
    years.sort_unstable();
    years.dedup();
    if years.is_empty() {
        years.push(as_of);
    }
    let count = u32::try_from(undated).ok().and_then(|undated| years.len().checked_pow(undated));
    let Some(count) = count.filter(|count| *count <= MOST_DATINGS) else { return (vec![Years::One], false) };
    let dating = |mut number: usize| {
        let pick = |_| {
            let year = years[number % years.len()];
            number /= years.len();
            year
        };
        Years::As((0..undated).map(pick).collect())
    };
    ((0..count).map(dating).collect(), true)
}
