//! How supports interact: which exclude each other, and what they bring together at most.

use crate::closed::closed;
use crate::dictionary::RecordId;
use crate::number::Number;
use crate::source::Line;

use super::SupportId;

closed! {
    /// What the members of a group do to each other.
    GroupRule {
        /// Only the highest is paid: 从高不重复.
        Highest "highest",
        /// The highest is paid, less what was received before: 补差.
        TopUp "top-up",
        /// All are paid, under the limits of the group: 可叠加.
        Sum "sum",
        /// One of them alone is given, whichever is taken, also where they are paid differently: 只能享受一项.
        OneOf "one-of",
        /// The text does not say whether all are paid, or the highest alone.
        Unstated "unstated",
    }
}

impl GroupRule {
    /// Whether it says that one of them alone is paid, so that it acts on one that stands beside what was received.
    #[must_use]
    pub fn is_for_one(self) -> bool {
        match self {
            GroupRule::Highest | GroupRule::TopUp | GroupRule::OneOf => true,
            GroupRule::Sum | GroupRule::Unstated => false,
        }
    }
}

/// What a group is called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GroupName {
    /// As the rule calls it, with its English name where the rule gives one.
    Given {
        /// In Chinese.
        zh: String,
        /// In English.
        en: Option<String>,
    },
    /// By its members: those of one purpose, which no rule relates.
    Members(Vec<SupportId>),
}

/// Supports that are paid differently and of which one alone is given.
#[derive(Clone, Debug)]
pub struct Exclusive {
    /// What the rule calls them.
    pub name: GroupName,
    /// The document that states it, as an index of [`super::Rulebook::documents`].
    pub document: Option<usize>,
    /// The place in that document.
    pub clause: Option<String>,
    /// The supports.
    pub members: Vec<SupportId>,
}

/// Supports that interact. What no group relates interacts by its purpose, which `compile` writes out as groups.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name for people.
    pub name: GroupName,
    /// The document that states it, as an index of [`super::Rulebook::documents`]; `None` for one of a shared purpose.
    pub document: Option<usize>,
    /// The place in that document.
    pub clause: Option<String>,
    /// Its members, in the order of supports.
    pub members: Vec<SupportId>,
    /// What they do to each other.
    pub rule: GroupRule,
    /// The record kind within which they interact; the firm if absent.
    pub per: Option<RecordId>,
    /// Whether they interact only within one year.
    pub by_year: bool,
    /// Caps of what they bring together.
    pub limits: Vec<Limit>,
    /// What the text leaves open without widening the answer.
    pub silent: Vec<String>,
}

/// A group as its document states it, whether or not its members are paid alike.
#[derive(Clone, Debug)]
pub struct StatedGroup {
    /// What it says.
    pub group: Group,
    /// The figures as printed there.
    pub figures: Vec<String>,
    /// Where it is written.
    pub line: Line,
}

/// What a cap is a cap of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CapScope {
    /// Each record; each person or thing of it, where the dictionary says how many a record stands for.
    Record,
    /// All that the firm gets.
    Enterprise,
    /// The text does not say which of the two.
    Unstated,
}

/// Of which time a cap is a cap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CapPeriod {
    /// Of all that is answered.
    Whole,
    /// Of what belongs to one year.
    Year,
    /// Of all that was ever received.
    Ever,
}

/// A cap with its scope.
#[derive(Clone, Debug)]
pub struct Limit {
    /// The most, in yuan.
    pub cap: Number,
    /// Of what.
    pub scope: CapScope,
    /// Of which time.
    pub period: CapPeriod,
}

/// A newer document that takes the place of an older one, or of one support of it.
#[derive(Clone, Debug)]
pub struct Replacement {
    /// The newer document, as an index of [`super::Rulebook::documents`].
    pub newer: usize,
    /// What it takes the place of.
    pub older: Replaced,
    /// Whether that is known.
    pub is_sure: bool,
}

/// What is replaced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Replaced {
    /// A whole document, as an index of [`super::Rulebook::documents`].
    Document(usize),
    /// One support.
    Support(SupportId),
}

impl CapPeriod {
    /// The word of reports, and of rule files where they have one.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            CapPeriod::Whole => "whole",
            CapPeriod::Year => "year",
            CapPeriod::Ever => "ever",
        }
    }
}

impl Replacement {
    /// Whether it is a whole document that is replaced.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        matches!(self.older, Replaced::Document(_))
    }
}

impl Group {
    /// Whether it matters of which year an amount is.
    #[must_use]
    pub fn depends_on_years(&self) -> bool {
        self.by_year || self.limits.iter().any(Limit::is_of_a_year)
    }
}

impl Limit {
    /// Whether it is a cap of what belongs to one year.
    #[must_use]
    pub fn is_of_a_year(&self) -> bool {
        self.period == CapPeriod::Year
    }
}
