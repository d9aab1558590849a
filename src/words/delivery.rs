//! How a support comes, in words: parts, time, figures that are not money, application.

use std::collections::BTreeSet;

use crate::number::Number;
use crate::report::{
    AmountReport, ApplyReport, Ends, Outcome, PaperReport, PaperState, ReasonCode, ReasonReport, RuleReport,
    StageReport, SupportReport, TermReport, Window,
};

use crate::rulebook::{Amended, Amends, How, Rulebook};

use super::report::of_record;
use super::value::{money, money_range, of_kind};
use super::{Lang, all_conditions, say};

/// The figures that are not money to the firm, a line each.
pub(super) fn terms(lang: Lang, support: &SupportReport) -> Vec<String> {
    support.terms.iter().map(|term| term_line(lang, term)).collect()
}

fn term_line(lang: Lang, term: &TermReport) -> String {
    let (label, value) = (&term.label, &term.value);
    say!(lang, "{label} {value}", "{label}: {value}")
}

/// What all payments come to: `共36个月，合计 10.8万元`.
#[must_use]
pub fn altogether(lang: Lang, duration: &str, Ends { low, high }: &Ends) -> String {
    let sum = money_range(lang, low.0.into(), high.map(|high| high.0.into()));
    say!(lang, "{duration}，合计 {sum}", "{duration}, altogether {sum}")
}

/// An amount, with what all instalments come to where the text says how many there are.
pub(super) fn amount_of_all(lang: Lang, amount: &AmountReport) -> String {
    let one = super::report::amount_of(lang, amount);
    let Some(duration) = &amount.duration else { return one };
    let all = amount.altogether.as_ref().map_or_else(|| duration.clone(), |all| altogether(lang, duration, all));
    say!(lang, "{one}（{all}）", "{one} ({all})")
}

/// A part of an amount: when, how much, and whether that is reached.
#[must_use]
pub fn stage(lang: Lang, after: &str, part: &str, outcome: Option<Outcome>) -> String {
    match outcome.map(|outcome| super::outcome(lang, outcome)) {
        Some(outcome) => say!(lang, "{after} {part}（{outcome}）", "{after}: {part} ({outcome})"),
        None => say!(lang, "{after} {part}", "{after}: {part}"),
    }
}

/// A share of an amount with what it comes to.
#[must_use]
pub fn share_of(lang: Lang, share: &str, yuan: Number) -> String {
    say!(lang, "{share}，即 {0}", "{share}, {0}", money(lang, yuan))
}

/// A part that depends on something, or the return of all, as a reason why less than all may be paid.
#[must_use]
pub fn stage_reason(lang: Lang, stage: &StageReport) -> Option<ReasonReport> {
    let condition = stage.condition.as_ref()?;
    let text = match (&stage.after, &stage.part, stage.outcome) {
        (Some(_), _, Outcome::Met) | (None, _, Outcome::Unmet) => return None,
        (Some(after), Some(part), Outcome::Unmet) => {
            say!(
                lang,
                "拿不到{after}的{part}：未满足“{condition}”",
                "no {part} at \"{after}\": not met is \"{condition}\""
            )
        }
        (Some(after), Some(part), Outcome::Unknown | Outcome::Judged) => {
            say!(lang, "{after}的{part}取决于：{condition}", "the {part} at \"{after}\" depends on: {condition}")
        }
        (None, _, Outcome::Met) => say!(lang, "须退回：{condition}", "to be returned: {condition}"),
        (None, _, Outcome::Unknown | Outcome::Judged)
        | (Some(_), None, Outcome::Unmet | Outcome::Unknown | Outcome::Judged) => returned_if(lang, condition),
    };
    let code = if stage.outcome == Outcome::Judged { ReasonCode::Judgement } else { ReasonCode::Stage };
    Some(ReasonReport { code, text })
}

/// How it comes and how one applies, a line each; what the document does not say is said to be not said.
#[must_use]
pub fn delivery(lang: Lang, support: &SupportReport) -> Vec<String> {
    delivery_beside(lang, support, false)
}

/// The same; `is_silence_said` where it is said already that nothing of the application is stated. What is not
/// given has none.
pub(super) fn delivery_beside(lang: Lang, support: &SupportReport, is_silence_said: bool) -> Vec<String> {
    let restricted = support.restricted.as_ref().map(|text| restricted(lang, text));
    let is_silent = is_silent(&support.apply) && (is_silence_said || !support.is_given());
    let application = (!is_silent).then(|| application(lang, &support.apply));
    stage_lines(lang, support).into_iter().chain(restricted).chain(application).collect()
}

/// Whether nothing is stated of how one applies.
pub(super) fn is_silent(apply: &ApplyReport) -> bool {
    let ApplyReport { how, at, opens, closes, materials, effort, .. } = apply;
    materials.is_empty() && [how, at, opens, closes, effort].iter().all(|side| side.is_none())
}

