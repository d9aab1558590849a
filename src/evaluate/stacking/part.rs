//! What the firm gets from one support after its groups: for others that read its amount.

use std::collections::BTreeSet;

use crate::interval::{End, Interval};
use crate::number::{Number, Overflow};
use crate::rulebook::{CapPeriod, GroupRule, SupportId};
use crate::truth::{Reasons, Truth};

use super::super::env::{Env, Read};
use super::super::quantity::Estimate;
use super::super::replaced::has_replaced;
use super::super::{Money, Status, SupportResult};
use super::{Component, GroupResult};

/// Notes what the firm gets from the supports whose amounts are read.
pub(in super::super) fn note_amounts(env: &Env<'_>, supports: &[SupportResult], components: &[Component]) {
    let wanted: BTreeSet<SupportId> = env.book.references.iter().copied().collect();
    for result in supports.iter().filter(|result| wanted.contains(&result.id)) {
        let groups = components.iter().flat_map(|component| &component.groups);
        let mine: Vec<&GroupResult> = groups.filter(|group| group.concerns(result.id)).collect();
        let is_lost = components.iter().any(|component| component.overflow && component.members.contains(&result.id));
        let read = if result.overflow || is_lost { None } else { read(env, result, components, &mine).ok() };
        env.memo.note(result.id, read.as_ref());
    }
}

fn read(
    env: &Env<'_>,
    result: &SupportResult,
    components: &[Component],
    mine: &[&GroupResult],
) -> Result<Read, Overflow> {
    let one = amount(env, result, mine)?;
    let groups: Vec<GroupResult> = components.iter().flat_map(|component| component.groups.clone()).collect();
    let all = altogether(result, &groups).filter(|_| result.is_in_play() && !may_be_replaced(env, result.id));
    let altogether = all.map(|(low, high)| {
        let interval = Interval { low: Some(End::closed(low)), high: high.map(End::closed) };
        Estimate::new(interval, one.reasons | result.altogether.map_or(Reasons::NONE, |money| money.reasons))
    });
    // Of several records the one may end before the other.
    let counts = result.items.iter().filter(|item| item.money.is_some()).map(|item| item.periods);
    let periods = counts.reduce(|one, other| Some(one?.hull(other?))).flatten();
    Ok(Read { one, altogether, periods })
}

fn amount(env: &Env<'_>, result: &SupportResult, groups: &[&GroupResult]) -> Result<Estimate, Overflow> {
    // Before its window closed, or after it opens, the firm may have it all the same.
    if let Some(money) = result.money.filter(|_| result.if_open.is_some_and(Status::is_in_play)) {
        let reasons = money.reasons | Reasons::FACT;
        return Ok(Estimate::new(money.range.hull(Interval::ZERO), reasons));
    }
    let Some(money) = result.money.filter(|_| result.is_in_play()) else { return Ok(Estimate::point(Number::ZERO)) };
    let mut part = Part::new(result);
    for group in groups {
        part.choose(group);
    }
    let (mut low, mut high) = part.ends(&money)?;
    for group in groups {
        (low, high) = deduct(group, low, high)?;
        (low, high) = cut(group, low, high)?;
    }
    let mut reasons = money.reasons | if groups.is_empty() { Reasons::NONE } else { Reasons::STACKING };
    if may_be_replaced(env, result.id) {
        (low, reasons) = (Number::ZERO, reasons | Reasons::STANDING);
    }
    let high = high.map(|high| End::closed(high.max(low)));
    Ok(Estimate::new(Interval { low: Some(End::closed(low)), high }, reasons))
}

/// Whether a newer document may have taken its place, or it may not yet stand in the place of an older one.
fn may_be_replaced(env: &Env<'_>, id: SupportId) -> bool {
    let book = env.book;
    let is_older = book.replacements_of(id).any(|one| has_replaced(env, one) != Truth::False);
    let mut own = book.replacements.iter().filter(|one| one.newer == book.support(id).document);
    let stands_in = own.any(|one| {
        has_replaced(env, one) == Truth::Unknown
            && book.older_supports(one).iter().any(|old| book.is_same_money(*old, id))
    });
    is_older || stands_in
}

/// The records of a support that it surely keeps, and those that it may keep.
struct Part<'r> {
    result: &'r SupportResult,
    sure: Vec<bool>,
    possible: Vec<bool>,
    /// Whether the list of records is not known, or there is none.
    is_whole: bool,
}

