//! What the properties found, kept as the smallest rules that show it.

use crate::engine::{Answer, Ends, Engine, Standing};
use crate::oracle::fraction::Fraction;

/// A document of this standing with these supports.
fn document(standing: &str, supports: &str) -> String {
    format!(
        "[document]\ntitle = \"办法\"\nissuer = \"云屿省织造局\"\nkind = \"measure\"\nissued = 2020-01-01\n\
         from = 2021-01-01\nstanding = \"{standing}\"\nstanding-note = \"虚构\"\nevidence = \"official\"\n\
         checked = 2026-01-01\n{supports}"
    )
}

/// One support for the whole of the text behind its head.
fn support(text: &str) -> String {
    format!(
        "\n[[support]]\nid = \"s0\"\nname = \"支持\"\nkind = \"grant\"\nfor-what = \"equipment\"\nclause = \"第一条\"\n{text}"
    )
}

fn answer(supports: &str, profile: &str) -> Answer {
    let engine = Engine::of(vec![("yanchuan", "alpha", document("in-force", supports))]);
    engine.answer(&format!("as-of = 2026-11-22\n{profile}"))
}

fn yuan(amount: i128) -> Fraction {
    Fraction::whole(amount)
}

#[test]
fn a_draft_is_in_no_total_though_its_purpose_is_the_same() {
    let plain = support("amount = \"50万元\"\nfigures = [\"50万元\"]\n");
    let files = vec![("yanchuan", "alpha", document("draft", &plain)), ("yunyu", "beta", document("in-force", &plain))];
    let answer = Engine::of(files).answer("as-of = 2026-11-22\nplace = \"墨池区\"\n");
    assert_eq!(answer.totals[&("enterprise", "once", true)], Ends::point(yuan(500_000)));
}

#[test]
fn a_comparison_that_turns_between_two_values_loses_neither() {
    let rule = support(
        "when = [{ fact = \"staff\", at-most = { rate = \"50%\", of = \"looms\" } }]\n\
         amount = { each = \"1万元\", times = \"staff\" }\nfigures = [\"50%\", \"1万元\"]\n",
    );
    let reported = answer(&rule, "place = \"墨池区\"\nlooms = 5\n").supports["yanchuan/alpha/s0"].clone();
    assert_eq!(reported.ends, Ends { low: yuan(0), high: Some(yuan(20_000)) });
}

#[test]
fn a_place_that_may_be_excluded_is_asked_for_though_the_text_is_silent_too() {
    let rule = support(
        "scope = { in = [\"芦汀市\"], not-in = [\"石鳞县\"], unclear-in = [\"砚川市\"] }\n\
         amount = \"50万元\"\nfigures = [\"50万元\"]\n",
    );
    let reported = answer(&rule, "place = \"砚川市\"\n").supports["yanchuan/alpha/s0"].clone();
    assert!(!reported.items[0].is_up_to_others, "{reported:?}");
    let reported = answer(&rule, "place = \"石鳞县\"\n").supports["yanchuan/alpha/s0"].clone();
    assert_eq!(reported.standing, Standing::DoesNotQualify);
}

/// The term of a title follows from the day it was granted, also where both are tried value by value.
#[test]
fn what_follows_from_a_fact_does_not_forget_it() {
    let rule = support(
        "for-each = \"title\"\nwhen = [{ fact = \"title.granted\", is = 2025-02-28 }, { fact = \"title.granted\", until = \"today\" }]\n\
         amount = { by = \"title.until\", cases = [{ since = \"today\", gives = \"1万元\" }, { since = \"1 year ago\", gives = \"2万元\" }] }\n\
         figures = [\"1万元\", \"2万元\"]\n",
    );
    let reported = answer(&rule, "place = \"墨池区\"\n[[title]]\n").supports["yanchuan/alpha/s0"].clone();
    assert_eq!(reported.ends, Ends { low: yuan(0), high: Some(yuan(10_000)) });
}

