//! How supports that interact are combined. Supports that share a group, groups that share a member, and documents of
//! which one may have replaced the other are one choice. Its low end is the best legal choice at the low ends, under
//! the reading that allows least; its high end the best at the high ends, under the reading that allows most.

mod amounts;
mod choice;
mod legal;
mod outcome;
mod over_time;
mod part;
mod share;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use crate::number::{Number, Overflow};
use crate::rulebook::{Group, GroupRule, SupportId};
use crate::truth::{Reasons, Truth};

use super::SupportResult;
use super::env::Env;
use super::received::{Receipt, receipts};
use super::support::placed_result;
use super::totals::purse;
use amounts::{Amount, Years, amounts, datings};
use choice::solve;
use legal::{Side, Stack};
use world::{Alternative, World, alternatives, worlds};

pub use outcome::{Cut, Displaced, GroupResult};
pub use part::altogether;
pub(super) use part::note_amounts;

/// Supports whose amounts are one choice.
#[derive(Clone, Debug)]
pub(super) struct Component {
    /// The supports, in order.
    pub(super) members: Vec<SupportId>,
    /// What they bring together.
    pub(super) low: Number,
    pub(super) high: Option<Number>,
    pub(super) reasons: Reasons,
    pub(super) overflow: bool,
    /// How their groups were combined.
    pub(super) groups: Vec<GroupResult>,
}

/// Combines the supports that the firm gets or may get. What is in no total displaces nothing that is.
pub(super) fn combine(env: &Env<'_>, supports: &[SupportResult]) -> Vec<Component> {
    let book = env.book;
    let in_play: BTreeMap<SupportId, &SupportResult> = supports
        .iter()
        .filter(|result| result.is_in_play() && result.money.is_some_and(|money| !money.is_unstated()))
        .filter(|result| purse(book, result.id).is_some())
        .map(|result| (result.id, result))
        .collect();
    let ids: Vec<SupportId> = in_play.keys().copied().collect();
    let receipts = receipts(env);
    let alternatives = alternatives(env, &ids);
    let place = env.place();
    let is_said = |group: &&Group| book.speaks_of(group.document, place) != Truth::False;
    let groups: Vec<&Group> = book.groups.iter().filter(|group| acts(group, &in_play)).filter(is_said).collect();
    let component_of = joined(env, &ids, &groups, &alternatives);
    let mut parts: BTreeMap<SupportId, (Vec<&SupportResult>, Vec<&Group>)> = BTreeMap::new();
    for (id, root) in &component_of {
        parts.entry(*root).or_default().0.push(in_play[id]);
    }
    for group in groups {
        let root = group.members.iter().find_map(|member| component_of.get(member));
        root.into_iter().for_each(|root| parts.entry(*root).or_default().1.push(group));
    }
    let of_part = |(members, groups): (Vec<&SupportResult>, Vec<&Group>)| {
        let sure: Vec<&Group> = groups.iter().copied().filter(|group| !may_not_act(env, group, &in_play)).collect();
        let is_sure = sure.len() == groups.len();
        let with_all = component(env, &members, groups, &alternatives, receipts.as_deref());
        if is_sure {
            return with_all;
        }
        with_all.or(&component(env, &members, sure, &alternatives, receipts.as_deref()))
    };
    parts.into_values().map(of_part).collect()
}

impl Component {
    /// The same where some groups may not act: less may be had with them than `without`.
    fn or(self, without: &Component) -> Component {
        let high = self.high.zip(without.high).map(|(one, other)| one.max(other));
        let differs = self.low != without.low || self.high != without.high;
        Component {
            low: self.low.min(without.low),
            high,
            reasons: self.reasons | without.reasons | if differs { Reasons::FACT } else { Reasons::NONE },
            overflow: self.overflow || without.overflow,
            ..self
        }
    }
}

/// Whether nobody knows if the firm is where the document speaks that states a group, and it relates what the firm may get
/// elsewhere, too: of its own supports alone there is none then.
fn may_not_act(env: &Env<'_>, group: &Group, in_play: &BTreeMap<SupportId, &SupportResult>) -> bool {
    let (book, place) = (env.book, env.place());
    let Some(document) = group.document.filter(|of| book.speaks_of(Some(*of), place) == Truth::Unknown) else {
        return false;
    };
    let own = book.documents[document].place;
    let is_wider = |id: &&SupportId| !book.places.is_within(book.document_of(book.support(**id)).place, own);
    let wider = group.members.iter().filter(|id| in_play.contains_key(id)).filter(is_wider).count();
    let acts_alone = !group.limits.is_empty() || group.rule.is_for_one();
    wider > 1 || (wider == 1 && acts_alone)
}

/// Whether a group does something to what is in play: between members, by a cap, or by what was received.
fn acts(group: &Group, in_play: &BTreeMap<SupportId, &SupportResult>) -> bool {
    let active = group.members.iter().filter(|id| in_play.contains_key(id)).count();
    let acts_alone = !group.limits.is_empty() || group.rule.is_for_one();
    active > 1 || (active == 1 && acts_alone)
}

/// The first support of the component of each.
fn joined(
    env: &Env<'_>,
    ids: &[SupportId],
    groups: &[&Group],
    alternatives: &[Alternative],
) -> BTreeMap<SupportId, SupportId> {
    let mut component_of: BTreeMap<SupportId, SupportId> = ids.iter().map(|id| (*id, *id)).collect();
    let mut join = |members: Vec<SupportId>| {
        let roots: BTreeSet<SupportId> = members.iter().filter_map(|id| component_of.get(id)).copied().collect();
        if let Some(first) = roots.first().filter(|_| roots.len() > 1) {
            component_of.values_mut().filter(|root| roots.contains(root)).for_each(|root| *root = *first);
        }
    };
    groups.iter().for_each(|group| join(group.members.clone()));
    for alternative in alternatives {
        let mut by_payment: BTreeMap<_, Vec<SupportId>> = BTreeMap::new();
        for id in alternative.older.iter().chain(&alternative.newer) {
            let support = env.book.support(*id);
            by_payment.entry(support.payment()).or_default().push(*id);
        }
        by_payment.into_values().for_each(&mut join);
    }
    component_of
}

