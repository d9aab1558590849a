//! One broken file for every finding code, with the message that its author reads beside it.
//!
//! `tests/broken/rules/<place>/<code>-<flaw>.toml` are rule files, read beside the shipped dictionary and code lists;
//! `profiles/` and `cases/` are read against the shipped rules; each folder of `sets/` is a whole set of rules of its
//! own, and each of `own/` stands beside the shipped one; `tables/` are firms as CSV, as lines of JSON, and as workbooks in the text form of `tests/sheets`; `bytes/`
//! holds only the messages of files that are no text and are made here. `ZJTX_BLESS=1` writes the
//! messages anew.

use crate::bytes;
use crate::chinese;
use crate::sheets;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use chinese::{is_chinese, unquoted};
use walkdir::WalkDir;

use zjtx::calendar::Day;
use zjtx::compile::{compile, parse};
use zjtx::finding::{CODES, Finding, Problem};
use zjtx::load::{Library, Role, read_one};
use zjtx::printed::{Text, unprinted};
use zjtx::prove::prove;
use zjtx::reader::{Sink, Table};
use zjtx::render::{failed_cases, findings_human};
use zjtx::report::{CaseFileReport, TestReport};
use zjtx::roster::{self, HeaderMap, Lines, Roster, summed};
use zjtx::rulebook::Rulebook;
use zjtx::source::Sources;
use zjtx::table::{self, Format};
use zjtx::words::{self, Lang};
use zjtx::{cases, profile};

/// What was found in one broken file.
struct Found {
    /// The file that holds the message.
    expected: PathBuf,
    codes: BTreeSet<&'static str>,
    message: String,
    /// The sentences and mends in English.
    english: Vec<String>,
}

