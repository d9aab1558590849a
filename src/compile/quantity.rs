//! Compiles quantities; each has a kind, and sums of different kinds do not exist.

use crate::calendar::Phrase;
use crate::dictionary::{FactId, Kind};
use crate::finding::Problem;
use crate::literal::{self, LiteralError, MoneyUnit};
use crate::number::Number;
use crate::rulebook::{Case, Condition, Quantity};
use crate::rulefile::{RawCase, RawQuantity, RawQuantityForm};
use crate::source::{Located, Span};

use super::document::DocumentCompiler;

/// A quantity and its kind.
type Typed = (Quantity, Kind);

impl DocumentCompiler<'_> {
    /// Compiles a quantity that must be of this kind.
    pub(super) fn quantity_of(&mut self, raw: &RawQuantity, kind: Kind) -> Option<Quantity> {
        let (quantity, found) = self.quantity(raw, Some(kind))?;
        if found == kind { Some(quantity) } else { self.wrong_kind_found(raw, kind, found) }
    }

    /// Compiles a quantity; `expected` decides what a bare text means.
    pub(super) fn quantity(&mut self, raw: &RawQuantity, expected: Option<Kind>) -> Option<Typed> {
        match &raw.form {
            RawQuantityForm::Integer(value) => match expected {
                None | Some(Kind::Count) => Some((Quantity::Literal(Number::whole(*value)), Kind::Count)),
                Some(kind) => {
                    self.sink.report(&raw.span, Problem::WrongUnit { text: value.to_string(), kind: kind.word() });
                    None
                }
            },
            RawQuantityForm::Text(text) => self.text(text, raw, expected),
            RawQuantityForm::Day(day) => Some((Quantity::Day(Phrase::Fixed(*day)), Kind::Date)),
            RawQuantityForm::Flag(_) | RawQuantityForm::List(_) => {
                self.wrong_kind(raw, expected.unwrap_or(Kind::Money))
            }
            RawQuantityForm::Fact { fact, year } => self.fact_or_defined(fact, year.as_ref()),
            RawQuantityForm::Rate { rate, of } => {
                let (factor, base) = (self.quantity_of(rate, Kind::Ratio), self.quantity(of, expected));
                let (of, kind) = base?;
                Some((Quantity::Product { is_rate: true, factor: Box::new(factor?), of: Box::new(of) }, kind))
            }
            RawQuantityForm::Each { each, times } => {
                let (each, times) = (self.quantity(each, expected), self.quantity_of(times, Kind::Count));
                let (each, kind) = each?;
                Some((Quantity::Product { is_rate: false, factor: Box::new(each), of: Box::new(times?) }, kind))
            }
            RawQuantityForm::Range { from, up_to } => self.range(from.as_deref(), up_to.as_deref(), expected),
            RawQuantityForm::Cases { by, cases } => self.cases(by.as_deref(), cases, expected, &raw.span),
            RawQuantityForm::Unclear { readings, assume } => {
                let typed = self.alike(readings, expected)?;
                let assume = assume.as_ref().map(|assume| assume.value.clone());
                Some((Quantity::Unclear { readings: typed.0, assume }, typed.1))
            }
            RawQuantityForm::Bounded { inner, floor, cap } => {
                let (inner, kind) = self.quantity(inner, expected)?;
                let floor = self.optional(floor.as_deref(), kind)?;
                let cap = self.optional(cap.as_deref(), kind)?;
                Some((Quantity::Bounded { inner: Box::new(inner), floor, cap }, kind))
            }
        }
    }

    /// Reports a value that is no quantity of this kind.
    pub(super) fn wrong_kind<T>(&self, raw: &RawQuantity, expected: Kind) -> Option<T> {
        let found = match &raw.form {
            RawQuantityForm::Integer(_) => "integer",
            RawQuantityForm::Text(_) => "text",
            RawQuantityForm::Flag(_) => "flag",
            RawQuantityForm::Day(_) => "date",
            RawQuantityForm::List(_) => "list",
            _ => "quantity",
        };
        let problem = Problem::WrongKind { expected: expected.word(), found: found.to_owned() };
        self.sink.report(&raw.span, problem);
        None
    }

    fn wrong_kind_found<T>(&self, raw: &RawQuantity, expected: Kind, found: Kind) -> Option<T> {
        let problem = Problem::WrongKind { expected: expected.word(), found: found.word().to_owned() };
        self.sink.report(&raw.span, problem);
        None
    }

    fn optional(&mut self, raw: Option<&RawQuantity>, kind: Kind) -> Option<Option<Box<Quantity>>> {
        match raw {
            None => Some(None),
            Some(raw) => self.quantity_of(raw, kind).map(|quantity| Some(Box::new(quantity))),
        }
    }

    /// Compiles several quantities of one kind; the first decides which.
    fn alike(&mut self, raw: &[RawQuantity], expected: Option<Kind>) -> Option<(Vec<Quantity>, Kind)> {
        let (first, rest) = raw.split_first()?;
        let (first, kind) = self.quantity(first, expected)?;
        let rest: Option<Vec<Quantity>> = rest.iter().map(|raw| self.quantity_of(raw, kind)).collect();
        Some((std::iter::once(first).chain(rest?).collect(), kind))
    }

    fn range(
        &mut self,
        from: Option<&RawQuantity>,
        up_to: Option<&RawQuantity>,
        expected: Option<Kind>,
    ) -> Option<Typed> {
        let (_, kind) = self.quantity(from.or(up_to)?, expected)?;
        let (from, up_to) = (self.optional(from, kind)?, self.optional(up_to, kind)?);
        Some((Quantity::Range { from, up_to }, kind))
    }

    fn cases(
        &mut self,
        by: Option<&RawQuantity>,
        raw: &[RawCase],
        expected: Option<Kind>,
        span: &Span,
    ) -> Option<Typed> {
        let mut kind = expected;
        let mut cases = Vec::new();
        for case in raw {
            let when = self.case_condition(by, case);
            let gives = match kind {
                Some(kind) => self.quantity_of(&case.gives, kind),
                None => self.quantity(&case.gives, None).map(|(quantity, found)| {
                    kind = Some(found);
                    quantity
                }),
            };
            cases.push(Case { when: when?, gives: gives? });
        }
        let kind = kind?;
        let has_rest = cases.last().is_some_and(|case| case.when.is_empty());
        if !has_rest && !matches!(kind, Kind::Money | Kind::Count) {
            self.sink.report(span, Problem::NoRest);
        }
        Some((Quantity::Cases(cases), kind))
    }

    fn case_condition(&mut self, by: Option<&RawQuantity>, case: &RawCase) -> Option<Vec<Condition>> {
        match (by, &case.compare, &case.when) {
            (Some(by), Some((comparison, right)), None) => {
                let left = as_fact(by);
                let form = self.comparison(left.as_ref().unwrap_or(by), comparison, right)?;
                Some(vec![Condition { form, line: self.sources.line(&case.span) }])
            }
            (None, None, Some(when)) => self.conditions(when),
            (_, None, None) => Some(Vec::new()),
            _ => {
                self.sink.report(&case.span, Problem::TwoForms { first: "by", second: "when" });
                None
            }
        }
    }

    fn text(&mut self, text: &str, raw: &RawQuantity, expected: Option<Kind>) -> Option<Typed> {
        if text == "unknown" && self.in_dictionary {
            return Some((Quantity::Unknown, expected?));
        }
        if text == "unstated" {
            return Some((Quantity::Unstated, expected.unwrap_or(Kind::Money)));
        }
        if let Some(phrase) = Phrase::parse(text) {
            return Some((Quantity::Day(self.resolve(phrase, &raw.span)?), Kind::Date));
        }
        if text.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
            return self.literal(text, &raw.span, expected);
        }
        if expected == Some(Kind::Date) && text.contains(' ') {
            self.sink.report(&raw.span, Problem::UnknownPhrase { text: text.to_owned() });
            return None;
        }
        self.fact_or_defined(&Located { value: text.to_owned(), span: raw.span.clone() }, None)
    }

    fn literal(&mut self, text: &str, span: &Span, expected: Option<Kind>) -> Option<Typed> {
        let is_ratio = text.ends_with(['%', '％']);
        let read = match expected {
            Some(Kind::Date) => {
                self.sink.report(span, Problem::UnknownPhrase { text: text.to_owned() });
                return None;
            }
            Some(Kind::Ratio) => literal::ratio(text, false).map(|number| (number, Kind::Ratio)),
            None if is_ratio => literal::ratio(text, false).map(|number| (number, Kind::Ratio)),
            Some(Kind::Money) | None => literal::money(text, MoneyUnit::Required).map(|number| (number, Kind::Money)),
            Some(_) => Err(LiteralError::Unit),
        };
        match read {
            Ok((number, kind)) => {
                self.mentions.figures.insert((number, kind.word()));
                Some((Quantity::Literal(number), kind))
            }
            Err(LiteralError::Unit) => {
                let kind = expected.unwrap_or(Kind::Money).word();
                self.sink.report(span, Problem::WrongUnit { text: text.to_owned(), kind });
                None
            }
            Err(LiteralError::Digits | LiteralError::BelowFen) => {
                self.sink.report(span, Problem::InvalidNumber { text: text.to_owned() });
                None
            }
        }
    }

    fn resolve(&mut self, phrase: Phrase<String>, span: &Span) -> Option<Phrase<FactId>> {
        Some(match phrase {
            Phrase::Fixed(day) => Phrase::Fixed(day),
            Phrase::Ago(count, unit) => Phrase::Ago(count, unit),
            Phrase::StartOfYear(year) => Phrase::StartOfYear(year),
            Phrase::EndOfYear(year) => Phrase::EndOfYear(year),
            Phrase::After(count, unit, name) => {
                let (fact, _) = self.fact(&Located { value: name, span: span.clone() }, None)?;
                let kind = self.shared.vocabulary.dictionary.fact(fact).kind;
                if kind != Kind::Date {
                    let problem = Problem::WrongKind { expected: "date", found: kind.word().to_owned() };
                    self.sink.report(span, problem);
                    return None;
                }
                Phrase::After(count, unit, fact)
            }
        })
    }

    fn fact_or_defined(&mut self, name: &Located<String>, year: Option<&Located<i64>>) -> Option<Typed> {
        if !self.is_defined(&name.value) {
            let (fact, year) = self.fact(name, year)?;
            let kind = self.shared.vocabulary.dictionary.fact(fact).kind;
            return Some((Quantity::Fact { fact, year }, kind));
        }
        if let Some(year) = year {
            self.sink.report(&year.span, Problem::WrongYear { fact: name.value.clone(), yearly: false });
        }
        let defined = self.defined(&name.value, &name.span)?;
        let Some(kind) = defined.kind else {
            let problem = Problem::WrongKind { expected: "quantity", found: "condition".to_owned() };
            self.sink.report(&name.span, problem);
            return None;
        };
        self.mention(&defined.mentions, &name.value, &name.span);
        Some((Quantity::Defined(defined.id), kind))
    }
}

/// A `by` that names a fact or definition, as a fact.
fn as_fact(by: &RawQuantity) -> Option<RawQuantity> {
    let RawQuantityForm::Text(text) = &by.form else { return None };
    let fact = Located { value: text.clone(), span: by.span.clone() };
    Some(RawQuantity { span: by.span.clone(), form: RawQuantityForm::Fact { fact, year: None } })
}
