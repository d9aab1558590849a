//! What the rules hold as text for a terminal.

use crate::catalogue::{DocumentEntry, DocumentView, FactEntry, FactList, RuleList, SupportEntry};
use crate::words::{self, Lang};

use super::page::Page;

/// The widths that the first columns of supports may take: id, name, kind.
const RULE_WIDTHS: [usize; 3] = [24, 22, 6];
/// The widths that the first columns of facts may take: key, label, kind.
const FACT_WIDTHS: [usize; 3] = [26, 22, 8];

/// The supports that were asked for, by document; folded: only how many of each kind.
#[must_use]
pub fn rules_table(lang: Lang, list: &RuleList, is_folded: bool, width: usize) -> String {
    let mut page = Page::new(lang, width);
    for document in &list.documents {
        page.hanging("", "  ", &format!("{}  {}", document.id, document.title));
        let line = words::document_line(lang, &document.place, document.issued.as_deref(), &document.standing);
        page.hanging("  ", "  ", &line);
        let supports: Vec<&SupportEntry> =
            list.supports.iter().filter(|support| support.document == document.id).collect();
        if !supports.is_empty() && is_folded {
            page.hanging("  ", "    ", &words::kinds_count(lang, supports.len(), &list.kinds_of(&document.id)));
        } else if !supports.is_empty() {
            page.supports_of(document, &supports);
        }
        page.text.push('\n');
    }
    page.line(&words::rules_count(lang, list.supports.len(), list.documents.len(), &list.filter.text));
    if let Some(document) = list.documents.first().filter(|_| is_folded) {
        page.line(&words::unfold_rules(lang, &document.id));
    }
    page.text
}

/// One document: its head, then its supports.
#[must_use]
pub fn document_page(lang: Lang, view: &DocumentView, width: usize) -> String {
    let mut page = Page::new(lang, width);
    let head = &view.document;
    page.line(&head.title);
    let not_stated = || words::absent(lang).to_owned();
    let standing = words::standing_word(lang, &head.standing).to_owned();
    page.named(&[
        ("address", head.id.clone()),
        ("kind", words::document_kind(lang, &head.kind).to_owned()),
        ("number", head.number.clone().unwrap_or_else(not_stated)),
        ("issuer", head.issuer.clone()),
        ("place", head.place.clone()),
        ("issued", words::read_day(lang, head.issued.as_deref()).to_owned()),
        ("window", words::window(lang, head.from.as_deref(), head.until.as_deref())),
        ("standing", words::with_note(lang, standing, head.standing_note.as_deref())),
        ("evidence", words::evidence(lang, &head.evidence).to_owned()),
        ("checked", head.checked.clone()),
        ("source", words::address_of(lang, head.source.as_ref(), head.source_note.as_ref())),
        ("contact", head.contact.clone().unwrap_or_else(not_stated)),
    ]);
    page.section(&words::supports_heading(lang, view.supports.len()));
    if !view.supports.is_empty() {
        page.supports_of(head, &view.supports.iter().collect::<Vec<_>>());
    }
    let standards = view.standards.iter().map(|standard| {
        words::standard_line(lang, below(&standard.id, head), &standard.name, &standard.applies_to, &standard.clause)
    });
    page.lines(&words::standards_heading(lang, view.standards.len()), standards.collect());
    let omitted = view.omitted.iter().map(|part| {
        let of = part.of.as_ref().map(|of| below(of, head));
        words::omitted_line(lang, &part.clause, &part.what, &part.because, of)
    });
    page.lines(&words::omitted_heading(lang, view.omitted.len()), omitted.collect());
    page.text
}

/// Facts by what they belong to.
#[must_use]
pub fn facts_table(lang: Lang, list: &FactList, width: usize) -> String {
    let mut page = Page::new(lang, width);
    let records = list.records.iter().map(|record| (record.key.as_str(), Some(record.label.as_str())));
    for (of, label) in [("enterprise", None), ("year", None)].into_iter().chain(records) {
        let facts: Vec<&FactEntry> = list.facts.iter().filter(|fact| fact.of == of).collect();
        if facts.is_empty() {
            continue;
        }
        page.line(&words::home(lang, of, label));
        let rows: Vec<[String; 4]> = facts.into_iter().map(|fact| fact_row(lang, fact)).collect();
        page.table(&words::fact_columns(lang).map(str::to_owned), &rows, &FACT_WIDTHS);
        page.text.push('\n');
    }
    page.line(&words::facts_count(lang, list.facts.len(), &list.among));
    page.text
}

