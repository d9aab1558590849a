//! Bad input on the command line: always a finding with its place, never a figure that rests on what was not read, never
//! a panic, and soon.

use crate::process;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use process::{empty_folder, err, out, status};

/// A debug build on a busy machine; a release build needs a fraction of a second.
const SOON: Duration = Duration::from_secs(10);

/// What is wrong with a profile: its text, the code, the line and column.
const PROFILES: &[(&str, &str, &str)] = &[
    ("staf = 186\n", "unknown-key", "1:1"),
    ("[[project]]\nnew-equipmnt = \"3200万\"\n", "unknown-key", "2:1"),
    ("place = \"南通市崇州区\"\n", "unknown-place", "1:9"),
    ("[[title]]\nkind = \"小巨入\"\n", "unknown-choice", "2:8"),
    ("[[received]]\nsupport = \"nantong/reply-2024/none\"\n", "unknown-support", "2:11"),
    ("[year.2025]\nrevenue = \"1.32亿人\"\n", "wrong-unit", "2:11"),
    ("[[title]]\ngranted = 2025-02-30\n", "invalid-date", "2:11"),
    ("staff = 186\n\"从业人员\" = 186\n", "stated-twice", "2:1"),
    ("[year.2025]\nrevenue = -1\n", "out-of-range", "2:11"),
    ("staff = 99999999999999999999999999999\n", "invalid-number", "1:9"),
    ("[year.2025]\nrevenue = \"0.30000000000000000000000000000\"\n", "invalid-number", "2:11"),
    ("[year.2025]\nrevenue = \"9999999999999999999999999999亿\"\n", "invalid-number", "2:11"),
    ("staff = \n", "syntax", "1:9"),
];

/// What is wrong with a rule file.
const RULES: &[(&str, &str, &str)] = &[
    ("when = [{ fact = \"staff\", atleast = 10 }]", "misplaced-key", "16:27"),
    ("when = [{ fact = \"staf\", at-least = 10 }]", "unknown-fact", "16:18"),
    ("scope = { in = [\"南通市崇州区\"] }", "unknown-place", "16:17"),
    ("when = [{ has = \"titel\" }]", "unknown-record", "16:17"),
    ("when = [{ fact = \"revenue\", year = -1, at-least = \"10%\" }]", "wrong-unit", "16:51"),
    ("when = [{ fact = \"staff\", at-least = 99999999999999999999999999999 }]", "invalid-number", "16:38"),
    (
        "when = [{ fact = \"revenue\", year = -1, at-least = \"0.30000000000000000000000000000元\" }]",
        "invalid-number",
        "16:51",
    ),
    (
        "when = [{ fact = \"revenue\", year = -1, at-least = \"9999999999999999999999999999亿元\" }]",
        "invalid-number",
        "16:51",
    ),
    ("when = [{ fact = \"staff\", at-least = 10, below = 20 }]", "two-comparisons", "16:42"),
    ("when = [{ fact = \"staff\", at-least = -1.5 }]", "bare-decimal", "16:38"),
    ("when = [{ fact = \"revenue\", year = 3, at-least = \"1亿元\" }]", "out-of-range", "16:36"),
    (
        "when = [{ has = \"title\", where = [{ fact = \"title.granted\", since = 2025-02-30 }] }]",
        "invalid-date",
        "16:69",
    ),
    ("[[support]]\nid = \"bonus\"\nname = \"又一项\"\nkind = \"service\"\nclause = \"二\"", "duplicate-id", "17:6"),
    ("[[support]]\nid = \"other\"\nname = \"又一项\"\nkind = \"service\"", "missing-key", "16:1"),
    ("[define.a]\nwhen = [{ meets = \"b\" }]\n[define.b]\nwhen = [{ meets = \"a\" }]", "cycle", "19:19"),
    ("[[group]]\nname = \"两项\"\nmembers = [\"bonuss\"]\nrule = \"unstated\"", "unknown-support", "18:12"),
];

const RULE_FILE: &str = r#"[document]
title = "示例扶持办法"
issuer = "示例市工业和信息化局"
kind = "measure"
issued = 2026-01-01
from = 2026-01-01
standing = "in-force"
evidence = "official"
checked = 2026-01-01

[[support]]
id = "bonus"
name = "认定奖励"
kind = "service"
clause = "第一条"
"#;

