//! No key and no closed word is one slip away from another: every mutant of every key of the rule language, of the
//! dictionary and of a profile is refused, and so is every mutant of a word that the language fixes.
//!
//! `tests/keys/` is a smallest set of rules that uses every key. A mutant has one character changed, dropped or
//! doubled, or two neighbours swapped.

use crate::every_fact;
use crate::json;
use crate::schemas;

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use every_fact::{Names, profile_by};
use json::to_json;
use schemas::{Judge, Sort};
use zjtx::compile::{compile, parse};
use zjtx::finding::{Finding, Problem, Severity};
use zjtx::load::{Library, role_of};
use zjtx::reader::{Sink, Table};
use zjtx::rulebook::Rulebook;
use zjtx::source::{SourceFile, Sources};
use zjtx::{cases, profile};

/// What a character is changed to: another one of those that keys are made of.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz-";
/// Keys whose values are words of the document or of the author.
const FREE: &[&str] = &[
    "title",
    "number",
    "part",
    "issuer",
    "standing-note",
    "after",
    "at",
    "effort",
    "materials",
    "restricted",
    "what",
    "source",
    "source-note",
    "contact",
    "assisted",
    "name",
    "name-en",
    "label",
    "label-en",
    "aliases",
    "names",
    "question",
    "question-en",
    "find",
    "find-en",
    "judged-by",
    "why",
    "why-en",
    "clause",
    "rows",
    "premises",
    "silent",
    "department",
    "assume",
    "judged",
    "by",
    "codes",
];
/// Words and figures of a report that a case compares and does not look up.
const OF_A_CASE: &[&str] = &[
    "low",
    "high",
    "granted-low",
    "granted-high",
    "would-bring",
    "lasts",
    "status",
    "window",
    "certainty",
    "record",
    "reasons",
    "missing",
    "near-miss",
    "lacks",
    "undecided",
    "is",
    "because",
    "paid-to",
    "period",
];

/// Keys that take nothing but one of a few words, wherever they stand.
const CLOSED: &[&str] = &["applies-to", "as", "because", "evidence", "how", "kind", "rule", "standing"];

/// One text that a mutant changes.
#[derive(Debug)]
struct Spot {
    bytes: Range<usize>,
    /// The key itself, or the key of the value.
    key: String,
    is_key: bool,
}

#[test]
fn the_set_uses_every_key_of_the_language() {
    let used: BTreeSet<String> =
        set().iter().flat_map(|(_, text)| spots(text)).filter(|spot| spot.is_key).map(|spot| spot.key).collect();
    let missing: Vec<String> = words_of_the_readers().into_iter().filter(|word| !used.contains(word)).collect();
    assert!(missing.is_empty(), "no file of tests/keys uses {missing:?}");
    // Thereby every key of a schema is one that the readers were seen to read.
    let book = compile(&Library::default()).0;
    let mut told = BTreeSet::new();
    for sort in [Sort::Rules, Sort::Facts, Sort::Cases] {
        properties(&sort.schema(&book), &mut told);
    }
    // Names of a profile's keys, of which a key has two.
    let missing: Vec<&String> = told.iter().filter(|key| !used.contains(*key) && key.is_ascii()).collect();
    assert!(missing.is_empty(), "a schema has {missing:?}, and no file of tests/keys uses it");
}

#[test]
fn the_set_is_valid() {
    assert_eq!(findings_of_set(&set()), []);
}

