//! What the worked cases have seen, as text: a document a line, and below it what none has.

use crate::report::CoverageReport;
use crate::words::{self, Lang};

use super::page::Page;

/// The coverage in `width` columns; `least` is what it should be, where it is less.
#[must_use]
pub fn covered_text(lang: Lang, report: &CoverageReport, least: Option<&str>, width: usize) -> String {
    let mut page = Page::new(lang, width);
    for of in &report.documents {
        page.line(&words::document_coverage(lang, of));
        of.uncovered.iter().for_each(|point| page.hanging("  ", "      ", &words::uncovered(lang, point)));
    }
    page.line(&words::coverage_summary(lang, report, least));
    page.text
}
