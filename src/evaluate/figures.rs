//! What each support is for a firm and what it brings, in fen, for tables that have nothing else: a pass over the graph
//! that makes no report and asks for no memory. What is not plain is `Odd`, and answered the other way.

use std::collections::{BTreeMap, HashMap};

use crate::calendar::Day;
use crate::codes::CodeId;
use crate::dictionary::FactId;
use crate::profile::Profile;
use crate::rulebook::{
    Condition, ConditionForm, Duration, Exclusive, Quantity, RepeatedFact, Rulebook, Support, SupportId, Window,
};
use crate::truth::{Reasons, Truth, Verdict};

use super::graph::{At, Firm, Graph, Leaf, NO_HIGH, Odd, Pay, Span, State, Stated};
use super::support::status_of;
use super::totals::purse;
use super::{Item, Purse, Status};

/// More unmet conditions than this are no near miss.
pub const MOST_LACKING: usize = 2;

/// What a support is for a firm.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Figure {
    /// Which support.
    pub id: SupportId,
    /// What it is.
    pub status: Status,
    /// Both ends in fen, where it is money that the firm gets or may get; an open upper one is `None`.
    pub fen: Option<(i64, Option<i64>)>,
    /// Whether the text gives no figure.
    pub is_unstated: bool,
    /// Whether it is just missed.
    pub miss: Miss,
}

/// Whether nothing but one or two numbers that the firm can change keep it from a support.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Miss {
    /// More or something else does, or nothing.
    No,
    /// They do.
    Just,
    /// The conditions have to be looked into.
    Unseen,
}

/// What may be added, and what it comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sum {
    /// What is added.
    pub purse: Purse,
    /// Both ends in fen.
    pub fen: (i64, Option<i64>),
    /// Whether any figure is in it.
    pub is_stated: bool,
    /// How many supports pay without a figure.
    pub unstated: usize,
}

/// The figures of one firm, in the order of the rules.
#[derive(Clone, Default, Debug)]
pub struct Answer {
    /// The supports of its place.
    pub figures: Vec<Figure>,
    /// The totals that have something in them.
    pub sums: Vec<Sum>,
}

impl Answer {
    /// Whether of each support that is missed it is known by how much.
    #[must_use]
    pub fn is_seen(&self) -> bool {
        self.figures.iter().all(|figure| figure.miss != Miss::Unseen)
    }
}

/// Answers firm after firm on one day.
pub struct Figures<'g> {
    graph: &'g Graph<'g>,
    as_of: Day,
    firm: Firm<'g, 'g>,
    slices: BTreeMap<CodeId, Slice>,
    /// What was found of each condition of the slice.
    states: Vec<State>,
}

/// The rules of a place.
struct Slice {
    /// The conditions of all rules, each once.
    leaves: Vec<Leaf>,
    rules: Vec<Rule>,
    /// What they pay into, in order.
    purses: Vec<Purse>,
    /// The rules of each group, and whether it does something to one alone.
    groups: Vec<(Vec<usize>, bool)>,
    /// The rules of which one alone is given though they are paid differently.
    exclusive: Vec<Vec<usize>>,
    is_plain: bool,
}

/// A support of which everything but the firm is known.
struct Rule {
    id: SupportId,
    /// The conditions all of which it asks, by their numbers in the slice.
    leaves: Vec<u32>,
    /// What it is where it is not met, where facts are missing, where somebody decides, where it is met.
    statuses: [Status; 4],
    pay: Option<Pay>,
    /// The number of its purse in the slice.
    purse: Option<usize>,
    /// Whether what can be missed by a number is, in each of the conditions.
    misses: Vec<Lacks>,
    /// The facts that it mentions more than once, and whether all are of the firm.
    repeated: Vec<FactId>,
    repeats_of_firm: bool,
}

/// What a condition lacks where it is not met.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Lacks {
    /// More than a number.
    More,
    /// One of these numbers of the firm's, if they are stated.
    Number(Vec<FactId>),
    /// Whatever is in it.
    Unseen,
}

