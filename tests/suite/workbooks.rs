//! Workbooks byte by byte: what other programs write, what they leave out, and what nobody should send.

use crate::bytes;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use bytes::{Xls, Xlsx, cut};
use zjtx::calendar::Day;
use zjtx::compile::compile;
use zjtx::finding::{CellFlaw, Finding, Place, Problem};
use zjtx::load::Library;
use zjtx::roster::{HeaderMap, Roster};
use zjtx::table::{self, Cell, Sheet};

/// How long reading a hostile file may take in a test build on a slow machine.
const PATIENCE: Duration = Duration::from_secs(8);

fn sheets(bytes: Vec<u8>) -> (Vec<Sheet>, Vec<Finding>) {
    let (workbook, findings) = table::read("a.xlsx", bytes).unwrap();
    (workbook.sheets, findings)
}

/// The cells of the first row of the first sheet.
fn cells(bytes: Vec<u8>) -> Vec<Cell> {
    let (sheets, findings) = sheets(bytes);
    assert_eq!(findings, []);
    sheets[0].rows[0].cells.clone()
}

fn number(digits: &str) -> Cell {
    Cell::Number(digits.to_owned())
}

fn unknown(text: &str) -> Cell {
    Cell::broken(CellFlaw::Unknown(text.to_owned()))
}

#[test]
fn a_percentage_is_read_as_it_is_shown_in_both_formats() {
    let xlsx = Xlsx::default()
        .formats(&["0.0%", "0\"%\"", "#,##0.00\"万元\""])
        .row("<c s=\"1\"><v>0.12</v></c><c s=\"2\"><v>12</v></c><c s=\"3\"><v>1200</v></c><c><v>0.12</v></c>");
    let expected = [Cell::text("12%"), Cell::text("12%"), Cell::text("1200万元"), number("0.12")];
    assert_eq!(cells(xlsx.bytes()), expected);
    let formats = ["0.0%", "0\"%\"", "#,##0.00\"万元\"", "General"];
    let xls = Xls::new(&formats).number(0, 0, 0.12).number(1, 1, 12.0).number(2, 2, 1200.0).number(3, 3, 0.12);
    assert_eq!(cells(xls.bytes()), expected);
}

#[test]
fn words_of_a_number_format_are_read_and_what_it_hides_is_told() {
    let formats =
        ["\"约\"0", "0\"以上\"", "0\"百人\"", "0.00\"‰\"", "$#,##0", "\"¥\"#,##0", "0\"人\"", ";;;", "#,##0;-#,##0;"];
    let numbers = [1200.0, 1200.0, 86.0, 0.12, 1200.0, 1200.0, 86.0, 1200.0, 0.0];
    let hidden = |digits: &str| Cell::broken(CellFlaw::Unshown(digits.to_owned()));
    let text = ["约1200", "1200以上", "86百人", "0.12‰", "$1200"].map(Cell::text);
    let expected = [&text[..], &[number("1200"), number("86"), hidden("1200"), hidden("0")]].concat();
    let row = (1..).zip(numbers).map(|(style, number)| format!("<c s=\"{style}\"><v>{number}</v></c>"));
    assert_eq!(cells(Xlsx::default().formats(&formats).row(&row.collect::<String>()).bytes()), expected);
    let xls = (0..).zip(numbers).fold(Xls::new(&formats), |xls, (at, number)| xls.number(at, at, number));
    assert_eq!(cells(xls.bytes()), expected);
}

/// A text in two runs, of which the second looks so.
fn runs(first: &str, look: &str, second: &str) -> String {
    format!("<r><t>{first}</t></r><r><rPr>{look}</rPr><t>{second}</t></r>")
}

const RAISED: &str = "<vertAlign val=\"superscript\"/>";

