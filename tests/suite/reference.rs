//! The reference of the rule language, `rules/README.md`: every block of it is compiled, every key and form stands in
//! one, its worked cases come out, its mistakes are found, and its tables of keys are those of the schemas.

#![allow(clippy::disallowed_methods, reason = "a test may ask whether to accept")]

use crate::json;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;

use json::to_json;
use zjtx::cases::{self, CASE_FILE};
use zjtx::compile::{compile, parse, words_of};
use zjtx::finding::Finding;
use zjtx::grammar::{Compares, Key, Shape, Takes, Word};
use zjtx::load::{Library, Role};
use zjtx::prove::prove;
use zjtx::reader::{Sink, Table};
use zjtx::render::findings_human;
use zjtx::rulebook::Rulebook;
use zjtx::rulefile::{
    COMPARISONS, DICTIONARY, ON_EVERY_CONDITION, ON_EVERY_QUANTITY, RULE_FILE, condition_forms, quantity_forms,
};
use zjtx::source::{SourceFile, Sources};
use zjtx::words::{self, Lang};

/// Stands before the part of the page that is generated.
const GENERATED: &str = "<!-- 以下由程序生成：ZJTX_BLESS=1 cargo test reference -->\n";
/// The head of a document, where a block has none.
const HEAD: &str = "[document]\ntitle = \"示例\"\nissuer = \"砚川市织造局\"\nkind = \"measure\"\nissued = 2026-01-01\n\
                    from = 2026-01-01\nstanding = \"in-force\"\nevidence = \"official\"\nchecked = 2026-11-22\n";

/// The address of the page's first document.
const FIRST: &str = "yanchuan/guide";

/// A block of TOML and what the page says of it: nothing for a part of a document, `facts`, `places`, `cases`, or the
/// codes of the findings that it gives.
struct Block {
    says: Vec<String>,
    text: String,
    /// The line of the page where it starts.
    line: usize,
}

fn page() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/README.md")).unwrap()
}

fn blocks() -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for (index, line) in page().lines().enumerate() {
        match (line.strip_prefix("```"), is_open) {
            (Some(_), true) => is_open = false,
            (Some(info), false) => {
                is_open = true;
                let says = info.split(' ').map(str::to_owned).collect();
                blocks.push(Block { says, text: String::new(), line: index + 1 });
            }
            (None, true) => {
                let text = &mut blocks.last_mut().unwrap().text;
                text.push_str(line);
                text.push('\n');
            }
            (None, false) => {}
        }
    }
    assert!(!is_open, "a block is not closed");
    blocks.retain_mut(|block| block.says.remove(0) == "toml");
    blocks
}

impl Block {
    fn is(&self, what: &str) -> bool {
        self.says.iter().any(|says| says == what)
    }

    /// The document of which the block shows a part.
    fn document(&self) -> String {
        if self.text.contains("[document]") {
            return self.text.clone();
        }
        let starts = |with: &str| self.text.lines().any(|line| line.starts_with(with));
        if self.text.starts_with('[') {
            return format!("{HEAD}{}", self.text);
        }
        let is_money = starts("amount") || starts("stages");
        let kind = if is_money { "kind = \"grant\"\nfor-what = \"bonus\"" } else { "kind = \"service\"" };
        format!("{HEAD}[[support]]\nid = \"sample\"\nname = \"示例\"\nclause = \"第一条\"\n{kind}\n{}", self.text)
    }
}

fn first_document() -> String {
    blocks().into_iter().find(|block| block.text.contains("[document]")).unwrap().text
}

/// The fictional province with a document, and more facts or places.
fn compiled(document: Option<&str>, more: Option<(&str, Role)>) -> (Library, Rulebook, Vec<Finding>) {
    let mut library = Library::default();
    let world = [
        ("facts.toml", include_str!("../world/rules/facts.toml"), Role::Dictionary),
        ("places.toml", include_str!("../world/rules/places.toml"), Role::Places),
        ("industries.toml", include_str!("../world/rules/industries.toml"), Role::Industries),
    ];
    for (name, text, role) in world {
        library.add_bytes(name, text.as_bytes(), role);
    }
    if let Some((text, role)) = more {
        library.add_bytes("more.toml", text.as_bytes(), role);
    }
    if let Some(text) = document {
        // The page's first document, where another speaks of it.
        if text.contains(FIRST) {
            let role = Role::Rules { folders: vec!["yanchuan".to_owned()], stem: "guide".to_owned() };
            library.add_bytes("yanchuan/guide.toml", first_document().as_bytes(), role);
        }
        let role = Role::Rules { folders: vec!["yanchuan".to_owned()], stem: "sample".to_owned() };
        library.add_bytes("yanchuan/sample.toml", text.as_bytes(), role);
    }
    let (book, findings) = compile(&library);
    let findings = prove(&book, &library.sources, findings);
    (library, book, findings)
}

