//! What is proved of rules holds for every firm.

use std::sync::atomic::{AtomicUsize, Ordering};

use zjtx::evaluate::{Binding, Env, Memo, Question, condition};
use zjtx::finding::{Called, Problem};
use zjtx::profile::Profile;
use zjtx::rulebook::{Condition, ConditionForm, Rulebook, Support};
use zjtx::source::Line;
use zjtx::truth::Truth;
use zjtx::words::{self, Lang};

use crate::oracle::generate::Shape;
use crate::oracle::text::Order;
use crate::sample::check;

/// No firm meets a support of which it is said that nobody does, nor misses a condition that is said to decide nothing.
#[test]
fn what_is_proved_of_rules_holds_for_every_firm() {
    let held = AtomicUsize::new(0);
    for shape in [Shape::Repeated, Shape::Any] {
        check(200, shape, 97, |sample| {
            let book = sample.engine.book();
            let proved = sample.engine.proved();
            let firm = sample.engine.firm(&sample.firm.text(Order::AsMade));
            let rules = book.supports.iter().chain(book.standards.iter().map(|standard| &standard.rule));
            for rule in rules {
                for (line, problem) in &proved {
                    if let Some(false) = holds(book, &firm, rule, *line, problem, &held) {
                        return Err(sample.fail(&format!("{}: {problem:?}", rule.address), &sample.firm));
                    }
                }
            }
            Ok(())
        });
    }
    assert!(held.load(Ordering::Relaxed) > 20, "hardly anything was proved: {held:?}");
}

/// Whether what is told is right of a firm and a rule; `None` where it is of another rule.
fn holds(
    book: &Rulebook,
    firm: &Profile,
    rule: &Support,
    line: Line,
    problem: &Problem,
    held: &AtomicUsize,
) -> Option<bool> {
    let mut parts = Vec::new();
    rule.selects.iter().chain(&rule.conditions).for_each(|part| apart(part, &mut parts));
    let called = |part: &Condition| words::condition(Lang::Zh, book, part);
    let is_called = |part: &Condition, name: &Called| *called(part) == *name.zh;
    let named = |by: &[Called]| {
        let find = |name: &Called| parts.iter().find(|part| is_called(part, name)).cloned();
        by.iter().map(find).collect::<Option<Vec<Condition>>>()
    };
    let records = rule.for_each.map_or(1, |record| firm.records.get(&record).map_or(0, Vec::len));
    let truth = |index: usize, of: &[Condition]| {
        let memo = Memo::default();
        let env = Env::new(book, firm, Question { as_of: firm.as_of.unwrap(), strict: false }, &memo);
        let binding = rule.for_each.map(|record| Binding { record, index: Some(index), outer: None });
        let env = Env { binding: binding.as_ref(), ..env };
        of.iter()
            .filter_map(|part| condition(&env, part).ok())
            .map(|verdict| verdict.truth)
            .min()
            .unwrap_or(Truth::True)
    };
    let all = |is_right: &dyn Fn(usize) -> bool| {
        held.fetch_add(1, Ordering::Relaxed);
        (0..records).all(is_right)
    };
    match problem {
        Problem::NeverHolds { is_support: true } if rule.line == line => {
            Some(all(&|index| truth(index, &rule.selects).and(truth(index, &rule.conditions)) != Truth::True))
        }
        Problem::NeverDecides { condition, by } => {
            let part = parts.iter().find(|part| part.line == line && is_called(part, condition))?.clone();
            let by = named(by)?;
            Some(all(&|index| {
                truth(index, &by) != Truth::True || truth(index, std::slice::from_ref(&part)) != Truth::False
            }))
        }
        Problem::UnreachableWay { condition, by } => {
            let way = ways(&parts).find(|way| way.line == line && is_called(way, condition))?.clone();
            let by = named(by)?;
            Some(all(&|index| {
                truth(index, &by) != Truth::True || truth(index, std::slice::from_ref(&way)) != Truth::True
            }))
        }
        Problem::SwallowedWay { condition, by } => {
            let way = ways(&parts).find(|way| way.line == line && is_called(way, condition))?.clone();
            let wider = ways(&parts).find(|way| is_called(way, by))?.clone();
            let truth = |index, of: &Condition| truth(index, std::slice::from_ref(of));
            Some(all(&|index| truth(index, &way) != Truth::True || truth(index, &wider) != Truth::False))
        }
        _ => None,
    }
}

/// The alternatives of conditions.
fn ways(parts: &[Condition]) -> impl Iterator<Item = &Condition> {
    parts.iter().flat_map(|part| if let ConditionForm::Any(ways) = &part.form { &ways[..] } else { &[] })
}

/// Conditions that hold together, each by itself.
fn apart(part: &Condition, parts: &mut Vec<Condition>) {
    match &part.form {
        ConditionForm::All(inner) => inner.iter().for_each(|part| apart(part, parts)),
        ConditionForm::None(inner) => parts.extend(inner.iter().map(|inner| Condition {
            form: ConditionForm::None(vec![inner.clone()]),
            label: None,
            line: inner.line,
        })),
        _ => parts.push(part.clone()),
    }
}
