//! The province: its documents, each read alone, and what zjtx answers there.

use std::path::Path;
use std::sync::LazyLock;

use zjtx::cases::{self, Case};
use zjtx::compile::{compile, parse};
use zjtx::evaluate::evaluate;
use zjtx::explain::explain;
use zjtx::load::{Library, Role, read_one, role_of};
use zjtx::reader::{Sink, Table};
use zjtx::render::{findings_human, report_table, test_text};
use zjtx::report::{AsOfFrom, CaseFileReport, Report, TestReport};
use zjtx::rulebook::Rulebook;
use zjtx::source::Sources;
use zjtx::words::Lang;

/// Each document by itself; the last one with the province's that it speaks of.
const DOCUMENTS: &[(&str, &[&str])] = &[
    ("yunyu/amounts", &[]),
    ("yunyu/conditions", &[]),
    ("yunyu/people", &[]),
    ("yunyu/parts", &[]),
    ("yunyu/open", &[]),
    ("yunyu/edges", &[]),
    ("yanchuan/stacking", &["yunyu/above"]),
];

static PROVINCE: LazyLock<Vec<Document>> =
    LazyLock::new(|| DOCUMENTS.iter().map(|(address, beside)| Document::read(address, beside)).collect());

/// A document of the province with its worked cases.
struct Document {
    address: &'static str,
    book: Rulebook,
    sources: Sources,
    cases: Vec<Case>,
}

impl Document {
    fn read(address: &'static str, beside: &[&str]) -> Document {
        let mut library = Library::default();
        library.add_file(Path::new("tests/world/rules/places.toml"), Role::Places).unwrap();
        library.add_file(Path::new("tests/world/rules/industries.toml"), Role::Industries).unwrap();
        for file in ["facts", address].into_iter().chain(beside.iter().copied()) {
            let file = format!("{file}.toml");
            let role = role_of(Path::new(&file)).unwrap();
            library.add_file(&Path::new("tests/shapes/rules").join(file), role).unwrap();
        }
        let (book, mut findings) = compile(&library);
        let Library { mut sources, findings: unread, .. } = library;
        findings.extend(unread);
        let path = format!("tests/shapes/rules/{address}.cases.toml");
        let file = read_one(Path::new(&path), &mut sources, &mut findings).unwrap().unwrap();
        let sink = Sink::new(file);
        let root = parse(&sources, file, &sink);
        let cases = root.map(|root| cases::read(Table::of_file(&sink, &root), address, &book));
        findings.extend(sink.into_findings());
        assert!(findings.is_empty(), "{}", findings_human(Lang::Zh, &sources, &findings, false));
        Document { address, book, sources, cases: cases.unwrap() }
    }

    fn report(&self, lang: Lang, case: &Case) -> Report {
        let evaluation = evaluate(&self.book, &case.profile, case.as_of);
        let as_of = (case.as_of, AsOfFrom::Option);
        explain(lang, &self.book, &self.sources, &case.profile, as_of, &evaluation)
    }
}

fn document(name: &str) -> &'static Document {
    PROVINCE.iter().find(|document| document.address.ends_with(&format!("/{name}"))).unwrap()
}

/// Runs the worked cases of a document whose names start with this word. An edge has two sides, so there are at least
/// two firms or records of one.
pub(crate) fn assert_cases(name: &str, start: &str) {
    let document = document(name);
    let of_shape = |case: &&Case| case.name.split(' ').next() == Some(start);
    let cases: Vec<&Case> = document.cases.iter().filter(of_shape).collect();
    let sides: usize = cases.iter().map(|case| case.expects.len() + case.totals.len() + case.groups.len()).sum();
    assert!(sides >= 2, "{start} has one side only");
    let answers = cases.iter().map(|case| case.run(Lang::Zh, &document.book, &document.sources));
    let failed: Vec<_> = answers.filter(|answer| !answer.passed).collect();
    if !failed.is_empty() {
        let mut report = TestReport::default();
        report.add(CaseFileReport { file: format!("{name}.cases.toml"), cases: failed });
        panic!("{}", test_text(Lang::Zh, &report, 120));
    }
}

/// The report of the worked case of this name.
pub(crate) fn report_of(lang: Lang, name: &str, case: &str) -> Report {
    let document = document(name);
    document.report(lang, document.cases.iter().find(|other| other.name == case).unwrap())
}

/// What the report of one support says, as `check --all` prints it.
pub(crate) fn text_of(lang: Lang, name: &str, case: &str, support: &str) -> String {
    let mut report = report_of(lang, name, case);
    report.supports.retain(|other| other.id.ends_with(&format!("/{support}")));
    assert_eq!(report.supports.len(), 1, "{support} is not in the report");
    report_table(lang, &report, 200, true)
}
