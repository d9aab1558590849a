//! One support as compiled: what it asks, what it pays, to whom.

use crate::dictionary::{Choices, FactId, RecordId};
use crate::number::Number;
use crate::source::Line;

use super::{Condition, Quantity};

/// To whom money goes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Payee {
    /// The firm.
    Enterprise,
    /// Its people.
    Person,
    /// Not said.
    Unstated,
}

/// How often money comes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Period {
    /// Once.
    Once,
    /// Every month.
    Month,
    /// Every year.
    Year,
}

/// What a cap is a cap of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CapScope {
    /// Each record.
    Record,
    /// All that the firm gets from the support.
    Enterprise,
    /// The text does not say which of the two.
    Unstated,
}

/// A cap with its scope.
#[derive(Clone, Debug)]
pub struct Limit {
    /// The most, in yuan.
    pub cap: Number,
    /// Of what.
    pub scope: CapScope,
}

/// One thing a firm may get under a document.
#[derive(Clone, Debug)]
pub struct Support {
    /// `nantong/reply-2024/smart-upgrade`.
    pub address: String,
    /// Its document, as an index of [`super::Rulebook::documents`].
    pub document: usize,
    /// Its name for people.
    pub name: String,
    /// Its English name, where the rule gives one.
    pub name_en: Option<String>,
    /// grant, talent, tax, finance, service, priority, recognition or land.
    pub kind: &'static str,
    /// What the money is for.
    pub for_what: Option<String>,
    /// The rows of the reading list that it stands for.
    pub rows: Vec<String>,
    /// Whether it is only announced.
    pub announced: bool,
    /// The record kind of which each record is answered.
    pub for_each: Option<RecordId>,
    /// Which records it speaks of.
    pub selects: Vec<Condition>,
    /// What can be met or missed; the scope first.
    pub conditions: Vec<Condition>,
    /// How much; absent when it is not money.
    pub amount: Option<Quantity>,
    /// Caps with a scope.
    pub limits: Vec<Limit>,
    /// To whom.
    pub payee: Payee,
    /// How often.
    pub period: Period,
    /// Whether it recurs for a time that the text does not state.
    pub duration_unstated: bool,
    /// The place in the document.
    pub clause: String,
    /// The figures as printed there.
    pub figures: Vec<String>,
    /// What the text leaves open without widening the answer.
    pub silent: Vec<String>,
    /// Who is in charge.
    pub department: Option<String>,
    /// Where it is written.
    pub line: Line,
    /// The facts that it mentions more than once, with what they are compared with, in the order of their keys.
    pub repeated: Vec<RepeatedFact>,
}

impl Payee {
    /// Its word in a report.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Payee::Enterprise => "enterprise",
            Payee::Person => "person",
            Payee::Unstated => "unstated",
        }
    }
}

impl Period {
    /// Its word in a report.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Period::Once => "once",
            Period::Month => "month",
            Period::Year => "year",
        }
    }
}

impl Support {
    /// What kinds of support there are, by the words that a rule file uses.
    pub const KINDS: &'static [&'static str] =
        &["grant", "talent", "tax", "finance", "service", "priority", "recognition", "land"];

    /// The part of its address below its document.
    #[must_use]
    pub fn id(&self) -> &str {
        self.address.rsplit_once('/').map_or(&self.address, |(_, id)| id)
    }
}

/// A fact that a support mentions more than once, so that its unknown values are tried case by case.
#[derive(Clone, Debug)]
pub struct RepeatedFact {
    /// The fact.
    pub fact: FactId,
    /// The year, for yearly facts.
    pub year: Option<i16>,
    /// Where its comparisons turn.
    pub turns: Vec<Turn>,
}

/// One comparison of a repeated fact.
#[derive(Clone, Debug)]
pub enum Turn {
    /// At this quantity.
    At(Quantity),
    /// At the border of these choices.
    Choices(Choices),
    /// A flag.
    Flag,
}