#[test]
fn what_a_profile_says_that_cannot_be_read_is_unknown_and_told_with_its_place() {
    let folder = folder("profiles");
    let file = folder.join("firm.toml");
    for (text, code, place) in PROFILES {
        fs::write(&file, text).unwrap();
        let checked = run(&folder, &["check", "firm.toml"]);
        assert_eq!(status(&checked), 1, "{text}");
        // What is no TOML, as with a day that is none, is not answered; else the report says at its head that something was not read.
        let head = out(&checked).lines().next().unwrap_or_default().to_owned();
        let is_toml = !["syntax", "invalid-date"].contains(code);
        assert_eq!((head.is_empty(), head.ends_with("有 1 个值没读懂")), (!is_toml, is_toml), "{text}: {head}");
        let validated = run(&folder, &["validate", "firm.toml"]);
        assert_eq!(status(&validated), 1, "{text}");
        for said in [err(&checked), out(&validated)] {
            assert!(said.contains(&format!("[{code}]")) && said.contains(&format!("firm.toml:{place}\n")), "{said}");
        }
    }
}

#[test]
fn a_broken_rule_file_has_findings_with_their_place_and_stops_a_check() {
    let folder = folder("rules");
    fs::create_dir_all(folder.join("set/nantong")).unwrap();
    fs::write(folder.join("firm.toml"), "staff = 186\n").unwrap();
    for (flaw, code, place) in RULES {
        fs::write(folder.join("set/nantong/plan.toml"), format!("{RULE_FILE}{flaw}\n")).unwrap();
        let validated = run(&folder, &["validate", "set"]);
        assert_eq!(status(&validated), 1, "{flaw}");
        let checked = run(&folder, &["check", "firm.toml", "--rules", "set"]);
        assert_eq!((status(&checked), out(&checked)), (2, String::new()), "{flaw}");
        for said in [out(&validated), err(&checked)] {
            assert!(said.contains(&format!("[{code}]")) && said.contains(&format!("plan.toml:{place}\n")), "{said}");
        }
    }
}

#[test]
fn a_file_that_is_no_text_is_a_finding() {
    let folder = folder("bytes");
    let nested = |open: &str, depth: usize| format!("a = {}", open.repeat(depth)).into_bytes();
    for (bytes, code) in [
        (b"name = \"\xC4\xCF\xCD\xA8\"\n".to_vec(), "not-utf8"),
        (Vec::new(), "empty-file"),
        (b"name = \"a\0b\"\n".to_vec(), "nul-byte"),
        (vec![b'#'; 8 * 1024 * 1024], "too-large"),
        (nested("[", 65), "too-deep"),
        (nested("[", 100_000), "too-deep"),
        (nested("{a=", 100_000), "too-deep"),
        (format!("{}a = 1\n", "a.".repeat(100_000)).into_bytes(), "syntax"),
    ] {
        fs::write(folder.join("firm.toml"), bytes).unwrap();
        expect_finding(&folder, "firm.toml", code);
    }
    fs::write(folder.join("marked.toml"), b"\xEF\xBB\xBFstaff = 186\n").unwrap();
    let marked = run(&folder, &["check", "marked.toml"]);
    assert_eq!(status(&marked), 0);
    assert!(err(&marked).contains("[byte-order-mark]"));
    assert_eq!(status(&run(&folder, &["validate", "marked.toml"])), 0);
    assert_eq!(status(&run(&folder, &["validate", "marked.toml", "--deny", "warnings"])), 1);
}

