//! What the rules are said to hold: which facts a support uses, where it applies, and how that is laid out.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

use std::collections::BTreeSet;

use textwrap::core::display_width;

use zjtx::calendar::Day;
use zjtx::catalogue::{self, FactLookup, Filter, Shown};
use zjtx::codes::{CodeId, Lookup};
use zjtx::compile::compile;
use zjtx::evaluate::evaluate;
use zjtx::explain::explain;
use zjtx::load::{Library, Role};
use zjtx::profile::{Profile, Value};
use zjtx::render::{document_page, fact_page, facts_table, rules_table};
use zjtx::report::{AsOfFrom, Status};
use zjtx::rulebook::{Rulebook, Support};
use zjtx::source::Sources;
use zjtx::words::Lang;

fn shipped() -> (Rulebook, Sources) {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    let (book, findings) = compile(&library);
    assert_eq!(findings, []);
    (book, library.sources)
}

fn place(book: &Rulebook, name: &str) -> CodeId {
    let Lookup::One(place) = book.places.find(name) else { panic!("{name}") };
    place
}

fn listed(book: &Rulebook, sources: &Sources, filter: &Filter) -> Vec<String> {
    let list = catalogue::list(Lang::Zh, book, sources, filter);
    list.supports.into_iter().map(|support| support.id.replace("nantong/reply-2024/", "")).collect()
}

fn by_title(book: &Rulebook, key: &str, kind: &str) -> Filter {
    let titles = book.dictionary.fact(book.dictionary.by_key("title.kind").unwrap());
    Filter { title: titles.choice(key), kind: Some(kind.to_owned()), ..Filter::default() }
}

#[test]
fn a_support_uses_what_its_definitions_and_derived_facts_read() {
    let (book, sources) = shipped();
    let all = catalogue::list(Lang::Zh, &book, &sources, &Filter::default()).supports;
    let facts = |id: &str| {
        let support = all.iter().find(|support| support.id == format!("nantong/reply-2024/{id}")).unwrap();
        support.facts.join(" ")
    };
    // A validity follows from the day of the grant, the end and, for the end, the kind.
    let of_titles = "title.kind title.granted title.until title.valid";
    assert_eq!(facts("smart-upgrade"), format!("place {of_titles} project.kind project.new-equipment"));
    assert_eq!(facts("little-giant-bonus"), "place title.kind title.granted");
    assert_eq!(facts("master-housing"), "place hire.degree hire.count hire.joined");
    assert_eq!(facts("returnee-startup"), "place project.kind project.returnee-selected");
}

#[test]
fn a_title_is_named_by_rules_and_not_by_the_dictionary() {
    let (book, sources) = shipped();
    let by_title = |title, kind| listed(&book, &sources, &by_title(&book, title, kind));
    assert_eq!(by_title("champion", "grant"), ["champion-bonus", "new-project-equipment"]);
    assert_eq!(by_title("小巨人", "grant"), ["little-giant-bonus", "new-project-equipment", "smart-upgrade"]);
    // Two speak of champions by name, the third of specialised firms, which may include them.
    let priority = ["patent-pre-examination", "patent-priority-examination", "ip-priority"];
    assert_eq!(by_title("champion", "priority"), priority);
    // The dictionary names it, to say when such a title ends.
    assert!(Support::KINDS.iter().all(|kind| by_title("tech-sme", kind).is_empty()));
}

