//! Answers a rulebook for one firm on one day. Pure: it reads no file, no clock, no text.

mod choice;
mod condition;
mod counted;
mod env;
mod exclusive;
mod figures;
mod fold;
mod following;
mod graph;
mod instalments;
mod members;
mod over_records;
mod quantity;
mod received;
mod replaced;
mod room;
mod split;
mod stacking;
mod standard;
mod support;
mod totals;
mod tried;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::interval::Interval;
use crate::number::{Number, Overflow};
use crate::profile::Profile;
use crate::rulebook::{Again, Medium, Payee, Period, Rulebook, SupportId};
use crate::truth::{Reasons, Truth, Verdict};

pub use crate::rulebook::Window;
pub use condition::{all, condition, sides};
pub use counted::{Counted, Joint};
pub use env::{Amounts, Binding, Env, Memo, Possible, Read, Strict};
pub use figures::{Answer, Figure, Figures, MOST_LACKING, Miss, Sum};
pub use following::times;
use graph::{At, Firm};
pub use graph::{Graph, Stated, of_profile, profile_of};
pub use instalments::Course;
pub use members::{Membership, for_each_member};
pub use quantity::{Estimate, quantity};
pub use received::had_before;
pub use replaced::{has_replaced, has_replaced_everywhere};
use stacking::Component;
pub use stacking::{Cut, Displaced, GroupResult, altogether};
pub use standard::{StandardResult, standard_result};
pub use support::{cap_of_record, is_by_year, is_decided_without, item, matters, support_result};
pub use totals::Total;
pub use tried::Tried;

/// What a support is for a firm.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Every condition is met.
    Qualifies,
    /// An authority, or a reading of the text, decides.
    SubjectToJudgement,
    /// Facts are missing.
    NeedsFacts,
    /// A condition is not met.
    DoesNotQualify,
    /// The document states no condition.
    OpenToAll,
    /// Only announced.
    Announced,
    /// A tax that the document only speaks of: national law decides it.
    NationalLaw,
    /// The document is not in its window, or no applications are taken on the day.
    NotOpen,
}

/// An amount: what a firm surely gets, what it gets at most, and what it gets once granted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Money {
    /// The interval that holds the amount, whatever is open.
    pub range: Interval,
    /// The interval that holds it if all conditions are met.
    pub if_granted: Interval,
    /// Why the first interval is not one number.
    pub reasons: Reasons,
}

/// The answer for one record of a support, or for the firm.
#[derive(Clone, Debug)]
pub struct Item {
    /// The index of the record; `None` when the support is answered once for the firm.
    pub record: Option<usize>,
    /// Whether the record is one of those the support speaks of and meets its conditions.
    pub verdict: Verdict,
    /// Whether the support speaks of the record at all.
    pub selected: Truth,
    /// How much; `None` when the support is not money or the record surely fails.
    pub money: Option<Money>,
    /// For how many periods, where it recurs and the text says how long.
    pub periods: Option<Interval>,
    /// What it comes to in a year and in all, where it recurs.
    pub course: Option<Course>,
}

/// The answer for one support.
#[derive(Clone, Debug)]
pub struct SupportResult {
    /// Which support.
    pub id: SupportId,
    /// What it is for the firm.
    pub status: Status,
    /// What it would be if applications were taken on the day, where nothing but that keeps it from being open.
    pub if_open: Option<Status>,
    /// One answer a record, or one for the firm. Records of which the support does not speak are left out.
    pub items: Vec<Item>,
    /// Whether the list of records is not known.
    pub list_unknown: bool,
    /// How much over all records, after limits; `None` when it is not money or the firm gets nothing.
    pub money: Option<Money>,
    /// All instalments of all records, after limits, where money recurs and the text says how long; not told while the
    /// list of records is not known.
    pub altogether: Option<Money>,
    /// Whether a figure became too large to be computed.
    pub overflow: bool,
}

/// What is asked of the rules for a firm.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Question {
    /// The day.
    pub as_of: Day,
    /// Whether no assumption is taken: what a text can be read as is open then, however the rule reads it.
    pub strict: bool,
}

/// A day alone asks with every assumption taken.
impl From<Day> for Question {
    fn from(as_of: Day) -> Question {
        Question { as_of, strict: false }
    }
}

/// The answer of a whole rulebook.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// What was asked.
    pub question: Question,
    /// One result for each support of the firm's place, in the order of the rulebook.
    pub supports: Vec<SupportResult>,
    /// How supports that interact were combined.
    pub groups: Vec<GroupResult>,
    /// Sums of what can be added.
    pub totals: Vec<Total>,
    /// What each support counts for in them.
    pub counted: Counted,
    /// What the firm gets from supports whose amounts others read.
    pub amounts: Amounts,
}

/// What may be added: same payee, same medium, same period.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Purse {
    /// To whom.
    pub payee: Payee,
    /// In what.
    pub medium: Medium,
    /// How often.
    pub period: Period,
    /// Whether the documents are known to be in force.
    pub confirmed: bool,
}

