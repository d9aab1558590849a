//! A file as tables of keys and values, each with the comments at it, in the order in which they are to be written.

use std::slice;

use toml_edit::{DocumentMut, Item, Key, RawString, Table, TableLike, Value};

use crate::dictionary::Dictionary;

use super::place::{Place, Written};

/// Blanks at the ends of lines.
const BLANKS: [char; 3] = [' ', '\t', '\r'];

/// A table under a line of its own; the first one is what stands above all such lines.
pub(super) struct Section {
    position: Option<isize>,
    /// Comments above it; an empty line is one between them.
    pub(super) above: Vec<String>,
    /// Its line; empty of the first one.
    pub(super) header: String,
    /// A comment behind its line.
    pub(super) after: Option<String>,
    pub(super) entries: Vec<Entry>,
    /// Comments below the last one.
    pub(super) end: Vec<String>,
}

/// A key and its value; in a list the key is empty.
pub(super) struct Entry {
    pub(super) above: Vec<String>,
    pub(super) key: String,
    pub(super) value: Node,
    pub(super) after: Option<String>,
}

/// A value.
pub(super) enum Node {
    Scalar(String),
    /// A list, and the comments behind its last value.
    List(Vec<Entry>, Vec<String>),
    /// A table in braces, likewise.
    Table(Vec<Entry>, Vec<String>),
}

/// The tables of a file, as they stand in it, and the values that are written as keys, each with its key.
pub(super) fn read(
    document: &DocumentMut,
    place: &Place,
    dictionary: &Dictionary,
) -> (Vec<Section>, Vec<(String, String)>) {
    let mut reader = Reader { dictionary, sections: Vec::new(), renamed: Vec::new() };
    reader.section(document.as_table(), "", &[], place);
    let Reader { mut sections, renamed, .. } = reader;
    sections.sort_by_key(|section| (!section.header.is_empty(), section.position));
    if let Some(last) = sections.last_mut() {
        last.end = lines(text_of(Some(document.trailing())));
    }
    (sections, renamed)
}

struct Reader<'d> {
    dictionary: &'d Dictionary,
    sections: Vec<Section>,
    renamed: Vec<(String, String)>,
}

/// Where the keys of a table are written.
#[derive(Clone, Copy)]
struct Path<'p> {
    /// The keys of its line; none in braces.
    header: Option<&'p [String]>,
    /// The keys before theirs.
    before: &'p [String],
}

