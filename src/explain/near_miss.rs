//! Near misses: all that is lacking is at most two numbers, counts or dates that the firm can change.

use crate::evaluate::{Env, MOST_LACKING, Possible, Tried, condition, for_each_member, item};
use crate::interval::{Interval, Ordering};
use crate::number::Number;
use crate::profile::FactRef;
use crate::report::{Ends, NearMissReport};
use crate::rulebook::{Across, Condition, ConditionForm, Meaning, Quantity, Rulebook, Support};
use crate::truth::Truth;
use crate::words;

use super::Context;
use super::conditions::{Compared, plain, plain_distance};
use super::explainer::Walked;

/// Among more records than this no near miss is looked for: each record of the support would search all of them.
const MOST_SEARCHED: usize = 100;

/// One number that is lacking.
#[derive(Clone)]
struct Shortfall {
    report: NearMissReport,
    distance: Number,
    /// The fact and the value that would do; `None` for a fact of another record than the support's own.
    change: Option<(FactRef, Number)>,
}

/// What the support is just missed by, for one record or for the firm; empty when it is no near miss.
pub(super) fn near_misses(
    context: &Context<'_>,
    env: &Env<'_>,
    support: &Support,
    record: Option<&String>,
) -> Vec<NearMissReport> {
    let walked = Walked::default();
    let finder = Finder { context, record, is_own: true, walked: &walked };
    let Some(lacking) = finder.all(env, &support.conditions).filter(|lacking| !lacking.is_empty()) else {
        return Vec::new();
    };
    let would_bring = would_bring(env, support, &lacking);
    lacking.into_iter().map(|lacking| NearMissReport { would_bring, ..lacking.report }).collect()
}

struct Finder<'f> {
    context: &'f Context<'f>,
    record: Option<&'f String>,
    /// Whether facts are those of the support's own record or of the firm.
    is_own: bool,
    walked: &'f Walked,
}

impl Finder<'_> {
    /// What all of the conditions lack together; `None` when that is more than numbers, or too many.
    fn all(&self, env: &Env<'_>, parts: &[Condition]) -> Option<Vec<Shortfall>> {
        let mut lacking = Vec::new();
        for part in parts {
            lacking.extend(self.one(env, part)?);
        }
        (lacking.len() <= MOST_LACKING).then_some(lacking)
    }

    fn one(&self, env: &Env<'_>, part: &Condition) -> Option<Vec<Shortfall>> {
        if condition(env, part).ok()?.truth != Truth::False {
            return Some(Vec::new());
        }
        match &part.form {
            ConditionForm::Compare { left, ordering, right } => {
                self.compare(env, left, *ordering, right).map(|one| vec![one])
            }
            ConditionForm::Has { across, selects, ordering: Ordering::AtLeast, count: 1, .. } => {
                fewest(self.members(env, *across, selects)?.into_iter().flatten())
            }
            // All of them, so that what each of them lacks is lacking.
            ConditionForm::Every { across, selects } => {
                let lacking: Option<Vec<_>> = self.members(env, *across, selects)?.into_iter().collect();
                lacking.map(|lacking| lacking.concat()).filter(|lacking| lacking.len() <= MOST_LACKING)
            }
            ConditionForm::Assumed { inner, .. } => self.one(env, inner),
            ConditionForm::All(parts) => self.all(env, parts),
            ConditionForm::Any(parts) => fewest(parts.iter().filter_map(|part| self.one(env, part))),
            ConditionForm::Meets(id) => match &env.book.definition(*id).meaning {
                Meaning::When(when) if self.walked.again(*id) => self.all(env, when),
                Meaning::When(_) | Meaning::Value(_) => None,
            },
            ConditionForm::Unclear { readings, .. } => fewest(readings.iter().filter_map(|part| self.one(env, part))),
            ConditionForm::Among { .. }
            | ConditionForm::Has { .. }
            | ConditionForm::None(_)
            | ConditionForm::Of { .. }
            | ConditionForm::Judged(_)
            | ConditionForm::Scope(_) => None,
        }
    }

    /// What each record or year lacks; `None` where there are too many to look through.
    fn members(&self, env: &Env<'_>, across: Across, selects: &[Condition]) -> Option<Vec<Option<Vec<Shortfall>>>> {
        if let Across::Records(record) = across {
            let count = env.profile.records.get(&record).map_or(0, Vec::len);
            if count > MOST_SEARCHED {
                return None;
            }
        }
        let mut lacking = Vec::new();
        let visited = for_each_member(env, across, &mut |inner, membership| {
            let name = self.context.member_name(inner, across);
            let is_own = self.is_own && name.is_none();
            let finder = Finder { record: name.as_ref().or(self.record), is_own, ..*self };
            // What is not there can't be changed.
            let is_there = membership.belongs().truth == Truth::True;
            lacking.push(is_there.then(|| finder.all(inner, selects)).flatten());
            Ok(())
        });
        visited.ok().map(|_| lacking)
    }

    fn compare(&self, env: &Env<'_>, left: &Quantity, ordering: Ordering, right: &Quantity) -> Option<Shortfall> {
        if !can_change(env.book, left) {
            return None;
        }
        let compared = Compared::of(env, left, ordering, right)?;
        let (value, required, distance) = (compared.value?, compared.required?, compared.distance?);
        let lang = self.context.lang;
        let (label, reference) = match left {
            Quantity::Fact { fact, year } => {
                let reference = env.reference(*fact, *year);
                let label = words::fact_label(lang, env.book.dictionary.fact(*fact));
                let in_year = |year| words::in_year(lang, label, year);
                (reference.year.map_or_else(|| label.to_owned(), in_year), Some(reference))
            }
            // What several figures come to can be changed in several ways.
            other => (words::quantity(lang, env.book, other), None),
        };
        let kind = compared.kind;
        let (told, bar, gap) = compared.told()?;
        let [own, bar] = [value, bar].map(|number| words::of_kind(lang, kind, number));
        let gap = (!gap.is_zero()).then(|| words::distance(lang, kind, gap));
        let report = NearMissReport {
            record: self.record.cloned(),
            fact: compared.fact?,
            value: plain(kind, value),
            required: plain(kind, required),
            distance: plain_distance(kind, distance),
            text: words::of_record(
                lang,
                self.record.map(String::as_str),
                &words::lacking(lang, &label, told, [&own, &bar], gap.as_deref()),
            ),
            label,
            would_bring: None,
        };
        Some(Shortfall {
            report,
            distance,
            change: reference.filter(|_| self.is_own).map(|reference| (reference, required)),
        })
    }
}

