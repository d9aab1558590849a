//! The parts that pages of a report have in common: totals, supports, what to do, documents, each support by itself.

use crate::report::{DocumentReport, Report, SupportReport, TotalReport};
use crate::words::{self, Lang, Shared};

use super::notes::Notes;
use super::screen::joint_rows;
use super::sheet::{Block, Cited, Entry, Nested, Section, Sheet};

/// A sheet about a firm, before anything is said of it: the firm, the day, how the documents were read.
pub(super) fn of_firm(lang: Lang, report: &Report) -> Sheet {
    let strict = report.strict.then(|| words::strict(lang).to_owned());
    Sheet {
        title: words::enterprise(lang, &report.enterprise),
        lead: std::iter::once(words::as_of(lang, &report.as_of, report.as_of_from)).chain(strict).collect(),
        sections: Vec::new(),
    }
}

/// These totals with what stands below them; in brief each with the first thing that it hangs on.
pub(super) fn totals(
    lang: Lang,
    report: &Report,
    totals: &[&TotalReport],
    below: Option<String>,
    is_brief: bool,
) -> Section {
    let (title, says_standing) = words::totals_title(lang, totals);
    let rows = totals.iter().map(|total| {
        let [whose, low, high, hangs_on] = words::total(lang, total, says_standing);
        let hangs_on = if is_brief { words::first_reason(lang, &hangs_on) } else { hangs_on };
        [whose, low, high, hangs_on]
    });
    let table = Block::table(words::total_columns(lang), rows, &[34, 16, 16]);
    let below = words::below_totals(lang, report).into_iter().chain(below).map(Block::Paragraph);
    Section::new(title, table.into_iter().chain(below).collect())
}

/// Supports, a row each, with numbered notes: all, or in brief those that another answer hangs on.
pub(super) fn supports(
    lang: Lang,
    title: &str,
    supports: &[&SupportReport],
    others: Vec<[String; 4]>,
    is_brief: bool,
) -> Section {
    let mut notes = if is_brief { Notes::deciding() } else { Notes::default() };
    let rows: Vec<[String; 4]> = supports.iter().map(|support| notes.row(lang, support)).collect();
    let widths = lang.pick([24, 6, 18], [24, 11, 19]);
    let table = Block::table(words::support_columns(lang), rows.into_iter().chain(others), &widths);
    let notes = (!notes.all().is_empty()).then(|| Block::Notes(notes.all().to_vec()));
    Section::new(title, table.into_iter().chain(notes).collect())
}

/// What to do for each support that can be had, or nearly.
pub(super) fn next_steps(lang: Lang, report: &Report) -> Option<Section> {
    let steps = words::next_steps(lang, report).into_iter();
    let lines = steps
        .flat_map(|step| std::iter::once((0, step.title)).chain(step.lines.into_iter().map(|line| (1, line))))
        .collect::<Vec<_>>();
    (!lines.is_empty()).then(|| Section::new(words::next_title(lang), vec![Block::Lines(lines)]))
}

/// What is just missed.
pub(super) fn near_misses(lang: Lang, report: &Report) -> Option<Section> {
    Section::of_lines(words::near_misses_title(lang), words::near_misses(lang, report))
}

/// What is missing.
pub(super) fn missing(lang: Lang, report: &Report) -> Option<Section> {
    Section::of_lines(words::missing_title(lang), words::missing_lines(lang, report))
}

/// What the answer rests on: these documents, then what is said of the others. The names of one that is not open take so
/// many columns.
pub(super) fn basis<'r>(
    lang: Lang,
    report: &Report,
    documents: impl IntoIterator<Item = &'r DocumentReport>,
    others: Option<String>,
    columns: usize,
) -> Section {
    let cited = |document: &DocumentReport| Cited {
        line: words::document(lang, document),
        source: document.source.clone(),
        warnings: document.warnings.clone(),
        names: if document.open { None } else { words::closed_names(lang, report, document, columns) },
    };
    let none = report.documents.is_empty().then(|| words::no_document(lang).to_owned());
    let read = report.place_read.as_ref().and_then(|read| words::place_read(lang, read));
    let lines = others.into_iter().chain(none).chain(read).chain([words::conventions(lang, &report.assumptions)]);
    let lines = lines.map(|line| Cited { line, ..Cited::default() });
    Section::new(words::basis_title(lang), vec![Block::Cited(documents.into_iter().map(cited).chain(lines).collect())])
}

/// The same of all documents.
pub(super) fn whole_basis(lang: Lang, report: &Report) -> Section {
    basis(lang, report, report.documents.iter().map(AsRef::as_ref), None, usize::MAX)
}

/// The supports of each document that is open, with what they share said once.
pub(super) fn details(lang: Lang, report: &Report) -> Vec<Block> {
    let mut blocks = Vec::new();
    for document in report.documents.iter().filter(|document| document.open) {
        let supports: Vec<&SupportReport> =
            report.supports.iter().filter(|support| support.document.id == document.id).collect();
        let shared = Shared::of(lang, &supports);
        blocks.push(Block::Heading(document.title.clone()));
        blocks.extend(words::shared_line(lang, &supports, &shared).map(Block::Paragraph));
        let entries = supports
            .into_iter()
            .map(|support| Block::Entry(entry(lang, support, words::in_document(lang, support, &shared), &shared)));
        blocks.extend(entries);
    }
    blocks
}

/// What supports bring that only count together, a line each.
pub(super) fn joint_lines(lang: Lang, report: &Report) -> Option<Block> {
    Block::flat(joint_rows(lang, report).iter().map(|row| row.join("  ")))
}

/// A support with every condition and every step, but for what it shares with others.
pub(super) fn entry(lang: Lang, support: &SupportReport, place: String, shared: &Shared) -> Entry {
    let name = words::name(lang, support);
    let mut conditions: Vec<(Option<String>, Nested)> = Vec::new();
    let mut record = None;
    for condition in words::own_conditions(lang, support, shared) {
        let line = (depth(&condition.address), words::condition_line(lang, &condition));
        let is_other = condition.record != record;
        record.clone_from(&condition.record);
        match conditions.last_mut().filter(|_| !is_other) {
            Some((_, lines)) => lines.push(line),
            None => conditions.push((is_other.then(|| words::heading(lang, record.as_deref())), vec![line])),
        }
    }
    let notes = words::notes_beside_conditions(lang, support).into_iter();
    Entry {
        title: words::of_record(lang, Some(&name), &words::verdict(lang, support)),
        headline: [name, words::answer(lang, support), words::amount(lang, support)],
        place,
        conditions,
        calculation: words::calculation(lang, support),
        notes: notes.chain(words::own_delivery(lang, support, shared)).collect(),
    }
}

/// How many conditions a condition is a part of, by its address.
pub(super) fn depth(address: &str) -> usize {
    let nests = |segment: &str| matches!(segment, "all" | "any" | "none" | "of" | "unclear");
    address.split('.').filter(|segment| nests(segment)).count()
}
