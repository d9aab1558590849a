//! What a document's window and standing do to an answer.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::collections::BTreeSet;

use zjtx::calendar::Day;
use zjtx::compile::{compile, parse};
use zjtx::evaluate::evaluate;
use zjtx::explain::explain;
use zjtx::load::{Library, Role};
use zjtx::profile;
use zjtx::reader::{Sink, Table};
use zjtx::report::{AsOfFrom, Report, Status};
use zjtx::source::SourceFile;

/// A firm in a place of which no shipped rule speaks, under one document with one grant of 10万元.
fn report(head: &str, support: &str, as_of: &str) -> Report {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    let text = format!(
        "[document]\ntitle = \"t\"\nissuer = \"i\"\nkind = \"measure\"\nissued = 2026-01-01\nfrom = 2026-01-01\n\
         checked = 2026-11-22\n{head}\n[[support]]\nid = \"grant\"\nname = \"n\"\nkind = \"grant\"\nclause = \"1\"\n\
         for-what = \"equipment\"\nfigures = [\"10万元\"]\namount = \"10万元\"\n{support}\n"
    );
    let role = Role::Rules { folders: vec!["510100".to_owned()], stem: "demo".to_owned() };
    library.add_bytes("demo.toml", text.as_bytes(), role);
    let (book, findings) = compile(&library);
    assert_eq!(findings, []);
    let mut sources = library.sources;
    let file = sources.add(SourceFile { name: "firm.toml".to_owned(), text: "place = \"510104\"\n".to_owned() });
    let sink = Sink::new(file);
    let root = parse(&sources, file, &sink).unwrap();
    let firm = profile::read(&Table::of_file(&sink, &root), &book);
    let day = Day::parse(as_of).unwrap();
    explain(&book, &sources, &firm, (day, AsOfFrom::Option), &evaluate(&book, &firm, day))
}

const IN_FORCE: &str = "standing = \"in-force\"\nevidence = \"copy\"\nuntil = 2026-12-31";

#[test]
fn a_document_answers_inside_its_window_both_days_included() {
    let status = |as_of| report(IN_FORCE, "", as_of).supports[0].status;
    assert_eq!(status("2025-12-31"), Status::NotOpen);
    assert_eq!(status("2026-01-01"), Status::Qualifies);
    assert_eq!(status("2026-12-31"), Status::Qualifies);
    assert_eq!(status("2027-01-01"), Status::NotOpen);
}

#[test]
fn outside_its_window_it_brings_nothing() {
    let ended = report(IN_FORCE, "", "2027-01-01");
    assert!(ended.totals.is_empty() && ended.supports[0].amount.is_none());
    assert!(ended.supports[0].items.iter().all(|item| item.low.is_none() && item.steps.is_empty()));
    assert_eq!(ended.documents[0].warnings, ["已于2026-12-31到期"]);
}

#[test]
fn an_end_within_ninety_days_is_warned_of() {
    let warnings = |as_of| report(IN_FORCE, "", as_of).documents[0].warnings.clone();
    assert_eq!(warnings("2026-10-02"), ["2026-12-31到期，请尽快申报"]);
    assert!(warnings("2026-10-01").is_empty());
}

#[test]
fn what_is_only_announced_or_drafted_or_reported_once_is_in_no_total() {
    let announced = report(IN_FORCE, "standing = \"announced\"", "2026-11-22");
    assert_eq!((announced.supports[0].status, announced.totals.len()), (Status::Announced, 0));
    let draft = report("standing = \"draft\"\nstanding-note = \"x\"\nevidence = \"copy\"", "", "2026-11-22");
    assert_eq!((draft.supports[0].status, draft.totals.len()), (Status::Announced, 0));
    assert!(!draft.documents[0].warnings.is_empty());
    let single = report("standing = \"in-force\"\nevidence = \"single\"", "", "2026-11-22");
    assert!(single.totals.is_empty() && !single.documents[0].warnings.is_empty());
}

#[test]
fn unconfirmed_money_is_totalled_apart() {
    let unconfirmed = "standing = \"unconfirmed\"\nstanding-note = \"x\"\nevidence = \"copy\"";
    assert_eq!(report(unconfirmed, "", "2026-11-22").totals[0].standing, "unconfirmed");
    assert_eq!(report(IN_FORCE, "", "2026-11-22").totals[0].standing, "in-force");
}
