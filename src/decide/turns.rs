//! Where the answer can turn over one fact: every comparison of the rules that reads it, in every place where the rules
//! ask it. A cap, a floor, an excess and a slice are comparisons, too.

use crate::calendar::Edge;
use crate::dictionary::{FactId, Kind};
use crate::evaluate::{Env, condition, for_each_member, quantity};
use crate::interval::{Interval, Ordering};
use crate::number::Number;
use crate::rulebook::visit::{self, Visit};
use crate::rulebook::{
    Across, Condition, ConditionForm, DefinitionId, Fold, Meaning, Quantity, ReferenceId, Rulebook, Support, SupportId,
    Year,
};
use crate::source::Line;
use crate::truth::Truth;

/// What a comparison is on one value of the fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Turn {
    /// It holds, or not, or that is open.
    Is(Truth),
    /// So many whole units.
    Units(Interval),
    /// It could not be computed.
    TooLarge,
}

/// A comparison, and the lists and years that are gone through to ask it.
#[derive(Clone, PartialEq, Debug)]
struct Asked {
    what: What,
    path: Vec<Step>,
}

#[derive(Clone, PartialEq, Debug)]
enum What {
    Compares(Condition),
    Counts(Quantity),
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Step {
    Each(Across),
    In(Year),
}

/// All comparisons that read a fact.
pub(super) struct Turns {
    asked: Vec<Asked>,
}

impl Turns {
    /// Those of these supports.
    pub(super) fn of(book: &Rulebook, supports: &[SupportId], fact: FactId) -> Turns {
        let mut asked = Vec::new();
        for support in supports.iter().map(|id| book.support(*id)) {
            let of_support = Finder {
                book,
                fact,
                line: support.line,
                path: Vec::new(),
                walked: Vec::new(),
                derived: Vec::new(),
                asked,
            };
            asked = of_support.found(support);
        }
        Turns { asked }
    }

    /// The figures with which the fact is compared as it is.
    pub(super) fn figures(&self, fact: FactId) -> Vec<Number> {
        let is_it = |side: &Quantity| matches!(side, Quantity::Fact { fact: other, .. } if *other == fact);
        let of = |asked: &Asked| {
            let What::Compares(Condition { form: ConditionForm::Compare { left, right, .. }, .. }) = &asked.what else {
                return None;
            };
            match (left, right) {
                (left, Quantity::Literal(number, _)) if is_it(left) => Some(*number),
                (Quantity::Literal(number, _), right) if is_it(right) => Some(*number),
                (_, _) => None,
            }
        };
        self.asked.iter().filter_map(of).collect()
    }

    /// What each of them is for a firm.
    pub(super) fn at(&self, env: &Env<'_>) -> Vec<Turn> {
        let mut turns = Vec::new();
        for Asked { what, path } in &self.asked {
            walk(env, path, &mut |env| {
                turns.push(match what {
                    What::Compares(part) => condition(env, part).map_or(Turn::TooLarge, |is| Turn::Is(is.truth)),
                    What::Counts(of) => quantity(env, of).map_or(Turn::TooLarge, |of| Turn::Units(of.interval)),
                });
            });
        }
        turns
    }
}

fn walk(env: &Env<'_>, path: &[Step], visit: &mut dyn FnMut(&Env<'_>)) {
    match path.split_first() {
        None => visit(env),
        Some((Step::In(year), rest)) => {
            walk(&Env { year: Some(env.calendar_year(*year)), edge: Edge::First, ..*env }, rest, visit);
        }
        Some((Step::Each(across), rest)) => {
            // A list that is not known has no members, whatever the fact is.
            let _ = for_each_member(env, *across, &mut |inner, _| {
                walk(inner, rest, visit);
                Ok(())
            });
        }
    }
}

/// Goes through all that decides a support.
struct Finder<'b> {
    book: &'b Rulebook,
    fact: FactId,
    /// Where the support is written.
    line: Line,
    path: Vec<Step>,
    /// Definitions and derived facts that were looked into, each on its path.
    walked: Vec<(DefinitionId, Vec<Step>)>,
    derived: Vec<(FactId, Vec<Step>)>,
    asked: Vec<Asked>,
}

impl Finder<'_> {
    fn found(mut self, support: &Support) -> Vec<Asked> {
        let each = support.for_each.map(|record| Step::Each(Across::Records(record)));
        self.path.extend(each);
        visit::all(&mut self, &support.selects);
        visit::all(&mut self, &support.conditions);
        support.amount.iter().chain(&support.kept).for_each(|amount| self.quantity(amount));
        for (amount, limit) in support.amount.iter().flat_map(|amount| support.limits.iter().map(move |l| (amount, l)))
        {
            self.compare(amount, &Quantity::Literal(limit.cap, Kind::Money));
        }
        self.asked
    }

    fn push(&mut self, what: What) {
        let asked = Asked { what, path: self.path.clone() };
        if !self.asked.contains(&asked) {
            self.asked.push(asked);
        }
    }

    /// The one against the other, where that reads the fact.
    fn compare(&mut self, left: &Quantity, right: &Quantity) {
        if reads(self.book, self.fact, |reader| [left, right].map(|side| reader.quantity(side))) {
            let (left, right) = (left.clone(), right.clone());
            let form = ConditionForm::Compare { left, ordering: Ordering::AtLeast, right };
            self.push(What::Compares(Condition::new(form, self.line)));
        }
    }
}

