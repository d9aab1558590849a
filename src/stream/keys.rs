//! By what firms are told apart: no two of a table may have the same number or name.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The keys of one column, as far as they are known. While each is above the one before, the last is enough.
#[derive(Clone, Debug)]
pub enum Keys {
    /// They rise, and this is the last.
    Rising(Vec<u8>),
    /// They do not; a number for each.
    All(HashSet<u64>),
}

/// The keys of some rows that follow each other.
#[derive(Clone, Default, Debug)]
pub struct Run {
    first: Vec<u8>,
    last: Vec<u8>,
    /// Whether each is above the one before.
    is_rising: bool,
    /// A number for each, where they are collected.
    hashes: Vec<u64>,
}

impl Run {
    /// Begins anew.
    pub(super) fn clear(&mut self) {
        self.first.clear();
        self.last.clear();
        self.is_rising = true;
        self.hashes.clear();
    }

    /// Adds the key of the next row; no two rows without one are the same.
    pub(super) fn add(&mut self, key: &[u8], is_collected: bool) {
        if key.is_empty() {
            return;
        }
        if is_collected {
            let mut hasher = DefaultHasher::new();
            key.hash(&mut hasher);
            self.hashes.push(hasher.finish());
            return;
        }
        if self.first.is_empty() {
            self.first.extend_from_slice(key);
        } else {
            self.is_rising &= is_above(key, &self.last);
        }
        self.last.clear();
        self.last.extend_from_slice(key);
    }
}

impl Keys {
    /// No keys yet.
    #[must_use]
    pub fn rising() -> Keys {
        Keys::Rising(Vec::new())
    }

    /// No keys yet, all of which are to be kept.
    #[must_use]
    pub fn all() -> Keys {
        Keys::All(HashSet::new())
    }

    /// Whether each key is kept.
    #[must_use]
    pub fn keeps_all(&self) -> bool {
        matches!(self, Keys::All(_))
    }

    /// Adds those of the rows that follow; `false` where two may be the same.
    pub fn add(&mut self, run: &Run) -> bool {
        match self {
            Keys::Rising(last) => {
                let is_above = run.first.is_empty() || is_above(&run.first, last);
                last.clone_from(&run.last);
                run.is_rising && is_above
            }
            Keys::All(known) => run.hashes.iter().all(|hash| known.insert(*hash)),
        }
    }
}

/// Longer keys are above shorter ones, as numbers are.
fn is_above(key: &[u8], other: &[u8]) -> bool {
    (key.len(), key) > (other.len(), other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(keys: &[&str], is_collected: bool) -> Run {
        let mut run = Run::default();
        run.clear();
        keys.iter().for_each(|key| run.add(key.as_bytes(), is_collected));
        run
    }

    #[test]
    fn a_key_that_comes_again_is_seen_in_either_way() {
        let mut rising = Keys::rising();
        assert!(rising.add(&run(&["A1", "A9", "A10"], false)));
        assert!(rising.add(&run(&["A11"], false)));
        assert!(!rising.add(&run(&["A11", "A12"], false)));
        let mut all = Keys::all();
        assert!(all.add(&run(&["B", "A"], true)));
        assert!(!all.add(&run(&["C", "A"], true)));
    }
}
