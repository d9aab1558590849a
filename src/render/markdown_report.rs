//! The whole report as Markdown, to be put into a document for the firm.

use crate::report::{Report, SupportReport};
use crate::words::{self, Lang};

use super::parts;
use super::screen::{Sorts, other_rows};
use super::sheet::{Block, Section, Sheet};

/// The report as Markdown: what it comes to, each support in a row, then each with every condition.
#[must_use]
pub fn report_markdown(lang: Lang, report: &Report) -> String {
    sheet(lang, report).markdown(lang)
}

/// The same as a sheet.
pub(super) fn sheet(lang: Lang, report: &Report) -> Sheet {
    let details = parts::details(lang, report);
    let details = (!details.is_empty()).then(|| Section::new(words::details_title(lang), details));
    let mut sheet = parts::of_firm(lang, report);
    sheet.sections.push(parts::totals(lang, report, &report.totals.iter().collect::<Vec<_>>(), None, false));
    sheet.sections.extend(supports(lang, report));
    let rest = [parts::next_steps(lang, report), parts::near_misses(lang, report), parts::missing(lang, report)];
    sheet.sections.extend(rest.into_iter().flatten());
    sheet.sections.push(parts::whole_basis(lang, report));
    sheet.sections.extend(details);
    sheet
}

/// What the firm gets or may get, a row each, with numbered notes; then what it does not; the taxes by themselves.
pub(super) fn supports(lang: Lang, report: &Report) -> impl Iterator<Item = Section> {
    let sorts = Sorts::of(report, usize::MAX);
    let others = other_rows(lang, report, &sorts, false);
    let Sorts { taxes, shown, folded, services } = sorts;
    let folded = words::folded_in_full(lang, &folded, &services);
    let of_taxes = words::open_taxes(lang, &taxes.open).into_iter();
    let of_taxes = of_taxes.chain(words::folded_in_full(lang, &taxes.folded, &[])).collect();
    let sections = [
        sorted(lang, words::supports_title(lang), &shown, others, folded),
        sorted(lang, words::taxes_title(lang), &taxes.shown, Vec::new(), of_taxes),
    ];
    sections.into_iter().filter(|section| !section.blocks.is_empty())
}

fn sorted(lang: Lang, title: &str, shown: &[&SupportReport], others: Vec<[String; 4]>, folded: Vec<String>) -> Section {
    let mut section = parts::supports(lang, title, shown, others, false);
    section.blocks.extend(Block::flat(folded));
    section
}
