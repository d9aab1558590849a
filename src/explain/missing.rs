//! Which missing facts keep a support open: those that could still change its answer.

use crate::calendar::Phrase;
use crate::dictionary::{FactId, Home, RecordId};
use crate::evaluate::{Binding, Env, condition, matters, quantity};
use crate::report::MissingReport;
use crate::rulebook::{Condition, ConditionForm, Derivation, Meaning, Quantity, Support};
use crate::truth::{Reasons, Truth};
use crate::words;

use super::Context;

/// A list of records that the profile does not have.
pub(super) fn list(context: &Context<'_>, record: RecordId) -> MissingReport {
    let kind = context.book.dictionary.record(record);
    MissingReport {
        fact: kind.key.clone(),
        is_list: true,
        label: words::record_label(context.lang, kind).to_owned(),
        record: None,
        decides: "status".to_owned(),
        question: words::record_question(context.lang, kind).map(str::to_owned),
        find: None,
    }
}

/// The missing facts of one record of a support, or of the firm.
pub(super) fn facts(
    context: &Context<'_>,
    env: &Env<'_>,
    support: &Support,
    record: Option<&String>,
) -> Vec<MissingReport> {
    let mut found = Found { context, env, support, record, decides: "status", missing: Vec::new() };
    let conditions = support.selects.iter().chain(&support.conditions);
    if conditions.clone().any(|part| truth(env, part) == Truth::False) {
        return Vec::new();
    }
    for part in conditions {
        found.condition(env, part);
    }
    found.decides = "amount";
    if let Some(amount) = &support.amount {
        found.quantity(env, amount);
    }
    found.missing
}

struct Found<'f> {
    context: &'f Context<'f>,
    /// The record that is asked about, or the firm.
    env: &'f Env<'f>,
    support: &'f Support,
    record: Option<&'f String>,
    decides: &'static str,
    missing: Vec<MissingReport>,
}

fn truth(env: &Env<'_>, part: &Condition) -> Truth {
    condition(env, part).map_or(Truth::Unknown, |verdict| verdict.truth)
}

impl Found<'_> {
    fn condition(&mut self, env: &Env<'_>, part: &Condition) {
        let Ok(verdict) = condition(env, part) else { return };
        if verdict.truth != Truth::Unknown || !verdict.reasons.contains(Reasons::FACT) {
            return;
        }
        match &part.form {
            ConditionForm::Compare { left, right, .. } => {
                self.quantity(env, left);
                self.quantity(env, right);
            }
            ConditionForm::Among { fact, .. } => self.fact(env, *fact, None),
            ConditionForm::Has { record, selects, .. } => self.has(env, *record, selects),
            ConditionForm::All(parts) | ConditionForm::Any(parts) | ConditionForm::None(parts) => {
                self.conditions(env, parts);
            }
            ConditionForm::Unclear { readings, .. } => self.conditions(env, readings),
            ConditionForm::Meets(id) => {
                if let Meaning::When(when) = &env.book.definition(*id).meaning {
                    self.conditions(env, when);
                }
            }
            ConditionForm::Scope(_) => {
                if let Some(place) = env.book.dictionary.by_key("place") {
                    let mut missing = self.context.missing(place, None, None, self.decides);
                    // A place that is stated is stated too coarsely.
                    if env.stated(env.reference(place, None)).is_some() {
                        missing.label = words::more_exactly(self.context.lang, &missing.label);
                    }
                    self.push(missing);
                }
            }
            ConditionForm::Judged(_) => {}
        }
    }

    fn conditions(&mut self, env: &Env<'_>, parts: &[Condition]) {
        for part in parts {
            self.condition(env, part);
        }
    }

    fn has(&mut self, env: &Env<'_>, record: RecordId, selects: &[Condition]) {
        let Some(records) = env.profile.records.get(&record) else {
            let missing = list(self.context, record);
            return self.push(missing);
        };
        for index in 0..records.len() {
            let binding = Binding { record, index: Some(index), outer: env.binding };
            let inner = Env { binding: Some(&binding), ..*env };
            if selects.iter().any(|part| truth(&inner, part) == Truth::False) {
                continue;
            }
            let name = self.context.record_name(record, index);
            let mut found = Found { record: Some(&name), missing: Vec::new(), ..*self };
            found.conditions(&inner, selects);
            let missing = found.missing;
            missing.into_iter().for_each(|missing| self.push(missing));
        }
    }

    fn quantity(&mut self, env: &Env<'_>, wanted: &Quantity) {
        if quantity(env, wanted).is_ok_and(|estimate| estimate.interval.as_point().is_some()) {
            return;
        }
        match wanted {
            Quantity::Fact { fact, year } => self.fact(env, *fact, *year),
            Quantity::Day(Phrase::After(_, _, fact)) => self.fact(env, *fact, None),
            Quantity::Defined(id) => {
                if let Meaning::Value(value) = &env.book.definition(*id).meaning {
                    self.quantity(env, value);
                }
            }
            Quantity::Product { factor, of, .. } => {
                self.quantity(env, factor);
                self.quantity(env, of);
            }
            Quantity::Range { from, up_to } => self.both(env, from.as_deref(), up_to.as_deref()),
            Quantity::Cases(cases) => {
                for case in cases {
                    self.conditions(env, &case.when);
                    self.quantity(env, &case.gives);
                }
            }
            Quantity::Unclear { readings, .. } => readings.iter().for_each(|reading| self.quantity(env, reading)),
            Quantity::Bounded { inner, floor, cap } => {
                self.quantity(env, inner);
                self.both(env, floor.as_deref(), cap.as_deref());
            }
            Quantity::Literal(_) | Quantity::Day(_) | Quantity::Unstated | Quantity::Unknown => {}
        }
    }

    fn both(&mut self, env: &Env<'_>, first: Option<&Quantity>, second: Option<&Quantity>) {
        for wanted in [first, second].into_iter().flatten() {
            self.quantity(env, wanted);
        }
    }

    /// A fact that is not stated: itself, or what it would follow from.
    fn fact(&mut self, env: &Env<'_>, fact: FactId, year: Option<i16>) {
        let declared = env.book.dictionary.fact(fact);
        if declared.judged_by.is_some() {
            return;
        }
        match env.book.derivations.get(&fact) {
            None => self.add(env, fact, year),
            Some(Derivation::When(when)) => self.condition(env, when),
            Some(Derivation::Value(value)) => {
                // What it would follow from is asked for; where that can't decide it, it is asked for itself.
                let mut inputs = Found { missing: Vec::new(), ..*self };
                inputs.quantity(env, value);
                if inputs.missing.is_empty() {
                    self.add(env, fact, year);
                }
                inputs.missing.into_iter().for_each(|missing| self.push(missing));
            }
        }
    }

    fn add(&mut self, env: &Env<'_>, fact: FactId, year: Option<i16>) {
        let reference = env.reference(fact, year);
        // Of a list that is not known, the list itself is missing, not the facts of its records.
        let is_of_unknown_list =
            matches!(env.book.dictionary.fact(fact).home, Home::Record(_)) && reference.record.is_none();
        if is_of_unknown_list {
            return;
        }
        if matters(self.env, self.support, reference).unwrap_or(true) {
            let missing = self.context.missing(fact, year, self.record, self.decides);
            self.push(missing);
        }
    }

    fn push(&mut self, missing: MissingReport) {
        let is_same = |other: &MissingReport| other.fact == missing.fact && other.record == missing.record;
        if !self.missing.iter().any(is_same) {
            self.missing.push(missing);
        }
    }
}
