//! The rules as compiled: names are slots, literals exact numbers, every place is known to exist.

use crate::calendar::{Day, Phrase};
use crate::codes::{CodeId, CodeTree};
use crate::dictionary::{Choices, Dictionary, FactId, RecordId};
use crate::interval::Ordering;
use crate::number::Number;
use crate::source::Line;
use crate::truth::Truth;

/// All rules of a run.
#[derive(Clone, Debug)]
pub struct Rulebook {
    /// The facts.
    pub dictionary: Dictionary,
    /// The places.
    pub places: CodeTree,
    /// Named sets of places.
    pub place_sets: Vec<PlaceSet>,
    /// The industries.
    pub industries: CodeTree,
    /// The documents, in the order of their addresses.
    pub documents: Vec<Document>,
    /// The definitions of all documents.
    pub definitions: Vec<Definition>,
    /// The supports of all documents, in the order of documents and files.
    pub supports: Vec<Support>,
    /// The groups of all documents.
    pub groups: Vec<Group>,
}

/// A named set of places.
#[derive(Clone, Debug)]
pub struct PlaceSet {
    /// Its name.
    pub name: String,
    /// Its places.
    pub members: Vec<CodeId>,
    /// How the name was read, where documents do not define it.
    pub assume: Option<String>,
}

/// Whether a document binds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Known to be in force.
    InForce,
    /// No longer in force.
    Ended,
    /// Replaced by another.
    Superseded,
    /// Not known to be in force.
    Unconfirmed,
    /// Not yet adopted.
    Draft,
}

/// How well a document was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Evidence {
    /// At the live official page.
    Official,
    /// As a copy of its words.
    Copy,
    /// As restated by others, in agreement.
    Restated,
    /// From one report alone.
    Single,
}

/// One government document.
#[derive(Clone, Debug)]
pub struct Document {
    /// `nantong/reply-2024`.
    pub address: String,
    /// The place that its path says.
    pub place: CodeId,
    /// Its own title.
    pub title: String,
    /// 文号, where it has one.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: String,
    /// law, measure, rules, plan, opinion, reply, report or notice.
    pub kind: &'static str,
    /// When it was issued.
    pub issued: Day,
    /// The first day in force.
    pub from: Day,
    /// The last day in force, where stated.
    pub until: Option<Day>,
    /// Whether it binds.
    pub standing: Standing,
    /// Why that standing.
    pub standing_note: Option<String>,
    /// How well it was read.
    pub evidence: Evidence,
    /// When the file was last held against its source.
    pub checked: Day,
    /// The document's own address, where one is known.
    pub source: Option<String>,
}

/// A named condition or quantity.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: Meaning,
    /// How an unclear term was read.
    pub assume: Option<String>,
    /// Where it is written.
    pub line: Line,
}

/// What a definition means.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// Conditions, all of them.
    When(Vec<Condition>),
    /// A quantity.
    Value(Quantity),
}

/// A definition of [`Rulebook::definitions`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct DefinitionId(pub(crate) u16);

/// A support of [`Rulebook::supports`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SupportId(pub(crate) u32);

/// A condition and where it is written.
#[derive(Clone, Debug)]
pub struct Condition {
    /// What it says.
    pub form: ConditionForm,
    /// Where it is written.
    pub line: Line,
}

/// The forms of a condition.
#[derive(Clone, Debug)]
pub enum ConditionForm {
    /// An ordered fact or a quantity against a quantity.
    Compare {
        /// The left side.
        left: Quantity,
        /// The relation.
        ordering: Ordering,
        /// The right side.
        right: Quantity,
    },
    /// A choice, flag, place or industry.
    Among {
        /// The fact.
        fact: FactId,
        /// What it must be.
        test: Membership,
    },
    /// So many records.
    Has {
        /// The record kind.
        record: RecordId,
        /// What such a record must meet.
        selects: Vec<Condition>,
        /// The relation of their number to `count`.
        ordering: Ordering,
        /// How many.
        count: i64,
    },
    /// All of them.
    All(Vec<Condition>),
    /// One of them at least.
    Any(Vec<Condition>),
    /// None of them.
    None(Vec<Condition>),
    /// A definition.
    Meets(DefinitionId),
    /// An authority decides.
    Judged(Judgement),
    /// The readings that a text allows.
    Unclear {
        /// The readings.
        readings: Vec<Condition>,
        /// How it was read; the first reading is taken then.
        assume: Option<String>,
    },
    /// Where a document or support applies.
    Scope(Scope),
}

