//! Conditions and quantities in words, as a rule says them.

use crate::codes::CodeTree;
use crate::dictionary::{Choices, FactId, Kind};
use crate::interval::Ordering;
use crate::rulebook::{
    Across, Area, Condition, ConditionForm, Judgement, Label, Meaning, Membership, Quantity, Rulebook, Scope, Year,
};

use super::label::country;
use super::quantity::{fact_name, kind, quantity, spoken};
use super::reason::{bracketed, decided_by};
use super::value::flag;
use super::{Lang, choice_label, fact_label, record_label, say};

/// That a rule applies in a place, of the condition that says so.
#[must_use]
pub fn applies_where(lang: Lang, said: &str) -> String {
    say!(lang, "适用地区：{said}", "where it applies, {said}")
}

/// What a condition says.
#[must_use]
pub fn condition(lang: Lang, book: &Rulebook, condition: &Condition) -> String {
    match &condition.form {
        ConditionForm::Compare { left, ordering, right } => {
            let kind = kind(book, left);
            let (left, said) = (spoken(lang, book, left, kind), spoken(lang, book, right, kind));
            let right = if is_of_cases(book, right) { bracketed(lang, &said) } else { said };
            let relation = relation(lang, *ordering, kind);
            say!(lang, "{left}{relation}{right}", "{left} {relation} {right}")
        }
        ConditionForm::Among { fact, year, test } => among(lang, book, *fact, *year, test),
        ConditionForm::Has { selects, .. } | ConditionForm::Every { selects, .. } => {
            let selects = joined(lang, book, selects, lang.pick("，", ", "));
            ranging(lang, book, condition, &selects).unwrap_or_default()
        }
        ConditionForm::All(parts) => joined(lang, book, parts, and(lang)),
        ConditionForm::Any(parts) => {
            say!(lang, "以下之一：{}", "one of: {}", joined(lang, book, parts, lang.semicolon()))
        }
        ConditionForm::None(parts) => {
            say!(lang, "没有以下情形：{}", "none of: {}", joined(lang, book, parts, lang.semicolon()))
        }
        ConditionForm::Of { parts, ordering, count } => {
            let (number, parts) = (so_many(lang, *ordering, *count), joined(lang, book, parts, lang.semicolon()));
            say!(lang, "以下各项中{number}项：{parts}", "{number} of: {parts}")
        }
        ConditionForm::Assumed { inner, assume } => {
            let inner = self::condition(lang, book, inner);
            say!(lang, "{inner}（{assume}）", "{inner} ({assume})")
        }
        ConditionForm::Meets(id) => match &book.definition(*id).meaning {
            _ if !book.is_written_out(*id) => called_in_rule(lang, &book.definition(*id).name),
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
            self::readings(lang, &readings)
        }
        ConditionForm::Scope(scope) => scope_text(lang, book, scope),
    }
}

/// What a rule defines, by its name there: where it names others again and again, it is too long to be written out.
pub(super) fn called_in_rule(lang: Lang, name: &str) -> String {
    say!(lang, "规则里的“{name}”", "“{name}” of the rule")
}

/// The readings that a text allows.
#[must_use]
pub fn readings(lang: Lang, readings: &str) -> String {
    say!(lang, "文件有几种读法：{readings}", "the document can be read in several ways: {readings}")
}

/// Whether a text is that of readings.
pub(super) fn is_readings(lang: Lang, text: &str) -> bool {
    text.starts_with(&readings(lang, ""))
}

fn is_of_cases(book: &Rulebook, quantity: &Quantity) -> bool {
    match quantity {
        Quantity::Defined(id) => {
            matches!(&book.definition(*id).meaning, Meaning::Value(value) if is_of_cases(book, value))
        }
        other => matches!(other, Quantity::Cases(_)),
    }
}

/// Conditions that are all asked, on one line.
#[must_use]
pub fn all_conditions(lang: Lang, book: &Rulebook, parts: &[Condition]) -> String {
    joined(lang, book, parts, and(lang))
}

/// A number of things in relation: 至少4, at least 4.
fn so_many(lang: Lang, ordering: Ordering, count: i64) -> String {
    let relation = match ordering {
        Ordering::AtLeast => lang.pick("至少", "at least"),
        Ordering::Above => lang.pick("多于", "more than"),
        Ordering::AtMost => lang.pick("至多", "at most"),
        Ordering::Below => lang.pick("少于", "fewer than"),
        Ordering::Equal => lang.pick("正好", "exactly"),
    };
    say!(lang, "{relation}{count}", "{relation} {count}")
}

