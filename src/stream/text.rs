//! Cells as bytes: plain digits in, yuan out.

/// Plain digits with at most two decimals, in hundredths; `None` for anything else, and for what has over 15 digits.
pub(super) fn hundredths(cell: &[u8]) -> Option<i64> {
    let mut number: i64 = 0;
    let mut decimals: Option<u32> = None;
    if cell.is_empty() || cell.len() > 16 || (cell.len() > 1 && cell[0] == b'0' && cell[1] != b'.') {
        return None;
    }
    for byte in cell {
        match byte {
            b'0'..=b'9' => {
                number = number * 10 + i64::from(byte - b'0');
                decimals = decimals.map(|count| count + 1);
            }
            b'.' if decimals.is_none() && number_begun(cell) => decimals = Some(0),
            _ => return None,
        }
    }
    match decimals {
        None => Some(number * 100),
        Some(1) => Some(number * 10),
        Some(2) => Some(number),
        Some(_) => None,
    }
}

fn number_begun(cell: &[u8]) -> bool {
    cell[0].is_ascii_digit()
}

/// Writes fen as yuan, with two decimals or none.
pub(super) fn push_yuan(row: &mut Vec<u8>, fen: i64) {
    let mut digits = [0_u8; 20];
    let (mut at, mut rest) = (digits.len(), fen.unsigned_abs());
    let part = rest % 100;
    rest /= 100;
    if fen < 0 {
        row.push(b'-');
    }
    while at == digits.len() || rest > 0 {
        at -= 1;
        digits[at] = digit(rest % 10);
        rest /= 10;
    }
    row.extend_from_slice(&digits[at..]);
    if part > 0 {
        row.extend_from_slice(&[b'.', digit(part / 10), digit(part % 10)]);
    }
}

fn digit(number: u64) -> u8 {
    b'0' + u8::try_from(number).unwrap_or(0)
}

/// Writes words between quotation marks; there are none within.
pub(super) fn push_words(row: &mut Vec<u8>, words: &str) {
    row.push(b'"');
    row.extend_from_slice(words.as_bytes());
    row.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_digits_are_read() {
        let read = |text: &str| hundredths(text.as_bytes());
        assert_eq!(read("1234.5"), Some(123_450));
        assert_eq!(read("0"), Some(0));
        assert_eq!(read("0.07"), Some(7));
        for text in ["", ".", ".5", "1.", "1.234", "007", "1,000", "-1", "+1", "1e3", " 1", "１", "12345678901234567"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn yuan_have_two_decimals_or_none() {
        let shown = |fen: i64| {
            let mut row = Vec::new();
            push_yuan(&mut row, fen);
            String::from_utf8(row).unwrap()
        };
        let amounts = [0, 7, 50, 100, 123_450, -1];
        assert_eq!(amounts.map(shown), ["0", "0.07", "0.50", "1", "1234.50", "-0.01"]);
    }
}
