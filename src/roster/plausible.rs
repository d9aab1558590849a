//! Figures whose unit is probably another than was read, 元 for 万元, a share for per cent: of a whole column, or of a cell
//! that is far from the others of its column.

use crate::dictionary::Kind;
use crate::finding::{Beside, Finding, Problem};
use crate::number::Number;
use crate::profile::{self, Read, Under, Value};
use crate::rulebook::Rulebook;
use crate::table::Row;

use super::cell::written;
use super::columns::Column;
use super::firm::under;
use super::header::{Target, Unit};
use super::sheet::Parsed;

/// Values by which a column is judged.
const SAMPLE: usize = 200;
/// Values from which on one can be judged by the others.
const FEWEST: usize = 4;
/// Shares from which on their column can be.
const FEWEST_SHARES: usize = 3;
/// A firm's figures that are usually below this, in yuan, are probably 万元: 10,000 times as much is usual.
pub(super) const SMALL: i64 = 30_000;
/// Those that are usually above this are probably 元 that were taken for 万元.
const LARGE: i64 = 100_000_000_000;
/// A figure this many times beyond the middle half of its column is one of another unit: a slip is 10,000 times, and
/// half of the firms lie between.
const APART: i64 = 1_000;
/// The same of a share in a column of per cents: a slip is 100 times.
const SHARE_APART: i64 = 50;

/// What is hardly meant so in the columns of a sheet: of whole columns, and of cells with the index of their row.
pub(super) fn warnings(book: &Rulebook, sheet: &mut Parsed<'_>) -> (Vec<Finding>, Vec<(usize, Finding)>) {
    let (mut of_columns, mut of_cells) = (Vec::new(), Vec::new());
    let mut doubted = Vec::new();
    for (at, column) in sheet.columns.iter().enumerate() {
        of_cells.extend(shares(book, sheet, column));
        of_columns.extend(fractions(book, sheet, column));
        let amounts = sheet.read().filter_map(|(index, row)| Some((index, row, amount(book, column, row)?)));
        let amounts: Vec<(usize, &Row, Number)> = amounts.collect();
        let Some(usual) = Usual::among(amounts.iter().map(|(.., value)| *value)) else { continue };
        let is_implausible = usual.is_implausible().filter(|is_small| !is_small || !may_be_small(book, column));
        if let Some(is_small) = is_implausible.filter(|_| usual.count > 1) {
            let (name, beside) = (column.header.clone(), Box::new(Beside::Column { is_small }));
            let problem = Problem::ImplausibleUnit { name, value: usual.middle, beside };
            doubted.push(at);
            of_columns.push(Finding::in_table(sheet.place_of_header(column.index), problem));
        }
        for (index, row, value) in amounts {
            let beside = match (usual.is_apart(value), is_implausible) {
                (Some(is_small), _) => Beside::Others { usual: usual.middle, is_small },
                // The only one is no column.
                (None, Some(is_small)) if usual.count == 1 => Beside::Firms { is_small },
                (None, _) => continue,
            };
            let beside = Box::new(beside);
            let problem = Problem::ImplausibleUnit { name: column.header.clone(), value, beside };
            of_cells.push((index, Finding::in_table(sheet.place(row, Some(column.index)), problem)));
        }
    }
    doubted.into_iter().for_each(|at| sheet.columns[at].is_doubted = true);
    (of_columns, of_cells)
}

/// The shares in a column of per cents that are far below the others and do not say themselves that they are per cents,
/// with the index of their row.
fn shares(book: &Rulebook, sheet: &Parsed<'_>, column: &Column) -> Vec<(usize, Finding)> {
    let is_bare = |row: &Row| row.cell(column.index).shown().is_some_and(|text| !text.contains(['%', '％']));
    let share = |row: &Row| figure(book, column, row, Kind::Ratio);
    // What grows may well hardly do so.
    if column.unit != Some(Unit::Percent) || may_be_small(book, column) {
        return Vec::new();
    }
    let values = sheet.read().filter_map(|(index, row)| Some((index, row, share(row)?)));
    let values: Vec<(usize, &Row, Number)> = values.collect();
    let Some(Usual { middle: usual, half: Some((low, _)), .. }) = Usual::among(values.iter().map(|(.., value)| *value))
    else {
        return Vec::new();
    };
    let is_apart = |value: Number| value.times(Number::whole(SHARE_APART)).is_ok_and(|most| most < low);
    let apart = values.into_iter().filter(|(_, row, value)| is_apart(*value) && is_bare(row));
    let finding = |(index, row, value): (usize, &Row, Number)| {
        let (name, beside) = (column.header.clone(), Box::new(Beside::Shares { usual }));
        let problem = Problem::ImplausibleUnit { name, value, beside };
        (index, Finding::in_table(sheet.place(row, Some(column.index)), problem))
    };
    apart.map(finding).collect()
}

