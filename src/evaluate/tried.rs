//! Unknown facts that are tried with part of their values, and what follows from them.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::number::Overflow;
use crate::profile::FactRef;
use crate::truth::Reasons;

use super::env::Possible;

/// Some unknown facts with part of their values each. What derived facts are with them is found once: a derived fact
/// like the size class is read by every case that turns on it, and each reading would go through all its cases.
#[derive(Default, Debug)]
pub struct Tried {
    cells: Vec<(FactRef, Possible)>,
    derived: RefCell<BTreeMap<Derived, (Possible, Reasons)>>,
}

/// A derived fact, and the calendar year that is bound where it is read.
type Derived = (FactRef, Option<i16>);

impl Tried {
    /// These facts, tried with these values.
    #[must_use]
    pub fn new(cells: Vec<(FactRef, Possible)>) -> Tried {
        Tried { cells, derived: RefCell::default() }
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
        let known = self.derived.borrow().get(&key).copied();
        if let Some(found) = known {
            return Ok(found);
        }
        let found = compute()?;
        self.derived.borrow_mut().insert(key, found);
        Ok(found)
    }
}