#[test]
fn a_folder_and_a_loop_of_links_are_findings() {
    let folder = folder("links");
    fs::create_dir_all(folder.join("loop")).unwrap();
    let checked = run(&folder, &["check", "loop"]);
    assert_eq!((status(&checked), out(&checked)), (1, String::new()));
    assert!(err(&checked).contains("[not-a-file]"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("self.toml", folder.join("self.toml")).unwrap();
        std::os::unix::fs::symlink(folder.join("loop"), folder.join("loop/again")).unwrap();
        expect_finding(&folder, "self.toml", "link-loop");
        let validated = run(&folder, &["validate", "loop"]);
        assert_eq!(status(&validated), 1);
        assert!(out(&validated).contains("[link-loop]"));
    }
}

#[test]
fn what_is_not_there_can_not_be_run() {
    let folder = folder("missing");
    fs::write(folder.join("firm.toml"), "staff = 186\n").unwrap();
    for arguments in [
        &["check", "none.toml"][..],
        &["validate", "none.toml"],
        &["check", "firm.toml", "--rules", "none"],
        &["validate", "--rules", "none"],
        // A file is no folder of rules, and must not be passed over.
        &["check", "firm.toml", "--rules", "firm.toml"],
        &["check"],
        &["check", "firm.toml", "--as-of", "2025-02-30"],
    ] {
        let output = run(&folder, arguments);
        assert_eq!((status(&output), out(&output)), (2, String::new()), "{arguments:?}");
        assert!(!err(&output).is_empty(), "{arguments:?}");
    }
    for arguments in [&["check", "firm.toml"][..], &["validate", "firm.toml"]] {
        assert_eq!(status(&run(&folder, arguments)), 0, "{arguments:?}");
    }
}

#[test]
fn no_spelling_of_a_path_lets_a_wrong_file_pass() {
    let folder = folder("paths");
    fs::create_dir_all(folder.join("set/nantong")).unwrap();
    fs::write(folder.join("set/facts.toml"), "[fact]\n").unwrap();
    fs::write(folder.join("set/nantong/plan.toml"), RULE_FILE.replace("measure", "mesure")).unwrap();
    let whole = folder.join("set/nantong/plan.toml").to_string_lossy().into_owned();
    for (place, path) in [
        ("", "set"),
        ("", "set/nantong"),
        ("", "set/nantong/plan.toml"),
        ("", "set//nantong/plan.toml"),
        ("", "./set/./nantong/plan.toml"),
        ("", "set/nantong/../nantong/plan.toml"),
        ("", &whole),
        ("set", "nantong/plan.toml"),
        ("set", "."),
        ("set/nantong", "plan.toml"),
        ("set/nantong", "../nantong/plan.toml"),
    ] {
        let output = run(&folder.join(place), &["validate", path]);
        assert_eq!(status(&output), 1, "{place} {path}: {}{}", out(&output), err(&output));
        assert!(out(&output).contains("[unknown-word]"), "{place} {path}: {}", out(&output));
    }
}

#[cfg(unix)]
#[test]
fn the_list_that_is_fed_through_standard_input_is_not_written_to() {
    let folder = folder("fed");
    let list = "企业名称,所在地\n甲绸业,崇川区\n";
    fs::write(folder.join("list.csv"), list).unwrap();
    fs::hard_link(folder.join("list.csv"), folder.join("link.csv")).unwrap();
    for output in ["list.csv", "./link.csv"] {
        let mut command = command(&folder, &["batch", "-", "-o", output, "--force", "--as-of", "2026-11-22"]);
        let fed = command.stdin(fs::File::open(folder.join("list.csv")).unwrap()).output().unwrap();
        assert_eq!((status(&fed), fs::read_to_string(folder.join("list.csv")).unwrap()), (2, list.to_owned()));
    }
    let mut command = command(&folder, &["batch", "-", "-o", "other.csv", "--as-of", "2026-11-22"]);
    let fed = command.stdin(fs::File::open(folder.join("list.csv")).unwrap()).output().unwrap();
    assert_eq!(status(&fed), 0, "{}", err(&fed));
}

#[cfg(unix)]
#[test]
fn a_device_is_not_replaced_and_nobody_is_told_to_force_it() {
    let folder = folder("device");
    fs::write(folder.join("list.csv"), "企业名称,所在地\n甲绸业,崇川区\n").unwrap();
    for output in ["null", "null.csv"] {
        // Only the link would be replaced, never the device.
        std::os::unix::fs::symlink("/dev/null", folder.join(output)).unwrap();
        let refused = run(&folder, &["batch", "list.csv", "-o", output, "--force", "--as-of", "2026-11-22"]);
        assert_eq!(status(&refused), 2, "{output}");
        assert!(!err(&refused).contains("--force"), "{output}: {}", err(&refused));
        assert!(!fs::metadata(folder.join(output)).unwrap().is_file(), "{output}");
    }
}

#[test]
fn a_closed_pipe_is_a_quiet_success() {
    let folder = folder("pipe");
    fs::write(folder.join("firm.toml"), "place = \"南通市崇川区\"\n").unwrap();
    for arguments in [&["check", "firm.toml", "--as-of", "2026-11-22"][..], &["validate", "firm.toml"]] {
        let mut command = command(&folder, arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((status(&output), err(&output)), (0, String::new()), "{arguments:?}");
    }
}

#[test]
fn what_is_too_large_to_compute_is_said_and_left_out_of_the_total() {
    let folder = folder("overflow");
    fs::create_dir_all(folder.join("set/nantong")).unwrap();
    let most = "9".repeat(28);
    let grant = format!(
        "{RULE_FILE}for-each = \"hire\"\nfor-what = \"living\"\nfigures = [\"{most}元\"]\namount = {{ each = \"{most}元\", times = \"hire.count\" }}\n"
    );
    fs::write(folder.join("set/nantong/plan.toml"), grant.replace("service", "grant")).unwrap();
    fs::write(folder.join("firm.toml"), format!("place = \"南通市崇川区\"\n[[hire]]\ncount = {most}\n")).unwrap();
    let output = run(&folder, &["check", "firm.toml", "--rules", "set", "--as-of", "2026-11-22"]);
    assert_eq!(status(&output), 0);
    // A narrow column breaks the sentence.
    let said: String = out(&output).split_whitespace().collect();
    assert!(said.contains("不完整：有数字过大，无法精"), "{}", out(&output));
}

#[test]
fn an_amount_of_more_digits_than_an_input_is_shown_whole_or_too_large() {
    let folder = folder("digits");
    // 150,000 for each: what one record comes to, what six do of which a decimal holds each, and what it does not hold.
    let whole = "给个人，一次性0元149,999,999,999,";
    let too_large = "不完整：有数字过大，无法精";
    for (digits, records, wanted) in [(23, 1, whole), (23, 6, too_large), (28, 1, too_large)] {
        let hire = format!("[[hire]]\ndegree = \"硕士\"\ncount = {}\njoined = 2026-04-15\n", "9".repeat(digits));
        fs::write(folder.join("firm.toml"), format!("place = \"南通市崇川区\"\n{}", hire.repeat(records))).unwrap();
        let output = run(&folder, &["check", "firm.toml", "--as-of", "2026-11-22"]);
        let said: String = out(&output).split_whitespace().collect();
        assert!(said.contains(wanted), "{digits} digits, {records} records: {}", out(&output));
    }
}

#[test]
fn many_records_are_answered() {
    let folder = folder("many");
    let project = "[[project]]\nkind = \"new-investment\"\nnew-equipment = \"100万\"\n";
    let title = "[[title]]\nkind = \"小巨人\"\ngranted = 2026-07-01\n";
    let undated = "[[title]]\nkind = \"小巨人\"\n";
    for (record, count) in [(project, 5_000), (title, 5_000), (undated, 5_000)] {
        fs::write(folder.join("firm.toml"), format!("place = \"南通市崇川区\"\n{}", record.repeat(count))).unwrap();
        assert_eq!(status(&run(&folder, &["check", "firm.toml", "--as-of", "2026-11-22"])), 0);
    }
    // Both at once, with titles that do and that do not: what they decide is the same for each project.
    for title in [title.to_owned(), title.replace("小巨人", "高企")] {
        let both = format!("place = \"南通市崇川区\"\n{}{}", project.repeat(5_000), title.repeat(5_000));
        fs::write(folder.join("firm.toml"), both).unwrap();
        assert_eq!(status(&run(&folder, &["check", "firm.toml", "--as-of", "2026-11-22"])), 0);
    }
    // Every line is wrong: as many are listed as make a firm one of which nobody knows anything, and that is said, soon.
    let wrong: Vec<String> = (0..100_000).map(|number| format!("k{number} = 1")).collect();
    fs::write(folder.join("firm.toml"), wrong.join("\n")).unwrap();
    let output = run(&folder, &["check", "firm.toml"]);
    assert_eq!((status(&output), err(&output).matches("[unknown-key]").count()), (1, 101));
    assert!(err(&output).contains("[too-much-unread]"));
}

/// A profile that neither command reads.
fn expect_finding(folder: &Path, file: &str, code: &str) {
    let checked = run(folder, &["check", file]);
    assert_eq!((status(&checked), out(&checked)), (1, String::new()), "{code}");
    let validated = run(folder, &["validate", file]);
    assert_eq!(status(&validated), 1, "{code}");
    for said in [err(&checked), out(&validated)] {
        assert!(said.contains(&format!("[{code}]")) && said.contains(file), "{code}: {said}");
    }
}

/// A folder with `places.toml` alone may hold much else, such as all that somebody downloaded.
#[test]
fn a_folder_of_rules_below_a_stray_list_of_places_is_read_alone() {
    let folder = folder("stray");
    fs::create_dir_all(folder.join("downloads/other")).unwrap();
    fs::write(folder.join("places.toml"), "").unwrap();
    fs::write(folder.join("downloads/other/broken.toml"), "[document]\ntitle = \n").unwrap();
    new_rules(&folder);
    fs::write(folder.join("places.toml"), "[folder]\n").unwrap();
    for command in ["validate", "test"] {
        let output = run(&folder, &[command, "mine"]);
        assert_eq!(status(&output), 0, "{command}: {}{}", out(&output), err(&output));
        assert_eq!(err(&output), "", "{command}");
    }
}

/// What a broken rule file lacks is not missing in its worked cases too, and no case passes for want of a run.
#[test]
fn worked_cases_beside_a_broken_rule_file_are_not_blamed() {
    let folder = folder("beside");
    new_rules(&folder);
    let rules = folder.join("mine/140100/plan-2024.toml");
    let broken = fs::read_to_string(&rules).unwrap().replace("\"recognition\"", "\"recognise\"");
    fs::write(&rules, broken).unwrap();
    let found = out(&run(&folder, &["validate", "mine"]));
    assert!(found.contains("[unknown-word]") && !found.contains("[unknown-support]"), "{found}");
    let tested = run(&folder, &["test", "mine"]);
    assert_eq!(status(&tested), 1);
    assert_eq!(out(&tested), "案例没有核对：先改好上面的问题\n");
}

/// A dictionary that a folder is about is wrong for each part of it, also under a name that is not quite its own, which is
/// told instead of all that follows.
#[test]
fn the_facts_of_a_set_are_checked_with_each_part_of_it() {
    let folder = folder("facts");
    let uses = format!("{RULE_FILE}when = [{{ fact = \"looms\", at-least = 10 }}]\n");
    fs::create_dir_all(folder.join("set/nantong")).unwrap();
    fs::write(folder.join("set/nantong/plan.toml"), uses).unwrap();
    let facts = "[fact.looms]\nlabel = \"织机\"\nlabel-en = \"looms\"\nkind = \"count\"\n";
    fs::write(folder.join("set/facts.toml"), format!("{facts}question-en = \"How many?\"\n")).unwrap();
    for part in ["set", "set/nantong", "set/nantong/plan.toml"] {
        let validated = run(&folder, &["validate", part]);
        assert!(status(&validated) == 1 && out(&validated).contains("[missing-key]"), "{part}: {}", out(&validated));
    }
    fs::remove_file(folder.join("set/facts.toml")).unwrap();
    fs::write(folder.join("firm.toml"), "looms = 3\n").unwrap();
    for name in ["fact.toml", "Facts.toml", "fcats.toml"] {
        fs::write(folder.join("set").join(name), facts).unwrap();
        for part in [name, "nantong", "nantong/plan.toml", ""] {
            let found = out(&run(&folder, &["validate", &format!("set/{part}")]));
            assert!(found.starts_with("错误[misspelt-file]") && found.ends_with("共 1 个问题\n"), "{part}: {found}");
        }
        let checked = run(&folder, &["check", "firm.toml", "--rules", "set"]);
        assert!(status(&checked) == 2 && err(&checked).starts_with("错误[misspelt-file]"), "{}", err(&checked));
        fs::remove_file(folder.join("set").join(name)).unwrap();
    }
    // A firm may be called so, too.
    fs::write(folder.join("fact.toml"), "staff = 3\n").unwrap();
    assert_eq!(status(&run(&folder, &["validate", "fact.toml"])), 0);
}

/// New rules with everything filled in.
fn new_rules(folder: &Path) {
    let new = ["new", "rules", "--place", "太原市", "--document", "plan-2024", "--dir", "mine"];
    assert_eq!(status(&run(folder, &new)), 0);
    for name in ["plan-2024.toml", "plan-2024.cases.toml"] {
        let file = folder.join("mine/140100").join(name);
        let text = fs::read_to_string(&file).unwrap().replace(['〈', '〉'], "").replace("1900-01-01", "2024-01-01");
        fs::write(file, text).unwrap();
    }
}

/// Runs the program, within 200 MB where the shell can hold it to that, and soon.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    let start = Instant::now();
    let output = command(folder, arguments).output().unwrap();
    assert!(start.elapsed() < SOON, "{arguments:?} took {:?}", start.elapsed());
    assert!(!err(&output).contains("panicked"), "{arguments:?}: {}", err(&output));
    output
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let program = env!("CARGO_BIN_EXE_zjtx");
    let mut command = if cfg!(target_os = "linux") {
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -v 204800; exec \"$0\" \"$@\"", program]);
        shell
    } else {
        Command::new(program)
    };
    command.args(arguments).current_dir(folder).env("LC_ALL", "C");
    command
}

fn folder(name: &str) -> PathBuf {
    empty_folder("bad_input", name)
}
