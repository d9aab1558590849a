//! Whose figures a form over years reads: those of the firm, which then must have existed, or of a record alone; and
//! whether an amount reads figures of a year at all.

use super::reader::Reader;
use super::rules::{Across, Condition, FactUse, Meaning, Phrase, Quantity, Rules, Support, Year};
use super::world::{Derived, Home};

/// Whether a year without the firm is none: the form reads the firm's figures of that year, or no figures at all.
pub(super) fn is_of_firm(reader: &Reader<'_>, selects: &[Condition], each: Option<&Quantity>) -> bool {
    reads_firm(reader.rules, reader.document, selects, each)
}

/// The same, in a document.
pub(super) fn reads_firm(rules: &Rules, document: usize, selects: &[Condition], each: Option<&Quantity>) -> bool {
    let mut found = Found::new(rules, document);
    found.conditions(selects);
    each.into_iter().for_each(|each| found.quantity(each));
    found.of_firm || !found.of_record
}

/// Whether what a support pays and what of it is kept hang on figures of a year.
pub(super) fn reads_years(rules: &Rules, support: &Support) -> bool {
    let mut found = Found::new(rules, support.document);
    support.amount.iter().for_each(|amount| found.quantity(amount));
    support.shares.iter().for_each(|(_, when)| found.conditions(when));
    found.conditions(&support.clawback);
    found.of_years
}

struct Found<'f> {
    rules: &'f Rules,
    document: usize,
    of_firm: bool,
    of_record: bool,
    of_years: bool,
}

impl<'f> Found<'f> {
    fn new(rules: &'f Rules, document: usize) -> Found<'f> {
        Found { rules, document, of_firm: false, of_record: false, of_years: false }
    }

    fn fact(&mut self, fact: FactUse) {
        // The size of a firm follows from the revenue of a year.
        self.of_years |= fact.declared().home.is_yearly() || matches!(fact.declared().derived, Some(Derived::Size));
        if matches!(fact.year, Year::Bound(_)) {
            match fact.declared().home {
                Home::YearOf(_) => self.of_record = true,
                _ => self.of_firm = true,
            }
        }
    }

    fn conditions(&mut self, conditions: &[Condition]) {
        conditions.iter().for_each(|condition| self.condition(condition));
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::Compare { left, right, .. } => {
                self.quantity(left);
                self.quantity(right);
            }
            Condition::Among { fact, .. } | Condition::Flag { fact, .. } | Condition::Rank { fact, .. } => {
                self.fact(*fact);
            }
            Condition::Has { across, selects, .. } | Condition::Every { across, selects } => {
                self.ranging(*across, selects, None);
            }
            Condition::Of { parts, .. }
            | Condition::All(parts)
            | Condition::Any(parts)
            | Condition::None(parts)
            | Condition::Unclear { readings: parts, .. } => self.conditions(parts),
            Condition::Meets(index) => self.definition(*index),
            Condition::Assumed(inner) => self.condition(inner),
            // What is read elsewhere is of no year that is bound here.
            Condition::MeetsSupport(index) => {
                let support = &self.rules.supports[*index];
                self.elsewhere(support.document, &support.when);
            }
            Condition::MeetsStandard(index) => {
                let standard = &self.rules.standards[*index];
                self.elsewhere(standard.document, &standard.when);
            }
            Condition::Judged => {}
        }
    }

    fn elsewhere(&mut self, document: usize, when: &[Condition]) {
        let mut found = Found::new(self.rules, document);
        found.conditions(when);
        self.of_years |= found.of_years;
    }

    /// Years inside are those of the form inside.
    fn ranging(&mut self, across: Across, selects: &[Condition], each: Option<&Quantity>) {
        self.of_years |= matches!(across, Across::Years { .. });
        if matches!(across, Across::Records(_)) {
            self.conditions(selects);
            each.into_iter().for_each(|each| self.quantity(each));
        }
    }

    fn definition(&mut self, index: usize) {
        match &self.rules.documents[self.document].definitions[index].meaning {
            Meaning::When(when) => self.conditions(when),
            Meaning::Value(value, _) => self.quantity(value),
        }
    }

    fn quantity(&mut self, quantity: &Quantity) {
        match quantity {
            Quantity::Fact(fact) | Quantity::Growth(fact, _) | Quantity::Day(Phrase::After(_, _, fact)) => {
                self.fact(*fact);
            }
            Quantity::Money(_)
            | Quantity::PerMille(_)
            | Quantity::Count(_)
            | Quantity::Length(_)
            | Quantity::Unstated
            | Quantity::Day(_) => {}
            Quantity::Defined(index) => self.definition(*index),
            Quantity::Rate(a, b) | Quantity::Each(a, b) | Quantity::Excess(a, b) | Quantity::Ratio(a, b) => {
                self.quantity(a);
                self.quantity(b);
            }
            Quantity::Units { each, per, of } => [each, per, of].into_iter().for_each(|part| self.quantity(part)),
            Quantity::Slices(of, slices) => {
                self.quantity(of);
                slices.iter().for_each(|(_, rate)| self.quantity(rate));
            }
            Quantity::Range(from, up_to) => from.iter().chain(up_to).for_each(|end| self.quantity(end)),
            Quantity::Cases(_, cases) | Quantity::Staged(cases) => {
                for (when, gives) in cases {
                    self.conditions(when);
                    self.quantity(gives);
                }
            }
            Quantity::Fold(_, parts) | Quantity::Unclear { readings: parts, .. } => {
                parts.iter().for_each(|part| self.quantity(part));
            }
            Quantity::Across { each, across, selects, .. } => self.ranging(*across, selects, Some(each)),
            Quantity::CountOf { across, selects } => self.ranging(*across, selects, None),
            Quantity::Assumed(inner) => self.quantity(inner),
            Quantity::Bounded { inner, floor, cap } => {
                self.quantity(inner);
                floor.iter().chain(cap).for_each(|bound| self.quantity(bound));
            }
        }
    }
}
