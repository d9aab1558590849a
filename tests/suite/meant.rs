//! Tables as people really send them, each with what it means: the facts of each firm, and what is found, by its code.
//!
//! A case of `tests/meant/*.txt` starts with `# what it is about`, then the table: a workbook in the form of
//! `tests/sheets`, or a text table behind `= NAME.csv`, or several of them. `-> NAME facts` is a firm in its
//! order, without facts one that is not answered for; `-> CODE PLACE` a finding. Numbers are in yuan, people and shares.

use crate::sheets;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use zjtx::calendar::Day;
use zjtx::compile::compile;
use zjtx::dictionary::{Dictionary, Fact, Kind};
use zjtx::finding::{CODES, Finding, Place};
use zjtx::load::Library;
use zjtx::profile::{RecordValues, Value};
use zjtx::roster::{Firm, HeaderMap, Roster, once};
use zjtx::rulebook::Rulebook;
use zjtx::table::{self, Workbook};

#[test]
fn every_table_is_read_as_it_is_meant() {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    let (book, _) = compile(&library);
    let mut failures = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/meant");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let text = fs::read_to_string(path).unwrap();
        for case in text.split("\n# ").map(|case| case.trim_start_matches("# ")) {
            let (input, expected) = case.split_once("\n->").unwrap();
            let (title, input) = input.split_once('\n').unwrap();
            let expected: Vec<&str> = expected.split("\n->").map(str::trim).collect();
            let found = read(&book, input);
            if found != expected {
                failures.push(format!("{title}\n  expected {expected:#?}\n  found {found:#?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The firms and the findings of a table, a line each.
fn read(book: &Rulebook, input: &str) -> Vec<String> {
    let workbooks: Vec<Workbook> =
        files(input).into_iter().map(|(name, bytes)| table::read(&name, bytes).unwrap().0).collect();
    let map = HeaderMap::default();
    let roster = Roster::new(book, (Day::parse("2026-11-22"), Day::default()), &map, &workbooks);
    let firms = (0..workbooks.len()).flat_map(|index| roster.range(index)).filter_map(|index| roster.firm(index));
    let firms = once(firms.collect());
    let of_firms = firms.iter().flat_map(|firm| &firm.findings);
    let findings: BTreeSet<String> = roster.findings.iter().chain(of_firms).map(placed).collect();
    firms.iter().map(|firm| firm_line(&book.dictionary, firm)).chain(findings).collect()
}

/// The files of a case, by their names.
fn files(input: &str) -> Vec<(String, Vec<u8>)> {
    if !input.lines().next().unwrap().contains(".csv") {
        return vec![("firms.xlsx".to_owned(), sheets::workbook(input))];
    }
    let texts = input.trim_start_matches("= ").split("\n= ").map(|text| text.split_once('\n').unwrap());
    texts.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect()
}

fn placed(finding: &Finding) -> String {
    let Place::Cell(place) = &finding.place else { return finding.problem.code().to_owned() };
    assert!(CODES.contains(&finding.problem.code()));
    format!("{} {}", finding.problem.code(), place.cell())
}

fn firm_line(dictionary: &Dictionary, firm: &Firm) -> String {
    let mut line = firm.name.clone().or(firm.number.clone()).unwrap_or_else(|| "?".to_owned());
    if firm.findings.iter().any(|finding| finding.problem.is_of_whole_firm()) {
        return line;
    }
    let facts = |values: &RecordValues, year: &str| -> Vec<String> {
        let number = |fact: &Fact, value: &Value| match value {
            Value::Number(number) => Some(number.to_string()),
            Value::Within(band) if fact.kind != Kind::Date => Some(format!("{}..{}", band.low?.at, band.high?.at)),
            _ => None,
        };
        let named = values.iter().filter_map(|(fact, value)| {
            let fact = dictionary.fact(*fact);
            Some((&fact.key, number(fact, value)?))
        });
        named.map(|(key, number)| format!("{key}{year}={number}")).collect()
    };
    let profile = &firm.profile;
    let years = profile.years.iter().flat_map(|(year, values)| facts(values, &format!(".{year}")));
    let records = profile.records.iter().map(|(record, list)| {
        let list: Vec<String> = list.iter().map(|values| facts(values, "").join(" ")).collect();
        format!("{}=[{}]", dictionary.record(*record).key, list.join(", "))
    });
    for part in facts(&profile.facts, "").into_iter().chain(years).chain(records) {
        line = format!("{line} {part}");
    }
    line
}
