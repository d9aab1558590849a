//! Worked cases of a rule file: a firm, a day, and what a document's figures give for it by hand.

mod compare;
mod like;
mod line;
mod part;
mod standard;
mod tables;
mod value;

use std::collections::BTreeSet;
use std::iter;

use crate::calendar::Day;
use crate::finding::Problem;
use crate::literal::{self, MoneyUnit};
use crate::profile::Profile;
use crate::reader::{Table, Value};
use crate::report::Yuan;
use crate::rulebook::{Quantity, Rulebook};
use crate::source::{Located, Span};

use like::Firms;
pub use part::document_of;
pub use standard::ExpectStandard;
pub use tables::CASE_FILE;
pub use value::ExpectValue;
use value::missing;

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
    /// Whether these are taken as documents in force of which the text is known, whatever they are.
    pub if_in_force: bool,
    /// The documents that it is about, by their indices; none where nobody knows them, and then it is about all.
    pub documents: BTreeSet<usize>,
    /// What is expected of supports.
    pub expects: Vec<Expect>,
    /// What is expected of standards.
    pub standards: Vec<ExpectStandard>,
    /// What is expected of facts, and of what the document defines.
    pub values: Vec<ExpectValue>,
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
    /// Where the day lies to those of applications, as the report's JSON has it.
    pub window: Option<String>,
    /// The lower end.
    pub low: Option<Yuan>,
    /// The upper end.
    pub high: Option<Yuan>,
    /// Whether the upper end is open.
    pub open: bool,
    /// Whether the text gives one figure, as the report's JSON has it.
    pub certainty: Option<String>,
    /// The lower end once granted.
    pub granted_low: Option<Yuan>,
    /// The upper end once granted.
    pub granted_high: Option<Yuan>,
    /// Codes of reasons that must be given, all of them.
    pub reasons: Option<Vec<String>>,
    /// Keys of the facts that must be said to be missing, all of them.
    pub missing: Option<Vec<String>>,
    /// The distances of the near miss, in plain form: yuan, days, things.
    pub near_miss: Option<Vec<String>>,
    /// What the near miss would bring.
    pub would_bring: Option<Yuan>,
    /// For how long it comes, as the program says it in Chinese: `共3年`.
    pub lasts: Option<String>,
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
    /// The year within which it holds; any if absent.
    pub year: Option<i64>,
    /// The addresses of what is lost whatever is still open.
    pub certain: Option<Vec<String>>,
}

/// What is expected of one total.
#[derive(Debug)]
pub struct ExpectTotal {
    /// enterprise, person or unstated.
    pub paid_to: String,
    /// once, month or year.
    pub period: String,
    /// The lower end; absent, no figure is stated.
    pub low: Option<Yuan>,
    /// The upper end of what is stated; open if absent.
    pub high: Option<Yuan>,
    /// How many supports pay without a stated amount.
    pub unstated: Option<i64>,
    /// Codes of reasons that must be given, all of them.
    pub reasons: Option<Vec<String>>,
}

/// Keys of what a support brings; one of them that could not be read was reported.
const RESULTS: &[&str] = &[
    "status",
    "window",
    "low",
    "high",
    "certainty",
    "granted-low",
    "granted-high",
    "reasons",
    "missing",
    "near-miss",
    "lacks",
    "undecided",
    "would-bring",
    "lasts",
];

/// What a case expects, by what it expects it of.
#[derive(Default)]
struct Expectations {
    expects: Vec<Expect>,
    standards: Vec<ExpectStandard>,
    values: Vec<ExpectValue>,
}

/// Those that are figures of its document.
const FIGURES: &[&str] = &["low", "high", "granted-low", "granted-high", "would-bring"];

/// Reads a file of worked cases; `document` is the address of the document that it stands beside.
#[must_use]
pub fn read(table: Table<'_>, document: &str, book: &Rulebook) -> Vec<Case> {
    let documents = part::named(&table, document, book).unwrap_or_else(|| part::own(document, book));
    let if_in_force = table.read("if-in-force", Value::flag).is_some_and(|flag| flag.value);
    let tables = table.read_tables("case", "[[case]]");
    let firms = Firms::read(&tables);
    let cases = tables.into_iter().enumerate().filter_map(|(at, table)| {
        let firm = firms.of(at, &table, book);
        Case::read(table, firm, document, (&documents, if_in_force), book)
    });
    let cases = cases.collect();
    table.finish();
    cases
}

