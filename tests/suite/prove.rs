//! What is proved of rules: each planted mistake is told with a firm that shows it, and what is only like one is not.

use zjtx::compile::compile;
use zjtx::finding::Finding;
use zjtx::load::{Library, Role};
use zjtx::prove::prove;
use zjtx::render::findings_human;
use zjtx::words::{Lang, witness};

/// What is told of rule files of a place, each with its name, beside the shipped facts: the code, the line, the firm.
fn told_of(files: &[(&str, &str)]) -> Vec<(String, usize, String)> {
    let mut library = Library::default();
    library.add_shipped_lists();
    for (stem, text) in files {
        let role = Role::Rules { folders: vec!["510100".to_owned()], stem: (*stem).to_owned() };
        library.add_bytes(stem, text.as_bytes(), role);
    }
    let (book, findings) = compile(&library);
    let findings = prove(&book, &library.sources, findings);
    let line = |finding: &Finding| match &finding.place {
        zjtx::finding::Place::Span(span) => library.sources.line(span).number as usize,
        zjtx::finding::Place::Path(_) | zjtx::finding::Place::Cell(_) => 0,
    };
    let firm = |finding: &Finding| {
        let said = witness(Lang::En, &finding.witness).unwrap_or_default();
        said.strip_prefix("as-of = 2026-11-22").unwrap_or(&said).trim_start_matches(", ").to_owned()
    };
    findings.iter().map(|finding| (finding.problem.code().to_owned(), line(finding), firm(finding))).collect()
}

const HEAD: &str = "[document]\ntitle = \"t\"\nissuer = \"i\"\nkind = \"measure\"\nissued = 2026-01-01\nfrom = 2026-01-01\n\
                    checked = 2026-11-22\nstanding = \"in-force\"\nevidence = \"copy\"\n";

/// The head of a support that is no money, and of one that is.
const SERVICE: &str = "[[support]]\nid = \"a\"\nname = \"n\"\nkind = \"service\"\nclause = \"1\"\n";
const GRANT: &str =
    "[[support]]\nid = \"a\"\nname = \"n\"\nkind = \"grant\"\nfor-what = \"equipment\"\nclause = \"1\"\n";

fn told(rules: &str) -> Vec<String> {
    let told = told_of(&[("plan", &format!("{HEAD}{rules}"))]);
    told.into_iter().map(|(code, _, firm)| format!("{code}: {firm}").trim_end_matches([' ', ':']).to_owned()).collect()
}

/// What is told of a support with these conditions.
fn of_conditions(when: &str) -> Vec<String> {
    told(&format!("{SERVICE}when = [{when}]\n"))
}

/// What is told of an amount, beside what a support asks.
fn of_amount(amount: &str, figures: &str) -> Vec<String> {
    told(&format!("{GRANT}{amount}\nfigures = [{figures}]\n"))
}

#[test]
fn a_condition_that_others_ask_too_decides_nothing() {
    let cases = [
        // A number, from both sides; the firm is the one at which it turns.
        ("{ fact = \"staff\", at-least = 300 }, { fact = \"staff\", above = 200 }", "staff = 300"),
        ("{ fact = \"staff\", at-most = 10 }, { fact = \"staff\", below = 12 }", "staff = 0"),
        // What all firms meet.
        ("{ fact = \"staff\", at-least = 0 }", "staff = 0"),
        // A day so long ago, by the longest of them.
        (
            "{ fact = \"established\", until = \"24 months ago\" }, { fact = \"established\", until = \"6 months ago\" }",
            "established = 2024-11-22",
        ),
        // Choices, of the firm and of a record, and one of none of them.
        (
            "{ has = \"title\", where = [{ fact = \"title.kind\", is = \"little-giant\" }] }, \
             { has = \"title\", where = [{ fact = \"title.kind\", any-of = [\"little-giant\", \"champion\"] }] }",
            "title[1].kind = little-giant",
        ),
        ("{ fact = \"staff\", at-least = 20 }, { none = [{ fact = \"staff\", below = 5 }] }", "staff = 20"),
        // Two of the others together.
        (
            "{ fact = \"staff\", at-least = 20 }, { fact = \"listed\", is = true }, \
             { of = [{ fact = \"staff\", above = 10 }, { fact = \"listed\", is = true }], at-least = 2 }",
            "staff = 20, listed = true",
        ),
        // Said twice.
        ("{ fact = \"listed\", is = true }, { fact = \"listed\", is = true }", "listed = true"),
    ];
    for (when, firm) in cases {
        assert_eq!(of_conditions(when), [format!("never-decides: {firm}")], "{when}");
    }
}

