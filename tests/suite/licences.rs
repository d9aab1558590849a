//! `docs/licences.md` names what is built into the program, with its licence.

#![allow(clippy::disallowed_methods, reason = "a test may be asked to write its expectations")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

const PAGE: &str = "docs/licences.md";
const HEAD: &str = "# Licences of what is built in

The program is under the MIT licence (`LICENSE`). These crates are built into it; each may be used under the licence named
beside it. Written by `ZJTX_BLESS=1 cargo test licences` from `cargo tree`.

| crate | version | licence |
|---|---|---|
";

#[test]
fn every_crate_that_is_built_in_is_listed() {
    let format = "{p}|{l}";
    let arguments = ["tree", "--locked", "--offline", "--edges", "normal", "--prefix", "none", "--format", format];
    let output = Command::new(env!("CARGO")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let rows: BTreeSet<String> = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("zjtx "))
        .map(|line| {
            let (package, licence) = line.trim_end_matches(" (*)").rsplit_once('|').unwrap();
            let mut words = package.split(' ');
            let (name, version) = (words.next().unwrap(), words.next().unwrap().trim_start_matches('v'));
            assert!(!licence.is_empty(), "{name} has no licence");
            format!("| {name} | {version} | {licence} |")
        })
        .collect();
    let mut page = HEAD.to_owned();
    rows.iter().for_each(|row| writeln!(page, "{row}").unwrap());
    if std::env::var_os("ZJTX_BLESS").is_some() {
        fs::write(PAGE, &page).unwrap();
    }
    assert!(fs::read_to_string(PAGE).unwrap() == page, "{PAGE} is not what is built in");
}
