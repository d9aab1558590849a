//! `zjtx compare`: each place answers as it does for a firm that is there, without what holds everywhere; `rules stale`.

use crate::process;

use std::fs;
use std::process::{Command, Output};

use process::{empty_folder, err, out, status};
use serde_json::Value;

const FIRM: &str = "examples/nantong-precision.toml";

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zjtx")).args(arguments).env("COLUMNS", "80").output().unwrap()
}

fn json(arguments: &[&str]) -> Value {
    let output = run(&[arguments, &["--format", "json"]].concat());
    assert_eq!(status(&output), 0, "{}", err(&output));
    serde_json::from_str(&out(&output)).unwrap()
}

/// The ends of what is paid to the firm once in money, by what is not confirmed or by what is in force.
fn cash(totals: &Value, standing: &str) -> Option<(Value, Value)> {
    let is_it = |total: &&Value| {
        total["paid_to"] == "enterprise"
            && total["kind"] == "cash"
            && total["period"] == "once"
            && total["standing"] == standing
    };
    totals.as_array().unwrap().iter().find(is_it).map(|total| (total["low"].clone(), total["high"].clone()))
}

#[test]
fn a_place_brings_what_it_brings_a_firm_that_is_there() {
    let compared = json(&["compare", FIRM, "--places", "宁波市海曙区", "--places", "郑州市中原区"]);
    assert_eq!(compared["schema"], "zjtx.compare/1");
    let places = compared["places"].as_array().unwrap();
    let names: Vec<&str> = places.iter().map(|place| place["place"].as_str().unwrap()).collect();
    assert_eq!(names, ["江苏省南通市崇川区", "浙江省宁波市海曙区", "河南省郑州市中原区"]);
    assert_eq!(places.iter().filter(|place| place["own"] == true).count(), 1);
    for place in &places[1..] {
        let name = place["place"].as_str().unwrap();
        let folder = empty_folder("compare", name);
        let profile = fs::read_to_string(FIRM).unwrap();
        let stated = profile.lines().find(|line| line.starts_with("place")).unwrap();
        let firm = folder.join("firm.toml");
        fs::write(&firm, profile.replace(stated, &format!("place = \"{name}\""))).unwrap();
        let there = json(&["check", firm.to_str().unwrap()]);
        // Nothing that holds everywhere is paid once without being confirmed.
        assert_eq!(cash(&place["totals"], "unconfirmed"), cash(&there["totals"], "unconfirmed"), "{name}");
        let documents: Vec<&str> =
            place["documents"].as_array().unwrap().iter().map(|document| document["id"].as_str().unwrap()).collect();
        assert!(!documents.is_empty() && documents.iter().all(|id| !id.starts_with("national/")), "{documents:?}");
    }
}

#[test]
fn a_place_of_which_nothing_was_read_is_said_to_be_unknown() {
    let output = run(&["compare", FIRM, "--places", "拉萨市城关区"]);
    let text = out(&output);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(text.contains("没有读过那里的文件"), "{text}");
    assert!(text.contains("数小也可能是读得少"), "{text}");
    for wrong in ["不存在的地方", "全国", ""] {
        assert_eq!(status(&run(&["compare", FIRM, "--places", wrong])), 2, "{wrong}");
    }
}

#[test]
fn all_are_the_places_that_have_documents() {
    let compared = json(&["compare", FIRM, "--places", "all"]);
    let places = compared["places"].as_array().unwrap();
    assert!(places.len() > 8, "{}", places.len());
    let read = |place: &Value| !place["documents"].as_array().unwrap().is_empty();
    assert!(places.iter().all(read));
    let english = run(&["compare", FIRM, "--places", "all", "--lang", "en"]);
    assert!(out(&english).contains("How much was read"), "{}", out(&english));
}

#[test]
fn stale_documents_are_those_not_checked_for_so_long_and_those_that_end() {
    let stale = |days: &str, day: &str| json(&["rules", "stale", "--days", days, "--as-of", day]);
    let fresh = stale("30", "2026-11-30");
    let ids = |list: &Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|document| document["id"].as_str().unwrap().to_owned()).collect()
    };
    assert!(ids(&fresh["unchecked"]).is_empty(), "{fresh}");
    assert!(ids(&stale("40", "2026-11-30")["ending"]).contains(&"national/interest-equipment-2026".to_owned()));
    assert!(!ids(&stale("30", "2026-11-30")["ending"]).contains(&"national/interest-equipment-2026".to_owned()));
    let later = stale("30", "2027-06-30");
    assert!(ids(&later["unchecked"]).contains(&"nantong/reply-2024".to_owned()));
    // What has ended needs no look.
    assert!(!ids(&later["unchecked"]).contains(&"national/interest-equipment-2026".to_owned()));
}
