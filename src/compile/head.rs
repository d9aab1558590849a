//! Compiles the head of a rule file, and what of the document is no support.

use crate::calendar::{Day, Phrase, Unit};
use crate::codes::CodeId;
use crate::finding::Problem;
use crate::interval::Ordering;
use crate::rulebook::{
    Condition, ConditionForm, Document, DocumentKind, Evidence, Judgement, Omission, Omitted, Quantity, Scope,
    Standing, Unread, UnreadBecause,
};
use crate::rulefile::{RawDocument, RawOmitted, RawUnread};
use crate::source::{Line, Located};
use crate::suggest::nearest;

use super::document::DocumentCompiler;
use super::vocabulary::values;
use super::word::{one_of, word};

impl DocumentCompiler<'_> {
    /// The documents of this place that nobody read.
    pub(super) fn unread(&mut self, raw: &[RawUnread], place: CodeId) {
        let text = |text: &Option<Located<String>>| text.as_ref().map(|text| text.value.clone());
        for raw in raw {
            if let Some(because) = one_of("because", &raw.because, UnreadBecause::WORDS, self.sink) {
                let (title, numbers, part) = (text(&raw.title), values(&raw.numbers), text(&raw.part));
                self.shared.unread.push(Unread { place, title, numbers, part, because });
            }
        }
    }

    pub(super) fn omitted(&self, raw: &[RawOmitted]) -> Vec<Omitted> {
        let read = |raw: &RawOmitted| {
            let because = word("because", &raw.because, Omission::NAMES, self.sink)?;
            if (because == "duplicate-of") != raw.of.is_some() {
                let span = raw.of.as_ref().map_or(&raw.because.span, |of| &of.span);
                let allowed = Vec::new();
                let misplaced =
                    Problem::MisplacedKey { key: "of".to_owned(), form: because, allowed, suggestion: None };
                let missing = Problem::MissingKey { key: "of", within: "[[omitted]]" };
                self.sink.report(span, if raw.of.is_some() { misplaced } else { missing });
            }
            let of = raw.of.as_ref().map(|of| format!("{}/{}", self.document, of.value));
            if let Some(of) = raw.of.as_ref().filter(|of| !self.has_conditions(&of.value)) {
                let suggestion = nearest(&of.value, &self.with_conditions);
                self.sink.report(&of.span, Problem::UnknownSupport { name: of.value.clone(), suggestion });
            }
            Some(Omitted {
                clause: raw.clause.value.clone(),
                what: raw.what.value.clone(),
                rows: values(&raw.rows),
                because,
                of,
            })
        };
        raw.iter().filter_map(read).collect()
    }

    pub(super) fn document(&self, raw: &RawDocument, address: &str, place: CodeId, scope: &Scope) -> Option<Document> {
        let kind = word("kind", &raw.kind, DocumentKind::NAMES, self.sink);
        let standing = one_of("standing", &raw.standing, Standing::WORDS, self.sink);
        let evidence = one_of("evidence", &raw.evidence, Evidence::WORDS, self.sink);
        let text = |text: &Option<Located<String>>| text.as_ref().map(|text| text.value.clone());
        if standing.is_some_and(|standing| standing != Standing::InForce) && raw.standing_note.is_none() {
            self.sink.report(&raw.span, Problem::MissingKey { key: "standing-note", within: "[document]" });
        }
        self.check_window(raw.from.as_ref(), raw.until.as_ref());
        if let Some(issued) = raw.issued.as_ref().filter(|issued| issued.value > raw.checked.value) {
            let problem = Problem::WrongOrder { earlier: "issued".into(), later: "checked".into() };
            self.sink.report(&issued.span, problem);
        }
        let has_begun = |until: &Day| raw.from.as_ref().is_none_or(|from| from.value <= *until);
        let ended = raw.until.as_ref().filter(|until| until.value < raw.checked.value && has_begun(&until.value));
        if let Some(until) = ended.filter(|_| standing == Some(Standing::InForce)) {
            let (end, checked) = (until.value.to_string(), raw.checked.value.to_string());
            self.sink.report(&until.span, Problem::EndedInForce { until: end, checked });
        }
        Some(Document {
            address: address.to_owned(),
            place,
            scope: scope.clone(),
            title: raw.title.value.clone(),
            numbers: values(&raw.numbers),
            issuer: raw.issuer.value.clone(),
            kind: kind?,
            issued: raw.issued.as_ref().map(|day| day.value),
            from: raw.from.as_ref().map(|day| day.value),
            until: raw.until.as_ref().map(|until| until.value),
            standing: standing?,
            standing_note: text(&raw.standing_note),
            evidence: evidence?,
            checked: raw.checked.value,
            source: text(&raw.source),
            source_note: text(&raw.source_note),
            contact: text(&raw.contact),
            groups: Vec::new(),
            amends: Vec::new(),
            omitted: Vec::new(),
        })
    }

    /// Of a document whose first day was not read: that the day of the answer is not before the one on which the file was
    /// checked, or that the document had begun, which nobody knows.
    pub(super) fn has_begun(&self, line: Line) -> Option<Condition> {
        let document = self.shared.documents.last().filter(|document| document.from.is_none())?;
        let today = Quantity::Day(Phrase::Ago(0, Unit::Day));
        let checked = Quantity::Day(Phrase::Fixed(document.checked));
        let is_later = ConditionForm::Compare { left: today, ordering: Ordering::AtLeast, right: checked };
        let begun = ConditionForm::Judged(Judgement { text: String::new(), by: None, because: Judgement::BEGINNING });
        let ways = [is_later, begun].map(|form| Condition::new(form, line));
        Some(Condition::new(ConditionForm::Any(ways.into()), line))
    }
}

/// What stands for a document whose head could not be read, so that its supports can be checked.
pub(super) fn headless(address: &str, place: CodeId, scope: &Scope) -> Document {
    Document {
        address: address.to_owned(),
        place,
        scope: scope.clone(),
        title: String::new(),
        numbers: Vec::new(),
        issuer: String::new(),
        kind: "notice",
        issued: None,
        from: None,
        until: None,
        standing: Standing::Unconfirmed,
        standing_note: None,
        evidence: Evidence::Single,
        checked: Day::default(),
        source: None,
        source_note: None,
        contact: None,
        groups: Vec::new(),
        amends: Vec::new(),
        omitted: Vec::new(),
    }
}
