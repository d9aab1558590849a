//! What stands in the cells of tables for many firms.

use crate::finding::Place;
use crate::report::{ConditionReport, Outcome, ReasonCode, Report, Status, SupportReport, TotalReport, Yuan};
use crate::rulebook::Support;
use crate::source::{Origin, Sources};

use super::label::paid_as;
use super::value::{money, not_settled};
use super::{Lang, counted, say, total_of};

/// In what something is paid.
#[must_use]
pub fn medium_name(lang: Lang, medium: &str) -> &'static str {
    paid_as(lang, medium).unwrap_or(lang.pick("资金", "money"))
}

/// To whom a support is paid.
#[must_use]
pub fn paid_to(lang: Lang, payee: &str) -> &'static str {
    super::report::payee(lang, payee)
}

/// How often a support comes, and what all of it comes to.
#[must_use]
pub fn comes(lang: Lang, support: &SupportReport) -> String {
    let Some(amount) = &support.amount else { return String::new() };
    let period = super::report::period(lang, amount.period);
    match (&amount.duration, &amount.altogether) {
        (Some(duration), Some(altogether)) => {
            let all = super::altogether(lang, duration, altogether);
            say!(lang, "{period}，{all}", "{period}, {all}")
        }
        (Some(duration), None) => say!(lang, "{period}，{duration}", "{period}, {duration}"),
        (None, _) => period.to_owned(),
    }
}

/// How often something comes.
#[must_use]
pub fn period_name(lang: Lang, period: &str) -> &'static str {
    super::report::period(lang, period)
}

/// Beside what is added up, what is not.
#[must_use]
pub fn in_brackets(lang: Lang, text: &str) -> String {
    say!(lang, "（{text}）", "({text})")
}

/// How often a support comes, whoever asks.
#[must_use]
pub fn period_of_rule(lang: Lang, support: &Support) -> &'static str {
    if support.amount.is_some() { super::report::period(lang, support.period.word()) } else { "" }
}

/// Where a firm was read: file, sheet and row.
#[must_use]
pub fn origin(lang: Lang, origin: &Origin) -> String {
    let sheet = origin.sheet.as_ref().map(|sheet| say!(lang, "，{sheet}", ", {sheet}")).unwrap_or_default();
    let row = origin.row.map(|row| say!(lang, "，第 {row} 行", ", row {row}")).unwrap_or_default();
    format!("{}{sheet}{row}", origin.file)
}

/// Where a finding is: the cell, the line, or the file.
#[must_use]
pub fn place_of_finding(lang: Lang, sources: &Sources, place: &Place) -> String {
    match place {
        Place::Cell(place) => super::of_record(lang, Some(&place.file), &place.cell()),
        Place::Path(path) => path.clone(),
        Place::Span(span) => {
            let (file, (line, _)) = (&sources.file(span.file).name, sources.position(span));
            say!(lang, "{file}，第 {line} 行", "{file}, line {line}")
        }
    }
}

/// A firm that nobody named.
#[must_use]
pub fn unnamed(lang: Lang) -> &'static str {
    lang.pick("未填企业名称", "Firm without a name")
}

/// A place that nobody stated.
#[must_use]
pub fn unplaced(lang: Lang) -> &'static str {
    lang.pick("未填所在地", "place not stated")
}

/// Whether a firm was answered.
#[must_use]
pub fn answered(lang: Lang, is_answered: bool) -> &'static str {
    if is_answered { lang.pick("已测算", "yes") } else { lang.pick("未测算，见问题", "no, see findings") }
}

/// How many cells of a firm could not be read; nothing where all were.
#[must_use]
pub fn unread(lang: Lang, count: usize) -> String {
    if count == 0 {
        return String::new();
    }
    let cells = counted(count, "cell was", "cells were");
    say!(lang, "有 {count} 个单元格没读懂", "{cells} not read")
}

/// A support that does not concern the place of a firm.
#[must_use]
pub fn not_for_place(lang: Lang) -> &'static str {
    lang.pick("不适用于所在地", "not for its place")
}

/// A firm whose place no document covers.
#[must_use]
pub fn not_covered(lang: Lang) -> &'static str {
    lang.pick("未收录", "not covered")
}

/// An amount of which the document gives no figure.
#[must_use]
pub fn unstated(lang: Lang) -> &'static str {
    lang.pick("未载明", "not stated")
}

/// An end that nothing bounds.
#[must_use]
pub fn open_end(lang: Lang) -> &'static str {
    not_settled(lang)
}

/// The upper end of what is partly stated: figures, and amounts of which the document gives none.
#[must_use]
pub fn and_unstated(lang: Lang, stated: Yuan) -> String {
    say!(lang, "{}＋未载明", "{} + not stated", money(lang, stated.0.into()))
}

/// The upper end of a total that lacks a figure which is too large.
#[must_use]
pub fn incomplete_end(lang: Lang) -> String {
    say!(lang, "{}（不完整）", "{} (incomplete)", not_settled(lang))
}

/// What the totals of a firm hang on, a line each.
#[must_use]
pub fn total_notes(lang: Lang, report: &Report) -> Vec<String> {
    let note = |total: &TotalReport| {
        let [.., hangs_on] = super::total(lang, total, false);
        (!hangs_on.is_empty()).then(|| super::of_record(lang, Some(&total_of(lang, total)), &hangs_on))
    };
    report.totals.iter().filter_map(note).chain(super::below_totals(lang, report)).collect()
}

