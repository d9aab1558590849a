//! Supports that the short report does not show on rows of their own, in words.

use crate::report::{Certainty, Status, SupportReport};

use super::services::so_many;
use super::{Lang, answer, counted, say, support_kind};

/// More names than these are not all said.
const MOST_NAMES: usize = 4;
/// So many are said of them.
const FIRST_NAMES: usize = 2;
/// Of money that the firm may get, but of which no figure is stated, so many names are said.
const MOST_OF_MONEY: usize = 8;

/// The statuses in the order in which supports that are not said to be money are counted.
const OF_SERVICES: [Status; 8] = [
    Status::Qualifies,
    Status::SubjectToJudgement,
    Status::NeedsFacts,
    Status::OpenToAll,
    Status::DoesNotQualify,
    Status::Announced,
    Status::NationalLaw,
    Status::NotOpen,
];

/// Money that the short report does not show, by why. What fails only as a text was read is told with the reading.
#[must_use]
pub fn folded(lang: Lang, money: &[&SupportReport]) -> Vec<String> {
    let line = |(reason, supports): (String, Vec<&SupportReport>)| {
        let count = supports.len();
        let is_in_play = supports.iter().any(|support| is_unstated(support));
        let names: Vec<&str> = supports.iter().map(|support| support.name.as_str()).collect();
        let names = if is_in_play {
            so_many(lang, &names[..count.min(MOST_OF_MONEY)], count)
        } else {
            let (names, others) = first_names(lang, &names);
            format!("{names}{}", if others > 0 { lang.pick("等", " and others") } else { "" })
        };
        say!(lang, "{reason} {count} 项：{names}", "{reason} ({count}): {names}")
    };
    by_reason(lang, money).into_iter().map(line).collect()
}

/// The same with all names, and what is not said to be money too.
#[must_use]
pub fn folded_in_full(lang: Lang, money: &[&SupportReport], services: &[&SupportReport]) -> Vec<String> {
    let line = |sort: &str, (reason, supports): (String, Vec<&SupportReport>)| {
        let names: Vec<&str> = supports.iter().map(|support| support.name.as_str()).collect();
        let (count, names) = (names.len(), lang.list(&names));
        say!(lang, "{sort}{reason} {count} 项：{names}", "{sort}{reason} ({count}): {names}")
    };
    let other = lang.pick("没有写给钱的，", "not stated to be money, ");
    let money = by_reason(lang, money).into_iter().map(|reason| line("", reason));
    money.chain(by_reason(lang, services).into_iter().map(|reason| line(other, reason))).collect()
}

/// Supports by why they are folded.
fn by_reason<'s>(lang: Lang, supports: &[&'s SupportReport]) -> Vec<(String, Vec<&'s SupportReport>)> {
    let mut by_reason: Vec<(String, Vec<&SupportReport>)> = Vec::new();
    for support in supports {
        let reason = why_folded(lang, support);
        match by_reason.iter_mut().find(|(other, _)| *other == reason) {
            Some((_, alike)) => alike.push(support),
            None => by_reason.push((reason, vec![support])),
        }
    }
    by_reason
}

fn why_folded(lang: Lang, support: &SupportReport) -> String {
    let answer = answer(lang, support);
    match support.status {
        Status::DoesNotQualify if !support.assumptions.is_empty() => {
            let assumptions = support.assumptions.join(lang.semicolon());
            say!(lang, "按假定不符合（{assumptions}）", "does not qualify as assumed ({assumptions})")
        }
        Status::DoesNotQualify if support.items.is_empty() => {
            lang.pick("没有相应的项目或人才", "no such project or person").to_owned()
        }
        _ if is_unstated(support) => say!(lang, "{answer}、金额未载明", "{answer}, amount not stated"),
        Status::Qualifies
        | Status::SubjectToJudgement
        | Status::NeedsFacts
        | Status::DoesNotQualify
        | Status::OpenToAll
        | Status::Announced
        | Status::NationalLaw
        | Status::NotOpen => answer,
    }
}

/// Whether the firm gets or may get it, and the document gives no figure.
fn is_unstated(support: &SupportReport) -> bool {
    support.amount.as_ref().is_some_and(|amount| amount.certainty == Certainty::Unstated)
}

/// How many supports there are by what they are for the firm; of those that it gets, also by kind.
pub(super) fn counted_by_status(lang: Lang, supports: &[&SupportReport]) -> String {
    let of_status = |status| supports.iter().copied().filter(move |support| support.status == status);
    let by_answer = OF_SERVICES.into_iter().flat_map(|status| by_answer(lang, of_status(status)));
    let counted = by_answer.map(|(answer, alike)| {
        let count = alike.len();
        match alike.first().map(|support| support.status) {
            Some(Status::Qualifies) => {
                let kinds = counted_by_kind(lang, &alike);
                say!(lang, "{answer} {count}（{kinds}）", "{answer} {count} ({kinds})")
            }
            _ => format!("{answer} {count}"),
        }
    });
    counted.collect::<Vec<_>>().join(lang.comma())
}

/// Supports of one status by what is said of them.
fn by_answer<'s>(
    lang: Lang,
    supports: impl Iterator<Item = &'s SupportReport>,
) -> Vec<(String, Vec<&'s SupportReport>)> {
    let mut by_answer: Vec<(String, Vec<&SupportReport>)> = Vec::new();
    for support in supports {
        let is_for_all = support.status == Status::OpenToAll;
        let said = if is_for_all { lang.pick("普惠", "open to all").to_owned() } else { answer(lang, support) };
        match by_answer.iter_mut().find(|(other, _)| *other == said) {
            Some((_, alike)) => alike.push(support),
            None => by_answer.push((said, vec![support])),
        }
    }
    by_answer
}

fn counted_by_kind(lang: Lang, supports: &[&SupportReport]) -> String {
    let mut by_kind: Vec<(&str, usize)> = Vec::new();
    for support in supports {
        match by_kind.iter_mut().find(|(other, _)| *other == support.kind) {
            Some((_, count)) => *count += 1,
            None => by_kind.push((&support.kind, 1)),
        }
    }
    let kind = |(kind, count): (&str, usize)| {
        let kind = support_kind(lang, kind);
        say!(lang, "{kind} {count}", "{count} {kind}")
    };
    by_kind.into_iter().map(kind).collect::<Vec<_>>().join(lang.comma())
}

/// Where the rest is shown.
#[must_use]
pub fn see_all(lang: Lang) -> &'static str {
    lang.pick("（--all 看每一条）", " (--all shows every condition)")
}

/// Names, or the first of many and how many there are.
pub(super) fn counted_names(lang: Lang, names: &[&str]) -> String {
    let (first, others) = first_names(lang, names);
    if others == 0 {
        return first;
    }
    let (all, others) = (names.len(), counted(others, "other", "others"));
    say!(lang, "{first}等 {all} 项", "{first} and {others}")
}

/// All names if they are few, else the first, with how many are left out.
fn first_names(lang: Lang, names: &[&str]) -> (String, usize) {
    let said = if names.len() > MOST_NAMES { FIRST_NAMES } else { names.len() };
    (lang.list(&names[..said]), names.len() - said)
}
