//! What a run of worked cases found: the view model of `zjtx test`.

use serde::Serialize;

use super::{SupportReport, Yuan};

/// The version of the JSON of a test run.
pub const TEST_SCHEMA: &str = "zjtx.test/1";

/// All worked cases of a run.
#[derive(Clone, Debug, Serialize)]
pub struct TestReport {
    /// `zjtx.test/1`
    pub schema: &'static str,
    /// How many cases came out as expected.
    pub passed: usize,
    /// How many did not.
    pub failed: usize,
    /// How many check nothing.
    pub unchecked: usize,
    /// The files of cases, in their order.
    pub files: Vec<CaseFileReport>,
    /// Folders with rules, but without a case.
    pub without_cases: Vec<String>,
}

impl Default for TestReport {
    fn default() -> TestReport {
        TestReport {
            schema: TEST_SCHEMA,
            passed: 0,
            failed: 0,
            unchecked: 0,
            files: Vec::new(),
            without_cases: Vec::new(),
        }
    }
}

impl TestReport {
    /// Adds a file of cases.
    pub fn add(&mut self, file: CaseFileReport) {
        let passed = file.cases.iter().filter(|case| case.passed).count();
        let unchecked = file.cases.iter().filter(|case| case.checks_nothing).count();
        self.passed += passed;
        self.unchecked += unchecked;
        self.failed += file.cases.len() - passed - unchecked;
        self.files.push(file);
    }
}

/// One file of cases.
#[derive(Clone, Debug, Serialize)]
pub struct CaseFileReport {
    /// The file.
    pub file: String,
    /// Its cases, in their order.
    pub cases: Vec<CaseReport>,
}

/// One case.
#[derive(Clone, Debug, Serialize)]
pub struct CaseReport {
    /// What it shows.
    pub name: String,
    /// The line where it starts, from 1.
    pub line: u32,
    /// Whether everything came out as expected.
    pub passed: bool,
    /// Whether nothing is held against what came out.
    pub checks_nothing: bool,
    /// What did not.
    pub differences: Vec<Difference>,
    /// The supports that came out otherwise, as reported.
    pub supports: Vec<SupportReport>,
}

/// One thing that came out otherwise than expected.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Difference {
    /// What it is about.
    pub of: Subject,
    /// The key of the case that says what is expected.
    pub key: &'static str,
    /// What the case says.
    pub expected: Given,
    /// What came out.
    pub found: Given,
}

/// What an expectation is about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// A support, as a whole or for one record.
    Support {
        /// Its address.
        id: String,
        /// The record.
        record: Option<String>,
    },
    /// A standard.
    Standard {
        /// Its address.
        id: String,
    },
    /// A fact, or what the document defines.
    Value {
        /// Its key or name.
        fact: String,
    },
    /// A total.
    Total {
        /// enterprise, person or unstated.
        paid_to: String,
        /// once, month or year.
        period: String,
    },
    /// A group.
    Group {
        /// Its name.
        name: String,
        /// The record within which it holds.
        record: Option<String>,
    },
}

/// What was expected or found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(untagged)]
pub enum Given {
    /// An amount.
    Yuan(Yuan),
    /// A word as the report's JSON has it; `open` for an end that is not bounded, `unstated` for one of which the
    /// document gives no figure, `none` where there is nothing.
    Word(String),
    /// Codes, keys or addresses, sorted.
    Words(Vec<String>),
}

impl Given {
    /// Nothing.
    #[must_use]
    pub fn none() -> Given {
        Given::Word("none".to_owned())
    }
}
