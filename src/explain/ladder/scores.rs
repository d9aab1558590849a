//! Scores that a standard asks for: the points of each indicator, and the fewest steps that would do.

use crate::evaluate::{Env, all, quantity};
use crate::explain::clauses::{self, Addressed};
use crate::explain::conditions::{Compared, plain};
use crate::interval::{Interval, Ordering};
use crate::number::Number;
use crate::report::{IndicatorReport, NextBandReport, ScoreReport};
use crate::rulebook::{Case, Condition, ConditionForm, DefinitionId, Fold, Meaning, Quantity, Support};
use crate::truth::Truth;
use crate::words::{self, Lang};

/// A score is the sum of at least so many indicators.
const LEAST_INDICATORS: usize = 2;
/// No more indicators than this are tried together.
const MOST_STEPS: usize = 3;

/// A condition that asks for a score.
struct Asked<'b> {
    address: String,
    of: DefinitionId,
    required: &'b Quantity,
    indicators: Vec<DefinitionId>,
}

/// One indicator, and how far it is from its next band.
struct Indicator {
    report: IndicatorReport,
    gain: Option<Number>,
}

/// The scores of a standard, those that are a part of another left out: they are conditions like others.
pub(super) fn scores(lang: Lang, env: &Env<'_>, rule: &Support) -> Vec<ScoreReport> {
    let mut asked = Vec::new();
    find(env, clauses::of_support(rule), &mut asked);
    let is_part = |one: &Asked<'_>| {
        let others = asked.iter().filter(|other| other.indicators.len() > one.indicators.len());
        others.into_iter().any(|other| one.indicators.iter().all(|indicator| other.indicators.contains(indicator)))
    };
    let (parts, wholes): (Vec<&Asked<'_>>, Vec<&Asked<'_>>) = asked.iter().partition(|one| is_part(one));
    wholes.into_iter().filter_map(|one| score(lang, env, one, &parts)).collect()
}

fn find<'b>(env: &Env<'b>, conditions: Vec<Addressed<'b>>, asked: &mut Vec<Asked<'b>>) {
    for (address, part) in conditions {
        if let Some((meaning, _)) = clauses::meaning(env.book, &address, part) {
            find(env, meaning, asked);
            continue;
        }
        if let Some((of, required)) = sum_asked(part) {
            let mut indicators = Vec::new();
            leaves(env, of, &mut indicators);
            if indicators.len() >= LEAST_INDICATORS && !asked.iter().any(|other: &Asked<'_>| other.of == of) {
                asked.push(Asked { address: address.clone(), of, required, indicators });
            }
        }
        find(env, clauses::parts(&address, part), asked);
    }
}

/// A defined quantity of which there must be at least so much.
fn sum_asked(part: &Condition) -> Option<(DefinitionId, &Quantity)> {
    let ConditionForm::Compare { left: Quantity::Defined(id), ordering: Ordering::AtLeast, right } = &part.form else {
        return None;
    };
    Some((*id, right))
}

/// The definitions that a sum adds up, down to those that are no sums.
fn leaves(env: &Env<'_>, of: DefinitionId, found: &mut Vec<DefinitionId>) {
    let Meaning::Value(Quantity::Fold { fold: Fold::Sum, parts }) = &env.book.definition(of).meaning else { return };
    for part in parts {
        let Quantity::Defined(id) = part else { continue };
        let before = found.len();
        leaves(env, *id, found);
        if found.len() == before {
            found.push(*id);
        }
    }
}

