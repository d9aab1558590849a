//! The report in words: one line for each thing that it says.

use crate::number::Number;
use crate::report::{
    AsOfFrom, Certainty, ConditionReport, DocumentReport, Ends, ItemReport, MissingReport, NearMissReport, Report,
    Status, SupportReport, TotalReport, Yuan,
};

use super::value::{money, money_range};

/// The columns of the totals.
pub const TOTAL_COLUMNS: [&str; 4] = ["给谁", "至少", "最多", "取决于"];
/// The columns of the supports.
pub const SUPPORT_COLUMNS: [&str; 4] = ["支持", "结论", "金额", "怎么算"];
/// The supports that the firm gets or may get.
pub const SUPPORTS: &str = "各项支持";
/// What is just missed.
pub const NEAR_MISSES: &str = "差一点";
/// What is missing.
pub const MISSING: &str = "还缺的信息";
/// The documents.
pub const BASIS: &str = "依据";
/// No document for the place.
pub const NO_DOCUMENT: &str = "还没有收录这个地区的文件";
/// A profile without a name.
pub const UNNAMED: &str = "未填企业名称";
/// A profile without a place.
pub const PLACE_UNKNOWN: &str = "未填所在地";
/// Before a way to mend a finding.
pub const HINT: &str = "改法";

/// The line of the day.
#[must_use]
pub fn as_of(day: &str, from: AsOfFrom) -> String {
    format!("测算日 {day}（{}）", super::as_of_from(from))
}

/// What stands where there is no total.
#[must_use]
pub fn no_total(report: &Report) -> &'static str {
    let is_closed = |support: &SupportReport| support.status == Status::NotOpen;
    if report.documents.is_empty() {
        "还没有收录这个地区的文件，无法测算"
    } else if report.supports.iter().all(is_closed) {
        "测算日不在所收录文件的有效期内"
    } else {
        "按现有信息没有可得的资金"
    }
}

/// The heading of the totals, and whether each total must say its standing because the heading does not.
#[must_use]
pub fn totals_title(report: &Report) -> (&'static str, bool) {
    let unconfirmed = report.totals.iter().filter(|total| total.standing == "unconfirmed").count();
    match unconfirmed {
        0 => ("合计", false),
        _ if unconfirmed == report.totals.len() => ("合计（所依据的文件未确认现行）", false),
        _ => ("合计", true),
    }
}

/// A total: to whom, what is sure, what it may come to, what that hangs on.
#[must_use]
pub fn total(total: &TotalReport, says_standing: bool) -> [String; 4] {
    let standing = match total.standing.as_str() {
        _ if !says_standing => "",
        "unconfirmed" => "（未确认现行）",
        _ => "（现行）",
    };
    let duration = if total.duration_unstated { "（时长未写）" } else { "" };
    let mut hangs_on: Vec<String> = total.reasons.iter().map(|reason| reason.text.clone()).collect();
    if total.unstated > 0 {
        hangs_on.push(format!("另有 {} 项金额未载明", total.unstated));
    }
    if total.incomplete {
        hangs_on.push("不完整：有数字过大，无法精确计算".to_owned());
    }
    [
        format!("{}，{}{duration}{standing}", payee(&total.paid_to), period(&total.period)),
        money(total.low.0),
        total.high.map(|high| high.0).map_or_else(|| "未定".to_owned(), money),
        hangs_on.join("；"),
    ]
}

/// The amount of a support, short enough for a column.
#[must_use]
pub fn amount(support: &SupportReport) -> String {
    let Some(amount) = &support.amount else { return String::new() };
    if amount.certainty == Certainty::Unstated {
        return "金额未载明".to_owned();
    }
    let range = ends(amount.low, amount.high);
    if amount.period == "once" { range } else { format!("{}{range}", period(&amount.period)) }
}

/// The name of a support, with the payee where it is not the firm.
#[must_use]
pub fn name(support: &SupportReport) -> String {
    if support.paid_to == "person" && support.amount.is_some() {
        format!("{}（个人）", support.name)
    } else {
        support.name.clone()
    }
}