/// What looks like it and decides something.
#[test]
fn a_condition_that_decides_something_is_not_told() {
    for when in [
        "{ fact = \"staff\", at-least = 300 }, { fact = \"staff\", at-most = 300 }",
        "{ fact = \"established\", until = \"24 months ago\" }, { fact = \"established\", since = \"36 months ago\" }",
        "{ any = [{ fact = \"staff\", at-least = 300 }, { judged = \"j\" }] }, { fact = \"staff\", at-least = 200 }",
        "{ has = \"title\", where = [{ fact = \"title.kind\", is = \"champion\" }] }, \
         { has = \"title\", where = [{ fact = \"title.kind\", is = \"little-giant\" }] }",
        "{ unclear = [{ fact = \"staff\", above = 10 }, { fact = \"staff\", above = 20 }] }, \
         { fact = \"staff\", at-least = 15 }",
        "{ has = \"project\", at-least = 2 }, { has = \"project\", where = [{ fact = \"project.kind\", is = \"smart-upgrade\" }] }",
    ] {
        assert_eq!(of_conditions(when), [""; 0], "{when}");
    }
}

#[test]
fn what_the_scope_says_is_not_asked_again() {
    let rules = "{ fact = \"place\", any-of = [\"成都市\"] }, { fact = \"staff\", above = 1 }";
    let told = of_conditions(rules);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("never-decides: place = "), "{told:?}");
    // A part of it decides.
    assert_eq!(of_conditions("{ fact = \"place\", any-of = [\"成都市武侯区\"] }"), [""; 0]);
    // Another place never.
    let told = of_conditions("{ fact = \"place\", any-of = [\"南通市\"] }");
    assert!(matches!(&told[..], [one] if one.starts_with("never-holds")), "{told:?}");
}

#[test]
fn a_support_that_asks_for_what_excludes_itself_is_shown_by_a_firm() {
    let told = of_conditions("{ fact = \"staff\", at-least = 500 }, { fact = \"staff\", below = 300 }");
    assert_eq!(told, ["never-holds: staff = 500"]);
    let told = of_conditions("{ fact = \"listed\", is = true }, { fact = \"listed\", is = false }");
    assert_eq!(told, ["never-holds: listed = true"]);
}

#[test]
fn alternatives_that_another_takes_in_or_that_nobody_reaches() {
    let any = |ways: &str| of_conditions(&format!("{{ any = [{ways}] }}"));
    assert_eq!(
        any("{ fact = \"staff\", at-least = 300 }, { fact = \"staff\", at-least = 400 }"),
        ["swallowed-alternative: staff = 400"]
    );
    assert_eq!(
        of_conditions(
            "{ fact = \"staff\", at-least = 300 }, { any = [{ fact = \"staff\", below = 100 }, { fact = \"listed\", is = true }] }"
        ),
        ["unreachable-alternative: staff = 300"]
    );
    // Two that overlap, and one that a judgement may open.
    // All firms meet one or the other, and neither is needless.
    assert_eq!(any("{ fact = \"staff\", at-least = 300 }, { judged = \"j\" }"), [""; 0]);
    assert_eq!(
        any(
            "{ fact = \"staff\", above = 300 }, { all = [{ fact = \"staff\", at-most = 300 }, { fact = \"listed\", is = true }] }"
        ),
        [""; 0]
    );
}

