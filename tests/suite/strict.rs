//! What a document leaves unsaid and a rule assumes, with and without the assumption.

use crate::one_document;

use one_document::{IN_FORCE, answer, report};
use zjtx::report::{Status, SupportReport};
use zjtx::words::{Lang, below_totals, no_total};

const ASSUME: &str = "“研发支出”按上年度报表理解";

fn with_and_without(support: &str, firm: &str) -> [SupportReport; 2] {
    let day = "2026-06-30";
    let [taken, strict] = [report(IN_FORCE, support, firm, day), answer(IN_FORCE, support, firm, day, true)];
    assert_eq!([taken.strict, strict.strict], [false, true]);
    [taken, strict].map(|report| report.supports.into_iter().next().unwrap())
}

fn amount(support: &SupportReport) -> (String, Option<String>) {
    let amount = support.amount.as_ref().unwrap();
    (amount.low.unwrap().to_string(), amount.high.map(|high| high.to_string()))
}

fn silences(support: &SupportReport) -> Vec<&str> {
    let reasons = support.reasons.iter().filter(|reason| reason.code.word() == "silence");
    reasons.map(|reason| reason.text.as_str()).collect()
}

/// 50% of 60万 is 30万; what the term means otherwise, the floor of 10万 and the cap of 40万 are stated.
#[test]
fn an_amount_that_stands_on_an_assumption_lies_between_its_floor_and_cap() {
    let support = format!(
        "amount = \"grant-rate\"\nfigures = [\"50%\", \"10万元\", \"40万元\"]\n[define.grant-rate]\n\
         value = {{ rate = \"50%\", of = {{ fact = \"rd-expense\", year = -1 }}, floor = \"10万元\", cap = \"40万元\" }}\n\
         assume = \"{ASSUME}\""
    );
    let [taken, strict] = with_and_without(&support, "[year.2025]\nrd-expense = \"60万\"");
    assert_eq!(amount(&taken), ("300000".to_owned(), Some("300000".to_owned())));
    assert_eq!(taken.assumptions, [ASSUME]);
    assert_eq!(amount(&strict), ("100000".to_owned(), Some("400000".to_owned())));
    assert_eq!((strict.status, strict.assumptions.len()), (Status::Qualifies, 0));
    assert!(silences(&strict).iter().any(|text| text.contains(ASSUME)), "{:?}", strict.reasons);
}

/// Without bounds nothing but zero bounds it.
#[test]
fn an_amount_without_bounds_that_stands_on_an_assumption_may_be_anything() {
    let support = format!(
        "amount = \"grant-rate\"\nfigures = [\"50%\"]\n[define.grant-rate]\n\
         value = {{ rate = \"50%\", of = {{ fact = \"rd-expense\", year = -1 }} }}\nassume = \"{ASSUME}\""
    );
    let [taken, strict] = with_and_without(&support, "[year.2025]\nrd-expense = \"60万\"");
    assert_eq!(amount(&taken), ("300000".to_owned(), Some("300000".to_owned())));
    assert_eq!(amount(&strict), ("0".to_owned(), None));
}

#[test]
fn a_condition_that_stands_on_an_assumption_is_open_without_it() {
    let support = format!(
        "when = [{{ meets = \"researches\" }}]\namount = \"5万元\"\nfigures = [\"5万元\", \"50万元\"]\n[define.researches]\n\
         when = [{{ fact = \"rd-expense\", year = -1, at-least = \"50万元\" }}]\nassume = \"{ASSUME}\""
    );
    let [taken, strict] = with_and_without(&support, "[year.2025]\nrd-expense = \"60万\"");
    assert_eq!((taken.status, amount(&taken)), (Status::Qualifies, ("50000".to_owned(), Some("50000".to_owned()))));
    assert_eq!(strict.status, Status::SubjectToJudgement);
    assert_eq!(amount(&strict), ("0".to_owned(), Some("50000".to_owned())));
    assert_eq!(silences(&strict).len(), 1, "{:?}", strict.reasons);
}

/// 40万 is short of 50万, but not of 30万.
#[test]
fn an_assumed_reading_is_one_among_the_others_without_the_assumption() {
    let support = format!(
        "when = [{{ unclear = [{{ fact = \"rd-expense\", year = -1, at-least = \"50万元\" }}, \
         {{ fact = \"rd-expense\", year = -1, at-least = \"30万元\" }}], assume = \"{ASSUME}\" }}]\n\
         amount = \"5万元\"\nfigures = [\"5万元\", \"50万元\", \"30万元\"]"
    );
    let [taken, strict] = with_and_without(&support, "[year.2025]\nrd-expense = \"40万\"");
    assert_eq!((taken.status, strict.status), (Status::DoesNotQualify, Status::SubjectToJudgement));
    let [taken, strict] = with_and_without(&support, "[year.2025]\nrd-expense = \"20万\"");
    assert_eq!((taken.status, strict.status), (Status::DoesNotQualify, Status::DoesNotQualify));
}

/// By the reading that is assumed 40万 is short, by the other it is not.
#[test]
fn a_headline_says_when_an_assumption_is_why_there_is_no_money() {
    let support = format!(
        "when = [{{ unclear = [{{ fact = \"rd-expense\", year = -1, at-least = \"50万元\" }}, \
         {{ fact = \"rd-expense\", year = -1, at-least = \"30万元\" }}], assume = \"{ASSUME}\" }}]\n\
         amount = \"5万元\"\nfigures = [\"5万元\", \"50万元\", \"30万元\"]"
    );
    let told = |firm: &str, lang| no_total(lang, &report(IN_FORCE, &support, firm, "2026-06-30"));
    let between = "[year.2025]\nrd-expense = \"40万\"";
    assert_eq!(told(between, Lang::Zh), "按本工具的假定没有；换一种读法最多 5万元");
    assert!(told(between, Lang::En).contains("read otherwise at most"));
    // Below both readings nothing is to be had, whatever is assumed.
    assert_eq!(told("[year.2025]\nrd-expense = \"20万\"", Lang::Zh), "按现有信息没有可得的资金");
}

/// An award of which there is nothing by the reading that is assumed, and 5万元 by the other: a total of nothing is told
/// with what it may be otherwise.
#[test]
fn a_total_of_nothing_does_not_hide_what_another_reading_brings() {
    let support =
        format!("amount = {{ unclear = [\"0元\", \"5万元\"], assume = \"{ASSUME}\" }}\nfigures = [\"0元\", \"5万元\"]");
    let report = report(IN_FORCE, &support, "", "2026-06-30");
    let [total] = &report.totals[..] else { panic!("{:?}", report.totals) };
    assert_eq!((total.low.unwrap().to_string(), total.high.unwrap().to_string()), ("0".to_owned(), "0".to_owned()));
    assert_eq!(below_totals(Lang::Zh, &report).unwrap(), "按本工具的假定没有；换一种读法最多 5万元");
    // Where there is something by what is assumed nothing more is said.
    let other = support.replace("unclear = [\"0元\", \"5万元\"]", "unclear = [\"5万元\", \"0元\"]");
    assert_eq!(below_totals(Lang::Zh, &self::report(IN_FORCE, &other, "", "2026-06-30")), None);
}
