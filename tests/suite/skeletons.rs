//! New files: what they hold is right as it stands and when it is filled in, and they are written whole or not at all.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use zjtx::calendar::Day;
use zjtx::cases;
use zjtx::catalogue::questions;
use zjtx::codes::CodeTree;
use zjtx::compile::{compile, parse};
use zjtx::dictionary::Home;
use zjtx::evaluate::evaluate;
use zjtx::explain::explain;
use zjtx::load::{Library, Role};
use zjtx::profile::{self, Profile};
use zjtx::reader::{Sink, Table};
use zjtx::render::{findings_human, new_cases, new_profile, new_rules};
use zjtx::report::AsOfFrom;
use zjtx::rulebook::Rulebook;
use zjtx::source::{SourceFile, Sources};
use zjtx::words::Lang;

fn day() -> Day {
    Day::parse("2026-11-22").unwrap()
}

fn shipped() -> Library {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    library
}

/// The built-in facts and places without a document.
fn lists() -> Library {
    let mut library = Library::default();
    library.add_shipped_lists();
    library
}

/// The rules that use every key, yearly facts among them.
fn every_key() -> Library {
    let mut library = Library::default();
    library.add_folder(Path::new("tests/keys")).unwrap();
    library
}

/// The profile that a text is; any finding fails the test.
fn read(book: &Rulebook, text: &str) -> Profile {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile { name: "firm.toml".to_owned(), text: text.to_owned() });
    let sink = Sink::new(file);
    let profile = parse(&sources, file, &sink).map(|root| profile::read(&Table::of_file(&sink, &root), book));
    let findings = sink.into_findings();
    assert!(findings.is_empty(), "{}\n{text}", findings_human(Lang::Zh, &sources, &findings, false));
    profile.unwrap()
}

/// The text with the `#` taken away before what is to be filled in, where `wanted` says so.
fn filled_in(text: &str, wanted: impl Fn(&str) -> bool) -> String {
    let fill = |line: &str| match line.strip_prefix('#') {
        Some(rest) if !rest.starts_with(' ') && wanted(rest) => format!("{rest}\n"),
        _ => format!("{line}\n"),
    };
    text.lines().map(fill).collect()
}

fn is_empty_list(line: &str) -> bool {
    line.ends_with(" = []")
}

#[test]
fn a_new_profile_is_right_as_it_is_and_with_every_example() {
    for library in [shipped(), every_key()] {
        let (book, _) = compile(&library);
        for lang in [Lang::Zh, Lang::En] {
            let text = new_profile(lang, &questions(lang, &book, &[], day()));
            let nothing = read(&book, &text);
            assert!(stated(&book, &nothing).is_empty() && nothing.records.is_empty() && nothing.as_of.is_none());
            let none = read(&book, &filled_in(&text, is_empty_list));
            assert!(!none.records.is_empty() && none.records.values().all(Vec::is_empty));
            let all = read(&book, &filled_in(&text, |line| !is_empty_list(line)));
            assert_eq!(all.as_of, Some(day()));
            assert_eq!(stated(&book, &all), asked(&book), "{text}");
        }
    }
}

/// The keys of the facts that a profile states.
fn stated(book: &Rulebook, profile: &Profile) -> BTreeSet<String> {
    let of_firm = profile.facts.keys();
    let of_years = profile.years.values().flat_map(zjtx::profile::RecordValues::keys);
    let of_records = profile.records.values().flatten().flat_map(zjtx::profile::RecordValues::keys);
    let of_their_years = profile.record_years.values().flat_map(zjtx::profile::RecordValues::keys);
    let ids = of_firm.chain(of_years).chain(of_records).chain(of_their_years);
    ids.map(|id| book.dictionary.fact(*id).key.clone()).collect()
}

/// The keys of the facts that some support uses and a profile may state, and of those that only name something.
fn asked(book: &Rulebook) -> BTreeSet<String> {
    let used = |id| book.supports.iter().any(|support| book.uses(support).contains(id));
    let names = |id| {
        let fact = book.dictionary.fact(id);
        let of_record = match fact.home {
            Home::Record(record) => {
                book.dictionary.record(record).named_by == Some(id) && is_gone_through(book, &fact.key)
            }
            _ => false,
        };
        fact.key == "name" || fact.key == "place" || of_record
    };
    let facts = book.dictionary.fact_ids().filter(|id| !book.dictionary.fact(*id).is_derived);
    facts.filter(|id| used(*id) || names(*id)).map(|id| book.dictionary.fact(id).key.clone()).collect()
}

/// Whether some support reads the list that a fact of a record belongs to.
fn is_gone_through(book: &Rulebook, key: &str) -> bool {
    let record = book.dictionary.record_by_key(key.split_once('.').unwrap().0).unwrap();
    book.supports.iter().any(|support| book.uses(support).records.contains(&record))
}

