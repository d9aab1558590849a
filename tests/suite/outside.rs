//! Sound from outside: a firm of which facts are taken away, and the same firm with all of them, through `zjtx batch`
//! alone. Whatever is missing, what is answered for the one holds what is answered for the other.
//!
//! `ZJTX_PAIRS=100000 cargo test --release outside` tries as many pairs of firms.

#![allow(clippy::disallowed_methods, reason = "how many pairs are tried is said by whoever runs it")]

use crate::process;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use process::{empty_folder, err};
use serde_json::{Map, Value, json};

/// So many pairs are tried in every run, and so many in one call of the program.
const PAIRS: usize = 600;
const AT_ONCE: usize = 2_000;

const AS_OF: &str = "2026-11-22";
const PLACES: [&str; 10] = [
    "南通市崇川区",
    "南通市海门区",
    "南通市如东县",
    "宁波市鄞州区",
    "宁波市余姚市",
    "长春市南关区",
    "重庆市大足区",
    "重庆市渝中区",
    "苏州市姑苏区",
    "成都市锦江区",
];
/// Figures around which rules turn.
const MONEY: [&str; 12] =
    ["0", "99万", "100万", "101万", "499万", "500万", "1000万", "2000万", "5000万", "1亿", "4亿", "20亿"];
const RATIOS: [&str; 8] = ["0%", "2.9%", "3%", "5%", "10%", "50%", "70%", "100%"];
const COUNTS: [u64; 9] = [0, 1, 2, 5, 20, 50, 100, 150, 200];
const DAYS: [&str; 10] = [
    "2021-03-31",
    "2023-11-21",
    "2023-11-22",
    "2024-02-29",
    "2025-01-01",
    "2025-11-21",
    "2025-11-22",
    "2026-01-01",
    "2026-06-15",
    "2026-11-22",
];
const INDUSTRIES: [&str; 4] = ["C3489", "I6511", "F51", "C27"];

/// What is not taken away: what the program takes for granted where it is not stated, and says so. Earlier money is none,
/// a title did not move in with the firm, and what has no place is told of no city.
const TAKEN_FOR_GRANTED: [&str; 4] = ["place", "received", "title.moved-in", "title.granted"];

/// Numbers as by dice; the same on every run.
struct Dice(u64);

impl Dice {
    fn pick(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(count).unwrap()).unwrap()
    }

    fn one_of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.pick(all.len())].clone()
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.pick(100) < percent
    }
}

