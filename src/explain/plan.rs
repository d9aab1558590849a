//! The plan of a firm: what it best takes, what little change would bring more, and what little change would lose.

mod choices;
mod cliffs;

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::decide::{Change, Missed};
use crate::dictionary::RecordId;
use crate::evaluate::{Env, Evaluation, Item, Memo, Question, Status, SupportResult, condition, evaluate};
use crate::number::{Number, Overflow};
use crate::profile::{Profile, Value, key_of, text_of};
use crate::report::{
    AsOfFrom, Detail, Ends, PLAN_SCHEMA, PlanChange, PlanFact, PlanFirst, PlanNamed, PlanReport, PlanTarget, Report,
    StandardReport, SupportReport, Yuan,
};
use crate::rulebook::{Condition, ConditionForm, Offer, Rulebook, Support, SupportId};
use crate::source::Sources;
use crate::truth::Truth;
use crate::words::{self, Lang};

use super::curve::{label, open_cash};
use super::ladder::{is_to_be_had, with_titles};
use super::{Explainer, changes_of_reports, conditions, explain_standards, support};

/// Records of a support for which changes are looked for.
const MOST_RECORDS: usize = 12;

/// What a plan is made with.
struct Planner<'p> {
    lang: Lang,
    book: &'p Rulebook,
    profile: &'p Profile,
    question: Question,
    as_of: (Day, AsOfFrom),
    explainer: Explainer<'p>,
    names: BTreeMap<RecordId, Vec<String>>,
    evaluation: &'p Evaluation,
    now: &'p Report,
}

/// What is missed: a support for a record or the firm, or the standard of a title.
struct Target<'t> {
    told: PlanTarget,
    rule: &'t Support,
    record: Option<(RecordId, usize)>,
    support: Option<SupportId>,
    /// The key of the title.
    title: Option<String>,
}

/// The plan of this firm on this day, in a language.
///
/// # Errors
/// `Overflow` when a figure is too large to be told.
pub fn explain_plan(
    lang: Lang,
    (book, sources): (&Rulebook, &Sources),
    profile: &Profile,
    (as_of, strict): ((Day, AsOfFrom), bool),
) -> Result<PlanReport, Overflow> {
    let question = Question { as_of: as_of.0, strict };
    let evaluation = &evaluate(book, profile, question);
    let explainer = Explainer::new(lang, book, sources);
    let now = &explainer.explain(Detail::Answers, profile, as_of, evaluation);
    let names = support::record_names(lang, book, profile);
    let planner = Planner { lang, book, profile, question, as_of, explainer, names, evaluation, now };
    let standards = explain_standards(lang, book, sources, profile, as_of.0, evaluation);
    let (changes, out_of_reach) = planner.changes(&standards)?;
    let (low, high) = evaluation.cash();
    Ok(PlanReport {
        schema: PLAN_SCHEMA,
        as_of: as_of.0.to_string(),
        as_of_from: as_of.1,
        strict,
        enterprise: now.enterprise.clone(),
        total: Ends::of(low, high),
        open: open_cash(book, now),
        choices: planner.choices()?,
        cliffs: planner.cliffs()?,
        first: planner.first(),
        changes,
        out_of_reach,
    })
}