#[test]
fn a_place_is_asked_only_for_its_own() {
    let mut library = lists();
    let role = Role::Rules { folders: vec!["nantong".to_owned()], stem: "reply-2024".to_owned() };
    library.add_file(std::path::Path::new("rules/nantong/reply-2024.toml"), role).unwrap();
    let (book, _) = compile(&library);
    let text = |name: &str| {
        let zjtx::codes::Lookup::One(place) = book.places.find(name) else { panic!("{name}") };
        new_profile(Lang::Zh, &questions(Lang::Zh, &book, &[place], day()))
    };
    assert!(text("崇川区").contains("\nplace = \"江苏省南通市崇川区\"\n"));
    assert!(text("崇川区").contains("#new-equipment = "));
    // No rule that is known speaks of it.
    assert!(!text("海淀区").contains("#new-equipment = "));
    // No rule of it reads these.
    assert!(!text("南通市").contains("staff") && !text("南通市").contains("[[received]]"));
}

/// A cap of a year and a choice of the highest take off what was received, if the firm says so.
#[test]
fn earlier_money_is_asked_for_where_a_rule_would_take_it_off() {
    let asks = |limits: &str, rule: &str| {
        let grant = |id: &str, purpose: &str| {
            format!(
                "[[support]]\nid = \"{id}\"\nname = \"{id}\"\nkind = \"grant\"\nclause = \"1\"\nfor-what = \"{purpose}\"\n\
                 amount = \"50万元\"\n{limits}\n"
            )
        };
        let text = format!(
            "[document]\ntitle = \"t\"\nissuer = \"i\"\nkind = \"measure\"\nissued = 2026-01-01\nfrom = 2026-01-01\n\
             standing = \"in-force\"\nevidence = \"copy\"\nchecked = 2026-11-22\n{}{}[[group]]\nname = \"g\"\n\
             members = [\"a\", \"b\"]\nrule = \"{rule}\"\n",
            grant("a", "equipment"),
            grant("b", "rent")
        );
        let mut library = lists();
        let role = Role::Rules { folders: vec!["510100".to_owned()], stem: "demo".to_owned() };
        library.add_bytes("demo.toml", text.as_bytes(), role);
        let (book, _) = compile(&library);
        let zjtx::codes::Lookup::One(place) = book.places.find("510104") else { panic!() };
        new_profile(Lang::Zh, &questions(Lang::Zh, &book, &[place], day())).contains("[[received]]")
    };
    let cap = |within: &str| {
        format!("limits = [{{ cap = \"60万元\", per = \"enterprise\"{within} }}]\nfigures = [\"50万元\", \"60万元\"]")
    };
    let plain = "figures = [\"50万元\"]";
    assert!(!asks(plain, "sum") && !asks(&cap(""), "sum"));
    assert!(asks(&cap(", within = \"year\""), "sum") && asks(plain, "highest"));
}

/// What is still a placeholder is told once a file, and no firm is answered from it; filled in, the same files stand.
#[test]
fn new_rules_claim_nothing_until_they_are_filled_in() {
    for (lang, folder, place) in [(Lang::Zh, "nantong", "南通市"), (Lang::En, "320681", "江苏省南通市启东市")]
    {
        for is_filled in [false, true] {
            let fill = |text: &str| {
                if !is_filled {
                    return text.to_owned();
                }
                text.replace(['〈', '〉', '⟨', '⟩'], "").replace("1900-01-01", "2026-01-01")
            };
            let mut library = shipped();
            let role = Role::Rules { folders: vec![folder.to_owned()], stem: "plan-2026".to_owned() };
            library.add_bytes("plan-2026.toml", fill(&new_rules(lang, "..")).as_bytes(), role);
            let (book, mut findings) = compile(&library);
            let mut sources = library.sources;
            let text = fill(&new_cases(lang, place, ".."));
            let file = sources.add(SourceFile { name: "plan-2026.cases.toml".to_owned(), text });
            let sink = Sink::new(file);
            let root = parse(&sources, file, &sink).unwrap();
            let cases = cases::read(Table::of_file(&sink, &root), &format!("{folder}/plan-2026"), &book);
            assert_eq!(cases.len(), 1);
            for case in cases {
                let answers = book.clone().filled();
                let evaluation = evaluate(&answers, &case.profile, case.as_of);
                let as_of = (case.as_of, AsOfFrom::Option);
                let report = explain(lang, &answers, &sources, &case.profile, as_of, &evaluation);
                assert_eq!(case.run(lang, &book, &sources).differences, []);
                let support = report.supports.iter().find(|support| support.id.ends_with("plan-2026/example"));
                assert_eq!(support.is_some(), is_filled);
                assert_eq!(report.documents.iter().any(|document| document.id.ends_with("plan-2026")), is_filled);
                assert!(support.is_none_or(|support| support.amount.is_none() && support.missing.is_empty()));
            }
            drop(root);
            findings.extend(sink.into_findings());
            let codes: Vec<&str> = findings.iter().map(|finding| finding.problem.code()).collect();
            let expected: &[&str] = if is_filled { &[] } else { &["placeholder", "placeholder"] };
            assert_eq!(codes, expected, "{}", findings_human(lang, &sources, &findings, false));
        }
    }
}

