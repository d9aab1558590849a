//! A sheet while its cells are read, in whatever order the file has them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::finding::{CellFlaw, Problem};

use super::budget::Budget;
use super::{Cell, Merged, Region, Row, Sheet};

/// The cells that were read so far.
pub(super) struct Grid<'b> {
    budget: &'b mut Budget,
    rows: BTreeMap<u32, Vec<Cell>>,
    regions: Vec<Region>,
    /// The rows and columns that the spreadsheet does not show.
    pub(super) unseen: (Vec<u32>, Vec<Range<usize>>),
}

impl Grid<'_> {
    pub(super) fn new(budget: &mut Budget) -> Grid<'_> {
        Grid { budget, rows: BTreeMap::new(), regions: Vec::new(), unseen: (Vec::new(), Vec::new()) }
    }

    /// Adds a cell; the number of its row is counted from 1, the index of its column from 0.
    pub(super) fn put(&mut self, (row, column): (u32, usize), cell: Cell) -> Result<(), Problem> {
        if cell == Cell::Empty {
            return Ok(());
        }
        self.budget.content(cell.size())?;
        if !self.rows.contains_key(&row) {
            self.budget.row(row)?;
        }
        let cells = self.rows.entry(row).or_default();
        extend(cells, column, self.budget, row)?;
        let is_other = cells[column] != Cell::Empty && cells[column] != cell;
        // Nobody knows which of the two is meant.
        cells[column] = if is_other { Cell::broken(CellFlaw::Twice) } else { cell };
        Ok(())
    }

    pub(super) fn merge(&mut self, region: Region) -> Result<(), Problem> {
        self.budget.cells(1, region.top)?;
        self.regions.push(region);
        Ok(())
    }

    /// Bytes of records, which several sheets may share.
    pub(super) fn unpacked(&mut self, bytes: usize) -> Result<(), Problem> {
        self.budget.unpacked(bytes)
    }

    /// The sheet, in which what merged cells cover is marked, as far as the sheet reaches.
    pub(super) fn finish(self, name: String) -> Result<Sheet, Problem> {
        let Grid { budget, mut rows, regions, mut unseen } = self;
        unseen.0.sort_unstable();
        let width = rows.values().map(Vec::len).max().unwrap_or(0);
        let numbers: Vec<u32> = rows.keys().copied().collect();
        let merged = Merged::new(regions, &numbers, width, budget)?;
        let hidden = hidden(&rows, &merged);
        for (number, cells) in &mut rows {
            for region in merged.of_row(*number) {
                let right = region.right.min(width.saturating_sub(1));
                extend(cells, right, budget, *number)?;
                let is_first = *number == region.top;
                cells[region.left + usize::from(is_first)..=right].fill(Cell::Merged);
            }
        }
        let rows = rows.into_iter().map(|(number, cells)| Row { number, cells });
        Ok(Sheet { name: Some(name), rows: rows.filter(|row| !row.is_blank()).collect(), merged, hidden, unseen })
    }
}

/// The filled cells that merged ones cover, but for those that say what is shown.
fn hidden(rows: &BTreeMap<u32, Vec<Cell>>, merged: &Merged) -> Vec<(u32, usize)> {
    let cell = |row: u32, column: usize| rows.get(&row).and_then(|cells| cells.get(column)).unwrap_or(&Cell::Empty);
    let of_region = |row: u32, region: &Region| {
        let (shown, last) = (cell(region.top, region.left), region.right.min(rows[&row].len().saturating_sub(1)));
        let covered = (region.left..=last).map(|column| (row, column));
        covered
            .filter(|(row, column)| !cell(*row, *column).is_blank() && cell(*row, *column) != shown)
            .collect::<Vec<_>>()
    };
    let of_row = |row: &u32| merged.of_row(*row).iter().flat_map(|region| of_region(*row, region)).collect::<Vec<_>>();
    rows.keys().flat_map(of_row).collect()
}

/// Makes a row reach a column.
fn extend(cells: &mut Vec<Cell>, column: usize, budget: &mut Budget, row: u32) -> Result<(), Problem> {
    if let Some(more) = (column + 1).checked_sub(cells.len()).filter(|more| *more > 0) {
        budget.cells(more, row)?;
        cells.resize(column + 1, Cell::Empty);
    }
    Ok(())
}
