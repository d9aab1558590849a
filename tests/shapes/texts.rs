//! What a report says in words: shapes that no figure of the firm decides, and what all payments of one come to.

use zjtx::report::Report;
use zjtx::words::Lang;

use super::province::{report_of, text_of};

/// Every text has all of these.
fn assert_says(text: &str, wanted: &[&str]) {
    let missing: Vec<&&str> = wanted.iter().filter(|wanted| !text.contains(**wanted)).collect();
    assert!(missing.is_empty(), "{missing:?} not in:\n{text}");
}

/// A quota: winners are chosen, nobody is entitled.
#[test]
fn shape_48() {
    assert_says(&text_of(Lang::Zh, "open", "48 名额", "s48"), &["待确认", "择优，每年不超过 100 家", "名额"]);
    assert_says(&text_of(Lang::En, "open", "48 名额", "s48"), &["pending", "quota"]);
}

/// A budget: who comes first is served.
#[test]
fn shape_49() {
    assert_says(&text_of(Lang::Zh, "open", "49 总额", "s49"), &["待确认", "设定总额、先用先得", "预算"]);
    assert_says(&text_of(Lang::En, "open", "49 总额", "s49"), &["pending", "budget"]);
}

/// What all payments of the only support with payments come to.
fn altogether(report: &Report, support: &str) -> (String, String) {
    let support = report.supports.iter().find(|other| other.id.ends_with(support)).unwrap();
    let amount = support.amount.as_ref().unwrap();
    let ends = amount.altogether.as_ref().unwrap();
    (amount.duration.clone().unwrap(), format!("{} {}", ends.low, ends.high.as_ref().unwrap()))
}

#[test]
fn three_years_of_months_are_36_payments() {
    let report = report_of(Lang::Zh, "people", "15 每人每月，三年");
    // 3000元 × (1 + 2) × 36
    assert_eq!(altogether(&report, "s15"), ("共36个月".to_owned(), "324000 324000".to_owned()));
}

#[test]
fn months_enjoyed_elsewhere_are_deducted() {
    // 36 − 35 months of 1000元
    let report = report_of(Lang::Zh, "people", "18 扣除 35 个月");
    assert_eq!(altogether(&report, "s18"), ("共1个月".to_owned(), "1000 1000".to_owned()));
}
