//! Goes through the rules of a document as a case has them, and notes what it shows.

use std::sync::Arc;

use crate::cases::Case;
use crate::evaluate::{Env, Evaluation, Memo, all, condition, evaluate, for_each_member, quantity, support_result};
use crate::interval::Ordering;
use crate::report::Sight;
use crate::rulebook::{Across, Condition, ConditionForm, DefinitionId, Meaning, Quantity, Support, SupportId, Window};
use crate::source::Line;
use crate::truth::Truth;

use super::{Covered, What};

/// Notes what a case shows. A figure that is too large shows nothing.
pub(super) fn case(covered: &mut Covered<'_>, case: &Case) {
    let Some(line) = covered.points.first().map(|point| point.line) else { return };
    let book = &*case.part(covered.book);
    let own = &book.documents[covered.document];
    let evaluation = evaluate(book, &case.profile, case.as_of);
    let memo = Memo::with(&evaluation.amounts);
    let env = Env::new(book, &case.profile, case.as_of.into(), &memo);
    let mut walk = Walk { covered, line: None };
    let is_ahead = own.from.is_some_and(|from| case.as_of < from);
    let is_over = own.until.is_some_and(|until| until < case.as_of);
    let days = if is_ahead {
        Sight::Ahead
    } else if is_over {
        Sight::Over
    } else {
        Sight::Open
    };
    walk.covered.note_of(&What::Days(None), days);
    let scope = Condition::new(ConditionForm::Scope(own.scope.clone()), line);
    if let Ok(verdict) = condition(&env, &scope) {
        walk.covered.note_of(&What::Scope, sight(verdict.truth));
    }
    let document = walk.covered.document;
    for standard in book.standards.iter().filter(|standard| standard.rule.document == document) {
        walk.rule(&env, &standard.rule);
    }
    for id in book.support_ids().filter(|id| book.support(*id).document == document) {
        let support = book.support(id);
        walk.rule(&env, support);
        walk.limits(&env, id);
        if let Some(window) = support.application.window(case.as_of) {
            let sight = match window {
                Window::Ahead => Sight::Ahead,
                Window::Open => Sight::Open,
                Window::Closed => Sight::Over,
            };
            walk.covered.note_of(&What::Days(Some(id)), sight);
        }
    }
    walk.groups(&evaluation);
}

fn sight(truth: Truth) -> Sight {
    match truth {
        Truth::True => Sight::Met,
        Truth::False => Sight::Unmet,
        Truth::Unknown => Sight::Unknown,
    }
}

struct Walk<'w, 'b> {
    covered: &'w mut Covered<'b>,
    /// Where the quantity that is gone through begins.
    line: Option<Line>,
}

