//! A folder of an author's own beside the built-in rules: what it adds, and what is said of its mistakes.

use crate::process;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use process::{err, out, status};
use zjtx::compile::compile;
use zjtx::load::Library;

const HEAD: &str = r#"[document]
title    = "示例办法"
issuer   = "示例局"
kind     = "measure"
issued   = 2026-01-10
from     = 2026-02-01
standing = "in-force"
evidence = "official"
checked  = 2026-11-22
"#;

/// One support that reads facts by their Chinese names, and choices that only this folder has.
const SUPPORT: &str = r#"
[[support]]
id       = "works"
name     = "示例奖励"
kind     = "grant"
for-what = "compute"
when     = [
  { fact = "员工人数", at-least = 10 },
  { fact = "本地配套率", at-least = "10%" },
  { has = "荣誉", where = [{ fact = "种类", is = "lighthouse" }] },
  { has = "title", where = [{ fact = "称号.类别", is = "hidden-champion" }] },
]
amount   = "50万元"
clause   = "第三条"
figures  = ["50万元", "10%"]
"#;

const FACTS: &str = r#"[record.honour]
label = "荣誉"
[fact."honour.kind"]
label   = "种类"
kind    = "choice"
choices = [{ key = "lighthouse", names = ["灯塔工厂"] }, { key = "model", names = ["样板工厂"] }]
[fact.nearby]
label    = "本地配套率"
kind     = "ratio"
question = "本地配套率是多少？"
find     = "采购台账"
[fact."title.kind"]
choices = [{ key = "hidden-champion", names = ["省隐形冠军"] }]
[fact."received.for-what"]
choices = [{ key = "compute", names = ["算力"] }]
"#;

const CASES: &str = r#"[[case]]
name    = "正好"
as-of   = 2026-11-22
[case.profile]
place  = "河南省"
staff  = 10
nearby = "10%"
honour = [{ kind = "lighthouse" }]
title  = [{ kind = "hidden-champion" }]
[[case.expect]]
support = "works"
high    = "50万元"
"#;

const FIRM: &str = r#"place = "郑州市"
as-of = 2026-11-22
staff = 10
nearby = "10%"
[[honour]]
kind = "灯塔工厂"
[[title]]
kind = "省隐形冠军"
"#;

#[test]
fn a_folder_adds_facts_choices_and_documents() {
    let folder = folder("adds");
    assert_eq!(out(&run(&folder, &["validate", "own"])), "没有问题\n");
    for arguments in [&["--rules", "own"][..], &["--rules", "own", "--no-builtin"]] {
        let output = run(&folder, &[&["check", "firm.toml"], arguments].concat());
        assert_eq!(status(&output), 0, "{}", err(&output));
        assert!(out(&output).contains("示例奖励  符合"), "{}", out(&output));
    }
    // One fact short of its bound is missed, by its Chinese name as well.
    fs::write(folder.join("firm.toml"), FIRM.replace("staff = 10", "staff = 9")).unwrap();
    let output = run(&folder, &["check", "firm.toml", "--rules", "own"]);
    assert!(out(&output).contains("不符合"), "{}", out(&output));
}

/// What has no English is called in English as in Chinese.
#[test]
fn english_is_optional_in_a_folder_of_ones_own() {
    let folder = folder("english");
    let output = run(&folder, &["facts", "nearby", "--rules", "own", "--lang", "en"]);
    for text in ["本地配套率", "本地配套率是多少？", "采购台账"] {
        assert!(out(&output).contains(text), "{}", out(&output));
    }
    let output = run(&folder, &["facts", "honour.kind", "--rules", "own", "--lang", "en"]);
    assert!(out(&output).contains("灯塔工厂") && !out(&output).contains("other names  种类"), "{}", out(&output));
}

/// Where the shipped dictionary has no English, the program would speak Chinese in English.
#[test]
fn the_shipped_dictionary_has_all_its_english() {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    let dictionary = compile(&library).0.dictionary;
    for fact in dictionary.fact_ids().map(|id| dictionary.fact(id)) {
        assert_ne!(fact.label, fact.label_en, "{}", fact.key);
        assert!(fact.question.is_none() || fact.question != fact.question_en, "{}", fact.key);
        assert!(fact.find.is_none() || fact.find != fact.find_en, "{}", fact.key);
        for choice in &fact.choices {
            let is_word = choice.label.is_ascii();
            assert!(is_word || choice.label != choice.label_en, "{} {}", fact.key, choice.key);
        }
        assert!(fact.unclear.iter().all(|unclear| unclear.why != unclear.why_en), "{}", fact.key);
    }
    for record in dictionary.record_ids().map(|id| dictionary.record(id)) {
        assert_ne!(record.label, record.label_en);
        assert!(record.question.is_none() || record.question != record.question_en, "{}", record.key);
    }
}