impl Visit for Finder<'_> {
    fn fact(&mut self, fact: FactId, year: Option<Year>) {
        let step = year.map(Step::In);
        self.path.extend(step);
        let here = (fact, self.path.clone());
        if !self.derived.contains(&here)
            && let Some(derivation) = self.book.derivations.get(&fact)
        {
            self.derived.push(here);
            visit::into_derivation(self, derivation);
        }
        if step.is_some() {
            self.path.pop();
        }
    }

    fn definition(&mut self, id: DefinitionId) {
        let here = (id, self.path.clone());
        if self.walked.contains(&here) {
            return;
        }
        self.walked.push(here);
        match &self.book.definition(id).meaning {
            Meaning::When(when) => visit::all(self, when),
            Meaning::Value(value) => self.quantity(value),
        }
    }

    fn ranging(&mut self, across: Across, inside: &mut dyn FnMut(&mut Self)) {
        self.path.push(Step::Each(across));
        inside(self);
        self.path.pop();
    }

    fn condition(&mut self, condition: &Condition) {
        if let ConditionForm::Compare { .. } = &condition.form
            && reads(self.book, self.fact, |reader| reader.condition(condition))
        {
            self.push(What::Compares(condition.clone()));
        }
        visit::into_condition(self, condition);
    }

    fn quantity(&mut self, quantity: &Quantity) {
        match quantity {
            Quantity::Bounded { inner, floor, cap } => {
                floor.iter().chain(cap).for_each(|bound| self.compare(inner, bound));
            }
            Quantity::Excess { whole, over } => self.compare(whole, over),
            Quantity::Fold { fold: Fold::Highest, parts } => {
                for (at, part) in parts.iter().enumerate() {
                    parts[..at].iter().for_each(|other| self.compare(part, other));
                }
            }
            Quantity::Slices { of, slices } => {
                let ends = slices.iter().filter_map(|slice| slice.up_to);
                ends.for_each(|end| self.compare(of, &Quantity::Literal(end, Kind::Money)));
            }
            Quantity::Units { per, of, .. } => {
                if reads(self.book, self.fact, |reader| [per, of].map(|part| reader.quantity(part))) {
                    let each = Box::new(Quantity::Literal(Number::ONE, Kind::Count));
                    self.push(What::Counts(Quantity::Units { each, per: per.clone(), of: of.clone() }));
                }
            }
            Quantity::Literal(..)
            | Quantity::Day(_)
            | Quantity::Unstated
            | Quantity::Unknown
            | Quantity::Fact { .. }
            | Quantity::Defined(_)
            | Quantity::Product { .. }
            | Quantity::Range { .. }
            | Quantity::Cases(_)
            | Quantity::Fold { .. }
            | Quantity::Across { .. }
            | Quantity::Count { .. }
            | Quantity::Ratio { .. }
            | Quantity::Growth { .. }
            | Quantity::AmountOf(_)
            | Quantity::Unclear { .. }
            | Quantity::Assumed { .. } => {}
        }
        visit::into_quantity(self, quantity);
    }
}

/// Whether something reads the fact, in whatever year, by whatever names.
fn reads<T>(book: &Rulebook, fact: FactId, visit: impl FnOnce(&mut Reader<'_>) -> T) -> bool {
    let mut reader = Reader { book, fact, walked: Vec::new(), derived: Vec::new(), found: false };
    visit(&mut reader);
    reader.found
}

struct Reader<'b> {
    book: &'b Rulebook,
    fact: FactId,
    walked: Vec<DefinitionId>,
    derived: Vec<FactId>,
    found: bool,
}

impl Visit for Reader<'_> {
    fn fact(&mut self, fact: FactId, _: Option<Year>) {
        self.found |= fact == self.fact;
        if !self.derived.contains(&fact)
            && let Some(derivation) = self.book.derivations.get(&fact)
        {
            self.derived.push(fact);
            visit::into_derivation(self, derivation);
        }
    }

    fn definition(&mut self, id: DefinitionId) {
        if self.walked.contains(&id) {
            return;
        }
        self.walked.push(id);
        match &self.book.definition(id).meaning {
            Meaning::When(when) => visit::all(self, when),
            Meaning::Value(value) => self.quantity(value),
        }
    }

    /// What it is may hang on anything.
    fn amount_of(&mut self, _: ReferenceId) {
        self.found = true;
    }
}
