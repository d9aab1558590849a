//! Money that comes again and again and is reckoned from other money that does: it follows that one, and ends with it.

use crate::interval::{End, Interval, Ordering};
use crate::number::{Number, Overflow};
use crate::rulebook::{Duration, Period, Quantity, Support, SupportId};
use crate::truth::{Reasons, Truth};

use super::env::{Amounts, Env, Memo, Read};
use super::quantity::{Estimate, quantity};

/// How often a support pays a firm, where its text says so: what is only a share of other money, no more often than that.
///
/// # Errors
/// `Overflow` when a figure is too large.
pub fn times(env: &Env<'_>, support: &Support) -> Result<Option<Estimate>, Overflow> {
    let Some(Duration::For(periods)) = &support.duration else { return Ok(None) };
    let own = quantity(env, periods)?;
    let own = Estimate { interval: own.interval.at_least(Interval::ZERO), ..own };
    let followed = followed(env, support)?;
    Ok(Some(if followed.is_empty() || after(env, support, &followed)? != Some(Interval::ZERO) {
        own
    } else {
        followed.iter().fold(own, |own, (_, read)| {
            let most = read.periods.unwrap_or(Interval { low: Some(End::closed(Number::ONE)), high: None });
            let reasons = own.reasons | if read.periods.is_none() { Reasons::SILENCE } else { Reasons::FACT };
            Estimate::new(own.interval.at_most(most), reasons)
        })
    }))
}

/// What one instalment of a support may come to, also after what it is reckoned from has ended.
pub(super) fn while_followed(env: &Env<'_>, support: &Support, each: Interval) -> Result<Interval, Overflow> {
    let followed = followed(env, support)?;
    let own = times(env, support)?.map(|own| own.interval);
    let is_covered = |(_, read): &(SupportId, Read)| match (read.periods, own) {
        (Some(other), Some(own)) => other.compare(Ordering::AtLeast, &own) == Truth::True,
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    if followed.iter().all(is_covered) {
        return Ok(each);
    }
    let after = after(env, support, &followed)?.filter(|after| *after != Interval::ZERO);
    Ok(after.map_or(each, |after| each.hull(after.at_least(Interval::ZERO))))
}

/// What all instalments come to of a support that pays a share of all instalments of another one, and nothing else;
/// `None` where that can't be told from what those come to.
pub(super) fn share_of_all(env: &Env<'_>, support: &Support) -> Result<Option<Estimate>, Overflow> {
    let Some(amount @ Quantity::Product { is_rate: true, of, .. }) = &support.amount else { return Ok(None) };
    let (Quantity::AmountOf(id), true) = (&**of, support.limits.is_empty() && support.kept.is_none()) else {
        return Ok(None);
    };
    let Some((id, read)) = followed(env, support)?.into_iter().find(|(other, _)| *other == env.book.referred(*id))
    else {
        return Ok(None);
    };
    let own = if let Some(Duration::For(periods)) = &support.duration {
        quantity(env, periods)?.interval
    } else {
        return Ok(None);
    };
    let is_long_enough = read.periods.is_some_and(|other| own.compare(Ordering::AtLeast, &other) == Truth::True);
    let Some(all) = read.altogether.filter(|_| is_long_enough) else { return Ok(None) };
    let share = with(env, [(id, Some(Read { one: all, ..read }))].into_iter().collect(), amount)?;
    Ok(Some(share))
}

/// The supports that come again and again and whose amounts this one reads, with what the firm gets from them.
fn followed(env: &Env<'_>, support: &Support) -> Result<Vec<(SupportId, Read)>, Overflow> {
    let recurs = |id: &&SupportId| env.book.support(**id).period != Period::Once;
    let read = support.refers_to.iter().filter(recurs).map(|id| Ok((*id, env.memo.read(*id)?)));
    read.collect()
}

/// What an instalment comes to where nothing is paid of these any more.
fn after(env: &Env<'_>, support: &Support, followed: &[(SupportId, Read)]) -> Result<Option<Interval>, Overflow> {
    let ended = followed.iter().map(|(id, _)| (*id, Some(Read::NOTHING))).collect();
    let amount = support.amount.as_ref().map(|amount| with(env, ended, amount)).transpose()?;
    Ok(amount.map(|amount| amount.interval))
}

/// A quantity where these amounts are other ones.
fn with(env: &Env<'_>, other: Amounts, wanted: &Quantity) -> Result<Estimate, Overflow> {
    let mut amounts = env.memo.amounts();
    amounts.extend(other);
    let memo = Memo::with(&amounts);
    quantity(&Env { memo: &memo, ..*env }, wanted)
}
