//! The answers for many firms: nothing lost, no formula run, files whole or not at all, forms read back.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use tempfile::TempDir;

/// A support of 20,000 yuan for ten looms.
const RULES: &str = r#"[document]
title = "云屿省织造办法"
issuer = "云屿省织造局"
kind = "measure"
issued = 2026-01-01
from = 2026-01-01
standing = "in-force"
evidence = "official"
source = "https://example.invalid/yunyu"
checked = 2026-01-01

[[support]]
id = "looms"
name = "织机奖励"
kind = "grant"
for-what = "equipment"
clause = "一"
figures = ["2万元"]
when = [{ fact = "looms", at-least = 10 }]
amount = "2万元"
"#;

/// One that gets it, one that just misses it, one of which the looms are not known, one whose looms can't be read.
const FIRMS: &str = "企业编号,企业名称,所在地,织机台数\n\
                     007,=HYPERLINK(1),墨池区,12\n\
                     008,@乙织,墨池区,9\n\
                     009,丙/织,墨池区,\n\
                     010,丁织,墨池区,十几\n";

struct World {
    folder: TempDir,
}

impl World {
    fn new() -> World {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("rules/yunyu")).unwrap();
        fs::write(folder.path().join("rules/yunyu/looms.toml"), RULES).unwrap();
        fs::write(folder.path().join("firms.csv"), FIRMS).unwrap();
        World { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn zjtx(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
        command.args(arguments).args(["--no-builtin", "--as-of", "2026-11-22", "--rules"]);
        command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/world/rules")).arg("--rules").arg("rules");
        command.current_dir(self.folder.path()).env("LANG", "zh_CN.UTF-8").env_remove("LC_ALL");
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.zjtx(arguments).output().unwrap()
    }

    /// Runs what must end with this status.
    fn ends(&self, status: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Names in the folder that an output may have left.
    fn left(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder.path()).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name != "rules" && name != "firms.csv").collect()
    }
}

fn sheet(path: &Path, name: &str) -> Range<Data> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    book.worksheet_range(name).unwrap()
}

/// The cell below a heading.
fn cell<'r>(range: &'r Range<Data>, row: usize, heading: &str) -> &'r Data {
    let headings: Vec<String> = range.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let column = headings.iter().position(|title| title == heading);
    let column = column.unwrap_or_else(|| panic!("no {heading} among {headings:?}"));
    range.get((row, column)).unwrap()
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

/// A file inside a workbook.
fn part(path: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Gives the example in a form another name, as one who fills it in does.
fn fill_in(path: &Path) {
    let filled = |bytes: &[u8]| {
        let (text, encoding) = match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), encoding_rs::UTF_8),
            Err(_) => (encoding_rs::GB18030.decode(bytes).0.into_owned(), encoding_rs::GB18030),
        };
        let text = text
            .replace("示例企业（填好后删去这一行）", "云屿甲绸业")
            .replace("Example firm (delete this row)", "Yunyu Silk");
        encoding.encode(&text).0.into_owned()
    };
    let bytes = fs::read(path).unwrap();
    if !bytes.starts_with(b"PK") {
        return fs::write(path, filled(&bytes)).unwrap();
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(fs::File::create(path).unwrap());
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        out.start_file(file.name().unwrap().into_owned(), zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&filled(&content)).unwrap();
    }
    out.finish().unwrap();
}

fn table(text: &str) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_workbook_has_every_firm_in_order_with_its_answer_or_its_finding() {
    let world = World::new();
    world.ends(1, &["batch", "firms.csv", "-o", "out.xlsx"]);
    let firms = sheet(&world.path("out.xlsx"), "企业");
    let numbers: Vec<String> = firms.rows().skip(1).map(|row| row[0].to_string()).collect();
    assert_eq!(numbers, ["007", "008", "009", "010"]);
    let [low, high] = ["给企业合计，一次性：至少（元）", "给企业合计，一次性：最多（元）"];
    assert_eq!([cell(&firms, 1, low), cell(&firms, 1, high)], [&Data::Float(20_000.0), &Data::Float(20_000.0)]);
    assert_eq!([cell(&firms, 2, low), cell(&firms, 2, high)], [&Data::Float(0.0), &Data::Float(0.0)]);
    assert_eq!([cell(&firms, 3, low), cell(&firms, 3, high)], [&Data::Float(0.0), &Data::Float(20_000.0)]);
    // What can't be read is not known, and said in the row.
    assert_eq!([cell(&firms, 4, low), cell(&firms, 4, high)], [&Data::Float(0.0), &Data::Float(20_000.0)]);
    assert_eq!([cell(&firms, 4, "测算"), cell(&firms, 4, "没读懂")], [&text("已测算"), &text("有 1 个单元格没读懂")]);
    assert_eq!(cell(&firms, 3, "没读懂"), &Data::Empty);
    let answers: Vec<String> = (1..5).map(|row| cell(&firms, row, "织机奖励：结论").to_string()).collect();
    assert_eq!(answers, ["符合", "不符合", "缺信息", "缺信息"]);
    assert_ne!(cell(&firms, 4, "问题"), &Data::Empty);
    let findings = sheet(&world.path("out.xlsx"), "问题");
    assert_eq!(findings.height(), 2);
    assert_eq!(cell(&findings, 1, "企业编号"), &text("010"));
}

