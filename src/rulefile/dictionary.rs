//! `facts.toml` as written: the record kinds and the facts.

use toml::Spanned;
use toml::de::DeTable;

use crate::reader::{Sink, Table, Value};
use crate::source::Located;

use super::condition::RawCondition;
use super::quantity::RawQuantity;

/// The fact dictionary as written.
#[derive(Default, Debug)]
pub struct RawDictionary {
    /// Kinds of records.
    pub records: Vec<RawRecord>,
    /// Facts.
    pub facts: Vec<RawFact>,
    /// Choices for facts that other files declare.
    pub more: Vec<RawMore>,
    /// Records and facts that are declared, but not rightly: what uses them has no mistake of its own.
    pub broken: Vec<String>,
}

/// Choices that are added to a fact of another file.
#[derive(Debug)]
pub struct RawMore {
    /// The key of the fact.
    pub key: Located<String>,
    /// The choices, behind those that it has.
    pub choices: Vec<RawChoice>,
}

/// A kind of record as written.
#[derive(Debug)]
pub struct RawRecord {
    /// Its key.
    pub key: Located<String>,
    /// Its Chinese name.
    pub label: Located<String>,
    /// Its English name.
    pub label_en: Option<Located<String>>,
    /// Other accepted names.
    pub aliases: Vec<Located<String>>,
    /// The question that asks for the list.
    pub question: Option<Located<String>>,
    /// The question in English.
    pub question_en: Option<Located<String>>,
    /// The fact that tells records apart for people.
    pub named_by: Option<Located<String>>,
    /// The date that says to which year a record belongs.
    pub dated_by: Option<Located<String>>,
    /// The fact that says for how many things, or people, a record stands.
    pub counts_by: Option<Located<String>>,
}

/// A fact as written.
#[derive(Debug)]
pub struct RawFact {
    /// Its key.
    pub key: Located<String>,
    /// Its Chinese name.
    pub label: Located<String>,
    /// Its English name.
    pub label_en: Option<Located<String>>,
    /// Other accepted names.
    pub aliases: Vec<Located<String>>,
    /// money, ratio, count, number, flag, date, choice, text, place, industry or support.
    pub kind: Located<String>,
    /// Whether there is one a year.
    pub yearly: bool,
    /// Whether it may be negative.
    pub signed: bool,
    /// The least that it can be, as a figure with its unit.
    pub at_least: Option<Located<String>>,
    /// The most that it can be.
    pub at_most: Option<Located<String>>,
    /// The fact that it is a part of, and can't exceed.
    pub part_of: Option<Located<String>>,
    /// Whether a profile may give several choices.
    pub many: bool,
    /// Whether its choices are ranked, the lowest first.
    pub ranked: bool,
    /// Whether it lies in the past, so that the firm can't change it.
    pub fixed: bool,
    /// yes, slowly or no: whether the firm can change it.
    pub changes: Option<Located<String>>,
    /// The choices.
    pub choices: Vec<RawChoice>,
    /// Names that may be one choice or another.
    pub unclear: Vec<RawUnclear>,
    /// The date that it must not precede.
    pub not_before: Option<Located<String>>,
    /// Who decides it.
    pub judged_by: Option<Located<String>>,
    /// The question that asks for it.
    pub question: Option<Located<String>>,
    /// The question in English.
    pub question_en: Option<Located<String>>,
    /// Where a firm finds it.
    pub find: Option<Located<String>>,
    /// Where a firm finds it, in English.
    pub find_en: Option<Located<String>>,
    /// How it follows from other facts, as a quantity.
    pub value: Option<RawQuantity>,
    /// How it follows from other facts, as conditions.
    pub when: Option<Vec<RawCondition>>,
}

/// One choice of a fact.
#[derive(Debug)]
pub struct RawChoice {
    /// Its key.
    pub key: Located<String>,
    /// Its English name.
    pub label_en: Option<Located<String>>,
    /// Its Chinese name, then other accepted names.
    pub names: Vec<Located<String>>,
}

/// Names that may be one choice or another.
#[derive(Debug)]
pub struct RawUnclear {
    /// The names.
    pub names: Vec<Located<String>>,
    /// On what it hangs, and what to write.
    pub why: Located<String>,
    /// The same in English.
    pub why_en: Option<Located<String>>,
}

