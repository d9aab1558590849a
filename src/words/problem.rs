//! Findings in words: one sentence, and a way to mend it.

mod cells;
mod files;
mod hint;
mod lack;
mod noun;
mod proofs;
mod rows;
mod rules;
mod sentence;
mod syntax;
mod table;

pub use hint::hint;
pub use sentence::{
    findings_count, findings_left, hint_title, more_places, problem, reminders_left, severity, so_often, witness,
    witness_title,
};