#[test]
fn every_broken_file_says_what_is_wrong_and_nothing_else() {
    let mut failures = Vec::new();
    for (name, found) in &*ALL {
        let code = code_of(name);
        if !is_alone(code, &found.codes) {
            failures.push(format!("{name}: expected {code} alone, found {:?}\n{}", found.codes, found.message));
        } else if is_blessing() {
            fs::write(&found.expected, &found.message).unwrap();
        } else {
            let expected = fs::read_to_string(&found.expected).unwrap_or_default();
            failures.extend(difference(name, &expected, &found.message));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What may be found together: a row of no known firm, and the lists that may lack it.
const TOGETHER: &[&str] =
    &["same-name", "incomplete-list", "unknown-firm", "ambiguous-firm", "mismatched-firm", "no-identity"];

fn is_alone(code: &str, codes: &BTreeSet<&str>) -> bool {
    let follows = |other: &&str| codes.contains("incomplete-list") && TOGETHER.contains(other);
    // Of the cells of a firm that are too many each is told, too.
    let is_cell = |other: &&str| code == "too-much-unread" && *other == "invalid-number";
    codes.contains(code) && codes.iter().all(|other| *other == code || follows(other) || is_cell(other))
}

#[test]
fn in_english_only_what_the_file_says_is_chinese() {
    let english = ALL.iter().flat_map(|(name, found)| found.english.iter().map(move |text| (name, text)));
    let chinese = english.filter(|(_, text)| is_chinese(&unquoted(text)));
    let chinese: Vec<String> = chinese.map(|(name, text)| format!("{name}: {text}")).collect();
    assert!(chinese.is_empty(), "{}", chinese.join("\n"));
}

#[test]
fn every_code_has_a_broken_file() {
    let covered: BTreeSet<&str> = ALL.keys().map(|name| code_of(name)).collect();
    let missing: Vec<&&str> = CODES.iter().filter(|code| !covered.contains(**code)).collect();
    assert!(missing.is_empty(), "no broken file for {missing:?}");
}

#[test]
fn every_message_belongs_to_a_broken_file() {
    let expected: BTreeSet<&PathBuf> = ALL.values().map(|found| &found.expected).collect();
    let written = WalkDir::new(root()).into_iter().map(|entry| entry.unwrap().into_path());
    let left: Vec<PathBuf> = written.filter(|path| has_extension(path, "txt") && !expected.contains(path)).collect();
    assert!(left.is_empty(), "messages of no file: {left:?}");
}

/// What is found in each broken file, by its name.
static ALL: LazyLock<BTreeMap<String, Found>> = LazyLock::new(all);

fn all() -> BTreeMap<String, Found> {
    let mut all = BTreeMap::new();
    for path in toml_files("rules") {
        insert(&mut all, &path, rule_file(&path));
    }
    for path in toml_files("profiles") {
        insert(&mut all, &path, against_the_shipped_rules(&path, false));
    }
    for path in toml_files("cases") {
        insert(&mut all, &path, against_the_shipped_rules(&path, true));
    }
    for path in files("tables", &["csv", "jsonl", "sheets"]) {
        insert(&mut all, &path, table(&path));
    }
    for entry in fs::read_dir(root().join("sets")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            insert(&mut all, &path, set(Library::default(), &path));
        }
    }
    for entry in fs::read_dir(root().join("own")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let mut shipped = Library::default();
            shipped.add_shipped(&BTreeSet::new());
            insert(&mut all, &path, set(shipped, &path));
        }
    }
    let (path, found) = file_without_the_ending();
    all.insert(shown(&path.with_extension("")), found);
    for (name, findings) in files_that_are_no_text() {
        insert(&mut all, &root().join("bytes").join(name), findings);
    }
    all
}

fn insert(all: &mut BTreeMap<String, Found>, path: &Path, (sources, findings): (Sources, Vec<Finding>)) {
    let name = shown(&path.with_extension(""));
    let codes = findings.iter().map(|finding| finding.problem.code()).collect();
    let message = findings_human(Lang::Zh, &sources, &findings, false);
    let expected = path.with_extension("txt");
    let texts = |finding: &Finding| [Some(words::problem(Lang::En, &finding.problem)), words::hint(Lang::En, finding)];
    let english = findings.iter().flat_map(texts).flatten().collect();
    all.insert(name, Found { expected, codes, message, english });
}

fn rule_file(path: &Path) -> (Sources, Vec<Finding>) {
    let mut library = Library::default();
    // The vocabulary of the shipped rules, and not their supports, which are of the same places.
    let of_nantong = ["nantong/reply-2024.toml", "nantong/talent-2019.toml", "nantong/talent-rules-2021.toml"];
    library.add_shipped(&of_nantong.map(str::to_owned).into());
    let folder = path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
    let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
    let role = Role::Rules { folders: vec![folder], stem };
    library.add_bytes(&shown(path), &fs::read(path).unwrap(), role);
    compiled(library)
}

/// The shipped rules.
pub(crate) static RULES: LazyLock<(Rulebook, Sources)> = LazyLock::new(|| {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    let (book, findings) = compile(&library);
    assert_eq!(findings, []);
    (book, library.sources)
});

/// Firms of a table, and everything that is found in it.
fn table(path: &Path) -> (Sources, Vec<Finding>) {
    let name = path.file_name().unwrap().to_string_lossy().replace(".sheets", ".xlsx");
    match path.extension().unwrap().to_str() {
        Some("sheets") => of_table(&name, sheets::workbook(&fs::read_to_string(path).unwrap())),
        _ => of_table(&name, fs::read(path).unwrap()),
    }
}

/// Firms of a table of this name, and everything that is found in it.
pub(crate) fn of_table(name: &str, bytes: Vec<u8>) -> (Sources, Vec<Finding>) {
    let as_of = (Day::parse("2026-11-22"), Day::default());
    let map = HeaderMap::default();
    let findings = if table::format_of(&bytes) == Format::Lines {
        let lines = Lines::new(&RULES.0, as_of, &map, name);
        let text = String::from_utf8(bytes).unwrap();
        let firms = (1..).zip(text.lines()).map(|(number, line)| lines.read(number, line));
        firms.flat_map(|firm| summed(&RULES.0, &firm, None).into_iter().chain(firm.findings)).collect()
    } else {
        match table::read(name, bytes) {
            Err(problem) => vec![Finding::of_path(name, problem)],
            Ok((workbook, findings)) => {
                let workbooks = [workbook];
                let roster = Roster::new(&RULES.0, as_of, &map, &workbooks);
                let of_firms = roster.range(0).filter_map(|index| roster.firm(index)).flat_map(|firm| firm.findings);
                findings.into_iter().chain(roster.findings.clone()).chain(of_firms).collect()
            }
        }
    };
    (Sources::default(), findings)
}

fn against_the_shipped_rules(path: &Path, are_cases: bool) -> (Sources, Vec<Finding>) {
    let name = path.strip_prefix(root()).map_or_else(|_| "profile.toml".to_owned(), |_| shown(path));
    let document = are_cases.then_some("nantong/reply-2024");
    against(&RULES, document, &name, fs::read_to_string(path).unwrap())
}

/// A profile, or worked cases of a document, and everything that is found in it by these rules.
pub(crate) fn against(
    (book, sources): &(Rulebook, Sources),
    document: Option<&str>,
    name: &str,
    text: String,
) -> (Sources, Vec<Finding>) {
    let mut sources = sources.clone();
    let mut findings = Vec::new();
    let file = sources.add(zjtx::source::SourceFile { name: name.to_owned(), text });
    let sink = Sink::new(file);
    let mut worked = Vec::new();
    if let Some(root) = parse(&sources, file, &sink) {
        let table = Table::of_file(&sink, &root);
        if let Some(document) = document {
            worked = cases::read(table, document, book);
        } else {
            let as_of = Day::parse("2026-11-22").unwrap();
            let reading = roster::profile(book, (None, as_of), &table);
            findings.extend(reading.findings.iter().cloned().chain(profile::doubts(book, &reading, as_of)));
            // What is set on the command line stands at the top of the file.
            let text = &sources.file(file).text;
            let settings: Vec<String> =
                text.lines().filter_map(|line| line.strip_prefix("# --set ")).map(str::to_owned).collect();
            findings.extend(profile::set(book, &reading.profile, &settings, as_of).1);
        }
    }
    findings.extend(sink.into_findings());
    // What could be read whole is run, as `zjtx test` does.
    if findings.is_empty() {
        let mut report = TestReport::default();
        let cases = worked.iter().map(|case| case.run(Lang::Zh, book, &sources)).collect();
        report.add(CaseFileReport { file: name.to_owned(), cases });
        findings.extend(failed_cases(&report).into_iter().map(|(finding, _)| finding));
    }
    (sources, findings)
}

fn set(mut library: Library, folder: &Path) -> (Sources, Vec<Finding>) {
    for path in library.toml_files(folder).unwrap() {
        let role = zjtx::load::role_of(path.strip_prefix(folder).unwrap()).unwrap();
        library.add_bytes(&shown(&path), &fs::read(&path).unwrap(), role);
    }
    compiled(library)
}

fn compiled(library: Library) -> (Sources, Vec<Finding>) {
    let (book, findings) = compile(&library);
    let findings = prove(&book, &library.sources, findings);
    let findings = [library.findings, findings].concat();
    (library.sources, findings)
}

/// Files whose flaw is in their bytes, or that are no files.
fn files_that_are_no_text() -> Vec<(&'static str, (Sources, Vec<Finding>))> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("broken");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("loop")).unwrap();
    fs::write(folder.join("too-large.toml"), vec![b'#'; 8 * 1024 * 1024]).unwrap();
    #[cfg(unix)]
    {
        // A socket stands for all that is no file.
        fs::create_dir_all(folder.join("special")).unwrap();
        std::os::unix::net::UnixListener::bind(folder.join("special/socket.toml")).unwrap();
        std::os::unix::fs::symlink("link-loop-file.toml", folder.join("link-loop-file.toml")).unwrap();
        std::os::unix::fs::symlink(folder.join("loop"), folder.join("loop").join("again")).unwrap();
    }
    let nested = |open: &str, close: &str| format!("a = {}{}\n", open.repeat(100_000), close.repeat(100_000));
    fs::write(folder.join("projects.toml"), format!("project = [{}]\n", "{},".repeat(10_001))).unwrap();
    let (sources, mut findings) = of_bytes(format!("codes = [{}]\n", "\"1\",".repeat(1_001)).as_bytes());
    // What was listed before the last one is an ordinary finding.
    findings.drain(..1_000);
    let mut found = vec![
        ("too-many-findings-in-a-list", (sources, findings)),
        ("too-many-records-of-a-kind", against_the_shipped_rules(&folder.join("projects.toml"), false)),
        ("not-utf8-gbk", of_bytes(b"# \xC9\xF2\nname = \"\xC4\xCF\xCD\xA8\"\n")),
        ("byte-order-mark-alone", of_bytes(b"\xEF\xBB\xBFcodes = [\"110000 \xE5\x8C\x97\xE4\xBA\xAC\xE5\xB8\x82\"]\n")),
        ("empty-file-of-nothing", of_bytes(b"")),
        ("empty-file-of-blanks", of_bytes(b"\n \n")),
        ("nul-byte-in-a-name", of_bytes(b"codes = []\n# \0\n")),
        ("unknown-encoding-of-a-table", of_table("table.csv", b"\xFF\xFF\xFF,\xFF\n".to_vec())),
        ("guessed-encoding-of-a-table", of_table("table.csv", b"name,place\nM\xFC\xA1,320613\n".to_vec())),
        ("too-many-cells-of-a-line", of_table("table.csv", [b"name\n".to_vec(), vec![b','; 100_001]].concat())),
        ("too-many-cells-of-rows", of_table("table.csv", b"a\n".repeat(100_001))),
        ("broken-sheet-of-a-far-cell", of_table("table.xlsx", of_rows("<row><c r=\"ZZZZZZZ2\"><v>1</v></c></row>"))),
        ("broken-cell-of-a-shared-text", of_table("table.xlsx", of_firm("<c t=\"s\"><v>7</v></c>"))),
        (
            "broken-cell-that-is-there-twice",
            of_table("table.xlsx", of_firm("<c r=\"C2\"><v>1</v></c><c r=\"C2\"><v>2</v></c>")),
        ),
        (
            "broken-cell-of-a-long-text",
            of_table("table.csv", format!("name,place\n甲绸业,{}\n", "长".repeat(32_768)).into_bytes()),
        ),
        (
            "broken-cell-of-a-hidden-number",
            of_table("table.xlsx", firm("<c s=\"1\"><v>50</v></c>").formats(&[";;;"]).bytes()),
        ),
        (
            "broken-cell-of-struck-out-letters",
            of_table("table.xlsx", of_firm(&format!("<c t=\"inlineStr\"><is>{STRUCK}</is></c>"))),
        ),
        (
            "broken-cell-of-a-struck-out-style",
            of_table("table.xlsx", firm("<c s=\"1\"><v>50</v></c>").fonts("<font/><font><strike/></font>").bytes()),
        ),
        (
            "broken-cell-of-bytes-that-are-no-text",
            of_table("table.csv", ["name,place,staff\n甲绸业,崇川区,5".as_bytes(), b"\xFF0\n"].concat()),
        ),
        (
            "approximate-number-of-a-number-format",
            of_table("table.xlsx", firm("<c s=\"1\"><v>50</v></c>").formats(&["\"约\"0"]).bytes()),
        ),
        ("hidden-cells-of-a-merged-area", of_table("table.xlsx", of_hidden().bytes())),
        ("hidden-rows-of-firms", of_table("table.xlsx", of_hidden_row().bytes())),
        ("stale-formula-of-a-sum", of_table("table.xlsx", of_formula().bytes())),
        ("password-of-a-workbook", of_table("table.xlsx", bytes::container("/EncryptedPackage", b""))),
        ("unread-format-of-a-list", of_table("firms.jsonl", b"[\n{\"name\": \"x\"}\n]".to_vec())),
        ("unread-format-of-a-web-page", of_table("table.xls", b"<html><table></table></html>".to_vec())),
        ("too-much-content-of-one-text", of_table("table.xlsx", of_many_texts())),
        ("broken-rules-of-the-place", of_broken_rules()),
        ("figure-not-printed-in-a-text", of_text("对专精特新企业给予 40 万元奖励。")),
        ("no-text-of-a-document", of_missing_text()),
        ("broken-table-of-nothing", of_table("table.xlsx", b"PK\x03\x04".to_vec())),
        ("too-deep-lists", of_bytes(nested("[", "]").as_bytes())),
        ("too-deep-tables", of_bytes(nested("{a=", "}").as_bytes())),
        ("too-deep-by-one", of_bytes(format!("a = {}\n", "[".repeat(65)).as_bytes())),
        ("too-large-by-a-byte", of_disk(&folder, "too-large.toml")),
        ("not-a-file-but-a-folder", of_disk(&folder, "loop")),
    ];
    if cfg!(unix) {
        let mut library = Library::default();
        library.add_folder(&folder.join("loop")).unwrap();
        fs::create_dir_all(folder.join("clients")).unwrap();
        fs::write(folder.join("clients/more.XLSX"), "").unwrap();
        let mut clients = Library::default();
        clients.profiles(&folder.join("clients")).unwrap();
        found.push(("unread-table-in-a-folder", without_folder(&folder, (clients.sources, clients.findings))));
        let mut special = Library::default();
        special.toml_files(&folder.join("special")).unwrap();
        found.push(("special-file-in-a-folder", without_folder(&folder, (special.sources, special.findings))));
        std::os::unix::fs::symlink("gone.toml", folder.join("clients/link.toml")).unwrap();
        let mut dangling = Library::default();
        dangling.toml_files(&folder.join("clients")).unwrap();
        found.push(("dangling-link-in-a-folder", without_folder(&folder, (dangling.sources, dangling.findings))));
        found.push(("link-loop-of-a-file", of_disk(&folder, "link-loop-file.toml")));
        found.push(("link-loop-of-a-folder", without_folder(&folder, (library.sources, library.findings))));
    }
    found
}

/// A file that `validate` is given by its name, though a walk of the folder would pass it over.
fn file_without_the_ending() -> (PathBuf, Found) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("named");
    fs::create_dir_all(folder.join("nantong")).unwrap();
    fs::write(folder.join("facts.toml"), "[fact]\n").unwrap();
    fs::write(folder.join("nantong/plan.txt"), "").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_zjtx"));
    let output = command.args(["--lang", "zh", "validate", "nantong/plan.txt"]).current_dir(folder).output().unwrap();
    let whole = String::from_utf8(output.stdout).unwrap();
    // The path is whole, because the file was named from within its set.
    let message = whole.lines().filter(|line| !line.contains("--> ")).collect::<Vec<_>>().join("\n");
    let codes = CODES.iter().filter(|code| message.contains(&format!("[{code}]"))).copied().collect();
    let path = root().join("bytes/not-a-rule-file-by-its-name");
    let expected = path.with_extension("txt");
    (path, Found { expected, codes, message, english: Vec::new() })
}

