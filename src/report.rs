//! What zjtx answers: one view model, computed once by `explain`, that every renderer only lays out.
//!
//! Its JSON is a public interface, `zjtx.report/1`, whose schema is `schema/report.schema.json`. Money is a string
//! in yuan: whole yuan without decimals, else with two.

mod comparison;
mod condition;
mod covered;
mod curve;
mod document;
mod due;
mod explanation;
mod handover;
mod ladder;
mod mutants;
mod plan;
mod reason;
mod receipt;
mod stacking;
mod standard;
mod support;
mod test;
mod value;
mod what_if;
mod yuan;

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

pub use crate::evaluate::{Status, Window};
pub use crate::rulebook::Offer;
pub use comparison::{COMPARE_SCHEMA, ComparedDocument, ComparedSupport, Comparison, PlaceComparison};
pub use condition::{CheckedRecord, ConditionReport, Outcome};
pub use covered::{COVERAGE_SCHEMA, CoverageReport, DocumentCoverage, Fraction, Sight, UncoveredReport};
pub use curve::{CURVE_SCHEMA, CurveJump, CurvePoint, CurveReport, OpenSupport};
pub use document::{DOCUMENT_SCHEMA, DocumentExplanation, OmittedReport, PartReport, ReplacedReport};
pub use due::{DUE_SCHEMA, DueDay, DueKind, DueReport};
pub use explanation::{
    AnswerReport, ClauseReport, EXPLANATION_SCHEMA, Explanation, GroupReport, MemberReport, RecordKind, RuleReport,
    RuleStageReport,
};
pub use handover::{Chapter, Handover};
pub use ladder::{
    BringReport, DerivedReport, HeldReport, IndicatorReport, LADDER_SCHEMA, Ladder, NextBandReport, Rung, ScoreReport,
    SideReport, TightenedReport,
};
pub use mutants::{DocumentMutants, MUTANTS_SCHEMA, MutantsReport, SurvivorReport};
pub use plan::{
    PLAN_SCHEMA, PlanChange, PlanChoice, PlanCliff, PlanExcluded, PlanFact, PlanFirst, PlanNamed, PlanReport,
    PlanRunnerUp, PlanTarget,
};
pub use reason::{ReasonCode, ReasonReport};
pub use receipt::{
    ChangedRule, RECEIPT_SCHEMA, Receipt, ReceiptFlaw, RuleChange, RuleDigest, VERIFY_SCHEMA, Verification, sha256,
};
pub use stacking::{CutReport, DisplacedReport, JointReport, StackingReport};
pub use standard::{StandardReport, Way};
pub use support::{
    AmountReport, ApplyReport, Certainty, Ends, IfOpenReport, ItemReport, MissingReport, NearMissReport, PaperReport,
    PaperState, StageReport, SupportHead, SupportReport, TermReport,
};
pub use test::{CaseFileReport, CaseReport, Difference, Given, Subject, TEST_SCHEMA, TestReport};
pub use value::{VALUE_SCHEMA, ValueReport};
pub use what_if::{ChangeReport, Changed, ChangedSide, NamedAnswer, WHAT_IF_SCHEMA, WhatIf};
pub use yuan::Yuan;

/// The words of a closed list of a report, as its JSON has them.
#[must_use]
pub fn words_in<T: JsonSchema>() -> Vec<String> {
    let schema = schemars::SchemaGenerator::default().into_root_schema_for::<T>();
    let variants = schema.get("oneOf").and_then(Value::as_array).into_iter().flatten();
    variants.filter_map(|variant| Some(variant.get("const")?.as_str()?.to_owned())).collect()
}

/// How much is told of each support.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Detail {
    /// How many firms get it and how much: no report where [`crate::evaluate::Figures`] say it.
    Counts,
    /// What each support is for the firm and how much it brings, and nothing of why.
    Amounts,
    /// And by how little it is missed.
    Misses,
    /// The answer, with what decides it, and no list of conditions: for tables of many firms.
    Answers,
    /// Each condition, too.
    Conditions,
    /// And each condition on records for each of them.
    Records,
}

impl Detail {
    /// How much a report tells where no figures say what is asked.
    #[must_use]
    pub fn of_report(self) -> Detail {
        if self == Detail::Counts { Detail::Misses } else { self }
    }
}

/// The version of the report's JSON.
pub const SCHEMA: &str = "zjtx.report/1";

