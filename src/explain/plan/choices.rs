//! Where one support keeps another from being paid: which are best, and which come next.

use crate::evaluate::{Evaluation, GroupResult, Purse, evaluate_without};
use crate::number::{Number, Overflow};
use crate::report::{PlanChoice, PlanExcluded, PlanRunnerUp, Yuan};
use crate::rulebook::SupportId;

use super::super::stacking;
use super::{Part, Planner};

/// Members of a group that are left out one after another.
const MOST_MEMBERS: usize = 40;

/// What the firm gets where it leaves a support out.
struct Without {
    id: SupportId,
    /// By how much less that is.
    less: Part,
    evaluation: Evaluation,
}

impl Planner<'_> {
    /// Each choice that is not made by itself.
    pub(super) fn choices(&self) -> Result<Vec<PlanChoice>, Overflow> {
        let is_choice = |group: &&GroupResult| !group.displaced.is_empty();
        self.evaluation.groups.iter().filter(is_choice).map(|group| self.choice(group)).collect()
    }

    /// The best is known by what is lost without it: any other legal combination lacks one of its members, and the best of those
    /// that lack one is what the engine finds once the firm does not ask for it.
    fn choice(&self, group: &GroupResult) -> Result<PlanChoice, Overflow> {
        let lost = group.displaced.iter().map(|lost| lost.id);
        let members = group.chosen.iter().copied().chain(lost).take(MOST_MEMBERS);
        let without = members.map(|id| self.without(id)).collect::<Result<Vec<_>, _>>()?;
        let is_needed = |other: &&Without| other.less.1.is_some_and(|less| less > Number::ZERO);
        let chosen = || without.iter().filter(|other| group.chosen.contains(&other.id));
        let next = chosen().min_by_key(|other| (other.less.0, other.less.1));
        let told = stacking::story(self.lang, self.book, group, |record, index| {
            self.names.get(&record).and_then(|names| names.get(index)).cloned().unwrap_or_default()
        });
        Ok(PlanChoice {
            group: told.group,
            rule: told.rule,
            document: told.document,
            clause: told.clause,
            record: told.record,
            year: told.year,
            certain: group.chosen.iter().map(|id| self.named(*id)).collect(),
            possible: without.iter().filter(is_needed).map(|other| self.named(other.id)).collect(),
            excluded: group
                .displaced
                .iter()
                .map(|lost| {
                    let named = self.named(lost.id);
                    let by = self.book.support(lost.by).address.clone();
                    PlanExcluded { id: named.id, name: named.name, by, certain: lost.is_certain }
                })
                .collect(),
            runner_up: next.map(|next| self.runner_up(group, next)).transpose()?,
        })
    }

    fn without(&self, id: SupportId) -> Result<Without, Overflow> {
        let evaluation = evaluate_without(self.book, self.profile, self.question, id);
        let (all, rest) = (self.paid_alike(self.evaluation, id), self.paid_alike(&evaluation, id));
        let high = all.1.zip(rest.1).map(|(all, rest)| all.minus(rest)).transpose()?;
        Ok(Without { id, less: (all.0.minus(rest.0)?, high), evaluation })
    }

    /// All that is paid as this support is, whatever its standing.
    fn paid_alike(&self, evaluation: &Evaluation, id: SupportId) -> Part {
        let payment = self.book.support(id).payment();
        let is_alike = |purse: Purse| (purse.payee, purse.medium, purse.period) == payment;
        evaluation.sum_of(is_alike)
    }

    fn runner_up(&self, group: &GroupResult, next: &Without) -> Result<PlanRunnerUp, Overflow> {
        let is_same =
            |other: &&GroupResult| (&other.name, other.record, other.year) == (&group.name, group.record, group.year);
        let same = next.evaluation.groups.iter().find(is_same).map(|other| other.chosen.clone());
        // One that is left alone is no choice any more.
        let rest = || group.displaced.iter().map(|lost| lost.id).chain(group.chosen.iter().copied());
        let is_had = |id: &SupportId| {
            *id != next.id && next.evaluation.supports.iter().any(|one| one.id == *id && one.is_in_play())
        };
        let takes = same.unwrap_or_else(|| rest().filter(is_had).collect());
        Ok(PlanRunnerUp {
            without: self.named(next.id),
            takes: takes.into_iter().map(|id| self.named(id)).collect(),
            less_low: Yuan::try_from(next.less.0)?,
            less_high: next.less.1.map(Yuan::try_from).transpose()?,
        })
    }
}