/// A workbook with a sheet of these rows beside that of a firm.
fn of_rows(rows: &str) -> Vec<u8> {
    firm("").sheet(rows).bytes()
}

/// 86, before which an 8 is struck out.
const STRUCK: &str = "<r><rPr><strike/></rPr><t>8</t></r><r><t>86</t></r>";

/// A workbook with a firm that has this in the column of its staff.
fn of_firm(cell: &str) -> Vec<u8> {
    firm(cell).bytes()
}

fn firm(cell: &str) -> bytes::Xlsx {
    let text = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let header = ["name", "place", "staff"].map(text).concat();
    let row = ["甲绸业", "崇川区"].map(text).concat();
    bytes::Xlsx::default().row(&format!("{header}</row><row>{row}{cell}"))
}

fn of_formula() -> bytes::Xlsx {
    firm("<c><f>20+30</f><v>50</v></c>").workbook("<calcPr fullCalcOnLoad=\"1\"/>")
}

fn of_hidden() -> bytes::Xlsx {
    firm("<c><v>50</v></c><c><v>7</v></c>").behind("<mergeCells><mergeCell ref=\"C2:D2\"/></mergeCells>")
}

/// Three firms, of which the second is not shown, under three columns, of which the last is not.
fn of_hidden_row() -> bytes::Xlsx {
    let text = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let rows = [("乙机电", " hidden=\"1\""), ("丙器械", "")];
    let rows = rows.map(|(name, how)| format!("</row><row{how}>{}{}<c><v>60</v></c>", text(name), text("崇川区")));
    firm(&format!("<c><v>50</v></c>{}", rows.concat())).behind("<cols><col min=\"3\" max=\"9\" hidden=\"1\"/></cols>")
}

