//! The words of the ladder of titles.

use crate::dictionary::Choice;
use crate::report::{
    BringReport, ConditionReport, HeldReport, IndicatorReport, Ladder, Outcome, Rung, ScoreReport, SideReport,
    StandardReport, Status, Window,
};
use crate::rulebook::{AppliesTo, Definition};

use super::services::so_many;
use super::value::money_range;
use super::{Lang, choice_label, condition_label, evidence, say, status, support_kind};

/// So many names are said of what awaits somebody or is missing.
const MOST_NAMES: usize = 4;
/// So many of what a title changes besides money.
const MOST_BROUGHT: usize = 1;
/// What a definition is called: by its label, else by its name in the rules.
#[must_use]
pub fn definition_label(lang: Lang, definition: &Definition) -> &str {
    definition.label.as_ref().map_or(definition.name.as_str(), |label| condition_label(lang, label))
}

/// Several choices of which one holds.
#[must_use]
pub fn one_of(lang: Lang, choices: &[&Choice]) -> String {
    let labels: Vec<&str> = choices.iter().map(|choice| choice_label(lang, choice)).collect();
    labels.join(lang.pick("或", " or "))
}

/// A title of which the profile does not say which it is.
#[must_use]
pub fn unnamed_title(lang: Lang) -> &'static str {
    lang.pick("没有写是哪一个称号", "a title that is not named")
}

/// The next band of an indicator.
#[must_use]
pub fn next_band(lang: Lang, label: &str, [value, required]: [&str; 2], gain: &str) -> String {
    say!(lang, "{label}{value}，到{required}多 {gain} 分", "{label} {value}, {gain} points more at {required}")
}

/// What was asked for before of a condition that is not met now.
#[must_use]
pub fn tightened(lang: Lang, now: &ConditionReport, old: Option<&ConditionReport>) -> String {
    let name = name_of(now);
    match old {
        Some(old) => old.text.clone(),
        None => say!(lang, "读到的文字没有写“{name}”", "the text that was read does not ask for “{name}” in this way"),
    }
}

/// The line of the size class.
#[must_use]
pub fn size_line(lang: Lang, ladder: &Ladder) -> Option<String> {
    let size = ladder.size.as_ref()?;
    let (label, text) = (&size.label, &size.text);
    Some(if size.choices.len() == 1 {
        say!(lang, "{label}：{text}", "{label}: {text}")
    } else {
        say!(
            lang,
            "{label}：{text}，要看还没有填的信息（zjtx explain size-class 画像）",
            "{label}: {text}; facts that are not stated decide (zjtx explain size-class PROFILE)"
        )
    })
}

/// Above the titles that the firm has.
#[must_use]
pub fn held_title(lang: Lang) -> &'static str {
    lang.pick("已有的称号：", "Titles: ")
}

/// What stands there where there are none, or none is stated.
#[must_use]
pub fn no_titles_held(lang: Lang, is_stated: bool) -> &'static str {
    if is_stated {
        lang.pick("没有", "none")
    } else {
        lang.pick("没有填；没有就写 title = []", "not stated; write title = [] for none")
    }
}

/// One title that the firm has.
#[must_use]
pub fn held_line(lang: Lang, held: &HeldReport) -> String {
    let name = &held.name;
    let unknown = lang.pick("未填", "not stated");
    let granted = held.granted.as_deref().unwrap_or(unknown);
    let until = held.until.as_deref().unwrap_or(unknown);
    let valid = match held.valid {
        Some(true) => lang.pick("有效", "valid"),
        Some(false) => lang.pick("今天无效", "not valid on the day"),
        None => lang.pick("是否有效不清楚", "not known to be valid"),
    };
    say!(lang, "{name}（授予 {granted}，到期 {until}，{valid}）", "{name} (granted {granted}, until {until}, {valid})")
}

/// Above a standard: its title, which applications, what it is for the firm.
#[must_use]
pub fn rung_title(lang: Lang, rung: &Rung) -> String {
    let (name, answer) = (standard_name(lang, rung), rung_answer(lang, rung));
    say!(lang, "{name}：{answer}", "{name}: {answer}")
}

/// A standard: its title, and which applications it is for.
#[must_use]
pub fn standard_name(lang: Lang, rung: &Rung) -> String {
    let name = &rung.standard.name;
    let of = match (AppliesTo::of(&rung.standard.applies_to), rung.held) {
        (Some(AppliesTo::New), _) => lang.pick("（新申报）", " (new)"),
        (Some(AppliesTo::Review), _) | (Some(AppliesTo::Both) | None, Some(true)) => lang.pick("（复核）", " (review)"),
        (Some(AppliesTo::Both) | None, Some(false) | None) => "",
    };
    format!("{name}{of}")
}

