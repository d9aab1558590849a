//! Money that comes again and again: dated instalments, and what caps leave of them.
//!
//! A cap holds the sum of the instalments in its time. The month of the first one no document states, and no firm is
//! asked for it: what hangs on it, as a cap of a calendar year does, lies between the months that bring least and most.
//! What is reckoned from the figures of a year is known for the instalments of that year; those of other years may be of
//! any size.

use crate::interval::{End, Interval};
use crate::number::{Number, Overflow};
use crate::rulebook::{CapPeriod, Period};

use super::Money;

/// A cap on instalments.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ceiling {
    /// What it leaves, in yuan.
    pub(super) room: Interval,
    /// Of which time.
    pub(super) time: CapPeriod,
}

/// The instalments of one record, or of the firm.
#[derive(Clone, Debug)]
pub(super) struct Instalments {
    /// How much each is without a cap, in yuan; never negative.
    pub(super) each: Interval,
    /// How many there are; `None` where the text does not say.
    pub(super) count: Option<Interval>,
    pub(super) period: Period,
    /// Whether each year has figures of its own.
    pub(super) is_by_year: bool,
    pub(super) caps: Vec<Ceiling>,
}

/// What one record, or the firm, gets over time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Course {
    /// Within one calendar year at most.
    pub of_year: Money,
    /// In all instalments; `None` where the text does not say how many there are.
    pub altogether: Option<Money>,
}

impl Course {
    /// What falls in the time of a cap; `None` where its end is not known.
    #[must_use]
    pub fn within(&self, time: CapPeriod) -> Option<Money> {
        match time {
            CapPeriod::Year => Some(self.of_year),
            CapPeriod::Whole | CapPeriod::Ever => self.altogether,
        }
    }
}

/// Whether so many instalments may reach into a year beyond the first twelve months.
pub(super) fn may_outlast_a_year(period: Period, count: Option<Interval>) -> bool {
    let most = Number::whole(period.in_a_year());
    count.is_some_and(|count| count.high.is_none_or(|end| end.at > most))
}

/// One end of all that is open: each instalment, their number, and the caps of a year and of all time.
struct Side {
    each: Number,
    /// `None`: without end.
    count: Option<Number>,
    of_year: Option<Number>,
    of_all: Option<Number>,
}

impl Instalments {
    /// What one instalment comes to. The first is cut by a cap that is less than it, a later one by what those before
    /// it left.
    ///
    /// # Errors
    /// `Overflow` when a figure is too large.
    pub(super) fn one(&self) -> Result<Interval, Overflow> {
        let mut one = self.each;
        let mut least = one.low.map_or(Number::ZERO, |end| end.at);
        let are_others_open = self.are_others_open();
        for cap in &self.caps {
            one = one.at_most(cap.room);
            if are_others_open && cap.time != CapPeriod::Year {
                least = Number::ZERO;
            }
            let room = cap.room.low.map_or(Number::ZERO, |end| end.at);
            for each in [self.each.low, self.each.high] {
                // Without end, or of any size, they use up any cap.
                let left = each.zip(self.most_within(cap.time)).map(|(each, count)| last(each.at, count, room));
                least = least.min(left.transpose()?.unwrap_or(Number::ZERO));
            }
        }
        Ok(Interval { low: Some(End::closed(least)), high: one.high })
    }

    /// What comes within one calendar year at most.
    pub(super) fn within_a_year(&self) -> Result<Interval, Overflow> {
        let most = Number::whole(self.period.in_a_year());
        let within = |side: &Side| side.year(side.count.map_or(most, |count| count.min(most)));
        let (low, high) = (self.side(true).map(|side| within(&side)), self.side(false).map(|side| within(&side)));
        Ok(ends(low.transpose()?, high.transpose()?))
    }

