//! The head of a rule file: which government document it is.

use crate::calendar::Day;
use crate::reader::{Table, Value};
use crate::source::{Located, Span};

/// The `[document]` table as written.
#[derive(Debug)]
pub struct RawDocument {
    /// Its table.
    pub span: Span,
    /// The document's own title.
    pub title: Located<String>,
    /// 文号, where it has one.
    pub number: Option<Located<String>>,
    /// Who issued it.
    pub issuer: Located<String>,
    /// law, measure, rules, plan, opinion, reply, report or notice.
    pub kind: Located<String>,
    /// When it was issued.
    pub issued: Located<Day>,
    /// The first day in force.
    pub from: Located<Day>,
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
    /// Where it applies; the place of the path if absent.
    pub scope: Option<RawScope>,
    /// The older documents and supports that it takes the place of.
    pub replaces: Vec<RawReplaced>,
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
        let (kind, issued) = (table.require("kind", Value::text), table.require("issued", Value::day));
        let (from, standing) = (table.require("from", Value::day), table.require("standing", Value::text));
        let (evidence, checked) = (table.require("evidence", Value::text), table.require("checked", Value::day));
        let (number, until) = (table.read("number", Value::text), table.read("until", Value::day));
        let (note, source) = (table.read("standing-note", Value::text), table.read("source", Value::text));
        let scope = table.read("scope", RawScope::read);
        let replaces = table.read_tables("replaces", "replaced");
        let replaces = replaces.into_iter().filter_map(RawReplaced::read).collect();
        let span = table.span().clone();
        table.finish();
        Some(RawDocument {
            span,
            title: title?,
            number,
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
            scope,
            replaces,
        })
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
