//! The head of a rule file: which government document it is.

use crate::calendar::Day;
use crate::finding::Problem;
use crate::reader::{Table, Value};
use crate::source::{Located, Span};

use super::accept::RawAccept;
use super::condition::RawCondition;
use super::quantity::RawQuantity;

/// The `[document]` table as written.
#[derive(Debug)]
pub struct RawDocument {
    /// Its table.
    pub span: Span,
    /// The document's own title.
    pub title: Located<String>,
    /// 文号, where it has one; some have several.
    pub numbers: Vec<Located<String>>,
    /// Who issued it.
    pub issuer: Located<String>,
    /// law, measure, rules, plan, opinion, reply, report or notice.
    pub kind: Located<String>,
    /// When it was issued; `None` where that was not read.
    pub issued: Option<Located<Day>>,
    /// The first day in force; `None` where that was not read.
    pub from: Option<Located<Day>>,
    /// The last day in force, where stated.
    pub until: Option<Located<Day>>,
    /// in-force, ended, superseded, unconfirmed or draft.
    pub standing: Located<String>,
    /// Why that standing.
    pub standing_note: Option<Located<String>>,
    /// official, copy, restated or single.
    pub evidence: Located<String>,
    /// When the file was last held against its source.
    pub checked: Located<Day>,
    /// The document's own address, where one is known.
    pub source: Option<Located<String>>,
    /// Why no address is known.
    pub source_note: Option<Located<String>>,
    /// Whom one asks, and how.
    pub contact: Option<Located<String>>,
    /// Where it applies; the place of the path if absent.
    pub scope: Option<RawScope>,
    /// The older documents and supports that it takes the place of.
    pub replaces: Vec<RawReplaced>,
    /// The figures of older supports that it changes.
    pub amends: Vec<RawAmended>,
    /// The reminders that are not to be told of the file.
    pub accept: Vec<RawAccept>,
}

/// A figure of an older support that a newer document changes.
#[derive(Debug)]
pub struct RawAmended {
    /// The address of the support.
    pub what: Located<String>,
    /// The figure as it was.
    pub from: RawQuantity,
    /// The figure as it is.
    pub to: RawQuantity,
    /// For which firms; for all if empty.
    pub when: Vec<RawCondition>,
    /// The place in the newer document.
    pub clause: Located<String>,
    /// The figures as printed there.
    pub figures: Vec<Located<String>>,
}

/// What a newer document takes the place of.
#[derive(Debug)]
pub struct RawReplaced {
    /// The address of a document or of a support.
    pub what: Located<String>,
    /// Whether that is known.
    pub sure: Located<bool>,
}

/// Where a document or a support applies.
#[derive(Debug)]
pub struct RawScope {
    /// Its table.
    pub span: Span,
    /// Places and place sets in which it surely applies.
    pub within: Vec<Located<String>>,
    /// Places in which it surely does not.
    pub not_in: Vec<Located<String>>,
    /// Places for which the text does not say.
    pub unclear_in: Vec<Located<String>>,
}

impl RawDocument {
    pub(super) fn read(value: Value<'_>) -> Option<RawDocument> {
        let table = value.table("[document]")?;
        let (title, issuer) = (table.require("title", Value::text), table.require("issuer", Value::text));
        let (kind, issued) = (table.require("kind", Value::text), table.require("issued", Value::day_or_unread));
        let (from, standing) = (table.require("from", Value::day_or_unread), table.require("standing", Value::text));
        let (evidence, checked) = (table.require("evidence", Value::text), table.require("checked", Value::day));
        let (numbers, until) = (table.read("number", Value::text_or_texts), table.read("until", Value::day));
        let (note, source) = (table.read("standing-note", Value::text), table.read("source", Value::address));
        let (source_note, contact) = (table.read("source-note", Value::text), table.read("contact", Value::text));
        if table.has("source") && table.has("source-note") {
            table.report(Problem::TwoForms { first: "source", second: "source-note" });
        }
        let scope = table.read("scope", RawScope::read);
        let replaces = table.read_tables("replaces", "replaced");
        let replaces = replaces.into_iter().filter_map(RawReplaced::read).collect();
        let amends = table.read_tables("amends", "amended").into_iter().filter_map(RawAmended::read).collect();
        let (span, accept) = (table.span().clone(), RawAccept::list(&table));
        table.finish();
        Some(RawDocument {
            span,
            title: title?,
            numbers: numbers.unwrap_or_default(),
            issuer: issuer?,
            kind: kind?,
            issued: issued?,
            from: from?,
            until,
            standing: standing?,
            standing_note: note,
            evidence: evidence?,
            checked: checked?,
            source,
            source_note,
            contact,
            scope,
            replaces,
            amends,
            accept,
        })
    }
}

impl RawAmended {
    fn read(table: Table<'_>) -> Option<RawAmended> {
        let (what, clause) = (table.require("what", Value::text), table.require("clause", Value::text));
        let (from, to) = (table.require("from", RawQuantity::read), table.require("to", RawQuantity::read));
        let (when, figures) = (table.read("when", RawCondition::list), table.read("figures", Value::texts));
        // Broken conditions were reported, and must not turn into none.
        let is_whole = when.is_some() || !table.has("when");
        table.finish();
        let (when, figures) = (when.unwrap_or_default(), figures.unwrap_or_default());
        is_whole.then_some(RawAmended { what: what?, from: from?, to: to?, when, clause: clause?, figures })
    }
}

impl RawReplaced {
    fn read(table: Table<'_>) -> Option<RawReplaced> {
        let (what, sure) = (table.require("what", Value::text), table.require("sure", Value::flag));
        table.finish();
        Some(RawReplaced { what: what?, sure: sure? })
    }
}

impl RawScope {
    pub(super) fn read(value: Value<'_>) -> Option<RawScope> {
        let table: Table<'_> = value.table("scope")?;
        let scope = RawScope {
            span: table.span().clone(),
            within: table.require("in", Value::filled_texts).unwrap_or_default(),
            not_in: table.read("not-in", Value::texts).unwrap_or_default(),
            unclear_in: table.read("unclear-in", Value::texts).unwrap_or_default(),
        };
        table.finish();
        Some(scope)
    }
}
