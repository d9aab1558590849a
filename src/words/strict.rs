//! What is said where no assumption is taken.

use crate::report::{ReasonCode, ReasonReport};

use super::{Lang, say};

/// The line at the head of a report.
#[must_use]
pub fn strict(lang: Lang) -> &'static str {
    lang.pick(
        "严格测算：规则里的假定一概不取，文件的各种读法都算在内",
        "strict: no assumption of the rules is taken, every reading of the documents counts",
    )
}

/// Readings of which none is taken, which follow on lines of their own.
#[must_use]
pub fn all_readings(lang: Lang) -> &'static str {
    lang.pick("文件没有写明，以下各种读法都算", "the document does not say; each of these readings counts")
}

/// An assumption that is not taken, as a reason.
#[must_use]
pub fn not_taken(lang: Lang, assume: &str) -> ReasonReport {
    let text = say!(lang, "严格测算不取假定：{assume}", "not assumed in a strict answer: {assume}");
    ReasonReport { code: ReasonCode::Silence, text }
}
