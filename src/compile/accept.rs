//! What a rule file accepts: reminders of a place, with the reason for its readers.

use crate::finding::{Finding, Place, Severity};
use crate::rulebook::Accepted;
use crate::rulefile::{RawAccept, RawRuleFile};
use crate::source::{Line, Sources, Span};

use super::document::DocumentCompiler;
use super::word::word;

/// The reminders that can be accepted: those of what rules mean.
pub(super) const CODES: &[&str] = &[
    "never-decides",
    "swallowed-alternative",
    "unreachable-band",
    "overlapping-bands",
    "higher-pays-less",
    "idle-cap",
    "dominated-group",
    "support-twice",
    "gap",
    "gap-of-choices",
    "lone-member",
    "members-apart",
    "unrelated",
    "unrelated-titles",
    "ended-in-force",
];

impl DocumentCompiler<'_> {
    /// What the tables of a file accept, each of all lines down to the next table; its head of the whole file.
    pub(super) fn accepts(&mut self, raw: &RawRuleFile) {
        let supports = raw.supports.iter().map(|support| (&support.span, &support.accept));
        let standards = raw.standards.iter().map(|standard| (&standard.span, &standard.accept));
        let groups = raw.groups.iter().map(|group| (&group.span, &group.accept));
        let tables: Vec<(&Span, &Vec<RawAccept>)> = supports.chain(standards).chain(groups).collect();
        let others = raw.omitted.iter().map(|omitted| &omitted.span);
        let starts: Vec<u32> =
            tables.iter().map(|(span, _)| *span).chain(others).map(|span| self.sources.line(span).number).collect();
        for (span, accepted) in tables {
            let from = self.sources.line(span);
            let next = starts.iter().filter(|start| **start > from.number).min();
            self.accepted(accepted, from, next.map_or(u32::MAX, |next| next - 1));
        }
        if let Some(head) = &raw.document {
            self.accepted(&head.accept, Line { number: 1, ..self.sources.line(&head.span) }, u32::MAX);
        }
    }

    /// What a table of one value accepts.
    pub(super) fn accepted_in(&mut self, raw: &[RawAccept], span: &Span) {
        let end = Span { file: span.file, bytes: span.bytes.end..span.bytes.end };
        self.accepted(raw, self.sources.line(span), self.sources.line(&end).number);
    }

    fn accepted(&mut self, raw: &[RawAccept], from: Line, until: u32) {
        for RawAccept { span, code } in raw {
            if let Some(code) = word("code", code, CODES, self.sink) {
                let (code, span) = (code.to_owned(), span.clone());
                self.shared.accepted.push(Accepted { code, from, until, span, is_used: false });
            }
        }
    }
}

/// What was found and is not accepted; notes what accepts something.
pub(crate) fn not_accepted(sources: &Sources, accepted: &mut [Accepted], found: Vec<Finding>) -> Vec<Finding> {
    let mut left = found;
    left.retain(|finding| {
        let Place::Span(span) = &finding.place else { return true };
        if finding.severity() == Severity::Error {
            return true;
        }
        let line = sources.line(span);
        let is_meant = |one: &&mut Accepted| one.code == finding.problem.code() && one.covers(line);
        let mut meant = accepted.iter_mut().filter(is_meant).peekable();
        let is_told = meant.peek().is_none();
        meant.for_each(|one| one.is_used = true);
        is_told
    });
    left
}