#[test]
fn bands_that_overlap_or_fall_are_shown_by_the_firm_between() {
    let bands = |cases: &str| of_amount(&format!("amount = {{ cases = [{cases}] }}"), "\"10万元\", \"30万元\"");
    let band = |low: &str, high: &str, gives: &str| {
        format!("{{ when = [{{ fact = \"staff\", {low} }}, {{ fact = \"staff\", {high} }}], gives = \"{gives}\" }},")
    };
    let [low, high] = ["10万元", "30万元"];
    let both = band("at-least = 1", "at-most = 200", low) + &band("at-least = 200", "at-most = 300", high);
    assert_eq!(bands(&both), ["overlapping-bands: staff = 200"]);
    let apart = band("at-least = 1", "below = 200", low) + &band("at-least = 200", "at-most = 300", high);
    assert_eq!(bands(&apart), [""; 0]);
    let falls = band("at-least = 1", "below = 200", high) + &band("at-least = 200", "at-most = 300", low);
    assert_eq!(bands(&falls), ["higher-pays-less: staff = 200"]);
    let gap = band("at-least = 1", "below = 200", low) + &band("above = 200", "at-most = 300", high);
    assert_eq!(bands(&gap), ["gap: staff = 200"]);
    // From high to low by one bound each, as most texts have it.
    let chain =
        "by = \"staff\", cases = [{ at-least = 200, gives = \"30万元\" }, { at-least = 1, gives = \"10万元\" }]";
    assert_eq!(of_amount(&format!("amount = {{ {chain} }}"), "\"10万元\", \"30万元\""), [""; 0]);
    let turned =
        "by = \"staff\", cases = [{ at-least = 1, gives = \"10万元\" }, { at-least = 200, gives = \"30万元\" }]";
    assert_eq!(
        of_amount(&format!("amount = {{ {turned} }}"), "\"10万元\", \"30万元\""),
        ["unreachable-case: staff = 200"]
    );
}

#[test]
fn a_band_below_what_the_support_asks_is_shown() {
    let amount = "amount = { by = \"staff\", cases = [{ at-least = 200, gives = \"30万元\" }, { at-least = 50, gives = \"10万元\" }] }";
    let with = |when: &str| of_amount(&format!("when = [{when}]\n{amount}"), "\"10万元\", \"30万元\"");
    assert_eq!(with("{ fact = \"staff\", at-most = 100 }"), ["unreachable-band: staff = 0"]);
    assert_eq!(with("{ fact = \"staff\", at-most = 200 }"), [""; 0]);
}

/// The last one has no condition of its own: nobody is left for it.
#[test]
fn a_band_for_the_rest_of_which_nobody_is_left_is_shown() {
    let cases = "[{ below = 5, gives = \"5万元\" }, { below = 20, gives = \"10万元\" }, { gives = \"20万元\" }]";
    let with = |most: u32| {
        let when = format!("when = [{{ fact = \"staff\", below = {most} }}]");
        let amount = format!("amount = {{ by = \"staff\", cases = {cases} }}");
        of_amount(&format!("{when}\n{amount}"), "\"5万元\", \"10万元\", \"20万元\"")
    };
    let found = with(10);
    assert!(found.len() == 1 && found[0].starts_with("unreachable-band"), "{found:?}");
    assert_eq!(with(20).len(), 1);
    assert_eq!(with(21), [""; 0]);
}

#[test]
fn a_cap_that_no_amount_reaches_is_told_with_the_firm_that_gets_most() {
    let amount = |cap: &str| {
        let cases =
            "by = \"staff\", cases = [{ at-least = 200, gives = \"30万元\" }, { at-least = 50, gives = \"10万元\" }]";
        of_amount(&format!("amount = {{ {cases}, cap = \"{cap}\" }}"), &format!("\"10万元\", \"30万元\", \"{cap}\""))
    };
    assert_eq!(amount("50万元"), ["idle-cap: staff = 200"]);
    assert_eq!(amount("20万元"), [""; 0]);
    let limit = |of: &str| {
        of_amount(
            &format!("amount = {of}\nlimits = [{{ cap = \"50万元\", per = \"enterprise\" }}]"),
            "\"50万元\", \"20万元\"",
        )
    };
    assert_eq!(limit("\"20万元\""), ["idle-cap"]);
    // What was received before counts under a cap of all time.
    let ever = "amount = \"20万元\"\nlimits = [{ cap = \"50万元\", per = \"enterprise\", within = \"ever\" }]";
    assert_eq!(of_amount(ever, "\"20万元\", \"50万元\""), [""; 0]);
    let rate = "amount = { rate = \"10%\", of = { fact = \"revenue\", year = -1 } }\nlimits = [{ cap = \"50万元\", per = \"enterprise\" }]";
    assert_eq!(of_amount(rate, "\"10%\", \"50万元\""), [""; 0]);
}

