//! Whether two versions of a rule answer every firm alike, as far as that can be told by the cells of their conditions.
//!
//! What an authority decides, and a text that can be read in several ways, is left open by every answer. A rule is surely met
//! where it is with all of that taken against the firm, and surely not where it is not with all of it taken for the firm: two
//! rules are alike where both of these are.

use std::collections::BTreeSet;

use crate::interval::{Interval, Ordering};
use crate::number::Number;
use crate::rulebook::visit::Visit;
use crate::rulebook::{
    Across, Condition, ConditionForm, Definition, DefinitionId, Fold, Meaning, Quantity, Rulebook, Support, Year,
};
use crate::truth::Truth;

use super::cells::{Says, Space, Value, Words};

/// Definitions in one another beyond this are not written out.
const DEEPEST: usize = 32;

/// Whether two versions of a support or standard surely speak of the same records, are met by the same and pay the same;
/// each with the rules beside it. `false` where that is not known.
#[must_use]
pub fn is_alike(one: (&Rulebook, &Support), other: (&Rulebook, &Support)) -> bool {
    let [(book, first), (_, second)] = [one, other];
    let days = |of: &Support| (of.from, of.until, of.application.opens, of.application.closes);
    let limits = |of: &Support| of.limits.iter().map(|limit| (limit.cap, limit.scope)).collect::<Vec<_>>();
    let is_same_else = days(first) == days(second)
        && limits(first) == limits(second)
        && format!("{:?}", first.duration) == format!("{:?}", second.duration);
    let asked = |of: fn(&Support) -> &[Condition]| are_alike((one.0, of(first)), (other.0, of(second)));
    let is_paid_alike = first.amount == second.amount && first.kept == second.kept;
    is_same_else
        && ((is_paid_alike && asked(|of| &of.selects) && asked(|of| &of.conditions))
            || (std::ptr::eq(book, other.0) && are_cells_alike(book, first, second)))
}

/// Whether a definition is named in a quantity, where it does not only decide whether something is asked.
#[must_use]
pub fn is_in_quantity(book: &Rulebook, id: DefinitionId) -> bool {
    let mut named = Named { id, is_found: false };
    let paid = book.supports.iter().flat_map(|support| support.amount.iter().chain(&support.kept));
    paid.for_each(|paid| named.quantity(paid));
    for definition in book.definitions.iter() {
        if let Meaning::Value(value) = &definition.meaning {
            named.quantity(value);
        }
    }
    named.is_found
}

struct Named {
    id: DefinitionId,
    is_found: bool,
}

impl Visit for Named {
    fn fact(&mut self, _: crate::dictionary::FactId, _: Option<Year>) {}

    fn definition(&mut self, id: DefinitionId) {
        self.is_found |= id == self.id;
    }
}

/// Whether two lists of conditions surely hold together for the same.
fn are_alike(one: (&Rulebook, &[Condition]), other: (&Rulebook, &[Condition])) -> bool {
    let taken = |(book, when): (&Rulebook, &[Condition]), is_for: bool| {
        Taken { definitions: &book.definitions, is_for }.all(when, DEEPEST)
    };
    let same = |is_for: bool| Some(hold_alike(one.0, &taken(one, is_for)?, &taken(other, is_for)?));
    [false, true].into_iter().all(|is_for| same(is_for) == Some(true))
}

/// Conditions of which what is open is taken for the firm, or against it.
struct Taken<'b> {
    definitions: &'b [Definition],
    is_for: bool,
}