#[test]
fn every_block_gives_the_findings_that_the_page_says_and_no_others() {
    for block in blocks().iter().filter(|block| !block.is("cases")) {
        let more = [("facts", Role::Dictionary), ("places", Role::Places)].into_iter().find(|(says, _)| block.is(says));
        let document = block.document();
        let (library, _, findings) = match more {
            Some((_, role)) => compiled(None, Some((&block.text, role))),
            None => compiled(Some(&document), None),
        };
        let codes: BTreeSet<String> = findings.iter().map(|finding| finding.problem.code().to_owned()).collect();
        let said = block.says.iter().filter(|says| !["facts", "places"].contains(&says.as_str())).cloned().collect();
        let told = findings_human(Lang::Zh, &library.sources, &findings, false);
        assert_eq!(codes, said, "line {} of rules/README.md: {told}", block.line);
    }
}

#[test]
fn every_form_and_every_key_stands_in_a_block() {
    let mut used = BTreeSet::new();
    let right = blocks()
        .into_iter()
        .filter(|block| block.says.iter().all(|says| ["facts", "places", "cases"].contains(&says.as_str())));
    for block in right {
        keys(&to_json(&block.text).unwrap(), &mut used);
    }
    let mut walk = Walk::default();
    [&RULE_FILE, &DICTIONARY, &CASE_FILE].into_iter().for_each(|shape| walk.shape(shape));
    let of_forms = condition_forms().chain(quantity_forms()).flat_map(|(_, shapes)| shapes);
    let shapes = walk.shapes.into_iter().chain(of_forms);
    let keys =
        shapes.flat_map(|shape| shape.keys).chain(ON_EVERY_CONDITION).chain(ON_EVERY_QUANTITY).map(|key| key.name);
    let wanted: BTreeSet<&str> = keys.chain(COMPARISONS.iter().copied()).collect();
    let missing: Vec<&&str> = wanted.iter().filter(|key| !used.contains(**key)).collect();
    assert!(missing.is_empty(), "rules/README.md shows no {missing:?}");
}

#[test]
fn the_worked_cases_of_the_page_come_out() {
    let blocks = blocks();
    let mut count = 0;
    for block in blocks.iter().filter(|block| block.is("cases")) {
        let file = to_json(&block.text).unwrap();
        let expected = file.pointer("/case/0/expect/0").unwrap();
        // A line starts with what it is about.
        let named = |kind: &str| match expected.as_str() {
            Some(line) => line.split(':').next(),
            None => expected[kind].as_str(),
        };
        // The cases are of the block that has the support or the standard.
        let has = |other: &&Block| {
            let is_in = |file: &Value, kind| named(kind).is_some_and(|id| holds(file, kind, id));
            to_json(&other.text).is_some_and(|file| ["support", "standard"].iter().any(|kind| is_in(&file, kind)))
        };
        let document = blocks.iter().find(has).unwrap();
        let (library, book, _) = compiled(Some(&document.document()), None);
        let mut sources: Sources = library.sources;
        let file = sources.add(SourceFile { name: "sample.cases.toml".to_owned(), text: block.text.clone() });
        let sink = Sink::new(file);
        let root = parse(&sources, file, &sink).unwrap();
        let cases = cases::read(Table::of_file(&sink, &root), "yanchuan/sample", &book);
        assert_eq!(sink.into_findings(), []);
        for case in cases {
            let report = case.run(Lang::Zh, &book, &sources);
            assert!(report.passed, "{}: {report:?}", case.name);
            count += 1;
        }
    }
    assert!(count > 2);
}

/// Whether a file has a support or a standard of this id.
fn holds(file: &Value, kind: &str, id: &str) -> bool {
    let all = file.get(kind).and_then(Value::as_array);
    all.is_some_and(|all| all.iter().any(|one| one["id"] == id))
}

#[test]
fn the_tables_of_keys_are_those_of_the_schemas() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/README.md");
    let page = page();
    let (written, kept) = page.split_once(GENERATED).expect("the page says where its generated part starts");
    let current = generated();
    if std::env::var_os("ZJTX_BLESS").is_some() {
        std::fs::write(path, format!("{written}{GENERATED}{current}")).unwrap();
    } else {
        assert!(kept == current, "rules/README.md is stale; run ZJTX_BLESS=1 cargo test reference");
    }
}

