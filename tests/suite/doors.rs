//! The same data gives the same profile by every way in: a profile in TOML, a line of JSON, a text table, a workbook.

use crate::sheets;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use zjtx::calendar::Day;
use zjtx::codes::Lookup;
use zjtx::compile::{compile, parse};
use zjtx::finding::{Finding, Severity};
use zjtx::load::Library;
use zjtx::profile::{Profile, Reading};
use zjtx::reader::{Sink, Table};
use zjtx::roster::{self, Firm, HeaderMap, Lines, Roster};
use zjtx::rulebook::Rulebook;
use zjtx::source::{SourceFile, Sources};
use zjtx::table;
use zjtx::words::{self, Lang};

/// What a spelling comes to.
#[derive(Clone, Copy, Debug)]
enum Is {
    /// The same as this value in TOML.
    Same(&'static str),
    Unknown,
    /// An error with this code; the fact is unknown, and follows from nothing else.
    Wrong(&'static str),
}

use Is::{Same, Unknown, Wrong};

/// Money, in a column without a unit.
const MONEY: &[(&str, Is)] = &[
    ("4000万", Same("40000000")),
    ("１.２亿", Same("120000000")),
    ("¥1,200,000", Same("1200000")),
    ("￥50万元", Same("500000")),
    ("人民币4000万元整", Same("40000000")),
    ("四千万", Same("40000000")),
    ("一百二十万", Same("1200000")),
    ("1亿2000万", Same("120000000")),
    ("3千万", Same("30000000")),
    ("5百万", Same("5000000")),
    ("5E+06", Same("5000000")),
    (" 1200万\u{200b} ", Same("12000000")),
    ("待定", Unknown),
    ("N/A", Unknown),
    ("—", Unknown),
    ("", Unknown),
    ("约3000万", Wrong("approximate-number")),
    ("3000万左右", Wrong("approximate-number")),
    (">3000万", Wrong("approximate-number")),
    ("3000-5000万元", Wrong("approximate-number")),
    ("一千五", Wrong("invalid-number")),
    ("3万5", Wrong("invalid-number")),
    ("1,23", Wrong("invalid-number")),
    ("0.001元", Wrong("invalid-number")),
    ("79228162514264337593543950336", Wrong("invalid-number")),
    ("0.30000000000000000000000000000", Wrong("invalid-number")),
    ("9999999999999999999999999999亿", Wrong("invalid-number")),
    ("3200万人", Wrong("wrong-unit")),
    ("3.5%", Wrong("wrong-unit")),
    ("见附件", Wrong("invalid-number")),
];
const COUNTS: &[(&str, Is)] = &[
    ("186", Same("186")),
    ("１８６人", Same("186")),
    ("1,186", Same("1186")),
    ("两百", Same("200")),
    ("20.00", Same("20")),
    ("不详", Unknown),
    ("020.00", Wrong("invalid-number")),
    ("33.3333", Wrong("invalid-number")),
    ("99999999999999999999999999999", Wrong("invalid-number")),
    ("无", Wrong("invalid-number")),
    ("86年", Wrong("wrong-unit")),
    ("约200人", Wrong("approximate-number")),
    ("-3", Wrong("out-of-range")),
];
const YEARS: &[(&str, Is)] =
    &[("12年", Same("12")), ("2021年", Wrong("out-of-range")), ("2021", Wrong("out-of-range"))];
const SHARES: &[(&str, Is)] = &[
    ("8%", Same("\"8%\"")),
    ("８％", Same("\"8%\"")),
    ("0.08", Same("\"8%\"")),
    ("100%", Same("\"100%\"")),
    ("0.30000000000000000000000000000", Wrong("invalid-number")),
    ("8", Wrong("out-of-range")),
    ("70", Wrong("out-of-range")),
    ("10%-5%", Wrong("reversed-band")),
    ("10-15%", Wrong("approximate-number")),
];
const DAYS: &[(&str, Is)] = &[
    ("2025-07-01", Same("2025-07-01")),
    ("2025-7-1", Same("2025-07-01")),
    ("2025/7/1", Same("2025-07-01")),
    ("2025.7.1", Same("2025-07-01")),
    ("2025年7月1日", Same("2025-07-01")),
    ("20250701", Same("2025-07-01")),
    ("45839", Same("2025-07-01")),
    ("2025年7月", Same("\"2025-07\"")),
    ("2025", Same("\"2025年\"")),
    ("待补充", Unknown),
    ("2025.10", Same("\"2025-10\"")),
    ("2025.1", Wrong("invalid-date")),
    ("2025-02-30", Wrong("invalid-date")),
    ("7/1/2025", Wrong("invalid-date")),
];
const FLAGS: &[(&str, Is)] =
    &[("是", Same("true")), ("no", Same("false")), ("√", Same("true")), ("有吧", Wrong("not-yes-or-no"))];
const PLACES: &[(&str, Is)] =
    &[("崇川区", Same("\"320613\"")), ("３２０６１３", Same("\"320613\"")), ("某地", Wrong("unknown-place"))];

static BOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    let (book, findings) = compile(&library);
    assert_eq!(findings, []);
    book
});

