//! All that the facts of some conditions can be, cut into cells in each of which every comparison is decided.

mod search;

use crate::calendar::{Edge, Phrase, Unit};
use crate::codes::{CodeId, CodeTree};
use crate::dictionary::{Choices, Dictionary, Fact, FactId, Kind};
use crate::interval::{End, Interval, Ordering};
use crate::number::Number;
use crate::rulebook::{Condition, ConditionForm, Definition, Fold, Meaning, Membership, Quantity, Year, days_ago};
use crate::truth::Truth;

pub(crate) use search::subjects_of;

/// Cells beyond this are not looked through, and nothing is said of their conditions.
const MOST_CELLS: usize = 20_000;
/// Definitions that are looked into: where each names the one before twice, to look into all would never end.
const MOST_WALKED: usize = 256;
/// Choices of which a firm may have several are told apart up to this many.
const MOST_CHOICES: usize = 8;

/// What conditions speak of.
#[derive(Clone, Copy)]
pub(crate) struct Words<'b> {
    pub(crate) dictionary: &'b Dictionary,
    pub(crate) definitions: &'b [Definition],
    pub(crate) places: &'b CodeTree,
    pub(crate) industries: &'b CodeTree,
}

/// Which facts are the same wherever they are read.
pub(crate) type Counts<'c> = &'c dyn Fn(FactId) -> bool;

/// What conditions ask about.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Subject {
    /// A number, or a day held against days of one scale.
    Number(Quantity, Scale),
    /// A choice, flag, place or industry.
    Fact(FactId, Option<Year>),
    /// A condition that is not looked into: it holds or it does not.
    Whole(ConditionForm),
}

/// Days that are in a known order whatever the as-of day and the firm are.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Scale {
    /// Numbers, and days of the calendar.
    Fixed,
    /// So many days before the as-of day, or so many months.
    Ago { is_days: bool, edge: Edge },
    /// First and last days of years near the as-of day.
    Years,
    /// So many days after a date of the firm, or so many months.
    After { fact: FactId, is_days: bool },
}

/// What a condition asks of its subject.
#[derive(Clone, Debug)]
pub(crate) enum Test {
    Compare(Ordering, Number),
    AnyOf(Choices),
    Is(bool),
    Within(Vec<CodeId>),
}

/// What a subject is in a cell.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// One of these numbers, which no comparison tells apart.
    Number(Interval),
    /// No number at all, such as the growth from nothing.
    Undefined,
    Choices(Choices),
    Flag(bool),
    /// This place or industry; `None` is one that no condition names.
    Code(Option<CodeId>),
}

/// A condition, by the subjects of its space.
#[derive(Debug)]
pub(crate) enum Says {
    Test(usize, Test),
    Not(Box<Says>),
    All(Vec<Says>),
    Of(Vec<Says>, Ordering, i64),
}

/// The subjects of conditions, with all that is asked of each and the kind of its figures.
pub(crate) struct Space<'b> {
    words: Words<'b>,
    counts: Counts<'b>,
    subjects: Vec<(Subject, Vec<Test>, Kind)>,
    /// How often definitions were looked into.
    walked: usize,
}

/// Whether whatever meets the one list meets the other, too.
fn implies(words: Words<'_>, narrow: &[Condition], wide: &[Condition]) -> bool {
    let mut space = Space::new(words, &|_| true);
    let (narrow, wide) = (space.all(narrow), space.all(wide));
    let is_between =
        |cell: &Vec<Value>| space.truth(&narrow, cell) != Truth::False && space.truth(&wide, cell) != Truth::True;
    space.cells().is_some_and(|cells| !cells.iter().any(is_between))
}

