//! Which documents were read and what they hold, as text and as Markdown.

use std::fmt::Write;

use crate::catalogue::{Cell, CellState, Coverage, DocumentCoverage, Part, PlaceCoverage, UnreadEntry};
use crate::words::{self, Lang};

use super::markdown::{escaped, items, table};
use super::page::Page;
use super::sheet::markdown::sections as sections_markdown;
use super::sheet::{Block, Section};

/// A place, a cell for each kind, and how these stand or in which documents they are.
const COLUMNS: usize = 10;
/// The widths that the first columns may take in a terminal: the place, then each kind.
const WIDTHS: [usize; COLUMNS - 1] = [10, 6, 6, 6, 6, 6, 6, 6, 6];

/// The coverage as text: places by kinds, then each document.
#[must_use]
pub fn coverage_text(lang: Lang, coverage: &Coverage, width: usize) -> String {
    let mut page = Page::new(lang, width);
    page.line(&words::coverage_title(lang, coverage.place.as_deref()));
    words::coverage_legend(lang).iter().for_each(|line| page.hanging("  ", "  ", line));
    page.text.push('\n');
    let rows: Vec<[String; COLUMNS]> =
        coverage.places.iter().flat_map(|place| text_rows(lang, coverage, place)).collect();
    page.table(&header(lang, coverage, words::coverage_standing_column(lang)), &rows, &WIDTHS);
    page.section(&total(lang, coverage));
    sections(lang, coverage).iter().for_each(|section| page.titled(section));
    page.text
}

/// The coverage as Markdown: places by kinds, then each document.
#[must_use]
pub fn coverage_markdown(lang: Lang, coverage: &Coverage) -> String {
    let mut text = format!("# {}\n", escaped(&words::coverage_title(lang, coverage.place.as_deref())));
    let _ = writeln!(text, "\n{}\n", escaped(words::coverage_made_by(lang)));
    text.push_str(&items(words::coverage_legend(lang)));
    let rows: Vec<[String; COLUMNS]> = coverage.places.iter().map(|place| markdown_row(lang, place)).collect();
    let header = header(lang, coverage, words::coverage_document_column(lang)).map(|name| name.replace("-\n", ""));
    let _ = writeln!(text, "\n{}\n{}", table(&header, &rows), escaped(&total(lang, coverage)));
    text.push_str(&sections_markdown(lang, &sections(lang, coverage)));
    text
}

fn header(lang: Lang, coverage: &Coverage, last: &str) -> [String; COLUMNS] {
    let kinds = coverage.kinds.iter().map(|kind| words::kind_column(lang, kind));
    row(words::coverage_place_column(lang), kinds.map(str::to_owned), last.to_owned())
}

/// The place; where it has several documents, a row for each below.
fn text_rows(lang: Lang, coverage: &Coverage, place: &PlaceCoverage) -> Vec<[String; COLUMNS]> {
    let line = |name: &str, depth: usize, cells: &[Cell]| {
        let numbers = cells.iter().map(|cell| number(cell).replace(' ', "\n"));
        row(&format!("{}{name}", " ".repeat(depth)), numbers, standings(lang, cells))
    };
    let mut rows = vec![line(&place.name, place.depth, &place.cells)];
    let of_place: Vec<&DocumentCoverage> =
        coverage.documents.iter().filter(|document| place.documents.contains(&document.document.id)).collect();
    let standards: usize = of_place.iter().map(|document| document.standards).sum();
    let has_supports = |document: &&&DocumentCoverage| document.supports > 0;
    if standards > 0 && !of_place.iter().any(|document| document.supports > 0) {
        words::only_standards(lang, standards).clone_into(&mut rows[0][COLUMNS - 1]);
    }
    let is_one = place.documents.len() == 1;
    rows.extend(of_place.iter().filter(has_supports).filter(|_| !is_one).map(|document| {
        let id = document.document.id.rsplit('/').next().unwrap_or_default();
        line(id, place.depth + 1, &document.cells)
    }));
    rows
}

/// How the supports of a row stand; nobody can tell where no document was read.
fn standings(lang: Lang, cells: &[Cell]) -> String {
    if cells.iter().all(|cell| cell.state == CellState::NotRead) {
        return words::place_not_read(lang).to_owned();
    }
    let mut lines: Vec<&str> = Vec::new();
    for line in cells.iter().flat_map(|cell| &cell.parts).flat_map(|part| told(lang, part)) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join("\n")
}

