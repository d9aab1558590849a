//! A folder of an author's own beside the built-in rules: what it adds, and what is said of its mistakes.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

mod process;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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
choices = [{ key = "lighthouse", names = ["灯塔工厂"] }]
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
