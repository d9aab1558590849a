//! Every example has a report of one screen, at 80 columns, and loses nothing at 60.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

use std::path::PathBuf;
use std::process::Command;

/// Lines of the first screen.
const SCREEN: usize = 40;

fn examples() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn check(profile: &PathBuf, columns: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
    let output = command.arg("check").arg(profile).env("COLUMNS", columns).env("LC_ALL", "C").output().unwrap();
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
    for example in examples {
        let report = check(&example, "80");
        assert!(report.lines().count() <= SCREEN, "{}: {} lines", example.display(), report.lines().count());
        let widest = report.lines().map(textwrap::core::display_width).max();
        assert!(widest <= Some(80), "{}: {widest:?} columns", example.display());
    }
}

#[test]
fn a_narrow_terminal_loses_nothing() {
    for example in examples() {
        let (wide, narrow) = (check(&example, "200"), check(&example, "60"));
        assert_eq!(characters(&wide), characters(&narrow), "{}", example.display());
        let widest = narrow.lines().map(textwrap::core::display_width).max();
        assert!(widest <= Some(60), "{}: {widest:?} columns", example.display());
    }
}

#[test]
fn every_example_pins_its_day() {
    for example in examples() {
        let report = check(&example, "80");
        assert!(report.contains("取自企业画像"), "{}", example.display());
    }
}
