//! How large a table as text may be. It is looked over before it is taken apart, which takes many times its room.

use crate::finding::Problem;

use super::Format;

/// Rows of a file, at most: seven times the firms of a large city.
pub(super) const MOST_ROWS: usize = 100_000;
/// Cells of a file, at most.
pub(super) const MOST_CELLS: usize = 4_000_000;
/// Cells of a line, at most; a spreadsheet has 16,384 columns, and a text in quotes may have commas.
const MOST_OF_A_LINE: usize = 100_000;

/// Refuses a text that would be more rows or cells than there is room for.
///
/// # Errors
/// When it is, at the line where it becomes so.
pub fn check_size(text: &str, format: Format) -> Result<(), Problem> {
    let mut cells = 0_usize;
    let lines = text.as_bytes().split(|byte| *byte == b'\n');
    // Some end with a carriage return alone.
    let lines = lines.flat_map(|line| line.strip_suffix(b"\r").unwrap_or(line).split(|byte| *byte == b'\r'));
    for (index, line) in lines.enumerate() {
        let of_line = match format {
            // Whatever separates them.
            Format::Text => {
                [b',', b';', b'\t', b'|'].map(|separator| count(line, separator)).into_iter().max().unwrap_or(0)
            }
            // Of an object, a name and a value.
            Format::Lines | Format::Workbook => count(line, b':').max(count(line, b',')),
        };
        cells = cells.saturating_add(of_line + 1);
        if index > MOST_ROWS || of_line > MOST_OF_A_LINE || cells > MOST_CELLS {
            return Err(Problem::TooManyCells { line: index + 1, rows: MOST_ROWS, cells: MOST_CELLS });
        }
    }
    Ok(())
}

fn count(line: &[u8], separator: u8) -> usize {
    line.iter().filter(|byte| **byte == separator).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_of_firms_is_no_large_table() {
        let table = "甲绸业,南通市,10,20,30,,,,\n".repeat(MOST_ROWS);
        assert_eq!(check_size(&table, Format::Text), Ok(()));
        assert_eq!(check_size(&format!("{table}\n"), Format::Text), too_large(MOST_ROWS + 2));
    }

    #[test]
    fn many_cells_are_too_many_in_whatever_shape() {
        let wide = format!("a\n{}\n", ",".repeat(MOST_OF_A_LINE + 1));
        assert_eq!(check_size(&wide, Format::Text), too_large(2));
        let line = format!("{}\n", "\t".repeat(999));
        assert_eq!(check_size(&line.repeat(4_000), Format::Text), too_large(4_001));
        assert_eq!(check_size(&line.repeat(3_999), Format::Text), Ok(()));
        assert_eq!(check_size(&"{}\n".repeat(MOST_ROWS + 1), Format::Lines), too_large(MOST_ROWS + 2));
    }

    fn too_large(line: usize) -> Result<(), Problem> {
        Err(Problem::TooManyCells { line, rows: MOST_ROWS, cells: MOST_CELLS })
    }
}