/// A negative figure of a year that surely counts is the highest where the other year does not count.
#[test]
fn the_highest_of_losses_is_a_loss() {
    let rule = "\n[define.best]\nvalue = { highest = \"profit\", across = \"year\", last = 2, where = [{ fact = \"patents\", at-least = 1 }] }\n"
        .to_owned()
        + &support("when = [{ fact = \"best\", at-least = \"0元\" }]\namount = \"1万元\"\nfigures = [\"1万元\"]\n");
    let firm = "place = \"墨池区\"\nestablished = 2001-01-01\n[year.2025]\nprofit = \"10元\"\n\
                [year.2024]\nprofit = \"-5元\"\npatents = 1\n";
    let reported = answer(&rule, firm).supports["yanchuan/alpha/s0"].clone();
    assert_eq!(reported.standing, Standing::Open);
}

/// What a definition asks of the record, or the year, where it is used is asked anew for each of them.
#[test]
fn a_definition_is_read_anew_for_each_record_and_year() {
    let of_record = "\n[define.older]\nwhen = [{ has = \"title\", where = [{ fact = \"title.granted\", before = \"1 day after project.started\" }] }]\n"
        .to_owned()
        + &support("for-each = \"project\"\nwhen = [{ meets = \"older\" }]\namount = \"1万元\"\nfigures = [\"1万元\"]\n");
    let firm = "place = \"墨池区\"\n[[title]]\ngranted = 2024-05-01\n[[project]]\nstarted = 2024-06-01\n[[project]]\nstarted = 2024-01-01\n";
    let reported = answer(&of_record, firm).supports["yanchuan/alpha/s0"].clone();
    assert_eq!(reported.ends, Ends::point(yuan(10_000)));
    let of_year =
        "\n[define.dear]\nwhen = [{ has = \"project\", where = [{ fact = \"project.spend\", above = \"revenue\" }] }]\n"
            .to_owned()
            + &support(
                "when = [{ has = \"year\", last = 2, where = [{ meets = \"dear\" }], at-least = 2 }]\namount = \"1万元\"\nfigures = [\"1万元\"]\n",
            );
    let firm = "place = \"墨池区\"\n[year.2025]\nrevenue = \"1元\"\n[year.2024]\nrevenue = \"9元\"\n[[project]]\nspend = \"5元\"\n";
    let reported = answer(&of_year, firm).supports["yanchuan/alpha/s0"].clone();
    assert_eq!(reported.standing, Standing::DoesNotQualify);
}

/// A marginal amount of a figure that is not stated waits for that figure.
#[test]
fn slices_of_an_unstated_figure_wait_for_it() {
    let rule = "\n[define.marginal]\nvalue = { of = { fact = \"revenue\", year = -1 }, slices = [{ up-to = \"1000万元\", rate = \"20%\" }] }\n"
        .to_owned()
        + &support("when = [{ fact = \"marginal\", at-least = \"50万元\" }]\namount = \"1万元\"\nfigures = [\"1万元\", \"50万元\", \"1000万元\", \"20%\"]\n");
    let reported = answer(&rule, "place = \"墨池区\"\n").supports["yanchuan/alpha/s0"].clone();
    assert_eq!(reported.standing, Standing::Open);
    assert_eq!(reported.ends, Ends { low: yuan(0), high: Some(yuan(10_000)) });
}

/// Growth from nothing is open because the text does not say what it is then, also where cases are tried for it.
#[test]
fn an_undefined_figure_in_cases_waits_for_no_fact() {
    let rule = "\n[define.points]\nvalue = { by = { fact = \"pace\", year = -1 }, cases = [{ at-least = \"10%\", gives = 5 }, { at-least = \"5%\", gives = 3 }, { gives = 0 }] }\n"
        .to_owned()
        + &support("when = [{ fact = \"points\", at-least = 3 }]\namount = \"1万元\"\nfigures = [\"1万元\", \"10%\", \"5%\"]\n");
    let firm = "place = \"墨池区\"\nestablished = 2001-01-01\n[year.2025]\nrevenue = \"10元\"\n[year.2023]\nrevenue = \"0元\"\n";
    let reported = answer(&rule, firm).supports["yanchuan/alpha/s0"].clone();
    assert_eq!(reported.standing, Standing::Open);
    assert!(reported.items[0].is_up_to_others, "{reported:?}");
}