#[test]
fn the_table_of_contents_names_every_section() {
    let page = page();
    for title in page.lines().filter_map(|line| line.strip_prefix("## ")) {
        let anchor: String = title.chars().filter(|c| !"，。、：？".contains(*c)).collect();
        assert!(page.contains(&format!("- [{title}](#{anchor})\n")), "{title}");
    }
}

/// The tables of keys, and the words that keys take.
fn generated() -> String {
    let mut walk = Walk::default();
    for shape in [&RULE_FILE, &DICTIONARY, &CASE_FILE] {
        walk.shape(shape);
    }
    let mut text = "\n## 附：全部的键\n\n带 * 的必须写。\n".to_owned();
    for shape in &walk.shapes {
        let meaning = words::key(Lang::Zh, shape.name, "").unwrap();
        write!(text, "\n**{}**：{meaning}\n\n| 键 | 写什么 | 意思 |\n|---|---|---|\n", shape.name).unwrap();
        shape.keys.iter().for_each(|key| text.push_str(&row(shape.name, key)));
        if shape.compares != Compares::No {
            text.push_str("| 一个比较 | 见下 | 与 `by` 的比较；不写就是其余 |\n");
        }
    }
    text.push_str("\n**比较**\n\n| 键 | 意思 |\n|---|---|\n");
    for name in COMPARISONS {
        writeln!(text, "| `{name}` | {} |", words::key(Lang::Zh, "comparison", name).unwrap()).unwrap();
    }
    text.push_str(&forms("条件", condition_forms()));
    text.push_str("\n每个条件的表还可以写：\n\n| 键 | 写什么 | 意思 |\n|---|---|---|\n");
    ON_EVERY_CONDITION.iter().for_each(|key| text.push_str(&row("condition", key)));
    text.push_str(&forms("数量", quantity_forms()));
    text.push_str("\n每个数量的表还可以写：\n\n| 键 | 写什么 | 意思 |\n|---|---|---|\n");
    ON_EVERY_QUANTITY.iter().for_each(|key| text.push_str(&row("quantity", key)));
    text.push_str("\n## 附：全部的词\n\n| 键 | 词 | 意思 |\n|---|---|---|\n");
    for (key, word) in &walk.words {
        for name in words_of(*word) {
            writeln!(text, "| {key} | `{name}` | {} |", words::closed_word(Lang::Zh, *word, name).unwrap()).unwrap();
        }
    }
    text
}

/// All tables, outer ones first, and the keys that take one of a few words.
#[derive(Default)]
struct Walk {
    shapes: Vec<&'static Shape>,
    words: Vec<(String, Word)>,
}

impl Walk {
    fn shape(&mut self, shape: &'static Shape) {
        if self.shapes.iter().any(|known| known.name == shape.name) {
            return;
        }
        self.shapes.push(shape);
        for key in shape.keys {
            match key.takes {
                Takes::Table(inner)
                | Takes::Tables(inner)
                | Takes::FilledTables(inner)
                | Takes::Expectations(inner)
                | Takes::Named(inner) => self.shape(inner),
                Takes::OfFacts(fact, more) => {
                    self.shape(fact);
                    self.shape(more);
                }
                Takes::Quantity => self.forms(quantity_forms()),
                Takes::Conditions => self.forms(condition_forms()),
                Takes::Word(word) if !self.words.iter().any(|(_, known)| *known == word) => {
                    self.words.push((format!("{} 的 `{}`", shape.name, key.name), word));
                }
                _ => {}
            }
        }
    }

    /// The tables within forms; the forms themselves are told apart.
    fn forms(&mut self, forms: impl Iterator<Item = (&'static str, &'static [Shape])>) {
        for key in forms.flat_map(|(_, shapes)| shapes).flat_map(|shape| shape.keys) {
            match key.takes {
                Takes::FilledTables(inner) => self.shape(inner),
                Takes::Word(word) if !self.words.iter().any(|(_, known)| *known == word) => {
                    self.words.push((format!("条件的 `{}`", key.name), word));
                }
                _ => {}
            }
        }
    }
}