/// The whole answer for one firm. Its texts are in the language of the run; codes, keys, figures and dates are the
/// same in either.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Report {
    /// `zjtx.report/1`
    pub schema: &'static str,
    /// The day as of which everything was judged.
    pub as_of: String,
    /// Where that day came from.
    pub as_of_from: AsOfFrom,
    /// Whether no assumption was taken: every reading of the documents is inside the answer.
    pub strict: bool,
    /// The firm.
    pub enterprise: Enterprise,
    /// Every support of the firm's place: by low end, then high end, then the order of the files.
    pub supports: Vec<SupportReport>,
    /// How supports that interact were combined.
    pub stacking: Vec<StackingReport>,
    /// Supports of which only what they bring together is known. These and what each support counts for by itself add
    /// up to the totals.
    pub joint: Vec<JointReport>,
    /// Sums of what may be added.
    pub totals: Vec<TotalReport>,
    /// The totals if no assumption is taken; only where there is none with them, or none but of nothing, and they are why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub read_otherwise: Vec<TotalReport>,
    /// The documents that were read for the firm's place.
    pub documents: Vec<Arc<DocumentReport>>,
    /// How much of the firm's place was read; absent where no place is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_read: Option<PlaceRead>,
    /// What the program itself assumes.
    pub assumptions: Vec<String>,
}

/// Where the as-of date came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AsOfFrom {
    /// `--as-of`
    Option,
    /// The profile's `as-of`.
    Profile,
    /// Today, in UTC+8.
    Today,
}

/// The firm.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Enterprise {
    /// Its name.
    pub name: Option<String>,
    /// The full name of its place.
    pub place: Option<String>,
    /// How many of its values could not be read, and so are not known; absent where all were.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unread: usize,
}

/// How much of a place was read: what else it gives, nobody knows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PlaceRead {
    /// The place and those that it lies within, inner ones first and the nation left out, of which no document was read.
    pub not_read: Vec<String>,
    /// How many documents of the place, and of those that it lies within, are known of and were not read, or in part.
    pub known_unread: usize,
    /// Where nothing was read of the place but of its province: the places of the province of which documents were read.
    pub near: Vec<String>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// The document of a support.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct DocumentReport {
    /// `nantong/reply-2024`
    pub id: String,
    /// Its own title.
    pub title: String,
    /// 文号, where it has one.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: String,
    /// When; `null` where it was not read.
    pub issued: Option<String>,
    /// The first day in force; `null` where it was not read.
    pub from: Option<String>,
    /// The last day in force; `null` when not stated.
    pub until: Option<String>,
    /// Whether the day lies between the two.
    pub open: bool,
    /// Whether it is of the whole nation; the JSON says it by its folder.
    #[serde(skip)]
    pub is_national: bool,
    /// In how many days it ends, where that is soon; the warnings say it.
    #[serde(skip)]
    pub ends_in: Option<i64>,
    /// in-force, ended, superseded, unconfirmed or draft.
    pub standing: String,
    /// Why that standing.
    pub standing_note: Option<String>,
    /// official, copy, restated or single.
    pub evidence: String,
    /// When the rules were last held against it.
    pub checked: String,
    /// Its address.
    pub source: Option<String>,
    /// Why none is known; absent where one is, or nobody looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_note: Option<String>,
    /// Whom one asks, and how; absent where it does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// What should be noticed: unconfirmed, ended, ends soon.
    pub warnings: Vec<String>,
}

/// A place in a rule file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SourceReport {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

/// One total.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TotalReport {
    /// enterprise, person or unstated.
    pub paid_to: String,
    /// cash, voucher, tax-saved, deduction, loan or equity; different ones are never added.
    pub kind: String,
    /// once, month or year.
    pub period: String,
    /// in-force or unconfirmed.
    pub standing: String,
    /// Surely at least this, in yuan; `null` only when no figure is stated.
    pub low: Option<Yuan>,
    /// At most this, in yuan; `null` when open, or when some of it is not stated.
    pub high: Option<Yuan>,
    /// At most this of what is stated, in yuan; `null` when that is open, or when no figure is stated.
    pub stated_high: Option<Yuan>,
    /// Supports that pay without a stated amount; not in the figures.
    pub unstated: usize,
    /// Whether a figure was too large to be computed; the upper end is open then.
    pub incomplete: bool,
    /// Whether some of it recurs for a time that the text does not state; nothing is multiplied.
    pub duration_unstated: bool,
    /// What the ends hang on.
    pub reasons: Vec<ReasonReport>,
}
