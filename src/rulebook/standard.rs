//! What it takes to be recognised with a title.

use crate::closed::closed;

use super::{Condition, Support};

/// The conditions for a title under one document.
#[derive(Clone, Debug)]
pub struct Standard {
    /// What it asks, when, where, and where that is written: as of a support that pays nothing.
    pub rule: Support,
    /// The title that it gives, as a choice of the fact `title.kind`.
    pub title: usize,
    /// Which applications it is for.
    pub applies_to: AppliesTo,
}

closed! {
    /// Which applications a standard is for.
    AppliesTo {
        /// Firms that do not hold the title.
        New "new",
        /// Firms whose title is reviewed.
        Review "review",
        /// Both.
        Both "both",
    }
}

impl Standard {
    /// `national/gradient-2026/little-giant`.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.rule.address
    }

    /// What must be met, the place apart.
    #[must_use]
    pub fn conditions(&self) -> &[Condition] {
        self.rule.conditions.split_first().map_or(&[], |(_, when)| when)
    }
}
