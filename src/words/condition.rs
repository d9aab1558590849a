//! Conditions and quantities in words, as a rule says them.

use crate::calendar::{Phrase, Unit};
use crate::codes::{CodeId, CodeTree};
use crate::dictionary::{Choices, FactId, Kind};
use crate::interval::Ordering;
use crate::rulebook::{Case, Condition, ConditionForm, Judgement, Meaning, Membership, Quantity, Rulebook, Scope};

use super::reason::{decided_by, not_stated};
use super::value::{flag, of_kind};
use super::{Lang, choice_label, fact_label, record_label, say};

/// What a condition says.
#[must_use]
pub fn condition(lang: Lang, book: &Rulebook, condition: &Condition) -> String {
    match &condition.form {
        ConditionForm::Compare { left, ordering, right } => {
            let kind = kind(book, left);
            let (left, right) = (spoken(lang, book, left, kind), spoken(lang, book, right, kind));
            let relation = relation(lang, *ordering, kind);
            say!(lang, "{left}{relation}{right}", "{left} {relation} {right}")
        }
        ConditionForm::Among { fact, test } => among(lang, book, *fact, test),
        ConditionForm::Has { record, selects, ordering, count, .. } => {
            let label = record_label(lang, book.dictionary.record(*record));
            has(lang, label, (*ordering, *count), &joined(lang, book, selects, lang.pick("，", ", ")))
        }
        ConditionForm::All(parts) => joined(lang, book, parts, and(lang)),
        ConditionForm::Any(parts) => {
            say!(lang, "以下之一：{}", "one of: {}", joined(lang, book, parts, lang.semicolon()))
        }
        ConditionForm::None(parts) => {
            say!(lang, "没有以下情形：{}", "none of: {}", joined(lang, book, parts, lang.semicolon()))
        }
        ConditionForm::Meets(id) => match &book.definition(*id).meaning {
            Meaning::When(when) => joined(lang, book, when, and(lang)),
            Meaning::Value(value) => quantity(lang, book, value),
        },
        ConditionForm::Judged(judgement) => judged(lang, judgement),
        ConditionForm::Unclear { readings, assume: Some(assume) } => {
            let first = readings.first().map(|first| self::condition(lang, book, first)).unwrap_or_default();
            say!(lang, "{first}（{assume}）", "{first} ({assume})")
        }
        ConditionForm::Unclear { readings, assume: None } => {
            let readings = joined(lang, book, readings, lang.pick("；或", "; or "));
            say!(lang, "文件有几种读法：{readings}", "the document can be read in several ways: {readings}")
        }
        ConditionForm::Scope(scope) => scope_text(lang, scope),
    }
}

/// A record that there is, or so many of them, with what is asked of each.
fn has(lang: Lang, label: &str, (ordering, count): (Ordering, i64), selects: &str) -> String {
    let relation = relation(lang, ordering, Kind::Count);
    let number = match (ordering, count) {
        (Ordering::AtLeast, 1) => String::new(),
        _ => say!(lang, "{relation}{count}条", ", {relation} {count} of them"),
    };
    let head = match lang {
        Lang::Zh => format!("有{label}{number}"),
        Lang::En => format!("has {} {label}{number}", article(label)),
    };
    if selects.is_empty() { head } else { say!(lang, "{head}：{selects}", "{head}: {selects}") }
}

fn article(label: &str) -> &'static str {
    if label.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

fn and(lang: Lang) -> &'static str {
    lang.pick("，且", ", and ")
}

/// What a condition says of its parts, which follow on lines of their own.
#[must_use]
pub fn condition_head(lang: Lang, book: &Rulebook, part: &Condition) -> String {
    match &part.form {
        ConditionForm::All(_) => lang.pick("以下各项都要满足", "all of the following").to_owned(),
        ConditionForm::Any(_) => lang.pick("以下至少满足一项", "at least one of the following").to_owned(),
        ConditionForm::None(_) => lang.pick("以下各项都不能有", "none of the following").to_owned(),
        ConditionForm::Unclear { assume: Some(assume), .. } => {
            say!(lang, "{assume}（取第一种读法）", "{assume} (the first reading is taken)")
        }
        ConditionForm::Unclear { assume: None, .. } => {
            lang.pick("文件有以下几种读法", "the document can be read in these ways").to_owned()
        }
        _ => condition(lang, book, part),
    }
}

/// What a quantity says.
#[must_use]
pub fn quantity(lang: Lang, book: &Rulebook, wanted: &Quantity) -> String {
    spoken(lang, book, wanted, kind(book, wanted))
}