#[test]
fn every_mutant_of_a_key_or_a_fixed_word_of_the_rules_is_refused() {
    let files = set();
    let spots: Vec<Vec<Spot>> = files.iter().map(|(_, text)| spots(text)).collect();
    let words = files.iter().zip(&spots).flat_map(|((_, text), spots)| words_at(text, spots)).collect();
    let mut work: Vec<(usize, Mutant)> = Vec::new();
    for (index, ((name, text), mut spots)) in files.iter().zip(spots).enumerate() {
        let is_free = |key: &str| FREE.contains(&key) || (name.ends_with(".cases.toml") && OF_A_CASE.contains(&key));
        spots.retain(|spot| spot.is_key || !is_free(&spot.key));
        work.extend(mutants(text, &spots, &words).into_iter().map(|mutant| (index, mutant)));
    }
    let survivors = in_parallel(&work, |(index, mutant)| {
        let mut files = files.clone();
        mutant.change(&mut files[*index].1);
        (!is_refused(&findings_of_set(&files))).then(|| mutant.line(&files[*index].1))
    });
    assert_eq!(survivors, Vec::<String>::new(), "{} of {} mutants pass", survivors.len(), work.len());
}

#[test]
fn the_schemas_refuse_every_mutant_of_a_key_or_a_closed_word() {
    let files = set();
    let names = names_of_the_author(&files);
    let is_closed = |spot: &Spot| CLOSED.contains(&spot.key.as_str());
    let mut survivors = Vec::new();
    let mut tried = 0;
    let judge = Judge::new(&compile(&library_of(&files)).0);
    for (name, text) in &files {
        let Some(sort) = Sort::of(name) else { continue };
        let mut spots = spots(text);
        let words = words_at(text, &spots).collect();
        let is_name = |spot: &Spot| sort != Sort::Cases && names.contains(&spot.key);
        spots.retain(|spot| if spot.is_key { !is_name(spot) } else { is_closed(spot) && sort != Sort::Cases });
        for mutant in mutants(text, &spots, &words) {
            let mut changed = text.clone();
            mutant.change(&mut changed);
            tried += 1;
            // A key that is there twice is no TOML.
            if to_json(&changed).is_some_and(|file| judge.against(sort, &file).is_none()) {
                survivors.push(mutant.line(&changed));
            }
        }
    }
    assert_eq!(survivors, Vec::<String>::new(), "{} of {tried} mutants pass", survivors.len());
}

#[test]
fn no_two_words_that_a_key_takes_are_a_slip_apart() {
    let files = set();
    let mut keys = BTreeSet::new();
    for (index, (_, text)) in files.iter().enumerate() {
        for spot in spots(text).into_iter().filter(|spot| !spot.is_key) {
            let mut files = files.clone();
            files[index].1.replace_range(spot.bytes, "no-such-word");
            for finding in findings_of_set(&files) {
                let Problem::UnknownWord { key, allowed, .. } = finding.problem else { continue };
                let words: BTreeSet<String> = allowed.into_iter().collect();
                let near = words.iter().find(|word| slips(word, &words).iter().any(|slip| words.contains(slip)));
                assert_eq!(near, None, "a slip makes another word of `{key}`");
                keys.insert(key);
            }
        }
    }
    let closed = [
        "again",
        "applies-to",
        "as",
        "because",
        "changes",
        "code",
        "every",
        "evidence",
        "for-what",
        "how",
        "kind",
        "per",
        "rule",
        "standing",
        "to",
        "within",
    ];
    assert_eq!(keys, BTreeSet::from(closed));
}

#[test]
fn every_mutant_of_a_fact_of_a_profile_is_refused() {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    let (book, findings) = compile(&library);
    assert_eq!(findings, []);
    let judge = Judge::new(&book);
    for names in [Names::Keys, Names::Labels] {
        let text = profile_by(&book, names);
        let (whole, findings) = profile_of(&text, &book);
        assert_eq!(findings, [], "{text}");
        assert_eq!(judge.against(Sort::Profile, &to_json(&text).unwrap()), None, "{text}");
        let mut spots = spots(&text);
        spots.retain(|spot| spot.is_key);
        let work = mutants(&text, &spots, &words_at(&text, &spots).collect());
        let survivors = in_parallel(&work, |mutant| {
            let mut text = text.clone();
            mutant.change(&mut text);
            let (read, findings) = profile_of(&text, &book);
            let is_told_twice = |finding: &Finding| matches!(finding.problem, Problem::StatedTwice { .. });
            let by_schema = to_json(&text).is_none_or(|file| judge.against(Sort::Profile, &file).is_some());
            let agree = by_schema == is_refused(&findings) || findings.iter().all(is_told_twice);
            // One slip may lead to another name of the same fact: 新设备购置额, 设备购置额.
            (!agree || !is_refused(&findings) && read != whole).then(|| mutant.line(&text))
        });
        assert_eq!(survivors, Vec::<String>::new(), "{} of {} mutants pass", survivors.len(), work.len());
    }
}

