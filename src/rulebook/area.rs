//! Where something lies: the places or industries that a rule names.

use crate::codes::{CodeId, CodeTree};
use crate::truth::{Reasons, Truth, Verdict};

/// Places or industries, and sets of places whose name had to be read.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Area {
    /// What a text names itself.
    pub members: Vec<CodeId>,
    /// What it names by a word that it does not define, such as 市区.
    pub sets: Vec<ReadSet>,
}

/// A set of places as its name was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadSet {
    /// The name.
    pub name: String,
    /// Its places as read.
    pub members: Vec<CodeId>,
    /// How it was read.
    pub assume: String,
}

impl Area {
    /// Whether something of which only `known` is known lies in it. A set of which the reading is not taken may be less
    /// than its places, or more of what holds them.
    #[must_use]
    pub fn holds(&self, tree: &CodeTree, known: CodeId, is_taken: impl Fn(&str) -> bool) -> Verdict {
        let named = Verdict::new(tree.lies_within(known, &self.members), Reasons::FACT);
        self.sets.iter().fold(named, |found, set| found.or(set.holds(tree, known, is_taken(&set.assume))))
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty() && self.sets.is_empty()
    }

    /// Takes in another.
    pub fn extend(&mut self, other: Area) {
        self.members.extend(other.members);
        self.sets.extend(other.sets);
    }
}

impl ReadSet {
    fn holds(&self, tree: &CodeTree, known: CodeId, is_taken: bool) -> Verdict {
        if is_taken {
            return Verdict::new(tree.lies_within(known, &self.members), Reasons::FACT);
        }
        let outer: Vec<CodeId> = self.members.iter().filter_map(|member| tree.entry(*member).parent).collect();
        match tree.lies_within(known, &outer) {
            Truth::False => Verdict::UNMET,
            Truth::True => Verdict::unknown(Reasons::SILENCE),
            Truth::Unknown => Verdict::unknown(Reasons::SILENCE | Reasons::FACT),
        }
    }
}
