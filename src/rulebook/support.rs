//! One support as compiled: what it asks, what it pays, to whom.

use schemars::JsonSchema;
use serde::Serialize;

use crate::calendar::Day;
use crate::closed::closed;
use crate::dictionary::{Choices, FactId, Kind, RecordId};
use crate::number::Number;
use crate::source::Line;

use super::{Application, CapPeriod, Condition, Document, Limit, Quantity, SupportId, Term};

closed! {
    /// To whom money goes.
    Payee {
        /// The firm.
        Enterprise "enterprise",
        /// Its people.
        Person "person",
        /// Not said.
        Unstated "unstated",
    }
}

closed! {
    /// How often money comes.
    Period {
        /// Once.
        Once "once",
        /// Every month.
        Month "month",
        /// Every year.
        Year "year",
    }
}

impl Period {
    /// How many instalments a calendar year can have at most.
    #[must_use]
    pub fn in_a_year(self) -> i64 {
        match self {
            Period::Month => 12,
            Period::Year | Period::Once => 1,
        }
    }

    /// Whether no more than one instalment falls in the time of a cap. Of yearly money without a stated end the next one
    /// is answered: no text speaks of another.
    #[must_use]
    pub fn is_one_in(self, time: CapPeriod, is_endless: bool) -> bool {
        match (self, time) {
            (Period::Once, _) | (Period::Year, CapPeriod::Year) => true,
            (Period::Month, _) => false,
            (Period::Year, CapPeriod::Whole | CapPeriod::Ever) => is_endless,
        }
    }
}

closed! {
    /// Whether money can be had again by a firm that had it before.
    Again {
        /// It is paid once, as the text says.
        Once "once",
        /// The text does not say.
        Unstated "unstated",
    }
}

/// For how long money that recurs comes.
#[derive(Clone, Debug)]
pub enum Duration {
    /// The text does not say.
    Unstated,
    /// So many of the support's periods.
    For(Quantity),
}

closed! {
    /// In what a support is paid. Different ones are never added.
    Medium {
        /// Money.
        Cash "cash",
        /// A voucher for a service.
        Voucher "voucher",
        /// A tax that is not paid.
        TaxSaved "tax-saved",
        /// What is taken off the income before a tax is reckoned: no money by itself.
        Deduction "deduction",
        /// A loan.
        Loan "loan",
        /// A share in the firm.
        Equity "equity",
    }
}

closed! {
    /// What a firm gets by a support.
    SupportKind {
        /// Money for the firm.
        Grant "grant",
        /// Money for its people.
        Talent "talent",
        /// Relief from a tax.
        Tax "tax",
        /// Loans, guarantees, funds.
        Finance "finance",
        /// A service.
        Service "service",
        /// To come first.
        Priority "priority",
        /// To be known for something.
        Recognition "recognition",
        /// Land and premises.
        Land "land",
        /// Support of which the form is not stated.
        Unspecified "unspecified",
    }
}

/// A part of the amount and what it waits for.
#[derive(Clone, Debug)]
pub struct Stage {
    /// The event.
    pub after: String,
    /// Its share of the amount, or its own amount.
    pub part: Quantity,
    /// Whether `part` is a share.
    pub is_share: bool,
    /// What must be met besides.
    pub when: Vec<Condition>,
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
    /// The word of a [`SupportKind`].
    pub kind: &'static str,
    /// What the money is for.
    pub for_what: Option<String>,
    /// The rows of the reading list that it stands for.
    pub rows: Vec<String>,
    /// Whether its document gives it.
    pub offer: Offer,
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
    /// For how long, if it recurs.
    pub duration: Option<Duration>,
    /// Whether it recurs and is reckoned from the figures of a year: those of later years nobody knows.
    pub is_by_year: bool,
    /// In what it is paid.
    pub medium: Medium,
    /// The parts in which it is paid, as the document lists them.
    pub stages: Vec<Stage>,
    /// When it has to be returned.
    pub clawback: Vec<Condition>,
    /// The share of the amount that is paid and kept, where stages or a clawback make it less than all.
    pub kept: Option<Quantity>,
    /// The first day, where it differs from the document's.
    pub from: Option<Day>,
    /// The last day, where it differs from the document's.
    pub until: Option<Day>,
    /// Figures that are not money to the firm.
    pub terms: Vec<Term>,
    /// How one applies.
    pub application: Application,
    /// What the money may not be used for.
    pub restricted: Option<String>,
    /// Whether it can be had again; `None` where earlier money is not looked at.
    pub again: Option<Again>,
    /// As what figures of the firm are taken that the text does not describe.
    pub premises: Vec<String>,
    /// The figures of its amount that newer documents change.
    pub amended: Vec<Amended>,
    /// The place in the document.
    pub clause: String,
    /// The figures as printed there.
    pub figures: Vec<String>,
    /// What the text leaves open without widening the answer.
    pub silent: Vec<String>,
    /// Who is in charge.
    pub department: Option<String>,
    /// Whom one asks, and how, where it differs from the document's.
    pub contact: Option<String>,
    /// Where it is written.
    pub line: Line,
    /// The supports whose amounts it reads.
    pub refers_to: Vec<SupportId>,
    /// The supports as much as which it pays, whatever their conditions.
    pub same_as: Vec<SupportId>,
    /// The facts that it mentions more than once, with what they are compared with, in the order of their keys.
    pub repeated: Vec<RepeatedFact>,
}

