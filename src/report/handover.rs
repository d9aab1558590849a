//! What a report that is handed over says besides the answer: the titles, the calendar, and what the answer rests on.

use super::{DueDay, Ladder, Receipt};

/// Everything beside the report of one firm.
#[derive(Clone, Debug)]
pub struct Handover {
    /// The titles.
    pub ladder: Ladder,
    /// The days that the firm must not miss, the first ones first.
    pub days: Vec<DueDay>,
    /// What the answer rests on, with its digest.
    pub receipt: Receipt,
    /// The digest of what the firm says of itself.
    pub profile: String,
}

/// The chapters of such a report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Chapter {
    /// How much, how sure, and what to do first.
    Conclusion,
    /// Each support: how much, how sure, what decides.
    Money,
    /// What is taken where not everything can be had, and what would be next best.
    Combination,
    /// What is just missed, and what each step would bring.
    NearMisses,
    /// The way up the titles.
    Titles,
    /// The days to keep in mind.
    Calendar,
    /// What must be handed in, and what of it there is.
    Papers,
    /// What somebody else decides, and what was assumed.
    Decisions,
    /// Every condition, clause by clause.
    Conditions,
    /// The documents, and the digests.
    Receipt,
}

impl Chapter {
    /// All of them, in their order.
    pub const ALL: [Chapter; 10] = [
        Chapter::Conclusion,
        Chapter::Money,
        Chapter::Combination,
        Chapter::NearMisses,
        Chapter::Titles,
        Chapter::Calendar,
        Chapter::Papers,
        Chapter::Decisions,
        Chapter::Conditions,
        Chapter::Receipt,
    ];
}
