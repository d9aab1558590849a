//! One document: its head, its supports, the standards that it sets, and what of it is no support.

use serde::Serialize;

use crate::rulebook::{Document, Omitted, Rulebook, Standard, SupportId};
use crate::source::Sources;
use crate::suggest::nearest;
use crate::words::{self, Lang};

use super::SupportEntry;

/// One document with all that it holds.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentView {
    /// `zjtx.document/1`
    pub schema: &'static str,
    /// Its head.
    pub document: DocumentEntry,
    /// Its supports, as in its file.
    pub supports: Vec<SupportEntry>,
    /// What it takes to be recognised with a title.
    pub standards: Vec<StandardEntry>,
    /// What of it is no support.
    pub omitted: Vec<OmittedEntry>,
}

/// The head of a document.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentEntry {
    /// `nantong/reply-2024`
    pub id: String,
    /// Its own title.
    pub title: String,
    /// 文号, where it has one.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: String,
    /// law, measure, rules, plan, opinion, reply, report or notice.
    pub kind: String,
    /// The full name of the place that its path says.
    pub place: String,
    /// When it was issued; `null` where that was not read.
    pub issued: Option<String>,
    /// The first day in force; `null` where it was not read.
    pub from: Option<String>,
    /// The last day in force, where stated.
    pub until: Option<String>,
    /// in-force, ended, superseded, unconfirmed or draft.
    pub standing: String,
    /// Why that standing.
    pub standing_note: Option<String>,
    /// official, copy, restated or single.
    pub evidence: String,
    /// When the file was last held against its source.
    pub checked: String,
    /// The document's own address, where one is known.
    pub source: Option<String>,
    /// Why none is known.
    pub source_note: Option<String>,
    /// Whom one asks, and how.
    pub contact: Option<String>,
}

/// What it takes to be recognised with a title.
#[derive(Clone, Debug, Serialize)]
pub struct StandardEntry {
    /// `national/gradient-2026/little-giant`
    pub id: String,
    /// The key of the title.
    pub title: String,
    /// What the title is called.
    pub name: String,
    /// new, review or both.
    pub applies_to: String,
    /// The place in the document.
    pub clause: String,
}

/// A part of a document that is no support.
#[derive(Clone, Debug, Serialize)]
pub struct OmittedEntry {
    /// The place in the document.
    pub clause: String,
    /// What it says, in the author's words.
    pub what: String,
    /// past-work, city-target, not-for-firms or duplicate-of.
    pub because: String,
    /// The address of the support that says the same, for duplicate-of.
    pub of: Option<String>,
}

/// What an address was found to be.
#[derive(Clone, Debug)]
pub enum Shown {
    /// A document.
    Document(Box<DocumentView>),
    /// A support.
    Support(SupportId),
    /// Several; their whole addresses.
    Many(Vec<String>),
    /// Nothing; the address that comes nearest.
    None(Option<String>),
}

/// What an address, or the end of one, stands for.
#[must_use]
pub fn show(lang: Lang, book: &Rulebook, sources: &Sources, address: &str) -> Shown {
    let documents = book.documents.iter().map(|document| &document.address);
    let all = || documents.clone().chain(book.supports.iter().map(|support| &support.address));
    let exact = all().find(|known| *known == address);
    let ends = |known: &&String| known.strip_suffix(address).is_some_and(|start| start.ends_with('/'));
    let found: Vec<&String> = exact.map_or_else(|| all().filter(ends).collect(), |exact| vec![exact]);
    match found[..] {
        [] => Shown::None(nearest(address, all())),
        [one] => {
            let document = book.documents.iter().position(|document| document.address == *one);
            let document = document.map(|index| Shown::Document(Box::new(view(lang, book, sources, index))));
            let support = || book.support_ids().find(|id| book.support(*id).address == *one).map(Shown::Support);
            document.or_else(support).unwrap_or(Shown::None(None))
        }
        _ => Shown::Many(found.into_iter().cloned().collect()),
    }
}

fn view(lang: Lang, book: &Rulebook, sources: &Sources, index: usize) -> DocumentView {
    let document = &book.documents[index];
    let supports = book.supports.iter().filter(|support| support.document == index);
    let standards = book.standards.iter().filter(|standard| standard.rule.document == index);
    DocumentView {
        schema: "zjtx.document/1",
        document: DocumentEntry::of(lang, book, document),
        supports: supports.map(|support| SupportEntry::of(lang, book, sources, support)).collect(),
        standards: standards.map(|standard| StandardEntry::of(lang, book, standard)).collect(),
        omitted: document.omitted.iter().map(OmittedEntry::of).collect(),
    }
}

impl DocumentEntry {
    pub(super) fn of(lang: Lang, book: &Rulebook, document: &Document) -> DocumentEntry {
        DocumentEntry {
            id: document.address.clone(),
            title: document.title.clone(),
            number: (!document.numbers.is_empty()).then(|| words::numbers(&document.numbers)),
            issuer: document.issuer.clone(),
            kind: document.kind.to_owned(),
            place: words::place(lang, book, document.place),
            issued: document.issued.map(|day| day.to_string()),
            from: document.from.map(|day| day.to_string()),
            until: document.until.map(|until| until.to_string()),
            standing: document.standing.word().to_owned(),
            standing_note: document.standing_note.clone(),
            evidence: document.evidence.word().to_owned(),
            checked: document.checked.to_string(),
            source: document.source.clone(),
            source_note: document.source_note.clone(),
            contact: document.contact.clone(),
        }
    }
}

impl StandardEntry {
    fn of(lang: Lang, book: &Rulebook, standard: &Standard) -> StandardEntry {
        let titles = book.dictionary.by_key("title.kind").map(|id| book.dictionary.fact(id));
        let title = titles.and_then(|fact| fact.choices.get(standard.title));
        StandardEntry {
            id: standard.address().to_owned(),
            title: title.map(|title| title.key.clone()).unwrap_or_default(),
            name: title.map(|title| words::choice_label(lang, title).to_owned()).unwrap_or_default(),
            applies_to: standard.applies_to.word().to_owned(),
            clause: standard.rule.clause.clone(),
        }
    }
}

impl OmittedEntry {
    fn of(omitted: &Omitted) -> OmittedEntry {
        OmittedEntry {
            clause: omitted.clause.clone(),
            what: omitted.what.clone(),
            because: omitted.because.to_owned(),
            of: omitted.of.clone(),
        }
    }
}
