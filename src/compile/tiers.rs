//! Bands and other cases of one quantity or fact, held against each other: which case never holds because those before it
//! take all that it takes, and which values between two bands no case names.

use crate::calendar::Phrase;
use crate::codes::{CodeId, CodeTree};
use crate::dictionary::{Choices, Dictionary, FactId, Kind};
use crate::finding::Problem;
use crate::interval::Ordering;
use crate::number::Number;
use crate::rulebook::{Condition, ConditionForm, Definition, DefinitionId, Meaning, Membership, Quantity, Year};
use crate::source::Span;
use crate::truth::Truth;

use super::document::DocumentCompiler;

/// What conditions are about.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Subject {
    Fact(FactId, Option<Year>),
    Defined(DefinitionId),
    /// The one quantity that all cases with `by` compare.
    By,
}

/// The values that a case takes of its subject.
#[derive(Clone, Debug)]
enum Taken {
    Line(Line),
    Choices(Choices),
    Flag(bool),
    Within(Vec<CodeId>),
}

/// The numbers between two ends; the flag says whether an end is among them.
#[derive(Clone, Copy, Default, Debug)]
struct Line {
    low: Option<(Number, bool)>,
    high: Option<(Number, bool)>,
}

/// One piece of the line that the ends of all bands cut: a number alone, or what lies between two.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Piece {
    At(Number),
    Between(Option<Number>, Option<Number>),
}

/// What a case takes of each subject that it compares.
#[derive(Default)]
struct Band {
    taken: Vec<(Subject, Taken)>,
    /// The kind of the figures.
    kind: Option<Kind>,
    /// Whether it asks for more than that.
    asks_more: bool,
}

/// Reads conditions as what they take.
#[derive(Clone, Copy)]
pub(super) struct Bands<'b> {
    dictionary: &'b Dictionary,
    definitions: &'b [Definition],
    places: &'b CodeTree,
    industries: &'b CodeTree,
}

impl DocumentCompiler<'_> {
    fn bands(&self) -> Bands<'_> {
        let shared = &*self.shared;
        Bands {
            dictionary: &shared.vocabulary.dictionary,
            definitions: &shared.definitions,
            places: &shared.vocabulary.places,
            industries: &shared.vocabulary.industries,
        }
    }

    /// Reports cases that never hold, and the values between two bands that none takes.
    pub(super) fn check_cases(&self, cases: &[(&[Condition], &Span)], is_by: bool, whole: &Span) {
        let bands = self.bands();
        let read: Vec<Band> = cases.iter().map(|(when, _)| bands.read(when, is_by)).collect();
        for (at, (_, span)) in cases.iter().enumerate() {
            if bands.is_taken_before(&read[..at], &read[at]) {
                self.sink.report(span, Problem::UnreachableCase);
            }
        }
        for (from, to, kind) in bands.gaps(&read) {
            let (low, high) = (from.low(), to.high());
            let (Some(low), Some(high)) = (low, high) else { continue };
            let (with_low, with_high) = (matches!(from, Piece::At(_)), matches!(to, Piece::At(_)));
            self.sink.report(whole, Problem::Gap { low, with_low, high, with_high, kind: kind.word() });
        }
    }

    /// Reports two bounds of which the lower one is above the upper one.
    pub(super) fn check_bounds(&self, low: (&'static str, &Quantity), high: (&'static str, &Quantity), span: &Span) {
        let bands = self.bands();
        if let (Some((least, _)), Some((most, _))) = (bands.constant(low.1), bands.constant(high.1))
            && most < least
        {
            self.sink.report(span, Problem::ReversedBounds { low: low.0, high: high.0 });
        }
    }
}

