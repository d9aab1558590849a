//! Compiles what a support says besides money: figures that are not money, and how one applies.

use crate::finding::Problem;
use crate::literal::{self, MoneyUnit};
use crate::number::Number;
use crate::rulebook::{Application, How, Term, TermValue};
use crate::rulefile::{RawApply, RawQuantityForm, RawTerm};

use super::document::DocumentCompiler;
use super::vocabulary::values;
use super::word::{one_of, word};

/// How often a round of applications comes back.
pub(super) const ROUNDS: &[&str] = &["year"];

impl DocumentCompiler<'_> {
    pub(super) fn terms(&mut self, raw: &[RawTerm]) -> Option<Vec<Term>> {
        let terms: Vec<Option<Term>> = raw.iter().map(|term| self.term(term)).collect();
        terms.into_iter().collect()
    }

    fn term(&mut self, raw: &RawTerm) -> Option<Term> {
        let text = if let RawQuantityForm::Text(text) = &raw.value.form { text.as_str() } else { "" };
        let length = literal::length(text);
        let is_figure = text.starts_with(|c: char| c.is_ascii_digit());
        let is_read = || literal::ratio(text, false).is_ok() || literal::money(text, MoneyUnit::Required).is_ok();
        if is_figure && length.is_none() && !is_read() {
            let problem = Problem::WrongUnit { text: text.to_owned(), kind: "term" };
            self.sink.report(&raw.value.span, problem);
            return None;
        }
        let value = match length {
            Some((count, unit)) => {
                self.mentions.figures.insert((Number::whole(count), unit));
                TermValue::Time(count, unit)
            }
            None => self.quantity(&raw.value, None).map(|(value, kind)| TermValue::Quantity(value, kind))?,
        };
        Some(Term { label: raw.label.value.clone(), value })
    }

    pub(super) fn application(&self, raw: Option<&RawApply>) -> Option<Application> {
        let Some(raw) = raw else { return Some(Application::default()) };
        let how = match &raw.how {
            None => None,
            Some(how) => Some(one_of("how", how, How::WORDS, self.sink)?),
        };
        if let (Some(opens), Some(closes)) = (&raw.opens, &raw.closes)
            && closes.value < opens.value
        {
            let problem = Problem::WrongOrder { earlier: "opens".into(), later: "closes".into() };
            self.sink.report(&closes.span, problem);
        }
        let every = raw.every.as_ref().map(|every| word("every", every, ROUNDS, self.sink));
        if let Some(every) = raw.every.as_ref().filter(|_| raw.closes.is_none()) {
            self.sink.report(&every.span, Problem::MissingKey { key: "closes", within: "apply" });
        }
        let text = |text: &Option<crate::source::Located<String>>| text.as_ref().map(|text| text.value.clone());
        Some(Application {
            how,
            at: text(&raw.at),
            opens: raw.opens.as_ref().map(|day| day.value),
            closes: raw.closes.as_ref().map(|day| day.value),
            is_yearly: every.flatten().is_some(),
            materials: values(&raw.materials),
            assisted: values(&raw.assisted),
            effort: text(&raw.effort),
        })
    }
}
