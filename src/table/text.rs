//! Tables as text: values between commas, tabs or semicolons.

use csv::{ReaderBuilder, StringRecord};

use crate::finding::Problem;

use super::{Cell, Row, Sheet};

/// Lines by which the separator is found.
const SAMPLE: usize = 10;

/// Reads a text table.
pub(super) fn read(text: &str) -> Result<Sheet, Problem> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator(text)).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut lines = Lines { text: text.as_bytes(), at: 0, number: 1 };
    for record in reader.records() {
        let record = record.map_err(|error| Problem::BrokenTable { message: error.to_string() })?;
        let at = record.position().and_then(|position| usize::try_from(position.byte()).ok());
        let row = Row { number: lines.number_at(at.unwrap_or(lines.at)), cells: cells(&record) };
        if !row.is_blank() {
            rows.push(row);
        }
    }
    Ok(Sheet { name: None, rows, merged: Vec::new() })
}

/// The lines of a text, whose places are asked for from the first to the last.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    number: u32,
}

impl Lines<'_> {
    /// The number of the line of the record that begins here, or behind line breaks that the reader has passed over.
    fn number_at(&mut self, at: usize) -> u32 {
        let breaks = self.text[at..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let count = self.text[self.at..at + breaks].iter().filter(|byte| **byte == b'\n').count();
        self.number = self.number.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        self.at = at + breaks;
        self.number
    }
}

fn cells(record: &StringRecord) -> Vec<Cell> {
    record.iter().map(cell).collect()
}

/// A value; `="0012"` is how spreadsheets are made to keep the zeros of `0012`.
fn cell(text: &str) -> Cell {
    let kept = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).filter(|rest| !rest.contains('"'));
    let text = kept.unwrap_or(text);
    if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

/// The separator that the first lines have most of.
fn separator(text: &str) -> u8 {
    let count =
        |separator: u8| text.lines().take(SAMPLE).flat_map(str::bytes).filter(|byte| *byte == separator).count();
    // Of equally many the first: a comma.
    [b';', b'\t', b','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(u32, Vec<String>)> {
        let rows = read(text).unwrap().rows.into_iter();
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
        assert_eq!(shown("a\r\n\r\n\"1\r\n2\"\r\n3"), expected(&[(1, &["a"]), (3, &["1\r\n2"]), (5, &["3"])]));
        assert_eq!(shown("a;b\n1;2\n"), expected(&[(1, &["a", "b"]), (2, &["1", "2"])]));
        assert_eq!(shown("a\n\"=\"\"0012\"\"\"\n"), expected(&[(1, &["a"]), (2, &["0012"])]));
    }
}