/// The stages; what is the same for all records is said once.
fn stage_lines(lang: Lang, support: &SupportReport) -> Vec<String> {
    let line = |stage: &StageReport| {
        Some(stage_line(lang, stage.after.as_ref()?, stage.part.as_ref()?, stage.condition.as_ref()))
    };
    let stages = support.stages.iter();
    let lines: Vec<(Option<&str>, String)> =
        stages.filter_map(|stage| Some((stage.record.as_deref(), line(stage)?))).collect();
    let records = lines.iter().map(|(record, _)| record).collect::<BTreeSet<_>>().len();
    let mut told: Vec<String> = Vec::new();
    for (record, line) in &lines {
        let is_of_all = lines.iter().filter(|(_, other)| other == line).count() >= records;
        let line = if is_of_all { line.clone() } else { of_record(lang, *record, line) };
        if !told.contains(&line) {
            told.push(line);
        }
    }
    told
}

/// The same as the rule says it, whoever asks; also when it has to be returned.
#[must_use]
pub fn delivery_of_rule(lang: Lang, rule: &RuleReport) -> Vec<String> {
    let stages = rule.stages.iter().filter_map(|stage| match (&stage.after, &stage.part) {
        (Some(after), Some(part)) => Some(stage_line(lang, after, part, stage.condition.as_ref())),
        _ => stage.condition.as_ref().map(|when| returned_if(lang, when)),
    });
    let restricted = rule.restricted.as_ref().map(|text| restricted(lang, text));
    let terms = rule.terms.iter().map(|term| term_line(lang, term));
    stages.chain(restricted).chain(terms).chain([application(lang, &rule.apply)]).collect()
}

fn restricted(lang: Lang, text: &str) -> String {
    say!(lang, "资金用途限制：{text}", "the money is restricted: {text}")
}

fn returned_if(lang: Lang, condition: &str) -> String {
    say!(lang, "如有下列情形须退回：{condition}", "to be returned if {condition}")
}

fn stage_line(lang: Lang, after: &str, part: &str, when: Option<&String>) -> String {
    let when = when.map(|when| say!(lang, "（条件：{when}）", " (condition: {when})")).unwrap_or_default();
    say!(lang, "{after}：{part}{when}", "{after}: {part}{when}")
}

pub(super) fn application(lang: Lang, apply: &ApplyReport) -> String {
    let window = match (&apply.opens, &apply.closes) {
        (Some(opens), Some(closes)) => Some(say!(lang, "{opens}至{closes}", "{opens} to {closes}")),
        (Some(opens), None) => Some(say!(lang, "{opens}起", "from {opens}")),
        (None, Some(closes)) => Some(say!(lang, "{closes}止", "until {closes}")),
        (None, None) => None,
    };
    let stands = match (apply.window, apply.days_left) {
        (Some(Window::Ahead), _) => Some(lang.pick("还没到", "not yet").to_owned()),
        (Some(Window::Closed), _) => Some(lang.pick("已截止", "closed").to_owned()),
        (Some(Window::Open), Some(days)) => Some(days_left(lang, days)),
        (Some(Window::Open) | None, _) => None,
    };
    let stands = stands.map(|stands| say!(lang, "（{stands}）", " ({stands})")).unwrap_or_default();
    let window = window.map(|window| format!("{window}{stands}"));
    let sides = [
        (lang.pick("方式", "how"), apply.how.as_deref().map(|how| self::how(lang, how).to_owned())),
        (lang.pick("何处", "where"), apply.at.clone()),
        (lang.pick("时间", "when"), window),
        (lang.pick("材料", "with"), Some(papers(lang, apply)).filter(|text| !text.is_empty())),
        (lang.pick("费时", "effort"), apply.effort.clone()),
    ];
    let (stated, silent): (Vec<_>, Vec<_>) = sides.into_iter().partition(|(_, text)| text.is_some());
    let stated =
        stated.into_iter().filter_map(|(side, text)| text.map(|text| say!(lang, "{side}{text}", "{side}: {text}")));
    let silent: Vec<&str> = silent.into_iter().map(|(side, _)| side).collect();
    let silent = (!silent.is_empty()).then(|| say!(lang, "{}未写", "not stated: {}", silent.join(lang.comma())));
    let text = stated.chain(silent).collect::<Vec<_>>().join(lang.semicolon());
    say!(lang, "申请：{text}", "Application: {text}")
}

/// What must be handed in, with what of it the firm has, as far as that is known.
pub(super) fn papers(lang: Lang, apply: &ApplyReport) -> String {
    let paper = |paper: &PaperReport| {
        let (name, state) = (&paper.name, paper_state(lang, paper.state));
        state.map_or_else(|| name.clone(), |state| say!(lang, "{name}（{state}）", "{name} ({state})"))
    };
    lang.list(&apply.papers.iter().map(paper).collect::<Vec<_>>())
}

