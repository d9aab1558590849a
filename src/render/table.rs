//! The report as text for a terminal: first what it comes to, then each support, then what to do.

use std::fmt::Write;

use comfy_table::{Cell, ColumnConstraint, ContentArrangement, Table, Width, presets};
use textwrap::core::display_width;

use crate::report::{ConditionReport, DocumentReport, Report, Status, SupportReport};
use crate::words::{self, Lang};

/// Narrower than this, lines are not broken further.
const LEAST_WIDTH: usize = 40;
/// Columns between two columns of a table, and before the first.
const GAP: usize = 2;

/// The report in `width` columns; `all` shows every support with every condition.
#[must_use]
pub fn report_table(lang: Lang, report: &Report, width: usize, all: bool) -> String {
    let mut page = Page { lang, width: width.max(LEAST_WIDTH), text: String::new(), notes: Vec::new() };
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

struct Page {
    lang: Lang,
    width: usize,
    text: String,
    /// What is open or assumed, each said once and referred to by its number.
    notes: Vec<String>,
}

impl Page {
    /// A line that starts with `first`, whose continuation starts with `rest`.
    fn hanging(&mut self, first: &str, rest: &str, line: &str) {
        let options = textwrap::Options::new(self.width).initial_indent(first).subsequent_indent(rest);
        for wrapped in textwrap::wrap(line, options) {
            let _ = writeln!(self.text, "{}", wrapped.trim_end());
        }
    }

    fn line(&mut self, line: &str) {
        self.hanging("", "", line);
    }

    fn section(&mut self, title: &str) {
        self.text.push('\n');
        self.line(title);
    }

    /// A section with a line for each, if there is any.
    fn lines(&mut self, title: &str, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        self.section(title);
        for line in lines {
            self.hanging("  ", "    ", &line);
        }
    }

    fn head(&mut self, report: &Report) {
        self.line(&words::enterprise(self.lang, &report.enterprise));
        self.line(&words::as_of(self.lang, &report.as_of, report.as_of_from));
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
        let (shown, folded): (Vec<_>, Vec<_>) = report.supports.iter().partition(|support| is_shown(support));
        if !shown.is_empty() {
            self.section(words::supports_title(self.lang));
            let rows: Vec<[String; 4]> = shown.iter().map(|support| self.row(support)).collect();
            self.table(&words::support_columns(self.lang).map(str::to_owned), &rows, &[24, 6, 18]);
            let notes = words::numbered_notes(self.lang, &std::mem::take(&mut self.notes));
            self.hanging("  ", "  ", &notes);
        }
        if !folded.is_empty() {
            self.text.push('\n');
            for line in words::folded(self.lang, &folded) {
                self.hanging("", "  ", &line);
            }
        }
    }

    fn row(&mut self, support: &SupportReport) -> [String; 4] {
        let mut numbers: Vec<usize> =
            words::notes(self.lang, support).into_iter().map(|note| self.note(note)).collect();
        numbers.sort_unstable();
        let mut calculation = words::calculation(self.lang, support);
        let references = words::references(&numbers);
        match calculation.last_mut() {
            Some(last) => last.push_str(&references.map(|references| format!(" {references}")).unwrap_or_default()),
            None => calculation.extend(references),
        }
        [
            words::name(self.lang, support),
            words::status(self.lang, support.status).to_owned(),
            words::amount(self.lang, support),
            calculation.join("\n"),
        ]
    }

    /// The number of a note, new or said before.
    fn note(&mut self, note: String) -> usize {
        let known = self.notes.iter().position(|other| *other == note);
        known.unwrap_or_else(|| {
            self.notes.push(note);
            self.notes.len() - 1
        }) + 1
    }

    /// A table whose first columns are at most so wide; the last takes what is left and is broken where Chinese may be.
    fn table<const N: usize>(&mut self, header: &[String; N], rows: &[[String; N]], most: &[usize]) {
        let content = |column: usize| {
            let cells = rows.iter().chain([header]).flat_map(|row| row[column].lines());
            cells.map(display_width).max().unwrap_or(0)
        };
        // On a narrow terminal every column gives its share.
        let share = |most: usize| (most * self.width / 80).max(6);
        let mut widths: Vec<usize> =
            most.iter().enumerate().map(|(column, most)| content(column).min(share(*most)) + GAP).collect();
        widths.push(self.width.saturating_sub(widths.iter().sum::<usize>() + GAP));
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        let constraint = |width: &usize| ColumnConstraint::Absolute(Width::Fixed(u16::try_from(*width).unwrap_or(80)));
        for row in std::iter::once(header).chain(rows) {
            table.add_row(row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
                let gap = if column + 1 < N { GAP } else { 0 };
                Cell::new(broken(cell, width.saturating_sub(gap)))
            }));
        }
        table.set_constraints(widths.iter().map(constraint));
        for (index, column) in table.column_iter_mut().enumerate() {
            let gap = if index + 1 < N { GAP } else { 0 };
            column.set_padding((0, u16::try_from(gap).unwrap_or(0)));
        }
        for line in table.lines() {
            let _ = writeln!(self.text, "  {}", line.trim_end());
        }
    }

    fn every_support(&mut self, report: &Report) {
        self.section(words::supports_title(self.lang));
        for support in &report.supports {
            self.support(support);
        }
    }

    /// A support with every condition and every step.
    fn support(&mut self, support: &SupportReport) {
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
        for line in words::calculation(self.lang, support).into_iter().chain(words::notes(self.lang, support)) {
            self.hanging("    ", "      ", &line);
        }
    }

    fn condition(&mut self, condition: &ConditionReport) {
        let nests = |segment: &str| matches!(segment, "all" | "any" | "none" | "unclear");
        let depth = condition.address.split('.').filter(|segment| nests(segment)).count();
        let indent = " ".repeat(4 + 2 * depth);
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
        self.hanging("  ", "    ", &words::assumptions(self.lang, report));
    }

    fn document(&mut self, document: &DocumentReport) {
        self.hanging("  ", "    ", &words::document(self.lang, document));
        for warning in &document.warnings {
            self.hanging("  ! ", "    ", warning);
        }
    }
}

/// Whether the short report shows the support on a row of its own. What waits for a whole list has nothing to show yet;
/// the missing list names it.
fn is_shown(support: &SupportReport) -> bool {
    match support.status {
        Status::Qualifies | Status::SubjectToJudgement => true,
        Status::NeedsFacts => !support.missing.iter().any(|missing| missing.is_list),
        _ => false,
    }
}

fn broken(text: &str, width: usize) -> String {
    text.lines().map(|line| textwrap::fill(line, width.max(2))).collect::<Vec<_>>().join("\n")
}
