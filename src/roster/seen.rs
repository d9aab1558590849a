//! Firms that come twice, from whatever inputs.

use std::collections::BTreeMap;

use crate::finding::{Finding, Problem};

use super::join::{Named, plain};
use super::names::Identity;
use super::near::{plain_name, without_zeros};
use super::{Firm, place_of};

/// Firms of one name, number or code that another is held against.
const MOST_ALIKE: usize = 10;

/// What two rows are to each other that share a number, a code or a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Likeness {
    /// They are of one firm, by what they share.
    One(Identity),
    /// They have one name, and different numbers or codes.
    Namesakes,
}

/// What was seen so far, by what it is called.
#[derive(Default)]
pub(super) struct Seen(BTreeMap<(Identity, String), Vec<usize>>);

impl Seen {
    /// Those that share something with a firm.
    pub(super) fn like(&self, named: &Named) -> Vec<usize> {
        let lists = keys(named).into_iter().filter_map(|key| self.0.get(&key));
        lists.flat_map(|list| list.iter().take(MOST_ALIKE).copied()).collect()
    }

    pub(super) fn add(&mut self, named: &Named, index: usize) {
        for key in keys(named) {
            let list = self.0.entry(key).or_default();
            if !list.contains(&index) && list.len() < MOST_ALIKE {
                list.push(index);
            }
        }
    }
}

/// The firms without those that say just what an earlier one says, which gets a reminder. Two that have one number, code
/// or name and say different things each get a finding that names the other; so does the later of two that have one name
/// and different numbers.
#[must_use]
pub fn once(firms: Vec<Firm>) -> Vec<Firm> {
    let mut seen = Seen::default();
    let mut kept: Vec<Firm> = Vec::new();
    for mut firm in firms {
        let named = firm.named();
        let like = seen.like(&named).into_iter();
        let like: Vec<_> =
            like.filter_map(|earlier| Some((earlier, likeness(&kept[earlier].named(), &named)?))).collect();
        let is_one = |(earlier, _): &&(usize, Likeness)| is_same(&kept[*earlier], &firm);
        if let Some((earlier, _)) = like.iter().find(is_one).copied() {
            let problem = Problem::DuplicateRow { other: kept[earlier].origin.clone() };
            kept[earlier].findings.push(Finding::new(place_of(&firm.origin), problem));
            kept[earlier].call(named);
            seen.add(&kept[earlier].named(), earlier);
            continue;
        }
        let one = like.iter().find_map(|(earlier, likeness)| match likeness {
            Likeness::One(identity) => Some((*earlier, *identity)),
            Likeness::Namesakes => None,
        });
        if let Some((earlier, identity)) = one {
            contradict(&mut kept[earlier], &firm, identity);
            contradict(&mut firm, &kept[earlier], identity);
        } else if let Some((earlier, _)) = like.first() {
            firm.says_name_of(&kept[*earlier]);
        }
        seen.add(&named, kept.len());
        kept.push(firm);
    }
    kept
}

/// What two firms are to each other; `None` for two that have nothing to do with each other.
pub(super) fn likeness(one: &Named, other: &Named) -> Option<Likeness> {
    let is = |identity| shared(one, other, identity);
    let numbers = [one, other].map(|named| named.number.as_deref().map(|number| without_zeros(&plain(number))));
    let is_number = numbers[0].is_some() && numbers[0] == numbers[1];
    let is_other_number = numbers.iter().all(Option::is_some) && !is_number;
    match (is(Identity::Number), is(Identity::CreditCode), is(Identity::Name)) {
        (Some(true), ..) => Some(Likeness::One(Identity::Number)),
        (_, Some(true), _) => Some(Likeness::One(Identity::CreditCode)),
        (_, code, Some(true)) if is_other_number || code == Some(false) => Some(Likeness::Namesakes),
        (.., Some(true)) => Some(Likeness::One(Identity::Name)),
        // `001` and `1`, of which nothing else says that they are two.
        (Some(false), None, None) if is_number => Some(Likeness::One(Identity::Number)),
        (Some(false) | None, Some(false) | None, Some(false) | None) => None,
    }
}

/// Whether nothing that two firms are called by says that they are two.
pub(super) fn agree(one: &Named, other: &Named) -> bool {
    let is_other = |identity| shared(one, other, identity) == Some(false);
    let is_one = !is_other(Identity::CreditCode) && !is_other(Identity::Name);
    is_one && matches!(likeness(one, other), Some(Likeness::One(_)))
}

/// Whether two firms are called the same by this; `None` where one is not called by it.
fn shared(one: &Named, other: &Named, identity: Identity) -> Option<bool> {
    let plain = if identity == Identity::Name { plain_name } else { plain };
    one.get(identity).zip(other.get(identity)).map(|(one, other)| plain(one) == plain(other))
}

/// Whether two firms are one, of whom everything was read and is the same.
fn is_same(one: &Firm, other: &Firm) -> bool {
    let is_read = [one, other].iter().all(|firm| firm.is_whole() && firm.profile.unread == 0);
    let mut profile = other.profile.clone();
    (profile.number, profile.credit_code) = (one.profile.number.clone(), one.profile.credit_code.clone());
    is_read && agree(&one.named(), &other.named()) && one.profile == profile
}

/// Says of a firm that another has its name, unless it was said within its table.
fn contradict(firm: &mut Firm, other: &Firm, identity: Identity) {
    if !firm.findings.iter().any(|finding| matches!(finding.problem, Problem::DuplicateFirm { .. })) {
        let text = firm.named().get(identity).cloned().unwrap_or_default();
        let problem = Problem::DuplicateFirm { text, other: other.origin.clone() };
        firm.findings.push(Finding::new(place_of(&firm.origin), problem));
    }
}

impl Firm {
    fn named(&self) -> Named {
        Named { number: self.number.clone(), credit_code: self.credit_code.clone(), name: self.name.clone() }
    }

    /// Takes what another row of it calls it besides.
    fn call(&mut self, named: Named) {
        let mut all = self.named();
        all.add(named);
        (self.number, self.credit_code, self.name) = (all.number, all.credit_code, all.name);
        (self.profile.number, self.profile.credit_code) = (self.number.clone(), self.credit_code.clone());
    }

    /// Reminds of another firm of its name, unless that was said within its table.
    fn says_name_of(&mut self, other: &Firm) {
        if !self.findings.iter().any(|finding| matches!(finding.problem, Problem::SameName { .. })) {
            let text = self.name.clone().unwrap_or_default();
            let problem = Problem::SameName { text, other: other.origin.clone() };
            self.findings.push(Finding::new(place_of(&self.origin), problem));
        }
    }
}

/// What a firm is known by.
fn keys(named: &Named) -> Vec<(Identity, String)> {
    let all = named.texts().map(|(identity, text)| match identity {
        Identity::Number => (identity, without_zeros(&plain(text))),
        Identity::CreditCode => (identity, plain(text)),
        Identity::Name => (identity, plain_name(text)),
    });
    all.collect()
}
