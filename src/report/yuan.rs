//! Money in a report: exact, and a string in its JSON.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::number::Number;

/// An amount in yuan; in JSON a string, whole yuan without decimals, else with two.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Yuan(pub Number);

impl std::fmt::Display for Yuan {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let digits = self.0.to_string();
        match digits.split_once('.') {
            Some((whole, places)) => write!(out, "{whole}.{places:0<2}"),
            None => out.write_str(&digits),
        }
    }
}

impl Serialize for Yuan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Yuan {
    fn schema_name() -> Cow<'static, str> {
        "Yuan".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "An amount in yuan: whole yuan without decimals, else with two.",
            "pattern": r"^-?[0-9]+(\.[0-9]{2})?$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fen_are_written_with_two_places() {
        let json = |text: &str| serde_json::to_string(&Yuan(Number::from_decimal(text).unwrap())).unwrap();
        assert_eq!(json("500000"), r#""500000""#);
        assert_eq!(json("500000.5"), r#""500000.50""#);
        assert_eq!(json("0.01"), r#""0.01""#);
    }
}
