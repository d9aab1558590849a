//! The ladder of titles: what a firm holds, what each other title takes, and what it would bring.
//!
//! Its JSON is a public interface, `zjtx.ladder/1`, whose schema is `schema/ladder.schema.json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{AsOfFrom, Ends, Enterprise, StandardReport, Status};

/// The version of the ladder's JSON.
pub const LADDER_SCHEMA: &str = "zjtx.ladder/1";

/// The titles of one firm. Its texts are in the language of the run; codes, keys, figures and dates are the same in
/// either.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Ladder {
    /// `zjtx.ladder/1`
    pub schema: &'static str,
    /// The day as of which everything was judged.
    pub as_of: String,
    /// Where that day came from.
    pub as_of_from: AsOfFrom,
    /// Whether no assumption was taken.
    pub strict: bool,
    /// The firm.
    pub enterprise: Enterprise,
    /// Its size class; `null` where the rules have none.
    pub size: Option<DerivedReport>,
    /// The titles that the profile lists; `null` when it does not say which it has.
    pub titles: Option<Vec<HeldReport>>,
    /// Every standard, from the lowest title up, the document in force before older ones.
    pub standards: Vec<Rung>,
    /// What the program itself assumes.
    pub assumptions: Vec<String>,
}

/// A fact that follows from others.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct DerivedReport {
    /// Its key.
    pub fact: String,
    /// What it is called.
    pub label: String,
    /// The choices that it can be, by key; one when it is known.
    pub choices: Vec<String>,
    /// The same in words.
    pub text: String,
}

/// A title that the profile lists.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct HeldReport {
    /// Which title, by key; `null` when the profile does not say.
    pub title: Option<String>,
    /// What it is called.
    pub name: String,
    /// When it was granted.
    pub granted: Option<String>,
    /// The last day of it, stated or following from the grant.
    pub until: Option<String>,
    /// Whether it is valid on the day; `null` when that is not known.
    pub valid: Option<bool>,
}

/// One standard, and what its title would change.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Rung {
    /// What it takes, held against the firm.
    #[serde(flatten)]
    pub standard: StandardReport,
    /// Whether the firm holds the title; `null` when that is not known.
    pub held: Option<bool>,
    /// Scores that it asks for.
    pub scores: Vec<ScoreReport>,
    /// Conditions that the firm misses and that asked for less, or nothing, in the standard before, which it does not
    /// miss as far as is known.
    pub tightened: Vec<TightenedReport>,
    /// Every support at the firm's place that the title would change; `null` when the firm holds it, or when which
    /// titles it holds is not stated, or when nobody new is recognised by this standard on the day.
    pub brings: Option<Vec<BringReport>>,
}

/// A score: points for each of several indicators.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ScoreReport {
    /// The condition that asks for it.
    pub address: String,
    /// What it is called.
    pub label: String,
    /// The points, at least.
    pub low: String,
    /// The points, at most.
    pub high: Option<String>,
    /// What is required.
    pub required: String,
    /// Whether it is surely reached.
    pub reached: bool,
    /// Its indicators.
    pub indicators: Vec<IndicatorReport>,
    /// The fewest indicators, each one band up, that would do; empty when it is reached or when no step does.
    pub cheapest: Vec<String>,
}

/// One indicator of a score.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct IndicatorReport {
    /// What it is called.
    pub label: String,
    /// The points, at least.
    pub low: String,
    /// The points, at most.
    pub high: Option<String>,
    /// The next band with more points.
    pub next: Option<NextBandReport>,
}

/// The next band of an indicator with more points.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct NextBandReport {
    /// The fact, by key.
    pub fact: String,
    /// The firm's value, in plain form.
    pub value: String,
    /// What would just do, in plain form.
    pub required: String,
    /// How many more points it gives.
    pub gain: String,
    /// What is compared, and the three in words.
    pub text: String,
}

/// A condition that asked for less before, or was not asked.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TightenedReport {
    /// The condition of this standard.
    pub address: String,
    /// The standard before.
    pub before: String,
    /// The fact, by key; `null` where more than one is compared.
    pub fact: Option<String>,
    /// What was required of it then; `null` when it was not asked.
    pub was: Option<String>,
    /// What is required now.
    pub required: Option<String>,
    /// Both in words.
    pub text: String,
}

/// A support that a title would change.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct BringReport {
    /// The support.
    pub support: String,
    /// Its name.
    pub name: String,
    /// grant, talent, tax, finance, service, priority, recognition or land.
    pub kind: String,
    /// Without the title.
    pub from: SideReport,
    /// With the title, granted on the day that is asked about.
    pub to: SideReport,
}

/// What a support is on one side of a comparison.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SideReport {
    /// Its status.
    pub status: Status,
    /// What it would be if applications were taken on the day; absent unless nothing else keeps it from being open. The
    /// amount is then what it would bring.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub if_open: Option<Status>,
    /// How much, in yuan; `null` when it is not money, not got or not stated.
    pub amount: Option<Ends>,
    /// once, month or year; `null` when it is not money or not got.
    pub period: Option<&'static str>,
}
