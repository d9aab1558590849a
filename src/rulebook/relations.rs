//! What supports and documents have to do with each other.

use crate::calendar::Day;
use crate::dictionary::RecordId;

use super::{Group, Limit, Replaced, Replacement, Rulebook, Support, SupportId};

impl Rulebook {
    /// Whether it is known that the newer document has taken the place of the older one, where it applies.
    #[must_use]
    pub fn has_replaced(&self, replacement: &Replacement, day: Day) -> bool {
        replacement.is_sure && self.documents[replacement.newer].has_come_into_force(day)
    }

    /// What takes, or may take, the place of a support.
    pub fn replacements_of(&self, id: SupportId) -> impl Iterator<Item = &Replacement> {
        self.replacements.iter().filter(move |replacement| self.is_older(replacement, id))
    }

    /// Whether a support is among what is replaced.
    #[must_use]
    pub fn is_older(&self, replacement: &Replacement, id: SupportId) -> bool {
        match replacement.older {
            Replaced::Support(support) => support == id,
            Replaced::Document(document) => self.support(id).document == document,
        }
    }

    /// The supports that are replaced.
    #[must_use]
    pub fn older_supports(&self, replacement: &Replacement) -> Vec<SupportId> {
        self.support_ids().filter(|id| self.is_older(replacement, *id)).collect()
    }

    /// The document that is replaced, wholly or in part.
    #[must_use]
    pub fn older_document(&self, replacement: &Replacement) -> usize {
        match replacement.older {
            Replaced::Support(support) => self.support(support).document,
            Replaced::Document(document) => document,
        }
    }

    /// Whether two supports pay for the same thing, alike.
    #[must_use]
    pub fn is_same_money(&self, one: SupportId, other: SupportId) -> bool {
        let key = |support: &Support| (support.for_what.clone(), support.for_each, support.payment());
        key(self.support(one)) == key(self.support(other))
    }

    /// How many supports, one reading the other, come before a support.
    #[must_use]
    pub fn level(&self, id: SupportId) -> usize {
        self.levels.get(id.0 as usize).copied().unwrap_or(0)
    }

    /// The groups that a support is in.
    pub fn groups_of(&self, id: SupportId) -> impl Iterator<Item = &Group> {
        self.groups.iter().filter(move |group| group.members.contains(&id))
    }

    /// The record kind of which the members of a group answer each record, if they share one.
    #[must_use]
    pub fn record_of(&self, group: &Group) -> Option<RecordId> {
        let mut kinds = group.members.iter().map(|id| self.support(*id).for_each);
        let first = kinds.next()??;
        kinds.all(|kind| kind == Some(first)).then_some(first)
    }

    /// Whether it matters of which year the records of a support are.
    #[must_use]
    pub fn depends_on_years(&self, id: SupportId) -> bool {
        self.support(id).limits.iter().any(Limit::is_of_a_year) || self.groups_of(id).any(Group::depends_on_years)
    }
}
