//! What the tables of a file may hold, as data. Schemas and the reference page are made of it; tests hold it against
//! the readers, which say the same in code.

/// What is written of a day that the reader of a document did not find there.
pub const UNREAD: &str = "unread";

/// A table: its keys and what holds between them.
#[derive(Debug)]
pub struct Shape {
    /// What the descriptions of its keys stand under.
    pub name: &'static str,
    /// Its keys, in the order in which one writes them.
    pub keys: &'static [Key],
    /// Whether comparisons stand among them.
    pub compares: Compares,
    /// What holds between keys.
    pub relations: &'static [Relation],
}

/// One key of a table.
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether the table is incomplete without it.
    pub is_required: bool,
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// A text that says something.
    Text,
    /// The address of a page.
    Address,
    /// A list of texts.
    Texts,
    /// A text, or a list of at least one.
    TextOrTexts,
    /// A list of at least one text.
    FilledTexts,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Integer,
    /// A day.
    Day,
    /// A day, or `unread`.
    DayOrUnread,
    /// Lower-case words with hyphens.
    Id,
    /// The key of a choice: ids with colons between them.
    ChoiceKey,
    /// Money with its unit.
    Money,
    /// A figure of the kind of the fact: with its unit, or a whole number.
    Figure,
    /// One of a few words.
    Word(Word),
    /// A fact of the dictionary, or a quantity that the file defines.
    Fact,
    /// A record kind of the dictionary.
    Record,
    /// A record kind of the dictionary, or `year`.
    RecordOrYear,
    /// A record kind of the dictionary, `enterprise` or `unstated`.
    Per,
    /// A choice of this fact of the dictionary.
    ChoiceOf(&'static str),
    /// Conditions, all of which must be met.
    Conditions,
    /// A quantity.
    Quantity,
    /// At least one quantity.
    Quantities,
    /// What a comparison has on its right.
    Right,
    /// A table.
    Table(&'static Shape),
    /// A list of tables.
    Tables(&'static Shape),
    /// A list of at least one table.
    FilledTables(&'static Shape),
    /// Tables under names that the author gives.
    Named(&'static Shape),
    /// Tables under keys of facts: the fact, or what is added to one that another file has.
    OfFacts(&'static Shape, &'static Shape),
    /// The facts of a firm.
    Profile,
    /// A value of a fact, as a profile states it.
    Value,
    /// A status, as the report's JSON has it.
    Status,
    /// A certainty, as the report's JSON has it.
    Certainty,
    /// A list of expectations, each a line or a table.
    Expectations(&'static Shape),
}

/// Keys that take one of a few words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Word {
    /// Of which kind a document is.
    DocumentKind,
    /// Whether a document binds.
    Standing,
    /// How well its text was read.
    Evidence,
    /// Of which kind a support is.
    SupportKind,
    /// What a support's standing can be beside its document's.
    SupportStanding,
    /// To whom it is paid.
    Payee,
    /// How often it is paid.
    Period,
    /// In what it is paid.
    Medium,
    /// Whether money can be had again.
    Again,
    /// How one applies.
    How,
    /// How often a round of applications comes back.
    Round,
    /// What a decision rests on.
    Because,
    /// Why a part of a document is no support.
    OmittedBecause,
    /// Why a document was not read.
    UnreadBecause,
    /// Whether a standard is of recognition or of review.
    AppliesTo,
    /// How the members of a group interact.
    GroupRule,
    /// Within which time they interact.
    GroupPeriod,
    /// Within which time a cap holds.
    LimitPeriod,
    /// Which reminder is accepted.
    Reminder,
    /// Of which kind a fact is.
    FactKind,
    /// Whether a firm can change a fact.
    Changes,
}

/// Whether comparisons stand in a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Compares {
    /// None.
    No,
    /// At most one, with any quantity.
    May,
    /// Exactly one, with any quantity.
    Must,
    /// At most one, with a whole number.
    MayCount,
    /// Exactly one, with a whole number.
    MustCount,
}

/// What holds between keys of a table.
#[derive(Debug)]
pub enum Relation {
    /// One of them is written.
    ExactlyOne(&'static [&'static str]),
    /// At least one of them is written.
    AnyOf(&'static [&'static str]),
    /// Not both are written.
    NotBoth(&'static str, &'static str),
    /// The first needs the second beside it.
    Needs(&'static str, &'static str),
    /// A key that is needed unless another says something.
    NeededUnless {
        /// The key.
        key: &'static str,
        /// The other.
        other: &'static str,
        /// What the other says.
        says: &'static str,
    },
    /// A key that may be written only where another says something, and then perhaps must.
    OnlyWhere {
        /// The key.
        key: &'static str,
        /// The other.
        other: &'static str,
        /// What the other says, any of these.
        says: &'static [&'static str],
        /// Whether the key is needed there.
        is_needed: bool,
    },
}

impl Shape {
    /// A table with these keys.
    #[must_use]
    pub const fn new(name: &'static str, keys: &'static [Key]) -> Shape {
        Shape { name, keys, compares: Compares::No, relations: &[] }
    }

    /// The same with comparisons.
    #[must_use]
    pub const fn comparing(self, compares: Compares) -> Shape {
        Shape { compares, ..self }
    }

    /// The same where this holds between its keys.
    #[must_use]
    pub const fn with(self, relations: &'static [Relation]) -> Shape {
        Shape { relations, ..self }
    }
}

/// A key that must be written.
#[must_use]
pub const fn must(name: &'static str, takes: Takes) -> Key {
    Key { name, takes, is_required: true }
}

/// A key that may be written.
#[must_use]
pub const fn may(name: &'static str, takes: Takes) -> Key {
    Key { name, takes, is_required: false }
}