#[test]
fn raised_and_struck_letters_are_no_digits_of_a_figure() {
    let texts = [
        runs("1200", RAISED, "1"),
        runs("1200", RAISED, "[２]"),
        runs("1200", "<vertAlign val=\"subscript\"/>", "①"),
        runs("公司", RAISED, "®"),
        runs("", "<strike/>", "8") + "<r><t>86</t></r>",
        runs("", "<strike val=\"0\"/>", "8") + "<r><t>6</t></r>",
        runs("86", "<b/><strike val=\"1\"/>", " "),
    ];
    let struck = Cell::broken(CellFlaw::Struck("886".to_owned()));
    let text = ["1200¹", "1200⁽²⁾", "1200₁", "公司®"].map(Cell::text);
    let expected = [&text[..], &[struck.clone(), Cell::text("86"), Cell::text("86")]].concat();
    let inline = texts.iter().map(|text| format!("<c t=\"inlineStr\"><is>{text}</is></c>"));
    assert_eq!(cells(Xlsx::default().row(&inline.collect::<String>()).bytes()), expected);
    let list = texts.iter().map(|text| format!("<si>{text}</si>"));
    let shared = (0..texts.len()).map(|at| format!("<c t=\"s\"><v>{at}</v></c>"));
    let part = Xlsx::default().row(&shared.collect::<String>()).strings_as(&list.collect::<String>());
    assert_eq!(cells(part.bytes()), expected);
    // In binary: fonts of which the fifth, called 5, is raised, and the sixth struck out.
    let font = |struck: u8, raised: u8| [0, 0, struck, 0, 0, 0, 0, 0, raised, 0, 0, 0, 0, 0, 0, 0];
    let fonts = [font(0, 0), font(0, 0), font(0, 0), font(0, 0), font(0, 1), font(8, 0)];
    let xls = fonts.iter().fold(Xls::new(&["General"]), |xls, font| xls.global(0x0031, font));
    let raised = [&[5, 0, 8, 1, 0][..], b"12001", &[4, 0, 5, 0]].concat();
    let struck_out = [&[3, 0, 8, 2, 0][..], b"886", &[0, 0, 6, 0, 1, 0, 0, 0]].concat();
    let xls = xls.global(0x00FC, &[&[2, 0, 0, 0, 2, 0, 0, 0][..], &raised, &struck_out].concat());
    let xls = xls.record(0x00FD, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0]).record(0x00FD, &[0, 0, 1, 0, 0, 0, 1, 0, 0, 0]);
    assert_eq!(cells(xls.bytes()), [Cell::text("1200¹"), struck]);
}

#[test]
fn a_cell_whose_style_is_struck_out_is_read_as_struck_out_letters_are() {
    let fonts = "<font><strike val=\"0\"/></font><font><b/><strike/></font>";
    let row = "<c s=\"0\"><v>86</v></c><c s=\"1\"><v>86</v></c><c s=\"1\" t=\"s\"><v>0</v></c><c s=\"1\"/>";
    let struck = |text: &str| Cell::broken(CellFlaw::Struck(text.to_owned()));
    let expected = [number("86"), struck("86"), struck("甲绸业")];
    assert_eq!(cells(Xlsx::default().fonts(fonts).strings(&["甲绸业"]).row(row).bytes()), expected);
    // In binary: style 1 has font 5, the fifth, of which the third byte says that it is struck out.
    let fonts = (0..5)
        .fold(Xls::new(&[]), |xls, font| xls.global(0x0031, &[0, 0, 8 * u8::from(font == 4), 0, 0, 0, 0, 0, 0, 0]));
    let xls = fonts.global(0x00E0, &[0, 0, 0, 0]).global(0x00E0, &[5, 0, 0, 0]);
    assert_eq!(cells(xls.number(0, 0, 86.0).number(1, 1, 86.0).bytes()), [number("86"), struck("86")]);
}

#[test]
fn rows_and_columns_that_are_not_shown_are_known() {
    let cell = "<c><v>1</v></c>";
    let rows = format!("<row r=\"2\" hidden=\"1\">{cell}{cell}</row><row r=\"3\" hidden=\"0\">{cell}</row>");
    let columns = "<cols><col min=\"1\" max=\"1\"/><col min=\"2\" max=\"3\" hidden=\"true\"/></cols>";
    let (sheets, _) = sheets(Xlsx::default().sheet(&rows).behind(columns).bytes());
    assert_eq!(sheets[1].unseen, (vec![2], std::iter::once(1..3).collect()));
    let row = [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0];
    let column = [1, 0, 2, 0, 0, 0, 0, 0, 1, 0, 0, 0];
    let xls = Xls::new(&["General"]).record(0x0208, &row).record(0x007D, &column).number(0, 0, 1.0);
    assert_eq!(self::sheets(xls.bytes()).0[0].unseen, (vec![2], std::iter::once(1..3).collect()));
}

