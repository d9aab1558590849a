//! Bands and other cases held against each other: which case never holds, or not once those before it are taken, and
//! which values between two bands no case names. And conditions that can't hold together.

use crate::calendar::Edge;
use crate::dictionary::{Choices, Fact};
use crate::finding::{Called, Problem};
use crate::interval::Interval;
use crate::number::Number;
use crate::rulebook::{Condition, Quantity};
use crate::source::Span;
use crate::truth::Truth;

use super::cells::{Counts, Says, Scale, Space, Subject, Value, Words};
use super::document::DocumentCompiler;
use super::shared::Shared;

impl Shared {
    /// What conditions speak of, as far as it is compiled.
    pub(super) fn words(&self) -> Words<'_> {
        Words {
            dictionary: &self.vocabulary.dictionary,
            definitions: &self.definitions,
            places: &self.vocabulary.places,
            industries: &self.vocabulary.industries,
        }
    }
}

impl DocumentCompiler<'_> {
    /// Reports cases that never hold, and the values between two bands that none takes. Whether one of them always holds.
    pub(super) fn check_cases(&self, cases: &[(&[Condition], &Span)], whole: &Span) -> bool {
        let words = self.shared.words();
        let mut space = Space::new(words, &|_| true);
        let says: Vec<Says> = cases.iter().map(|(when, _)| space.all(when)).collect();
        let Some(cells) = space.cells() else { return cases.last().is_some_and(|(when, _)| when.is_empty()) };
        let truths: Vec<Vec<Truth>> =
            cells.iter().map(|cell| says.iter().map(|case| space.truth(case, cell)).collect()).collect();
        for (at, (_, span)) in cases.iter().enumerate() {
            let may_hold = |truths: &&Vec<Truth>| truths[at] != Truth::False;
            let is_left = |truths: &Vec<Truth>| !truths[..at].contains(&Truth::True);
            if !truths.iter().any(|truths| may_hold(&truths)) {
                self.sink.report(span, Problem::NeverHolds { is_support: false });
            } else if !truths.iter().filter(may_hold).any(is_left) {
                self.sink.report(span, Problem::UnreachableCase);
            }
        }
        gaps(words, &space, &says).into_iter().for_each(|gap| self.sink.report(whole, gap));
        truths.iter().all(|truths| truths.contains(&Truth::True))
    }

    /// Reports two bounds of which the lower one is above the upper one.
    pub(super) fn check_bounds(&self, low: (&'static str, &Quantity), high: (&'static str, &Quantity), span: &Span) {
        let words = self.shared.words();
        if let (Some((scale, least, _)), Some((other, most, _))) =
            (words.constant(low.1, Edge::First), words.constant(high.1, Edge::First))
            && scale == other
            && most < least
        {
            self.sink.report(span, Problem::ReversedBounds { low: low.0, high: high.0 });
        }
    }

    /// The most that these shares come to where no more of them are added than can hold together.
    pub(super) fn most_together(&self, shares: &[(&[Condition], Number)]) -> Option<Number> {
        let mut space = Space::new(self.shared.words(), &|_| true);
        let says: Vec<Says> = shares.iter().map(|(when, _)| space.all(when)).collect();
        let sum = |holds: &dyn Fn(&Says) -> bool| {
            let held = says.iter().zip(shares).filter(|(case, _)| holds(case));
            held.map(|(_, (_, share))| *share).try_fold(Number::ZERO, |sum, share| sum.plus(share).ok())
        };
        let Some(cells) = space.cells() else { return sum(&|_| true) };
        let sums: Option<Vec<Number>> =
            cells.iter().map(|cell| sum(&|case| space.truth(case, cell) != Truth::False)).collect();
        Some(sums?.into_iter().max().unwrap_or(Number::ZERO))
    }
}

/// Whether nothing meets both lists, where the facts that count are the same for both.
pub(super) fn are_apart(words: Words<'_>, one: &[Condition], other: &[Condition], counts: Counts<'_>) -> bool {
    let mut space = Space::new(words, counts);
    let both = [space.all(one), space.all(other)];
    space.may_meet(&both) == Some(false)
}

/// What lies between two bands and in none. Nothing is missing where something else is asked for too.
fn gaps(words: Words<'_>, space: &Space<'_>, cases: &[Says]) -> Vec<Problem> {
    let Some((subject, kind)) = space.only_subject() else { return Vec::new() };
    let is_taken =
        |value: Value| cases.iter().any(|case| space.truth(case, std::slice::from_ref(&value)) == Truth::True);
    match subject {
        Subject::Number(_, Scale::Fixed) => {
            let values = space.values(0).into_iter().flatten();
            let pieces = values.filter_map(|value| if let Value::Number(piece) = value { Some(piece) } else { None });
            let runs = runs_between(&pieces.collect::<Vec<_>>(), |piece| is_taken(Value::Number(*piece)));
            runs.iter().filter_map(|run| gap(run, kind.word())).collect()
        }
        Subject::Fact(fact, _) if is_order(words.dictionary.fact(*fact)) => {
            let fact = words.dictionary.fact(*fact);
            let choices: Vec<usize> = fact.all_choices().indices().collect();
            let runs = runs_between(&choices, |choice| is_taken(Value::Choices(Choices::one(*choice))));
            let called = |choice: &usize| {
                let choice = &fact.choices[*choice];
                Called { zh: choice.label.as_str().into(), en: choice.label_en.as_str().into() }
            };
            runs.iter().map(|run| Problem::GapOfChoices { choices: run.iter().map(called).collect() }).collect()
        }
        Subject::Number(..) | Subject::Fact(..) | Subject::Whole(_) => Vec::new(),
    }
}

/// Whether the choices are bands of an order.
fn is_order(fact: &Fact) -> bool {
    fact.ranked && !fact.many
}

fn gap(run: &[Interval], kind: &'static str) -> Option<Problem> {
    let (low, high) = (run.first()?.low?, run.last()?.high?);
    Some(Problem::Gap { low: low.at, with_low: !low.open, high: high.at, with_high: !high.open, kind })
}

/// The runs of what is not taken between the first and the last that is.
fn runs_between<T: Clone>(all: &[T], is_taken: impl Fn(&T) -> bool) -> Vec<Vec<T>> {
    let ends = all.iter().position(&is_taken).zip(all.iter().rposition(&is_taken));
    let Some((first, last)) = ends else { return Vec::new() };
    let runs = all[first..=last].chunk_by(|one, next| is_taken(one) == is_taken(next));
    runs.filter(|run| !is_taken(&run[0])).map(<[T]>::to_vec).collect()
}
