//! Firms that come twice, from whatever inputs.

use std::collections::BTreeMap;

use crate::finding::{Finding, Problem};
use crate::source::Origin;

use super::join::{Named, plain};
use super::{Firm, place_of};

/// What a name is of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Sort {
    Number,
    CreditCode,
    /// Of a firm without the others.
    Name,
}

/// The firms that came already, by what they are called.
#[derive(Default, Debug)]
pub struct Seen(BTreeMap<(Sort, String), Origin>);

impl Seen {
    /// The firm, with a finding if one of its number, code or name came before.
    #[must_use]
    pub fn check(&mut self, mut firm: Firm) -> Firm {
        let is_known = firm.findings.iter().any(|finding| matches!(finding.problem, Problem::DuplicateFirm { .. }));
        let (number, credit_code, name) = (firm.number.clone(), firm.credit_code.clone(), firm.name.clone());
        for (sort, text) in keys(&Named { number, credit_code, name }) {
            let earlier = self.0.entry((sort, plain(&text))).or_insert_with(|| firm.origin.clone());
            if *earlier != firm.origin && !is_known {
                let problem = Problem::DuplicateFirm { text, other: earlier.clone() };
                firm.findings.push(Finding::new(place_of(&firm.origin), problem));
            }
        }
        firm
    }
}

/// What a firm is known by.
pub(super) fn keys(named: &Named) -> Vec<(Sort, String)> {
    let has_other = named.number.is_some() || named.credit_code.is_some();
    let name = named.name.clone().filter(|_| !has_other);
    let keys =
        [(Sort::Number, named.number.clone()), (Sort::CreditCode, named.credit_code.clone()), (Sort::Name, name)];
    keys.into_iter().filter_map(|(sort, text)| text.map(|text| (sort, text))).collect()
}
