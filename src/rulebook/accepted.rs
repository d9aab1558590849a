//! Reminders that rules take as right.

use crate::source::{Line, Span};

/// A reminder that is not told of some lines of a file, as their author says with the reason.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// Its code.
    pub code: String,
    /// The first of the lines.
    pub from: Line,
    /// The last of them.
    pub until: u32,
    /// Where that is said.
    pub span: Span,
    /// Whether there was such a reminder.
    pub is_used: bool,
}

impl Accepted {
    /// Whether it is of what stands on a line.
    #[must_use]
    pub fn covers(&self, line: Line) -> bool {
        self.from.file == line.file && (self.from.number..=self.until).contains(&line.number)
    }
}
