//! How supports that interact were combined, in the report.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Ends, Yuan};

/// How one group was combined.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct StackingReport {
    /// Its name.
    pub group: String,
    /// The document that states it; `null` where supports only share their purpose, and no document relates them.
    pub document: Option<String>,
    /// The place in that document.
    pub clause: Option<String>,
    /// The record within which it holds; `null` for the firm.
    pub record: Option<String>,
    /// The calendar year within which it holds; `null` for any time.
    pub year: Option<i16>,
    /// `highest`: one alone is paid; `top-up`: one alone, less what was received; `sum`: all, under a cap; `unstated`:
    /// the text does not say whether its members may be taken together.
    pub rule: String,
    /// What the firm keeps; if they exclude each other, where that is not stated.
    pub chosen: Vec<String>,
    /// What it then loses.
    pub displaced: Vec<DisplacedReport>,
    /// What a cap of the group cuts.
    pub cut: Option<CutReport>,
    /// What was received before and is deducted; `null` where nothing is.
    pub received: Option<Ends>,
    /// What the text leaves open besides.
    pub silent: Vec<String>,
}

/// A support that another displaces.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct DisplacedReport {
    /// The support.
    pub id: String,
    /// What displaces it.
    pub by: String,
    /// Whether it loses whatever is still open.
    pub certain: bool,
}

/// A cap that cuts what a group brings together.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CutReport {
    /// The most, in yuan; what was received before is deducted from it.
    pub cap: Yuan,
    /// What its members would bring without it: in the time of the cap, where they recur.
    pub sum: Ends,
    /// Where they recur within it, of which time it is the cap: year, ever, or whole (all that is answered).
    pub over: Option<String>,
    /// The members that give way first; empty where the document does not say.
    pub first: Vec<String>,
}

/// Supports of which only what they bring together is known.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct JointReport {
    /// The supports.
    pub supports: Vec<String>,
    /// What they are called.
    pub name: String,
    /// enterprise, person or unstated.
    pub paid_to: String,
    /// cash, voucher, tax-saved, deduction, loan or equity.
    pub kind: String,
    /// once, month or year.
    pub period: String,
    /// in-force or unconfirmed.
    pub standing: String,
    /// Surely at least this, in yuan.
    pub low: Yuan,
    /// At most this, in yuan; `null` when open.
    pub high: Option<Yuan>,
    /// Why they don't count one by one, in words.
    pub text: String,
}