/// What is listed for a place is what a firm there is not refused for its place.
#[test]
fn a_place_lists_what_an_answer_there_leaves_open() {
    let (book, sources) = shipped();
    let day = Day::parse("2026-11-22").unwrap();
    let fact = book.dictionary.by_key("place").unwrap();
    for name in ["崇川区", "启东市", "南通市", "江苏省", "海淀区", "全国", "南通经济技术开发区", "苏州市"]
    {
        let place = place(&book, name);
        let mut firm = Profile::default();
        firm.facts.insert(fact, Value::Code(place));
        let evaluation = evaluate(&book, &firm, day);
        let report = explain(Lang::Zh, &book, &sources, &firm, (day, AsOfFrom::Option), &evaluation);
        let listed = listed(&book, &sources, &Filter { place: Some(place), ..Filter::default() });
        for support in &book.supports {
            let answer = report.supports.iter().find(|answer| answer.id == support.address);
            // What fails only as a text was read is not refused under another reading.
            let is_open =
                answer.is_some_and(|answer| answer.status != Status::DoesNotQualify || !answer.assumptions.is_empty());
            let id = support.address.replace("nantong/reply-2024/", "");
            assert_eq!(listed.contains(&id), is_open, "{name}: {id}");
        }
    }
}

#[test]
fn a_document_without_supports_is_listed_where_nothing_selects() {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    let head = "title = \"t\"\nissuer = \"i\"\nkind = \"law\"\nissued = 2026-01-01\nfrom = 2026-01-01\n\
                checked = 2026-11-22\nstanding = \"in-force\"\nevidence = \"official\"\n";
    let role = Role::Rules { folders: vec!["320000".to_owned()], stem: "law".to_owned() };
    library.add_bytes("law.toml", format!("[document]\n{head}").as_bytes(), role);
    let (book, findings) = compile(&library);
    assert_eq!(findings, []);
    let documents = |filter: &Filter| {
        let list = catalogue::list(Lang::Zh, &book, &library.sources, filter);
        list.documents.into_iter().map(|document| document.id).collect::<Vec<_>>()
    };
    assert_eq!(documents(&Filter::default()), ["320000/law", "nantong/reply-2024"]);
    let place = Some(place(&book, "江苏省"));
    assert_eq!(documents(&Filter { place, ..Filter::default() }), ["nantong/reply-2024"]);
}

#[test]
fn the_end_of_an_address_will_do_if_it_is_one() {
    let (book, sources) = shipped();
    let show = |address: &str| catalogue::show(Lang::Zh, &book, &sources, address);
    assert!(matches!(show("reply-2024"), Shown::Document(view) if view.document.id == "nantong/reply-2024"));
    let Shown::Support(id) = show("smart-upgrade") else { panic!("it is the end of one address") };
    assert_eq!(book.support(id).address, "nantong/reply-2024/smart-upgrade");
    // The end of a word is not the end of an address.
    assert!(matches!(show("upgrade"), Shown::None(_)));
    assert!(matches!(show(""), Shown::None(_)));
}

#[test]
fn every_fact_is_found_by_its_key_and_tells_who_asks() {
    let (book, _) = shipped();
    for fact in catalogue::facts(Lang::En, &book).facts {
        let FactLookup::Fact(found) = catalogue::fact(Lang::En, &book, &fact.key) else { panic!("{}", fact.key) };
        assert_eq!(found.facts[0].key, fact.key);
    }
    let FactLookup::Fact(staff) = catalogue::fact(Lang::Zh, &book, "职工人数") else { panic!() };
    assert_eq!(staff.facts[0].asked_by.len(), 0);
    let FactLookup::Fact(stage) = catalogue::fact(Lang::Zh, &book, "博士后阶段") else { panic!() };
    assert_eq!(stage.facts[0].asked_by.len(), 3);
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let (book, sources) = shipped();
    for lang in [Lang::Zh, Lang::En] {
        let rules = catalogue::list(lang, &book, &sources, &Filter::default());
        let facts = catalogue::facts(lang, &book);
        let Shown::Document(document) = catalogue::show(lang, &book, &sources, "reply-2024") else { panic!() };
        for width in [60, 80, 120] {
            let pages = [
                rules_table(lang, &rules, width),
                facts_table(lang, &facts, width),
                fact_page(lang, &facts, width),
                document_page(lang, &document, width),
            ];
            for line in pages.iter().flat_map(|page| page.lines()) {
                assert!(display_width(line) <= width, "{width}: {line}");
            }
        }
    }
}
