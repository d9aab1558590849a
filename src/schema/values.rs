//! What a key takes, as a schema.

use serde_json::{Value, json};

use crate::compile::words_of;
use crate::dictionary::Fact;
use crate::grammar::{Shape, Takes, UNREAD, Word};
use crate::literal;
use crate::report::{Certainty, Status, words_in};
use crate::words;

use super::Writer;

/// A text that says something.
const FILLED: &str = r"\S";
/// What `invalid-id` wants: lower-case words with hyphens.
const ID: &str = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";
/// The same, several with colons between them.
const CHOICE: &str = "^[a-z][a-z0-9]*(-[a-z0-9]+)*(:[a-z][a-z0-9]*(-[a-z0-9]+)*)*$";
/// The key of a fact, of the firm or of a record.
const FACT: &str = r"^([a-z][a-z0-9]*(-[a-z0-9]+)*\.)?[a-z][a-z0-9]*(-[a-z0-9]+)*$";
/// A fact by its Chinese name.
const CHINESE: &str = "[^\\x00-\\x7f]";
/// What `no-address` wants: the address of a page.
const ADDRESS: &str = r"^https?://[^\s/]\S*$";
const DAY: &str = r"^\d{4}-\d{2}-\d{2}$";

impl Writer<'_> {
    /// The schema of what a key takes.
    pub(super) fn takes(&mut self, takes: Takes) -> Value {
        match takes {
            Takes::Text => text(),
            Takes::Address => json!({ "type": "string", "pattern": ADDRESS }),
            Takes::Texts => json!({ "type": "array", "items": text() }),
            Takes::FilledTexts => filled(&text()),
            Takes::Flag => json!({ "type": "boolean" }),
            Takes::Integer => json!({ "type": "integer" }),
            Takes::TextOrTexts => json!({ "anyOf": [text(), { "type": "array", "items": text(), "minItems": 1 }] }),
            Takes::Day => day(),
            Takes::DayOrUnread => json!({ "anyOf": [day(), { "const": UNREAD }] }),
            Takes::Id => json!({ "type": "string", "pattern": ID }),
            Takes::ChoiceKey => json!({ "type": "string", "pattern": CHOICE }),
            Takes::Money => json!({ "type": "string", "pattern": literal::MONEY_WITH_UNIT }),
            Takes::Figure => json!({ "anyOf": [{ "type": "integer" }, text()] }),
            Takes::Word(word) => self.word(word),
            Takes::Fact => self.refer("fact-key", Self::fact_key),
            Takes::Record => suggested(&self.records(&[])),
            Takes::RecordOrYear => suggested(&self.records(&["year"])),
            Takes::Per => suggested(&self.records(&["enterprise", "unstated"])),
            Takes::ChoiceOf(fact) => self.choice_of(fact),
            Takes::Conditions => filled(&self.refer("condition", Self::condition)),
            Takes::Quantity => self.refer("quantity", Self::quantity),
            Takes::Quantities => filled(&self.refer("quantity", Self::quantity)),
            Takes::Right => {
                let quantity = self.refer("quantity", Self::quantity);
                json!({ "anyOf": [quantity, { "type": "boolean" }] })
            }
            Takes::Table(shape) => self.refer(shape.name, |writer| writer.object(shape, &[])),
            Takes::Tables(shape) => {
                json!({ "type": "array", "items": self.refer(shape.name, |writer| writer.object(shape, &[])) })
            }
            Takes::FilledTables(shape) => filled(&self.refer(shape.name, |writer| writer.object(shape, &[]))),
            Takes::Named(shape) => {
                let table = self.refer(shape.name, |writer| writer.object(shape, &[]));
                json!({ "type": "object", "propertyNames": { "pattern": ID }, "additionalProperties": table })
            }
            Takes::OfFacts(shape, more) => {
                let mut table = |shape: &'static Shape| self.refer(shape.name, |writer| writer.object(shape, &[]));
                let table = json!({ "anyOf": [table(shape), table(more)] });
                json!({ "type": "object", "propertyNames": { "pattern": FACT }, "additionalProperties": table })
            }
            Takes::Profile => self.refer("profile", Self::profile),
            Takes::Value => json!({ "anyOf": [text(), { "type": "number" }, { "type": "boolean" }] }),
            Takes::Status => json!({ "enum": words_in::<Status>() }),
            Takes::Certainty => json!({ "enum": words_in::<Certainty>() }),
            Takes::Expectations(shape) => {
                let table = self.refer(shape.name, |writer| writer.object(shape, &[]));
                json!({ "type": "array", "items": { "anyOf": [text(), table] } })
            }
        }
    }

    /// One of a few words, each with what it means.
    fn word(&self, word: Word) -> Value {
        let allowed = words_of(word);
        let meanings = allowed.iter().map(|name| words::closed_word(self.lang, word, name).unwrap_or_default());
        let meanings: Vec<&str> = meanings.collect();
        json!({ "enum": allowed, "x-taplo": { "docs": { "enumValues": meanings } } })
    }

    /// A fact that is known, or a name that the file defines.
    fn fact_key(&mut self) -> Value {
        let dictionary = &self.book.dictionary;
        let facts: Vec<&Fact> = dictionary.fact_ids().map(|id| dictionary.fact(id)).collect();
        let keys: Vec<&str> = facts.iter().map(|fact| fact.key.as_str()).collect();
        let labels: Vec<&str> = facts.iter().map(|fact| self.lang.pick(&*fact.label, &*fact.label_en)).collect();
        json!({ "anyOf": [
            { "enum": keys, "x-taplo": { "docs": { "enumValues": labels } } },
            { "type": "string", "pattern": FACT },
            { "type": "string", "pattern": CHINESE },
        ] })
    }

    fn records(&self, others: &[&str]) -> Vec<String> {
        let dictionary = &self.book.dictionary;
        let records = dictionary.record_ids().map(|id| dictionary.record(id).key.clone());
        records.chain(others.iter().map(|other| (*other).to_owned())).collect()
    }

    /// A choice of a fact, told with its name.
    fn choice_of(&self, fact: &str) -> Value {
        let fact = self.book.dictionary.by_key(fact).map(|id| self.book.dictionary.fact(id));
        let choices = fact.map(|fact| fact.choices.as_slice()).unwrap_or_default();
        let keys: Vec<String> = choices.iter().map(|choice| choice.key.clone()).collect();
        let labels: Vec<&str> =
            choices.iter().map(|choice| self.lang.pick(&*choice.label, &*choice.label_en)).collect();
        told(suggested(&keys), &labels)
    }
}

pub(super) fn text() -> Value {
    json!({ "type": "string", "pattern": FILLED })
}

pub(super) fn day() -> Value {
    json!({ "type": "string", "format": "date", "pattern": DAY })
}

/// A list that must have something in it.
fn filled(items: &Value) -> Value {
    json!({ "type": "array", "items": items, "minItems": 1 })
}

/// A text, of which these are known; a folder of rules may add others.
fn suggested(known: &[String]) -> Value {
    if known.is_empty() { text() } else { json!({ "anyOf": [{ "enum": known }, text()] }) }
}

/// What is suggested, with what each of it means.
fn told(mut suggested: Value, meanings: &[&str]) -> Value {
    if let Some(known) = suggested.pointer_mut("/anyOf/0") {
        known["x-taplo"] = json!({ "docs": { "enumValues": meanings } });
    }
    suggested
}
