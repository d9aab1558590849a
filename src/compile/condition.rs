//! Compiles conditions: names become facts, comparisons fit the kind of what they compare.

use std::ops::RangeInclusive;

use crate::calendar::Unit;
use crate::dictionary::{Choices, FactId, Home, Kind, RecordId};
use crate::finding::Problem;
use crate::interval::Ordering;
use crate::rulebook::{
    Across, Area, Condition, ConditionForm, DefinitionId, Judgement, Label, Membership, Quantity, Year,
};
use crate::rulefile::{CountBound, RawAcross, RawCondition, RawConditionForm, RawLabel, RawQuantity, RawQuantityForm};
use crate::source::{Line, Located, Span};
use crate::suggest::nearest;

use super::document::{DocumentCompiler, YearScope};
use super::shared::Elsewhere;
use super::word::word;

pub(super) const BECAUSE: &[&str] = &["criteria", "selection", "quota", "budget", "case-by-case"];

/// Years that a rule may look back.
pub(super) const MOST_YEARS: i16 = 20;

/// All of the conditions as one.
pub(super) fn all_of(mut conditions: Vec<Condition>, line: Line) -> Condition {
    match conditions.len() {
        1 => conditions.remove(0),
        _ => Condition::new(ConditionForm::All(conditions), line),
    }
}

/// What a rule calls something.
pub(super) fn label_of(raw: &RawLabel) -> Label {
    Label { zh: raw.zh.value.clone(), en: raw.en.as_ref().map(|en| en.value.clone()) }
}

