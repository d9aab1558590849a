//! Which documents were read is told as it is: what was read and is not there is no gap, and a gap is no zero.
//!
//! `ZJTX_BLESS=1 cargo test coverage` writes `docs/coverage.md` as the rules are now.

#![allow(clippy::disallowed_methods, reason = "a test may be asked to write its expectations")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use textwrap::core::display_width;

use zjtx::catalogue::{Cell, CellState, Coverage, PlaceCoverage, coverage};
use zjtx::codes::{CodeId, Lookup};
use zjtx::compile::compile;
use zjtx::load::{Library, Role};
use zjtx::render::{coverage_markdown, coverage_text};
use zjtx::rulebook::{Omission, Rulebook, SupportKind};
use zjtx::words::Lang;

const PAGE: &str = "docs/coverage.md";

fn shipped() -> Rulebook {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    let (book, findings) = compile(&library);
    assert_eq!(findings, []);
    book
}

/// The fictional province with documents: folder, name, standing and supports of each.
fn world(documents: &[(&str, &str, &str, &str)]) -> Rulebook {
    let mut library = Library::default();
    library.add_folder("tests/world/rules".as_ref()).unwrap();
    for (folder, stem, standing, supports) in documents {
        let head = format!(
            "[document]\ntitle = \"t\"\nissuer = \"i\"\nkind = \"rules\"\nissued = 2026-01-01\nfrom = 2026-01-01\n\
             checked = 2026-11-22\nstanding = \"{standing}\"\nstanding-note = \"n\"\nevidence = \"copy\"\n"
        );
        let role = Role::Rules { folders: vec![(*folder).to_owned()], stem: (*stem).to_owned() };
        library.add_bytes(&format!("{folder}-{stem}.toml"), format!("{head}{supports}").as_bytes(), role);
    }
    let (book, findings) = compile(&library);
    assert_eq!(findings, []);
    book
}

/// A support of this kind, with more keys.
fn support(id: &str, kind: &str, keys: &str) -> String {
    format!("[[support]]\nid = \"{id}\"\nname = \"{id}\"\nkind = \"{kind}\"\nclause = \"1\"\n{keys}\n")
}

fn place(book: &Rulebook, name: &str) -> CodeId {
    let Lookup::One(place) = book.places.find(name) else { panic!("{name}") };
    place
}

fn of<'c>(coverage: &'c Coverage, name: &str) -> &'c PlaceCoverage {
    coverage.places.iter().find(|place| place.name == name).unwrap()
}

fn cell<'c>(cells: &'c [Cell], kind: &str) -> &'c Cell {
    cells.iter().find(|cell| cell.kind == kind).unwrap()
}

#[test]
fn what_is_known_of_and_was_not_read_is_named_also_where_nothing_was_read() {
    let mut library = Library::default();
    library.add_folder("tests/world/rules".as_ref()).unwrap();
    let text = "[[unread]]\ntitle = \"灯笼办法\"\nnumber = \"云政发〔2025〕3号\"\nbecause = \"digest\"\n\n\
                [[unread]]\ntitle = \"灯塔办法\"\npart = \"第四条以后\"\nbecause = \"cut-off\"\n";
    let role = Role::Rules { folders: vec!["yunyu".to_owned()], stem: "unread".to_owned() };
    library.add_bytes("yunyu/unread.toml", text.as_bytes(), role);
    let (book, findings) = compile(&library);
    assert_eq!(findings, []);
    assert!(book.documents.is_empty());
    let found = coverage(Lang::Zh, &book, None);
    assert_eq!((found.places.last().unwrap().unread.len(), found.documents.len()), (2, 0));
    let page = coverage_text(Lang::Zh, &found, 200);
    assert!(page.contains("《灯笼办法》（云政发〔2025〕3号）：只读过摘要"), "{page}");
    assert!(page.contains("《灯塔办法》，第四条以后：读到的一份在这里断了"), "{page}");
    let page = coverage_text(Lang::En, &coverage(Lang::En, &book, None), 200);
    assert!(page.contains("(云政发〔2025〕3号): only a digest was read"), "{page}");
}