impl<'b> Bands<'b> {
    /// A reader of what has been compiled so far.
    pub(super) fn new(
        dictionary: &'b Dictionary,
        definitions: &'b [Definition],
        places: &'b CodeTree,
        industries: &'b CodeTree,
    ) -> Bands<'b> {
        Bands { dictionary, definitions, places, industries }
    }

    /// Whether nothing meets both lists: they ask different things of one fact that counts.
    pub(super) fn are_apart(&self, one: &[Condition], other: &[Condition], counts: impl Fn(FactId) -> bool) -> bool {
        let (one, other) = (self.read(one, false), self.read(other, false));
        one.taken.iter().any(|(subject, mine)| {
            let is_meant = matches!(subject, Subject::Fact(fact, _) if counts(*fact));
            is_meant
                && other.taken.iter().any(|(also, theirs)| also == subject && self.are_disjoint(*subject, mine, theirs))
        })
    }

    fn read(&self, when: &[Condition], is_by: bool) -> Band {
        let mut band = Band::default();
        when.iter().for_each(|part| self.add(part, is_by, &mut band));
        band
    }

    fn add(&self, part: &Condition, is_by: bool, band: &mut Band) {
        match &part.form {
            ConditionForm::All(parts) => parts.iter().for_each(|part| self.add(part, is_by, band)),
            ConditionForm::Compare { left, ordering, right } => {
                let subject = subject(left).or(is_by.then_some(Subject::By));
                match subject.zip(self.constant(right)) {
                    Some((subject, (at, kind))) => {
                        band.kind = Some(kind);
                        band.narrow(subject, Line::of(*ordering, at));
                    }
                    None => band.asks_more = true,
                }
            }
            ConditionForm::Among { fact, year, test } => match self.taken(*fact, test) {
                Some(taken) => band.taken.push((Subject::Fact(*fact, *year), taken)),
                None => band.asks_more = true,
            },
            ConditionForm::Has { .. }
            | ConditionForm::Every { .. }
            | ConditionForm::Any(_)
            | ConditionForm::None(_)
            | ConditionForm::Of { .. }
            | ConditionForm::Meets(_)
            | ConditionForm::Judged(_)
            | ConditionForm::Unclear { .. }
            | ConditionForm::Assumed { .. }
            | ConditionForm::Scope(_) => band.asks_more = true,
        }
    }

    fn taken(&self, fact: FactId, test: &Membership) -> Option<Taken> {
        let fact = self.dictionary.fact(fact);
        match test {
            Membership::AnyOf(choices) => Some(Taken::Choices(*choices)),
            Membership::NoneOf(choices) if !fact.many => {
                Some(Taken::Choices(Choices(fact.all_choices().0 & !choices.0)))
            }
            Membership::Flag(flag) => Some(Taken::Flag(*flag)),
            Membership::Within(area) if area.sets.is_empty() => Some(Taken::Within(area.members.clone())),
            Membership::NoneOf(_) | Membership::Within(_) | Membership::NotWithin(_) => None,
        }
    }

    /// The number that a quantity always is, and of which kind.
    fn constant(&self, quantity: &Quantity) -> Option<(Number, Kind)> {
        if let Quantity::Literal(number, kind) = quantity {
            return Some((*number, *kind));
        }
        if let Quantity::Day(Phrase::Fixed(day)) = quantity {
            return Some((day.number(), Kind::Date));
        }
        let Quantity::Defined(id) = quantity else { return None };
        match &self.definitions.get(usize::from(id.0))?.meaning {
            Meaning::Value(value) => self.constant(value),
            Meaning::When(_) => None,
        }
    }

    /// Whether all that a case takes is taken by those before it.
    fn is_taken_before(&self, before: &[Band], case: &Band) -> bool {
        let takes_all = |earlier: &Band| {
            let holds = |(subject, wide): &(Subject, Taken)| {
                let mut own = case.taken.iter().filter(|(also, _)| also == subject);
                own.any(|(_, narrow)| self.covers(*subject, &[wide], narrow))
            };
            !earlier.asks_more && earlier.taken.iter().all(holds)
        };
        let together = |(subject, narrow): &(Subject, Taken)| {
            let of_it_alone =
                |earlier: &&Band| !earlier.asks_more && matches!(&earlier.taken[..], [(also, _)] if also == subject);
            let wide: Vec<&Taken> = before.iter().filter(of_it_alone).map(|earlier| &earlier.taken[0].1).collect();
            self.covers(*subject, &wide, narrow)
        };
        before.iter().any(takes_all) || case.taken.iter().any(together)
    }

    /// Whether each value of the one is a value of one of the others.
    fn covers(&self, subject: Subject, wide: &[&Taken], narrow: &Taken) -> bool {
        match narrow {
            Taken::Line(narrow) => {
                let lines: Vec<Line> = wide.iter().filter_map(|taken| line(taken)).collect();
                let pieces = pieces(self.step(subject), lines.iter().chain([narrow]));
                let is_left = |piece: &Piece| narrow.has(*piece) && !lines.iter().any(|line| line.has(*piece));
                !pieces.iter().any(is_left)
            }
            Taken::Choices(narrow) => {
                let all = wide.iter().fold(Choices(0), |all, taken| match taken {
                    Taken::Choices(choices) => all.with(*choices),
                    Taken::Line(_) | Taken::Flag(_) | Taken::Within(_) => all,
                });
                narrow.is_within(all)
            }
            Taken::Flag(narrow) => wide.iter().any(|taken| matches!(taken, Taken::Flag(flag) if flag == narrow)),
            Taken::Within(narrow) => {
                let all: Vec<CodeId> = wide.iter().flat_map(|taken| codes(taken)).copied().collect();
                narrow.iter().all(|code| self.tree(subject).lies_within(*code, &all) == Truth::True)
            }
        }
    }

    fn are_disjoint(&self, subject: Subject, one: &Taken, other: &Taken) -> bool {
        match (one, other) {
            (Taken::Line(one), Taken::Line(other)) => {
                let pieces = pieces(self.step(subject), [one, other].into_iter());
                !pieces.iter().any(|piece| one.has(*piece) && other.has(*piece))
            }
            (Taken::Choices(one), Taken::Choices(other)) => {
                let is_many = matches!(subject, Subject::Fact(fact, _) if self.dictionary.fact(fact).many);
                !is_many && !one.meets(*other)
            }
            (Taken::Flag(one), Taken::Flag(other)) => one != other,
            (Taken::Within(one), Taken::Within(other)) => {
                one.iter().all(|code| self.tree(subject).lies_within(*code, other) == Truth::False)
            }
            (Taken::Line(_) | Taken::Choices(_) | Taken::Flag(_) | Taken::Within(_), _) => false,
        }
    }

    fn tree(&self, subject: Subject) -> &CodeTree {
        let is_industry = |fact: FactId| self.dictionary.fact(fact).kind == Kind::Industry;
        match subject {
            Subject::Fact(fact, _) if is_industry(fact) => self.industries,
            Subject::Fact(..) | Subject::Defined(_) | Subject::By => self.places,
        }
    }

    /// The runs of values between two bands that no band takes, each by its first and last piece. Nothing is missing
    /// where something else is asked for too, or where a last case takes the rest.
    fn gaps(&self, cases: &[Band]) -> Vec<(Piece, Piece, Kind)> {
        let Some((subject, _)) = cases.first().and_then(|case| case.taken.first()) else { return Vec::new() };
        let lines: Option<Vec<Line>> = cases
            .iter()
            .map(|case| match &case.taken[..] {
                [(also, taken)] if also == subject && !case.asks_more => line(taken),
                _ => None,
            })
            .collect();
        let Some(lines) = lines else { return Vec::new() };
        let kind = cases[0].kind.unwrap_or(Kind::Number);
        let pieces = pieces(self.step(*subject).or(kind.step()), lines.iter());
        let is_taken = |piece: &Piece| lines.iter().any(|line| line.has(*piece));
        let (first, last) = (pieces.iter().position(is_taken), pieces.iter().rposition(is_taken));
        let Some((first, last)) = first.zip(last) else { return Vec::new() };
        let runs = pieces[first..=last].chunk_by(|one, next| is_taken(one) == is_taken(next));
        runs.filter(|run| !is_taken(&run[0])).map(|run| (run[0], run[run.len() - 1], kind)).collect()
    }

    /// The step in which the values of a fact go, where they do.
    fn step(&self, subject: Subject) -> Option<Number> {
        match subject {
            Subject::Fact(fact, _) => self.dictionary.fact(fact).kind.step(),
            Subject::Defined(_) | Subject::By => None,
        }
    }
}

