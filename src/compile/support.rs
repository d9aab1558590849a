//! Compiles supports and checks what only a whole support can break.

use crate::calendar::Day;
use crate::dictionary::{Kind, RecordId};
use crate::finding::Problem;
use crate::rulebook::{Again, Condition, Limit, Offer, Quantity, Scope, Support, SupportKind};
use crate::rulefile::RawSupport;
use crate::source::Located;

use super::document::{DocumentCompiler, Mentions};
use super::related;
use super::vocabulary::values;
use super::word::{one_of, word};

/// The kinds that are always money, so that a missing amount is a mistake.
const MONEY_KINDS: &[&str] = &["grant", "talent", "tax"];

impl DocumentCompiler<'_> {
    pub(super) fn support(&mut self, raw: &RawSupport, document: &str, document_scope: &Scope) {
        self.check_id(&raw.id);
        let address = format!("{document}/{}", raw.id.value);
        if self.shared.addresses.contains_key(&address) {
            self.sink.report(&raw.id.span, Problem::DuplicateId { id: raw.id.value.clone(), other: String::new() });
        }
        self.mentions = Mentions::default();
        let kind = word("kind", &raw.kind, SupportKind::NAMES, self.sink);
        self.check_money(raw, kind);
        let for_each = raw.for_each.as_ref().map(|record| self.shared.vocabulary.record(record, self.sink));
        let body = self.body(raw, for_each.flatten());
        let record = raw.for_each.as_ref().map(|record| record.value.as_str());
        let limits: Option<Vec<Limit>> = raw.limits.iter().map(|limit| self.limit(limit, record)).collect();
        let bound = for_each.flatten();
        let paid = self.in_record(bound, |compiler| compiler.paid(raw.paid.as_ref()));
        let stages = self.in_record(bound, |compiler| compiler.stages(raw));
        let (terms, application) = (self.terms(&raw.terms), self.application(raw.apply.as_ref()));
        let is_whole = body.is_some() && limits.is_some() && paid.is_some() && stages.is_some() && terms.is_some();
        self.check_figures(&raw.span, &raw.figures, is_whole);
        let (Some(kind), Some(body), Some(limits), Some(paid)) = (kind, body, limits, paid) else { return };
        let (Some(stages), Some(terms), Some(application)) = (stages, terms, application) else { return };
        if for_each == Some(None) {
            return;
        }
        if related::conflict(self.shared, bound, &body.selects, &body.when) {
            self.sink.report(&raw.id.span, Problem::NeverHolds { is_support: true });
        }
        let place = self.place(raw, document_scope);
        let begun = self.has_begun(self.sources.line(&raw.span));
        self.check_window(raw.from.as_ref(), raw.until.as_ref());
        let support = Support {
            address,
            document: self.shared.documents.len() - 1,
            name: raw.name.value.clone(),
            name_en: raw.name_en.as_ref().map(|name| name.value.clone()),
            kind,
            for_what: raw.for_what.as_ref().map(|text| text.value.clone()),
            rows: values(&raw.rows),
            offer: self.offer(raw),
            for_each: for_each.flatten(),
            selects: body.selects,
            conditions: std::iter::once(place).chain(begun).chain(body.when).chain(stages.one_of).collect(),
            amount: body.amount.or(stages.amount),
            limits,
            payee: paid.payee,
            period: paid.period,
            duration: paid.duration,
            is_by_year: false,
            medium: paid.medium,
            stages: stages.all,
            clawback: stages.clawback,
            kept: stages.kept,
            from: raw.from.as_ref().map(|day| day.value),
            until: raw.until.as_ref().map(|day| day.value),
            terms,
            application,
            restricted: raw.restricted.as_ref().map(|text| text.value.clone()),
            again: raw.again.as_ref().and_then(|again| one_of("again", again, Again::WORDS, self.sink)),
            premises: values(&raw.premises),
            amended: Vec::new(),
            clause: raw.clause.value.clone(),
            figures: values(&raw.figures),
            silent: values(&raw.silent),
            department: raw.department.as_ref().map(|text| text.value.clone()),
            contact: raw.contact.as_ref().map(|text| text.value.clone()),
            line: self.sources.line(&raw.span),
            refers_to: Vec::new(),
            same_as: Vec::new(),
            repeated: Vec::new(),
        };
        self.shared.add(support);
        self.shared.spans.push(raw.id.span.clone());
    }

    /// Reports a last day that comes before the first.
    pub(super) fn check_window(&self, from: Option<&Located<Day>>, until: Option<&Located<Day>>) {
        if let (Some(from), Some(until)) = (from, until)
            && until.value < from.value
        {
            let problem = Problem::WrongOrder { earlier: "from".into(), later: "until".into() };
            self.sink.report(&until.span, problem);
        }
    }

    fn body(&mut self, raw: &RawSupport, for_each: Option<RecordId>) -> Option<Body> {
        let compile = |compiler: &mut Self| {
            let (selects, when) = (compiler.conditions(&raw.selects), compiler.conditions(&raw.when));
            let amount = raw.amount.as_ref().map(|amount| compiler.quantity_of(amount, Kind::Money));
            let broken = matches!(amount, Some(None));
            Some(Body { selects: selects?, when: when?, amount: amount.flatten() }).filter(|_| !broken)
        };
        self.in_record(for_each, compile)
    }

    /// Compiles with the record bound of which each is answered, if there is one.
    fn in_record<T>(&mut self, record: Option<RecordId>, compile: impl FnOnce(&mut Self) -> T) -> T {
        match record {
            Some(record) => self.binding(record, compile),
            None => compile(self),
        }
    }

    fn offer(&self, raw: &RawSupport) -> Offer {
        let stated = raw.standing.as_ref().and_then(|text| one_of("standing", text, Offer::WORDS, self.sink));
        stated.unwrap_or(Offer::Given)
    }

    fn check_money(&self, raw: &RawSupport, kind: Option<&'static str>) {
        let is_staged = raw.stages.iter().any(|stage| stage.amount.is_some());
        if let (Some(amount), true) = (&raw.amount, is_staged) {
            self.sink.report(&amount.span, Problem::TwoForms { first: "amount", second: "stages" });
        }
        let is_paid = raw.amount.is_some() || is_staged;
        match &raw.for_what {
            Some(purpose) => self.shared.vocabulary.check_purpose(purpose, self.sink),
            None if is_paid => {
                self.sink.report(&raw.span, Problem::MoneyIncomplete { key: "for-what" });
            }
            None => {}
        }
        // A share of no amount is reported where it stands.
        let has_share = raw.stages.iter().any(|stage| stage.share.is_some());
        if !is_paid && !has_share && kind.is_some_and(|kind| MONEY_KINDS.contains(&kind)) {
            self.sink.report(&raw.span, Problem::MoneyIncomplete { key: "amount" });
        }
        if raw.for_each.is_none() && !raw.selects.is_empty() {
            self.sink.report(&raw.span, Problem::MissingKey { key: "for-each", within: "[[support]]" });
        }
    }
}

struct Body {
    selects: Vec<Condition>,
    when: Vec<Condition>,
    amount: Option<Quantity>,
}
