//! The body of a rule file: definitions, supports, groups.

use toml::Spanned;
use toml::de::DeTable;

use crate::calendar::Day;
use crate::reader::{Sink, Table, Value};
use crate::source::{Located, Span};

use super::accept::RawAccept;
use super::apply::{RawApply, RawTerm};
use super::condition::{RawCondition, RawLabel};
use super::document::{RawDocument, RawScope};
use super::group::{RawGroup, RawLimit};
use super::payment::{RawPaid, RawStage};
use super::quantity::RawQuantity;

/// A rule file as written.
#[derive(Debug)]
pub struct RawRuleFile {
    /// Its `[document]`; missing only when that was reported.
    pub document: Option<RawDocument>,
    /// Named conditions and quantities.
    pub definitions: Vec<RawDefinition>,
    /// What it takes to be recognised with a title.
    pub standards: Vec<RawStandard>,
    /// The supports, in the order of the file.
    pub supports: Vec<RawSupport>,
    /// The ids of all supports, also of those that are too broken to be among `supports`.
    pub support_ids: Vec<String>,
    /// How supports interact.
    pub groups: Vec<RawGroup>,
    /// What of the document is no support.
    pub omitted: Vec<RawOmitted>,
    /// Documents of the same place that nobody read.
    pub unread: Vec<RawUnread>,
}

/// What it takes to be recognised with a title, as written.
#[derive(Debug)]
pub struct RawStandard {
    /// Its table.
    pub span: Span,
    /// Its name within the document.
    pub id: Located<String>,
    /// The title that it gives: a choice of `title.kind`.
    pub title: Located<String>,
    /// new, review or both; both if absent.
    pub applies_to: Option<Located<String>>,
    /// The rows of the reading list that it stands for.
    pub rows: Vec<Located<String>>,
    /// What must be met.
    pub when: Vec<RawCondition>,
    /// How one applies.
    pub apply: Option<RawApply>,
    /// The place in the document.
    pub clause: Located<String>,
    /// The figures as printed there.
    pub figures: Vec<Located<String>>,
    /// What the text leaves open without widening the answer.
    pub silent: Vec<Located<String>>,
    /// The first day, where it differs from the document's.
    pub from: Option<Located<Day>>,
    /// The last day, where it differs from the document's.
    pub until: Option<Located<Day>>,
    /// The reminders that are not to be told of it.
    pub accept: Vec<RawAccept>,
}

/// A document, or a part of one, that is known of and that nobody read.
#[derive(Debug)]
pub struct RawUnread {
    /// Its title, where that is known.
    pub title: Option<Located<String>>,
    /// Its numbers.
    pub numbers: Vec<Located<String>>,
    /// What of it, where the rest was read.
    pub part: Option<Located<String>>,
    /// title-only, digest, reported or cut-off.
    pub because: Located<String>,
}

/// A part of the document that is no support.
#[derive(Debug)]
pub struct RawOmitted {
    /// Its table.
    pub span: Span,
    /// The place in the document.
    pub clause: Located<String>,
    /// What it says, in the author's words.
    pub what: Located<String>,
    /// The rows of the reading list that it stands for.
    pub rows: Vec<Located<String>>,
    /// past-work, city-target, not-for-firms or duplicate-of.
    pub because: Located<String>,
    /// The support that says the same, for duplicate-of.
    pub of: Option<Located<String>>,
}

/// A named condition or quantity.
#[derive(Debug)]
pub struct RawDefinition {
    /// Its name.
    pub name: Located<String>,
    /// The conditions, all of which it means.
    pub when: Option<Vec<RawCondition>>,
    /// The quantity that it means.
    pub value: Option<RawQuantity>,
    /// What it is called for people.
    pub label: Option<RawLabel>,
    /// How an unclear term was read.
    pub assume: Option<Located<String>>,
}

