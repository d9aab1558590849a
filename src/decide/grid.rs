//! The values of a fact that are tried: whole yuan, whole things, hundredths of a per cent.

use crate::dictionary::Kind;
use crate::number::{Number, Overflow};

/// Finer than this nothing is tried.
const FINEST: u32 = 8;

/// Multiples of a unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Grid {
    /// The distance of neighbours.
    pub unit: Number,
}

impl Grid {
    /// The grid of a kind that holds all of these numbers, as far as it can; `None` of a kind without figures.
    #[must_use]
    pub fn of(kind: Kind, numbers: &[Number]) -> Option<Grid> {
        let (coarsest, finest) = match kind {
            Kind::Money => (0, 2),
            Kind::Ratio => (4, FINEST),
            Kind::Number => (2, FINEST),
            Kind::Count => (0, 0),
            Kind::Flag | Kind::Date | Kind::Choice | Kind::Text | Kind::Place | Kind::Industry | Kind::Support => {
                return None;
            }
        };
        let unit = |decimals: u32| Number::of_units(1, decimals);
        let holds = |decimals: &u32| numbers.iter().all(|number| number.is_multiple_of(unit(*decimals)));
        Some(Grid { unit: unit((coarsest..finest).find(holds).unwrap_or(finest)) })
    }

    /// The value of a step.
    ///
    /// # Errors
    /// `Overflow` when it is too large.
    pub fn at(self, step: i64) -> Result<Number, Overflow> {
        Number::whole(step).times(self.unit)
    }

    /// The step at a number, or the one before it.
    #[must_use]
    pub fn step(self, at: Number) -> Option<i64> {
        at.over(self.unit).ok()?.floor().to_whole()
    }
}
