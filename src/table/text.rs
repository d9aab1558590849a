//! Tables as text: values between commas, tabs, semicolons or bars.

mod record;
mod separator;

use std::sync::Arc;

use crate::clean;
use crate::finding::{CellFlaw, CellPlace, Finding, Problem};

use super::budget::Budget;
use super::{Cell, LOST, Row, Sheet};

use record::Records;

/// Characters that are shown of a text with bytes that are none.
const SHOWN: usize = 40;

/// Reads a text table.
pub(super) fn read(file: &str, text: &str) -> Result<(Sheet, Vec<Finding>), Problem> {
    let stated = separator::stated(text);
    let (separator, width) = match stated {
        Some((separator, rest)) => (separator, separator::width(rest, separator)),
        None => separator::separator(text),
    };
    let mut budget = Budget::new();
    let (mut rows, mut findings) = (Vec::new(), Vec::new());
    let mut records = Records::new(text, separator, width);
    if stated.is_some() {
        records.next();
    }
    for record in records {
        let mut cells: Vec<Cell> = record.cells.iter().map(|cell| self::cell(cell)).collect();
        if let Some(line) = record.open {
            let place = CellPlace { file: file.to_owned(), sheet: None, row: line, column: None };
            findings.push(Finding::in_table(place, Problem::OpenQuote));
            // What is behind it may belong to any column.
            cells.resize(width.max(cells.len() + 1), Cell::Broken(Arc::new(Problem::OpenQuote)));
        }
        budget.content(cells.iter().map(Cell::size).sum())?;
        let row = Row { number: record.line, cells };
        if !row.is_blank() {
            rows.push(row);
        }
    }
    Ok((Sheet { name: None, rows, ..Sheet::default() }, findings))
}

/// A value; `="0012"` and `'0012` are how spreadsheets are made to keep the zeros of `0012`.
fn cell(text: &str) -> Cell {
    let kept = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).filter(|rest| !rest.contains('"'));
    let kept = kept.or_else(|| text.strip_prefix('\'').filter(|rest| !rest.contains('\'')));
    let text = kept.unwrap_or(text);
    if text.contains(LOST) {
        return Cell::broken(CellFlaw::Damaged(clean::visible(text).chars().take(SHOWN).collect()));
    }
    Cell::text(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(u32, Vec<String>)> {
        let (sheet, findings) = read("a.csv", text).unwrap();
        assert_eq!(findings, []);
        let rows = sheet.rows.into_iter();
        rows.map(|row| (row.number, row.cells.iter().map(|cell| cell.shown().unwrap_or_default()).collect())).collect()
    }

    #[test]
    fn blank_lines_are_passed_over_and_counted() {
        let expected = |rows: &[(u32, &[&str])]| -> Vec<(u32, Vec<String>)> {
            rows.iter()
                .map(|(number, cells)| (*number, cells.iter().map(|cell| (*cell).to_owned()).collect()))
                .collect()
        };
        assert_eq!(shown("a,b\n\n,\n1,\"2,000\"\n"), expected(&[(1, &["a", "b"]), (4, &["1", "2,000"])]));
        assert_eq!(shown("a\tb\r\n1\t2,000\r\n"), expected(&[(1, &["a", "b"]), (2, &["1", "2,000"])]));
        assert_eq!(shown("a\r\n\r\n\"1\r\n2\"\r\n3"), expected(&[(1, &["a"]), (3, &["1\n2"]), (5, &["3"])]));
        assert_eq!(shown("a;b\n1;2\n"), expected(&[(1, &["a", "b"]), (2, &["1", "2"])]));
        assert_eq!(shown("a\n\"=\"\"0012\"\"\"\n"), expected(&[(1, &["a"]), (2, &["0012"])]));
        assert_eq!(shown("a\n'0012\n'甲'乙\n"), expected(&[(1, &["a"]), (2, &["0012"]), (3, &["'甲'乙"])]));
        assert_eq!(shown("sep=;\na;b,c\n"), expected(&[(2, &["a", "b,c"])]));
        assert_eq!(shown("a,b\n\u{200B}1,2,\n"), expected(&[(1, &["a", "b"]), (2, &["1", "2", ""])]));
    }

    #[test]
    fn what_is_behind_an_open_quotation_mark_is_not_known() {
        let (sheet, findings) = read("a.csv", "名称,所在地,人数\n甲,\"南通,5\n乙,南通,6\n").unwrap();
        let place = CellPlace { file: "a.csv".to_owned(), sheet: None, row: 2, column: None };
        assert_eq!(findings, [Finding::in_table(place, Problem::OpenQuote)]);
        let broken = Cell::Broken(Arc::new(Problem::OpenQuote));
        assert_eq!(sheet.rows[1].cells, [Cell::text("甲"), broken.clone(), broken]);
        assert_eq!(sheet.rows[2].cells, ["乙", "南通", "6"].map(Cell::text));
    }
}
