//! A short seeded run of every reader on changed files: the same inputs each time, so that what fails once fails again.
//!
//! `fuzz/run` searches for as long as it is let; what it finds goes to `fuzz/seeds` and is run here ever after.

#[allow(unreachable_pub, reason = "it is a crate of its own, too")]
#[path = "../../fuzz/src/lib.rs"]
mod readers;

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// Changed inputs of each reader.
const INPUTS: usize = 150;
/// Bytes of a file that is changed; larger ones take the time of many.
const MOST_BYTES: usize = 12_000;
/// Pieces that mean something to one reader or another.
const PIECES: &[&str] = &[
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "=",
    ",",
    ";",
    "\t",
    "\n",
    "\r",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "、",
    "万元",
    "亿",
    "%",
    "-",
    "1e999",
    "99999999999999999999",
    "0.00000001",
    "2026-02-30",
    "null",
    "[[title]]\n",
    "<v>",
    "</c>",
    "r=\"XFD1048576\"",
];

#[test]
fn every_reader_returns_for_every_seed() {
    for reader in readers::READERS {
        let seeds = seeds(reader.name);
        assert!(!seeds.is_empty(), "{} has no seeds", reader.name);
        for (path, bytes) in seeds {
            println!("{} {}", reader.name, path.display());
            readers::run(reader.name, &bytes);
        }
    }
}

#[test]
fn every_reader_returns_for_changed_files() {
    for reader in readers::READERS {
        let seeds = seeds(reader.name);
        let seeds: Vec<&[u8]> = seeds.iter().map(|(_, bytes)| &bytes[..bytes.len().min(MOST_BYTES)]).collect();
        let mut dice = Dice(0x2026_1122);
        for _ in 0..INPUTS {
            let input = changed(&seeds, &mut dice);
            // A failing test shows what it printed last.
            println!("{} {:?}", reader.name, String::from_utf8_lossy(&input));
            readers::run(reader.name, &input);
        }
    }
}

/// A seed with a few changes.
fn changed(seeds: &[&[u8]], dice: &mut Dice) -> Vec<u8> {
    let mut input = seeds[dice.below(seeds.len())].to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(input.len() + 1);
        let until = (at + dice.below(40)).min(input.len());
        match dice.below(6) {
            0 => input.truncate(at),
            1 => drop(input.drain(at..until)),
            2 => input.splice(at..at, PIECES[dice.below(PIECES.len())].bytes()).for_each(drop),
            3 => {
                let copy = input[at..until].to_vec();
                let to = dice.below(input.len() + 1);
                input.splice(to..to, copy).for_each(drop);
            }
            4 => {
                let other = seeds[dice.below(seeds.len())];
                input.splice(at..until, other[dice.below(other.len() + 1)..].iter().copied().take(200)).for_each(drop);
            }
            _ if at < input.len() => input[at] = u8::try_from(dice.below(256)).unwrap(),
            _ => {}
        }
    }
    input
}

/// What a reader starts from: files of the project that it is there to read, and what once failed.
fn seeds(reader: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let (folders, ending): (&[&str], &str) = match reader {
        "profile" => (&["examples", "tests/broken/profiles"], ".toml"),
        "lines" => (&["tests/broken/tables"], ".jsonl"),
        "csv" => (&["tests/broken/tables"], ".csv"),
        "rules" => (&["tests/shapes/rules", "tests/broken/rules"], ".toml"),
        "cases" => (&["tests/broken/cases", "tests/shapes/rules"], ".cases.toml"),
        "dictionary" => (&["tests/world", "tests/broken/sets"], "facts.toml"),
        "places" => (&["tests/world", "tests/broken/sets"], "places.toml"),
        _ => (&[], ""),
    };
    let found = format!("fuzz/seeds/{reader}");
    let of_project = folders.iter().flat_map(|folder| files(folder)).filter(|path| shown(path).ends_with(ending));
    of_project.chain(files(&found)).map(|path| (path.clone(), fs::read(&path).unwrap())).collect()
}

fn files(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = WalkDir::new(root).sort_by_file_name().into_iter().filter_map(Result::ok);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// A sequence of numbers that is the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }
}
