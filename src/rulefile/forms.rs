//! The table of forms: which key says what a condition or a quantity is, and which keys may stand beside it.

use crate::finding::Problem;
use crate::reader::Table;
use crate::suggest::nearest;

/// One form: the key that names it and the keys that may accompany it.
pub(super) struct Form<K> {
    pub(super) kind: K,
    head: &'static str,
    companions: &'static [&'static str],
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
    Unclear,
}

/// All comparisons, each spelled as in a rule file.
pub(super) const COMPARISONS: &[&str] =
    &["is", "any-of", "none-of", "at-least", "above", "at-most", "below", "since", "until", "before"];

pub(super) const CONDITIONS: &[Form<ConditionKind>] = &[
    Form {
        kind: ConditionKind::Fact,
        head: "fact",
        companions: &[
            "year", "is", "any-of", "none-of", "at-least", "above", "at-most", "below", "since", "until", "before",
            "assume",
        ],
    },
    Form {
        kind: ConditionKind::Has,
        head: "has",
        companions: &["where", "last", "or-since", "at-least", "above", "at-most", "below"],
    },
    Form { kind: ConditionKind::Every, head: "every", companions: &["where", "last", "or-since"] },
    Form { kind: ConditionKind::All, head: "all", companions: &[] },
    Form { kind: ConditionKind::Any, head: "any", companions: &[] },
    Form { kind: ConditionKind::None, head: "none", companions: &[] },
    Form { kind: ConditionKind::Of, head: "of", companions: &["at-least", "above", "at-most", "below"] },
    Form { kind: ConditionKind::Meets, head: "meets", companions: &[] },
    Form { kind: ConditionKind::Judged, head: "judged", companions: &["by", "because"] },
    Form { kind: ConditionKind::Unclear, head: "unclear", companions: &["assume"] },
];

pub(super) const QUANTITIES: &[Form<QuantityKind>] = &[
    Form { kind: QuantityKind::Fact, head: "fact", companions: &["year"] },
    Form { kind: QuantityKind::Rate, head: "rate", companions: &["of"] },
    Form { kind: QuantityKind::Each, head: "each", companions: &["times", "per", "of"] },
    Form { kind: QuantityKind::Range, head: "from", companions: &["up-to"] },
    Form { kind: QuantityKind::Range, head: "up-to", companions: &["from"] },
    Form { kind: QuantityKind::Cases, head: "cases", companions: &["by"] },
    Form { kind: QuantityKind::Slices, head: "slices", companions: &["of"] },
    Form { kind: QuantityKind::Sum, head: "sum", companions: &["across", "where", "last", "or-since"] },
    Form { kind: QuantityKind::Mean, head: "mean", companions: &["across", "where", "last", "or-since"] },
    Form { kind: QuantityKind::Highest, head: "highest", companions: &["across", "where", "last", "or-since"] },
    Form { kind: QuantityKind::Count, head: "count", companions: &["where", "last", "or-since"] },
    Form { kind: QuantityKind::Excess, head: "excess", companions: &["over"] },
    Form { kind: QuantityKind::Ratio, head: "ratio", companions: &["to"] },
    Form { kind: QuantityKind::Growth, head: "growth", companions: &["year", "last"] },
    Form { kind: QuantityKind::AmountOf, head: "amount-of", companions: &[] },
    Form { kind: QuantityKind::Unclear, head: "unclear", companions: &[] },
];

/// Keys that may stand on every quantity that is a table.
pub(super) const ON_EVERY_QUANTITY: &[&str] = &["cap", "floor", "assume"];

/// Decides which form a table is. Reports no form, two forms, and keys that belong to another form.
pub(super) fn pick<K: Copy + PartialEq>(
    table: &Table<'_>,
    forms: &'static [Form<K>],
    on_every: &'static [&'static str],
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
    let allowed = |key: &str| key == form.head || form.companions.contains(&key) || on_every.contains(&key);
    for (key, _) in table.entries().filter(|(key, _)| !allowed(&key.value)) {
        let allowed = [form.companions, on_every].concat();
        let suggestion = nearest(&key.value, &allowed);
        let problem = Problem::MisplacedKey { key: key.value, form: form.head, allowed, suggestion };
        table.sink().report(&key.span, problem);
    }
    Some(form.kind)
}