impl DocumentCompiler<'_> {
    /// Compiles a list; `None` when one of them is broken.
    pub(super) fn conditions(&mut self, raw: &[RawCondition]) -> Option<Vec<Condition>> {
        let compiled: Vec<Option<Condition>> = raw.iter().map(|condition| self.condition(condition)).collect();
        compiled.into_iter().collect()
    }

    fn condition(&mut self, raw: &RawCondition) -> Option<Condition> {
        let form = match &raw.form {
            RawConditionForm::Compare { fact, year, comparison, right, assume } => {
                let left = RawQuantity {
                    span: fact.span.clone(),
                    form: RawQuantityForm::Fact { fact: fact.clone(), year: year.clone() },
                };
                let form = self.comparison(&left, comparison, right)?;
                match assume {
                    None => form,
                    Some(assume) => {
                        let inner = Box::new(Condition::new(form, self.sources.line(&raw.span)));
                        ConditionForm::Assumed { inner, assume: assume.value.clone() }
                    }
                }
            }
            RawConditionForm::Has { across, selects, bound } => self.has(across, selects, bound.as_ref())?,
            RawConditionForm::Every { across, selects } => {
                let mut across = self.across(across)?;
                let selects = self.ranging(&mut across, |compiler| compiler.conditions(selects))?;
                ConditionForm::Every { across, selects }
            }
            RawConditionForm::Of { of, bound } => {
                let parts = self.conditions(of);
                self.check_count(bound, i64::try_from(of.len()).ok())?;
                ConditionForm::Of { parts: parts?, ordering: ordering(bound.comparison)?, count: bound.count.value }
            }
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
        let label = raw.label.as_ref().map(|label| Box::new(label_of(label)));
        Some(Condition { form, label, line: self.sources.line(&raw.span) })
    }

    fn has(
        &mut self,
        across: &RawAcross,
        selects: &[RawCondition],
        bound: Option<&CountBound>,
    ) -> Option<ConditionForm> {
        let mut across = self.across(across)?;
        // The same for every record that is bound outside: evaluated once.
        let outside = std::mem::replace(&mut self.outermost_read, usize::MAX);
        let depth = self.bound.len();
        let is_year_bound = self.year.is_bound();
        let selects = self.ranging(&mut across, |compiler| compiler.conditions(selects));
        let is_of_firm = self.outermost_read > depth && !is_year_bound;
        self.outermost_read = self.outermost_read.min(outside);
        let selects = selects?;
        let most = if let Across::Years { last, .. } = across { Some(i64::from(last)) } else { None };
        if let Some(bound) = bound {
            self.check_count(bound, most)?;
        }
        let (comparison, count) = bound.map_or(("at-least", 1), |bound| (bound.comparison, bound.count.value));
        let of_firm = is_of_firm.then(|| self.shared.next_once());
        Some(ConditionForm::Has { across, selects, ordering: ordering(comparison)?, count, of_firm })
    }

    /// Reports a number of things that is always there, or never; `most` is how many there can be.
    fn check_count(&mut self, bound: &CountBound, most: Option<i64>) -> Option<()> {
        self.mentions.count(bound.count.value);
        let is_from_one = matches!(bound.comparison, "at-least" | "below");
        let least = i64::from(is_from_one);
        let most = most.map_or(i64::MAX, |most| most - 1 + least);
        let is_open = (least..=most).contains(&bound.count.value);
        if !is_open {
            let problem = Problem::OutOfRange {
                text: bound.count.value.to_string(),
                fact: bound.comparison.into(),
                bounds: None,
            };
            self.sink.report(&bound.count.span, problem);
        }
        is_open.then_some(())
    }

    /// What a form ranges over.
    pub(super) fn across(&mut self, raw: &RawAcross) -> Option<Across> {
        if raw.record.value != "year" {
            for (key, span) in [
                ("last", raw.last.as_ref().map(|last| &last.span)),
                ("or-since", raw.or_since.as_ref().map(|since| &since.span)),
            ] {
                if let Some(span) = span {
                    let problem = Problem::MisplacedKey {
                        key: key.to_owned(),
                        form: "record",
                        allowed: Vec::new(),
                        suggestion: None,
                    };
                    self.sink.report(span, problem);
                }
            }
            return self.shared.vocabulary.record(&raw.record, self.sink).map(Across::Records);
        }
        let Some(last) = &raw.last else {
            self.sink.report(&raw.record.span, Problem::MissingKey { key: "last", within: "year" });
            return None;
        };
        let or_since = match &raw.or_since {
            None => None,
            Some(name) => Some(self.date(name)?),
        };
        let last = self.years(last, 1..=MOST_YEARS, "last")?;
        self.mentions.length(last.into(), Unit::Year);
        Some(Across::Years { last, or_since, of_firm: true })
    }

    /// A fact of the firm that is a date.
    fn date(&mut self, name: &Located<String>) -> Option<FactId> {
        let (fact, _) = self.fact(name, None)?;
        let kind = self.shared.vocabulary.dictionary.fact(fact).kind;
        if kind == Kind::Date {
            return Some(fact);
        }
        self.sink.report(&name.span, Problem::WrongKind { expected: "date", found: kind.word().to_owned() });
        None
    }

    /// A number of years within a range.
    pub(super) fn years(&self, raw: &Located<i64>, range: RangeInclusive<i16>, key: &str) -> Option<i16> {
        let found = i16::try_from(raw.value).ok().filter(|years| range.contains(years));
        if found.is_none() {
            let problem = Problem::OutOfRange { text: raw.value.to_string(), fact: key.into(), bounds: None };
            self.sink.report(&raw.span, problem);
        }
        found
    }

    /// Compiles with a record kind, or the years, bound.
    pub(super) fn ranging<T>(&mut self, across: &mut Across, compile: impl FnOnce(&mut Self) -> T) -> T {
        match across {
            Across::Records(record) => self.binding(*record, compile),
            Across::Years { of_firm, .. } => {
                let outer = std::mem::replace(&mut self.year, YearScope::Range);
                let unbound_year = self.mentions.unbound_year;
                let years = std::mem::take(&mut self.mentions.years);
                let compiled = compile(self);
                *of_firm = self.mentions.years.firm || !self.mentions.years.record;
                (self.year, self.mentions.unbound_year, self.mentions.years) = (outer, unbound_year, years);
                compiled
            }
        }
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
            return self.meets_other(name).map(ConditionForm::Meets);
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

    /// The conditions of a standard or support, of this document or, by its address, of another.
    fn meets_other(&mut self, name: &Located<String>) -> Option<DefinitionId> {
        let address = if name.value.contains('/') {
            name.value.clone()
        } else if self.has_conditions(&name.value) {
            format!("{}/{}", self.document, name.value)
        } else {
            let suggestion = self.suggestion(&name.value, false);
            self.sink.report(&name.span, Problem::UnknownName { name: name.value.clone(), suggestion });
            return None;
        };
        self.shared.elsewhere(Elsewhere::Conditions(address), &name.span, self.sources.line(&name.span))
    }

    /// Takes over what a definition mentions; reports records that are not bound where it is used.
    pub(super) fn mention(&mut self, mentions: &super::document::Mentions, name: &str, span: &Span) {
        self.mentions.figures.extend(mentions.figures.iter().copied());
        self.mentions.counts.extend(mentions.counts.iter().copied());
        for record in &mentions.unbound {
            self.need(*record, name, span);
        }
        if mentions.unbound_year {
            self.mentions.years.firm |= mentions.years.firm;
            self.mentions.years.record |= mentions.years.record;
            self.need_year(name, span);
        }
    }

    /// Notes that a fact of the bound year is read; reports it where none is bound.
    fn need_year(&mut self, name: &str, span: &Span) {
        if self.year.is_bound() {
            return;
        }
        self.outermost_read = 0;
        self.mentions.unbound_year = true;
        if !self.is_in_definition() {
            self.sink.report(span, Problem::WrongYear { fact: name.to_owned(), yearly: true });
        }
    }

    /// Notes that a fact of this record is read; reports it where the record is not bound.
    pub(super) fn need(&mut self, record: RecordId, name: &str, span: &Span) {
        let depth = self.bound.iter().rposition(|bound| *bound == record);
        self.outermost_read = self.outermost_read.min(depth.map_or(0, |depth| depth + 1));
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
        if let (Quantity::Fact { fact, year }, false) = (&left, kind.is_ordered()) {
            let test = self.membership(*fact, kind, comparison, right)?;
            return Some(ConditionForm::Among { fact: *fact, year: *year, test });
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
        let by_rank = ["at-least", "above", "at-most", "below"].contains(&comparison.value);
        if by_rank && self.shared.vocabulary.dictionary.fact(fact).ranked {
            return self.ranked(fact, ordering(comparison.value)?, right);
        }
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
        let area = self.area(kind, &names)?;
        Some(if is_none_of { Membership::NotWithin(area) } else { Membership::Within(area) })
    }

    /// The places or industries of these names.
    fn area(&self, kind: Kind, names: &[Located<String>]) -> Option<Area> {
        let vocabulary = &self.shared.vocabulary;
        let industry = |code| Area { members: vec![code], sets: Vec::new() };
        let found = names.iter().map(|name| {
            let is_place = kind == Kind::Place;
            if is_place { vocabulary.area(name, self.sink) } else { vocabulary.industry(name, self.sink).map(industry) }
        });
        // Every name is looked up, so that each wrong one is reported.
        let found: Vec<Option<Area>> = found.collect();
        let mut area = Area::default();
        for named in found {
            area.extend(named?);
        }
        Some(area)
    }

    /// The choices that stand in a relation to one of a ranked fact.
    fn ranked(&self, fact: FactId, ordering: Ordering, right: &RawQuantity) -> Option<Membership> {
        let RawQuantityForm::Text(text) = &right.form else { return self.wrong_kind(right, Kind::Choice) };
        let bar = self.choices(fact, &[Located { value: text.clone(), span: right.span.clone() }])?;
        let all = self.shared.vocabulary.dictionary.fact(fact).all_choices();
        let (below, above) = (Choices(all.0 & (bar.0 - 1)), Choices(all.0 & !bar.0 & !(bar.0 - 1)));
        Some(Membership::AnyOf(match ordering {
            Ordering::AtLeast => above.with(bar),
            Ordering::Above => above,
            Ordering::AtMost => below.with(bar),
            Ordering::Below => below,
            Ordering::Equal => bar,
        }))
    }

    pub(super) fn choices(&self, fact: FactId, names: &[Located<String>]) -> Option<Choices> {
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
    ) -> Option<(FactId, Option<Year>)> {
        let vocabulary = &self.shared.vocabulary;
        let id = vocabulary.fact_named(name, &self.bound, self.sink, || self.suggestion(&name.value, true))?;
        let dictionary = &vocabulary.dictionary;
        let (home, yearly) = (dictionary.fact(id).home, dictionary.fact(id).yearly);
        if let Home::Record(record) = home {
            self.need(record, &name.value, &name.span);
        }
        match year {
            Some(year) if !yearly => {
                self.sink.report(&year.span, Problem::WrongYear { fact: name.value.clone(), yearly });
                None
            }
            Some(year) => {
                let years = self.years(year, -MOST_YEARS..=0, "year")?;
                // A yearly fact that is derived counts from its own year.
                let is_own = self.year == YearScope::Own;
                Some((id, Some(if is_own { Year::Bound(years) } else { Year::AsOf(years) })))
            }
            None if yearly => {
                let years = &mut self.mentions.years;
                *(if home == Home::Year { &mut years.firm } else { &mut years.record }) = true;
                self.need_year(&name.value, &name.span);
                Some((id, Some(Year::Bound(0))))
            }
            None => Some((id, None)),
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
