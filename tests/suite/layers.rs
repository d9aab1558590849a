//! The direction of data: a module imports only from those before it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each module of the library with those that it may import.
const LAYERS: &[(&str, &[&str])] = &[
    ("number", &[]),
    ("truth", &[]),
    ("suggest", &[]),
    ("source", &[]),
    ("clean", &[]),
    ("closed", &[]),
    ("shown", &[]),
    ("interval", &["number", "truth"]),
    ("calendar", &["number"]),
    ("literal", &["number"]),
    ("codes", &["clean", "suggest", "truth"]),
    ("credit_code", &[]),
    ("finding", &["credit_code", "number", "shown", "source"]),
    ("grammar", &[]),
    ("table", &["calendar", "clean", "finding"]),
    ("reader", &["calendar", "finding", "grammar", "source", "suggest"]),
    ("dictionary", &["clean", "closed", "interval", "number"]),
    ("rulebook", &["calendar", "closed", "codes", "dictionary", "interval", "number", "source", "truth"]),
    ("rulefile", &["calendar", "finding", "grammar", "reader", "source", "suggest"]),
    ("load", &["finding", "source", "suggest"]),
    ("printed", &["finding", "rulebook", "source"]),
    (
        "profile",
        &[
            "calendar",
            "clean",
            "codes",
            "credit_code",
            "dictionary",
            "finding",
            "interval",
            "literal",
            "number",
            "reader",
            "rulebook",
            "source",
            "suggest",
        ],
    ),
    (
        "roster",
        &[
            "calendar",
            "clean",
            "credit_code",
            "dictionary",
            "finding",
            "number",
            "profile",
            "reader",
            "rulebook",
            "source",
            "suggest",
            "table",
        ],
    ),
    ("evaluate", &["calendar", "codes", "dictionary", "interval", "number", "profile", "rulebook", "truth"]),
    ("decide", &["calendar", "dictionary", "evaluate", "interval", "number", "profile", "rulebook", "source", "truth"]),
    ("report", &["closed", "evaluate", "number", "profile", "rulebook"]),
    (
        "words",
        &[
            "calendar",
            "codes",
            "credit_code",
            "dictionary",
            "finding",
            "grammar",
            "interval",
            "literal",
            "number",
            "profile",
            "report",
            "rulebook",
            "shown",
            "source",
        ],
    ),
    (
        "compile",
        &[
            "calendar",
            "clean",
            "codes",
            "dictionary",
            "finding",
            "grammar",
            "interval",
            "literal",
            "load",
            "number",
            "reader",
            "rulebook",
            "rulefile",
            "source",
            "suggest",
            "truth",
        ],
    ),
    (
        "explain",
        &[
            "calendar",
            "codes",
            "decide",
            "dictionary",
            "evaluate",
            "interval",
            "number",
            "profile",
            "report",
            "rulebook",
            "source",
            "truth",
            "words",
        ],
    ),
    ("catalogue", &["calendar", "codes", "dictionary", "finding", "report", "rulebook", "source", "suggest", "words"]),
    (
        "ledger",
        &["calendar", "clean", "codes", "evaluate", "finding", "number", "report", "rulebook", "source", "words"],
    ),
    (
        "render",
        &[
            "calendar",
            "catalogue",
            "finding",
            "ledger",
            "number",
            "report",
            "roster",
            "rulebook",
            "shown",
            "source",
            "words",
        ],
    ),
    (
        "stream",
        &[
            "calendar",
            "codes",
            "dictionary",
            "evaluate",
            "explain",
            "ledger",
            "number",
            "profile",
            "render",
            "report",
            "roster",
            "rulebook",
            "source",
            "table",
            "words",
        ],
    ),
    (
        "cases",
        &[
            "calendar",
            "dictionary",
            "evaluate",
            "explain",
            "finding",
            "grammar",
            "literal",
            "number",
            "profile",
            "reader",
            "report",
            "rulebook",
            "source",
            "suggest",
            "words",
        ],
    ),
    ("fmt", &["calendar", "cases", "dictionary", "grammar", "literal", "profile", "rulefile"]),
    ("covered", &["cases", "dictionary", "evaluate", "interval", "report", "rulebook", "source", "truth", "words"]),
    (
        "prove",
        &[
            "calendar",
            "codes",
            "compile",
            "dictionary",
            "evaluate",
            "finding",
            "interval",
            "number",
            "profile",
            "rulebook",
            "shown",
            "source",
            "truth",
            "words",
        ],
    ),
    (
        "mutants",
        &["calendar", "closed", "compile", "dictionary", "interval", "number", "report", "rulebook", "source", "words"],
    ),
    (
        "schema",
        &["cases", "compile", "dictionary", "grammar", "literal", "profile", "report", "rulebook", "rulefile", "words"],
    ),
];

#[test]
fn modules_import_only_what_lies_before_them() {
    let mut wrong = Vec::new();
    for file in rust_files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        let Some(module) = module_of(&file) else { continue };
        let (_, allowed) =
            LAYERS.iter().find(|(name, _)| *name == module).unwrap_or_else(|| panic!("{module}: no layer"));
        for import in imports(&fs::read_to_string(&file).unwrap()) {
            if import != module && !allowed.contains(&import.as_str()) {
                wrong.push(format!("{}: {import}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "imports against the direction of data:\n{}", wrong.join("\n"));
}

/// The library module that a file is or belongs to; `None` for the binary and the list of modules.
fn module_of(file: &Path) -> Option<String> {
    let relative = file.strip_prefix(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).unwrap();
    let first = relative.components().next()?.as_os_str().to_str()?.trim_end_matches(".rs").to_owned();
    (!["main", "lib", "cli", "commands"].contains(&first.as_str())).then_some(first)
}

/// The modules that a file names behind `crate::`.
fn imports(text: &str) -> BTreeSet<String> {
    let names = text.match_indices("crate::").map(|(at, _)| {
        let rest = &text[at + "crate::".len()..];
        rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect()
    });
    names.collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files = Vec::new();
    for path in entries {
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}