impl Planner<'_> {
    /// The smallest change for each that is missed, those of one set together; and what none reaches.
    fn changes(&self, standards: &[StandardReport]) -> Result<(Vec<PlanChange>, Vec<PlanTarget>), Overflow> {
        let mut found: Vec<(Vec<String>, Vec<Change>, Vec<Target<'_>>)> = Vec::new();
        let mut out_of_reach = Vec::new();
        for target in self.missed(standards) {
            let Some(changes) = self.missed_of(&target).smallest() else {
                out_of_reach.push(target.told);
                continue;
            };
            let set: Option<Vec<String>> = changes.iter().map(|change| self.setting(change)).collect();
            let Some(set) = set else { continue };
            match found.iter_mut().find(|(other, ..)| *other == set) {
                Some((.., targets)) => targets.push(target),
                None => found.push((set, changes, vec![target])),
            }
        }
        let mut told = Vec::new();
        for (set, changes, targets) in found {
            told.extend(self.change(set, &changes, &targets)?);
        }
        told.sort_by_key(|change| {
            let most = change.changes.iter().filter_map(|one| one.after.as_ref()?.high).max();
            std::cmp::Reverse((change.low, change.high.map_or(most, Some), std::cmp::Reverse(change.facts.len())))
        });
        Ok((told, out_of_reach))
    }

    /// What the firm misses and could have: supports that are given at its place, and titles.
    fn missed<'s>(&'s self, standards: &'s [StandardReport]) -> Vec<Target<'s>> {
        let mut targets = Vec::new();
        for result in &self.evaluation.supports {
            let rule = self.book.support(result.id);
            let is_open = result.is_in_play() || matches!(result.status, Status::DoesNotQualify | Status::Qualifies);
            if !is_open || rule.offer != Offer::Given || self.is_elsewhere(rule) {
                continue;
            }
            let missed = result.items.iter().filter(|item| is_missed(item));
            targets.extend(missed.take(MOST_RECORDS).map(|item| {
                let record = rule.for_each.zip(item.record);
                let name = words::support_name(self.lang, rule).to_owned();
                let told = self.target(&rule.address, name, record);
                Target { told, rule, record, support: Some(result.id), title: None }
            }));
        }
        for standard in
            standards.iter().filter(|standard| is_to_be_had(self.book, self.profile, self.question, standard))
        {
            let rule = self.book.standards.iter().map(|one| &one.rule).find(|rule| rule.address == standard.id);
            let Some(rule) = rule.filter(|rule| standard.status == Status::DoesNotQualify && !self.is_elsewhere(rule))
            else {
                continue;
            };
            let mut told = self.target(&rule.address, standard.name.clone(), None);
            told.is_title = true;
            targets.push(Target { told, rule, record: None, support: None, title: Some(standard.title.clone()) });
        }
        targets
    }

    fn target(&self, id: &str, name: String, record: Option<(RecordId, usize)>) -> PlanTarget {
        let record = record.and_then(|(kind, index)| self.names.get(&kind)?.get(index).cloned());
        PlanTarget { id: id.to_owned(), name, is_title: false, record, status: None }
    }

    /// Whether it does not apply where the firm is.
    fn is_elsewhere(&self, rule: &Support) -> bool {
        let memo = Memo::default();
        let env = Env::new(self.book, self.profile, self.question, &memo);
        let fails = |part: &Condition| {
            let is_scope = matches!(part.form, ConditionForm::Scope(_));
            is_scope && condition(&env, part).is_ok_and(|verdict| verdict.truth == Truth::False)
        };
        rule.conditions.iter().any(fails)
    }

    fn missed_of<'m>(&'m self, target: &'m Target<'_>) -> Missed<'m> {
        let (book, profile, question) = (self.book, self.profile, self.question);
        Missed { book, profile, question, rule: target.rule, record: target.record }
    }

    fn setting(&self, change: &Change) -> Option<String> {
        let fact = self.book.dictionary.fact(change.at.fact);
        Some(format!("{}={}", key_of(self.book, change.at), text_of(self.book, fact, &change.to)?))
    }

    /// All that a change brings; `None` where the engine finds that it reaches nothing.
    fn change(
        &self,
        set: Vec<String>,
        changes: &[Change],
        targets: &[Target<'_>],
    ) -> Result<Option<PlanChange>, Overflow> {
        let Some(first) = targets.first() else { return Ok(None) };
        let steps: Vec<_> = changes.iter().map(|change| (change.at, change.to.clone())).collect();
        let changed = self.missed_of(first).with(&steps);
        let titles: Vec<String> = targets.iter().filter_map(|target| target.title.clone()).collect();
        let changed = with_titles(self.book, &changed, &titles, self.question.as_of);
        let evaluation = evaluate(self.book, &changed, self.question);
        let then = self.explainer.explain(Detail::Answers, &changed, self.as_of, &evaluation);
        let (before, after) = (self.evaluation.cash(), evaluation.cash());
        let high = before.1.zip(after.1).map(|(before, after)| after.minus(before)).transpose()?;
        let terms = targets.iter().flat_map(|target| then.supports.iter().filter(|one| one.id == target.told.id));
        let terms = terms.flat_map(|one| one.terms.iter().map(|term| words::term_line(self.lang, &one.name, term)));
        let targets =
            targets.iter().filter_map(|target| self.reached(target, &evaluation, &changed)).collect::<Vec<_>>();
        if targets.is_empty() {
            return Ok(None);
        }
        Ok(Some(PlanChange {
            facts: changes.iter().map(|change| self.fact(change)).collect(),
            terms: terms.collect(),
            set,
            targets,
            titles,
            low: Yuan::try_from(after.0.minus(before.0)?)?,
            high: high.map(Yuan::try_from).transpose()?,
            changes: changes_of_reports(self.lang, self.now, &then),
            harms: self.harms(&evaluation),
        }))
    }

    /// A target as it is with the change, if it is missed no longer.
    fn reached(&self, target: &Target<'_>, evaluation: &Evaluation, changed: &Profile) -> Option<PlanTarget> {
        let mut told = target.told.clone();
        let Some(id) = target.support else {
            let missed = Missed { profile: changed, ..self.missed_of(target) };
            told.status = Some(Status::SubjectToJudgement).filter(|_| !missed.is_missed(&[]));
            return told.status.is_some().then_some(told);
        };
        let result = evaluation.supports.iter().find(|result| result.id == id)?;
        let index = target.record.map(|(_, index)| index);
        result.items.iter().find(|item| item.record == index).filter(|item| !is_missed(item))?;
        told.status = Some(result.status);
        Some(told)
    }

    fn fact(&self, change: &Change) -> PlanFact {
        let fact = self.book.dictionary.fact(change.at.fact);
        let value = |value: &Value| words::value(self.lang, self.book, fact, value);
        let by = match (&change.from, &change.to) {
            (Value::Number(from), Value::Number(to)) => words::more_or_less(self.lang, fact.kind, *from, *to),
            _ => None,
        };
        PlanFact {
            fact: key_of(self.book, change.at),
            label: label(self.lang, self.book, self.profile, change.at),
            from: value(&change.from),
            to: value(&change.to),
            by,
            unit: change.unit.map(|unit| conditions::plain(fact.kind, unit)),
            changes: change.changes.word(),
            next_year: change.at.year.is_some(),
        }
    }

    /// The supports that bring less, or are lost.
    fn harms(&self, then: &Evaluation) -> Vec<PlanNamed> {
        let is_harmed = |before: &&SupportResult| {
            let after = then.supports.iter().find(|after| after.id == before.id);
            let Some(after) = after else { return before.is_in_play() };
            let worth = |of: &Evaluation, result: &SupportResult| {
                let own = result.money.filter(|_| result.is_in_play()).map(|money| (money.low(), money.high()));
                of.counted.parts.get(&result.id).copied().or(own)
            };
            let is_lost = before.is_in_play() && !after.is_in_play() && after.status != Status::OpenToAll;
            let (old, new) = (worth(self.evaluation, before), worth(then, after));
            is_lost || old.is_some_and(|old| new.is_none_or(|new| is_less(new, old)))
        };
        let harmed = self.evaluation.supports.iter().filter(is_harmed);
        harmed.map(|result| self.named(result.id)).collect()
    }

    fn named(&self, id: SupportId) -> PlanNamed {
        let support = self.book.support(id);
        PlanNamed { id: support.address.clone(), name: words::support_name(self.lang, support).to_owned() }
    }

    /// What is not known and decides something, what decides most first.
    fn first(&self) -> Vec<PlanFirst> {
        let of_fact = words::missing_facts(self.now).into_iter().map(|(missing, _)| {
            let asks = self.now.supports.iter().filter(|support| support.missing.contains(missing));
            let most = |support: &SupportReport| {
                let amount = support.amount.as_ref()?;
                amount.if_granted.and_then(|ends| ends.high).or(amount.high)
            };
            PlanFirst {
                fact: missing.fact.clone(),
                label: missing.label.clone(),
                record: missing.record.clone(),
                supports: asks.clone().count(),
                most: asks.filter_map(most).max(),
            }
        });
        let mut first: Vec<PlanFirst> = of_fact.collect();
        first.sort_by_key(|one| std::cmp::Reverse((one.most, one.supports)));
        first
    }
}

/// Whether nothing but a change of the firm could bring it.
fn is_missed(item: &Item) -> bool {
    item.verdict.truth == Truth::False && item.selected != Truth::False
}

type Part = (Number, Option<Number>);

/// Whether less is sure, or less is possible.
fn is_less(new: Part, old: Part) -> bool {
    new.0 < old.0 || new.1.is_some_and(|new| old.1.is_none_or(|old| new < old))
}
