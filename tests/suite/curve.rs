//! The total over one fact: held against the engine on many values that the curve did not choose.

use crate::process;

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Output};
use std::sync::LazyLock;

use process::{empty_folder, err, out, status};
use zjtx::calendar::Day;
use zjtx::compile::{compile, parse};
use zjtx::decide::{Asked, Curve, curve};
use zjtx::evaluate::{Question, evaluate};
use zjtx::load::{Library, Role};
use zjtx::number::Number;
use zjtx::profile::{Profile, target};
use zjtx::reader::{Sink, Table};
use zjtx::roster;
use zjtx::rulebook::Rulebook;
use zjtx::source::{SourceFile, Sources};

const PRECISION: &str = "examples/nantong-precision.toml";

static SHIPPED: LazyLock<Rulebook> = LazyLock::new(|| {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    compile(&library).0.filled()
});

fn firm(book: &Rulebook, text: &str) -> (Profile, Day) {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile { name: "firm.toml".to_owned(), text: text.to_owned() });
    let sink = Sink::new(file);
    let root = parse(&sources, file, &sink).unwrap();
    let day = Day::parse("2026-11-22").unwrap();
    let reading = roster::profile(book, (None, day), &Table::of_file(&sink, &root));
    (reading.profile, day)
}

/// One document of a city in the fictional province.
fn made_up(body: &str) -> Rulebook {
    let mut library = Library::default();
    for (name, text, role) in [
        ("facts.toml", include_str!("../world/rules/facts.toml"), Role::Dictionary),
        ("places.toml", include_str!("../world/rules/places.toml"), Role::Places),
        ("industries.toml", include_str!("../world/rules/industries.toml"), Role::Industries),
    ] {
        library.add_bytes(name, text.as_bytes(), role);
    }
    let text = format!(
        "[document]\ntitle = \"甲\"\nissuer = \"云屿省织造局\"\nkind = \"measure\"\nissued = 2024-01-01\nfrom = 2024-01-01\n\
         evidence = \"official\"\nchecked = 2026-01-01\nstanding = \"in-force\"\n\n{body}"
    );
    let role = Role::Rules { folders: vec!["yanchuan".to_owned()], stem: "alpha".to_owned() };
    library.add_bytes("yanchuan/alpha.toml", text.as_bytes(), role);
    let (book, findings) = compile(&library);
    let errors: Vec<_> = findings.iter().filter(|one| one.severity() == zjtx::finding::Severity::Error).collect();
    assert!(errors.is_empty() && !book.supports.is_empty(), "{errors:?}");
    book
}

fn drawn(book: &Rulebook, (profile, day): &(Profile, Day), key: &str, to: Option<i64>) -> (Asked<'static>, Curve) {
    // The rules and the firm live as long as the test.
    let (book, profile): (&'static Rulebook, &'static Profile) =
        (Box::leak(Box::new(book.clone())), Box::leak(Box::new(profile.clone())));
    let fact = target(book, profile, key, *day).unwrap();
    let asked = Asked { book, profile, question: Question { as_of: *day, strict: false }, fact };
    let drawn = curve(asked, None, to.map(Number::whole)).unwrap().unwrap();
    (asked, drawn)
}

/// Both ends of the total as the curve has them.
fn read(curve: &Curve, at: Number) -> (Number, Option<Number>) {
    let next = curve.points.iter().position(|point| point.at >= at).unwrap();
    let point = curve.points[next];
    if point.at == at {
        return (point.low, point.high);
    }
    let before = curve.points[next - 1];
    let share = at.minus(before.at).unwrap().over(point.at.minus(before.at).unwrap()).unwrap();
    let between = |a: Number, b: Number| a.plus(b.minus(a).unwrap().times(share).unwrap()).unwrap();
    (between(before.low, point.low), before.high.zip(point.high).map(|(a, b)| between(a, b)))
}

/// Holds a curve against the engine on `count` values from end to end, and on the neighbours of each of its points.
fn sweep(asked: &Asked<'_>, curve: &Curve, count: i64) {
    let step = |number: Number| curve.grid.step(number).unwrap();
    let (first, last) = (step(curve.points[0].at), step(curve.points[curve.points.len() - 1].at));
    let even = (0..count).map(|at| first + (last - first) / count * at + at * 7919 % 97);
    let near = curve.points.iter().map(|point| step(point.at)).flat_map(|at| [at - 1, at, at + 1]);
    let room = Number::of_units(20, 2);
    for at in even.chain(near).filter(|at| (first..=last).contains(at)) {
        let at = curve.grid.at(at).unwrap();
        let (told, found) = (read(curve, at), evaluate(asked.book, &asked.with(at), asked.question).cash());
        let is_near = |a: Number, b: Number| a.minus(b).unwrap() <= room && b.minus(a).unwrap() <= room;
        let same = told.1.is_some() == found.1.is_some() && told.1.zip(found.1).is_none_or(|(a, b)| is_near(a, b));
        assert!(is_near(told.0, found.0) && same, "at {at}: told {told:?}, is {found:?}");
    }
    assert!(!curve.is_cut);
}

fn support(id: &str, rest: &str) -> String {
    format!("[[support]]\nid = \"{id}\"\nname = \"{id}\"\nkind = \"grant\"\nclause = \"一\"\n{rest}\n")
}

