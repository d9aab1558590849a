//! Compiles what reads the amount of another support, and sees to it that none leads back to itself.

use std::collections::BTreeSet;

use crate::dictionary::{FactId, Kind};
use crate::finding::{Finding, Problem};
use crate::rulebook::visit::{self, Visit};
use crate::rulebook::{DefinitionId, Duration, Meaning, Period, Quantity, ReferenceId, Support, SupportId, Year};
use crate::source::Located;
use crate::suggest::nearest;

use super::document::DocumentCompiler;
use super::shared::{Elsewhere, Shared};

impl DocumentCompiler<'_> {
    /// Compiles the amount of a support, of this document or, by its address, of another.
    pub(super) fn amount_of(&mut self, name: &Located<String>) -> Option<Quantity> {
        let address = self.address_of("amount-of", name)?;
        let known = self.shared.amounts_of.iter().position(|(other, _)| *other == address);
        let at = known.unwrap_or_else(|| {
            self.shared.amounts_of.push((address, name.span.clone()));
            self.shared.amounts_of.len() - 1
        });
        Some(Quantity::AmountOf(ReferenceId(u16::try_from(at).ok()?)))
    }

    /// Compiles what a support, of this document or, by its address, of another, pays whom it is granted.
    pub(super) fn same_as(&mut self, name: &Located<String>) -> Option<Quantity> {
        let address = self.address_of("same-as", name)?;
        let line = self.sources.line(&name.span);
        self.shared.elsewhere(Elsewhere::Amount(address), &name.span, line).map(Quantity::Defined)
    }

    /// The address of a support that is read; the dictionary reads none.
    fn address_of(&self, key: &str, name: &Located<String>) -> Option<String> {
        if self.in_dictionary {
            let problem =
                Problem::MisplacedKey {
                    key: key.to_owned(), form: "[fact.…]", allowed: Vec::new(), suggestion: None
                };
            self.sink.report(&name.span, problem);
            return None;
        }
        Some(if name.value.contains('/') { name.value.clone() } else { format!("{}/{}", self.document, name.value) })
    }
}

/// Finds the supports whose amounts are read, and notes who reads them.
pub(super) fn link(shared: &mut Shared) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut references = Vec::new();
    for (address, span) in &shared.amounts_of {
        match found(shared, address) {
            Ok(id) => references.push(id),
            Err(problem) => {
                findings.extend(problem.map(|problem| Finding::at(span.clone(), problem)));
                references.push(SupportId(u32::MAX));
            }
        }
    }
    shared.references = references;
    let read: Vec<[Vec<SupportId>; 2]> = shared.supports.iter().map(|support| direct(shared, support)).collect();
    for (support, read) in shared.supports.iter_mut().zip(read) {
        [support.refers_to, support.same_as] = read;
    }
    findings.extend(unlike(shared));
    findings
}

fn found(shared: &Shared, address: &str) -> Result<SupportId, Option<Problem>> {
    match shared.addresses.get(address) {
        Some(id) if shared.supports[id.index()].amount.is_some() => Ok(*id),
        Some(_) => {
            Err(Some(Problem::WrongKind { expected: Kind::Money.word(), found: Kind::Support.word().to_owned() }))
        }
        None if shared.broken.contains(address) => Err(None),
        None => {
            let suggestion = nearest(address, shared.supports.iter().map(|support| support.address.clone()));
            Err(Some(Problem::UnknownSupport { name: address.to_owned(), suggestion }))
        }
    }
}

/// Supports that read what recurs as if it did not, or recurs in another time.
fn unlike(shared: &Shared) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (support, span) in shared.supports.iter().zip(&shared.spans) {
        let read = support.refers_to.iter().chain(&support.same_as);
        for other in read.map(|id| &shared.supports[id.0 as usize]) {
            if other.period != Period::Once && other.period != support.period {
                let problem = Problem::UnlikePeriods { support: support.address.clone(), of: other.address.clone() };
                findings.push(Finding::at(span.clone(), problem));
            }
        }
    }
    findings
}