impl Band {
    /// Takes only what lies on this line, too.
    fn narrow(&mut self, subject: Subject, line: Line) {
        let own = self.taken.iter_mut().find(|(also, taken)| *also == subject && matches!(taken, Taken::Line(_)));
        match own {
            Some((_, Taken::Line(own))) => *own = own.and(line),
            Some(_) | None => self.taken.push((subject, Taken::Line(line))),
        }
    }
}

impl Line {
    fn of(ordering: Ordering, at: Number) -> Line {
        match ordering {
            Ordering::AtLeast => Line { low: Some((at, true)), high: None },
            Ordering::Above => Line { low: Some((at, false)), high: None },
            Ordering::AtMost => Line { low: None, high: Some((at, true)) },
            Ordering::Below => Line { low: None, high: Some((at, false)) },
            Ordering::Equal => Line { low: Some((at, true)), high: Some((at, true)) },
        }
    }

    fn and(self, other: Line) -> Line {
        let tighter = |one: Option<(Number, bool)>,
                       other: Option<(Number, bool)>,
                       is_inner: fn(Number, Number) -> bool| match (one, other) {
            (Some(one), Some(other)) if one.0 == other.0 => Some((one.0, one.1 && other.1)),
            (Some(one), Some(other)) => Some(if is_inner(one.0, other.0) { one } else { other }),
            (one, other) => one.or(other),
        };
        Line { low: tighter(self.low, other.low, |a, b| a > b), high: tighter(self.high, other.high, |a, b| a < b) }
    }