/// One support as written.
#[derive(Debug)]
pub struct RawSupport {
    /// Its table.
    pub span: Span,
    /// Its name within the document.
    pub id: Located<String>,
    /// Its name for people.
    pub name: Located<String>,
    /// Its English name.
    pub name_en: Option<Located<String>>,
    /// grant, talent, tax and so on.
    pub kind: Located<String>,
    /// What the money is for; decides with what it may stack.
    pub for_what: Option<Located<String>>,
    /// The rows of the reading list that it stands for.
    pub rows: Vec<Located<String>>,
    /// `announced` or `national-law`, where it differs from the document.
    pub standing: Option<Located<String>>,
    /// The record kind of which each record is answered.
    pub for_each: Option<Located<String>>,
    /// Which records it speaks of.
    pub selects: Vec<RawCondition>,
    /// Where it applies; the document's scope if absent.
    pub scope: Option<RawScope>,
    /// What can be met or missed.
    pub when: Vec<RawCondition>,
    /// How much; absent when it is not money.
    pub amount: Option<RawQuantity>,
    /// Caps with a scope.
    pub limits: Vec<RawLimit>,
    /// To whom and how often.
    pub paid: Option<RawPaid>,
    /// The place in the document.
    pub clause: Located<String>,
    /// The figures as printed there.
    pub figures: Vec<Located<String>>,
    /// What the text leaves open without widening the answer.
    pub silent: Vec<Located<String>>,
    /// Who is in charge.
    pub department: Option<Located<String>>,
    /// Whom one asks, and how, where it differs from the document's.
    pub contact: Option<Located<String>>,
    /// The first day, where it differs from the document's.
    pub from: Option<Located<Day>>,
    /// The last day, where it differs from the document's.
    pub until: Option<Located<Day>>,
    /// Parts of the amount and what each waits for.
    pub stages: Vec<RawStage>,
    /// When the money has to be returned.
    pub clawback: Vec<RawCondition>,
    /// Figures that are not money to the firm.
    pub terms: Vec<RawTerm>,
    /// How one applies.
    pub apply: Option<RawApply>,
    /// What the money may not be used for.
    pub restricted: Option<Located<String>>,
    /// Whether it can be had again, where the firm had it before.
    pub again: Option<Located<String>>,
    /// As what the figures of the firm are taken that the text does not describe.
    pub premises: Vec<Located<String>>,
    /// The reminders that are not to be told of it.
    pub accept: Vec<RawAccept>,
}

impl RawRuleFile {
    /// Whether it says of documents that nobody read them, and nothing else.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        let is_empty = self.definitions.is_empty() && self.supports.is_empty() && self.standards.is_empty();
        self.document.is_none()
            && !self.unread.is_empty()
            && is_empty
            && self.groups.is_empty()
            && self.omitted.is_empty()
    }

    /// Reads the tables of a rule file.
    #[must_use]
    pub fn read(sink: &Sink, root: &Spanned<DeTable<'_>>) -> RawRuleFile {
        let table = Table::of_file(sink, root);
        let unread = table.read_tables("unread", "[[unread]]");
        // Documents that nobody read may stand alone.
        let of_document = ["define", "standard", "support", "group", "omitted"];
        let is_alone = !unread.is_empty() && !of_document.iter().any(|key| table.has(key));
        let document = if is_alone {
            table.read("document", RawDocument::read)
        } else {
            table.require("document", RawDocument::read)
        };
        let definitions = table.read("define", |value| Some(RawDefinition::read_all(&value.table("[define]")?)));
        let supports = table.read_tables("support", "[[support]]");
        let support_ids = supports.iter().map(|support| support.read("id", |id| id.raw().as_str().map(str::to_owned)));
        let support_ids = support_ids.map(Option::unwrap_or_default).collect();
        let groups = table.read_tables("group", "[[group]]");
        let standards = table.read_tables("standard", "[[standard]]");
        let omitted = table.read_tables("omitted", "[[omitted]]");
        let file = RawRuleFile {
            document,
            definitions: definitions.unwrap_or_default(),
            support_ids,
            supports: supports.into_iter().filter_map(RawSupport::read).collect(),
            groups: groups.into_iter().filter_map(RawGroup::read).collect(),
            standards: standards.into_iter().filter_map(RawStandard::read).collect(),
            omitted: omitted.into_iter().filter_map(RawOmitted::read).collect(),
            unread: unread.into_iter().filter_map(RawUnread::read).collect(),
        };
        table.finish();
        file
    }
}

impl RawDefinition {
    fn read_all(table: &Table<'_>) -> Vec<RawDefinition> {
        table.entries().filter_map(|(name, value)| RawDefinition::read(name, value)).collect()
    }

