//! Which documents were read, place by place, and what they hold of each kind of support.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::codes::{CodeId, CodeTree};
use crate::rulebook::{Offer, Omission, Rulebook, Support, SupportKind, Unread, UnreadBecause};
use crate::words::{self, Lang};

use super::DocumentEntry;

/// The places with what the documents read of each hold.
#[derive(Clone, Debug, Serialize)]
pub struct Coverage {
    /// `zjtx.coverage/1`
    pub schema: &'static str,
    /// The full name of the place that was asked for.
    pub place: Option<String>,
    /// The kinds of supports, in the order of all cells.
    pub kinds: Vec<&'static str>,
    /// The places, outer ones first: the one that was asked for, else all of which a document was read, each with what
    /// it lies within.
    pub places: Vec<PlaceCoverage>,
    /// Their documents, in the order of their addresses.
    pub documents: Vec<DocumentCoverage>,
}

/// One place.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceCoverage {
    /// Its full name.
    pub place: String,
    /// Its own name.
    pub name: String,
    /// In how many others it lies.
    pub depth: usize,
    /// The addresses of its documents; none: nobody read any.
    pub documents: Vec<String>,
    /// One for each kind.
    pub cells: Vec<Cell>,
    /// The places right below it.
    pub below: Below,
    /// What is known of and was not read.
    pub unread: Vec<UnreadEntry>,
}

/// A document, or a part of one, that nobody read.
#[derive(Clone, Debug, Serialize)]
pub struct UnreadEntry {
    /// Its title, where that is known.
    pub title: Option<String>,
    /// Its numbers.
    pub numbers: Vec<String>,
    /// What of it, where the rest was read.
    pub part: Option<String>,
    /// Why.
    pub because: UnreadBecause,
}

/// The places right below one.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Below {
    /// How many there are.
    pub places: usize,
    /// Of how many of them a document was read.
    pub read: usize,
}

/// What documents hold of one kind of support.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// The kind.
    pub kind: &'static str,
    /// Whether there is any, and if not, what that means.
    pub state: CellState,
    /// How many supports.
    pub supports: usize,
    /// How many of them are only announced or mentioned.
    pub announced: usize,
    /// The same by how the documents stand and how well they were read.
    pub parts: Vec<Part>,
}

/// Whether there are supports of a kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellState {
    /// There are.
    Held,
    /// Documents were read row by row, and there are none in them.
    Nothing,
    /// None was found, but not every document is known to have been read row by row.
    PartlyRead,
    /// No document was read.
    NotRead,
}

/// Supports of documents that stand alike and were read equally well.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Part {
    /// The standing of the documents.
    pub standing: &'static str,
    /// How well they were read.
    pub evidence: &'static str,
    /// How many supports.
    pub supports: usize,
    /// How many of them are only announced or mentioned.
    pub announced: usize,
}

/// One document, counted.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentCoverage {
    /// Its head.
    pub document: DocumentEntry,
    /// One for each kind.
    pub cells: Vec<Cell>,
    /// How many supports.
    pub supports: usize,
    /// How many of them are only announced or mentioned.
    pub announced: usize,
    /// How many supports have a first or last day of their own.
    pub own_window: usize,
    /// How many standards of titles.
    pub standards: usize,
    /// What of it is no support, by each reason.
    pub omitted: Vec<OmittedCount>,
    /// How many rows of its reading list all of these stand for.
    pub rows: usize,
    /// Whether it is known to have been read row by row: each support and standard names its rows.
    pub is_whole: bool,
}

/// How many parts of a document are no support for one reason.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct OmittedCount {
    /// past-work, city-target, not-for-firms or duplicate-of.
    pub because: &'static str,
    /// How many.
    pub count: usize,
}

/// What was read of a place and of those that it lies within; of all places when there is none.
#[must_use]
pub fn coverage(lang: Lang, book: &Rulebook, place: Option<CodeId>) -> Coverage {
    let of_documents =
        read(book).map(|index| book.documents[index].place).chain(book.unread.iter().map(|one| one.place));
    let inner = of_documents.filter(|inner| place.is_none_or(|place| place == *inner));
    let places: BTreeSet<CodeId> = inner.chain(place).flat_map(|place| book.places.chain(place)).collect();
    let documents = read(book).filter(|index| places.contains(&book.documents[*index].place));
    Coverage {
        schema: "zjtx.coverage/1",
        place: place.map(|place| words::place(lang, book, place)),
        kinds: SupportKind::NAMES.to_vec(),
        documents: documents.map(|index| document_coverage(lang, book, index)).collect(),
        places: places.into_iter().map(|place| place_coverage(lang, book, place)).collect(),
    }
}

