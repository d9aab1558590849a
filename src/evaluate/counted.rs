//! What each support counts for in the totals, so that what is told of supports adds up to them.

use std::collections::BTreeMap;

use crate::number::Number;
use crate::rulebook::{Rulebook, SupportId};

use super::stacking::{Component, GroupResult};
use super::totals::purse_of_all;
use super::{Purse, SupportResult};

/// Both ends in yuan; an open upper one is `None`.
pub(crate) type Part = (Number, Option<Number>);

/// What the totals are made of.
#[derive(Clone, Default, Debug)]
pub struct Counted {
    /// Supports that count by themselves, with what each does.
    pub parts: BTreeMap<SupportId, Part>,
    /// Supports that only count together.
    pub joint: Vec<Joint>,
}

/// Supports of which only what they bring together is known.
#[derive(Clone, Debug)]
pub struct Joint {
    /// The supports, in order.
    pub members: Vec<SupportId>,
    /// The total in which they are.
    pub purse: Purse,
    /// What they bring.
    pub ends: Part,
}

/// Splits what each component brings among its members, where that can be told of each of them.
pub(super) fn counted(book: &Rulebook, supports: &[SupportResult], components: &[Component]) -> Counted {
    let of_id: BTreeMap<SupportId, &SupportResult> = supports.iter().map(|result| (result.id, result)).collect();
    let mut counted = Counted::default();
    for component in components.iter().filter(|component| !component.overflow) {
        let Some(purse) = purse_of_all(book, &component.members) else { continue };
        let whole = (component.low, component.high);
        let members: Vec<&SupportResult> = component.members.iter().filter_map(|id| of_id.get(id).copied()).collect();
        let own: Vec<Part> = members.iter().map(|member| own(member)).collect();
        let left: Vec<Part> =
            members.iter().zip(&own).map(|(member, own)| left(&component.groups, &members, member.id, *own)).collect();
        let alone = if members.len() == 1 { vec![whole] } else { Vec::new() };
        match [own, left, alone].into_iter().find(|parts| sum(parts) == Some(whole)) {
            Some(parts) => counted.parts.extend(component.members.iter().copied().zip(parts)),
            None => counted.joint.push(Joint { members: component.members.clone(), purse, ends: whole }),
        }
    }
    counted
}

fn own(result: &SupportResult) -> Part {
    result.money.map_or((Number::ZERO, Some(Number::ZERO)), |money| (money.low(), money.high()))
}

/// What is left to a support by what displaces it: nothing for sure, or perhaps nothing. What holds for one record of
/// several, or for one year, leaves it what it brings by others.
fn left(groups: &[GroupResult], members: &[&SupportResult], id: SupportId, own: Part) -> Part {
    let is_of_one = members.iter().all(|member| member.items.len() <= 1 && !member.list_unknown);
    let whole = groups.iter().filter(|group| (group.record.is_none() && !group.is_of_a_year) || is_of_one);
    let lost = whole.flat_map(|group| &group.displaced).filter(|lost| lost.id == id);
    lost.fold(own, |(_, high), lost| (Number::ZERO, if lost.is_certain { Some(Number::ZERO) } else { high }))
}

/// All of the parts; `None` when that is too large to be computed.
fn sum(parts: &[Part]) -> Option<Part> {
    (!parts.is_empty()).then_some(())?;
    parts.iter().try_fold((Number::ZERO, Some(Number::ZERO)), |(low, high), part| {
        let high = high.zip(part.1).map(|(sum, high)| sum.plus(high)).transpose().ok()?;
        Some((low.plus(part.0).ok()?, high))
    })
}
