//! Cells that were merged into one.

use std::collections::BTreeMap;

use crate::finding::Problem;

use super::budget::Budget;

/// A rectangle of cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Region {
    /// The number of the first row, counted from 1.
    pub top: u32,
    /// The number of the last row.
    pub bottom: u32,
    /// The index of the first column, counted from 0.
    pub left: usize,
    /// The index of the last column.
    pub right: usize,
}

impl Region {
    /// Whether it is one cell.
    pub(super) fn is_cell(&self) -> bool {
        (self.top, self.left) == (self.bottom, self.right)
    }
}

/// The regions of a sheet, found by the rows that are there, each row's from left to right.
#[derive(Clone, Default, Debug)]
pub struct Merged(BTreeMap<u32, Vec<Region>>);

impl Merged {
    /// Sorts regions by rows. Of two that overlap, which no spreadsheet writes, the one further left stands.
    pub(super) fn new(
        mut regions: Vec<Region>,
        rows: &[u32],
        width: usize,
        budget: &mut Budget,
    ) -> Result<Merged, Problem> {
        // What no spreadsheet writes, such as one that ends before it begins, merges nothing.
        regions.retain(|region| region.left < width && region.left <= region.right && region.top <= region.bottom);
        regions.sort_by_key(|region| (region.left, region.top));
        let mut merged = Merged::default();
        for region in regions {
            let from = rows.partition_point(|row| *row < region.top);
            let within = rows[from..].iter().take_while(|row| **row <= region.bottom);
            for row in within {
                let row = merged.0.entry(*row).or_default();
                if row.last().is_some_and(|last| last.right >= region.left) {
                    break;
                }
                budget.cells(1, region.top)?;
                row.push(region);
            }
        }
        Ok(merged)
    }

    /// The region that a cell was merged into.
    pub(super) fn at(&self, row: u32, column: usize) -> Option<&Region> {
        let row = self.0.get(&row)?;
        let behind = row.partition_point(|region| region.left <= column);
        row.get(behind.checked_sub(1)?).filter(|region| region.right >= column)
    }

    /// The regions of a row, from left to right.
    pub(super) fn of_row(&self, row: u32) -> &[Region] {
        self.0.get(&row).map_or(&[], Vec::as_slice)
    }
}
