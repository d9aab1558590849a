//! What a support says besides money: figures that are not money, and how one applies.

use crate::calendar::Day;
use crate::reader::{Table, Value};
use crate::source::Located;

use super::quantity::RawQuantity;

/// A figure that is not money to the firm: a time limit, a fee.
#[derive(Debug)]
pub struct RawTerm {
    /// What it is a figure of.
    pub label: Located<String>,
    /// The figure.
    pub value: RawQuantity,
}

/// How one applies, as far as the document says.
#[derive(Debug)]
pub struct RawApply {
    /// automatic, on-application or by-recommendation.
    pub how: Option<Located<String>>,
    /// Where.
    pub at: Option<Located<String>>,
    /// The first day.
    pub opens: Option<Located<Day>>,
    /// The last day.
    pub closes: Option<Located<Day>>,
    /// year, where they come back.
    pub every: Option<Located<String>>,
    /// What must be handed in.
    pub materials: Vec<Located<String>>,
    /// What must be handed in, and a service agency can help with.
    pub assisted: Vec<Located<String>>,
    /// How long it takes.
    pub effort: Option<Located<String>>,
}

impl RawTerm {
    pub(super) fn read(table: Table<'_>) -> Option<RawTerm> {
        let (label, value) = (table.require("label", Value::text), table.require("value", RawQuantity::read));
        table.finish();
        Some(RawTerm { label: label?, value: value? })
    }
}

impl RawApply {
    pub(super) fn read(value: Value<'_>) -> Option<RawApply> {
        let table = value.table("apply")?;
        let (how, at) = (table.read("how", Value::text), table.read("at", Value::text));
        let (opens, closes) = (table.read("opens", Value::day), table.read("closes", Value::day));
        let every = table.read("every", Value::text);
        let materials = table.read("materials", Value::filled_texts).unwrap_or_default();
        let assisted = table.read("assisted", Value::filled_texts).unwrap_or_default();
        let effort = table.read("effort", Value::text);
        table.finish();
        Some(RawApply { how, at, opens, closes, every, materials, assisted, effort })
    }
}
