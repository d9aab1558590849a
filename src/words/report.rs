//! The report in words: one line for each thing that it says.

use crate::number::Number;
use crate::report::{
    AmountReport, AsOfFrom, Certainty, ConditionReport, DocumentReport, Ends, Enterprise, ItemReport, JointReport,
    NearMissReport, PlaceRead, ReasonCode, ReasonReport, Report, Status, SupportReport, TotalReport, Yuan,
};

use crate::rulebook::{Payee, Period, Standing};
use crate::shown::shortened;

use super::condition::is_readings;
use super::delivery::{terms, window_notes};
use super::label::paid_as;
use super::value::{money, money_range, not_settled};
use super::{Lang, counted, say};

/// The columns of the totals.
#[must_use]
pub fn total_columns(lang: Lang) -> [&'static str; 4] {
    [
        lang.pick("给谁", "To whom"),
        lang.pick("至少", "At least"),
        lang.pick("最多", "At most"),
        lang.pick("取决于", "Depends on"),
    ]
}

/// The columns of the supports.
#[must_use]
pub fn support_columns(lang: Lang) -> [&'static str; 4] {
    [
        lang.pick("支持", "Support"),
        lang.pick("结论", "Answer"),
        lang.pick("金额", "Amount"),
        lang.pick("怎么算", "Calculation"),
    ]
}

/// The supports that the firm gets or may get.
#[must_use]
pub fn supports_title(lang: Lang) -> &'static str {
    lang.pick("各项支持", "Supports")
}

/// What is just missed.
#[must_use]
pub fn near_misses_title(lang: Lang) -> &'static str {
    lang.pick("差一点", "Just missed")
}

/// What is missing.
#[must_use]
pub fn missing_title(lang: Lang) -> &'static str {
    lang.pick("还缺的信息", "Missing facts")
}

/// The documents.
#[must_use]
pub fn basis_title(lang: Lang) -> &'static str {
    lang.pick("依据", "Basis")
}

/// No document for the place.
#[must_use]
pub fn no_document(lang: Lang) -> &'static str {
    lang.pick("还没有收录这个地区的文件", "no document of this place is included yet")
}

/// Places near a firm's that are named.
const MOST_NEAR: usize = 4;

/// How much of the firm's place was not read, and where near it more was; nothing where all was.
#[must_use]
pub fn place_read(lang: Lang, read: &PlaceRead) -> Option<String> {
    let PlaceRead { not_read, known_unread, near } = read;
    let mut parts = Vec::new();
    if !not_read.is_empty() {
        let places = not_read.join(lang.comma());
        parts.push(say!(lang, "没有读过{places}的文件", "no document of {places} was read"));
    }
    if *known_unread > 0 {
        let documents = counted(*known_unread, "known document was", "known documents were");
        parts.push(say!(lang, "知道有、没读到的 {known_unread} 份", "{documents} not read"));
    }
    if !near.is_empty() {
        let names = near.iter().take(MOST_NEAR).map(String::as_str).collect::<Vec<_>>().join(lang.comma());
        let (all, more) = (near.len(), near.len().saturating_sub(MOST_NEAR));
        parts.push(match more {
            0 => say!(lang, "同省读过的有{names}", "of the same province, {names} were read"),
            _ => {
                say!(lang, "同省读过的有{names}等 {all} 处", "of the same province, {names} and {more} more were read")
            }
        });
    }
    (!parts.is_empty()).then(|| parts.join(lang.semicolon()))
}

/// The line of the firm: its name and place, as far as the profile states them.
#[must_use]
pub fn enterprise(lang: Lang, enterprise: &Enterprise) -> String {
    let name = enterprise.name.as_deref().unwrap_or(lang.pick("未填企业名称", "Firm without a name"));
    let place = enterprise.place.as_deref().unwrap_or(lang.pick("未填所在地", "place not stated"));
    let name = shortened(name);
    let firm = say!(lang, "{name}（{place}）", "{name} ({place})");
    match enterprise.unread {
        0 => firm,
        count => {
            let values = super::counted(count, "value was", "values were");
            say!(lang, "{firm}，有 {count} 个值没读懂", "{firm}, {values} not read")
        }
    }
}

