//! Which missing facts keep a support open: those that could still change its answer.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Phrase;
use crate::dictionary::{FactId, Home, Kind, RecordId};
use crate::evaluate::{
    Binding, Env, Membership, all, condition, for_each_member, is_decided_without, matters, quantity,
};
use crate::profile::{FactRef, Value};
use crate::report::MissingReport;
use crate::rulebook::{
    Across, ChoiceRule, Condition, ConditionForm, Derivation, Duration, Meaning, Quantity, Support, SupportId, Year,
};
use crate::truth::{Reasons, Truth};
use crate::words;

use super::Context;
use super::explainer::Walked;
use super::value::Wanted;

/// What decides how much, and not whether.
const AMOUNT: &str = "amount";

/// Missing facts of one support of which it is asked whether the answer hangs on them, which looks through all records
/// again. Of more, each is said to be missing: to ask for one that decides nothing misleads nobody.
const MOST_ASKED: usize = 200;

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

/// The missing facts of one record of a support, or of the firm, for which the conditions come to `whole`.
pub(super) fn facts(
    context: &Context<'_>,
    env: &Env<'_>,
    support: &Support,
    record: Option<&String>,
    whole: Truth,
) -> Vec<MissingReport> {
    if whole == Truth::False {
        return Vec::new();
    }
    let (asked, decides, within) = (Asked::default(), "status", None);
    let (rule, missing) = (Some(support), Missing::default());
    let mut found = Found { context, env, rule, record, asked: &asked, decides, within, missing };
    // What holds whatever is missing needs nothing.
    for part in support.selects.iter().chain(&support.conditions).filter(|_| whole == Truth::Unknown) {
        found.condition(env, part);
    }
    found.decides = AMOUNT;
    let periods = if let Some(Duration::For(periods)) = &support.duration { Some(periods) } else { None };
    support.amount.iter().chain(&support.kept).chain(periods).for_each(|amount| found.quantity(env, amount));
    found.missing.list
}

/// The missing facts on which one fact hangs, or what a rule file defines.
pub(super) fn of_value(context: &Context<'_>, env: &Env<'_>, wanted: Wanted) -> Vec<MissingReport> {
    let asked = Asked::default();
    let (decides, missing) = ("value", Missing::default());
    let mut found = Found { context, env, rule: None, record: None, asked: &asked, decides, within: None, missing };
    match wanted {
        Wanted::Fact(fact, year) => found.fact(env, fact, year.map(Year::AsOf)),
        Wanted::Defined(id) => match &env.book.definition(id).meaning {
            Meaning::Value(value) => found.quantity(env, value),
            Meaning::When(when) => found.conditions(env, when),
        },
    }
    found.missing.list
}

struct Found<'f> {
    context: &'f Context<'f>,
    /// The record that is asked about, or the firm.
    env: &'f Env<'f>,
    /// What hangs on it; a value by itself has no rule.
    rule: Option<&'f Support>,
    record: Option<&'f String>,
    asked: &'f Asked,
    decides: &'static str,
    /// The condition that is looked through.
    within: Option<&'f Within<'f>>,
    missing: Missing,
}

/// What was asked of missing facts.
#[derive(Default)]
struct Asked {
    /// Whether knowing a fact could change the amount, found once for each: many cases may turn on one fact.
    amount: RefCell<BTreeMap<FactRef, bool>>,
    /// How often it was asked whether the answer hangs on one.
    times: Cell<usize>,
    walked: Walked,
}

impl Asked {
    /// Whether so much was asked that it is not asked once more.
    fn is_enough(&self) -> bool {
        self.times.set(self.times.get() + 1);
        self.times.get() > MOST_ASKED
    }
}

/// Missing facts, each once, in the order in which they are found.
#[derive(Default)]
pub(super) struct Missing {
    seen: BTreeSet<(String, Option<String>)>,
    list: Vec<MissingReport>,
}

impl Missing {
    pub(super) fn push(&mut self, missing: MissingReport) {
        if self.seen.insert((missing.fact.clone(), missing.record.clone())) {
            self.list.push(missing);
        }
    }
}

/// A condition that is looked through, and those that it is a part of.
struct Within<'w> {
    env: &'w Env<'w>,
    part: &'w Condition,
    outer: Option<&'w Within<'w>>,
}

fn truth(env: &Env<'_>, part: &Condition) -> Truth {
    condition(env, part).map_or(Truth::Unknown, |verdict| verdict.truth)
}

/// The cases that may be the first to hold.
fn reached<'c, C>(env: &Env<'_>, cases: &'c [C], when: fn(&C) -> &[Condition]) -> Vec<&'c C> {
    let mut reached = Vec::new();
    for case in cases {
        match all(env, when(case)).map_or(Truth::Unknown, |verdict| verdict.truth) {
            Truth::False => {}
            Truth::Unknown => reached.push(case),
            Truth::True => {
                reached.push(case);
                break;
            }
        }
    }
    reached
}

