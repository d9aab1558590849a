//! Text without what nobody sees: characters without width, and blanks that look like one or like none.
//!
//! Every reader of names, headers and values takes its texts through here, so that what looks the same is the same.

use std::borrow::Cow;

/// The text as it is seen: characters without width are dropped, the blanks around it too, and a run of blanks is one
/// blank, or one line break where it has one. What is left is unchanged: wide characters stay wide.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(|c: char| is_blank(c) || is_hidden(c));
    if is_clean(text) { Cow::Borrowed(text) } else { Cow::Owned(cleaned(text)) }
}

/// The text as names are compared: narrow, in lower case, without blanks, hyphens, quotes and brackets, which people set
/// as they like (`专精特新“小巨人”企业`, `专精特新(小巨人)企业`).
#[must_use]
pub fn bare(text: &str) -> String {
    bare_chars(text).collect()
}

/// Whether a text is this one as names are compared; of most names the first character tells that they are not.
#[must_use]
pub fn is_bare(text: &str, bare: &str) -> bool {
    bare_chars(text).eq(bare.chars())
}

fn bare_chars(text: &str) -> impl Iterator<Item = char> {
    let says_nothing = |c: &char| is_blank(*c) || is_hidden(*c) || "\"'“”‘’「」『』《》〈〉【】〔〕()[]-".contains(*c);
    text.chars().map(narrow_char).filter(move |c| !says_nothing(c)).flat_map(char::to_lowercase)
}

/// Wide letters, digits and signs as narrow ones.
#[must_use]
pub fn narrow(text: &str) -> String {
    text.chars().map(narrow_char).collect()
}

fn narrow_char(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        '\u{3000}' | '\u{A0}' => ' ',
        '￥' => '¥',
        other => other,
    }
}

fn is_clean(text: &str) -> bool {
    let is_odd = |c: char| is_hidden(c) || (is_blank(c) && !matches!(c, ' ' | '\n'));
    let is_break = |c: char| matches!(c, ' ' | '\n');
    !text.contains(is_odd) && !text.chars().zip(text.chars().skip(1)).any(|(one, next)| is_break(one) && is_break(next))
}

fn cleaned(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut blank = None;
    for c in text.chars().filter(|c| !is_hidden(*c)) {
        if is_blank(c) {
            let is_break = blank == Some('\n') || is_line_break(c);
            blank = Some(if is_break { '\n' } else { ' ' });
        } else {
            kept.extend(blank.take());
            kept.push(c);
        }
    }
    kept
}

/// A blank of any width; those that are no white space by their class look like it.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{115F}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}')
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A character without width, by which nobody tells two texts apart: joiners, marks of direction, soft hyphens,
/// selectors of a variant of the character before.
fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{FEFF}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_without_width_are_dropped() {
        for hidden in "\u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{2060}\u{2064}\u{FEFF}\u{AD}\u{202A}\u{202E}\u{2066}\u{2069}\u{FE0F}\u{E0100}".chars() {
            assert_eq!(visible(&format!("{hidden}云屿{hidden}绸业{hidden}")), "云屿绸业", "{hidden:?}");
        }
    }

    #[test]
    fn a_run_of_blanks_is_one_of_them() {
        assert_eq!(visible(" 云屿 \u{200B} 绸业\u{A0}"), "云屿 绸业");
        assert_eq!(visible("Yunyu\u{3000}\u{2003}Silk\tLtd"), "Yunyu Silk Ltd");
        assert_eq!(visible("营业收入 \r\n（万元）"), "营业收入\n（万元）");
        assert_eq!(visible("\u{200B} \u{3000}"), "");
    }

    #[test]
    fn names_are_the_same_whatever_is_set_around_their_words() {
        for text in
            ["专精特新“小巨人”企业", "专精特新 「小巨人」企业", "专精特新（小巨人）企业", "\"专精特新小巨人企业\""]
        {
            assert_eq!(bare(text), "专精特新小巨人企业");
        }
        assert_eq!(bare("Ｌittle Giant"), bare("little-giant"));
    }

    #[test]
    fn what_is_clean_is_not_copied() {
        assert!(matches!(visible("  Ａ 1\n２ "), Cow::Borrowed("Ａ 1\n２")));
    }
}
