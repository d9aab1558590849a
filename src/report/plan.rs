//! What a firm best takes, and what little change would bring more.
//!
//! Its JSON is a public interface, `zjtx.plan/1`, whose schema is `schema/plan.schema.json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{AsOfFrom, ChangeReport, Ends, Enterprise, OpenSupport, Status, Yuan};

/// The version of the JSON of a plan.
pub const PLAN_SCHEMA: &str = "zjtx.plan/1";

/// The plan of a firm. Its totals are cash to the firm, once, by all documents in force and not confirmed together.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PlanReport {
    /// `zjtx.plan/1`
    pub schema: &'static str,
    /// The day as of which everything was judged.
    pub as_of: String,
    /// Where that day came from.
    pub as_of_from: AsOfFrom,
    /// Whether no assumption was taken.
    pub strict: bool,
    /// The firm.
    pub enterprise: Enterprise,
    /// The best legal combination: what it surely brings, and the most that any may bring.
    pub total: Ends,
    /// Supports that pay without an upper end: why the total has none.
    pub open: Vec<OpenSupport>,
    /// Where one support keeps another from being paid: which are taken, and which comes next.
    pub choices: Vec<PlanChoice>,
    /// The smallest changes, the one that brings most first.
    pub changes: Vec<PlanChange>,
    /// Steps near the firm's figures that lose money.
    pub cliffs: Vec<PlanCliff>,
    /// What has to be known first, what decides most money first: nothing is proposed of what is not known.
    pub first: Vec<PlanFirst>,
    /// Supports and standards that are missed and that no change of so few facts reaches.
    pub out_of_reach: Vec<PlanTarget>,
}

/// A support by name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PlanNamed {
    /// Its address.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// Supports of which not all are paid.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PlanChoice {
    /// What relates them.
    pub group: String,
    /// highest, top-up, sum, one-of or unstated.
    pub rule: String,
    /// The document that says so; `null` where they only share their purpose, and none does.
    pub document: Option<String>,
    /// The place in that document.
    pub clause: Option<String>,
    /// The record within which it holds; `null` for the firm.
    pub record: Option<String>,
    /// The calendar year within which it holds; `null` for any time.
    pub year: Option<i16>,
    /// Those that bring most for sure.
    pub certain: Vec<PlanNamed>,
    /// Those without which the most that is possible is less; empty where others may bring as much, or that has no end.
    pub possible: Vec<PlanNamed>,
    /// The others.
    pub excluded: Vec<PlanExcluded>,
    /// What comes next: the firm leaves one of the best out.
    pub runner_up: Option<PlanRunnerUp>,
}

/// A support that is not paid beside others.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PlanExcluded {
    /// Its address.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What keeps it from being paid.
    pub by: String,
    /// Whether that is so whatever is still open.
    pub certain: bool,
}

/// The second best.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PlanRunnerUp {
    /// What is left out.
    pub without: PlanNamed,
    /// What is taken of the same group.
    pub takes: Vec<PlanNamed>,
    /// By how much less is sure, in yuan.
    pub less_low: Yuan,
    /// By how much less is possible, in yuan; `null` where that has no end.
    pub less_high: Option<Yuan>,
}

/// One change of the firm, and all that it brings.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PlanChange {
    /// As `zjtx check --set` takes it, each by itself.
    pub set: Vec<String>,
    /// The facts that are changed.
    pub facts: Vec<PlanFact>,
    /// What is missed without it, and with one unit less of any of its figures.
    pub targets: Vec<PlanTarget>,
    /// Titles that the figures below take as granted besides, by their keys.
    pub titles: Vec<String>,
    /// By how much more is sure, in yuan; negative where it is less.
    pub low: Yuan,
    /// By how much more is possible, in yuan; `null` where either has no end.
    pub high: Option<Yuan>,
    /// All that is another answer with it.
    pub changes: Vec<ChangeReport>,
    /// The supports that bring less with it, or are lost.
    pub harms: Vec<PlanNamed>,
    /// Figures that the documents state of what it reaches: fees, times.
    pub terms: Vec<String>,
}

/// A fact that is changed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PlanFact {
    /// As `--set` names it.
    pub fact: String,
    /// What it is called, with its record and year.
    pub label: String,
    /// What the firm states, in words.
    pub from: String,
    /// What would just do, in words.
    pub to: String,
    /// The difference in words; `null` of what is no figure.
    pub by: Option<String>,
    /// The unit of which one less fails, as the figure is written; `null` of what is no figure.
    pub unit: Option<String>,
    /// yes: a decision of the firm; slowly: over a year or more.
    pub changes: &'static str,
    /// Whether it is of a year that is over, so that the next year has to reach it.
    pub next_year: bool,
}

/// What a change reaches.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PlanTarget {
    /// The address of the support or the standard.
    pub id: String,
    /// What it is called; of a standard the title.
    pub name: String,
    /// Whether it is the standard of a title.
    pub is_title: bool,
    /// Of which record; `null` for the firm.
    pub record: Option<String>,
    /// What it is with the change; `null` of what none reaches.
    pub status: Option<Status>,
}

/// A small step from the firm's own figure that loses money.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PlanCliff {
    /// As `--set` names it.
    pub fact: String,
    /// What it is called.
    pub label: String,
    /// The figure from which on less is brought, as `--set` takes it.
    pub at: String,
    /// Whether that is above the firm's own.
    pub above: bool,
    /// The firm's own, that figure, and the way between, in words.
    pub text: String,
    /// By how much less is sure at that step, in yuan.
    pub less_low: Yuan,
    /// By how much less is possible, in yuan; `null` where either has no end.
    pub less_high: Option<Yuan>,
    /// The supports that are another answer.
    pub changes: Vec<ChangeReport>,
}

/// A fact that has to be known first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PlanFirst {
    /// Its key; of a whole list of records that of the list.
    pub fact: String,
    /// What it is called.
    pub label: String,
    /// The record it is missing from.
    pub record: Option<String>,
    /// How many supports it may decide.
    pub supports: usize,
    /// The most that one of those may bring, in yuan; `null` where none has such a figure.
    pub most: Option<Yuan>,
}