impl Found<'_> {
    fn condition(&mut self, env: &Env<'_>, part: &Condition) {
        let Ok(verdict) = condition(env, part) else { return };
        if verdict.truth != Truth::Unknown || !verdict.reasons.contains(Reasons::FACT) {
            return;
        }
        let within = Within { env, part, outer: self.within };
        let missing = std::mem::take(&mut self.missing);
        let mut inner = Found { within: Some(&within), missing, ..*self };
        inner.parts(env, part);
        self.missing = inner.missing;
    }

    fn parts(&mut self, env: &Env<'_>, part: &Condition) {
        match &part.form {
            ConditionForm::Compare { left, right, .. } => {
                self.quantity(env, left);
                self.quantity(env, right);
            }
            ConditionForm::Among { fact, year, .. } => self.fact(env, *fact, *year),
            ConditionForm::Has { across, selects, .. } | ConditionForm::Every { across, selects } => {
                self.members(env, *across, selects, None);
            }
            ConditionForm::All(parts)
            | ConditionForm::Any(parts)
            | ConditionForm::None(parts)
            | ConditionForm::Of { parts, .. }
            | ConditionForm::Unclear { readings: parts, .. } => self.conditions(env, parts),
            ConditionForm::Assumed { inner, .. } => self.condition(env, inner),
            ConditionForm::Meets(id) => {
                if let Meaning::When(when) = &env.book.definition(*id).meaning
                    && self.asked.walked.again(*id)
                {
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

    /// What is missing of each record or year: to know whether it is one of those meant, and of what is wanted of it.
    fn members(&mut self, env: &Env<'_>, across: Across, selects: &[Condition], each: Option<&Quantity>) {
        if let Across::Records(record) = across
            && !env.profile.records.contains_key(&record)
        {
            return self.push(list(self.context, record));
        }
        let mut missing = Vec::new();
        let visited = for_each_member(env, across, &mut |inner, membership| {
            let is_out = membership.belongs().truth == Truth::False;
            if is_out || selects.iter().any(|part| truth(inner, part) == Truth::False) {
                return Ok(());
            }
            let name = self.context.member_name(inner, across);
            let record = name.as_ref().or(self.record);
            let mut found = Found { record, missing: Missing::default(), ..*self };
            found.conditions(inner, selects);
            each.into_iter().for_each(|each| found.quantity(inner, each));
            found.dates(env, across, *membership);
            missing.append(&mut found.missing.list);
            Ok(())
        });
        // A figure that is too large to be computed asks for nothing.
        if visited.is_ok() {
            missing.into_iter().for_each(|missing| self.push(missing));
        }
    }

    /// The dates that say whether a year counts. That the firm existed in it any figure of that year says, too.
    fn dates(&mut self, env: &Env<'_>, across: Across, membership: Membership) {
        let Across::Years { or_since, .. } = across else { return };
        let established = env.book.dictionary.established().filter(|_| self.missing.list.is_empty());
        for (verdict, date) in [(membership.exists, established), (membership.counts, or_since)] {
            if let Some(date) = date.filter(|_| verdict.truth == Truth::Unknown) {
                self.fact(env, date, None);
            }
        }
    }

    fn quantity(&mut self, env: &Env<'_>, wanted: &Quantity) {
        if quantity(env, wanted).is_ok_and(|estimate| estimate.interval.as_point().is_some()) {
            return;
        }
        match wanted {
            Quantity::Fact { fact, year } => self.fact(env, *fact, *year),
            Quantity::Day(Phrase::After(_, _, fact)) => self.fact(env, *fact, None),
            Quantity::AmountOf(id) => self.amount_of(env.book.referred(*id)),
            Quantity::Defined(id) => {
                if let Meaning::Value(value) = &env.book.definition(*id).meaning
                    && self.asked.walked.again(*id)
                {
                    self.quantity(env, value);
                }
            }
            Quantity::Cases(cases) => {
                for case in reached(env, cases, |case| &case.when) {
                    self.conditions(env, &case.when);
                    self.quantity(env, &case.gives);
                }
            }
            Quantity::Across { each, across, selects, .. } => self.members(env, *across, selects, Some(each)),
            Quantity::Count { across, selects } => self.members(env, *across, selects, None),
            Quantity::Literal(..)
            | Quantity::Day(_)
            | Quantity::Unstated
            | Quantity::Unknown
            | Quantity::Product { .. }
            | Quantity::Range { .. }
            | Quantity::Units { .. }
            | Quantity::Slices { .. }
            | Quantity::Fold { .. }
            | Quantity::Excess { .. }
            | Quantity::Ratio { .. }
            | Quantity::Growth { .. }
            | Quantity::Unclear { .. }
            | Quantity::Assumed { .. }
            | Quantity::Bounded { .. } => wanted.operands().into_iter().for_each(|part| self.quantity(env, part)),
        }
    }

    /// What is missing of another support, on whose amount this one hangs.
    fn amount_of(&mut self, id: SupportId) {
        let (context, support) = (self.context, self.context.book.support(id));
        let results = context.evaluation.supports.iter().filter(|result| result.id == id && result.is_in_play());
        for result in results {
            if let Some(record) = support.for_each.filter(|_| result.list_unknown) {
                self.push(MissingReport { decides: self.decides.to_owned(), ..list(context, record) });
            }
            for item in &result.items {
                let binding = support.for_each.map(|record| Binding { record, index: item.record, outer: None });
                let env = Env { binding: binding.as_ref(), ..context.env() };
                let name = support.for_each.zip(item.record).map(|(kind, index)| context.record_name(kind, index));
                for missing in facts(context, &env, support, name.as_ref(), item.verdict.truth) {
                    self.push(MissingReport { decides: self.decides.to_owned(), ..missing });
                }
            }
        }
    }

    fn choice(&mut self, env: &Env<'_>, rule: &ChoiceRule) {
        match rule {
            ChoiceRule::One(_) | ChoiceRule::Unknown => {}
            ChoiceRule::Assumed { inner, .. } => self.choice(env, inner),
            ChoiceRule::Cases(cases) => {
                for case in reached(env, cases, |case| &case.when) {
                    self.conditions(env, &case.when);
                    self.choice(env, &case.gives);
                }
            }
        }
    }

    /// A fact that is not stated: itself, or what it would follow from.
    fn fact(&mut self, env: &Env<'_>, fact: FactId, year: Option<Year>) {
        let declared = env.book.dictionary.fact(fact);
        if declared.judged_by.is_some() {
            return;
        }
        // Of what could not be read nothing else tells.
        if env.written(env.reference(fact, year)) == Some(&Value::Unread) {
            return self.add(env, fact, year);
        }
        let of = Env { year: env.reference(fact, year).year.or(env.year), ..*env };
        // What it would follow from is asked for; where that can't decide it, it is asked for itself.
        let mut inputs = Found { missing: Missing::default(), ..*self };
        match env.book.derivations.get(&fact) {
            None => {}
            Some(Derivation::When(when)) => return self.condition(&of, when),
            Some(Derivation::Value(value)) => inputs.quantity(&of, value),
            Some(Derivation::Choice(rule)) => inputs.choice(&of, rule),
        }
        if inputs.missing.list.is_empty() {
            self.add(env, fact, year);
        }
        inputs.missing.list.into_iter().for_each(|missing| self.push(missing));
    }

    fn add(&mut self, env: &Env<'_>, fact: FactId, year: Option<Year>) {
        let reference = env.reference(fact, year);
        // Of a list that is not known, the list itself is missing, not the facts of its records.
        let is_of_unknown_list =
            matches!(env.book.dictionary.fact(fact).home, Home::Record(_)) && reference.record.is_none();
        if is_of_unknown_list {
            return;
        }
        if self.hangs_on(reference) {
            let mut missing = self.context.missing(fact, reference.year, self.record, self.decides);
            // A place that is stated is stated too coarsely.
            if env.book.dictionary.fact(fact).kind == Kind::Place && env.stated(reference).is_some() {
                missing.label = words::more_exactly(self.context.lang, &missing.label);
            }
            if let Some(value @ Value::Within(_)) = env.written(reference) {
                missing.label = self.within_it(fact, value, &missing.label);
            }
            self.push(missing);
        }
    }

    /// Of a day that is stated as a month or a year, the day is missing; of a figure that is a band, the figure.
    fn within_it(&self, fact: FactId, value: &Value, label: &str) -> String {
        let (lang, book) = (self.context.lang, self.context.book);
        let fact = book.dictionary.fact(fact);
        if fact.kind == Kind::Date {
            return words::with_its_day(lang, label);
        }
        words::more_exactly_than(lang, label, &words::value(lang, book, fact, value))
    }

    /// Whether the answer may be another with this fact known.
    fn hangs_on(&self, reference: FactRef) -> bool {
        if self.decides == AMOUNT {
            return self.matters(reference);
        }
        let Some(rule) = self.rule else { return true };
        if self.asked.is_enough() {
            return true;
        }
        let mut around = std::iter::successors(self.within, |within| within.outer);
        let is_decided = |at: &Within<'_>| is_decided_without(at.env, at.part, rule, reference).unwrap_or(false);
        !around.any(is_decided)
    }

    fn matters(&self, reference: FactRef) -> bool {
        let known = self.asked.amount.borrow().get(&reference).copied();
        known.unwrap_or_else(|| {
            if self.asked.is_enough() {
                return true;
            }
            let of_rule = |rule| matters(self.env, rule, reference).unwrap_or(true);
            let found = self.rule.is_none_or(of_rule);
            self.asked.amount.borrow_mut().insert(reference, found);
            found
        })
    }

    fn push(&mut self, missing: MissingReport) {
        self.missing.push(missing);
    }
}
