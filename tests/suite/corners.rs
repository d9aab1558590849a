//! Inputs in the corners of the commands: what can't be read is told with its place.

use crate::process;

use std::fs;
use std::process::Command;

use process::{empty_folder, err, out, status};

#[test]
fn a_file_that_is_no_toml_is_told_where_cases_are_looked_for() {
    let folder = empty_folder("corners", "no-toml");
    fs::write(folder.join("plan.toml"), "[document\ntitle = \"办法\"\n").unwrap();
    for path in [".", "plan.toml"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
        let output = command.args(["--lang", "en", "test", path]).current_dir(&folder).output().unwrap();
        let told = err(&output);
        assert_eq!(status(&output), 1, "{told}");
        assert!(told.contains("[syntax]") && told.contains("plan.toml:1:10"), "{told}");
        assert!(!out(&output).contains("neither") && !told.contains("neither"), "{told}");
    }
}

/// The widest line that `check` writes to a terminal of 50 columns, where wide letters take two.
#[cfg(unix)]
fn widest_line(columns: Option<&str>) -> Option<usize> {
    let folder = empty_folder("corners", &format!("terminal-{}", columns.unwrap_or("none")));
    fs::write(folder.join("firm.toml"), "place = \"南通市崇川区\"\nstaff = 86\n").unwrap();
    let run = format!("stty cols 50; exec {} check firm.toml --as-of 2026-11-22", env!("CARGO_BIN_EXE_zjtx"));
    let mut command = Command::new("script");
    command.args(["-qec", &run, "/dev/null"]).current_dir(&folder).env_remove("COLUMNS");
    let output = command.envs(columns.map(|columns| ("COLUMNS", columns))).output().ok()?;
    assert_eq!(status(&output), 0, "{}", out(&output));
    let width = |line: &str| line.trim_end().chars().map(|c| if c < '\u{2E80}' { 1 } else { 2 }).sum();
    out(&output).lines().map(width).max()
}

#[cfg(unix)]
#[test]
fn a_report_is_as_wide_as_its_terminal_whatever_its_height_unless_columns_says_otherwise() {
    // Not every system has the program that makes a terminal.
    let Some(widest) = widest_line(None) else { return };
    assert!((40..=50).contains(&widest), "{widest}");
    let stated = widest_line(Some("70")).unwrap();
    assert!((60..=70).contains(&stated), "{stated}");
}

/// A form is understood whole, also a figure of a year of a record: with the shipped rules, in both languages.
#[test]
fn every_column_of_a_form_is_understood() {
    let folder = empty_folder("corners", "form");
    let zjtx = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_zjtx")).args(arguments).current_dir(&folder).output().unwrap();
        (status(&output), format!("{}{}", out(&output), err(&output)))
    };
    for lang in ["zh", "en"] {
        let (exit, told) = zjtx(&["template", "-o", "form.csv", "--force", "--as-of", "2026-11-22", "--lang", lang]);
        assert_eq!(exit, 0, "{told}");
        let form = fs::read_to_string(folder.join("form.csv")).unwrap();
        let header = form.lines().next().unwrap();
        let year = header.split(',').position(|header| header.contains("2025")).unwrap();
        let cells: Vec<&str> = (0..header.split(',').count())
            .map(|at| {
                if at == 0 {
                    "A1"
                } else if at == year {
                    "30"
                } else {
                    ""
                }
            })
            .collect();
        fs::write(folder.join("firms.csv"), format!("{header}\n{}\n", cells.join(","))).unwrap();
        let (exit, told) = zjtx(&["batch", "firms.csv", "-o", "-", "--as-of", "2026-11-22", "--lang", lang]);
        assert!(exit == 0 && !told.contains("[unknown-header]") && !told.contains("[misspelt-header]"), "{told}");
    }
}