/// One fact: what it means, how it is written, who asks for it; many of those only if all of them are wanted.
#[must_use]
pub fn fact_page(lang: Lang, list: &FactList, all: bool, width: usize) -> String {
    let mut page = Page::new(lang, width);
    for fact in &list.facts {
        page.line(&format!("{}  {}", fact.label, fact.key));
        let label = list.records.iter().find(|record| record.key == fact.of).map(|record| record.label.as_str());
        page.named(&fact_lines(lang, fact, label));
        page.section(&words::askers_heading(lang, fact.asked_by.len(), &list.among));
        if !all && list.has_many_askers(fact) {
            page.askers_by_document(fact);
            continue;
        }
        for asker in &fact.asked_by {
            page.hanging("  ", "    ", &format!("{}  {}", asker.id, asker.name));
        }
    }
    page.text
}

fn fact_lines(lang: Lang, fact: &FactEntry, record: Option<&str>) -> Vec<(&'static str, String)> {
    let choices = fact.choices.iter().map(|choice| words::choice_line(lang, &choice.key, &choice.label));
    let choices = choices.collect::<Vec<_>>().join(lang.comma());
    let derived = fact.derived.as_ref().map(|derived| words::derived_line(lang, derived, fact.can_be_stated));
    let lines = [
        ("of", Some(words::home(lang, &fact.of, record))),
        ("question", fact.question.clone()),
        ("kind", Some(words::fact_kind(lang, &fact.kind).to_owned())),
        ("write", Some(fact.unit.clone())),
        ("range", fact.range.clone()),
        ("choices", Some(choices).filter(|choices| !choices.is_empty())),
        ("aliases", Some(fact.aliases.join(lang.comma()))),
        ("find", fact.find.clone()),
        ("judged-by", fact.judged_by.clone()),
        ("derived", derived),
    ];
    lines.into_iter().filter_map(|(key, line)| Some((key, line?))).collect()
}

fn fact_row(lang: Lang, fact: &FactEntry) -> [String; 4] {
    let kind = words::fact_kind(lang, &fact.kind).to_owned();
    let follows = fact.derived.as_ref().map(|_| words::follows(lang, fact.can_be_stated));
    let find = fact.find.clone().into_iter().chain(follows.map(str::to_owned)).collect::<Vec<_>>();
    [fact.key.clone(), fact.label.clone(), kind, find.join(lang.semicolon())]
}

/// The part of an address below a document; the whole of one of another document.
fn below<'a>(address: &'a str, document: &DocumentEntry) -> &'a str {
    address.strip_prefix(&document.id).and_then(|id| id.strip_prefix('/')).unwrap_or(address)
}

impl Page {
    /// How many supports of each document ask for a fact.
    fn askers_by_document(&mut self, fact: &FactEntry) {
        let counts = fact.askers_by_document();
        for (document, count) in &counts {
            self.hanging("  ", "    ", &words::askers_of_document(self.lang, document, *count));
        }
        if let Some((document, _)) = counts.first() {
            self.line(&words::unfold_askers(self.lang, document));
        }
    }

    /// The supports of one document, each by its id below it.
    fn supports_of(&mut self, document: &DocumentEntry, supports: &[&SupportEntry]) {
        let lang = self.lang;
        let row = |support: &&SupportEntry| {
            let gives = support.amount.clone().unwrap_or_else(|| words::not_money(lang).to_owned());
            let own = (support.standing != document.standing).then(|| words::standing_word(lang, &support.standing));
            [
                below(&support.id, document).to_owned(),
                support.name.clone(),
                words::support_kind(lang, &support.kind).to_owned(),
                words::with_note(lang, gives, own),
            ]
        };
        let rows: Vec<[String; 4]> = supports.iter().map(row).collect();
        self.table(&words::rule_columns(lang).map(str::to_owned), &rows, &RULE_WIDTHS);
    }
}
