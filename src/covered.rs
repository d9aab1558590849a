//! What the worked cases have seen of a document's rules: each condition met, unmet and unknown, each case of an amount
//! taken, each cap and floor binding and not, each group at work, each day on which something begins or ends.

mod points;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use crate::cases::Case;
use crate::report::{DocumentCoverage, Fraction, Sight, UncoveredReport};
use crate::rulebook::{Condition, Quantity, Rulebook, SupportId};
use crate::source::{Line, Sources};
use crate::words::{self, Lang};

/// What is to be seen.
#[derive(Clone, PartialEq, Debug)]
enum What {
    Condition(Condition),
    /// The places of the document.
    Scope,
    /// One of the cases of an amount, by its number.
    Case(Quantity, usize),
    /// None of them.
    NoCase(Quantity),
    Cap(Quantity),
    Floor(Quantity),
    /// A cap of a support, by its number.
    Limit(SupportId, usize),
    /// A group, by its index in the rulebook, and whether it is its cap.
    Group(usize),
    GroupCap(usize),
    /// The days of the document, or of applications for a support.
    Days(Option<SupportId>),
}

/// One thing to be seen, in all the ways that there are.
#[derive(Clone, Debug)]
struct Point {
    /// The support, standard, definition or group; else the document.
    of: String,
    line: Line,
    what: What,
    wanted: Vec<Sight>,
    seen: BTreeSet<Sight>,
}

/// What is seen of one document.
#[derive(Clone, Debug)]
pub struct Covered<'b> {
    book: &'b Rulebook,
    document: usize,
    points: Vec<Point>,
    /// The numbers of the points on a line.
    by_line: BTreeMap<u32, Vec<usize>>,
}

impl<'b> Covered<'b> {
    /// Nothing seen yet.
    #[must_use]
    pub fn new(book: &'b Rulebook, sources: &Sources, document: usize) -> Covered<'b> {
        let points = points::points(book, sources, document);
        let mut by_line: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (at, point) in points.iter().enumerate() {
            by_line.entry(point.line.number).or_default().push(at);
        }
        Covered { book, document, points, by_line }
    }

    /// Sees what a case shows.
    pub fn see(&mut self, case: &Case) {
        walk::case(self, case);
    }

    /// Notes that something was seen, where there is such a point.
    fn note(&mut self, line: Line, is_it: impl Fn(&What) -> bool, sight: Sight) {
        let Some(on_line) = self.by_line.get(&line.number) else { return };
        for at in on_line {
            let point = &mut self.points[*at];
            if point.line == line && is_it(&point.what) {
                point.seen.insert(sight);
            }
        }
    }

    /// Notes it of a point that has no line of its own.
    fn note_of(&mut self, what: &What, sight: Sight) {
        self.points.iter_mut().filter(|point| point.what == *what).for_each(|point| {
            point.seen.insert(sight);
        });
    }

    /// What was seen of all that there is.
    #[must_use]
    pub fn report(&self, lang: Lang, sources: &Sources) -> DocumentCoverage {
        let lacking = |point: &&Point| point.wanted.iter().any(|sight| !point.seen.contains(sight));
        let report = |point: &Point| UncoveredReport {
            file: sources.file(point.line.file).name.clone(),
            line: point.line.number,
            of: point.of.clone(),
            what: self.told(lang, &point.what),
            lacking: point.wanted.iter().filter(|sight| !point.seen.contains(sight)).copied().collect(),
        };
        let mut parts: BTreeMap<&str, Fraction> = BTreeMap::new();
        let mut whole = Fraction::default();
        for point in &self.points {
            let seen = point.wanted.iter().filter(|sight| point.seen.contains(sight)).count();
            let fraction = Fraction { seen, all: point.wanted.len() };
            parts.entry(&point.of).or_default().add(fraction);
            whole.add(fraction);
        }
        DocumentCoverage {
            document: self.book.documents[self.document].address.clone(),
            whole,
            parts: parts.into_iter().map(|(of, part)| (of.to_owned(), part)).collect(),
            uncovered: self.points.iter().filter(lacking).map(report).collect(),
        }
    }

    fn told(&self, lang: Lang, what: &What) -> String {
        match what {
            What::Condition(condition) => words::condition(lang, self.book, condition),
            What::Scope => words::covered_scope(lang).to_owned(),
            What::Case(cases, at) => {
                let gives = if let Quantity::Cases(cases) = cases { cases.get(*at) } else { None };
                let gives = gives.map(|case| words::quantity(lang, self.book, &case.gives)).unwrap_or_default();
                words::covered_case(lang, at + 1, &gives)
            }
            What::NoCase(_) => words::covered_no_case(lang).to_owned(),
            What::Cap(Quantity::Bounded { cap: Some(cap), .. }) => {
                words::covered_cap(lang, &words::quantity(lang, self.book, cap))
            }
            What::Floor(Quantity::Bounded { floor: Some(floor), .. }) => {
                words::covered_floor(lang, &words::quantity(lang, self.book, floor))
            }
            What::Cap(other) | What::Floor(other) => words::quantity(lang, self.book, other),
            What::Limit(id, at) => {
                let limit = self.book.support(*id).limits.get(*at);
                words::covered_cap(lang, &limit.map(|limit| words::money(lang, limit.cap)).unwrap_or_default())
            }
            What::Group(_) => words::covered_group(lang).to_owned(),
            What::GroupCap(_) => words::covered_group_cap(lang).to_owned(),
            What::Days(None) => words::covered_days(lang).to_owned(),
            What::Days(Some(_)) => words::covered_window(lang).to_owned(),
        }
    }
}
