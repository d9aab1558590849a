//! Bands of one figure: two that overlap and pay differently, and a higher one that pays less. And the firms that show
//! what was found of cases when they were compiled.

use std::collections::BTreeSet;

use crate::compile::cells::{Says, Scale, Space, Subject, Value};
use crate::dictionary::{Home, Kind};
use crate::finding::Problem;
use crate::interval::Interval;
use crate::number::Number;
use crate::rulebook::visit::{self, Visit};
use crate::rulebook::{Case, DefinitionId, Meaning, Quantity, Year};
use crate::source::Line;
use crate::truth::Truth;

use super::firm::{Firm, Point};
use super::{Prover, day_of};

/// Definitions and derived facts in one another that a firm is made for.
const DEEP: usize = 12;

/// Looks through the amounts of all supports, and through the definitions.
pub(super) fn prove(prover: &mut Prover<'_>) {
    let book = prover.book;
    for support in book.supports.iter() {
        let at = Point { as_of: day_of(book.document_of(support)), bound: support.for_each, year: None };
        each_cases(support.amount.iter(), &mut |cases| of_cases(prover, at, cases, support.line));
    }
    for definition in book.definitions.iter() {
        let document = book.documents.iter().find(|document| document.address == definition.document);
        if let (Meaning::Value(value), Some(document)) = (&definition.meaning, document) {
            let at = Point { as_of: day_of(document), bound: None, year: None };
            each_cases(std::iter::once(value), &mut |cases| of_cases(prover, at, cases, definition.line));
        }
    }
}

fn each_cases<'q>(quantities: impl Iterator<Item = &'q Quantity>, see: &mut dyn FnMut(&[Case])) {
    let mut found = Found(Vec::new());
    quantities.for_each(|quantity| found.quantity(quantity));
    found.0.iter().for_each(|cases| see(cases));
}

struct Found(Vec<Vec<Case>>);

impl Visit for Found {
    fn fact(&mut self, _: crate::dictionary::FactId, _: Option<Year>) {}

    fn definition(&mut self, _: DefinitionId) {}

    fn quantity(&mut self, quantity: &Quantity) {
        if let Quantity::Cases(cases) = quantity {
            self.0.push(cases.clone());
        }
        visit::into_quantity(self, quantity);
    }
}

/// Cases of one figure, piece by piece from the bottom up.
struct Bands<'c, 'b> {
    cases: &'c [Case],
    space: Space<'b>,
    pieces: Vec<Interval>,
    /// Of each piece, how far each case holds in it.
    truths: Vec<Vec<Truth>>,
    at: Point,
}

fn of_cases(prover: &mut Prover<'_>, at: Point, cases: &[Case], line: Line) {
    let Some(bands) = Bands::of(prover, at, cases) else { return };
    bands.shows(prover, line);
    bands.gaps(prover, line);
    bands.overlaps(prover, line);
    bands.falls(prover, line);
}

impl<'c, 'b> Bands<'c, 'b> {
    fn of(prover: &Prover<'b>, at: Point, cases: &'c [Case]) -> Option<Bands<'c, 'b>> {
        let mut space = Space::new(prover.words, &|_| true);
        let says: Vec<Says> = cases.iter().map(|case| space.all(&case.when)).collect();
        let (Subject::Number(of, Scale::Fixed), _) = space.only_subject()? else { return None };
        let home =
            if let Quantity::Fact { fact, .. } = of { Some(prover.book.dictionary.fact(*fact).home) } else { None };
        let bound = if let Some(Home::Record(record)) = home { Some(record) } else { at.bound };
        let values = space.values(0)?;
        let truths = values.iter().map(|value| {
            says.iter().map(|case| space.truth(case, std::slice::from_ref(value))).collect::<Vec<Truth>>()
        });
        let truths: Vec<Vec<Truth>> = truths.collect();
        let pieces =
            values.iter().filter_map(|value| if let Value::Number(piece) = value { Some(*piece) } else { None });
        Some(Bands { cases, pieces: pieces.collect(), truths, space, at: Point { bound, ..at } })
    }

    /// The first case that holds in a piece, where that is known.
    fn taken(&self, piece: usize) -> Option<usize> {
        let first = self.truths[piece].iter().position(|truth| *truth != Truth::False)?;
        (self.truths[piece][first] == Truth::True).then_some(first)
    }

    fn is_decided(&self, piece: usize) -> bool {
        !self.truths[piece].contains(&Truth::Unknown)
    }

