//! One support explained: what the rule says, and what that comes to for a firm. The view model of `zjtx explain`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    ApplyReport, AsOfFrom, DocumentReport, Enterprise, SourceReport, StackingReport, SupportReport, TermReport,
};

/// The version of the JSON of an explanation.
pub const EXPLANATION_SCHEMA: &str = "zjtx.explanation/1";

/// One support explained.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// `zjtx.explanation/1`
    pub schema: &'static str,
    /// What the rule says.
    pub rule: RuleReport,
    /// What that comes to for the firm, if one was named.
    pub answer: Option<AnswerReport>,
}

/// What a rule says, whoever asks.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RuleReport {
    /// `nantong/reply-2024/smart-upgrade`
    pub id: String,
    /// Its name.
    pub name: String,
    /// grant, talent, tax, finance, service, priority, recognition or land.
    pub kind: String,
    /// What the money is for.
    pub for_what: Option<String>,
    /// That in words, where the dictionary has it.
    pub purpose: Option<String>,
    /// Its own standing where its document does not give it: `announced`, or `national-law`.
    pub standing: Option<String>,
    /// The first day, where it differs from the document's.
    pub from: Option<String>,
    /// The last day, where it differs from the document's.
    pub until: Option<String>,
    /// What each is answered by itself; `null` when it is answered once for the firm.
    pub for_each: Option<RecordKind>,
    /// Every condition, an outer one before its parts.
    pub clauses: Vec<ClauseReport>,
    /// How much, in words; `null` when it is not money.
    pub amount: Option<String>,
    /// The caps, in words.
    pub limits: Vec<String>,
    /// enterprise, person or unstated.
    pub paid_to: String,
    /// once, month or year.
    pub period: String,
    /// cash, voucher, tax-saved, deduction, loan or equity.
    pub paid_as: String,
    /// How many periods it comes for, in words; `null` when it comes once or the text does not say.
    pub duration: Option<String>,
    /// Whether it recurs for a time that the text does not state.
    pub duration_unstated: bool,
    /// The parts in which it is paid, and when it has to be returned.
    pub stages: Vec<RuleStageReport>,
    /// Figures that are not money to the firm: time limits, fees.
    pub terms: Vec<TermReport>,
    /// How one applies.
    pub apply: ApplyReport,
    /// What the money may not be used for.
    pub restricted: Option<String>,
    /// With what it interacts.
    pub groups: Vec<GroupReport>,
    /// How unclear terms were read.
    pub assumptions: Vec<String>,
    /// What the text leaves open besides.
    pub silent: Vec<String>,
    /// Who is in charge; `null` when the document does not say.
    pub department: Option<String>,
    /// Whom one asks, and how, where it differs from the document's; absent where it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// The place in the document.
    pub clause: String,
    /// The figures as printed there.
    pub figures: Vec<String>,
    /// The document.
    pub document: DocumentReport,
    /// Where the rule is written.
    pub source: SourceReport,
}

/// A part in which a support is paid, or the return of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RuleStageReport {
    /// The event; `null` for what has to be returned.
    pub after: Option<String>,
    /// The share or the amount; `null` for what has to be returned.
    pub part: Option<String>,
    /// What it depends on besides; `null` when it depends on nothing.
    pub condition: Option<String>,
}

/// One condition of a rule.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ClauseReport {
    /// Where it stands in the rule: `when.2.any.1`, or behind a definition's name.
    pub address: String,
    /// How many conditions it is a part of.
    pub depth: usize,
    /// What it says.
    pub text: String,
    /// Where it is written.
    pub source: SourceReport,
}

/// A group that a support is in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct GroupReport {
    /// Its name; `null` when nobody named it: its members have the same purpose.
    pub name: Option<String>,
    /// highest, top-up, sum or unstated, as in the report's stacking.
    pub rule: String,
    /// Whether its members interact only within one year.
    pub by_year: bool,
    /// Caps of what they bring together, in words.
    pub limits: Vec<String>,
    /// The place in the document.
    pub clause: Option<String>,
    /// What its members must share to interact; `null` when it is the firm.
    pub per: Option<RecordKind>,
    /// The other members.
    pub others: Vec<MemberReport>,
    /// What the text leaves open besides.
    pub silent: Vec<String>,
}

/// A kind of records.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RecordKind {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub label: String,
}

/// A member of a group.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct MemberReport {
    /// Its address.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What a support comes to for a firm.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerReport {
    /// The day as of which everything was judged.
    pub as_of: String,
    /// Where that day came from.
    pub as_of_from: AsOfFrom,
    /// Whether no assumption was taken.
    pub strict: bool,
    /// The firm.
    pub enterprise: Enterprise,
    /// The support; each condition on records goes into every record.
    pub support: SupportReport,
    /// How the supports that it interacts with were combined.
    pub stacking: Vec<StackingReport>,
    /// What the program itself assumes.
    pub assumptions: Vec<String>,
}
