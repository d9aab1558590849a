//! Rules in which one thing is changed: each such mutant stands for a mistake that a worked case should notice.

mod change;
mod item;

use crate::calendar::Day;
use crate::closed::closed;
use crate::compile::{is_alike, is_in_quantity, repeated};
use crate::report::SurvivorReport;
use crate::rulebook::{
    CapScope, Condition, Definition, DefinitionId, Document, Group, GroupRule, Meaning, Offer, Quantity, Rulebook,
    Standard, Standing, Support,
};
use crate::source::{Line, Sources};
use crate::words::{self, Lang};

use std::borrow::Cow;
use std::sync::Arc;

pub use item::mutants;

closed! {
    /// What a mutant changes.
    Operator {
        /// A figure is one unit higher: a fen, a hundredth of a per cent, one thing, one month.
        UnitMore "unit-more",
        /// A figure is one unit lower.
        UnitLess "unit-less",
        /// At least becomes above, at most becomes below, or the other way round.
        Bound "bound",
        /// All of some conditions become any of them, or the other way round.
        AllOrAny "all-or-any",
        /// A condition is not asked.
        Dropped "dropped",
        /// A cap is gone.
        CapDropped "cap-dropped",
        /// A floor is gone.
        FloorDropped "floor-dropped",
        /// Two neighbouring bands give what the other gives.
        Swapped "swapped",
        /// A date is a day earlier or later.
        Day "day",
        /// A cap or a group is of each record, or of the firm.
        Per "per",
        /// The members of a group do something else to each other.
        GroupRule "group-rule",
        /// One year more or less is gone through.
        Last "last",
    }
}

/// What is changed, before or after.
#[derive(Clone, Debug)]
pub enum Shown {
    /// It is gone.
    Nothing,
    /// A condition.
    Condition(Condition),
    /// A quantity.
    Quantity(Quantity),
    /// A date.
    Day(Day),
    /// A number of things or years.
    Count(i64),
    /// What a group does.
    Rule(GroupRule),
    /// What a cap is a cap of.
    Per(CapScope),
}

/// A mutant.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// What it changes.
    pub operator: Operator,
    /// The address of the support or standard in which it does, the name of the definition or group, or the address of the
    /// document.
    pub of: String,
    /// The document, as an index of [`Rulebook::documents`].
    pub document: usize,
    /// Where that is written.
    pub line: Line,
    was: Shown,
    becomes: Shown,
    /// What takes the place of what stands in the rulebook.
    parts: Vec<Part>,
}

/// A part of a rulebook, with its index there.
#[derive(Clone, Debug)]
enum Part {
    Support(usize, Box<Support>),
    Standard(usize, Box<Standard>),
    Definition(usize, Box<Definition>),
    Group(usize, Box<Group>),
    Document(usize, Box<Document>),
}

impl Part {
    /// Changes places with what stands in the rulebook.
    fn swap(&mut self, book: &mut Rulebook) {
        match self {
            Part::Support(at, part) => std::mem::swap(&mut **part, &mut Arc::make_mut(&mut book.supports)[*at]),
            Part::Standard(at, part) => std::mem::swap(&mut **part, &mut book.standards[*at]),
            Part::Definition(at, part) => std::mem::swap(&mut **part, &mut Arc::make_mut(&mut book.definitions)[*at]),
            Part::Group(at, part) => std::mem::swap(&mut **part, &mut book.groups[*at]),
            Part::Document(at, part) => std::mem::swap(&mut **part, &mut Arc::make_mut(&mut book.documents)[*at]),
        }
    }

    /// Notes anew what follows from the changed rules.
    fn note(&mut self, book: &Rulebook) {
        match self {
            Part::Support(_, support) => support.repeated = repeated(book, support),
            Part::Standard(_, standard) => standard.rule.repeated = repeated(book, &standard.rule),
            Part::Definition(..) | Part::Group(..) | Part::Document(..) => {}
        }
    }
}