/// The line of the day.
#[must_use]
pub fn as_of(lang: Lang, day: &str, from: AsOfFrom) -> String {
    say!(lang, "测算日 {day}（{}）", "As of {day} ({})", super::as_of_from(lang, from))
}

/// What stands below the totals, where there is none or each is nothing by what is assumed.
#[must_use]
pub fn below_totals(lang: Lang, report: &Report) -> Option<String> {
    (report.totals.is_empty() || !report.read_otherwise.is_empty()).then(|| no_total(lang, report))
}

/// What stands where there is no total.
#[must_use]
pub fn no_total(lang: Lang, report: &Report) -> String {
    if report.read_otherwise.is_empty() {
        return nothing_to_be_had(lang, report).to_owned();
    }
    let otherwise = report.read_otherwise.iter().map(|total| {
        let [whose, _, high, _] = self::total(lang, total, false);
        let is_plain = [total.paid_to.as_str(), &total.kind, &total.period] == ["enterprise", "cash", "once"];
        let most = say!(lang, "最多 {high}", "at most {high}");
        if is_plain { most } else { say!(lang, "{whose}，{most}", "{whose}, {most}") }
    });
    let otherwise = otherwise.collect::<Vec<_>>().join(lang.semicolon());
    say!(
        lang,
        "按本工具的假定没有；换一种读法{otherwise}",
        "nothing by what this tool assumes; read otherwise {otherwise}"
    )
}

fn nothing_to_be_had(lang: Lang, report: &Report) -> &'static str {
    let is_shut = |support: &SupportReport| support.if_open.is_some();
    let is_closed = |support: &SupportReport| support.status == Status::NotOpen && !is_shut(support);
    let has_ended = |document: &DocumentReport| document.until.as_ref().is_some_and(|until| *until < report.as_of);
    let would_bring = |support: &SupportReport| support.if_open.as_ref().is_some_and(|open| open.amount.is_some());
    let of_now = || report.supports.iter().filter(|support| support.is_money && !is_closed(support));
    let is_all_open = report.documents.iter().all(|document| document.open);
    if report.documents.is_empty() {
        lang.pick(
            "还没有收录这个地区的文件，无法测算",
            "no document of this place is included yet, so nothing can be computed",
        )
    } else if report.documents.iter().all(|document| has_ended(document)) {
        lang.pick(
            "所收录的文件都已到期，没有还开放的支持",
            "the documents included have ended, and nothing is open any more",
        )
    } else if report.supports.iter().all(is_closed) {
        lang.pick("测算日不在所收录文件的有效期内", "the documents included are not in force on that day")
    } else if of_now().all(|support| matches!(support.status, Status::Announced | Status::NationalLaw)) {
        match (is_all_open, of_now().next().is_some()) {
            (true, false) => lang.pick("这些文件没有写给企业的资金", "these documents state no money for a firm"),
            (true, true) => {
                lang.pick("这些文件没有写现在就给企业的资金", "these documents state no money that a firm can have now")
            }
            (false, _) => lang.pick(
                "还在有效期内的文件没有写现在就给企业的资金",
                "the documents that are still open state no money that a firm can have now",
            ),
        }
    } else if report.supports.iter().any(would_bring) {
        lang.pick(
            "现在没有可以申报的资金：按条件可得的已截止或未开始受理",
            "there is no money to apply for now: what the firm could have is closed or not yet open",
        )
    } else {
        lang.pick("按现有信息没有可得的资金", "by what is known there is no money to be had")
    }
}

