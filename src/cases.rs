//! Worked cases of a rule file: a firm, a day, and what a document's figures give for it by hand.

use crate::calendar::Day;
use crate::finding::Problem;
use crate::literal::{self, MoneyUnit};
use crate::number::Number;
use crate::profile::{self, Profile};
use crate::reader::{Table, Value};
use crate::report::{Report, SupportReport, Yuan};
use crate::rulebook::Rulebook;
use crate::source::{Located, Span};

/// One worked case.
#[derive(Debug)]
pub struct Case {
    /// What it shows.
    pub name: String,
    /// Its table.
    pub span: Span,
    /// The day.
    pub as_of: Day,
    /// The firm.
    pub profile: Profile,
    /// What is expected of supports.
    pub expects: Vec<Expect>,
    /// What is expected of totals.
    pub totals: Vec<ExpectTotal>,
}

/// What is expected of one support. What is not written is not compared.
#[derive(Debug)]
pub struct Expect {
    /// Its address.
    pub support: String,
    /// The status, as the report's JSON has it.
    pub status: Option<String>,
    /// The lower end.
    pub low: Option<Number>,
    /// The upper end.
    pub high: Option<Number>,
    /// Whether the upper end is open.
    pub open: bool,
    /// Codes of reasons that must be given, all of them.
    pub reasons: Option<Vec<String>>,
    /// Keys of the facts that must be said to be missing, all of them.
    pub missing: Option<Vec<String>>,
    /// The distances of the near miss, in words.
    pub near_miss: Option<Vec<String>>,
}

/// What is expected of one total.
#[derive(Debug)]
pub struct ExpectTotal {
    /// enterprise, person or unstated.
    pub paid_to: String,
    /// once, month or year.
    pub period: String,
    /// The lower end.
    pub low: Number,
    /// The upper end; open if absent.
    pub high: Option<Number>,
    /// Codes of reasons that must be given, all of them.
    pub reasons: Option<Vec<String>>,
}

/// Reads a file of worked cases; `document` is the address of the document that it stands beside.
#[must_use]
pub fn read(table: Table<'_>, document: &str, book: &Rulebook) -> Vec<Case> {
    let cases = table.read_tables("case", "[[case]]");
    let cases = cases.into_iter().filter_map(|case| Case::read(case, document, book)).collect();
    table.finish();
    cases
}

impl Case {
    fn read(table: Table<'_>, document: &str, book: &Rulebook) -> Option<Case> {
        let (name, as_of) = (table.require("name", Value::text), table.require("as-of", Value::day));
        let profile = table.require("profile", |value| Some(profile::read(&value.table("profile")?, book)));
        let expects = table.read_tables("expect", "[[case.expect]]");
        let expects = expects.into_iter().filter_map(|expect| Expect::read(expect, document, book)).collect();
        let totals = table.read_tables("total", "[[case.total]]").into_iter().filter_map(ExpectTotal::read).collect();
        let span = table.span().clone();
        table.finish();
        Some(Case { name: name?.value, span, as_of: as_of?.value, profile: profile?, expects, totals })
    }

    /// Where a report differs from what is expected, a line each.
    #[must_use]
    pub fn differences(&self, report: &Report) -> Vec<String> {
        let supports = self.expects.iter().flat_map(|expect| {
            match report.supports.iter().find(|support| support.id == expect.support) {
                Some(support) => expect.differences(support),
                None => vec![format!("{}: not in the report", expect.support)],
            }
        });
        supports.chain(self.totals.iter().flat_map(|total| total.differences(report))).collect()
    }
}

impl Expect {
    fn read(table: Table<'_>, document: &str, book: &Rulebook) -> Option<Expect> {
        let support = table.require("support", Value::text).and_then(|id| address(id, document, book, &table));
        let texts = |key| Some(table.read(key, Value::texts)?.into_iter().map(|text| text.value).collect());
        // Read only for the reader of the file: the arithmetic from the document's figures.
        table.read("because", Value::text);
        let expect = Expect {
            support: support?,
            status: table.read("status", Value::text).map(|status| status.value),
            low: table.read("low", money),
            high: table.read("high", money),
            open: table.read("open", Value::flag).is_some_and(|flag| flag.value),
            reasons: texts("reasons"),
            missing: texts("missing"),
            near_miss: texts("near-miss"),
        };
        table.finish();
        Some(expect)
    }

