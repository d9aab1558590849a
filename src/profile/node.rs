//! A tree of values with their places, whatever the file: a profile in TOML, a line of JSON.

use toml::de::DeValue;

use crate::finding::Place;
use crate::reader;

use super::band;
use super::value::Written;

/// A value of a tree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node {
    /// Where it is.
    pub place: Place,
    /// What it is.
    pub form: Form,
}

/// What a value of a tree is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Form {
    /// One value.
    Value(Written<'static>),
    /// A list.
    List(Vec<Node>),
    /// Keys with their values, in their order.
    Table(Vec<(Key, Node)>),
}

/// A key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Key {
    /// As it is written.
    pub name: String,
    /// Where it is.
    pub place: Place,
}

impl Node {
    /// A value of a TOML file.
    #[must_use]
    pub fn of_toml(value: reader::Value<'_>) -> Node {
        let form = match value.raw() {
            DeValue::Array(_) => Form::List(value.list().unwrap_or_default().into_iter().map(Node::of_toml).collect()),
            DeValue::Table(_) => Form::Table(value.table("table").map(|table| entries(&table)).unwrap_or_default()),
            _ => Form::Value(written(value)),
        };
        Node { place: Place::Span(value.span()), form }
    }

    /// What its file calls it, for a finding.
    #[must_use]
    pub fn found(&self) -> &'static str {
        match &self.form {
            Form::List(_) => "array",
            Form::Table(_) | Form::Value(Written::Band(_)) => self.table(),
            Form::Value(Written::Unknown) => "null",
            Form::Value(Written::Text(_)) => "string",
            Form::Value(Written::Bare { found, .. } | Written::Other(found)) => found,
            Form::Value(Written::Flag(_)) => "boolean",
            Form::Value(Written::Day(_) | Written::NoDay(_)) => "datetime",
            Form::Value(Written::List(_)) => "list",
        }
    }

    /// What its file calls a table: a line of JSON has objects.
    #[must_use]
    pub fn table(&self) -> &'static str {
        if matches!(self.place, Place::Cell(_)) { "object" } else { "table" }
    }

    /// The value of a fact that it states; a list is one of values, a table with both ends a band.
    #[must_use]
    pub fn into_written(self) -> Written<'static> {
        let table = self.table();
        match self.form {
            Form::Value(written) => written,
            Form::List(items) => Written::List(items.into_iter().map(Node::into_written).collect()),
            Form::Table(entries) => band_of(entries).unwrap_or(Written::Other(table)),
        }
    }
}

/// The band that a table is which has both ends and nothing else.
fn band_of(entries: Vec<(Key, Node)>) -> Option<Written<'static>> {
    let [first, last]: [(Key, Node); 2] = entries.try_into().ok()?;
    let (from, to) = if first.0.name == band::KEYS[0] { (first, last) } else { (last, first) };
    let is_band = [&from, &to].map(|(key, _)| key.name.as_str()) == band::KEYS;
    is_band.then(|| Written::Band(Box::new([from, to].map(|(_, node)| node.into_written()))))
}

/// The keys and values of a TOML table.
#[must_use]
pub fn entries(table: &reader::Table<'_>) -> Vec<(Key, Node)> {
    let entries = table.entries();
    entries.map(|(key, value)| (Key { name: key.value, place: Place::Span(key.span) }, Node::of_toml(value))).collect()
}

/// A value as TOML has it.
#[must_use]
pub fn written(value: reader::Value<'_>) -> Written<'static> {
    let found = value.raw().type_str();
    match value.raw() {
        DeValue::String(text) => Written::Text(text.trim().to_owned().into()),
        DeValue::Integer(integer) if integer.radix() == 10 => {
            Written::Bare { digits: integer.as_str().replace('_', "").into(), found }
        }
        DeValue::Integer(integer) => Written::Bare { digits: integer.to_string().into(), found },
        DeValue::Float(float) => Written::Bare { digits: float.as_str().replace('_', "").into(), found },
        DeValue::Boolean(flag) => Written::Flag(*flag),
        DeValue::Datetime(datetime) => match value.bare_day() {
            Some(day) => Written::Day(day),
            None => Written::NoDay(datetime.to_string().into()),
        },
        DeValue::Array(_) | DeValue::Table(_) => Written::Other(found),
    }
}
