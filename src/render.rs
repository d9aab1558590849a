//! Lays out a report or findings; computes nothing.

mod catalogue;
mod explanation;
mod findings;
mod json;
mod markdown;
mod markdown_report;
mod notes;
mod page;
mod sheet;
mod skeleton;
mod table;
mod test;

pub use catalogue::{document_page, fact_page, facts_table, rules_table};
pub use explanation::{explanation_markdown, explanation_text};
pub use findings::{findings_human, findings_json};
pub use json::{json, report_json, report_schema};
pub use markdown_report::report_markdown;
pub use skeleton::{new_cases, new_profile, new_rules};
pub use table::report_table;
pub use test::test_text;