    fn differences(&self, support: &SupportReport) -> Vec<String> {
        let mut differences = Vec::new();
        let mut compare = |what: &str, expected: Option<String>, found: String| {
            if let Some(expected) = expected.filter(|expected| *expected != found) {
                differences.push(format!("{} {what}: expected {expected}, found {found}", self.support));
            }
        };
        let amount = support.amount.as_ref();
        let end = |end: Option<Yuan>| end.map_or_else(|| "open".to_owned(), |end| end.to_string());
        let status = serde_json::to_value(support.status).ok().and_then(|status| status.as_str().map(str::to_owned));
        compare("status", self.status.clone(), status.unwrap_or_default());
        compare("low", self.low.map(|low| Yuan(low).to_string()), end(amount.and_then(|amount| amount.low)));
        compare("high", self.high.map(|high| Yuan(high).to_string()), end(amount.and_then(|amount| amount.high)));
        compare("high", self.open.then(|| "open".to_owned()), end(amount.and_then(|amount| amount.high)));
        let codes = support.reasons.iter().map(|reason| reason.code.as_str());
        compare("reasons", self.reasons.as_deref().map(sorted), sorted_of(codes));
        compare(
            "missing",
            self.missing.as_deref().map(sorted),
            sorted_of(support.missing.iter().map(|missing| missing.fact.as_str())),
        );
        let distances = support.near_miss.iter().map(|miss| miss.distance.as_str());
        compare("near miss", self.near_miss.as_deref().map(sorted), sorted_of(distances));
        differences
    }
}

impl ExpectTotal {
    fn read(table: Table<'_>) -> Option<ExpectTotal> {
        let (paid_to, period) = (table.require("paid-to", Value::text), table.require("period", Value::text));
        let (low, high) = (table.require("low", money), table.read("high", money));
        let reasons = table.read("reasons", Value::texts);
        table.read("because", Value::text);
        table.finish();
        let reasons = reasons.map(|reasons| reasons.into_iter().map(|reason| reason.value).collect());
        Some(ExpectTotal { paid_to: paid_to?.value, period: period?.value, low: low?, high, reasons })
    }

    fn differences(&self, report: &Report) -> Vec<String> {
        let what = format!("total {} {}", self.paid_to, self.period);
        let found = report.totals.iter().find(|total| total.paid_to == self.paid_to && total.period == self.period);
        let Some(found) = found else { return vec![format!("{what}: not in the report")] };
        let expected = (Yuan(self.low), self.high.map(Yuan));
        let mut differences = Vec::new();
        if expected != (found.low, found.high) {
            differences.push(format!("{what}: expected {expected:?}, found {:?}", (&found.low, &found.high)));
        }
        let codes = sorted_of(found.reasons.iter().map(|reason| reason.code.as_str()));
        if let Some(expected) = self.reasons.as_deref().map(sorted).filter(|expected| *expected != codes) {
            differences.push(format!("{what} reasons: expected {expected}, found {codes}"));
        }
        differences
    }
}

/// The address of a support that a case names by its id or its address.
fn address(id: Located<String>, document: &str, book: &Rulebook, table: &Table<'_>) -> Option<String> {
    let address = if id.value.contains('/') { id.value.clone() } else { format!("{document}/{}", id.value) };
    if book.supports.iter().any(|support| support.address == address) {
        return Some(address);
    }
    let suggestion = crate::suggest::nearest(&address, book.supports.iter().map(|support| &support.address));
    table.sink().report(&id.span, Problem::UnknownSupport { name: id.value, suggestion });
    None
}

fn money(value: Value<'_>) -> Option<Number> {
    let text = value.text()?;
    let read = literal::money(&text.value, MoneyUnit::Required);
    if read.is_err() {
        value.report(Problem::WrongUnit { text: text.value, kind: "money" });
    }
    read.ok()
}

fn sorted(texts: &[String]) -> String {
    sorted_of(texts.iter().map(String::as_str))
}

fn sorted_of<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut texts: Vec<&str> = texts.collect();
    texts.sort_unstable();
    texts.dedup();
    format!("[{}]", texts.join(", "))
}