/// A text with one slip in it.
struct Mutant {
    bytes: Range<usize>,
    text: String,
}

impl Mutant {
    fn change(&self, file: &mut String) {
        file.replace_range(self.bytes.clone(), &self.text);
    }

    /// The line where it stands in the changed file.
    fn line(&self, file: &str) -> String {
        let line = file[..self.bytes.start].matches('\n').count();
        file.lines().nth(line).unwrap_or_default().to_owned()
    }
}

/// The mutants of these places.
fn mutants(text: &str, spots: &[Spot], words: &BTreeSet<String>) -> Vec<Mutant> {
    let of_spot = |spot: &Spot| {
        let bytes = spot.bytes.clone();
        slips(&text[bytes.clone()], words).into_iter().map(move |text| Mutant { bytes: bytes.clone(), text })
    };
    spots.iter().flat_map(of_spot).collect()
}

/// The texts that differ from this one by one slip. Digits are left alone: another year is another year. A character
/// is changed to every letter that makes another known word of it, and to one that does not, as all of those are
/// alike.
fn slips(text: &str, words: &BTreeSet<String>) -> BTreeSet<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut slips = BTreeSet::new();
    for (at, char) in chars.iter().enumerate().filter(|(_, char)| !char.is_ascii_digit() && **char != ' ') {
        let with = |middle: &[char], instead_of: usize| -> String {
            chars[..at].iter().chain(middle).chain(&chars[at + instead_of..]).collect()
        };
        slips.extend(LETTERS.chars().map(|other| with(&[other], 1)).filter(|word| words.contains(word)));
        slips.extend([with(&[if *char == 'x' { 'q' } else { 'x' }], 1), with(&[], 1), with(&[*char, *char], 1)]);
        slips.extend(chars.get(at + 1).map(|next| with(&[*next, *char], 2)));
    }
    slips.remove(text);
    slips
}

/// All keys and all texts of a file.
fn spots(text: &str) -> Vec<Spot> {
    let root = DeTable::parse(text).unwrap();
    let mut spots = Vec::new();
    in_table(text, root.get_ref(), &mut spots);
    // A header of several parts names the same key for each of its tables.
    spots.sort_by_key(|spot| spot.bytes.start);
    spots.dedup_by_key(|spot| spot.bytes.start);
    spots.retain(|spot| !spot.key.bytes().all(|byte| byte.is_ascii_digit()));
    spots
}

/// The names of all properties of a schema.
fn properties(schema: &Value, found: &mut BTreeSet<String>) {
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        found.extend(properties.keys().cloned());
    }
    match schema {
        Value::Object(table) => table.values().for_each(|value| properties(value, found)),
        Value::Array(values) => values.iter().for_each(|value| properties(value, found)),
        _ => {}
    }
}

/// The names of definitions, records and facts, which the author chooses.
fn names_of_the_author(files: &[(String, String)]) -> BTreeSet<String> {
    let named = |text: &String| {
        let file = to_json(text).unwrap();
        let tables = ["define", "record", "fact"].into_iter().filter_map(|key| file.get(key)?.as_object().cloned());
        tables.flat_map(|table| table.into_iter().map(|(name, _)| name)).collect::<Vec<String>>()
    };
    files.iter().flat_map(|(_, text)| named(text)).collect()
}

fn words_at<'t>(text: &'t str, spots: &'t [Spot]) -> impl Iterator<Item = String> + 't {
    spots.iter().map(|spot| text[spot.bytes.clone()].to_owned())
}

