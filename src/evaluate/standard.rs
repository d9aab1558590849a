//! One standard: whether the firm meets it, whether or not its window holds the day.

use crate::number::Overflow;
use crate::rulebook::Standard;
use crate::truth::Verdict;

use super::Status;
use super::env::Env;
use super::support::{item, status_of};

/// What a standard is for a firm.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StandardResult {
    /// What it is on the day.
    pub status: Status,
    /// Whether its conditions are met, whatever the day; `None` when a figure in them is too large to be computed.
    pub verdict: Option<Verdict>,
}

/// Evaluates one standard.
#[must_use]
pub fn standard_result(env: &Env<'_>, standard: &Standard) -> StandardResult {
    let document = env.book.document_of(&standard.rule);
    let found: Result<_, Overflow> = item(env, &standard.rule);
    let Ok(found) = found else { return StandardResult { status: Status::NeedsFacts, verdict: None } };
    let is_open = standard.rule.is_open(document, env.as_of);
    let verdict = Some(found.verdict);
    StandardResult { status: status_of(env.book, env.as_of, &standard.rule, is_open, &[found], false), verdict }
}
