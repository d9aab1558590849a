//! The words of the ladder of titles.

use crate::dictionary::Choice;
use crate::report::{
    BringReport, ConditionReport, HeldReport, Ladder, Outcome, Rung, ScoreReport, SideReport, StandardReport, Status,
};
use crate::rulebook::Definition;

use super::services::so_many;
use super::value::money_range;
use super::{Lang, choice_label, condition_label, evidence, say, status, support_kind};

/// So many names are said of what awaits somebody or is missing.
const MOST_NAMES: usize = 4;
/// So many of what a title changes besides money.
const MOST_BROUGHT: usize = 2;

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
pub fn next_band(lang: Lang, [value, required]: [&str; 2], gain: &str) -> String {
    say!(lang, "现为{value}，到{required}多 {gain} 分", "{value} now, {gain} points more at {required}")
}

/// What a condition asks for now, and what it asked for before.
#[must_use]
pub fn tightened(lang: Lang, now: &ConditionReport, old: Option<&ConditionReport>) -> String {
    let name = name_of(now);
    match old {
        Some(old) => {
            let old = &old.text;
            say!(lang, "{name}（以前：{old}）", "{name} (before: {old})")
        }
        None => say!(lang, "{name}（以前没有这样要求）", "{name} (not asked in this way before)"),
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
    lang.pick("已有的称号", "Titles")
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
    say!(lang, "{name}：授予 {granted}，到期 {until}，{valid}", "{name}: granted {granted}, until {until}, {valid}")
}

/// Above a standard: its title, which applications, what it is for the firm.
#[must_use]
pub fn rung_title(lang: Lang, rung: &Rung) -> String {
    let standard = &rung.standard;
    let name = &standard.name;
    let of = match standard.applies_to.as_str() {
        "new" => lang.pick("（新申报）", " (new)"),
        "review" => lang.pick("（复核）", " (review)"),
        _ => "",
    };
    let answer = rung_answer(lang, standard);
    say!(lang, "{name}{of}：{answer}", "{name}{of}: {answer}")
}

fn rung_answer(lang: Lang, standard: &StandardReport) -> String {
    let lacks = standard.lacks().len();
    match standard.status {
        Status::Qualifies if standard.accepting == Some(false) => lang
            .pick("各条都满足，但今天不在申报期内", "every condition is met, but no applications are taken on the day")
            .to_owned(),
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
    let from = standard.from.as_ref().unwrap_or(&document.from);
    let until = standard.until.as_ref().or(document.until.as_ref());
    let until = until.map(|until| say!(lang, "至 {until}", " to {until}")).unwrap_or_default();
    let known = evidence(lang, &document.evidence);
    say!(lang, "{title}{clause}；{from} 起{until}；依据{known}", "{title} {clause}; from {from}{until}; by {known}")
}

/// How many conditions there are besides those that are shown, by what they are for the firm.
#[must_use]
pub fn rung_counts(lang: Lang, standard: &StandardReport, hidden: usize) -> Option<String> {
    let of = |outcome: Outcome| -> Vec<&str> {
        standard.outermost().filter(|part| part.outcome == outcome).map(name_of).collect()
    };
    let (met, judged) = (of(Outcome::Met).len(), of(Outcome::Judged));
    let missing: Vec<&str> = standard.missing.iter().map(|missing| missing.label.as_str()).collect();
    let mut parts = Vec::new();
    if hidden > 0 {
        parts.push(say!(lang, "另差 {hidden} 条", "{hidden} more not met"));
    }
    if met > 0 {
        parts.push(say!(lang, "满足 {met} 条", "{met} met"));
    }
    for (names, zh, en) in [(judged, "待认定", "for the authority"), (missing, "缺", "missing")] {
        if !names.is_empty() {
            let (head, names) = (lang.pick(zh, en), so_many(lang, &names[..names.len().min(MOST_NAMES)], names.len()));
            parts.push(say!(lang, "{head}：{names}", "{head}: {names}"));
        }
    }
    (!parts.is_empty()).then(|| parts.join(lang.semicolon()))
}

fn name_of(condition: &ConditionReport) -> &str {
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
    let indicators: Vec<String> = score
        .indicators
        .iter()
        .map(|one| {
            let next = one.next.as_ref();
            let next = next.map(|next| say!(lang, "（{0}）", " ({0})", next.text)).unwrap_or_default();
            format!("{} {}{next}", one.label, points(&one.low, one.high.as_ref()))
        })
        .collect();
    let (label, required) = (&score.label, &score.required);
    if !all && score.reached {
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
    say!(
        lang,
        "{label} {total}，要求 {required}：{indicators}{cheapest}",
        "{label} {total}, {required} required: {indicators}{cheapest}"
    )
}

/// Before what is tighter than it was.
#[must_use]
pub fn tightened_line(lang: Lang, rung: &Rung) -> Option<String> {
    let texts: Vec<&str> = rung.tightened.iter().map(|tightened| tightened.text.as_str()).collect();
    let texts = texts.join(lang.semicolon());
    (!texts.is_empty()).then(|| {
        say!(lang, "按以前的标准不差，现在差的：{texts}", "Met by the standard before, and not met now: {texts}")
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
    } else if !other.is_empty() {
        let names: Vec<&str> = other.iter().map(|one| one.name.as_str()).collect();
        let names = so_many(lang, &names[..names.len().min(MOST_BROUGHT)], names.len());
        lines.push(say!(lang, "没有写给钱的也会变：{names}", "not stated to be money: {names}"));
    }
    lines
}

/// The titles that change nothing here, each with what it is for the firm.
#[must_use]
pub fn folded_rungs(lang: Lang, rungs: &[&Rung]) -> Option<String> {
    let one = |rung: &&Rung| {
        let (name, answer) = (&rung.standard.name, rung_answer(lang, &rung.standard));
        say!(lang, "{name}（{answer}）", "{name} ({answer})")
    };
    let names: Vec<String> = rungs.iter().map(one).collect();
    let (count, names) = (names.len(), lang.list(&names));
    (count > 0).then(|| {
        say!(
            lang,
            "另有 {count} 个称号，有了也没有一项这里的支持因它而变：{names}；--all 看每一条",
            "{count} more, with which no support here changes: {names}; --all shows every condition"
        )
    })
}

/// That a title would change nothing.
#[must_use]
pub fn brings_nothing(lang: Lang) -> &'static str {
    lang.pick("有了它，这里的文件没有一项因它而变", "With it no support of the documents here changes")
}

/// A part of a condition that is not met.
#[must_use]
pub fn unmet_part(lang: Lang, record: Option<&str>, part: &ConditionReport) -> String {
    let detail = part.detail.as_ref().map(|detail| format!("{}{detail}", lang.semicolon())).unwrap_or_default();
    let record = record.map(|record| say!(lang, "{record}：", "{record}: ")).unwrap_or_default();
    format!("- {record}{}{detail}", part.text)
}

fn bring_line(lang: Lang, one: &BringReport) -> String {
    let (name, kind) = (&one.name, support_kind(lang, &one.kind));
    let (from, to) = (side(lang, &one.from), side(lang, &one.to));
    say!(lang, "{name}〔{kind}〕：{from} → {to}", "{name} ({kind}): {from} → {to}")
}

fn side(lang: Lang, side: &SideReport) -> String {
    let answer = status(lang, side.status);
    let amount = side.amount.as_ref().map(|amount| money_range(lang, amount.low.0, amount.high.map(|high| high.0)));
    amount.map_or_else(|| answer.to_owned(), |amount| format!("{answer} {amount}"))
}

/// Before what a title would bring.
#[must_use]
pub fn brings_title(lang: Lang) -> &'static str {
    lang.pick("有了它：", "With it:")
}

/// That the rules hold no standards.
#[must_use]
pub fn no_standards(lang: Lang) -> &'static str {
    lang.pick("规则里没有这里的称号标准", "The rules hold no standards of titles for this place")
}