/// Whether a document gives a support itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Offer {
    /// It does.
    Given,
    /// It only says that somebody plans to.
    Announced,
    /// It only speaks of a tax that national law decides.
    NationalLaw,
}

impl Offer {
    /// What is not given, by the word that a rule file uses.
    pub const WORDS: &'static [(&'static str, Offer)] =
        &[("announced", Offer::Announced), ("national-law", Offer::NationalLaw)];

    /// The word that a rule file uses; nothing of what is given.
    #[must_use]
    pub fn word(self) -> Option<&'static str> {
        Offer::WORDS.iter().find(|(_, offer)| *offer == self).map(|(word, _)| *word)
    }
}

/// A figure of a support that a newer document changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Amended {
    /// The newer document.
    pub title: String,
    /// The place in it.
    pub clause: String,
    /// What the figures are figures of.
    pub kind: Kind,
    /// The figure as it was.
    pub from: Number,
    /// The figure as it is.
    pub to: Number,
}

impl Support {
    /// A support that is no money and asks for these conditions, the scope first.
    #[must_use]
    pub fn unpaid(address: String, document: usize, conditions: Vec<Condition>, line: Line) -> Support {
        Support {
            address,
            document,
            name: String::new(),
            name_en: None,
            kind: "recognition",
            for_what: None,
            rows: Vec::new(),
            offer: Offer::Given,
            for_each: None,
            selects: Vec::new(),
            conditions,
            amount: None,
            limits: Vec::new(),
            payee: Payee::Enterprise,
            period: Period::Once,
            duration: None,
            is_by_year: false,
            medium: Medium::Cash,
            stages: Vec::new(),
            clawback: Vec::new(),
            kept: None,
            from: None,
            until: None,
            terms: Vec::new(),
            application: Application::default(),
            restricted: None,
            again: None,
            premises: Vec::new(),
            amended: Vec::new(),
            clause: String::new(),
            figures: Vec::new(),
            silent: Vec::new(),
            department: None,
            contact: None,
            line,
            refers_to: Vec::new(),
            same_as: Vec::new(),
            repeated: Vec::new(),
        }
    }

    /// The part of its address below its document.
    #[must_use]
    pub fn id(&self) -> &str {
        self.address.rsplit_once('/').map_or(&self.address, |(_, id)| id)
    }

    /// Whether the support and its document are open on the day.
    #[must_use]
    pub fn is_open(&self, document: &Document, day: Day) -> bool {
        document.is_open(day) && self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// How it is paid; only what is paid alike is added up or compared.
    #[must_use]
    pub fn payment(&self) -> (Payee, Medium, Period) {
        (self.payee, self.medium, self.period)
    }

    /// Whether it recurs for a time that the text does not state.
    #[must_use]
    pub fn duration_unstated(&self) -> bool {
        matches!(self.duration, Some(Duration::Unstated))
    }
}

/// A fact that a support mentions more than once, so that its unknown values are tried case by case.
#[derive(Clone, Debug)]
pub struct RepeatedFact {
    /// The fact.
    pub fact: FactId,
    /// The year relative to the as-of year, for yearly facts.
    pub year: Option<i16>,
    /// Where its comparisons turn.
    pub turns: Vec<Turn>,
}

/// One comparison of a repeated fact.
#[derive(Clone, Debug)]
pub enum Turn {
    /// At this quantity, with its bound year relative to the as-of year.
    At(Quantity, Option<i16>),
    /// At the border of these choices.
    Choices(Choices),
    /// A flag.
    Flag,
}