#[test]
fn every_turn_of_made_up_rules_is_found_where_it_is() {
    let looms = [
        support(
            "a",
            "for-what = \"equipment\"\nwhen = [{ fact = \"staff\", at-least = 100 }]\namount = { each = \"100元\", times = \"staff\", cap = \"5万元\" }\nfigures = [\"100元\", \"5万元\"]",
        ),
        support(
            "b",
            "for-what = \"bonus\"\nwhen = [{ fact = \"staff\", below = 300 }]\namount = \"2万元\"\nfigures = [\"2万元\"]",
        ),
        support(
            "c",
            "for-what = \"title:beacon\"\nwhen = [{ fact = \"staff\", above = 700 }, { fact = \"staff\", at-most = 703 }]\namount = \"7万元\"\nfigures = [\"7万元\"]",
        ),
    ];
    let book = made_up(&looms.concat());
    let (asked, curve) = drawn(&book, &firm(&book, "place = \"墨池区\"\nstaff = 99\n"), "staff", Some(1000));
    let told: Vec<(i64, i64)> =
        curve.points.iter().map(|point| (point.at.to_whole().unwrap(), point.low.to_whole().unwrap())).collect();
    let expected = [
        (0, 20_000),
        (99, 20_000),
        (100, 30_000),
        (299, 49_900),
        (300, 30_000),
        (500, 50_000),
        (700, 50_000),
        (701, 120_000),
        (703, 120_000),
        (704, 50_000),
        (1000, 50_000),
    ];
    assert_eq!(told, expected);
    assert_eq!(curve.jumps.len(), 4);
    // Every value there is.
    sweep(&asked, &curve, 1001);
    for staff in 0..=1000 {
        let at = Number::whole(staff);
        assert_eq!(read(&curve, at).0, evaluate(asked.book, &asked.with(at), asked.question).cash().0, "{staff}");
    }
}

#[test]
fn the_curve_of_shipped_rules_is_what_the_engine_says_on_a_dense_sweep() {
    for (path, keys) in [
        (
            PRECISION,
            &["revenue.2025", "rd-expense.2025", "staff", "project.1.new-equipment", "project.2.new-equipment"][..],
        ),
        ("examples/haian-robots.toml", &["revenue.2025", "staff"]),
        ("examples/guangzhou-displays.toml", &["revenue.2025"]),
    ] {
        let text = fs::read_to_string(path).unwrap();
        let firm = firm(&SHIPPED, &text);
        for key in keys {
            let (asked, curve) = drawn(&SHIPPED, &firm, key, None);
            assert!(curve.points.len() > 1, "{path} {key}");
            sweep(&asked, &curve, 60);
        }
    }
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zjtx")).arg("curve").args(arguments).output().unwrap()
}

#[test]
fn what_is_no_figure_is_refused_with_what_can_be_asked() {
    for (key, word) in [
        ("place", "project.1.new-equipment"),
        ("listed", "不是一个数"),
        ("project.1.kind", "不是一个数"),
        ("revenue", "revenue.2025"),
        ("project.9.new-equipment", "project"),
        ("no-such-fact", "no-such-fact"),
    ] {
        let output = run(&[PRECISION, key, "--lang", "zh"]);
        assert_eq!(status(&output), 2, "{key}");
        assert!(out(&output).is_empty() && err(&output).contains(word), "{key}: {}", err(&output));
    }
    let output = run(&[PRECISION, "staff", "--to", "很多"]);
    assert_eq!(status(&output), 2, "{}", err(&output));
}

#[test]
fn json_csv_and_a_drawing_hold_the_same_points() {
    let arguments = [PRECISION, "project.2.new-equipment", "--to", "2000万"];
    let json = run(&[&arguments[..], &["--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let points = json["points"].as_array().unwrap();
    let csv = out(&run(&[&arguments[..], &["--format", "csv"]].concat()));
    assert_eq!(csv.lines().count(), points.len() + 1, "{csv}");
    for point in points {
        assert!(csv.contains(point["low"].as_str().unwrap()), "{point}");
    }
    // The firm lacks one yuan.
    let jump = &json["jumps"][0];
    assert_eq!((&jump["before"]["at"], &jump["after"]["at"]), (&"4999999".into(), &"5000000".into()));
    assert_eq!(json["own"]["at"], "4999999");
    let folder = empty_folder("curve", "drawing");
    let path = folder.join("c.svg").to_string_lossy().into_owned();
    assert_eq!(status(&run(&[&arguments[..], &["-o", &path]].concat())), 0);
    let drawing = fs::read_to_string(&path).unwrap();
    assert!(drawing.starts_with("<svg ") && drawing.ends_with("</svg>\n"), "{drawing}");
    let line = drawing.split("<polyline points=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(line.split(' ').count(), points.len());
    assert_eq!(status(&run(&[&arguments[..], &["-o", &path]].concat())), 2, "it was replaced");
    assert_eq!(status(&run(&[&arguments[..], &["-o", PRECISION, "--format", "json", "--force"]].concat())), 2);
}

#[test]
fn a_firm_that_is_unknown_throughout_has_a_curve() {
    let folder = empty_folder("curve", "unknown");
    let path = folder.join("firm.toml").to_string_lossy().into_owned();
    fs::write(&path, "place = \"南通市崇川区\"\n").unwrap();
    let output = run(&[&path, "revenue.2025", "--as-of", "2026-11-22", "--format", "json"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["own"], serde_json::Value::Null);
    assert!(json["points"].as_array().unwrap().iter().all(|point| point["low"] == "0"), "{json}");
}

#[test]
fn the_plot_keeps_within_the_terminal() {
    for width in ["40", "80", "132"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
        let output = command.args(["curve", PRECISION, "staff"]).env("COLUMNS", width).output().unwrap();
        let most = width.parse::<usize>().unwrap();
        let text = out(&output);
        let wide = text.lines().filter(|line| textwrap::core::display_width(line) > most).collect::<Vec<_>>();
        assert!(wide.is_empty(), "{width}: {wide:?}");
    }
}
