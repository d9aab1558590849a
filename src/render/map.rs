//! The headers that fit nothing, as a file in which somebody says what they mean.

use std::fmt::Write;

use crate::roster::{OPEN, UnknownHeader};
use crate::shown::is_command;
use crate::words::{self, Lang};

/// A file that says of each header what it means; where that is open, `?`.
#[must_use]
pub fn header_map(lang: Lang, headers: &[UnknownHeader]) -> String {
    let mut text = words::map_head(lang);
    for UnknownHeader { header, suggestion } in headers {
        let remark =
            suggestion.as_ref().map(|name| format!(" # {}", words::perhaps_header(lang, name))).unwrap_or_default();
        // Writing to a string can't fail.
        let _ = writeln!(text, "{} = \"{OPEN}\"{remark}", quoted(header));
    }
    text
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        let _ = match c {
            '"' | '\\' => write!(escaped, "\\{c}"),
            _ if c.is_control() || is_command(c) => write!(escaped, "\\u{:04X}", u32::from(c)),
            _ => write!(escaped, "{c}"),
        };
    }
    format!("\"{escaped}\"")
}
