//! There is one way to write a file: whatever its layout, `fmt` writes the same, and what it says and its comments stay.

use crate::layout;
use crate::process;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use walkdir::WalkDir;

use zjtx::compile::compile;
use zjtx::dictionary::Dictionary;
use zjtx::fmt::{Kind, format};
use zjtx::load::Library;

use layout::{Tape, comments, meaning, relaid};
use process::{empty_folder, err, out, status};

/// Files that are formatted, and such as nobody wrote with care.
const SHIPPED: [&str; 2] = ["rules", "examples"];
const OTHERS: [&str; 4] = ["tests/shapes", "tests/world", "tests/broken", "tests/keys"];

fn toml_files(folders: &[&str]) -> Vec<(PathBuf, String)> {
    // Hidden files are of other programs.
    let is_shown = |entry: &walkdir::DirEntry| !entry.file_name().to_string_lossy().starts_with('.');
    let walk = |folder: &&str| WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_shown);
    let files = folders.iter().flat_map(walk).map(|entry| entry.unwrap().into_path());
    let files = files.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let read = files.filter_map(|path| Some((path.clone(), fs::read_to_string(&path).ok()?)));
    read.filter(|(_, text)| text.parse::<toml_edit::DocumentMut>().is_ok()).collect()
}

fn shipped_dictionary() -> Dictionary {
    let mut library = Library::default();
    library.add_shipped_lists();
    Dictionary::clone(&compile(&library).0.dictionary)
}

#[test]
fn what_is_shipped_is_written_so() {
    let output = Command::new(env!("CARGO_BIN_EXE_zjtx")).args(["fmt", "--check"]).args(SHIPPED).output().unwrap();
    assert_eq!(status(&output), 0, "zjtx fmt rules examples writes them:\n{}", out(&output));
}

#[test]
fn twice_is_as_once_and_nothing_is_lost() {
    let dictionary = shipped_dictionary();
    for (path, text) in toml_files(&[&SHIPPED[..], &OTHERS].concat()) {
        for kind in [None, Some(Kind::Codes), Some(Kind::Profile)] {
            let once = format(&text, kind, &dictionary).unwrap().unwrap();
            assert_eq!(format(&once, kind, &dictionary).unwrap().unwrap(), once, "{} {kind:?}", path.display());
            assert_eq!(comments(&once), comments(&text), "{} {kind:?}", path.display());
        }
        // Nothing that a file says is said otherwise, but for names that are keys.
        let once = format(&text, None, &Dictionary::default()).unwrap().unwrap();
        assert_eq!(meaning(&once), meaning(&text), "{}", path.display());
    }
}

fn check(cases: u32, is_loud: bool, test: impl Fn(&Path, &str, &str) -> Result<(), TestCaseError>) {
    let files: Vec<_> = toml_files(&SHIPPED).into_iter().filter(|(_, text)| text.len() < 30_000).collect();
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&(0..files.len(), any::<u64>()), |(at, seed)| {
            let (path, text) = &files[at];
            test(path, text, &relaid(text, &mut Tape(seed | 1), is_loud))
        })
        .unwrap();
}

#[test]
fn of_any_layout_the_same_is_written() {
    let dictionary = shipped_dictionary();
    check(400, false, |path, text, relaid| {
        prop_assert_eq!(meaning(relaid), meaning(text), "the test changes what {} says", path.display());
        let written = format(relaid, None, &dictionary).unwrap().unwrap();
        prop_assert_eq!(&written, text, "{}\n{}", path.display(), relaid);
        Ok(())
    });
}

#[test]
fn comments_may_stand_anywhere() {
    let dictionary = shipped_dictionary();
    check(400, true, |path, text, relaid| {
        let once = format(relaid, None, &dictionary).unwrap().unwrap();
        prop_assert_eq!(meaning(&once), meaning(text), "{}\n{}", path.display(), relaid);
        prop_assert_eq!(comments(&once), comments(relaid), "{}\n{}", path.display(), relaid);
        prop_assert_eq!(&format(&once, None, &dictionary).unwrap().unwrap(), &once, "{}\n{}", path.display(), relaid);
        Ok(())
    });
}