impl Walk<'_, '_> {
    /// A rule, for each record of which it speaks.
    fn rule(&mut self, env: &Env<'_>, rule: &Support) {
        self.line = Some(rule.line);
        let mut body = |env: &Env<'_>| {
            rule.selects.iter().chain(&rule.conditions).for_each(|part| self.condition(env, part));
            rule.amount.iter().chain(&rule.kept).for_each(|amount| self.quantity(env, amount));
        };
        match rule.for_each {
            None => body(env),
            Some(record) => each(env, Across::Records(record), &mut body),
        }
    }

    fn condition(&mut self, env: &Env<'_>, part: &Condition) {
        let Ok(verdict) = condition(env, part) else { return };
        let is_it = |what: &What| matches!(what, What::Condition(other) if other == part);
        self.covered.note(part.line, is_it, sight(verdict.truth));
        match &part.form {
            ConditionForm::All(parts)
            | ConditionForm::Any(parts)
            | ConditionForm::None(parts)
            | ConditionForm::Of { parts, .. } => parts.iter().for_each(|part| self.condition(env, part)),
            ConditionForm::Has { across, selects, .. } | ConditionForm::Every { across, selects } => {
                each(env, *across, &mut |env| selects.iter().for_each(|part| self.condition(env, part)));
            }
            ConditionForm::Unclear { readings, assume } => {
                let count = if assume.is_some() { 1 } else { readings.len() };
                readings.iter().take(count).for_each(|part| self.condition(env, part));
            }
            ConditionForm::Assumed { inner, .. } => self.condition(env, inner),
            ConditionForm::Meets(id) => self.definition(env, *id),
            ConditionForm::Compare { left, right, .. } => {
                [left, right].into_iter().for_each(|side| self.quantity(env, side));
            }
            ConditionForm::Among { .. } | ConditionForm::Judged(_) | ConditionForm::Scope(_) => {}
        }
    }

    fn definition(&mut self, env: &Env<'_>, id: DefinitionId) {
        let definition = env.book.definition(id);
        let outer = self.line.replace(definition.line);
        match &definition.meaning {
            Meaning::When(when) => when.iter().for_each(|part| self.condition(env, part)),
            Meaning::Value(value) => self.quantity(env, value),
        }
        self.line = outer;
    }

    fn quantity(&mut self, env: &Env<'_>, part: &Quantity) {
        match part {
            Quantity::Cases(_) => self.cases(env, part),
            Quantity::Bounded { inner, floor, cap } => {
                self.bounds(env, part, (inner, floor.as_deref(), cap.as_deref()));
                part.operands().into_iter().for_each(|part| self.quantity(env, part));
            }
            Quantity::Unclear { readings, assume } => {
                let count = if assume.is_some() { 1 } else { readings.len() };
                readings.iter().take(count).for_each(|part| self.quantity(env, part));
            }
            Quantity::Defined(id) => self.definition(env, *id),
            Quantity::Across { each: inner, across, selects, .. } => each(env, *across, &mut |env| {
                selects.iter().for_each(|part| self.condition(env, part));
                self.quantity(env, inner);
            }),
            Quantity::Count { across, selects } => {
                each(env, *across, &mut |env| selects.iter().for_each(|part| self.condition(env, part)));
            }
            Quantity::Product { .. }
            | Quantity::Excess { .. }
            | Quantity::Ratio { .. }
            | Quantity::Growth { .. }
            | Quantity::Units { .. }
            | Quantity::Range { .. }
            | Quantity::Slices { .. }
            | Quantity::Fold { .. }
            | Quantity::Assumed { .. } => part.operands().into_iter().for_each(|part| self.quantity(env, part)),
            Quantity::Literal(..)
            | Quantity::Day(_)
            | Quantity::Unstated
            | Quantity::Unknown
            | Quantity::Fact { .. }
            | Quantity::AmountOf(_) => {}
        }
    }

    /// The first case that holds, if it is known which.
    fn cases(&mut self, env: &Env<'_>, part: &Quantity) {
        let (Quantity::Cases(cases), Some(line)) = (part, self.line) else { return };
        for (at, case) in cases.iter().enumerate() {
            case.when.iter().for_each(|part| self.condition(env, part));
            match all(env, &case.when).map(|verdict| verdict.truth) {
                Ok(Truth::False) => {}
                Ok(Truth::True) => {
                    let is_it =
                        |what: &What| matches!(what, What::Case(other, number) if *number == at && other == part);
                    let line = case.when.first().map_or(line, |part| part.line);
                    self.covered.note(line, is_it, Sight::Taken);
                    return self.quantity(env, &case.gives);
                }
                Ok(Truth::Unknown) | Err(_) => return,
            }
        }
        self.covered.note(line, |what| matches!(what, What::NoCase(other) if other == part), Sight::Taken);
    }

    /// Whether a floor and a cap surely change what they bound, or surely don't.
    fn bounds(
        &mut self,
        env: &Env<'_>,
        part: &Quantity,
        (inner, floor, cap): (&Quantity, Option<&Quantity>, Option<&Quantity>),
    ) {
        let (Ok(inner), Some(line)) = (quantity(env, inner), self.line) else { return };
        let bound = |bound: Option<&Quantity>| bound.and_then(|bound| quantity(env, bound).ok());
        let sight_of = |truth: Truth| match truth {
            Truth::True => Some(Sight::Binds),
            Truth::False => Some(Sight::Free),
            Truth::Unknown => None,
        };
        if let Some(sight) =
            bound(floor).and_then(|floor| sight_of(inner.interval.compare(Ordering::Below, &floor.interval)))
        {
            self.covered.note(line, |what| matches!(what, What::Floor(other) if other == part), sight);
        }
        if let Some(sight) = bound(cap).and_then(|cap| sight_of(inner.interval.compare(Ordering::Above, &cap.interval)))
        {
            self.covered.note(line, |what| matches!(what, What::Cap(other) if other == part), sight);
        }
    }

    /// Whether each cap of a support changes what it brings.
    fn limits(&mut self, env: &Env<'_>, id: SupportId) {
        let count = env.book.support(id).limits.len();
        let Some(money) = (0..count).next().and_then(|_| support_result(env, id).money) else { return };
        for at in 0..count {
            let mut free = env.book.clone();
            Arc::make_mut(&mut free.supports)[id.index()].limits.remove(at);
            let memo = Memo::default();
            let without = support_result(&Env { book: &free, memo: &memo, ..env.under(env.strict, &memo) }, id).money;
            let is_same = without.is_some_and(|other| other.low() == money.low() && other.high() == money.high());
            self.covered.note_of(&What::Limit(id, at), if is_same { Sight::Free } else { Sight::Binds });
        }
    }

    /// Whether the members of each group act on each other, and whether its cap cuts them.
    fn groups(&mut self, evaluation: &Evaluation) {
        let book = self.covered.book;
        for (at, group) in book.groups.iter().enumerate() {
            let mut of_group = evaluation
                .groups
                .iter()
                .filter(|result| result.document == group.document && result.name == group.name);
            let pays = |id: &SupportId| {
                let result = evaluation.supports.iter().find(|result| result.id == *id);
                result.is_some_and(|result| result.money.is_some())
            };
            let is_cut = of_group.clone().any(|result| result.cut.is_some());
            if of_group.any(|result| result.chosen.len() + result.displaced.len() > 1) {
                self.covered.note_of(&What::Group(at), Sight::Acts);
            }
            if is_cut {
                self.covered.note_of(&What::GroupCap(at), Sight::Binds);
            } else if group.members.iter().any(pays) {
                self.covered.note_of(&What::GroupCap(at), Sight::Free);
            }
        }
    }
}

/// Visits each record or year that there may be.
fn each(env: &Env<'_>, across: Across, visit: &mut dyn FnMut(&Env<'_>)) {
    // Where a figure is too large, those before it were seen.
    let _ = for_each_member(env, across, &mut |env, member| {
        if member.belongs().truth != Truth::False {
            visit(env);
        }
        Ok(())
    });
}
