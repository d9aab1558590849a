//! What there is to be seen in the rules of a document, and in which ways.

use std::collections::BTreeSet;

use crate::dictionary::FactId;
use crate::rulebook::visit::{Visit, into_condition, into_quantity};
use crate::rulebook::{
    Condition, ConditionForm, DefinitionId, GroupName, GroupRule, Meaning, Offer, Quantity, Rulebook, Standing,
    Support, SupportId, Year,
};
use crate::source::{Line, Sources};

use super::{Point, What};
use crate::report::Sight::{self, Acts, Ahead, Binds, Free, Met, Open, Over, Taken, Unknown, Unmet};

/// All points of a document, in the order of the rulebook.
pub(super) fn points(book: &Rulebook, sources: &Sources, document: usize) -> Vec<Point> {
    let own = &book.documents[document];
    if own.standing == Standing::Draft {
        return Vec::new();
    }
    let supports = || book.all_supports().filter(|id| book.support(*id).document == document);
    let standards = || book.standards.iter().map(|standard| &standard.rule).filter(|rule| rule.document == document);
    let lines = supports().map(|id| book.support(id).line).chain(standards().map(|rule| rule.line));
    let Some(first) = lines.min_by_key(|line| line.number) else { return Vec::new() };
    let head = Line { number: 1, ..first };
    let mut found = Found { book, head, of: own.address.clone(), line: head, points: Vec::new() };
    found.days(sources.line_of_key(head, "from"), None, own.from.is_some(), own.until.is_some());
    if !own.scope.written.is_empty() {
        found.add(sources.line_of_key(head, "scope"), What::Scope, vec![Met, Unmet]);
    }
    for definition in book.definitions.iter().filter(|definition| definition.document == own.address) {
        definition.name.clone_into(&mut found.of);
        found.line = definition.line;
        match &definition.meaning {
            Meaning::When(when) => when.iter().for_each(|part| found.condition(part)),
            Meaning::Value(value) => found.quantity(value),
        }
    }
    // The place is one of the document; that it has begun is no condition of the text.
    let given = 1 + usize::from(own.from.is_none());
    standards().for_each(|rule| found.rule(rule, given));
    // What is only announced is answered alike, whatever it asks and pays.
    for id in supports().filter(|id| book.support(*id).offer == Offer::Given) {
        let support = book.support(id);
        found.rule(support, given);
        for limit in 0..support.limits.len() {
            found.add(support.line, What::Limit(id, limit), vec![Binds, Free]);
        }
        let apply = &support.application;
        let line = sources.line_of_key(support.line, "apply");
        found.days(line, Some(id), apply.opens.is_some(), apply.closes.is_some());
    }
    for (at, group) in book.groups.iter().enumerate().filter(|(_, group)| group.document == Some(document)) {
        let (GroupName::Given { zh, .. }, Some(first)) = (&group.name, group.members.first()) else { continue };
        found.of.clone_from(zh);
        let quoted = format!("\"{zh}\"");
        let line = sources.line_below(head, |text| text.starts_with("name") && text.contains(&quoted));
        let line = if line == head { book.support(*first).line } else { line };
        let is_given = |id: &&SupportId| book.support(**id).offer == Offer::Given;
        // What adds up does so one by one.
        let acts = group.rule != GroupRule::Sum || !group.limits.is_empty();
        if acts && group.members.iter().filter(is_given).count() > 1 {
            found.add(line, What::Group(at), vec![Acts]);
        }
        if !group.limits.is_empty() {
            found.add(line, What::GroupCap(at), vec![Binds, Free]);
        }
    }
    found.points
}

struct Found<'b> {
    book: &'b Rulebook,
    /// The first line of the document.
    head: Line,
    of: String,
    /// The line of what is gone through.
    line: Line,
    points: Vec<Point>,
}

impl Found<'_> {
    fn add(&mut self, line: Line, what: What, wanted: Vec<Sight>) {
        let is_new = !self.points.iter().any(|point| point.line == line && point.what == what);
        // What another document says is seen with that one.
        if is_new && !wanted.is_empty() && line.file == self.head.file {
            self.points.push(Point { of: self.of.clone(), line, what, wanted, seen: BTreeSet::new() });
        }
    }

    fn days(&mut self, line: Line, of: Option<SupportId>, begins: bool, ends: bool) {
        let sights = [begins.then_some(Ahead), (begins || ends).then_some(Open), ends.then_some(Over)];
        self.add(line, What::Days(of), sights.into_iter().flatten().collect());
    }

    fn rule(&mut self, rule: &Support, given: usize) {
        rule.address.clone_into(&mut self.of);
        self.line = rule.line;
        rule.selects.iter().chain(rule.conditions.iter().skip(given)).for_each(|part| self.condition(part));
        rule.amount.iter().chain(&rule.kept).for_each(|amount| self.quantity(amount));
    }
}