#[test]
fn the_page_is_what_the_rules_hold() {
    let made = coverage_markdown(Lang::Zh, &coverage(Lang::Zh, &shipped(), None));
    if std::env::var_os("ZJTX_BLESS").is_some() {
        fs::create_dir_all("docs").unwrap();
        fs::write(PAGE, &made).unwrap();
    }
    let kept = fs::read_to_string(PAGE).unwrap_or_default();
    assert!(kept == made, "{PAGE} is not what the rules hold; ZJTX_BLESS=1 cargo test coverage writes it");
}

#[test]
fn every_page_for_readers_points_to_it() {
    for page in ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"] {
        assert!(fs::read_to_string(page).unwrap().contains("(docs/coverage.md)"), "{page}");
    }
}

/// Counted in the files themselves: every support and every omission is in the coverage, once.
#[test]
fn what_is_counted_is_what_the_files_say() {
    let coverage = coverage(Lang::Zh, &shipped(), None);
    let mut seen = 0;
    for document in &coverage.documents {
        let path = PathBuf::from("rules").join(format!("{}.toml", document.document.id));
        let text = fs::read_to_string(&path).unwrap();
        let blocks: Vec<&str> = text.split("\n[").collect();
        let having = |head: &str, key: &str, value: &str| {
            let is_said = |line: &str| {
                line.split_once('=').is_some_and(|(name, said)| name.trim() == key && said.trim().starts_with(value))
            };
            blocks.iter().filter(|block| block.starts_with(head) && block.lines().any(is_said)).count()
        };
        for kind in SupportKind::NAMES {
            let supports = having("[support]]", "kind", &format!("\"{kind}\""));
            assert_eq!(cell(&document.cells, kind).supports, supports, "{}: {kind}", path.display());
        }
        assert_eq!(document.supports, having("[support]]", "id", "\""), "{}", path.display());
        let is_not_given = ["\"announced\"", "\"national-law\""].map(|word| having("[support]]", "standing", word));
        assert_eq!(document.announced, is_not_given.iter().sum::<usize>(), "{}", path.display());
        for (because, counted) in Omission::NAMES.iter().zip(&document.omitted) {
            assert_eq!(counted.because, *because);
            let said = having("[omitted]]", "because", &format!("\"{because}\""));
            assert_eq!(counted.count, said, "{}: {because}", path.display());
        }
        let list = Path::new("tests/rows").join(format!("{}.txt", document.document.id.replace('/', "-")));
        let rows = fs::read_to_string(&list).map_or(0, |list| list.lines().count());
        assert_eq!(document.rows, rows, "{}", path.display());
        assert_eq!(document.is_whole, rows > 0, "{}", path.display());
        seen += document.supports;
    }
    let of_places: usize = coverage.places.iter().flat_map(|place| &place.cells).map(|cell| cell.supports).sum();
    assert_eq!(of_places, seen);
    assert_eq!(coverage.documents.len(), shipped().documents.len());
}

#[test]
fn read_and_not_there_differs_from_not_read() {
    let row = "rows = [\"R-1\"]";
    let book = world(&[
        ("yanchuan", "whole", "in-force", &support("a", "service", row)),
        ("luting", "part", "in-force", &(support("a", "service", row) + &support("b", "finance", ""))),
    ]);
    let coverage = coverage(Lang::Zh, &book, None);
    let states = |name: &str| ["service", "finance", "land"].map(|kind| cell(&of(&coverage, name).cells, kind).state);
    assert_eq!(states("砚川市"), [CellState::Held, CellState::Nothing, CellState::Nothing]);
    assert_eq!(states("芦汀市"), [CellState::Held, CellState::Held, CellState::PartlyRead]);
    assert_eq!(states("云屿省"), [CellState::NotRead; 3]);
    let names: Vec<&str> = coverage.places.iter().map(|place| place.name.as_str()).collect();
    assert_eq!(names.len(), 4, "the two cities, their province and the nation: {names:?}");
    // A city, its province and the nation; its districts are counted below it.
    assert_eq!(of(&coverage, "云屿省").below.read, 2);
    assert_eq!((of(&coverage, "砚川市").below.read, of(&coverage, "砚川市").depth), (0, 1));
    let text = coverage_text(Lang::En, &coverage, 100);
    let line = |name: &str| text.lines().find(|line| line.trim().starts_with(name)).unwrap().split_whitespace();
    assert_eq!(line("砚川市").nth(2), Some("0"), "{text}");
    assert_eq!(line("芦汀市").nth(1), Some("?"), "{text}");
    assert_eq!(line("云屿省").nth(1), Some("—"), "{text}");
}