/// Whether it is a figure that the firm states and can change, or a sum or mean of such.
fn can_change(book: &Rulebook, left: &Quantity) -> bool {
    match left {
        Quantity::Fact { fact, .. } => !book.dictionary.fact(*fact).fixed && !book.derivations.contains_key(fact),
        Quantity::Across { each: inner, .. } | Quantity::Assumed { inner, .. } => can_change(book, inner),
        Quantity::Fold { parts, .. } => parts.iter().all(|part| can_change(book, part)),
        Quantity::Defined(id) => match &book.definition(*id).meaning {
            Meaning::Value(value) => can_change(book, value),
            Meaning::When(_) => false,
        },
        Quantity::Literal(..)
        | Quantity::Day(_)
        | Quantity::Unstated
        | Quantity::Unknown
        | Quantity::Product { .. }
        | Quantity::Range { .. }
        | Quantity::Units { .. }
        | Quantity::Cases(_)
        | Quantity::Slices { .. }
        | Quantity::Count { .. }
        | Quantity::Excess { .. }
        | Quantity::Ratio { .. }
        | Quantity::Growth { .. }
        | Quantity::AmountOf(_)
        | Quantity::Unclear { .. }
        | Quantity::Bounded { .. } => false,
    }
}

/// The way with the fewest lacking; of two ways that lack the same facts the nearer, else the first.
fn fewest(options: impl Iterator<Item = Vec<Shortfall>>) -> Option<Vec<Shortfall>> {
    options.reduce(|best, other| if is_nearer(&other, &best) { other } else { best })
}

fn is_nearer(one: &[Shortfall], other: &[Shortfall]) -> bool {
    let pairs = || one.iter().zip(other);
    let is_alike = one.len() == other.len() && pairs().all(|(a, b)| a.report.fact == b.report.fact);
    let is_nearer = || pairs().all(|(a, b)| a.distance <= b.distance) && pairs().any(|(a, b)| a.distance < b.distance);
    one.len() < other.len() || (is_alike && is_nearer())
}

/// What the support brings once every lacking number just does.
fn would_bring(env: &Env<'_>, support: &Support, lacking: &[Shortfall]) -> Option<Ends> {
    let changes: Option<Vec<_>> = lacking.iter().map(|lacking| lacking.change).collect();
    let cells = changes?.into_iter().map(|(fact, value)| (fact, Possible::Range(Interval::point(value)))).collect();
    let answer = item(&Env { tried: &Tried::new(cells), ..*env }, support).ok()?;
    let money = answer.money.filter(|money| !money.is_unstated())?;
    Some(Ends::of(money.low(), money.high()))
}
