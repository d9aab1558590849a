//! In which characters a text table is written.

use encoding_rs::{Encoding, GB18030, UTF_8};

use crate::finding::Problem;

/// Of ten characters beyond ASCII, as many as this are those that Chinese is written with; else it is in doubt that
/// the text was read rightly.
const LIKELY: usize = 9;

/// The text, and a warning where it is in doubt.
///
/// # Errors
/// When it is in none of the encodings that spreadsheets write.
pub fn decode(bytes: &[u8]) -> Result<(String, Option<Problem>), Problem> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok((strict(encoding, &bytes[mark..])?, None));
    }
    if let Ok(text) = strict(UTF_8, bytes) {
        return Ok((text, None));
    }
    let text = strict(GB18030, bytes)?;
    let doubt = (!is_likely(&text)).then(|| Problem::GuessedEncoding { encoding: GB18030.name() });
    Ok((text, doubt))
}

fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Problem> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or(Problem::UnknownEncoding)?;
    // A workbook or picture under a wrong name.
    if text.contains('\0') { Err(Problem::UnknownEncoding) } else { Ok(text.into_owned()) }
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
        assert_eq!(decode(b"\xFF\x00\xFF"), Err(Problem::UnknownEncoding));
    }
}
