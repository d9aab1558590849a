//! How an amount was computed is told whole: each record, and what caps make of them together.

use crate::one_document;

use one_document::{IN_FORCE, report};
use zjtx::report::{Certainty, SupportReport};

/// 10% of each project's equipment, with a cap of 500万元 of this scope, for projects of these amounts.
fn capped(per: &str, projects: &[&str]) -> SupportReport {
    let support = format!(
        "for-each = \"project\"\nfigures = [\"10%\", \"500万元\"]\n\
         amount = {{ rate = \"10%\", of = \"project.new-equipment\" }}\n\
         limits = [{{ cap = \"500万元\", per = \"{per}\" }}]"
    );
    let firm: String = projects.iter().flat_map(|text| ["[[project]]\n", text, "\n"]).collect();
    report(IN_FORCE, &support, &firm, "2026-11-22").supports.remove(0)
}

const FOUR_HUNDRED: &str = "new-equipment = \"4000万\"";
const EIGHT_HUNDRED: &str = "new-equipment = \"8000万\"";

#[test]
fn a_cap_of_the_firm_is_told_where_it_cuts_all_records_together() {
    let support = capped("enterprise", &[FOUR_HUNDRED, FOUR_HUNDRED]);
    assert!(support.items.iter().all(|item| item.steps == ["4000万元 × 10% = 400万元"]));
    let amount = support.amount.unwrap();
    assert_eq!(amount.steps, ["合计 800万元，超过企业上限，取 500万元"]);
    assert_eq!((amount.certainty, amount.low.unwrap().to_string()), (Certainty::Fixed, "5000000".to_owned()));
}

#[test]
fn a_cap_of_the_firm_is_told_where_it_cuts_one_record_alone() {
    let support = capped("enterprise", &[EIGHT_HUNDRED]);
    assert_eq!(support.items[0].steps, ["8000万元 × 10% = 800万元", "超过上限，取 500万元"]);
    assert!(support.amount.unwrap().steps.is_empty());
}

#[test]
fn a_cap_of_unstated_scope_makes_a_range() {
    let support = capped("unstated", &[FOUR_HUNDRED, FOUR_HUNDRED]);
    let amount = support.amount.unwrap();
    assert_eq!(amount.steps, ["合计 800万元；上限如按企业算，取 500万元"]);
    assert_eq!(amount.certainty, Certainty::Range);
}

#[test]
fn a_figure_that_is_not_known_is_named_and_not_multiplied() {
    let support = capped("project", &["name = \"x\""]);
    assert_eq!(support.items[0].steps, ["新设备购置额（未知） × 10%", "最高 500万元"]);
    assert_eq!(support.amount.unwrap().certainty, Certainty::Fixed);
}
