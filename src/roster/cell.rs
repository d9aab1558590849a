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
    Ok(match cell {
        // Of a merged cell, the caller knows where it begins.
        Cell::Empty | Cell::Merged => Written::Unknown,
        Cell::Text(text) => Written::Text(text.clone().into()),
        Cell::Number(digits) => Written::Bare { digits: digits.clone().into(), found: NUMBER },
        Cell::Flag(flag) => Written::Flag(*flag),
        Cell::Day(day) => Written::Day(*day),
        Cell::Error(text) => return Err(Problem::CellError { text: text.clone() }),
        Cell::NoValue => return Err(Problem::FormulaWithoutValue),
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
