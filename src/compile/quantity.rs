//! Compiles quantities; each has a kind, and sums of different kinds do not exist.

use crate::calendar::{Phrase, Unit};
use crate::dictionary::{FactId, Kind};
use crate::finding::Problem;
use crate::literal::{self, LiteralError, MoneyUnit};
use crate::number::Number;
use crate::rulebook::{Case, Condition, ConditionForm, Fold, Period, Quantity, Slice};
use crate::rulefile::{RawCase, RawParts, RawQuantity, RawQuantityForm, RawSlice};
use crate::source::{Located, Span};

use super::condition::MOST_YEARS;
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
            // So many of what: a duration has its unit.
            RawQuantityForm::Integer(value) if self.period.is_some() => {
                self.sink.report(&raw.span, Problem::WrongUnit { text: value.to_string(), kind: "length" });
                None
            }
            RawQuantityForm::Integer(value) => self.whole(*value, raw, expected),
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
            RawQuantityForm::Units { each, per, of } => {
                let (each, of) = (self.quantity(each, expected), self.quantity(of, None));
                let (of, unit) = of?;
                let per = Box::new(self.quantity_of(per, unit)?);
                let (each, kind) = each?;
                Some((Quantity::Units { each: Box::new(each), per, of: Box::new(of) }, kind))
            }
            RawQuantityForm::Range { from, up_to } => self.range(from.as_deref(), up_to.as_deref(), expected),
            RawQuantityForm::Cases { by, cases } => self.cases(by.as_deref(), cases, expected, &raw.span),
            RawQuantityForm::Slices { of, slices } => self.slices(of, slices, expected),
            RawQuantityForm::Fold { fold, of } => self.fold(fold, of, expected),
            RawQuantityForm::Count { across, selects } => {
                let mut across = self.across(across)?;
                let selects = self.ranging(&mut across, |compiler| compiler.conditions(selects))?;
                Some((Quantity::Count { across, selects }, Kind::Count))
            }
            RawQuantityForm::Excess { excess, over } => {
                let (whole, kind) = self.quantity(excess, expected)?;
                let over = Box::new(self.quantity_of(over, kind)?);
                Some((Quantity::Excess { whole: Box::new(whole), over }, kind))
            }
            RawQuantityForm::Ratio { ratio, to } => {
                let (part, kind) = self.quantity(ratio, None)?;
                let whole = Box::new(self.quantity_of(to, kind)?);
                Some((Quantity::Ratio { part: Box::new(part), whole }, Kind::Ratio))
            }
            RawQuantityForm::Growth { fact, year, last } => self.growth(fact, year.as_ref(), last.as_ref()),
            RawQuantityForm::AmountOf(support) => Some((self.amount_of(support)?, Kind::Money)),
            RawQuantityForm::SameAs(support) => Some((self.same_as(support)?, Kind::Money)),
            RawQuantityForm::Assumed { inner, assume } => {
                let (inner, kind) = self.quantity(inner, expected)?;
                Some((Quantity::Assumed { inner: Box::new(inner), assume: assume.value.clone() }, kind))
            }
            RawQuantityForm::Unclear { readings, assume } => {
                let typed = self.alike(readings, expected)?;
                let assume = assume.as_ref().map(|assume| assume.value.clone());
                Some((Quantity::Unclear { readings: typed.0, assume }, typed.1))
            }
            RawQuantityForm::Bounded { inner, floor, cap } => {
                let (inner, kind) = self.quantity(inner, expected)?;
                let (raw_cap, raw_floor) = (cap.as_deref(), floor.as_deref());
                let (floor, cap) = (self.optional(raw_floor, kind)?, self.optional(raw_cap, kind)?);
                if let (Some(most), Some(raw)) = (&cap, raw_cap) {
                    let least = if let Quantity::Range { from, .. } = &inner { from.as_ref() } else { None };
                    let bounds = [floor.as_ref().map(|least| ("floor", least)), least.map(|least| ("from", least))];
                    for (key, least) in bounds.into_iter().flatten() {
                        self.check_bounds((key, least), ("cap", most), &raw.span);
                    }
                }
                Some((Quantity::Bounded { inner: Box::new(inner), floor, cap }, kind))
            }
        }
    }

    /// Compiles a whole number.
    fn whole(&mut self, value: i64, raw: &RawQuantity, expected: Option<Kind>) -> Option<Typed> {
        let kind = match expected {
            Some(Kind::Number) => Kind::Number,
            None | Some(Kind::Count) => Kind::Count,
            Some(kind) => {
                self.sink.report(&raw.span, Problem::WrongUnit { text: value.to_string(), kind: kind.word() });
                return None;
            }
        };
        self.mentions.count(value);
        Some((Quantity::Literal(Number::whole(value), kind), kind))
    }

    /// Reports a value that is no quantity of this kind.
    pub(super) fn wrong_kind<T>(&self, raw: &RawQuantity, expected: Kind) -> Option<T> {
        let found = match &raw.form {
            RawQuantityForm::Integer(_) => "integer",
            RawQuantityForm::Text(_) => "text",
            RawQuantityForm::Flag(_) => "flag",
            RawQuantityForm::Day(_) => "date",
            RawQuantityForm::List(_) => "list",
            RawQuantityForm::Fact { .. }
            | RawQuantityForm::Rate { .. }
            | RawQuantityForm::Each { .. }
            | RawQuantityForm::Units { .. }
            | RawQuantityForm::Range { .. }
            | RawQuantityForm::Cases { .. }
            | RawQuantityForm::Slices { .. }
            | RawQuantityForm::Fold { .. }
            | RawQuantityForm::Count { .. }
            | RawQuantityForm::Excess { .. }
            | RawQuantityForm::Ratio { .. }
            | RawQuantityForm::Growth { .. }
            | RawQuantityForm::AmountOf(_)
            | RawQuantityForm::SameAs(_)
            | RawQuantityForm::Unclear { .. }
            | RawQuantityForm::Assumed { .. }
            | RawQuantityForm::Bounded { .. } => "quantity",
        };
        let problem = Problem::WrongKind { expected: expected.word(), found: found.to_owned() };
        self.sink.report(&raw.span, problem);
        None
    }

    /// Reports a quantity where only a figure can stand.
    pub(super) fn no_figure<T>(&self, raw: &RawQuantity) -> Option<T> {
        let problem = Problem::WrongKind { expected: "figure", found: "quantity".to_owned() };
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

    fn slices(&mut self, of: &RawQuantity, raw: &[RawSlice], expected: Option<Kind>) -> Option<Typed> {
        let (of, kind) = self.quantity(of, expected)?;
        let mut slices: Vec<Slice> = Vec::new();
        for (index, slice) in raw.iter().enumerate() {
            let rate = self.quantity_of(&slice.rate, Kind::Ratio);
            let up_to = match &slice.up_to {
                None => None,
                Some(end) => {
                    let Quantity::Literal(number, _) = self.quantity_of(end, kind)? else { return self.no_figure(end) };
                    Some(number)
                }
            };
            let before = slices.last().and_then(|slice| slice.up_to).unwrap_or(Number::ZERO);
            // Slices go up, and only the last one may be open.
            if up_to.map_or(index + 1 < raw.len(), |end| end <= before) {
                self.sink.report(&slice.span, Problem::SlicesOutOfOrder);
            }
            slices.push(Slice { up_to, rate: rate? });
        }
        Some((Quantity::Slices { of: Box::new(of), slices }, kind))
    }

    fn fold(&mut self, fold: &str, of: &RawParts, expected: Option<Kind>) -> Option<Typed> {
        let fold = match fold {
            "sum" => Fold::Sum,
            "mean" => Fold::Mean,
            _ => Fold::Highest,
        };
        match of {
            RawParts::List(parts) => {
                let (parts, kind) = self.alike(parts, expected)?;
                Some((Quantity::Fold { fold, parts }, kind))
            }
            RawParts::Across { each, across, selects } => {
                let mut across = self.across(across)?;
                let (each, selects) = self
                    .ranging(&mut across, |compiler| (compiler.quantity(each, expected), compiler.conditions(selects)));
                let ((each, kind), selects) = (each?, selects?);
                Some((Quantity::Across { fold, each: Box::new(each), across, selects }, kind))
            }
        }
    }

    fn growth(
        &mut self,
        name: &Located<String>,
        year: Option<&Located<i64>>,
        last: Option<&Located<i64>>,
    ) -> Option<Typed> {
        let years = last.map_or(Some(1), |last| self.years(last, 1..=MOST_YEARS, "last"))?;
        self.mentions.length(years.into(), Unit::Year);
        let (fact, year) = self.fact(name, year)?;
        let kind = self.shared.vocabulary.dictionary.fact(fact).kind;
        let Some(last_year) = year.filter(|_| matches!(kind, Kind::Money | Kind::Count)) else {
            let problem = Problem::WrongKind { expected: "yearly", found: kind.word().to_owned() };
            self.sink.report(&name.span, problem);
            return None;
        };
        let of = |year| Box::new(Quantity::Fact { fact, year: Some(year) });
        let first = of(last_year.before(years));
        Some((Quantity::Growth { last: of(last_year), first, years: years.unsigned_abs() }, Kind::Ratio))
    }

    fn range(
        &mut self,
        from: Option<&RawQuantity>,
        up_to: Option<&RawQuantity>,
        expected: Option<Kind>,
    ) -> Option<Typed> {
        let (_, kind) = self.quantity(from.or(up_to)?, expected)?;
        let (least, most) = (self.optional(from, kind)?, self.optional(up_to, kind)?);
        if let (Some(least), Some(most), Some(raw)) = (&least, &most, up_to) {
            self.check_bounds(("from", least), ("up-to", most), &raw.span);
        }
        Some((Quantity::Range { from: least, up_to: most }, kind))
    }

    fn cases(
        &mut self,
        by: Option<&RawQuantity>,
        raw: &[RawCase],
        expected: Option<Kind>,
        span: &Span,
    ) -> Option<Typed> {
        if raw.iter().any(|case| case.from.is_some() || case.up_to.is_some()) {
            return self.ranges(by, raw, expected, span);
        }
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
        let read: Vec<(&[Condition], &Span)> =
            cases.iter().zip(raw).map(|(case, raw)| (&case.when[..], &raw.span)).collect();
        let is_whole = self.check_cases(&read, span);
        let kind = kind?;
        if !is_whole && !matches!(kind, Kind::Money | Kind::Count) {
            self.sink.report(span, Problem::NoRest);
        }
        Some((Quantity::Cases(cases), kind))
    }

    pub(super) fn case_condition(&mut self, by: Option<&RawQuantity>, case: &RawCase) -> Option<Vec<Condition>> {
        self.accepted_in(&case.accept, &case.span);
        match (by, &case.compare, &case.when) {
            (Some(by), Some((comparison, right)), None) => {
                let form = self.compared(by, comparison, right)?;
                Some(vec![Condition::new(form, self.sources.line(&case.span))])
            }
            (None, None, Some(when)) => self.conditions(when),
            (_, None, None) => Some(Vec::new()),
            _ => {
                self.sink.report(&case.span, Problem::TwoForms { first: "by", second: "when" });
                None
            }
        }
    }

    /// What cases go by, against a figure.
    pub(super) fn compared(
        &mut self,
        by: &RawQuantity,
        comparison: &Located<&'static str>,
        right: &RawQuantity,
    ) -> Option<ConditionForm> {
        let left = as_fact(by);
        self.comparison(left.as_ref().unwrap_or(by), comparison, right)
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
        if text.starts_with(|c: char| c.is_ascii_digit() || c == '-') || literal::printed_ratio(text).is_some() {
            return self.literal(text, &raw.span, expected);
        }
        if expected == Some(Kind::Date) && text.contains(' ') {
            self.sink.report(&raw.span, Problem::UnknownPhrase { text: text.to_owned() });
            return None;
        }
        self.fact_or_defined(&Located { value: text.to_owned(), span: raw.span.clone() }, None)
    }

    fn literal(&mut self, text: &str, span: &Span, expected: Option<Kind>) -> Option<Typed> {
        let printed = literal::printed_ratio(text);
        let ratio = || printed.map_or_else(|| literal::ratio(text, false), Ok).map(|number| (number, Kind::Ratio));
        let read = match expected {
            Some(Kind::Date) => {
                self.sink.report(span, Problem::UnknownPhrase { text: text.to_owned() });
                return None;
            }
            Some(Kind::Ratio) => ratio(),
            None if printed.is_some() || text.ends_with(['%', '％']) => ratio(),
            Some(Kind::Money) | None => literal::money(text, MoneyUnit::Required).map(|number| (number, Kind::Money)),
            Some(Kind::Count) if self.period.is_some() => return self.length(text, span),
            Some(_) => Err(LiteralError::Unit),
        };
        match read {
            Ok((number, kind)) => {
                // That something is free is printed without a figure.
                if !number.is_zero() {
                    self.mentions.figures.insert((number, kind.word()));
                }
                Some((Quantity::Literal(number, kind), kind))
            }
            Err(LiteralError::Unit) => {
                let kind = expected.unwrap_or(Kind::Money).word();
                self.sink.report(span, Problem::WrongUnit { text: text.to_owned(), kind });
                None
            }
            Err(LiteralError::Digits | LiteralError::BelowFen | LiteralError::About) => {
                self.sink.report(span, Problem::InvalidNumber { text: text.to_owned() });
                None
            }
        }
    }

    /// A length of time as a number of the periods of a payment.
    fn length(&mut self, text: &str, span: &Span) -> Option<Typed> {
        let found = literal::length(text).and_then(|(count, unit)| {
            let periods = match (self.period?, unit) {
                (Period::Month, "month") | (Period::Year, "year") => count,
                (Period::Month, "year") => count.checked_mul(12)?,
                (Period::Year, "month") if count % 12 == 0 => count / 12,
                _ => return None,
            };
            self.mentions.figures.insert((Number::whole(count), unit));
            Some((Quantity::Literal(Number::whole(periods), Kind::Count), Kind::Count))
        });
        if found.is_none() {
            self.sink.report(span, Problem::WrongUnit { text: text.to_owned(), kind: "length" });
        }
        found
    }

    fn resolve(&mut self, phrase: Phrase<String>, span: &Span) -> Option<Phrase<FactId>> {
        if let Phrase::Ago(count, unit) | Phrase::After(count, unit, _) = &phrase {
            self.mentions.length(*count, *unit);
        }
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
    let fact = by.text()?;
    Some(RawQuantity { span: by.span.clone(), form: RawQuantityForm::Fact { fact, year: None } })
}