    fn read(name: Located<String>, value: Value<'_>) -> Option<RawDefinition> {
        let table = value.table("[define.…]")?;
        let when = table.read("when", RawCondition::list);
        let value = table.read("value", RawQuantity::read);
        let assume = table.read("assume", Value::text);
        let label = RawLabel::read(&table, "[define.…]");
        if !table.has("when") && !table.has("value") {
            table.report(crate::finding::Problem::MissingKey { key: "when", within: "[define.…]" });
        }
        if table.has("when") && table.has("value") {
            table.report(crate::finding::Problem::TwoForms { first: "when", second: "value" });
        }
        table.finish();
        Some(RawDefinition { name, when, value, label, assume })
    }
}

impl RawSupport {
    fn read(table: Table<'_>) -> Option<RawSupport> {
        let (id, name) = (table.require("id", Value::text), table.require("name", Value::text));
        let (kind, clause) = (table.require("kind", Value::text), table.require("clause", Value::text));
        let texts = |key| table.read(key, Value::texts).unwrap_or_default();
        let conditions = |key| table.read(key, RawCondition::list).unwrap_or_default();
        let limits = RawLimit::list(&table);
        let amount_is_written = table.has("amount");
        let amount = table.read("amount", RawQuantity::read);
        let support = RawSupport {
            span: table.span().clone(),
            id: id?,
            name: name?,
            name_en: table.read("name-en", Value::text),
            kind: kind?,
            for_what: table.read("for-what", Value::text),
            rows: texts("rows"),
            standing: table.read("standing", Value::text),
            for_each: table.read("for-each", Value::text),
            selects: conditions("where"),
            scope: table.read("scope", RawScope::read),
            when: conditions("when"),
            limits,
            paid: table.read("paid", RawPaid::read),
            clause: clause?,
            figures: texts("figures"),
            silent: texts("silent"),
            department: table.read("department", Value::text),
            contact: table.read("contact", Value::text),
            from: table.read("from", Value::day),
            until: table.read("until", Value::day),
            stages: table.read_tables("stages", "stage").into_iter().filter_map(RawStage::read).collect(),
            clawback: conditions("clawback"),
            terms: table.read_tables("terms", "term").into_iter().filter_map(RawTerm::read).collect(),
            apply: table.read("apply", RawApply::read),
            restricted: table.read("restricted", Value::text),
            again: table.read("again", Value::text),
            premises: texts("premises"),
            accept: RawAccept::list(&table),
            amount,
        };
        table.finish();
        // A broken amount must not turn money into a service.
        (support.amount.is_some() == amount_is_written).then_some(support)
    }
}

impl RawStandard {
    fn read(table: Table<'_>) -> Option<RawStandard> {
        let (id, title) = (table.require("id", Value::text), table.require("title", Value::text));
        let (when, clause) = (table.require("when", RawCondition::list), table.require("clause", Value::text));
        let texts = |key| table.read(key, Value::texts).unwrap_or_default();
        let (applies_to, rows) = (table.read("applies-to", Value::text), texts("rows"));
        let (figures, silent, span) = (texts("figures"), texts("silent"), table.span().clone());
        let (from, until) = (table.read("from", Value::day), table.read("until", Value::day));
        let (apply, accept) = (table.read("apply", RawApply::read), RawAccept::list(&table));
        table.finish();
        Some(RawStandard {
            span,
            id: id?,
            title: title?,
            applies_to,
            rows,
            when: when?,
            apply,
            clause: clause?,
            figures,
            silent,
            from,
            until,
            accept,
        })
    }
}

impl RawUnread {
    fn read(table: Table<'_>) -> Option<RawUnread> {
        // Of some the number alone is known.
        let numbers = table.read("number", Value::text_or_texts).unwrap_or_default();
        let title =
            if numbers.is_empty() { table.require("title", Value::text) } else { table.read("title", Value::text) };
        let (part, because) = (table.read("part", Value::text), table.require("because", Value::text));
        table.finish();
        Some(RawUnread { title, numbers, part, because: because? })
    }
}

impl RawOmitted {
    fn read(table: Table<'_>) -> Option<RawOmitted> {
        let (clause, what) = (table.require("clause", Value::text), table.require("what", Value::text));
        let (rows, because) = (table.read("rows", Value::texts), table.require("because", Value::text));
        let (of, span) = (table.read("of", Value::text), table.span().clone());
        table.finish();
        Some(RawOmitted { span, clause: clause?, what: what?, rows: rows.unwrap_or_default(), because: because?, of })
    }
}