/// The heading of the totals, and whether each total must say its standing because the heading does not.
#[must_use]
pub fn totals_title(lang: Lang, totals: &[&TotalReport]) -> (&'static str, bool) {
    let unconfirmed = totals.iter().filter(|total| total.standing == "unconfirmed").count();
    let plain = lang.pick("合计", "Totals");
    match unconfirmed {
        0 => (plain, false),
        _ if unconfirmed == totals.len() => {
            let title =
                lang.pick("合计（所依据的文件未确认现行）", "Totals (of documents not confirmed to be in force)");
            (title, false)
        }
        _ => (plain, true),
    }
}

/// A total: to whom, what is sure, what it may come to, what that hangs on.
#[must_use]
pub fn total(lang: Lang, total: &TotalReport, says_standing: bool) -> [String; 4] {
    let is_unconfirmed = Standing::of(&total.standing) == Some(Standing::Unconfirmed);
    let standing = match (says_standing, is_unconfirmed) {
        (false, _) => "",
        (true, true) => lang.pick("（未确认现行）", " (not confirmed)"),
        (true, false) => lang.pick("（现行）", " (in force)"),
    };
    let duration = if total.duration_unstated { lang.pick("（时长未写）", " (duration not stated)") } else { "" };
    let mut hangs_on: Vec<String> = total.reasons.iter().map(|reason| reason.text.clone()).collect();
    match (total.low, total.unstated) {
        (_, 0) => {}
        (None, count) => hangs_on.push(say!(lang, "{count} 项金额未载明", "{count} of unstated amount")),
        (Some(_), count) => hangs_on.push(say!(lang, "另有 {count} 项金额未载明", "{count} more of unstated amount")),
    }
    if total.incomplete {
        let incomplete =
            lang.pick("不完整：有数字过大，无法精确计算", "incomplete: a figure is too large to be computed exactly");
        hangs_on.push(incomplete.to_owned());
    }
    let (payee, period) = (payee(lang, &total.paid_to), period(lang, &total.period));
    let medium = paid_as(lang, &total.kind).map(|medium| say!(lang, "，{medium}", ", {medium}")).unwrap_or_default();
    let whose =
        say!(lang, "{payee}{medium}，{period}{duration}{standing}", "{payee}{medium}, {period}{duration}{standing}");
    let [low, high] = total_ends(lang, total);
    [whose, low, high, hangs_on.join(lang.semicolon())]
}

/// The ends of a total. What is not stated is no figure, and beside figures no part of them.
fn total_ends(lang: Lang, total: &TotalReport) -> [String; 2] {
    let Some(low) = total.low else { return [super::unstated(lang); 2].map(str::to_owned) };
    let high = match total.stated_high {
        Some(high) if total.unstated > 0 => super::and_unstated(lang, high),
        Some(high) => money(lang, high.0.into()),
        None => not_settled(lang).to_owned(),
    };
    [money(lang, low.0.into()), high]
}

/// The amount of a support, short enough for a column.
#[must_use]
pub fn amount(lang: Lang, support: &SupportReport) -> String {
    let Some(amount) = &support.amount else { return String::new() };
    let own = amount_of(lang, amount);
    match (&amount.counted, &amount.gives_way_to) {
        _ if amount.certainty == Certainty::Unstated => own,
        (_, Some(other)) => say!(lang, "0（让位于 {other}）", "0 (gives way to {other})"),
        (Some(part), None) => amount_of(lang, &AmountReport { low: Some(part.low), high: part.high, ..amount.clone() }),
        (None, None) => super::in_brackets(lang, &own),
    }
}

/// What supports bring that only count together, as a row: their names, that it is theirs together, how much, why.
#[must_use]
pub fn joint_row(lang: Lang, joint: &JointReport) -> [String; 4] {
    let amount = with_period(lang, ends(lang, Some(joint.low), joint.high), &joint.period);
    [joint.name.clone(), super::joint_status(lang).to_owned(), amount, joint.text.clone()]
}

/// An amount, short enough for a column.
pub(super) fn amount_of(lang: Lang, amount: &AmountReport) -> String {
    if amount.certainty == Certainty::Unstated {
        return lang.pick("金额未载明", "not stated").to_owned();
    }
    with_period(lang, ends(lang, amount.low, amount.high), amount.period)
}