impl Taken<'_> {
    /// Where what is against the firm inside is for it outside.
    fn turned(&self) -> Taken<'_> {
        Taken { definitions: self.definitions, is_for: !self.is_for }
    }

    /// All that is asked, one beside the other; `None` where that can't be told.
    fn all(&self, when: &[Condition], left: usize) -> Option<Vec<Condition>> {
        let mut asked = Vec::new();
        for part in when {
            let Condition { form, label, line } = self.one(part, left)?;
            if let ConditionForm::All(parts) = form {
                asked.extend(parts);
            } else {
                asked.push(Condition { form, label, line });
            }
        }
        let is_never = |part: &Condition| matches!(&part.form, ConditionForm::Any(parts) if parts.is_empty());
        let never = asked.iter().find(|part| is_never(part)).cloned();
        Some(never.map_or(asked, |never| vec![never]))
    }

    fn one(&self, part: &Condition, left: usize) -> Option<Condition> {
        let left = left.checked_sub(1)?;
        let each = |parts: &[Condition]| parts.iter().map(|part| self.one(part, left)).collect::<Option<Vec<_>>>();
        let form = match &part.form {
            ConditionForm::All(parts) => ConditionForm::All(self.all(parts, left)?),
            ConditionForm::Any(parts) => {
                let mut parts = each(parts)?;
                parts.retain(|part| !matches!(&part.form, ConditionForm::Any(parts) if parts.is_empty()));
                let is_sure = |part: &Condition| matches!(&part.form, ConditionForm::All(parts) if parts.is_empty());
                if parts.iter().any(is_sure) { ConditionForm::All(Vec::new()) } else { ConditionForm::Any(parts) }
            }
            ConditionForm::Has {
                across: Across::Years { last, or_since: None, .. },
                selects,
                ordering: Ordering::AtLeast,
                count: 1,
                ..
            } if selects.iter().all(|part| of_year(part, 0).is_some()) => {
                let of = |back| selects.iter().filter_map(|part| of_year(part, back)).collect();
                let years = (1..=*last).map(|back| Condition::new(ConditionForm::All(of(back)), part.line));
                ConditionForm::Any(years.collect())
            }
            ConditionForm::Has { across, selects, ordering, count, .. } => {
                let inside = match ordering {
                    Ordering::AtLeast | Ordering::Above => self.all(selects, left)?,
                    Ordering::AtMost | Ordering::Below => self.turned().all(selects, left)?,
                    // Neither more nor fewer are for the firm.
                    Ordering::Equal => {
                        let inside = self.all(selects, left)?;
                        Some(inside).filter(|inside| self.turned().all(selects, left).as_ref() == Some(inside))?
                    }
                };
                ConditionForm::Has {
                    across: *across,
                    selects: inside,
                    ordering: *ordering,
                    count: *count,
                    of_firm: None,
                }
            }
            ConditionForm::Every { across, selects } => {
                ConditionForm::Every { across: *across, selects: self.all(selects, left)? }
            }
            ConditionForm::None(parts) => {
                let turned = self.turned();
                ConditionForm::None(parts.iter().map(|part| turned.one(part, left)).collect::<Option<Vec<_>>>()?)
            }
            ConditionForm::Meets(id) => match &self.definitions.get(usize::from(id.0))?.meaning {
                Meaning::When(when) => ConditionForm::All(self.all(when, left)?),
                Meaning::Value(_) => return None,
            },
            ConditionForm::Assumed { inner, .. } => return self.one(inner, left),
            ConditionForm::Unclear { readings, assume: Some(_) } => return self.one(readings.first()?, left),
            ConditionForm::Unclear { readings, assume: None } => {
                let any = |parts| Condition { form: ConditionForm::Any(parts), ..part.clone() };
                let all = |parts| Condition { form: ConditionForm::All(parts), ..part.clone() };
                let readings = readings.clone();
                return self.one(&if self.is_for { any(readings) } else { all(readings) }, left);
            }
            ConditionForm::Judged(_) if self.is_for => ConditionForm::All(Vec::new()),
            ConditionForm::Judged(_) => ConditionForm::Any(Vec::new()),
            // A number of what is open is neither for nor against.
            ConditionForm::Of { .. } => return None,
            ConditionForm::Compare { .. } | ConditionForm::Among { .. } | ConditionForm::Scope(_) => part.form.clone(),
        };
        Some(Condition { form, label: None, line: part.line })
    }
}

