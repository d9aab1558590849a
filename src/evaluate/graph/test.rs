//! Conditions of the graph, as [`super::super::condition`] reads them.

use crate::dictionary::{FactId, Kind};
use crate::interval::Ordering;
use crate::rulebook::{Across, Area, Year};
use crate::truth::{Reasons, Truth, Verdict};

use super::super::condition;
use super::facts::Seen;
use super::read::{At, Firm};
use super::span::{Odd, Span, power};
use super::{TermId, Test, TestId};

impl Firm<'_, '_> {
    /// The verdict of a condition, found once for the firm where it reads nothing that is bound.
    pub(super) fn test(&mut self, at: At<'_>, id: TestId) -> Result<Verdict, Odd> {
        let graph = self.graph;
        let node = graph.test(id);
        if node.is_bound {
            return self.tested(at, &node.what);
        }
        if let Some(known) = self.known_test(id) {
            return known;
        }
        let found = self.tested(at, &node.what);
        self.tests[id.0 as usize] = (self.number, found);
        found
    }

    fn tested(&mut self, at: At<'_>, test: &Test) -> Result<Verdict, Odd> {
        match test {
            Test::Fixed(verdict) => Ok(*verdict),
            Test::Compare { left, ordering, right } => self.compare(at, *left, *ordering, *right),
            Test::Share { part, whole, ordering, than } => self.share(at, (*part, *whole), *ordering, *than),
            Test::Choice { fact, year, wanted } => {
                let (possible, reasons) = self.possible(at, *fact, *year)?;
                let many = self.graph.book.dictionary.fact(*fact).many;
                let truth = match possible {
                    Seen::Choices { must, may } => condition::meets(must, may, *wanted, many),
                    // Compile pairs kinds and tests; whatever else met would not be known.
                    Seen::Range(_) | Seen::Flag(_) | Seen::Code(_) | Seen::Text => Truth::Unknown,
                };
                Ok(open(truth, reasons))
            }
            Test::Flag { fact, year } => {
                let (possible, reasons) = self.possible(at, *fact, *year)?;
                let truth = if let Seen::Flag(flag) = possible { flag } else { Truth::Unknown };
                Ok(open(truth, reasons))
            }
            Test::Within { fact, year, area } => self.within(at, *fact, *year, self.graph.areas[*area]),
            Test::Has { across, selects, ordering, count } => self.has(at, *across, *selects, *ordering, *count),
            Test::Every { across, selects } => self.every(at, *across, *selects),
            Test::All(parts) => {
                parts.iter().try_fold(Verdict::MET, |verdict, part| Ok(verdict.and(self.test(at, *part)?)))
            }
            Test::Any(parts) => {
                parts.iter().try_fold(Verdict::UNMET, |verdict, part| Ok(verdict.or(self.test(at, *part)?)))
            }
            Test::Not(inner) => Ok(self.test(at, *inner)?.negate()),
            Test::Of { parts, ordering, count } => {
                let mut tally = Tally::default();
                for part in parts {
                    tally.add(self.test(at, *part)?);
                }
                Ok(tally.compare(*ordering, *count))
            }
            Test::Unclear(readings) => self.unclear_test(at, readings),
            Test::Scope(scope) => Ok(self.covers(*scope)),
        }
    }

    fn compare(&mut self, at: At<'_>, left: TermId, ordering: Ordering, right: TermId) -> Result<Verdict, Odd> {
        let (a, b) = self.aligned(at, left, right)?;
        let truth = a.compare(ordering, b);
        let reasons = a.reasons | b.reasons;
        if truth == Truth::Unknown && reasons.is_empty() { Err(Odd) } else { Ok(Verdict::new(truth, reasons)) }
    }

    /// A share of nothing is open, whatever it is compared with.
    fn share(
        &mut self,
        at: At<'_>,
        (part, whole): (TermId, TermId),
        ordering: Ordering,
        (than, decimals): (i64, u32),
    ) -> Result<Verdict, Odd> {
        let (a, b) = self.aligned(at, part, whole)?;
        let reasons = a.reasons | b.reasons;
        if b.low <= 0 && b.high >= 0 {
            let undefined = Reasons::SILENCE | Reasons::UNDEFINED;
            return Ok(Verdict::unknown(if b.is_point() { reasons | undefined } else { reasons }));
        }
        if !(a.is_point() && b.is_point() && b.low > 0) {
            return Err(Odd);
        }
        let [left, right] = [(a.low, power(decimals)?), (b.low, i128::from(than))]
            .map(|(end, by)| i128::from(end).checked_mul(by).ok_or(Odd));
        let (left, right) = (left?, right?);
        Ok(Verdict::new(
            Truth::from(match ordering {
                Ordering::AtLeast => left >= right,
                Ordering::Above => left > right,
                Ordering::AtMost => left <= right,
                Ordering::Below => left < right,
                Ordering::Equal => left == right,
            }),
            reasons,
        ))
    }

