//! A table that is answered while it is read gives the bytes that it gives when it is read whole, or is read whole.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use rust_decimal::Decimal;
use zjtx::calendar::Day;
use zjtx::compile::compile;
use zjtx::evaluate::Graph;
use zjtx::ledger::Layout;
use zjtx::load::Library;
use zjtx::profile::Profile;
use zjtx::render::csv_row;
use zjtx::rulebook::Rulebook;
use zjtx::source::Sources;
use zjtx::stream::{Asked, Keys, Plain, Worker, Written};
use zjtx::words::Lang;

const HEADER: &str = "企业编号,企业名称,所在地,新认定的称号,工业企业,营业收入（元）,新项目设备投入（万元）,智改设备投入（元）,\
                      引进硕士,引进博士,引进博士后";
const RULES: &str = "benches/rules";
const AS_OF: &str = "2026-11-30";

fn book() -> (Rulebook, Sources) {
    let mut library = Library::default();
    library.add_folder(Path::new(RULES)).unwrap();
    let (book, findings) = compile(&library);
    assert!(findings.is_empty(), "{findings:?}");
    (book, library.sources)
}

/// So many ordinary firms, with these rows among them in the middle.
fn table(count: usize, odd: &[&str]) -> String {
    let mut text = format!("{HEADER}\n");
    for index in 0..count {
        if index == count / 2 {
            odd.iter().for_each(|row| writeln!(text, "{row}").unwrap());
        }
        let title = ["没有", "创新型", "专精特新", "小巨人"][index % 4];
        let industrial = ["是", "否"][index / 4 % 2];
        let (revenue, new, smart) = (1_000_000 + index * 70_001, index % 3 * (200 + index), index * 12_345 + 10_000);
        let people = (index % 6, index % 3, index / 5 % 2);
        let (a, b, c) = people;
        writeln!(text, "F{index:05},企业{index},基准省,{title},{industrial},{revenue}.5,{new},{smart}.07,{a},{b},{c}")
            .unwrap();
    }
    text
}

/// What the table gives while it is read; `None` where it is not.
fn streamed((book, sources): &(Rulebook, Sources), text: &str, written: Written) -> Option<Vec<u8>> {
    let as_of = Day::parse(AS_OF).unwrap();
    let (graph, nothing) = (Graph::new(book, false), Profile::default());
    let asked = Asked { lang: Lang::Zh, graph: &graph, sources, as_of, nothing: &nothing, written };
    let plain = Plain::of_head(book, as_of, "in.csv", text.as_bytes(), true)?;

    for mut keys in [[Keys::rising(), Keys::rising()], [Keys::all(), Keys::all()]] {
        let mut worker = Worker::new(asked, &plain);
        worker.read(2, &text.as_bytes()[plain.start()..], keys.each_ref().map(Keys::keeps_all)).ok()?;
        // Places that its head has not need columns of their own: the program begins anew.
        if !worker.places.is_empty() {
            return None;
        }
        let mut each = keys.iter_mut().zip(&worker.keys);
        if each.all(|(keys, run)| keys.add(run)) {
            let headings: Vec<_> = plain.table(&asked).columns;
            let headings = headings.iter().map(|column| zjtx::ledger::Cell::text(&column.title)).collect::<Vec<_>>();
            let mut bytes = "\u{feff}".as_bytes().to_vec();
            bytes.extend(csv_row(&headings));
            bytes.extend(&worker.out);
            bytes.extend(worker.summary.iter_mut().flat_map(Layout::rest).flat_map(|row| csv_row(&row)));
            return Some(bytes);
        }
    }
    None
}

/// The file is read whole where its findings are asked for in a file of their own.
const WHOLE: &[&str] = &["in.csv", "--errors", "errors.csv"];

