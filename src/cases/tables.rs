//! The tables of a file of worked cases: every key with what it takes.

use crate::grammar::{Relation, Shape, Takes, may, must};

/// A file of worked cases.
pub static CASE_FILE: Shape = Shape::new(
    "case-file",
    &[may("documents", Takes::Texts), may("if-in-force", Takes::Flag), may("case", Takes::Tables(&CASE))],
);

static CASE: Shape = Shape::new(
    "case",
    &[
        must("name", Takes::Text),
        may("like", Takes::Text),
        may("as-of", Takes::Day),
        may("without", Takes::Texts),
        may("profile", Takes::Profile),
        may("documents", Takes::Texts),
        may("if-in-force", Takes::Flag),
        may("expect", Takes::Expectations(&EXPECT)),
        may("total", Takes::Tables(&TOTAL)),
        may("group", Takes::Tables(&GROUP)),
        may("value", Takes::Tables(&VALUE)),
    ],
)
.with(&[
    Relation::AnyOf(&["as-of", "like"]),
    Relation::AnyOf(&["profile", "like"]),
    Relation::Needs("without", "like"),
]);

static EXPECT: Shape = Shape::new(
    "expect",
    &[
        may("support", Takes::Text),
        may("standard", Takes::Text),
        may("record", Takes::Text),
        may("status", Takes::Status),
        may("window", Takes::Text),
        may("lacks", Takes::Texts),
        may("undecided", Takes::Texts),
        may("low", Takes::Money),
        may("high", Takes::Money),
        may("open", Takes::Flag),
        may("certainty", Takes::Certainty),
        may("granted-low", Takes::Money),
        may("granted-high", Takes::Money),
        may("reasons", Takes::Texts),
        may("missing", Takes::Texts),
        may("near-miss", Takes::Texts),
        may("would-bring", Takes::Money),
        may("lasts", Takes::Text),
        may("because", Takes::Text),
    ],
)
.with(&[
    Relation::ExactlyOne(&["support", "standard"]),
    Relation::NotBoth("support", "lacks"),
    Relation::NotBoth("support", "undecided"),
    Relation::NotBoth("standard", "record"),
    Relation::NotBoth("standard", "low"),
    Relation::NotBoth("standard", "high"),
    Relation::NotBoth("standard", "open"),
    Relation::NotBoth("standard", "certainty"),
    Relation::NotBoth("standard", "granted-low"),
    Relation::NotBoth("standard", "granted-high"),
    Relation::NotBoth("standard", "reasons"),
    Relation::NotBoth("standard", "would-bring"),
    Relation::NotBoth("standard", "lasts"),
    Relation::NotBoth("record", "certainty"),
    Relation::NotBoth("record", "granted-low"),
    Relation::NotBoth("record", "granted-high"),
    Relation::NotBoth("record", "reasons"),
    Relation::NotBoth("record", "lasts"),
]);

static TOTAL: Shape = Shape::new(
    "total",
    &[
        must("paid-to", Takes::Text),
        must("period", Takes::Text),
        may("low", Takes::Money),
        may("high", Takes::Money),
        may("unstated", Takes::Integer),
        may("reasons", Takes::Texts),
        may("because", Takes::Text),
    ],
);

static GROUP: Shape = Shape::new(
    "expect-group",
    &[
        must("name", Takes::Text),
        may("record", Takes::Text),
        may("year", Takes::Integer),
        must("chosen", Takes::Texts),
        must("displaced", Takes::Texts),
        may("certain", Takes::Texts),
        may("because", Takes::Text),
    ],
);

static VALUE: Shape = Shape::new(
    "expect-value",
    &[must("fact", Takes::Text), may("year", Takes::Integer), must("is", Takes::Value), may("because", Takes::Text)],
);