#[test]
fn a_mark_of_a_footnote_makes_no_header_and_no_name_unknown() {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    let (book, _) = compile(&library);
    let cell = |runs: String| format!("<c t=\"inlineStr\"><is>{runs}</is></c>");
    let marked = |text: &str| cell(runs(text, RAISED, "1"));
    let header = ["企业名称", "revenue.2025（万元）", "从业人员（人）"].map(marked).concat();
    let row = format!("{header}</row><row>{}<c><v>1200</v></c>{}", marked("甲绸业"), cell(runs("86", RAISED, "2")));
    let (workbook, findings) = table::read("a.xlsx", Xlsx::default().row(&row).bytes()).unwrap();
    assert_eq!(findings, []);
    let (map, workbooks) = (HeaderMap::default(), [workbook]);
    let roster = Roster::new(&book, (Day::parse("2026-11-22"), Day::default()), &map, &workbooks);
    assert_eq!(roster.findings, []);
    let firm = roster.firm(0).unwrap();
    assert_eq!(firm.name.as_deref(), Some("甲绸业¹"));
    let told = firm.findings.iter().map(|finding| match &finding.place {
        Place::Cell(place) => (place.cell(), finding.problem.code()),
        other => panic!("{other:?}"),
    });
    assert_eq!(told.collect::<Vec<_>>(), [("企业!C2".to_owned(), "wrong-unit")]);
}

#[test]
fn an_error_word_that_nobody_knows_is_an_error_of_its_cell() {
    let row = "<c t=\"e\"><v>#SPILL!</v></c><c t=\"e\"><v>Err:508</v></c><c><v>1200</v></c>";
    let expected = ["#SPILL!", "Err:508"].map(|word| Cell::Error(word.to_owned()));
    assert_eq!(cells(Xlsx::default().row(row).bytes()), [&expected[..], &[number("1200")]].concat());
    let xls = Xls::new(&["General"]).record(0x0205, &[0, 0, 0, 0, 0, 0, 0x2B, 1]).number(0, 1, 1200.0);
    assert_eq!(cells(xls.bytes()), [Cell::Error("#GETTING_DATA".to_owned()), number("1200")]);
}

#[test]
fn what_a_cell_refers_to_and_is_not_there_is_a_flaw_of_that_cell() {
    let row = "<c t=\"s\"><v>0</v></c><c t=\"s\"><v>7</v></c><c t=\"x\"><v>1</v></c><c><v>1,2</v></c><c t=\"d\"><v>soon</v></c>\
        <c s=\"9\"><v>1</v></c><c r=\"G1\"><v>1</v></c><c r=\"G1\"><v>2</v></c><c t=\"d\"><v>2026-07-01T00:00:00</v></c>";
    let expected = ["s 7", "x 1", "n 1,2", "d soon", "n 1"].map(unknown);
    let found = cells(Xlsx::default().strings(&["云屿"]).row(row).bytes());
    assert_eq!(found[0], Cell::text("云屿"));
    assert_eq!(found[1..6], expected);
    assert_eq!(found[6], Cell::broken(CellFlaw::Twice));
    assert_eq!(found[7].shown().as_deref(), Some("2026-07-01"));
    let xls = Xls::new(&["General"]).record(0x00FD, &[0, 0, 0, 0, 0, 0, 7, 0, 0, 0]).number(5, 1, 1.0);
    assert_eq!(cells(xls.bytes()), [unknown("s 7"), unknown("xf 5")]);
}

#[test]
fn a_placeholder_of_a_formula_is_no_value() {
    let row =
        "<c><f>600*2</f><v>0</v></c><c><f>600*2</f><v>1200</v></c><c t=\"str\"><f>A1</f><v></v></c><c><v>0</v></c>";
    let (sheets, findings) = sheets(Xlsx::default().workbook("<calcPr fullCalcOnLoad=\"1\"/>").row(row).bytes());
    assert_eq!(sheets[0].rows[0].cells, [Cell::NoValue, number("1200"), Cell::NoValue, number("0")]);
    // 1200 may be of earlier figures.
    let [Finding { place: Place::Cell(place), problem, .. }] = &findings[..] else { panic!("{findings:?}") };
    assert_eq!((place.cell().as_str(), problem), ("企业!B1", &Problem::StaleFormula { count: 1 }));
    // A workbook that does not ask to be computed was: =1-1 is 0, and a text without letters is blank.
    let row = row.replacen("600*2", "1-1", 1);
    let computed = cells(Xlsx::default().row(&row).bytes());
    assert_eq!(computed, [number("0"), number("1200"), Cell::Empty, number("0")]);
}

