//! The table of forms: which key says what a condition or a quantity is, and which keys may stand beside it.

use crate::finding::Problem;
use crate::grammar::{Compares, Key, Relation, Shape, Takes, Word, may, must};
use crate::reader::Table;
use crate::suggest::nearest;

use super::tables::{CASE_BY, CASE_RANGE, CASE_WHEN, SLICE};

/// One form: the key that names it, and the closed tables that it can be.
pub(super) struct Form<K> {
    pub(super) kind: K,
    /// The key that names it.
    head: &'static str,
    /// The tables; more than one where companions exclude each other.
    shapes: &'static [Shape],
}

/// The forms of a condition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ConditionKind {
    Fact,
    Has,
    Every,
    All,
    Any,
    None,
    Of,
    Meets,
    Judged,
    Unclear,
}

/// The forms of a quantity that is a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum QuantityKind {
    Fact,
    Rate,
    Each,
    Range,
    Cases,
    Slices,
    Sum,
    Mean,
    Highest,
    Count,
    Excess,
    Ratio,
    Growth,
    AmountOf,
    SameAs,
    Unclear,
}

/// All comparisons, each spelled as in a rule file.
pub const COMPARISONS: &[&str] =
    &["is", "any-of", "none-of", "at-least", "above", "at-most", "below", "since", "until", "before"];

/// All bounds of a count.
pub const BOUNDS: &[&str] = &["at-least", "above", "at-most", "below"];

/// The forms of a condition.
pub(super) static CONDITIONS: &[Form<ConditionKind>] = &[
    form(
        ConditionKind::Fact,
        "fact",
        &[condition(&[must("fact", Takes::Fact), may("year", Takes::Integer), may("assume", Takes::Text)])
            .comparing(Compares::Must)],
    ),
    form(
        ConditionKind::Has,
        "has",
        &[condition(&[must("has", Takes::RecordOrYear), LAST, OR_SINCE, WHERE])
            .comparing(Compares::MayCount)
            .with(&named_years("has"))],
    ),
    form(
        ConditionKind::Every,
        "every",
        &[condition(&[must("every", Takes::RecordOrYear), LAST, OR_SINCE, must("where", Takes::Conditions)])
            .with(&named_years("every"))],
    ),
    form(ConditionKind::All, "all", &[condition(&[must("all", Takes::Conditions)])]),
    form(ConditionKind::Any, "any", &[condition(&[must("any", Takes::Conditions)])]),
    form(ConditionKind::None, "none", &[condition(&[must("none", Takes::Conditions)])]),
    form(ConditionKind::Of, "of", &[condition(&[must("of", Takes::Conditions)]).comparing(Compares::MustCount)]),
    form(ConditionKind::Meets, "meets", &[condition(&[must("meets", Takes::Text)])]),
    form(
        ConditionKind::Judged,
        "judged",
        &[condition(&[
            must("judged", Takes::Text),
            may("by", Takes::Text),
            may("because", Takes::Word(Word::Because)),
        ])],
    ),
    form(
        ConditionKind::Unclear,
        "unclear",
        &[condition(&[must("unclear", Takes::Conditions), may("assume", Takes::Text)])],
    ),
];

/// The forms of a quantity that is a table.
pub(super) static QUANTITIES: &[Form<QuantityKind>] = &[
    form(QuantityKind::Fact, "fact", &[quantity(&[must("fact", Takes::Fact), may("year", Takes::Integer)])]),
    form(QuantityKind::Rate, "rate", &[quantity(&[must("rate", Takes::Quantity), must("of", Takes::Quantity)])]),
    form(
        QuantityKind::Each,
        "each",
        &[
            quantity(&[must("each", Takes::Quantity), must("times", Takes::Quantity)]),
            quantity(&[must("each", Takes::Quantity), must("per", Takes::Quantity), must("of", Takes::Quantity)]),
        ],
    ),
    form(QuantityKind::Range, "from", &[quantity(&[must("from", Takes::Quantity), may("up-to", Takes::Quantity)])]),
    form(QuantityKind::Range, "up-to", &[quantity(&[must("up-to", Takes::Quantity), may("from", Takes::Quantity)])]),
    form(
        QuantityKind::Cases,
        "cases",
        &[
            quantity(&[must("by", Takes::Quantity), must("cases", Takes::FilledTables(&CASE_BY))]),
            quantity(&[must("by", Takes::Quantity), must("cases", Takes::FilledTables(&CASE_RANGE))]),
            quantity(&[must("cases", Takes::FilledTables(&CASE_WHEN))]),
        ],
    ),
    form(
        QuantityKind::Slices,
        "slices",
        &[quantity(&[must("of", Takes::Quantity), must("slices", Takes::FilledTables(&SLICE))])],
    ),
    form(
        QuantityKind::Sum,
        "sum",
        &[
            quantity(&[must("sum", Takes::Quantities)]),
            quantity(&[must("sum", Takes::Quantity), ACROSS, LAST, OR_SINCE, WHERE]).with(&years("across")),
        ],
    ),
    form(
        QuantityKind::Mean,
        "mean",
        &[
            quantity(&[must("mean", Takes::Quantities)]),
            quantity(&[must("mean", Takes::Quantity), ACROSS, LAST, OR_SINCE, WHERE]).with(&years("across")),
        ],
    ),
    form(
        QuantityKind::Highest,
        "highest",
        &[
            quantity(&[must("highest", Takes::Quantities)]),
            quantity(&[must("highest", Takes::Quantity), ACROSS, LAST, OR_SINCE, WHERE]).with(&years("across")),
        ],
    ),
    form(
        QuantityKind::Count,
        "count",
        &[quantity(&[must("count", Takes::RecordOrYear), LAST, OR_SINCE, WHERE]).with(&years("count"))],
    ),
    form(
        QuantityKind::Excess,
        "excess",
        &[quantity(&[must("excess", Takes::Quantity), must("over", Takes::Quantity)])],
    ),
    form(QuantityKind::Ratio, "ratio", &[quantity(&[must("ratio", Takes::Quantity), must("to", Takes::Quantity)])]),
    form(
        QuantityKind::Growth,
        "growth",
        &[quantity(&[must("growth", Takes::Fact), may("year", Takes::Integer), LAST])],
    ),
    form(QuantityKind::AmountOf, "amount-of", &[quantity(&[must("amount-of", Takes::Text)])]),
    form(QuantityKind::SameAs, "same-as", &[quantity(&[must("same-as", Takes::Text)])]),
    form(QuantityKind::Unclear, "unclear", &[quantity(&[must("unclear", Takes::Quantities)])]),
];