fn formatted(text: &str) -> String {
    format(text, None, &shipped_dictionary()).unwrap().unwrap()
}

#[test]
fn names_in_rules_become_keys() {
    let text = "[[support]]\nfor-each = '项目'\nwhen = [{ fact = \"新设备购置额\", at-least = '1万元' }, \
                { fact = \"营业收入\", year = -1, above = { rate = \"三分之一\", of = \"员工人数\" } }, \
                { fact = \"成立日期\", until = \"2 years after 成立日期\" }, { fact = \"place\", is = \"南通市\" }]\n";
    let written = formatted(text);
    for part in [
        "for-each = \"project\"",
        "{ fact = \"project.new-equipment\", at-least = \"1万元\" }",
        "{ fact = \"revenue\", year = -1, above = { rate = \"三分之一\", of = \"staff\" } }",
        "{ fact = \"established\", until = \"2 years after established\" }",
        "is = \"南通市\"",
    ] {
        assert!(written.contains(part), "{part}\n{written}");
    }
    // Three records have a kind that is called so; outside of a record nobody knows which is meant.
    let unclear = "[define.a]\nwhen = [{ fact = \"类别\", is = \"x\" }]\n";
    assert_eq!(formatted(unclear), unclear);
    let bound = "[define.a]\nwhen = [{ has = \"title\", where = [{ fact = \"类别\", is = \"x\" }] }]\n";
    assert_eq!(formatted(bound), bound.replace("类别", "title.kind"));
}

/// What the program says of rules with names is what it says of them with keys.
#[test]
fn rules_with_names_are_compiled_to_the_same() {
    let folder = empty_folder("fmt", "names");
    fs::create_dir_all(folder.join("rules/320600")).unwrap();
    let (head, support) = (
        "[document]\ntitle = \"办法\"\nissuer = \"局\"\nkind = \"measure\"\nissued = 2026-01-01\nfrom = 2026-01-01\n\
        standing = \"in-force\"\nevidence = \"copy\"\nchecked = 2026-06-30\n",
        "[[support]]\nid = \"a\"\nname = \"甲\"\nkind = \"grant\"\n\
        for-what = \"equipment\"\nfor-each = \"项目\"\nwhere = [{ fact = \"新设备购置额\", above = \"1万元\" }]\n\
        when = [{ fact = \"营业收入\", year = -1, above = \"2万元\" }, { has = \"称号\", where = [{ fact = \"类别\", is = \"little-giant\" }] }]\n\
        amount = { rate = \"10%\", of = \"项目.新设备购置额\" }\nclause = \"一\"\nfigures = [\"1万元\", \"2万元\", \"10%\"]\n",
    );
    let file = folder.join("rules/320600/plan.toml");
    fs::write(&file, [head, support].concat()).unwrap();
    let explain = ["explain", "320600/plan", "--rules", "rules", "--no-builtin", "--format", "markdown"];
    let before = run(&folder, &explain, "");
    assert_eq!(status(&before), 0, "{}", err(&before));
    assert_eq!(status(&run(&folder, &["fmt"], "")), 0);
    let written = fs::read_to_string(&file).unwrap();
    assert!(written.contains("title.kind") && written.contains("of = \"project.new-equipment\""), "{written}");
    // Where lists take more lines, what follows stands further down.
    let told = |output: &Output| -> String {
        let text = out(output).replace("第 ", "\n").replace("toml:", "\n");
        text.lines().map(|line| line.trim_start_matches(|c: char| c.is_ascii_digit())).collect()
    };
    assert_eq!(told(&run(&folder, &explain, "")), told(&before));
}

