//! Quantities of the graph, as [`super::super::quantity`] reads them.

use crate::calendar::{Edge, Phrase};
use crate::dictionary::FactId;
use crate::rulebook::{Across, Fold};
use crate::truth::{Reasons, Truth};

use super::facts::Seen;
use super::read::{At, Bound, Firm};
use super::span::{NO_HIGH, Odd, Span, units};
use super::{Term, TermId, TestId};

impl Firm<'_, '_> {
    /// What a quantity may be, found once for the firm where it reads nothing that is bound.
    pub(super) fn term(&mut self, at: At<'_>, id: TermId) -> Result<Span, Odd> {
        let graph = self.graph;
        let node = graph.term(id);
        if let Term::Fixed(span) = node.what {
            return Ok(span);
        }
        if node.is_bound {
            return self.found(at, id, &node.what);
        }
        if let Some(known) = self.known_term(id) {
            return known;
        }
        let found = self.found(at, id, &node.what);
        self.terms[id.0 as usize] = (self.number, found);
        found
    }

    /// A quantity in at least so many decimals.
    fn term_in(&mut self, at: At<'_>, id: TermId, scale: u32) -> Result<Span, Odd> {
        self.term(at, id)?.finer(scale - self.graph.scale(id))
    }

    /// Two quantities in the same decimals.
    pub(super) fn aligned(&mut self, at: At<'_>, a: TermId, b: TermId) -> Result<(Span, Span), Odd> {
        let scale = self.graph.scale(a).max(self.graph.scale(b));
        Ok((self.term_in(at, a, scale)?, self.term_in(at, b, scale)?))
    }

    fn found(&mut self, at: At<'_>, id: TermId, term: &Term) -> Result<Span, Odd> {
        let scale = self.graph.scale(id);
        match term {
            Term::Fixed(span) => Ok(*span),
            Term::Day(phrase, edge) => self.day(phrase, *edge),
            Term::Fact { fact, year } => {
                let (possible, reasons) = self.possible(at, *fact, *year)?;
                Ok(match possible {
                    Seen::Range(span) => Span::new(span.low, span.high, reasons),
                    Seen::Flag(_) | Seen::Choices { .. } | Seen::Code(_) | Seen::Text => Span::all(reasons),
                })
            }
            Term::Product(factor, of) => self.term(at, *factor)?.times(self.term(at, *of)?),
            Term::Range(from, up_to) => self.range(at, *from, *up_to, scale),
            Term::Units { each, per, of } => {
                let (each, of) = (self.term(at, *each)?, self.term(at, *of)?);
                each.times(of.units(*per))
            }
            Term::Cases(cases) => self.cases(at, cases, scale),
            Term::Slices { of, slices } => self.slices(at, *of, slices),
            Term::Fold(fold, parts) => {
                let mut folded = Folded::new(*fold);
                for part in parts {
                    folded.add(self.term_in(at, *part, scale)?, Truth::True, Reasons::NONE)?;
                }
                Ok(folded.finish())
            }
            Term::Across { fold, each, across, selects } => self.across(at, *fold, *each, *across, *selects),
            Term::Count { across, selects } => Ok(match self.count(at, *across, *selects)? {
                Some(tally) => tally.span(),
                None => Span::from_zero(Reasons::FACT),
            }),
            Term::Excess(whole, over) => {
                let (whole, over) = self.aligned(at, *whole, *over)?;
                Ok(whole.minus(over)?.at_least(Span::ZERO))
            }
            Term::Unclear(readings) => self.unclear_term(at, readings, scale),
            Term::Bounded { inner, floor, cap } => {
                let mut found = self.term_in(at, *inner, scale)?;
                if let Some(floor) = floor {
                    found = found.at_least(self.term_in(at, *floor, scale)?);
                }
                if let Some(cap) = cap {
                    found = found.at_most(self.term_in(at, *cap, scale)?);
                }
                Ok(found)
            }
        }
    }

    fn day(&self, phrase: &Phrase<FactId>, edge: Edge) -> Result<Span, Odd> {
        let day = match phrase {
            Phrase::Fixed(day) => *day,
            Phrase::Ago(count, unit) => self.as_of.earlier(*count, *unit, edge),
            Phrase::StartOfYear(years) => self.as_of.start_of_year(*years),
            Phrase::EndOfYear(years) => self.as_of.end_of_year(*years),
            Phrase::After(..) => return Err(Odd),
        };
        units(day.number(), 0).map(Span::point)
    }

    fn range(&mut self, at: At<'_>, from: Option<TermId>, up_to: Option<TermId>, scale: u32) -> Result<Span, Odd> {
        let mut reasons = match (from, up_to) {
            (Some(_), Some(_)) => Reasons::RANGE,
            (Some(_), None) => Reasons::AT_LEAST,
            (None, _) => Reasons::UP_TO,
        };
        let (mut low, mut high) = (0, NO_HIGH);
        if let Some(from) = from {
            let from = self.term_in(at, from, scale)?;
            (low, reasons) = (from.low, reasons | from.reasons);
        }
        if let Some(up_to) = up_to {
            let up_to = self.term_in(at, up_to, scale)?;
            (high, reasons) = (up_to.high, reasons | up_to.reasons);
        }
        Ok(Span::new(low, high, reasons))
    }

