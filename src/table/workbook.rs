//! Workbooks of spreadsheet programs, cell by cell.

use std::io::Cursor;

use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Reader, Xls, Xlsx};

use crate::calendar::Day;
use crate::finding::Problem;

use super::{Cell, Region, Row, Sheet, shortest};

/// Reads the visible and hidden sheets of a workbook.
pub(super) fn read(bytes: Vec<u8>) -> Result<Vec<Sheet>, Problem> {
    let is_zipped = bytes.starts_with(b"PK");
    let bytes = Cursor::new(bytes);
    if is_zipped { xlsx(Xlsx::new(bytes).map_err(broken)?) } else { xls(Xls::new(bytes).map_err(broken)?) }
}

fn broken(error: impl std::fmt::Display) -> Problem {
    Problem::BrokenTable { message: error.to_string() }
}

fn xlsx(mut workbook: Xlsx<Cursor<Vec<u8>>>) -> Result<Vec<Sheet>, Problem> {
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        let merged = workbook.merge_cells_by_sheet_name(&name).map_err(broken)?.iter().map(region).collect();
        let mut sheet = Sheet { name: Some(name.clone()), rows: Vec::new(), merged };
        let mut cells = workbook.worksheet_cells_reader(&name).map_err(broken)?;
        while let Some(found) = cells.next_cell_with_formula_metadata().map_err(broken)? {
            // A formula whose value is a text without letters is blank; one without a value is not.
            let is_pending = found.formula.is_some() && found.value == DataRef::Empty;
            put(&mut sheet, found.pos, if is_pending { Cell::NoValue } else { cell(found.value) });
        }
        sheets.push(finished(sheet));
    }
    Ok(sheets)
}

fn xls(mut workbook: Xls<Cursor<Vec<u8>>>) -> Result<Vec<Sheet>, Problem> {
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        let merged = workbook.merge_cells_by_sheet_name(&name).map_err(broken)?.iter().map(region).collect();
        let mut sheet = Sheet { name: Some(name.clone()), rows: Vec::new(), merged };
        let range = workbook.worksheet_range(&name).map_err(broken)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let index = |index: usize, first: u32| first.saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
            put(&mut sheet, (index(row, top), index(column, left)), cell(owned(value)));
        }
        sheets.push(finished(sheet));
    }
    Ok(sheets)
}

fn owned(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(flag) => DataRef::Bool(*flag),
        Data::DateTime(time) => DataRef::DateTime(*time),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn cell(value: DataRef<'_>) -> Cell {
    match value {
        DataRef::Int(number) => Cell::Number(number.to_string()),
        DataRef::Float(number) => shortest(number).map_or(Cell::NoValue, Cell::Number),
        DataRef::String(text) => text_cell(&text),
        DataRef::SharedString(text) => text_cell(text),
        DataRef::Bool(flag) => Cell::Flag(flag),
        DataRef::DateTime(time) => day(time),
        DataRef::DateTimeIso(text) => {
            Day::parse(text.split('T').next().unwrap_or_default()).map_or(Cell::Text(text), Cell::Day)
        }
        DataRef::DurationIso(text) => Cell::Text(text),
        DataRef::Error(error) => Cell::Error(error.to_string()),
        DataRef::Empty => Cell::Empty,
    }
}

fn text_cell(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

/// The day of a point in time; a length of time is a number.
fn day(time: ExcelDateTime) -> Cell {
    let number = || shortest(time.as_f64()).map_or(Cell::NoValue, Cell::Number);
    if time.is_duration() {
        return number();
    }
    let (year, month, day, ..) = time.to_ymd_hms_milli();
    let found = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
    found.and_then(|((year, month), day)| Day::new(year, month, day)).map_or_else(number, Cell::Day)
}

fn region(found: &Dimensions) -> Region {
    let column = |index: u32| usize::try_from(index).unwrap_or(usize::MAX);
    Region {
        top: found.start.0.saturating_add(1),
        bottom: found.end.0.saturating_add(1),
        left: column(found.start.1),
        right: column(found.end.1),
    }
}

/// Adds a cell. Only cells that are there take room, however far out one of them lies.
fn put(sheet: &mut Sheet, (row, column): (u32, u32), cell: Cell) {
    if cell == Cell::Empty {
        return;
    }
    let number = row.saturating_add(1);
    if sheet.rows.last().is_none_or(|last| last.number != number) {
        sheet.rows.push(Row { number, cells: Vec::new() });
    }
    let column = usize::try_from(column).unwrap_or(usize::MAX);
    if let Some(row) = sheet.rows.last_mut() {
        row.cells.resize(row.cells.len().max(column + 1), Cell::Empty);
        row.cells[column] = cell;
    }
}

/// Puts the rows in order and marks what merged cells cover, as far as the sheet reaches.
fn finished(mut sheet: Sheet) -> Sheet {
    sheet.rows.sort_by_key(|row| row.number);
    let width = sheet.width();
    for region in &sheet.merged {
        let from = sheet.rows.partition_point(|row| row.number < region.top);
        for row in sheet.rows[from..].iter_mut().take_while(|row| row.number <= region.bottom) {
            let right = region.right.min(width.saturating_sub(1));
            for column in region.left..=right {
                if (row.number, column) != (region.top, region.left) {
                    row.cells.resize(row.cells.len().max(column + 1), Cell::Empty);
                    row.cells[column] = Cell::Merged;
                }
            }
        }
    }
    sheet.rows.retain(|row| !row.is_blank());
    sheet
}
