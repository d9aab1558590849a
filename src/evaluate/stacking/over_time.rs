//! Of supports that come again and again only one is paid: which one the firm takes hangs on what each comes to
//! altogether, not on one instalment.

use std::collections::BTreeSet;

use crate::number::Number;
use crate::rulebook::{Period, SupportId};

use super::amounts::Amount;

/// Whether one instalment tells which of these amounts is the best: all come once, or for a time that no text states, or
/// equally often and alike.
pub(super) fn is_alike(amounts: &[Amount], of: &[usize]) -> bool {
    let Some(first) = of.first().map(|index| amounts[*index]) else { return true };
    let is_endless = |index: &usize| amounts[*index].is_endless();
    let is_as_often = |index: &usize| {
        let amount = amounts[*index];
        amount.periods == first.periods && amount.is_even()
    };
    first.period == Period::Once
        || of.iter().all(|index| amounts[*index].support == first.support)
        || of.iter().all(is_endless)
        || of.iter().all(is_as_often)
}

/// The supports of which none of the others surely brings more altogether.
pub(super) fn unbeaten(amounts: &[Amount], of: &[usize]) -> BTreeSet<SupportId> {
    let all: BTreeSet<SupportId> = of.iter().map(|index| amounts[*index].support).collect();
    let own = |id: SupportId| of.iter().map(|index| amounts[*index]).filter(move |amount| amount.support == id);
    let least = |id| own(id).try_fold(Number::ZERO, |sum, amount| sum.plus(amount.altogether()?.0).ok());
    let most = |id| own(id).try_fold(Number::ZERO, |sum, amount| sum.plus(amount.altogether()?.1?).ok());
    let is_beaten = |id: &SupportId| most(*id).is_some_and(|most| all.iter().any(|other| least(*other) > Some(most)));
    all.iter().copied().filter(|id| !is_beaten(id)).collect()
}

/// The support of which one instalment may be the least.
pub(super) fn least(amounts: &[Amount], of: &[usize], among: &BTreeSet<SupportId>) -> Option<SupportId> {
    let own = |id: SupportId| of.iter().map(|index| amounts[*index]).filter(move |amount| amount.support == id);
    let low = |id: &SupportId| own(*id).fold(Number::ZERO, |sum, amount| sum.plus(amount.low).unwrap_or(sum));
    among.iter().copied().min_by_key(low)
}