#[test]
fn zeros_of_formulas_that_no_program_computed_are_no_values() {
    let row = |formula: &str| format!("<c><v>0</v></c><c><f>{formula}</f><v>0</v></c><c><f>A1</f><v>0.0</v></c>");
    let zeros = [number("0"), number("0"), number("0")];
    let none = [number("0"), Cell::NoValue, Cell::NoValue];
    let of = |formula: &str| Xlsx::default().row(&row(formula));
    assert_eq!(cells(of("A1*2").bytes()), none, "nobody says that it was computed");
    assert_eq!(cells(of("A1*2").program("Microsoft Excel").bytes()), none, "the real one names its version");
    assert_eq!(cells(of("A1*2").program("LibreOffice/24.2.7.2$Linux_X86_64").bytes()), zeros);
    let computed = "<calcPr calcId=\"191029\"/>";
    assert_eq!(cells(of("A1*2").workbook(computed).bytes()), zeros);
    // Whoever says so did not compute it.
    assert_eq!(cells(of("600*2").workbook(computed).bytes()), none);
    // One that has another value was computed, on whichever sheet; what can't be 0 has none all the same.
    let other = "<row><c><f>A1+1</f><v>1</v></c></row>";
    assert_eq!(cells(of("A1*2").sheet(other).bytes()), zeros);
    assert_eq!(cells(of("600*2").sheet(other).bytes()), [number("0"), Cell::NoValue, number("0")]);
}

#[test]
fn what_a_formula_of_several_cells_gives_them_is_of_the_formula() {
    let row = "<c r=\"A1\"><f t=\"array\" ref=\"A1:B2\">C1:D2*2</f><v>0</v></c><c r=\"B1\"><v>0</v></c>\
        <c r=\"C1\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\"><v>0</v></c><c r=\"B2\"><v>0</v></c></row>\
        <row r=\"3\"><c r=\"A3\"><v>0</v></c>";
    let rows = |xlsx: Xlsx| {
        let rows = sheets(xlsx.row(row).bytes()).0.remove(0).rows.into_iter();
        rows.map(|row| row.cells).collect::<Vec<_>>()
    };
    let none = || Cell::NoValue;
    let expected = [vec![none(), none(), number("0")], vec![none(), none()], vec![number("0")]];
    assert_eq!(rows(Xlsx::default()), expected);
    assert_eq!(rows(Xlsx::default().workbook("<calcPr fullCalcOnLoad=\"1\"/>")), expected);
    let zero = || number("0");
    let computed = [vec![zero(), zero(), zero()], vec![zero(), zero()], vec![zero()]];
    assert_eq!(rows(Xlsx::default().workbook("<calcPr calcId=\"191029\"/>")), computed);
}

#[test]
fn a_placeholder_of_a_formula_in_binary_is_no_value() {
    let placeholder = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF];
    let never = Xls::new(&["General"]).formula(0, placeholder).formula(1, 0.0_f64.to_le_bytes());
    assert_eq!(cells(never.clone().bytes()), [Cell::NoValue, Cell::NoValue]);
    // One that has a value was computed, and so were the others.
    let once = never.formula(2, 1200.0_f64.to_le_bytes());
    assert_eq!(cells(once.bytes()), [Cell::Empty, number("0"), number("1200")]);
}

#[test]
fn a_sheet_that_cannot_be_read_takes_no_other_along() {
    let two =
        Xlsx::default().row("<c><v>1</v></c>").sheet("<row><c r=\"ZZZZZZZ2\"><v>1</v></c></row>").sheet("<row><c>");
    let (sheets, findings) = sheets(two.without("xl/worksheets/sheet4.xml").bytes());
    assert_eq!(sheets.len(), 1);
    let broken = findings.iter().map(|finding| match &finding.problem {
        Problem::BrokenSheet { name, .. } => name.as_str(),
        other => panic!("{other:?}"),
    });
    assert_eq!(broken.collect::<Vec<_>>(), ["表2", "表3", "表4"]);
}

#[test]
fn what_is_no_workbook_that_is_read_says_what_it_is() {
    let archive = |part: &str| Xlsx::default().part(part, "").bytes();
    for (bytes, format) in [
        (archive("xl/workbook.bin"), "XLSB"),
        (archive("content.xml"), "ODS"),
        (b"\xEF\xBB\xBF <!DOCTYPE html><table>".to_vec(), "HTML"),
        (b"<?xml version=\"1.0\"?><Workbook/>".to_vec(), "XML"),
        (b"%PDF-1.7".to_vec(), "PDF"),
        (Xls::new(&[]).version(0x0400).bytes(), "Excel 4"),
    ] {
        assert_eq!(table::read("a.xls", bytes).unwrap_err(), Problem::UnreadFormat { format });
    }
    let password = Xls::new(&[]).global(0x002F, &[1, 0]).bytes();
    assert_eq!(table::read("a.xls", password).unwrap_err(), Problem::Password);
    assert_eq!(table::read("a.xlsx", bytes::container("/EncryptedPackage", b"")).unwrap_err(), Problem::Password);
}

