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
        match &raw.form {
            RawQuantityForm::Text(text) if text == "unknown" => Some(ChoiceRule::Unknown),
            RawQuantityForm::Text(text) => {
                let name = Located { value: text.clone(), span: raw.span.clone() };
                self.choices(fact, &[name]).map(ChoiceRule::One)
            }
            RawQuantityForm::Assumed { inner, assume } => {
                let inner = Box::new(self.choice_rule(fact, inner)?);
                Some(ChoiceRule::Assumed { inner, assume: assume.value.clone() })
            }
            RawQuantityForm::Cases { by, cases } => {
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
            RawQuantityForm::Integer(_)
            | RawQuantityForm::Flag(_)
            | RawQuantityForm::Day(_)
            | RawQuantityForm::List(_)
            | RawQuantityForm::Fact { .. }
            | RawQuantityForm::Rate { .. }
            | RawQuantityForm::Each { .. }
            | RawQuantityForm::Units { .. }
            | RawQuantityForm::Range { .. }
            | RawQuantityForm::Slices { .. }
            | RawQuantityForm::Fold { .. }
            | RawQuantityForm::Count { .. }
            | RawQuantityForm::Excess { .. }
            | RawQuantityForm::Ratio { .. }
            | RawQuantityForm::Growth { .. }
            | RawQuantityForm::AmountOf(_)
            | RawQuantityForm::Unclear { .. }
            | RawQuantityForm::Bounded { .. } => self.wrong_kind(raw, Kind::Choice),
        }
    }
}
