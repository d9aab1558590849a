//! What is said in English has no Chinese in it, once the rules, cases and examples have none: each of their Chinese
//! characters is replaced by its code, so that whatever is left was said by the program.

use crate::chinese;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use chinese::is_chinese;
use zjtx::calendar::Day;
use zjtx::cases;
use zjtx::catalogue::{self, Among, Filter, Shown, questions};
use zjtx::compile::{compile, parse};
use zjtx::evaluate::evaluate;
use zjtx::explain::{explain, explain_ladder};
use zjtx::load::{Library, role_of};
use zjtx::profile::{self, Profile};
use zjtx::reader::{Sink, Table};
use zjtx::render::{
    coverage_markdown, coverage_text, document_page, fact_page, facts_table, findings_human, json, ladder_text,
    new_profile, report_json, report_table, rules_table,
};
use zjtx::report::{AsOfFrom, Status};
use zjtx::rulebook::Rulebook;
use zjtx::source::{SourceFile, Sources};
use zjtx::words::Lang;

/// Rules without Chinese, and firms to answer for.
struct Set {
    book: Rulebook,
    sources: Sources,
    firms: Vec<(String, Profile, Day)>,
}

#[test]
fn reports_of_the_shipped_rules_are_english() {
    let mut set = Set::read("rules");
    set.add_profiles("examples");
    let statuses = set.assert_english();
    for status in [Status::Qualifies, Status::SubjectToJudgement, Status::NeedsFacts, Status::DoesNotQualify] {
        assert!(statuses.contains(&format!("{status:?}")), "no report says {status:?}");
    }
    set.firms.iter_mut().for_each(|(_, _, as_of)| *as_of = Day::parse("2020-01-01").unwrap());
    assert!(set.assert_english().contains(&format!("{:?}", Status::NotOpen)));
}

#[test]
fn ladders_are_english() {
    let mut set = Set::read("rules");
    set.firms.clear();
    set.add_profiles("examples");
    let mut has_tightened = false;
    for (name, firm, as_of) in &set.firms {
        let as_of = (*as_of, AsOfFrom::Profile);
        for strict in [false, true] {
            let ladder = explain_ladder(Lang::En, &set.book, &set.sources, firm, as_of, strict);
            has_tightened |= ladder.standards.iter().any(|rung| !rung.tightened.is_empty());
            let texts = [false, true].map(|all| ladder_text(Lang::En, &ladder, 80, all));
            for text in texts.into_iter().chain([json(&ladder).unwrap()]) {
                let chinese: Vec<&str> = text.lines().filter(|line| is_chinese(line)).collect();
                assert!(chinese.is_empty(), "{name}:\n{}", chinese.join("\n"));
            }
        }
    }
    assert!(has_tightened);
}

#[test]
fn reports_of_rules_with_every_form_are_english() {
    Set::read("tests/keys").assert_english();
}

#[test]
fn what_the_rules_hold_is_told_in_english() {
    for folder in ["rules", "tests/keys"] {
        let Set { book, sources, .. } = Set::read(folder);
        let rules = catalogue::list(Lang::En, &book, &sources, &Filter::default());
        let facts = catalogue::facts(Lang::En, &book, Among::default());
        let coverage = catalogue::coverage(Lang::En, &book, None);
        let asked = questions(Lang::En, &book, &[], Day::parse("2026-11-22").unwrap());
        let mut texts = vec![
            rules_table(Lang::En, &rules, false, 80),
            rules_table(Lang::En, &rules, true, 80),
            json(&rules).unwrap(),
            facts_table(Lang::En, &facts, 80),
            fact_page(Lang::En, &facts, true, 80),
            fact_page(Lang::En, &facts, false, 80),
            new_profile(Lang::En, &asked),
            coverage_text(Lang::En, &coverage, 80),
            coverage_markdown(Lang::En, &coverage),
        ];
        for document in &rules.documents {
            let Shown::Document(view) = catalogue::show(Lang::En, &book, &sources, &document.id) else { panic!() };
            texts.push(document_page(Lang::En, &view, 80));
        }
        for text in texts {
            let chinese: Vec<&str> = text.lines().filter(|line| is_chinese(line)).collect();
            assert!(chinese.is_empty(), "{folder}:\n{}", chinese.join("\n"));
        }
    }
}