fn score(lang: Lang, env: &Env<'_>, asked: &Asked<'_>, parts: &[&Asked<'_>]) -> Option<ScoreReport> {
    let total = points(env, asked.of)?;
    let required = quantity(env, asked.required).ok()?.interval.as_point()?;
    let indicators: Vec<Indicator> = asked.indicators.iter().filter_map(|id| indicator(lang, env, *id)).collect();
    let cheapest = lacking(env, asked, parts).map(|lacking| fewest(&indicators, &lacking)).unwrap_or_default();
    let (low, high) = ends(total);
    Some(ScoreReport {
        address: asked.address.clone(),
        label: words::definition_label(lang, env.book.definition(asked.of)).to_owned(),
        low,
        high,
        reached: total.low.is_some_and(|low| low.at >= required),
        required: required.to_string(),
        indicators: indicators.into_iter().map(|indicator| indicator.report).collect(),
        cheapest,
    })
}

fn points(env: &Env<'_>, of: DefinitionId) -> Option<Interval> {
    quantity(env, &Quantity::Defined(of)).ok().map(|estimate| estimate.interval)
}

fn ends(points: Interval) -> (String, Option<String>) {
    let low = points.low.map_or(Number::ZERO, |end| end.at);
    (low.to_string(), points.high.map(|end| end.at.to_string()))
}

fn indicator(lang: Lang, env: &Env<'_>, of: DefinitionId) -> Option<Indicator> {
    let found = points(env, of)?;
    let next = next_band(lang, env, of, found);
    let (low, high) = ends(found);
    let label = words::definition_label(lang, env.book.definition(of)).to_owned();
    let (gain, next) = next.unzip();
    Some(Indicator { report: IndicatorReport { label, low, high, next }, gain })
}

/// The next band with more points, where one comparison of a known figure stands before it.
fn next_band(lang: Lang, env: &Env<'_>, of: DefinitionId, found: Interval) -> Option<(Number, NextBandReport)> {
    let points = found.as_point()?;
    let Meaning::Value(Quantity::Cases(cases)) = &env.book.definition(of).meaning else { return None };
    let more = cases.iter().take_while(|case| all(env, &case.when).is_ok_and(|verdict| verdict.truth == Truth::False));
    // The bands before the one that holds; the last of them is the next.
    more.filter_map(|case| band(lang, env, case, points)).last()
}

fn band(lang: Lang, env: &Env<'_>, case: &Case, points: Number) -> Option<(Number, NextBandReport)> {
    let [Condition { form: ConditionForm::Compare { left, ordering, right }, .. }] = case.when.as_slice() else {
        return None;
    };
    let gain = quantity(env, &case.gives).ok()?.interval.as_point()?.minus(points).ok()?;
    let compared = Compared::of(env, left, *ordering, right)?;
    let (value, required) = (compared.value?, compared.required?);
    if gain <= Number::ZERO {
        return None;
    }
    let label = if let Quantity::Fact { fact, .. } = left {
        words::fact_label(lang, env.book.dictionary.fact(*fact))
    } else {
        let Quantity::Defined(id) = left else { return None };
        words::definition_label(lang, env.book.definition(*id))
    };
    let shown = [value, required].map(|number| words::of_kind(lang, compared.kind, number));
    let report = NextBandReport {
        fact: compared.fact?,
        value: plain(compared.kind, value),
        required: plain(compared.kind, required),
        gain: gain.to_string(),
        text: words::next_band(lang, label, [&shown[0], &shown[1]], &gain.to_string()),
    };
    Some((gain, report))
}

/// How many points are lacking of the indicators at these places.
struct Lacking {
    of: Vec<usize>,
    points: Number,
}

/// What a score and its parts lack, as far as it is known; `None` when that of one is not.
fn lacking(env: &Env<'_>, asked: &Asked<'_>, parts: &[&Asked<'_>]) -> Option<Vec<Lacking>> {
    let one = |part: &Asked<'_>| {
        let place = |id: &DefinitionId| asked.indicators.iter().position(|other| other == id);
        let required = quantity(env, part.required).ok()?.interval.as_point()?;
        let points = required.minus(points(env, part.of)?.as_point()?).ok()?;
        Some(Lacking { of: part.indicators.iter().filter_map(place).collect(), points })
    };
    std::iter::once(asked).chain(parts.iter().copied()).map(one).collect()
}

/// The fewest indicators whose next bands make up for all that is lacking; of as many, the first.
fn fewest(indicators: &[Indicator], lacking: &[Lacking]) -> Vec<String> {
    if lacking.iter().all(|lacking| lacking.points <= Number::ZERO) {
        return Vec::new();
    }
    let steps: Vec<usize> = (0..indicators.len()).filter(|index| indicators[*index].gain.is_some()).collect();
    let is_enough = |chosen: &[usize]| lacking.iter().all(|lacking| makes_up(indicators, chosen, lacking));
    let found = (1..=MOST_STEPS).find_map(|count| choose(&steps, count, &mut Vec::new(), &is_enough));
    found.unwrap_or_default().into_iter().map(|index| indicators[index].report.label.clone()).collect()
}

fn makes_up(indicators: &[Indicator], chosen: &[usize], lacking: &Lacking) -> bool {
    let gains = chosen.iter().filter(|index| lacking.of.contains(index)).filter_map(|index| indicators[*index].gain);
    let left = gains.into_iter().try_fold(lacking.points, Number::minus);
    left.is_ok_and(|left| left <= Number::ZERO)
}

/// The first so many of these that are enough together.
fn choose(
    steps: &[usize],
    count: usize,
    chosen: &mut Vec<usize>,
    is_enough: &dyn Fn(&[usize]) -> bool,
) -> Option<Vec<usize>> {
    if count == 0 {
        return is_enough(chosen).then(|| chosen.clone());
    }
    steps.iter().enumerate().find_map(|(index, step)| {
        chosen.push(*step);
        let found = choose(&steps[index + 1..], count - 1, chosen, is_enough);
        chosen.pop();
        found
    })
}