/// The kind of a quantity, as far as words need it.
#[must_use]
pub fn kind(book: &Rulebook, quantity: &Quantity) -> Kind {
    match quantity {
        Quantity::Fact { fact, .. } => book.dictionary.fact(*fact).kind,
        Quantity::Day(_) => Kind::Date,
        Quantity::Defined(id) => match &book.definition(*id).meaning {
            Meaning::Value(value) => kind(book, value),
            Meaning::When(_) => Kind::Flag,
        },
        Quantity::Bounded { inner, .. } => kind(book, inner),
        Quantity::Product { is_rate, factor, of } => kind(book, if *is_rate { of } else { factor }),
        Quantity::Cases(cases) => cases.first().map_or(Kind::Money, |case| kind(book, &case.gives)),
        Quantity::Unclear { readings, .. } => readings.first().map_or(Kind::Money, |reading| kind(book, reading)),
        Quantity::Range { from, up_to } => from.as_ref().or(up_to.as_ref()).map_or(Kind::Money, |end| kind(book, end)),
        // A literal by itself is money; a rate or a count stands beside what says so.
        Quantity::Literal(_) | Quantity::Unstated | Quantity::Unknown => Kind::Money,
    }
}

fn spoken(lang: Lang, book: &Rulebook, wanted: &Quantity, kind: Kind) -> String {
    let words = |quantity: &Quantity| spoken(lang, book, quantity, kind);
    match wanted {
        Quantity::Literal(number) => of_kind(lang, kind, *number),
        Quantity::Day(phrase) => day(lang, book, phrase),
        Quantity::Unstated => not_stated(lang).to_owned(),
        Quantity::Unknown => lang.pick("须由企业填写", "for the firm to state").to_owned(),
        Quantity::Fact { fact, year } => fact_name(lang, book, *fact, *year),
        Quantity::Defined(id) => match &book.definition(*id).meaning {
            Meaning::Value(value) => words(value),
            Meaning::When(when) => joined(lang, book, when, and(lang)),
        },
        Quantity::Product { is_rate: true, factor, of } => {
            format!("{} × {}", words(of), spoken(lang, book, factor, Kind::Ratio))
        }
        Quantity::Product { is_rate: false, factor, of } => {
            format!("{} × {}", words(factor), spoken(lang, book, of, Kind::Count))
        }
        Quantity::Range { from: Some(from), up_to: Some(up_to) } => {
            say!(lang, "{}至{}", "{} to {}", words(from), words(up_to))
        }
        Quantity::Range { from: Some(from), up_to: None } => say!(lang, "不低于{}", "at least {}", words(from)),
        Quantity::Range { from: None, up_to: Some(up_to) } => say!(lang, "最高{}", "up to {}", words(up_to)),
        Quantity::Range { from: None, up_to: None } => String::new(),
        Quantity::Cases(cases) => {
            cases.iter().map(|case| case_text(lang, book, case, kind)).collect::<Vec<_>>().join(lang.semicolon())
        }
        Quantity::Unclear { readings, .. } => {
            readings.iter().map(words).collect::<Vec<_>>().join(lang.pick("，或", ", or "))
        }
        Quantity::Bounded { inner, floor, cap } => {
            let bound = |name: &str, end: &Option<Box<Quantity>>| {
                end.as_ref().map(|end| say!(lang, "，{name}{}", ", {name} {}", words(end)))
            };
            let ends = [bound(lang.pick("不低于", "at least"), floor), bound(lang.pick("不超过", "at most"), cap)];
            format!("{}{}", words(inner), ends.into_iter().flatten().collect::<String>())
        }
    }
}

fn case_text(lang: Lang, book: &Rulebook, case: &Case, kind: Kind) -> String {
    let gives = spoken(lang, book, &case.gives, kind);
    if case.when.is_empty() {
        say!(lang, "其余{gives}", "otherwise {gives}")
    } else {
        let when = joined(lang, book, &case.when, and(lang));
        say!(lang, "{when}的，{gives}", "{gives} if {when}")
    }
}

fn fact_name(lang: Lang, book: &Rulebook, fact: FactId, year: Option<i16>) -> String {
    let label = fact_label(lang, book.dictionary.fact(fact));
    match year {
        None => label.to_owned(),
        Some(0) => say!(lang, "本年{label}", "{label} of this year"),
        Some(-1) => say!(lang, "上年度{label}", "{label} of last year"),
        Some(year) => say!(lang, "{0}年前{label}", "{label} of {0} years ago", -i32::from(year)),
    }
}

