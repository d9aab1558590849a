//! A workbook as consultants keep them: units in headers and below them, numbers as text, merged headers, blank rows
//! and columns, formulas, dates in several spellings, wrong and doubled codes. What is found in it is listed cell by
//! cell; everything else is read as it is meant.

use crate::sheets;

use std::collections::BTreeSet;

use encoding_rs::GB18030;

use zjtx::calendar::Day;
use zjtx::compile::{compile, parse};
use zjtx::evaluate::{Question, evaluate};
use zjtx::explain::explain;
use zjtx::finding::{Finding, Place, Severity};
use zjtx::load::Library;
use zjtx::profile::{self, Profile};
use zjtx::reader::{Sink, Table};
use zjtx::render::report_json;
use zjtx::report::AsOfFrom;
use zjtx::roster::{Firm, HeaderMap, Roster};
use zjtx::rulebook::Rulebook;
use zjtx::source::SourceFile;
use zjtx::table::{self, Workbook};
use zjtx::words::Lang;

/// The workbook, in the form of `tests/sheets`.
const CLIENTS: &str = include_str!("../messy/clients.sheets");
/// What is wrong with it: a cell and a code a line, what is wrong with no one firm first.
const FINDINGS: &str = include_str!("../messy/findings.txt");

/// What most of the firms are, but for their names.
const USUAL: &str = "place = \"崇川区\"\nindustry = \"C3489\"\nstaff = 186\nestablished = 2012-03-01\n\
    [year.2025]\nrevenue = \"1.32亿\"\nrd-expense = \"612万\"\n\
    [[project]]\nkind = [\"smart-upgrade\"]\nnew-equipment = \"3200万\"\n";

struct World {
    library: Library,
    book: Rulebook,
}

impl World {
    fn new() -> World {
        let mut library = Library::default();
        library.add_shipped(&BTreeSet::new());
        let (book, findings) = compile(&library);
        assert_eq!(findings, []);
        World { library, book }
    }

    fn report(&self, profile: &Profile) -> String {
        let as_of = Day::parse("2026-11-22").unwrap();
        let evaluation = evaluate(&self.book, profile, Question { as_of, strict: false });
        let as_of = (as_of, AsOfFrom::Option);
        report_json(&explain(Lang::Zh, &self.book, &self.library.sources, profile, as_of, &evaluation)).unwrap()
    }

    fn report_of_text(&self, text: &str) -> String {
        let mut sources = self.library.sources.clone();
        let file = sources.add(SourceFile { name: "firm.toml".to_owned(), text: text.to_owned() });
        let sink = Sink::new(file);
        let root = parse(&sources, file, &sink).unwrap();
        let read = profile::read(&Table::of_file(&sink, &root), &self.book);
        assert_eq!(sink.into_findings(), [], "{text}");
        self.report(&read)
    }

    /// The firms in their order, and what is wrong with no one of them.
    fn firms(&self, workbooks: &[Workbook]) -> (Vec<Firm>, Vec<Finding>) {
        let map = HeaderMap::default();
        let roster = Roster::new(&self.book, (Day::parse("2026-11-22"), Day::default()), &map, workbooks);
        let firms = (0..workbooks.len()).flat_map(|index| roster.range(index)).filter_map(|index| roster.firm(index));
        (firms.collect(), roster.findings.clone())
    }
}

#[test]
fn as_many_firms_come_out_as_go_in_and_every_flaw_is_found() {
    let (workbook, doubts) = table::read("clients.xlsx", sheets::workbook(CLIENTS)).unwrap();
    assert_eq!(doubts, []);
    let (firms, findings) = World::new().firms(&[workbook]);
    let numbers: Vec<String> = firms.iter().map(|firm| firm.number.clone().unwrap()).collect();
    let expected = (1..=40).map(|number| if number == 15 { "A14".to_owned() } else { format!("A{number:02}") });
    assert_eq!(numbers, expected.collect::<Vec<_>>());
    let is_own = |finding: &&Finding| finding.problem.code() != "incomplete-list";
    let all = findings.iter().chain(firms.iter().flat_map(|firm| &firm.findings)).filter(is_own).map(|finding| {
        let Place::Cell(place) = &finding.place else { panic!("{finding:?} is in no cell") };
        format!("{} {}", place.cell(), finding.problem.code())
    });
    assert_eq!(all.collect::<Vec<_>>(), FINDINGS.lines().collect::<Vec<_>>());
}

