//! What is expected of one standard.

use crate::finding::Problem;
use crate::reader::{Table, Value};
use crate::rulebook::Rulebook;

use super::address;
use super::value::missing;

/// Keys that say something of money, which a standard does not give.
const OF_MONEY: &[&str] =
    &["record", "low", "high", "open", "certainty", "granted-low", "granted-high", "reasons", "would-bring", "lasts"];

/// What is expected of one standard. What is not written is not compared.
#[derive(Debug)]
pub struct ExpectStandard {
    /// Its address.
    pub standard: String,
    /// The status, as the report's JSON has it.
    pub status: Option<String>,
    /// Where the day lies to those of applications, as the report's JSON has it.
    pub window: Option<String>,
    /// What the conditions are called that are not met, all of them.
    pub lacks: Option<Vec<String>>,
    /// What the conditions are called that are neither met nor missed, all of them.
    pub undecided: Option<Vec<String>>,
    /// Keys of the facts that must be said to be missing, all of them.
    pub missing: Option<Vec<String>>,
    /// The distances of what is not met, in plain form, all of them.
    pub near_miss: Option<Vec<String>>,
}

impl ExpectStandard {
    pub(super) fn read(table: Table<'_>, document: &str, book: &Rulebook) -> Option<ExpectStandard> {
        let known = book.standards.iter().map(|standard| &standard.rule.address);
        let standard = table.require("standard", Value::text);
        let unknown = |name, suggestion| Problem::UnknownStandard { name, suggestion };
        let standard = standard.and_then(|id| address(id, document, known, &table, unknown));
        if table.has("support") {
            table.report(Problem::TwoForms { first: "support", second: "standard" });
        }
        for key in OF_MONEY.iter().copied().filter(|key| table.read(key, |_| Some(())).is_some()) {
            let key = key.to_owned();
            table.report(Problem::MisplacedKey { key, form: "standard", allowed: Vec::new(), suggestion: None });
        }
        let texts = |key| Some(table.read(key, Value::texts)?.into_iter().map(|text| text.value).collect());
        table.read("because", Value::text);
        table.read("support", |_| Some(()));
        let expect = ExpectStandard {
            standard: standard?,
            status: table.read("status", Value::text).map(|status| status.value),
            window: table.read("window", Value::text).map(|window| window.value),
            lacks: texts("lacks"),
            undecided: texts("undecided"),
            missing: missing(&table, book),
            near_miss: texts("near-miss"),
        };
        if !expect.compares() && OF_MONEY.iter().all(|key| !table.has(key)) {
            table.report(Problem::ChecksNothing { is_case: false });
        }
        table.finish();
        Some(expect)
    }

    /// Whether it says what should come out.
    pub(super) fn compares(&self) -> bool {
        self.status.is_some()
            || self.window.is_some()
            || [&self.lacks, &self.undecided, &self.missing, &self.near_miss].into_iter().any(Option::is_some)
    }
}