#[test]
fn amounts_that_no_document_states_are_no_sums() {
    let world = World::new();
    let unstated = RULES.replace("amount = \"2万元\"", "amount = \"unstated\"").replace("figures = [\"2万元\"]\n", "");
    fs::write(world.path("rules/yunyu/looms.toml"), unstated).unwrap();
    world.ends(1, &["batch", "firms.csv", "-o", "out.xlsx"]);
    let path = world.path("out.xlsx");
    let (firms, summary) = (sheet(&path, "企业"), sheet(&path, "汇总"));
    for heading in ["给企业合计，一次性：至少（元）", "给企业合计，一次性：最多（元）"] {
        assert_eq!(cell(&firms, 1, heading), &text("未载明"));
        // Who does not get it gets nothing, whatever it is.
        assert_eq!(cell(&firms, 2, heading), &Data::Float(0.0));
    }
    let of_support: Vec<String> = summary.rows().nth(1).unwrap().iter().map(ToString::to_string).collect();
    let of_total: Vec<String> = summary.rows().nth(2).unwrap().iter().map(ToString::to_string).collect();
    for row in [of_support, of_total] {
        assert_eq!(row.iter().filter(|cell| *cell == "未载明").count(), 2, "{row:?}");
    }
}

#[test]
fn each_sheet_says_what_decides_what_is_lacking_and_how_many() {
    let world = World::new();
    world.ends(1, &["batch", "firms.csv", "-o", "out.xlsx"]);
    let path = world.path("out.xlsx");
    let supports = sheet(&path, "支持");
    assert_eq!(supports.height(), 5);
    assert!(cell(&supports, 2, "决定条款").to_string().starts_with("[不满足] 织机台数"));
    assert_eq!(cell(&supports, 3, "缺什么"), &text("织机台数"));
    let gaps = sheet(&path, "缺信息与差一点");
    assert_eq!([cell(&gaps, 1, "类别"), cell(&gaps, 1, "企业的数")], [&text("差一点"), &text("9")]);
    assert_eq!(cell(&gaps, 1, "达到后至少（元）"), &Data::Float(20_000.0));
    assert_eq!([cell(&gaps, 2, "类别"), cell(&gaps, 2, "信息的键")], [&text("缺信息"), &text("looms")]);
    let summary = sheet(&path, "汇总");
    let counts = ["测算企业数", "符合", "缺信息", "不符合", "其中差一点"].map(|title| cell(&summary, 1, title).clone());
    assert_eq!(counts, [4.0, 1.0, 2.0, 1.0, 1.0].map(Data::Float));
    assert_eq!(cell(&summary, 1, "其中有没读懂的企业数"), &Data::Float(1.0));
    assert_eq!(cell(&supports, 4, "没读懂"), &text("有 1 个单元格没读懂"));
    assert_eq!(cell(&gaps, 3, "没读懂"), &text("有 1 个单元格没读懂"));
    assert_eq!(cell(&summary, 1, "各企业至少之和（元）"), &Data::Float(20_000.0));
    assert_eq!(cell(&summary, 1, "各企业最多之和（元）"), &Data::Float(60_000.0));
    assert_eq!(cell(&summary, 1, "原文"), &text("https://example.invalid/yunyu"));
    assert!(part(&path, "xl/worksheets/_rels/sheet5.xml.rels").contains("https://example.invalid/yunyu"));
}

#[test]
fn headings_stay_in_sight_and_can_be_filtered() {
    let world = World::new();
    world.ends(1, &["batch", "firms.csv", "-o", "out.xlsx"]);
    let firms = part(&world.path("out.xlsx"), "xl/worksheets/sheet1.xml");
    assert!(firms.contains("ySplit=\"1\"") && firms.contains("xSplit=\"2\""));
    assert!(firms.contains("<autoFilter ref=\"A1:"));
    // `有 1 个单元格没读懂` is nineteen columns wide, a filter's button two.
    assert!(firms.contains("width=\"21."), "{firms}");
}