impl Reader<'_> {
    fn section(&mut self, table: &Table, brackets: &str, path: &[String], place: &Place) {
        let at = self.sections.len();
        let mut entries = self.entries(table, Path { header: Some(path), before: &[] }, place);
        let mut above = lines(text_of(table.decor().prefix()));
        if place.is_ordered() {
            // What stands at the top of a file is about the file, and stays there.
            let first = table.iter().next().map(|(key, _)| key).filter(|_| path.is_empty());
            let first = entries.iter_mut().find(|entry| Some(entry.key.as_str()) == first);
            above.extend(first.map(|entry| std::mem::take(&mut entry.above)).unwrap_or_default());
            entries.iter_mut().for_each(|entry| entry.above.retain(|line| !line.is_empty()));
        }
        // A table that only holds others has no line of its own.
        if path.is_empty() || !table.is_implicit() {
            let (open, close) = brackets.split_at(brackets.len() / 2);
            let (header, after) =
                ([open, &path.join("."), close].concat(), comments(text_of(table.decor().suffix())).next());
            let section = Section { position: table.position(), above, header, after, entries, end: Vec::new() };
            self.sections.insert(at, section);
        }
    }

    /// The keys and values of a table in their order; tables in it that have lines of their own become sections.
    fn entries(&mut self, table: &dyn TableLike, path: Path<'_>, place: &Place) -> Vec<Entry> {
        let text = |key: &str| table.get(key)?.as_str();
        let keys: Vec<&str> = table.iter().map(|(key, _)| key).collect();
        let is_headed = path.header.is_some_and(|header| !header.is_empty());
        let named = place.keys(&Written { keys: &keys, text: &text, is_headed }, self.dictionary);
        let (mut found, mut ranks) = (Vec::new(), Vec::new());
        for (written, named) in keys.into_iter().zip(named) {
            let Some((key, item)) = table.get_key_value(written) else { continue };
            let own = written_key(&named.name);
            let header = path.header.map(|header| [header, slice::from_ref(&own)].concat());
            let before = [path.before, slice::from_ref(&own)].concat();
            let below = Path { header: header.as_deref(), before: &before };
            match item {
                Item::Table(inner) if inner.is_dotted() => found.extend(self.entries(inner, below, &named.below)),
                Item::Value(Value::InlineTable(inner)) if inner.is_dotted() => {
                    found.extend(self.entries(inner, below, &named.below));
                }
                Item::Table(inner) => self.section(inner, "[]", below.header.unwrap_or_default(), &named.below),
                Item::ArrayOfTables(inner) => {
                    let path = below.header.unwrap_or_default();
                    inner.iter().for_each(|table| self.section(table, "[[]]", path, &named.below));
                }
                Item::Value(value) => {
                    let above = text_of(key.leaf_decor().prefix());
                    let above = match path.header {
                        Some(_) => lines(above),
                        None => above_in_braces(found.last_mut(), above),
                    };
                    found.push(self.entry(above, before.join("."), value, &named.below));
                }
                Item::None => {}
            }
            ranks.resize(found.len(), named.rank);
        }
        let mut ranked: Vec<(usize, Entry)> = ranks.into_iter().zip(found).collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, entry)| entry).collect()
    }

    /// A value, and the comments around it.
    fn entry(&mut self, mut above: Vec<String>, key: String, value: &Value, place: &Place) -> Entry {
        let mut behind = comments(text_of(value.decor().suffix()));
        let after = behind.next();
        above.extend(behind);
        Entry { above, key, value: self.node(value, place), after }
    }

    fn node(&mut self, value: &Value, place: &Place) -> Node {
        match value {
            Value::String(text) => match place.key_of(text.value(), self.dictionary) {
                Some(key) => {
                    self.renamed.push((text.value().clone(), key.clone()));
                    Node::Scalar(format!("\"{key}\""))
                }
                None => Node::Scalar(string(text.value(), &text.display_repr())),
            },
            Value::Integer(number) => Node::Scalar(number.display_repr().into_owned()),
            Value::Float(number) => Node::Scalar(number.display_repr().into_owned()),
            Value::Boolean(flag) => Node::Scalar(flag.display_repr().into_owned()),
            Value::Datetime(day) => Node::Scalar(day.display_repr().into_owned()),
            Value::Array(list) => {
                let mut items: Vec<Entry> = Vec::new();
                for value in list {
                    let above = above_in_braces(items.last_mut(), text_of(value.decor().prefix()));
                    items.push(self.entry(above, String::new(), value, place));
                }
                let end = above_in_braces(items.last_mut(), text_of(Some(list.trailing())));
                Node::List(items, end)
            }
            Value::InlineTable(table) => {
                let mut entries = self.entries(table, Path { header: None, before: &[] }, place);
                let end = above_in_braces(entries.last_mut(), text_of(Some(table.trailing())));
                Node::Table(entries, end)
            }
        }
    }
}

fn text_of(raw: Option<&RawString>) -> &str {
    raw.and_then(RawString::as_str).unwrap_or_default()
}

fn trimmed(text: &str) -> impl Iterator<Item = String> {
    text.split('\n').map(|line| line.trim_matches(BLANKS).to_owned())
}

/// The comments of a text.
fn comments(text: &str) -> impl Iterator<Item = String> {
    trimmed(text).filter(|line| !line.is_empty())
}

/// The comments of whole lines, and an empty line where some stand between them.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = trimmed(text).collect();
    // Behind the last line what is meant begins.
    lines.pop_if(|last| last.is_empty());
    lines.dedup_by(|line, before| line.is_empty() && before.is_empty());
    lines
}

/// The comments before a value of a list or table; what stands on the line of the value before is about that one.
fn above_in_braces(before: Option<&mut Entry>, text: &str) -> Vec<String> {
    let is_behind = trimmed(text).next().is_some_and(|first| !first.is_empty());
    let mut above = comments(text);
    if let Some(before) = before.filter(|before| is_behind && before.after.is_none()) {
        before.after = above.next();
    }
    above.collect()
}

/// A key, in quotes where it needs them.
fn written_key(name: &str) -> String {
    Key::new(name).default_repr().as_raw().as_str().unwrap_or_default().to_owned()
}

/// A text in plain quotes, if it can be; else as it is written.
fn string(text: &str, written: &str) -> String {
    let is_plain = !text.contains(|c: char| c.is_control() || matches!(c, '"' | '\\'));
    // Who writes a letter as an escape wants it to be seen.
    let is_escaped = written.starts_with('"') && written.contains('\\');
    if is_plain && !is_escaped { format!("\"{text}\"") } else { written.to_owned() }
}
