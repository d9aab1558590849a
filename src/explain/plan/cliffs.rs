//! Small steps from the firm's own figures that lose money.

use crate::decide::{Asked, Curve, Jump, curve};
use crate::number::{Number, Overflow};
use crate::profile::{FactRef, key_of};
use crate::report::{Changed, Detail, PlanCliff, Yuan};
use crate::words;

use super::super::curve::{figures, label};
use super::super::{changes_of_reports, conditions};
use super::{Planner, is_less};

/// A tenth of a figure is near it.
const NEAR: Number = Number::whole(10);

impl Planner<'_> {
    /// The nearest step on either side of each figure, within a tenth of it, by which the firm loses.
    pub(super) fn cliffs(&self) -> Result<Vec<PlanCliff>, Overflow> {
        let mut cliffs = Vec::new();
        for fact in figures(self.book, self.profile, self.evaluation) {
            let asked = Asked { book: self.book, profile: self.profile, question: self.question, fact };
            let Some(own) = asked.own().filter(|own| *own > Number::ZERO) else { continue };
            let room = own.over(NEAR)?;
            // What is too large to be computed with has no neighbours that are told.
            let drawn = curve(asked, Some(own.minus(room)?), Some(own.plus(room)?));
            let Ok(Some(Curve { jumps, .. })) = drawn else { continue };
            let above = jumps.iter().find(|jump| own <= jump.before.at && loses(jump, true));
            let below = jumps.iter().rev().find(|jump| jump.after.at <= own && loses(jump, false));
            for (jump, is_above) in [(below, false), (above, true)] {
                cliffs.extend(jump.map(|jump| self.cliff(asked, fact, own, (jump, is_above))).transpose()?);
            }
        }
        Ok(cliffs)
    }

    fn cliff(
        &self,
        asked: Asked<'_>,
        fact: FactRef,
        own: Number,
        (jump, above): (&Jump, bool),
    ) -> Result<PlanCliff, Overflow> {
        let (near, far) = if above { (jump.before, jump.after) } else { (jump.after, jump.before) };
        let tell =
            |at: Number| self.explainer.explain(Detail::Amounts, &asked.with(at), self.as_of, &asked.answer(Some(at)));
        let mut changes = changes_of_reports(self.lang, &tell(near.at), &tell(far.at));
        changes.retain(|change| change.of == Changed::Support);
        let kind = self.book.dictionary.fact(fact.fact).kind;
        let high = near.high.zip(far.high).map(|(near, far)| near.minus(far)).transpose()?;
        let label = label(self.lang, self.book, self.profile, fact);
        Ok(PlanCliff {
            fact: key_of(self.book, fact),
            text: words::cliff_way(self.lang, &label, kind, (own, far.at)),
            label,
            at: conditions::plain(kind, far.at),
            above,
            less_low: Yuan::try_from(near.low.minus(far.low)?)?,
            less_high: high.map(Yuan::try_from).transpose()?,
            changes,
        })
    }
}

/// Whether less is brought on the far side.
fn loses(jump: &Jump, above: bool) -> bool {
    let (near, far) = if above { (jump.before, jump.after) } else { (jump.after, jump.before) };
    is_less((far.low, far.high), (near.low, near.high))
}
