//! What follows from other facts, as the fictional province's dictionary says.

use std::collections::BTreeSet;

use super::answer::Path;
use super::firm::{Bound, Value};
use super::fraction::Fraction;
use super::reader::{Figure, Reader};
use super::rules::{FactUse, Year};
use super::world::Derived;

impl Reader<'_> {
    /// A number, stated or as it follows.
    pub(super) fn fact(&self, fact: FactUse, bound: &Bound, path: &mut Path) -> Figure {
        let slot = self.firm.slot(fact, bound);
        if let Some(value) = self.firm.stated(slot) {
            let Value::Number(number) = value else { unreachable!("{value:?} is no number") };
            return Figure::Exact(*number);
        }
        // A yearly fact follows from those of its own year.
        let own = &Bound { year: Some(slot.year), ..*bound };
        let day = |day: i64| Fraction::whole(i128::from(day));
        let (profit, revenue) = (FactUse::bound("profit", 0), FactUse::bound("revenue", 0));
        Figure::Exact(match fact.declared().derived {
            Some(Derived::Due) => day(self.years_after(FactUse::plain("project.started"), 2, bound)),
            Some(Derived::Until) => day(self.years_after(FactUse::plain("title.granted"), 3, bound)),
            Some(Derived::Bonus) => self.plain(FactUse::plain("hire.pay"), bound) * Fraction::per_mille(333),
            Some(Derived::Gain) => {
                let (output, spend) = (FactUse::bound("project.output", 0), FactUse::plain("project.spend"));
                (self.plain(output, own) - self.plain(spend, own)).max(Fraction::ZERO)
            }
            Some(Derived::Margin) if self.plain(revenue, own) == Fraction::ZERO => path.anything_for(slot),
            Some(Derived::Margin) => self.plain(profit, own).over(self.plain(revenue, own)),
            Some(Derived::Pace) => {
                let is_undefined = self.is_undefined_growth(revenue, 2, own);
                let other = is_undefined.then(|| path.anything_for(slot));
                return self.growth(revenue, 2, own, other);
            }
            _ => unreachable!("{} is not known", fact.declared().key),
        })
    }

    /// What is no number, stated or as it follows.
    pub(super) fn value(&self, fact: FactUse, bound: &Bound) -> Value {
        let slot = self.firm.slot(fact, bound);
        if let Some(value) = self.firm.stated(slot) {
            return value.clone();
        }
        let own = &Bound { year: Some(slot.year), ..*bound };
        let choice = |choice: &'static str| Value::Choices(BTreeSet::from([choice]));
        match fact.declared().derived {
            Some(Derived::Valid) => {
                let granted = self.date(FactUse::plain("title.granted"), bound);
                let until = self.date(FactUse::plain("title.until"), bound);
                Value::Flag(granted <= self.firm.as_of && until >= self.firm.as_of)
            }
            Some(Derived::Thriving) => {
                let revenue = |years| self.plain(FactUse::bound("revenue", years), own);
                let is_profitable = self.plain(FactUse::bound("profit", 0), own) > Fraction::ZERO;
                Value::Flag(is_profitable && revenue(0) >= revenue(-1))
            }
            Some(Derived::Size) => {
                let staff = self.plain(FactUse::plain("staff"), bound);
                let revenue = FactUse { year: Year::AsOf(-1), ..FactUse::bound("revenue", 0) };
                let sells = self.plain(revenue, bound) >= Fraction::whole(200_000);
                if staff >= Fraction::whole(300) {
                    choice("large")
                } else if staff >= Fraction::whole(50) && sells {
                    choice("middle")
                } else {
                    choice("small")
                }
            }
            Some(Derived::Tier) if self.plain(FactUse::plain("hire.pay"), bound) < Fraction::whole(3000) => {
                choice("junior")
            }
            Some(Derived::Tier) => choice("senior"),
            _ => unreachable!("{} is not known", fact.declared().key),
        }
    }
}
