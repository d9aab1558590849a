//! A file or folder that is named twice, in whatever spelling, is read once; profiles are read by the rules beside them.

use crate::process;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use process::{err, out, status};

/// Ways to name `set` once, or again.
const SPELLINGS: &[&[&str]] = &[
    &["set"],
    &["set", "set"],
    &["set", "./set"],
    &["./set", "set/yanchuan"],
    &["set/yanchuan/looms-2026.toml", "set"],
    &["set", "set/yanchuan/looms-2026.cases.toml", "set/yanchuan/../yanchuan/looms-2026.cases.toml"],
    &["--rules", "set", "set"],
    &["--rules", "./set", "--no-builtin", "set"],
    &["--rules", "set", "--rules", "set/", "--no-builtin", "set", "./set"],
    &["--rules", "set", "--rules", "./set", "--no-builtin"],
];

#[test]
fn what_is_named_twice_is_validated_once() {
    let folder = folder("validate");
    for arguments in SPELLINGS {
        let output = run(&folder, "validate", arguments);
        assert_eq!((status(&output), out(&output).as_str()), (0, "没有问题\n"), "{arguments:?}");
    }
    // A broken rule file, a broken case and a broken profile are one finding each.
    let rules = folder.join("set/yanchuan/looms-2026.toml");
    fs::write(&rules, fs::read_to_string(&rules).unwrap().replace("\"measure\"", "\"mesure\"")).unwrap();
    for arguments in SPELLINGS {
        let output = run(&folder, "validate", arguments);
        assert_eq!((status(&output), findings(&output)), (1, 1), "{arguments:?}: {}", out(&output));
    }
    fs::write(folder.join("firm.toml"), "staf = 186\n").unwrap();
    for arguments in [&["firm.toml", "./firm.toml"][..], &["firm.toml", "set", "firm.toml", "--rules", "set"]] {
        let output = run(&folder, "validate", arguments);
        assert_eq!(out(&output).matches("[unknown-key]").count(), 1, "{arguments:?}: {}", out(&output));
    }
}

/// The findings of an added folder are told once, not with each set of rules beside it.
#[test]
fn an_added_folder_is_told_once() {
    let folder = folder("added");
    fs::create_dir_all(folder.join("more/yanchuan")).unwrap();
    fs::create_dir_all(folder.join("other/yanchuan")).unwrap();
    let broken = "[document]\nissuer = \"某局\"\n";
    fs::write(folder.join("more/yanchuan/broken.toml"), broken).unwrap();
    fs::write(folder.join("other/yanchuan/broken-too.toml"), broken).unwrap();
    fs::write(folder.join("firm.toml"), "staff = 186\n").unwrap();
    let output = run(&folder, "validate", &["set", "other", "firm.toml", "--rules", "more"]);
    assert_eq!(out(&output).matches("缺少 `title`").count(), 2, "{}", out(&output));
}

#[test]
fn what_is_named_twice_is_tested_once() {
    let folder = folder("test");
    let once = run(&folder, "test", &["set"]);
    assert_eq!(status(&once), 1);
    assert!(out(&once).ends_with("3 个案例：2 个通过，1 个不符\n"), "{}", out(&once));
    for arguments in SPELLINGS {
        let output = run(&folder, "test", arguments);
        assert_eq!(err(&output), "", "{arguments:?}");
        assert!(out(&output).ends_with("3 个案例：2 个通过，1 个不符\n"), "{arguments:?}: {}", out(&output));
    }
    // Rules that nothing tests are named once, too.
    fs::remove_file(folder.join("set/yanchuan/looms-2026.cases.toml")).unwrap();
    for arguments in [&["set"][..], &["set", "set/yanchuan"], &["--rules", "set", "--no-builtin", "set", "./set"]] {
        let output = run(&folder, "test", arguments);
        assert_eq!(out(&output).matches("有规则，没有案例").count(), 1, "{arguments:?}: {}", out(&output));
    }
}

#[test]
fn profiles_are_read_by_the_rules_beside_them() {
    let folder = folder("profiles");
    fs::create_dir_all(folder.join("firms")).unwrap();
    // The shipped dictionary has no such fact.
    fs::write(folder.join("firms/firm.toml"), "place = \"云屿省砚川市墨池区\"\nlooms = 12\n").unwrap();
    let told = |arguments: &[&str]| {
        let output = run(&folder, "validate", arguments);
        (status(&output), findings(&output))
    };
    assert_eq!(told(&["firms"]), (1, 2));
    for arguments in
        [&["set", "firms"][..], &["--no-builtin", "firms", "set"], &["firms", "set/yanchuan/looms-2026.toml"]]
    {
        assert_eq!(told(arguments), (0, 0), "{arguments:?}");
    }
    // Two sets that are each complete: which is meant is not said.
    copy(&folder.join("set"), &folder.join("second"));
    assert_eq!(told(&["set", "second", "firms"]), (1, 2));
    for arguments in [&["--no-builtin", "firms"][..], &["--no-builtin", "set", "second", "firms"]] {
        let output = run(&folder, "validate", arguments);
        assert_eq!((status(&output), out(&output)), (2, String::new()), "{arguments:?}");
        assert!(err(&output).contains("没有规则可用"), "{arguments:?}: {}", err(&output));
    }
    assert_eq!(told(&["--no-builtin", "firms", "--rules", "set"]), (0, 0));
}

fn findings(output: &Output) -> usize {
    out(output).lines().filter(|line| line.starts_with("错误") || line.starts_with("警告")).count()
}

fn run(folder: &Path, command: &str, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_zjtx"));
    program.arg(command).args(arguments).current_dir(folder).env("LC_ALL", "C").output().unwrap()
}

/// A folder for one test, with a whole set of rules in `set`: those of the fictional province and a document.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("named_twice").join(name);
    let _ = fs::remove_dir_all(&folder);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy(&root.join("tests/world/rules"), &folder.join("set"));
    copy(&root.join("tests/cli/rules/yanchuan"), &folder.join("set/yanchuan"));
    folder
}

/// Copies a folder with what is in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