fn markdown_row(lang: Lang, place: &PlaceCoverage) -> [String; COLUMNS] {
    let cells = place.cells.iter().map(|cell| match &cell.parts[..] {
        [] => number(cell),
        [part] => {
            std::iter::once(number(cell)).chain(told(lang, part).map(str::to_owned)).collect::<Vec<_>>().join("\n")
        }
        parts => {
            let part = |part: &Part| {
                words::coverage_part(lang, &words::cell_count(part.supports, part.announced), told(lang, part))
            };
            std::iter::once(number(cell)).chain(parts.iter().map(part)).collect::<Vec<_>>().join("\n")
        }
    });
    let documents =
        if place.documents.is_empty() { words::place_not_read(lang).to_owned() } else { place.documents.join("\n") };
    row(&place.place, cells, documents)
}

fn told(lang: Lang, part: &Part) -> [&'static str; 2] {
    words::standing_and_evidence(lang, part.standing, part.evidence)
}

fn number(cell: &Cell) -> String {
    match cell.state {
        CellState::Held => words::cell_count(cell.supports, cell.announced),
        CellState::Nothing => words::nothing().to_owned(),
        CellState::PartlyRead => words::partly_read().to_owned(),
        CellState::NotRead => words::not_read().to_owned(),
    }
}

fn row(first: &str, cells: impl Iterator<Item = String>, last: String) -> [String; COLUMNS] {
    let mut row = [const { String::new() }; COLUMNS];
    let all = std::iter::once(first.to_owned()).chain(cells.take(COLUMNS - 2));
    row.iter_mut().zip(all).for_each(|(cell, text)| *cell = text);
    row[COLUMNS - 1] = last;
    row
}

fn total(lang: Lang, coverage: &Coverage) -> String {
    let of = |count: fn(&DocumentCoverage) -> usize| coverage.documents.iter().map(count).sum();
    words::coverage_total(
        lang,
        of(|document| document.supports),
        of(|document| document.announced),
        coverage.documents.len(),
    )
}

/// The documents, then what lies right below the places.
fn sections(lang: Lang, coverage: &Coverage) -> Vec<Section> {
    let documents = coverage.documents.iter().map(|document| Section {
        title: format!("{}  {}", document.document.id, document.document.title),
        blocks: vec![Block::Named(lines(lang, document))],
    });
    let below = coverage.places.iter().filter(|place| place.below.places > 0);
    let below = below.map(|place| words::below_line(lang, &place.place, place.below.places, place.below.read));
    let unread = coverage.places.iter().flat_map(|place| {
        let line = |one: &UnreadEntry| {
            let called = (one.title.as_deref(), &one.numbers[..]);
            words::unread_line(lang, &place.place, one.because, called, one.part.as_deref())
        };
        place.unread.iter().map(line)
    });
    let unread = Section::of_lines(words::unread_title(lang), unread);
    documents.chain(unread).chain(Section::of_lines(words::below_title(lang), below)).collect()
}

fn lines(lang: Lang, of: &DocumentCoverage) -> Vec<(&'static str, String)> {
    let head = &of.document;
    let held = of.cells.iter().filter(|cell| cell.supports > 0);
    let kinds: Vec<(&str, usize)> = held.map(|cell| (cell.kind, cell.supports)).collect();
    let omitted: Vec<(&str, usize)> = of.omitted.iter().map(|reason| (reason.because, reason.count)).collect();
    let window = words::window(lang, head.from.as_deref(), head.until.as_deref());
    let own = (of.own_window > 0).then(|| words::own_windows(lang, of.own_window));
    let standing = words::standing_word(lang, &head.standing).to_owned();
    vec![
        ("place", head.place.clone()),
        ("supports", words::coverage_supports(lang, of.supports, &kinds)),
        ("announced", of.announced.to_string()),
        ("standards", of.standards.to_string()),
        ("omitted", words::omitted_counts(lang, &omitted)),
        ("whole", words::read_whole(lang, of.is_whole, of.rows)),
        ("evidence", words::evidence(lang, &head.evidence).to_owned()),
        ("standing", words::with_note(lang, standing, head.standing_note.as_deref())),
        ("checked", head.checked.clone()),
        ("window", words::with_note(lang, window, own.as_deref())),
    ]
}
