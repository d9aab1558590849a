//! In which characters a text table is written.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::finding::Problem;

/// What stands in a text for bytes that are no character.
pub const LOST: char = '\u{FFFD}';
/// Of ten characters beyond ASCII, as many as this are those that Chinese is written with; else it is in doubt that
/// the text was read rightly.
const LIKELY: usize = 9;
/// Of a text with bytes that are no character, so many times as many characters are Chinese.
const SOUND: usize = 2;

/// The text, and a warning where it is in doubt. [`LOST`] stands for bytes that are no character
/// of the encoding that nearly all others are of.
///
/// # Errors
/// When it is in none of the encodings that spreadsheets write.
pub fn decode(bytes: &[u8]) -> Result<(String, Option<Problem>), Problem> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes).or_else(|| Some((without_mark(bytes)?, 0))) {
        return Ok((sound(encoding, &bytes[mark..], |_| encoding == UTF_8)?, None));
    }
    if let Ok(text) = strict(UTF_8, bytes) {
        return Ok((text, None));
    }
    let doubtful = Some(Problem::GuessedEncoding { encoding: GB18030.name() });
    if let Some((text, is_mixed)) = mixed(bytes) {
        return Ok((text, doubtful.filter(|_| is_mixed)));
    }
    let text = sound(GB18030, bytes, is_likely)?;
    let doubt = doubtful.filter(|_| !is_likely(&text));
    Ok((text, doubt))
}

/// The text, even if some bytes of one like this are no character.
fn sound(encoding: &'static Encoding, bytes: &[u8], is_one: impl Fn(&str) -> bool) -> Result<String, Problem> {
    match strict(encoding, bytes) {
        Err(Problem::UnknownEncoding) => {
            damaged(encoding, bytes).filter(|text| is_one(text)).ok_or(Problem::UnknownEncoding)
        }
        text => text,
    }
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

/// A text in which some bytes are no character.
fn damaged(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let lost = text.matches(LOST).count();
    let chinese = text.chars().filter(|c| c.len_utf8() == 3 && *c != LOST).count();
    (chinese > SOUND * lost && !text.contains('\0')).then(|| text.into_owned())
}

/// The text of a table that was put together of several, some lines in UTF-8 and others in GB18030, or of one in UTF-8
/// that is damaged; whether some were in GB18030. That a line of GB18030 has several characters which are all Chinese
/// as UTF-8 does not happen.
fn mixed(bytes: &[u8]) -> Option<(String, bool)> {
    let lines = || bytes.split_inclusive(|byte| *byte == b'\n');
    let is_utf8 = |line: &[u8]| {
        let beyond = str::from_utf8(line).map(|text| text.chars().filter(|c| !c.is_ascii()).collect::<Vec<_>>());
        beyond.is_ok_and(|beyond| beyond.len() > 1 && beyond.iter().all(|c| c.len_utf8() == 3))
    };
    if !lines().any(is_utf8) && damaged(UTF_8, bytes).is_none() {
        return None;
    }
    let mut is_mixed = false;
    let mut text = |line| {
        let sound = || Some(UTF_8).filter(|_| is_utf8(line))?.decode_without_bom_handling_and_without_replacement(line);
        sound().or_else(|| damaged(UTF_8, line).map(Cow::Owned)).unwrap_or_else(|| {
            let text = GB18030.decode_without_bom_handling_and_without_replacement(line);
            is_mixed |= text.is_some() && !line.is_ascii();
            text.unwrap_or_else(|| UTF_8.decode_without_bom_handling(line).0)
        })
    };
    let texts: Vec<Cow<'_, str>> = lines().map(&mut text).collect();
    Some((texts.concat(), is_mixed)).filter(|(text, _)| !text.contains('\0'))
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
    fn a_text_in_utf8_keeps_what_its_wrong_bytes_leave() {
        let text = b"\xE4\xBC\x81\xE4\xB8\x9A,\xE4\xBA\xBA\xE6\x95\xB0\n\xE4\xB8\x9D\xE7\xBB,8\xFF6\n\xE4\xB8\x9D\xE7\xBB\xB8,5\n";
        let expected = "企业,人数\n丝\u{FFFD},8\u{FFFD}6\n丝绸,5\n";
        assert_eq!(decode(text), Ok((expected.to_owned(), None)));
        assert_eq!(decode(&[b"\xEF\xBB\xBF", &text[..]].concat()), Ok((expected.to_owned(), None)));
        let gb = |text| GB18030.encode(text).0;
        let damaged = [&gb("企业名称,人数\n云屿绸业,5")[..], b"\xFF0\n"].concat();
        assert_eq!(decode(&damaged), Ok(("企业名称,人数\n云屿绸业,5\u{FFFD}0\n".to_owned(), None)));
        let gb = gb("企业名称,所在地\n云屿绸业,崇川区\n涓滴涓滴,2\n");
        assert_eq!(decode(&gb).unwrap(), ("企业名称,所在地\n云屿绸业,崇川区\n涓滴涓滴,2\n".to_owned(), None));
    }

    #[test]
    fn lines_of_two_encodings_are_read_each_in_its_own() {
        let (gb, utf8) = (GB18030.encode("企业名称,所在地\n").0, "云屿绸业,崇川区\n");
        let (text, doubt) = decode(&[&*gb, utf8.as_bytes()].concat()).unwrap();
        assert_eq!(text, "企业名称,所在地\n云屿绸业,崇川区\n");
        assert!(doubt.is_some());
    }
}
