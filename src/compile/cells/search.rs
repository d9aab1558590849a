//! Whether conditions can hold together: a cell is looked for, subject by subject.

use crate::truth::Truth;

use super::{Says, Space, Value, is_above};

impl Space<'_> {
    /// Whether in some cell none of these is false; `None` where there are too many cells. Values are chosen subject by
    /// subject, and each part is asked once those it speaks of are.
    pub(in super::super) fn may_meet(&self, all: &[Says]) -> Option<bool> {
        let axes = self.axes()?;
        let mut by_last: Vec<Vec<&Says>> = vec![Vec::new(); axes.len()];
        let is_free = all.iter().all(|says| self.sort_by_last(says, &mut by_last));
        Some(is_free && self.is_filled(&mut Vec::new(), &axes, &by_last, &self.parts_of_counts()))
    }

    /// Sorts the parts of what is said by the last subject that each speaks of; `false` where one can't hold whatever they
    /// are.
    fn sort_by_last<'s>(&self, says: &'s Says, by_last: &mut [Vec<&'s Says>]) -> bool {
        if let Says::All(parts) = says {
            return parts.iter().all(|part| self.sort_by_last(part, by_last));
        }
        match last_of(says) {
            Some(last) => by_last[last].push(says),
            None => return self.truth(says, &[]) != Truth::False,
        }
        true
    }

    fn is_filled(
        &self,
        cell: &mut Vec<Value>,
        axes: &[Vec<Value>],
        by_last: &[Vec<&Says>],
        counts: &[(usize, usize)],
    ) -> bool {
        let at = cell.len();
        let Some(values) = axes.get(at) else { return true };
        values.iter().any(|value| {
            cell.push(value.clone());
            let is_meant = counts
                .iter()
                .filter(|(part, whole)| *part.max(whole) == at)
                .all(|(part, whole)| !is_above(&cell[*part], &cell[*whole]));
            let is_met = is_meant
                && by_last[at].iter().all(|says| self.truth(says, cell) != Truth::False)
                && self.is_filled(cell, axes, by_last, counts);
            cell.pop();
            is_met
        })
    }
}

/// The last subject that is spoken of.
fn last_of(says: &Says) -> Option<usize> {
    match says {
        Says::Test(at, _) => Some(*at),
        Says::Not(inner) => last_of(inner),
        Says::All(parts) | Says::Of(parts, ..) => parts.iter().filter_map(last_of).max(),
    }
}
