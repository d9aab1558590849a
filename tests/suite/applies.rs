//! Where a document applies, what it replaces there, and which documents a worked case is about: two documents of the
//! city of 砚川, one of its district 墨池, each figure worked out by hand beside it.

use zjtx::calendar::Day;
use zjtx::cases;
use zjtx::compile::{compile, parse};
use zjtx::evaluate::evaluate;
use zjtx::explain::explain;
use zjtx::finding::Severity;
use zjtx::load::{Library, Role};
use zjtx::profile;
use zjtx::reader::{Sink, Table};
use zjtx::report::{AsOfFrom, CaseReport, Report, Status};
use zjtx::rulebook::Rulebook;
use zjtx::source::{SourceFile, Sources};
use zjtx::words::Lang;

/// A document of the city: stem, what its head says besides, and the rest.
type Written<'d> = (&'d str, &'d str, &'d str);

fn rules(documents: &[Written<'_>]) -> (Rulebook, Sources) {
    let mut library = Library::default();
    for (name, text, role) in [
        ("facts.toml", include_str!("../world/rules/facts.toml"), Role::Dictionary),
        ("places.toml", include_str!("../world/rules/places.toml"), Role::Places),
        ("industries.toml", include_str!("../world/rules/industries.toml"), Role::Industries),
    ] {
        library.add_bytes(name, text.as_bytes(), role);
    }
    for (stem, head, body) in documents {
        let text = format!(
            "[document]\ntitle = \"{stem}\"\nissuer = \"砚川市织造局\"\nkind = \"measure\"\nissued = 2024-01-01\n\
             from = 2024-01-01\nevidence = \"official\"\nchecked = 2026-01-01\nstanding = \"in-force\"\n{head}\n{body}"
        );
        let role = Role::Rules { folders: vec!["yanchuan".to_owned()], stem: (*stem).to_owned() };
        library.add_bytes(&format!("yanchuan/{stem}.toml"), text.as_bytes(), role);
    }
    let (book, findings) = compile(&library);
    let errors: Vec<_> = findings.iter().filter(|finding| finding.severity() == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    (book, library.sources)
}

fn report(documents: &[Written<'_>], firm: &str) -> Report {
    let (book, mut sources) = rules(documents);
    let file = sources.add(SourceFile { name: "firm.toml".to_owned(), text: firm.to_owned() });
    let sink = Sink::new(file);
    let root = parse(&sources, file, &sink).unwrap();
    let firm = profile::read(&Table::of_file(&sink, &root), &book);
    let day = Day::parse("2026-11-22").unwrap();
    let evaluation = evaluate(&book, &firm, day);
    explain(Lang::Zh, &book, &sources, &firm, (day, AsOfFrom::Option), &evaluation)
}

/// The first total in 万元: its lower and its upper end.
fn total(report: &Report) -> (String, String) {
    let wan = |yuan: zjtx::report::Yuan| yuan.to_string().strip_suffix("0000").unwrap_or("0").to_owned();
    let total = &report.totals[0];
    (wan(total.low.unwrap()), total.high.map_or_else(|| "open".to_owned(), wan))
}

fn ends(low: &str, high: &str) -> (String, String) {
    (low.to_owned(), high.to_owned())
}

const OLDER: Written<'static> = (
    "alpha",
    "",
    "[[support]]\nid = \"a\"\nname = \"a\"\nkind = \"grant\"\nfor-what = \"equipment\"\nclause = \"1\"\n\
     amount = \"50万元\"\nfigures = [\"50万元\"]\n",
);

const NEWER: &str = "[[support]]\nid = \"b\"\nname = \"b\"\nkind = \"grant\"\nfor-what = \"equipment\"\nclause = \"1\"\n\
     amount = \"80万元\"\nfigures = [\"80万元\"]\n";

fn newer(head: &str) -> Written<'_> {
    ("beta", head, NEWER)
}

#[test]
fn a_document_replaces_another_only_where_it_applies() {
    let of_district = "scope = { in = [\"墨池区\"] }\nreplaces = [{ what = \"yanchuan/alpha\", sure = true }]";
    let both = [OLDER, newer(of_district)];
    // In the district the newer one alone, elsewhere in the city the older one alone.
    let inside = report(&both, "place = \"墨池区\"");
    assert_eq!(
        (total(&inside), inside.supports.iter().find(|of| of.id.ends_with("/a")).unwrap().status),
        (ends("80", "80"), Status::NotOpen)
    );
    let outside = report(&both, "place = \"青檐区\"");
    assert_eq!(total(&outside), ends("50", "50"));
    assert!(outside.documents.iter().all(|document| document.warnings.is_empty()));
    // Somewhere in the city: 80 in the district, 50 outside it.
    assert_eq!(total(&report(&both, "place = \"砚川市\"")), ends("50", "80"));
    // A support with a scope of its own may be out of reach where its document applies.
    let narrow = NEWER.replace("amount", "scope = { in = [\"青檐区\"] }\namount");
    let of_city = "replaces = [{ what = \"yanchuan/alpha\", sure = false }]";
    assert_eq!(total(&report(&[OLDER, ("beta", of_city, &narrow)], "place = \"砚川市\"")), ends("0", "80"));
}

#[test]
fn where_it_is_unclear_whether_a_document_applies_both_may_stand() {
    let unclear = "scope = { in = [\"墨池区\"], unclear-in = [\"砚川市\"] }\n\
                   replaces = [{ what = \"yanchuan/alpha\", sure = true }]";
    let found = report(&[OLDER, newer(unclear)], "place = \"青檐区\"");
    // The older one 50, or where the newer one applies its 80; never 130.
    assert_eq!(total(&found), ends("50", "80"));
}

#[test]
fn a_support_applies_nowhere_but_where_its_document_does() {
    let wide = NEWER.replace("amount", "scope = { in = [\"砚川市\"] }\namount");
    let document = ("beta", "scope = { in = [\"砚川市\"], not-in = [\"青檐区\"] }", wide.as_str());
    let status = |place: &str| report(&[document], &format!("place = \"{place}\"")).supports[0].status;
    assert_eq!((status("墨池区"), status("青檐区")), (Status::Qualifies, Status::DoesNotQualify));
    // What the document leaves open its support may say.
    let open = ("beta", "scope = { in = [\"墨池区\"], unclear-in = [\"砚川市\"] }", wide.as_str());
    assert_eq!(report(&[open], "place = \"青檐区\"").supports[0].status, Status::Qualifies);
}

fn run(documents: &[Written<'_>], case: &str) -> CaseReport {
    let (book, mut sources) = rules(documents);
    let text = format!("[[case]]\nname = \"c\"\nas-of = 2026-11-22\nprofile = {{ place = \"墨池区\" }}\n{case}");
    let file = sources.add(SourceFile { name: "alpha.cases.toml".to_owned(), text });
    let sink = Sink::new(file);
    let root = parse(&sources, file, &sink).unwrap();
    let cases = cases::read(Table::of_file(&sink, &root), "yanchuan/alpha", &book);
    assert!(sink.into_findings().iter().all(|finding| finding.severity() == Severity::Warning));
    cases[0].run(Lang::Zh, &book, &sources)
}

fn total_of(low: u32, high: u32) -> String {
    format!("[[case.total]]\npaid-to = \"enterprise\"\nperiod = \"once\"\nlow = \"{low}万元\"\nhigh = \"{high}万元\"\n")
}

#[test]
fn a_case_is_about_its_own_document_whatever_else_lies_in_the_folder() {
    let alone = total_of(50, 50);
    assert!(run(&[OLDER], &alone).passed);
    assert!(run(&[OLDER, newer("")], &alone).passed);
    assert!(run(&[OLDER, newer("replaces = [{ what = \"yanchuan/alpha\", sure = true }]")], &alone).passed);
    // With the other one, which nothing relates: the highest alone, or both.
    let both = format!("documents = [\"alpha\", \"yanchuan/beta\"]\n{}", total_of(80, 130));
    assert!(run(&[OLDER, newer("")], &both).passed);
    // The other one alone refers to the one that it replaces.
    let other = format!("documents = [\"beta\"]\n{}", total_of(80, 80));
    assert!(run(&[OLDER, newer("replaces = [{ what = \"yanchuan/alpha\", sure = true }]")], &other).passed);
    // What it expects something of it is about, too.
    let of_other = format!("[[case.expect]]\nsupport = \"yanchuan/beta/b\"\nlow = \"80万元\"\n{}", total_of(80, 130));
    assert!(run(&[OLDER, newer("")], &of_other).passed);
}

#[test]
fn a_case_that_checks_nothing_has_not_passed() {
    let empty = run(&[OLDER], "");
    assert!((empty.passed, empty.checks_nothing) == (false, true));
    let named = run(&[OLDER], "[[case.expect]]\nsupport = \"a\"\nbecause = \"50万元\"\n");
    assert!((named.passed, named.checks_nothing) == (false, true));
}

#[test]
fn what_is_asked_of_every_record_is_met_without_one_and_says_so() {
    let rules = NEWER.replace(
        "amount",
        "when = [{ every = \"project\", where = [{ fact = \"project.spend\", at-least = \"500万元\" }] }]\namount",
    );
    let rules = rules.replace("figures = [", "figures = [\"500万元\", ");
    let found = report(&[("beta", "", &rules)], "place = \"墨池区\"\nproject = []");
    let details: Vec<&str> = found.supports[0].conditions.iter().filter_map(|part| part.detail.as_deref()).collect();
    assert_eq!(found.supports[0].status, Status::Qualifies);
    assert!(details.iter().any(|detail| detail.contains("没有项目，视为满足")), "{details:?}");
}
