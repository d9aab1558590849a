//! Conditions and quantities in words, as a rule says them.

use crate::calendar::{Phrase, Unit};
use crate::codes::{CodeId, CodeTree};
use crate::dictionary::{Choices, FactId, Kind};
use crate::interval::Ordering;
use crate::rulebook::{Case, Condition, ConditionForm, Judgement, Meaning, Membership, Quantity, Rulebook, Scope};

use super::value::of_kind;

/// What a condition says.
#[must_use]
pub fn condition(book: &Rulebook, condition: &Condition) -> String {
    match &condition.form {
        ConditionForm::Compare { left, ordering, right } => {
            let kind = kind(book, left);
            let relation = relation(*ordering, kind);
            format!("{}{relation}{}", spoken(book, left, kind), spoken(book, right, kind))
        }
        ConditionForm::Among { fact, test } => among(book, *fact, test),
        ConditionForm::Has { record, selects, ordering, count, .. } => {
            let label = &book.dictionary.record(*record).label;
            let number = match (ordering, count) {
                (Ordering::AtLeast, 1) => String::new(),
                _ => format!("{}{count}条", relation(*ordering, Kind::Count)),
            };
            if selects.is_empty() {
                format!("有{label}{number}")
            } else {
                format!("有{label}{number}：{}", joined(book, selects, "，"))
            }
        }
        ConditionForm::All(parts) => joined(book, parts, "，且"),
        ConditionForm::Any(parts) => format!("以下之一：{}", joined(book, parts, "；")),
        ConditionForm::None(parts) => format!("没有以下情形：{}", joined(book, parts, "；")),
        ConditionForm::Meets(id) => match &book.definition(*id).meaning {
            Meaning::When(when) => joined(book, when, "，且"),
            Meaning::Value(value) => quantity(book, value),
        },
        ConditionForm::Judged(judgement) => judged(judgement),
        ConditionForm::Unclear { readings, assume: Some(assume) } => {
            format!("{}（{assume}）", readings.first().map(|first| self::condition(book, first)).unwrap_or_default())
        }
        ConditionForm::Unclear { readings, assume: None } => {
            format!("文件有几种读法：{}", joined(book, readings, "；或"))
        }
        ConditionForm::Scope(scope) => scope_text(scope),
    }
}

/// What a condition says of its parts, which follow on lines of their own.
#[must_use]
pub fn condition_head(book: &Rulebook, part: &Condition) -> String {
    match &part.form {
        ConditionForm::All(_) => "以下各项都要满足".to_owned(),
        ConditionForm::Any(_) => "以下至少满足一项".to_owned(),
        ConditionForm::None(_) => "以下各项都不能有".to_owned(),
        ConditionForm::Unclear { assume: Some(assume), .. } => format!("{assume}（取第一种读法）"),
        ConditionForm::Unclear { assume: None, .. } => "文件有以下几种读法".to_owned(),
        _ => condition(book, part),
    }
}