/// Of three titles and one person hired nobody knows of which firm they are.
#[test]
fn a_list_that_may_lack_a_record_of_no_known_firm_is_unknown() {
    let world = World::new();
    let (workbook, _) = table::read("clients.xlsx", sheets::workbook(CLIENTS)).unwrap();
    let (firms, _) = world.firms(&[workbook]);
    let [title, hire] = ["title", "hire"].map(|key| world.book.dictionary.record_by_key(key).unwrap());
    let known = |record| firms.iter().filter(move |firm| firm.profile.records.contains_key(&record)).count();
    // Nine firms have a title of their own in the sheet, but one says that it is not known which. Three hired people, but
    // below one of them is a row without a name.
    assert_eq!((known(title), known(hire)), (8, 2));
    let told = firms.iter().flat_map(|firm| &firm.findings);
    let told = told.filter(|finding| finding.problem.code() == "incomplete-list").count();
    assert_eq!(told, (40 - 9) + (40 - 2));
}

/// Of a row that is lost nobody knows whose, or which, award it was: the 50万元 of a new 小巨人 are sure without it, and
/// with it anything from nothing to all.
#[test]
fn a_lost_row_of_earlier_money_leaves_the_award_open_and_not_zero() {
    let world = World::new();
    let sheets = "= 企业\n企业编号|企业名称|所在地\n1|甲绸业|南通市崇川区\n2|乙织造|南通市崇川区\n\
        = 称号\n企业编号|称号|认定日期|moved-in\n1|小巨人|2026-07-01|否\n\
        = 已获资助\n企业编号|支持|金额（万元）\n2|nantong/reply-2024/champion-bonus|100\n";
    for (row, ends) in [
        ("", ["500000", "500000"]),
        ("1|nantong/reply-2024/champion-bonus|100", ["500000", "500000"]),
        ("99|nantong/reply-2024/little-giant-bonus|50", ["0", "500000"]),
        ("|nantong/reply-2024/little-giant-bonus|50", ["0", "500000"]),
        ("1|小巨人那一笔|50", ["0", "500000"]),
        ("1|新认定小巨人奖励|50", ["0", "500000"]),
    ] {
        let (workbook, _) = table::read("clients.xlsx", sheets::workbook(&format!("{sheets}{row}\n"))).unwrap();
        let (firms, _) = world.firms(&[workbook]);
        let report: serde_json::Value = serde_json::from_str(&world.report(&firms[0].profile)).unwrap();
        let supports = report["supports"].as_array().unwrap();
        let bonus = supports.iter().find(|support| support["id"] == "nantong/reply-2024/little-giant-bonus").unwrap();
        let found = ["low", "high"].map(|end| bonus["amount"][end].as_str().unwrap().to_owned());
        assert_eq!(found, ends, "{row}: {:?}", firms[0].findings);
    }
}

#[test]
fn each_spelling_is_read_as_it_is_meant() {
    let world = World::new();
    let (workbook, _) = table::read("clients.xlsx", sheets::workbook(&of_known_firms())).unwrap();
    let (firms, _) = world.firms(&[workbook]);
    let title = "[[title]]\nkind = \"小巨人\"\ngranted = 2026-07-01\n";
    let doctors = "[[hire]]\ndegree = \"博士\"\ncount = 2\njoined = 2026-03-01\n";
    let both = format!("{title}{doctors}");
    // The sheets of titles and of people hired are complete: who is not in them has none.
    for (number, usual, rest) in [
        ("A01", USUAL.to_owned(), both.clone()),
        ("A02", USUAL.to_owned(), both.clone()),
        ("A03", USUAL.to_owned(), both),
        // A day as the number under which it is stored.
        ("A04", format!("hire = []\n{USUAL}"), title.to_owned()),
        // 三千万
        ("A21", format!("title = []\nhire = []\n{}", USUAL.replace("3200万", "3000万")), String::new()),
        ("A05", "place = \"崇川区\"\nproject = []\ntitle = []\nhire = []\n".to_owned(), String::new()),
        ("A08", format!("hire = []\n{USUAL}"), title.to_owned()),
        ("A16", format!("hire = []\n{USUAL}"), title.to_owned()),
        (
            "A26",
            format!("hire = []\n{}", USUAL.replace("[\"smart-upgrade\"]", "[\"smart-upgrade\", \"new-investment\"]")),
            title.to_owned(),
        ),
        ("A30", format!("title = []\nhire = []\n{USUAL}"), String::new()),
        ("A31", format!("title = []\nhire = []\n{USUAL}"), String::new()),
        ("A32", format!("title = []\nhire = []\n{USUAL}"), String::new()),
        ("A33", format!("hire = []\n{USUAL}"), String::new()),
        ("A34", format!("title = []\nhire = []\n{}", USUAL.replace("2012-03-01", "\"2012-03\"")), String::new()),
        (
            "A35",
            format!("title = []\nhire = []\nproject = []\n{}", USUAL.split("[[project]]").next().unwrap()),
            String::new(),
        ),
        ("A36", format!("title = []\nhire = []\n{}", USUAL.split("[[project]]").next().unwrap()), String::new()),
    ] {
        let firm = firms.iter().find(|firm| firm.number.as_deref() == Some(number)).unwrap();
        assert!(firm.is_whole(), "{number}: {:?}", firm.findings);
        let text = format!("name = {:?}\n{usual}{rest}", firm.name.as_ref().unwrap());
        assert_eq!(world.report(&firm.profile), world.report_of_text(&text), "{number}\n{text}");
    }
}