impl<'b> Space<'b> {
    /// Of the facts that `counts` names, what is asked at two places is asked of the same.
    pub(crate) fn new(words: Words<'b>, counts: Counts<'b>) -> Space<'b> {
        Space { words, counts, subjects: Vec::new(), walked: 0 }
    }

    fn all_subjects(&self) -> Vec<usize> {
        (0..self.subjects.len()).collect()
    }

    /// The only subject, where there is just one, and the kind of its figures.
    pub(crate) fn only_subject(&self) -> Option<(&Subject, Kind)> {
        if let [(subject, _, kind)] = &self.subjects[..] { Some((subject, *kind)) } else { None }
    }

    /// Takes in conditions that hold together.
    pub(crate) fn all(&mut self, when: &[Condition]) -> Says {
        Says::All(when.iter().map(|part| self.condition(&part.form)).collect())
    }

    fn none(&mut self, parts: &[Condition]) -> Says {
        let none = |part: &Condition| Says::Not(Box::new(self.condition(&part.form)));
        Says::All(parts.iter().map(none).collect())
    }

    fn condition(&mut self, form: &ConditionForm) -> Says {
        match form {
            ConditionForm::All(parts) => self.all(parts),
            ConditionForm::Any(parts) => Says::Not(Box::new(self.none(parts))),
            ConditionForm::None(parts) => self.none(parts),
            ConditionForm::Of { parts, ordering, count } => {
                Says::Of(parts.iter().map(|part| self.condition(&part.form)).collect(), *ordering, *count)
            }
            ConditionForm::Compare { left, ordering, right } => match self.words.constant(right, days_ago(*ordering).1)
            {
                Some((scale, at, kind)) => {
                    self.test(Subject::Number(left.clone(), scale), Test::Compare(*ordering, at), kind)
                }
                None => self.whole(form),
            },
            ConditionForm::Has { across, selects, ordering, count, .. } => {
                let count_of = Quantity::Count { across: *across, selects: selects.clone() };
                let at = Number::whole(*count);
                self.test(Subject::Number(count_of, Scale::Fixed), Test::Compare(*ordering, at), Kind::Count)
            }
            ConditionForm::Among { fact, year, test } => self.membership(Subject::Fact(*fact, *year), test, form),
            ConditionForm::Meets(id) => match self.words.definitions.get(usize::from(id.0)) {
                // What is defined elsewhere, perhaps not compiled yet, has nothing in it.
                Some(Definition { meaning: Meaning::When(when), assume: None, .. })
                    if !when.is_empty() && self.walked < MOST_WALKED =>
                {
                    self.walked += 1;
                    self.all(when)
                }
                Some(_) | None => self.whole(form),
            },
            ConditionForm::Every { .. }
            | ConditionForm::Judged(_)
            | ConditionForm::Unclear { .. }
            | ConditionForm::Assumed { .. }
            | ConditionForm::Scope(_) => self.whole(form),
        }
    }

    fn membership(&mut self, subject: Subject, test: &Membership, form: &ConditionForm) -> Says {
        let (test, is_in) = match test {
            Membership::AnyOf(choices) => (Test::AnyOf(*choices), true),
            Membership::NoneOf(choices) => (Test::AnyOf(*choices), false),
            Membership::Flag(flag) => (Test::Is(*flag), true),
            Membership::Within(area) if area.sets.is_empty() => (Test::Within(area.members.clone()), true),
            Membership::NotWithin(area) if area.sets.is_empty() => (Test::Within(area.members.clone()), false),
            Membership::Within(_) | Membership::NotWithin(_) => return self.whole(form),
        };
        let says = self.test(subject, test, Kind::Choice);
        if is_in { says } else { Says::Not(Box::new(says)) }
    }

    fn whole(&mut self, form: &ConditionForm) -> Says {
        self.test(Subject::Whole(form.clone()), Test::Is(true), Kind::Flag)
    }

    fn test(&mut self, subject: Subject, test: Test, kind: Kind) -> Says {
        let is_same = |(other, ..): &(Subject, Vec<Test>, Kind)| *other == subject;
        let known = self.subjects.iter().position(is_same).filter(|_| self.is_one(&subject));
        let at = known.unwrap_or_else(|| {
            self.subjects.push((subject, Vec::new(), kind));
            self.subjects.len() - 1
        });
        self.subjects[at].1.push(test.clone());
        Says::Test(at, test)
    }

    /// Whether the subject is the same wherever it is read.
    fn is_one(&self, subject: &Subject) -> bool {
        match subject {
            Subject::Number(Quantity::Fact { fact, .. }, _) | Subject::Fact(fact, _) => (self.counts)(*fact),
            // Other quantities and conditions may read any fact.
            Subject::Number(..) | Subject::Whole(_) => self.words.dictionary.fact_ids().all(|fact| (self.counts)(fact)),
        }
    }

    /// What each subject can be; `None` where that makes too many cells.
    fn axes(&self) -> Option<Vec<Vec<Value>>> {
        let values: Option<Vec<Vec<Value>>> = (0..self.subjects.len()).map(|at| self.values(at)).collect();
        let values = values?;
        let count = values.iter().try_fold(1_usize, |count, values| count.checked_mul(values.len()))?;
        (count <= MOST_CELLS).then_some(values)
    }

    /// Every cell; `None` of too many.
    pub(crate) fn cells(&self) -> Option<Vec<Vec<Value>>> {
        let values = self.axes()?;
        let parts = self.parts_among(&self.all_subjects());
        let mut cells = vec![Vec::new()];
        for values in values {
            let with = |cell: &Vec<Value>| {
                let cell = cell.clone();
                values.iter().map(move |value| [&cell[..], std::slice::from_ref(value)].concat()).collect::<Vec<_>>()
            };
            cells = cells.iter().flat_map(with).collect();
        }
        cells.retain(|cell| parts.iter().all(|(part, whole)| !is_above(&cell[*part], &cell[*whole])));
        Some(cells)
    }

    /// The counts of what is counted in another one, too, and the figures that are a part of another one, so that they are
    /// never above it.
    fn parts_among(&self, subjects: &[usize]) -> Vec<(usize, usize)> {
        let count = |at: usize| match &self.subjects[at].0 {
            Subject::Number(Quantity::Count { across, selects }, _) => Some((*across, &selects[..])),
            Subject::Number(..) | Subject::Fact(..) | Subject::Whole(_) => None,
        };
        let pairs = subjects.iter().flat_map(|part| subjects.iter().map(move |whole| (*part, *whole)));
        let is_part = |(part, whole): &(usize, usize)| {
            if self.is_part_of(*part, *whole) {
                return true;
            }
            let (Some((across, narrow)), Some((other, wide))) = (count(*part), count(*whole)) else { return false };
            part != whole && across == other && implies(self.words, narrow, wide)
        };
        pairs.filter(is_part).collect()
    }

    /// What a subject can be, as far as the conditions tell it apart.
    pub(crate) fn values(&self, at: usize) -> Option<Vec<Value>> {
        let (subject, tests, kind) = &self.subjects[at];
        Some(match subject {
            Subject::Number(quantity, scale) => {
                let pieces =
                    pieces(self.words.step(quantity, *kind, *scale), self.words.range(quantity, *scale), tests);
                let undefined = (!self.words.is_number(quantity)).then_some(Value::Undefined);
                pieces.into_iter().map(Value::Number).chain(undefined).collect()
            }
            Subject::Fact(fact, _) => match self.words.dictionary.fact(*fact) {
                fact if fact.kind == Kind::Choice => choices(fact, tests)?,
                fact if fact.kind == Kind::Flag => flags(),
                Fact { .. } => codes(tests),
            },
            Subject::Whole(_) => flags(),
        })
    }

    /// Whether a condition holds in a cell.
    pub(crate) fn truth(&self, says: &Says, cell: &[Value]) -> Truth {
        match says {
            Says::Test(at, test) => self.outcome(*at, test, &cell[*at]),
            Says::Not(inner) => self.truth(inner, cell).negate(),
            Says::All(parts) => parts.iter().fold(Truth::True, |truth, part| truth.and(self.truth(part, cell))),
            Says::Of(parts, ordering, count) => {
                let least = |least: Truth| parts.iter().filter(|part| self.truth(part, cell) >= least).count();
                let whole = |count: usize| Number::whole(i64::try_from(count).unwrap_or(i64::MAX));
                let met = Interval::closed(whole(least(Truth::True)), whole(least(Truth::Unknown)));
                met.compare(*ordering, &Interval::point(Number::whole(*count)))
            }
        }
    }

    fn outcome(&self, at: usize, test: &Test, value: &Value) -> Truth {
        match (test, value) {
            (Test::Compare(ordering, at), Value::Number(numbers)) => numbers.compare(*ordering, &Interval::point(*at)),
            (Test::AnyOf(wanted), Value::Choices(choices)) => choices.meets(*wanted).into(),
            (Test::Is(wanted), Value::Flag(flag)) => (flag == wanted).into(),
            (Test::Within(_), Value::Code(None)) => Truth::False,
            (Test::Within(area), Value::Code(Some(code))) => self.tree(at).lies_within(*code, area),
            (Test::Compare(..) | Test::AnyOf(_) | Test::Is(_) | Test::Within(_), _) => Truth::Unknown,
        }
    }

    fn tree(&self, at: usize) -> &CodeTree {
        let is_industry = |fact: FactId| self.words.dictionary.fact(fact).kind == Kind::Industry;
        match &self.subjects[at].0 {
            Subject::Fact(fact, _) if is_industry(*fact) => self.words.industries,
            Subject::Fact(..) | Subject::Number(..) | Subject::Whole(_) => self.words.places,
        }
    }
}

