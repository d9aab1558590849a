//! Explanations: whole at any width, true to the report, and each support found by what people call it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

use zjtx::catalogue::{Found, find_support};
use zjtx::compile::compile;
use zjtx::load::Library;
use zjtx::rulebook::Rulebook;

const FIRMS: [&str; 3] = ["nantong-county", "nantong-minimal", "nantong-precision"];

fn rules() -> Rulebook {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    let (book, findings) = compile(&library);
    assert_eq!(findings, []);
    book
}

fn zjtx(arguments: &[&str], columns: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_zjtx")).args(arguments).env("COLUMNS", columns).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&zjtx(arguments, "80")).unwrap()
}

/// All characters but spaces and line ends, in order.
fn characters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_support_is_found_by_its_address_its_id_and_its_name() {
    let book = rules();
    for id in book.support_ids() {
        let support = book.support(id);
        for text in [support.address.as_str(), support.id(), &support.name] {
            assert_eq!(find_support(&book, text), Found::One(id), "{text}");
        }
    }
}

#[test]
fn what_names_several_supports_names_them_all() {
    let book = rules();
    let all: Vec<_> = book.support_ids().collect();
    for text in ["nantong/reply-2024", "reply-2024", "nantong", "nantong/"] {
        assert_eq!(find_support(&book, text), Found::Many(all.clone()), "{text}");
    }
    let Found::Many(bonuses) = find_support(&book, "新认定") else { panic!("three bonuses share the word") };
    assert_eq!(bonuses.len(), 3);
    assert_eq!(find_support(&book, "upgrade"), Found::None(None));
    assert_eq!(find_support(&book, ""), Found::None(None));
    assert_eq!(find_support(&book, "智能化改造设备补住"), Found::None(Some("智能化改造设备补助".to_owned())));
}

#[test]
fn a_narrow_terminal_loses_nothing_of_an_explanation() {
    for support in &rules().supports {
        let address = support.address.as_str();
        let firms = FIRMS.map(|firm| format!("examples/{firm}.toml"));
        let mut runs = vec![vec!["explain", address, "--as-of", "2026-11-22"]];
        runs.extend(firms.iter().map(|firm| vec!["explain", address, firm.as_str()]));
        for run in &runs {
            let [narrow, page, wide] = ["60", "80", "400"].map(|columns| zjtx(run, columns));
            assert_eq!(characters(&narrow), characters(&wide), "{run:?}");
            assert_eq!(characters(&page), characters(&wide), "{run:?}");
            for (text, most) in [(&narrow, 60), (&page, 80)] {
                let widest = text.lines().map(textwrap::core::display_width).max();
                assert!(widest <= Some(most), "{run:?}: {widest:?} columns");
            }
        }
    }
}

/// The explanation is of the same answer: what `check` says of the support, but that records are gone into.
#[test]
fn an_explanation_says_what_the_report_says() {
    for firm in FIRMS {
        let firm = format!("examples/{firm}.toml");
        let report = json(&["check", &firm, "--format", "json"]);
        for support in report["supports"].as_array().unwrap() {
            let id = support["id"].as_str().unwrap();
            let explained = json(&["explain", id, &firm, "--format", "json"]);
            let answer = &explained["answer"]["support"];
            for key in ["status", "amount", "items", "missing", "reasons", "assumptions", "silent", "near_miss"] {
                assert_eq!(answer[key], support[key], "{id} for {firm}: {key}");
            }
            let outcomes = |support: &Value| -> Vec<(Value, Value, Value)> {
                let conditions = support["conditions"].as_array().unwrap().iter();
                conditions.map(|one| (one["address"].clone(), one["record"].clone(), one["outcome"].clone())).collect()
            };
            assert_eq!(outcomes(answer), outcomes(support), "{id} for {firm}");
        }
    }
}

/// Every address that an explanation gives stands for one condition, on the line where that is written.
#[test]
fn every_condition_is_addressed_once_and_on_its_line() {
    let mut seen = 0;
    for support in &rules().supports {
        let explained = json(&["explain", &support.address, "--format", "json"]);
        let clauses = explained["rule"]["clauses"].as_array().unwrap();
        let addresses: BTreeSet<&str> = clauses.iter().map(|clause| clause["address"].as_str().unwrap()).collect();
        assert_eq!(addresses.len(), clauses.len(), "{}", support.address);
        let text = std::fs::read_to_string("rules/nantong/reply-2024.toml").unwrap();
        for clause in clauses.iter().filter(|clause| clause["address"] != "scope") {
            let line = usize::try_from(clause["source"]["line"].as_u64().unwrap()).unwrap();
            let written = text.lines().nth(line - 1).unwrap();
            let says_something = ["fact", "has", "unclear", "judged"].iter().any(|key| written.contains(key));
            assert!(says_something, "{} {}: {written}", support.address, clause["address"]);
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen} conditions");
}

/// A record that a condition goes through is checked by itself, and the condition holds if one of them does.
#[test]
fn a_condition_on_records_tells_each_of_them() {
    let mut seen = 0;
    for support in &rules().supports {
        let explained = json(&["explain", &support.address, "examples/nantong-precision.toml", "--format", "json"]);
        for condition in explained["answer"]["support"]["conditions"].as_array().unwrap() {
            let Some(records) = condition["records"].as_array() else { continue };
            let outer = condition["address"].as_str().unwrap();
            let is_met = records.iter().any(|record| record["outcome"] == "met");
            assert_eq!(condition["outcome"] == "met", is_met, "{condition}");
            for record in records {
                // A reading is a part of its condition, which counts by itself.
                let inner = |one: &Value| one["address"].as_str().unwrap()[outer.len()..].to_owned();
                let conditions = record["conditions"].as_array().unwrap().iter();
                let mut whole = conditions.filter(|one| !inner(one).contains(".unclear."));
                let all_met = whole.all(|one| one["outcome"] == "met");
                assert_eq!(record["outcome"] == "met", all_met, "{record}");
                seen += 1;
            }
        }
    }
    assert!(seen > 5, "{seen} records");
}

#[test]
fn a_support_of_another_place_is_explained_too() {
    let profile = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("chengdu.toml");
    std::fs::write(&profile, "place = \"510104\"\nas-of = 2026-11-22\nproject = []\n").unwrap();
    let explained = json(&["explain", "smart-upgrade", profile.to_str().unwrap(), "--format", "json"]);
    assert_eq!(explained["answer"]["support"]["status"], "does-not-qualify");
    let explained = json(&["explain", "little-giant-bonus", profile.to_str().unwrap(), "--format", "json"]);
    let conditions = explained["answer"]["support"]["conditions"].as_array().unwrap();
    assert_eq!((&conditions[0]["address"], &conditions[0]["outcome"]), (&Value::from("scope"), &Value::from("unmet")));
    assert_eq!(explained["answer"]["support"]["status"], "does-not-qualify");
}