#[test]
fn the_same_as_text_tables_in_gb18030_is_answered_the_same() {
    let world = World::new();
    let (workbook, _) = table::read("clients.xlsx", sheets::workbook(CLIENTS)).unwrap();
    let twins: Vec<Workbook> = sheets::sheets(CLIENTS).into_iter().map(|(name, rows)| twin(name, &rows)).collect();
    let ((firms, _), (others, _)) = (world.firms(&[workbook]), world.firms(&twins));
    assert_eq!(firms.len(), others.len());
    let mut compared = 0;
    for (firm, other) in firms.iter().zip(&others).filter(|(firm, _)| is_read(firm)) {
        assert!(is_read(other), "{:?}: {:?}", other.number, other.findings);
        assert_eq!(world.report(&firm.profile), world.report(&other.profile), "{:?}", firm.number);
        compared += 1;
    }
    // Of the findings, the first six are of no firm, a wrong credit code is a reminder, and each of the others is the only
    // error of its firm.
    assert_eq!(compared, 40 - (FINDINGS.lines().count() - 7));
}

/// The workbook without the rows of which nobody knows the firm.
fn of_known_firms() -> String {
    let is_of_a_firm =
        |line: &&str| !["|亭棉麻坊|", "A29|阁毛坊|", "Z99|", "|硕士|"].iter().any(|start| line.starts_with(start));
    CLIENTS.lines().filter(is_of_a_firm).collect::<Vec<_>>().join("\n")
}

/// Whether everything that the firm says was read; what others say may be of it, too.
fn is_read(firm: &Firm) -> bool {
    let is_of_others = |finding: &Finding| finding.problem.code() == "incomplete-list";
    firm.findings.iter().all(|finding| finding.severity() == Severity::Warning || is_of_others(finding))
}

#[test]
fn a_firm_of_which_a_cell_cannot_be_read_is_answered_without_it() {
    let world = World::new();
    let (workbook, _) = table::read("clients.xlsx", sheets::workbook(&of_known_firms())).unwrap();
    let (firms, _) = world.firms(&[workbook]);
    for (number, line) in [
        ("A06", "place = \"崇川区\"\n"),
        ("A07", "staff = 186\n"),
        ("A18", "staff = 186\n"),
        ("A19", "established = 2012-03-01\n"),
        ("A24", "staff = 186\n"),
    ] {
        let firm = firms.iter().find(|firm| firm.number.as_deref() == Some(number)).unwrap();
        assert!(firm.is_whole() && firm.profile.unread == 1, "{number}: {:?}", firm.findings);
        let without =
            format!("name = {:?}\ntitle = []\nhire = []\n{}", firm.name.as_ref().unwrap(), USUAL.replace(line, ""));
        let read = world.report(&Profile { unread: 0, ..firm.profile.clone() });
        assert_eq!(read, world.report_of_text(&without), "{number}");
    }
}

/// A sheet as a text table: of a formula the value, of merged headers each.
fn twin(name: &str, rows: &[Vec<&str>]) -> Workbook {
    let mut text = String::new();
    for cells in rows {
        let mut shown: Vec<String> = Vec::new();
        for cell in cells {
            let value = match *cell {
                "<" => shown.last().cloned().unwrap_or_default(),
                "^" => String::new(),
                cell => plain(cell).to_owned(),
            };
            shown.push(value);
        }
        let quoted = shown.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        text.push_str(&quoted.collect::<Vec<_>>().join(","));
        text.push_str("\r\n");
    }
    let (bytes, _, has_lost) = GB18030.encode(&text);
    assert!(!has_lost);
    let (workbook, doubts) = table::read(&format!("{name}.csv"), bytes.into_owned()).unwrap();
    assert_eq!(doubts, []);
    workbook
}

fn plain(cell: &str) -> &str {
    match cell.strip_prefix('=') {
        Some(formula) => formula.split_once("=>").map_or("", |(_, value)| value.trim()),
        None => cell.strip_prefix(['\'', '@']).unwrap_or(cell),
    }
}
