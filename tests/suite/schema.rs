//! The schemas: the files are what the program prints, and they accept and refuse what its readers do.
//!
//! `tests/keys/` is a smallest set of rules that uses every key. Each of its tables loses each of its keys, and gets
//! each key that any other table has; readers and schema must agree on every one of these files.

#![allow(clippy::disallowed_methods, reason = "a test may ask whether to accept")]

use crate::json;
use crate::schemas;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Map, Value};

use json::to_json;
use schemas::{Judge, Sort, files};
use zjtx::cases;
use zjtx::compile::{compile, parse};
use zjtx::finding::{Finding, Severity};
use zjtx::load::{Library, role_of};
use zjtx::reader::{Sink, Table};
use zjtx::rulebook::Rulebook;
use zjtx::rulefile::{RawDictionary, RawRuleFile};
use zjtx::schema;
use zjtx::source::{SourceFile, Sources};
use zjtx::words::Lang;

/// Findings that a schema can see.
const STRUCTURAL: &[&str] = &[
    "unknown-key",
    "missing-key",
    "wrong-type",
    "no-form",
    "two-forms",
    "misplaced-key",
    "no-comparison",
    "two-comparisons",
    "empty-list",
    "empty-text",
    "bare-decimal",
    "invalid-id-of-a-definition",
    "invalid-id-of-a-support",
];

/// Files with such a finding that only several tables together show.
const OF_SEVERAL: &[&str] = &["missing-key-for-each", "two-forms-of-money-in-stages"];

#[test]
fn the_schema_files_are_up_to_date() {
    let book = shipped();
    let printed = [
        ("report", zjtx::render::report_schema()),
        ("ladder", zjtx::render::ladder_schema()),
        ("what-if", zjtx::render::what_if_schema()),
        ("due", zjtx::render::due_schema()),
        ("curve", zjtx::render::curve_schema()),
        ("plan", zjtx::render::plan_schema()),
        ("receipt", zjtx::render::receipt_schema()),
        ("verify", zjtx::render::verify_schema()),
        ("brief", zjtx::render::brief_schema()),
        ("document-explanation", zjtx::render::document_schema()),
    ];
    let mut schemas: Vec<_> = printed.map(|(name, schema)| (name, schema.unwrap())).into();
    let of = [("rules", Sort::Rules), ("facts", Sort::Facts), ("cases", Sort::Cases), ("profile", Sort::Profile)];
    schemas.extend(of.map(|(name, sort)| (name, zjtx::render::json(&sort.schema(&book)).unwrap())));
    for (name, current) in schemas {
        let (path, current) = (format!("{}/schema/{name}.schema.json", env!("CARGO_MANIFEST_DIR")), current + "\n");
        if std::env::var_os("ZJTX_BLESS").is_some() {
            std::fs::write(&path, &current).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == current, "{path} is stale; run ZJTX_BLESS=1 cargo test schema");
    }
}

#[test]
fn the_languages_differ_only_in_what_is_told() {
    let book = shipped();
    for of in [schema::rules, schema::facts, schema::cases, schema::profile] {
        let (zh, en) = (of(Lang::Zh, &book), of(Lang::En, &book));
        assert_eq!(without_words(&zh), without_words(&en));
        assert_ne!(zh, en);
    }
}

#[test]
fn every_key_and_every_word_is_described() {
    let book = shipped();
    for (lang, of) in [Lang::Zh, Lang::En].into_iter().flat_map(|lang| {
        [schema::rules, schema::facts, schema::cases, schema::profile].map(|of| (lang, of(lang, &book)))
    }) {
        let mut lacking = BTreeSet::new();
        undescribed(&of, &mut lacking);
        assert!(lacking.is_empty(), "{lang:?}: {lacking:?}");
    }
}

#[test]
fn every_file_fits_its_schema() {
    let shipped = shipped();
    let judge = Judge::new(&shipped);
    for (name, text) in files("examples") {
        assert_eq!(judge.against(Sort::Profile, &to_json(&text).unwrap()), None, "{name}");
    }
    for folder in ["rules", "tests/keys", "tests/world/rules", "tests/shapes/rules"] {
        let files = files(folder);
        let judge = Judge::new(&book_of(&files).0);
        for (name, text) in &files {
            let Some(sort) = Sort::of(name) else { continue };
            assert_eq!(judge.against(sort, &to_json(text).unwrap()), None, "{folder}/{name}");
        }
    }
}