    fn within(&mut self, at: At<'_>, fact: FactId, year: Option<Year>, area: &Area) -> Result<Verdict, Odd> {
        let (possible, reasons) = self.possible(at, fact, year)?;
        let Seen::Code(code) = possible else { return Ok(open(Truth::Unknown, reasons)) };
        let book = self.graph.book;
        let tree = if book.dictionary.fact(fact).kind == Kind::Place { &book.places } else { &book.industries };
        let is_strict = self.graph.is_strict;
        Ok(condition::lies(area, tree, code, |_| !is_strict, reasons))
    }

    fn has(
        &mut self,
        at: At<'_>,
        across: Across,
        selects: TestId,
        ordering: Ordering,
        wanted: i64,
    ) -> Result<Verdict, Odd> {
        if let Some(tally) = self.count(at, across, selects)? {
            return Ok(tally.compare(ordering, wanted));
        }
        let any = Span::from_zero(Reasons::FACT);
        Ok(Verdict::new(any.compare(ordering, Span::point(wanted)), Reasons::FACT))
    }

    pub(super) fn count(&mut self, at: At<'_>, across: Across, selects: TestId) -> Result<Option<Tally>, Odd> {
        let mut tally = Tally::default();
        let is_known = self.each_member(at, across, &mut |firm, at, counts, exists| {
            tally.add(counts.and(exists).and(firm.test(at, selects)?));
            Ok(())
        })?;
        Ok(is_known.then_some(tally))
    }

    fn every(&mut self, at: At<'_>, across: Across, selects: TestId) -> Result<Verdict, Odd> {
        let mut verdict = Verdict::MET;
        let is_known = self.each_member(at, across, &mut |firm, at, counts, exists| {
            let met = exists.and(firm.test(at, selects)?);
            verdict = verdict.and(counts.negate().or(met));
            Ok(())
        })?;
        Ok(if is_known { verdict } else { Verdict::unknown(Reasons::FACT) })
    }

    fn unclear_test(&mut self, at: At<'_>, readings: &[TestId]) -> Result<Verdict, Odd> {
        let (mut met, mut unmet, mut reasons) = (0, 0, Reasons::NONE);
        for reading in readings {
            let verdict = self.test(at, *reading)?;
            met += usize::from(verdict.truth == Truth::True);
            unmet += usize::from(verdict.truth == Truth::False);
            reasons |= verdict.reasons;
        }
        Ok(condition::of_readings(met, unmet, readings.len(), reasons))
    }

    /// Firms of one place follow each other, so that the last answer is mostly that of the next.
    fn covers(&mut self, scope: usize) -> Verdict {
        if let Some((_, known)) = self.scopes[scope].filter(|(place, _)| *place == self.place) {
            return known;
        }
        let (graph, is_strict) = (self.graph, self.graph.is_strict);
        let found = condition::covers_place(graph.scopes[scope], &graph.book.places, self.place, &|_| !is_strict);
        self.scopes[scope] = Some((self.place, found));
        found
    }
}

/// What an unknown without a reason of its own is open for.
fn open(truth: Truth, reasons: Reasons) -> Verdict {
    Verdict::new(truth, if reasons.is_empty() { Reasons::FACT } else { reasons })
}

/// A number of things, some of them only perhaps.
#[derive(Default)]
pub(super) struct Tally {
    surely: i64,
    perhaps: i64,
    reasons: Reasons,
}

impl Tally {
    fn add(&mut self, verdict: Verdict) {
        self.surely += i64::from(verdict.truth == Truth::True);
        self.perhaps += i64::from(verdict.truth == Truth::Unknown);
        self.reasons |= verdict.reasons;
    }

    pub(super) fn span(&self) -> Span {
        Span::new(self.surely, self.surely + self.perhaps, self.reasons)
    }

    fn compare(&self, ordering: Ordering, wanted: i64) -> Verdict {
        Verdict::new(self.span().compare(ordering, Span::point(wanted)), self.reasons)
    }
}
