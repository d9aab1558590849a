//! Lays out a report or findings; computes nothing.

mod findings;
mod json;
mod page;
mod table;

pub use findings::{findings_human, findings_json};
pub use json::{report_json, report_schema};
pub use table::report_table;
