//! Money as whole fen in 64 bits, cells as bytes.

use std::error::Error;
use std::io::Write;

use csv::{ByteRecord, ReaderBuilder};

/// Yuan with at most two decimals, in fen.
fn fen(cell: &[u8]) -> i64 {
    let (whole, part) = match cell.iter().position(|byte| *byte == b'.') {
        Some(at) => (&cell[..at], &cell[at + 1..]),
        None => (cell, &b""[..]),
    };
    let digits = |part: &[u8]| part.iter().fold(0_i64, |number, byte| number * 10 + i64::from(byte - b'0'));
    let part = match part.len() {
        0 => 0,
        1 => digits(part) * 10,
        _ => digits(part),
    };
    digits(whole) * 100 + part
}

fn number(cell: &[u8]) -> i64 {
    cell.iter().fold(0, |number, byte| number * 10 + i64::from(byte - b'0'))
}

fn push_yuan(row: &mut Vec<u8>, fen: i64) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    let mut rest = fen / 100;
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    row.extend_from_slice(&digits[at..]);
    let part = (fen % 100) as u8;
    if part > 0 {
        row.extend_from_slice(&[b'.', b'0' + part / 10, b'0' + part % 10]);
    }
}

fn push_support(row: &mut Vec<u8>, amount: Option<i64>) {
    match amount {
        Some(fen) => {
            row.extend_from_slice(",\"符合\",".as_bytes());
            push_yuan(row, fen);
            row.push(b',');
            push_yuan(row, fen);
        }
        None => row.extend_from_slice(",\"不符合\",\"\",\"\"".as_bytes()),
    }
}

fn push_service(row: &mut Vec<u8>, is_met: bool) {
    let text = if is_met { ",\"符合\",\"\",\"\"" } else { ",\"不符合\",\"\",\"\"" };
    row.extend_from_slice(text.as_bytes());
}

pub(crate) fn run(input: &str, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let mut reader = ReaderBuilder::new().from_path(input)?;
    let (mut record, mut row) = (ByteRecord::new(), Vec::new());
    while reader.read_byte_record(&mut record)? {
        let title = match &record[3] {
            cell if cell == "小巨人".as_bytes() => Some(100_000_000),
            cell if cell == "专精特新".as_bytes() => Some(50_000_000),
            cell if cell == "创新型".as_bytes() => Some(20_000_000),
            _ => None,
        };
        let (is_industrial, revenue) = (&record[4] == "是".as_bytes(), fen(&record[5]));
        let (new, smart) = (fen(&record[6]), fen(&record[7]));
        let (masters, doctors, post_docs) = (number(&record[8]), number(&record[9]), number(&record[10]));
        let new = (new > 0).then(|| ((new * 20 + 50) / 100).min(4_000_000_000));
        let smart = (smart >= 500_000_000).then(|| ((smart + 5) / 10).min(1_000_000_000));
        let talent = masters * (200_000 * 12 + 15_000_000) + doctors * (300_000 * 12 + 30_000_000) + post_docs * 6_000_000;
        let talent = (masters > 0 || doctors > 0 || post_docs > 0).then_some(talent);
        let total: i64 = [title, new, smart, talent].into_iter().flatten().sum();
        row.clear();
        row.push(b'"');
        row.extend_from_slice(&record[0]);
        row.extend_from_slice(b"\",");
        push_yuan(&mut row, total);
        row.push(b',');
        push_yuan(&mut row, total);
        row.extend_from_slice(b",\"\"");
        for amount in [title, new, smart, talent] {
            push_support(&mut row, amount);
        }
        push_service(&mut row, is_industrial && revenue >= 2_000_000_000);
        push_service(&mut row, matches!(title, Some(100_000_000 | 50_000_000)));
        row.extend_from_slice(b"\r\n");
        out.write_all(&row)?;
    }
    Ok(())
}
