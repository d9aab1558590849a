//! What stands between the cells of a text table.

use std::collections::BTreeMap;

use super::record::Records;

/// What may stand between cells; of equally good ones the first.
const SEPARATORS: [char; 4] = [',', '\t', ';', '|'];
/// Bytes by which the separator is found.
const SAMPLE: usize = 256 << 10;
/// Records by which it is found.
const SAMPLE_RECORDS: usize = 200;

/// The separator by which most records have as many cells as each other, and how many those are. A title above the
/// table, and figures or texts with another separator in them, have not.
pub(super) fn separator(text: &str) -> (char, usize) {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let mut best = (0, (',', 1));
    for separator in SEPARATORS {
        let (agreeing, width) = agreeing(sample, separator);
        if width > 1 && (agreeing, width) > (best.0, if best.0 == 0 { 0 } else { best.1.1 }) {
            best = (agreeing, (separator, width));
        }
    }
    best.1
}

/// How many cells most records have.
pub(super) fn width(text: &str, separator: char) -> usize {
    agreeing(&text[..text.floor_char_boundary(SAMPLE)], separator).1
}

/// How many records have as many cells as most have, and how many cells those are.
fn agreeing(sample: &str, separator: char) -> (usize, usize) {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for record in Records::new(sample, separator, 0).take(SAMPLE_RECORDS) {
        if record.cells.iter().any(|cell| !cell.trim().is_empty()) {
            *counts.entry(record.cells.len()).or_default() += 1;
        }
    }
    counts.into_iter().map(|(width, records)| (records, width)).max().unwrap_or_default()
}

/// The separator that the first line states, as spreadsheet programs do it, and the text behind that line.
pub(super) fn stated(text: &str) -> Option<(char, &str)> {
    let line = text.split(['\r', '\n']).next().filter(|line| line.len() <= 8)?;
    let (key, value) = line.trim().split_once('=')?;
    let mut chars = value.chars();
    let separator = chars.next().filter(|_| key.eq_ignore_ascii_case("sep") && chars.next().is_none())?;
    Some((separator, &text[line.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_makes_the_rows_agree_with_the_header() {
        for (text, expected) in [
            ("名称;所在地;营业收入\n甲;南通;1,234,567,890.00\n乙;南通;2,345,678,901.00\n", (';', 3)),
            ("名称\t所在地\t营业收入\n甲\t南通\t\"1,234\"\n乙\t南通\t1,234,567\n", ('\t', 3)),
            ("2025年申报表; 单位；万元\n名称,所在地\n甲;子,南通\n乙;丑,南通\n", (',', 2)),
            ("名称,支持\n甲,a;b;c\n乙,a;b\n", (',', 2)),
            ("名称|所在地\n甲|南通\n", ('|', 2)),
            ("名称,所在地\n甲,\"a;b;c\"\n", (',', 2)),
            ("名称\n甲\n", (',', 1)),
        ] {
            assert_eq!(separator(text), expected, "{text}");
        }
    }

    #[test]
    fn a_first_line_may_state_it() {
        assert_eq!(stated("sep=;\r\na;b"), Some((';', "\r\na;b")));
        assert_eq!(stated("sepia=1\n"), None);
    }
}