/// What is asked of a year that is gone through, so many years back; a firm has figures of no year before it was there.
fn of_year(part: &Condition, back: i16) -> Option<Condition> {
    let ConditionForm::Compare { left, ordering, right: right @ Quantity::Literal(..) } = &part.form else {
        return None;
    };
    let Quantity::Fact { fact, year: Some(Year::Bound(at)) } = left else { return None };
    let left = Quantity::Fact { fact: *fact, year: Some(Year::AsOf(at.saturating_sub(back))) };
    let form = ConditionForm::Compare { left, ordering: *ordering, right: right.clone() };
    Some(Condition { form, label: None, line: part.line })
}

/// Whether two lists in which nothing is open hold for the same: what only one of them asks decides that, or all of both; or
/// they differ in one condition alone, the parts of which are alike.
fn hold_alike(book: &Rulebook, one: &[Condition], other: &[Condition]) -> bool {
    let only = |of: &[Condition], beside: &[Condition]| {
        of.iter().filter(|part| !beside.contains(part)).cloned().collect::<Vec<Condition>>()
    };
    let (first, second) = (only(one, other), only(other, one));
    if first.is_empty() && second.is_empty() {
        return true;
    }
    let is_alike = |one: &[Condition], other: &[Condition]| {
        let mut space = Space::new(words(book), &|_| true);
        let says = [one, other].map(|when| space.all(when));
        let is_same = |cell: &Vec<Value>| space.truth(&says[0], cell) == space.truth(&says[1], cell);
        space.cells().is_some_and(|cells| cells.iter().all(is_same))
    };
    if is_alike(&first, &second) || is_alike(one, other) {
        return true;
    }
    let ([first], [second]) = (&first[..], &second[..]) else { return false };
    match (&first.form, &second.form) {
        (
            ConditionForm::Compare { left, ordering, right },
            ConditionForm::Compare { left: same, ordering: turned, right: moved },
        ) if left == same => {
            let is_same = |value: Number| {
                let holds = |ordering: Ordering, right: &Quantity| {
                    let Quantity::Literal(at, _) = right else { return None };
                    Some(Interval::point(value).compare(ordering, &Interval::point(*at)))
                };
                holds(*ordering, right).is_some_and(|truth| Some(truth) == holds(*turned, moved))
            };
            possible(book, left, DEEPEST).is_some_and(|values| values.into_iter().all(is_same))
        }
        (
            ConditionForm::Has { across, selects: one, ordering, count, .. },
            ConditionForm::Has { across: second, selects: other, ordering: turned, count: number, .. },
        ) => (across, ordering, count) == (second, turned, number) && hold_alike(book, one, other),
        (ConditionForm::Every { across, selects: one }, ConditionForm::Every { across: second, selects: other }) => {
            across == second && hold_alike(book, one, other)
        }
        (ConditionForm::All(one), ConditionForm::All(other)) => hold_alike(book, one, other),
        (ConditionForm::Any(one), ConditionForm::Any(other))
        | (ConditionForm::None(one), ConditionForm::None(other)) => {
            let is_same = |(one, other)| hold_alike(book, std::slice::from_ref(one), std::slice::from_ref(other));
            one.len() == other.len() && one.iter().zip(other).all(is_same)
        }
        (_, _) => false,
    }
}

