//! Inputs in the corners of the commands: what can't be read is told with its place.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

mod process;

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
