//! A cell as a value is written.

use crate::finding::Problem;
use crate::profile::{self, Written};
use crate::table::Cell;

use super::header::Unit;

/// What spreadsheets call any number.
const NUMBER: &str = "number";

/// The value that a cell has.
///
/// # Errors
/// Says why the cell has no value.
pub(super) fn written(cell: &Cell) -> Result<Written<'static>, Problem> {
    if let Some(problem) = cell.problem() {
        return Err(problem);
    }
    Ok(match cell {
        // Of a merged cell, the caller knows where it begins; the others have no value.
        Cell::Empty | Cell::Merged | Cell::Error(_) | Cell::NoValue | Cell::Broken(_) => Written::Unknown,
        Cell::Text(text) => Written::Text(text.clone().into()),
        Cell::Number(digits) => Written::Bare { digits: digits.clone().into(), found: NUMBER },
        Cell::Flag(flag) => Written::Flag(*flag),
        Cell::Day(day) => Written::Day(*day),
    })
}

/// The unit of a column as values are read by it.
pub(super) fn unit_of(unit: Unit) -> Option<profile::Unit> {
    Some(match unit {
        Unit::Yuan(factor) => profile::Unit::Yuan(factor),
        Unit::Percent => profile::Unit::Percent,
        Unit::Plain => profile::Unit::Plain,
        Unit::Remark => return None,
    })
}
