//! Conditions as written.

use crate::finding::Problem;
use crate::reader::{Table, Value};
use crate::source::{Located, Span};

use super::accept::RawAccept;
use super::forms::{BOUNDS, COMPARISONS, CONDITIONS, ConditionKind, ON_EVERY_CONDITION, pick};
use super::quantity::RawQuantity;

/// A condition as written.
#[derive(Debug)]
pub struct RawCondition {
    /// Its table.
    pub span: Span,
    /// What it is called.
    pub label: Option<RawLabel>,
    /// What it says.
    pub form: RawConditionForm,
}

/// What a condition or a definition is called for people, in few words.
#[derive(Debug)]
pub struct RawLabel {
    /// In Chinese.
    pub zh: Located<String>,
    /// In English.
    pub en: Option<Located<String>>,
}

/// The forms of a condition.
#[derive(Debug)]
pub enum RawConditionForm {
    /// A fact or a defined quantity, compared.
    Compare {
        /// The name.
        fact: Located<String>,
        /// The year, relative to the as-of year.
        year: Option<Located<i64>>,
        /// The comparison's key.
        comparison: Located<&'static str>,
        /// What it is compared with.
        right: RawQuantity,
        /// How an unclear term was read.
        assume: Option<Located<String>>,
    },
    /// So many records for which `selects` holds.
    Has {
        /// Which records or years.
        across: RawAcross,
        /// What such a record must meet.
        selects: Vec<RawCondition>,
        /// How many; one or more if absent.
        bound: Option<CountBound>,
    },
    /// All records, or all of the last years.
    Every {
        /// Which records or years.
        across: RawAcross,
        /// What each of them must meet.
        selects: Vec<RawCondition>,
    },
    /// All of them.
    All(Vec<RawCondition>),
    /// One of them at least.
    Any(Vec<RawCondition>),
    /// None of them.
    None(Vec<RawCondition>),
    /// So many of them.
    Of {
        /// The conditions.
        of: Vec<RawCondition>,
        /// How many.
        bound: CountBound,
    },
    /// A definition, a standard or a support's conditions.
    Meets(Located<String>),
    /// An authority decides.
    Judged {
        /// What it decides.
        text: Located<String>,
        /// Who decides.
        by: Option<Located<String>>,
        /// What the decision rests on.
        because: Option<Located<String>>,
    },
    /// The readings that a text allows.
    Unclear {
        /// The readings; the first is taken where `assume` is written.
        readings: Vec<RawCondition>,
        /// How it was read.
        assume: Option<Located<String>>,
    },
}

/// What a form ranges over: records of a kind, or years.
#[derive(Debug)]
pub struct RawAcross {
    /// The record kind, or `year`.
    pub record: Located<String>,
    /// How many whole years before the as-of year.
    pub last: Option<Located<i64>>,
    /// The date before whose year the years are left out.
    pub or_since: Option<Located<String>>,
}

/// How many records.
#[derive(Debug)]
pub struct CountBound {
    /// The comparison's key.
    pub comparison: &'static str,
    /// The number.
    pub count: Located<i64>,
}

/// One case of a quantity that is a table of cases.
#[derive(Debug)]
pub struct RawCase {
    /// The comparison with the table's `by`, if the case has one.
    pub compare: Option<(Located<&'static str>, RawQuantity)>,
    /// The conditions, if the case has them.
    pub when: Option<Vec<RawCondition>>,
    /// Where the range of the table's `by` begins, as printed.
    pub from: Option<RawQuantity>,
    /// Where it ends.
    pub up_to: Option<RawQuantity>,
    /// What the case gives.
    pub gives: RawQuantity,
    /// The reminders that are not to be told of it.
    pub accept: Vec<RawAccept>,
    /// Its table.
    pub span: Span,
}

impl RawCondition {
    /// Reads a list of conditions, which must not be empty.
    pub(super) fn list(value: Value<'_>) -> Option<Vec<RawCondition>> {
        Some(value.filled_list()?.into_iter().filter_map(RawCondition::read).collect())
    }