/// What is said of a firm that rules with errors may concern.
fn of_broken_rules() -> (Sources, Vec<Finding>) {
    let map = HeaderMap::default();
    let lines = Lines::new(&RULES.0, (Day::parse("2026-11-22"), Day::default()), &map, "firms.jsonl");
    let mut firm = lines.read(1, "{\"place\": \"崇川区\"}");
    firm.refuse("own/南通市/plan.toml");
    (Sources::default(), firm.findings)
}

/// A document that gives 50万元, held against this text.
fn of_text(text: &str) -> (Sources, Vec<Finding>) {
    let mut library = Library::default();
    library.add_shipped_lists();
    let rules = "[document]\ntitle = \"办法\"\nissuer = \"局\"\nkind = \"measure\"\nissued = 2026-01-01\nfrom = 2026-01-01\n\
                 standing = \"in-force\"\nevidence = \"copy\"\nchecked = 2026-06-30\n[[support]]\nid = \"a\"\nname = \"奖励\"\n\
                 kind = \"grant\"\nfor-what = \"equipment\"\namount = \"50万元\"\nfigures = [\"50万元\"]\nclause = \"一\"\n";
    let role = Role::Rules { folders: vec!["320600".to_owned()], stem: "plan".to_owned() };
    library.add_bytes("320600/plan.toml", rules.as_bytes(), role);
    let (book, mut findings) = compile(&library);
    findings.extend(unprinted(&book, &library.sources, 0, &Text::of(text)));
    (library.sources, findings)
}

