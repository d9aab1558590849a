//! Compiles what a newer document changes in one figure of an older support: for the firms of its place that meet its
//! conditions, from its first day to its last.

use crate::calendar::{Phrase, Unit};
use crate::finding::{Finding, Problem};
use crate::interval::Ordering;
use crate::rulebook::{Amended, Amends, Case, Condition, ConditionForm, Evidence, Quantity, Scope, Standing};
use crate::rulefile::RawAmended;
use crate::source::Located;
use crate::suggest::nearest;

use super::document::{DocumentCompiler, Mentions};
use super::shared::Shared;
use super::vocabulary::values;

/// A change that waits for the support to be compiled.
pub(super) struct Amendment {
    /// The address of the support.
    what: Located<String>,
    /// The figure as it was, and as it is written.
    was: Quantity,
    text: Located<String>,
    becomes: Quantity,
    when: Vec<Condition>,
    /// Whether the newer document may not hold, so that both figures are possible.
    is_open: bool,
    /// What is told of it.
    told: Amended,
}

impl DocumentCompiler<'_> {
    /// Keeps one change for [`apply_all`]; one by a document that does not bind changes nothing.
    pub(super) fn amendment(&mut self, raw: &RawAmended, scope: &Scope) {
        self.mentions = Mentions::default();
        let figures = (self.quantity(&raw.from, None), self.quantity(&raw.to, None));
        let conditions = self.conditions(&raw.when);
        let is_whole = figures.0.is_some() && figures.1.is_some() && conditions.is_some();
        self.check_figures(&raw.what.span, &raw.figures, is_whole);
        let (Some((was, kind)), Some((becomes, other)), Some(conditions)) = (figures.0, figures.1, conditions) else {
            return;
        };
        let (Quantity::Literal(from, _), Some(text)) = (&was, raw.from.text()) else {
            return self.no_figure(&raw.from).unwrap_or_default();
        };
        let Quantity::Literal(to, _) = becomes else { return self.no_figure(&raw.to).unwrap_or_default() };
        if kind != other {
            let problem = Problem::WrongKind { expected: kind.word(), found: other.word().to_owned() };
            self.sink.report(&raw.to.span, problem);
            return;
        }
        let Some(document) = self.shared.documents.last_mut() else { return };
        let (title, clause) = (document.title.clone(), raw.clause.value.clone());
        let told = Amended { title, clause, kind, from: *from, to };
        let (address, figures, when) = (raw.what.value.clone(), values(&raw.figures), conditions.clone());
        document.amends.push(Amends { what: address, change: told.clone(), when, figures });
        let Some(document) = self.shared.documents.last() else { return };
        let line = self.sources.line(&raw.what.span);
        let day = |ordering, day| ConditionForm::Compare {
            left: Quantity::Day(Phrase::Ago(0, Unit::Day)),
            ordering,
            right: Quantity::Day(Phrase::Fixed(day)),
        };
        let begins = document.from.map(|from| day(Ordering::AtLeast, from));
        let ends = document.until.map(|until| day(Ordering::AtMost, until));
        let place = ConditionForm::Scope(scope.clone());
        let window = [Some(place), begins, ends].into_iter().flatten().map(|form| Condition::new(form, line));
        let when = window.chain(self.has_begun(line)).chain(conditions).collect();
        let is_open = match document.standing {
            Standing::InForce => document.evidence == Evidence::Single,
            Standing::Unconfirmed => true,
            Standing::Ended | Standing::Superseded if document.until.is_some() => document.evidence == Evidence::Single,
            Standing::Ended | Standing::Superseded | Standing::Draft => return,
        };
        let what = raw.what.clone();
        self.shared.amendments.push(Amendment { what, was, text, becomes, when, is_open, told });
    }
}

/// Changes the supports. A figure that does not stand once in the amount can't be changed, and is reported.
pub(super) fn apply_all(shared: &mut Shared) -> Vec<Finding> {
    let mut findings = Vec::new();
    for amendment in std::mem::take(&mut shared.amendments) {
        let address = &amendment.what.value;
        let Some(id) = shared.addresses.get(address).copied() else {
            let suggestion = nearest(address, shared.supports.iter().map(|support| support.address.clone()));
            let problem = Problem::UnknownSupport { name: address.clone(), suggestion };
            findings.extend((!shared.broken.contains(address)).then(|| Finding::at(amendment.what.span, problem)));
            continue;
        };
        let support = &mut shared.supports[id.index()];
        let mut places = Vec::new();
        support.amount.iter_mut().for_each(|amount| literals(amount, &amendment.was, &mut places));
        let [place] = &mut places[..] else {
            let (figure, support, count) = (amendment.text.value, address.clone(), places.len());
            findings.push(Finding::at(amendment.text.span, Problem::AmendedFigure { figure, support, count }));
            continue;
        };
        let plain = Case { when: Vec::new(), gives: amendment.was.clone() };
        let amended = Quantity::Cases(vec![Case { when: amendment.when, gives: amendment.becomes }, plain]);
        **place = if amendment.is_open {
            Quantity::Unclear { readings: vec![amended, amendment.was], assume: None }
        } else {
            amended
        };
        support.amended.push(amendment.told);
    }
    findings
}

/// The places of a figure in a quantity.
fn literals<'q>(quantity: &'q mut Quantity, figure: &Quantity, found: &mut Vec<&'q mut Quantity>) {
    if quantity == figure {
        found.push(quantity);
        return;
    }
    quantity.parts_mut().into_iter().for_each(|part| literals(part, figure, found));
}
