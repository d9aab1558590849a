//! What of an amount its document does not state.

use crate::dictionary::Kind;
use crate::rulebook::{Meaning, Quantity, Rulebook, Support};

/// Whether what is not stated of an amount are rates alone.
pub(super) fn is_of_rates(book: &Rulebook, support: &Support) -> bool {
    let mut found = Vec::new();
    support.amount.iter().for_each(|amount| collect(book, amount, Kind::Money, &mut found));
    support.kept.iter().for_each(|kept| collect(book, kept, Kind::Ratio, &mut found));
    !found.is_empty() && found.iter().all(|kind| *kind == Kind::Ratio)
}

/// The kinds of what is not stated in a quantity of this kind.
fn collect(book: &Rulebook, wanted: &Quantity, kind: Kind, found: &mut Vec<Kind>) {
    match wanted {
        Quantity::Unstated => found.push(kind),
        Quantity::Product { is_rate: true, factor, of } => {
            collect(book, factor, Kind::Ratio, found);
            collect(book, of, kind, found);
        }
        Quantity::Product { is_rate: false, factor, of } => {
            collect(book, factor, kind, found);
            collect(book, of, Kind::Count, found);
        }
        Quantity::Slices { of, slices } => {
            collect(book, of, kind, found);
            slices.iter().for_each(|slice| collect(book, &slice.rate, Kind::Ratio, found));
        }
        Quantity::Cases(cases) => cases.iter().for_each(|case| collect(book, &case.gives, kind, found)),
        Quantity::Across { each, .. } => collect(book, each, kind, found),
        Quantity::Defined(id) => {
            if let Meaning::Value(value) = &book.definition(*id).meaning {
                collect(book, value, kind, found);
            }
        }
        Quantity::Literal(..)
        | Quantity::Day(_)
        | Quantity::Unknown
        | Quantity::Fact { .. }
        | Quantity::Range { .. }
        | Quantity::Units { .. }
        | Quantity::Fold { .. }
        | Quantity::Count { .. }
        | Quantity::Excess { .. }
        | Quantity::Ratio { .. }
        | Quantity::Growth { .. }
        | Quantity::AmountOf(_)
        | Quantity::Unclear { .. }
        | Quantity::Assumed { .. }
        | Quantity::Bounded { .. } => {
            wanted.operands().into_iter().for_each(|part| collect(book, part, kind, found));
        }
    }
}