/// The conditions that decide an answer, innermost ones, with the firm's value and the distance. Empty where all are met.
#[must_use]
pub fn deciding(lang: Lang, support: &SupportReport) -> Vec<String> {
    let wanted: &[Outcome] = match support.status {
        Status::DoesNotQualify => &[Outcome::Unmet],
        Status::NeedsFacts | Status::SubjectToJudgement => &[Outcome::Unknown, Outcome::Judged],
        Status::Qualifies | Status::OpenToAll | Status::Announced | Status::NationalLaw | Status::NotOpen => {
            return Vec::new();
        }
    };
    let is_wanted = |one: &ConditionReport| wanted.contains(&one.outcome);
    let lies_in = |inner: &ConditionReport, outer: &ConditionReport| {
        let below = inner.address.strip_prefix(outer.address.as_str());
        inner.record == outer.record && below.is_some_and(|below| below.starts_with('.'))
    };
    let all = &support.conditions;
    let decides = |one: &&ConditionReport| {
        is_wanted(one)
            && all.iter().filter(|outer| lies_in(one, outer)).all(is_wanted)
            && !all.iter().any(|inner| lies_in(inner, one) && is_wanted(inner))
    };
    let line = |one: &ConditionReport| super::of_record(lang, one.record.as_deref(), &super::condition_line(lang, one));
    all.iter().filter(decides).map(line).collect()
}

/// What is just missed by a support, and what is not.
#[must_use]
pub fn gap_kind(lang: Lang, is_near_miss: bool) -> &'static str {
    if is_near_miss { lang.pick("差一点", "just missed") } else { lang.pick("缺信息", "missing") }
}

/// What sort of reason it is.
#[must_use]
pub fn reason_kind(lang: Lang, code: ReasonCode) -> &'static str {
    match code {
        ReasonCode::MissingFact => lang.pick("缺信息", "missing fact"),
        ReasonCode::Judgement => lang.pick("待认定", "judgement"),
        ReasonCode::Stacking => lang.pick("能否叠加", "stacking"),
        ReasonCode::Highest | ReasonCode::Displaced => lang.pick("只取其一", "only one is paid"),
        ReasonCode::MayBeDisplaced => lang.pick("可能让位", "may be displaced"),
        ReasonCode::Received => lang.pick("已领过", "received before"),
        ReasonCode::Standing => lang.pick("文件效力", "standing"),
        ReasonCode::UpTo
        | ReasonCode::AtLeast
        | ReasonCode::Range
        | ReasonCode::Unstated
        | ReasonCode::Overflow
        | ReasonCode::Bounded => lang.pick("金额", "amount"),
        ReasonCode::CapScope | ReasonCode::GroupCap | ReasonCode::Spent => lang.pick("上限", "cap"),
        ReasonCode::Duration | ReasonCode::ByYear | ReasonCode::Stage | ReasonCode::Payee => {
            lang.pick("发放", "payment")
        }
        ReasonCode::NoRecord => lang.pick("没有记录", "no record"),
        ReasonCode::Silence => lang.pick("文件未写", "not stated"),
    }
}

/// What sort of row tells of an assumption.
#[must_use]
pub fn assumption_kind(lang: Lang) -> &'static str {
    lang.pick("假定", "assumption")
}

/// What sort of change it is.
#[must_use]
pub fn change_kind(lang: Lang, key: &str) -> &'static str {
    match key {
        "new-firm" => lang.pick("新增企业", "new firm"),
        "another-firm" => lang.pick("编号相同、企业不同，没有比较", "another firm has the number now; not compared"),
        "now-strict" => lang.pick("这次用了 --strict，上次没有", "--strict now, not then"),
        "then-strict" => lang.pick("上次用了 --strict，这次没有", "--strict then, not now"),
        "gone-firm" => lang.pick("这次没有这家企业", "firm is gone"),
        "now-answered" => lang.pick("上次未测算", "answered now, not then"),
        "not-answered" => lang.pick("这次未测算，见问题", "answered then, not now"),
        "new" => lang.pick("新增", "new"),
        "gone" => lang.pick("这次没有", "gone"),
        "status" => lang.pick("结论变了", "another answer"),
        _ => lang.pick("金额变了", "another amount"),
    }
}

/// Where a table has a row for all firms together.
#[must_use]
pub fn all_firms(lang: Lang) -> &'static str {
    lang.pick("全部企业", "all firms")
}

/// Where a table has a row for a firm that was another one before.
#[must_use]
pub fn firm_before(lang: Lang, name: &str) -> String {
    say!(lang, "企业（上次是 {name}）", "firm ({name} then)")
}

/// Where a table has rows for a firm as a whole.
#[must_use]
pub fn whole_firm(lang: Lang) -> &'static str {
    lang.pick("企业", "firm")
}

/// Behind a text that a spreadsheet can't hold whole.
#[must_use]
pub fn cut_off(lang: Lang) -> &'static str {
    lang.pick("……（单元格放不下，全文见 JSONL）", "… (too long for a cell; the JSON lines have it whole)")
}