/// How the amount came about, a line for each record, then what all of them come to.
#[must_use]
pub fn calculation(support: &SupportReport) -> Vec<String> {
    let shown: Vec<&ItemReport> = support.items.iter().filter(|item| !item.steps.is_empty()).collect();
    let differ = shown.windows(2).any(|pair| pair[0].status != pair[1].status);
    let record = |item: &ItemReport| {
        let name = item.record.clone().filter(|_| shown.len() > 1)?;
        Some(if differ { format!("{name}（{}）", super::status(item.status)) } else { name })
    };
    let lines = shown.iter().map(|item| of_record(record(item).as_deref(), &item.steps.join("，")));
    lines.chain(support.amount.iter().flat_map(|amount| amount.steps.clone())).collect()
}

/// The numbers of notes behind a calculation.
#[must_use]
pub fn references(numbers: &[usize]) -> Option<String> {
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    (!numbers.is_empty()).then(|| format!("[{}]", numbers.join(",")))
}

/// All notes, numbered from 1.
#[must_use]
pub fn numbered_notes(notes: &[String]) -> String {
    let numbered = notes.iter().enumerate().map(|(index, note)| format!("[{}] {note}", index + 1));
    numbered.collect::<Vec<_>>().join("；")
}

/// What a support hangs on, what was assumed, and what the text leaves open besides.
#[must_use]
pub fn notes(support: &SupportReport) -> Vec<String> {
    let reasons = support.reasons.iter().map(|reason| reason.text.clone());
    let assumed = support.assumptions.iter().map(|text| format!("假定：{text}"));
    let silent = (!support.silent.is_empty()).then(|| format!("文件未写：{}", support.silent.join("、")));
    reasons.chain(assumed).chain(silent).collect()
}

/// Supports that the short report does not show, by why. What fails only as a text was read is told with the reading.
#[must_use]
pub fn folded(supports: &[&SupportReport]) -> Vec<String> {
    let mut by_reason: Vec<(String, Vec<&str>)> = Vec::new();
    for support in supports {
        let reason = match support.status {
            Status::DoesNotQualify if !support.assumptions.is_empty() => {
                format!("按假定不符合（{}）", support.assumptions.join("；"))
            }
            Status::DoesNotQualify if support.items.is_empty() => "没有相应的项目或人才".to_owned(),
            status => super::status(status).to_owned(),
        };
        match by_reason.iter_mut().find(|(other, _)| *other == reason) {
            Some((_, names)) => names.push(&support.name),
            None => by_reason.push((reason, vec![&support.name])),
        }
    }
    let last = by_reason.len().saturating_sub(1);
    let line = |(index, (reason, names)): (usize, (String, Vec<&str>))| {
        let hint = if index == last { "（--all 看每一条）" } else { "" };
        format!("{reason} {} 项：{}{hint}", names.len(), names.join("、"))
    };
    by_reason.into_iter().enumerate().map(line).collect()
}

/// Near misses: each number that is lacking, and what it would bring.
#[must_use]
pub fn near_misses(report: &Report) -> Vec<String> {
    report.supports.iter().filter(|support| !support.near_miss.is_empty()).map(near_miss).collect()
}

/// The misses of one record belong together, and so does what they would bring.
fn near_miss(support: &SupportReport) -> String {
    let mut by_record: Vec<(&NearMissReport, String)> = Vec::new();
    for miss in &support.near_miss {
        match by_record.last_mut().filter(|(first, _)| first.record == miss.record) {
            Some((_, text)) => *text = format!("{text}；{}", miss.text),
            None => by_record.push((miss, miss.text.clone())),
        }
    }
    let lines = by_record.into_iter().map(|(first, text)| {
        let gain = first.would_bring.as_ref().map(|Ends { low, high }| format!("；达到后 {}", ends(Some(*low), *high)));
        format!("{text}{}", gain.unwrap_or_default())
    });
    format!("{}：{}", support.name, lines.collect::<Vec<_>>().join("。"))
}

