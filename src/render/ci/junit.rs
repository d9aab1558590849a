//! The XML of `JUnit`, which every service for tests reads.

use std::collections::BTreeMap;

use quick_junit::{NonSuccessKind, Report, SerializeError, TestCase, TestCaseStatus, TestSuite};

use crate::report::TestReport;
use crate::words::{self, Lang};

use super::Told;

/// Why a report could not be written.
pub type JunitError = SerializeError;

/// Findings: a file is a suite, a finding by which the run fails a failure; without any there is one test that passed.
///
/// # Errors
/// When the XML can't be written.
pub fn junit(findings: &[Told<'_>]) -> Result<String, JunitError> {
    let mut report = Report::new("zjtx validate");
    if findings.is_empty() {
        let mut suite = TestSuite::new("zjtx validate");
        suite.add_test_case(TestCase::new("validate", TestCaseStatus::success()));
        report.add_test_suite(suite);
    }
    add(&mut report, findings.iter());
    report.to_string()
}

fn add<'t>(report: &mut Report, findings: impl Iterator<Item = &'t Told<'t>>) {
    let mut files: BTreeMap<&str, Vec<&Told<'_>>> = BTreeMap::new();
    findings.for_each(|told| files.entry(told.finding.file).or_default().push(told));
    for (file, findings) in files {
        let mut suite = TestSuite::new(file);
        suite.add_test_cases(findings.into_iter().map(case));
        report.add_test_suite(suite);
    }
}

fn case(told: &Told<'_>) -> TestCase {
    let finding = &told.finding;
    let place = finding.line.map(|line| format!(":{line}")).unwrap_or_default();
    let name = format!("{} {}{place}", finding.code, finding.file);
    if !told.is_grave {
        let mut case = TestCase::new(name, TestCaseStatus::success());
        case.set_system_out(told.text());
        return case;
    }
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_type(finding.code).set_message(finding.message.as_str()).set_description(told.text());
    TestCase::new(name, status)
}

/// Worked cases: a file is a suite, a case a test; before them what fails the run in rules and cases.
///
/// # Errors
/// When the XML can't be written.
pub fn junit_of_cases(lang: Lang, tested: &TestReport, findings: &[Told<'_>]) -> Result<String, JunitError> {
    let mut report = Report::new("zjtx test");
    add(&mut report, findings.iter().filter(|told| told.is_grave));
    for file in &tested.files {
        let mut suite = TestSuite::new(file.file.as_str());
        for case in &file.cases {
            let status = if case.passed {
                TestCaseStatus::success()
            } else {
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                let differences = case.differences.iter().map(|difference| words::difference_line(lang, difference));
                status
                    .set_message(words::case_line(lang, case))
                    .set_description(differences.collect::<Vec<_>>().join("\n"));
                status
            };
            suite.add_test_case(TestCase::new(case.name.as_str(), status));
        }
        report.add_test_suite(suite);
    }
    report.to_string()
}