#[test]
fn texts_go_on_over_records_and_change_their_letters() {
    // A list of one text: two wide letters, then, in the next record, three narrow ones.
    let first = [&[1, 0, 0, 0, 1, 0, 0, 0, 5, 0, 1][..], &[0x91, 0x4E, 0x7F, 0x5C]].concat();
    let xls = Xls::new(&["General"]).global(0x00FC, &first).global(0x003C, &[0, b'a', b'b', b'c']);
    let xls = xls.record(0x00FD, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(cells(xls.bytes()), [Cell::text("云屿abc")]);
    // The text of a formula comes in a record of its own; one that never comes is no value.
    let open = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF];
    let xls = Xls::new(&["General"]).formula(0, open).record(0x0207, &[2, 0, 0, b'o', b'k']).formula(1, open);
    assert_eq!(cells(xls.bytes()), [Cell::text("ok"), Cell::NoValue]);
    // Excel 95, with letters as of the code page.
    let xls = Xls::new(&[]).version(0x0500).global(0x0042, &936_u16.to_le_bytes());
    let xls = xls.record(0x0204, &[0, 0, 0, 0, 0, 0, 4, 0, 0xD4, 0xC6, 0xD3, 0xEC]);
    assert_eq!(cells(xls.bytes()), [Cell::text("云屿")]);
}

#[test]
fn an_answer_comes_in_time_whatever_is_merged() {
    // 20,000 areas over 2,000 rows that reach column Z, and over each other.
    let rows = (1..=2000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c><c r=\"Z{row}\"><v>1</v></c></row>"));
    let areas = (0..20_000).map(|area| format!("<mergeCell ref=\"{}1:ZZ1048576\"/>", table::letters(area % 700 + 1)));
    let xlsx = Xlsx::default().sheet(&rows.collect::<String>()).behind(&areas.collect::<String>());
    let started = Instant::now();
    let (sheets, _) = sheets(xlsx.bytes());
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
    assert_eq!(sheets[1].region(2000, 25).map(|region| (region.top, region.left)), Some((1, 1)));
    assert_eq!(*sheets[1].rows[0].cell(0), number("1"));
    assert_eq!(*sheets[1].rows[1999].cell(25), Cell::Merged);
}