/// A fact as `zjtx facts` tells of it.
struct Fact {
    key: String,
    of: String,
    kind: String,
    many: bool,
    choices: Vec<String>,
    /// What it is a part of, by label; a part is all of it or nothing.
    part_of: Option<String>,
    label: String,
    /// A rank begins at one.
    is_rank: bool,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn range(fact: &Value) -> &str {
    fact["range"].as_str().unwrap_or_default()
}

fn facts() -> (Vec<Fact>, Vec<String>) {
    let output = zjtx(&["facts", "--format", "json"], Path::new("."));
    let told: Value = serde_json::from_str(&output).unwrap();
    let records = told["records"].as_array().unwrap().iter().map(|record| text(&record["key"])).collect();
    let is_wanted = |fact: &&Value| {
        let kind = fact["kind"].as_str().unwrap();
        // The pay of a year stands below the record.
        let is_plain = !["text", "support"].contains(&kind) && fact["key"] != json!("talent.pay");
        fact["can_be_stated"] == json!(true) && fact["derived"].is_null() && is_plain
    };
    let facts = told["facts"].as_array().unwrap().iter().filter(is_wanted).map(|fact| Fact {
        key: text(&fact["key"]),
        of: text(&fact["of"]),
        kind: text(&fact["kind"]),
        many: fact["many"] == json!(true),
        choices: fact["choices"].as_array().unwrap().iter().map(|choice| text(&choice["key"])).collect(),
        part_of: range(fact).strip_prefix("at most the ").map(|of| of.split(',').next().unwrap().to_owned()),
        label: text(&fact["label"]),
        is_rank: range(fact).starts_with("at least 1"),
    });
    (facts.collect(), records)
}

fn value_of(fact: &Fact, dice: &mut Dice) -> Value {
    match fact.kind.as_str() {
        "money" => json!(dice.one_of(&MONEY)),
        "ratio" => json!(dice.one_of(&RATIOS)),
        "count" => json!(dice.one_of(&COUNTS).max(u64::from(fact.is_rank))),
        "number" => json!(dice.one_of(&["0", "49.5", "60", "80"])),
        "flag" => json!(dice.chance(50)),
        "date" => json!(dice.one_of(&DAYS)),
        "choice" if fact.many => json!([dice.one_of(&fact.choices)]),
        "choice" => json!(dice.one_of(&fact.choices)),
        "industry" => json!(dice.one_of(&INDUSTRIES)),
        "place" => json!(dice.one_of(&PLACES)),
        other => panic!("no value for a {other}"),
    }
}

/// A firm of which nearly everything is stated, by the keys of its facts.
fn firm(facts: &[Fact], records: &[String], number: usize, dice: &mut Dice) -> Map<String, Value> {
    let mut firm = Map::new();
    firm.insert("name".to_owned(), json!(format!("企业{number}")));
    firm.insert("as-of".to_owned(), json!(AS_OF));
    firm.insert("established".to_owned(), json!("2010-05-01"));
    firm.insert("received".to_owned(), json!([]));
    for fact in facts.iter().filter(|fact| fact.key != "established") {
        match fact.of.as_str() {
            "enterprise" => drop(firm.insert(fact.key.clone(), value_of(fact, dice))),
            "year" => {
                for year in 2023..=2025 {
                    firm.insert(format!("{}.{year}", fact.key), value_of(fact, dice));
                }
            }
            _ => {}
        }
    }
    for part in facts {
        let Some(whole) = facts.iter().find(|fact| Some(&fact.label) == part.part_of.as_ref()) else { continue };
        let nothing = if part.kind == "money" { json!("0") } else { json!(0) };
        let own = |key: &String| key.split('.').next() == Some(&part.key);
        let keys: Vec<String> = firm.keys().filter(|key| own(key)).cloned().collect();
        for key in keys {
            let of = key.replacen(&part.key, &whole.key, 1);
            let value = if dice.chance(50) { firm[&of].clone() } else { nothing.clone() };
            firm.insert(key, value);
        }
    }
    for record in records.iter().filter(|record| *record != "received") {
        let own: Vec<&Fact> = facts.iter().filter(|fact| fact.of == **record).collect();
        let one = |dice: &mut Dice| -> Value {
            let local = |fact: &Fact| fact.key.split_once('.').unwrap().1.to_owned();
            let mut one: Map<_, _> = own.iter().map(|fact| (local(fact), value_of(fact, dice))).collect();
            for part in &own {
                let Some(whole) = own.iter().find(|fact| Some(&fact.label) == part.part_of.as_ref()) else { continue };
                let value = if dice.chance(50) { one[&local(whole)].clone() } else { json!("0") };
                one.insert(local(part), value);
            }
            one.into()
        };
        let list: Vec<Value> = (0..dice.pick(4)).map(|_| one(dice)).collect();
        firm.insert(record.clone(), json!(list));
    }
    firm
}

/// The firm without some of what it states: facts, whole lists, facts of records.
fn less(firm: &Map<String, Value>, dice: &mut Dice) -> Map<String, Value> {
    let percent = dice.one_of(&[3, 10, 30, 70]);
    let is_kept = |key: &str| ["name", "as-of"].contains(&key) || TAKEN_FOR_GRANTED.contains(&key);
    let mut less = Map::new();
    for (key, value) in firm {
        if !is_kept(key) && dice.chance(percent) {
            continue;
        }
        let Value::Array(list) = value else {
            less.insert(key.clone(), value.clone());
            continue;
        };
        let mut without = |one: &Value| {
            let Value::Object(record) = one else { return one.clone() };
            let kept = record.iter().filter(|(fact, _)| is_kept(&format!("{key}.{fact}")) || !dice.chance(percent));
            Value::Object(kept.map(|(fact, value)| (fact.clone(), value.clone())).collect())
        };
        less.insert(key.clone(), list.iter().map(&mut without).collect());
    }
    less
}

/// What is answered for a firm and a support.
#[derive(Debug)]
struct Answer {
    status: String,
    low: u128,
    /// `None`: open, or not stated.
    high: Option<u128>,
    /// It only counts together with another, and by itself in words.
    is_joint: bool,
}

/// Whole fen.
fn fen(text: &str) -> Option<u128> {
    let (yuan, fen) = text.split_once('.').unwrap_or((text, "00"));
    Some(yuan.parse::<u128>().ok()? * 100 + format!("{fen:0<2}").parse::<u128>().ok()?)
}

fn zjtx(arguments: &[&str], folder: &Path) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_zjtx")).args(arguments).args(["--lang", "en"]).current_dir(folder).output();
    let output = output.unwrap();
    assert_eq!(process::status(&output), 0, "{arguments:?}: {}", err(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// The answers of a table in the layout `long`, by firm and support.
fn answers(folder: &Path, file: &str) -> BTreeMap<(String, String), Answer> {
    let table = zjtx(&["batch", file, "-o", "-", "--layout", "long"], folder);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let titles = reader.headers().unwrap().clone();
    let at = |title: &str| {
        titles
            .iter()
            .position(|other| other == title || other == format!("{title} (CNY)"))
            .unwrap_or_else(|| panic!("{titles:?}"))
    };
    let (name, support) = (at("Firm"), at("Address of the rule"));
    let (status, low, high) = (at("Answer"), at("At least"), at("At most"));
    let row = |row: csv::StringRecord| {
        let is_joint = row[high].starts_with('(');
        let (low, high) = (fen(&row[low]).unwrap_or(0), fen(&row[high]));
        let answer = Answer { status: row[status].to_owned(), low, high, is_joint };
        ((row[name].to_owned(), row[support].to_owned()), answer)
    };
    // What only counts together is of no support.
    let is_of_one = |((_, address), _): &((String, String), Answer)| !address.is_empty();
    reader.records().map(|record| row(record.unwrap())).filter(is_of_one).collect()
}

/// Whether the answer for the firm that says less holds the other one.
fn holds(less: &Answer, full: &Answer) -> bool {
    let is_decided = ["qualifies", "does not qualify", "open to all"].contains(&less.status.as_str());
    let is_paid = full.status != "does not qualify";
    let (low, high) = if is_paid { (full.low, full.high) } else { (0, Some(0)) };
    let is_below = less.high.is_none_or(|most| high.is_some_and(|high| high <= most));
    // What surely does not qualify has no figures.
    let is_none = less.status == "does not qualify";
    (!is_decided || less.status == full.status) && (is_none || full.is_joint || (less.low <= low && is_below))
}

#[test]
fn what_is_filled_in_lies_inside_what_was_answered_without_it() {
    let (facts, records) = facts();
    assert!(facts.len() > 50 && records.len() > 5, "{} facts, {} records", facts.len(), records.len());
    let pairs = env::var("ZJTX_PAIRS").map_or(PAIRS, |pairs| pairs.parse().unwrap());
    let folder = empty_folder("outside", "pairs");
    let mut dice = Dice(20_261_122);
    let (mut done, mut compared, mut open) = (0, 0, 0);
    while done < pairs {
        let count = AT_ONCE.min(pairs - done);
        let full: Vec<_> = (0..count).map(|number| firm(&facts, &records, done + number, &mut dice)).collect();
        let without: Vec<_> = full.iter().map(|firm| less(firm, &mut dice)).collect();
        let write = |name: &str, firms: &[Map<String, Value>]| {
            let lines = firms.iter().map(|firm| serde_json::to_string(firm).unwrap() + "\n").collect::<String>();
            fs::write(folder.join(name), lines).unwrap();
        };
        write("full.jsonl", &full);
        write("less.jsonl", &without);
        let (full_answers, less_answers) = (answers(&folder, "full.jsonl"), answers(&folder, "less.jsonl"));
        assert_eq!(full_answers.keys().collect::<Vec<_>>(), less_answers.keys().collect::<Vec<_>>());
        for (key, answer) in &less_answers {
            let other = &full_answers[key];
            let firm = |firms: &[Map<String, Value>]| {
                let named = firms.iter().find(|firm| firm["name"] == json!(key.0)).unwrap();
                serde_json::to_string(named).unwrap()
            };
            assert!(holds(answer, other), "{key:?}: {answer:?} for {}\n{other:?} for {}", firm(&without), firm(&full));
            compared += 1;
            open += usize::from(answer.status != other.status || answer.high != other.high || answer.low != other.low);
        }
        done += count;
    }
    assert!(compared > pairs * 10 && open * 20 > compared, "{compared} compared, {open} of them differ");
}