/// Evaluates every support for the firm.
#[must_use]
pub fn evaluate(book: &Rulebook, profile: &Profile, question: impl Into<Question>) -> Evaluation {
    evaluate_with(book, profile, question.into(), |_| true, support_result)
}

/// The same for a firm that does not ask for one of them.
#[must_use]
pub fn evaluate_without(book: &Rulebook, profile: &Profile, question: Question, left: SupportId) -> Evaluation {
    evaluate_with(book, profile, question, |id| id != left, support_result)
}

/// The same for one of many firms, by the graph of the rules.
#[must_use]
pub fn evaluate_in(graph: &Graph<'_>, profile: &Profile, as_of: Day) -> Evaluation {
    let mut firm = Firm::new(graph, profile, as_of);
    let question = Question { as_of, strict: graph.is_strict() };
    evaluate_with(
        graph.book(),
        profile,
        question,
        |_| true,
        |env, id| support::result_with(env, id, &mut |bound| firm.support(At { bound, year: None }, id).ok()),
    )
}

/// Evaluates every support for the firm in the order in which the one reads the other.
fn evaluate_with(
    book: &Rulebook,
    profile: &Profile,
    question: Question,
    is_asked: impl Fn(SupportId) -> bool,
    mut result: impl FnMut(&Env<'_>, SupportId) -> SupportResult,
) -> Evaluation {
    let memo = Memo::default();
    let env = Env::new(book, profile, question, &memo);
    let place = env.place();
    let speaks_of_place = |id: &SupportId| book.speaks_of(Some(book.support(*id).document), place) != Truth::False;
    let ids: Vec<SupportId> = book.support_ids().filter(speaks_of_place).filter(|id| is_asked(*id)).collect();
    let levels = ids.iter().map(|id| book.level(*id)).max().unwrap_or(0);
    let (mut supports, mut components): (Vec<SupportResult>, Vec<Component>) = (Vec::new(), Vec::new());
    // What reads the amounts of others is answered after them.
    for level in 0..=levels {
        let now = ids.iter().filter(|id| book.level(**id) == level);
        supports.extend(now.map(|id| result(&env, *id)));
        supports.sort_by_key(|result| result.id);
        let added = exclusive::weakened(book, place, &supports);
        components = stacking::combine(&env, &added);
        stacking::note_amounts(&env, &added, &components);
    }
    let added = exclusive::weakened(book, place, &supports);
    let totals = totals::totals(book, &added, &components);
    let counted = counted::counted(book, &added, &components);
    let groups = components.into_iter().flat_map(|component| component.groups).collect();
    Evaluation { question, supports, groups, totals, counted, amounts: memo.into_amounts() }
}

impl Money {
    /// What is left of it for a firm that had it before, or may have.
    #[must_use]
    fn again(self, again: Option<Again>, had: Truth) -> Money {
        let nothing = |range: Interval| range.hull(Interval::ZERO);
        let open = |reason| Money {
            range: nothing(self.range),
            if_granted: nothing(self.if_granted),
            reasons: self.reasons | reason,
        };
        match (again, had) {
            (None, _) | (_, Truth::False) => self,
            (Some(Again::Unstated), _) => open(Reasons::SILENCE),
            (Some(Again::Once), Truth::Unknown) => open(Reasons::FACT),
            (Some(Again::Once), Truth::True) => {
                Money { range: Interval::ZERO, if_granted: Interval::ZERO, reasons: Reasons::NONE }
            }
        }
    }

    /// The same in whole fen.
    fn to_fen(self) -> Result<Money, Overflow> {
        Ok(Money { range: self.range.to_fen()?, if_granted: self.if_granted.to_fen()?, ..self })
    }

    /// The lower end in yuan; an amount has one.
    #[must_use]
    pub fn low(&self) -> Number {
        self.range.low.map_or(Number::ZERO, |end| end.at)
    }

    /// The upper end in yuan; `None` when it is open.
    #[must_use]
    pub fn high(&self) -> Option<Number> {
        self.range.high.map(|end| end.at)
    }

    /// Whether the document gives no figure at all.
    #[must_use]
    pub fn is_unstated(&self) -> bool {
        self.reasons.contains(Reasons::UNSTATED) && self.range.high.is_none()
    }
}

impl Status {
    /// How many there are.
    pub const COUNT: usize = Status::NotOpen as usize + 1;

    /// Whether the firm gets what is of this status, or may get it.
    #[must_use]
    pub fn is_in_play(self) -> bool {
        matches!(self, Status::Qualifies | Status::SubjectToJudgement | Status::NeedsFacts)
    }
}

impl SupportResult {
    /// Whether the firm gets it or may get it.
    #[must_use]
    pub fn is_in_play(&self) -> bool {
        self.status.is_in_play()
    }
}
