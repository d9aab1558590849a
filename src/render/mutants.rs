//! Mutants as text: of each document how many are caught, and each that is not.

use crate::report::MutantsReport;
use crate::words::{self, Lang};

use super::page::Page;

/// The mutants in `width` columns.
#[must_use]
pub fn mutants_text(lang: Lang, report: &MutantsReport, width: usize) -> String {
    let mut page = Page::new(lang, width);
    for of in &report.documents {
        let all = of.caught + of.survived + of.left;
        page.line(&words::document_mutants(lang, &of.document, of.caught, all));
        of.survivors.iter().for_each(|survivor| page.hanging("  ", "      ", &words::survivor(lang, survivor)));
    }
    page.line(&words::mutants_summary(lang, report));
    page.text
}
