//! What the rules hold, in words: kinds of documents, supports and facts, and what a rule gives.

use crate::calendar::Day;
use crate::dictionary::{Fact, FactId, Kind, RecordId};
use crate::interval::{End, Interval};
use crate::report::Status;
use crate::rulebook::{
    AppliesTo, CapPeriod, CapScope, ChoiceCase, ChoiceRule, Derivation, DocumentKind, Duration, Evidence, Limit,
    Membership, Offer, Payee, Period, Quantity, Rulebook, Standing, Support, SupportKind,
};

use super::label::paid_as;
use super::quantity::case_of;
use super::{
    Lang, all_conditions, choice_label, condition, counted, duration, fact_label, money, of_kind, omitted_reason,
    quantity, record_label, say, standing, status, wanted,
};

/// What a kind of support is called.
#[must_use]
pub fn support_kind(lang: Lang, kind: &str) -> &'static str {
    match SupportKind::of(kind) {
        Some(SupportKind::Grant) => lang.pick("奖补", "grant"),
        Some(SupportKind::Talent) => lang.pick("人才", "talent"),
        Some(SupportKind::Tax) => lang.pick("税收", "tax"),
        Some(SupportKind::Finance) => lang.pick("融资", "finance"),
        Some(SupportKind::Service) => lang.pick("服务", "service"),
        Some(SupportKind::Priority) => lang.pick("优先", "priority"),
        Some(SupportKind::Recognition) => lang.pick("认定", "recognition"),
        Some(SupportKind::Land) => lang.pick("用地", "land"),
        Some(SupportKind::Unspecified) => lang.pick("方式未写", "form not stated"),
        None => "",
    }
}

/// What a kind of document is called.
#[must_use]
pub fn document_kind(lang: Lang, kind: &str) -> &'static str {
    match DocumentKind::of(kind) {
        Some(DocumentKind::Law) => lang.pick("法律法规", "law"),
        Some(DocumentKind::Measure) => lang.pick("政策措施", "policy measures"),
        Some(DocumentKind::Rules) => lang.pick("实施细则", "implementing rules"),
        Some(DocumentKind::Plan) => lang.pick("计划、方案", "plan"),
        Some(DocumentKind::Opinion) => lang.pick("意见", "opinion"),
        Some(DocumentKind::Reply) => lang.pick("答复", "reply"),
        Some(DocumentKind::Report) => lang.pick("报告", "report"),
        Some(DocumentKind::Notice) => lang.pick("通知", "notice"),
        None => "",
    }
}

/// How well a document was read.
#[must_use]
pub fn evidence(lang: Lang, evidence: &str) -> &'static str {
    match Evidence::of(evidence) {
        Some(Evidence::Official) => lang.pick("官方网页原文", "its live official page"),
        Some(Evidence::Copy) => lang.pick("原文的转载", "a copy of its words"),
        Some(Evidence::Restated) => lang.pick("几处转述，说法一致", "restated by others, in agreement"),
        Some(Evidence::Single) => lang.pick("仅一处报道", "one report only"),
        None => "",
    }
}

/// What a standing is called; a support can also be only announced or mentioned.
#[must_use]
pub fn standing_word(lang: Lang, word: &str) -> &'static str {
    match Offer::WORDS.iter().find(|(other, _)| *other == word) {
        Some((_, Offer::NationalLaw)) => status(lang, Status::NationalLaw),
        Some((_, Offer::Announced | Offer::Given)) => status(lang, Status::Announced),
        None => Standing::of(word).map_or("", |known| standing(lang, known)),
    }
}

/// What a kind of fact is called.
#[must_use]
pub fn fact_kind(lang: Lang, kind: &str) -> &'static str {
    match Kind::of(kind) {
        Some(Kind::Money) => lang.pick("金额", "money"),
        Some(Kind::Ratio) => lang.pick("比率", "ratio"),
        Some(Kind::Count) => lang.pick("数量", "count"),
        Some(Kind::Number) => lang.pick("数值", "number"),
        Some(Kind::Flag) => lang.pick("是否", "yes or no"),
        Some(Kind::Date) => lang.pick("日期", "date"),
        Some(Kind::Choice) => lang.pick("选项", "choice"),
        Some(Kind::Text) => lang.pick("文字", "text"),
        Some(Kind::Place) => lang.pick("地区", "place"),
        Some(Kind::Industry) => lang.pick("行业", "industry"),
        Some(Kind::Support) => lang.pick("支持", "support"),
        None => "",
    }
}