#[test]
fn a_name_is_never_run_as_a_formula() {
    let world = World::new();
    world.ends(1, &["batch", "firms.csv", "-o", "out.xlsx", "-o", "out.csv"]);
    let path = world.path("out.xlsx");
    assert_eq!(cell(&sheet(&path, "企业"), 1, "企业名称"), &text("=HYPERLINK(1)"));
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name}");
    }
    assert!(part(&path, "xl/styles.xml").contains("quotePrefix=\"1\""));
    let rows = table(&fs::read_to_string(world.path("out.csv")).unwrap());
    assert_eq!([&rows[1][1], &rows[2][1]], ["'=HYPERLINK(1)", "'@乙织"]);
}

#[test]
fn a_table_is_the_same_in_each_encoding() {
    let world = World::new();
    let plain = world.ends(1, &["batch", "firms.csv", "-o", "-", "--layout", "long"]);
    world.ends(1, &["batch", "firms.csv", "-o", "bom.csv", "--layout", "long"]);
    world.ends(1, &["batch", "firms.csv", "-o", "gb.csv", "--layout", "long", "--encoding", "gb18030"]);
    assert_eq!(fs::read_to_string(world.path("bom.csv")).unwrap(), format!("\u{feff}{plain}"));
    let bytes = fs::read(world.path("gb.csv")).unwrap();
    assert_eq!(encoding_rs::GB18030.decode_without_bom_handling(&bytes).0, plain);
    assert_eq!(table(&plain).len(), 5);
}