impl RawDictionary {
    /// Reads `facts.toml`.
    #[must_use]
    pub fn read(sink: &Sink, root: &Spanned<DeTable<'_>>) -> RawDictionary {
        let table = Table::of_file(sink, root);
        let entries = |key, what| table.read(key, |value: Value<'_>| value.table(what));
        let records = entries("record", "[record]").map(|table| table.entries().collect::<Vec<_>>());
        let facts = entries("fact", "[fact]").map(|table| table.entries().collect::<Vec<_>>());
        let mut dictionary = RawDictionary::default();
        for (key, value) in records.into_iter().flatten() {
            match RawRecord::read(key.clone(), value) {
                Some(record) => dictionary.records.push(record),
                None => dictionary.broken.push(key.value),
            }
        }
        for (key, value) in facts.into_iter().flatten() {
            let Some(table) = value.table("[fact.…]") else {
                dictionary.broken.push(key.value);
                continue;
            };
            if table.has_only("choices") {
                dictionary.more.push(RawMore { key, choices: choices_of(&table) });
                continue;
            }
            match RawFact::read(key.clone(), table) {
                Some(fact) => dictionary.facts.push(fact),
                None => dictionary.broken.push(key.value),
            }
        }
        table.finish();
        dictionary
    }
}

impl RawRecord {
    fn read(key: Located<String>, value: Value<'_>) -> Option<RawRecord> {
        let table = value.table("[record.…]")?;
        let text = |key| table.read(key, Value::text);
        let (label, label_en) = (table.require("label", Value::text), text("label-en"));
        let aliases = table.read("aliases", Value::texts).unwrap_or_default();
        let (question, question_en) = both(&table, "question", "question-en");
        let (named_by, dated_by, counts_by) = (text("named-by"), text("dated-by"), text("counts-by"));
        table.finish();
        Some(RawRecord { key, label: label?, label_en, aliases, question, question_en, named_by, dated_by, counts_by })
    }
}

impl RawFact {
    fn read(key: Located<String>, table: Table<'_>) -> Option<RawFact> {
        let label = table.require("label", Value::text);
        let kind = table.require("kind", Value::text);
        let flag = |key| table.read(key, Value::flag).is_some_and(|flag| flag.value);
        let text = |key| table.read(key, Value::text);
        let (question, question_en) = both(&table, "question", "question-en");
        let (find, find_en) = both(&table, "find", "find-en");
        let fact = RawFact {
            key,
            label: label?,
            label_en: text("label-en"),
            aliases: table.read("aliases", Value::texts).unwrap_or_default(),
            kind: kind?,
            yearly: flag("yearly"),
            signed: flag("signed"),
            at_least: table.read("at-least", Value::figure),
            at_most: table.read("at-most", Value::figure),
            part_of: text("part-of"),
            many: flag("many"),
            ranked: flag("order"),
            fixed: flag("fixed"),
            changes: text("changes"),
            choices: choices_of(&table),
            unclear: table.read_tables("unclear", "unclear").into_iter().filter_map(RawUnclear::read).collect(),
            not_before: text("not-before"),
            judged_by: text("judged-by"),
            question,
            question_en,
            find,
            find_en,
            value: table.read("value", RawQuantity::read),
            when: table.read("when", RawCondition::list),
        };
        table.finish();
        Some(fact)
    }
}

impl RawChoice {
    fn read(table: Table<'_>) -> Option<RawChoice> {
        let (key, names) = (table.require("key", Value::text), table.require("names", Value::texts));
        let label_en = table.read("label-en", Value::text);
        table.finish();
        Some(RawChoice { key: key?, label_en, names: names? })
    }
}

impl RawUnclear {
    fn read(table: Table<'_>) -> Option<RawUnclear> {
        let names = table.require("names", Value::filled_texts);
        let (why, why_en) = (table.require("why", Value::text), table.read("why-en", Value::text));
        table.finish();
        Some(RawUnclear { names: names?, why: why?, why_en })
    }
}

fn choices_of(table: &Table<'_>) -> Vec<RawChoice> {
    table.read_tables("choices", "choice").into_iter().filter_map(RawChoice::read).collect()
}

/// A text and its English, which is of nothing where there is no Chinese.
fn both(
    table: &Table<'_>,
    key: &'static str,
    key_en: &'static str,
) -> (Option<Located<String>>, Option<Located<String>>) {
    let english = table.read(key_en, Value::text);
    let text = if table.has(key_en) { table.require(key, Value::text) } else { table.read(key, Value::text) };
    (text, english)
}