/// What a fact is measured in, and how it is written.
#[must_use]
pub fn unit(lang: Lang, fact: &Fact) -> &'static str {
    match fact.kind {
        Kind::Money => lang.pick("元，如 \"4000万\"、\"1.2亿\"、5000000", "yuan, such as \"5,000,000\" or 5000000"),
        Kind::Ratio => lang.pick("如 \"3.5%\"、0.035", "such as \"3.5%\" or 0.035"),
        Kind::Count => lang.pick("整数", "a whole number"),
        Kind::Number => lang.pick("数，可带小数，如 59.5", "a number, such as 59.5"),
        Kind::Flag => lang.pick("true 是，false 否", "true or false"),
        Kind::Date => lang.pick("如 2026-01-15", "such as 2026-01-15"),
        Kind::Choice if fact.many => lang.pick("下列各项，可选几项", "some of the choices, as a list"),
        Kind::Choice => lang.pick("下列之一", "one of the choices"),
        Kind::Text if fact.many => lang.pick("文字，可写几项", "any texts, as a list"),
        Kind::Text => lang.pick("文字", "any text"),
        Kind::Place => lang.pick("地区的名称或代码", "the name or code of a place"),
        Kind::Industry => lang.pick("GB/T 4754 代码或名称", "a code or name of GB/T 4754"),
        Kind::Support => lang.pick("支持的地址", "the address of a support"),
    }
}

/// What a fact can't be; `None` when it can be anything of its kind.
#[must_use]
pub fn range_of(lang: Lang, book: &Rulebook, fact: &Fact) -> Option<String> {
    let not_before = fact.not_before.map(|other| {
        let other = fact_label(lang, book.dictionary.fact(other));
        say!(lang, "不早于{other}", "not before {other}")
    });
    let part_of = fact.part_of.map(|whole| {
        let whole = fact_label(lang, book.dictionary.fact(whole));
        say!(lang, "不超过{whole}", "at most the {whole}")
    });
    let ends: Vec<String> = not_before.into_iter().chain(part_of).chain(bounds(lang, fact)).collect();
    (!ends.is_empty()).then(|| ends.join(lang.comma()))
}

/// The ends of the range of a figure.
fn bounds(lang: Lang, fact: &Fact) -> Option<String> {
    let end = |end: Option<End>| end.map(|end| of_kind(lang, fact.kind, end.at));
    Some(match (end(fact.range.low), end(fact.range.high)) {
        (Some(low), Some(high)) => say!(lang, "{low}到{high}", "{low} to {high}"),
        (None, Some(high)) => say!(lang, "不超过{high}", "at most {high}"),
        (Some(_), None) if fact.range == Interval::FROM_ZERO => lang.pick("不能是负数", "never negative").to_owned(),
        (Some(low), None) => say!(lang, "不小于{low}", "at least {low}"),
        (None, None) => return None,
    })
}

/// How a fact follows from others.
#[must_use]
pub fn derivation(lang: Lang, book: &Rulebook, fact: FactId, derivation: &Derivation) -> String {
    match derivation {
        Derivation::Value(value) => quantity(lang, book, value),
        Derivation::Choice(rule) => choice_rule(lang, book, fact, rule),
        Derivation::When(when) => condition(lang, book, when),
    }
}

fn choice_rule(lang: Lang, book: &Rulebook, fact: FactId, rule: &ChoiceRule) -> String {
    match rule {
        ChoiceRule::One(choices) => wanted(lang, book, fact, &Membership::AnyOf(*choices)),
        ChoiceRule::Unknown => quantity(lang, book, &Quantity::Unknown),
        ChoiceRule::Assumed { inner, assume } => with_note(lang, choice_rule(lang, book, fact, inner), Some(assume)),
        ChoiceRule::Cases(cases) => {
            let case = |case: &ChoiceCase| {
                let gives = choice_rule(lang, book, fact, &case.gives);
                case_of(lang, &all_conditions(lang, book, &case.when), &gives)
            };
            cases.iter().map(case).collect::<Vec<_>>().join(lang.semicolon())
        }
    }
}