#[test]
fn what_is_broken_in_its_keys_does_not_fit() {
    let judge = Judge::new(&shipped());
    let is_meant = |name: &str| {
        let stem = name.rsplit('/').next().unwrap().trim_end_matches(".toml");
        STRUCTURAL.iter().any(|code| stem.starts_with(code)) && !OF_SEVERAL.contains(&stem)
    };
    let broken = files("tests/broken/rules").into_iter().filter(|(name, _)| is_meant(name));
    let broken: Vec<(String, Value)> = broken.map(|(name, text)| (name, to_json(&text).unwrap())).collect();
    let fits = broken.iter().filter(|(_, file)| judge.against(Sort::Rules, file).is_none());
    let fits: Vec<&String> = fits.map(|(name, _)| name).collect();
    assert!(fits.is_empty() && broken.len() > 20, "{fits:?} of {} files", broken.len());
}

#[test]
fn every_shipped_file_tells_an_editor_its_schema() {
    let of_rules =
        files("rules").into_iter().filter_map(|(name, text)| Some((Sort::of(&name)?, format!("rules/{name}"), text)));
    let examples = files("examples").into_iter().map(|(name, text)| (Sort::Profile, format!("examples/{name}"), text));
    for (sort, name, text) in of_rules.chain(examples) {
        let up = "../".repeat(name.matches('/').count());
        let schema = format!("{sort:?}.schema.json").to_lowercase();
        assert_eq!(text.lines().next(), Some(format!("#:schema {up}schema/{schema}").as_str()), "{name}");
    }
}

#[test]
fn readers_and_schemas_agree_on_every_key_of_every_table() {
    let files = files("tests/keys");
    let book = book_of(&files).0;
    let verdicts: Vec<Verdict> = std::thread::scope(|scope| {
        let (files, book) = (&files, &book);
        // A validator in a debug build needs much room for what is nested.
        let start =
            |at| std::thread::Builder::new().stack_size(1 << 28).spawn_scoped(scope, move || verdicts(files, at, book));
        let running: Vec<_> = (0..files.len()).map(|at| start(at).unwrap()).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let disagree: Vec<&String> = verdicts.iter().filter_map(|verdict| verdict.disagree.as_ref()).collect();
    assert!(disagree.is_empty(), "{} of {}, such as\n{}", disagree.len(), verdicts.len(), disagree[0]);
    let refused = verdicts.iter().filter(|verdict| verdict.is_refused).count();
    let accepted = verdicts.len() - refused;
    assert!(refused > 1000 && accepted > 100, "{refused} refused, {accepted} accepted: that tests little");
}

/// Keys, and values that they may have.
type Vocabulary = BTreeMap<String, Vec<Value>>;

/// What was found of one changed file.
struct Verdict {
    is_refused: bool,
    /// How readers and schema differ.
    disagree: Option<String>,
}

fn verdicts(files: &[(String, String)], at: usize, book: &Rulebook) -> Vec<Verdict> {
    let (name, text) = &files[at];
    let Some(sort) = Sort::of(name) else { return Vec::new() };
    let judge = Judge::new(book);
    let file = to_json(text).unwrap();
    let mut vocabulary = Vocabulary::new();
    collect(&file, &mut vocabulary);
    let verdict = |changed: Value| {
        let text = to_toml(&changed);
        let against = judge.against(sort, &changed);
        let read = read_alone(sort, &text, book);
        // What the readers let pass may still be refused by what is read of several keys together.
        let is_refused = is_refused(&read) || (against.is_some() && is_refused_in_set(files, at, &text));
        let differ = || format!("{name}: {text}\nreaders: {read:?}\nschema: {against:?}");
        Verdict { is_refused, disagree: (is_refused != against.is_some()).then(differ) }
    };
    changes(&file, "", &vocabulary, &mut BTreeSet::new()).into_iter().map(verdict).collect()
}

fn shipped() -> Rulebook {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    compile(&library).0
}

fn book_of(files: &[(String, String)]) -> (Rulebook, Vec<Finding>) {
    let mut library = Library::default();
    for (name, text) in files {
        if let Some(role) = role_of(Path::new(name)) {
            library.add_bytes(name, text.as_bytes(), role);
        }
    }
    compile(&library)
}

/// What the reader of one file has against it.
fn read_alone(sort: Sort, text: &str, book: &Rulebook) -> Vec<Finding> {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile { name: String::new(), text: text.to_owned() });
    let sink = Sink::new(file);
    if let Some(root) = parse(&sources, file, &sink) {
        match sort {
            Sort::Rules => drop(RawRuleFile::read(&sink, &root)),
            Sort::Facts => drop(RawDictionary::read(&sink, &root)),
            Sort::Cases => drop(cases::read(Table::of_file(&sink, &root), "nantong/plan", book)),
            Sort::Profile => drop(zjtx::profile::read(&Table::of_file(&sink, &root), book)),
        }
    }
    let mut findings = sink.into_findings();
    // What the other cases of the file are called and say is nothing that a schema can see.
    findings.retain(|finding| !["cycle", "not-inherited"].contains(&finding.problem.code()));
    findings
}

fn is_refused_in_set(files: &[(String, String)], at: usize, text: &str) -> bool {
    let mut files = files.to_vec();
    text.clone_into(&mut files[at].1);
    is_refused(&book_of(&files).1)
}

fn is_refused(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity() == Severity::Error)
}