fn day(lang: Lang, book: &Rulebook, phrase: &Phrase<FactId>) -> String {
    match phrase {
        Phrase::Fixed(day) => day.to_string(),
        Phrase::Ago(0, _) => lang.pick("测算日", "the as-of day").to_owned(),
        Phrase::Ago(count, unit) => {
            say!(lang, "测算日前{}", "{} before the as-of day", length(lang, *count, *unit))
        }
        Phrase::After(count, unit, fact) => {
            let (label, length) = (fact_label(lang, book.dictionary.fact(*fact)), length(lang, *count, *unit));
            say!(lang, "{label}后{length}", "{length} after {label}")
        }
        Phrase::StartOfYear(year) => say!(lang, "{}年初", "the start of {} year", year_name(lang, *year)),
        Phrase::EndOfYear(year) => say!(lang, "{}年末", "the end of {} year", year_name(lang, *year)),
    }
}

fn length(lang: Lang, count: i64, unit: Unit) -> String {
    let (zh, en) = match unit {
        Unit::Year => ("年", "year"),
        Unit::Month => ("个月", "month"),
        Unit::Day => ("天", "day"),
    };
    let plural = if count == 1 { "" } else { "s" };
    say!(lang, "{count}{zh}", "{count} {en}{plural}")
}

fn year_name(lang: Lang, year: i16) -> &'static str {
    if year == 0 { lang.pick("本", "this") } else { lang.pick("上", "last") }
}

/// The relation in words; dates are earlier and later, figures less and more.
#[must_use]
fn relation(lang: Lang, ordering: Ordering, kind: Kind) -> &'static str {
    match (ordering, kind == Kind::Date) {
        (Ordering::AtLeast, false) => lang.pick("不低于", "at least"),
        (Ordering::AtLeast, true) => lang.pick("不早于", "not earlier than"),
        (Ordering::Above, false) => lang.pick("超过", "above"),
        (Ordering::Above, true) => lang.pick("晚于", "later than"),
        (Ordering::AtMost, false) => lang.pick("不超过", "at most"),
        (Ordering::AtMost, true) => lang.pick("不晚于", "not later than"),
        (Ordering::Below, false) => lang.pick("低于", "below"),
        (Ordering::Below, true) => lang.pick("早于", "earlier than"),
        (Ordering::Equal, _) => lang.pick("等于", "equal to"),
    }
}

fn among(lang: Lang, book: &Rulebook, id: FactId, test: &Membership) -> String {
    let label = fact_label(lang, book.dictionary.fact(id));
    let relation = match test {
        // A flag reads as a statement: 称号有效.
        Membership::Flag(true) => return label.to_owned(),
        Membership::Flag(false) => lang.pick("：", ": "),
        Membership::AnyOf(_) => lang.pick("为", " is "),
        Membership::NoneOf(_) => lang.pick("不为", " is not "),
        Membership::Within(_) => lang.pick("属于", " lies within "),
        Membership::NotWithin(_) => lang.pick("不属于", " does not lie within "),
    };
    format!("{label}{relation}{}", wanted(lang, book, id, test))
}

/// The choices, flag, places or industries that a test names.
#[must_use]
pub fn wanted(lang: Lang, book: &Rulebook, id: FactId, test: &Membership) -> String {
    let tree = if book.dictionary.fact(id).kind == Kind::Place { &book.places } else { &book.industries };
    match test {
        Membership::AnyOf(choices) | Membership::NoneOf(choices) => labels(lang, book, id, *choices),
        Membership::Flag(flag) => self::flag(lang, *flag).to_owned(),
        Membership::Within(codes) | Membership::NotWithin(codes) => names(lang, tree, codes),
    }
}

fn labels(lang: Lang, book: &Rulebook, fact: FactId, choices: Choices) -> String {
    let all = &book.dictionary.fact(fact).choices;
    let labels = choices.indices().filter_map(|index| all.get(index)).map(|choice| choice_label(lang, choice));
    labels.collect::<Vec<_>>().join(lang.pick("或", " or "))
}

fn names(lang: Lang, tree: &CodeTree, codes: &[CodeId]) -> String {
    codes.iter().map(|code| tree.entry(*code).name.as_str()).collect::<Vec<_>>().join(lang.comma())
}

fn judged(lang: Lang, judgement: &Judgement) -> String {
    let text = &judgement.text;
    match &judgement.by {
        Some(by) => decided_by(lang, text, by),
        None => say!(lang, "{text}，{}", "{text}, {}", super::because(lang, judgement.because)),
    }
}

fn scope_text(lang: Lang, scope: &Scope) -> String {
    say!(lang, "适用地区：{}", "applies in: {}", scope.written.join(lang.comma()))
}

fn joined(lang: Lang, book: &Rulebook, parts: &[Condition], between: &str) -> String {
    parts.iter().map(|part| condition(lang, book, part)).collect::<Vec<_>>().join(between)
}
