//! Every example has a report of one screen, and loses nothing at 60 columns.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

/// Lines of the first screen.
const LINES: usize = 40;
/// The columns of a screen; English takes more room than Chinese.
const SCREENS: [(&str, usize); 2] = [("zh", 80), ("en", 120)];

fn examples() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.is_file());
    files.sort();
    files
}

/// The examples that the ladder is shown with.
const CLIMBERS: [&str; 4] =
    ["ningbo-little-giant.toml", "nantong-2022-standard.toml", "changchun-young.toml", "chongqing-large.toml"];

fn check(profile: &PathBuf, lang: &str, columns: &str) -> String {
    run("check", profile, lang, columns)
}

fn run(command: &str, profile: &PathBuf, lang: &str, columns: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_zjtx"));
    let output = program.args(["--lang", lang, command]).arg(profile).env("COLUMNS", columns).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}: {}", profile.display(), String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// All characters but spaces and line ends, in order within each cell; cells are compared as a bag.
fn characters(text: &str) -> Vec<char> {
    let mut characters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    characters.sort_unstable();
    characters
}

#[test]
fn every_example_fits_one_screen() {
    let examples = examples();
    assert!(!examples.is_empty());
    for (example, (lang, columns)) in examples.iter().flat_map(|example| SCREENS.map(|screen| (example, screen))) {
        let report = check(example, lang, &columns.to_string());
        assert!(report.lines().count() <= LINES, "{}: {} lines", example.display(), report.lines().count());
        let widest = report.lines().map(textwrap::core::display_width).max();
        assert!(widest <= Some(columns), "{}: {widest:?} columns", example.display());
        let names_none = ["依据：等", "Basis:  and"].iter().any(|text| report.contains(text));
        assert!(!names_none, "{}: {report}", example.display());
    }
}

#[test]
fn what_to_do_next_stands_on_the_first_screen_of_who_can_have_money() {
    let told = |example: &str| {
        let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/examples")).join(example);
        [check(&path, "zh", "80").contains("\n下一步："), check(&path, "en", "120").contains("\nNext steps: ")]
    };
    assert_eq!(told("nantong-precision.toml"), [true; 2]);
    assert_eq!(told("nantong-minimal.toml"), [true; 2]);
    assert_eq!(told("ningbo-sensors.toml"), [true; 2]);
}

#[test]
fn the_ladder_of_who_climbs_fits_one_screen() {
    let climbers: Vec<PathBuf> =
        examples().into_iter().filter(|file| CLIMBERS.iter().any(|name| file.ends_with(name))).collect();
    assert_eq!(climbers.len(), CLIMBERS.len());
    for climber in climbers {
        let ladder = run("ladder", &climber, "zh", "80");
        assert!(ladder.lines().count() <= LINES, "{}: {} lines", climber.display(), ladder.lines().count());
    }
}

#[test]
fn a_narrow_terminal_loses_nothing() {
    for (example, (lang, _)) in examples().iter().flat_map(|example| SCREENS.map(|screen| (example, screen))) {
        let (wide, narrow) = (check(example, lang, "200"), check(example, lang, "60"));
        assert_eq!(characters(&wide), characters(&narrow), "{}", example.display());
        let widest = narrow.lines().map(textwrap::core::display_width).max();
        assert!(widest <= Some(60), "{}: {widest:?} columns", example.display());
    }
}

#[test]
fn every_example_pins_its_day() {
    for example in examples() {
        let report = check(&example, "zh", "80");
        assert!(report.contains("取自企业画像"), "{}", example.display());
    }
}

/// The units of the money in a line.
fn units(line: &str) -> BTreeSet<&str> {
    let units = line.match_indices('元').filter_map(|(end, _)| {
        let before = &line[..end];
        let unit = ["亿", "万"].into_iter().find(|unit| before.ends_with(unit)).unwrap_or("");
        let digits = before.strip_suffix(unit)?;
        digits.ends_with(|c: char| c.is_ascii_digit()).then_some(unit)
    });
    units.collect()
}

#[test]
fn every_calculation_is_in_one_unit() {
    let mut seen = 0;
    for example in examples() {
        let mut program = Command::new(env!("CARGO_BIN_EXE_zjtx"));
        let output = program.args(["--lang", "zh", "check", "--format", "json"]).arg(&example).output().unwrap();
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let steps = |of: &serde_json::Value| -> Vec<String> {
            of["steps"].as_array().into_iter().flatten().map(|step| step.as_str().unwrap().to_owned()).collect()
        };
        for support in report["supports"].as_array().unwrap() {
            let items = support["items"].as_array().unwrap().iter().map(|item| steps(item).join("，"));
            for line in items.chain(steps(&support["amount"])) {
                assert!(units(&line).len() <= 1, "{}: {line}", example.display());
                seen += usize::from(line.contains(" × ") && line.contains('元'));
            }
        }
    }
    assert!(seen > 5, "{seen} products");
}
