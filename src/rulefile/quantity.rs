//! Quantities as written: literals, names and forms. What a string means depends on the kind that is expected.

use toml::de::DeValue;

use crate::calendar::Day;
use crate::finding::Problem;
use crate::reader::{Table, Value};
use crate::source::{Located, Span};

use super::condition::{RawAcross, RawCase, RawCondition};
use super::forms::{ON_EVERY_QUANTITY, QUANTITIES, QuantityKind, pick};

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
    /// So much for each whole unit.
    Units {
        /// How much.
        each: Box<RawQuantity>,
        /// The unit.
        per: Box<RawQuantity>,
        /// Of what.
        of: Box<RawQuantity>,
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
    /// A rate for each slice of a quantity.
    Slices {
        /// Of what.
        of: Box<RawQuantity>,
        /// From the bottom up.
        slices: Vec<RawSlice>,
    },
    /// Several quantities as one.
    Fold {
        /// How: `sum`, `mean` or `highest`.
        fold: &'static str,
        /// Which.
        of: RawParts,
    },
    /// The number of records or years.
    Count {
        /// Which records or years.
        across: RawAcross,
        /// What such a record must meet.
        selects: Vec<RawCondition>,
    },
    /// The part above, never below zero.
    Excess {
        /// The whole.
        excess: Box<RawQuantity>,
        /// What it exceeds.
        over: Box<RawQuantity>,
    },
    /// A share.
    Ratio {
        /// The part.
        ratio: Box<RawQuantity>,
        /// The whole.
        to: Box<RawQuantity>,
    },
    /// How much a yearly fact grew.
    Growth {
        /// The fact.
        fact: Located<String>,
        /// Its last year, relative to the as-of year.
        year: Option<Located<i64>>,
        /// Over how many years; one if absent.
        last: Option<Located<i64>>,
    },
    /// What the firm gets from a support: its id in this file, or its address.
    AmountOf(Located<String>),
    /// What a support pays whom it is granted, whatever its conditions.
    SameAs(Located<String>),
    /// The readings that a text allows.
    Unclear {
        /// The readings; the first is taken where `assume` is written.
        readings: Vec<RawQuantity>,
        /// How it was read.
        assume: Option<Located<String>>,
    },
    /// A form that stands on an assumption.
    Assumed {
        /// What was assumed of.
        inner: Box<RawQuantity>,
        /// How an unclear term was read.
        assume: Located<String>,
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

/// What is folded.
#[derive(Debug)]
pub enum RawParts {
    /// These.
    List(Vec<RawQuantity>),
    /// One for each record or year.
    Across {
        /// What of each.
        each: Box<RawQuantity>,
        /// Which records or years.
        across: RawAcross,
        /// What such a record must meet.
        selects: Vec<RawCondition>,
    },
}

/// A slice and its rate.
#[derive(Debug)]
pub struct RawSlice {
    /// Its upper end; open if absent.
    pub up_to: Option<RawQuantity>,
    /// The rate of the part within it.
    pub rate: RawQuantity,
    /// Its table.
    pub span: Span,
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

    /// The text that it is.
    #[must_use]
    pub fn text(&self) -> Option<Located<String>> {
        let RawQuantityForm::Text(text) = &self.form else { return None };
        Some(Located { value: text.clone(), span: self.span.clone() })
    }

    fn boxed(value: Value<'_>) -> Option<Box<RawQuantity>> {
        RawQuantity::read(value).map(Box::new)
    }

    fn table(value: Value<'_>) -> Option<RawQuantity> {
        let table = value.table("quantity")?;
        let kind = pick(&table, QUANTITIES, ON_EVERY_QUANTITY)?;
        let mut inner = RawQuantity { span: value.span(), form: form(&table, kind)? };
        let assume = table.read("assume", Value::text).filter(|_| kind != QuantityKind::Unclear);
        if let Some(assume) = assume {
            let form = RawQuantityForm::Assumed { inner: Box::new(inner), assume };
            inner = RawQuantity { span: value.span(), form };
        }
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
        QuantityKind::Each => each(table)?,
        QuantityKind::Range => RawQuantityForm::Range {
            from: table.read("from", RawQuantity::boxed),
            up_to: table.read("up-to", RawQuantity::boxed),
        },
        QuantityKind::Cases => RawQuantityForm::Cases {
            by: table.read("by", RawQuantity::boxed),
            cases: table
                .require("cases", |value| Some(value.filled_list()?.into_iter().filter_map(RawCase::read).collect()))?,
        },
        QuantityKind::Slices => RawQuantityForm::Slices {
            of: table.require("of", RawQuantity::boxed)?,
            slices: table.require("slices", |value| {
                Some(value.filled_list()?.into_iter().filter_map(RawSlice::read).collect())
            })?,
        },
        QuantityKind::Sum => fold(table, "sum")?,
        QuantityKind::Mean => fold(table, "mean")?,
        QuantityKind::Highest => fold(table, "highest")?,
        QuantityKind::Count => RawQuantityForm::Count {
            across: RawAcross::read(table, "count")?,
            selects: table.read("where", RawCondition::list).unwrap_or_default(),
        },
        QuantityKind::Excess => RawQuantityForm::Excess {
            excess: table.require("excess", RawQuantity::boxed)?,
            over: table.require("over", RawQuantity::boxed)?,
        },
        QuantityKind::Ratio => RawQuantityForm::Ratio {
            ratio: table.require("ratio", RawQuantity::boxed)?,
            to: table.require("to", RawQuantity::boxed)?,
        },
        QuantityKind::Growth => RawQuantityForm::Growth {
            fact: table.require("growth", Value::text)?,
            year: table.read("year", Value::integer),
            last: table.read("last", Value::integer),
        },
        QuantityKind::AmountOf => RawQuantityForm::AmountOf(table.require("amount-of", Value::text)?),
        QuantityKind::SameAs => RawQuantityForm::SameAs(table.require("same-as", Value::text)?),
        QuantityKind::Unclear => RawQuantityForm::Unclear {
            readings: table.require("unclear", |value| {
                Some(value.filled_list()?.into_iter().filter_map(RawQuantity::read).collect())
            })?,
            assume: table.read("assume", Value::text),
        },
    })
}

/// `each … times …`, or `each … per … of …` for whole units.
fn each(table: &Table<'_>) -> Option<RawQuantityForm> {
    let each = table.require("each", RawQuantity::boxed);
    if !table.has("per") && !table.has("of") {
        return Some(RawQuantityForm::Each { each: each?, times: table.require("times", RawQuantity::boxed)? });
    }
    if table.has("times") {
        table.report(Problem::TwoForms { first: "times", second: if table.has("per") { "per" } else { "of" } });
        return None;
    }
    let (per, of) = (table.require("per", RawQuantity::boxed), table.require("of", RawQuantity::boxed));
    Some(RawQuantityForm::Units { each: each?, per: per?, of: of? })
}

/// A list of quantities, or one for each record or year.
fn fold(table: &Table<'_>, head: &'static str) -> Option<RawQuantityForm> {
    if table.has("across") {
        let each = table.require(head, RawQuantity::boxed);
        let across = RawAcross::read(table, "across");
        let selects = table.read("where", RawCondition::list).unwrap_or_default();
        return Some(RawQuantityForm::Fold {
            fold: head,
            of: RawParts::Across { each: each?, across: across?, selects },
        });
    }
    if let Some((key, _)) = table.entries().find(|(key, _)| ["where", "last", "or-since"].contains(&&*key.value)) {
        table.sink().report(&key.span, Problem::MissingKey { key: "across", within: head });
        return None;
    }
    let list = |value: Value<'_>| Some(value.filled_list()?.into_iter().filter_map(RawQuantity::read).collect());
    Some(RawQuantityForm::Fold { fold: head, of: RawParts::List(table.require(head, list)?) })
}

impl RawSlice {
    fn read(value: Value<'_>) -> Option<RawSlice> {
        let table = value.table("slice")?;
        let (up_to, rate) = (table.read("up-to", RawQuantity::read), table.require("rate", RawQuantity::read));
        let span = table.span().clone();
        table.finish();
        Some(RawSlice { up_to, rate: rate?, span })
    }
}