    fn slices(&mut self, at: At<'_>, of: TermId, slices: &[(Option<i64>, i64)]) -> Result<Span, Odd> {
        let of = self.term(at, of)?;
        let (mut sum, mut below) = (Span::ZERO, Span::ZERO);
        for (end, rate) in slices {
            let up_to = end.map_or(of, |end| of.at_most(Span::point(end)));
            let part = up_to.minus(below)?.at_least(Span::ZERO);
            sum = sum.plus(part.times(Span::point(*rate))?)?;
            below = end.map_or(below, Span::point);
        }
        Ok(Span::new(sum.low, sum.high, of.reasons))
    }

    fn cases(&mut self, at: At<'_>, cases: &[(TestId, TermId)], scale: u32) -> Result<Span, Odd> {
        let mut found: Option<Span> = None;
        let mut open = Reasons::NONE;
        for (when, gives) in cases {
            let verdict = self.test(at, *when)?;
            if verdict.truth == Truth::False {
                continue;
            }
            let gives = self.term_in(at, *gives, scale)?;
            let all = found.map_or(gives, |found| found.hull(gives, open));
            if verdict.truth == Truth::True {
                return Ok(all);
            }
            found = Some(all);
            open |= verdict.reasons;
        }
        Ok(found.map_or(Span::ZERO, |found| found.hull(Span::ZERO, open)))
    }

    fn unclear_term(&mut self, at: At<'_>, readings: &[TermId], scale: u32) -> Result<Span, Odd> {
        let mut found: Option<Span> = None;
        for reading in readings {
            let read = self.term_in(at, *reading, scale)?;
            found = Some(match found {
                Some(found) if (found.low, found.high) == (read.low, read.high) => found.hull(read, Reasons::NONE),
                Some(found) => found.hull(read, Reasons::SILENCE),
                None => read,
            });
        }
        Ok(found.unwrap_or(Span::from_zero(Reasons::SILENCE)))
    }

    fn across(&mut self, at: At<'_>, fold: Fold, each: TermId, across: Across, selects: TestId) -> Result<Span, Odd> {
        let mut folded = Folded::new(fold);
        let is_known = self.each_member(at, across, &mut |firm, at, counts, exists| {
            let counts = counts.and(firm.test(at, selects)?);
            if counts.truth == Truth::False {
                return Ok(());
            }
            let value = match exists.truth {
                Truth::True => firm.term(at, each)?,
                Truth::False => Span::ZERO,
                Truth::Unknown => firm.term(at, each)?.hull(Span::ZERO, exists.reasons),
            };
            folded.add(value, counts.truth, counts.reasons)
        })?;
        if is_known {
            return Ok(folded.finish());
        }
        let member = match across {
            Across::Records(record) => {
                let bound = Bound { record, index: None, outer: at.bound };
                self.term(At { bound: Some(&bound), ..at }, each)?
            }
            Across::Years { .. } => self.term(at, each)?,
        };
        let reasons = member.reasons | Reasons::FACT;
        Ok(if member.low >= 0 { Span::from_zero(reasons) } else { Span::all(reasons) })
    }
}

/// What was folded so far; of means there is none here.
struct Folded {
    fold: Fold,
    /// The sum; of the highest, that of those that are surely there.
    value: Option<Span>,
    /// The hull of those that are members only perhaps.
    perhaps: Option<Span>,
    surely: bool,
    reasons: Reasons,
}

impl Folded {
    fn new(fold: Fold) -> Folded {
        Folded { fold, value: None, perhaps: None, surely: false, reasons: Reasons::NONE }
    }

    fn add(&mut self, member: Span, belongs: Truth, reasons: Reasons) -> Result<(), Odd> {
        let is_sure = belongs == Truth::True;
        self.value = match self.fold {
            Fold::Mean => return Err(Odd),
            Fold::Sum => {
                let part = if is_sure { member } else { member.hull(Span::ZERO, Reasons::NONE) };
                Some(self.value.map_or(Ok(part), |value| value.plus(part))?)
            }
            Fold::Highest if is_sure => Some(self.value.map_or(member, |value| value.at_least(member))),
            Fold::Highest => self.value,
        };
        self.surely |= is_sure;
        if !is_sure {
            self.perhaps = Some(self.perhaps.map_or(member, |hull| hull.hull(member, Reasons::NONE)));
        }
        self.reasons |= member.reasons | reasons;
        Ok(())
    }

    fn finish(self) -> Span {
        let value = self.value.unwrap_or(Span::ZERO);
        let folded = match (self.fold, self.perhaps) {
            (Fold::Highest, Some(perhaps)) if !self.surely => perhaps.hull(Span::ZERO, Reasons::NONE),
            (Fold::Highest, Some(perhaps)) => value.hull(value.at_least(perhaps), Reasons::NONE),
            (Fold::Sum | Fold::Mean | Fold::Highest, _) => value,
        };
        Span::new(folded.low, folded.high, self.reasons)
    }
}
