//! The example repository of somebody's own rules: the commands of its page do what it says, and its CI asks for nothing else.

#![allow(clippy::disallowed_methods, reason = "the commands of a page are found on the path")]

use crate::process;

use std::fs;
use std::path::Path;
use std::process::Command;

use process::{empty_folder, err, out, status};

const EXAMPLE: &str = "examples/own-rules";

/// The commands of a page, each without what stands behind `#`.
fn commands(page: &str) -> Vec<String> {
    let blocks = page.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let lines = blocks.flat_map(str::lines);
    lines.map(|line| line.split(" #").next().unwrap_or_default().trim().to_owned()).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn each_command_of_its_page_succeeds_in_a_copy_of_it() {
    let folder = empty_folder("example", "own-rules");
    copy(Path::new(EXAMPLE), &folder);
    let program = Path::new(env!("CARGO_BIN_EXE_zjtx")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let commands = commands(&fs::read_to_string(folder.join("README.md")).unwrap());
    assert!(commands.len() >= 8, "{commands:?}");
    for command in commands {
        let output =
            Command::new("sh").args(["-ec", &command]).env("PATH", &path).current_dir(&folder).output().unwrap();
        assert_eq!(status(&output), 0, "{command}: {}{}", out(&output), err(&output));
    }
    for schema in ["rules", "cases", "profile"] {
        let text = fs::read_to_string(folder.join(format!("{schema}.schema.json"))).unwrap();
        assert!(schema == "cases" || text.contains("kilns"), "the schema of {schema} does not know the own fact");
    }
}

/// What its CI runs is what its page says, in one format or another.
#[test]
fn its_ci_runs_the_commands_of_its_page() {
    let page = commands(&fs::read_to_string(format!("{EXAMPLE}/README.md")).unwrap());
    let gitlab = fs::read_to_string(format!("{EXAMPLE}/.gitlab-ci.yml")).unwrap();
    let workflow = fs::read_to_string(".github/workflows/rules.yml").unwrap();
    for command in page.iter().filter(|command| command.contains(" validate ") || command.contains(" test ")) {
        assert!(gitlab.contains(command.as_str()), "{command}");
        let called = command.replace(" rules", " \"$FOLDER\"").replace("rules --", "\"$FOLDER\" --");
        let called = called.replace("--min 100%", "--min \"$COVERAGE\"");
        let same_words = |line: &str| called.split(' ').all(|word| line.contains(word));
        assert!(workflow.lines().any(same_words), "{called}");
    }
}
