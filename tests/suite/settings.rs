//! What is set on the command line is what a profile would say that was written so.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use zjtx::calendar::Day;
use zjtx::compile::{compile, parse};
use zjtx::load::Library;
use zjtx::profile::{self, Profile, Reading};
use zjtx::reader::{Sink, Table};
use zjtx::roster;
use zjtx::rulebook::Rulebook;
use zjtx::source::{SourceFile, Sources};

const AS_OF: &str = "2026-11-22";

static BOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    compile(&library).0
});

const FIRM: &str = r#"
staff = 86
[year.2025]
revenue = "3000万"
[[project]]
name = "二期扩产"
new-equipment = "300万"
[[project]]
name = "V2.0"
kind = "smart-upgrade"
[[title]]
kind = "little-giant"
granted = 2024-07-01
[[talent]]
name = "甲"
"#;

fn read(text: &str) -> Reading {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile { name: "firm.toml".to_owned(), text: text.to_owned() });
    let sink = Sink::new(file);
    let root = parse(&sources, file, &sink).unwrap();
    roster::profile(&BOOK, (None, Day::parse(AS_OF).unwrap()), &Table::of_file(&sink, &root))
}

fn set(settings: &[&str]) -> (Profile, Vec<&'static str>) {
    let settings: Vec<String> = settings.iter().map(|setting| (*setting).to_owned()).collect();
    let (profile, findings) = profile::set(&BOOK, &read(FIRM).profile, &settings, Day::parse(AS_OF).unwrap());
    (profile, findings.iter().map(|finding| finding.problem.code()).collect())
}

#[test]
fn a_setting_is_what_a_profile_would_say() {
    for (settings, then, now) in [
        (&["staff=120"][..], "staff = 86", "staff = 120"),
        (&["从业人员 = 120"], "staff = 86", "staff = 120"),
        (&["staff=80-120"], "staff = 86", "staff = { from = 80, to = 120 }"),
        (&["staff=不知道"], "staff = 86", ""),
        (&["revenue.2025=5000万"], "\"3000万\"", "\"5000万\""),
        (&["year.2025.营业收入=5000万元"], "\"3000万\"", "\"5000万\""),
        (
            &["rd-expense.2024=90万"],
            "[[project]]\nname = \"二期扩产\"",
            "[year.2024]\nrd-expense = \"90万\"\n[[project]]\nname = \"二期扩产\"",
        ),
        (&["project.1.new-equipment=800万"], "\"300万\"", "\"800万\""),
        (&["project.二期扩产.new-equipment=800万"], "\"300万\"", "\"800万\""),
        (&["项目.V2.0.kind=new-investment"], "kind = \"smart-upgrade\"", "kind = \"new-investment\""),
        (&["title.小巨人.granted=2025-07-01"], "2024-07-01", "2025-07-01"),
        (&["talent.1.pay.2025=210万"], "name = \"甲\"", "name = \"甲\"\n[talent.year.2025]\npay = \"210万\""),
        (
            &["staff=120", "revenue.2025=1亿"],
            "staff = 86\n[year.2025]\nrevenue = \"3000万\"",
            "staff = 120\n[year.2025]\nrevenue = \"1亿\"",
        ),
    ] {
        assert!(FIRM.contains(then), "{then}");
        let expected = read(&FIRM.replacen(then, now, 1));
        let (found, codes) = set(settings);
        assert!(codes.is_empty(), "{settings:?}: {codes:?}");
        assert_eq!(found, expected.profile, "{settings:?}");
    }
}

#[test]
fn what_can_not_be_set_is_said_and_changes_nothing_else() {
    for (setting, code) in [
        ("revenue=5000万", "unknown-key"),
        ("staff.2025=5", "unknown-key"),
        ("name.1.x=5", "unknown-key"),
        ("project.new-equipment=5万", "unknown-key"),
        ("project.3.new-equipment=50万", "no-such-record"),
        ("project.三期.new-equipment=50万", "no-such-record"),
        ("hire.1.degree=博士", "no-such-record"),
        ("revenue.2025=30%", "wrong-unit"),
        ("revenue.2025=5000万-3000万", "reversed-band"),
        ("revenue.2025=约5000万", "approximate-number"),
        ("title.1.granted=2024-02-30", "invalid-date"),
        ("title.1.until=2023-07-01", "wrong-order"),
    ] {
        let (_, codes) = set(&[setting, "revenue.2023=2000万"]);
        assert_eq!(codes, [code], "{setting}");
    }
}