/// The records or years that a form ranges over.
#[must_use]
pub fn range(lang: Lang, book: &Rulebook, across: Across) -> String {
    match across {
        Across::Records(record) => {
            say!(lang, "{0}", "the {0} entries", record_label(lang, book.dictionary.record(record)))
        }
        Across::Years { last, or_since, .. } => {
            let since = or_since.map(|since| fact_label(lang, book.dictionary.fact(since)));
            let since = since.map(|since| say!(lang, "（{since}之后的年份）", " (those since {since})"));
            say!(lang, "近{last}年{0}", "the last {last} years{0}", since.unwrap_or_default())
        }
    }
}

/// A record that there is, or so many of them, with what is asked of each.
fn has(lang: Lang, label: &str, (ordering, count): (Ordering, i64), selects: &str) -> String {
    let number = so_many(lang, ordering, count);
    let head = match (ordering, count) {
        (Ordering::AtLeast, 1) => match lang {
            Lang::Zh => format!("有{label}"),
            Lang::En => format!("has {} {label}", article(label)),
        },
        _ => say!(lang, "{label}{number}条", "{number} {label} entries"),
    };
    if selects.is_empty() { head } else { say!(lang, "{head}：{selects}", "{head}: {selects}") }
}

fn article(label: &str) -> &'static str {
    if label.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

pub(super) fn and(lang: Lang) -> &'static str {
    lang.pick("，且", ", and ")
}

/// What a condition on records or years says before what it asks of each, which follows on lines of its own.
#[must_use]
pub fn ranging_head(lang: Lang, book: &Rulebook, part: &Condition) -> String {
    let text = ranging(lang, book, part, all_of_these(lang));
    titled(lang, book.label_of(part), text.unwrap_or_else(|| condition(lang, book, part)))
}

/// A condition on records or years that asks this of each.
fn ranging(lang: Lang, book: &Rulebook, part: &Condition, selects: &str) -> Option<String> {
    if let ConditionForm::Every { across, .. } = &part.form {
        let range = range(lang, book, *across);
        return Some(say!(lang, "{range}每一项都：{selects}", "each of {range}: {selects}"));
    }
    let ConditionForm::Has { across, ordering, count, .. } = &part.form else { return None };
    if let Across::Records(record) = across {
        let label = record_label(lang, book.dictionary.record(*record));
        return Some(has(lang, label, (*ordering, *count), selects));
    }
    let (range, number) = (range(lang, book, *across), so_many(lang, *ordering, *count));
    Some(say!(lang, "{range}中{number}年：{selects}", "in {number} of {range}: {selects}"))
}

/// What stands above so many conditions that are all asked: what the rule calls them together, if it does.
#[must_use]
pub fn together(lang: Lang, book: &Rulebook, part: &Condition, count: usize) -> String {
    match book.label_of(part) {
        Some(label) if count == 1 => condition_label(lang, label).to_owned(),
        label => titled(lang, label, all_of_these(lang).to_owned()),
    }
}

/// What stands above conditions that are all asked.
#[must_use]
fn all_of_these(lang: Lang) -> &'static str {
    lang.pick("以下各项都要满足", "all of the following")
}

/// What a rule calls a condition; its Chinese name where it gives no English one.
#[must_use]
pub fn condition_label(lang: Lang, label: &Label) -> &str {
    lang.pick(Some(&label.zh), label.en.as_ref()).unwrap_or(&label.zh)
}

/// A condition behind what the rule calls it, unless it says that itself.
#[must_use]
pub fn titled(lang: Lang, label: Option<&Label>, text: String) -> String {
    match label.map(|label| condition_label(lang, label)).filter(|label| !text.contains(label)) {
        Some(label) => say!(lang, "{label}：{text}", "{label}: {text}"),
        None => text,
    }
}