/// The smallest values of each type that each key has anywhere.
fn collect(value: &Value, found: &mut Vocabulary) {
    match value {
        Value::Object(table) => {
            for (key, value) in table {
                let values = found.entry(key.clone()).or_default();
                let is_alike = |other: &Value| std::mem::discriminant(other) == std::mem::discriminant(value);
                match values.iter().position(is_alike) {
                    None => values.push(value.clone()),
                    Some(at) if value.to_string().len() < values[at].to_string().len() => values[at] = value.clone(),
                    Some(_) => {}
                }
                collect(value, found);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}

/// The files in which one table has one key less, or one more; of tables with the same keys under one key, the first.
fn changes(value: &Value, within: &str, vocabulary: &Vocabulary, seen: &mut BTreeSet<Vec<String>>) -> Vec<Value> {
    let mut changed = Vec::new();
    match value {
        Value::Object(table) => {
            let is_new = seen.insert(table.keys().cloned().chain([within.to_owned()]).collect());
            for (key, inner) in table {
                let mut less = table.clone();
                less.remove(key);
                changed.extend(is_new.then_some(Value::Object(less)));
                changed.extend(changes(inner, key, vocabulary, seen).into_iter().map(|inner| with(table, key, inner)));
            }
            for (key, values) in vocabulary.iter().filter(|(key, _)| is_new && !table.contains_key(*key)) {
                changed.extend(values.iter().map(|value| with(table, key, value.clone())));
            }
        }
        Value::Array(values) => {
            for (index, inner) in values.iter().enumerate() {
                changed.extend(changes(inner, within, vocabulary, seen).into_iter().map(|inner| {
                    let mut whole = values.clone();
                    whole[index] = inner;
                    Value::Array(whole)
                }));
            }
        }
        _ => {}
    }
    changed
}

fn with(table: &Map<String, Value>, key: &str, value: Value) -> Value {
    let mut table = table.clone();
    table.insert(key.to_owned(), value);
    Value::Object(table)
}

/// JSON as TOML, all on a line for each key of the file. What looks like a day is one.
fn to_toml(file: &Value) -> String {
    let lines = file.as_object().unwrap().iter().map(|(key, value)| format!("{key:?} = {}\n", inline(value)));
    lines.collect()
}

fn inline(value: &Value) -> String {
    match value {
        Value::Object(table) => {
            let entries: Vec<String> =
                table.iter().map(|(key, value)| format!("{key:?} = {}", inline(value))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Array(values) => format!("[{}]", values.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::String(text) if zjtx::calendar::Day::parse(text).is_some() => text.clone(),
        other => other.to_string(),
    }
}

/// A schema without the texts that differ between the languages.
fn without_words(value: &Value) -> Value {
    match value {
        Value::Object(table) => {
            let kept = table
                .iter()
                .filter(|(key, value)| !(*key == "x-taplo" || (*key == "description" && value.is_string())));
            Value::Object(kept.map(|(key, value)| (key.clone(), without_words(value))).collect())
        }
        Value::Array(values) => values.iter().map(without_words).collect(),
        other => other.clone(),
    }
}

/// The properties without a description, and the enumerated words of which one has none.
fn undescribed(value: &Value, lacking: &mut BTreeSet<String>) {
    if let Some(properties) = value.get("properties").and_then(Value::as_object) {
        let is_bare = |value: &Value| {
            let of_dictionary = |name: &str| name.starts_with("#/$defs/fact.") || name.starts_with("#/$defs/record.");
            let is_told_there = value.get("$ref").and_then(Value::as_str).is_some_and(of_dictionary);
            let only_says = value.as_object().is_some_and(|value| value.keys().all(|key| key == "enum"));
            value.is_object() && value.get("description").is_none() && !is_told_there && !only_says
        };
        lacking.extend(properties.iter().filter(|(_, value)| is_bare(value)).map(|(key, _)| key.clone()));
    }
    if let Some(words) = value.pointer("/x-taplo/docs/enumValues").and_then(Value::as_array) {
        let bare = words.iter().zip(value["enum"].as_array().unwrap()).filter(|(word, _)| **word == "");
        lacking.extend(bare.map(|(_, word)| word.to_string()));
    }
    let inner: Vec<&Value> = match value {
        Value::Object(table) => table.values().collect(),
        Value::Array(values) => values.iter().collect(),
        _ => Vec::new(),
    };
    inner.into_iter().for_each(|inner| undescribed(inner, lacking));
}