pub(super) fn with_period(lang: Lang, range: String, period: &str) -> String {
    match (lang, period) {
        (_, "once") => range,
        (Lang::Zh, period) => format!("{}{range}", self::period(lang, period)),
        (Lang::En, period) => format!("{range} a {period}"),
    }
}

/// The name of a support, with the payee where it is not the firm.
#[must_use]
pub fn name(lang: Lang, support: &SupportReport) -> String {
    if support.paid_to == "person" && support.amount.is_some() {
        say!(lang, "{}（个人）", "{} (person)", support.name)
    } else {
        support.name.clone()
    }
}

/// How the amount came about, a line for each record, then what all of them come to.
#[must_use]
pub fn calculation(lang: Lang, support: &SupportReport) -> Vec<String> {
    let premises = support.amount.iter().flat_map(|amount| amount.premises.clone());
    premises.chain(steps(lang, support)).chain(terms(lang, support)).collect()
}

/// The same without as what figures of the firm are taken, and without figures that are no money.
#[must_use]
pub fn steps(lang: Lang, support: &SupportReport) -> Vec<String> {
    let shown: Vec<&ItemReport> = support.items.iter().filter(|item| !item.steps.is_empty()).collect();
    let differ = shown.windows(2).any(|pair| pair[0].status != pair[1].status);
    let record = |item: &ItemReport| {
        let name = item.record.clone().filter(|_| shown.len() > 1)?;
        let status = super::status(lang, item.status);
        Some(if differ { say!(lang, "{name}（{status}）", "{name} ({status})") } else { name })
    };
    let steps = |item: &ItemReport| item.steps.join(lang.pick("，", ", "));
    let lines = shown.iter().map(|item| of_record(lang, record(item).as_deref(), &steps(item)));
    let sums = support.amount.iter().flat_map(|amount| amount.steps.clone());
    lines.chain(sums).collect()
}

/// The numbers of notes behind a calculation.
#[must_use]
pub fn references(numbers: &[usize]) -> Option<String> {
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    (!numbers.is_empty()).then(|| format!("[{}]", numbers.join(",")))
}

/// All notes, numbered from 1.
#[must_use]
pub fn numbered_notes(lang: Lang, notes: &[String]) -> String {
    let numbered = notes.iter().enumerate().map(|(index, note)| format!("[{}] {note}", index + 1));
    numbered.collect::<Vec<_>>().join(lang.semicolon())
}

/// What a support hangs on, what was assumed, and what the text leaves open besides.
#[must_use]
pub fn notes(lang: Lang, support: &SupportReport) -> Vec<String> {
    notes_beside(lang, support, |_| true)
}

/// The same but for what the conditions say already, where they stand beside.
#[must_use]
pub fn notes_beside_conditions(lang: Lang, support: &SupportReport) -> Vec<String> {
    let is_said = |reason: &ReasonReport| {
        let says = |condition: &ConditionReport| {
            condition.text == reason.text || condition.detail.as_ref() == Some(&reason.text)
        };
        support.conditions.iter().any(says) || is_readings(lang, &reason.text)
    };
    notes_beside(lang, support, |reason| !is_said(reason))
}

/// Why an answer is open, but for what stands where the amount stands.
pub fn open_reasons(support: &SupportReport) -> impl Iterator<Item = &ReasonReport> {
    let is_unstated = support.amount.as_ref().is_some_and(|amount| amount.certainty == Certainty::Unstated);
    support.reasons.iter().filter(move |reason| !(is_unstated && reason.code == ReasonCode::Unstated))
}

fn notes_beside(lang: Lang, support: &SupportReport, is_told: impl Fn(&ReasonReport) -> bool) -> Vec<String> {
    let reasons = open_reasons(support).filter(|reason| is_told(reason)).map(|reason| reason.text.clone());
    let assumed = support.assumptions.iter().map(|text| say!(lang, "假定：{text}", "assumed: {text}"));
    let silent = lang.list(&support.silent);
    let silent = (!silent.is_empty()).then(|| say!(lang, "文件未写：{silent}", "not stated: {silent}"));
    let window = window_notes(lang, &support.apply).into_iter();
    window.chain(reasons).chain(assumed).chain(silent).collect()
}