/// The choices of a fact.
#[must_use]
pub fn choices_of(lang: Lang, fact: &Fact) -> String {
    fact.choices.iter().map(|choice| choice_label(lang, choice)).collect::<Vec<_>>().join(lang.comma())
}

/// How much a rule gives, whoever asks; `None` when it is not money.
#[must_use]
pub fn amount_of_rule(lang: Lang, book: &Rulebook, support: &Support) -> Option<String> {
    let amount = quantity(lang, book, support.amount.as_ref()?);
    let limits = support.limits.iter().map(|limit| limit_of(lang, book, support.for_each, limit));
    let period = (support.period != Period::Once).then(|| recurrence(lang, book, support));
    let medium = paid_as(lang, support.medium.word()).map(str::to_owned);
    let payee = match support.payee {
        Payee::Enterprise => None,
        Payee::Person => Some(lang.pick("给个人", "to persons").to_owned()),
        Payee::Unstated => Some(lang.pick("付给谁未写", "payee not stated").to_owned()),
    };
    let parts = std::iter::once(amount).chain(limits).chain(period).chain(medium).chain(payee);
    Some(parts.collect::<Vec<_>>().join(lang.pick("，", ", ")))
}

/// How often it comes, and for how long.
fn recurrence(lang: Lang, book: &Rulebook, support: &Support) -> String {
    let period = super::report::period(lang, support.period.word());
    match &support.duration {
        Some(Duration::For(count)) => {
            let duration = duration(lang, book, support.period, count);
            say!(lang, "{period}，{duration}", "{period}, {duration}")
        }
        Some(Duration::Unstated) => say!(lang, "{period}（时长未写）", "{period} (duration not stated)"),
        None => period.to_owned(),
    }
}

/// A cap with its scope.
#[must_use]
pub fn limit_of(lang: Lang, book: &Rulebook, record: Option<RecordId>, limit: &Limit) -> String {
    let cap = money(lang, limit.cap);
    let record = record.map(|record| record_label(lang, book.dictionary.record(record))).unwrap_or_default();
    let of = match limit.scope {
        CapScope::Record => say!(lang, "每个{record}最高 {cap}", "at most {cap} for each of the {record}"),
        CapScope::Enterprise => say!(lang, "每家企业最高 {cap}", "at most {cap} for a firm"),
        CapScope::Unstated => say!(lang, "上限 {cap}（按什么算未写）", "at most {cap} (its scope is not stated)"),
    };
    match limit.period {
        CapPeriod::Whole => of,
        CapPeriod::Year => say!(lang, "每年{of}", "{of} and year"),
        CapPeriod::Ever => say!(lang, "{of}，含以前领的", "{of}, what was received before included"),
    }
}

/// Of what facts are, as a heading.
#[must_use]
pub fn home(lang: Lang, of: &str, label: Option<&str>) -> String {
    match (of, label) {
        ("year", None) => {
            lang.pick("年度（写在 [year.2025] 这样的表里）", "a year (in a table such as [year.2025])").to_owned()
        }
        (key, Some(label)) => {
            say!(lang, "{label}（每条写一块 [[{key}]]）", "{label} (one block [[{key}]] for each)")
        }
        _ => lang.pick("企业", "the firm").to_owned(),
    }
}

/// Where a document applies, when it was issued, and whether it binds.
#[must_use]
pub fn document_line(lang: Lang, place: &str, issued: Option<&str>, standing: &str) -> String {
    let issued = read_day(lang, issued);
    let standing = standing_word(lang, standing);
    say!(lang, "{place}，{issued}，{standing}", "{place}, {issued}, {standing}")
}

/// A day of a document; that it was not read where it was not.
#[must_use]
pub fn read_day(lang: Lang, day: Option<&str>) -> &str {
    day.unwrap_or(lang.pick("日期没有读到", "a date that was not read"))
}