impl<'g> Figures<'g> {
    /// Nothing answered yet; `nothing` is the profile of a firm that states no record and no year.
    #[must_use]
    pub fn new(graph: &'g Graph<'g>, nothing: &'g Profile, as_of: Day) -> Figures<'g> {
        let firm = Firm::new(graph, nothing, as_of);
        Figures { graph, as_of, firm, slices: BTreeMap::new(), states: Vec::new() }
    }

    /// The day.
    #[must_use]
    pub fn as_of(&self) -> Day {
        self.as_of
    }

    /// The answer for a firm of which these facts are stated, in the order of the dictionary; `false` where it is not
    /// plain.
    pub fn answer(&mut self, stated: &[Stated], answer: &mut Answer) -> bool {
        self.firm.next(stated);
        answer.figures.clear();
        answer.sums.clear();
        self.found(answer).is_ok()
    }

    fn found(&mut self, answer: &mut Answer) -> Result<(), Odd> {
        let place = self.firm.place();
        let slice = self.slices.entry(place).or_insert_with(|| Slice::new(self.graph, self.as_of, place));
        if !slice.is_plain {
            return Err(Odd);
        }
        self.states.clear();
        for leaf in &slice.leaves {
            self.states.push(self.firm.state(leaf)?);
        }
        let nothing = |purse: &Purse| Sum { purse: *purse, fen: (0, Some(0)), is_stated: false, unstated: 0 };
        answer.sums.extend(slice.purses.iter().map(nothing));
        for rule in &slice.rules {
            if !(rule.repeated.is_empty() || rule.repeats_of_firm && self.firm.states(&rule.repeated)) {
                self.firm.mentions_one_value(At::default(), rule.id)?;
            }
            let figure = rule.figure(&mut self.firm, &self.states)?;
            if let (Some(purse), Some(ends)) = (rule.purse, figure.fen) {
                answer.sums[purse].add(ends, figure.is_unstated)?;
            }
            answer.figures.push(figure);
        }
        answer.sums.retain(|sum| sum.is_stated || sum.unstated > 0);
        let counts = |rule: &&usize| {
            let figure = &answer.figures[**rule];
            figure.fen.is_some() && !figure.is_unstated
        };
        let acts = |(rules, acts_alone): &(Vec<usize>, bool)| {
            let count = rules.iter().filter(counts).count();
            count > 1 || (count == 1 && *acts_alone)
        };
        // Of what excludes each other each makes the others unsure, also one of which no figure is stated.
        let may_be_had = |rule: &&usize| answer.figures[**rule].status.is_in_play();
        let excludes = |rules: &Vec<usize>| rules.iter().filter(may_be_had).count() > 1;
        let is_odd = slice.groups.iter().any(acts) || slice.exclusive.iter().any(excludes);
        if is_odd { Err(Odd) } else { Ok(()) }
    }
}

impl Slice {
    fn new(graph: &Graph<'_>, as_of: Day, place: CodeId) -> Slice {
        let book = graph.book();
        let is_there = |id: &SupportId| {
            let document = book.document_of(book.support(*id));
            book.places.lies_within(place, &[document.place]) != Truth::False
        };
        let ids: Vec<SupportId> = book.support_ids().filter(is_there).collect();
        let mut purses: Vec<Purse> = ids.iter().filter_map(|id| paid_into(book, *id)).collect();
        purses.sort_unstable();
        purses.dedup();
        let (mut leaves, mut numbers) = (Vec::new(), HashMap::new());
        let rules: Option<Vec<Rule>> = ids
            .iter()
            .map(|id| {
                let of_rule = graph.leaves(*id).filter(|_| is_plain(graph, *id, as_of))?;
                let number = |leaf: Leaf| {
                    *numbers.entry(leaf.test()).or_insert_with(|| {
                        leaves.push(leaf);
                        u32::try_from(leaves.len() - 1).unwrap_or(u32::MAX)
                    })
                };
                let misses = lacks(graph, *id, &of_rule);
                let numbers = of_rule.into_iter().map(number).collect();
                Some(Rule::new(graph, *id, as_of, (numbers, misses), &purses))
            })
            .collect();
        let is_said = |document| book.speaks_of(document, place) != Truth::False;
        let groups = book.groups.iter().filter(|group| is_said(group.document)).map(|group| {
            let members = group.members.iter().filter_map(|member| ids.binary_search(member).ok()).collect();
            let acts_alone = !group.limits.is_empty() || group.rule.is_for_one();
            (members, acts_alone)
        });
        let of_set = |set: &Exclusive| set.members.iter().filter_map(|member| ids.binary_search(member).ok()).collect();
        let exclusive = book
            .exclusive
            .iter()
            .filter(|set| is_said(set.document))
            .map(of_set)
            .filter(|members: &Vec<usize>| members.len() > 1)
            .collect();
        let groups = groups.filter(|(members, _): &(Vec<usize>, bool)| !members.is_empty()).collect();
        let is_plain = rules.is_some();
        let rules = rules.unwrap_or_default();
        Slice { leaves, rules, purses, groups, exclusive, is_plain }
    }
}

/// What a support pays into.
fn paid_into(book: &Rulebook, id: SupportId) -> Option<Purse> {
    book.support(id).amount.as_ref().and_then(|_| purse(book, id))
}

/// Whether everything that a support pays is what the graph says: once for the firm, without a limit, earlier money,
/// windows or newer documents.
fn is_plain(graph: &Graph<'_>, id: SupportId, as_of: Day) -> bool {
    let book = graph.book();
    let support = book.support(id);
    let is_lasting = match &support.duration {
        Some(Duration::For(_)) => false,
        Some(Duration::Unstated) | None => true,
    };
    let is_shut = support.application.window(as_of).is_some_and(|window| window != Window::Open);
    let of_others = book.replacements.iter().any(|one| book.older_supports(one).contains(&id));
    let is_open = support.for_each.is_none() && support.limits.is_empty() && support.kept.is_none();
    let is_counted = support.amount.is_none() || purse(book, id).is_some();
    graph.holds(id) && is_open && support.again.is_none() && is_lasting && !is_shut && !of_others && is_counted
}

impl Rule {
    fn new(
        graph: &Graph<'_>,
        id: SupportId,
        as_of: Day,
        (leaves, misses): (Vec<u32>, Vec<Lacks>),
        purses: &[Purse],
    ) -> Rule {
        let book = graph.book();
        let support = book.support(id);
        let once = |fact: &RepeatedFact| fact.year.is_none().then_some(fact.fact);
        let repeated: Vec<FactId> = support.repeated.iter().map(|repeated| repeated.fact).collect();
        let verdicts =
            [Verdict::UNMET, Verdict::unknown(Reasons::FACT), Verdict::unknown(Reasons::JUDGEMENT), Verdict::MET];
        Rule {
            id,
            leaves,
            misses,
            statuses: verdicts.map(|verdict| status(book, support, as_of, verdict)),
            pay: graph.pay(id),
            purse: paid_into(book, id).and_then(|purse| purses.binary_search(&purse).ok()),
            repeats_of_firm: support.repeated.iter().all(|fact| once(fact).is_some()),
            repeated,
        }
    }