#[test]
fn more_than_can_be_held_is_refused_with_the_limit() {
    let far: Vec<String> =
        (1..=500).map(|row| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>")).collect();
    let long = "丝".repeat(32_768);
    let rest = "绸".repeat(32_767);
    let many = "<c t=\"s\"><v>0</v></c>".repeat(2_050);
    let started = Instant::now();
    let refused = table::read("a.xlsx", Xlsx::default().sheet(&far.concat()).bytes()).unwrap_err();
    // 4,000,000 / 16,384 is 244.1.
    assert_eq!(refused, Problem::TooManyCells { line: 245, rows: 100_000, cells: 4_000_000 });
    assert_eq!(cells(Xlsx::default().strings(&[&long]).row(&many).bytes())[2049], Cell::broken(CellFlaw::TooLong));
    // 2,050 × 98,301 bytes.
    let refused = table::read("a.xlsx", Xlsx::default().strings(&[&rest]).row(&many).bytes()).unwrap_err();
    assert_eq!(refused, Problem::TooMuchContent { mebibytes: 192 });
    let one = |sheet: &str| sheets(Xlsx::default().sheet(sheet).bytes()).1[0].problem.code();
    let refused = table::read("a.xlsx", Xlsx::default().sheet(&" ".repeat(40 << 20)).bytes()).unwrap_err();
    assert_eq!(refused, Problem::TooMuchContent { mebibytes: 32 });
    assert_eq!(one(&"<a>".repeat(1 << 20)), "broken-sheet");
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
}

#[test]
fn a_corner_far_away_is_a_cell_like_others() {
    let (sheets, findings) =
        sheets(Xlsx::default().sheet("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>").bytes());
    assert_eq!((sheets[1].rows[0].number, sheets[1].rows[0].cells.len()), (1_048_576, 16_384));
    assert_eq!(findings, []);
    // DIMENSIONS of four billion rows.
    let xls = Xls::new(&["General"]).record(0x0200, &[0xFF; 14]).number(0, 3, 1200.0);
    assert_eq!(cells(xls.bytes())[3], number("1200"));
}

#[test]
fn files_that_are_cut_or_changed_are_findings_and_no_panics() {
    let strings = ["云屿", "绸业"];
    let xlsx =
        Xlsx::default().strings(&strings).formats(&["0%"]).row("<c t=\"s\"><v>1</v></c><c s=\"1\"><v>0.5</v></c>");
    let xls = Xls::new(&["0%", "yyyy-mm-dd"]).number(0, 0, 0.5).number(1, 1, 46_204.0).formula(2, [0; 8]);
    let csv = "名称,人数\r\n\"云屿\n绸业\",5\n\"甲\"乙,\"6".as_bytes().to_vec();
    let started = Instant::now();
    for whole in [xlsx.bytes(), xls.bytes(), csv] {
        for bytes in cut(&whole, 1500) {
            // What comes of it does not matter, but that it comes.
            let _ = table::read("a", bytes);
        }
    }
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
}

#[test]
fn a_figure_means_what_its_cell_shows_whatever_the_header_says() {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    let (book, _) = compile(&library);
    let profile = |cell: &str| {
        let text = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
        let header = ["企业名称", "debt-ratio.2025（%）", "revenue.2025（万元）"].map(text).concat();
        let rows = format!("{header}</row><row>{}{cell}", text("甲绸业"));
        let xlsx = Xlsx::default()
            .formats(&["0%", "0\"万元\"", "0\"元\"", "0\"（万元）\"", "\"万元 \"0", "0\"万元人民币\""])
            .row(&rows);
        let (workbook, findings) = table::read("a.xlsx", xlsx.bytes()).unwrap();
        assert_eq!(findings, []);
        let workbooks = [workbook];
        let map = HeaderMap::default();
        let roster = Roster::new(&book, (Day::parse("2026-11-22"), Day::default()), &map, &workbooks);
        let firm = roster.firm(0).unwrap();
        assert_eq!(firm.findings, []);
        format!("{:?}", firm.profile)
    };
    let expected = profile("<c><v>12</v></c><c><v>1200</v></c>");
    assert_eq!(profile("<c s=\"1\"><v>0.12</v></c><c s=\"2\"><v>1200</v></c>"), expected);
    assert_eq!(profile("<c s=\"1\"><v>0.12</v></c><c s=\"3\"><v>12000000</v></c>"), expected);
    for style in 4..=6 {
        assert_eq!(
            profile(&format!("<c s=\"1\"><v>0.12</v></c><c s=\"{style}\"><v>1200</v></c>")),
            expected,
            "{style}"
        );
    }
}

#[test]
fn a_merged_area_that_ends_before_it_begins_merges_nothing() {
    let row = "<c t=\"inlineStr\"><is><t>企业名称</t></is></c></row><row><c t=\"inlineStr\"><is><t>甲绸业</t></is></c>";
    let (workbook, findings) = table::read(
        "a.xlsx",
        Xlsx::default().row(row).behind("<mergeCells><mergeCell ref=\"D3:A3\"/></mergeCells>").bytes(),
    )
    .unwrap();
    assert_eq!((workbook.sheets[0].rows.len(), findings), (2, Vec::new()));
}

#[test]
fn a_broken_input_takes_no_other_along() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("along");
    fs::create_dir_all(&folder).unwrap();
    let xls = Xls::new(&["General"]).number(0, 0, 1.0).bytes();
    fs::write(folder.join("cut.xls"), &xls[..1024]).unwrap();
    let table = "name,place,staff\n甲绸业,崇川区,20\n乙机电,\"崇川区,30\n丙器械,崇川区,40\n丁仪表,崇川区,50\n";
    fs::write(folder.join("firms.csv"), table).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
    command.args(["batch", "cut.xls", "firms.csv", "-o", "-", "--as-of", "2026-11-22", "--lang", "en"]);
    let output = command.current_dir(&folder).output().unwrap();
    let (firms, told) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert_eq!(firms.lines().count(), 4, "{told}");
    assert!(["甲绸业", "乙机电", "丙器械", "丁仪表"].iter().all(|name| firms.contains(name)));
    assert!(told.contains("broken-table") && told.contains("open-quote") && !told.contains("panicked"), "{told}");
}
