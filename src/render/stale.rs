//! Documents that should be looked at, as text.

use crate::catalogue::{Stale, StaleDocument};
use crate::words::{self, Lang};

use super::page::Page;

/// The lists in `width` columns.
#[must_use]
pub fn stale_text(lang: Lang, stale: &Stale, width: usize) -> String {
    let mut page = Page::new(lang, width);
    let [unchecked, ending] = words::stale_titles(lang, stale.days);
    let lists = [(unchecked, &stale.unchecked, false), (ending, &stale.ending, true)];
    for (title, documents, ends) in lists {
        page.line(&title);
        for StaleDocument { day, days, id, title } in documents {
            page.hanging("  ", "    ", &words::stale_document(lang, [day, id, title], *days, ends));
        }
        if documents.is_empty() {
            page.hanging("  ", "  ", words::nothing_stale(lang));
        }
    }
    page.text
}
