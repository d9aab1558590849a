//! Supports that the short report does not show on rows of their own, in words.

use crate::report::{Status, SupportReport};

use super::{Lang, counted, say, support_kind};

/// More names than these are not all said.
const MOST_NAMES: usize = 4;
/// So many are said of them.
const FIRST_NAMES: usize = 2;

/// The statuses in the order in which supports that are not said to be money are counted.
const OF_SERVICES: [Status; 7] = [
    Status::Qualifies,
    Status::SubjectToJudgement,
    Status::NeedsFacts,
    Status::OpenToAll,
    Status::DoesNotQualify,
    Status::Announced,
    Status::NotOpen,
];

/// Money that the short report does not show, by why. What fails only as a text was read is told with the reading.
#[must_use]
pub fn folded(lang: Lang, money: &[&SupportReport]) -> Vec<String> {
    let line = |(reason, names): (String, Vec<&str>)| {
        let (count, (names, others)) = (names.len(), first_names(lang, &names));
        let others = if others > 0 { lang.pick("等", " and others") } else { "" };
        say!(lang, "{reason} {count} 项：{names}{others}", "{reason} ({count}): {names}{others}")
    };
    by_reason(lang, money).into_iter().map(line).collect()
}

/// The same with all names, and what is not said to be money too.
#[must_use]
pub fn folded_in_full(lang: Lang, money: &[&SupportReport], services: &[&SupportReport]) -> Vec<String> {
    let line = |sort: &str, (reason, names): (String, Vec<&str>)| {
        let (count, names) = (names.len(), names.join(lang.comma()));
        say!(lang, "{sort}{reason} {count} 项：{names}", "{sort}{reason} ({count}): {names}")
    };
    let other = lang.pick("没有写给钱的，", "not stated to be money, ");
    let money = by_reason(lang, money).into_iter().map(|reason| line("", reason));
    money.chain(by_reason(lang, services).into_iter().map(|reason| line(other, reason))).collect()
}

/// The names of supports by why they are folded.
fn by_reason<'s>(lang: Lang, supports: &[&'s SupportReport]) -> Vec<(String, Vec<&'s str>)> {
    let mut by_reason: Vec<(String, Vec<&str>)> = Vec::new();
    for support in supports {
        let reason = why_folded(lang, support);
        match by_reason.iter_mut().find(|(other, _)| *other == reason) {
            Some((_, names)) => names.push(&support.name),
            None => by_reason.push((reason, vec![&support.name])),
        }
    }
    by_reason
}

fn why_folded(lang: Lang, support: &SupportReport) -> String {
    match support.status {
        Status::DoesNotQualify if !support.assumptions.is_empty() => {
            let assumptions = support.assumptions.join(lang.semicolon());
            say!(lang, "按假定不符合（{assumptions}）", "does not qualify as assumed ({assumptions})")
        }
        Status::DoesNotQualify if support.items.is_empty() => {
            lang.pick("没有相应的项目或人才", "no such project or person").to_owned()
        }
        status => super::status(lang, status).to_owned(),
    }
}

/// How many supports there are that are not said to be money, by what they are for the firm; of those that it gets, also by kind.
#[must_use]
pub fn services(lang: Lang, supports: &[&SupportReport]) -> Option<String> {
    let parts: Vec<String> = OF_SERVICES.into_iter().filter_map(|status| of_status(lang, supports, status)).collect();
    let (count, parts) = (supports.len(), parts.join(lang.comma()));
    (count > 0).then(|| say!(lang, "没有写给钱的 {count} 项：{parts}", "Not stated to be money ({count}): {parts}"))
}

fn of_status(lang: Lang, supports: &[&SupportReport], status: Status) -> Option<String> {
    let kinds = supports.iter().filter(|support| support.status == status).map(|support| support.kind.as_str());
    let mut by_kind: Vec<(&str, usize)> = Vec::new();
    for kind in kinds.clone() {
        match by_kind.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, count)) => *count += 1,
            None => by_kind.push((kind, 1)),
        }
    }
    let kind = |(kind, count): (&str, usize)| {
        let kind = support_kind(lang, kind);
        say!(lang, "{kind} {count}", "{count} {kind}")
    };
    let by_kind: Vec<String> = by_kind.into_iter().map(kind).collect();
    let told = match status {
        Status::Qualifies => Some(by_kind.join(lang.comma())),
        Status::OpenToAll => Some(lang.pick("文件没有写条件", "no condition is stated").to_owned()),
        _ => None,
    };
    let told = told.map(|told| say!(lang, "（{told}）", " ({told})")).unwrap_or_default();
    let (count, status) = (kinds.count(), super::status(lang, status));
    (count > 0).then(|| format!("{status} {count}{told}"))
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
    (names[..said].join(lang.comma()), names.len() - said)
}
