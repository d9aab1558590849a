//! The tables of rule files and of the dictionary: every key with what it takes.

use crate::grammar::{Compares, Relation, Shape, Takes, Word, may, must};

/// A rule file.
pub static RULE_FILE: Shape = Shape::new(
    "file",
    &[
        may("document", Takes::Table(&DOCUMENT)),
        may("define", Takes::Named(&DEFINE)),
        may("standard", Takes::Tables(&STANDARD)),
        may("support", Takes::Tables(&SUPPORT)),
        may("group", Takes::Tables(&GROUP)),
        may("omitted", Takes::Tables(&OMITTED)),
        may("unread", Takes::Tables(&UNREAD)),
    ],
)
.with(&[
    Relation::AnyOf(&["document", "unread"]),
    Relation::Needs("define", "document"),
    Relation::Needs("standard", "document"),
    Relation::Needs("support", "document"),
    Relation::Needs("group", "document"),
    Relation::Needs("omitted", "document"),
]);

static DOCUMENT: Shape = Shape::new(
    "document",
    &[
        must("title", Takes::Text),
        may("number", Takes::TextOrTexts),
        must("issuer", Takes::Text),
        must("kind", Takes::Word(Word::DocumentKind)),
        must("issued", Takes::DayOrUnread),
        must("from", Takes::DayOrUnread),
        may("until", Takes::Day),
        must("standing", Takes::Word(Word::Standing)),
        may("standing-note", Takes::Text),
        must("evidence", Takes::Word(Word::Evidence)),
        must("checked", Takes::Day),
        may("source", Takes::Address),
        may("source-note", Takes::Text),
        may("contact", Takes::Text),
        may("scope", Takes::Table(&SCOPE)),
        may("replaces", Takes::Tables(&REPLACED)),
        may("amends", Takes::Tables(&AMENDED)),
        may("accept", Takes::Tables(&ACCEPT)),
    ],
)
.with(&[
    Relation::NeededUnless { key: "standing-note", other: "standing", says: "in-force" },
    Relation::NotBoth("source", "source-note"),
]);

/// A reminder that is not to be told, and why.
static ACCEPT: Shape = Shape::new("accept", &[must("code", Takes::Word(Word::Reminder)), must("why", Takes::Text)]);

static REPLACED: Shape = Shape::new("replaced", &[must("what", Takes::Text), must("sure", Takes::Flag)]);

static AMENDED: Shape = Shape::new(
    "amended",
    &[
        must("what", Takes::Text),
        must("from", Takes::Quantity),
        must("to", Takes::Quantity),
        may("when", Takes::Conditions),
        must("clause", Takes::Text),
        may("figures", Takes::Texts),
    ],
);

static SCOPE: Shape = Shape::new(
    "scope",
    &[must("in", Takes::FilledTexts), may("not-in", Takes::Texts), may("unclear-in", Takes::Texts)],
);

static DEFINE: Shape = Shape::new(
    "define",
    &[
        may("label", Takes::Text),
        may("label-en", Takes::Text),
        may("when", Takes::Conditions),
        may("value", Takes::Quantity),
        may("assume", Takes::Text),
    ],
)
.with(&[Relation::ExactlyOne(&["when", "value"]), Relation::Needs("label-en", "label")]);

static STANDARD: Shape = Shape::new(
    "standard",
    &[
        must("id", Takes::Id),
        must("title", Takes::ChoiceOf("title.kind")),
        may("applies-to", Takes::Word(Word::AppliesTo)),
        may("rows", Takes::Texts),
        must("when", Takes::Conditions),
        may("apply", Takes::Table(&APPLY)),
        must("clause", Takes::Text),
        may("figures", Takes::Texts),
        may("silent", Takes::Texts),
        may("from", Takes::Day),
        may("until", Takes::Day),
        may("accept", Takes::Tables(&ACCEPT)),
    ],
);