#[test]
fn each_firm_has_a_file_of_its_own() {
    let world = World::new();
    world.ends(1, &["batch", "firms.csv", "-o", "reports"]);
    let mut names: Vec<String> = fs::read_dir(world.path("reports"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["007-=HYPERLINK(1).md", "008-@乙织.md", "009-丙_织.md", "010-丁织.md"]);
    assert!(fs::read_to_string(world.path("reports/007-=HYPERLINK(1).md")).unwrap().contains("2万元"));
    assert!(fs::read_to_string(world.path("reports/010-丁织.md")).unwrap().contains("有 1 个单元格没读懂"));
}

#[test]
fn what_is_wrong_goes_to_a_file_too() {
    let world = World::new();
    world.ends(1, &["batch", "firms.csv", "-o", "out.csv", "--errors", "errors.csv"]);
    let rows = table(&fs::read_to_string(world.path("errors.csv")).unwrap());
    assert_eq!(rows.len(), 2);
    assert_eq!([&rows[1][0], &rows[1][2]], ["010", "firms.csv：D5"]);
}

#[test]
fn what_changed_is_told_for_whom() {
    let world = World::new();
    // A profile that is no TOML is not answered.
    let known = FIRMS.replace("010,丁织,墨池区,十几\n", "");
    fs::write(world.path("firms.csv"), &known).unwrap();
    fs::write(world.path("010.toml"), "name =\n").unwrap();
    world.ends(1, &["batch", "firms.csv", "010.toml", "-o", "last.jsonl"]);
    let changes = |arguments: &[&str]| {
        let fixed = ["batch", "firms.csv", "-o", "-", "--layout", "changes", "--since", "last.jsonl"];
        table(&world.ends(1, &[&fixed, arguments].concat()))
    };
    assert_eq!(changes(&["010.toml"]).len(), 1, "nothing changed");
    let now = known.replace(",9\n", ",10\n").replace("009,丙/织", "011,戊织");
    let now = now + "010,丁织,墨池区,1\n012,x,墨池区,y\n";
    fs::write(world.path("firms.csv"), now).unwrap();
    let rows: Vec<Vec<String>> = changes(&[]).into_iter().skip(1).map(|row| row[..8].to_vec()).collect();
    let expected = [
        ["008", "'@乙织", "给企业合计，一次性", "新增", "", "", "", "20000"],
        ["008", "'@乙织", "织机奖励", "结论变了", "不符合", "符合", "", "20000"],
        ["011", "戊织", "企业", "新增企业", "", "", "", ""],
        ["010", "丁织", "企业", "上次未测算", "", "", "", ""],
        ["012", "x", "企业", "新增企业", "", "", "", ""],
        ["009", "丙/织", "企业", "这次没有这家企业", "", "", "", ""],
    ];
    assert_eq!(rows, expected);
}

#[test]
fn another_firm_under_the_number_of_one_is_not_compared() {
    let world = World::new();
    let changes = |firms: &str, arguments: &[&str]| {
        fs::write(world.path("firms.csv"), format!("企业编号,统一社会信用代码,企业名称,所在地,织机台数\n{firms}"))
            .unwrap();
        let fixed = ["batch", "firms.csv", "-o", "-", "--layout", "changes", "--since", "last.jsonl"];
        let rows = table(&world.ends(0, &[&fixed, arguments].concat()));
        rows.into_iter().skip(1).map(|row| row[..6].to_vec()).collect::<Vec<_>>()
    };
    let (one, other) = ("91320612MA1XA1B2XA", "91320613MA1XA1B2X5");
    let firms = |codes: [&str; 3], names: [&str; 3]| {
        let row = |at: usize| format!("00{},{},{},墨池区,12\n", at + 1, codes[at], names[at]);
        [row(0), row(1), row(2)].concat()
    };
    let text = firms([one, "", ""], ["甲织", "乙织", "丙 织"]);
    fs::write(world.path("firms.csv"), format!("企业编号,统一社会信用代码,企业名称,所在地,织机台数\n{text}")).unwrap();
    world.ends(0, &["batch", "firms.csv", "-o", "last.jsonl"]);
    // A firm of the same code may well have another name, and blanks make none.
    assert_eq!(changes(&firms([one, "", ""], ["甲织业", "乙织", "丙织"]), &[]), Vec::<Vec<String>>::new());
    let reassigned = changes(&firms([other, "", ""], ["甲织", "丁织", "丙织"]), &[]);
    let told = "编号相同、企业不同，没有比较";
    let expected =
        [["001", "甲织", "企业（上次是 甲织）", told, "", ""], ["002", "丁织", "企业（上次是 乙织）", told, "", ""]];
    assert_eq!(reassigned, expected);
}

#[test]
fn that_one_run_took_no_assumption_is_told_once_with_what_changed() {
    let world = World::new();
    fs::write(world.path("firms.csv"), FIRMS.replace("010,丁织,墨池区,十几\n", "")).unwrap();
    world.ends(0, &["batch", "firms.csv", "-o", "last.jsonl"]);
    let fixed = ["batch", "firms.csv", "-o", "-", "--layout", "changes", "--since", "last.jsonl"];
    let rows = |arguments: &[&str]| table(&world.ends(0, &[&fixed, arguments].concat()));
    assert_eq!(rows(&[]).len(), 1);
    let told: Vec<Vec<String>> = rows(&["--strict"]).into_iter().skip(1).map(|row| row[..4].to_vec()).collect();
    assert_eq!(told, [["", "", "全部企业", "这次用了 --strict，上次没有"]]);
}

#[test]
fn an_earlier_run_is_one() {
    let world = World::new();
    fs::write(world.path("firms.csv"), FIRMS.replace("010,丁织,墨池区,十几\n", "")).unwrap();
    world.ends(0, &["batch", "firms.csv", "-o", "last.jsonl"]);
    let last = fs::read_to_string(world.path("last.jsonl")).unwrap();
    let refused = |text: &str| {
        fs::write(world.path("last.jsonl"), text).unwrap();
        let output = world.run(&[
            "batch",
            "firms.csv",
            "-o",
            "-",
            "--layout",
            "changes",
            "--since",
            "last.jsonl",
            "--lang",
            "en",
        ]);
        assert_eq!((output.status.code(), &*output.stdout), (Some(2), &b""[..]), "{text}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    for text in ["", "\n \n"] {
        assert!(refused(text).contains("last.jsonl has no firm"));
    }
    for place in ["/report/supports/0/amount/high", "/report/totals/0/low", "/report/totals/0/high"] {
        let lines = last.lines().map(|line| {
            let mut firm: serde_json::Value = serde_json::from_str(line).unwrap();
            if let Some(end) = firm.pointer_mut(place) {
                *end = "abc".into();
            }
            firm.to_string()
        });
        assert!(refused(&lines.collect::<Vec<_>>().join("\n")).contains("line 1 of last.jsonl"), "{place}");
    }
}

#[test]
fn a_file_that_is_there_is_replaced_only_by_force() {
    let world = World::new();
    fs::write(world.path("out.xlsx"), "mine").unwrap();
    world.ends(2, &["batch", "firms.csv", "-o", "other.csv", "-o", "out.xlsx"]);
    assert_eq!(world.left(), ["out.xlsx"], "nothing else is begun");
    assert_eq!(fs::read_to_string(world.path("out.xlsx")).unwrap(), "mine");
    world.ends(1, &["batch", "firms.csv", "-o", "out.xlsx", "--force"]);
    assert_eq!(sheet(&world.path("out.xlsx"), "企业").height(), 5);
}

#[test]
fn a_folder_that_is_there_keeps_what_else_is_in_it() {
    let world = World::new();
    fs::create_dir(world.path("reports")).unwrap();
    world.ends(1, &["batch", "firms.csv", "-o", "reports"]);
    fs::write(world.path("reports/mine.txt"), "mine").unwrap();
    world.ends(2, &["batch", "firms.csv", "-o", "reports"]);
    world.ends(1, &["batch", "firms.csv", "-o", "reports", "--force"]);
    assert_eq!(fs::read_dir(world.path("reports")).unwrap().count(), 5);
    assert_eq!(fs::read_to_string(world.path("reports/mine.txt")).unwrap(), "mine");
}

#[cfg(unix)]
#[test]
fn where_there_is_no_room_nothing_is_left() {
    for output in ["out.xlsx", "out.csv", "out.jsonl", "reports"] {
        let world = World::new();
        let zjtx = world.zjtx(&["batch", "firms.csv", "-o", output]);
        let words = std::iter::once(zjtx.get_program()).chain(zjtx.get_args());
        let line = words.map(|word| format!("'{}'", word.to_str().unwrap())).collect::<Vec<_>>().join(" ");
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("trap '' XFSZ; ulimit -f 0; exec {line} 2>/dev/null")]);
        let status = shell.current_dir(world.folder.path()).status().unwrap();
        assert_eq!(status.code(), Some(2), "{output}");
        assert_eq!(world.left(), Vec::<String>::new(), "{output}");
    }
}