#[test]
fn a_support_that_is_written_twice_is_told_whatever_its_purpose() {
    let one = |id: &str, purpose: &str, least: usize| {
        format!(
            "[[support]]\nid = \"{id}\"\nname = \"n\"\nkind = \"grant\"\nfor-what = \"{purpose}\"\nclause = \"1\"\n\
             when = [{{ fact = \"staff\", at-least = {least} }}]\namount = \"10万元\"\nfigures = [\"10万元\"]\n"
        )
    };
    let both = told(&(one("a", "equipment", 20) + &one("b", "research", 20)));
    assert_eq!(both, ["support-twice: staff = 20"]);
    assert_eq!(told(&(one("a", "equipment", 20) + &one("b", "research", 21))), [""; 0]);
    // A group says that they are two.
    let group = "[[group]]\nname = \"g\"\nmembers = [\"a\", \"b\"]\nrule = \"highest\"\n";
    assert_eq!(told(&(one("a", "equipment", 20) + &one("b", "research", 20) + group)), [""; 0]);
}

#[test]
fn a_group_within_another_of_its_rule_is_needless() {
    let one = |id: &str| {
        format!(
            "[[support]]\nid = \"{id}\"\nname = \"n\"\nkind = \"grant\"\nfor-what = \"equipment\"\nclause = \"1\"\n\
             when = [{{ judged = \"{id}\" }}]\namount = \"unstated\"\n"
        )
    };
    let all = one("a") + &one("b") + &one("c");
    let group = |members: &str, rule: &str| {
        format!("[[group]]\nname = \"g{members}\"\nmembers = [{members}]\nrule = \"{rule}\"\n")
    };
    let groups = |second: &str| {
        let groups = group("\"a\", \"b\", \"c\"", "highest").replace("g\"a\", \"b\", \"c\"", "g") + second;
        told(&(all.clone() + &groups))
    };
    let pair = |rule: &str| group("\"a\", \"b\"", rule).replace("g\"a\", \"b\"", "h");
    assert_eq!(groups(&pair("highest")), ["dominated-group"]);
    assert_eq!(groups(&pair("sum")), ["contradictory-groups"]);
    assert_eq!(
        groups(&(pair("sum") + "limits = [{ cap = \"5万元\", per = \"enterprise\" }]\nfigures = [\"5万元\"]\n")),
        [""; 0]
    );
}

#[test]
fn a_scope_of_nothing_and_one_outside_the_folder_are_errors() {
    let scope = |scope: &str| told(&format!("scope = {scope}\n{SERVICE}"));
    assert_eq!(scope("{ in = [\"武侯区\"], not-in = [\"成都市\"] }"), ["empty-scope"]);
    assert_eq!(scope("{ in = [\"南通市\"] }"), ["scope-outside-folder"]);
    assert_eq!(scope("{ in = [\"成都市\"], not-in = [\"武侯区\"] }"), [""; 0]);
    let later =
        told_of(&[("plan", &format!("{}{SERVICE}", HEAD.replace("issued = 2026-01-01", "issued = 2026-12-01")))]);
    assert_eq!(later.iter().map(|told| told.0.as_str()).collect::<Vec<_>>(), ["wrong-order"]);
}

#[test]
fn what_is_accepted_at_its_place_is_not_told_and_what_accepts_nothing_is() {
    let accept = |code: &str| format!("accept = [{{ code = \"{code}\", why = \"原文如此\" }}]\n");
    let twice = "{ fact = \"staff\", at-least = 300 }, { fact = \"staff\", above = 200 }";
    let support = |accept: &str| told(&format!("{SERVICE}when = [{twice}]\n{accept}"));
    assert_eq!(support(""), ["never-decides: staff = 300"]);
    assert_eq!(support(&accept("never-decides")), [""; 0]);
    assert_eq!(support(&accept("idle-cap")), ["never-decides: staff = 300", "accepts-nothing"]);
    // At the head it is of the whole file.
    assert_eq!(told(&format!("{}{SERVICE}when = [{twice}]\n", accept("never-decides"))), [""; 0]);
    // Not of the next support.
    let next = format!("{SERVICE}{}{}when = [{twice}]\n", accept("never-decides"), SERVICE.replace("\"a\"", "\"b\""));
    assert_eq!(told(&next), ["never-decides: staff = 300", "accepts-nothing"]);
    // At a band; and what was found when the file was compiled.
    let bands = |at: &str| {
        let cases = format!(
            "by = \"staff\", cases = [{{ at-least = 200, gives = \"10万元\"{at} }}, {{ at-least = 50, gives = \"30万元\" }}]"
        );
        of_amount(&format!("amount = {{ {cases} }}"), "\"10万元\", \"30万元\"")
    };
    assert_eq!(bands(""), ["higher-pays-less: staff = 200"]);
    assert_eq!(bands(", accept = [{ code = \"higher-pays-less\", why = \"原文如此\" }]"), [""; 0]);
    let lone = "[[group]]\nname = \"g\"\nmembers = [\"a\"]\nrule = \"highest\"\n";
    let grant = format!("{GRANT}amount = \"unstated\"\n");
    assert_eq!(told(&format!("{grant}{lone}")), ["lone-member"]);
    assert_eq!(told(&format!("{grant}{lone}{}", accept("lone-member"))), [""; 0]);
    // An error can't be accepted, and a reason must be there.
    assert_eq!(support("accept = [{ code = \"never-holds\", why = \"w\" }]\n"), ["unknown-word"]);
    assert_eq!(support("accept = [{ code = \"never-decides\", why = \"\" }]\n"), ["empty-text"]);
}