/// Reports supports that need each other; notes in which order they can be answered.
pub(super) fn order(shared: &mut Shared) -> Vec<Finding> {
    let ids: Vec<SupportId> = (0..).zip(&shared.supports).map(|(index, _)| SupportId(index)).collect();
    let mut findings = Vec::new();
    for id in ids.iter().filter(|id| !shared.supports[id.0 as usize].refers_to.is_empty()) {
        let mut way = Way { shared, from: *id, seen: BTreeSet::new(), path: vec![address(shared, *id)] };
        if way.leads_back(*id) {
            let path = way.path;
            findings.push(Finding::at(shared.spans[id.0 as usize].clone(), Problem::Cycle { path }));
        }
    }
    if findings.is_empty() {
        shared.levels = ids.iter().map(|id| level(shared, *id)).collect();
    }
    findings
}

/// The supports that must be answered before this one, as the longest way to one that needs none.
fn level(shared: &Shared, id: SupportId) -> usize {
    let needed = shared.supports[id.0 as usize].refers_to.iter();
    needed.flat_map(|other| together(shared, *other)).map(|other| level(shared, other) + 1).max().unwrap_or(0)
}

/// A support with all that share a group with it, directly or through others.
fn together(shared: &Shared, id: SupportId) -> BTreeSet<SupportId> {
    let (mut all, mut open) = (BTreeSet::from([id]), vec![id]);
    while let Some(next) = open.pop() {
        for group in shared.groups.iter().filter(|group| group.members.contains(&next)) {
            open.extend(group.members.iter().filter(|member| all.insert(**member)));
        }
    }
    all
}

fn address(shared: &Shared, id: SupportId) -> String {
    shared.supports[id.0 as usize].address.clone()
}

/// The way from a support through what it reads, and what is chosen together with that.
struct Way<'w> {
    shared: &'w Shared,
    from: SupportId,
    seen: BTreeSet<SupportId>,
    path: Vec<String>,
}

impl Way<'_> {
    fn leads_back(&mut self, at: SupportId) -> bool {
        let shared = self.shared;
        for referred in &shared.supports[at.0 as usize].refers_to {
            for next in together(shared, *referred) {
                if !self.seen.insert(next) {
                    continue;
                }
                let length = self.path.len();
                self.path.push(address(shared, *referred));
                if next != *referred {
                    self.path.push("[[group]]".to_owned());
                    self.path.push(address(shared, next));
                }
                if next == self.from || self.leads_back(next) {
                    return true;
                }
                self.path.truncate(length);
            }
        }
        false
    }
}

/// The supports whose amounts a support reads, and those as much as which it pays, also through definitions.
fn direct(shared: &Shared, support: &Support) -> [Vec<SupportId>; 2] {
    let mut readers = Readers { shared, definitions: BTreeSet::new(), found: BTreeSet::new() };
    visit::all(&mut readers, &support.selects);
    visit::all(&mut readers, &support.conditions);
    support.amount.iter().chain(&support.kept).for_each(|amount| readers.quantity(amount));
    if let Some(Duration::For(periods)) = &support.duration {
        readers.quantity(periods);
    }
    let amounts = readers.definitions.iter().map(|id| &shared.definitions[usize::from(id.0)]);
    let amounts = amounts.filter(|definition| matches!(definition.meaning, Meaning::Value(_)));
    let same_as = amounts.filter_map(|definition| shared.addresses.get(&definition.document).copied()).collect();
    // What does not exist was reported.
    [readers.found.into_iter().filter(|id| (id.0 as usize) < shared.supports.len()).collect(), same_as]
}

struct Readers<'r> {
    shared: &'r Shared,
    definitions: BTreeSet<DefinitionId>,
    found: BTreeSet<SupportId>,
}

impl Visit for Readers<'_> {
    fn fact(&mut self, _: FactId, _: Option<Year>) {}

    fn amount_of(&mut self, support: ReferenceId) {
        self.found.extend(self.shared.references.get(usize::from(support.0)));
    }

    fn definition(&mut self, id: DefinitionId) {
        let shared = self.shared;
        if self.definitions.insert(id) {
            match &shared.definitions[usize::from(id.0)].meaning {
                Meaning::When(when) => visit::all(self, when),
                Meaning::Value(value) => self.quantity(value),
            }
        }
    }
}
