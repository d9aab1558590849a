//! The total of a firm over one of its facts: the points between which it runs straight.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::evaluate::{Env, Evaluation, Memo, Question, SupportResult, evaluate};
use crate::number::{Number, Overflow};
use crate::profile::{FactRef, Profile, Value};
use crate::rulebook::{Rulebook, SupportId};

use super::grid::Grid;
use super::turns::{Turn, Turns};

/// Values of the fact that are tried at most; what is left unseen then is told.
const MOST_TRIED: usize = 5_000;
/// How often the end is doubled to see more of what goes on.
const MOST_DOUBLED: u32 = 12;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The rules.
    pub book: &'a Rulebook,
    /// The firm.
    pub profile: &'a Profile,
    /// The day.
    pub question: Question,
    /// Over which of its facts.
    pub fact: FactRef,
}

/// The total on one value of the fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Point {
    /// The value.
    pub at: Number,
    /// The total, in yuan: surely.
    pub low: Number,
    /// At most; `None` where that is open.
    pub high: Option<Number>,
}

impl Point {
    /// Both ends of the total.
    #[must_use]
    pub fn ends(&self) -> [Option<Number>; 2] {
        [Some(self.low), self.high]
    }
}

/// Two neighbours between which the total does not run on as before.
#[derive(Clone, Debug)]
pub struct Jump {
    /// The lower one.
    pub before: Point,
    /// The upper one.
    pub after: Point,
}

/// The whole.
#[derive(Clone, Debug)]
pub struct Curve {
    /// The distance of neighbours.
    pub grid: Grid,
    /// From the lowest value up. Between two of them the total is on the straight line to the fen, but that each support is
    /// rounded to the fen by itself.
    pub points: Vec<Point>,
    /// Where it jumps.
    pub jumps: Vec<Jump>,
    /// Whether too many values would have had to be tried, so that there may be more between two points.
    pub is_cut: bool,
}

/// What is found on one step of the grid.
#[derive(Debug)]
struct Sample {
    step: i64,
    point: Point,
    /// What each support counts for.
    parts: Vec<Option<(Number, Option<Number>)>>,
    turns: Vec<Turn>,
}

/// The total from one value of the fact to another; where no end is said, as far as anything goes on. `None` of a fact without figures.
///
/// Nothing is missed between two points: on a piece on which every comparison that reads the fact stays what it is (these are
/// monotone in one fact, from zero up, as sums, products, shares, caps and growth are, so that one that is the same at both
/// ends is the same between) each support runs straight, or bends one way where a cap of several records or a choice
/// among supports takes over. A line that bends one way and holds three points is straight. What divides by the
/// fact, and bends all the way, ends where neighbours are reached or no more is tried; then that is told.
///
/// # Errors
/// `Overflow` when a value is too large.
pub fn curve(asked: Asked<'_>, from: Option<Number>, to: Option<Number>) -> Result<Option<Curve>, Overflow> {
    let declared = asked.book.dictionary.fact(asked.fact.fact);
    let own = asked.own();
    let supports: Vec<SupportId> = asked.answer(None).supports.iter().map(|result| result.id).collect();
    let turns = Turns::of(asked.book, &supports, asked.fact.fact);
    let figures = turns.figures(asked.fact.fact);
    let ends: Vec<Number> = own.into_iter().chain(from).chain(to).collect();
    let Some(grid) = Grid::of(declared.kind, &ends) else { return Ok(None) };
    let within = |number: Number| {
        let low = declared.range.low.map_or(number, |end| number.max(end.at));
        declared.range.high.map_or(low, |end| low.min(end.at))
    };
    let mut tracer = Tracer { asked, grid, turns, tried: BTreeMap::new(), is_cut: false };
    let first = within(from.unwrap_or_else(|| own.map_or(Number::ZERO, |own| own.min(Number::ZERO))));
    let step = |number| grid.step(number).ok_or(Overflow);
    let far = figures.iter().chain(&own).copied().max().unwrap_or(Number::ZERO).max(grid.unit);
    let last = to.map_or_else(|| tracer.end(step(far)?), step)?;
    let last = step(within(grid.at(last)?))?;
    let first = step(first)?.min(last);
    let mut seeds = vec![first, last];
    for figure in figures.iter().chain(&own).chain([&Number::ZERO]) {
        let at = step(*figure)?;
        seeds.extend([at - 1, at, at + 1].into_iter().filter(|at| first < *at && *at < last));
    }
    seeds.sort_unstable();
    seeds.dedup();
    for pair in seeds.windows(2) {
        tracer.between(pair[0], pair[1])?;
    }
    tracer.sample(first)?;
    if to.is_none() {
        tracer.shorten(last, own.map(step).transpose()?)?;
    }
    Ok(Some(tracer.told()))
}