    /// What all come to; `None` where their number is not stated.
    pub(super) fn altogether(&self) -> Result<Option<Interval>, Overflow> {
        if self.count.is_none() {
            return Ok(None);
        }
        if self.are_others_open() {
            let of_any_size = Instalments {
                each: Interval { low: None, high: None },
                is_by_year: false,
                caps: self.caps.clone(),
                ..*self
            };
            let high = of_any_size.altogether()?.and_then(|all| all.high);
            let first = |side: Side| side.year(side.count.map_or(Number::ONE, |count| count.min(Number::ONE)));
            return Ok(Some(Interval { high, ..ends(self.side(true).map(first).transpose()?, None) }));
        }
        let of_months = |side: Side| -> Result<Option<(Number, Number)>, Overflow> {
            let Some(count) = side.count else { return Ok(side.of_all.map(|most| (most, most))) };
            let mut found: Option<(Number, Number)> = None;
            for first in 0..self.period.in_a_year() {
                let all = side.all(count, first, self.period.in_a_year())?;
                found = Some(found.map_or((all, all), |(least, most)| (least.min(all), most.max(all))));
            }
            Ok(found)
        };
        let low = self.side(true).map(of_months).transpose()?.flatten().map(|(least, _)| least);
        let high = self.side(false).map(of_months).transpose()?.flatten().map(|(_, most)| most);
        Ok(Some(ends(low, high)))
    }

    /// Whether the instalments of other years may be of any size.
    fn are_others_open(&self) -> bool {
        self.is_by_year && may_outlast_a_year(self.period, self.count)
    }

    /// The most instalments that fall in the time of a cap; `None` without end.
    fn most_within(&self, time: CapPeriod) -> Option<Number> {
        let count = self.count.and_then(|count| count.high).map(|end| end.at);
        match time {
            CapPeriod::Year => {
                let most = Number::whole(self.period.in_a_year());
                Some(count.map_or(most, |count| count.min(most)))
            }
            CapPeriod::Whole | CapPeriod::Ever if self.period.is_one_in(time, self.count.is_none()) => {
                Some(Number::ONE)
            }
            CapPeriod::Whole | CapPeriod::Ever => count,
        }
    }

    /// The low or the high end of all that is open; `None` where an instalment has no end and no cap.
    fn side(&self, is_low: bool) -> Option<Side> {
        let of = |interval: Interval| if is_low { interval.low } else { interval.high }.map(|end| end.at);
        let cap = |is_of_year: bool| {
            let caps = self.caps.iter().filter(|cap| (cap.time == CapPeriod::Year) == is_of_year);
            caps.filter_map(|cap| of(cap.room)).min()
        };
        let (of_year, of_all) = (cap(true), cap(false));
        let count = self.count.and_then(of);
        // One that may be of any size uses up its cap at once; none of any size comes to nothing.
        let each =
            of(self.each).or(of_year.into_iter().chain(of_all).min()).or(count.filter(|count| count.is_zero()))?;
        Some(Side { each, count, of_year, of_all })
    }
}

impl Side {
    /// So many instalments of one calendar year.
    fn year(&self, count: Number) -> Result<Number, Overflow> {
        let sum = self.each.times(count)?;
        Ok(self.of_year.into_iter().chain(self.of_all).fold(sum, Number::min))
    }

    /// All instalments, the first in this month of the year.
    fn all(&self, count: Number, first: i64, in_a_year: i64) -> Result<Number, Overflow> {
        let whole = Number::whole(in_a_year);
        let of_first = count.min(Number::whole(in_a_year - first));
        let after = count.minus(of_first)?;
        let years = after.over(whole)?.floor();
        let of_last = after.minus(years.times(whole)?)?;
        let between = self.year(whole)?.times(years)?;
        let sum = self.year(of_first)?.plus(between)?.plus(self.year(of_last)?)?;
        Ok(self.of_all.map_or(sum, |most| sum.min(most)))
    }
}

/// The last of so many instalments under a cap of them all.
fn last(each: Number, count: Number, room: Number) -> Result<Number, Overflow> {
    let before = each.times(count.minus(Number::ONE)?.max(Number::ZERO))?;
    Ok(room.minus(before)?.max(Number::ZERO).min(each))
}

fn ends(low: Option<Number>, high: Option<Number>) -> Interval {
    Interval { low: Some(End::closed(low.unwrap_or(Number::ZERO))), high: high.map(End::closed) }
}