/// Whether a firm has what must be handed in; nothing where it does not say.
pub(super) fn paper_state(lang: Lang, state: PaperState) -> Option<&'static str> {
    match state {
        PaperState::Have => Some(lang.pick("有", "at hand")),
        PaperState::Lacking => Some(lang.pick("缺", "lacking")),
        PaperState::Assisted => Some(lang.pick("可请服务机构协助", "a service agency can help")),
        PaperState::Unknown => None,
    }
}

/// How many days there are to the last one.
pub(super) fn days_left(lang: Lang, days: i64) -> String {
    match (days, super::counted(usize::try_from(days).unwrap_or_default(), "day", "days")) {
        (0, _) => lang.pick("今天截止", "closes today").to_owned(),
        (days, english) => say!(lang, "还剩 {days} 天", "{english} left"),
    }
}

/// Since when one can't apply any more, or from when on one can; nothing where one can, or nothing is stated.
#[must_use]
pub fn shut(lang: Lang, apply: &ApplyReport) -> Option<String> {
    match (apply.window?, &apply.opens, &apply.closes) {
        (Window::Ahead, Some(opens), _) => Some(say!(lang, "未开始受理（{opens} 起）", "opens on {opens}")),
        (Window::Closed, _, Some(closes)) => Some(say!(lang, "已截止（{closes}）", "closed on {closes}")),
        (Window::Ahead | Window::Closed | Window::Open, _, _) => None,
    }
}

/// That a newer document changes a figure of the amount.
#[must_use]
pub fn amended(lang: Lang, amended: &Amended) -> String {
    let Amended { title, clause, kind, from, to } = amended;
    let [from, to] = [from, to].map(|figure| of_kind(lang, *kind, *figure));
    say!(
        lang,
        "《{title}》{clause}把{from}改为{to}，只对满足其条件的企业",
        "{title}, {clause}, changes {from} to {to} for firms that meet its conditions"
    )
}

/// A figure of an older support that a document changes, and for which firms.
#[must_use]
pub fn amends(lang: Lang, book: &Rulebook, amends: &Amends) -> String {
    let Amended { clause, kind, from, to, .. } = &amends.change;
    let ([from, to], what) = ([from, to].map(|figure| of_kind(lang, *kind, *figure)), &amends.what);
    let when = all_conditions(lang, book, &amends.when);
    let when = if when.is_empty() { when } else { say!(lang, "，条件：{when}", ", where {when}") };
    let figures = super::figures(lang, &amends.figures);
    say!(
        lang,
        "{clause}：把 {what} 的{from}改为{to}{when}；文中数字 {figures}",
        "{clause}: {from} of {what} becomes {to}{when}; figures {figures}"
    )
}

/// What a document takes the place of.
#[must_use]
pub fn replaces(lang: Lang, older: &str, is_sure: bool) -> String {
    if is_sure { older.to_owned() } else { say!(lang, "{older}（未确认）", "{older} (not confirmed)") }
}

/// How long one can still apply, and when the next round is expected.
#[must_use]
pub fn window_notes(lang: Lang, apply: &ApplyReport) -> Vec<String> {
    let left = apply.days_left.zip(apply.closes.as_ref()).map(|(days, closes)| match days {
        0 => days_left(lang, days),
        _ => say!(
            lang,
            "{0}，{closes} 截止（含当天）",
            "{0}: closes on {closes}, that day included",
            days_left(lang, days)
        ),
    });
    let next = apply.next.as_ref().map(|next| {
        say!(
            lang,
            "文件写明每年一轮：下一轮预计 {next} 起，以通知为准",
            "the document says a round comes every year: the next is expected from {next}, its notice decides"
        )
    });
    let running = apply.next_until.as_ref().map(|until| {
        let round = match apply.opens {
            Some(_) => {
                lang.pick("今年的一轮预计已开始，", "the one of this year is expected to have begun, and to last")
            }
            None => lang.pick("下一轮预计 ", "the next is expected to last"),
        };
        say!(
            lang,
            "文件写明每年一轮：{round}{until} 止，以通知为准",
            "the document says a round comes every year: {round} until {until}, its notice decides"
        )
    });
    left.into_iter().chain(next).chain(running).collect()
}

pub(super) fn how(lang: Lang, how: &str) -> &'static str {
    match How::of(how) {
        Some(How::Automatic) => lang.pick("免申即享", "it comes without an application"),
        Some(How::OnApplication) => lang.pick("企业申请", "the firm applies"),
        Some(How::ByRecommendation) => lang.pick("推荐", "an authority recommends"),
        None => "",
    }
}
