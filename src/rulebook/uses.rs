//! What a support reads of a firm.

use std::collections::BTreeSet;

use crate::dictionary::{Choices, FactId, Home, RecordId};

use super::visit::{self, Visit};
use super::{
    Across, CapPeriod, CapScope, DefinitionId, Duration, Limit, Meaning, Membership, Rulebook, Scope, Support, Year,
};

/// What rules read of a firm.
#[derive(Clone, Default, Debug)]
pub struct Uses {
    /// The facts, with the year relative to the as-of year where a rule names one. A fact that follows from others is
    /// here, and so are those that it follows from.
    pub facts: BTreeSet<(FactId, Option<i16>)>,
    /// The lists of records.
    pub records: BTreeSet<RecordId>,
}

impl Uses {
    /// Whether the fact is read in any year.
    #[must_use]
    pub fn contains(&self, fact: FactId) -> bool {
        self.facts.iter().any(|(used, _)| *used == fact)
    }

    /// Adds what another support reads.
    pub fn extend(&mut self, other: Uses) {
        self.facts.extend(other.facts);
        self.records.extend(other.records);
    }
}

impl Rulebook {
    /// The facts and lists that decide whether a firm gets the support, and how much.
    #[must_use]
    pub fn uses(&self, support: &Support) -> Uses {
        let mut finder = self.finder(support);
        finder.limits(support);
        finder.uses
    }

    /// What its conditions and its amount read, before its caps and groups.
    #[must_use]
    pub fn mentions(&self, support: &Support) -> Uses {
        self.finder(support).uses
    }

    fn finder(&self, support: &Support) -> Finder<'_> {
        let mut finder = Finder::new(self, true);
        finder.uses.records.extend(support.for_each);
        finder.support(support);
        finder
    }

    /// Whether any support or standard reads the fact. The money that a firm has received caps and groups may read, too.
    #[must_use]
    pub fn reads(&self, fact: FactId) -> bool {
        self.read.get_or_init(|| self.read_facts()).contains(&fact)
    }

    fn read_facts(&self) -> BTreeSet<FactId> {
        let mut all = Uses::default();
        let rules = self.supports.iter().chain(self.standards.iter().map(|standard| &standard.rule));
        rules.for_each(|rule| all.extend(self.uses(rule)));
        let received = self.dictionary.record_by_key("received");
        let dates = all.records.iter().filter_map(|record| self.dictionary.record(*record).dated_by);
        let place = self.dictionary.by_key("place");
        let stated = received.into_iter().flat_map(|record| self.dictionary.facts_of(Home::Record(record)));
        all.facts.iter().map(|(fact, _)| *fact).chain(dates).chain(place).chain(stated).collect()
    }

    /// The facts from which a derived fact follows directly; none for one that is only stated.
    #[must_use]
    pub fn inputs(&self, fact: FactId) -> BTreeSet<FactId> {
        let mut finder = Finder::new(self, false);
        finder.derivation(fact);
        finder.uses.facts.into_iter().map(|(fact, _)| fact).collect()
    }

    /// Whether the support names one of these choices of a fact. What a derived fact names does not count: it is the
    /// dictionary that does.
    #[must_use]
    pub fn names_choice(&self, support: &Support, fact: FactId, wanted: Choices) -> bool {
        let mut finder = Finder::new(self, false);
        finder.support(support);
        finder.choices.iter().any(|(named, choices)| *named == fact && Choices(*choices).meets(wanted))
    }
}

struct Finder<'f> {
    book: &'f Rulebook,
    /// Whether a derived fact is followed to those that it follows from.
    follows: bool,
    /// The year that is bound, relative to the as-of year.
    year: Option<i16>,
    uses: Uses,
    choices: BTreeSet<(FactId, u64)>,
    /// The definitions that were looked into, and the year that was bound.
    walked: BTreeSet<(DefinitionId, Option<i16>)>,
}

impl<'f> Finder<'f> {
    fn new(book: &'f Rulebook, follows: bool) -> Finder<'f> {
        let (uses, choices, walked) = (Uses::default(), BTreeSet::new(), BTreeSet::new());
        Finder { book, follows, year: None, uses, choices, walked }
    }

    fn support(&mut self, support: &Support) {
        visit::all(self, &support.selects);
        visit::all(self, &support.conditions);
        support.amount.iter().chain(&support.kept).for_each(|amount| self.quantity(amount));
        if let Some(Duration::For(periods)) = &support.duration {
            self.quantity(periods);
        }
    }

    /// What its caps and groups read: of which year a record is, for how many it stands, what was received before.
    fn limits(&mut self, support: &Support) {
        let own = self.book.by_address(&support.address);
        let groups = || own.into_iter().flat_map(|id| self.book.groups_of(id));
        let limits: Vec<&Limit> = groups().flat_map(|group| &group.limits).chain(&support.limits).collect();
        let kind = support.for_each.map(|record| self.book.dictionary.record(record));
        let is_dated = own.is_some_and(|id| self.book.depends_on_years(id));
        let is_counted = limits.iter().any(|limit| limit.scope != CapScope::Enterprise);
        let dated_by = kind.and_then(|kind| kind.dated_by).filter(|_| is_dated);
        let counts_by = kind.and_then(|kind| kind.counts_by).filter(|_| is_counted);
        let deducts = is_dated
            || limits.iter().any(|limit| limit.period == CapPeriod::Ever)
            || groups().any(|group| group.rule.is_for_one());
        let received = self.book.dictionary.record_by_key("received").filter(|_| deducts);
        self.uses.records.extend(received);
        dated_by.into_iter().chain(counts_by).for_each(|fact| self.fact(fact, None));
    }

    fn derivation(&mut self, fact: FactId) {
        if let Some(derivation) = self.book.derivations.get(&fact) {
            visit::into_derivation(self, derivation);
        }
    }
}

impl Visit for Finder<'_> {
    fn fact(&mut self, fact: FactId, year: Option<Year>) {
        if let Home::Record(record) = self.book.dictionary.fact(fact).home {
            self.uses.records.insert(record);
        }
        let year = year.map(|year| year.relative(self.year));
        if self.uses.facts.insert((fact, year)) && self.follows {
            let outer = std::mem::replace(&mut self.year, year);
            self.derivation(fact);
            self.year = outer;
        }
    }

    fn definition(&mut self, id: DefinitionId) {
        if !self.walked.insert((id, self.year)) {
            return;
        }
        match &self.book.definition(id).meaning {
            Meaning::When(when) => visit::all(self, when),
            Meaning::Value(value) => self.quantity(value),
        }
    }

    fn test(&mut self, fact: FactId, test: &Membership) {
        if let Membership::AnyOf(choices) | Membership::NoneOf(choices) = test {
            self.choices.insert((fact, choices.0));
        }
    }

    fn ranging(&mut self, across: Across, inside: &mut dyn FnMut(&mut Self)) {
        match across {
            Across::Records(record) => {
                self.uses.records.insert(record);
                inside(self);
            }
            Across::Years { last, or_since, of_firm } => {
                let established = self.book.dictionary.established().filter(|_| of_firm);
                or_since.into_iter().chain(established).for_each(|since| self.fact(since, None));
                let outer = self.year;
                for back in 1..=last {
                    self.year = Some(-back);
                    inside(self);
                }
                self.year = outer;
            }
        }
    }

    /// A place is asked for by whatever does not apply everywhere.
    fn scope(&mut self, scope: &Scope) {
        let place = self.book.dictionary.by_key("place");
        place.into_iter().filter(|_| !scope.is_everywhere()).for_each(|place| self.fact(place, None));
    }
}