fn place_coverage(lang: Lang, book: &Rulebook, place: CodeId) -> PlaceCoverage {
    let documents = documents_of(book, place);
    let (name, is_country) = (words::place(lang, book, place), place == CodeTree::ROOT);
    let below: Vec<CodeId> = book.places.inside(place).collect();
    PlaceCoverage {
        name: if is_country { name.clone() } else { book.places.entry(place).name.clone() },
        place: name,
        depth: book.places.chain(place).filter(|outer| *outer != CodeTree::ROOT && *outer != place).count(),
        documents: documents.iter().map(|index| book.documents[*index].address.clone()).collect(),
        cells: cells(book, &documents),
        below: Below {
            places: below.len(),
            read: below.iter().filter(|place| !documents_of(book, **place).is_empty()).count(),
        },
        unread: book.unread.iter().filter(|unread| unread.place == place).map(UnreadEntry::of).collect(),
    }
}

impl UnreadEntry {
    fn of(unread: &Unread) -> UnreadEntry {
        let Unread { place: _, title, numbers, part, because } = unread.clone();
        UnreadEntry { title, numbers, part, because }
    }
}

fn document_coverage(lang: Lang, book: &Rulebook, index: usize) -> DocumentCoverage {
    let document = &book.documents[index];
    let supports: Vec<&Support> = book.supports.iter().filter(|support| support.document == index).collect();
    let reason = |because: &'static str| {
        let count = document.omitted.iter().filter(|omitted| omitted.because == because).count();
        OmittedCount { because, count }
    };
    DocumentCoverage {
        document: DocumentEntry::of(lang, book, document),
        cells: cells(book, &[index]),
        supports: supports.len(),
        announced: supports.iter().filter(|support| support.offer != Offer::Given).count(),
        own_window: supports.iter().filter(|support| support.from.is_some() || support.until.is_some()).count(),
        standards: book.standards.iter().filter(|standard| standard.rule.document == index).count(),
        omitted: Omission::NAMES.iter().map(|because| reason(because)).collect(),
        rows: rows(book, index).len(),
        is_whole: is_whole(book, index),
    }
}

/// The rows of the reading list that each support and standard of a document stands for.
fn rows_held(book: &Rulebook, document: usize) -> impl Iterator<Item = &Vec<String>> {
    let supports = book.supports.iter().filter(move |support| support.document == document);
    let standards = book.standards.iter().filter(move |standard| standard.rule.document == document);
    supports.map(|support| &support.rows).chain(standards.map(|standard| &standard.rule.rows))
}

/// All rows of the reading list that a document is known by.
fn rows(book: &Rulebook, document: usize) -> BTreeSet<&String> {
    let omitted = book.documents[document].omitted.iter().map(|omitted| &omitted.rows);
    rows_held(book, document).chain(omitted).flatten().collect()
}

/// Whether a document was read row by row. An omission may be of a part that is in no row.
fn is_whole(book: &Rulebook, document: usize) -> bool {
    !rows(book, document).is_empty() && rows_held(book, document).all(|rows| !rows.is_empty())
}

fn documents_of(book: &Rulebook, place: CodeId) -> Vec<usize> {
    read(book).filter(|index| book.documents[*index].place == place).collect()
}

/// The documents that somebody read: not those that are still to be filled in.
fn read(book: &Rulebook) -> impl Iterator<Item = usize> {
    (0..book.documents.len()).filter(|index| !book.unfilled.contains(index))
}

/// What documents hold, one cell for each kind.
fn cells(book: &Rulebook, documents: &[usize]) -> Vec<Cell> {
    SupportKind::NAMES.iter().map(|kind| cell(book, documents, kind)).collect()
}

fn cell(book: &Rulebook, documents: &[usize], kind: &'static str) -> Cell {
    let mut parts: Vec<Part> = Vec::new();
    let is_meant = |support: &&Support| support.kind == kind && documents.contains(&support.document);
    for support in book.supports.iter().filter(is_meant) {
        let document = book.document_of(support);
        let (standing, evidence) = (document.standing.word(), document.evidence.word());
        let announced = usize::from(support.offer != Offer::Given);
        match parts.iter_mut().find(|part| (part.standing, part.evidence) == (standing, evidence)) {
            Some(part) => {
                part.supports += 1;
                part.announced += announced;
            }
            None => parts.push(Part { standing, evidence, supports: 1, announced }),
        }
    }
    let state = match documents {
        _ if !parts.is_empty() => CellState::Held,
        [] => CellState::NotRead,
        _ if documents.iter().all(|document| is_whole(book, *document)) => CellState::Nothing,
        _ => CellState::PartlyRead,
    };
    let supports = parts.iter().map(|part| part.supports).sum();
    let announced = parts.iter().map(|part| part.announced).sum();
    Cell { kind, state, supports, announced, parts }
}