static SUPPORT: Shape = Shape::new(
    "support",
    &[
        must("id", Takes::Id),
        must("name", Takes::Text),
        may("name-en", Takes::Text),
        must("kind", Takes::Word(Word::SupportKind)),
        may("for-what", Takes::ChoiceOf("received.for-what")),
        may("rows", Takes::Texts),
        may("standing", Takes::Word(Word::SupportStanding)),
        may("for-each", Takes::Record),
        may("where", Takes::Conditions),
        may("scope", Takes::Table(&SCOPE)),
        may("when", Takes::Conditions),
        may("amount", Takes::Quantity),
        may("limits", Takes::Tables(&LIMIT)),
        may("paid", Takes::Table(&PAID)),
        may("stages", Takes::Tables(&STAGE)),
        may("clawback", Takes::Conditions),
        may("terms", Takes::Tables(&TERM)),
        may("apply", Takes::Table(&APPLY)),
        may("restricted", Takes::Text),
        may("again", Takes::Word(Word::Again)),
        must("clause", Takes::Text),
        may("figures", Takes::Texts),
        may("premises", Takes::Texts),
        may("silent", Takes::Texts),
        may("department", Takes::Text),
        may("contact", Takes::Text),
        may("from", Takes::Day),
        may("until", Takes::Day),
        may("accept", Takes::Tables(&ACCEPT)),
    ],
);

static LIMIT: Shape = Shape::new(
    "limit",
    &[must("cap", Takes::Quantity), must("per", Takes::Per), may("within", Takes::Word(Word::LimitPeriod))],
);

static PAID: Shape = Shape::new(
    "paid",
    &[
        may("to", Takes::Word(Word::Payee)),
        may("every", Takes::Word(Word::Period)),
        may("for", Takes::Quantity),
        may("as", Takes::Word(Word::Medium)),
    ],
)
.with(&[Relation::Needs("every", "for"), Relation::Needs("for", "every")]);

static STAGE: Shape = Shape::new(
    "stage",
    &[
        must("after", Takes::Text),
        may("share", Takes::Quantity),
        may("amount", Takes::Quantity),
        may("when", Takes::Conditions),
    ],
)
.with(&[Relation::ExactlyOne(&["share", "amount"])]);

static TERM: Shape = Shape::new("term", &[must("label", Takes::Text), must("value", Takes::Quantity)]);

static APPLY: Shape = Shape::new(
    "apply",
    &[
        may("how", Takes::Word(Word::How)),
        may("at", Takes::Text),
        may("opens", Takes::Day),
        may("closes", Takes::Day),
        may("every", Takes::Word(Word::Round)),
        may("materials", Takes::FilledTexts),
        may("assisted", Takes::FilledTexts),
        may("effort", Takes::Text),
    ],
)
.with(&[Relation::Needs("every", "closes")]);

static GROUP: Shape = Shape::new(
    "group",
    &[
        must("name", Takes::Text),
        may("name-en", Takes::Text),
        must("members", Takes::FilledTexts),
        must("rule", Takes::Word(Word::GroupRule)),
        may("per", Takes::Record),
        may("within", Takes::Word(Word::GroupPeriod)),
        may("limits", Takes::Tables(&LIMIT)),
        may("clause", Takes::Text),
        may("figures", Takes::Texts),
        may("silent", Takes::Texts),
        may("accept", Takes::Tables(&ACCEPT)),
    ],
);

static OMITTED: Shape = Shape::new(
    "omitted",
    &[
        must("clause", Takes::Text),
        must("what", Takes::Text),
        may("rows", Takes::Texts),
        must("because", Takes::Word(Word::OmittedBecause)),
        may("of", Takes::Id),
    ],
)
.with(&[Relation::OnlyWhere { key: "of", other: "because", says: &["duplicate-of"], is_needed: true }]);

static UNREAD: Shape = Shape::new(
    "unread",
    &[
        may("title", Takes::Text),
        may("number", Takes::TextOrTexts),
        may("part", Takes::Text),
        must("because", Takes::Word(Word::UnreadBecause)),
    ],
)
.with(&[Relation::AnyOf(&["title", "number"])]);

/// A case of a quantity that compares one thing.
pub(super) static CASE_BY: Shape =
    Shape::new("case-by", &[must("gives", Takes::Quantity), may("accept", Takes::Tables(&ACCEPT))])
        .comparing(Compares::May);

