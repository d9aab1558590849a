//! Supports that are paid differently, of which a firm may have one alone: what each surely brings is nothing while
//! another may be had, since the text does not say which is taken.

use std::borrow::Cow;

use crate::codes::CodeId;
use crate::interval::Interval;
use crate::rulebook::{Rulebook, SupportId};
use crate::truth::{Reasons, Truth, Verdict};

use super::{Item, Money, SupportResult};

/// The results as they are added up.
pub(super) fn weakened<'r>(book: &Rulebook, place: CodeId, results: &'r [SupportResult]) -> Cow<'r, [SupportResult]> {
    let is_had = |id: &SupportId| results.iter().any(|result| result.id == *id && result.is_in_play());
    let has_other = |result: &SupportResult| book.excluding(result.id, place).any(|other| is_had(&other));
    if book.exclusive.is_empty() || !results.iter().any(has_other) {
        return Cow::Borrowed(results);
    }
    let weaken = |result: &SupportResult| if has_other(result) { open(result) } else { result.clone() };
    Cow::Owned(results.iter().map(weaken).collect())
}

/// The same, as one that may not be taken.
fn open(result: &SupportResult) -> SupportResult {
    let money = |money: Money| Money {
        range: money.range.hull(Interval::ZERO),
        reasons: money.reasons | Reasons::STACKING,
        ..money
    };
    let item = |item: &Item| {
        let unknown = Verdict::unknown(Reasons::STACKING);
        let verdict = if item.verdict.truth == Truth::True { unknown } else { item.verdict };
        Item { verdict, money: item.money.map(money), ..item.clone() }
    };
    let items = result.items.iter().map(item).collect();
    SupportResult { items, money: result.money.map(money), ..result.clone() }
}
