//! What the supports of one document say alike, said once for all of them.

use crate::report::{ConditionReport, SupportReport};

use super::delivery::{application, delivery_beside, is_silent};
use super::{Lang, condition_line, say, with_readings_joined};

/// What several supports of a document share, so that each need not say it.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Shared {
    /// Where most of them apply, as a line with its outcome.
    scope: Option<String>,
    /// Whether several name no authority.
    no_department: bool,
    /// Whether several say nothing of how one applies.
    no_application: bool,
}

impl Shared {
    /// What these supports share.
    #[must_use]
    pub fn of(lang: Lang, supports: &[&SupportReport]) -> Shared {
        let several = |is: &dyn Fn(&SupportReport) -> bool| supports.iter().filter(|support| is(support)).count() > 1;
        Shared {
            scope: most_common(supports.iter().filter_map(|support| scope_line(lang, support)).collect()),
            no_department: several(&|support| support.department.is_none()),
            no_application: several(&|support| is_silent(&support.apply) && support.is_given()),
        }
    }
}

/// The line that says it; nothing where there is nothing to say.
#[must_use]
pub fn shared_line(lang: Lang, supports: &[&SupportReport], shared: &Shared) -> Option<String> {
    let department = shared.no_department.then(|| lang.pick("主管部门未写", "in charge: not stated").to_owned());
    let silent = supports.iter().find(|support| is_silent(&support.apply)).filter(|_| shared.no_application);
    let application = silent.map(|support| application(lang, &support.apply));
    let parts: Vec<String> = [shared.scope.clone(), department, application].into_iter().flatten().collect();
    let parts = (!parts.is_empty()).then(|| parts.join(lang.semicolon()))?;
    Some(say!(lang, "除另写的以外，各项都是：{parts}", "of each, unless it says otherwise: {parts}"))
}

/// The place of a support in its document, who is in charge, and its place in the rule file.
#[must_use]
pub fn in_document(lang: Lang, support: &SupportReport, shared: &Shared) -> String {
    let department = match &support.department {
        None if shared.no_department => None,
        None => Some(lang.pick("未写", "not stated")),
        Some(department) => Some(department.as_str()),
    };
    let department = department.map(|department| say!(lang, "；主管部门：{department}", "; in charge: {department}"));
    let (clause, department) = (&support.clause, department.unwrap_or_default());
    let source = format!("{}:{}", support.source.file, support.source.line);
    say!(lang, "{clause}{department}；规则：{source}", "{clause}{department}; rule: {source}")
}

/// The conditions of a support, each thing once, but for where it applies, if that is shared.
#[must_use]
pub fn own_conditions(lang: Lang, support: &SupportReport, shared: &Shared) -> Vec<ConditionReport> {
    let is_shared = |one: &ConditionReport| one.address == "scope" && shared.scope == Some(condition_line(lang, one));
    let told = with_readings_joined(lang, &support.conditions).into_iter();
    told.filter(|one| !is_shared(one)).collect()
}

/// How a support comes, but for what is shared.
#[must_use]
pub fn own_delivery(lang: Lang, support: &SupportReport, shared: &Shared) -> Vec<String> {
    delivery_beside(lang, support, shared.no_application)
}

fn scope_line(lang: Lang, support: &SupportReport) -> Option<String> {
    support.conditions.iter().find(|one| one.address == "scope").map(|one| condition_line(lang, one))
}

/// The line that comes most often, if any comes twice; of several the one that sorts first.
fn most_common(mut lines: Vec<String>) -> Option<String> {
    lines.sort_unstable();
    let mut best: Option<&[String]> = None;
    for alike in lines.chunk_by(|one, other| one == other).filter(|alike| alike.len() > 1) {
        if best.is_none_or(|best| alike.len() > best.len()) {
            best = Some(alike);
        }
    }
    best.and_then(|alike| alike.first().cloned())
}