impl Words<'_> {
    /// The number that a quantity always is on its scale, and of which kind.
    pub(crate) fn constant(self, quantity: &Quantity, edge: Edge) -> Option<(Scale, Number, Kind)> {
        if let Quantity::Literal(number, kind) = quantity {
            return Some((Scale::Fixed, *number, *kind));
        }
        if let Quantity::Day(phrase) = quantity {
            let (scale, at) = place(phrase, edge);
            return Some((scale, at, Kind::Date));
        }
        let Quantity::Defined(id) = quantity else { return None };
        match self.definitions.get(usize::from(id.0))? {
            Definition { meaning: Meaning::Value(value), assume: None, .. } => self.constant(value, edge),
            Definition { .. } => None,
        }
    }

    /// Whether it is a number whatever the firm is: nothing is divided to get it.
    fn is_number(self, quantity: &Quantity) -> bool {
        if let Quantity::Fact { fact, .. } = quantity {
            return !self.dictionary.fact(*fact).is_derived;
        }
        if let Quantity::Fold { fold: Fold::Sum | Fold::Highest, parts } = quantity {
            return parts.iter().all(|part| self.is_number(part));
        }
        if let Quantity::Across { fold: Fold::Sum | Fold::Highest, each, .. } = quantity {
            return self.is_number(each);
        }
        matches!(quantity, Quantity::Count { .. } | Quantity::Literal(..))
    }

    /// The numbers that it can be.
    fn range(self, quantity: &Quantity, scale: Scale) -> Interval {
        if let (Quantity::Fact { fact, .. }, Scale::Fixed) = (quantity, scale) {
            return self.dictionary.fact(*fact).range;
        }
        if matches!(quantity, Quantity::Count { .. }) { Interval::FROM_ZERO } else { Interval::ALL }
    }

    /// The step in which it goes on its scale, where it does.
    fn step(self, quantity: &Quantity, kind: Kind, scale: Scale) -> Option<Number> {
        let is_mean =
            matches!(quantity, Quantity::Fold { fold: Fold::Mean, .. } | Quantity::Across { fold: Fold::Mean, .. });
        if scale != Scale::Fixed || is_mean {
            return None;
        }
        if let Quantity::Fact { fact, .. } = quantity { self.dictionary.fact(*fact).kind.step() } else { kind.step() }
    }
}

