//! Both languages are whole: every Chinese text of the sources stands beside its English one, and what the program says
//! in English has no Chinese in it but what a file says.

use crate::chinese;

use std::fs;
use std::path::Path;
use std::process::Command;

use chinese::{is_chinese, unquoted};
use serde_json::Value;
use walkdir::WalkDir;

/// Files with Chinese that the program reads: units, words for yes and no, names of keys, kinds of places.
const READ: &[&str] = &[
    "src/clean.rs",
    // Pages in both languages.
    "src/catalogue/finding.rs",
    "src/profile/band.rs",
    "src/cases/line.rs",
    "src/literal.rs",
    "src/profile/named.rs",
    "src/literal/figure.rs",
    "src/literal/printed.rs",
    // What it adds to the conditions of a document, which are in the words of its file.
    "src/compile/head.rs",
    "src/compile/scan.rs",
    "src/profile/keys.rs",
    "src/profile/read.rs",
    "src/profile/spelling.rs",
    // What is set, as a profile has it.
    "src/profile/statement.rs",
    "src/schema/profile.rs",
    "src/profile/value.rs",
    "src/codes/address.rs",
    "src/codes/hint.rs",
    "src/codes/names.rs",
    "src/suggest.rs",
    "src/compile/vocabulary.rs",
    "src/roster/aside.rs",
    "src/roster/aside/words.rs",
    "src/roster/cell.rs",
    "src/roster/columns.rs",
    "src/roster/firm.rs",
    "src/roster/header.rs",
    "src/roster/lines.rs",
    "src/roster/names.rs",
    "src/roster/sheet.rs",
    "src/roster/split.rs",
    "src/roster/stated.rs",
    "src/roster/unit.rs",
    "src/table/number_format.rs",
];
/// Chinese that has no twin: units of money, which English writes out, and what a figure without one lacks.
const UNITS: &[&str] = &["亿元", "万元", "元", "亿", "万", "{}万元", "{}元", "{text}元"];

#[test]
fn every_chinese_text_stands_beside_its_english() {
    let mut alone = Vec::new();
    for (file, text) in sources().filter(|(file, _)| file.starts_with("src/words")) {
        let literals = literals(&text);
        for (index, literal) in literals.iter().enumerate().filter(|(_, literal)| is_chinese(&unquoted(literal.text))) {
            let next = literals.get(index + 1).map(|next| (text[literal.end..next.start].trim(), next.text));
            let has_twin = matches!(next, Some((",", twin)) if !is_chinese(&unquoted(twin)));
            // A match on the language has an arm for each.
            let line = text[..literal.start].rsplit('\n').next().unwrap_or_default();
            if !has_twin && !line.contains("Lang::Zh") && !UNITS.contains(&literal.text) {
                alone.push(format!("{file}: {}", literal.text));
            }
        }
    }
    assert!(alone.is_empty(), "Chinese without English beside it:\n{}", alone.join("\n"));
}

#[test]
fn only_words_and_the_arguments_hold_texts() {
    let mut outside = Vec::new();
    let is_elsewhere = |file: &str| !file.starts_with("src/words") && !file.starts_with("src/cli");
    for (file, text) in sources().filter(|(file, _)| is_elsewhere(file) && !READ.contains(&file.as_str())) {
        let chinese = literals(&text).into_iter().filter(|literal| is_chinese(literal.text));
        outside.extend(chinese.map(|literal| format!("{file}: {}", literal.text)));
    }
    assert!(outside.is_empty(), "texts outside src/words:\n{}", outside.join("\n"));
}