    /// A firm of which the engine finds what the piece says.
    fn firm(&self, prover: &Prover<'b>, piece: usize, gives: Option<Number>) -> Option<Firm<'b>> {
        let mut firm = Firm::new(prover.book, self.at);
        firm.state(&self.space, &BTreeSet::from([0]), &[Value::Number(self.pieces[piece])], DEEP)?;
        let found = firm.estimate(&Quantity::Cases(self.cases.to_vec()))?.interval;
        let is_shown = gives.is_none_or(|gives| found.as_point() == Some(gives));
        is_shown.then_some(firm)
    }

    /// Shows the cases of which it was found that they never hold, or not once those before them are taken.
    fn shows(&self, prover: &mut Prover<'b>, line: Line) {
        let mut after = line.number;
        for case in 0..self.cases.len() {
            let until = self.line(case, line);
            let may_hold = |piece: &usize| self.truths[*piece][case] != Truth::False;
            let here = (0..self.pieces.len()).find(may_hold);
            let is_left = |piece: usize| !self.truths[piece][..case].contains(&Truth::True);
            let is_reached = (0..self.pieces.len()).filter(may_hold).any(is_left);
            if let Some(firm) = self.firm(prover, here.unwrap_or(0), None).filter(|_| !is_reached) {
                prover.show(&firm, (after, until), |problem| match here {
                    Some(_) => matches!(problem, Problem::UnreachableCase),
                    None => matches!(problem, Problem::NeverHolds { is_support: false }),
                });
            }
            after = until.number - 1;
        }
    }

    fn gaps(&self, prover: &mut Prover<'b>, line: Line) {
        let lines = (0..self.cases.len()).map(|case| self.line(case, line));
        let last = lines.max_by_key(|line| line.number).unwrap_or(line);
        for piece in 1..self.pieces.len() {
            let is_gap = self.is_decided(piece) && self.taken(piece).is_none() && self.taken(piece - 1).is_some();
            let Some(low) = self.pieces[piece].low.filter(|_| is_gap) else { continue };
            let Some(firm) = self.firm(prover, piece, Some(Number::ZERO)) else { continue };
            prover.show(&firm, (line.number, last), |problem| {
                matches!(problem, Problem::Gap { low: at, with_low, .. } if *at == low.at && *with_low != low.open)
            });
        }
    }

    /// Tells of two bands neither of which holds the other, where the first that holds takes what is in both.
    fn overlaps(&self, prover: &mut Prover<'b>, line: Line) {
        let holds = |case: usize| {
            (0..self.pieces.len())
                .filter(move |piece| self.truths[*piece][case] == Truth::True)
                .collect::<BTreeSet<_>>()
        };
        let pieces: Vec<BTreeSet<usize>> = (0..self.cases.len()).map(holds).collect();
        // One that is never taken is told as that.
        let is_taken = |case: &usize| (0..self.pieces.len()).any(|piece| self.taken(piece) == Some(*case));
        for second in (1..self.cases.len()).filter(is_taken) {
            let with = (0..second).find_map(|first| {
                let is_partial = !pieces[first].is_subset(&pieces[second]) && !pieces[second].is_subset(&pieces[first]);
                let differ = self.cases[first].gives != self.cases[second].gives;
                let mut both = pieces[first].intersection(&pieces[second]);
                let common = both.find(|piece| self.taken(**piece) == Some(first))?;
                (is_partial && differ).then_some((first, *common))
            });
            let Some((first, common)) = with else { continue };
            let Some(firm) = self.firm(prover, common, literal(&self.cases[first].gives)) else { continue };
            let place = self.line(second, line);
            prover.tell(place, Problem::OverlappingBands { first: first + 1, second: second + 1 }, Some(&firm));
        }
    }

    /// Tells of bands that pay less than one below.
    fn falls(&self, prover: &mut Prover<'b>, line: Line) {
        let paid: Vec<Option<(usize, Number)>> = (0..self.pieces.len())
            .map(|piece| self.taken(piece).and_then(|case| Some((case, literal(&self.cases[case].gives)?))))
            .collect();
        for piece in 1..paid.len() {
            let (Some((below, more)), Some((above, less))) = (paid[piece - 1], paid[piece]) else { continue };
            if below == above || less >= more || less.is_zero() {
                continue;
            }
            if self.firm(prover, piece - 1, Some(more)).is_none() {
                continue;
            }
            let Some(firm) = self.firm(prover, piece, Some(less)) else { continue };
            prover.tell(self.line(above, line), Problem::HigherPaysLess { more, less }, Some(&firm));
        }
    }

    fn line(&self, case: usize, line: Line) -> Line {
        self.cases[case].when.first().map_or(line, |part| part.line)
    }
}

/// The money that a case gives, where it is a figure.
fn literal(gives: &Quantity) -> Option<Number> {
    if let Quantity::Literal(number, Kind::Money) = gives { Some(*number) } else { None }
}
