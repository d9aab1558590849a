//! How grave findings are for a run: which reminders make it fail, and which are left out.

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use zjtx::finding::{CODES, Finding, Problem, Severity};

/// Stands for all reminders.
const WARNINGS: &str = "warnings";

#[derive(Args, Debug)]
pub(crate) struct LevelArgs {
    /// warnings：只有提醒时退出码也是 1（用于 CI）；或某一种提醒的代码；可写多次 | warnings: end with 1 for reminders alone, too (for CI); or for those of a code; may be repeated
    #[arg(long, value_name = "什么 | WHAT", hide_possible_values = true, value_parser = codes(true))]
    pub(crate) deny: Vec<String>,
    /// 这种提醒仍只是提醒，--deny warnings 也不算；可写多次 | Reminders of this code stay reminders in spite of --deny warnings; may be repeated
    #[arg(long, value_name = "代码 | CODE", hide_possible_values = true, value_parser = codes(false))]
    pub(crate) warn: Vec<String>,
    /// 不列这种提醒；错误不能不列；可写多次 | Leave reminders of this code out; errors can't be; may be repeated
    #[arg(long, value_name = "代码 | CODE", hide_possible_values = true, value_parser = codes(false))]
    pub(crate) allow: Vec<String>,
}

fn codes(with_all: bool) -> impl TypedValueParser<Value = String> {
    let all = with_all.then_some(WARNINGS);
    PossibleValuesParser::new(all.into_iter().chain(CODES.iter().copied()).map(PossibleValue::new))
}

impl LevelArgs {
    /// Whether a finding is told: an error is, whatever is allowed.
    pub(crate) fn is_told(&self, finding: &Finding) -> bool {
        finding.severity() == Severity::Error || !Self::has(&self.allow, finding)
    }

    /// Whether a finding makes a run fail. A file with placeholders is not answered from.
    pub(crate) fn is_grave(&self, finding: &Finding) -> bool {
        let is_unfilled = matches!(finding.problem, Problem::Placeholder { .. });
        let is_denied = self.deny.iter().any(|what| what == WARNINGS) && !Self::has(&self.warn, finding);
        finding.severity() == Severity::Error || is_unfilled || is_denied || Self::has(&self.deny, finding)
    }

    /// Whether a baseline may leave it out: what makes an answer wrong or impossible is always told.
    pub(crate) fn can_be_known(finding: &Finding) -> bool {
        finding.severity() == Severity::Warning && !matches!(finding.problem, Problem::Placeholder { .. })
    }

    /// Whether any of them does.
    pub(crate) fn are_grave<'f>(&self, findings: impl IntoIterator<Item = &'f Finding>) -> bool {
        findings.into_iter().any(|finding| self.is_grave(finding))
    }

    fn has(codes: &[String], finding: &Finding) -> bool {
        codes.iter().any(|code| code == finding.problem.code())
    }
}
