//! Workbooks written as text, so that a test shows what is in them.
//!
//! `= 企业` starts a sheet, each further line is a row, with cells between `|`. A cell is a number if it reads as one,
//! else text; `'12` is text, `@2025-03-01` a date, `=A1*2 => 24` a formula with its value, `=A1*2` one that was never
//! computed, `^` is merged with the cell above and `<` with the one to its left, `^5` has moreover a value that is hidden
//! so. A blank line is a blank row.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The value of a formula that is taken out again, since the writer gives each formula one.
const NEVER: &str = "never computed";
/// How a cell begins that is merged with another.
const MERGED: [char; 2] = ['^', '<'];

/// The bytes of the workbook.
pub(crate) fn workbook(text: &str) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets(text) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap();
        write(sheet, &rows);
    }
    without_values(&workbook.save_to_buffer().unwrap())
}

/// The sheets with the cells of their rows.
pub(crate) fn sheets(text: &str) -> Vec<(&str, Vec<Vec<&str>>)> {
    let mut sheets: Vec<(&str, Vec<Vec<&str>>)> = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("= ") {
            Some(name) => sheets.push((name, Vec::new())),
            None => sheets.last_mut().unwrap().1.push(line.split('|').map(str::trim).collect()),
        }
    }
    sheets
}

fn write(sheet: &mut Worksheet, rows: &[Vec<&str>]) {
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match *cell {
                "" => {}
                cell if cell.starts_with(MERGED) => {}
                cell => write_cell(sheet, (row, column), cell),
            }
        }
    }
    for (row, cells) in rows.iter().enumerate() {
        for column in 0..cells.len() {
            merge(sheet, rows, row, column);
        }
    }
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            if let Some(hidden) = cell.strip_prefix(MERGED).filter(|hidden| !hidden.is_empty()) {
                write_cell(sheet, (row, column), hidden);
            }
        }
    }
}

/// Merges the cell with those that say so; its value is written once more.
fn merge(sheet: &mut Worksheet, rows: &[Vec<&str>], row: usize, column: usize) {
    let cell = |row: usize, column: usize| rows.get(row).and_then(|cells| cells.get(column)).copied().unwrap_or("");
    if cell(row, column).is_empty() || cell(row, column).starts_with(MERGED) {
        return;
    }
    let bottom = (row + 1..rows.len()).take_while(|below| cell(*below, column).starts_with('^')).last().unwrap_or(row);
    let right =
        (column + 1..rows[row].len()).take_while(|beside| cell(row, *beside).starts_with('<')).last().unwrap_or(column);
    if (bottom, right) != (row, column) {
        let [top, bottom] = [row, bottom].map(|row| u32::try_from(row).unwrap());
        let [left, right] = [column, right].map(|column| u16::try_from(column).unwrap());
        sheet.merge_range(top, left, bottom, right, "", &Format::new()).unwrap();
        write_cell(sheet, (top, left), cell(row, column));
    }
}

fn write_cell(sheet: &mut Worksheet, (row, column): (u32, u16), cell: &str) {
    if let Some(formula) = cell.strip_prefix('=') {
        let (formula, value) = formula.split_once("=>").unwrap_or((formula, NEVER));
        sheet.write_formula(row, column, Formula::new(formula.trim()).set_result(value.trim())).unwrap();
    } else if let Some(day) = cell.strip_prefix('@') {
        let format = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_datetime_with_format(row, column, ExcelDateTime::parse_from_str(day).unwrap(), &format).unwrap();
    } else if let Ok(number) = cell.parse::<f64>() {
        sheet.write_number(row, column, number).unwrap();
    } else {
        sheet.write_string(row, column, cell.strip_prefix('\'').unwrap_or(cell)).unwrap();
    }
}

/// The workbook as a program writes it that does not compute.
fn without_values(bytes: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        let name = file.name().unwrap().into_owned();
        if name.starts_with("xl/worksheets/sheet") {
            let text = String::from_utf8(content).unwrap();
            let cells = text.split("<c ").map(|cell| {
                let value = format!("<v>{NEVER}</v>");
                if cell.contains(&value) {
                    cell.replace(" t=\"str\"", "").replace(&value, "<v></v>")
                } else {
                    cell.to_owned()
                }
            });
            content = cells.collect::<Vec<_>>().join("<c ").into_bytes();
        }
        // A program that computes has no need to ask for it.
        if name == "xl/workbook.xml" {
            content = String::from_utf8(content).unwrap().replace(" fullCalcOnLoad=\"1\"", "").into_bytes();
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}
