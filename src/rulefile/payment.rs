//! How money is paid: to whom, how often, in which parts.

use crate::finding::Problem;
use crate::reader::{Table, Value};
use crate::source::{Located, Span};

use super::condition::RawCondition;
use super::quantity::RawQuantity;

/// How a support is paid.
#[derive(Debug)]
pub struct RawPaid {
    /// `enterprise`, `person` or `unstated`.
    pub to: Option<Located<String>>,
    /// `month` or `year`; once if absent.
    pub every: Option<Located<String>>,
    /// For how long: a number of months or years, or `unstated`.
    pub duration: Option<RawQuantity>,
    /// cash, voucher, tax-saved, deduction, loan or equity; cash if absent.
    pub medium: Option<Located<String>>,
}

/// A part of the amount and what it waits for.
#[derive(Debug)]
pub struct RawStage {
    /// Its table.
    pub span: Span,
    /// The event.
    pub after: Located<String>,
    /// Its share of the support's amount.
    pub share: Option<RawQuantity>,
    /// An amount of its own.
    pub amount: Option<RawQuantity>,
    /// What must be met besides.
    pub when: Vec<RawCondition>,
}

impl RawPaid {
    pub(super) fn read(value: Value<'_>) -> Option<RawPaid> {
        let table = value.table("paid")?;
        let (to, every) = (table.read("to", Value::text), table.read("every", Value::text));
        let (duration, medium) = (table.read("for", RawQuantity::read), table.read("as", Value::text));
        // A broken duration was reported, and must not turn into none.
        let is_whole = duration.is_some() || !table.has("for");
        table.finish();
        is_whole.then_some(RawPaid { to, every, duration, medium })
    }
}

impl RawStage {
    pub(super) fn read(table: Table<'_>) -> Option<RawStage> {
        let after = table.require("after", Value::text);
        let (share, amount) = (table.read("share", RawQuantity::read), table.read("amount", RawQuantity::read));
        let when = table.read("when", RawCondition::list).unwrap_or_default();
        match (table.has("share"), table.has("amount")) {
            (false, false) => table.report(Problem::MissingKey { key: "share", within: "stage" }),
            (true, true) => table.report(Problem::TwoForms { first: "share", second: "amount" }),
            _ => {}
        }
        let span = table.span().clone();
        table.finish();
        Some(RawStage { span, after: after?, share, amount, when })
    }
}
