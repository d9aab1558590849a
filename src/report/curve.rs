//! The total of a firm over one of its facts.
//!
//! Its JSON is a public interface, `zjtx.curve/1`, whose schema is `schema/curve.schema.json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{AsOfFrom, ChangeReport, Enterprise, Yuan};

/// The version of the JSON of a curve.
pub const CURVE_SCHEMA: &str = "zjtx.curve/1";

/// What a firm gets in cash, once, by all documents in force and not confirmed together, over one of its facts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CurveReport {
    /// `zjtx.curve/1`
    pub schema: &'static str,
    /// The day as of which everything was judged.
    pub as_of: String,
    /// Where that day came from.
    pub as_of_from: AsOfFrom,
    /// Whether no assumption was taken.
    pub strict: bool,
    /// The firm.
    pub enterprise: Enterprise,
    /// The fact, as `--set` names it.
    pub fact: String,
    /// What it is called.
    pub label: String,
    /// money, ratio, count or number.
    pub kind: &'static str,
    /// The distance of neighbouring values; nothing is told of what lies between them.
    pub unit: String,
    /// The firm as it is; `null` where it does not state the fact exactly.
    pub own: Option<CurvePoint>,
    /// From the lowest value up. From each to the next the total runs straight, but that every support is rounded to the
    /// fen; where it jumps, two of them are neighbours.
    pub points: Vec<CurvePoint>,
    /// Where it jumps.
    pub jumps: Vec<CurveJump>,
    /// Supports that pay what no text states, with the fact as it is; they are in no point.
    pub unstated: usize,
    /// Supports that pay without an upper end, with the fact as it is: why there is none in the points.
    pub open: Vec<OpenSupport>,
    /// Whether nothing was missed; else there were too many turns to try, and there may be more of them.
    pub complete: bool,
}

/// A support whose upper end is open.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct OpenSupport {
    /// Its address.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What is missing of the firm, as it is called; nothing where the text leaves it open.
    pub missing: Vec<String>,
}

/// The total on one value of the fact.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CurvePoint {
    /// The value, as `--set` takes it: yuan, shares of 1, numbers.
    pub at: String,
    /// Surely at least this, in yuan.
    pub low: Yuan,
    /// At most this, in yuan; `null` where that is open.
    pub high: Option<Yuan>,
}

/// Two neighbours between which the total jumps.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CurveJump {
    /// The lower one.
    pub before: CurvePoint,
    /// The upper one.
    pub after: CurvePoint,
    /// Whether less is sure, or less is possible, with more of the fact.
    pub loses: bool,
    /// The supports that are another answer.
    pub changes: Vec<ChangeReport>,
}
