//! Worked cases of a rule file: a firm, a day, and what a document's figures give for it by hand.

use crate::calendar::Day;
use crate::finding::Problem;
use crate::literal::{self, MoneyUnit};
use crate::number::Number;
use crate::profile::{self, Profile};
use crate::reader::{Table, Value};
use crate::report::{Ends, Report, StackingReport, SupportReport, Yuan};
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
    /// What is expected of groups.
    pub groups: Vec<ExpectGroup>,
}

/// What is expected of one support, or of it for one record. What is not written is not compared.
#[derive(Debug)]
pub struct Expect {
    /// Its address.
    pub support: String,
    /// The record; absent, the support as a whole.
    pub record: Option<String>,
    /// The status, as the report's JSON has it.
    pub status: Option<String>,
    /// The lower end.
    pub low: Option<Number>,
    /// The upper end.
    pub high: Option<Number>,
    /// Whether the upper end is open.
    pub open: bool,
    /// Whether the text gives one figure, as the report's JSON has it.
    pub certainty: Option<String>,
    /// The lower end once granted.
    pub granted_low: Option<Number>,
    /// The upper end once granted.
    pub granted_high: Option<Number>,
    /// Codes of reasons that must be given, all of them.
    pub reasons: Option<Vec<String>>,
    /// Keys of the facts that must be said to be missing, all of them.
    pub missing: Option<Vec<String>>,
    /// The distances of the near miss, in plain form: yuan, days, things.
    pub near_miss: Option<Vec<String>>,
    /// What the near miss would bring.
    pub would_bring: Option<Number>,
}

/// What is expected of one group.
#[derive(Debug)]
pub struct ExpectGroup {
    /// Its name.
    pub name: String,
    /// The record within which it holds.
    pub record: Option<String>,
    /// The addresses of what is kept.
    pub chosen: Vec<String>,
    /// The addresses of what is lost.
    pub displaced: Vec<String>,
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
        let groups = table.read_tables("group", "[[case.group]]");
        let groups = groups.into_iter().filter_map(|group| ExpectGroup::read(group, document, book)).collect();
        let span = table.span().clone();
        table.finish();
        Some(Case { name: name?.value, span, as_of: as_of?.value, profile: profile?, expects, totals, groups })
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
        let totals = self.totals.iter().flat_map(|total| total.differences(report));
        supports.chain(totals).chain(self.groups.iter().flat_map(|group| group.differences(report))).collect()
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
            record: table.read("record", Value::text).map(|record| record.value),
            status: table.read("status", Value::text).map(|status| status.value),
            low: table.read("low", money),
            high: table.read("high", money),
            open: table.read("open", Value::flag).is_some_and(|flag| flag.value),
            certainty: table.read("certainty", Value::text).map(|certainty| certainty.value),
            granted_low: table.read("granted-low", money),
            granted_high: table.read("granted-high", money),
            reasons: texts("reasons"),
            missing: texts("missing"),
            near_miss: texts("near-miss"),
            would_bring: table.read("would-bring", money),
        };
        for key in ["certainty", "granted-low", "granted-high", "reasons"].into_iter().filter(|key| table.has(key)) {
            // The report says these of a support as a whole.
            if expect.record.is_some() {
                let key = key.to_owned();
                table.report(Problem::MisplacedKey { key, form: "record", allowed: Vec::new(), suggestion: None });
            }
        }
        table.finish();
        Some(expect)
    }

    fn differences(&self, support: &SupportReport) -> Vec<String> {
        let what = self.record.iter().fold(self.support.clone(), |what, record| format!("{what} of {record}"));
        let is_meant = |record: &Option<String>| self.record.is_none() || self.record == *record;
        let item = support.items.iter().find(|item| self.record.is_some() && item.record == self.record);
        let (status, [low, high]) = match (item, &self.record) {
            (Some(item), _) => (item.status, ends(item.low.is_some(), item.low, item.high)),
            (None, Some(_)) => return vec![format!("{what}: not in the report")],
            (None, None) => {
                let amount = support.amount.as_ref();
                let (low, high) = (amount.and_then(|of| of.low), amount.and_then(|of| of.high));
                (support.status, ends(amount.is_some(), low, high))
            }
        };
        let granted = support.amount.as_ref().and_then(|amount| amount.if_granted.as_ref());
        let [granted_low, granted_high] = of_ends(granted);
        let misses = || support.near_miss.iter().filter(|miss| is_meant(&miss.record));
        let [least, most] = of_ends(misses().find_map(|miss| miss.would_bring.as_ref()));
        let missing = support.missing.iter().filter(|missing| is_meant(&missing.record));
        let mut differences = Vec::new();
        let mut compare = |side: &str, expected: Option<String>, found: &str| {
            if let Some(expected) = expected.filter(|expected| *expected != found) {
                differences.push(format!("{what} {side}: expected {expected}, found {found}"));
            }
        };
        compare("status", self.status.clone(), &word(status));
        compare("low", self.low.map(yuan), &low);
        compare("high", self.high.map(yuan), &high);
        compare("high", self.open.then(|| "open".to_owned()), &high);
        let certainty = support.amount.as_ref().map(|amount| word(amount.certainty));
        compare("certainty", self.certainty.clone(), &certainty.unwrap_or_default());
        compare("low if granted", self.granted_low.map(yuan), &granted_low);
        compare("high if granted", self.granted_high.map(yuan), &granted_high);
        let codes = sorted_of(support.reasons.iter().map(|reason| reason.code.as_str()));
        compare("reasons", self.reasons.as_deref().map(sorted), &codes);
        let facts = sorted_of(missing.map(|missing| missing.fact.as_str()));
        compare("missing", self.missing.as_deref().map(sorted), &facts);
        let distances = sorted_of(misses().map(|miss| miss.distance.as_str()));
        compare("near miss", self.near_miss.as_deref().map(sorted), &distances);
        compare("would bring at least", self.would_bring.map(yuan), &least);
        compare("would bring at most", self.would_bring.map(yuan), &most);
        differences
    }
}

