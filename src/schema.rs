//! JSON Schemas of the files that the program reads, for editors. They are made of the same tables of keys and the
//! same words that the readers go by.

mod forms;
mod object;
mod profile;
mod values;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::cases::CASE_FILE;
use crate::grammar::Shape;
use crate::rulebook::Rulebook;
use crate::rulefile::{DICTIONARY, RULE_FILE};
use crate::words::Lang;

/// Writes one schema: what it defines is added as it is referred to.
struct Writer<'b> {
    lang: Lang,
    book: &'b Rulebook,
    defined: BTreeMap<String, Value>,
}

/// The schema of a rule file; facts and titles of this rulebook are suggested.
#[must_use]
pub fn rules(lang: Lang, book: &Rulebook) -> Value {
    of_file(lang, book, &RULE_FILE)
}

/// The schema of a fact dictionary.
#[must_use]
pub fn facts(lang: Lang, book: &Rulebook) -> Value {
    of_file(lang, book, &DICTIONARY)
}

/// The schema of a file of worked cases of firms with the facts of this rulebook.
#[must_use]
pub fn cases(lang: Lang, book: &Rulebook) -> Value {
    of_file(lang, book, &CASE_FILE)
}

/// The schema of a profile with the facts of this rulebook.
#[must_use]
pub fn profile(lang: Lang, book: &Rulebook) -> Value {
    let mut writer = Writer::new(lang, book);
    let root = writer.profile();
    writer.finish(root)
}

fn of_file(lang: Lang, book: &Rulebook, shape: &Shape) -> Value {
    let mut writer = Writer::new(lang, book);
    let root = writer.object(shape, &[]);
    writer.finish(root)
}

impl<'b> Writer<'b> {
    fn new(lang: Lang, book: &'b Rulebook) -> Writer<'b> {
        Writer { lang, book, defined: BTreeMap::new() }
    }

    /// A reference to a definition, which is written once.
    fn refer(&mut self, name: &str, write: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.defined.contains_key(name) {
            // Stands there while it is written, because it may refer to itself.
            self.defined.insert(name.to_owned(), Value::Null);
            let written = write(self);
            self.defined.insert(name.to_owned(), written);
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    fn finish(self, mut root: Value) -> Value {
        root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
        // A file without anything in it is refused.
        root["minProperties"] = json!(1);
        if !self.defined.is_empty() {
            root["$defs"] = json!(self.defined);
        }
        root
    }
}