/// That nobody read when a document began, and what is known of it instead.
#[must_use]
pub fn beginning_unread(lang: Lang, checked: Day) -> String {
    say!(
        lang,
        "何时起施行没有读到；{checked} 核对时已施行，更早的日期按不确定算",
        "when it came into force was not read; it was in force when checked on {checked}, and earlier days are open"
    )
}

/// A text with what should be known of it.
#[must_use]
pub fn with_note(lang: Lang, text: String, note: Option<&str>) -> String {
    match note {
        Some(note) => say!(lang, "{text}（{note}）", "{text} ({note})"),
        None => text,
    }
}

/// A choice with the key to write for it.
#[must_use]
pub fn choice_line(lang: Lang, key: &str, label: &str) -> String {
    say!(lang, "{label}（{key}）", "{label} ({key})")
}

/// A thing that a document does not state.
#[must_use]
pub fn absent(lang: Lang) -> &'static str {
    lang.pick("未写", "not stated")
}

/// From when until when.
#[must_use]
pub fn window(lang: Lang, from: Option<&str>, until: Option<&str>) -> String {
    let from = read_day(lang, from);
    match until {
        Some(until) => say!(lang, "{from} 至 {until}", "{from} to {until}"),
        None => say!(lang, "{from} 起，未写到何时", "from {from}, no end stated"),
    }
}

/// The heading of a document's supports.
#[must_use]
pub fn supports_heading(lang: Lang, count: usize) -> String {
    let english = counted(count, "support", "supports");
    say!(lang, "支持 {count} 项", "{english}")
}

/// The heading of a document's standards.
#[must_use]
pub fn standards_heading(lang: Lang, count: usize) -> String {
    let english = counted(count, "standard of a title", "standards of titles");
    say!(lang, "称号的认定条件 {count} 项", "{english}")
}

/// Which applications a standard is for.
fn applies_to(lang: Lang, applies_to: &str) -> &'static str {
    match AppliesTo::of(applies_to) {
        Some(AppliesTo::New) => lang.pick("新认定", "new titles"),
        Some(AppliesTo::Review) => lang.pick("复核", "reviews"),
        Some(AppliesTo::Both) => lang.pick("新认定和复核", "new titles and reviews"),
        None => "",
    }
}

/// A standard as a heading: the title, and which applications it is for.
#[must_use]
pub fn standard_title(lang: Lang, title: &str, applies_to: &str) -> String {
    let applies_to = self::applies_to(lang, applies_to);
    say!(lang, "{title}：{applies_to}的标准", "{title}: standard for {applies_to}")
}

/// A standard: its id, the title, and which applications it is for.
#[must_use]
pub fn standard_line(lang: Lang, id: &str, title: &str, applies_to: &str, clause: &str) -> String {
    let applies_to = self::applies_to(lang, applies_to);
    say!(lang, "{id}：{title}，{applies_to}，{clause}", "{id}: {title}, {applies_to}, {clause}")
}

/// The heading of what of a document is no support.
#[must_use]
pub fn omitted_heading(lang: Lang, count: usize) -> String {
    let english = counted(count, "part that is no support", "parts that are no supports");
    say!(lang, "不是支持的内容 {count} 条", "{english}")
}

/// A part of a document that is no support, and why.
#[must_use]
pub fn omitted_line(lang: Lang, clause: &str, what: &str, because: &str, of: Option<&str>) -> String {
    let because = match (because, of) {
        (_, Some(of)) => say!(lang, "和 {of} 是一回事", "the same as {of}"),
        (because, None) => omitted_reason(lang, because).to_owned(),
    };
    say!(lang, "{clause}：{what}（{because}）", "{clause}: {what} ({because})")
}

/// A derivation, and what becomes of a stated value.
#[must_use]
pub fn derived_line(lang: Lang, derived: &str, can_be_stated: bool) -> String {
    if can_be_stated {
        say!(lang, "{derived}。企业填了就用填的", "{derived}. What a profile states comes first")
    } else {
        say!(lang, "{derived}。不用填", "{derived}. It is not stated")
    }
}