fn as_of() -> (Option<Day>, Day) {
    (Day::parse("2026-11-22"), Day::default())
}

/// The profile without what only tells how it came here, and the codes of its errors.
fn told(profile: Profile, findings: &[Finding]) -> (Profile, Vec<&'static str>) {
    let errors = findings.iter().filter(|finding| finding.severity() == Severity::Error);
    (Profile { unread: 0, ..profile }, errors.map(|finding| finding.problem.code()).collect())
}

fn of_toml(text: &str) -> (Profile, Vec<&'static str>) {
    let reading = reading(text);
    told(reading.profile, &reading.findings)
}

fn findings_of_toml(text: &str) -> Vec<Finding> {
    reading(text).findings
}

fn reading(text: &str) -> Reading {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile { name: "firm.toml".to_owned(), text: text.to_owned() });
    let sink = Sink::new(file);
    let root = parse(&sources, file, &sink).unwrap_or_else(|| panic!("{text}"));
    roster::profile(&BOOK, as_of(), &Table::of_file(&sink, &root))
}

fn of_line(line: &str) -> (Profile, Vec<&'static str>) {
    let map = HeaderMap::default();
    let Firm { profile, findings, .. } = Lines::new(&BOOK, as_of(), &map, "firms.jsonl").read(1, line);
    told(profile, &findings)
}

fn of_table(name: &str, bytes: Vec<u8>) -> (Profile, Vec<&'static str>) {
    let (workbook, _) = table::read(name, bytes).unwrap();
    let (map, workbooks) = (HeaderMap::default(), [workbook]);
    let roster = Roster::new(&BOOK, as_of(), &map, &workbooks);
    let Firm { profile, findings, .. } = roster.firm(0).unwrap_or_else(|| panic!("{name}: {:?}", roster.findings));
    told(profile, &findings)
}

