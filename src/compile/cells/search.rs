//! Whether conditions can hold together: a cell is looked for, subject by subject.

use std::collections::BTreeSet;

use crate::dictionary::{FactId, Kind};
use crate::rulebook::{Quantity, Year};
use crate::truth::Truth;

use super::{Says, Scale, Space, Subject, Value, is_above};

/// Cells of a few subjects that are looked through; beyond, nothing is proved.
const MOST_SPLITS: usize = 2_048;

impl Space<'_> {
    /// Whether a figure is a part of another, of the same year.
    pub(super) fn is_part_of(&self, part: usize, whole: usize) -> bool {
        let (Some((part, year)), Some((whole, other))) = (self.figure(part), self.figure(whole)) else { return false };
        year == other && self.words.dictionary.fact(part).part_of == Some(whole)
    }

    fn figure(&self, at: usize) -> Option<(FactId, Option<Year>)> {
        match &self.subjects.get(at)?.0 {
            Subject::Number(Quantity::Fact { fact, year }, Scale::Fixed) => Some((*fact, *year)),
            Subject::Number(..) | Subject::Fact(..) | Subject::Whole(_) => None,
        }
    }

    /// Whether what one subject is says something of the other.
    pub(crate) fn are_related(&self, one: usize, other: usize) -> bool {
        let counted = |at: usize| match &self.subjects.get(at)?.0 {
            Subject::Number(Quantity::Count { across, .. }, _) => Some(*across),
            Subject::Number(..) | Subject::Fact(..) | Subject::Whole(_) => None,
        };
        one == other
            || counted(one).is_some_and(|across| counted(other) == Some(across))
            || self.is_part_of(one, other)
            || self.is_part_of(other, one)
    }

    /// What is asked about, and the kind of its figures.
    pub(crate) fn subject(&self, at: usize) -> Option<(&Subject, Kind)> {
        self.subjects.get(at).map(|(subject, _, kind)| (subject, *kind))
    }

    /// The cells of some subjects alone, the others left open; `None` where there are too many.
    pub(crate) fn cells_of(&self, subjects: &BTreeSet<usize>) -> Option<Vec<Vec<Value>>> {
        let listed: Vec<usize> = subjects.iter().copied().collect();
        let axes = listed.iter().map(|at| self.values(*at)).collect::<Option<Vec<_>>>()?;
        let count = axes.iter().try_fold(1_usize, |count, values| count.checked_mul(values.len()))?;
        if count > MOST_SPLITS {
            return None;
        }
        let parts = self.parts_among(&listed);
        let mut cells = vec![vec![Value::Undefined; self.subjects.len()]];
        for (at, values) in listed.iter().zip(axes) {
            let with = |cell: &Vec<Value>| {
                let cell = cell.clone();
                values.clone().into_iter().map(move |value| {
                    let mut cell = cell.clone();
                    cell[*at] = value;
                    cell
                })
            };
            cells = cells.iter().flat_map(with).collect();
        }
        cells.retain(|cell| parts.iter().all(|(part, whole)| !is_above(&cell[*part], &cell[*whole])));
        Some(cells)
    }

    /// Whether in some cell none of these is false; `None` where there are too many cells. Values are chosen subject by
    /// subject, and each part is asked once those it speaks of are.
    pub(in super::super) fn may_meet(&self, all: &[Says]) -> Option<bool> {
        let axes = self.axes()?;
        let mut by_last: Vec<Vec<&Says>> = vec![Vec::new(); axes.len()];
        let is_free = all.iter().all(|says| self.sort_by_last(says, &mut by_last));
        Some(is_free && self.is_filled(&mut Vec::new(), &axes, &by_last, &self.parts_among(&self.all_subjects())))
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

/// All subjects that are spoken of.
pub(crate) fn subjects_of(says: &Says) -> BTreeSet<usize> {
    match says {
        Says::Test(at, _) => BTreeSet::from([*at]),
        Says::Not(inner) => subjects_of(inner),
        Says::All(parts) | Says::Of(parts, ..) => parts.iter().flat_map(subjects_of).collect(),
    }
}
