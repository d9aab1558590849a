//! Columns of money whose unit is probably another than was read: 元 for 万元, or 万元 for 元.

use crate::dictionary::Kind;
use crate::finding::{Finding, Problem};
use crate::number::Number;
use crate::profile::Value;
use crate::rulebook::Rulebook;

use super::firm::value_of;
use super::header::Target;
use super::sheet::{Column, Parsed};

/// Values by which a column is judged.
const SAMPLE: usize = 200;
/// A firm's figures that are usually below this, in yuan, are probably 万元: 10,000 times as much is usual.
const SMALL: i64 = 30_000;
/// Those that are usually above this are probably 元 that were taken for 万元.
const LARGE: i64 = 100_000_000_000;

/// Warns of the columns of a sheet whose values are far from what firms have.
pub(super) fn warnings(book: &Rulebook, sheet: &Parsed<'_>) -> Vec<Finding> {
    let warned = sheet.columns.iter().filter_map(|column| {
        let problem = warning(column, middle(book, sheet, column)?)?;
        Some(Finding::in_table(sheet.place_of_header(column.index), problem))
    });
    warned.collect()
}

fn warning(column: &Column, value: Number) -> Option<Problem> {
    let is_small = value < Number::whole(SMALL);
    let is_implausible = is_small || value > Number::whole(LARGE);
    is_implausible.then(|| Problem::ImplausibleUnit { header: column.header.clone(), value, is_small })
}

/// The middle one of the amounts in a column; `None` where it is no money, or has none but zeros.
fn middle(book: &Rulebook, sheet: &Parsed<'_>, column: &Column) -> Option<Number> {
    let (Target::Fact { fact, .. } | Target::Inline { fact, .. }) = column.target else { return None };
    let fact = book.dictionary.fact(fact);
    if fact.kind != Kind::Money {
        return None;
    }
    let cells = sheet.data().map(|(_, row)| row.cell(column.index));
    let amounts = cells.filter_map(|cell| match value_of(book, fact, cell, column) {
        Ok(Some(Value::Number(amount))) if amount.is_negative() => Number::ZERO.minus(amount).ok(),
        Ok(Some(Value::Number(amount))) if !amount.is_zero() => Some(amount),
        _ => None,
    });
    let mut amounts: Vec<Number> = amounts.take(SAMPLE).collect();
    amounts.sort_unstable();
    amounts.get(amounts.len() / 2).copied()
}