/// Each line that is behind a `#` alone is right when it counts; the scope alone names a place of nobody's.
#[test]
fn what_new_rules_show_is_right() {
    for lang in [Lang::Zh, Lang::En] {
        let text = new_rules(lang, "..").replace(['〈', '〉', '⟨', '⟩'], "").replace("1900", "2026");
        let shown =
            |line: &str| line.starts_with(|c: char| c.is_ascii_lowercase() || c == '[') && !line.starts_with("scope");
        let uncommented = |line: &&str| line.strip_prefix('#').is_some_and(&shown);
        let lines = text.lines().map(|line| if uncommented(&line) { &line[1..] } else { line });
        let text = lines.collect::<Vec<_>>().join("\n");
        assert!(text.contains("\nfor-each") && text.contains("\n[[group]]"), "{text}");
        let mut library = lists();
        let role = Role::Rules { folders: vec!["410100".to_owned()], stem: "plan".to_owned() };
        library.add_bytes("plan.toml", text.as_bytes(), role);
        let (_, findings) = compile(&library);
        assert_eq!(findings, [], "{}", findings_human(lang, &library.sources, &findings, false));
    }
}

#[test]
fn a_new_document_tells_an_editor_its_schema() {
    let folder = folder("schema");
    let new = ["new", "rules", "--place", "320600", "--document", "plan", "--dir"];
    let first = |path: &str| fs::read_to_string(folder.join(path)).unwrap().lines().next().unwrap().to_owned();
    zjtx(&folder, &[&new[..], &["mine"]].concat());
    assert_eq!(first("mine/nantong/plan.toml"), "#:schema ../rules.schema.json");
    assert_eq!(first("mine/nantong/plan.cases.toml"), "#:schema ../cases.schema.json");
    fs::create_dir_all(folder.join("schema")).unwrap();
    fs::write(folder.join("schema/rules.schema.json"), "{}").unwrap();
    zjtx(&folder, &[&new[..], &["rules"]].concat());
    assert_eq!(first("rules/nantong/plan.toml"), "#:schema ../../schema/rules.schema.json");
}

#[test]
fn an_example_of_an_industry_is_a_leaf() {
    let (book, _) = compile(&shipped());
    let leaf = book.industries.leaf().unwrap();
    assert_eq!(book.industries.entry(leaf).code, "A0111");
    assert_eq!(CodeTree::new("各行业").leaf(), None);
}

/// An empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn zjtx(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zjtx")).current_dir(folder).args(arguments).output().unwrap()
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = entries.collect();
    names.sort();
    names
}

#[test]
fn either_both_files_of_a_document_are_written_or_none() {
    let folder = folder("one-is-there");
    fs::create_dir_all(folder.join("rules/nantong")).unwrap();
    fs::write(folder.join("rules/nantong/plan.cases.toml"), "# mine\n").unwrap();
    let output = zjtx(&folder, &["new", "rules", "--place", "南通市", "--document", "plan"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(files(&folder.join("rules/nantong")), ["plan.cases.toml"]);
    assert_eq!(fs::read_to_string(folder.join("rules/nantong/plan.cases.toml")).unwrap(), "# mine\n");
    let output = zjtx(&folder, &["new", "rules", "--place", "南通市", "--document", "plan", "--force"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(files(&folder.join("rules/nantong")), ["plan.cases.toml", "plan.toml"]);
    // The placeholders are to be replaced.
    assert_eq!(zjtx(&folder, &["validate", "rules"]).status.code(), Some(1));
    fs::write(folder.join("firm.toml"), "place = \"南通市\"\n").unwrap();
    let checked =
        zjtx(&folder, &["check", "firm.toml", "--rules", "rules", "--format", "json", "--as-of", "2026-11-22"]);
    let answer = String::from_utf8(checked.stdout).unwrap();
    assert!(answer.contains("nantong/reply-2024") && !answer.contains("nantong/plan"), "{answer}");
    // Nor is it a document that somebody read.
    let covered = zjtx(&folder, &["rules", "coverage", "--rules", "rules", "--format", "json"]).stdout;
    assert!(!String::from_utf8(covered).unwrap().contains("nantong/plan"));
}

#[test]
fn nothing_is_left_of_a_file_that_can_not_be_written() {
    let folder = folder("a-folder-is-there");
    fs::create_dir_all(folder.join("firm.toml")).unwrap();
    let output = zjtx(&folder, &["new", "profile", "--force", "-o", "firm.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(files(&folder), ["firm.toml"]);
    assert!(fs::read_dir(folder.join("firm.toml")).unwrap().next().is_none());
}

#[cfg(unix)]
#[test]
fn a_new_file_is_as_readable_as_any_other() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("readable");
    fs::write(folder.join("other"), "").unwrap();
    assert_eq!(zjtx(&folder, &["new", "profile", "-o", "firm.toml"]).status.code(), Some(0));
    let mode = |name: &str| fs::metadata(folder.join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("firm.toml"), mode("other"));
}