/// What a standard is for the firm, and what it is short of.
#[must_use]
pub fn standard_answer(lang: Lang, rung: &Rung) -> String {
    let (answer, lacks) = (rung_answer(lang, rung), rung.standard.lacks());
    if lacks.is_empty() {
        return answer;
    }
    let lacks = lacks.join(lang.comma());
    say!(lang, "{answer}（{lacks}）", "{answer} ({lacks})")
}

/// What a standard is for the firm, and whether it can apply on the day.
fn rung_answer(lang: Lang, rung: &Rung) -> String {
    [met_or_not(lang, rung)].into_iter().chain(rung_window(lang, rung)).collect::<Vec<_>>().join(lang.semicolon())
}

/// That no applications are taken on the day, or how long they are.
pub(super) fn rung_window(lang: Lang, rung: &Rung) -> Option<String> {
    let apply = &rung.standard.apply;
    let parts: Vec<String> = super::shut(lang, apply).into_iter().chain(super::window_notes(lang, apply)).collect();
    (!parts.is_empty()).then(|| parts.join(lang.semicolon()))
}

pub(super) fn met_or_not(lang: Lang, rung: &Rung) -> String {
    let (standard, lacks) = (&rung.standard, rung.standard.lacks().len());
    match standard.status {
        Status::Qualifies if rung.held == Some(true) => lang.pick("各条都满足", "every condition is met").to_owned(),
        Status::Qualifies if standard.accepting == Some(false) => {
            lang.pick("各条都满足", "every condition is met").to_owned()
        }
        Status::Qualifies if standard.accepting.is_none() => {
            lang.pick("各条都满足，申报时间没有写", "every condition is met; when one applies is not stated").to_owned()
        }
        Status::Qualifies => lang.pick("各条都满足，可以申报", "every condition is met, it can apply").to_owned(),
        Status::SubjectToJudgement => {
            lang.pick("其余都满足，只待认定", "all else is met, an authority or a reading decides").to_owned()
        }
        Status::DoesNotQualify => say!(lang, "还差 {lacks} 条", "short by {lacks}"),
        Status::NeedsFacts => lang.pick("缺信息，还说不准", "facts are missing").to_owned(),
        other => status(lang, other).to_owned(),
    }
}

/// Where a standard is written, since when it is applied, and how its text is known.
#[must_use]
pub fn rung_source(lang: Lang, standard: &StandardReport) -> String {
    let (document, clause) = (&standard.document, &standard.clause);
    let title = document.number.as_ref().unwrap_or(&document.title);
    let from = super::read_day(lang, standard.from.as_deref().or(document.from.as_deref()));
    let until = standard.until.as_ref().or(document.until.as_ref());
    let until = until.map(|until| say!(lang, "至 {until}", " to {until}")).unwrap_or_default();
    let known = evidence(lang, &document.evidence);
    say!(
        lang,
        "{title}{clause}；{from} 起{until}；依据{known}",
        "{title} {clause}; from {from}{until}; source: {known}"
    )
}

/// How many conditions there are besides those that are shown, by what they are for the firm; and that the title would
/// change nothing, if so.
#[must_use]
pub fn rung_counts(lang: Lang, rung: &Rung) -> Option<String> {
    let standard = &rung.standard;
    let of = |outcome: Outcome| -> Vec<&str> {
        standard.outermost().filter(|part| part.outcome == outcome).map(name_of).collect()
    };
    let (met, judged) = (of(Outcome::Met).len(), of(Outcome::Judged));
    let missing: Vec<&str> = standard.missing.iter().map(|missing| missing.label.as_str()).collect();
    // What no fact of the firm would decide.
    let unknown = if missing.is_empty() { of(Outcome::Unknown).len() } else { 0 };
    let mut parts = Vec::new();
    if met > 0 {
        parts.push(say!(lang, "满足 {met} 条", "{met} met"));
    }
    if unknown > 0 {
        parts.push(say!(lang, "还说不准 {unknown} 条", "{unknown} not known"));
    }
    for (names, zh, en) in [(judged, "待认定", "for the authority"), (missing, "缺", "missing")] {
        if !names.is_empty() {
            let (head, names) = (lang.pick(zh, en), so_many(lang, &names[..names.len().min(MOST_NAMES)], names.len()));
            parts.push(say!(lang, "{head}：{names}", "{head}: {names}"));
        }
    }
    if rung.brings.as_ref().is_some_and(Vec::is_empty) {
        parts.push(brings_nothing(lang).to_owned());
    }
    (!parts.is_empty()).then(|| parts.join(lang.semicolon()))
}

pub(super) fn name_of(condition: &ConditionReport) -> &str {
    condition.label.as_ref().unwrap_or(&condition.text)
}

