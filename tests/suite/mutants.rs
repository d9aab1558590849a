//! Mutants: each changes the answer of some firm, worked cases that know every figure catch them all, and one that is said to
//! answer every firm alike does so.

use crate::process;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use process::{empty_folder, err, out, status};
use zjtx::calendar::Day;
use zjtx::compile::{compile, parse};
use zjtx::evaluate::{SupportResult, evaluate};
use zjtx::load::Library;
use zjtx::mutants::{Operator, mutants};
use zjtx::profile::{self, Profile};
use zjtx::reader::{Sink, Table};
use zjtx::rulebook::Rulebook;
use zjtx::source::{SourceFile, Sources};
use zjtx::words::Lang;

const RULES: &str = "tests/mutants/rules/yanchuan/kilns-2026.toml";
const CASES: &str = "tests/mutants/rules/yanchuan/kilns-2026.cases.toml";

fn run(path: &str, more: &[&str]) -> Output {
    let world = ["--rules", "tests/world/rules", "--no-builtin", "--lang", "en"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
    command.args(["test", "--mutants", path]).args(world).args(more).output().unwrap()
}

fn rules(folder: &str) -> (Rulebook, Sources) {
    let mut library = Library::default();
    library.add_folder(Path::new("tests/world/rules")).unwrap();
    library.add_folder(Path::new(folder)).unwrap();
    let (book, findings) = compile(&library);
    assert!(findings.is_empty(), "{findings:?}");
    (book, library.sources)
}

/// The rules with a case less, or with a figure changed in the cases.
fn changed(name: &str, change: impl Fn(&str) -> String) -> PathBuf {
    let folder = empty_folder("mutants", name).join("yanchuan");
    fs::create_dir_all(&folder).unwrap();
    fs::copy(RULES, folder.join("kilns-2026.toml")).unwrap();
    fs::write(folder.join("kilns-2026.cases.toml"), change(&fs::read_to_string(CASES).unwrap())).unwrap();
    folder.parent().unwrap().to_path_buf()
}

fn without(cases: &str, name: &str) -> String {
    let mut parts: Vec<&str> = cases.split("\n[[case]]\n").collect();
    let count = parts.len();
    parts.retain(|part| !part.contains(name));
    assert_eq!(parts.len(), count - 1, "no case {name}");
    parts.join("\n[[case]]\n")
}

#[test]
fn cases_that_know_every_figure_catch_all_mutants() {
    let output = run(RULES, &[]);
    assert_eq!(status(&output), 0, "{}{}", out(&output), err(&output));
    assert!(out(&output).contains("0 survived"), "{}", out(&output));
}

/// All are caught, so that each changes the answer of some firm.
#[test]
fn there_is_a_mutant_of_every_operator() {
    let (book, sources) = rules("tests/mutants/rules");
    let found: BTreeSet<Operator> = mutants(&book, &sources, 0).iter().map(|mutant| mutant.operator).collect();
    let all: BTreeSet<Operator> = Operator::WORDS.iter().map(|(_, operator)| *operator).collect();
    assert_eq!(found, all);
}

#[test]
fn a_case_less_lets_the_mutants_survive_that_it_alone_catches() {
    for (name, operator) in [
        ("少一分钱是下一档", "a unit less"),
        ("投入一百万", "floor dropped"),
        ("一个项目到上限", "cap dropped"),
        ("前年收入差一分钱", "a year more or less"),
        ("领过二十万", "group rule"),
        ("施行前一天", "a day off"),
        ("不在墨池区", "condition dropped"),
    ] {
        let folder = changed(operator, |cases| without(cases, name));
        let output = run(&folder.to_string_lossy(), &[]);
        assert_eq!(status(&output), 2, "{name}: {}{}", out(&output), err(&output));
        assert!(out(&output).contains(operator), "{name}: {}", out(&output));
    }
}

#[test]
fn the_status_says_how_it_ended() {
    let late = run(RULES, &["--timeout", "0"]);
    assert_eq!(status(&late), 3, "{}", out(&late));
    assert!(out(&late).contains("no time for"), "{}", out(&late));
    let failing = changed("failing", |cases| cases.replace("符合 100万元", "符合 101万元"));
    assert_eq!(status(&run(&failing.to_string_lossy(), &[])), 4);
    assert_eq!(status(&run("no-such-folder", &[])), 1);
    assert_eq!(status(&run(RULES, &["--no-such-option"])), 1);
    let json = run(RULES, &["--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&out(&json)).unwrap();
    assert_eq!(report["schema"], "zjtx.mutants/1");
    assert_eq!(report["survived"], 0);
}

/// Every firm of a grid around all figures of the rules, with nothing unknown.
fn firms(book: &Rulebook) -> Vec<Profile> {
    let counts = [3, 4, 5, 6, 7, 9, 10, 11, 12, 13];
    let texts = counts.iter().flat_map(|staff| {
        counts.iter().flat_map(move |looms| {
            ["墨池区", "青檐区"].iter().flat_map(move |place| {
                [true, false].map(|listed| {
                    format!("place = '{place}'\nstaff = {staff}\nlooms = {looms}\nlisted = {listed}\nreceived = []\n")
                })
            })
        })
    });
    let read = |text: String| {
        let mut sources = Sources::default();
        let file = sources.add(SourceFile { name: "firm.toml".to_owned(), text });
        let sink = Sink::new(file);
        let root = parse(&sources, file, &sink).unwrap();
        let firm = profile::read(&Table::of_file(&sink, &root), book);
        assert!(sink.into_findings().is_empty());
        firm
    };
    texts.map(read).collect()
}

#[test]
fn what_is_said_to_answer_alike_does_so_for_every_firm_and_nearly_all_else_does_not() {
    let (book, sources) = rules("tests/mutants/alike");
    let firms = firms(&book);
    let day = Day::parse("2026-06-01").unwrap();
    // What is not in play brings nothing, whatever its amount.
    let answer = |book: &Rulebook| {
        let of = |firm: &Profile| {
            let answer = evaluate(book, firm, day);
            let told = |of: &SupportResult| {
                let money = of.money.filter(|_| of.is_in_play());
                format!("{:?} {:?}", of.status, money.map(|money| (money.low(), money.high())))
            };
            answer.supports.iter().map(told).collect::<Vec<String>>()
        };
        firms.iter().map(of).collect::<Vec<_>>()
    };
    let before = answer(&book);
    let mut ours = book.clone();
    let (mut alike, mut missed) = (0, Vec::new());
    for mutant in mutants(&book, &sources, 0) {
        let is_same = mutant.ask(&mut ours, answer) == before;
        let told = mutant.report(Lang::En, &book, &sources);
        if mutant.is_equivalent(&book) {
            assert!(is_same, "{told:?}");
            alike += 1;
        } else if is_same {
            missed.push(format!("{} {}: {} -> {}", told.of, told.operator, told.was, told.becomes));
        }
    }
    assert!(alike > 10, "{alike}");
    // The day on which the document begins lies outside the grid, and so do firms that had money before.
    missed.retain(|told| !told.contains(" day: ") && !told.contains(" group-rule: "));
    // What a definition comes to is an answer, too, where a worked case asks for it.
    missed.retain(|told| !told.starts_with("points-"));
    // Not seen, so that they count as survivors: that a score implies a condition.
    let of_score = "yanchuan/ovens-2026/by-score";
    missed.retain(|told| !(told.starts_with(of_score) && told.contains(": staff at least 5 -> ")));
    assert!(missed.is_empty(), "{missed:#?}");
}