/// A day's scale, and where it is on it.
fn place(phrase: &Phrase<FactId>, edge: Edge) -> (Scale, Number) {
    let length = |count: i64, unit: Unit| match unit {
        Unit::Year => count.saturating_mul(12),
        Unit::Month | Unit::Day => count,
    };
    let (scale, at) = match phrase {
        Phrase::Fixed(day) => return (Scale::Fixed, day.number()),
        Phrase::Ago(count, unit) => (Scale::Ago { is_days: *unit == Unit::Day, edge }, -length(*count, *unit)),
        Phrase::After(count, unit, fact) => {
            (Scale::After { fact: *fact, is_days: *unit == Unit::Day }, length(*count, *unit))
        }
        Phrase::StartOfYear(years) => (Scale::Years, 2 * i64::from(*years)),
        Phrase::EndOfYear(years) => (Scale::Years, 2 * i64::from(*years) + 1),
    };
    (scale, Number::whole(at))
}

fn is_above(one: &Value, other: &Value) -> bool {
    let (Value::Number(one), Value::Number(other)) = (one, other) else { return false };
    one.compare(Ordering::Above, other) == Truth::True
}

/// The pieces into which all figures cut a range, from the bottom up. Of what comes in whole steps there is nothing
/// between two that follow each other.
fn pieces(step: Option<Number>, range: Interval, tests: &[Test]) -> Vec<Interval> {
    let figures = tests.iter().filter_map(|test| if let Test::Compare(_, at) = test { Some(*at) } else { None });
    let mut ends: Vec<Number> =
        figures.chain([range.low, range.high].into_iter().flatten().map(|end| end.at)).collect();
    ends.sort();
    ends.dedup();
    let open = |at: Number| End { at, open: true };
    let mut pieces = vec![Interval { low: None, high: ends.first().copied().map(open) }];
    for (at, end) in ends.iter().enumerate() {
        pieces.push(Interval::point(*end));
        let next = ends.get(at + 1).copied();
        let width = next.and_then(|next| next.minus(*end).ok());
        if width.zip(step).is_none_or(|(width, step)| width > step) {
            pieces.push(Interval { low: Some(open(*end)), high: next.map(open) });
        }
    }
    pieces.retain(|piece| is_in(piece, range));
    pieces
}

