//! Compiles supports and checks what only a whole support can break.

use std::collections::BTreeSet;

use crate::dictionary::{Kind, RecordId};
use crate::finding::Problem;
use crate::literal::{self, MoneyUnit};
use crate::number::Number;
use crate::rulebook::{CapScope, Condition, ConditionForm, Limit, Payee, Period, Quantity, Scope, Support};
use crate::rulefile::{RawLimit, RawPaid, RawSupport};
use crate::source::Located;
use crate::suggest::nearest;

use super::document::{DocumentCompiler, Mentions};
use super::vocabulary::values;
use super::word::{one_of, word};

/// The kinds that are always money, so that a missing amount is a mistake.
const MONEY_KINDS: &[&str] = &["grant", "talent", "tax"];
const PAYEES: &[(&str, Payee)] =
    &[("enterprise", Payee::Enterprise), ("person", Payee::Person), ("unstated", Payee::Unstated)];
const PERIODS: &[(&str, Period)] = &[("month", Period::Month), ("year", Period::Year)];

impl DocumentCompiler<'_> {
    pub(super) fn support(&mut self, raw: &RawSupport, document: &str, document_scope: &Scope) {
        self.check_id(&raw.id);
        let address = format!("{document}/{}", raw.id.value);
        if self.shared.supports.iter().any(|support| support.address == address) {
            self.sink.report(&raw.id.span, Problem::DuplicateId { id: raw.id.value.clone(), other: String::new() });
        }
        self.mentions = Mentions::default();
        let kind = word("kind", &raw.kind, Support::KINDS, self.sink);
        self.check_money(raw, kind);
        let for_each = raw.for_each.as_ref().map(|record| self.shared.vocabulary.record(record, self.sink));
        let body = self.body(raw, for_each.flatten());
        let limits: Option<Vec<Limit>> = raw.limits.iter().map(|limit| self.limit(limit, raw)).collect();
        let paid = self.paid(raw.paid.as_ref());
        self.check_figures(raw, body.is_some() && limits.is_some());
        let (Some(kind), Some(body), Some(limits), Some(paid)) = (kind, body, limits, paid) else { return };
        if for_each == Some(None) {
            return;
        }
        let scope = raw.scope.as_ref().map(|scope| {
            let place = document_scope.within.first().copied().unwrap_or(crate::codes::CodeTree::ROOT);
            self.scope(Some(scope), place)
        });
        let place = Condition {
            form: ConditionForm::Scope(scope.unwrap_or_else(|| document_scope.clone())),
            line: self.sources.line(raw.scope.as_ref().map_or(&raw.span, |scope| &scope.span)),
        };
        let mut support = Support {
            address,
            document: self.shared.documents.len() - 1,
            name: raw.name.value.clone(),
            name_en: raw.name_en.as_ref().map(|name| name.value.clone()),
            kind,
            for_what: raw.for_what.as_ref().map(|text| text.value.clone()),
            rows: values(&raw.rows),
            announced: raw
                .standing
                .as_ref()
                .is_some_and(|text| word("standing", text, &["announced"], self.sink).is_some()),
            for_each: for_each.flatten(),
            selects: body.selects,
            conditions: std::iter::once(place).chain(body.when).collect(),
            amount: body.amount,
            limits,
            payee: paid.payee,
            period: paid.period,
            duration_unstated: paid.duration_unstated,
            clause: raw.clause.value.clone(),
            figures: values(&raw.figures),
            silent: values(&raw.silent),
            department: raw.department.as_ref().map(|text| text.value.clone()),
            line: self.sources.line(&raw.span),
            repeated: Vec::new(),
        };
        support.repeated = super::repeated::repeated(&support, self.shared);
        self.shared.supports.push(support);
    }

    fn body(&mut self, raw: &RawSupport, for_each: Option<RecordId>) -> Option<Body> {
        let compile = |compiler: &mut Self| {
            let (selects, when) = (compiler.conditions(&raw.selects), compiler.conditions(&raw.when));
            let amount = raw.amount.as_ref().map(|amount| compiler.quantity_of(amount, Kind::Money));
            let broken = matches!(amount, Some(None));
            Some(Body { selects: selects?, when: when?, amount: amount.flatten() }).filter(|_| !broken)
        };
        match for_each {
            Some(record) => self.binding(record, compile),
            None => compile(self),
        }
    }

    fn check_money(&self, raw: &RawSupport, kind: Option<&'static str>) {
        if raw.amount.is_some() && raw.for_what.is_none() {
            self.sink.report(&raw.span, Problem::MoneyIncomplete { key: "for-what" });
        }
        if raw.amount.is_none() && kind.is_some_and(|kind| MONEY_KINDS.contains(&kind)) {
            self.sink.report(&raw.span, Problem::MoneyIncomplete { key: "amount" });
        }
        if raw.for_each.is_none() && !raw.selects.is_empty() {
            self.sink.report(&raw.span, Problem::MissingKey { key: "for-each", within: "[[support]]" });
        }
    }

    fn limit(&mut self, raw: &RawLimit, support: &RawSupport) -> Option<Limit> {
        let Quantity::Literal(cap) = self.quantity_of(&raw.cap, Kind::Money)? else {
            return self.wrong_kind(&raw.cap, Kind::Money);
        };
        let record = support.for_each.as_ref().map(|record| record.value.as_str());
        let scope = match raw.per.value.as_str() {
            "enterprise" => CapScope::Enterprise,
            "unstated" => CapScope::Unstated,
            other if Some(other) == record => CapScope::Record,
            _ => {
                let allowed: Vec<String> =
                    ["enterprise", "unstated"].into_iter().chain(record).map(str::to_owned).collect();
                let suggestion = nearest(&raw.per.value, &allowed);
                let problem = Problem::UnknownWord { key: "per", word: raw.per.value.clone(), allowed, suggestion };
                self.sink.report(&raw.per.span, problem);
                return None;
            }
        };
        Some(Limit { cap, scope })
    }

    fn paid(&self, raw: Option<&RawPaid>) -> Option<Paid> {
        let Some(raw) = raw else {
            return Some(Paid { payee: Payee::Enterprise, period: Period::Once, duration_unstated: false });
        };
        let payee = raw.to.as_ref().map(|to| one_of("to", to, PAYEES, self.sink));
        let period = raw.every.as_ref().map(|every| one_of("every", every, PERIODS, self.sink));
        let duration = raw.duration.as_ref().map(|text| word("for", text, &["unstated"], self.sink));
        if let (Some(every), None) = (&raw.every, &raw.duration) {
            self.sink.report(&every.span, Problem::MissingKey { key: "for", within: "paid" });
        }
        if let (None, Some(duration)) = (&raw.every, &raw.duration) {
            self.sink.report(&duration.span, Problem::MissingKey { key: "every", within: "paid" });
        }
        if payee == Some(None) || period == Some(None) || duration == Some(None) {
            return None;
        }
        Some(Paid {
            payee: payee.flatten().unwrap_or(Payee::Enterprise),
            period: period.flatten().unwrap_or(Period::Once),
            duration_unstated: duration.is_some(),
        })
    }

    /// The figures that the rule uses and those that the document prints are the same. What a broken rule uses is
    /// not wholly known.
    fn check_figures(&self, raw: &RawSupport, is_whole: bool) {
        let mut printed: BTreeSet<(Number, &'static str)> = BTreeSet::new();
        for text in &raw.figures {
            match figure(&text.value) {
                Some(figure) => drop(printed.insert(figure)),
                None => self.sink.report(&text.span, Problem::InvalidNumber { text: text.value.clone() }),
            }
        }
        for (number, kind) in self.mentions.figures.difference(&printed) {
            self.sink.report(&raw.span, Problem::FigureMissing { number: *number, kind });
        }
        let unused = |text: &&Located<String>| {
            figure(&text.value).is_some_and(|figure| !self.mentions.figures.contains(&figure))
        };
        for text in raw.figures.iter().filter(|_| is_whole).filter(unused) {
            self.sink.report(&text.span, Problem::FigureUnused { figure: text.value.clone() });
        }
    }
}

struct Body {
    selects: Vec<Condition>,
    when: Vec<Condition>,
    amount: Option<Quantity>,
}

struct Paid {
    payee: Payee,
    period: Period,
    duration_unstated: bool,
}

/// The number and kind of a printed figure.
fn figure(text: &str) -> Option<(Number, &'static str)> {
    let money = literal::money(text, MoneyUnit::Required).map(|number| (number, Kind::Money.word()));
    money.or_else(|_| literal::ratio(text, false).map(|number| (number, Kind::Ratio.word()))).ok()
}