#[test]
fn an_option_without_effect_is_refused() {
    let world = World::new();
    for arguments in [
        &["-o", "out.jsonl", "--layout", "long"][..],
        &["-o", "out.xlsx", "--encoding", "gb18030"],
        &["-o", "out.csv", "--layout", "changes"],
        &["-o", "out.jsonl", "--since", "last.jsonl"],
        &["-o", "out.xls"],
        &["-o", "out.csv", "-o", "out.csv"],
        &["-o", "out.csv", "--errors", "out.csv"],
    ] {
        world.ends(2, &[&["batch", "firms.csv"], arguments].concat());
        assert_eq!(world.left(), Vec::<String>::new(), "{arguments:?}");
    }
}

#[test]
fn a_form_is_read_back_without_a_finding() {
    let world = World::new();
    for (lang, name, encoding) in [
        ("zh", "form.xlsx", None),
        ("en", "form-en.xlsx", None),
        ("zh", "form.csv", None),
        ("zh", "form-gb.csv", Some("gb18030")),
        ("en", "form-en.csv", Some("utf-8")),
    ] {
        let encoding = encoding.map(|encoding| vec!["--encoding", encoding]).unwrap_or_default();
        world.ends(0, &[&["template", "--place", "墨池区", "-o", name, "--lang", lang], &encoding[..]].concat());
        // The example alone is no firm.
        let output = world.run(&["batch", name, "-o", "-"]);
        assert_eq!((output.status.code(), &*output.stdout), (Some(2), &b""[..]), "{name}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("[rows-left-out]"), "{name}");
        fill_in(&world.path(name));
        let output = world.run(&["batch", name, "-o", "-"]);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{name}");
        let firms: Vec<serde_json::Value> =
            output.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
        assert_eq!(firms.len(), 1, "{name}");
        assert_eq!(firms[0]["number"], "A001", "{name}");
        let totals = &firms[0]["report"]["totals"];
        assert_eq!([&totals[0]["low"], &totals[0]["high"]], ["20000", "20000"], "{name}: ten looms, as in the example");
    }
}

#[test]
fn a_form_has_choices_notes_and_a_guide() {
    let world = World::new();
    world.ends(0, &["template", "-o", "form.xlsx"]);
    let path = world.path("form.xlsx");
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    assert_eq!(book.sheet_names(), ["企业", "说明"]);
    let guide = book.worksheet_range("说明").unwrap();
    assert!(guide.rows().any(|row| row[1] == text("织机台数") && row[2].to_string().contains("有多少台织机？")));
    assert!(part(&path, "xl/comments1.xml").contains("有多少台织机？"));
}