/// The built-in places and their folders stay known beside one's own, which a scope may name.
#[test]
fn own_places_extend_the_built_in_ones() {
    let folder = folder("places");
    let own = "[folder]\n\"郑州\" = \"410100\"\n[[alias]]\nnames = [\"示例新区\"]\nlies-in = \"410105\"\n";
    fs::write(folder.join("own/places.toml"), own).unwrap();
    fs::rename(folder.join("own/郑州市"), folder.join("own/郑州")).unwrap();
    assert_eq!(out(&run(&folder, &["validate", "own"])), "没有问题\n");
    fs::write(folder.join("firm.toml"), FIRM.replace("郑州市", "郑州市示例新区")).unwrap();
    let output = run(&folder, &["check", "firm.toml", "--rules", "own"]);
    assert!(out(&output).contains("示例奖励  符合"), "{}{}", out(&output), err(&output));
}

/// What follows from a mistake in the dictionary is not told beside it, in documents, cases or other facts.
#[test]
fn one_mistake_of_the_dictionary_is_one_message() {
    let folder = folder("one");
    fs::write(folder.join("own/郑州市/plan.cases.toml"), CASES).unwrap();
    for (right, wrong, code) in [
        ("label    = \"本地配套率\"\n", "", "missing-key"),
        ("\"ratio\"", "\"ration\"", "unknown-word"),
        ("[record.honour]", "[record.honor]", "unknown-record"),
        ("[fact.nearby]", "[fact.nearby", "syntax"),
        ("names = [\"样板工厂\"] }]", "names = [\"样板工厂\"] }", "syntax"),
        ("key = \"compute\"", "kez = \"compute\"", "missing-key"),
        ("questio", "qestio", "unknown-key"),
    ] {
        fs::write(folder.join("own/facts.toml"), FACTS.replace(right, wrong)).unwrap();
        for path in ["own", "own/郑州市", "own/郑州市/plan.toml"] {
            let told = out(&run(&folder, &["validate", path]));
            let errors: Vec<&str> = told.lines().filter(|line| line.starts_with("错误")).collect();
            let most = if wrong.starts_with("kez") { 2 } else { 1 };
            assert!((1..=most).contains(&errors.len()), "{wrong}: {told}");
            assert!(errors.iter().any(|error| error.contains(code)), "{wrong}: {told}");
        }
    }
    fs::write(folder.join("own/facts.toml"), FACTS).unwrap();
    fs::rename(folder.join("own/facts.toml"), folder.join("own/fact.toml")).unwrap();
    let told = out(&run(&folder, &["validate", "own"]));
    assert!(told.contains("misspelt-file") && told.ends_with("共 1 个问题\n"), "{told}");
}

#[test]
fn a_bracket_left_open_is_told_at_its_line() {
    let folder = folder("bracket");
    let plan =
        [HEAD, &SUPPORT.replace("  { has = \"title\"", "{ has = \"title\"").replace("]\namount", "amount")].concat();
    fs::write(folder.join("own/郑州市/plan.toml"), plan).unwrap();
    let told = out(&run(&folder, &["validate", "own"]));
    assert!(told.contains("列表没有写完") && told.contains("plan.toml:16:12"), "{told}");
}

#[test]
fn a_path_that_is_mistyped_or_holds_nothing_can_not_be_run() {
    let folder = folder("paths");
    fs::create_dir_all(folder.join("empty")).unwrap();
    fs::create_dir_all(folder.join("own/none")).unwrap();
    for path in ["own/郑州", "owm", "empty", "own/none", "own/郑州市/plan.tml"] {
        for arguments in [&["validate", path][..], &["test", path], &["check", "firm.toml", "--rules", path]] {
            let output = run(&folder, arguments);
            assert_eq!(status(&output), 2, "{arguments:?}: {}{}", out(&output), err(&output));
        }
    }
}

/// The others are tested without a broken document; a firm that it may concern is answered by all of the rules or by none.
#[test]
fn a_broken_document_keeps_no_other_from_being_tested() {
    let folder = folder("broken");
    let (place, other) = (folder.join("own/郑州市"), folder.join("own/洛阳市"));
    fs::create_dir_all(&other).unwrap();
    fs::write(place.join("plan.cases.toml"), CASES).unwrap();
    fs::write(other.join("plan.toml"), [HEAD, SUPPORT].concat()).unwrap();
    fs::write(other.join("plan.cases.toml"), CASES).unwrap();
    // It refers to the other one, and is not whole without it.
    let group = "[[group]]\nname = \"从高\"\nmembers = [\"works\", \"郑州市/plan/works\"]\nrule = \"highest\"\n";
    fs::write(other.join("second.toml"), [HEAD, SUPPORT, group].concat()).unwrap();
    fs::write(other.join("second.cases.toml"), CASES).unwrap();
    fs::write(place.join("plan.toml"), [HEAD, &SUPPORT.replace("at-least = 10 ", "atleast = 10 ")].concat()).unwrap();
    let output = run(&folder, &["test", "own"]);
    assert_eq!(status(&output), 1);
    assert!(out(&output).contains("1 个案例：全部通过"), "{}{}", out(&output), err(&output));
    let told = err(&output);
    assert!(told.matches("没有核对").count() == 2 && told.contains("second.cases.toml 没有核对"), "{told}");
    let output = run(&folder, &["check", "firm.toml", "--rules", "own"]);
    assert_eq!((status(&output), out(&output)), (2, String::new()));
}