fn in_table(text: &str, table: &DeTable<'_>, spots: &mut Vec<Spot>) {
    for (key, value) in table {
        let bytes = within_quotes(text, key.span());
        spots.push(Spot { bytes, key: key.get_ref().to_string(), is_key: true });
        in_value(text, key.get_ref(), value, spots);
    }
}

fn in_value(text: &str, key: &str, value: &Spanned<DeValue<'_>>, spots: &mut Vec<Spot>) {
    match value.get_ref() {
        DeValue::Table(table) => in_table(text, table, spots),
        DeValue::Array(values) => values.iter().for_each(|value| in_value(text, key, value, spots)),
        DeValue::String(_) => {
            let bytes = within_quotes(text, value.span());
            spots.push(Spot { bytes, key: key.to_owned(), is_key: false });
        }
        _ => {}
    }
}

fn within_quotes(text: &str, bytes: Range<usize>) -> Range<usize> {
    if text[bytes.clone()].starts_with('"') { bytes.start + 1..bytes.end - 1 } else { bytes }
}

/// The set of rules under `tests/keys`.
fn set() -> Vec<(String, String)> {
    schemas::files("tests/keys")
}

fn library_of(files: &[(String, String)]) -> Library {
    let mut library = Library::default();
    for (name, text) in files {
        if let Some(role) = role_of(Path::new(name)) {
            library.add_bytes(name, text.as_bytes(), role);
        }
    }
    library
}

fn findings_of_set(files: &[(String, String)]) -> Vec<Finding> {
    let (book, mut findings) = compile(&library_of(files));
    let is_whole = findings.is_empty();
    for (name, text) in files.iter().filter(|_| is_whole) {
        if let Some(document) = name.strip_suffix(".cases.toml") {
            findings.extend(read(text, |table| drop(cases::read(table, document, &book))).1);
        }
    }
    findings
}

/// The profile as text, which can be compared, and what is wrong with it.
fn profile_of(text: &str, book: &Rulebook) -> (String, Vec<Finding>) {
    read(text, |table| format!("{:?}", profile::read(&table, book)))
}

fn read<T: Default>(text: &str, read: impl FnOnce(Table<'_>) -> T) -> (T, Vec<Finding>) {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile { name: String::new(), text: text.to_owned() });
    let sink = Sink::new(file);
    let value = parse(&sources, file, &sink).map(|root| read(Table::of_file(&sink, &root)));
    (value.unwrap_or_default(), sink.into_findings())
}

fn is_refused(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity() == Severity::Error)
}

/// The words in quotes that look like keys in the readers of rule files, so that a new key can't be forgotten here.
fn words_of_the_readers() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let of_rules = std::fs::read_dir(source.join("rulefile")).unwrap().map(|entry| entry.unwrap().path());
    for path in of_rules.chain([source.join("cases.rs")]) {
        // What the schemas are made of is not what the readers ask for.
        if path.ends_with("tables.rs") {
            continue;
        }
        let text = std::fs::read_to_string(path).unwrap();
        let quoted = text.split('"').skip(1).step_by(2);
        let is_key = |word: &&str| {
            word.starts_with(|c: char| c.is_ascii_lowercase()) && word.chars().all(|c| LETTERS.contains(c))
        };
        words.extend(quoted.filter(is_key).map(str::to_owned));
    }
    // What a table is called in a finding, or a kind that a rule between keys names: no keys.
    for what in
        ["condition", "quantity", "case", "limit", "choice", "slice", "stage", "term", "replaced", "amended", "money"]
    {
        words.remove(what);
    }
    words
}

/// The results of the work, on all processors.
fn in_parallel<W: Sync>(work: &[W], check: impl Fn(&W) -> Option<String> + Sync) -> Vec<String> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = |thread| work.iter().skip(thread).step_by(threads).filter_map(&check).collect::<Vec<String>>();
    std::thread::scope(|scope| {
        let share = &share;
        let running: Vec<_> = (0..threads).map(|thread| scope.spawn(move || share(thread))).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}
