//! How to mend what stands in a cell or a line of JSON, where a mend of a TOML file says the wrong thing.

use crate::finding::Problem;
use crate::words::{Lang, say};

/// The mend, where it is not that of a file in TOML.
pub(super) fn hint(lang: Lang, problem: &Problem) -> Option<String> {
    let (zh, en) = match problem {
        Problem::WrongType { key, expected, found } => return typed(lang, key, expected, found),
        Problem::MisplacedFact { table: Some(table), .. } if table.starts_with("\"year\"") => {
            ("年份换成这个数所属的那一年", "with the year that the figure is of")
        }
        Problem::MisplacedFact { table: None, .. } => {
            ("写在最外层的 { } 里", "put it in the outermost { } of the line")
        }
        Problem::DerivedFact { .. } => ("删去它", "delete it"),
        Problem::WrongUnit { kind: "count" | "number", .. } => ("只写数字，例如 186", "the figure alone, such as 186"),
        Problem::InvalidDate { text } if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => (
            "写成 2026-11-22 这样真实存在的日期；只知道年份的写四位数，例如 2025",
            "write a day that exists, such as 2026-11-22; of which only the year is known, its four digits, such as 2025",
        ),
        _ => return None,
    };
    Some(lang.pick(zh, en).to_owned())
}

/// How a value of the expected type is written in JSON; only its lines have types.
fn typed(lang: Lang, key: &str, expected: &str, found: &str) -> Option<String> {
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