#[test]
fn reminders_alone_end_with_0_unless_they_are_denied() {
    let folder = folder("reminders");
    let place = folder.join("own/郑州市");
    fs::write(place.join("plan.cases.toml"), CASES).unwrap();
    fs::write(place.join("second.toml"), [HEAD, SUPPORT].concat()).unwrap();
    for command in ["validate", "test"] {
        let output = run(&folder, &[command, "own"]);
        let told = [out(&output), err(&output)].concat();
        assert_eq!(status(&output), 0, "{told}");
        // A pair is told once.
        assert_eq!(told.matches("提醒[unrelated]").count(), 1, "{told}");
        assert_eq!(status(&run(&folder, &[command, "own", "--deny", "warnings"])), 1);
    }
    for rule in ["highest", "unstated"] {
        let group =
            format!("[[group]]\nname = \"从高\"\nmembers = [\"works\", \"郑州市/plan/works\"]\nrule = \"{rule}\"\n");
        fs::write(place.join("second.toml"), [HEAD, SUPPORT, &group].concat()).unwrap();
        assert_eq!(out(&run(&folder, &["validate", "own"])), "没有问题\n");
    }
    let replaces = "replaces = [{ what = \"郑州市/plan\", sure = true }]\n";
    fs::write(place.join("second.toml"), [HEAD, replaces, SUPPORT].concat()).unwrap();
    assert_eq!(out(&run(&folder, &["validate", "own"])), "没有问题\n");
}

/// Whoever asks of a firm can't mend the built-in documents, and is not told much of others.
#[test]
fn reminders_beside_a_firm_are_few_and_about_ones_own() {
    let folder = folder("few");
    let national = folder.join("own/national");
    fs::create_dir_all(&national).unwrap();
    for (name, purpose) in
        ["a", "b", "c", "d", "e"].iter().zip(["equipment", "equipment", "research", "digital", "general"])
    {
        let support = SUPPORT.replace("\"compute\"", &format!("\"{purpose}\""));
        fs::write(national.join(format!("{name}.toml")), [HEAD, &support].concat()).unwrap();
    }
    let output = run(&folder, &["check", "firm.toml", "--rules", "own"]);
    let told = err(&output);
    assert_eq!(status(&output), 0, "{told}");
    assert!(!told.contains("--> rules/"), "{told}");
    assert!(told.matches("提醒[").count() <= 3, "{told}");
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
    let english = arguments.contains(&"--lang");
    command.current_dir(folder).args(arguments).args(if english { &[][..] } else { &["--lang", "zh"] });
    command.output().unwrap()
}

/// A folder with a firm and an own set of rules.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("own").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("own/郑州市")).unwrap();
    fs::write(folder.join("own/facts.toml"), FACTS).unwrap();
    fs::write(folder.join("own/郑州市/plan.toml"), [HEAD, SUPPORT].concat()).unwrap();
    fs::write(folder.join("firm.toml"), FIRM).unwrap();
    folder
}