fn run(folder: &Path, input: &[&str], text: &str, layout: &str) -> Option<Vec<u8>> {
    let rules = fs::canonicalize(RULES).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_zjtx"))
        .arg("batch")
        .args(input)
        .args(["--rules", rules.to_str().unwrap(), "--no-builtin", "--as-of", AS_OF])
        .args(["--layout", layout, "-o", "out.csv", "--force"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Who does not read it closes it.
    let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
    child.wait().unwrap();
    fs::read(folder.join("out.csv")).ok()
}

/// The three ways to read a table: here, as a file, and whole.
fn same(book: &(Rulebook, Sources), text: &str) -> bool {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.csv"), text).unwrap();
    let layouts = [(Written::Brief, "brief"), (Written::Wide, "wide"), (Written::Summary, "summary")];
    let mut is_streamed = layouts.map(|(written, layout)| {
        let whole = run(folder.path(), WHOLE, "", layout);
        let of_file = run(folder.path(), &["in.csv"], "", layout);
        assert!(whole == of_file, "{layout}: {text}");
        let here = streamed(book, text, written);
        assert!(here.is_none() || here == whole, "{layout}: {text}\n{:?}", here.map(String::from_utf8));
        here.is_some()
    });
    is_streamed.sort_unstable();
    assert_eq!(is_streamed[0], is_streamed[2], "{text}");
    is_streamed[0]
}

#[test]
fn plain_tables_are_answered_while_they_are_read() {
    let book = book();
    let ordinary = table(300, &[]);
    assert!(same(&book, &ordinary));
    assert!(same(&book, &ordinary.replace('\n', "\r\n")));
    assert!(same(&book, &format!("\u{feff}{ordinary}")));
    assert!(same(&book, &ordinary.replace(',', ";")));
    // Blanks are unknown, and other spellings are looked at one by one.
    for row in [
        "G1,甲公司,基准省,,,,,,,,",
        "G1,甲公司,,小巨人,是,50000000,600,7000000,1,1,1",
        "G1,甲公司,基准省,小巨人,是,5000万,600万,7000000,1,1,1",
        "G1,上海（某）公司,基准省,小巨人,yes,￥50000000,600,7000000,一,1,1",
        "G1,\"甲,公司\",基准省,小巨人,是,\"50,000,000\",600,7000000,1,1,1",
        "G1,甲公司, 基准省 ,小巨人,是,50000000,0,0,0,0,0",
        "00123,甲公司,基准省,没有,否,50000000,0,0,0,0,0",
        "G1,甲公司,基准省,没有,否,50000000,0,0,1.0,0,0",
    ] {
        assert!(same(&book, &table(300, &[row])), "{row}");
    }
}

/// Whoever reads it, a figure between two ends is what it says.
#[test]
fn a_band_among_plain_figures_gives_what_it_gives_in_a_whole_table() {
    let book = book();
    for row in [
        "G1,甲公司,基准省,小巨人,是,4000万-6000万,600万,7000000,1,1,1",
        "G1,甲公司,基准省,小巨人,是,50000000,600万到700万,7000000,0-2,1,1",
        "G1,甲公司,基准省,小巨人,是,6000万-4000万,600万,7000000,1,1,1",
    ] {
        same(&book, &table(300, &[row]));
    }
}

/// A place without rules, first among the others and then far behind them.
#[test]
fn firms_of_other_places_are_told_what_they_are_told_in_a_whole_table() {
    let book = book();
    let row = "G1,甲公司,他省,小巨人,是,50000000,600,7000000,1,1,1";
    assert!(same(&book, &table(300, &[row])));
    let folder = tempfile::tempdir().unwrap();
    let text = format!("{}{row}\n", table(4_000, &[]));
    let whole = run(folder.path(), &["-"], &text, "brief").unwrap();
    fs::write(folder.path().join("in.csv"), &text).unwrap();
    assert!(run(folder.path(), &["in.csv"], "", "brief").unwrap() == whole);
    assert!(String::from_utf8(whole).unwrap().contains("\"G1\",\"未收录"), "a total of nothing would be a figure");
}

#[test]
fn what_is_to_be_told_is_read_the_other_way() {
    let book = book();
    for rows in [
        &["合计,,,,,50000000,600,7000000,1,1,1"][..],
        &["G1,甲公司,基准省,小巨,是,50000000,600,7000000,1,1,1"],
        &["G1,甲公司,基准省,小巨人,是,50000000,600,7000000,1,1"],
        &["G1,甲公司,基准省,小巨人,是,50000000,600,7000000,1,1,1,9"],
        &["G1,甲公司,基准省,小巨人,是,50,000,000,600,7000000,1"],
        &["F00001,甲公司,基准省,小巨人,是,50000000,600,7000000,1,1,1"],
        &["G1,企业7,基准省,小巨人,是,50000000,600,7000000,1,1,1"],
        &["G1,甲公司,基准省,小巨人,是,500000000000000,600,7000000,1,1,1"],
        &["G1,甲公司,基准省,小巨人,是,5000,600,7000000,1,1,1"],
        &["G1,甲公司,基准省,小巨人,是,-50000000,600,7000000,1,1,1"],
        &["G1,甲公司,基准省,小巨人,是,50000000,600,7000000,1.5,1,1"],
        &["G1,甲公司,基准省,小巨人,是,\"50000000,600,7000000,1,1,1"],
        &["备注：以上均为未审数"],
        // Far from the others, in whatever spelling.
        &["G1,甲公司,基准省,小巨人,是,900亿,600,7000000,1,1,1"],
        &["G1,甲公司,基准省,小巨人,是,\"1,000\",600,7000000,1,1,1"],
    ] {
        assert!(!same(&book, &table(300, rows)), "{rows:?}");
    }
}

/// The rows of `long` are told by reports, the sums by figures.
#[test]
fn a_summary_counts_what_the_rows_of_its_firms_say() {
    let folder = tempfile::tempdir().unwrap();
    let blanks = ["G1,甲公司,基准省,,,,,,,,", "G2,乙公司,,小巨人,是,50000000,600,7000000,1,1,1"];
    fs::write(folder.path().join("in.csv"), table(300, &blanks)).unwrap();
    let rows = |layout: &str| {
        let bytes = run(folder.path(), &["in.csv"], "", layout).unwrap();
        let mut reader = csv::Reader::from_reader(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap());
        let rows = reader.deserialize().collect::<Result<Vec<HashMap<String, String>>, _>>();
        rows.unwrap()
    };
    let (long, summary) = (rows("long"), rows("summary"));
    let mut missed = 0;
    for counted in summary.iter().filter(|row| !row["规则地址"].is_empty()) {
        let own: Vec<_> = long.iter().filter(|row| row["规则地址"] == counted["规则地址"]).collect();
        let count =
            |is: &dyn Fn(&HashMap<String, String>) -> bool| own.iter().filter(|row| is(row)).count().to_string();
        let yuan = |cell: &str| cell.parse::<Decimal>().unwrap_or_default();
        let sum = |end: &str| own.iter().map(|row| yuan(&row[end])).sum::<Decimal>();
        assert_eq!(counted["测算企业数"], count(&|_| true));
        for status in ["符合", "待确认", "缺信息", "不符合"] {
            assert_eq!(counted[status], count(&|row| row["结论"] == status), "{status}: {counted:?}");
        }
        assert_eq!(counted["其中差一点"], count(&|row| !row["差多少"].is_empty()), "{counted:?}");
        assert_eq!(yuan(&counted["各企业至少之和（元）"]), sum("至少（元）"), "{counted:?}");
        if counted["最多未定的企业数"] == "0" {
            assert_eq!(yuan(&counted["各企业最多之和（元）"]), sum("最多（元）"), "{counted:?}");
        }
        missed += counted["其中差一点"].parse::<usize>().unwrap();
    }
    assert!(missed > 100, "only {missed} near misses");
}
