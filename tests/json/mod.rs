//! TOML as JSON.

use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

/// A file of TOML as JSON; days are texts.
pub(crate) fn to_json(text: &str) -> Option<Value> {
    Some(table(DeTable::parse(text).ok()?.get_ref()))
}

fn table(table: &DeTable<'_>) -> Value {
    let entry = |(key, node): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| -> (String, Value) {
        let key: &std::borrow::Cow<'_, str> = key.get_ref();
        (key.to_string(), value(node.get_ref()))
    };
    Value::Object(table.iter().map(entry).collect::<Map<String, Value>>())
}

fn value(value_: &DeValue<'_>) -> Value {
    match value_ {
        DeValue::String(text) => Value::from(text.to_string()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Null, Value::from)
        }
        DeValue::Float(number) => number.as_str().parse::<f64>().map_or(Value::Null, Value::from),
        DeValue::Boolean(flag) => Value::from(*flag),
        DeValue::Datetime(day) => Value::from(day.to_string()),
        DeValue::Array(values) => values.iter().map(|node| value(node.get_ref())).collect(),
        DeValue::Table(inner) => table(inner),
    }
}
