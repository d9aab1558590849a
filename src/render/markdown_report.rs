//! The whole report as Markdown, to be put into a document for the firm.

use std::fmt::Write;

use crate::report::{DocumentReport, Report, SupportReport};
use crate::words::{self, Lang, Shared};

use super::markdown::{escaped, items, nested, numbered, table};
use super::notes::Notes;
use super::screen::{Sorts, other_rows};
use super::table::depth;

/// The report as Markdown: what it comes to, each support in a row, then each with every condition.
#[must_use]
pub fn report_markdown(lang: Lang, report: &Report) -> String {
    let mut page = Markdown { lang, text: String::new() };
    page.head(report);
    page.totals(report);
    page.supports(report);
    page.next_steps(report);
    page.list(words::near_misses_title(lang), words::near_misses(lang, report));
    page.list(words::missing_title(lang), words::missing_lines(lang, report));
    page.documents(report);
    page.details(report);
    page.text
}

struct Markdown {
    lang: Lang,
    text: String,
}

impl Markdown {
    fn heading(&mut self, level: usize, title: &str) {
        self.text.truncate(self.text.trim_end().len());
        let gap = if self.text.is_empty() { "" } else { "\n\n" };
        let _ = writeln!(self.text, "{gap}{} {}\n", "#".repeat(level), escaped(title));
    }

    fn list(&mut self, title: &str, lines: Vec<String>) {
        if !lines.is_empty() {
            self.heading(2, title);
            self.text.push_str(&items(lines));
        }
    }

    fn head(&mut self, report: &Report) {
        self.heading(1, &words::enterprise(self.lang, &report.enterprise));
        let day = words::as_of(self.lang, &report.as_of, report.as_of_from);
        let strict = report.strict.then(|| words::strict(self.lang).to_owned());
        let lines: Vec<String> = [day].iter().chain(&strict).map(|line| format!("{}\n", escaped(line))).collect();
        self.text.push_str(&lines.join("\n"));
    }

    fn totals(&mut self, report: &Report) {
        let (title, says_standing) = words::totals_title(self.lang, &report.totals.iter().collect::<Vec<_>>());
        self.heading(2, title);
        let rows: Vec<[String; 4]> =
            report.totals.iter().map(|total| words::total(self.lang, total, says_standing)).collect();
        if !rows.is_empty() {
            self.text.push_str(&table(&words::total_columns(self.lang).map(str::to_owned), &rows));
        }
        if let Some(line) = words::below_totals(self.lang, report) {
            let _ = writeln!(self.text, "{}{}", if rows.is_empty() { "" } else { "\n" }, escaped(&line));
        }
    }

    /// What the firm gets or may get, a row each, with numbered notes; then what it does not.
    fn supports(&mut self, report: &Report) {
        let sorts = Sorts::of(report, usize::MAX);
        let others = other_rows(self.lang, report, &sorts, false);
        let Sorts { taxes, shown, folded, services } = sorts;
        let folded = words::folded_in_full(self.lang, &folded, &services);
        self.sorted(words::supports_title(self.lang), &shown, others, folded);
        let open = words::open_taxes(self.lang, &taxes.open);
        let folded = open.into_iter().chain(words::folded_in_full(self.lang, &taxes.folded, &[])).collect();
        self.sorted(words::taxes_title(self.lang), &taxes.shown, Vec::new(), folded);
    }

    fn sorted(&mut self, title: &str, shown: &[&SupportReport], others: Vec<[String; 4]>, folded: Vec<String>) {
        if shown.len() + others.len() + folded.len() == 0 {
            return;
        }
        self.heading(2, title);
        if shown.len() + others.len() > 0 {
            let mut notes = Notes::default();
            let rows = shown.iter().map(|support| notes.row(self.lang, support));
            let rows: Vec<[String; 4]> = rows.chain(others).collect();
            self.text.push_str(&table(&words::support_columns(self.lang).map(str::to_owned), &rows));
            self.text.push('\n');
            self.text.push_str(&numbered(notes.all()));
        }
        if !folded.is_empty() {
            self.text.truncate(self.text.trim_end().len());
            self.text.push_str("\n\n");
            self.text.push_str(&items(folded));
        }
    }

