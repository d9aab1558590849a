//! One way to write a file: the order of its keys, the space between them, where lines are broken. Comments stay with what
//! they stand at, and the file means what it meant.

mod page;
mod place;
mod tree;

use toml_edit::{DocumentMut, Item, TomlError, Value};

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
    (Kind::Rules, &["document", "define", "standard", "support", "group", "omitted", "unread"]),
    (Kind::Cases, &["case"]),
    (Kind::Facts, &["record", "fact"]),
    (Kind::Codes, &["codes", "set", "folder", "alias"]),
];

/// The text as it is written: its lines end as its first one does. Chinese names of facts and records become the keys of
/// this dictionary. A file without a `kind` is what its tables say. `None` where the values would not be those of the text,
/// as of a text over several lines in a file whose lines end in two ways.
///
/// # Errors
/// When it is no TOML.
pub fn format(text: &str, kind: Option<Kind>, dictionary: &Dictionary) -> Result<Option<String>, TomlError> {
    let is_crlf = text.split_once('\n').is_some_and(|(first, _)| first.ends_with('\r'));
    let document: DocumentMut = text.replace("\r\n", "\n").parse()?;
    let kind = kind.unwrap_or_else(|| kind_of(&document));
    let (sections, renamed) = tree::read(&document, &Place::of_file(kind), dictionary);
    let written = page::write(&sections);
    let written = if is_crlf { written.replace('\n', "\r\n") } else { written };
    // Whatever the layout is, nothing of what a file says may be lost or another.
    let (mut meant, said) = (values(&text.parse()?), values(&written.parse()?));
    for (name, key) in renamed {
        if let Some(at) = meant.iter().position(|value| *value == quoted(&name)) {
            meant[at] = quoted(&key);
        }
    }
    meant.sort_unstable();
    Ok((meant == said).then_some(written))
}

/// All values of a file, in an order that does not depend on where they stand.
fn values(document: &DocumentMut) -> Vec<String> {
    let mut found = Vec::new();
    document.iter().for_each(|(_, item)| of_item(item, &mut found));
    found.sort_unstable();
    found
}

/// A text, which is no number of the same letters.
fn quoted(text: &str) -> String {
    format!("{text:?}")
}

fn of_item(item: &Item, into: &mut Vec<String>) {
    match item {
        Item::None => {}
        Item::Value(value) => of_value(value, into),
        Item::Table(table) => table.iter().for_each(|(_, item)| of_item(item, into)),
        Item::ArrayOfTables(tables) => {
            tables.iter().flatten().for_each(|(_, item)| of_item(item, into));
        }
    }
}

fn of_value(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(quoted(text.value())),
        Value::Integer(number) => into.push(number.value().to_string()),
        Value::Float(number) => into.push(number.value().to_string()),
        Value::Boolean(flag) => into.push(flag.value().to_string()),
        Value::Datetime(day) => into.push(day.value().to_string()),
        Value::Array(list) => list.iter().for_each(|value| of_value(value, into)),
        Value::InlineTable(table) => table.iter().for_each(|(_, value)| of_value(value, into)),
    }
}

fn kind_of(document: &DocumentMut) -> Kind {
    let has = |key: &&str| document.get(key).is_some_and(|item| !item.is_str());
    let found = TABLES.iter().find(|(_, keys)| keys.iter().any(has));
    found.map_or(Kind::Profile, |(kind, _)| *kind)
}
