//! The report as text for a terminal: first what it comes to, then each support, then what to do.

use crate::report::{ConditionReport, DocumentReport, Report, Status, SupportReport};
use crate::words::{self, Lang};

use super::notes::Notes;
use super::page::Page;

/// The report in `width` columns; `all` shows every support with every condition.
#[must_use]
pub fn report_table(lang: Lang, report: &Report, width: usize, all: bool) -> String {
    let mut page = Page::new(lang, width);
    page.head(report);
    page.totals(report);
    if all {
        page.every_support(report);
    } else {
        page.supports(report);
    }
    page.lines(words::near_misses_title(lang), words::near_misses(lang, report));
    page.lines(words::missing_title(lang), words::missing_lines(lang, report));
    page.documents(report);
    page.text
}

impl Page {
    fn head(&mut self, report: &Report) {
        self.line(&words::enterprise(self.lang, &report.enterprise));
        self.line(&words::as_of(self.lang, &report.as_of, report.as_of_from));
        if report.strict {
            self.line(words::strict(self.lang));
        }
    }

    fn totals(&mut self, report: &Report) {
        let (title, says_standing) = words::totals_title(self.lang, report);
        self.section(title);
        if report.totals.is_empty() {
            self.hanging("  ", "  ", words::no_total(self.lang, report));
            return;
        }
        let rows: Vec<[String; 4]> =
            report.totals.iter().map(|total| words::total(self.lang, total, says_standing)).collect();
        self.table(&words::total_columns(self.lang).map(str::to_owned), &rows, &[26, 16, 16]);
    }

    fn supports(&mut self, report: &Report) {
        let (shown, folded, services) = sorts(report);
        if !shown.is_empty() {
            self.section(words::supports_title(self.lang));
            let mut notes = Notes::default();
            let rows: Vec<[String; 4]> = shown.iter().map(|support| notes.row(self.lang, support)).collect();
            self.table(
                &words::support_columns(self.lang).map(str::to_owned),
                &rows,
                &self.lang.pick([24, 6, 18], [24, 11, 19]),
            );
            let notes = words::numbered_notes(self.lang, notes.all());
            self.hanging("  ", "  ", &notes);
        }
        self.folded(words::folded(self.lang, &folded).into_iter().chain(words::services(self.lang, &services)));
    }

    /// What has no row of its own, with where to see it.
    fn folded(&mut self, lines: impl Iterator<Item = String>) {
        let mut lines: Vec<String> = lines.collect();
        let Some(last) = lines.last_mut() else { return };
        last.push_str(words::see_all(self.lang));
        self.text.push('\n');
        for line in lines {
            self.hanging("", "  ", &line);
        }
    }

    fn every_support(&mut self, report: &Report) {
        self.section(words::supports_title(self.lang));
        for support in &report.supports {
            self.support(support);
        }
    }

    /// A support with every condition and every step.
    pub(super) fn support(&mut self, support: &SupportReport) {
        self.text.push('\n');
        let title = format!(
            "{}  {}  {}",
            words::name(self.lang, support),
            words::status(self.lang, support.status),
            words::amount(self.lang, support)
        );
        self.hanging("  ", "    ", title.trim_end());
        self.hanging("    ", "      ", &words::citation(self.lang, support));
        let mut record = None;
        for condition in &support.conditions {
            if condition.record != record {
                record.clone_from(&condition.record);
                self.hanging("    ", "      ", &words::heading(self.lang, record.as_deref()));
            }
            self.condition(condition);
        }
        let lines = words::calculation(self.lang, support).into_iter().chain(words::notes(self.lang, support));
        for line in lines.chain(words::delivery(self.lang, support)) {
            self.hanging("    ", "      ", &line);
        }
    }

    fn condition(&mut self, condition: &ConditionReport) {
        let indent = " ".repeat(4 + 2 * depth(&condition.address));
        self.hanging(&indent, &format!("{indent}  "), &words::condition_line(self.lang, condition));
    }

    fn documents(&mut self, report: &Report) {
        self.section(words::basis_title(self.lang));
        for document in &report.documents {
            self.document(document);
        }
        if report.documents.is_empty() {
            self.hanging("  ", "  ", words::no_document(self.lang));
        }
        self.hanging("  ", "    ", &words::conventions(self.lang, &report.assumptions));
    }

    fn document(&mut self, document: &DocumentReport) {
        self.hanging("  ", "    ", &words::document(self.lang, document));
        for warning in &document.warnings {
            self.hanging("  ! ", "    ", warning);
        }
    }
}

/// How many conditions a condition is a part of, by its address.
pub(super) fn depth(address: &str) -> usize {
    let nests = |segment: &str| matches!(segment, "all" | "any" | "none" | "of" | "unclear");
    address.split('.').filter(|segment| nests(segment)).count()
}

/// Money with a row of its own, other money, and what is not money.
pub(super) fn sorts(report: &Report) -> (Vec<&SupportReport>, Vec<&SupportReport>, Vec<&SupportReport>) {
    let (money, services): (Vec<_>, Vec<_>) = report.supports.iter().partition(|support| support.is_money);
    let (shown, folded) = money.into_iter().partition(|support| is_shown(support));
    (shown, folded, services)
}

/// Whether money has a row of its own. What waits for a whole list has nothing to show yet; the missing list names it.
fn is_shown(support: &SupportReport) -> bool {
    match support.status {
        Status::Qualifies | Status::SubjectToJudgement => true,
        Status::NeedsFacts => !support.missing.iter().any(|missing| missing.is_list),
        _ => false,
    }
}
