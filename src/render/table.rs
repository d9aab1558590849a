//! The report as text for a terminal: first what it comes to, then each support, then what to do.

use crate::report::{ConditionReport, DocumentReport, Report, SupportReport, TotalReport};
use crate::words::{self, Lang, Shared};

use super::page::Page;
use super::screen::{fitting, joint_rows};

/// The report in `width` columns; `all` shows every support with every condition.
#[must_use]
pub fn report_table(lang: Lang, report: &Report, width: usize, all: bool) -> String {
    let mut page = Page::new(lang, width);
    if all {
        page.head(report, &report.totals.iter().collect::<Vec<_>>(), &[], false);
        page.every_support(report);
        page.next_steps(report);
        page.lines(words::near_misses_title(lang), words::near_misses(lang, report));
        page.lines(words::missing_title(lang), words::missing_lines(lang, report));
        page.documents(report, &report.documents.iter().map(AsRef::as_ref).collect::<Vec<_>>(), &[], usize::MAX);
    } else {
        page.report(report, &fitting(lang, report));
    }
    page.text
}

impl Page {
    /// The firm, the day and these totals, with what stands below them.
    pub(super) fn head(&mut self, report: &Report, totals: &[&TotalReport], below: &[String], is_brief: bool) {
        self.line(&words::enterprise(self.lang, &report.enterprise));
        self.line(&words::as_of(self.lang, &report.as_of, report.as_of_from));
        if report.strict {
            self.line(words::strict(self.lang));
        }
        let (title, says_standing) = words::totals_title(self.lang, totals);
        self.section(title);
        let mut rows: Vec<[String; 4]> =
            totals.iter().map(|total| words::total(self.lang, total, says_standing)).collect();
        if is_brief {
            rows.iter_mut().for_each(|[.., hangs_on]| *hangs_on = words::first_reason(self.lang, hangs_on));
        }
        if !rows.is_empty() {
            self.table(&words::total_columns(self.lang).map(str::to_owned), &rows, &[34, 16, 16]);
        }
        let below_all = words::below_totals(self.lang, report);
        below_all.iter().chain(below).for_each(|line| self.hanging("  ", "  ", line));
    }

    /// The supports of each document that is open, with what they share said once.
    fn every_support(&mut self, report: &Report) {
        self.section(words::supports_title(self.lang));
        for document in report.documents.iter().filter(|document| document.open) {
            let supports: Vec<&SupportReport> =
                report.supports.iter().filter(|support| support.document.id == document.id).collect();
            let shared = Shared::of(self.lang, &supports);
            self.text.push('\n');
            self.hanging("  ", "    ", &document.title);
            let line = words::shared_line(self.lang, &supports, &shared);
            line.iter().for_each(|line| self.hanging("  ", "    ", line));
            supports.into_iter().for_each(|support| self.support_in(support, &shared));
        }
        let others = joint_rows(self.lang, report);
        self.text.push_str(if others.is_empty() { "" } else { "\n" });
        others.iter().for_each(|row| self.hanging("  ", "    ", &row.join("  ")));
    }

    /// What to do for each support that can be had, or nearly.
    fn next_steps(&mut self, report: &Report) {
        let steps = words::next_steps(self.lang, report);
        if !steps.is_empty() {
            self.section(words::next_title(self.lang));
        }
        for step in steps {
            self.hanging("  ", "    ", &step.title);
            step.lines.iter().for_each(|line| self.hanging("    ", "      ", line));
        }
    }

    /// A support with every condition and every step, by itself.
    pub(super) fn support(&mut self, support: &SupportReport) {
        self.headed_support(support, &words::citation(self.lang, support), &Shared::default());
    }

    /// The same below its document, but for what that shares.
    fn support_in(&mut self, support: &SupportReport, shared: &Shared) {
        self.headed_support(support, &words::in_document(self.lang, support, shared), shared);
    }

    fn headed_support(&mut self, support: &SupportReport, place: &str, shared: &Shared) {
        self.text.push('\n');
        let title = format!(
            "{}  {}  {}",
            words::name(self.lang, support),
            words::answer(self.lang, support),
            words::amount(self.lang, support)
        );
        self.hanging("  ", "    ", title.trim_end());
        self.hanging("    ", "      ", place);
        let mut record = None;
        for condition in words::own_conditions(self.lang, support, shared) {
            if condition.record != record {
                record.clone_from(&condition.record);
                self.hanging("    ", "      ", &words::heading(self.lang, record.as_deref()));
            }
            self.condition(&condition);
        }
        let lines = words::calculation(self.lang, support).into_iter();
        let lines = lines.chain(words::notes_beside_conditions(self.lang, support));
        for line in lines.chain(words::own_delivery(self.lang, support, shared)) {
            self.hanging("    ", "      ", &line);
        }
    }

    fn condition(&mut self, condition: &ConditionReport) {
        let indent = " ".repeat(4 + 2 * depth(&condition.address));
        self.hanging(&indent, &format!("{indent}  "), &words::condition_line(self.lang, condition));
    }

    /// What the answer rests on: these documents, then what is said of the others. The names of one that is not open take so
    /// many columns.
    pub(super) fn documents(
        &mut self,
        report: &Report,
        documents: &[&DocumentReport],
        others: &[String],
        columns: usize,
    ) {
        self.section(words::basis_title(self.lang));
        documents.iter().for_each(|document| self.document(report, document, columns));
        others.iter().for_each(|line| self.hanging("  ", "    ", line));
        if report.documents.is_empty() {
            self.hanging("  ", "  ", words::no_document(self.lang));
        }
        let read = report.place_read.as_ref().and_then(|read| words::place_read(self.lang, read));
        read.iter().for_each(|line| self.hanging("  ", "    ", line));
        self.hanging("  ", "    ", &words::conventions(self.lang, &report.assumptions));
    }
}

/// How many conditions a condition is a part of, by its address.
pub(super) fn depth(address: &str) -> usize {
    let nests = |segment: &str| matches!(segment, "all" | "any" | "none" | "of" | "unclear");
    address.split('.').filter(|segment| nests(segment)).count()
}