fn component(
    env: &Env<'_>,
    members: &[&SupportResult],
    groups: Vec<&Group>,
    alternatives: &[Alternative],
    receipts: Option<&[Receipt]>,
) -> Component {
    let ids: Vec<SupportId> = members.iter().map(|member| member.id).collect();
    let reasons =
        members.iter().filter_map(|member| member.money).fold(Reasons::NONE, |all, money| all | money.reasons);
    let (worlds, is_whole) = worlds(env.book, &ids, alternatives);
    if let ([only], [_], true) = (members, &worlds[..], groups.is_empty()) {
        let (low, high) = only.money.map_or((Number::ZERO, None), |money| (money.low(), money.high()));
        return Component { members: ids, low, high, reasons, overflow: false, groups: Vec::new() };
    }
    let (amounts, undated) = amounts(env, members);
    let of_worlds: Vec<_> = worlds.iter().map(|world| amounts_in(env, members, world, &amounts)).collect();
    let years = if ids.iter().any(|id| env.book.depends_on_years(*id)) {
        let of_receipts = receipts.into_iter().flatten().filter_map(|receipt| receipt.year);
        datings(&amounts, undated, of_receipts, env.as_of.year())
    } else {
        (vec![Years::Apart], true)
    };
    let stack = Stack { env: *env, groups, amounts, receipts };
    match combined(&stack, &worlds, of_worlds, &years.0) {
        Ok(combined) => {
            let bounded = if is_whole && years.1 { Reasons::NONE } else { Reasons::BOUNDED };
            let reasons = reasons | combined.reasons | bounded;
            let (low, high, groups) = (combined.low, combined.high, combined.groups);
            Component { members: ids, low, high, reasons, overflow: false, groups }
        }
        Err(Overflow) => {
            Component { members: ids, low: Number::ZERO, high: None, reasons, overflow: true, groups: Vec::new() }
        }
    }
}

/// The amounts where a document that replaced another is known to apply to the firm by that.
fn amounts_in(env: &Env<'_>, members: &[&SupportResult], world: &World, usual: &[Amount]) -> Vec<Amount> {
    let book = env.book;
    let placed: Vec<Option<SupportResult>> = members
        .iter()
        .map(|member| {
            let of = &book.support(member.id).document;
            world.applying.get(of).and_then(|_| placed_result(env, member.id))
        })
        .collect();
    if placed.iter().all(Option::is_none) {
        return usual.to_vec();
    }
    let members = members.iter().zip(&placed).map(|(member, placed)| placed.as_ref().unwrap_or(member));
    amounts(env, &members.collect::<Vec<_>>()).0
}

struct Combined {
    low: Number,
    high: Option<Number>,
    reasons: Reasons,
    groups: Vec<GroupResult>,
}

/// The least over all ways in which documents may stand and records may be dated, and the most.
fn combined(
    stack: &Stack<'_>,
    worlds: &[World],
    of_worlds: Vec<Vec<Amount>>,
    years: &[Years],
) -> Result<Combined, Overflow> {
    let mut reasons = Reasons::NONE;
    let (mut lows, mut highs): (Vec<Number>, Vec<Option<Number>>) = (Vec::new(), Vec::new());
    for (World { absent, .. }, amounts) in worlds.iter().zip(of_worlds) {
        let stack = Stack { amounts, groups: stack.groups.clone(), ..*stack };
        let mut of_dating = Vec::new();
        for years in years {
            let legal = stack.legal(Side::Low, absent, years)?;
            let solved = solve(&legal.problem)?;
            reasons |= legal.reasons | if solved.is_exact() { Reasons::NONE } else { Reasons::BOUNDED };
            of_dating.push(solved.worth[0]);
        }
        let differ = of_dating.windows(2).any(|pair| pair[0] != pair[1]);
        reasons |= if differ { Reasons::FACT } else { Reasons::NONE };
        lows.extend(of_dating.into_iter().min());
        let legal = stack.legal(Side::High, absent, &Years::Apart)?;
        let solved = solve(&legal.problem)?;
        reasons |= legal.reasons | if solved.is_exact() { Reasons::NONE } else { Reasons::BOUNDED };
        highs.push((!legal.is_open).then_some(solved.most));
    }
    let differ = lows.windows(2).any(|pair| pair[0] != pair[1]) || highs.windows(2).any(|pair| pair[0] != pair[1]);
    reasons |= if differ { Reasons::STANDING } else { Reasons::NONE };
    let groups = outcome::results(stack, &worlds[0].absent, years)?;
    let is_unstated = groups.iter().any(|group| group.rule == GroupRule::Unstated);
    reasons |= if is_unstated { Reasons::STACKING } else { Reasons::NONE };
    let low = lows.into_iter().min().map_or(Ok(Number::ZERO), in_fen)?;
    let open = highs.contains(&None);
    let high = highs.into_iter().flatten().max().filter(|_| !open).map(in_fen).transpose()?;
    Ok(Combined { low, high, reasons, groups })
}

/// Whole fen: nobody pays part of one.
fn in_fen(amount: Number) -> Result<Number, Overflow> {
    amount.over(Number::FEN)?.floor().times(Number::FEN)?.fitting()
}
