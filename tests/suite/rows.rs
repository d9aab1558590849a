//! A document's supports, standards and omissions stand for every row of its reading list, and for each row once.
//!
//! `tests/rows/` has one list a document. A row that says several things has their number behind its id, and then so
//! many supports; any other row has one support, one standard or one omission.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use zjtx::compile::compile;
use zjtx::load::Library;
use zjtx::rulebook::Rulebook;

/// How many of a document's supports and standards, and how many of its omissions, claim a row.
#[derive(Default, Debug, PartialEq)]
struct Claims {
    taken: usize,
    omitted: usize,
}

fn shipped() -> Rulebook {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    compile(&library).0
}

fn list(document: &str) -> PathBuf {
    PathBuf::from("tests/rows").join(format!("{}.txt", document.replace('/', "-")))
}

/// The rows of a list, with the number of things that each says.
fn listed(text: &str) -> BTreeMap<&str, usize> {
    let row = |line| match str::split_once(line, ' ') {
        Some((row, parts)) => (row, parts.parse().unwrap()),
        None => (line, 1),
    };
    let rows: BTreeMap<&str, usize> = text.lines().map(row).collect();
    assert_eq!(rows.len(), text.lines().count(), "a row is listed twice");
    rows
}

fn claims<'b>(book: &'b Rulebook, document: &str) -> BTreeMap<&'b str, Claims> {
    let index = book.documents.iter().position(|other| other.address == document).unwrap();
    let mut claims: BTreeMap<&str, Claims> = BTreeMap::new();
    let of_supports = book.supports.iter().filter(|support| support.document == index).map(|support| &support.rows);
    let of_standards = book.standards.iter().filter(|standard| standard.rule.document == index);
    for row in of_supports.chain(of_standards.map(|standard| &standard.rule.rows)).flatten() {
        claims.entry(row).or_default().taken += 1;
    }
    for row in book.documents[index].omitted.iter().flat_map(|omitted| &omitted.rows) {
        claims.entry(row).or_default().omitted += 1;
    }
    claims
}

/// What is wrong with the claims on the listed rows, a line each.
fn problems(listed: &BTreeMap<&str, usize>, claims: &BTreeMap<&str, Claims>) -> Vec<String> {
    let none = Claims::default();
    let of_listed = listed.iter().filter_map(|(row, parts)| {
        let claims = claims.get(row).unwrap_or(&none);
        let is_whole =
            matches!(claims, Claims { taken: 0, omitted: 1 }) || *claims == Claims { taken: *parts, omitted: 0 };
        (!is_whole).then(|| format!("{row}: {claims:?}, but it says {parts}"))
    });
    let unknown = claims.keys().filter(|row| !listed.contains_key(*row)).map(|row| format!("{row}: not in the list"));
    of_listed.chain(unknown).collect()
}

#[test]
fn every_row_of_a_reading_list_is_a_support_or_an_omission_once() {
    let book = shipped();
    let mut rows = 0;
    for document in book.documents.iter() {
        let claims = claims(&book, &document.address);
        let path = list(&document.address);
        if claims.is_empty() && !path.exists() {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(problems(&listed(&text), &claims), Vec::<String>::new(), "{}", path.display());
        rows += claims.len();
    }
    assert!(rows >= 71, "only {rows} rows");
}

#[test]
fn every_reading_list_is_of_a_shipped_document() {
    let book = shipped();
    let expected: BTreeSet<PathBuf> = book.documents.iter().map(|document| list(&document.address)).collect();
    for entry in std::fs::read_dir("tests/rows").unwrap() {
        let path = entry.unwrap().path();
        assert!(expected.contains(&path), "{}: no such document", path.display());
    }
}

#[test]
fn a_row_that_is_missing_or_claimed_twice_or_unknown_is_told() {
    let listed = listed("A-1\nA-2 2\nA-3\nA-4\nA-5");
    let claim = |taken, omitted| Claims { taken, omitted };
    let mut claims = BTreeMap::from([("A-1", claim(1, 0)), ("A-2", claim(2, 0)), ("A-3", claim(0, 1))]);
    claims.extend([("A-4", claim(1, 0)), ("A-5", claim(1, 0))]);
    assert!(problems(&listed, &claims).is_empty());
    for (row, broken) in [
        ("A-1", claim(2, 0)),
        ("A-1", claim(1, 1)),
        ("A-1", claim(0, 0)),
        ("A-2", claim(1, 0)),
        ("A-2", claim(1, 1)),
        ("A-3", claim(0, 2)),
        ("A-9", claim(1, 0)),
    ] {
        let sound = claims.insert(row, broken);
        assert_eq!(problems(&listed, &claims).len(), 1, "{row}");
        match sound {
            Some(sound) => claims.insert(row, sound),
            None => claims.remove(row),
        };
    }
}