/// A case of a quantity that ranges over its `by` as printed, with both ends.
pub(super) static CASE_RANGE: Shape = Shape::new(
    "case-range",
    &[
        may("from", Takes::Quantity),
        may("up-to", Takes::Quantity),
        must("gives", Takes::Quantity),
        may("accept", Takes::Tables(&ACCEPT)),
    ],
);

/// A case of a quantity with conditions of its own.
pub(super) static CASE_WHEN: Shape = Shape::new(
    "case-when",
    &[may("when", Takes::Conditions), must("gives", Takes::Quantity), may("accept", Takes::Tables(&ACCEPT))],
);

/// A slice of a quantity.
pub(super) static SLICE: Shape = Shape::new("slice", &[may("up-to", Takes::Quantity), must("rate", Takes::Quantity)]);

/// A fact dictionary.
pub static DICTIONARY: Shape =
    Shape::new("dictionary", &[may("record", Takes::Named(&RECORD)), may("fact", Takes::OfFacts(&FACT, &MORE))]);

static RECORD: Shape = Shape::new(
    "record",
    &[
        must("label", Takes::Text),
        may("label-en", Takes::Text),
        may("aliases", Takes::Texts),
        may("question", Takes::Text),
        may("question-en", Takes::Text),
        may("named-by", Takes::Fact),
        may("dated-by", Takes::Fact),
        may("counts-by", Takes::Fact),
    ],
)
.with(&[Relation::Needs("question-en", "question")]);

static MORE: Shape = Shape::new("more", &[must("choices", Takes::Tables(&CHOICE))]);

/// Kinds of facts that are figures.
const NUMBERS: &[&str] = &["money", "ratio", "count", "number"];

static FACT: Shape = Shape::new(
    "fact",
    &[
        must("label", Takes::Text),
        may("label-en", Takes::Text),
        may("aliases", Takes::Texts),
        must("kind", Takes::Word(Word::FactKind)),
        may("yearly", Takes::Flag),
        may("signed", Takes::Flag),
        may("at-least", Takes::Figure),
        may("at-most", Takes::Figure),
        may("part-of", Takes::Fact),
        may("choices", Takes::Tables(&CHOICE)),
        may("unclear", Takes::Tables(&UNCLEAR)),
        may("many", Takes::Flag),
        may("order", Takes::Flag),
        may("fixed", Takes::Flag),
        may("changes", Takes::Word(Word::Changes)),
        may("not-before", Takes::Fact),
        may("judged-by", Takes::Text),
        may("question", Takes::Text),
        may("question-en", Takes::Text),
        may("find", Takes::Text),
        may("find-en", Takes::Text),
        may("value", Takes::Quantity),
        may("when", Takes::Conditions),
    ],
)
.with(&[
    Relation::NotBoth("value", "when"),
    Relation::NotBoth("fixed", "changes"),
    Relation::Needs("question-en", "question"),
    Relation::Needs("find-en", "find"),
    Relation::OnlyWhere { key: "choices", other: "kind", says: &["choice"], is_needed: true },
    Relation::OnlyWhere { key: "unclear", other: "kind", says: &["choice"], is_needed: false },
    Relation::OnlyWhere { key: "many", other: "kind", says: &["choice", "text"], is_needed: false },
    Relation::OnlyWhere { key: "order", other: "kind", says: &["choice"], is_needed: false },
    Relation::OnlyWhere { key: "not-before", other: "kind", says: &["date"], is_needed: false },
    Relation::OnlyWhere { key: "when", other: "kind", says: &["flag"], is_needed: false },
    Relation::OnlyWhere { key: "signed", other: "kind", says: NUMBERS, is_needed: false },
    Relation::OnlyWhere { key: "at-least", other: "kind", says: NUMBERS, is_needed: false },
    Relation::OnlyWhere { key: "at-most", other: "kind", says: NUMBERS, is_needed: false },
    Relation::OnlyWhere { key: "part-of", other: "kind", says: NUMBERS, is_needed: false },
]);

static CHOICE: Shape =
    Shape::new("choice", &[must("key", Takes::ChoiceKey), must("names", Takes::Texts), may("label-en", Takes::Text)]);

static UNCLEAR: Shape =
    Shape::new("unclear", &[must("names", Takes::Texts), must("why", Takes::Text), may("why-en", Takes::Text)]);
