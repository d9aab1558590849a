//! The answer for one support.

use std::ops::Deref;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::number::Number;
use crate::rulebook::SupportId;

use super::{ConditionReport, DocumentReport, Offer, Outcome, ReasonReport, SourceReport, Status, Window, Yuan};

/// Whether an amount is one figure in the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// One figure.
    Fixed,
    /// "Up to".
    UpTo,
    /// "Not less than".
    AtLeast,
    /// From one figure to another.
    Range,
    /// No figure.
    Unstated,
}

/// What is told of a support to every firm: made once for all of them.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SupportHead {
    /// Which support of the rules it is.
    #[serde(skip)]
    pub rule: SupportId,
    /// `nantong/reply-2024/smart-upgrade`
    pub id: String,
    /// Its name.
    pub name: String,
    /// grant, talent, tax, finance, service, priority, recognition or land.
    pub kind: String,
    /// Whether it is money, of a stated size or not.
    pub is_money: bool,
    /// What the money is for.
    pub for_what: Option<String>,
    /// enterprise, person or unstated.
    pub paid_to: &'static str,
    /// cash, voucher, tax-saved, deduction, loan or equity.
    pub paid_as: &'static str,
    /// Whether the document gives it.
    pub offer: Offer,
    /// What the text leaves open besides.
    pub silent: Vec<String>,
    /// Figures that are not money to the firm: time limits, fees.
    pub terms: Vec<TermReport>,
    /// What the money may not be used for.
    pub restricted: Option<String>,
    /// Who is in charge; `null` when the document does not say.
    pub department: Option<String>,
    /// Whom one asks, and how, where it differs from the document's; absent where it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// The place in the document.
    pub clause: String,
    /// Where the rule is written.
    pub source: SourceReport,
}

/// One support.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SupportReport {
    /// What is told of it to every firm.
    #[serde(flatten)]
    pub head: Arc<SupportHead>,
    /// What it is for the firm.
    pub status: Status,
    /// When it ended or begins, in words, where that is why it is not open; else `null`.
    pub closed: Option<String>,
    /// What it would be if applications were taken on the day; absent unless nothing else keeps it from being open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_open: Option<IfOpenReport>,
    /// How much; `null` when it is not money or the firm does not get it.
    pub amount: Option<AmountReport>,
    /// The answer for each record, or one for the firm.
    pub items: Vec<ItemReport>,
    /// Every condition, an outer one before its parts.
    pub conditions: Vec<ConditionReport>,
    /// The facts that are missing.
    pub missing: Vec<MissingReport>,
    /// Why the amount or the status is not certain.
    pub reasons: Vec<ReasonReport>,
    /// Assumptions that decide here.
    pub assumptions: Vec<String>,
    /// What it just misses, if nothing but numbers, counts or dates that the firm can change are missing.
    pub near_miss: Vec<NearMissReport>,
    /// The parts in which it is paid, and when it has to be returned.
    pub stages: Vec<StageReport>,
    /// How one applies.
    pub apply: ApplyReport,
    /// Its document, by whose `id` it stands among `documents`.
    #[serde(serialize_with = "id_of")]
    #[schemars(with = "String")]
    pub document: Arc<DocumentReport>,
}

fn id_of<S: Serializer>(document: &Arc<DocumentReport>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&document.id)
}

/// The head is shared by the answers of all firms, and read as part of each.
impl Deref for SupportReport {
    type Target = SupportHead;

    fn deref(&self) -> &SupportHead {
        &self.head
    }
}

impl SupportReport {
    /// Whether its document gives it, and does not only announce or mention it.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.offer == Offer::Given
    }
}

/// What a support would be on a day on which one can apply. It is in no total.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct IfOpenReport {
    /// What it would be for the firm.
    pub status: Status,
    /// How much; `null` when it is not money or the firm would not get it.
    pub amount: Option<AmountReport>,
}