/// Keys that may stand on every quantity that is a table.
pub static ON_EVERY_QUANTITY: &[Key] =
    &[may("floor", Takes::Quantity), may("cap", Takes::Quantity), may("assume", Takes::Text)];

/// Keys that may stand on every condition.
pub static ON_EVERY_CONDITION: &[Key] = &[may("label", Takes::Text), may("label-en", Takes::Text)];

/// An English label stands beside a label.
const NAMED: Relation = Relation::Needs("label-en", "label");

const ACROSS: Key = must("across", Takes::RecordOrYear);
const WHERE: Key = may("where", Takes::Conditions);
const LAST: Key = may("last", Takes::Integer);
const OR_SINCE: Key = may("or-since", Takes::Fact);

const fn form<K: Copy>(kind: K, head: &'static str, shapes: &'static [Shape]) -> Form<K> {
    Form { kind, head, shapes }
}

const fn condition(keys: &'static [Key]) -> Shape {
    Shape::new("condition", keys).with(&[NAMED])
}

const fn quantity(keys: &'static [Key]) -> Shape {
    Shape::new("quantity", keys)
}

/// What ranges over years says how many of them; what ranges over records takes all.
const fn years(head: &'static str) -> [Relation; 2] {
    [
        Relation::OnlyWhere { key: "last", other: head, says: &["year"], is_needed: true },
        Relation::OnlyWhere { key: "or-since", other: head, says: &["year"], is_needed: false },
    ]
}

/// The same of a condition.
const fn named_years(head: &'static str) -> [Relation; 3] {
    let [last, or_since] = years(head);
    [NAMED, last, or_since]
}

/// The forms of a condition: the key that names each, and the closed tables that it can be.
pub fn condition_forms() -> impl Iterator<Item = (&'static str, &'static [Shape])> {
    CONDITIONS.iter().map(|form| (form.head, form.shapes))
}

/// The forms of a quantity that is a table: the key that names each, and the closed tables that it can be.
pub fn quantity_forms() -> impl Iterator<Item = (&'static str, &'static [Shape])> {
    QUANTITIES.iter().map(|form| (form.head, form.shapes))
}

impl<K> Form<K> {
    /// The keys that may stand beside its head.
    fn companions(&self) -> Vec<&'static str> {
        let mut companions = Vec::new();
        for shape in self.shapes {
            let compared = match shape.compares {
                Compares::No => &[],
                Compares::May | Compares::Must => COMPARISONS,
                Compares::MayCount | Compares::MustCount => BOUNDS,
            };
            let keys = shape.keys.iter().map(|key| key.name).chain(compared.iter().copied());
            companions.extend(keys.filter(|key| *key != self.head));
        }
        let mut seen = Vec::new();
        companions.retain(|key| {
            !seen.contains(key) && {
                seen.push(*key);
                true
            }
        });
        companions
    }
}

/// Decides which form a table is. Reports no form, two forms, and keys that belong to another form.
pub(super) fn pick<K: Copy + PartialEq>(
    table: &Table<'_>,
    forms: &'static [Form<K>],
    on_every: &'static [Key],
) -> Option<K> {
    let mut present = forms.iter().filter(|form| table.has(form.head));
    let Some(form) = present.next() else {
        let heads: Vec<&'static str> = forms.iter().map(|form| form.head).collect();
        let keys: Vec<String> = table.entries().map(|(key, _)| key.value).collect();
        let suggestion = keys.iter().find_map(|key| nearest(key, &heads));
        table.report(Problem::NoForm { heads, keys, suggestion });
        return None;
    };
    if let Some(other) = present.find(|other| other.kind != form.kind) {
        table.report(Problem::TwoForms { first: form.head, second: other.head });
        return None;
    }
    let on_every = on_every.iter().map(|key| key.name);
    let allowed: Vec<&'static str> = form.companions().into_iter().chain(on_every).collect();
    let fits = |key: &str| key == form.head || allowed.contains(&key);
    for (key, _) in table.entries().filter(|(key, _)| !fits(&key.value)) {
        let allowed = allowed.clone();
        let suggestion = nearest(&key.value, &allowed);
        let problem = Problem::MisplacedKey { key: key.value, form: form.head, allowed, suggestion };
        table.sink().report(&key.span, problem);
    }
    Some(form.kind)
}
