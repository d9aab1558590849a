//! Firms that come twice, from whatever inputs.

use std::collections::BTreeMap;

use crate::finding::{Finding, Problem};

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

/// The firms without those that say just what an earlier one says, which gets a reminder. Two that have one number, code
/// or name and say different things each get a finding that names the other.
#[must_use]
pub fn once(firms: Vec<Firm>) -> Vec<Firm> {
    let mut first: BTreeMap<(Sort, String), usize> = BTreeMap::new();
    let mut kept: Vec<Firm> = Vec::new();
    for mut firm in firms {
        let keys = keys(&firm.named());
        let found = keys.iter().find_map(|(sort, text)| Some((*first.get(&(*sort, plain(text)))?, text.clone())));
        if let Some((earlier, text)) = found {
            let earlier = &mut kept[earlier];
            if is_same(earlier, &firm) {
                let problem = Problem::DuplicateRow { other: earlier.origin.clone() };
                earlier.findings.push(Finding::new(place_of(&firm.origin), problem));
                continue;
            }
            contradict(earlier, &firm, &text);
            contradict(&mut firm, earlier, &text);
        }
        for (sort, text) in keys {
            first.entry((sort, plain(&text))).or_insert(kept.len());
        }
        kept.push(firm);
    }
    kept
}

/// Whether two firms are one, of whom everything was read and is the same.
fn is_same(one: &Firm, other: &Firm) -> bool {
    let is_named_alike = one.named().plain() == other.named().plain();
    is_named_alike
        && one.profile == other.profile
        && [one, other].iter().all(|firm| firm.is_whole() && firm.profile.unread == 0)
}

/// Says of a firm that another has its name, unless it was said within its table.
fn contradict(firm: &mut Firm, other: &Firm, text: &str) {
    if !firm.findings.iter().any(|finding| matches!(finding.problem, Problem::DuplicateFirm { .. })) {
        let problem = Problem::DuplicateFirm { text: text.to_owned(), other: other.origin.clone() };
        firm.findings.push(Finding::new(place_of(&firm.origin), problem));
    }
}

impl Firm {
    fn named(&self) -> Named {
        Named { number: self.number.clone(), credit_code: self.credit_code.clone(), name: self.name.clone() }
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
