//! What each support is for a firm and what it brings, in fen, for tables that have nothing else: a pass over the graph
//! that makes no report and asks for no memory. What is not plain is `Odd`, and answered the other way.

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::codes::CodeId;
use crate::dictionary::FactId;
use crate::profile::Profile;
use crate::rulebook::{Duration, GroupRule, RepeatedFact, Rulebook, Support, SupportId, Window};
use crate::truth::{Reasons, Truth, Verdict};

use super::graph::{Firm, Graph, NO_HIGH, Odd, Stated};
use super::support::status_of;
use super::totals::purse;
use super::{Item, Purse, Status};

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

/// Answers firm after firm on one day.
pub struct Figures<'g> {
    graph: &'g Graph<'g>,
    as_of: Day,
    firm: Firm<'g, 'g>,
    slices: BTreeMap<CodeId, Slice>,
}

/// The rules of a place.
struct Slice {
    rules: Vec<Rule>,
    /// The rules of each group, and whether it does something to one alone.
    groups: Vec<(Vec<usize>, bool)>,
    is_plain: bool,
}

/// A support of which everything but the firm is known.
struct Rule {
    id: SupportId,
    /// What it is where it is met, where facts are missing, where somebody decides, where it is not met.
    statuses: [Status; 4],
    purse: Option<Purse>,
    /// The facts of the firm that it mentions more than once.
    repeated: Vec<FactId>,
}

impl<'g> Figures<'g> {
    /// Nothing answered yet; `nothing` is the profile of a firm that states no record and no year.
    #[must_use]
    pub fn new(graph: &'g Graph<'g>, nothing: &'g Profile, as_of: Day) -> Figures<'g> {
        let firm = Firm::new(graph, nothing, as_of);
        Figures { graph, as_of, firm, slices: BTreeMap::new() }
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
        for rule in &slice.rules {
            let figure = rule.figure(&mut self.firm)?;
            if let Some(purse) = rule.purse.filter(|_| figure.status.is_in_play()) {
                add(&mut answer.sums, purse, &figure)?;
            }
            answer.figures.push(figure);
        }
        let counts = |rule: &&usize| {
            let figure = &answer.figures[**rule];
            figure.fen.is_some() && !figure.is_unstated
        };
        let acts = |(rules, acts_alone): &(Vec<usize>, bool)| {
            let count = rules.iter().filter(counts).count();
            count > 1 || (count == 1 && *acts_alone)
        };
        answer.sums.sort_unstable_by_key(|sum| sum.purse);
        if slice.groups.iter().any(acts) { Err(Odd) } else { Ok(()) }
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
        let is_plain = ids.iter().all(|id| is_plain(graph, *id, as_of));
        let rules = ids.iter().map(|id| Rule::new(book, *id, as_of)).collect();
        let groups = book.groups.iter().map(|group| {
            let members = group.members.iter().filter_map(|member| ids.iter().position(|id| id == member)).collect();
            let acts_alone = !group.limits.is_empty() || matches!(group.rule, GroupRule::Highest | GroupRule::TopUp);
            (members, acts_alone)
        });
        let groups = groups.filter(|(members, _): &(Vec<usize>, bool)| !members.is_empty()).collect();
        Slice { rules, groups, is_plain }
    }
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
    fn new(book: &Rulebook, id: SupportId, as_of: Day) -> Rule {
        let support = book.support(id);
        let once = |fact: &RepeatedFact| fact.year.is_none().then_some(fact.fact);
        let repeated = support.repeated.iter().filter_map(once).collect();
        let verdicts =
            [Verdict::MET, Verdict::unknown(Reasons::FACT), Verdict::unknown(Reasons::JUDGEMENT), Verdict::UNMET];
        let statuses = verdicts.map(|verdict| status(book, support, as_of, verdict));
        Rule { id, statuses, purse: support.amount.as_ref().and_then(|_| purse(book, id)), repeated }
    }

    fn figure(&self, firm: &mut Firm<'_, '_>) -> Result<Figure, Odd> {
        let found = firm.support_of_firm(self.id, &self.repeated)?;
        let [met, needs, judged, unmet] = self.statuses;
        let status = match found.verdict.truth {
            Truth::True => met,
            Truth::False => unmet,
            Truth::Unknown if found.verdict.reasons.contains(Reasons::FACT) => needs,
            Truth::Unknown => judged,
        };
        let Some((span, scale)) = found.amount.filter(|_| status.is_in_play()) else {
            return Ok(Figure { id: self.id, status, fen: None, is_unstated: false });
        };
        let high = (span.high != NO_HIGH).then(|| fen(span.high, scale)).transpose()?;
        // Who may fail gets nothing at the low end.
        let low = if found.verdict.truth == Truth::True { fen(span.low.max(0), scale)? } else { 0 };
        let is_unstated = span.reasons.contains(Reasons::UNSTATED) && high.is_none();
        Ok(Figure { id: self.id, status, fen: Some((low, high.map(|high| high.max(0)))), is_unstated })
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

fn add(sums: &mut Vec<Sum>, purse: Purse, figure: &Figure) -> Result<(), Odd> {
    let Some((low, high)) = figure.fen else { return Ok(()) };
    let at = sums.iter().position(|sum| sum.purse == purse).unwrap_or_else(|| {
        sums.push(Sum { purse, fen: (0, Some(0)), is_stated: false, unstated: 0 });
        sums.len() - 1
    });
    let sum = &mut sums[at];
    if figure.is_unstated {
        sum.unstated += 1;
        return Ok(());
    }
    let high = sum.fen.1.zip(high).map(|(a, b)| a.checked_add(b).ok_or(Odd)).transpose()?;
    sum.fen = (sum.fen.0.checked_add(low).ok_or(Odd)?, high);
    sum.is_stated = true;
    Ok(())
}
