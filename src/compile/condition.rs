//! Compiles conditions: names become facts, comparisons fit the kind of what they compare.

use crate::dictionary::{Choices, FactId, Home, Kind, RecordId};
use crate::finding::Problem;
use crate::interval::Ordering;
use crate::rulebook::{Condition, ConditionForm, Judgement, Membership, Quantity};
use crate::rulefile::{CountBound, RawCondition, RawConditionForm, RawQuantity, RawQuantityForm};
use crate::source::{Line, Located, Span};
use crate::suggest::nearest;

use super::document::DocumentCompiler;
use super::word::word;

const BECAUSE: &[&str] = &["criteria", "selection", "quota", "budget", "case-by-case"];

/// All of the conditions as one.
pub(super) fn all_of(mut conditions: Vec<Condition>, line: Line) -> Condition {
    match conditions.len() {
        1 => conditions.remove(0),
        _ => Condition { form: ConditionForm::All(conditions), line },
    }
}

impl DocumentCompiler<'_> {
    /// Compiles a list; `None` when one of them is broken.
    pub(super) fn conditions(&mut self, raw: &[RawCondition]) -> Option<Vec<Condition>> {
        let compiled: Vec<Option<Condition>> = raw.iter().map(|condition| self.condition(condition)).collect();
        compiled.into_iter().collect()
    }

    fn condition(&mut self, raw: &RawCondition) -> Option<Condition> {
        let form = match &raw.form {
            RawConditionForm::Compare { fact, year, comparison, right } => {
                let left = RawQuantity {
                    span: fact.span.clone(),
                    form: RawQuantityForm::Fact { fact: fact.clone(), year: year.clone() },
                };
                self.comparison(&left, comparison, right)?
            }
            RawConditionForm::Has { record, selects, bound } => self.has(record, selects, bound.as_ref())?,
            RawConditionForm::All(all) => ConditionForm::All(self.conditions(all)?),
            RawConditionForm::Any(any) => ConditionForm::Any(self.conditions(any)?),
            RawConditionForm::None(none) => ConditionForm::None(self.conditions(none)?),
            RawConditionForm::Meets(name) => self.meets(name)?,
            RawConditionForm::Judged { text, by, because } => ConditionForm::Judged(Judgement {
                text: text.value.clone(),
                by: by.as_ref().map(|by| by.value.clone()),
                because: match because {
                    Some(because) => word("because", because, BECAUSE, self.sink)?,
                    None => "criteria",
                },
            }),
            RawConditionForm::Unclear { readings, assume } => ConditionForm::Unclear {
                readings: self.conditions(readings)?,
                assume: assume.as_ref().map(|assume| assume.value.clone()),
            },
        };
        Some(Condition { form, line: self.sources.line(&raw.span) })
    }

    fn has(
        &mut self,
        record: &Located<String>,
        selects: &[RawCondition],
        bound: Option<&CountBound>,
    ) -> Option<ConditionForm> {
        let record = self.shared.vocabulary.record(record, self.sink)?;
        // The same for every record that is bound outside: evaluated once.
        let outside = std::mem::replace(&mut self.outermost_read, usize::MAX);
        let depth = self.bound.len();
        let selects = self.binding(record, |compiler| compiler.conditions(selects));
        let of_firm = self.outermost_read >= depth;
        self.outermost_read = self.outermost_read.min(outside);
        let selects = selects?;
        let (comparison, count) = bound.map_or(("at-least", 1), |bound| (bound.comparison, bound.count.value));
        Some(ConditionForm::Has { record, selects, ordering: ordering(comparison)?, count, of_firm })
    }

    /// Compiles with a record kind bound.
    pub(super) fn binding<T>(&mut self, record: RecordId, compile: impl FnOnce(&mut Self) -> T) -> T {
        let was_unbound = self.mentions.unbound.contains(&record);
        self.bound.push(record);
        let compiled = compile(self);
        self.bound.pop();
        if !was_unbound {
            self.mentions.unbound.remove(&record);
        }
        compiled
    }

    fn meets(&mut self, name: &Located<String>) -> Option<ConditionForm> {
        if !self.is_defined(&name.value) {
            let suggestion = self.suggestion(&name.value, false);
            self.sink.report(&name.span, Problem::UnknownName { name: name.value.clone(), suggestion });
            return None;
        }
        let defined = self.defined(&name.value, &name.span)?;
        if let Some(kind) = defined.kind {
            let problem = Problem::WrongKind { expected: "condition", found: kind.word().to_owned() };
            self.sink.report(&name.span, problem);
            return None;
        }
        self.mention(&defined.mentions, &name.value, &name.span);
        Some(ConditionForm::Meets(defined.id))
    }

    /// Takes over what a definition mentions; reports records that are not bound where it is used.
    pub(super) fn mention(&mut self, mentions: &super::document::Mentions, name: &str, span: &Span) {
        self.mentions.figures.extend(mentions.figures.iter().copied());
        for record in &mentions.unbound {
            self.need(*record, name, span);
        }
    }

    /// Notes that a fact of this record is read; reports it where the record is not bound.
    pub(super) fn need(&mut self, record: RecordId, name: &str, span: &Span) {
        let depth = self.bound.iter().rposition(|bound| *bound == record);
        self.outermost_read = self.outermost_read.min(depth.unwrap_or(0));
        if depth.is_some() {
            return;
        }
        self.mentions.unbound.insert(record);
        if !self.is_in_definition() {
            let record = self.shared.vocabulary.dictionary.record(record).key.clone();
            self.sink.report(span, Problem::RecordNotBound { fact: name.to_owned(), record });
        }
    }

    /// Compiles `left OP right`.
    pub(super) fn comparison(
        &mut self,
        left: &RawQuantity,
        comparison: &Located<&'static str>,
        right: &RawQuantity,
    ) -> Option<ConditionForm> {
        let (left, kind) = self.quantity(left, None)?;
        if let (Quantity::Fact { fact, .. }, false) = (&left, kind.is_ordered()) {
            let test = self.membership(*fact, kind, comparison, right)?;
            return Some(ConditionForm::Among { fact: *fact, test });
        }
        let fits = match comparison.value {
            "since" | "until" | "before" => kind == Kind::Date,
            "at-least" | "above" | "at-most" | "below" => kind != Kind::Date,
            "is" => true,
            _ => false,
        };
        let ordering = ordering(comparison.value).filter(|_| fits);
        if ordering.is_none() {
            let problem = Problem::WrongComparison { comparison: comparison.value, kind: kind.word() };
            self.sink.report(&comparison.span, problem);
        }
        let right = self.quantity_of(right, kind)?;
        Some(ConditionForm::Compare { left, ordering: ordering?, right })
    }

    fn membership(
        &mut self,
        fact: FactId,
        kind: Kind,
        comparison: &Located<&'static str>,
        right: &RawQuantity,
    ) -> Option<Membership> {
        let is_none_of = comparison.value == "none-of";
        let fits =
            matches!(comparison.value, "is" | "any-of" | "none-of") && (kind != Kind::Flag || comparison.value == "is");
        if !fits || matches!(kind, Kind::Text | Kind::Support) {
            let problem = Problem::WrongComparison { comparison: comparison.value, kind: kind.word() };
            self.sink.report(&comparison.span, problem);
            return None;
        }
        if kind == Kind::Flag {
            let RawQuantityForm::Flag(flag) = right.form else { return self.wrong_kind(right, kind) };
            return Some(Membership::Flag(flag));
        }
        let names = match (&right.form, comparison.value) {
            (RawQuantityForm::Text(text), "is") => vec![Located { value: text.clone(), span: right.span.clone() }],
            (RawQuantityForm::List(names), "any-of" | "none-of") => names.clone(),
            (RawQuantityForm::Text(_), _) => {
                let problem = Problem::WrongKind { expected: "list", found: "text".to_owned() };
                self.sink.report(&right.span, problem);
                return None;
            }
            _ => return self.wrong_kind(right, kind),
        };
        if kind == Kind::Choice {
            let choices = self.choices(fact, &names)?;
            return Some(if is_none_of { Membership::NoneOf(choices) } else { Membership::AnyOf(choices) });
        }
        let vocabulary = &self.shared.vocabulary;
        let mut codes = Vec::new();
        for name in &names {
            match kind {
                Kind::Place => codes.extend(vocabulary.places_of(name, self.sink).0),
                _ => codes.extend(vocabulary.industry(name, self.sink)),
            }
        }
        if codes.len() < names.len() {
            return None;
        }
        Some(if is_none_of { Membership::NotWithin(codes) } else { Membership::Within(codes) })
    }

    fn choices(&self, fact: FactId, names: &[Located<String>]) -> Option<Choices> {
        let fact = self.shared.vocabulary.dictionary.fact(fact);
        let mut choices = Choices::default();
        for name in names {
            if let Some(index) = fact.choices.iter().position(|choice| choice.key == name.value) {
                choices = choices.with(Choices::one(index));
            } else {
                let keys = || fact.choices.iter().map(|choice| choice.key.clone());
                let meant = fact.choice(&name.value).and_then(|index| keys().nth(index));
                let problem = Problem::UnknownChoice {
                    fact: fact.key.as_str().into(),
                    value: name.value.clone(),
                    choices: keys().map(|key| key.as_str().into()).collect(),
                    suggestion: meant.or_else(|| nearest(&name.value, keys())),
                };
                self.sink.report(&name.span, problem);
            }
        }
        (choices.indices().count() == names.len()).then_some(choices)
    }

    /// The fact with this key, if it can be read here.
    pub(super) fn fact(
        &mut self,
        name: &Located<String>,
        year: Option<&Located<i64>>,
    ) -> Option<(FactId, Option<i16>)> {
        let dictionary = &self.shared.vocabulary.dictionary;
        let Some(id) = dictionary.by_key(&name.value) else {
            let suggestion = self.suggestion(&name.value, true);
            self.sink.report(&name.span, Problem::UnknownFact { name: name.value.clone(), suggestion });
            return None;
        };
        let home = dictionary.fact(id).home;
        if (home == Home::Year) != year.is_some() {
            let problem = Problem::WrongYear { fact: name.value.clone(), yearly: home == Home::Year };
            self.sink.report(year.map_or(&name.span, |year| &year.span), problem);
            return None;
        }
        if let Home::Record(record) = home {
            self.need(record, &name.value, &name.span);
        }
        match year {
            None => Some((id, None)),
            Some(year) => {
                if let Some(year) = i16::try_from(year.value).ok().filter(|year| (-20..=0).contains(year)) {
                    Some((id, Some(year)))
                } else {
                    let problem = Problem::OutOfRange { text: year.value.to_string(), fact: "year".into() };
                    self.sink.report(&year.span, problem);
                    None
                }
            }
        }
    }
}

/// The relation that a comparison's key stands for.
pub(super) fn ordering(comparison: &str) -> Option<Ordering> {
    match comparison {
        "at-least" | "since" => Some(Ordering::AtLeast),
        "above" => Some(Ordering::Above),
        "at-most" | "until" => Some(Ordering::AtMost),
        "below" | "before" => Some(Ordering::Below),
        "is" => Some(Ordering::Equal),
        _ => None,
    }
}