impl Visit for Found<'_> {
    fn fact(&mut self, _: FactId, _: Option<Year>) {}

    // Each definition is gone through by itself.
    fn definition(&mut self, _: DefinitionId) {}

    fn condition(&mut self, condition: &Condition) {
        let wanted = outcomes(self.book, condition);
        self.add(condition.line, What::Condition(condition.clone()), wanted);
        if let ConditionForm::Unclear { readings, assume: Some(_) } = &condition.form {
            // Where one is assumed, no worked case asks for the others.
            readings.first().into_iter().for_each(|part| self.condition(part));
        } else {
            into_condition(self, condition);
        }
    }

    fn quantity(&mut self, quantity: &Quantity) {
        match quantity {
            Quantity::Cases(cases) => {
                for (at, case) in cases.iter().enumerate() {
                    let line = case.when.first().map_or(self.line, |part| part.line);
                    self.add(line, What::Case(quantity.clone(), at), vec![Taken]);
                    self.quantity(&case.gives);
                }
                if cases.iter().all(|case| !case.when.is_empty()) {
                    self.add(self.line, What::NoCase(quantity.clone()), vec![Taken]);
                }
            }
            Quantity::Unclear { readings, assume: Some(_) } => {
                readings.first().into_iter().for_each(|part| self.quantity(part));
            }
            other => {
                if let Quantity::Bounded { floor, cap, .. } = other {
                    floor.iter().for_each(|_| self.add(self.line, What::Floor(other.clone()), vec![Binds, Free]));
                    cap.iter().for_each(|_| self.add(self.line, What::Cap(other.clone()), vec![Binds, Free]));
                }
                into_quantity(self, other);
            }
        }
    }
}

/// How a condition can come out, as far as its form says.
fn outcomes(book: &Rulebook, condition: &Condition) -> Vec<Sight> {
    let [met, unmet, unknown] = possible(book, condition);
    let sights = [met.then_some(Met), unmet.then_some(Unmet), unknown.then_some(Unknown)];
    sights.into_iter().flatten().collect()
}

/// Whether it can be met, unmet, and unknown.
fn possible(book: &Rulebook, condition: &Condition) -> [bool; 3] {
    let of = |parts: &[Condition]| parts.iter().map(|part| possible(book, part)).collect::<Vec<_>>();
    let every = |parts: &[[bool; 3]], at: usize| parts.iter().all(|part| part[at]);
    let some = |parts: &[[bool; 3]], at: usize| parts.iter().any(|part| part[at]);
    match &condition.form {
        ConditionForm::Judged(_) => [false, false, true],
        // Where a place is stated too coarsely is the list of places' matter.
        ConditionForm::Scope(_) => [true, true, false],
        ConditionForm::All(parts) => {
            let parts = of(parts);
            [every(&parts, 0), some(&parts, 1), some(&parts, 2)]
        }
        ConditionForm::Any(parts) => {
            let parts = of(parts);
            [some(&parts, 0), every(&parts, 1), some(&parts, 2)]
        }
        ConditionForm::None(parts) => {
            let parts = of(parts);
            [every(&parts, 1), some(&parts, 0), some(&parts, 2)]
        }
        ConditionForm::Assumed { inner, .. } => possible(book, inner),
        ConditionForm::Unclear { readings, assume: Some(_) } => {
            readings.first().map_or([true; 3], |first| possible(book, first))
        }
        ConditionForm::Unclear { readings, assume: None } => {
            let readings = of(readings);
            [every(&readings, 0), every(&readings, 1), true]
        }
        ConditionForm::Meets(id) => match &book.definition(*id).meaning {
            Meaning::When(when) => {
                let parts = of(when);
                [every(&parts, 0), some(&parts, 1), some(&parts, 2)]
            }
            Meaning::Value(_) => [true; 3],
        },
        ConditionForm::Compare { left, right, .. } if is_known(left) && is_known(right) => [false; 3],
        ConditionForm::Compare { .. }
        | ConditionForm::Among { .. }
        | ConditionForm::Has { .. }
        | ConditionForm::Every { .. }
        | ConditionForm::Of { .. } => [true; 3],
    }
}

/// Whether a quantity is the same for every firm.
fn is_known(quantity: &Quantity) -> bool {
    matches!(quantity, Quantity::Literal(..))
}
