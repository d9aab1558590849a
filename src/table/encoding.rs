//! In which characters a text table is written.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::finding::Problem;

/// Of ten characters beyond ASCII, as many as this are those that Chinese is written with; else it is in doubt that
/// the text was read rightly.
const LIKELY: usize = 9;

/// The text, and a warning where it is in doubt.
///
/// # Errors
/// When it is in none of the encodings that spreadsheets write.
pub fn decode(bytes: &[u8]) -> Result<(String, Option<Problem>), Problem> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes).or_else(|| Some((without_mark(bytes)?, 0))) {
        return Ok((strict(encoding, &bytes[mark..])?, None));
    }
    if let Ok(text) = strict(UTF_8, bytes) {
        return Ok((text, None));
    }
    let doubtful = Some(Problem::GuessedEncoding { encoding: GB18030.name() });
    if let Some(text) = mixed(bytes) {
        return Ok((text, doubtful));
    }
    let text = strict(GB18030, bytes)?;
    let doubt = doubtful.filter(|_| !is_likely(&text));
    Ok((text, doubt))
}

fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Problem> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or(Problem::UnknownEncoding)?;
    // A workbook or picture under a wrong name.
    match text.find('\0') {
        Some(at) => Err(Problem::NulByte { line: text[..at].matches('\n').count() + 1 }),
        None => Ok(text.into_owned()),
    }
}

/// The encoding in which every ASCII character has a zero byte, on one side of it always.
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let has_zeros = |from: usize| bytes.iter().skip(from).step_by(2).any(|byte| *byte == 0);
    match (has_zeros(0), has_zeros(1)) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        (true, true) | (false, false) => None,
    }
}

/// The text of a table that was put together of several, some lines in UTF-8 and others in GB18030. That a line of
/// GB18030 has several characters which are all Chinese as UTF-8 does not happen.
fn mixed(bytes: &[u8]) -> Option<String> {
    let lines = || bytes.split_inclusive(|byte| *byte == b'\n');
    let is_utf8 = |line: &[u8]| {
        let beyond = str::from_utf8(line).map(|text| text.chars().filter(|c| !c.is_ascii()).collect::<Vec<_>>());
        beyond.is_ok_and(|beyond| beyond.len() > 1 && beyond.iter().all(|c| c.len_utf8() == 3))
    };
    if !lines().any(is_utf8) {
        return None;
    }
    let text =
        |line| if is_utf8(line) { UTF_8 } else { GB18030 }.decode_without_bom_handling_and_without_replacement(line);
    let texts: Option<Vec<Cow<'_, str>>> = lines().map(text).collect();
    texts.map(|texts| texts.concat()).filter(|text| !text.contains('\0'))
}

/// Whether nearly all characters beyond ASCII are those that Chinese is written with.
fn is_likely(text: &str) -> bool {
    let beyond = || text.chars().filter(|c| !c.is_ascii());
    let is_chinese = |c: &char| matches!(*c, '\u{4E00}'..='\u{9FFF}' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}' | '\u{2010}'..='\u{2030}' | '\u{A5}' | '\u{B7}');
    beyond().filter(is_chinese).count() * 10 >= beyond().count() * LIKELY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_table_is_read_from_each_encoding() {
        let text = "企业名称,营业收入（万元）\n云屿绸业,1200\n";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(b"\xEF\xBB\xBF", text.as_bytes()),
            marked(b"\xFF\xFE", &utf16),
            utf16,
            text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            GB18030.encode(text).0.into_owned(),
        ] {
            assert_eq!(decode(&bytes), Ok((text.to_owned(), None)));
        }
    }

    #[test]
    fn what_may_be_another_encoding_is_named() {
        // “Müller, Crème” in Latin-1, of which GB18030 makes two characters that nobody writes.
        let (_, doubt) = decode(b"M\xFC\xA1 \xA8\xB3 a,b\n1,2\n").unwrap();
        assert_eq!(doubt, Some(Problem::GuessedEncoding { encoding: "gb18030" }));
        assert_eq!(decode(b"\xFF\xFF\xFF"), Err(Problem::UnknownEncoding));
        assert_eq!(decode(b"a,b\n1,\0\0"), Err(Problem::NulByte { line: 2 }));
    }

    #[test]
    fn lines_of_two_encodings_are_read_each_in_its_own() {
        let (gb, utf8) = (GB18030.encode("企业名称,所在地\n").0, "云屿绸业,崇川区\n");
        let (text, doubt) = decode(&[&*gb, utf8.as_bytes()].concat()).unwrap();
        assert_eq!(text, "企业名称,所在地\n云屿绸业,崇川区\n");
        assert!(doubt.is_some());
    }
}
