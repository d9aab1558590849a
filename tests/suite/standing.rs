//! What a document's window and standing do to an answer.

use crate::one_document;

use one_document::IN_FORCE;
use zjtx::report::{Offer, Report, Status};

fn report(head: &str, support: &str, as_of: &str) -> Report {
    one_document::report(head, &format!("figures = [\"10万元\"]\namount = \"10万元\"\n{support}"), "", as_of)
}

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
    assert_eq!(ended.documents[0].warnings, ["2026-12-31 到期，这份文件的 1 项都不再开放"]);
}

#[test]
fn an_end_within_ninety_days_is_warned_of() {
    let warnings = |as_of| report(IN_FORCE, "", as_of).documents[0].warnings.clone();
    assert_eq!(warnings("2026-10-02"), ["2026-12-31到期，还剩 90 天，请尽快申报"]);
    assert_eq!(warnings("2026-12-30"), ["2026-12-31到期，还剩 1 天，请尽快申报"]);
    assert_eq!(warnings("2026-12-31"), ["2026-12-31到期，今天是最后一天"]);
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
fn a_document_announces_nothing_outside_its_window() {
    let status = |as_of| report(IN_FORCE, "standing = \"announced\"", as_of).supports[0].status;
    assert_eq!([status("2025-12-31"), status("2026-01-01")], [Status::NotOpen, Status::Announced]);
    assert_eq!([status("2026-12-31"), status("2027-01-01")], [Status::Announced, Status::NotOpen]);
}

#[test]
fn what_is_announced_from_a_later_day_is_announced_today() {
    let later = "standing = \"announced\"\nfrom = 2026-12-01";
    assert_eq!(report(IN_FORCE, later, "2026-11-22").supports[0].status, Status::Announced);
}

#[test]
fn unconfirmed_money_is_totalled_apart() {
    let unconfirmed = "standing = \"unconfirmed\"\nstanding-note = \"x\"\nevidence = \"copy\"";
    assert_eq!(report(unconfirmed, "", "2026-11-22").totals[0].standing, "unconfirmed");
    assert_eq!(report(IN_FORCE, "", "2026-11-22").totals[0].standing, "in-force");
}

#[test]
fn a_tax_that_is_only_mentioned_is_neither_given_nor_announced() {
    let tax = report(IN_FORCE, "standing = \"national-law\"", "2026-11-22");
    let support = &tax.supports[0];
    assert_eq!((support.status, support.offer), (Status::NationalLaw, Offer::NationalLaw));
    assert!(tax.totals.is_empty() && support.items[0].low.is_none());
    let json = serde_json::to_value(&tax).unwrap();
    assert_eq!(json["supports"][0]["status"], "national-law");
    let closed = report(IN_FORCE, "standing = \"national-law\"", "2027-01-01");
    assert_eq!(closed.supports[0].status, Status::NotOpen);
}

#[test]
fn how_sure_its_end_is_is_told_after_it_too() {
    let head = "until = 2026-12-31\nstanding = \"unconfirmed\"\nstanding-note = \"题目只写年份\"\nevidence = \"copy\"";
    let warnings = report(head, "", "2027-01-01").documents[0].warnings.clone();
    assert_eq!(warnings, ["2026-12-31 到期，这份文件的 1 项都不再开放（题目只写年份）"]);
}