    /// Reads one condition.
    pub(super) fn read(value: Value<'_>) -> Option<RawCondition> {
        let table = value.table("condition")?;
        let label = RawLabel::read(&table, "condition");
        let form = match pick(&table, CONDITIONS, ON_EVERY_CONDITION)? {
            ConditionKind::Fact => compare(&table)?,
            ConditionKind::Has => RawConditionForm::Has {
                across: RawAcross::read(&table, "has")?,
                selects: table.read("where", RawCondition::list).unwrap_or_default(),
                bound: bound(&table)?,
            },
            ConditionKind::Every => RawConditionForm::Every {
                across: RawAcross::read(&table, "every")?,
                selects: table.require("where", RawCondition::list)?,
            },
            ConditionKind::All => RawConditionForm::All(table.require("all", RawCondition::list)?),
            ConditionKind::Any => RawConditionForm::Any(table.require("any", RawCondition::list)?),
            ConditionKind::None => RawConditionForm::None(table.require("none", RawCondition::list)?),
            ConditionKind::Of => {
                let of = table.require("of", RawCondition::list);
                let bound = bound(&table)?;
                if bound.is_none() {
                    table.report(Problem::MissingKey { key: "at-least", within: "of" });
                }
                RawConditionForm::Of { of: of?, bound: bound? }
            }
            ConditionKind::Meets => RawConditionForm::Meets(table.require("meets", Value::text)?),
            ConditionKind::Judged => RawConditionForm::Judged {
                text: table.require("judged", Value::text)?,
                by: table.read("by", Value::text),
                because: table.read("because", Value::text),
            },
            ConditionKind::Unclear => RawConditionForm::Unclear {
                readings: table.require("unclear", RawCondition::list)?,
                assume: table.read("assume", Value::text),
            },
        };
        Some(RawCondition { span: value.span(), label, form })
    }
}

impl RawLabel {
    /// Reads the label of a table, if it has one.
    pub(super) fn read(table: &Table<'_>, within: &'static str) -> Option<RawLabel> {
        let (zh, en) = (table.read("label", Value::text), table.read("label-en", Value::text));
        if table.has("label-en") && !table.has("label") {
            table.report(Problem::MissingKey { key: "label", within });
        }
        Some(RawLabel { zh: zh?, en })
    }
}

impl RawAcross {
    /// Reads what `key` and its companions name.
    pub(super) fn read(table: &Table<'_>, key: &'static str) -> Option<RawAcross> {
        let (last, or_since) = (table.read("last", Value::integer), table.read("or-since", Value::text));
        Some(RawAcross { record: table.require(key, Value::text)?, last, or_since })
    }
}

impl RawCase {
    /// Reads one case.
    pub(super) fn read(value: Value<'_>) -> Option<RawCase> {
        let table = value.table("case")?;
        table.know(COMPARISONS);
        let (from, up_to) = (table.read("from", RawQuantity::read), table.read("up-to", RawQuantity::read));
        let compare = match comparison(&table, &["when", "gives", "from", "up-to", "accept"]) {
            Comparison::One(comparison, right) => Some((comparison, *right)),
            Comparison::None => None,
            Comparison::Broken => return None,
        };
        let when = table.read("when", RawCondition::list);
        if let (Some((comparison, _)), Some(_)) = (&compare, &when) {
            table.report(Problem::TwoForms { first: comparison.value, second: "when" });
        }
        if let (Some(range), Some(_)) = (from.as_ref().or(up_to.as_ref()), &when) {
            table.sink().report(&range.span, Problem::TwoForms { first: "from", second: "when" });
            return None;
        }
        let gives = table.require("gives", RawQuantity::read)?;
        let (span, accept) = (table.span().clone(), RawAccept::list(&table));
        table.finish();
        Some(RawCase { compare, when, from, up_to, gives, accept, span })
    }
}

fn compare(table: &Table<'_>) -> Option<RawConditionForm> {
    let fact = table.require("fact", Value::text)?;
    let (year, assume) = (table.read("year", Value::integer), table.read("assume", Value::text));
    let beside = ["fact", "year", "assume", "label", "label-en"];
    match comparison(table, &beside) {
        Comparison::One(comparison, right) => {
            Some(RawConditionForm::Compare { fact, year, comparison, right: *right, assume })
        }
        // A misspelt comparison was reported as a key that does not belong here.
        Comparison::None if table.entries().any(|(key, _)| !beside.contains(&key.value.as_str())) => None,
        Comparison::None => {
            table.report(Problem::NoComparison { comparisons: COMPARISONS.to_vec() });
            None
        }
        Comparison::Broken => None,
    }
}

/// The one comparison of a table.
enum Comparison {
    One(Located<&'static str>, Box<RawQuantity>),
    None,
    /// Two of them, or one that can't be read; reported.
    Broken,
}

fn comparison(table: &Table<'_>, beside: &[&'static str]) -> Comparison {
    let mut present =
        table.entries().filter(|(key, _)| !beside.contains(&key.value.as_str())).filter_map(|(key, value)| {
            let name = COMPARISONS.iter().find(|name| **name == key.value)?;
            Some((Located { value: *name, span: key.span }, value))
        });
    let Some((first, value)) = present.next() else { return Comparison::None };
    if let Some((second, _)) = present.next() {
        table.sink().report(&second.span, Problem::TwoComparisons { first: first.value, second: second.value });
        return Comparison::Broken;
    }
    // Asked for by its name, so that the table knows the key.
    let right = table.read(first.value, |_| RawQuantity::read(value));
    right.map_or(Comparison::Broken, |right| Comparison::One(first, Box::new(right)))
}

/// The count bound beside `has`; `None` outside when it is broken.
fn bound(table: &Table<'_>) -> Option<Option<CountBound>> {
    let mut present = BOUNDS.iter().copied().filter(|name| table.has(name));
    let Some(comparison) = present.next() else { return Some(None) };
    if let Some(second) = present.next() {
        table.report(Problem::TwoComparisons { first: comparison, second });
        return None;
    }
    let count = table.require(comparison, Value::integer)?;
    Some(Some(CountBound { comparison, count }))
}