impl Case {
    fn read(
        table: Table<'_>,
        firm: Option<(Day, Profile)>,
        document: &str,
        (documents, if_in_force): (&BTreeSet<usize>, bool),
        book: &Rulebook,
    ) -> Option<Case> {
        let name = table.require("name", Value::text);
        let mut expected = Expectations::default();
        for value in table.read("expect", Value::list).unwrap_or_default() {
            expected.read(value, document, book);
        }
        let values = table.read_tables("value", "[[case.value]]").into_iter();
        expected.values.extend(values.filter_map(|value| ExpectValue::read(value, document, book)));
        let totals = table.read_tables("total", "[[case.total]]").into_iter().filter_map(ExpectTotal::read).collect();
        let groups = table.read_tables("group", "[[case.group]]");
        let groups = groups.into_iter().filter_map(|group| ExpectGroup::read(group, document, book)).collect();
        let span = table.span().clone();
        let documents = part::named(&table, document, book).unwrap_or_else(|| documents.clone());
        let if_in_force = table.read("if-in-force", Value::flag).map_or(if_in_force, |flag| flag.value);
        let is_empty = ["expect", "value", "total", "group"].iter().all(|key| !table.has(key));
        if is_empty && name.is_some() && firm.is_some() {
            table.report(Problem::ChecksNothing { is_case: true });
        }
        table.finish();
        let (name, (as_of, profile)) = (name?.value, firm?);
        let Expectations { expects, standards, values } = expected;
        let case =
            Case { name, span, as_of, profile, if_in_force, documents, expects, standards, values, totals, groups };
        Some(case.with_expected(book))
    }
}

impl Expectations {
    /// Reads a line, or a table.
    fn read(&mut self, value: Value<'_>, document: &str, book: &Rulebook) {
        if value.raw().is_str() {
            return line::read(value, document, book, self);
        }
        let Some(table) = value.table("[[case.expect]]") else { return };
        if table.has("standard") {
            self.standards.extend(ExpectStandard::read(table, document, book));
        } else {
            self.expects.extend(Expect::read(table, document, book));
        }
    }
}

impl Expect {
    fn read(table: Table<'_>, document: &str, book: &Rulebook) -> Option<Expect> {
        let support = table.require("support", Value::text).and_then(|id| of_support(id, document, book, &table));
        for key in ["lacks", "undecided"].into_iter().filter(|key| table.read(key, Value::texts).is_some()) {
            let key = key.to_owned();
            table.report(Problem::MisplacedKey { key, form: "support", allowed: Vec::new(), suggestion: None });
        }
        let texts = |key| Some(table.read(key, Value::texts)?.into_iter().map(|text| text.value).collect());
        // Read only for the reader of the file: the arithmetic from the document's figures.
        table.read("because", Value::text);
        let expect = Expect {
            support: support?,
            record: table.read("record", Value::text).map(|record| record.value),
            status: table.read("status", Value::text).map(|status| status.value),
            window: table.read("window", Value::text).map(|window| window.value),
            low: table.read("low", money),
            high: table.read("high", money),
            open: table.read("open", Value::flag).is_some_and(|flag| flag.value),
            certainty: table.read("certainty", Value::text).map(|certainty| certainty.value),
            granted_low: table.read("granted-low", money),
            granted_high: table.read("granted-high", money),
            reasons: texts("reasons"),
            missing: missing(&table, book),
            near_miss: texts("near-miss"),
            would_bring: table.read("would-bring", money),
            lasts: table.read("lasts", Value::text).map(|lasts| lasts.value),
        };
        for key in FIGURES.iter().copied().filter(|_| is_unstated(&expect.support, book)) {
            table.read(key, |value| {
                value.report(Problem::UnstatedFigure);
                Some(())
            });
        }
        for key in
            ["certainty", "granted-low", "granted-high", "reasons", "lasts"].into_iter().filter(|key| table.has(key))
        {
            // The report says these of a support as a whole.
            if expect.record.is_some() {
                let key = key.to_owned();
                table.report(Problem::MisplacedKey { key, form: "record", allowed: Vec::new(), suggestion: None });
            }
        }
        if !expect.compares() && RESULTS.iter().all(|key| !table.has(key)) {
            table.report(Problem::ChecksNothing { is_case: false });
        }
        table.finish();
        Some(expect)
    }
}