/// A score with its indicators, and the fewest steps that would do.
#[must_use]
pub fn score_line(lang: Lang, score: &ScoreReport, all: bool) -> String {
    let points = |low: &str, high: Option<&String>| match high {
        Some(high) if high == low => low.to_owned(),
        Some(high) => say!(lang, "{low}～{high}", "{low}–{high}"),
        None => low.to_owned(),
    };
    // In short only what can rise by what is known, if anything can.
    let can_rise: Vec<&IndicatorReport> = score.indicators.iter().filter(|one| one.next.is_some()).collect();
    let is_short = !all && !can_rise.is_empty();
    let shown = if is_short { can_rise } else { score.indicators.iter().collect() };
    let indicators: Vec<String> = shown
        .into_iter()
        .map(|one| {
            let next = one.next.as_ref();
            let next = next.map(|next| say!(lang, "（{0}）", " ({0})", next.text)).unwrap_or_default();
            format!("{} {}{next}", one.label, points(&one.low, one.high.as_ref()))
        })
        .collect();
    let (label, required) = (&score.label, &score.required);
    let is_known = score.high.as_ref() == Some(&score.low);
    if !all && score.cheapest.is_empty() && (score.reached || !is_known) {
        let total = points(&score.low, score.high.as_ref());
        return say!(lang, "{label} {total}，要求 {required}", "{label} {total}, {required} required");
    }
    let (total, indicators) = (points(&score.low, score.high.as_ref()), lang.list(&indicators));
    let cheapest = if score.cheapest.is_empty() {
        String::new()
    } else {
        let steps = lang.list(&score.cheapest);
        say!(lang, "；最少只要提高：{steps}", "; the fewest steps: {steps}")
    };
    let head = if is_short { lang.pick("；能提高的：", "; what can rise: ") } else { lang.pick("：", ": ") };
    say!(
        lang,
        "{label} {total}，要求 {required}{head}{indicators}{cheapest}",
        "{label} {total}, {required} required{head}{indicators}{cheapest}"
    )
}

/// What the standard before asked for in place of what is lacking now, and how that one stands.
#[must_use]
pub fn tightened_line(lang: Lang, rung: &Rung, before: &StandardReport) -> Option<String> {
    let mut texts: Vec<&str> = rung.tightened.iter().map(|tightened| tightened.text.as_str()).collect();
    texts.dedup();
    let texts = texts.join(lang.semicolon());
    let stands = match before.outcome {
        Outcome::Met => lang.pick("各条都满足", "every condition is met"),
        Outcome::Judged => lang.pick("只待认定", "only a judgement is open"),
        Outcome::Unmet | Outcome::Unknown => lang.pick("缺信息，还说不准", "facts are missing"),
    };
    let old = before.document.number.as_ref().unwrap_or(&before.document.title);
    (!texts.is_empty()).then(|| {
        say!(
            lang,
            "按以前的标准（{old}）{stands}；上面这些那时的要求：{texts}",
            "By the standard before ({old}) {stands}; of the above it asked: {texts}"
        )
    })
}

/// What a title would bring: money support by support, the rest by name.
#[must_use]
pub fn brings_lines(lang: Lang, brings: &[BringReport], all: bool) -> Vec<String> {
    let (money, other): (Vec<&BringReport>, Vec<&BringReport>) =
        brings.iter().partition(|one| one.from.period.is_some() || one.to.period.is_some());
    let mut lines: Vec<String> = money.into_iter().map(|one| bring_line(lang, one)).collect();
    if all {
        lines.extend(other.into_iter().map(|one| bring_line(lang, one)));
    } else if !lines.is_empty() && other.len() > MOST_BROUGHT {
        let count = other.len();
        lines.push(say!(lang, "没有写给钱的 {count} 项结论也会变", "{count} other answers, not stated to be money"));
    } else if !other.is_empty() {
        let names: Vec<&str> = other.iter().map(|one| one.name.as_str()).collect();
        let names = so_many(lang, &names[..names.len().min(MOST_BROUGHT)], names.len());
        lines.push(say!(lang, "没有写给钱的，结论会变：{names}", "other answers, not stated to be money: {names}"));
    }
    lines
}

/// The titles that change nothing here, each with what it is for the firm.
#[must_use]
pub fn folded_rungs(lang: Lang, rungs: &[&Rung]) -> Option<String> {
    let (count, names) = (rungs.len(), answers(lang, rungs)?);
    Some(say!(
        lang,
        "另有 {count} 个称号，有了支持也不变：{names}",
        "{count} more, with which no support here changes: {names}"
    ))
}

/// The titles that the firm has and that are reviewed by the same conditions, none of which is known to be missed.
#[must_use]
pub fn same_review(lang: Lang, rungs: &[&Rung]) -> Option<String> {
    let names = answers(lang, rungs)?;
    Some(say!(
        lang,
        "已有的称号，复核看同样的条件：{names}",
        "Titles that are reviewed by the same conditions: {names}"
    ))
}

