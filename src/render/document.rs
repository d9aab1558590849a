//! A whole document explained, as text or as Markdown.

use crate::report::{DocumentExplanation, GroupReport, PartReport, RuleReport, SourceReport};
use crate::words::{self, Lang};

use super::explanation::{conditions, of_document, of_rule, warnings};
use super::sheet::{Block, Section, Sheet};

/// A document explained in `width` columns.
#[must_use]
pub fn document_explained(lang: Lang, document: &DocumentExplanation, width: usize) -> String {
    sheet(lang, document).text(lang, width)
}

/// A document explained as Markdown.
#[must_use]
pub fn document_explained_markdown(lang: Lang, document: &DocumentExplanation) -> String {
    sheet(lang, document).markdown(lang)
}

fn sheet(lang: Lang, document: &DocumentExplanation) -> Sheet {
    Sheet { title: document.document.title.clone(), lead: Vec::new(), sections: sections(lang, document) }
}

fn sections(lang: Lang, document: &DocumentExplanation) -> Vec<Section> {
    let omitted = document.omitted.iter().map(|part| {
        let of = part.of.as_deref();
        words::omitted_line(lang, &part.clause, &part.what, &part.because, of)
    });
    let omitted = Section::of_lines(&words::omitted_heading(lang, document.omitted.len()), omitted);
    let parts = document.parts.iter().map(|part| self::part(lang, part));
    std::iter::once(head(lang, document)).chain(parts).chain(omitted).collect()
}

fn head(lang: Lang, document: &DocumentExplanation) -> Section {
    let mut lines = vec![("kind", words::document_kind(lang, &document.kind).to_owned())];
    lines.extend(of_document(lang, &document.document));
    lines.push(("scope", document.scope.clone()));
    lines.extend(document.replaces.iter().map(|older| ("replaces", words::replaces(lang, &older.id, older.sure))));
    lines.extend(document.amends.iter().map(|change| ("amends", change.clone())));
    let notes = warnings(&document.document).map(|warning| (0, warning)).collect();
    Section { title: String::new(), blocks: vec![Block::Named(lines), Block::Lines(notes)] }
}

fn part(lang: Lang, part: &PartReport) -> Section {
    match part {
        PartReport::Standard { name, applies_to, rule } => {
            let title = words::standard_title(lang, name, applies_to);
            of_one(lang, title, rule, words::own_window(lang, rule).map(|window| ("window", window)))
        }
        PartReport::Support { rule } => of_one(lang, rule.name.clone(), rule, of_rule(lang, rule)),
        PartReport::Group { group, figures, source } => of_group(lang, group, figures, source),
    }
}

/// What a rule says: what it is, its figures and silences, then its conditions.
fn of_one(
    lang: Lang,
    title: String,
    rule: &RuleReport,
    own: impl IntoIterator<Item = (&'static str, String)>,
) -> Section {
    let mut lines = vec![("clause", rule.clause.clone()), ("address", rule.id.clone())];
    lines.extend(own);
    lines.extend(rule.department.iter().map(|department| ("department", department.clone())));
    lines.extend(rule.contact.iter().map(|contact| ("contact", contact.clone())));
    lines.push(("figures", words::figures(lang, &rule.figures)));
    lines.extend(rule.assumptions.iter().map(|assumed| ("assumes", assumed.clone())));
    lines.extend(rule.silent.iter().map(|silent| ("silent", silent.clone())));
    lines.push(("rule", words::rule_file(&rule.source)));
    Section { title, blocks: vec![Block::Named(lines), conditions(lang, rule)] }
}

fn of_group(lang: Lang, group: &GroupReport, figures: &[String], source: &SourceReport) -> Section {
    let mut lines: Vec<(&'static str, String)> = Vec::new();
    lines.extend(group.clause.iter().map(|clause| ("clause", clause.clone())));
    lines.push(("stacking", words::group_effect(lang, group)));
    lines.extend(group.limits.iter().map(|limit| ("limits", limit.clone())));
    lines.extend(group.others.iter().map(|member| ("members", words::member(lang, member))));
    lines.push(("figures", words::figures(lang, figures)));
    lines.extend(group.silent.iter().map(|silent| ("silent", silent.clone())));
    lines.push(("rule", words::rule_file(source)));
    Section { title: group.name.clone().unwrap_or_default(), blocks: vec![Block::Named(lines)] }
}