/// A value by every way in, under its key or the header of its column.
fn by_every_door(header: &str, toml: impl Fn(&str) -> String, spelling: &str) -> [(Profile, Vec<&'static str>); 4] {
    let quoted = serde_json::to_string(spelling).unwrap();
    let line = serde_json::json!({ "name": "甲绸业", header: spelling }).to_string();
    [
        of_toml(&format!("name = \"甲绸业\"\n{}", toml(&quoted))),
        of_line(&line),
        of_table("firms.csv", format!("企业名称,{header}\n甲绸业,\"{spelling}\"\n").into_bytes()),
        of_table("firms.xlsx", sheets::workbook(&format!("= 企业\n企业名称|{header}\n甲绸业|'{spelling}\n"))),
    ]
}

fn expect(header: &str, toml: fn(&str) -> String, spellings: &[(&str, Is)]) {
    let without = of_toml("name = \"甲绸业\"\n");
    for (spelling, is) in spellings {
        for (door, (read, codes)) in by_every_door(header, toml, spelling).into_iter().enumerate() {
            let context = format!("door {door}: {header} = {spelling:?}");
            match is {
                Same(value) => {
                    let expected = of_toml(&format!("name = \"甲绸业\"\n{}", toml(value)));
                    assert_eq!((read, codes), expected, "{context}");
                }
                Unknown => assert_eq!((&read, codes), (&without.0, Vec::new()), "{context}"),
                Wrong(code) => {
                    assert_eq!(codes, [*code], "{context}");
                    assert_ne!(read, without.0, "{context}: it is marked as unread");
                }
            }
        }
    }
}

#[test]
fn every_spelling_is_read_alike_by_every_door() {
    expect("revenue.2025", |value| format!("[year.2025]\nrevenue = {value}\n"), MONEY);
    expect("staff", |value| format!("staff = {value}\n"), COUNTS);
    expect("domestic-share", |value| format!("domestic-share = {value}\n"), SHARES);
    expect("established", |value| format!("established = {value}\n"), DAYS);
    expect("listed", |value| format!("listed = {value}\n"), FLAGS);
    expect("place", |value| format!("place = {value}\n"), PLACES);
    expect("segment-years", |value| format!("segment-years = {value}\n"), YEARS);
}

#[test]
fn numbers_and_booleans_of_each_file_are_what_they_are_as_text() {
    for (toml, json, cell) in [
        ("[year.2025]\nrevenue = 5e6\n", "\"year\": {\"2025\": {\"revenue\": 5E+06}}", "revenue.2025|5000000"),
        ("staff = 186\n", "\"staff\": 186", "staff|186"),
        ("established = 46204\n", "\"established\": 46204", "established|46204"),
        ("established = 2026-07-01\n", "\"established\": \"2026年7月1日\"", "established|@2026-07-01"),
        ("listed = true\n", "\"listed\": true", "listed|是"),
        ("industry = \"C3489\"\n", "\"industry\": \"C3489\"", "industry|C3489"),
        ("place = 320613\n", "\"place\": 320613", "place|320613"),
    ] {
        let (header, value) = cell.split_once('|').unwrap();
        let of_toml = of_toml(&format!("name = \"甲绸业\"\n{toml}"));
        assert_eq!(of_toml.1, Vec::<&str>::new(), "{toml}");
        assert_eq!(of_line(&format!("{{\"name\": \"甲绸业\", {json}}}")), of_toml, "{json}");
        let workbook = sheets::workbook(&format!("= 企业\n企业名称|{header}\n甲绸业|{value}\n"));
        assert_eq!(of_table("firms.xlsx", workbook), of_toml, "{cell}");
    }
}

/// What nothing, null, one and many come to: TOML has no null, and leaves the key out.
#[test]
fn trees_are_read_alike_in_toml_and_json() {
    for (toml, json) in [
        ("project = []", r#""project": []"#),
        ("", r#""project": null"#),
        ("project = [{}]", r#""project": [{}]"#),
        // A record that says nothing may be none: the list is not known, as by a row of a table.
        ("", r#""project": [null]"#),
        ("", r#""project": [{"name": null}]"#),
        ("incident = [{ kind = \"待定\" }]", r#""incident": [null]"#),
        ("incident = []", r#""incident": [{"kind": "无"}]"#),
        ("[[incident]]\nkind = \"无\"", r#""incident": []"#),
        ("project = [{ kind = [] }]", r#""project": [{"kind": []}]"#),
        ("project = [{ kind = [\"smart-upgrade\"] }, {}]", r#""project": [{"kind": "智能化技术改造"}, {}]"#),
        // Beside one that is known it is one more, of which nothing is known.
        ("project = [{ kind = [\"smart-upgrade\"] }, {}]", r#""project": [{"kind": "智能化技术改造"}, null]"#),
        (
            "project = [{ kind = [\"smart-upgrade\"] }, {}]",
            r#""project": [{"name": null}, {"kind": "智能化技术改造"}]"#,
        ),
        (
            "project = [{ kind = [\"smart-upgrade\", \"fair\"] }]",
            r#""project": [{"kind": "智能化技术改造、举办展会"}]"#,
        ),
        ("[[project]]\nnew-equipment = \"3200万\"", r#""project1.new-equipment": "3200万""#),
        ("[year.2025]\nrevenue = \"1.2亿\"", r#""上年度营业收入（万元）": 12000"#),
        ("[year.2025]\nrevenue = \"1.2亿\"", r#""revenue.2025": "1.2亿""#),
        // The unit of the firm's money, for figures that have none.
        (
            "staff = 86\n[year.2025]\nrevenue = \"1.2亿\"\nrd-expense = \"612万\"",
            r#""单位": "万元", "staff": 86, "revenue.2025": 12000, "2025年研发费用（元）": 6120000"#,
        ),
        ("name = \"甲绸业\"", r#""单位": "甲绸业""#),
        (
            "received = [{ support = \"nantong/reply-2024/smart-upgrade\" }]",
            r#""received": [{"support": "智能化改造设备补助"}]"#,
        ),
        (
            "received = [{ support = \"nantong/reply-2024/smart-upgrade\" }]",
            r#""received": [{"支持": "Smart Upgrade Equipment Grant"}]"#,
        ),
        ("[[talent]]\n[talent.year.2025]\npay = \"30万\"", r#""talent": [{"year": {"2025": {"pay": "30万"}}}]"#),
    ] {
        let read = of_line(&format!("{{\"number\": \"1\", {json}}}"));
        assert_eq!(read, of_toml(&format!("number = \"1\"\n{toml}\n")), "{json}");
        assert_eq!(read.1, Vec::<&str>::new(), "{json}");
    }
}

/// Whether `单位` is a unit or the firm is never guessed, and what is counted in another currency is not read.
#[test]
fn a_unit_that_is_not_clear_is_told() {
    for (line, codes) in [
        (r#"{"企业名称": "甲绸业", "单位": "乙织造"}"#, vec!["unknown-key"]),
        (r#"{"企业名称": "甲绸业", "单位": "人"}"#, vec!["unknown-key"]),
        (r#"{"企业名称": "甲绸业", "单位": "万美元", "revenue.2025": 700}"#, vec!["unknown-key", "unknown-key"]),
    ] {
        let (read, found) = of_line(line);
        assert_eq!((found, read.years.is_empty()), (codes, true), "{line}");
    }
    let sheet = "= 企业\n编号|单位|2025年营业收入\n1|万元|500\n2|万元|612\n";
    let (read, codes) = of_table("firms.xlsx", sheets::workbook(sheet));
    let expected = of_toml("number = \"1\"\n[year.2025]\nrevenue = \"500万\"\n");
    assert_eq!((read, codes), expected);
}

/// An as-of day that is not known is the usual one, with a reminder.
#[test]
fn an_as_of_day_that_is_not_known_is_the_usual_one_by_every_door() {
    for (read, codes) in by_every_door("测算日", |value| format!("as-of = {value}\n"), "待定") {
        assert_eq!((read.as_of, codes), (None, Vec::new()));
    }
}

/// Keys are taken as people write them.
#[test]
fn keys_that_look_alike_are_the_same_in_toml() {
    let expected = of_toml("staff = 86\n");
    for key in ["staff\u{200b}", "ｓｔａｆｆ", "Staff", " staff ", "从业人员\u{3000}"] {
        assert_eq!(of_toml(&format!("\"{key}\" = 86\n")), expected, "{key:?}");
    }
    assert_eq!(of_toml("rd_staff = 8\n"), of_toml("rd-staff = 8\n"));
}

/// A key of a profile may be whatever the header of a column may be, and have its years behind a dot.
#[test]
fn the_headers_of_a_table_are_keys_of_a_profile() {
    let expected = of_toml("staff = 20\n[year.2025]\nrevenue = \"5000万\"\nrd-expense = \"300万\"\n");
    assert_eq!(expected.1, Vec::<&str>::new());
    for toml in [
        "\"从业人员（人）\" = 20\n[year.2025]\n\"营业收入（万元）\" = 5000\n\"研发费用/万元\" = 300\n",
        "\"员工人数\" = 20\n\"2025年营业收入（万元）\" = 5000\n\"上年度研发费用（万元）\" = 300\n",
        "staff = 20\nrevenue.2025 = \"5000万\"\nrd-expense = { 2025 = \"300万\" }\n",
        "staff = 20\n\"营业收入（万元）\".2025 = 5000\n[\"研发费用（万元）\"]\n2025 = 300\n",
    ] {
        assert_eq!(of_toml(toml), expected, "{toml}");
    }
    let line = r#"{"staff": 20, "revenue": {"2025": "5000万"}, "研发费用（万元）": {"2025": 300}}"#;
    assert_eq!(of_line(line), expected);
    let talent = of_toml("[[talent]]\npay.2025 = \"30万\"\n");
    assert_eq!(talent, of_toml("[[talent]]\n[talent.year.2025]\npay = \"30万\"\n"));
    for (toml, code) in [
        ("\"营业收入（万元）\" = 5000\n", "misplaced-fact"),
        ("\"从业人员（万元）\" = 20\n", "unread-header"),
        ("revenue.2025 = 1\n[year.2025]\nrevenue = 2\n", "stated-twice"),
        ("revenue = { 2025 = 1, next = 2 }\n", "misplaced-fact"),
    ] {
        assert_eq!(of_toml(toml).1, [code], "{toml}");
    }
}

/// Two records that say the same both count, and a reminder says so; worked cases have what they have.
#[test]
fn records_that_say_the_same_are_told_by_every_door() {
    let toml = "number = \"1\"\n[[title]]\nkind = \"高企\"\n[[title]]\nkind = \"小巨人\"\n[[title]]\nkind = \"高企\"\n";
    let line = r#"{"number": "1", "title": [{"kind": "高企"}, {"kind": "小巨人"}, {"kind": "高新技术企业"}]}"#;
    let table = table::read("firms.csv", "企业编号,称号1,称号2,称号3\n1,高企,小巨人,高企\n".into()).unwrap().0;
    let (map, tables) = (HeaderMap::default(), [table]);
    let roster = Roster::new(&BOOK, as_of(), &map, &tables);
    let expected = of_toml(toml).0;
    let in_toml = findings_of_toml(toml);
    let of_line = Lines::new(&BOOK, as_of(), &map, "firms.jsonl").read(1, line);
    let of_table = roster.firm(0).unwrap();
    for (profile, findings) in
        [(expected.clone(), in_toml), (of_line.profile, of_line.findings), (of_table.profile, of_table.findings)]
    {
        assert_eq!(profile, expected);
        let [finding] = &findings[..] else { panic!("{findings:?}") };
        let text = words::problem(Lang::En, &finding.problem);
        assert_eq!(text, "records 1 and 3 of `title` say the same, and both count", "{finding:?}");
    }
    assert_eq!(findings_of_toml(&toml.replacen("高企", "单项冠军", 1)), []);
}

/// A number may have lost its zero: 31 is C31, or what is left of A031. A text has all its digits.
#[test]
fn an_industry_stored_as_a_number_is_not_guessed() {
    let workbook =
        |cell: &str| of_table("firms.xlsx", sheets::workbook(&format!("= 企业\n企业名称|行业\n甲绸业|{cell}\n"))).1;
    for (digits, codes) in [("31", &["ambiguous-industry"][..]), ("35", &[]), ("3489", &[])] {
        assert_eq!(of_toml(&format!("industry = {digits}\n")).1, codes, "{digits}");
        assert_eq!(of_line(&format!("{{\"industry\": {digits}}}")).1, codes, "{digits}");
        assert_eq!(workbook(digits), codes, "{digits}");
        assert_eq!(of_toml(&format!("industry = \"{digits}\"\n")).1, Vec::<&str>::new(), "{digits}");
    }
}

/// An industry is proposed whose name is written in short, and none that has another word.
#[test]
fn a_hint_of_an_industry_contradicts_no_word() {
    for (text, expected) in [
        ("黑色金属冶炼", Some("C31 黑色金属冶炼和压延加工业")),
        ("通用零件制造", Some("C348 通用零部件制造")),
        ("制造业1", Some("C 制造业")),
        ("非制造业1", None),
        ("非制造业", None),
        ("中药制造", None),
        ("西药制造", None),
        ("服装制造", None),
        ("金属冶炼", None),
        ("某某", None),
    ] {
        assert_eq!(BOOK.industries.find(text), Lookup::None(expected.map(str::to_owned)), "{text}");
    }
}

/// What is said of a line of JSON is said in its words.
#[test]
fn lines_of_json_are_spoken_of_as_json() {
    let map = HeaderMap::default();
    for (line, expected) in [
        (r#"{"established": true}"#, "write it like \"2026-11-22\", in quotes"),
        (r#"{"incident": {}}"#, "an object for each: \"incident\": [{…}]"),
        (r#"{"incident": "x"}"#, "write \"incident\": [ … ]"),
        (r#"{"year": []}"#, "write \"year\": {\"2025\": {…}}"),
        (r#"{"year": {"25": {}}}"#, "of which only the year is known, its four digits, such as 2025"),
        (r#"{"established": "202"}"#, "of which only the year is known, its four digits, such as 2025"),
        (r#"{"revenue": 5000}"#, "with the year that the figure is of"),
    ] {
        let firm = Lines::new(&BOOK, as_of(), &map, "firms.jsonl").read(1, line);
        let [finding] = &firm.findings[..] else { panic!("{line}: {:?}", firm.findings) };
        let hint = words::hint(Lang::En, finding).unwrap_or_default();
        assert!(hint.ends_with(expected), "{line}: {hint}");
        for text in [hint, words::problem(Lang::En, &finding.problem)] {
            assert!(!text.contains("a table") && !text.contains("[year") && !text.contains("[["), "{line}: {text}");
        }
    }
}

/// What can't be read is told, and nothing is made of it: no list, no fact that follows from others.
#[test]
fn what_cannot_be_read_is_unknown_in_toml_and_json() {
    for (toml, json, code) in [
        ("plaec = \"崇川区\"", r#""plaec": "崇川区""#, "unknown-key"),
        ("[project]\nname = \"一期\"", r#""project": {"name": "一期"}"#, "wrong-type"),
        ("project = [3]", r#""project": [3]"#, "wrong-type"),
        (
            "project = [{ kind = [\"smart-upgrade\", \"技改\"] }]",
            r#""project": [{"kind": ["smart-upgrade", "技改"]}]"#,
            "unknown-choice",
        ),
        ("size-class = \"很大\"", r#""size-class": "很大""#, "unknown-choice"),
        (
            "[[title]]\nkind = \"高企\"\ngranted = 2025-07-01\nuntill = 2026-01-01",
            r#""title": [{"kind": "高企", "granted": "2025-07-01", "untill": "2026-01-01"}]"#,
            "unknown-key",
        ),
        ("staff = 1\n\"从业人员\" = 2", r#""staff": 1, "从业人员": 2"#, "stated-twice"),
        (
            "[year.2025]\nrevenue = \"1亿\"\nmain-revenue = \"7亿\"",
            r#""year": {"2025": {"revenue": "1亿", "main-revenue": "7亿"}}"#,
            "above-whole",
        ),
    ] {
        let read = of_line(&format!("{{{json}}}"));
        assert_eq!(read, of_toml(&format!("{toml}\n")), "{json}");
        assert_eq!(read.1, [code], "{json}");
    }
    let (profile, _) = of_toml("project = 3\ntitle = \"高企\"\n");
    assert!(profile.records.is_empty(), "a list that can't be read is no empty one");
}

/// A division leaves digits without end: 10,000 / 3 万元 is 33,333,333.33 and a third of a fen.
#[test]
fn what_a_division_left_below_a_fen_is_rounded() {
    let read = of_table("firms.csv", "企业名称,revenue.2025 (万元)\n甲绸业,3333.33333333333\n".into());
    assert_eq!(read, of_toml("name = \"甲绸业\"\n[year.2025]\nrevenue = \"33333333.33\"\n"));
}
