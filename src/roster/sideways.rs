//! Tables whose facts stand one below the other, and their firms or years side by side.

use crate::dictionary::Kind;
use crate::table::Sheet;

use super::header::{Meaning, Rows, Target, Vocabulary};
use super::reading::Reading;

/// Rows in which facts are looked for.
const SAMPLE: usize = 20;

/// The first of the facts that stand in a column that should have firms, or that nobody knows; `None` where at most half
/// of its cells are some, or none is of figures: a column may say of which kind each firm is.
pub(super) fn sideways(vocabulary: &Vocabulary<'_>, sheet: &Sheet, reading: &Reading) -> Option<String> {
    let others = || sheet.rows.iter().take(SAMPLE).enumerate().filter(|(index, _)| *index != reading.at);
    let found = reading.meanings.iter().enumerate().filter(|(_, meaning)| match meaning {
        Meaning::Column(target, _) => target.is_identity() || *target == Target::Ignored,
        Meaning::Unknown => true,
        Meaning::WithoutYear(_) | Meaning::Derived(_) | Meaning::Unread(..) => false,
    });
    found.into_iter().find_map(|(column, _)| {
        let texts: Vec<String> = others().filter_map(|(_, row)| row.cell(column).shown()).collect();
        let facts = texts.iter().filter_map(|text| Some((text, fact(vocabulary, text)?)));
        let facts: Vec<(&String, bool)> = facts.collect();
        let is_all = facts.len() * 2 > texts.len() && (facts.len() > 1 || texts.len() == 1);
        let figure = facts.iter().find(|(_, is_figure)| *is_figure).filter(|_| is_all)?;
        Some(figure.0.clone())
    })
}

/// Whether the fact that a text names is a figure; `None` where it names none.
fn fact(vocabulary: &Vocabulary<'_>, text: &str) -> Option<bool> {
    match vocabulary.meaning(Rows::Firms, text) {
        Meaning::Column(Target::Fact { fact, .. } | Target::Inline { fact, .. }, _)
        | Meaning::Unread(Target::Fact { fact, .. } | Target::Inline { fact, .. }, _)
        | Meaning::Derived(fact) => {
            let kind = vocabulary.dictionary.fact(fact).kind;
            Some(matches!(kind, Kind::Money | Kind::Count | Kind::Number | Kind::Ratio))
        }
        Meaning::WithoutYear(_) => Some(true),
        Meaning::Column(Target::Identity(_) | Target::AsOf | Target::Year | Target::Ignored, _)
        | Meaning::Unread(Target::Identity(_) | Target::AsOf | Target::Year | Target::Ignored, _)
        | Meaning::Unknown => None,
    }
}
