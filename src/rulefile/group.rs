//! How supports interact, and how much of them is paid at most, as written.

use crate::reader::{Table, Value};
use crate::source::{Located, Span};

use super::accept::RawAccept;
use super::quantity::RawQuantity;

/// Supports that interact.
#[derive(Debug)]
pub struct RawGroup {
    /// Its table.
    pub span: Span,
    /// Its name for people.
    pub name: Located<String>,
    /// Its English name.
    pub name_en: Option<Located<String>>,
    /// Its members: ids of this file, addresses, or `*` for every money support of this file.
    pub members: Vec<Located<String>>,
    /// highest, top-up, sum or unstated.
    pub rule: Located<String>,
    /// The record kind within which they interact; the firm if absent.
    pub per: Option<Located<String>>,
    /// `year`, where they interact only within one year.
    pub within: Option<Located<String>>,
    /// Caps of what they bring together.
    pub limits: Vec<RawLimit>,
    /// The place in the document.
    pub clause: Option<Located<String>>,
    /// The figures as printed there.
    pub figures: Vec<Located<String>>,
    /// What the text leaves open without widening the answer.
    pub silent: Vec<Located<String>>,
    /// The reminders that are not to be told of it.
    pub accept: Vec<RawAccept>,
}

/// A cap with a scope and a period.
#[derive(Debug)]
pub struct RawLimit {
    /// Its table.
    pub span: Span,
    /// The most.
    pub cap: RawQuantity,
    /// A record kind, `enterprise` or `unstated`.
    pub per: Located<String>,
    /// `year` or `ever`; of all that is answered if absent.
    pub within: Option<Located<String>>,
}

impl RawGroup {
    pub(super) fn read(table: Table<'_>) -> Option<RawGroup> {
        let (name, rule) = (table.require("name", Value::text), table.require("rule", Value::text));
        let members = table.require("members", Value::filled_texts);
        let name_en = table.read("name-en", Value::text);
        let (per, within) = (table.read("per", Value::text), table.read("within", Value::text));
        let limits = RawLimit::list(&table);
        let clause = table.read("clause", Value::text);
        let texts = |key| table.read(key, Value::texts).unwrap_or_default();
        let (figures, silent) = (texts("figures"), texts("silent"));
        let (span, accept) = (table.span().clone(), RawAccept::list(&table));
        table.finish();
        Some(RawGroup {
            span,
            name: name?,
            name_en,
            members: members?,
            rule: rule?,
            per,
            within,
            limits,
            clause,
            figures,
            silent,
            accept,
        })
    }
}

impl RawLimit {
    /// The limits of a support or a group.
    pub(super) fn list(table: &Table<'_>) -> Vec<RawLimit> {
        table.read_tables("limits", "limit").into_iter().filter_map(RawLimit::read).collect()
    }

    fn read(table: Table<'_>) -> Option<RawLimit> {
        let (cap, per) = (table.require("cap", RawQuantity::read), table.require("per", Value::text));
        let within = table.read("within", Value::text);
        let span = table.span().clone();
        table.finish();
        Some(RawLimit { span, cap: cap?, per: per?, within })
    }
}