/// Whether a piece, which no end of the range cuts, lies in it.
fn is_in(piece: &Interval, range: Interval) -> bool {
    let holds = |end: Option<End>, closed: Ordering, open: Ordering| {
        end.is_none_or(|end| {
            let ordering = if end.open { open } else { closed };
            piece.compare(ordering, &Interval::point(end.at)) == Truth::True
        })
    };
    holds(range.low, Ordering::AtLeast, Ordering::Above) && holds(range.high, Ordering::AtMost, Ordering::Below)
}

fn flags() -> Vec<Value> {
    vec![Value::Flag(false), Value::Flag(true)]
}

/// One choice for all that no condition tells apart; each set of them where a firm may have several.
fn choices(fact: &Fact, tests: &[Test]) -> Option<Vec<Value>> {
    let sets = || tests.iter().filter_map(|test| if let Test::AnyOf(set) = test { Some(*set) } else { None });
    let in_sets = |choice: usize| sets().map(move |set| set.meets(Choices::one(choice))).collect::<Vec<_>>();
    let mut told: Vec<(Vec<bool>, Choices)> = Vec::new();
    for choice in fact.all_choices().indices() {
        let key = in_sets(choice);
        if !told.iter().any(|(other, _)| *other == key) {
            told.push((key, Choices::one(choice)));
        }
    }
    let told: Vec<Choices> = told.into_iter().map(|(_, choice)| choice).collect();
    if !fact.many {
        return Some(told.into_iter().map(Value::Choices).collect());
    }
    let with = |all: Vec<Choices>, choice: &Choices| all.iter().flat_map(|set| [*set, set.with(*choice)]).collect();
    let sets = (told.len() <= MOST_CHOICES).then(|| told.iter().fold(vec![Choices(0)], with))?;
    Some(sets.into_iter().map(Value::Choices).collect())
}

/// Each place or industry that a condition names, and any other.
fn codes(tests: &[Test]) -> Vec<Value> {
    let areas = tests.iter().filter_map(|test| if let Test::Within(area) = test { Some(area) } else { None });
    let mut named: Vec<CodeId> = areas.flatten().copied().collect();
    named.sort_unstable();
    named.dedup();
    named.into_iter().map(Some).chain([None]).map(Value::Code).collect()
}
