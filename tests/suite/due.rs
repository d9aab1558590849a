//! The days that firms must not miss, and the calendar of them.

use crate::process;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use process::{empty_folder, err, out, status};

const PRECISION: &str = "examples/nantong-precision.toml";
/// Octets of a line of a calendar, without its end.
const LINE: usize = 75;

fn due(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zjtx")).arg("due").args(arguments).output().unwrap()
}

fn ics(arguments: &[&str]) -> String {
    let output = due(&[arguments, &["--format", "ics"]].concat());
    assert_eq!(status(&output), 0, "{}", err(&output));
    out(&output)
}

/// The lines of a calendar as they were before they were folded.
fn unfolded(calendar: &str) -> Vec<String> {
    calendar.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

fn values<'l>(lines: &'l [String], name: &str) -> Vec<&'l str> {
    lines.iter().filter_map(|line| line.strip_prefix(name)).collect()
}

#[test]
fn the_days_come_in_their_order() {
    let output = due(&[PRECISION, "--format", "json"]);
    let due: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let days: Vec<&str> = due["days"].as_array().unwrap().iter().map(|day| day["day"].as_str().unwrap()).collect();
    assert!(!days.is_empty() && days.is_sorted() && days[0] >= "2026-11-22", "{days:?}");
    let text =
        out(&Command::new(env!("CARGO_BIN_EXE_zjtx")).args(["due", PRECISION, "--lang", "zh"]).output().unwrap());
    assert!(days.iter().all(|day| text.contains(day)), "{text}");
}

#[test]
fn a_title_ends_three_years_after_it_was_granted_and_its_review_is_told() {
    let output = due(&[PRECISION, "--format", "json", "--lang", "zh"]);
    let due: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let titles: Vec<&serde_json::Value> =
        due["days"].as_array().unwrap().iter().filter(|day| day["kind"] == "title-ends").collect();
    let giant = titles.iter().find(|day| day["of"] == "little-giant").unwrap();
    assert!(giant["day"].as_str().unwrap().starts_with("2029-"), "{giant}");
    assert!(giant["notes"][0].as_str().unwrap().contains("复核"), "{giant}");
}

#[test]
fn every_line_of_a_calendar_is_whole_characters_within_its_octets() {
    for lang in ["zh", "en"] {
        let calendar = ics(&[PRECISION, "--lang", lang]);
        assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"));
        assert!(!calendar.replace("\r\n", "").contains(['\r', '\n']), "a line ends otherwise");
        let longest = calendar.split("\r\n").map(str::len).max();
        assert!(longest <= Some(LINE), "{longest:?}");
        assert!(calendar.contains("\r\n "), "nothing was folded");
    }
}

#[test]
fn a_calendar_is_the_same_from_run_to_run_and_reads_no_clock() {
    let (first, again) = (ics(&[PRECISION]), ics(&[PRECISION]));
    assert_eq!(first, again);
    let lines = unfolded(&first);
    let stamps = values(&lines, "DTSTAMP:");
    assert!(!stamps.is_empty() && stamps.iter().all(|stamp| *stamp == "20261122T000000Z"), "{stamps:?}");
    // On another day the events that are left keep their ids.
    let later = unfolded(&ics(&[PRECISION, "--as-of", "2026-11-23"]));
    let (ids, later) = (values(&lines, "UID:"), values(&later, "UID:"));
    assert!(later.iter().all(|id| ids.contains(id)), "{ids:?} {later:?}");
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "an id stands twice");
}

#[test]
fn names_of_many_firms_stand_before_what_is_theirs() {
    let text = out(&due(&[PRECISION, "examples/haian-robots.toml", "--lang", "zh"]));
    assert!(text.contains("示例精密部件有限公司："), "{text}");
    let alone = out(&due(&[PRECISION, "--lang", "zh"]));
    assert!(!alone.contains("示例精密部件有限公司"), "{alone}");
}

#[test]
fn a_name_does_no_harm_to_a_calendar() {
    let folder = empty_folder("due", "names");
    let profile = |name: &str, file: &str| {
        let path = folder.join(file);
        let text = fs::read_to_string(PRECISION).unwrap();
        let name = format!("name     = {}", serde_json::json!(name));
        fs::write(&path, text.replace("name     = \"示例精密部件有限公司\"", &name)).unwrap();
        path.to_string_lossy().into_owned()
    };
    let evil = profile("a,b;c\\d\u{202e}x\nEND:VCALENDAR", "evil.toml");
    let long = profile(&"长".repeat(300), "long.toml");
    let calendar = ics(&[&evil, &long]);
    assert!(calendar.split("\r\n").all(|line| line.len() <= LINE));
    assert_eq!(
        calendar.matches("END:VCALENDAR").count(),
        1 + calendar.matches("END:VCALENDAR：").count(),
        "{calendar}"
    );
    let lines = unfolded(&calendar);
    assert_eq!(lines.iter().filter(|line| *line == "END:VCALENDAR").count(), 1);
    assert!(!calendar.contains('\u{202e}'));
}

#[test]
fn a_file_says_by_its_name_what_it_is_to_be() {
    let folder = empty_folder("due", "files");
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let written = due(&[PRECISION, "-o", &path("due.ics")]);
    assert_eq!(status(&written), 0, "{}", err(&written));
    assert!(fs::read_to_string(path("due.ics")).unwrap().starts_with("BEGIN:VCALENDAR"));
    assert_eq!(status(&due(&[PRECISION, "-o", &path("due.ics")])), 2, "it was replaced");
    assert_eq!(status(&due(&[PRECISION, "-o", &path("due.ics"), "--force"])), 0);
    assert_eq!(status(&due(&[PRECISION, "-o", &path("due.pdf")])), 2);
    assert!(!Path::new(&path("due.pdf")).exists());
    assert_eq!(status(&due(&[PRECISION, "-o", PRECISION, "--format", "ics", "--force"])), 2, "an input was replaced");
}

#[test]
fn a_firm_with_nothing_due_is_told_so() {
    let folder = empty_folder("due", "nothing");
    let path = folder.join("firm.toml");
    fs::write(&path, "place = \"西藏自治区\"\n").unwrap();
    let output = due(&[&path.to_string_lossy(), "--as-of", "2040-01-01", "--lang", "zh"]);
    assert_eq!(status(&output), 0);
    assert!(out(&output).contains("没有要记住的日子"), "{}", out(&output));
}
