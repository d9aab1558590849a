//! Texts of others on their way to a reader: without characters that command a terminal or turn text around, and no
//! longer than anybody reads.

use std::borrow::Cow;
use std::fmt::Write;

/// Characters of a text that a message quotes, at most.
const MOST: usize = 120;
/// Characters of a longer one that are kept of its start and of its end.
const KEPT: [usize; 2] = [80, 30];

/// Whether a character does something else than to be seen: commands of terminals, marks that turn text around, line
/// breaks that are none everywhere. Line feeds and tabs stay: a text may have lines.
#[must_use]
pub fn is_command(c: char) -> bool {
    let turns = matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    turns || matches!(c, '\u{2028}' | '\u{2029}') || c.is_control() && !matches!(c, '\n' | '\t')
}

/// The text with each such character named, as `<U+202E>`.
#[must_use]
pub fn plain(text: &str) -> Cow<'_, str> {
    // The line break of another system is one.
    if text.contains("\r\n") {
        return Cow::Owned(plain(&text.replace("\r\n", "\n")).into_owned());
    }
    replaced(text, |out, c| {
        let _ = write!(out, "<U+{:04X}>", u32::from(c));
    })
}

/// The text on one line, for names and paths: its line breaks and tabs are named, too.
#[must_use]
pub fn plain_line(text: &str) -> Cow<'_, str> {
    match plain(text) {
        named if named.contains(['\n', '\t']) => Cow::Owned(named.replace('\n', "<U+000A>").replace('\t', "<U+0009>")),
        named => named,
    }
}

/// JSON with each such character as JSON names it, as `\u202e`. Outside of its strings JSON has none.
#[must_use]
pub fn plain_json(json: &str) -> Cow<'_, str> {
    replaced(json, |out, c| {
        let _ = write!(out, "\\u{:04x}", u32::from(c));
    })
}

/// HTML with each such character named, as `<U+202E>` is written there. Outside of its texts HTML has none.
#[must_use]
pub fn plain_html(html: &str) -> Cow<'_, str> {
    replaced(html, |out, c| {
        let _ = write!(out, "&lt;U+{:04X}&gt;", u32::from(c));
    })
}

/// The text with a stand-in of as many bytes for each such character, so that places in it stay.
#[must_use]
pub fn plain_in_place(text: &str) -> Cow<'_, str> {
    let stand_in = |c: char| match c.len_utf8() {
        1 => '?',
        2 => '·',
        _ => '\u{FFFD}',
    };
    replaced(text, |out, c| out.push(stand_in(c)))
}

fn replaced(text: &str, replace: impl Fn(&mut String, char)) -> Cow<'_, str> {
    if !has_command(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_command(c) { replace(&mut out, c) } else { out.push(c) }
    }
    Cow::Owned(out)
}

/// Whether a text has one, found by the bytes with which they can begin: texts are long, and nearly none has one.
fn has_command(text: &str) -> bool {
    let may_begin = |byte: u8| byte < 0x20 || matches!(byte, 0x7F | 0xC2 | 0xD8 | 0xE2);
    let starts = text.bytes().enumerate().filter(|(_, byte)| may_begin(*byte));
    starts.into_iter().any(|(at, _)| text[at..].chars().next().is_some_and(is_command))
}

/// The text as a message quotes it: of a long one its start and its end.
#[must_use]
pub fn shortened(text: &str) -> Cow<'_, str> {
    if text.len() <= MOST || text.char_indices().nth(MOST).is_none() {
        return Cow::Borrowed(text);
    }
    let [start, end] = KEPT;
    let start = text.char_indices().nth(start).map_or(text.len(), |(at, _)| at);
    let end = text.char_indices().rev().nth(end - 1).map_or(0, |(at, _)| at);
    Cow::Owned(format!("{}…{}", &text[..start], &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMANDS: &str = "\u{0}\u{7}\u{8}\u{b}\r\u{1b}\u{1f}\u{7f}\u{80}\u{9b}\u{9f}\u{61c}\u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\u{202e}\u{2066}\u{2069}";

    #[test]
    fn what_commands_a_terminal_is_named_and_not_sent() {
        assert_eq!(plain("甲\u{9b}2J\u{202e}乙\u{1b}[1m"), "甲<U+009B>2J<U+202E>乙<U+001B>[1m");
        assert_eq!(plain("一行\n二行\t三\r\n四\r五"), "一行\n二行\t三\n四<U+000D>五");
        assert_eq!(plain_line("一行\n二行\t三"), "一行<U+000A>二行<U+0009>三");
        assert!(!plain(COMMANDS).contains(is_command));
        assert_eq!(plain(COMMANDS).matches("<U+").count(), COMMANDS.chars().count());
    }

    #[test]
    fn every_character_that_commands_is_found() {
        let all = (0..=u32::from(char::MAX)).filter_map(char::from_u32);
        let wrong: Vec<char> = all.filter(|c| has_command(&format!("云{c}")) != is_command(*c)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn json_stays_the_same_value() {
        let json = serde_json::to_string(&format!("{COMMANDS}\n\t\"\\")).unwrap();
        let plain = plain_json(&json);
        assert!(!plain.contains(|c: char| is_command(c)));
        assert_eq!(serde_json::from_str::<String>(&plain).unwrap(), format!("{COMMANDS}\n\t\"\\"));
    }

    #[test]
    fn a_stand_in_has_as_many_bytes() {
        assert_eq!(plain_in_place("a\u{1b}\u{9b}\u{202e}b"), "a?·\u{FFFD}b");
        assert_eq!(plain_in_place(COMMANDS).len(), COMMANDS.len());
    }

    #[test]
    fn of_a_long_text_a_message_has_both_ends() {
        assert_eq!(shortened("云屿绸业"), "云屿绸业");
        assert_eq!(shortened(&"云".repeat(120)), "云".repeat(120));
        let long = format!("{}{}", "云".repeat(1_000_000), "屿".repeat(30));
        assert_eq!(shortened(&long), format!("{}…{}", "云".repeat(80), "屿".repeat(30)));
    }
}
