//! One firm in the graph: what it states, what was found of it, and what a fact may be.

use crate::calendar::Day;
use crate::codes::CodeId;
use crate::dictionary::{Choices, FactId, Home, RecordId};
use crate::interval::Ordering;
use crate::profile::{FactRef, Profile};
use crate::rulebook::{Across, SupportId, Year};
use crate::truth::{Reasons, Truth, Verdict};

use super::facts::{self, Seen, Stated};
use super::lower::scale_of;
use super::span::{Odd, Span};
use super::{Derived, Graph, Ladder, TermId, TestId};

/// A record that is bound.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound<'a> {
    pub(crate) record: RecordId,
    /// `None` for a record of which nothing is known.
    pub(crate) index: Option<usize>,
    pub(crate) outer: Option<&'a Bound<'a>>,
}

/// The records and the year that are bound.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct At<'a> {
    pub(crate) bound: Option<&'a Bound<'a>>,
    pub(crate) year: Option<i16>,
}

/// What a support asks of a firm, and what it pays before its limits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Found {
    /// Whether it speaks of the record.
    pub(crate) selected: Verdict,
    /// Whether that and its conditions are met.
    pub(crate) verdict: Verdict,
    /// How much, with its decimals; `None` where it is not money or not met.
    pub(crate) amount: Option<(Span, u32)>,
}

/// A firm, and what was found of it.
pub(crate) struct Firm<'g, 'p> {
    pub(super) graph: &'g Graph<'g>,
    pub(super) profile: &'p Profile,
    pub(super) as_of: Day,
    pub(super) stated: Vec<Stated>,
    pub(super) place: CodeId,
    /// What was found, of the firm with this number; nothing of the others has to be wiped out.
    pub(super) tests: Vec<(u32, Result<Verdict, Odd>)>,
    pub(super) terms: Vec<(u32, Result<Span, Odd>)>,
    pub(super) number: u32,
    /// Whether the firm is in each scope, with the place for which that was found.
    pub(super) scopes: Vec<Option<(CodeId, Verdict)>>,
    derived: Vec<(Following, Possible)>,
}

/// What a fact may be, and why it is not one value.
type Possible = Result<(Seen, Reasons), Odd>;

/// What is done with each member: whether it counts, and whether it exists.
type Visit<'v, 'g, 'p> = dyn FnMut(&mut Firm<'g, 'p>, At<'_>, Verdict, Verdict) -> Result<(), Odd> + 'v;

/// A fact that follows from others, and the year that is bound where it is read.
type Following = (FactRef, Option<i16>);

impl<'g, 'p> Firm<'g, 'p> {
    /// The firm of a profile.
    pub(crate) fn new(graph: &'g Graph<'g>, profile: &'p Profile, as_of: Day) -> Firm<'g, 'p> {
        let stated = facts::of_profile(graph.book, profile);
        let place = facts::place(graph.place, &stated);
        let (tests, terms) = (vec![(0, Err(Odd)); graph.tests.len()], vec![(0, Err(Odd)); graph.terms.len()]);
        Firm {
            graph,
            profile,
            as_of,
            stated,
            place,
            tests,
            terms,
            number: 1,
            scopes: vec![None; graph.scopes.len()],
            derived: Vec::new(),
        }
    }

    /// Goes on to another firm, with these facts.
    pub(crate) fn next(&mut self, stated: &[Stated]) {
        self.stated.clear();
        self.stated.extend_from_slice(stated);
        self.place = facts::place(self.graph.place, &self.stated);
        self.number = self.number.wrapping_add(1);
        self.derived.clear();
    }

    /// Where it is; the whole nation where it does not say.
    pub(crate) fn place(&self) -> CodeId {
        self.place
    }

    /// What a support asks and pays, for the record that is bound; `Odd` too where an unknown fact that it mentions more
    /// than once has to be tried with its values.
    pub(crate) fn support(&mut self, at: At<'_>, id: SupportId) -> Result<Found, Odd> {
        self.mentions_one_value(at, id)?;
        self.planned(at, id)
    }

    /// Whether the firm states all of these facts, so that none of them has to be tried with its values.
    pub(crate) fn states(&self, facts: &[FactId]) -> bool {
        facts.iter().all(|fact| self.stated[fact.index()].is_exact())
    }

