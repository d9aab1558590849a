//! Standards of titles, in documents of the whole country of a fictional province: what a firm lacks, in which words.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use zjtx::calendar::Day;
use zjtx::compile::{compile, parse};
use zjtx::evaluate::{Status, evaluate};
use zjtx::explain::{explain, explain_rule};
use zjtx::load::{Library, Role};
use zjtx::profile::{self, Profile};
use zjtx::reader::{Sink, Table};
use zjtx::report::{AsOfFrom, Report};
use zjtx::rulebook::Rulebook;
use zjtx::source::{SourceFile, Sources};
use zjtx::words::Lang;

/// The head of a document of the whole country.
const HEAD: &str = r#"[document]
title = "织造企业梯度办法"
issuer = "织造部"
kind = "measure"
issued = 2022-01-01
from = 2022-01-01
standing = "in-force"
evidence = "official"
checked = 2026-11-22
"#;

/// A document of the whole country in the fictional world.
struct Country {
    book: Rulebook,
    sources: Sources,
}

impl Country {
    fn with(body: &str) -> Country {
        let mut library = Library::default();
        let world = [
            ("facts.toml", include_str!("world/rules/facts.toml"), Role::Dictionary),
            ("places.toml", include_str!("world/rules/places.toml"), Role::Places),
            ("industries.toml", include_str!("world/rules/industries.toml"), Role::Industries),
        ];
        for (name, text, role) in world {
            library.add_bytes(name, text.as_bytes(), role);
        }
        let role = Role::Rules { folders: vec!["national".to_owned()], stem: "ladder".to_owned() };
        library.add_bytes("national/ladder.toml", format!("{HEAD}{body}").as_bytes(), role);
        let (book, findings) = compile(&library);
        assert_eq!(findings, []);
        Country { book, sources: library.sources }
    }

    fn firm(&self, text: &str) -> Profile {
        let mut sources = self.sources.clone();
        let file = sources.add(SourceFile { name: "firm.toml".to_owned(), text: text.to_owned() });
        let sink = Sink::new(file);
        let root = parse(&sources, file, &sink).unwrap();
        let firm = profile::read(&Table::of_file(&sink, &root), &self.book);
        drop(root);
        assert_eq!(sink.into_findings(), []);
        firm
    }

    fn report(&self, firm: &str) -> Report {
        let firm = self.firm(firm);
        let day = Day::new(2026, 11, 22).unwrap();
        let evaluation = evaluate(&self.book, &firm, day);
        explain(Lang::Zh, &self.book, &self.sources, &firm, (day, AsOfFrom::Option), &evaluation)
    }

    /// What the only support is for a firm.
    fn status(&self, firm: &str) -> Status {
        self.report(firm).supports[0].status
    }
}

const SCORED: &str = r#"
[[support]]
id = "tea"
name = "茶叙"
kind = "service"
clause = "一"
when = [{ fact = "score", year = -1, at-least = 60, label = "得分", label-en = "score" }]
"#;

#[test]
fn a_folder_stands_for_the_whole_country() {
    let country = Country::with(SCORED);
    for place in ["墨池区", "絮风县", "云屿省"] {
        assert_eq!(
            country.status(&format!("place = {place:?}\n[year.2025]\nscore = 60")),
            Status::Qualifies,
            "{place}"
        );
    }
    // Where a firm is need not be known.
    assert_eq!(country.status("[year.2025]\nscore = 60"), Status::Qualifies);
}

#[test]
fn a_score_need_not_be_whole() {
    let country = Country::with(SCORED);
    let status = |score: &str| country.status(&format!("[year.2025]\nscore = {score}"));
    assert_eq!(status("60"), Status::Qualifies);
    assert_eq!(status("60.0"), Status::Qualifies);
    assert_eq!(status("59.99"), Status::DoesNotQualify);
    assert_eq!(status("\"60.01\""), Status::Qualifies);
    let miss = &country.report("[year.2025]\nscore = 59.5").supports[0].near_miss;
    assert_eq!((miss[0].value.as_str(), miss[0].required.as_str(), miss[0].distance.as_str()), ("59.5", "60", "0.5"));
}

const NAMED: &str = r#"
[define.sound]
when = [{ fact = "looms", at-least = 10 }, { fact = "listed", is = true }]

[[support]]
id = "tea"
name = "茶叙"
kind = "service"
clause = "一"
figures = ["100元"]
when = [
  { meets = "sound", label = "根基", label-en = "foundation" },
  { any = [{ fact = "staff", above = 20 }, { fact = "assets", above = "100元" }], label = "规模" },
  { fact = "listed", is = true, label = "已上市" },
  { judged = "有影响", label = "影响力" },
]
"#;

#[test]
fn a_condition_is_called_by_its_label() {
    let country = Country::with(NAMED);
    let id = country.book.by_address("national/ladder/tea").unwrap();
    let texts = |lang| -> Vec<String> {
        let day = Day::new(2026, 11, 22).unwrap();
        let rule = explain_rule(lang, &country.book, &country.sources, id, day).rule;
        rule.clauses.into_iter().map(|clause| format!("{} {}", clause.address, clause.text)).collect()
    };
    let zh = texts(Lang::Zh);
    assert_eq!(
        zh[1..4],
        ["when.1 根基：以下各项都要满足", "when.1.sound.all.1 织机台数不低于10", "when.1.sound.all.2 已上市",]
    );
    assert_eq!(zh[4], "when.2 规模：以下至少满足一项");
    // What it says already it is not called once more.
    assert_eq!(zh[7], "when.3 已上市");
    assert!(zh[8].starts_with("when.4 影响力：有影响"), "{zh:?}");
    let en = texts(Lang::En);
    assert_eq!(en[1], "when.1 foundation: all of the following");
    assert_eq!(en[4], "when.2 规模: at least one of the following");
    let report = country.report("place = \"墨池区\"\nlooms = 9");
    let labels: Vec<Option<&str>> = report.supports[0].conditions.iter().map(|part| part.label.as_deref()).collect();
    assert_eq!(labels, [None, Some("根基"), None, None, Some("规模"), None, None, Some("已上市"), Some("影响力")]);
}