fn of_missing_text() -> (Sources, Vec<Finding>) {
    let problem = Problem::NoText { document: "nantong/plan".to_owned(), file: "原文/nantong/plan.txt".to_owned() };
    (Sources::default(), vec![Finding::of_path("规则/nantong/plan.toml", problem)])
}

fn of_many_texts() -> Vec<u8> {
    let row = "<c t=\"s\"><v>0</v></c>".repeat(9_000);
    bytes::Xlsx::default().strings(&[&"长".repeat(30_000)]).row(&row).bytes()
}

/// A code list of these bytes.
fn of_bytes(bytes: &[u8]) -> (Sources, Vec<Finding>) {
    let mut library = Library::default();
    library.add_bytes("places.toml", bytes, Role::Places);
    compiled(library)
}

fn of_disk(folder: &Path, name: &str) -> (Sources, Vec<Finding>) {
    let (mut sources, mut findings) = (Sources::default(), Vec::new());
    assert_eq!(read_one(&folder.join(name), &mut sources, &mut findings).unwrap(), None);
    without_folder(folder, (sources, findings))
}

/// The findings with paths that do not depend on where the tests run.
fn without_folder(folder: &Path, (sources, mut findings): (Sources, Vec<Finding>)) -> (Sources, Vec<Finding>) {
    for finding in &mut findings {
        if let zjtx::finding::Place::Path(path) = &mut finding.place {
            *path = path.replace(&*folder.to_string_lossy(), "folder");
        }
    }
    (sources, findings)
}

