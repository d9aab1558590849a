//! The report as text for a terminal: first what it comes to, then each support, then what to do.

use crate::report::{Report, SupportReport};
use crate::words::{self, Lang, Shared};

use super::page::Page;
use super::parts;
use super::screen::fitting;
use super::sheet::{Block, Section};

/// The report in `width` columns; `all` shows every support with every condition.
#[must_use]
pub fn report_table(lang: Lang, report: &Report, width: usize, all: bool) -> String {
    if all {
        return every_support(lang, report).text(lang, width);
    }
    let mut page = Page::new(lang, width);
    page.report(report, &fitting(lang, report));
    page.text
}

/// The report with every support.
fn every_support(lang: Lang, report: &Report) -> super::sheet::Sheet {
    let totals = parts::totals(lang, report, &report.totals.iter().collect::<Vec<_>>(), None, false);
    let supports = parts::details(lang, report).into_iter().chain(parts::joint_lines(lang, report));
    let supports = Section::new(words::supports_title(lang), supports.collect());
    let rest = [
        parts::next_steps(lang, report),
        parts::near_misses(lang, report),
        parts::missing(lang, report),
        Some(parts::whole_basis(lang, report)),
    ];
    let mut sheet = parts::of_firm(lang, report);
    sheet.sections = [totals, supports].into_iter().chain(rest.into_iter().flatten()).collect();
    sheet
}

impl Page {
    /// A support with every condition and every step, by itself.
    pub(super) fn support(&mut self, support: &SupportReport) {
        let place = words::citation(self.lang, support);
        self.block(&Block::Entry(parts::entry(self.lang, support, place, &Shared::default())));
    }
}