/// Near misses: each number that is lacking, and what it would bring.
#[must_use]
pub fn near_misses(lang: Lang, report: &Report) -> Vec<String> {
    let missed = report.supports.iter().filter(|support| !support.near_miss.is_empty());
    missed.map(|support| of_record(lang, Some(&support.name), &near_miss(lang, support))).collect()
}

/// What one support is just missed by. The misses of one record belong together, and so does what they would bring.
#[must_use]
pub fn near_miss(lang: Lang, support: &SupportReport) -> String {
    let mut by_record: Vec<(&NearMissReport, String)> = Vec::new();
    for miss in &support.near_miss {
        match by_record.last_mut().filter(|(first, _)| first.record == miss.record) {
            Some((_, text)) => *text = [text.as_str(), &miss.text].join(lang.semicolon()),
            None => by_record.push((miss, miss.text.clone())),
        }
    }
    let lines = by_record.into_iter().map(|(first, text)| match &first.would_bring {
        Some(Ends { low, high }) => {
            say!(lang, "{text}；达到后 {}", "{text}; that would bring {}", ends(lang, Some(*low), *high))
        }
        None => text,
    });
    lines.collect::<Vec<_>>().join(lang.pick("。", ". "))
}

/// The document of a support and the place in it.
#[must_use]
pub fn citation(lang: Lang, support: &SupportReport) -> String {
    let (title, place) = (&support.document.title, super::in_document(lang, support, &super::Shared::default()));
    say!(lang, "{title}，{place}", "{title}, {place}")
}

/// A document.
#[must_use]
pub fn document(lang: Lang, document: &DocumentReport) -> String {
    let number = document.number.as_ref().map(|number| say!(lang, "（{number}）", " ({number})")).unwrap_or_default();
    let (title, issuer) = (&document.title, &document.issuer);
    let issued = super::read_day(lang, document.issued.as_deref());
    say!(lang, "{title}{number}，{issuer}，{issued}", "{title}{number}, {issuer}, {issued}")
}

/// What the program assumed, and what the documents leave open besides.
#[must_use]
pub fn conventions(lang: Lang, assumptions: &[String]) -> String {
    let assumptions = assumptions.join(lang.semicolon());
    say!(lang, "测算约定：{assumptions}", "Conventions: {assumptions}")
}

/// The line above what is said of one record.
#[must_use]
pub fn heading(lang: Lang, record: Option<&str>) -> String {
    say!(lang, "{}：", "{}:", record.unwrap_or(lang.pick("企业", "firm")))
}

/// A line about a record.
#[must_use]
pub fn of_record(lang: Lang, record: Option<&str>, line: &str) -> String {
    record.map_or_else(|| line.to_owned(), |record| say!(lang, "{record}：{line}", "{record}: {line}"))
}

pub(super) fn payee(lang: Lang, key: &str) -> &'static str {
    match Payee::of(key) {
        Some(Payee::Enterprise) => lang.pick("给企业", "firm"),
        Some(Payee::Person) => lang.pick("给个人", "persons"),
        Some(Payee::Unstated) => lang.pick("付给谁未写", "payee not stated"),
        None => "",
    }
}

pub(super) fn period(lang: Lang, key: &str) -> &'static str {
    match Period::of(key) {
        Some(Period::Once) => lang.pick("一次性", "once"),
        Some(Period::Month) => lang.pick("每月", "monthly"),
        Some(Period::Year) => lang.pick("每年", "yearly"),
        None => "",
    }
}

pub(super) fn ends(lang: Lang, low: Option<Yuan>, high: Option<Yuan>) -> String {
    money_range(lang, low.map_or(Number::ZERO, |low| low.0.into()), high.map(|high| high.0.into()))
}
