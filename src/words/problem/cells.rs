//! How a value of a cell or a line of JSON is written.

use crate::words::{Lang, say};

/// How a value of the expected type is written in JSON; only its lines have types.
pub(super) fn typed(lang: Lang, key: &str, expected: &str, found: &str) -> Option<String> {
    Some(match (expected, found) {
        ("list", "object") => {
            say!(lang, "每项一个对象：\"{key}\": [{{…}}]", "an object for each: \"{key}\": [{{…}}]")
        }
        ("list", _) => say!(lang, "写成 \"{key}\": [ … ]", "write \"{key}\": [ … ]"),
        ("object", _) if key == "year" => {
            say!(lang, "写成 \"year\": {{\"2025\": {{…}}}}", "write \"year\": {{\"2025\": {{…}}}}")
        }
        ("object", _) => say!(lang, "写成 {{\"键\": 值}} 这样", "write it like {{\"key\": value}}"),
        ("date", _) => say!(lang, "写成 \"2026-11-22\" 这样，加引号", "write it like \"2026-11-22\", in quotes"),
        _ => return None,
    })
}
