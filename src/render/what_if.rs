//! What other values of the firm would change, above the whole answer with them.

use crate::report::{ChangeReport, ChangedSide};
use crate::words::{self, Lang};

use super::markdown::table;
use super::page::Page;

/// The changes in `width` columns, and the `answer` below them.
#[must_use]
pub fn what_if_text(lang: Lang, set: &[String], changes: &[ChangeReport], answer: &str, width: usize) -> String {
    let mut page = Page::new(lang, width);
    page.line(&words::what_if_title(lang, set));
    if changes.is_empty() {
        page.hanging("  ", "  ", words::nothing_changes(lang));
    } else {
        page.table(&words::what_if_columns(lang).map(str::to_owned), &rows(lang, changes), &[26, 24]);
    }
    page.section(words::whole_answer_with_it(lang));
    page.text.push('\n');
    page.text + answer
}

/// The same as Markdown.
#[must_use]
pub fn what_if_markdown(lang: Lang, set: &[String], changes: &[ChangeReport], answer: &str) -> String {
    let title = words::what_if_title(lang, set);
    let told = if changes.is_empty() {
        format!("{}\n", words::nothing_changes(lang))
    } else {
        table(&words::what_if_columns(lang).map(str::to_owned), &rows(lang, changes))
    };
    format!("# {}\n\n{told}\n{answer}", super::markdown::escaped(&title))
}

pub(super) fn rows(lang: Lang, changes: &[ChangeReport]) -> Vec<[String; 3]> {
    let side = |side: Option<&ChangedSide>| {
        side.map_or_else(|| words::no_such_answer(lang).to_owned(), |side| side.text.clone())
    };
    let row = |change: &ChangeReport| {
        [words::changed_name(lang, change), side(change.before.as_ref()), side(change.after.as_ref())]
    };
    changes.iter().map(row).collect()
}