/// What a fact that is not ordered must be.
#[derive(Clone, Debug)]
pub enum Membership {
    /// One of these choices (`is`, `any-of`).
    AnyOf(Choices),
    /// None of these choices.
    NoneOf(Choices),
    /// This flag.
    Flag(bool),
    /// Within one of these places or industries.
    Within(Vec<CodeId>),
    /// Within none of these places or industries.
    NotWithin(Vec<CodeId>),
}

/// What an authority decides.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// What is decided.
    pub text: String,
    /// Who decides.
    pub by: Option<String>,
    /// criteria, selection, quota, budget or case-by-case.
    pub because: &'static str,
}

/// Where a document or a support applies.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Places in which it surely applies.
    pub within: Vec<CodeId>,
    /// Places in which it surely does not.
    pub not_in: Vec<CodeId>,
    /// Places for which the text does not say.
    pub unclear_in: Vec<CodeId>,
    /// The names as written, for people.
    pub written: Vec<String>,
    /// How place sets among them were read.
    pub assumes: Vec<String>,
}

/// A quantity.
#[derive(Clone, Debug)]
pub enum Quantity {
    /// One number, or one day as a number.
    Literal(Number),
    /// A day relative to the as-of date.
    Day(Phrase<FactId>),
    /// Money, how much is not said.
    Unstated,
    /// Not to be known without asking (only in the dictionary).
    Unknown,
    /// A fact, of the bound record or in a year relative to the as-of year.
    Fact {
        /// The fact.
        fact: FactId,
        /// The year, for yearly facts.
        year: Option<i16>,
    },
    /// A defined quantity.
    Defined(DefinitionId),
    /// A product: rate × base, or each × times.
    Product {
        /// A rate rather than an amount for each.
        is_rate: bool,
        /// The rate, or how much for each.
        factor: Box<Quantity>,
        /// The base, or how many.
        of: Box<Quantity>,
    },
    /// "Not less than", "up to", or both.
    Range {
        /// The least.
        from: Option<Box<Quantity>>,
        /// The most.
        up_to: Option<Box<Quantity>>,
    },
    /// The first case that holds.
    Cases(Vec<Case>),
    /// The readings that a text allows.
    Unclear {
        /// The readings.
        readings: Vec<Quantity>,
        /// How it was read; the first reading is taken then.
        assume: Option<String>,
    },
    /// Floor first, then cap.
    Bounded {
        /// What is bounded.
        inner: Box<Quantity>,
        /// Not less than this.
        floor: Option<Box<Quantity>>,
        /// Not more than this.
        cap: Option<Box<Quantity>>,
    },
}

/// One case: it holds when all of `when` do; without any, always.
#[derive(Clone, Debug)]
pub struct Case {
    /// The conditions.
    pub when: Vec<Condition>,
    /// What the case gives.
    pub gives: Quantity,
}

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
    /// Its document, as an index of [`Rulebook::documents`].
    pub document: usize,
    /// Its name for people.
    pub name: String,
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

/// Supports that interact. What is not in a group interacts by its purpose, which `compile` writes out as groups.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name for people.
    pub name: String,
    /// Its members, in the order of supports.
    pub members: Vec<SupportId>,
    /// The record kind within which they interact; the firm if absent.
    pub per: Option<RecordId>,
    /// What the text leaves open without widening the answer.
    pub silent: Vec<String>,
}

impl Rulebook {
    /// The support.
    #[must_use]
    pub fn support(&self, id: SupportId) -> &Support {
        &self.supports[id.0 as usize]
    }

    /// The definition.
    #[must_use]
    pub fn definition(&self, id: DefinitionId) -> &Definition {
        &self.definitions[usize::from(id.0)]
    }

    /// The document of a support.
    #[must_use]
    pub fn document_of(&self, support: &Support) -> &Document {
        &self.documents[support.document]
    }

    /// The ids of all supports, in order.
    pub fn support_ids(&self) -> impl Iterator<Item = SupportId> + use<> {
        (0..u32::try_from(self.supports.len()).unwrap_or(u32::MAX)).map(SupportId)
    }
}

impl Document {
    /// Whether the document's window holds the day; drafts and superseded documents have none.
    #[must_use]
    pub fn is_open(&self, day: Day) -> bool {
        let ended_without_date =
            matches!(self.standing, Standing::Superseded | Standing::Ended) && self.until.is_none();
        day >= self.from && self.until.is_none_or(|until| day <= until) && !ended_without_date
    }
}

impl Scope {
    /// Whether a firm in `place` is covered.
    #[must_use]
    pub fn covers(&self, places: &CodeTree, place: CodeId) -> Truth {
        let within = places.lies_within(place, &self.within);
        let excluded = places.lies_within(place, &self.not_in);
        within.and(excluded.negate())
    }
}
