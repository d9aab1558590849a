//! What worked cases have seen of rules: what each case alone shows is lacking without it, and nothing else is.

use crate::process;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use process::{empty_folder, err, out, status};

const RULES: &str = "tests/mutants/rules/yanchuan/kilns-2026.toml";
const CASES: &str = "tests/mutants/rules/yanchuan/kilns-2026.cases.toml";
/// Who states nothing but its place and that it has a project.
const UNKNOWN: &str = "
[[case]]
name    = \"只知道在哪里\"
as-of   = 2026-02-01
expect  = [\"kiln-grant: 缺信息\", \"kiln-prize: 缺信息\", \"roster-prize: 待确认\"]
[case.profile]
place   = \"墨池区\"
project = [{ name = \"一号窑\" }]
";

fn run(path: &str, more: &[&str]) -> Output {
    let world = ["--rules", "tests/world/rules", "--no-builtin", "--lang", "en"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
    command.args(["test", "--coverage", path]).args(world).args(more).output().unwrap()
}

fn changed(name: &str, change: impl Fn(&str) -> String) -> PathBuf {
    let folder = empty_folder("covered", name).join("yanchuan");
    fs::create_dir_all(&folder).unwrap();
    fs::copy(RULES, folder.join("kilns-2026.toml")).unwrap();
    let all = fs::read_to_string(CASES).unwrap() + UNKNOWN;
    fs::write(folder.join("kilns-2026.cases.toml"), change(&all)).unwrap();
    folder.parent().unwrap().to_path_buf()
}

fn without(cases: &str, name: &str) -> String {
    let parts: Vec<&str> = cases.split("\n[[case]]\n").collect();
    let rest: Vec<&str> = parts.iter().copied().filter(|part| !part.contains(name)).collect();
    assert!(rest.len() < parts.len(), "no case {name}");
    rest.join("\n[[case]]\n")
}

/// What was seen, of how many, and what was not: the line, and how.
fn lacking(folder: &Path) -> (u64, u64, BTreeSet<(u64, String)>) {
    let output = run(&folder.to_string_lossy(), &["--format", "json"]);
    assert_eq!(status(&output), 0, "{}{}", out(&output), err(&output));
    let report: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(report["schema"], "zjtx.test-coverage/1");
    let document = &report["documents"][0];
    let points = document["uncovered"].as_array().unwrap().iter().flat_map(|point| {
        let ways = point["lacking"].as_array().unwrap().iter();
        ways.map(|way| (point["line"].as_u64().unwrap(), way.as_str().unwrap().to_owned()))
    });
    (report["seen"].as_u64().unwrap(), report["all"].as_u64().unwrap(), points.collect())
}

#[test]
fn cases_that_show_everything_lack_nothing() {
    assert_eq!(lacking(&changed("all", str::to_owned)), (41, 41, BTreeSet::new()));
}

#[test]
fn what_a_case_alone_shows_is_lacking_without_it() {
    let cases: [(&str, &[(u64, &str)]); 9] = [
        ("只知道在哪里", &[(21, "unknown"), (23, "unknown"), (24, "unknown"), (40, "unknown"), (50, "unknown")]),
        ("投入差一分钱", &[(23, "unmet")]),
        ("两个项目都到上限", &[(15, "binds")]),
        ("新建的不算", &[(21, "unmet")]),
        ("只在名录里", &[(24, "met")]),
        ("前年收入差一分钱", &[(25, "unmet")]),
        ("不在墨池区", &[(13, "unmet")]),
        ("施行前一天", &[(8, "ahead")]),
        ("最后一天之后", &[(8, "over")]),
    ];
    for (name, expected) in cases {
        let (seen, all, found) = lacking(&changed(name, |cases| without(cases, name)));
        let expected = expected.iter().map(|(line, way)| (*line, (*way).to_owned())).collect();
        assert_eq!(found, expected, "{name}");
        assert!(seen < all && all == 41, "{name}");
    }
}

/// The least share is compared exactly.
#[test]
fn the_status_says_whether_enough_was_seen() {
    let folder = changed("least", |cases| without(cases, "不在墨池区"));
    let folder = folder.to_string_lossy();
    for (least, expected) in [("40/41", 0), ("97.56%", 0), ("97.57%", 1), ("0.98", 1), ("100%", 1), ("0%", 0)] {
        let output = run(&folder, &["--min", least]);
        assert_eq!(status(&output), expected, "{least}: {}", out(&output));
        assert_eq!(out(&output).contains("less than"), expected == 1, "{least}: {}", out(&output));
    }
    for wrong in ["41/40", "101%", "1/0", "much", "-1", ""] {
        let output = run(&folder, &["--min", wrong]);
        assert_eq!(status(&output), 2, "{wrong}: {}", err(&output));
    }
    let failing = changed("failing", |cases| cases.replace("符合 100万元", "符合 101万元"));
    assert_eq!(status(&run(&failing.to_string_lossy(), &[])), 1);
}