/// An omission alone shows that a document was read; one of a part in no row takes nothing away.
#[test]
fn a_document_that_holds_nothing_can_be_read_whole() {
    let omitted = |keys: &str| format!("[[omitted]]\nclause = \"1\"\nwhat = \"w\"\nbecause = \"past-work\"\n{keys}\n");
    let state = |text: &str| {
        let coverage = coverage(Lang::Zh, &world(&[("yanchuan", "d", "in-force", text)]), None);
        cell(&of(&coverage, "砚川市").cells, "service").state
    };
    let row = "rows = [\"R-1\"]";
    assert_eq!(state(&omitted(row)), CellState::Nothing);
    assert_eq!(state(&(omitted(row) + &omitted(""))), CellState::Nothing);
    assert_eq!(state(&omitted("")), CellState::PartlyRead);
    assert_eq!(state(""), CellState::PartlyRead);
}

#[test]
fn documents_of_one_place_are_told_apart() {
    let announced = support("b", "service", "standing = \"announced\"");
    let one = support("a", "service", "") + &announced;
    let book =
        world(&[("yanchuan", "one", "in-force", &one), ("yanchuan", "two", "ended", &support("a", "service", ""))]);
    let coverage = coverage(Lang::Zh, &book, None);
    let services = cell(&of(&coverage, "砚川市").cells, "service");
    assert_eq!((services.supports, services.announced), (3, 1));
    let parts: Vec<_> = services.parts.iter().map(|part| (part.standing, part.supports, part.announced)).collect();
    assert_eq!(parts, [("in-force", 2, 1), ("ended", 1, 0)]);
    let text = coverage_text(Lang::En, &coverage, 100);
    for (name, services) in [("砚川市", "3"), ("one", "2"), ("two", "1")] {
        let line = text.lines().find(|line| line.trim().starts_with(name)).unwrap();
        assert_eq!(line.split_whitespace().nth(5), Some(services), "{text}");
    }
    let markdown = coverage_markdown(Lang::En, &coverage);
    assert!(markdown.contains("| 3 (1)<br>2 (1): in force, a copy<br>1: ended, a copy |"), "{markdown}");
}

#[test]
fn a_place_is_told_with_what_it_lies_within() {
    let book = shipped();
    let names = |name: &str| {
        let coverage = coverage(Lang::Zh, &book, Some(place(&book, name)));
        let documents: Vec<String> = coverage.documents.iter().map(|document| document.document.id.clone()).collect();
        (coverage.places.into_iter().map(|place| place.name).collect::<Vec<_>>(), documents)
    };
    let (places, documents) = names("大足区");
    assert_eq!(places, ["全国", "重庆市", "大足区"]);
    assert!(documents.contains(&"chongqing/dazu/plan-2022".to_owned()));
    assert!(documents.contains(&"chongqing/reply-2023".to_owned()));
    // What is read of a district is not read of its city.
    assert!(!names("重庆市").1.contains(&"chongqing/dazu/plan-2022".to_owned()));
    assert_eq!(names("崇川区").0, ["全国", "江苏省", "南通市", "崇川区"]);
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let book = shipped();
    for name in [None, Some("大足区"), Some("苏州市")] {
        for lang in [Lang::Zh, Lang::En] {
            let coverage = coverage(lang, &book, name.map(|name| place(&book, name)));
            for width in [80, 100, 120] {
                let text = coverage_text(lang, &coverage, width);
                let wide = text.lines().find(|line| display_width(line) > width);
                assert_eq!(wide, None, "{width}");
            }
        }
    }
}