/// The forms with their companions, a line each.
fn forms(title: &str, forms: impl Iterator<Item = (&'static str, &'static [Shape])>) -> String {
    let mut text = format!("\n**{title}**\n\n| 写法 | 一起写的 | 意思 |\n|---|---|---|\n");
    for (head, shape) in forms.flat_map(|(head, shapes)| shapes.iter().map(move |shape| (head, shape))) {
        let companion = |key: &Key| format!("`{}`{}", key.name, if key.is_required { "*" } else { "" });
        let compared = match shape.compares {
            Compares::No => None,
            Compares::Must => Some("一个比较*"),
            Compares::May => Some("一个比较"),
            Compares::MustCount => Some("一个数目*"),
            Compares::MayCount => Some("一个数目"),
        };
        let companions = shape.keys.iter().filter(|key| key.name != head).map(companion);
        let companions: Vec<String> = companions.chain(compared.map(str::to_owned)).collect();
        let meaning = words::key(Lang::Zh, shape.name, head).unwrap();
        writeln!(text, "| `{head}` | {} | {meaning} |", companions.join("、")).unwrap();
    }
    text
}

fn row(table: &str, key: &Key) -> String {
    let meaning = words::key(Lang::Zh, table, key.name).unwrap();
    let star = if key.is_required { "*" } else { "" };
    format!("| `{}`{star} | {} | {meaning} |\n", key.name, takes(key.takes))
}

fn takes(takes: Takes) -> String {
    match takes {
        Takes::Text => "文字".to_owned(),
        Takes::Address => "网址".to_owned(),
        Takes::Texts => "一列文字".to_owned(),
        Takes::TextOrTexts => "文字，或一列文字".to_owned(),
        Takes::FilledTexts => "一列文字，不能空".to_owned(),
        Takes::Flag => "`true` 或 `false`".to_owned(),
        Takes::Integer => "整数".to_owned(),
        Takes::Day => "日期".to_owned(),
        Takes::DayOrUnread => "日期，没有读到的写 \"unread\"".to_owned(),
        Takes::Id | Takes::ChoiceKey => "小写字母、数字、短横线".to_owned(),
        Takes::Money => "金额，带单位".to_owned(),
        Takes::Figure => "数字加单位".to_owned(),
        Takes::Word(_) => "见“全部的词”".to_owned(),
        Takes::Fact => "信息项的键".to_owned(),
        Takes::Record => "记录的种类".to_owned(),
        Takes::RecordOrYear => "记录的种类，或 `year`".to_owned(),
        Takes::Per => "记录的种类、`enterprise` 或 `unstated`".to_owned(),
        Takes::ChoiceOf(fact) => format!("`{fact}` 的一个选项"),
        Takes::Conditions => "一列条件".to_owned(),
        Takes::Quantity => "数量".to_owned(),
        Takes::Quantities => "一列数量".to_owned(),
        Takes::Right => "数量、选项、`true` 或 `false`".to_owned(),
        Takes::Table(shape) => format!("一个 {}", shape.name),
        Takes::Tables(shape) => format!("若干 {}", shape.name),
        Takes::FilledTables(shape) => format!("一个以上 {}", shape.name),
        Takes::OfFacts(fact, more) => format!("若干 {} 或 {}，以信息项的键为名", fact.name, more.name),
        Takes::Named(shape) => format!("若干 {}，名字自己起", shape.name),
        Takes::Profile => "企业画像".to_owned(),
        Takes::Value => "值，写法同企业画像；定不了的写 `\"unknown\"`".to_owned(),
        Takes::Expectations(shape) => format!("若干行文字，或 {}", shape.name),
        Takes::Status | Takes::Certainty => "同 JSON 报告里的词".to_owned(),
    }
}

/// The keys of a file.
fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(table) => {
            found.extend(table.keys().cloned());
            table.values().for_each(|value| keys(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

#[test]
fn every_fact_of_the_examples_that_the_built_in_dictionary_lacks_is_named_at_the_top() {
    let facts = |path: &str| -> BTreeSet<String> {
        let text = std::fs::read_to_string(path).unwrap();
        let keys = text.lines().filter_map(|line| line.strip_prefix("[fact.")?.strip_suffix(']'));
        keys.map(|key| key.trim_matches('"').to_owned()).collect()
    };
    let (world, built_in) = (facts("tests/world/rules/facts.toml"), facts("rules/facts.toml"));
    let page = page();
    let (top, rest) = page.split_once("\n## ").unwrap();
    let rest = rest.split(GENERATED).next().unwrap();
    let is_used = |fact: &&String| {
        [format!("fact = \"{fact}\""), format!("of = \"{fact}\""), format!("times = \"{fact}\"")]
            .iter()
            .any(|used| rest.contains(used))
    };
    let used: Vec<&String> = world.difference(&built_in).filter(is_used).collect();
    assert!(used.len() > 5);
    for fact in used {
        assert!(top.contains(&format!("`{fact}`")), "{fact}");
    }
}
