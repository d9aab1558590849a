//! What is Chinese in a text.

/// Whether there is a Chinese character or a Chinese mark in it.
pub(crate) fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}'))
}

/// The text without what stands in quotes of its own: values of a file, or examples of what a file may say.
#[allow(dead_code, reason = "a test may need only one of these")]
pub(crate) fn unquoted(text: &str) -> String {
    let plain = text.replace("\\\"", "`").replace('"', "`");
    plain.split('`').step_by(2).collect()
}