    fn planned(&mut self, at: At<'_>, id: SupportId) -> Result<Found, Odd> {
        let plan = self.graph.plan(id).ok_or(Odd)?;
        let selected = self.test(at, plan.selects)?;
        let verdict = selected.and(self.test(at, plan.conditions)?);
        let amount = plan.amount.filter(|_| verdict.truth != Truth::False);
        let amount = amount.map(|term| Ok((self.term(at, term)?, self.graph.scale(term)))).transpose()?;
        Ok(Found { selected, verdict, amount })
    }

    /// Whether each fact that a support mentions more than once is known, or can't be tried with part of its values.
    pub(crate) fn mentions_one_value(&mut self, at: At<'_>, id: SupportId) -> Result<(), Odd> {
        let graph = self.graph;
        for repeated in &graph.book.support(id).repeated {
            let year = repeated.year.map(Year::AsOf);
            let reference = self.reference(at, repeated.fact, year);
            if self.says(reference).is_exact() {
                continue;
            }
            let is_one = match self.possible(at, repeated.fact, year)?.0 {
                Seen::Range(span) => span.is_point(),
                Seen::Choices { may, .. } => {
                    graph.book.dictionary.fact(repeated.fact).many || may.indices().count() <= 1
                }
                Seen::Flag(flag) => flag != Truth::Unknown,
                Seen::Code(_) | Seen::Text => true,
            };
            if !is_one {
                return Err(Odd);
            }
        }
        Ok(())
    }

    pub(super) fn calendar_year(&self, at: At<'_>, year: Year) -> i16 {
        let as_of = self.as_of.year();
        match year {
            Year::AsOf(years) => as_of.saturating_add(years),
            Year::Bound(years) => at.year.unwrap_or(as_of).saturating_add(years),
        }
    }

    pub(super) fn reference(&self, at: At<'_>, fact: FactId, year: Option<Year>) -> FactRef {
        let record = match self.graph.book.dictionary.fact(fact).home {
            Home::Record(record) => std::iter::successors(at.bound, |bound| bound.outer)
                .find(|bound| bound.record == record)
                .and_then(|bound| bound.index),
            Home::Enterprise | Home::Year => None,
        };
        FactRef { fact, record, year: year.map(|year| self.calendar_year(at, year)) }
    }

    pub(super) fn says(&self, reference: FactRef) -> Stated {
        match self.graph.homes[reference.fact.index()] {
            Home::Enterprise if reference.year.is_none() => self.stated[reference.fact.index()],
            Home::Enterprise | Home::Year | Home::Record(_) => {
                facts::elsewhere(self.graph.book, self.profile, reference)
            }
        }
    }

    /// What the fact may be, and why it is not one value.
    pub(super) fn possible(&mut self, at: At<'_>, id: FactId, year: Option<Year>) -> Result<(Seen, Reasons), Odd> {
        let graph = self.graph;
        let reference = self.reference(at, id, year);
        let says = self.says(reference);
        let any = graph.any[id.index()];
        if let Some(seen) = says.seen(any)? {
            return Ok((seen, if says.is_exact() { Reasons::NONE } else { graph.unknown(id) }));
        }
        let Some(derived) = graph.derived.get(&id) else { return Ok((any?, graph.unknown(id))) };
        let derived = derived.as_ref().ok_or(Odd)?;
        let at = At { year: reference.year.or(at.year), ..at };
        let key = (reference, at.year);
        if let Some((_, found)) = self.derived.iter().find(|(other, _)| *other == key) {
            return *found;
        }
        let found = self.follows(at, id, derived);
        self.derived.push((key, found));
        found
    }

    fn follows(&mut self, at: At<'_>, id: FactId, derived: &Derived) -> Result<(Seen, Reasons), Odd> {
        let fact = self.graph.book.dictionary.fact(id);
        Ok(match derived {
            Derived::Value(value) => {
                let found = self.term(at, *value)?;
                let (has, wanted) = (self.graph.scale(*value), scale_of(fact.kind));
                let found = found.finer(wanted.checked_sub(has).ok_or(Odd)?)?;
                (Seen::Range(found), found.reasons)
            }
            Derived::Flag(when) => {
                let verdict = self.test(at, *when)?;
                (Seen::Flag(verdict.truth), verdict.reasons)
            }
            Derived::Choice(ladder) => {
                let (may, reasons) = self.choice(at, ladder, fact.all_choices())?;
                (Seen::Choices { must: Choices::default(), may }, reasons)
            }
        })
    }