#[test]
fn numbers_of_things_and_of_years_are_held_against_those_that_are_printed() {
    let figures = |when: &str, figures: &str| told(&format!("{SERVICE}when = [{when}]\nfigures = [{figures}]\n"));
    let staff = "{ fact = \"staff\", at-least = 20 }, { has = \"project\", at-least = 3 }";
    for right in ["", "\"20人\", \"三项\"", "\"20名\", \"3个\""] {
        assert_eq!(figures(staff, right), [""; 0], "{right}");
    }
    assert_eq!(figures(staff, "\"20人\""), ["figure-missing"]);
    assert_eq!(figures(staff, "\"20人\", \"四项\""), ["figure-unused", "figure-missing"]);
    let years = |last: usize| {
        format!("{{ every = \"year\", last = {last}, where = [{{ fact = \"net-profit\", above = \"0元\" }}] }}")
    };
    for right in ["\"3年\"", "\"近三年\"", "\"36个月\""] {
        assert_eq!(figures(&years(3), right), [""; 0], "{right}");
        assert_eq!(figures(&years(2), right), ["figure-unused"], "{right}");
    }
    // One is often said by a word, and years in a trade are a number of things.
    assert_eq!(figures("{ has = \"title\" }, { fact = \"field-years\", at-least = 10 }", "\"10年\""), [""; 0]);
}

#[test]
fn what_a_standard_asks_that_is_met_is_not_asked_again() {
    let standard = |least: usize| {
        format!(
            "[[standard]]\nid = \"s\"\ntitle = \"champion\"\nclause = \"1\"\n\
             when = [{{ fact = \"staff\", at-least = {least} }}, {{ judged = \"j\" }}]\n"
        )
    };
    let when = "when = [{ meets = \"s\" }, { fact = \"staff\", at-least = 50 }]\n";
    // A judgement of the standard is left to whoever decides, so that no firm is sure to meet it.
    let sure = |least: usize| standard(least).replace(", { judged = \"j\" }", "");
    assert_eq!(told(&format!("{}{SERVICE}{when}", sure(100))), ["never-decides: staff = 100"]);
    // The other way round it is the standard that asks nothing more.
    assert_eq!(told(&format!("{}{SERVICE}{when}", sure(20))), ["never-decides: staff = 50"]);
    assert_eq!(told(&format!("{}{SERVICE}{when}", standard(20))), [""; 0]);
}

#[test]
fn two_documents_for_one_purpose_that_nothing_relates_are_told() {
    let grant = format!("{HEAD}{GRANT}when = [{{ judged = \"j\" }}]\namount = \"unstated\"\n");
    let codes = |files: &[(&str, &str)]| told_of(files).into_iter().map(|told| told.0).collect::<Vec<_>>();
    assert_eq!(codes(&[("plan", &grant), ("other", &grant)]), ["unrelated"]);
    let related = grant.replace("evidence", "replaces = [{ what = \"510100/plan\", sure = true }]\nevidence");
    assert_eq!(codes(&[("plan", &grant), ("other", &related)]), [""; 0]);
}

#[test]
fn nothing_is_told_of_the_shipped_rules() {
    let mut library = Library::default();
    library.add_shipped_lists();
    let (book, findings) = compile(&library);
    let findings = prove(&book, &library.sources, findings);
    assert!(findings.is_empty(), "{}", findings_human(Lang::Zh, &library.sources, &findings, false));
}