/// All that a score can be, where it is made of cases that give numbers; `None` where that is not known.
fn possible(book: &Rulebook, quantity: &Quantity, left: usize) -> Option<BTreeSet<Number>> {
    let left = left.checked_sub(1)?;
    if let Quantity::Literal(number, _) = quantity {
        return Some(BTreeSet::from([*number]));
    }
    if let Quantity::Cases(cases) = quantity {
        let each = cases.iter().map(|case| possible(book, &case.gives, left));
        return each.collect::<Option<Vec<_>>>().map(|values| values.into_iter().flatten().collect());
    }
    if let Quantity::Defined(id) = quantity {
        let Meaning::Value(value) = &book.definition(*id).meaning else { return None };
        return possible(book, value, left);
    }
    let Quantity::Fold { fold, parts } = quantity else { return None };
    let join = |one: Number, other: Number| match fold {
        Fold::Sum => one.plus(other).ok(),
        Fold::Highest => Some(one.max(other)),
        Fold::Mean => None,
    };
    let mut parts = parts.iter();
    let first = possible(book, parts.next()?, left)?;
    parts.try_fold(first, |sums, part| {
        let values = possible(book, part, left)?;
        sums.iter().flat_map(|sum| values.iter().map(move |value| join(*sum, *value))).collect()
    })
}

/// What the conditions of rules speak of.
pub(crate) fn words(book: &Rulebook) -> Words<'_> {
    Words {
        dictionary: &book.dictionary,
        definitions: &book.definitions,
        places: &book.places,
        industries: &book.industries,
    }
}

/// Whether in every cell both speak of the record or do not, ask the same of it, and pay the same where it is met.
fn are_cells_alike(book: &Rulebook, one: &Support, other: &Support) -> bool {
    let mut space = Space::new(words(book), &|_| true);
    let asked = [one, other].map(|of| [space.all(&of.selects), space.all(&of.conditions)]);
    let mut cases = Vec::new();
    for paid in [&one.amount, &other.amount, &one.kept, &other.kept].into_iter().flatten() {
        take_in(&mut space, paid, &mut cases);
    }
    let is_same = |cell: &Vec<Value>| {
        let [one_asks, other_asks] = asked.each_ref().map(|asked| asked.each_ref().map(|says| space.truth(says, cell)));
        let paid = |paid: &Option<Quantity>| paid.as_ref().map(|paid| taken(&space, cell, paid, &cases));
        one_asks[0] == other_asks[0]
            && (one_asks[0] == Truth::False || one_asks[1] == other_asks[1])
            && (one_asks.contains(&Truth::False)
                || (paid(&one.amount) == paid(&other.amount) && paid(&one.kept) == paid(&other.kept)))
    };
    space.cells().is_some_and(|cells| cells.iter().all(is_same))
}

/// Takes in the conditions of all cases that are of the firm or the record itself.
fn take_in(space: &mut Space<'_>, quantity: &Quantity, cases: &mut Vec<(Vec<Condition>, Says)>) {
    if let Quantity::Cases(of) = quantity {
        for case in of {
            if !cases.iter().any(|(when, _)| *when == case.when) {
                cases.push((case.when.clone(), space.all(&case.when)));
            }
            take_in(space, &case.gives, cases);
        }
    }
    quantity.operands().into_iter().for_each(|part| take_in(space, part, cases));
}

/// What is left of a quantity in a cell, each of its cases decided as far as the cell does.
fn taken(space: &Space<'_>, cell: &[Value], quantity: &Quantity, cases: &[(Vec<Condition>, Says)]) -> Quantity {
    if let Quantity::Cases(of) = quantity {
        let truth = |when: &[Condition]| {
            let known = cases.iter().find(|(other, _)| other == when);
            known.map_or(Truth::Unknown, |(_, says)| space.truth(says, cell))
        };
        let left = of.iter().find(|case| truth(&case.when) != Truth::False);
        return match left {
            Some(case) if truth(&case.when) == Truth::True => taken(space, cell, &case.gives, cases),
            Some(_) => quantity.clone(),
            None => Quantity::Cases(Vec::new()),
        };
    }
    let mut whole = quantity.clone();
    if !matches!(quantity, Quantity::Across { .. }) {
        whole.parts_mut().into_iter().for_each(|part| *part = taken(space, cell, part, cases));
    }
    whole
}
