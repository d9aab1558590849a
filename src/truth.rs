//! Three-valued truth (strong Kleene) and what keeps it, or an amount, from being certain.

use std::ops::{BitOr, BitOrAssign};

/// Whether something is met, unmet or unknown. The order False < Unknown < True makes *and* the minimum.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Truth {
    /// Surely unmet.
    False,
    /// Not decided by what is known.
    Unknown,
    /// Surely met.
    True,
}

impl Truth {
    /// Both.
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        self.min(other)
    }

    /// Either.
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        self.max(other)
    }

    /// The opposite; unknown stays unknown.
    #[must_use]
    pub fn negate(self) -> Truth {
        match self {
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
            Truth::True => Truth::False,
        }
    }

    /// True or false for sure, or unknown when both may be.
    #[must_use]
    pub fn between(may_hold: bool, may_fail: bool) -> Truth {
        match (may_hold, may_fail) {
            (true, false) => Truth::True,
            (false, true) => Truth::False,
            _ => Truth::Unknown,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Truth {
        if value { Truth::True } else { Truth::False }
    }
}

/// A set of reasons why something is not certain.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Reasons(u16);

impl Reasons {
    /// Nothing is open.
    pub const NONE: Reasons = Reasons(0);
    /// A fact of the firm is not known.
    pub const FACT: Reasons = Reasons(1);
    /// An authority decides.
    pub const JUDGEMENT: Reasons = Reasons(1 << 1);
    /// The document is silent or can be read in several ways.
    pub const SILENCE: Reasons = Reasons(1 << 2);
    /// The document says "up to".
    pub const UP_TO: Reasons = Reasons(1 << 3);
    /// The document says "not less than".
    pub const AT_LEAST: Reasons = Reasons(1 << 4);
    /// The document gives a range.
    pub const RANGE: Reasons = Reasons(1 << 5);
    /// The document gives no figure.
    pub const UNSTATED: Reasons = Reasons(1 << 6);
    /// The document does not say whether a cap is for each record or for the firm.
    pub const CAP_SCOPE: Reasons = Reasons(1 << 7);
    /// The document does not say whether supports may be taken together.
    pub const STACKING: Reasons = Reasons(1 << 8);
    /// The best combination was not searched to the end, only bounded.
    pub const BOUNDED: Reasons = Reasons(1 << 9);
    /// A share of nothing, or a growth from nothing: no number.
    pub const UNDEFINED: Reasons = Reasons(1 << 10);
    /// What comes again and again is cut once a cap of all of it, or of a year, is used up.
    pub const SPENT: Reasons = Reasons(1 << 11);
    /// Whether a document is in force, or was replaced, is not known.
    pub const STANDING: Reasons = Reasons(1 << 12);

    /// Whether all of `other` are among these.
    #[must_use]
    pub fn contains(self, other: Reasons) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether nothing is open.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl BitOr for Reasons {
    type Output = Reasons;
    fn bitor(self, other: Reasons) -> Reasons {
        Reasons(self.0 | other.0)
    }
}

impl BitOrAssign for Reasons {
    fn bitor_assign(&mut self, other: Reasons) {
        self.0 |= other.0;
    }
}

/// The value of a condition: its truth and, when unknown, why.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Verdict {
    /// Met, unmet or unknown.
    pub truth: Truth,
    /// Why it is unknown; empty when it is not.
    pub reasons: Reasons,
}

impl Verdict {
    /// Surely met.
    pub const MET: Verdict = Verdict { truth: Truth::True, reasons: Reasons::NONE };
    /// Surely unmet.
    pub const UNMET: Verdict = Verdict { truth: Truth::False, reasons: Reasons::NONE };

    /// A verdict whose reasons are kept only when it is unknown.
    #[must_use]
    pub fn new(truth: Truth, reasons: Reasons) -> Verdict {
        Verdict { truth, reasons: if truth == Truth::Unknown { reasons } else { Reasons::NONE } }
    }

    /// Unknown for these reasons.
    #[must_use]
    pub fn unknown(reasons: Reasons) -> Verdict {
        Verdict { truth: Truth::Unknown, reasons }
    }

    /// Both; the reasons of every unknown part are kept.
    #[must_use]
    pub fn and(self, other: Verdict) -> Verdict {
        Verdict::new(self.truth.and(other.truth), self.reasons | other.reasons)
    }

    /// Either; the reasons of every unknown part are kept.
    #[must_use]
    pub fn or(self, other: Verdict) -> Verdict {
        Verdict::new(self.truth.or(other.truth), self.reasons | other.reasons)
    }

    /// The opposite, unknown for the same reasons.
    #[must_use]
    pub fn negate(self) -> Verdict {
        Verdict { truth: self.truth.negate(), ..self }
    }
}