/// Missing facts, each with the supports that it could decide.
#[must_use]
pub fn missing_lines(report: &Report) -> Vec<String> {
    let mut lines: Vec<(&MissingReport, Vec<&str>)> = Vec::new();
    for support in &report.supports {
        for missing in &support.missing {
            match lines.iter_mut().find(|(other, _)| other.fact == missing.fact && other.record == missing.record) {
                Some((_, names)) => names.push(&support.name),
                None => lines.push((missing, vec![&support.name])),
            }
        }
    }
    let say = |(missing, names): (&MissingReport, Vec<&str>)| {
        let asked = missing.question.as_ref().filter(|_| missing.is_list).map(|question| format!("：{question}"));
        let found = missing.find.as_ref().map(|find| format!("，见{find}"));
        let label = of_record(missing.record.as_deref(), &missing.label);
        let help = asked.or(found).unwrap_or_default();
        format!("{label}{help}。关系到 {}", names.join("、"))
    };
    lines.into_iter().map(say).collect()
}

/// The document of a support and the place in it.
#[must_use]
pub fn citation(support: &SupportReport) -> String {
    let department = support.department.as_deref().unwrap_or("未写");
    let source = format!("{}:{}", support.source.file, support.source.line);
    format!("{}，{}；主管部门：{department}；规则：{source}", support.document.title, support.clause)
}

/// A document.
#[must_use]
pub fn document(document: &DocumentReport) -> String {
    let number = document.number.as_ref().map(|number| format!("（{number}）")).unwrap_or_default();
    format!("{}{number}，{}，{}", document.title, document.issuer, document.issued)
}

/// What the program assumed, and what the documents leave open besides.
#[must_use]
pub fn assumptions(report: &Report) -> String {
    format!("测算约定：{}", report.assumptions.join("；"))
}

/// A condition with its outcome.
#[must_use]
pub fn condition_line(condition: &ConditionReport) -> String {
    let detail = condition.detail.as_ref().map(|detail| format!("；{detail}")).unwrap_or_default();
    format!("[{}] {}{detail}", super::outcome(condition.outcome), condition.text)
}

/// The firm's value, and how far it is from the required one.
#[must_use]
pub fn detail(value: &str, distance: Option<&str>) -> String {
    let distance = distance.map(|distance| format!("，差 {distance}")).unwrap_or_default();
    format!("企业：{value}{distance}")
}

/// The record that comes nearest, and what it misses.
#[must_use]
pub fn nearest_record(name: &str, misses: &[ConditionReport]) -> String {
    let misses = misses.iter().map(|miss| format!("{}（{}）", miss.text, miss.detail.as_deref().unwrap_or_default()));
    format!("最接近的是{name}，差在：{}", misses.collect::<Vec<_>>().join("；"))
}

/// No record of a kind.
#[must_use]
pub fn no_record(label: &str) -> String {
    format!("企业没有{label}")
}

/// The line above what is said of one record.
#[must_use]
pub fn heading(record: Option<&str>) -> String {
    format!("{}：", record.unwrap_or("企业"))
}

/// A line about a record.
#[must_use]
pub fn of_record(record: Option<&str>, line: &str) -> String {
    record.map_or_else(|| line.to_owned(), |record| format!("{record}：{line}"))
}

fn payee(key: &str) -> &'static str {
    match key {
        "enterprise" => "给企业",
        "person" => "给个人",
        _ => "付给谁未写",
    }
}

fn period(key: &str) -> &'static str {
    match key {
        "month" => "每月",
        "year" => "每年",
        _ => "一次性",
    }
}

fn ends(low: Option<Yuan>, high: Option<Yuan>) -> String {
    money_range(low.map_or(Number::ZERO, |low| low.0), high.map(|high| high.0))
}