    fn figure(&self, firm: &mut Firm<'_, '_>, states: &[State]) -> Result<Figure, Odd> {
        let found = self.leaves.iter().fold(State::Met, |all, leaf| all.and(states[*leaf as usize]));
        let status = self.statuses[found as usize];
        let is_paid = found != State::Unmet && status.is_in_play();
        let Some(pay) = self.pay.as_ref().filter(|_| is_paid) else {
            let miss = if status == Status::DoesNotQualify { self.miss(firm, states) } else { Miss::No };
            return Ok(Figure { id: self.id, status, fen: None, is_unstated: false, miss });
        };
        let (span, scale) = firm.pays(pay)?;
        let (low, high) = ends(span, scale)?;
        // Who may fail gets nothing at the low end.
        let low = if found == State::Met { low } else { 0 };
        let is_unstated = span.reasons.contains(Reasons::UNSTATED) && high.is_none();
        Ok(Figure { id: self.id, status, fen: Some((low, high)), is_unstated, miss: Miss::No })
    }

    /// Whether it is just missed, by what each condition that is not met lacks.
    fn miss(&self, firm: &Firm<'_, '_>, states: &[State]) -> Miss {
        let (mut unmet, mut is_seen) = (0, true);
        for (leaf, lacks) in self.leaves.iter().zip(&self.misses) {
            if states[*leaf as usize] != State::Unmet {
                continue;
            }
            unmet += 1;
            match lacks {
                Lacks::More => return Miss::No,
                Lacks::Number(facts) => is_seen &= firm.states(facts),
                Lacks::Unseen => is_seen = false,
            }
        }
        match is_seen {
            _ if unmet > MOST_LACKING => Miss::No,
            true => Miss::Just,
            false => Miss::Unseen,
        }
    }
}

/// Both ends in fen, none of them below zero.
fn ends(span: Span, scale: u32) -> Result<(i64, Option<i64>), Odd> {
    let high = (span.high != NO_HIGH).then(|| fen(span.high, scale)).transpose()?;
    Ok((fen(span.low.max(0), scale)?, high.map(|high| high.max(0))))
}

/// What each of the conditions of a support lacks where it is not met.
fn lacks(graph: &Graph<'_>, id: SupportId, leaves: &[Leaf]) -> Vec<Lacks> {
    let conditions = &graph.book().support(id).conditions;
    let tests = graph.parts(id);
    let of_leaf = |leaf: &Leaf| {
        let written = tests.iter().zip(conditions).filter(|(test, _)| **test == leaf.test());
        let mut lacking = written.map(|(_, part)| lacks_of(graph.book(), part));
        // What is inside a definition is looked into; so is what is written in two ways.
        let first = lacking.next().unwrap_or(Lacks::Unseen);
        if lacking.all(|other| other == first) { first } else { Lacks::Unseen }
    };
    leaves.iter().map(of_leaf).collect()
}

fn lacks_of(book: &Rulebook, part: &Condition) -> Lacks {
    match &part.form {
        ConditionForm::Compare { left: Quantity::Fact { fact, year: None }, .. } => {
            let declared = book.dictionary.fact(*fact);
            let is_changeable = !declared.fixed && !book.derivations.contains_key(fact);
            if is_changeable { Lacks::Number(vec![*fact]) } else { Lacks::More }
        }
        // The way with the fewest lacking is told.
        ConditionForm::Any(parts) => parts.iter().fold(Lacks::More, |any, part| any.or(lacks_of(book, part))),
        ConditionForm::Among { .. }
        | ConditionForm::None(_)
        | ConditionForm::Of { .. }
        | ConditionForm::Judged(_)
        | ConditionForm::Scope(_) => Lacks::More,
        ConditionForm::Compare { .. }
        | ConditionForm::Has { .. }
        | ConditionForm::Every { .. }
        | ConditionForm::Assumed { .. }
        | ConditionForm::All(_)
        | ConditionForm::Meets(_)
        | ConditionForm::Unclear { .. } => Lacks::Unseen,
    }
}

impl Lacks {
    /// One or the other.
    fn or(self, other: Lacks) -> Lacks {
        match (self, other) {
            (Lacks::Unseen, _) | (_, Lacks::Unseen) => Lacks::Unseen,
            (Lacks::More, one) | (one, Lacks::More) => one,
            (Lacks::Number(mut facts), Lacks::Number(others)) => {
                facts.extend(others);
                Lacks::Number(facts)
            }
        }
    }
}

/// What a support is for a firm of which this is the verdict.
fn status(book: &Rulebook, support: &Support, as_of: Day, verdict: Verdict) -> Status {
    let selected = verdict.truth;
    let item = Item { record: None, verdict, selected, money: None, periods: None, course: None };
    let is_open = support.is_open(book.document_of(support), as_of);
    status_of(book, as_of, support, is_open, &[item], false)
}

/// Half up to the fen; an open lower end is none.
fn fen(units: i64, scale: u32) -> Result<i64, Odd> {
    match scale.checked_sub(2) {
        Some(0) => Ok(units),
        Some(more) => {
            let unit = 10_i64.checked_pow(more).ok_or(Odd)?;
            Ok((units.checked_add(unit / 2).ok_or(Odd)?).div_euclid(unit))
        }
        None => units.checked_mul(10_i64.pow(2 - scale)).ok_or(Odd),
    }
}

impl Sum {
    fn add(&mut self, (low, high): (i64, Option<i64>), is_unstated: bool) -> Result<(), Odd> {
        if is_unstated {
            self.unstated += 1;
            return Ok(());
        }
        let high = self.fen.1.zip(high).map(|(a, b)| a.checked_add(b).ok_or(Odd)).transpose()?;
        self.fen = (self.fen.0.checked_add(low).ok_or(Odd)?, high);
        self.is_stated = true;
        Ok(())
    }
}
