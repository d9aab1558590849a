//! One way to write a file: the order of its keys, the space between them, where lines are broken. Comments stay with what
//! they stand at, and the file means what it meant.

mod page;
mod place;
mod tree;

use toml_edit::{DocumentMut, TomlError};

use crate::dictionary::Dictionary;

use place::Place;

/// What a file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The rules of a document.
    Rules,
    /// Worked cases.
    Cases,
    /// A dictionary of facts.
    Facts,
    /// Places or industries.
    Codes,
    /// A firm.
    Profile,
}

/// Tables that say what a file is of which nobody knows the name.
const TABLES: [(Kind, &[&str]); 4] = [
    (Kind::Rules, &["document", "define", "standard", "support", "group", "omitted"]),
    (Kind::Cases, &["case"]),
    (Kind::Facts, &["record", "fact"]),
    (Kind::Codes, &["codes", "set", "folder", "alias"]),
];

/// The text as it is written: its lines end as its first one does. Chinese names of facts and records become the keys of
/// this dictionary. A file without a `kind` is what its tables say.
///
/// # Errors
/// When it is no TOML.
pub fn format(text: &str, kind: Option<Kind>, dictionary: &Dictionary) -> Result<String, TomlError> {
    let is_crlf = text.split_once('\n').is_some_and(|(first, _)| first.ends_with('\r'));
    let document: DocumentMut = text.replace("\r\n", "\n").parse()?;
    let kind = kind.unwrap_or_else(|| kind_of(&document));
    let sections = tree::read(&document, &Place::of_file(kind), dictionary);
    let written = page::write(&sections);
    Ok(if is_crlf { written.replace('\n', "\r\n") } else { written })
}

fn kind_of(document: &DocumentMut) -> Kind {
    let has = |key: &&str| document.get(key).is_some_and(|item| !item.is_str());
    let found = TABLES.iter().find(|(_, keys)| keys.iter().any(has));
    found.map_or(Kind::Profile, |(kind, _)| *kind)
}