/// Whether a support is answered alike whatever it asks and pays: it is only announced, a draft, or left to national law.
fn is_fixed(book: &Rulebook, support: &Support) -> bool {
    let has_days = support.application.opens.is_some() || support.application.closes.is_some();
    !has_days && (support.offer != Offer::Given || book.document_of(support).standing == Standing::Draft)
}

/// Whether a changed rule of a group makes no difference: members act on each other where two of them can bring money that
/// is stated, or one that gives way to what was received.
fn is_idle(book: &Rulebook, group: &Group, changed: &Group) -> bool {
    let given = || group.members.iter().map(|id| book.support(*id)).filter(|support| !is_fixed(book, support));
    let is_stated =
        |support: &&Support| !support.limits.is_empty() || !matches!(support.amount, None | Some(Quantity::Unstated));
    let stated = given().filter(is_stated).count();
    let is_among = |rules: &[GroupRule]| rules.contains(&group.rule) && rules.contains(&changed.rule);
    let is_same_else = group.per == changed.per && group.limits.is_empty() && changed.limits.is_empty();
    let is_free = stated == 1 && is_among(&[GroupRule::Sum, GroupRule::Unstated]);
    let is_unpaid =
        stated == 0 && is_among(&[GroupRule::Sum, GroupRule::Unstated, GroupRule::Highest, GroupRule::OneOf]);
    // Of what is paid alike the higher is taken, whether the text says so or that one alone can be had.
    let is_one = is_among(&[GroupRule::Highest, GroupRule::OneOf]);
    given().next().is_none() || (is_same_else && (is_free || is_unpaid || is_one))
}

impl Mutant {
    /// What the mutant answers to a question. The rulebook is whole again after.
    pub fn ask<T>(&self, book: &mut Rulebook, question: impl FnOnce(&Rulebook) -> T) -> T {
        let mut parts = self.parts.clone();
        for part in &mut parts {
            part.note(book);
            part.swap(book);
        }
        let answer = question(book);
        parts.iter_mut().rev().for_each(|part| part.swap(book));
        answer
    }

    /// Whether it surely answers every firm as the rule does: with the same status and the same amount.
    #[must_use]
    pub fn is_equivalent(&self, book: &Rulebook) -> bool {
        let is_defined = |part: &Part| matches!(part, Part::Definition(..));
        let mut other = Cow::Borrowed(book);
        for part in self.parts.iter().filter(|part| is_defined(part)) {
            part.clone().swap(other.to_mut());
        }
        self.parts.iter().all(|part| match part {
            Part::Support(at, support) => {
                is_fixed(book, support) || is_alike((book, &book.supports[*at]), (&other, support))
            }
            Part::Standard(at, standard) => is_alike((book, &book.standards[*at].rule), (&other, &standard.rule)),
            // What it decides is held against each rule of its document.
            Part::Definition(at, changed) => {
                let id = u16::try_from(*at).ok().map(DefinitionId);
                matches!(changed.meaning, Meaning::When(_)) && id.is_some_and(|id| !is_in_quantity(book, id))
            }
            Part::Group(at, group) => is_idle(book, &book.groups[*at], group),
            Part::Document(..) => false,
        })
    }

    /// What is told of it.
    #[must_use]
    pub fn report(&self, lang: Lang, book: &Rulebook, sources: &Sources) -> SurvivorReport {
        let text = |shown: &Shown| match shown {
            Shown::Nothing => words::gone(lang).to_owned(),
            Shown::Condition(condition) => words::condition(lang, book, condition),
            Shown::Quantity(quantity) => words::quantity(lang, book, quantity),
            Shown::Day(day) => day.to_string(),
            Shown::Count(count) => count.to_string(),
            Shown::Rule(rule) => rule.word().to_owned(),
            Shown::Per(scope) => words::per(lang, *scope).to_owned(),
        };
        SurvivorReport {
            file: sources.file(self.line.file).name.clone(),
            line: self.line.number,
            of: self.of.clone(),
            operator: self.operator.word(),
            was: text(&self.was),
            becomes: text(&self.becomes),
        }
    }
}
