//! The documents and their supports: which there are, and what one document holds.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::codes::CodeId;
use crate::dictionary::Choices;
use crate::report::SourceReport;
use crate::rulebook::{Rulebook, Support};
use crate::source::Sources;
use crate::words::{self, Lang};

use super::DocumentEntry;

/// Which supports are wanted. What is absent does not select.
#[derive(Clone, Default, Debug)]
pub struct Filter {
    /// A firm there may get it, as far as its place goes.
    pub place: Option<CodeId>,
    /// Of this kind.
    pub kind: Option<String>,
    /// It names this choice of `title.kind`.
    pub title: Option<usize>,
    /// Of this standing; `announced` or `national-law` where the support has its own.
    pub standing: Option<String>,
    /// Its names hold each of these words.
    pub words: Vec<String>,
}

/// A filter as it was applied.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize)]
pub struct FilterEntry {
    /// The full name of the place.
    pub place: Option<String>,
    /// The kind.
    pub kind: Option<String>,
    /// The key of the title.
    pub title: Option<String>,
    /// The standing.
    pub standing: Option<String>,
    /// The words.
    pub words: Vec<String>,
    /// All of it in words, one for each that selects.
    pub text: Vec<String>,
}

/// The supports that were asked for.
#[derive(Clone, Debug, Serialize)]
pub struct RuleList {
    /// `zjtx.rules/1`
    pub schema: &'static str,
    /// What was asked for.
    pub filter: FilterEntry,
    /// The documents that hold such supports, in the order of their addresses; all of them where nothing selects.
    pub documents: Vec<DocumentEntry>,
    /// The supports: by document, then as in its file.
    pub supports: Vec<SupportEntry>,
}

/// One support, as the rule says it.
#[derive(Clone, Debug, Serialize)]
pub struct SupportEntry {
    /// `nantong/reply-2024/smart-upgrade`
    pub id: String,
    /// The address of its document.
    pub document: String,
    /// Its name.
    pub name: String,
    /// grant, talent, tax, finance, service, priority, recognition or land.
    pub kind: String,
    /// What the money is for.
    pub for_what: Option<String>,
    /// `announced` or `national-law`, else the standing of the document.
    pub standing: String,
    /// How much in words; `null` when it is not money.
    pub amount: Option<String>,
    /// enterprise, person or unstated.
    pub paid_to: String,
    /// cash, voucher, tax-saved, deduction, loan or equity.
    pub paid_as: String,
    /// once, month or year.
    pub period: String,
    /// The place in the document.
    pub clause: String,
    /// The keys of the facts that decide it, in the order of the dictionary.
    pub facts: Vec<String>,
    /// Where it is written.
    pub source: SourceReport,
}

/// The supports that a filter selects.
#[must_use]
pub fn list(lang: Lang, book: &Rulebook, sources: &Sources, filter: &Filter) -> RuleList {
    let mut found: Vec<&Support> = book.supports.iter().filter(|support| filter.selects(book, support)).collect();
    found.sort_by_key(|support| &book.document_of(support).address);
    let holding: BTreeSet<usize> = found.iter().map(|support| support.document).collect();
    // A document need not hold any support, such as one of standards.
    let is_wanted = |index: &usize| filter.is_empty() || holding.contains(index);
    let documents = (0..book.documents.len()).filter(is_wanted).map(|index| &book.documents[index]);
    let mut documents: Vec<DocumentEntry> = documents.map(|document| DocumentEntry::of(lang, book, document)).collect();
    documents.sort_by(|a, b| a.id.cmp(&b.id));
    let supports = found.into_iter().map(|support| SupportEntry::of(lang, book, sources, support)).collect();
    RuleList { schema: "zjtx.rules/1", filter: filter.entry(lang, book), documents, supports }
}

impl Filter {
    fn is_empty(&self) -> bool {
        let Filter { place, kind, title, standing, words } = self;
        place.is_none() && kind.is_none() && title.is_none() && standing.is_none() && words.is_empty()
    }

    fn selects(&self, book: &Rulebook, support: &Support) -> bool {
        self.place.is_none_or(|place| book.may_apply(support, place))
            && self.kind.as_ref().is_none_or(|kind| kind == support.kind)
            && self.title.is_none_or(|title| names_title(book, support, title))
            && self.standing.as_ref().is_none_or(|standing| standing == standing_of(book, support))
            && self.holds_words(book, support)
    }

    fn holds_words(&self, book: &Rulebook, support: &Support) -> bool {
        let document = book.document_of(support);
        let names = [&support.address, &support.name, &document.title, &document.issuer];
        let others = [&support.name_en, &support.for_what, &support.department];
        let text = names
            .into_iter()
            .chain(others.into_iter().flatten())
            .chain(&document.numbers)
            .map(|name| name.to_lowercase());
        let text = text.collect::<Vec<_>>().join("\n");
        self.words.iter().all(|word| text.contains(&word.to_lowercase()))
    }

    fn entry(&self, lang: Lang, book: &Rulebook) -> FilterEntry {
        let place = self.place.map(|place| words::place(lang, book, place));
        let fact = book.dictionary.by_key("title.kind").map(|id| book.dictionary.fact(id));
        let title = self.title.and_then(|title| fact?.choices.get(title));
        let text = [
            place.as_ref().map(|place| words::filter_place(lang, place)),
            self.kind.as_ref().map(|kind| words::filter_kind(lang, kind)),
            title.map(|title| words::filter_title(lang, title)),
            self.standing.as_ref().map(|standing| words::filter_standing(lang, standing)),
            (!self.words.is_empty()).then(|| words::filter_words(lang, &self.words)),
        ];
        FilterEntry {
            place,
            kind: self.kind.clone(),
            title: title.map(|title| title.key.clone()),
            standing: self.standing.clone(),
            words: self.words.clone(),
            text: text.into_iter().flatten().collect(),
        }
    }
}

fn names_title(book: &Rulebook, support: &Support, title: usize) -> bool {
    let fact = book.dictionary.by_key("title.kind");
    fact.is_some_and(|fact| book.names_choice(support, fact, Choices::one(title)))
}

/// The standing of a support: its own, else that of its document.
fn standing_of(book: &Rulebook, support: &Support) -> &'static str {
    support.offer.word().unwrap_or_else(|| book.document_of(support).standing.word())
}

impl SupportEntry {
    pub(super) fn of(lang: Lang, book: &Rulebook, sources: &Sources, support: &Support) -> SupportEntry {
        let uses = book.uses(support);
        let facts = book.dictionary.fact_ids().filter(|fact| uses.contains(*fact));
        SupportEntry {
            id: support.address.clone(),
            document: book.document_of(support).address.clone(),
            name: words::support_name(lang, support).to_owned(),
            kind: support.kind.to_owned(),
            for_what: support.for_what.clone(),
            standing: standing_of(book, support).to_owned(),
            amount: words::amount_of_rule(lang, book, support),
            paid_to: support.payee.word().to_owned(),
            paid_as: support.medium.word().to_owned(),
            period: support.period.word().to_owned(),
            clause: support.clause.clone(),
            facts: facts.map(|fact| book.dictionary.fact(fact).key.clone()).collect(),
            source: SourceReport { file: sources.file(support.line.file).name.clone(), line: support.line.number },
        }
    }
}
