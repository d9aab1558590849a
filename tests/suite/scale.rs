//! Rule files that grow where a walk over them could grow with the square, or never end: each is read and answered in
//! time, with the right figures.

use crate::process;

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use process::{empty_folder, err, out, status};

/// A machine with much else to do; what these tests guard against took minutes or never ended.
const SOON: Duration = Duration::from_secs(30);

const HEAD: &str = "[document]\ntitle = \"试点办法\"\nissuer = \"试点办\"\nkind = \"measure\"\nissued = 2026-01-10\n\
                    from = 2026-02-01\nstanding = \"in-force\"\nevidence = \"copy\"\nchecked = 2026-11-22\n";
const FIRM: &str = "as-of = 2026-11-22\nname = \"甲\"\nplace = \"320613\"\nlisted = true\nstaff = 3\n";

/// A support of 10 万元, with more of its keys.
fn support(id: &str, keys: &str) -> String {
    format!(
        "\n[[support]]\nid = \"{id}\"\nname = \"{id} 项\"\nkind = \"grant\"\nfor-what = \"equipment\"\nclause = \"一\"\n\
         figures = [\"10万元\"]\n{keys}\n"
    )
}

fn folder(name: &str, rules: &str) -> PathBuf {
    let folder = empty_folder("scale", name);
    fs::create_dir_all(folder.join("rules/nantong")).unwrap();
    fs::write(folder.join("rules/nantong/x.toml"), rules).unwrap();
    fs::write(folder.join("firm.toml"), FIRM).unwrap();
    folder
}

/// What a command says, in time, and its exit status.
#[track_caller]
fn said(folder: &PathBuf, arguments: &[&str]) -> (i32, String) {
    let begun = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
    let output = command.args(arguments).current_dir(folder).output().unwrap();
    assert!(begun.elapsed() < SOON, "{arguments:?}");
    assert!(out(&output).len() < 4_000_000, "{arguments:?}");
    (status(&output), format!("{}{}", out(&output), err(&output)))
}