#[test]
fn names_in_profiles_become_keys_unless_the_same_is_said_twice() {
    let text = "\"测算日\" = 2026-06-30\n\"员工人数\" = 12\n\n[\"年度\".2025]\n\"营业收入\" = \"1亿\"\n\n[[\"称号\"]]\n\"名称\" = \"小巨人\"\n";
    let keys = "as-of = 2026-06-30\nstaff = 12\n\n[year.2025]\nrevenue = \"1亿\"\n\n[[title]]\nkind = \"小巨人\"\n";
    assert_eq!(formatted(text), keys);
    assert_eq!(formatted("[[case]]\nprofile = { \"员工人数\" = 12 }\n"), "[[case]]\nprofile = { staff = 12 }\n");
    // A finding says so of a profile; as one key it would be no TOML.
    let twice = "staff      = 12\n\"员工人数\" = 13\n";
    assert_eq!(meaning(&formatted(twice)), meaning(twice));
}

#[test]
fn a_file_that_would_say_something_else_is_left_and_told() {
    let folder = empty_folder("fmt", "endings");
    let path = folder.join("rules.toml");
    // A text over several lines whose lines end in another way than the first.
    for mixed in ["[document]\r\ntitle = \"\"\"a\nb\"\"\"\r\n", "[document]\ntitle = '''a\r\nb'''\n"] {
        fs::write(&path, mixed).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_zjtx")).arg("fmt").arg(&path).output().unwrap();
        assert_eq!(status(&output), 2, "{}", out(&output));
        assert!(err(&output).contains("LF"), "{}", err(&output));
        assert_eq!(fs::read_to_string(&path).unwrap(), mixed);
    }
    // Elsewhere how a line ends is layout.
    assert_eq!(formatted("[document]\ntitle = \"a\"\r\n"), "[document]\ntitle = \"a\"\n");
    let text = "[document]\r\ntitle = \"\"\"a\r\nb\"\"\"\r\n";
    assert_eq!(formatted(text), text);
}

#[test]
fn lists_break_where_they_do_not_fit_and_tables_keep_to_a_line() {
    let long = "“一个很长的名字，写满一行里剩下的地方，比一行的三分之一还长一些”";
    let text = format!("[[support]]\nsilent = [\"{long}\", \"{long}\", \"{long}\"]\nfigures = [\n'1%',\n  ]\n");
    let lines =
        format!("[[support]]\nfigures = [\"1%\"]\nsilent  = [\n  \"{long}\",\n  \"{long}\",\n  \"{long}\",\n]\n");
    assert_eq!(formatted(&text), lines);
    let text = format!(
        "[define.a]\nwhen = [{{ unclear = [{{ judged = \"{long}\" }}, {{ meets = \"b\" }}], assume = \"{long}\" }}]\n"
    );
    let lines = format!(
        "[define.a]\nwhen = [{{ unclear = [\n  {{ judged = \"{long}\" }},\n  {{ meets = \"b\" }},\n], assume = \"{long}\" }}]\n"
    );
    assert_eq!(formatted(&text), lines);
}

#[test]
fn texts_keep_what_is_seen_of_them() {
    let same = "a = \"\\u4e2d\"\nb = 'C:\\x'\nc = 'a \"b\"'\nd = \"\"\"\na\nb\"\"\"\ne = 1_000\n";
    assert_eq!(formatted(same), same);
    assert_eq!(formatted("a = '中'\n'b' = \"\"\"c\"\"\""), "a = \"中\"\nb = \"c\"\n");
}

#[test]
fn lines_end_as_the_first_one_does() {
    assert_eq!(formatted("a=1\r\n# b\r\nc=2\n"), "a = 1\r\n# b\r\nc = 2\r\n");
    assert_eq!(formatted("a=1\n# b\r\nc=2"), "a = 1\n# b\nc = 2\n");
}