#[test]
fn only_texts_differ_between_the_languages() {
    let commands: &[(&[&str], i32)] = &[
        (&["check", "examples/nantong-precision.toml", "--format", "json"], 0),
        (&["check", "examples/nantong-county.toml", "--format", "json"], 0),
        (&["check", "examples/nantong-minimal.toml", "--format", "json"], 0),
        (&["validate", "tests/broken", "--format", "json"], 1),
        (&["check", "tests/broken/profiles/wrong-type-date.toml", "--format", "json"], 1),
        (&["rules", "list", "--place", "崇川区", "--title", "champion", "--format", "json"], 0),
        (&["rules", "show", "reply-2024", "--format", "json"], 0),
        (&["rules", "coverage", "--format", "json"], 0),
        (&["rules", "coverage", "--place", "苏州市", "--format", "json"], 0),
        (&["facts", "--format", "json"], 0),
        (&["facts", "--place", "崇川区", "--format", "json"], 0),
        (&["facts", "title.until", "--format", "json"], 0),
        (&["explain", "smart-upgrade", "--as-of", "2026-11-22", "--format", "json"], 0),
        (&["explain", "smart-upgrade", "examples/nantong-precision.toml", "--format", "json"], 0),
        (&["explain", "reply-2024", "--as-of", "2026-11-22", "--format", "json"], 0),
        (&["explain", "gradient-2022", "--as-of", "2026-11-22", "--format", "json"], 0),
        (&["test", "rules/nantong/reply-2024.toml", "--format", "json"], 0),
        (&["test", "tests/cli/rules", "--rules", "tests/world/rules", "--no-builtin", "--format", "json"], 1),
        (&["check", "no-such-firm.toml", "--format", "json"], 2),
        (&["check", "--format", "xml"], 2),
    ];
    for (arguments, status) in commands {
        let [chinese, english] = ["zh", "en"].map(|lang| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
            let output = command.args(*arguments).args(["--lang", lang]).output().unwrap();
            assert_eq!(output.status.code(), Some(*status), "{arguments:?} in {lang}");
            String::from_utf8(output.stdout).unwrap()
        });
        if !chinese.is_empty() {
            let [chinese, english] = [chinese, english].map(|text| serde_json::from_str(&text).unwrap());
            assert_same("", &chinese, &english);
        }
    }
}

/// Keys of JSON whose values are texts.
const TEXTS: &[&str] = &[
    "aliases",
    "amends",
    "among",
    "amount",
    "assumptions",
    "derived",
    "duration",
    "closed",
    "detail",
    "find",
    "group",
    "hint",
    "label",
    "limits",
    "message",
    "name",
    "place",
    "purpose",
    "question",
    "range",
    "record",
    "required",
    "scope",
    "steps",
    "text",
    "unit",
    "value",
    "warnings",
];

/// Panics where two answers differ in more than their texts.
fn assert_same(key: &str, one: &Value, other: &Value) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            assert!(one.keys().eq(other.keys()), "{key}: {one:?} {other:?}");
            one.iter().for_each(|(key, value)| assert_same(key, value, &other[key]));
        }
        (Value::Array(one), Value::Array(other)) => {
            assert_eq!(one.len(), other.len(), "{key}");
            one.iter().zip(other).for_each(|(one, other)| assert_same(key, one, other));
        }
        (Value::String(_), Value::String(_)) if TEXTS.contains(&key) => {}
        _ => assert_eq!(one, other, "{key}"),
    }
}

/// The sources of the program without their tests, by their paths.
fn sources() -> impl Iterator<Item = (String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = WalkDir::new(root.join("src")).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).map(move |path| {
        let text = fs::read_to_string(&path).unwrap();
        let tests = text.find("#[cfg(test)]").unwrap_or(text.len());
        (path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"), text[..tests].to_owned())
    })
}

/// A string of a source file, as it is written between its quotes.
struct Literal<'t> {
    start: usize,
    end: usize,
    text: &'t str,
}

/// The strings of a source file, without those in comments.
fn literals(text: &str) -> Vec<Literal<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = rest.chars().next().map_or(1, char::len_utf8);
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if let Some(after) = rest.strip_prefix("'\"'").or_else(|| rest.strip_prefix(r"'\''")) {
            at = text.len() - after.len();
        } else if rest.starts_with('"') {
            let inside = rest.char_indices().skip(1).scan(false, |is_escaped, (index, c)| {
                let ends = c == '"' && !*is_escaped;
                *is_escaped = c == '\\' && !*is_escaped;
                Some((index, ends))
            });
            let end = inside.filter(|(_, ends)| *ends).map(|(index, _)| index).next().unwrap();
            found.push(Literal { start: at, end: at + end + 1, text: &rest[1..end] });
            at += end + 1;
        } else {
            at += length;
        }
    }
    found
}