    /// What to do for each support that can be had, or nearly.
    fn next_steps(&mut self, report: &Report) {
        let steps = words::next_steps(self.lang, report);
        if !steps.is_empty() {
            self.heading(2, words::next_title(self.lang));
        }
        let lines = steps
            .into_iter()
            .flat_map(|step| std::iter::once((0, step.title)).chain(step.lines.into_iter().map(|line| (1, line))));
        self.text.push_str(&nested(&lines.collect::<Vec<_>>()));
    }

    fn documents(&mut self, report: &Report) {
        self.heading(2, words::basis_title(self.lang));
        for document in &report.documents {
            self.document(report, document);
        }
        if report.documents.is_empty() {
            self.text.push_str(&items([words::no_document(self.lang).to_owned()]));
        }
        let read = report.place_read.as_ref().and_then(|read| words::place_read(self.lang, read));
        self.text.push_str(&items(read));
        self.text.push_str(&items([words::conventions(self.lang, &report.assumptions)]));
    }

    fn document(&mut self, report: &Report, document: &DocumentReport) {
        self.text.push_str(&items([words::document(self.lang, document)]));
        let names = words::closed_names(self.lang, report, document, usize::MAX).filter(|_| !document.open);
        for note in document.warnings.iter().chain(&names) {
            let _ = writeln!(self.text, "  - {}", escaped(note));
        }
    }

    fn details(&mut self, report: &Report) {
        let open: Vec<&DocumentReport> =
            report.documents.iter().map(AsRef::as_ref).filter(|document| document.open).collect();
        if !open.is_empty() {
            self.heading(2, words::details_title(self.lang));
        }
        for document in open {
            let supports: Vec<&SupportReport> =
                report.supports.iter().filter(|support| support.document.id == document.id).collect();
            let shared = Shared::of(self.lang, &supports);
            self.heading(3, &document.title);
            let line = words::shared_line(self.lang, &supports, &shared);
            if let Some(line) = line {
                let _ = writeln!(self.text, "{}", escaped(&line));
            }
            supports.into_iter().for_each(|support| self.support(support, &shared));
        }
    }

    /// A support with every condition and every step.
    fn support(&mut self, support: &SupportReport, shared: &Shared) {
        let verdict = words::verdict(self.lang, support);
        self.heading(4, &words::of_record(self.lang, Some(&words::name(self.lang, support)), &verdict));
        let _ = writeln!(self.text, "{}", escaped(&words::in_document(self.lang, support, shared)));
        self.part(words::conditions_title(self.lang), &condition_lines(self.lang, support, shared));
        self.part(words::calculation_title(self.lang), &flat(words::calculation(self.lang, support)));
        let notes = words::notes_beside_conditions(self.lang, support).into_iter();
        let notes = notes.chain(words::own_delivery(self.lang, support, shared)).collect();
        self.part(words::notes_title(self.lang), &flat(notes));
    }

    /// A titled list, if there is anything in it.
    fn part(&mut self, title: &str, lines: &[(usize, String)]) {
        if !lines.is_empty() {
            let _ = writeln!(self.text, "\n**{}**\n", escaped(title));
            self.text.push_str(&nested(lines));
        }
    }
}

fn flat(lines: Vec<String>) -> Vec<(usize, String)> {
    lines.into_iter().map(|line| (0, line)).collect()
}

/// The conditions by record, an outer one before its parts.
fn condition_lines(lang: Lang, support: &SupportReport, shared: &Shared) -> Vec<(usize, String)> {
    let (mut lines, mut record) = (Vec::new(), None);
    for condition in words::own_conditions(lang, support, shared) {
        if condition.record != record {
            record.clone_from(&condition.record);
            lines.push((0, words::heading(lang, record.as_deref())));
        }
        let level = depth(&condition.address) + usize::from(record.is_some());
        lines.push((level, words::condition_line(lang, &condition)));
    }
    lines
}