impl ExpectGroup {
    fn read(table: Table<'_>, document: &str, book: &Rulebook) -> Option<ExpectGroup> {
        let name = table.require("name", Value::text);
        let record = table.read("record", Value::text).map(|record| record.value);
        let addresses = |key| {
            let ids = table.require(key, Value::texts)?.into_iter();
            Some(ids.filter_map(|id| address(id, document, book, &table)).collect())
        };
        let (chosen, displaced) = (addresses("chosen"), addresses("displaced"));
        table.read("because", Value::text);
        table.finish();
        Some(ExpectGroup { name: name?.value, record, chosen: chosen?, displaced: displaced? })
    }

    fn differences(&self, report: &Report) -> Vec<String> {
        let what =
            self.record.iter().fold(format!("group {}", self.name), |what, record| format!("{what} of {record}"));
        let is_meant = |group: &&StackingReport| group.group == self.name && group.record == self.record;
        let Some(found) = report.stacking.iter().find(is_meant) else {
            return vec![format!("{what}: not in the report")];
        };
        let displaced = found.displaced.iter().map(|displaced| displaced.id.as_str());
        let sides = [
            ("chosen", &self.chosen, sorted_of(found.chosen.iter().map(String::as_str))),
            ("displaced", &self.displaced, sorted_of(displaced)),
        ];
        let differ = sides.into_iter().filter(|(_, expected, found)| sorted(expected) != *found);
        differ
            .map(|(side, expected, found)| format!("{what} {side}: expected {}, found {found}", sorted(expected)))
            .collect()
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

fn yuan(amount: Number) -> String {
    Yuan(amount).to_string()
}

/// A word of the report as its JSON has it.
fn word(word: impl serde::Serialize) -> String {
    let value = serde_json::to_value(word).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

/// Two ends as compared; an amount that there is not has none, and one without a figure none that is stated.
fn ends(is_there: bool, low: Option<Yuan>, high: Option<Yuan>) -> [String; 2] {
    let absent = match (is_there, low) {
        (false, _) => "none",
        (true, None) => "unstated",
        (true, Some(_)) => "open",
    };
    [low, high].map(|end| end.map_or_else(|| absent.to_owned(), |end| end.to_string()))
}

fn of_ends(found: Option<&Ends>) -> [String; 2] {
    ends(found.is_some(), found.map(|ends| ends.low), found.and_then(|ends| ends.high))
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