/// How much.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AmountReport {
    /// Surely at least this, in yuan; `null` only when unstated.
    pub low: Option<Yuan>,
    /// At most this, in yuan; `null` when open or unstated.
    pub high: Option<Yuan>,
    /// once, month or year.
    pub period: &'static str,
    /// What it counts for in the total: less than its amount where another one may displace it. `null` where it is in
    /// none by itself: others and it only count together, its size is not stated, or one report alone tells of it.
    pub counted: Option<Ends>,
    /// What surely displaces all of it, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gives_way_to: Option<String>,
    /// How many periods it comes for, in words; `null` when it comes once or the text does not say.
    pub duration: Option<String>,
    /// What all periods come to, where their number is stated. Not in any total, which stays one of a period.
    pub altogether: Option<Ends>,
    /// Whether the text gives one figure.
    pub certainty: Certainty,
    /// The ends once every condition is met.
    pub if_granted: Option<Ends>,
    /// As what figures of the firm are taken that the text does not describe.
    pub premises: Vec<String>,
    /// How the amounts of the records were put together, in words.
    pub steps: Vec<String>,
}

/// A part in which a support is paid, or the return of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct StageReport {
    /// The record; `null` for the firm.
    pub record: Option<String>,
    /// The event; `null` for what has to be returned.
    pub after: Option<String>,
    /// The share or the amount; `null` for what has to be returned.
    pub part: Option<String>,
    /// What it depends on besides; `null` when it depends on nothing.
    pub condition: Option<String>,
    /// Whether that is met.
    pub outcome: Outcome,
}

/// A figure that is not money to the firm.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TermReport {
    /// What it is a figure of.
    pub label: String,
    /// The figure in words.
    pub value: String,
}

/// How one applies, as far as the document says; `null` and empty where it does not.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ApplyReport {
    /// automatic, on-application or by-recommendation.
    pub how: Option<String>,
    /// Where.
    pub at: Option<String>,
    /// The first day.
    pub opens: Option<String>,
    /// The last day.
    pub closes: Option<String>,
    /// Where the day of the answer lies to those two; absent where neither is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// Days from the day of the answer to the last one, 0 on that day; absent unless applications are taken until one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_left: Option<i64>,
    /// When the next round is expected to begin, and not promised. Absent unless the stated one has closed and the
    /// document says that one comes every year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The last day of the next round, where it may have begun or its first day is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_until: Option<String>,
    /// What must be handed in.
    pub materials: Vec<String>,
    /// The same, with what of it the firm has; absent where the document names nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<PaperReport>,
    /// How long it takes.
    pub effort: Option<String>,
}

/// One thing that must be handed in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PaperReport {
    /// What it is.
    pub name: String,
    /// Whether the firm has it.
    pub state: PaperState,
}

/// Whether a firm has what must be handed in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PaperState {
    /// It does.
    Have,
    /// It does not.
    Lacking,
    /// It does not say that it has, and a service agency can help with it.
    Assisted,
    /// The profile does not say what the firm has.
    Unknown,
}

/// Two ends in yuan.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Ends {
    /// At least.
    pub low: Yuan,
    /// At most; `null` when open.
    pub high: Option<Yuan>,
}

impl Ends {
    /// Both ends of so many yuan; one that can't be told promises nothing: it is zero, or open.
    #[must_use]
    pub fn of(low: Number, high: Option<Number>) -> Ends {
        let high = high.and_then(|high| Yuan::try_from(high).ok());
        Ends { low: Yuan::try_from(low).unwrap_or_default(), high }
    }
}

/// The answer for one record.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ItemReport {
    /// The record; `null` for the firm.
    pub record: Option<String>,
    /// What the support is for it.
    pub status: Status,
    /// At least, in yuan.
    pub low: Option<Yuan>,
    /// At most, in yuan.
    pub high: Option<Yuan>,
    /// The calculation in words.
    pub steps: Vec<String>,
}

/// A missing fact.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct MissingReport {
    /// Its key; of a whole list of records, the key of the list.
    pub fact: String,
    /// Whether a whole list of records is missing.
    pub is_list: bool,
    /// Its label.
    pub label: String,
    /// The record it is missing from.
    pub record: Option<String>,
    /// status or amount.
    pub decides: String,
    /// The question that asks for it.
    pub question: Option<String>,
    /// Where a firm finds it.
    pub find: Option<String>,
}

/// A number, count or date that a support is missed by.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct NearMissReport {
    /// The record.
    pub record: Option<String>,
    /// The fact.
    pub fact: String,
    /// Its label.
    pub label: String,
    /// The firm's value, in plain form.
    pub value: String,
    /// What would just do, in plain form.
    pub required: String,
    /// How much is lacking, in plain form.
    pub distance: String,
    /// The three in words.
    pub text: String,
    /// What the support would bring at the threshold.
    pub would_bring: Option<Ends>,
}