impl Set {
    /// The rules below a folder, with the firms of their worked cases.
    fn read(folder: &str) -> Set {
        let (mut library, mut of_cases) = (Library::default(), Vec::new());
        for path in toml_files(folder) {
            let relative = path.strip_prefix(root().join(folder)).unwrap().to_string_lossy().replace('\\', "/");
            match role_of(Path::new(&relative)) {
                Some(role) => library.add_bytes(&relative, without_chinese(&path).as_bytes(), role),
                None => {
                    of_cases.extend(relative.strip_suffix(".cases.toml").map(|document| (document.to_owned(), path)));
                }
            }
        }
        let (book, findings) = compile(&library);
        assert!(findings.is_empty(), "{}", findings_human(Lang::En, &library.sources, &findings, false));
        let mut set = Set { book, sources: library.sources, firms: Vec::new() };
        for (document, path) in of_cases {
            let cases = read(&path, |table| cases::read(table, &document, &set.book));
            set.firms.extend(cases.into_iter().map(|case| (case.name, case.profile, case.as_of)));
        }
        assert!(!set.firms.is_empty());
        set
    }

    /// Adds the profiles in a folder, each of which pins its day.
    fn add_profiles(&mut self, folder: &str) {
        for path in toml_files(folder) {
            let firm = read(&path, |table| profile::read(&table, &self.book));
            let as_of = firm.as_of.unwrap();
            self.firms.push((path.display().to_string(), firm, as_of));
        }
    }

    /// Panics where a report has Chinese in it; the statuses that the reports have.
    fn assert_english(&self) -> BTreeSet<String> {
        let mut statuses = BTreeSet::new();
        for (name, firm, as_of) in &self.firms {
            let evaluation = evaluate(&self.book, firm, *as_of);
            let report = explain(Lang::En, &self.book, &self.sources, firm, (*as_of, AsOfFrom::Profile), &evaluation);
            statuses.extend(report.supports.iter().map(|support| format!("{:?}", support.status)));
            let tables = [false, true].map(|all| report_table(Lang::En, &report, 80, all));
            for text in tables.into_iter().chain([report_json(&report).unwrap()]) {
                let chinese: Vec<&str> = text.lines().filter(|line| is_chinese(line)).collect();
                assert!(chinese.is_empty(), "{name}:\n{}", chinese.join("\n"));
            }
        }
        statuses
    }
}

/// Reads a file without its Chinese; it must be free of findings.
fn read<T>(path: &Path, read: impl Fn(Table<'_>) -> T) -> T {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile { name: path.display().to_string(), text: without_chinese(path) });
    let sink = Sink::new(file);
    let root = parse(&sources, file, &sink).unwrap();
    let value = read(Table::of_file(&sink, &root));
    let findings = sink.into_findings();
    assert!(findings.is_empty(), "{}", findings_human(Lang::En, &sources, &findings, false));
    value
}

/// The text of a file with the code of each character in place of what is not ASCII, but for figures with their unit.
fn without_chinese(path: &Path) -> String {
    let is_figure = |text: &str| {
        // Numerals alone are a clause.
        let has_unit = text.contains(|c: char| c.is_ascii_digit() || "%‰元年月日天个位名家项次人倍分度".contains(c));
        if !has_unit && !["免征", "全免"].contains(&text) {
            return false;
        }
        if ["免征", "全免", "五折", "1:1"].contains(&text) {
            return true;
        }
        text.trim_start_matches(['近', '前', '-'])
            .starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
            && text.chars().all(|c| {
                "0123456789.,%‰万亿元年个月工作日天百分点近前位名家项次人一二三四五六七八九十会计度倍-".contains(c)
            })
    };
    let text = fs::read_to_string(path).unwrap();
    // What holds all places is no name of the author's.
    // What a case expects is in no report; its words are those of the program.
    let is_cases = path.to_string_lossy().ends_with(".cases.toml");
    let is_line = |part: &str| is_cases && [": ", "：", " = "].iter().any(|sign| part.contains(sign));
    let is_kept = |part: &str| is_figure(part) || part == "全国" || is_line(part);
    // Behind a figure may stand where it is printed.
    let cited = |part: &str| {
        let (figure, from) = part.split_at(part.find('（').unwrap_or(part.len()));
        is_figure(figure).then(|| format!("{figure}{}", coded(from).replace("xff08", "（").replace("xff09", "）")))
    };
    let told = |part: &str| if is_kept(part) { part.to_owned() } else { cited(part).unwrap_or_else(|| coded(part)) };
    let parts = text.split('"').map(told);
    parts.collect::<Vec<_>>().join("\"")
}

fn coded(text: &str) -> String {
    let code = |c: char| if c.is_ascii() { c.to_string() } else { format!("x{:x}", u32::from(c)) };
    text.chars().map(code).collect()
}

fn toml_files(folder: &str) -> Vec<PathBuf> {
    let entries = WalkDir::new(root().join(folder)).sort_by_file_name().into_iter();
    let paths = entries.map(|entry| entry.unwrap().into_path());
    // The example of own rules has facts and places of its own.
    let is_own = |path: &PathBuf| path.components().any(|part| part.as_os_str() == "own-rules");
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "toml") && !is_own(path)).collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
