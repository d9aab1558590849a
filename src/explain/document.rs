//! A whole document explained: its head, what it says in the order of its file, and what of it is no support.

use crate::calendar::Day;
use crate::report::{DOCUMENT_SCHEMA, DocumentExplanation, OmittedReport, PartReport, ReplacedReport};
use crate::rulebook::{Omitted, Replaced, Replacement, Rulebook, Standard, StatedGroup, Support};
use crate::source::Sources;
use crate::words::{self, Lang};

use super::citation::Citation;
use super::rule::{group, rule};

/// What the rules of a document say, with what should be noticed of it on the day.
#[must_use]
pub fn explain_document(
    lang: Lang,
    book: &Rulebook,
    sources: &Sources,
    index: usize,
    as_of: Day,
) -> DocumentExplanation {
    let citation = &Citation { lang, book, sources, as_of, firm: None };
    let document = &book.documents[index];
    let is_own = |rule: &Support| rule.document == index;
    let rule = |of: &Support| Box::new(rule(lang, book, citation, of, Vec::new()));
    let standard = |of: &Standard| PartReport::Standard {
        name: title(lang, book, of),
        applies_to: of.applies_to.word().to_owned(),
        rule: rule(&of.rule),
    };
    let stated = |StatedGroup { group: of, figures, line }: &StatedGroup| PartReport::Group {
        group: group(lang, book, of, None),
        figures: figures.clone(),
        source: citation.source(*line),
    };
    let standards = book.standards.iter().filter(|of| is_own(&of.rule)).map(|of| (of.rule.line.number, standard(of)));
    let supports = book.supports.iter().filter(|of| is_own(of));
    let supports = supports.map(|of| (of.line.number, PartReport::Support { rule: rule(of) }));
    let groups = document.groups.iter().map(|of| (of.line.number, stated(of)));
    let mut parts: Vec<(u32, PartReport)> = standards.chain(supports).chain(groups).collect();
    parts.sort_by_key(|(line, _)| *line);
    let replaces = book.replacements.iter().filter(|replacement| replacement.newer == index);
    DocumentExplanation {
        schema: DOCUMENT_SCHEMA,
        document: citation.document(document),
        kind: document.kind.to_owned(),
        scope: words::places(lang, book, &document.scope),
        replaces: replaces.map(|replacement| replaced(book, replacement)).collect(),
        amends: document.amends.iter().map(|change| words::amends(lang, book, change)).collect(),
        parts: parts.into_iter().map(|(_, part)| part).collect(),
        omitted: document.omitted.iter().map(omitted).collect(),
    }
}

fn title(lang: Lang, book: &Rulebook, standard: &Standard) -> String {
    let titles = book.dictionary.by_key("title.kind").map(|id| book.dictionary.fact(id));
    let title = titles.and_then(|fact| fact.choices.get(standard.title));
    title.map(|title| words::choice_label(lang, title).to_owned()).unwrap_or_default()
}

fn replaced(book: &Rulebook, replacement: &Replacement) -> ReplacedReport {
    let older = match replacement.older {
        Replaced::Document(index) => &book.documents[index].address,
        Replaced::Support(id) => &book.support(id).address,
    };
    ReplacedReport { id: older.clone(), sure: replacement.is_sure }
}

fn omitted(omitted: &Omitted) -> OmittedReport {
    let Omitted { clause, what, because, of, .. } = omitted.clone();
    OmittedReport { clause, what, because: because.to_owned(), of }
}
