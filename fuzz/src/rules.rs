//! Rule files, worked cases, the dictionary and the list of places.

use zjtx::compile::{compile, parse};
use zjtx::load::{Library, Role};
use zjtx::prove::prove;
use zjtx::reader::{Sink, Table};

use super::firms::{book, text};
use super::told;

/// The dictionary and code lists of a made-up province.
const FACTS: &[u8] = include_bytes!("../../tests/world/rules/facts.toml");
const PLACES: &[u8] = include_bytes!("../../tests/world/rules/places.toml");
const INDUSTRIES: &[u8] = include_bytes!("../../tests/world/rules/industries.toml");

/// A government document.
pub(crate) fn document(bytes: &[u8]) {
    let folders = vec!["yanchuan".to_owned()];
    compiled(&[
        (FACTS, Role::Dictionary),
        (PLACES, Role::Places),
        (INDUSTRIES, Role::Industries),
        (bytes, Role::Rules { folders, stem: "plan".to_owned() }),
    ]);
}

/// Worked cases of a document.
pub(crate) fn cases(bytes: &[u8]) {
    let Some((sources, file)) = text(bytes) else { return };
    let sink = Sink::new(file);
    if let Some(root) = parse(&sources, file, &sink) {
        let _ = zjtx::cases::read(Table::of_file(&sink, &root), "nantong/reply-2024", book());
    }
    told(&sources, &sink.into_findings());
}

/// A dictionary of facts.
pub(crate) fn dictionary(bytes: &[u8]) {
    compiled(&[(bytes, Role::Dictionary), (PLACES, Role::Places)]);
}

/// A list of places.
pub(crate) fn places(bytes: &[u8]) {
    compiled(&[(FACTS, Role::Dictionary), (bytes, Role::Places)]);
}

fn compiled(files: &[(&[u8], Role)]) {
    let mut library = Library::default();
    for (bytes, role) in files {
        library.add_bytes("rules.toml", bytes, role.clone());
    }
    let (book, findings) = compile(&library);
    let findings = prove(&book, &library.sources, findings);
    told(&library.sources, &[library.findings.clone(), findings].concat());
}