    /// Whether a piece, which no end of the line cuts, lies on it.
    fn has(&self, piece: Piece) -> bool {
        let (from, to, is_point) = match piece {
            Piece::At(at) => (Some(at), Some(at), true),
            Piece::Between(from, to) => (from, to, false),
        };
        let is_above = self
            .low
            .is_none_or(|(low, with)| from.is_some_and(|from| from > low || (from == low && (with || !is_point))));
        let is_below =
            self.high.is_none_or(|(high, with)| to.is_some_and(|to| to < high || (to == high && (with || !is_point))));
        is_above && is_below
    }
}

impl Piece {
    fn low(self) -> Option<Number> {
        match self {
            Piece::At(at) => Some(at),
            Piece::Between(from, _) => from,
        }
    }

    fn high(self) -> Option<Number> {
        match self {
            Piece::At(at) => Some(at),
            Piece::Between(_, to) => to,
        }
    }
}

fn subject(left: &Quantity) -> Option<Subject> {
    match left {
        Quantity::Fact { fact, year } => Some(Subject::Fact(*fact, *year)),
        Quantity::Defined(id) => Some(Subject::Defined(*id)),
        _ => None,
    }
}

fn line(taken: &Taken) -> Option<Line> {
    match taken {
        Taken::Line(line) => Some(*line),
        Taken::Choices(_) | Taken::Flag(_) | Taken::Within(_) => None,
    }
}

fn codes(taken: &Taken) -> &[CodeId] {
    match taken {
        Taken::Within(codes) => codes,
        Taken::Line(_) | Taken::Choices(_) | Taken::Flag(_) => &[],
    }
}

/// The pieces into which the ends of all of them cut the line, from the bottom up. Of what comes in whole steps
/// there is nothing between two that follow each other.
fn pieces<'l>(step: Option<Number>, lines: impl Iterator<Item = &'l Line>) -> Vec<Piece> {
    let mut ends: Vec<Number> = lines.flat_map(|line| [line.low, line.high]).flatten().map(|(at, _)| at).collect();
    ends.sort();
    ends.dedup();
    let mut pieces = vec![Piece::Between(None, ends.first().copied())];
    for (at, end) in ends.iter().enumerate() {
        pieces.push(Piece::At(*end));
        let next = ends.get(at + 1).copied();
        let width = next.and_then(|next| next.minus(*end).ok());
        if width.zip(step).is_none_or(|(width, step)| width > step) {
            pieces.push(Piece::Between(Some(*end), next));
        }
    }
    pieces
}
