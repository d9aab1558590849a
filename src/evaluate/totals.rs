//! Totals of what may be added. Payees, periods and standings never mix.

use std::collections::BTreeMap;

use crate::number::Number;
use crate::rulebook::{Evidence, Medium, Payee, Period, Rulebook, Standing, SupportId};
use crate::truth::Reasons;

use super::stacking::Component;
use super::{Evaluation, Purse, SupportResult};

/// The total of one purse.
#[derive(Clone, Debug)]
pub struct Total {
    /// What is added.
    pub purse: Purse,
    /// Whether any figure is in it.
    pub is_stated: bool,
    /// Surely at least this, in yuan.
    pub low: Number,
    /// At most this of what is stated, in yuan; `None` when that is open.
    pub high: Option<Number>,
    /// Why the ends differ.
    pub reasons: Reasons,
    /// Whether some of it recurs for a time that the text does not state.
    pub duration_unstated: bool,
    /// Supports that pay, but the text does not say how much. They are not in the total.
    pub unstated: usize,
    /// Whether a figure was too large to be computed, so that the total lacks it.
    pub incomplete: bool,
}

/// The totals of all purses that have something in them.
pub(super) fn totals(book: &Rulebook, supports: &[SupportResult], components: &[Component]) -> Vec<Total> {
    let mut totals: BTreeMap<Purse, Total> = BTreeMap::new();
    for component in components {
        let Some(purse) = purse_of_all(book, &component.members) else { continue };
        let total = totals.entry(purse).or_insert_with(|| Total::empty(purse));
        total.add(component);
        total.duration_unstated |= component.members.iter().any(|id| book.support(*id).duration_unstated());
    }
    for result in supports {
        let is_unstated = result.is_in_play() && result.money.is_some_and(|money| money.is_unstated());
        let Some(purse) = purse(book, result.id).filter(|_| is_unstated || result.overflow) else { continue };
        let total = totals.entry(purse).or_insert_with(|| Total::empty(purse));
        total.unstated += usize::from(is_unstated);
        total.incomplete |= result.overflow;
    }
    totals.into_values().collect()
}

impl Purse {
    /// Whether it is cash to the firm, once.
    #[must_use]
    pub fn is_cash(self) -> bool {
        (self.payee, self.medium, self.period) == CASH
    }
}

/// Cash to the firm, once.
const CASH: (Payee, Medium, Period) = (Payee::Enterprise, Medium::Cash, Period::Once);

impl Evaluation {
    /// Whether a support is in the total of [`Evaluation::cash`], if it pays.
    #[must_use]
    pub fn is_cash(book: &Rulebook, id: SupportId) -> bool {
        purse(book, id).is_some_and(Purse::is_cash)
    }

    /// What is paid of these, whatever its standing: both ends in yuan; the upper one is `None` where it is open.
    #[must_use]
    pub fn sum_of(&self, is_meant: impl Fn(Purse) -> bool) -> (Number, Option<Number>) {
        let add = |(low, high): (Number, Option<Number>), total: &Total| {
            let more = total.high.filter(|_| !total.incomplete);
            let high = high.zip(more).and_then(|(sum, more)| sum.plus(more).ok());
            // What is too large to be added is left out of what is sure.
            (low.plus(total.low).unwrap_or(low), high)
        };
        self.totals.iter().filter(|total| is_meant(total.purse)).fold((Number::ZERO, Some(Number::ZERO)), add)
    }

    /// The total that answers "how much money": what the firm itself gets once, in cash, by documents in force and by those
    /// that are not known to be. Both ends in yuan; the upper one is `None` where it is open.
    #[must_use]
    pub fn cash(&self) -> (Number, Option<Number>) {
        self.sum_of(Purse::is_cash)
    }
}

impl Total {
    fn empty(purse: Purse) -> Total {
        Total {
            purse,
            is_stated: false,
            low: Number::ZERO,
            high: Some(Number::ZERO),
            reasons: Reasons::NONE,
            duration_unstated: false,
            unstated: 0,
            incomplete: false,
        }
    }

    /// Whether it surely comes to nothing.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.high.is_some_and(Number::is_zero) && self.unstated == 0 && !self.incomplete
    }

    fn add(&mut self, component: &Component) {
        let plus = |a: Number, b: Number| a.plus(b).and_then(Number::fitting);
        let high = self.high.zip(component.high).map(|(a, b)| plus(a, b)).transpose();
        let (Ok(low), Ok(high), false) = (plus(self.low, component.low), high, component.overflow) else {
            self.incomplete = true;
            return;
        };
        (self.low, self.high, self.is_stated) = (low, high, true);
        self.reasons |= component.reasons;
    }
}

/// The purse of supports that are one choice: the weakest standing among them. `None` when they are in no total.
pub(super) fn purse_of_all(book: &Rulebook, members: &[SupportId]) -> Option<Purse> {
    members.iter().filter_map(|id| purse(book, *id)).min_by_key(|purse| purse.confirmed)
}

/// The purse of a support. What one report alone says is in no total, nor is what is reckoned from it; what is reckoned
/// from a document that is not known to be in force is no surer than that.
pub(super) fn purse(book: &Rulebook, id: SupportId) -> Option<Purse> {
    let support = book.support(id);
    let document = book.document_of(support);
    let mut confirmed = document.standing != Standing::Unconfirmed;
    for other in support.refers_to.iter().chain(&support.same_as) {
        confirmed &= purse(book, *other)?.confirmed;
    }
    let purse = Purse { payee: support.payee, medium: support.medium, period: support.period, confirmed };
    (document.evidence != Evidence::Single).then_some(purse)
}
