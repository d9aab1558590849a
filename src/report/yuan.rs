//! Money in a report: exact, and a string in its JSON.

use std::borrow::Cow;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::number::{Number, Overflow};

/// An amount in yuan; in JSON a string, whole yuan without decimals, else with two.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct Yuan(pub Decimal);

impl TryFrom<Number> for Yuan {
    type Error = Overflow;

    fn try_from(yuan: Number) -> Result<Yuan, Overflow> {
        Decimal::try_from(yuan).map(Yuan)
    }
}

impl std::fmt::Display for Yuan {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // 0.5 is half a yuan, and told as 0.50.
        if self.0.scale() == 1 { write!(out, "{:.2}", self.0) } else { self.0.fmt(out) }
    }
}

impl Serialize for Yuan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Yuan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Yuan, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map(Yuan).map_err(serde::de::Error::custom)
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
        let json = |text: &str| serde_json::to_string(&Yuan(text.parse().unwrap())).unwrap();
        assert_eq!(json("500000"), r#""500000""#);
        assert_eq!(json("500000.5"), r#""500000.50""#);
        assert_eq!(json("0.01"), r#""0.01""#);
    }
}
