//! What else may be so of documents: an older one that a newer one may have replaced, one that may not be in force.

use std::collections::BTreeSet;

use crate::rulebook::{Evidence, Replacement, Rulebook, Standing, SupportId};
use crate::truth::Truth;

use super::super::env::Env;
use super::super::replaced::has_replaced;

/// More documents than this that may have been replaced are not tried one by one.
const MOST_ALTERNATIVES: usize = 5;

/// Old supports, and the new ones in whose place they may still stand.
#[derive(Clone, Debug)]
pub(super) struct Alternative {
    pub(super) older: Vec<SupportId>,
    pub(super) newer: Vec<SupportId>,
    /// The newer document.
    document: usize,
    /// Whether the newer document is known to be in force, though not whether it replaces the older one.
    is_confirmed: bool,
}

/// One way in which documents may stand.
#[derive(Clone, Default, Debug)]
pub(super) struct World {
    /// The supports that are not there.
    pub(super) absent: BTreeSet<SupportId>,
    /// Documents that have replaced others: so the firm is where they apply.
    pub(super) applying: BTreeSet<usize>,
}

/// What may have been replaced among these supports and is not known to have been.
pub(super) fn alternatives(env: &Env<'_>, supports: &[SupportId]) -> Vec<Alternative> {
    let book = env.book;
    let of = |replacement: &Replacement| {
        let newer = &book.documents[replacement.newer];
        // What one report alone says displaces nothing.
        let may_be = has_replaced(env, replacement) != Truth::False
            && newer.is_open(env.as_of)
            && newer.standing != Standing::Draft
            && newer.evidence != Evidence::Single;
        let older: Vec<SupportId> = supports.iter().copied().filter(|id| book.is_older(replacement, *id)).collect();
        let takes_place = |id: &SupportId| {
            let is_new = book.support(*id).document == replacement.newer;
            is_new && older.iter().any(|old| book.is_same_money(*old, *id))
        };
        let newer_ones = supports.iter().copied().filter(takes_place).collect();
        let is_confirmed = newer.standing != Standing::Unconfirmed;
        let document = replacement.newer;
        let found = Alternative { older, newer: newer_ones, document, is_confirmed };
        may_be.then_some(found).filter(|one| !one.older.is_empty())
    };
    book.replacements.iter().filter_map(of).collect()
}

/// Each way in which documents may stand; first the one in which the newest rules hold. The flag says whether they are all, or only bounds of what they bring: none absent, and all absent.
pub(super) fn worlds(book: &Rulebook, members: &[SupportId], alternatives: &[Alternative]) -> (Vec<World>, bool) {
    let touches = |one: &&Alternative| one.older.iter().chain(&one.newer).any(|id| members.contains(id));
    let alternatives: Vec<&Alternative> = alternatives.iter().filter(touches).collect();
    let is_unconfirmed = |id: &SupportId| book.document_of(book.support(*id)).standing == Standing::Unconfirmed;
    let unconfirmed: BTreeSet<SupportId> = members.iter().copied().filter(is_unconfirmed).collect();
    let is_mixed = !unconfirmed.is_empty() && unconfirmed.len() < members.len();
    if alternatives.len() > MOST_ALTERNATIVES {
        let open = alternatives.iter().flat_map(|one| one.older.iter().chain(&one.newer)).copied();
        let none = World { absent: open.chain(unconfirmed).collect(), ..World::default() };
        return (vec![World::default(), none], false);
    }
    let mut worlds = Vec::new();
    for only_confirmed in [false, true].into_iter().filter(|only| !only || is_mixed) {
        for number in 0..1_usize << alternatives.len() {
            let absent = if only_confirmed { unconfirmed.clone() } else { BTreeSet::new() };
            let mut world = World { absent, ..World::default() };
            for (at, one) in alternatives.iter().enumerate() {
                let has_replaced = number & (1 << at) == 0 && (one.is_confirmed || !only_confirmed);
                world.absent.extend(if has_replaced { &one.older } else { &one.newer });
                world.applying.extend(has_replaced.then_some(one.document));
            }
            worlds.push(world);
        }
    }
    (worlds, true)
}
