//! One value explained, as text or as Markdown.

use crate::report::ValueReport;
use crate::words::{self, Lang};

use super::sheet::{Block, Section, Sheet};

/// A value in `width` columns.
#[must_use]
pub fn value_text(lang: Lang, value: &ValueReport, width: usize) -> String {
    sheet(lang, value).text(lang, width)
}

/// A value as Markdown.
#[must_use]
pub fn value_markdown(lang: Lang, value: &ValueReport) -> String {
    sheet(lang, value).markdown(lang)
}

fn sheet(lang: Lang, value: &ValueReport) -> Sheet {
    Sheet { title: value.label.clone(), lead: Vec::new(), sections: sections(lang, value) }
}

fn sections(lang: Lang, value: &ValueReport) -> Vec<Section> {
    let not_known = || words::not_decided_yet(lang).to_owned();
    let mut lines = vec![
        ("enterprise", words::enterprise(lang, &value.enterprise)),
        ("as-of", words::day(lang, &value.as_of, value.as_of_from)),
        ("result", value.text.clone().unwrap_or_else(not_known)),
        ("fact", value.fact.clone()),
    ];
    lines.extend(value.strict.then(|| ("reading", words::strict(lang).to_owned())));
    let head = Section { title: String::new(), blocks: vec![Block::Named(lines)] };
    let missing = value.missing.iter().map(|missing| words::missing_help(lang, missing));
    let rest = [
        Section::of_lines(words::decided_title(lang), value.steps.iter().cloned()),
        Section::of_lines(words::missing_title(lang), missing),
    ];
    std::iter::once(head).chain(rest.into_iter().flatten()).collect()
}
