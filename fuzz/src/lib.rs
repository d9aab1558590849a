//! What must hold of every reader for any bytes: it returns, each finding has a place, a code and a sentence in both
//! languages, and a firm that was read is answered and written in every form.
//!
//! `fuzz_targets/` runs each reader under libFuzzer, `tests/suite/fuzz.rs` of the main package a short seeded run of all.

mod firms;
mod rules;
mod workbook;

use zjtx::finding::Finding;
use zjtx::render::{findings_human, findings_json};
use zjtx::source::Sources;
use zjtx::words::Lang;

/// A reader under test, by the name of its target.
pub struct Reader {
    /// The name of its target and of its folder of found inputs.
    pub name: &'static str,
    /// Reads the bytes; panics where something is not as it must be.
    pub read: fn(&[u8]),
}

/// All readers.
pub const READERS: &[Reader] = &[
    Reader { name: "profile", read: firms::profile },
    Reader { name: "lines", read: firms::lines },
    Reader { name: "csv", read: firms::table },
    Reader { name: "xlsx", read: workbook::parts },
    Reader { name: "xls", read: firms::table },
    Reader { name: "map", read: firms::map },
    Reader { name: "past", read: firms::past },
    Reader { name: "rules", read: rules::document },
    Reader { name: "cases", read: rules::cases },
    Reader { name: "dictionary", read: rules::dictionary },
    Reader { name: "places", read: rules::places },
];

/// Runs the reader of this name.
pub fn run(name: &str, bytes: &[u8]) {
    let reader = READERS.iter().find(|reader| reader.name == name).expect("a target has the name of its reader");
    (reader.read)(bytes);
}

/// Holds that each finding can be told to people and to programs.
fn told(sources: &Sources, findings: &[Finding]) {
    for lang in [Lang::Zh, Lang::En] {
        let text = findings_human(lang, sources, findings, false);
        assert!(findings.iter().all(|finding| text.contains(finding.problem.code())), "a finding is not told");
        let json = findings_json(lang, sources, findings).expect("findings are JSON");
        serde_json::from_str::<serde_json::Value>(&json).expect("the JSON of findings can be read");
    }
}