    fn choice(&mut self, at: At<'_>, ladder: &Ladder, whole: Choices) -> Result<(Choices, Reasons), Odd> {
        let cases = match ladder {
            Ladder::One(choice) => return Ok((*choice, Reasons::NONE)),
            Ladder::Open(reasons) => return Ok((whole, *reasons)),
            Ladder::Cases(cases) => cases,
        };
        let (mut may, mut reasons) = (Choices::default(), Reasons::NONE);
        for (when, gives) in cases {
            let verdict = self.test(at, *when)?;
            if verdict.truth == Truth::False {
                continue;
            }
            let (gives, why) = self.choice(at, gives, whole)?;
            (may, reasons) = (may.with(gives), reasons | why | verdict.reasons);
            if verdict.truth == Truth::True {
                break;
            }
        }
        let is_one = may.indices().count() == 1;
        Ok((may, if is_one { Reasons::NONE } else { reasons }))
    }

    /// Goes through the members of a list or the last years, with whether each counts and whether it exists; `false` if
    /// the list is not known.
    pub(super) fn each_member(
        &mut self,
        at: At<'_>,
        across: Across,
        visit: &mut Visit<'_, 'g, 'p>,
    ) -> Result<bool, Odd> {
        match across {
            Across::Records(record) => {
                let Some(records) = self.profile.records.get(&record) else { return Ok(false) };
                for index in 0..records.len() {
                    let bound = Bound { record, index: Some(index), outer: at.bound };
                    visit(self, At { bound: Some(&bound), ..at }, Verdict::MET, Verdict::MET)?;
                }
            }
            Across::Years { last, or_since, of_firm } => {
                for back in 1..=last {
                    let year = self.as_of.year().saturating_sub(back);
                    let counts = or_since.map_or(Ok(Verdict::MET), |since| self.begins_by(at, since, year))?;
                    let exists = if of_firm { self.exists_in(at, year)? } else { Verdict::MET };
                    visit(self, At { year: Some(year), ..at }, counts, exists)?;
                }
            }
        }
        Ok(true)
    }

    /// Whether the firm existed in the year. A firm that has figures of a year, or of an earlier one, did.
    fn exists_in(&mut self, at: At<'_>, year: i16) -> Result<Verdict, Odd> {
        let is_read = |value: &crate::profile::Value| *value != crate::profile::Value::Unread;
        let Some(established) = self.graph.book.dictionary.established() else { return Ok(Verdict::MET) };
        let says = self.says(self.reference(at, established, None));
        let has_figures =
            || self.profile.years.iter().any(|(other, facts)| *other <= year && facts.values().any(is_read));
        if !matches!(says, Stated::Nothing | Stated::Unread) || !has_figures() {
            return self.begins_by(at, established, year);
        }
        Ok(Verdict::MET)
    }

    /// Whether a date lies in the year or before it.
    fn begins_by(&mut self, at: At<'_>, date: FactId, year: i16) -> Result<Verdict, Odd> {
        let (possible, reasons) = self.possible(at, date, None)?;
        let end = Day::new(year, 12, 31).and_then(|day| day.number().to_whole());
        let (Seen::Range(date), Some(end)) = (possible, end) else { return Ok(Verdict::unknown(Reasons::FACT)) };
        Ok(Verdict::new(date.compare(Ordering::AtMost, Span::point(end)), reasons))
    }

    pub(super) fn known_test(&self, id: TestId) -> Option<Result<Verdict, Odd>> {
        let (number, found) = self.tests[id.0 as usize];
        (number == self.number).then_some(found)
    }

    pub(super) fn known_term(&self, id: TermId) -> Option<Result<Span, Odd>> {
        let (number, found) = self.terms[id.0 as usize];
        (number == self.number).then_some(found)
    }
}