/// What a condition says of its parts, which follow on lines of their own.
#[must_use]
pub fn condition_head(lang: Lang, book: &Rulebook, part: &Condition) -> String {
    let text = match &part.form {
        ConditionForm::All(_) => all_of_these(lang).to_owned(),
        ConditionForm::Any(_) => lang.pick("以下至少满足一项", "at least one of the following").to_owned(),
        ConditionForm::None(_) => lang.pick("以下各项都不能有", "none of the following").to_owned(),
        ConditionForm::Of { ordering, count, .. } => {
            say!(lang, "以下各项中{0}项", "{0} of the following", so_many(lang, *ordering, *count))
        }
        ConditionForm::Unclear { assume: Some(assume), .. } => {
            say!(lang, "{assume}（取第一种读法）", "{assume} (the first reading is taken)")
        }
        ConditionForm::Unclear { assume: None, .. } => {
            lang.pick("文件有以下几种读法", "the document can be read in these ways").to_owned()
        }
        ConditionForm::Compare { .. }
        | ConditionForm::Among { .. }
        | ConditionForm::Has { .. }
        | ConditionForm::Every { .. }
        | ConditionForm::Meets(_)
        | ConditionForm::Judged(_)
        | ConditionForm::Assumed { .. }
        | ConditionForm::Scope(_) => condition(lang, book, part),
    };
    titled(lang, book.label_of(part), text)
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

fn among(lang: Lang, book: &Rulebook, id: FactId, year: Option<Year>, test: &Membership) -> String {
    let label = fact_name(lang, book, id, year);
    let relation = match test {
        // A flag reads as a statement: 称号有效.
        Membership::Flag(true) => return label,
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
        Membership::Within(area) | Membership::NotWithin(area) => names(lang, tree, area),
    }
}

fn labels(lang: Lang, book: &Rulebook, fact: FactId, choices: Choices) -> String {
    let all = &book.dictionary.fact(fact).choices;
    let labels = choices.indices().filter_map(|index| all.get(index)).map(|choice| choice_label(lang, choice));
    labels.collect::<Vec<_>>().join(lang.pick("或", " or "))
}

fn names(lang: Lang, tree: &CodeTree, area: &Area) -> String {
    let members = area.members.iter().map(|code| tree.entry(*code).name.as_str());
    lang.list(&members.chain(area.sets.iter().map(|set| set.name.as_str())).collect::<Vec<_>>())
}

fn judged(lang: Lang, judgement: &Judgement) -> String {
    if judgement.because == Judgement::BEGINNING {
        let text = lang.pick(
            "文件在测算日已经施行：何时起施行没有读到",
            "the document is in force on that day: its first day was not read",
        );
        return decided_by(lang, text, lang.pick("读过原文的人", "somebody who read it"));
    }
    let (text, because) = (&judgement.text, super::because(lang, judgement.because));
    match &judgement.by {
        Some(by) if judgement.because == "criteria" || text.contains(because) => decided_by(lang, text, by),
        Some(by) => decided_by(lang, &with_bracket(lang, text, because), by),
        None => say!(lang, "{text}，{because}", "{text}, {because}"),
    }
}

/// The places in which a document or a support applies, as the rule names them.
#[must_use]
pub fn within(lang: Lang, scope: &Scope) -> String {
    if scope.written.is_empty() { country(lang).to_owned() } else { lang.list(&scope.written) }
}

/// A text with a remark in brackets, of which it may have some at its end already.
fn with_bracket(lang: Lang, text: &str, remark: &str) -> String {
    match text.strip_suffix(['）', ')']) {
        Some(open) => say!(lang, "{open}，{remark}）", "{open}, {remark})"),
        None => say!(lang, "{text}（{remark}）", "{text} ({remark})"),
    }
}

fn scope_text(lang: Lang, book: &Rulebook, scope: &Scope) -> String {
    let places = places(lang, book, scope);
    say!(lang, "适用地区：{places}", "applies in: {places}")
}

/// Where it applies, where not, and of which places the text does not say.
#[must_use]
pub fn places(lang: Lang, book: &Rulebook, scope: &Scope) -> String {
    let [not_in, unclear_in] = [&scope.not_in, &scope.unclear_in].map(|area| names(lang, &book.places, area));
    let mut text = within(lang, scope);
    if !not_in.is_empty() {
        text += &say!(lang, "；不含{not_in}", "; not in {not_in}");
    }
    if !unclear_in.is_empty() {
        text += &say!(lang, "；{unclear_in}的其他地方文件没有写", "; elsewhere in {unclear_in} is not stated");
    }
    text
}

pub(super) fn joined(lang: Lang, book: &Rulebook, parts: &[Condition], between: &str) -> String {
    parts.iter().map(|part| condition(lang, book, part)).collect::<Vec<_>>().join(between)
}