fn run(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_zjtx"))
        .args(arguments)
        .args(["--lang", "zh"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

const UNTIDY: &str = "[document]\nissuer = \"局\"\ntitle = \"办法\"\n";
const TIDY: &str = "[document]\ntitle  = \"办法\"\nissuer = \"局\"\n";

#[test]
fn files_are_written_and_told_or_only_told() {
    let folder = empty_folder("fmt", "files");
    let place = folder.join("rules/320600");
    fs::create_dir_all(&place).unwrap();
    fs::write(place.join("a.toml"), UNTIDY).unwrap();
    fs::write(place.join("b.toml"), TIDY).unwrap();
    fs::write(place.join("c.toml"), format!("\u{feff}{TIDY}")).unwrap();
    let check = run(&folder, &["fmt", "--check"], "");
    let told = "会变  rules/320600/a.toml\n会变  rules/320600/c.toml\n会变的 2 份，不变的 1 份\n";
    assert_eq!((status(&check), out(&check)), (1, told.to_owned()));
    assert_eq!(fs::read_to_string(place.join("a.toml")).unwrap(), UNTIDY);
    let written = run(&folder, &["fmt"], "");
    assert_eq!((status(&written), out(&written)), (0, "写了 2 份，不用改的 1 份\n".to_owned()));
    for file in ["a", "b", "c"] {
        assert_eq!(fs::read_to_string(place.join(file).with_extension("toml")).unwrap(), TIDY);
    }
    assert_eq!(status(&run(&folder, &["fmt", "--check"], "")), 0);
    assert_eq!(fs::read_dir(&place).unwrap().count(), 3, "nothing else is left");
}

#[test]
fn a_file_that_is_no_toml_is_told_and_left_while_the_others_are_written() {
    let folder = empty_folder("fmt", "broken");
    fs::create_dir_all(folder.join("rules/320600")).unwrap();
    let [broken, untidy] = ["rules/320600/a.toml", "rules/320600/b.toml"].map(|file| folder.join(file));
    fs::write(&broken, "[document\n").unwrap();
    fs::write(&untidy, UNTIDY).unwrap();
    let output = run(&folder, &["fmt"], "");
    assert_eq!((status(&output), out(&output)), (2, "写了 1 份，不用改的 0 份\n".to_owned()));
    assert!(err(&output).contains("rules/320600/a.toml:1"), "{}", err(&output));
    assert_eq!(fs::read_to_string(&broken).unwrap(), "[document\n");
    assert_eq!(fs::read_to_string(&untidy).unwrap(), TIDY);
    assert_eq!(status(&run(&folder, &["fmt", "--check"], "")), 2);
    assert_eq!(status(&run(&folder, &["fmt", "nowhere"], "")), 2);
}

#[test]
fn a_pipe_is_formatted_to_a_pipe() {
    let folder = empty_folder("fmt", "pipe");
    let output = run(&folder, &["fmt", "-"], UNTIDY);
    assert_eq!((status(&output), out(&output)), (0, TIDY.to_owned()));
    assert_eq!(status(&run(&folder, &["fmt", "-", "--check"], UNTIDY)), 1);
    assert_eq!(out(&run(&folder, &["fmt", "-", "--check"], TIDY)), "");
    let broken = run(&folder, &["fmt", "-"], "a = ");
    assert_eq!((status(&broken), out(&broken)), (2, String::new()));
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = empty_folder("fmt", "links");
    fs::create_dir_all(folder.join("rules/320600")).unwrap();
    fs::write(folder.join("a.toml"), UNTIDY).unwrap();
    fs::set_permissions(folder.join("a.toml"), fs::Permissions::from_mode(0o640)).unwrap();
    let link = folder.join("rules/320600/a.toml");
    symlink("../../a.toml", &link).unwrap();
    assert_eq!(status(&run(&folder, &["fmt"], "")), 0);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(folder.join("a.toml")).unwrap(), TIDY);
    assert_eq!(fs::metadata(folder.join("a.toml")).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn what_is_new_is_written_so() {
    let folder = empty_folder("fmt", "new");
    for (lang, document) in [("zh", "plan-a"), ("en", "plan-b")] {
        let new = ["new", "rules", "--place", "320600", "--document", document];
        let output = Command::new(env!("CARGO_BIN_EXE_zjtx"))
            .args(new)
            .args(["--lang", lang])
            .current_dir(&folder)
            .output()
            .unwrap();
        assert_eq!(status(&output), 0, "{}", err(&output));
    }
    run(&folder, &["new", "profile", "--place", "320600", "-o", "firm.toml", "--as-of", "2026-11-22"], "");
    let output = run(&folder, &["fmt", "--check", "rules", "firm.toml"], "");
    assert_eq!(status(&output), 0, "{}", out(&output));
}