impl Expect {
    /// Whether it says what should come out.
    fn compares(&self) -> bool {
        let words = [&self.status, &self.window, &self.certainty, &self.lasts];
        let amounts = [self.low, self.high, self.granted_low, self.granted_high, self.would_bring];
        let lists = [&self.reasons, &self.missing, &self.near_miss];
        self.open
            || words.into_iter().any(Option::is_some)
            || amounts.iter().any(Option::is_some)
            || lists.into_iter().any(Option::is_some)
    }
}

impl ExpectGroup {
    fn read(table: Table<'_>, document: &str, book: &Rulebook) -> Option<ExpectGroup> {
        let name = table.require("name", Value::text);
        let record = table.read("record", Value::text).map(|record| record.value);
        let addresses = |key| {
            let ids = table.require(key, Value::texts)?.into_iter();
            Some(ids.filter_map(|id| of_support(id, document, book, &table)).collect())
        };
        let (chosen, displaced) = (addresses("chosen"), addresses("displaced"));
        let certain = if table.has("certain") { Some(addresses("certain")?) } else { None };
        let year = table.read("year", Value::integer).map(|year| year.value);
        table.read("because", Value::text);
        table.finish();
        Some(ExpectGroup { name: name?.value, record, chosen: chosen?, displaced: displaced?, year, certain })
    }
}

impl ExpectTotal {
    fn read(table: Table<'_>) -> Option<ExpectTotal> {
        let (paid_to, period) = (table.require("paid-to", Value::text), table.require("period", Value::text));
        let (low, high) = (table.read("low", money), table.read("high", money));
        let unstated = table.read("unstated", Value::integer).map(|count| count.value);
        let reasons = table.read("reasons", Value::texts);
        table.read("because", Value::text);
        table.finish();
        let reasons = reasons.map(|reasons| reasons.into_iter().map(|reason| reason.value).collect());
        Some(ExpectTotal { paid_to: paid_to?.value, period: period?.value, low, high, unstated, reasons })
    }
}

/// The address of a support that a case names by its id or its address.
fn of_support(id: Located<String>, document: &str, book: &Rulebook, table: &Table<'_>) -> Option<String> {
    let known = book.supports.iter().map(|support| &support.address);
    address(id, document, known, table, |name, suggestion| Problem::UnknownSupport { name, suggestion })
}

/// The one of these addresses that a case names by its end, the id, or wholly.
fn address<'b>(
    id: Located<String>,
    document: &str,
    known: impl Iterator<Item = &'b String> + Clone,
    table: &Table<'_>,
    unknown: fn(String, Option<String>) -> Problem,
) -> Option<String> {
    let address = found(&id.value, document, &known);
    if address.is_none() {
        let wanted = if id.value.contains('/') { id.value.clone() } else { format!("{document}/{}", id.value) };
        table.sink().report(&id.span, unknown(id.value, crate::suggest::nearest(&wanted, known)));
    }
    address
}

/// The same without a word.
fn found<'b>(id: &str, document: &str, known: &(impl Iterator<Item = &'b String> + Clone)) -> Option<String> {
    // Folders above that of the place are no part of a document's address.
    let beside = iter::successors(Some(document), |path| path.split_once('/').map(|(_, rest)| rest));
    let is_known = |address: &String| known.clone().any(|known| known == address);
    if id.contains('/') {
        return Some(id.to_owned()).filter(is_known);
    }
    beside.map(|document| format!("{document}/{id}")).find(is_known)
}

/// Whether its document says nothing of how much a support brings.
fn is_unstated(address: &str, book: &Rulebook) -> bool {
    let support = book.supports.iter().find(|support| support.address == address);
    support.is_some_and(|support| match &support.amount {
        None => support.stages.is_empty(),
        Some(amount) => matches!(amount, Quantity::Unstated) && support.limits.is_empty(),
    })
}

fn money(value: Value<'_>) -> Option<Yuan> {
    let text = value.text()?;
    let read = literal::money(&text.value, MoneyUnit::Required).ok().and_then(|yuan| Yuan::try_from(yuan).ok());
    if read.is_none() {
        value.report(Problem::WrongUnit { text: text.value, kind: "money" });
    }
    read
}