impl<'r> Part<'r> {
    fn new(result: &'r SupportResult) -> Part<'r> {
        let count = result.items.len();
        Part { result, sure: vec![true; count], possible: vec![true; count], is_whole: result.list_unknown }
    }

    /// Takes out what a group surely, or possibly, displaces.
    fn choose(&mut self, group: &GroupResult) {
        let id = self.result.id;
        let lost = group.displaced.iter().find(|lost| lost.id == id);
        let is_sure = lost.is_none() && group.displaced.iter().all(|lost| lost.is_beaten);
        let is_possible = lost.is_none_or(|lost| !lost.is_certain);
        for (at, item) in self.result.items.iter().enumerate() {
            let is_of_it = group.record.is_none_or(|(_, record)| item.record == Some(record));
            if is_of_it || self.is_whole {
                self.sure[at] &= is_sure;
                // What is lost in one year may be kept in another.
                self.possible[at] &= is_possible || group.is_of_a_year;
            }
        }
    }

    /// What is surely kept, and what may be, within what the support brings at all.
    fn ends(&self, money: &Money) -> Result<(Number, Option<Number>), Overflow> {
        let (mut low, mut high) = (Number::ZERO, Some(Number::ZERO));
        for ((item, sure), possible) in self.result.items.iter().zip(&self.sure).zip(&self.possible) {
            let Some(own) = item.money else { continue };
            if *sure {
                low = low.plus(own.low())?;
            }
            if *possible {
                high = high.zip(own.high()).map(|(sum, own)| sum.plus(own)).transpose()?;
            }
        }
        if self.is_whole && self.possible.iter().any(|possible| *possible) {
            high = None;
        }
        let most = [high, money.high()].into_iter().flatten().min();
        Ok((low.min(money.low()), most))
    }
}

/// What was received before takes off all that is not sure to be left.
fn deduct(group: &GroupResult, low: Number, high: Option<Number>) -> Result<(Number, Option<Number>), Overflow> {
    let Some((least, most)) = group.received else { return Ok((low, high)) };
    let low = match most {
        Some(most) if group.rule == GroupRule::TopUp => low.minus(most)?.max(Number::ZERO),
        _ => Number::ZERO,
    };
    let is_known = most == Some(least) && group.record.is_none();
    let high = high.map(|high| if is_known { high.minus(least).map(|left| left.max(Number::ZERO)) } else { Ok(high) });
    Ok((low, high.transpose()?))
}

/// A cap of the group cuts: at worst this support bears all of it.
fn cut(group: &GroupResult, low: Number, high: Option<Number>) -> Result<(Number, Option<Number>), Overflow> {
    let Some(cut) = &group.cut else { return Ok((low, high)) };
    if cut.over.is_some() {
        // Each time it is as much as ever, until the cap is used up.
        return Ok((Number::ZERO, high));
    }
    let lost = cut.sum.1.map_or(Ok(low), |sum| sum.minus(cut.cap))?;
    let low = low.minus(lost)?.max(Number::ZERO);
    // One of each record, or of each year, may be had several times.
    let is_of_all = group.record.is_none() && !group.is_of_a_year;
    let most = cut.most.filter(|_| is_of_all);
    Ok((low, most.into_iter().chain(high).min()))
}

/// What all instalments of a support come to after its groups, at least and at most; `None` where their number is not
/// stated, or where the support surely gives way.
#[must_use]
pub fn altogether(result: &SupportResult, groups: &[GroupResult]) -> Option<(Number, Option<Number>)> {
    let all = result.altogether?;
    let (mut low, mut high) = (all.low(), all.high());
    for group in groups.iter().filter(|group| group.concerns(result.id)) {
        let lost = group.displaced.iter().find(|lost| lost.id == result.id);
        if lost.is_some_and(|lost| lost.is_certain) {
            return None;
        }
        if lost.is_some() || group.displaced.iter().any(|lost| !lost.is_beaten) {
            low = Number::ZERO;
        }
        if group.received.is_some() {
            low = Number::ZERO;
        }
        let Some(cut) = &group.cut else { continue };
        match cut.over {
            None => {}
            // In the years of the others, too, it may find nothing left.
            Some(CapPeriod::Year) => low = Number::ZERO,
            Some(CapPeriod::Whole | CapPeriod::Ever) => {
                let lost = cut.sum.1.and_then(|sum| sum.minus(cut.cap).ok());
                low = lost.and_then(|lost| low.minus(lost).ok()).unwrap_or(Number::ZERO).max(Number::ZERO);
                high = cut.most.filter(|_| group.record.is_none()).into_iter().chain(high).min();
            }
        }
    }
    Some((low, high))
}