/// A file with an error about another place does not keep a firm from its answer, and the run says so; one about its own
/// place, or the nation, does.
#[test]
fn a_broken_file_of_another_place_is_left_out() {
    let folder = folder("elsewhere");
    let rule = |name: &str| {
        let path = folder.join(format!("mine/{name}/broken-1.toml"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "[document]\ntitle = \"办法\"\n").unwrap();
        path
    };
    let check = || run(&folder, &["check", "nantong.toml", "--rules", "mine"]);
    fs::write(folder.join("nantong.toml"), "place = \"南通市崇川区\"\nas-of = 2026-11-22\n").unwrap();
    let elsewhere = rule("郑州市");
    let output = check();
    assert_eq!(status(&output), 1, "{}", err(&output));
    assert!(out(&output).contains("崇川区"), "{}", out(&output));
    assert!(err(&output).contains("没有算进来：mine/郑州市/broken-1.toml"), "{}", err(&output));
    fs::remove_file(elsewhere).unwrap();
    for place in ["南通市", "national"] {
        let here = rule(place);
        let output = check();
        assert_eq!((status(&output), out(&output)), (2, String::new()), "{place}");
        assert!(err(&output).contains("规则有错"), "{place}: {}", err(&output));
        fs::remove_file(here).unwrap();
    }
    // Nobody knows where this firm is.
    rule("郑州市");
    fs::write(folder.join("nantong.toml"), "staff = 20\nas-of = 2026-11-22\n").unwrap();
    assert_eq!(status(&check()), 2);
}

/// Of many firms those are answered that a broken file can't concern; the others say which file it is, and the run ends
/// with 1.
#[test]
fn of_many_firms_those_of_a_broken_file_are_not_answered() {
    let folder = folder("many");
    fs::write(folder.join("own/郑州市/plan.toml"), "[document]\ntitle = \"办法\"\n").unwrap();
    fs::write(folder.join("firms.csv"), "name,place,staff\n甲绸业,崇川区,20\n乙机电,郑州市,20\n丙器械,,20\n").unwrap();
    let batch = |more: &[&str]| {
        let arguments = [&["batch", "firms.csv", "--rules", "own", "--as-of", "2026-11-22", "--force", "-o"], more];
        run(&folder, &arguments.concat())
    };
    let is_told = |output: &Output| {
        let told = err(output);
        told.contains("没有算进来：own/郑州市/plan.toml")
            && told.contains("`own/郑州市/plan.toml` 有错，可能与这家企业有关")
    };
    // Without broken files a table of figures is read another way.
    for layout in ["brief", "wide"] {
        let output = batch(&["out.csv", "--layout", layout]);
        assert!(status(&output) == 1 && is_told(&output), "{layout}: {}", err(&output));
        let table = fs::read_to_string(folder.join("out.csv")).unwrap();
        // Others are within a cell.
        let rows = table.lines().filter(|line| line.starts_with("\"firms.csv")).map(|line| line.contains("未测算"));
        assert_eq!(rows.collect::<Vec<_>>(), [false, true, true], "{layout}");
    }
    let output = batch(&["out.csv", "--layout", "brief", "--exit-zero"]);
    assert_eq!(status(&output), 0);
    // The same of lines of a pipe.
    let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
    let arguments = ["batch", "-", "-o", "-", "--layout", "brief", "--rules", "own", "--as-of", "2026-11-22"];
    command.current_dir(&folder).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let lines = "{\"place\": \"崇川区\"}\n{\"place\": \"郑州市\"}\n";
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let is_refused: Vec<bool> = out(&output).lines().map(|line| line.contains("broken-rules")).collect();
    assert_eq!((status(&output), is_refused), (1, vec![false, true]), "{}", err(&output));
    // What is of the whole country concerns every firm.
    fs::create_dir_all(folder.join("own/national")).unwrap();
    fs::rename(folder.join("own/郑州市/plan.toml"), folder.join("own/national/plan.toml")).unwrap();
    let output = batch(&["out.csv"]);
    assert!(status(&output) == 2 && err(&output).contains("规则有错"), "{}", err(&output));
}

/// A place without a code that was always there has no day since when; one to which a part of another came has.
#[test]
fn a_place_of_ones_own_needs_no_day_since_when_it_is_there() {
    let folder = folder("place");
    fs::rename(folder.join("own/郑州市"), folder.join("own/郑东新区")).unwrap();
    let place = "[place.\"郑东新区\"]\nwithin = \"410100\"\n";
    fs::write(folder.join("own/places.toml"), place).unwrap();
    fs::write(folder.join("firm.toml"), FIRM.replace("郑州市", "郑东新区")).unwrap();
    assert_eq!(out(&run(&folder, &["validate", "own"])), "没有问题\n");
    let output = run(&folder, &["check", "firm.toml", "--rules", "own"]);
    assert!(status(&output) == 0 && out(&output).contains("50万元"), "{}{}", out(&output), err(&output));
    fs::write(folder.join("own/places.toml"), format!("{place}part-of = [\"410122\"]\n")).unwrap();
    let told = out(&run(&folder, &["validate", "own"]));
    assert!(told.contains("缺少 `since`"), "{told}");
}

/// A profile beside the rules is told of, once, and keeps nobody from an answer.
#[test]
fn a_profile_among_the_rules_is_passed_over() {
    let folder = folder("profile");
    fs::copy(folder.join("firm.toml"), folder.join("own/firm.toml")).unwrap();
    let told = out(&run(&folder, &["validate", "own"]));
    assert!(told.contains("提醒[profile-among-rules]") && told.contains("共 1 个问题"), "{told}");
    let output = run(&folder, &["check", "own/firm.toml", "--rules", "own"]);
    assert!(status(&output) == 0 && out(&output).contains("50万元"), "{}{}", out(&output), err(&output));
    assert_eq!(err(&output).matches("profile-among-rules").count(), 1, "{}", err(&output));
}