/// What is answered of a support.
fn answer(folder: &PathBuf, id: &str) -> (i32, serde_json::Value) {
    let (exit, json) = said(folder, &["check", "firm.toml", "--rules", "rules", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    let mut supports = report["supports"].as_array().unwrap().iter();
    (exit, supports.find(|support| support["id"] == format!("nantong/x/{id}")).unwrap().clone())
}

/// Forty definitions that each name the one before twice are 2^39 of the first.
#[test]
fn definitions_that_name_each_other_twice_are_computed_once() {
    let chain = |form: &dyn Fn(usize) -> String, first: &str| {
        let mut rules = format!("\n[define.d0]\n{first}\n");
        (1..40).for_each(|at| writeln!(rules, "[define.d{at}]\n{}", form(at - 1)).unwrap());
        rules
    };
    let pair = |at: usize| format!("when = [{{ any = [{{ meets = \"d{at}\" }}, {{ meets = \"d{at}\" }}] }}]");
    let asks = "amount = \"10万元\"\nwhen = [{ meets = \"d39\" }]";
    let tests = [HEAD, &support("asks", asks), &chain(&pair, "when = [{ fact = \"listed\", is = true }]")].concat();
    // Of two that are the same, the higher is the same again: 3 people times 10 万元.
    let higher = |at: usize| format!("value = {{ highest = [\"d{at}\", \"d{at}\"] }}");
    let pays = "amount = { each = \"10万元\", times = \"d39\" }";
    let values = [HEAD, &support("pays", pays), &chain(&higher, "value = \"staff\"")].concat();
    for (name, rules, id, low) in [("tests", tests, "asks", "100000"), ("values", values, "pays", "300000")] {
        let folder = folder(name, &rules);
        // That each alternative stands twice is told, and wanted here.
        let validate = ["validate", "rules", "--allow", "swallowed-alternative"];
        assert_eq!(said(&folder, &validate), (0, "没有问题\n".to_owned()), "{name}");
        let (exit, own) = answer(&folder, id);
        assert_eq!((exit, own["amount"]["low"].as_str()), (0, Some(low)), "{name}");
        // What is unknown is asked for, however deep it lies.
        let fact = if id == "asks" { "listed" } else { "staff" };
        let known = FIRM.lines().filter(|line| !line.starts_with(fact));
        let unknown = known.fold(String::new(), |text, line| text + line + "\n");
        fs::write(folder.join("firm.toml"), unknown).unwrap();
        let (_, own) = answer(&folder, id);
        assert_eq!(own["missing"][0]["fact"], fact, "{name}: {own}");
        for command in [
            &["explain", own["id"].as_str().unwrap(), "firm.toml", "--rules", "rules"][..],
            &["ladder", "firm.toml", "--rules", "rules"],
        ] {
            assert_eq!(said(&folder, command).0, 0, "{name}");
        }
    }
}

/// Of supports of one purpose that nothing relates, and that are alike otherwise, one reminder tells.
#[test]
fn thousands_of_supports_of_one_purpose_are_told_in_a_few_lines() {
    let mut rules = HEAD.to_owned();
    (0..2_000).for_each(|at| rules += &support(&format!("s{at}"), "amount = \"10万元\""));
    let folder = folder("purpose", &rules);
    let (exit, text) = said(&folder, &["validate", "rules"]);
    assert_eq!((exit, text.lines().filter(|line| line.contains("提醒[")).count()), (0, 1), "{text}");
    assert!(text.contains("`nantong/x/s4` 等另外 1994 项用途同为 equipment"), "{text}");
    let (exit, json) =
        said(&folder, &["batch", "firm.toml", "-o", "-", "--layout", "brief", "--rules", "rules", "--no-builtin"]);
    // The highest alone is sure, and all of them at most: 2,000 times 10 万元.
    assert!(
        exit == 0 && json.lines().nth(1).unwrap().contains("100000,200000000,"),
        "{}",
        json.chars().take(400).collect::<String>()
    );
}

/// Of those that a firm gets, any two are unrelated; of all, some can't be had together. The search for the best choice of
/// so many pairs took seconds.
#[test]
fn unrelated_supports_some_of_which_exclude_each_other_are_answered() {
    let when = |ordering: &str, staff: u32| {
        format!("when = [{{ fact = \"staff\", {ordering} = {staff} }}]\namount = \"10万元\"")
    };
    let mut rules = HEAD.to_owned();
    (0..150).for_each(|at| rules += &support(&format!("s{at}"), &when("at-least", at % 3 + 1)));
    (0..20).for_each(|at| rules += &support(&format!("few{at}"), &when("below", 60 + at)));
    (0..20).for_each(|at| rules += &support(&format!("many{at}"), &when("above", 100 + at)));
    let folder = folder("unrelated", &rules);
    let (exit, json) =
        said(&folder, &["batch", "firm.toml", "-o", "-", "--layout", "brief", "--rules", "rules", "--no-builtin"]);
    // Three people: 150 and 20 of 10 万元 each, the highest of which alone is sure.
    assert!(
        exit == 0 && json.lines().nth(1).unwrap().contains("100000,17000000,"),
        "{}",
        json.chars().take(400).collect::<String>()
    );
    let (exit, json) = said(&folder, &["check", "firm.toml", "--rules", "rules", "--format", "json"]);
    // Reminders stand behind it.
    let report: serde_json::Value = serde_json::Deserializer::from_str(&json).into_iter().next().unwrap().unwrap();
    // Whom no document relates is told once: all that the firm gets are in one group.
    let groups = report["stacking"].as_array().unwrap().iter().filter(|group| group["document"].is_null());
    assert_eq!((exit, groups.count()), (0, 1), "{}", report["stacking"]);
}

/// Ten thousand supports of one group, of which the highest is paid.
#[test]
fn ten_thousand_supports_of_one_group_are_read_and_answered() {
    let ids: Vec<String> = (0..10_000).map(|at| format!("s{at}")).collect();
    let supports: String = ids.iter().map(|id| support(id, "amount = \"10万元\"")).collect();
    let members = format!("[\"{}\"]", ids.join("\", \""));
    let group = format!("\n[[group]]\nname = \"只取一项\"\nclause = \"二\"\nrule = \"highest\"\nmembers = {members}\n");
    let folder = folder("group", &[HEAD, &supports, &group].concat());
    assert_eq!(said(&folder, &["validate", "rules"]), (0, "没有问题\n".to_owned()));
}
