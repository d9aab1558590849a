//! Looks at brackets before and beside the parser: how deep they are, which one is left open, and what only newer parsers
//! take. And at what a file is that is read as rules.

use std::ops::Range;

use toml::de::DeTable;

use crate::rulefile::RULE_FILE;

/// Nesting of lists and tables beyond this is refused.
const MAX_DEPTH: usize = 64;

/// The bytes outside of strings and comments; of a string the quote that opens it.
struct Outside<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Iterator for Outside<'_> {
    type Item = (usize, u8);

    fn next(&mut self) -> Option<(usize, u8)> {
        if self.bytes.get(self.at) == Some(&b'#') {
            let rest = &self.bytes[self.at..];
            self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        }
        let (at, byte) = (self.at, *self.bytes.get(self.at)?);
        let end = if matches!(byte, b'"' | b'\'') { end_of_string(self.bytes, at) } else { at };
        self.at = end + 1;
        Some((at, byte))
    }
}

fn outside(text: &str) -> Outside<'_> {
    Outside { bytes: text.as_bytes(), at: 0 }
}

/// The last byte of the string that opens at `start`; of a line that does not close it, the line's end.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let quote = bytes[start];
    if bytes[start..].starts_with(&[quote; 3]) {
        let body = &bytes[start + 3..];
        return body.windows(3).position(|three| three == [quote; 3]).map_or(bytes.len(), |end| start + 3 + end + 2);
    }
    let mut at = start + 1;
    loop {
        match bytes.get(at..).and_then(|rest| memchr::memchr3(quote, b'\n', b'\\', rest)) {
            Some(next) if bytes[at + next] == b'\\' => at += next + if quote == b'"' { 2 } else { 1 },
            Some(next) => return at + next,
            None => return at.max(bytes.len()),
        }
    }
}

/// The first bracket that opens more than [`MAX_DEPTH`] levels, looked for before a parser recurses.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    outside(text).find_map(|(at, byte)| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth > MAX_DEPTH).then_some(at)
    })
}

/// The bracket of an earlier line that is still open where a parser gave up, and what the parser says of such a one, if
/// the line there starts like one outside of brackets.
pub(super) fn unclosed(text: &str, at: usize) -> Option<(usize, &'static str)> {
    let start = text.get(..at)?.rfind('\n')? + 1;
    let line = text[start..].lines().next()?.trim_start();
    let is_header =
        line.starts_with('[') && line.trim_start_matches('[').starts_with(|c: char| c.is_ascii_alphabetic());
    let is_of_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '"' | ' ');
    if !is_header && !line.split_once('=').is_some_and(|(key, _)| key.chars().all(is_of_key)) {
        return None;
    }
    let mut open: Vec<(usize, u8)> = Vec::new();
    for (at, byte) in outside(text).take_while(|(at, _)| *at < start) {
        match byte {
            b'[' | b'{' => open.push((at, byte)),
            b']' | b'}' => drop(open.pop()),
            _ => {}
        }
    }
    open.last().map(|(at, byte)| (*at, if *byte == b'[' { "unclosed array" } else { "unclosed inline table" }))
}

/// Where a file has a form that parsers of TOML 1.0 refuse: braces over several lines or with a comma behind the last of
/// them, the escapes `\\e` and `\\x`.
pub(super) fn newer_form(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut open: Vec<(usize, u8)> = Vec::new();
    let mut comma = None;
    for (at, byte) in outside(text) {
        match (byte, open.last()) {
            (b'\n', Some((at, b'{'))) => return Some(*at),
            (b'}', Some(_)) if comma.is_some() => return comma,
            (b'[' | b'{', _) => open.push((at, byte)),
            (b']' | b'}', _) => drop(open.pop()),
            (b'"', _) if has_newer_escape(&bytes[at..end_of_string(bytes, at).min(bytes.len())]) => return Some(at),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            comma = (byte == b',').then_some(at);
        }
    }
    None
}

fn has_newer_escape(string: &[u8]) -> bool {
    let mut is_escaped = false;
    string.iter().any(|byte| {
        let is_newer = is_escaped && matches!(byte, b'e' | b'x');
        is_escaped = *byte == b'\\' && !is_escaped;
        is_newer
    })
}

/// Keys of a profile that no rule file has.
const OF_A_FIRM: &[&str] = &[PLACE[0], PLACE[1], "as-of", "测算日", "year"];

/// How a profile calls the place of the firm.
const PLACE: [&str; 2] = ["place", "所在地"];

/// Where a file says what profiles do, if it says nothing that rules do.
pub(super) fn profile_key(root: &DeTable<'_>) -> Option<Range<usize>> {
    let is_of_rules = RULE_FILE.keys.iter().any(|key| root.contains_key(key.name));
    let mut keys = root.keys().filter(|key| OF_A_FIRM.contains(&key.get_ref().as_ref()));
    keys.next().filter(|_| !is_of_rules).map(toml::Spanned::span)
}

/// The place that a profile states, as it is written; `None` where it is no profile that states one.
#[must_use]
pub fn stated_place(text: &str) -> Option<String> {
    let root = DeTable::parse(text).ok()?;
    let named = PLACE.iter().find_map(|key| root.get_ref().get(*key));
    named.and_then(|place| place.get_ref().as_str()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_parsers_of_toml_1_0_refuse_is_newer() {
        for old in [
            "a = { b = [\n1,\n] }",
            "a = { b = 1, c = 2 } # ,}\nd = [1,\n]",
            "a = \"\\\\e ,}\"",
            "a = { b = \"\"\"\n\"\"\" }",
        ] {
            assert_eq!(newer_form(old), None, "{old}");
        }
        for (newer, at) in
            [("a = {\nb = 1 }", 4), ("a = { b = 1, }", 11), ("a = \"\\e\"", 4), ("a = [{ b = 1, # c\n}]", 5)]
        {
            assert_eq!(newer_form(newer), Some(at), "{newer}");
        }
    }

    #[test]
    fn a_bracket_left_open_is_found_at_its_line() {
        let text = "a = [\n  { b = 1 },\nc = 2\n";
        assert_eq!(unclosed(text, text.find("= 2").unwrap()), Some((4, "unclosed array")));
        let text = "a = [\n  { b = [1] ,\n[c]\n";
        assert_eq!(unclosed(text, text.find("[c]").unwrap()), Some((8, "unclosed inline table")));
        assert_eq!(unclosed("a = 1\nb = ]\n", 10), None);
    }
}
