//! Unknown facts that are tried with part of their values, and what follows from them.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::calendar::Edge;
use crate::dictionary::RecordId;
use crate::number::Overflow;
use crate::profile::FactRef;
use crate::rulebook::DefinitionId;
use crate::truth::{Reasons, Verdict};

use super::Estimate;
use super::env::{Env, Possible};

/// Some unknown facts with part of their values each. What derived facts and definitions are with them is found once: a
/// derived fact like the size class is read by every case that turns on it, and each reading would go through all its
/// cases; definitions that each name the one before twice would double the work with each.
#[derive(Default, Debug)]
pub struct Tried {
    cells: Vec<(FactRef, Possible)>,
    derived: RefCell<BTreeMap<Derived, (Possible, Reasons)>>,
    verdicts: RefCell<BTreeMap<Defined, Verdict>>,
    estimates: RefCell<BTreeMap<Defined, Estimate>>,
}

/// A definition where it is read: the records and the calendar year that are bound there, and which day of those so long
/// ago is meant.
type Defined = (DefinitionId, Vec<(RecordId, Option<usize>)>, Option<i16>, Edge);

/// A derived fact, and the calendar year that is bound where it is read.
type Derived = (FactRef, Option<i16>);

impl Tried {
    /// These facts, tried with these values.
    #[must_use]
    pub fn new(cells: Vec<(FactRef, Possible)>) -> Tried {
        Tried { cells, ..Tried::default() }
    }

    /// The facts, and what each is tried with.
    #[must_use]
    pub fn cells(&self) -> &[(FactRef, Possible)] {
        &self.cells
    }

    /// What a fact is tried with.
    pub(super) fn of(&self, reference: FactRef) -> Option<Possible> {
        self.cells.iter().find(|(other, _)| *other == reference).map(|(_, cell)| *cell)
    }

    /// What a derived fact is here, computed once.
    pub(super) fn derived(
        &self,
        key: Derived,
        compute: impl FnOnce() -> Result<(Possible, Reasons), Overflow>,
    ) -> Result<(Possible, Reasons), Overflow> {
        once(&self.derived, key, compute)
    }
}

impl Env<'_> {
    /// What a definition of conditions is here, computed once.
    pub(super) fn verdict_of(
        &self,
        id: DefinitionId,
        compute: impl FnOnce() -> Result<Verdict, Overflow>,
    ) -> Result<Verdict, Overflow> {
        once(&self.tried.verdicts, self.defined(id), compute)
    }

    /// What a definition of a quantity is here, computed once.
    pub(super) fn estimate_of(
        &self,
        id: DefinitionId,
        compute: impl FnOnce() -> Result<Estimate, Overflow>,
    ) -> Result<Estimate, Overflow> {
        once(&self.tried.estimates, self.defined(id), compute)
    }

    fn defined(&self, id: DefinitionId) -> Defined {
        let bound = std::iter::successors(self.binding, |binding| binding.outer);
        (id, bound.map(|binding| (binding.record, binding.index)).collect(), self.year, self.edge)
    }
}

/// What was found before, or is found now.
fn once<K: Ord, V: Copy>(
    known: &RefCell<BTreeMap<K, V>>,
    key: K,
    compute: impl FnOnce() -> Result<V, Overflow>,
) -> Result<V, Overflow> {
    let before = known.borrow().get(&key).copied();
    if let Some(found) = before {
        return Ok(found);
    }
    let found = compute()?;
    known.borrow_mut().insert(key, found);
    Ok(found)
}