/// The titles that a firm of this size can't have, by what these ask for.
#[must_use]
pub fn out_of_reach(lang: Lang, rungs: &[(&Rung, &ConditionReport)]) -> Option<String> {
    let (_, first) = rungs.first()?;
    let one = |(rung, _): &(&Rung, &ConditionReport)| {
        let (name, others) = (&rung.standard.name, rung.standard.lacks().len() - 1);
        let others = (others > 0).then(|| say!(lang, "（另差 {others} 条）", " ({others} more not met)"));
        format!("{name}{}", others.unwrap_or_default())
    };
    let names: Vec<String> = rungs.iter().map(one).collect();
    let (label, names) = (name_of(first), lang.list(&names));
    let mut assumed: Vec<&str> =
        rungs.iter().flat_map(|(rung, _)| &rung.standard.assumptions).map(String::as_str).collect();
    assumed.dedup();
    let assumed = assumed_line(lang, &assumed).map(|assumed| format!("{}{assumed}", lang.semicolon()));
    let assumed = assumed.unwrap_or_default();
    Some(say!(
        lang,
        "[不满足] {label}，所以不能申报：{names}{assumed}",
        "[not met] {label}; therefore out of reach: {names}{assumed}"
    ))
}

/// The assumptions that decide.
#[must_use]
pub fn assumed_line<T: AsRef<str>>(lang: Lang, assumed: &[T]) -> Option<String> {
    let texts: Vec<&str> = assumed.iter().map(AsRef::as_ref).collect();
    let texts = texts.join(lang.semicolon());
    (!texts.is_empty()).then(|| say!(lang, "假定：{texts}", "assumed: {texts}"))
}

/// How every condition is seen, behind what is told.
#[must_use]
pub fn see_all_conditions(lang: Lang) -> &'static str {
    lang.pick("；--all 看每一条", "; --all shows every condition")
}

/// Titles, each with what it is for the firm and what it lacks.
fn answers(lang: Lang, rungs: &[&Rung]) -> Option<String> {
    let one = |rung: &&Rung| {
        let (name, lacks) = (&rung.standard.name, rung.standard.lacks());
        let is_open = rung.standard.status == Status::NeedsFacts;
        let answer = if is_open { status(lang, Status::NeedsFacts).to_owned() } else { met_or_not(lang, rung) };
        // On which day its window ends stands where its conditions are listed.
        let window = match rung.standard.apply.window {
            Some(Window::Closed) => lang.pick("；已截止", "; closed"),
            Some(Window::Ahead) => lang.pick("；未开始受理", "; not yet open"),
            Some(Window::Open) | None => "",
        };
        let lacks: Vec<&str> = lacks.iter().map(String::as_str).collect();
        if lacks.is_empty() {
            return say!(lang, "{name}（{answer}{window}）", "{name} ({answer}{window})");
        }
        let lacks = so_many(lang, &lacks[..lacks.len().min(MOST_NAMES)], lacks.len());
        say!(lang, "{name}（{answer}：{lacks}{window}）", "{name} ({answer}: {lacks}{window})")
    };
    let names: Vec<String> = rungs.iter().map(one).collect();
    (!names.is_empty()).then(|| lang.list(&names))
}

/// That a title would change nothing.
#[must_use]
pub fn brings_nothing(lang: Lang) -> &'static str {
    lang.pick("有了它，这里的支持都不变", "with it no support here changes")
}

fn bring_line(lang: Lang, one: &BringReport) -> String {
    let (name, kind) = (&one.name, support_kind(lang, &one.kind));
    let (from, to) = (side(lang, &one.from), side(lang, &one.to));
    say!(lang, "{name}〔{kind}〕：{from} → {to}", "{name} ({kind}): {from} → {to}")
}

fn side(lang: Lang, side: &SideReport) -> String {
    let answer = match side.if_open {
        Some(would_be) => {
            say!(lang, "现在不受理，按条件{}", "not taken now, by its conditions: {}", status(lang, would_be))
        }
        None => status(lang, side.status).to_owned(),
    };
    // From nothing to any amount is no more than that it is open.
    let stated = side.amount.as_ref().filter(|amount| amount.high.is_some() || !amount.low.0.is_zero());
    let amount = stated.map(|amount| money_range(lang, amount.low.0.into(), amount.high.map(|high| high.0.into())));
    amount.map_or_else(|| answer.clone(), |amount| format!("{answer} {amount}"))
}

/// Before what a title would bring.
#[must_use]
pub fn brings_title(lang: Lang) -> &'static str {
    lang.pick("有了它：", "With it: ")
}

/// That the rules hold no standards.
#[must_use]
pub fn no_standards(lang: Lang) -> &'static str {
    lang.pick("规则里没有这里的称号标准", "The rules hold no standards of titles for this place")
}
