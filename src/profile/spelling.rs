//! Words and signs by which people write values, whatever file they stand in.

use crate::clean::narrow;

/// What stands for a value that is not known.
pub const UNKNOWN: &[&str] = &[
    "不清楚",
    "不知道",
    "不详",
    "不明",
    "未知",
    "待定",
    "待补充",
    "待核实",
    "待查",
    "请选择",
    "请填写",
    "unknown",
    "n/a",
    "na",
    "tbd",
    "?",
    "-",
    "--",
    "—",
    "——",
    "/",
];
/// What stands for none.
const NOTHING: &[&str] = &["无", "暂无", "没有", "none"];
/// The word for `true` in Chinese.
pub const YES: &str = "是";
/// The word for `false` in Chinese.
pub const NO: &str = "否";
const YESES: &[&str] = &[YES, "√", "✓", "✔", "yes", "y", "true"];
const NOES: &[&str] = &[NO, "×", "✗", "✘", "no", "n", "false"];

/// Whether the text says that a value is not known.
#[must_use]
pub fn is_unknown(text: &str) -> bool {
    says(UNKNOWN, text)
}

/// Whether the text says that there is none.
#[must_use]
pub fn is_nothing(text: &str) -> bool {
    says(NOTHING, text)
}

/// Whether the text names nobody and nothing: no firm is called so.
#[must_use]
pub fn is_no_name(text: &str) -> bool {
    is_unknown(text) || is_nothing(text)
}

/// Yes or no.
#[must_use]
pub(super) fn flag(text: &str) -> Option<bool> {
    if says(YESES, text) { Some(true) } else { says(NOES, text).then_some(false) }
}

fn says(words: &[&str], text: &str) -> bool {
    let text = narrow(text).to_lowercase();
    words.iter().any(|word| *word == text.trim())
}
