//! Compiles how a choice follows from other facts.

use crate::dictionary::{FactId, Kind};
use crate::finding::Problem;
use crate::rulebook::{ChoiceCase, ChoiceRule, Condition};
use crate::rulefile::{RawQuantity, RawQuantityForm};
use crate::source::{Located, Span};

use super::document::DocumentCompiler;

impl DocumentCompiler<'_> {
    /// Compiles a choice of the fact, or cases that give one.
    pub(super) fn choice_rule(&mut self, fact: FactId, raw: &RawQuantity) -> Option<ChoiceRule> {
        if let RawQuantityForm::Text(text) = &raw.form {
            let name = Located { value: text.clone(), span: raw.span.clone() };
            let is_unknown = text == "unknown";
            return if is_unknown {
                Some(ChoiceRule::Unknown)
            } else {
                self.choices(fact, &[name]).map(ChoiceRule::One)
            };
        }
        if let RawQuantityForm::Assumed { inner, assume } = &raw.form {
            let inner = Box::new(self.choice_rule(fact, inner)?);
            return Some(ChoiceRule::Assumed { inner, assume: assume.value.clone() });
        }
        let RawQuantityForm::Cases { by, cases } = &raw.form else { return self.wrong_kind(raw, Kind::Choice) };
        let mut compiled = Vec::new();
        for case in cases {
            let when = self.case_condition(by.as_deref(), case);
            let gives = self.choice_rule(fact, &case.gives);
            compiled.push(ChoiceCase { when: when?, gives: gives? });
        }
        let read: Vec<(&[Condition], &Span)> =
            compiled.iter().zip(cases).map(|(case, raw)| (&case.when[..], &raw.span)).collect();
        if !self.check_cases(&read, &raw.span) {
            self.sink.report(&raw.span, Problem::NoRest);
        }
        Some(ChoiceRule::Cases(compiled))
    }
}
