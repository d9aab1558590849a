//! How much there is in each definition, with all that it names.

use crate::dictionary::FactId;
use crate::rulebook::visit::{self, Visit};
use crate::rulebook::{Condition, Definition, DefinitionId, Meaning, Quantity, Year};

/// Counts the conditions and quantities in each definition.
pub(super) fn count_all(definitions: &mut [Definition]) {
    let mut counts: Vec<Option<usize>> = vec![None; definitions.len()];
    for id in (0..=u16::MAX).take(definitions.len()).map(DefinitionId) {
        count(definitions, id, &mut counts);
    }
    for (definition, parts) in definitions.iter_mut().zip(counts) {
        definition.parts = parts.unwrap_or(1);
    }
}

/// The parts of one; of what is being counted, which only broken rules name in itself, one.
fn count(definitions: &[Definition], id: DefinitionId, counts: &mut Vec<Option<usize>>) -> usize {
    let at = usize::from(id.0);
    if let Some(known) = counts[at] {
        return known;
    }
    counts[at] = Some(1);
    let mut parts = Parts { definitions, counts, found: 1 };
    match &definitions[at].meaning {
        Meaning::When(when) => visit::all(&mut parts, when),
        Meaning::Value(value) => parts.quantity(value),
    }
    let found = parts.found;
    counts[at] = Some(found);
    found
}

struct Parts<'p> {
    definitions: &'p [Definition],
    counts: &'p mut Vec<Option<usize>>,
    found: usize,
}

impl Visit for Parts<'_> {
    fn fact(&mut self, _: FactId, _: Option<Year>) {}

    fn definition(&mut self, id: DefinitionId) {
        self.found = self.found.saturating_add(count(self.definitions, id, self.counts));
    }

    fn condition(&mut self, condition: &Condition) {
        self.found = self.found.saturating_add(1);
        visit::into_condition(self, condition);
    }

    fn quantity(&mut self, quantity: &Quantity) {
        self.found = self.found.saturating_add(1);
        visit::into_quantity(self, quantity);
    }
}