/// What a quantity says.
#[must_use]
pub fn quantity(book: &Rulebook, wanted: &Quantity) -> String {
    spoken(book, wanted, kind(book, wanted))
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

fn spoken(book: &Rulebook, wanted: &Quantity, kind: Kind) -> String {
    let say = |quantity: &Quantity| spoken(book, quantity, kind);
    match wanted {
        Quantity::Literal(number) => of_kind(kind, *number),
        Quantity::Day(phrase) => day(book, phrase),
        Quantity::Unstated => "文件未写金额".to_owned(),
        Quantity::Unknown => "须由企业填写".to_owned(),
        Quantity::Fact { fact, year } => fact_name(book, *fact, *year),
        Quantity::Defined(id) => match &book.definition(*id).meaning {
            Meaning::Value(value) => say(value),
            Meaning::When(when) => joined(book, when, "，且"),
        },
        Quantity::Product { is_rate: true, factor, of } => {
            format!("{} × {}", say(of), spoken(book, factor, Kind::Ratio))
        }
        Quantity::Product { is_rate: false, factor, of } => {
            format!("{} × {}", say(factor), spoken(book, of, Kind::Count))
        }
        Quantity::Range { from: Some(from), up_to: Some(up_to) } => format!("{}至{}", say(from), say(up_to)),
        Quantity::Range { from: Some(from), up_to: None } => format!("不低于{}", say(from)),
        Quantity::Range { from: None, up_to: Some(up_to) } => format!("最高{}", say(up_to)),
        Quantity::Range { from: None, up_to: None } => String::new(),
        Quantity::Cases(cases) => cases.iter().map(|case| case_text(book, case, kind)).collect::<Vec<_>>().join("；"),
        Quantity::Unclear { readings, .. } => readings.iter().map(say).collect::<Vec<_>>().join("，或"),
        Quantity::Bounded { inner, floor, cap } => {
            let bound =
                |name: &str, end: &Option<Box<Quantity>>| end.as_ref().map(|end| format!("，{name}{}", say(end)));
            let ends = [bound("不低于", floor), bound("不超过", cap)];
            format!("{}{}", say(inner), ends.into_iter().flatten().collect::<String>())
        }
    }
}

fn case_text(book: &Rulebook, case: &Case, kind: Kind) -> String {
    let gives = spoken(book, &case.gives, kind);
    if case.when.is_empty() {
        format!("其余{gives}")
    } else {
        format!("{}的{gives}", joined(book, &case.when, "，且"))
    }
}

fn fact_name(book: &Rulebook, fact: FactId, year: Option<i16>) -> String {
    let label = &book.dictionary.fact(fact).label;
    match year {
        None => label.clone(),
        Some(0) => format!("本年{label}"),
        Some(-1) => format!("上年度{label}"),
        Some(year) => format!("{}年前{label}", -i32::from(year)),
    }
}

fn day(book: &Rulebook, phrase: &Phrase<FactId>) -> String {
    let length = |count: &i64, unit: &Unit| match unit {
        Unit::Year => format!("{count}年"),
        Unit::Month => format!("{count}个月"),
        Unit::Day => format!("{count}天"),
    };
    match phrase {
        Phrase::Fixed(day) => day.to_string(),
        Phrase::Ago(0, _) => "测算日".to_owned(),
        Phrase::Ago(count, unit) => format!("测算日前{}", length(count, unit)),
        Phrase::After(count, unit, fact) => format!("{}后{}", book.dictionary.fact(*fact).label, length(count, unit)),
        Phrase::StartOfYear(year) => format!("{}年初", if *year == 0 { "本" } else { "上" }),
        Phrase::EndOfYear(year) => format!("{}年末", if *year == 0 { "本" } else { "上" }),
    }
}

/// The relation in words; dates are earlier and later, figures less and more.
#[must_use]
fn relation(ordering: Ordering, kind: Kind) -> &'static str {
    match (ordering, kind == Kind::Date) {
        (Ordering::AtLeast, false) => "不低于",
        (Ordering::AtLeast, true) => "不早于",
        (Ordering::Above, false) => "超过",
        (Ordering::Above, true) => "晚于",
        (Ordering::AtMost, false) => "不超过",
        (Ordering::AtMost, true) => "不晚于",
        (Ordering::Below, false) => "低于",
        (Ordering::Below, true) => "早于",
        (Ordering::Equal, _) => "等于",
    }
}

fn among(book: &Rulebook, id: FactId, test: &Membership) -> String {
    let relation = match test {
        Membership::AnyOf(_) => "为",
        Membership::NoneOf(_) => "不为",
        Membership::Flag(_) => "：",
        Membership::Within(_) => "属于",
        Membership::NotWithin(_) => "不属于",
    };
    let label = &book.dictionary.fact(id).label;
    // A flag reads as a statement: 称号有效.
    if let Membership::Flag(true) = test {
        return label.clone();
    }
    format!("{label}{relation}{}", wanted(book, id, test))
}

/// The choices, flag, places or industries that a test names.
#[must_use]
pub fn wanted(book: &Rulebook, id: FactId, test: &Membership) -> String {
    let tree = if book.dictionary.fact(id).kind == Kind::Place { &book.places } else { &book.industries };
    match test {
        Membership::AnyOf(choices) | Membership::NoneOf(choices) => labels(book, id, *choices),
        Membership::Flag(flag) => if *flag { "是" } else { "否" }.to_owned(),
        Membership::Within(codes) | Membership::NotWithin(codes) => names(tree, codes),
    }
}

fn labels(book: &Rulebook, fact: FactId, choices: Choices) -> String {
    let all = &book.dictionary.fact(fact).choices;
    let labels = choices.indices().filter_map(|index| all.get(index)).map(|choice| choice.label.as_str());
    labels.collect::<Vec<_>>().join("或")
}

fn names(tree: &CodeTree, codes: &[CodeId]) -> String {
    codes.iter().map(|code| tree.entry(*code).name.as_str()).collect::<Vec<_>>().join("、")
}

fn judged(judgement: &Judgement) -> String {
    let by = judgement.by.as_ref().map(|by| format!("，由{by}认定"));
    format!("{}{}", judgement.text, by.unwrap_or_else(|| format!("，{}", super::because(judgement.because))))
}

fn scope_text(scope: &Scope) -> String {
    format!("适用地区：{}", scope.written.join("、"))
}

fn joined(book: &Rulebook, parts: &[Condition], between: &str) -> String {
    parts.iter().map(|part| condition(book, part)).collect::<Vec<_>>().join(between)
}
