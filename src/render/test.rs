//! Worked cases as text: every name by its file, of a case that failed also what came out and how.

use crate::report::{CaseReport, Difference, Subject, TestReport};
use crate::words::{self, Lang};

use super::page::Page;

/// The cases in `width` columns.
#[must_use]
pub fn test_text(lang: Lang, report: &TestReport, width: usize) -> String {
    let mut page = Page::new(lang, width);
    for file in &report.files {
        page.line(&file.file);
        file.cases.iter().for_each(|case| page.case(case));
        page.end_block();
    }
    for path in &report.without_cases {
        page.hanging("", "  ", &words::without_cases(lang, path));
    }
    page.line(&words::test_summary(lang, report));
    page.text
}

impl Page {
    fn case(&mut self, case: &CaseReport) {
        self.hanging("  ", "        ", &words::case_line(self.lang, case));
        let mut subjects: Vec<&Subject> = case.differences.iter().map(|difference| &difference.of).collect();
        subjects.dedup();
        for subject in subjects {
            let of_subject: Vec<&Difference> =
                case.differences.iter().filter(|difference| difference.of == *subject).collect();
            self.indented(4, |page| {
                page.hanging("  ", "    ", &words::subject(page.lang, subject));
                let rows: Vec<[String; 3]> =
                    of_subject.iter().map(|difference| words::difference(page.lang, difference)).collect();
                page.indented(2, |page| page.table(&words::difference_columns(page.lang), &rows, &[14, 26]));
            });
        }
        for support in &case.supports {
            self.indented(4, |page| page.support(support));
        }
        if !case.passed {
            self.end_block();
        }
    }

    /// One empty line, whatever was written last.
    fn end_block(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        self.text.push_str("\n\n");
    }
}