/// That all shares in a column of per cents are below one of them, as fractions of the whole are.
fn fractions(book: &Rulebook, sheet: &Parsed<'_>, column: &Column) -> Option<Finding> {
    if column.unit != Some(Unit::Percent) || may_be_small(book, column) {
        return None;
    }
    let is_below = |value: Number| value.times(Number::whole(100)).is_ok_and(|value| value < Number::ONE);
    let (mut first, mut count) = (None, 0);
    for (_, row) in sheet.read() {
        let Some(value) = figure(book, column, row, Kind::Ratio) else { continue };
        if !is_below(value) || row.cell(column.index).shown().is_some_and(|text| text.contains(['%', '％'])) {
            return None;
        }
        first = first.or(Some(value));
        count += 1;
    }
    let value = first.filter(|_| count >= FEWEST_SHARES)?;
    let (name, beside) = (column.header.clone(), Box::new(Beside::Fraction));
    Some(Finding::in_table(sheet.place_of_header(column.index), Problem::ImplausibleUnit { name, value, beside }))
}

/// Whether any small sum is usual in a column.
fn may_be_small(book: &Rulebook, column: &Column) -> bool {
    let (Target::Fact { fact, .. } | Target::Inline { fact, .. }) = column.target else { return false };
    profile::may_be_small(&book.dictionary, fact)
}

/// What the amounts of a column usually are.
pub(super) struct Usual {
    middle: Number,
    /// The least and the largest.
    ends: (Number, Number),
    /// How many they are.
    count: usize,
    /// The ends of the middle half, where there are enough.
    pub(super) half: Option<(Number, Number)>,
}

impl Usual {
    /// Of the amounts of a column but zeros; `None` where there are none.
    pub(super) fn of(book: &Rulebook, sheet: &Parsed<'_>, column: &Column) -> Option<Usual> {
        let amounts = sheet.read().filter_map(|(_, row)| amount(book, column, row));
        Usual::among(amounts)
    }

    fn among(amounts: impl Iterator<Item = Number>) -> Option<Usual> {
        let mut amounts: Vec<Number> = amounts.take(SAMPLE).collect();
        amounts.sort_unstable();
        let count = amounts.len();
        let middle = *amounts.get(count / 2)?;
        let half = (count >= FEWEST).then(|| (amounts[count / 4], amounts[(3 * count - 1) / 4]));
        Some(Usual { middle, ends: (amounts[0], amounts[count - 1]), count, half })
    }

    /// Whether the column is one of another unit: by its middle or, where there are few, by each of them, since of two
    /// firms one may be wrong.
    /// The amounts below and above which one is told to be far from the others, where further ones would not move them.
    pub(super) fn far(&self, is_whole: bool) -> Option<(Number, Number)> {
        let (low, high) = self.half.filter(|_| is_whole || self.count == SAMPLE)?;
        Some((low.over(Number::whole(APART)).ok()?, high.times(Number::whole(APART)).ok()?))
    }

    fn is_implausible(&self) -> Option<bool> {
        let (least, most) = if self.half.is_some() { (self.middle, self.middle) } else { self.ends };
        let is_small = most < Number::whole(SMALL);
        (is_small || least > Number::whole(LARGE)).then_some(is_small)
    }

    /// Whether an amount is far below the others, or far above; `None` where it is neither.
    fn is_apart(&self, value: Number) -> Option<bool> {
        let (low, high) = self.half?;
        let is_above = |high: Number, low: Number| low.times(Number::whole(APART)).is_ok_and(|most| high > most);
        if is_above(low, value) { Some(true) } else { is_above(value, high).then_some(false) }
    }
}

/// The amount in a cell of money, without its sign; `None` where there is none.
pub(super) fn amount(book: &Rulebook, column: &Column, row: &Row) -> Option<Number> {
    figure(book, column, row, Kind::Money)
}

/// The figure in a cell of this kind, without its sign; `None` where there is none, or zero.
pub(super) fn figure(book: &Rulebook, column: &Column, row: &Row, kind: Kind) -> Option<Number> {
    let (Target::Fact { fact, .. } | Target::Inline { fact, .. }) = column.target else { return None };
    if column.flaw.is_some() {
        return None;
    }
    let fact = book.dictionary.fact(fact);
    if fact.kind != kind {
        return None;
    }
    let written = written(row.cell(column.index)).ok()?;
    let read = profile::value(book, fact, Under { hints: false, ..under(column) }, &written);
    let Ok(Read { value: Some(Value::Number(amount)), .. }) = read else { return None };
    if amount.is_negative() { Number::ZERO.minus(amount).ok() } else { Some(amount).filter(|amount| !amount.is_zero()) }
}