/// The code that a file's name starts with, the longest of several.
fn code_of(name: &str) -> &'static str {
    let stem = name.rsplit('/').next().unwrap_or(name);
    let fits = |code: &&&str| stem.strip_prefix(**code).is_some_and(|flaw| flaw.starts_with('-'));
    CODES.iter().filter(fits).max_by_key(|code| code.len()).unwrap_or_else(|| panic!("{name} starts with no code"))
}

/// The lines that differ.
fn difference(name: &str, expected: &str, found: &str) -> Option<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let gone = old.iter().filter(|line| !new.contains(line)).map(|line| format!("- {line}\n"));
    let come = new.iter().filter(|line| !old.contains(line)).map(|line| format!("+ {line}\n"));
    (expected != found).then(|| format!("{name}:\n{}{}", gone.collect::<String>(), come.collect::<String>()))
}

fn toml_files(folder: &str) -> Vec<PathBuf> {
    files(folder, &["toml"])
}

fn files(folder: &str, extensions: &[&str]) -> Vec<PathBuf> {
    let is_wanted = |path: &PathBuf| extensions.iter().any(|extension| has_extension(path, extension));
    let entries = WalkDir::new(root().join(folder)).sort_by_file_name().into_iter();
    entries.map(|entry| entry.unwrap().into_path()).filter(is_wanted).collect()
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken")
}

/// The path as messages show it.
fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

#[allow(clippy::disallowed_methods, reason = "a test may be asked to write its expectations")]
fn is_blessing() -> bool {
    std::env::var_os("ZJTX_BLESS").is_some()
}
