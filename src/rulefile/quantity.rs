//! Quantities as written: literals, names and forms. What a string means depends on the kind that is expected.

use toml::de::DeValue;

use crate::calendar::Day;
use crate::finding::Problem;
use crate::reader::{Table, Value};
use crate::source::{Located, Span};

use super::condition::RawCase;
use super::forms::{QUANTITIES, QuantityKind, pick};

/// A quantity, or whatever stands at the right of a comparison, as written.
#[derive(Debug)]
pub struct RawQuantity {
    /// Where it is written.
    pub span: Span,
    /// What it says.
    pub form: RawQuantityForm,
}

/// The forms of a quantity.
#[derive(Debug)]
pub enum RawQuantityForm {
    /// A whole number: a count or points.
    Integer(i64),
    /// A literal with its unit, a name, a choice, a date phrase, `unstated` or `unknown`.
    Text(String),
    /// `true` or `false`.
    Flag(bool),
    /// A bare date.
    Day(Day),
    /// A list of choices.
    List(Vec<Located<String>>),
    /// A fact in a year.
    Fact {
        /// Its key.
        fact: Located<String>,
        /// Relative to the as-of year.
        year: Option<Located<i64>>,
    },
    /// A share of something.
    Rate {
        /// The share.
        rate: Box<RawQuantity>,
        /// Of what.
        of: Box<RawQuantity>,
    },
    /// So much for each.
    Each {
        /// How much.
        each: Box<RawQuantity>,
        /// How many.
        times: Box<RawQuantity>,
    },
    /// "Not less than", "up to", or both.
    Range {
        /// The least.
        from: Option<Box<RawQuantity>>,
        /// The most.
        up_to: Option<Box<RawQuantity>>,
    },
    /// The first case that holds.
    Cases {
        /// What the cases compare.
        by: Option<Box<RawQuantity>>,
        /// From the top down.
        cases: Vec<RawCase>,
    },
    /// The readings that a text allows.
    Unclear {
        /// The readings; the first is taken where `assume` is written.
        readings: Vec<RawQuantity>,
        /// How it was read.
        assume: Option<Located<String>>,
    },
    /// A form with a floor, a cap, or both.
    Bounded {
        /// What is bounded.
        inner: Box<RawQuantity>,
        /// Not less than this.
        floor: Option<Box<RawQuantity>>,
        /// Not more than this, applied last.
        cap: Option<Box<RawQuantity>>,
    },
}

impl RawQuantity {
    /// Reads one quantity.
    pub(super) fn read(value: Value<'_>) -> Option<RawQuantity> {
        let form = match value.raw() {
            DeValue::Integer(_) => RawQuantityForm::Integer(value.integer()?.value),
            DeValue::String(text) => RawQuantityForm::Text(text.to_string()),
            DeValue::Boolean(flag) => RawQuantityForm::Flag(*flag),
            DeValue::Datetime(_) => RawQuantityForm::Day(value.day()?.value),
            DeValue::Array(_) => RawQuantityForm::List(value.filled_texts()?),
            DeValue::Float(float) => {
                value.report(Problem::BareDecimal { text: float.as_str().to_owned() });
                return None;
            }
            DeValue::Table(_) => return RawQuantity::table(value),
        };
        Some(RawQuantity { span: value.span(), form })
    }

    fn boxed(value: Value<'_>) -> Option<Box<RawQuantity>> {
        RawQuantity::read(value).map(Box::new)
    }

    fn table(value: Value<'_>) -> Option<RawQuantity> {
        let table = value.table("quantity")?;
        let form = form(&table, pick(&table, QUANTITIES)?)?;
        let inner = RawQuantity { span: value.span(), form };
        let (floor, cap) = (table.read("floor", RawQuantity::boxed), table.read("cap", RawQuantity::boxed));
        if floor.is_none() && cap.is_none() {
            return Some(inner);
        }
        let form = RawQuantityForm::Bounded { inner: Box::new(inner), floor, cap };
        Some(RawQuantity { span: value.span(), form })
    }
}

fn form(table: &Table<'_>, kind: QuantityKind) -> Option<RawQuantityForm> {
    Some(match kind {
        QuantityKind::Fact => RawQuantityForm::Fact {
            fact: table.require("fact", Value::text)?,
            year: table.read("year", Value::integer),
        },
        QuantityKind::Rate => RawQuantityForm::Rate {
            rate: table.require("rate", RawQuantity::boxed)?,
            of: table.require("of", RawQuantity::boxed)?,
        },
        QuantityKind::Each => RawQuantityForm::Each {
            each: table.require("each", RawQuantity::boxed)?,
            times: table.require("times", RawQuantity::boxed)?,
        },
        QuantityKind::Range => RawQuantityForm::Range {
            from: table.read("from", RawQuantity::boxed),
            up_to: table.read("up-to", RawQuantity::boxed),
        },
        QuantityKind::Cases => RawQuantityForm::Cases {
            by: table.read("by", RawQuantity::boxed),
            cases: table
                .require("cases", |value| Some(value.filled_list()?.into_iter().filter_map(RawCase::read).collect()))?,
        },
        QuantityKind::Unclear => RawQuantityForm::Unclear {
            readings: table.require("unclear", |value| {
                Some(value.filled_list()?.into_iter().filter_map(RawQuantity::read).collect())
            })?,
            assume: table.read("assume", Value::text),
        },
    })
}