impl Asked<'_> {
    /// What the firm states of the fact.
    #[must_use]
    pub fn own(&self) -> Option<Number> {
        let record = self.book.dictionary.fact(self.fact.fact).home.record();
        match self.profile.value(self.fact, record)? {
            Value::Number(number) => Some(*number),
            Value::Within(_) | Value::Unread | Value::Flag(_) | Value::Choices(_) | Value::Code(_) | Value::Text(_) => {
                None
            }
        }
    }

    /// The firm with another value of the fact.
    #[must_use]
    pub fn with(&self, at: Number) -> Profile {
        let record = self.book.dictionary.fact(self.fact.fact).home.record();
        self.profile.with(self.fact, record, Value::Number(at))
    }

    /// The answer with another value, or as it is.
    #[must_use]
    pub fn answer(&self, at: Option<Number>) -> Evaluation {
        match at {
            Some(at) => evaluate(self.book, &self.with(at), self.question),
            None => evaluate(self.book, self.profile, self.question),
        }
    }
}

/// Tries one value after another.
struct Tracer<'a> {
    asked: Asked<'a>,
    grid: Grid,
    turns: Turns,
    tried: BTreeMap<i64, Rc<Sample>>,
    is_cut: bool,
}

impl Tracer<'_> {
    fn sample(&mut self, step: i64) -> Result<Rc<Sample>, Overflow> {
        if let Some(known) = self.tried.get(&step) {
            return Ok(Rc::clone(known));
        }
        let at = self.grid.at(step)?;
        let profile = self.asked.with(at);
        let evaluation = evaluate(self.asked.book, &profile, self.asked.question);
        let memo = Memo::with(&evaluation.amounts);
        let part = |result: &SupportResult| {
            let is_counted = result.is_in_play() && Evaluation::is_cash(self.asked.book, result.id);
            result.money.filter(|_| is_counted).map(|money| (money.low(), money.high()))
        };
        let (low, high) = evaluation.cash();
        let sample = Rc::new(Sample {
            step,
            point: Point { at, low, high },
            parts: evaluation.supports.iter().map(part).collect(),
            turns: self.turns.at(&Env::new(self.asked.book, &profile, self.asked.question, &memo)),
        });
        self.tried.insert(step, Rc::clone(&sample));
        Ok(sample)
    }

    /// How far it is worth looking: twice as far as any figure, and further while the total bends.
    fn end(&mut self, far: i64) -> Result<i64, Overflow> {
        let mut end = far.saturating_mul(2);
        for _ in 0..MOST_DOUBLED {
            let [one, two, four] = [1, 2, 4].map(|times| self.sample(end.saturating_mul(times)));
            let (one, two, four) = (one?, two?, four?);
            if one.turns == four.turns && is_on_line(&one, &two, &four)? {
                break;
            }
            end = end.saturating_mul(2);
        }
        self.tried.clear();
        Ok(end)
    }

    /// Ends a little behind the last turn, or what the firm has: nothing else follows.
    fn shorten(&mut self, last: i64, own: Option<i64>) -> Result<(), Overflow> {
        let turn = self.kept().iter().rev().nth(1).copied().max(own).unwrap_or(0);
        let end = rounded_up(turn.saturating_add(turn / 4).saturating_add(1)).min(last);
        self.sample(end)?;
        self.tried.retain(|step, _| *step <= end);
        Ok(())
    }

    /// Tries values between two until the total runs straight from each to the next.
    fn between(&mut self, first: i64, last: i64) -> Result<(), Overflow> {
        let mut open = vec![(first, last)];
        while let Some((low, high)) = open.pop() {
            if high - low <= 1 {
                self.sample(low)?;
                self.sample(high)?;
                continue;
            }
            if self.tried.len() > MOST_TRIED {
                self.is_cut = true;
                continue;
            }
            let middle = low + (high - low) / 2;
            let (first, last) = (self.sample(low)?, self.sample(high)?);
            // The neighbour of the middle shows stairs that end on the line.
            let between = [middle, middle + 1, low + (high - low) / 13 * 5];
            if first.turns != last.turns || !self.is_straight(&first, &last, &between)? {
                open.extend([(middle, high), (low, middle)]);
            }
        }
        Ok(())
    }

    fn is_straight(&mut self, first: &Sample, last: &Sample, between: &[i64]) -> Result<bool, Overflow> {
        for step in between.iter().filter(|step| first.step < **step && **step < last.step) {
            let middle = self.sample(*step)?;
            if !is_on_line(first, &middle, last)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The steps without those on the line between two others.
    fn kept(&self) -> Vec<i64> {
        let samples: Vec<Rc<Sample>> = self.tried.values().cloned().collect();
        let supports = samples.first().map_or(0, |first| first.parts.len());
        let moves = |support: &usize| samples.windows(2).any(|pair| pair[0].parts[*support] != pair[1].parts[*support]);
        let room = room((0..supports).filter(moves).count());
        let mut kept = vec![0];
        while let Some(start) = kept.last().copied().filter(|last| last + 1 < samples.len()) {
            kept.push(reach(&samples, start, room));
        }
        kept.into_iter().filter_map(|at| Some(samples.get(at)?.step)).collect()
    }

    fn told(self) -> Curve {
        let kept = self.kept();
        let of = |step: &i64| self.tried.get(step).map(|sample| sample.point);
        let points = kept.iter().filter_map(of).collect();
        let neighbours = kept.windows(2).filter(|pair| pair[1] - pair[0] == 1);
        let jumps = neighbours.filter_map(|pair| Some(Jump { before: of(&pair[0])?, after: of(&pair[1])? }));
        let jumps = jumps.filter(|jump| jump.before.ends() != jump.after.ends()).collect();
        Curve { grid: self.grid, points, jumps, is_cut: self.is_cut }
    }
}

/// The next number of two digits and zeros.
fn rounded_up(number: i64) -> i64 {
    let digits = number.checked_ilog10().unwrap_or(0).saturating_sub(1);
    let unit = 10_i64.checked_pow(digits).unwrap_or(1);
    number.div_euclid(unit).saturating_add(i64::from(number % unit != 0)).saturating_mul(unit)
}

/// How far rounding takes the sum of so many supports off a line.
fn room(moving: usize) -> Number {
    let fen = i64::try_from(moving).unwrap_or(i64::MAX).saturating_add(1);
    Number::FEN.times(Number::whole(fen)).unwrap_or(Number::FEN)
}

/// The last sample to which a straight line leads that passes all between as near as that.
fn reach(samples: &[Rc<Sample>], start: usize, room: Number) -> usize {
    // The slopes of all such lines.
    let mut slopes: [Option<[Number; 2]>; 2] = [None, None];
    let slope = |at: usize, side: usize, off: Number| -> Result<Option<Number>, Overflow> {
        let (first, other) = (&samples[start], &samples[at]);
        let (Some(a), Some(b)) = (first.point.ends()[side], other.point.ends()[side]) else { return Ok(None) };
        b.plus(off)?.minus(a)?.over(Number::whole(other.step - first.step)).map(Some)
    };
    let is_open = |at: usize| samples[at].point.high.is_none();
    // Whether the line goes on from one to the next.
    let mut narrow = |at: usize| -> Result<bool, Overflow> {
        for (side, slopes) in slopes.iter_mut().enumerate() {
            let ends = slope(at, side, Number::ZERO.minus(room)?)?.zip(slope(at, side, room)?);
            let Some((low, high)) = ends else { continue };
            let [least, most] = slopes.map_or([low, high], |[least, most]| [least.max(low), most.min(high)]);
            *slopes = Some([least, most]);
            if slope(at + 1, side, Number::ZERO)?.is_some_and(|next| next < least || most < next) {
                return Ok(false);
            }
        }
        Ok([start, at].iter().all(|other| is_open(*other) == is_open(at + 1)))
    };
    let mut end = start + 1;
    while end + 1 < samples.len() && narrow(end).unwrap_or(false) {
        end += 1;
    }
    end
}

/// Whether the middle one lies between the two others, all of it, as far as rounding to the fen lets it.
fn is_on_line(first: &Sample, middle: &Sample, last: &Sample) -> Result<bool, Overflow> {
    let share = middle.share(first, last)?;
    for ((a, b), c) in first.parts.iter().zip(&middle.parts).zip(&last.parts) {
        let is_on = match (a, b, c) {
            (None, None, None) => true,
            (Some(a), Some(b), Some(c)) => ends_on_line((*a, *b, *c), share, Number::FEN)?,
            (_, _, _) => false,
        };
        if !is_on {
            return Ok(false);
        }
    }
    is_total_on_line(first, middle, last)
}

/// The same of the total alone.
fn is_total_on_line(first: &Sample, middle: &Sample, last: &Sample) -> Result<bool, Overflow> {
    let moving = first.parts.iter().zip(&last.parts).filter(|(a, c)| a != c).count();
    let ends = |sample: &Sample| (sample.point.low, sample.point.high);
    ends_on_line((ends(first), ends(middle), ends(last)), middle.share(first, last)?, room(moving))
}

impl Sample {
    /// How much of the way it lies from one to the other.
    fn share(&self, first: &Sample, last: &Sample) -> Result<Number, Overflow> {
        Number::whole(self.step - first.step).over(Number::whole(last.step - first.step))
    }
}

type Ends = (Number, Option<Number>);

fn ends_on_line((a, b, c): (Ends, Ends, Ends), share: Number, room: Number) -> Result<bool, Overflow> {
    let is_on = |a: Number, b: Number, c: Number| -> Result<bool, Overflow> {
        let line = a.plus(c.minus(a)?.times(share)?)?;
        let off = b.minus(line)?;
        Ok(Number::ZERO.minus(room)? <= off && off <= room)
    };
    let high = match (a.1, b.1, c.1) {
        (Some(a), Some(b), Some(c)) => is_on(a, b, c)?,
        (None, None, None) => true,
        _ => false,
    };
    Ok(high && is_on(a.0, b.0, c.0)?)
}
