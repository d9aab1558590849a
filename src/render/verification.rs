//! What came of computing a receipt again, as text.

use crate::report::Verification;
use crate::words::{self, Lang};

use super::page::Page;
use super::what_if::rows;

/// The verification in `width` columns.
#[must_use]
pub fn verification_text(lang: Lang, found: &Verification, width: usize) -> String {
    let mut page = Page::new(lang, width);
    page.line(&words::verified(lang, found));
    if let Some(version) = &found.version {
        page.line(&words::other_version(lang, version));
    }
    let rules = found.rules.iter().map(|rule| words::changed_rule(lang, rule));
    page.lines(words::changed_rules_title(lang), rules.collect());
    if !found.changes.is_empty() {
        page.text.push('\n');
        page.table(&words::verify_columns(lang).map(str::to_owned), &rows(lang, &found.changes), &[26, 24]);
    }
    page.text
}
