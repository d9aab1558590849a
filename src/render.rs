//! Lays out a report or findings; computes nothing.

mod catalogue;
mod coverage;
mod csv;
mod explanation;
mod findings;
mod firm_file;
mod form;
mod json;
mod jsonl;
mod map;
mod markdown;
mod markdown_report;
mod notes;
mod page;
mod screen;
mod sheet;
mod skeleton;
mod table;
mod test;
mod xlsx;

pub use catalogue::{document_page, fact_page, facts_table, rules_table};
pub use coverage::{coverage_markdown, coverage_text};
pub use csv::{Csv, Encoding};
pub use explanation::{explanation_markdown, explanation_text};
pub use findings::{findings_human, findings_json};
pub use firm_file::{firm_file_name, firm_markdown};
pub use form::{form_csv, form_xlsx};
pub use json::{json, report_json, report_schema};
pub use jsonl::firm_json;
pub use map::header_map;
pub use markdown_report::report_markdown;
pub use skeleton::{new_cases, new_profile, new_rules};
pub use table::report_table;
pub use test::test_text;
pub use xlsx::Xlsx;
