//! What the rules are said to hold: which facts a support uses, where it applies, and how that is laid out.

use std::collections::BTreeSet;

use textwrap::core::display_width;

use zjtx::calendar::Day;
use zjtx::catalogue::{self, Among, FactEntry, FactList, FactLookup, Filter, Found, Shown, find_document};
use zjtx::codes::{CodeId, Lookup};
use zjtx::compile::compile;
use zjtx::evaluate::evaluate;
use zjtx::explain::explain;
use zjtx::load::{Library, Role};
use zjtx::profile::{Profile, Value};
use zjtx::render::{document_page, fact_page, facts_table, json, rules_table};
use zjtx::report::{AsOfFrom, Status};
use zjtx::rulebook::{Rulebook, SupportKind};
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
    list.supports
        .iter()
        .filter_map(|support| Some(support.id.strip_prefix("nantong/reply-2024/")?.to_owned()))
        .collect()
}

fn by_title(book: &Rulebook, key: &str, kind: &str) -> Filter {
    let titles = book.dictionary.fact(book.dictionary.by_key("title.kind").unwrap());
    let place = Some(place(book, "南通市"));
    Filter { place, title: titles.choice(key), kind: Some(kind.to_owned()), ..Filter::default() }
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
    assert_eq!(facts("little-giant-bonus"), "place title.kind title.granted title.moved-in");
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
    assert!(SupportKind::NAMES.iter().all(|kind| by_title("tech-sme", kind).is_empty()));
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
        let filter = Filter { place: Some(place), ..Filter::default() };
        let listed = catalogue::list(Lang::Zh, &book, &sources, &filter).supports;
        let listed: BTreeSet<String> = listed.into_iter().map(|support| support.id).collect();
        for support in book.supports.iter() {
            let answer = report.supports.iter().find(|answer| answer.id == support.address);
            // What fails only as a text was read is not refused under another reading.
            let is_open =
                answer.is_some_and(|answer| answer.status != Status::DoesNotQualify || !answer.assumptions.is_empty());
            assert_eq!(listed.contains(&support.address), is_open, "{name}: {}", support.address);
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
    let law = "320000/law".to_owned();
    assert_eq!(documents(&Filter::default()).first(), Some(&law));
    let place = Some(place(&book, "江苏省"));
    let selected = documents(&Filter { place, ..Filter::default() });
    assert!(selected.contains(&"nantong/reply-2024".to_owned()) && !selected.contains(&law), "{selected:?}");
}

#[test]
fn the_end_of_an_address_will_do_if_it_is_one() {
    let (book, sources) = shipped();
    let show = |address: &str| catalogue::show(Lang::Zh, &book, &sources, address);
    assert!(matches!(show("reply-2024"), Shown::Document(view) if view.document.id == "nantong/reply-2024"));
    let Shown::Support(id) = show("smart-upgrade") else { panic!("it is the end of one address") };
    assert_eq!(book.support(id).address, "nantong/reply-2024/smart-upgrade");
    // The end of a word is not the end of an address.
    assert!(matches!(show("mart-upgrade"), Shown::None(_)));
    assert!(matches!(show(""), Shown::None(_)));
}

#[test]
fn every_fact_is_found_by_its_key_and_tells_who_asks() {
    let (book, _) = shipped();
    for fact in catalogue::facts(Lang::En, &book, Among::default()).facts {
        assert_eq!(the_fact(&book, &fact.key, Among::default()).key, fact.key);
    }
    let Found::One(nantong) = find_document(&book, "reply-2024") else { panic!() };
    let of_reply = Among { document: Some(nantong), ..Among::default() };
    assert_eq!(the_fact(&book, "职工人数", of_reply).asked_by.len(), 0);
    let is_of_reply = |id: &String| id.starts_with("nantong/reply-2024/");
    let asked_by =
        |among| the_fact(&book, "博士后阶段", among).asked_by.into_iter().map(|asker| asker.id).filter(is_of_reply);
    let ids = ["postdoc-allowance", "postdoc-settled", "postdoc-settled-housing"];
    let expected = ids.map(|id| format!("nantong/reply-2024/{id}"));
    for among in [
        Among { document: Some(nantong), ..Among::default() },
        Among { place: Some(place(&book, "崇川区")), ..Among::default() },
        Among { place: Some(place(&book, "崇川区")), document: Some(nantong) },
    ] {
        assert_eq!(asked_by(among).collect::<Vec<_>>(), expected, "{among:?}");
    }
    assert_eq!(asked_by(Among { place: Some(place(&book, "海淀区")), ..Among::default() }).count(), 0);
}

#[test]
fn a_part_of_a_name_finds_every_fact_that_has_it() {
    let (book, _) = shipped();
    let found = |name: &str| match catalogue::fact(Lang::Zh, &book, name, Among::default()) {
        FactLookup::Fact(list) => keys(*list),
        FactLookup::Facts(list) => keys(list),
        FactLookup::None(_) => Vec::new(),
    };
    // A whole name goes before a part of one: `staff` is a fact, and the end of no other.
    assert_eq!(found("staff"), ["staff"]);
    assert_eq!(found("place"), ["place"]);
    assert_eq!(found("lace"), ["place"]);
    assert_eq!(found("TITLE.GRANT"), ["title.granted"]);
    assert_eq!(found("博士后阶"), ["hire.stage"]);
    assert!(found("").is_empty());
    // Every fact of which a key, label or alias has the part, and no other.
    let all = catalogue::facts(Lang::Zh, &book, Among::default()).facts;
    let has = |fact: &FactEntry| {
        let names = [&fact.key, &fact.label].into_iter().chain(&fact.aliases);
        names.into_iter().any(|name| name.to_lowercase().contains("期"))
    };
    let expected: Vec<String> = all.iter().filter(|fact| has(fact)).map(|fact| fact.key.clone()).collect();
    assert!(expected.len() > 2 && expected.len() < all.len());
    assert_eq!(found("期"), expected);
    // The name of a kind of record stands for its facts.
    assert_eq!(found("称号"), found("title"));
    assert!(found("title").iter().all(|key| key.starts_with("title.")));
}

/// So many supports in one document and one in another, all of which ask for the staff.
fn two_documents(supports: usize) -> (Rulebook, Sources) {
    let mut library = Library::default();
    library.add_folder("tests/world/rules".as_ref()).unwrap();
    let head = "title = \"t\"\nissuer = \"i\"\nkind = \"rules\"\nissued = 2026-01-01\nfrom = 2026-01-01\n\
                checked = 2026-11-22\nstanding = \"in-force\"\nevidence = \"official\"\n";
    let when = "when = [{ fact = \"staff\", at-least = 10 }]";
    let support = |id| {
        let kind = if id == 1 { "land" } else { "service" };
        format!("[[support]]\nid = \"s{id}\"\nname = \"{id}\"\nkind = \"{kind}\"\nclause = \"1\"\n{when}\n")
    };
    for (stem, count) in [("many", supports), ("one", 1)] {
        let role = Role::Rules { folders: vec!["yunyu".to_owned()], stem: stem.to_owned() };
        let supports: String = (1..=count).map(support).collect();
        library.add_bytes(&format!("{stem}.toml"), format!("[document]\n{head}{supports}").as_bytes(), role);
    }
    let (book, findings) = compile(&library);
    assert_eq!(findings, []);
    (book, library.sources)
}

#[test]
fn what_is_too_much_to_read_is_counted_by_document() {
    let (few, few_sources) = two_documents(29);
    assert!(!catalogue::list(Lang::En, &few, &few_sources, &Filter::default()).is_long());
    let (book, sources) = two_documents(30);
    let list = catalogue::list(Lang::En, &book, &sources, &Filter::default());
    assert!(list.is_long());
    let head = |id| format!("yunyu/{id}  t\n  云屿省, 2026-01-01, in force\n");
    let hint = "Too many to list, so they are counted. To list them: --all, --place PLACE, or a\n\
                document, such as zjtx rules list yunyu/many\n";
    let folded = format!(
        "{}  30 supports: service 29, land 1\n\n{}  1 support: land 1\n\n31 supports, 2 documents\n{hint}",
        head("many"),
        head("one"),
    );
    assert_eq!(rules_table(Lang::En, &list, true, 80), folded);
    // Of one place or one document they are listed.
    let place = Some(place(&book, "云屿省"));
    assert!(!catalogue::list(Lang::En, &book, &sources, &Filter { place, ..Filter::default() }).is_long());
    let words = vec!["yunyu/many".to_owned()];
    let of_document = catalogue::list(Lang::En, &book, &sources, &Filter { words, ..Filter::default() });
    assert!(of_document.supports.len() == 30 && !of_document.is_long());
    // Nothing is lost in JSON.
    let json: serde_json::Value = serde_json::from_str(&json(&list).unwrap()).unwrap();
    assert_eq!(json["supports"].as_array().unwrap().len(), 31);
}

#[test]
fn too_many_who_ask_for_a_fact_are_counted_by_document() {
    let page = |supports: usize, among: Among, all: bool| {
        let (book, _) = two_documents(supports);
        let FactLookup::Fact(list) = catalogue::fact(Lang::En, &book, "staff", among) else { panic!() };
        let page = fact_page(Lang::En, &list, all, 80);
        page.split_once("\n\n").unwrap().1.to_owned()
    };
    let counted = "31 supports read it\n  yunyu/many  30\n  yunyu/one  1\n\
                   Too many to list, so they are counted. To list them: --all, --place PLACE, or\n\
                   --document, such as --document yunyu/many\n";
    assert_eq!(page(30, Among::default(), false), counted);
    let many = Among { document: Some(0), ..Among::default() };
    for (page, lines) in [
        (page(29, Among::default(), false), 1 + 30),
        (page(30, Among::default(), true), 1 + 31),
        (page(30, many, false), 1 + 30),
    ] {
        assert_eq!(page.lines().count(), lines, "{page}");
        assert!(page.contains("\n  yunyu/many/s29  29\n"), "{page}");
    }
}

fn the_fact(book: &Rulebook, name: &str, among: Among) -> FactEntry {
    let FactLookup::Fact(list) = catalogue::fact(Lang::Zh, book, name, among) else { panic!("{name}") };
    list.facts[0].clone()
}

fn keys(list: FactList) -> Vec<String> {
    list.facts.into_iter().map(|fact| fact.key).collect()
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let (book, sources) = shipped();
    for lang in [Lang::Zh, Lang::En] {
        let rules = catalogue::list(lang, &book, &sources, &Filter::default());
        let facts = catalogue::facts(lang, &book, Among::default());
        let Shown::Document(document) = catalogue::show(lang, &book, &sources, "reply-2024") else { panic!() };
        for width in [60, 80, 120] {
            let pages = [
                rules_table(lang, &rules, false, width),
                rules_table(lang, &rules, true, width),
                facts_table(lang, &facts, width),
                fact_page(lang, &facts, true, width),
                fact_page(lang, &facts, false, width),
                document_page(lang, &document, width),
            ];
            for line in pages.iter().flat_map(|page| page.lines()) {
                assert!(display_width(line) <= width, "{width}: {line}");
            }
        }
    }
}
