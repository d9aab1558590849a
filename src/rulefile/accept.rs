//! Reminders that a rule file takes as right, as written.

use crate::reader::{Table, Value};
use crate::source::{Located, Span};

/// A reminder that is not to be told here.
#[derive(Debug)]
pub struct RawAccept {
    /// Its table.
    pub span: Span,
    /// Its code.
    pub code: Located<String>,
}

impl RawAccept {
    /// The reminders that a table accepts.
    pub(super) fn list(table: &Table<'_>) -> Vec<RawAccept> {
        table.read_tables("accept", "accept").into_iter().filter_map(RawAccept::read).collect()
    }

    fn read(table: Table<'_>) -> Option<RawAccept> {
        // The reason is for who reads the file; it has to be there.
        let (code, why) = (table.require("code", Value::text), table.require("why", Value::text));
        let span = table.span().clone();
        table.finish();
        why.and(code).map(|code| RawAccept { span, code })
    }
}
