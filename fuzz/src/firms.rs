//! The doors by which firms come in: profiles, JSON lines, tables, the file of headers, an earlier run.

use std::sync::LazyLock;

use zjtx::calendar::Day;
use zjtx::compile::{compile, parse};
use zjtx::evaluate::{Question, evaluate};
use zjtx::explain::explain;
use zjtx::finding::{Finding, Place};
use zjtx::ledger::{Answered, Past};
use zjtx::load::Library;
use zjtx::profile::Profile;
use zjtx::reader::{Sink, Table};
use zjtx::render::{firm_json, firm_markdown, report_table};
use zjtx::report::AsOfFrom;
use zjtx::roster::{self, Firm, HeaderMap, Lines, Roster, once};
use zjtx::rulebook::Rulebook;
use zjtx::source::{Origin, SourceFile, Sources};
use zjtx::table;
use zjtx::words::Lang;

use super::told;

/// Firms of one input that are answered for; the others are only read.
const MOST_ANSWERED: usize = 3;

/// The shipped dictionary and the rules of one city.
struct Shipped {
    book: Rulebook,
    sources: Sources,
}

static SHIPPED: LazyLock<Shipped> = LazyLock::new(|| {
    let others = ["chongqing/reply-2023", "chongqing/dazu/plan-2022", "ningbo/report-2024", "changchun/opinion-2022"];
    let mut library = Library::default();
    library.add_shipped(&others.map(|name| format!("{name}.toml")).into_iter().collect());
    let (book, findings) = compile(&library);
    assert_eq!(findings, []);
    Shipped { book, sources: library.sources }
});

/// The shipped rules.
pub(crate) fn book() -> &'static Rulebook {
    &SHIPPED.book
}

/// The day of all answers.
fn as_of() -> Day {
    Day::parse("2026-11-22").expect("it is a day")
}

/// A profile as TOML.
pub(crate) fn profile(bytes: &[u8]) {
    let Some((sources, file)) = text(bytes) else { return };
    let sink = Sink::new(file);
    let root = parse(&sources, file, &sink);
    let reading = root.map(|root| roster::profile(book(), (None, as_of()), &Table::of_file(&sink, &root)));
    let findings = sink.into_findings();
    told(&sources, &findings);
    let Some(reading) = reading else { return };
    let origin = Origin { file: "firm.toml".to_owned(), ..Origin::default() };
    answer(&Firm::of_reading(book(), origin, reading, (None, as_of())), &sources);
}

/// Firms as JSON objects, one a line.
pub(crate) fn lines(bytes: &[u8]) {
    let Ok((text, _)) = table::decode(bytes) else { return };
    let map = HeaderMap::default();
    let lines = Lines::new(book(), (Some(as_of()), as_of()), &map, "firms.jsonl");
    let numbered = (1_u32..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    answers(&once(numbered.map(|(number, line)| lines.read(number, line)).collect()));
}

/// A table or workbook.
pub(crate) fn table(bytes: &[u8]) {
    let (workbook, findings) = match table::read("firms.xlsx", bytes.to_vec()) {
        Ok(read) => read,
        Err(problem) => return told(&Sources::default(), &[Finding::of_path("firms.xlsx", problem)]),
    };
    told(&Sources::default(), &findings);
    let (map, workbooks) = (HeaderMap::default(), [workbook]);
    let roster = Roster::new(book(), (Some(as_of()), as_of()), &map, &workbooks);
    told(&Sources::default(), &roster.findings);
    answers(&once(roster.range(0).filter_map(|index| roster.firm(index)).collect()));
}

/// The file that says what headers mean.
pub(crate) fn map(bytes: &[u8]) {
    let Some((sources, file)) = text(bytes) else { return };
    let sink = Sink::new(file);
    if let Some(root) = parse(&sources, file, &sink) {
        let _ = HeaderMap::read(&Table::of_file(&sink, &root), &book().dictionary);
    }
    told(&sources, &sink.into_findings());
}

/// What an earlier run answered.
pub(crate) fn past(bytes: &[u8]) {
    let _ = Past::read(bytes);
}

/// A text and its sources; `None` for bytes that are no UTF-8, which the loader refuses.
pub(crate) fn text(bytes: &[u8]) -> Option<(Sources, zjtx::source::FileId)> {
    let text = std::str::from_utf8(bytes).ok()?.to_owned();
    let mut sources = Sources::default();
    let file = sources.add(SourceFile { name: "input.toml".to_owned(), text });
    Some((sources, file))
}

/// Holds that each finding of a row says where it is.
fn has_places(firm: &Firm) {
    let is_placed = |finding: &Finding| matches!(&finding.place, Place::Cell(place) if place.row > 0);
    assert!(firm.findings.iter().all(is_placed), "a finding without its row: {:?}", firm.findings);
}

/// Holds that each finding has its row, and answers for the first firms.
fn answers(firms: &[Firm]) {
    firms.iter().for_each(has_places);
    firms.iter().take(MOST_ANSWERED).for_each(|firm| answer(firm, &Sources::default()));
}

/// Answers for a firm that can be, and writes what becomes of it.
fn answer(firm: &Firm, sources: &Sources) {
    told(sources, &firm.findings);
    let report = firm.is_whole().then(|| report(&firm.profile));
    let answered = Answered {
        origin: &firm.origin,
        number: firm.number.as_deref(),
        credit_code: firm.credit_code.as_deref(),
        name: firm.name.as_deref(),
        own_key: firm.key.as_deref(),
        report: report.as_ref(),
        figures: None,
        handover: None,
        findings: &firm.findings,
        sources,
    };
    let json = firm_json(Lang::Zh, &answered).expect("an answer is JSON");
    Past::read(json.as_bytes()).unwrap_or_else(|_| panic!("an answer is no earlier run"));
    let _ = firm_markdown(Lang::En, &answered);
    if let Some(report) = &report {
        let _ = report_table(Lang::Zh, report, 40, true);
    }
}

fn report(profile: &Profile) -> zjtx::report::Report {
    let evaluation = evaluate(book(), profile, Question { as_of: as_of(), strict: false });
    explain(Lang::Zh, book(), &SHIPPED.sources, profile, (as_of(), AsOfFrom::Option), &evaluation)
}
