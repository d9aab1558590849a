//! Lays out a report or findings; computes nothing.

mod brief;
mod catalogue;
mod charts;
mod ci;
mod comparison;
mod coverage;
mod covered;
mod csv;
mod curve;
mod document;
mod due;
mod explanation;
mod finding;
mod findings;
mod firm_file;
mod form;
mod handover;
mod index;
mod json;
mod jsonl;
mod ladder;
mod map;
mod markdown;
mod markdown_report;
mod mutants;
mod notes;
mod page;
mod parts;
mod plan;
mod screen;
mod sheet;
mod skeleton;
mod stale;
mod table;
mod test;
mod value;
mod verification;
mod what_if;
mod xlsx;

pub use brief::{brief_json, brief_schema};
pub use catalogue::{document_page, fact_page, facts_table, rules_table};
pub use ci::{
    Baseline, JunitError, Told, failed_cases, github, gitlab, junit, junit_of_cases, sarif, told, told_cases,
};
pub use comparison::comparison_text;
pub use coverage::{coverage_markdown, coverage_text};
pub use covered::covered_text;
pub use csv::{Csv, Encoding, csv_row};
pub use curve::{curve_csv, curve_markdown, curve_svg, curve_text};
pub use document::{document_explained, document_explained_markdown};
pub use due::{due_ics, due_text};
pub use explanation::{explanation_markdown, explanation_text};
pub use finding::{finding_page_markdown, finding_page_text};
pub use findings::{findings_grouped, findings_human, findings_json};
pub use firm_file::{firm_file_name, firm_html, firm_markdown};
pub use form::{form_csv, form_xlsx};
pub use handover::{Cover, report_html};
pub use index::{Listed, index_html};
pub use json::{
    curve_schema, document_schema, due_schema, json, ladder_schema, plan_schema, receipt_schema, report_json,
    report_schema, verify_schema, what_if_schema,
};
pub use jsonl::firm_json;
pub use ladder::ladder_text;
pub use map::header_map;
pub use markdown_report::report_markdown;
pub use mutants::mutants_text;
pub use plan::{plan_markdown, plan_text};
pub use skeleton::{new_cases, new_profile, new_rules};
pub use stale::stale_text;
pub use table::report_table;
pub use test::test_text;
pub use value::{value_markdown, value_text};
pub use verification::verification_text;
pub use what_if::{what_if_markdown, what_if_text};
pub use xlsx::Xlsx;
