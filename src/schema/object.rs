//! A table as a closed object.

use serde_json::{Map, Value, json};

use crate::grammar::{Compares, Key, Relation, Shape, Takes};
use crate::rulefile::{BOUNDS, COMPARISONS};
use crate::words;

use super::Writer;

impl Writer<'_> {
    /// The object that a table is; `more` are keys that stand on others of its sort too.
    pub(super) fn object(&mut self, shape: &Shape, more: &[Key]) -> Value {
        let mut properties = Map::new();
        for key in shape.keys.iter().chain(more) {
            let property = self.takes(key.takes);
            properties.insert(key.name.to_owned(), self.described(property, shape.name, key.name));
        }
        for (name, takes) in compared(shape.compares) {
            let property = self.takes(takes);
            properties.insert(name.to_owned(), self.described(property, "comparison", name));
        }
        let required: Vec<&str> = shape.keys.iter().filter(|key| key.is_required).map(|key| key.name).collect();
        let mut object = json!({ "type": "object", "additionalProperties": false, "properties": properties });
        if !required.is_empty() {
            object["required"] = json!(required);
        }
        let relations = shape.relations.iter().map(relation).chain(number_of_comparisons(shape.compares));
        let relations: Vec<Value> = relations.collect();
        if !relations.is_empty() {
            object["allOf"] = json!(relations);
        }
        self.described(object, shape.name, "")
    }

    /// The schema with what the key means.
    pub(super) fn described(&self, mut schema: Value, table: &str, key: &str) -> Value {
        if let Some(meaning) = words::key(self.lang, table, key) {
            schema["description"] = json!(meaning);
        }
        schema
    }
}

/// The comparisons that stand in a table, and what each takes.
fn compared(compares: Compares) -> Vec<(&'static str, Takes)> {
    let takes = |name: &'static str| match name {
        "is" => (name, Takes::Right),
        "any-of" | "none-of" => (name, Takes::FilledTexts),
        _ => (name, Takes::Quantity),
    };
    match compares {
        Compares::No => Vec::new(),
        Compares::May | Compares::Must => COMPARISONS.iter().copied().map(takes).collect(),
        Compares::MayCount | Compares::MustCount => BOUNDS.iter().map(|name| (*name, Takes::Integer)).collect(),
    }
}

/// That so many comparisons are written, and not two.
fn number_of_comparisons(compares: Compares) -> Option<Value> {
    let names = compared(compares).into_iter().map(|(name, _)| name);
    let mut cases: Vec<Value> = names.map(required).collect();
    match compares {
        Compares::No => return None,
        Compares::Must | Compares::MustCount => {}
        Compares::May | Compares::MayCount => cases.push(json!({ "not": { "anyOf": cases } })),
    }
    Some(json!({ "oneOf": cases }))
}

/// What holds between keys.
fn relation(relation: &Relation) -> Value {
    match relation {
        Relation::ExactlyOne(keys) => json!({ "oneOf": keys.iter().copied().map(required).collect::<Vec<Value>>() }),
        Relation::AnyOf(keys) => json!({ "anyOf": keys.iter().copied().map(required).collect::<Vec<Value>>() }),
        Relation::NotBoth(one, other) => json!({ "not": { "required": [one, other] } }),
        Relation::Needs(key, other) => json!({ "dependentRequired": { *key: [other] } }),
        Relation::NeededUnless { key, other, says } => {
            json!({ "if": saying(other, &[says]), "else": { "required": [key] } })
        }
        Relation::OnlyWhere { key, other, says, is_needed } => {
            let then = if *is_needed { json!({ "required": [key] }) } else { json!(true) };
            json!({ "if": saying(other, says), "then": then, "else": { "properties": { *key: false } } })
        }
    }
}

fn required(key: &str) -> Value {
    json!({ "required": [key] })
}

/// That a key says one of these.
fn saying(key: &str, says: &[&str]) -> Value {
    json!({ "properties": { key: { "enum": says } }, "required": [key] })
}
