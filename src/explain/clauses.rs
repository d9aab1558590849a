//! The conditions of a support, each with its address, an outer one before its parts.

use crate::report::ClauseReport;
use crate::rulebook::{Condition, ConditionForm, Meaning, Rulebook, Support};
use crate::words::{self, Lang};

use super::citation::Citation;

/// A condition and where it stands in its rule.
pub(super) type Addressed<'b> = (String, &'b Condition);

/// What a support asks: of which records it speaks, where it applies, what can be met or missed.
pub(super) fn of_support(support: &Support) -> Vec<Addressed<'_>> {
    let mut found = listed("where", &support.selects);
    // The scope is the first condition, though a rule writes it apart.
    if let Some((scope, when)) = support.conditions.split_first() {
        found.push(("scope".to_owned(), scope));
        found.extend(listed("when", when));
    }
    found
}

/// Conditions of a list.
pub(super) fn listed<'b>(address: &str, parts: &'b [Condition]) -> Vec<Addressed<'b>> {
    parts.iter().enumerate().map(|(index, part)| (format!("{address}.{}", index + 1), part)).collect()
}

/// What follows a condition on lines of its own: its parts.
pub(super) fn parts<'b>(address: &str, part: &'b Condition) -> Vec<Addressed<'b>> {
    let (key, parts) = match &part.form {
        ConditionForm::All(parts) => ("all", parts),
        ConditionForm::Any(parts) => ("any", parts),
        ConditionForm::None(parts) => ("none", parts),
        ConditionForm::Of { parts, .. } => ("of", parts),
        ConditionForm::Unclear { readings, .. } => ("unclear", readings),
        ConditionForm::Compare { .. }
        | ConditionForm::Among { .. }
        | ConditionForm::Has { .. }
        | ConditionForm::Every { .. }
        | ConditionForm::Meets(_)
        | ConditionForm::Judged(_)
        | ConditionForm::Assumed { .. }
        | ConditionForm::Scope(_) => return Vec::new(),
    };
    listed(&format!("{address}.{key}"), parts)
}

/// The assumption by which a condition, or a definition that is named, was read.
pub(super) fn assumption<'b>(book: &'b Rulebook, part: &'b Condition) -> Option<&'b str> {
    match &part.form {
        ConditionForm::Assumed { assume, .. } => Some(assume),
        ConditionForm::Meets(id) => book.definition(*id).assume.as_deref(),
        ConditionForm::Compare { .. }
        | ConditionForm::Among { .. }
        | ConditionForm::Has { .. }
        | ConditionForm::Every { .. }
        | ConditionForm::All(_)
        | ConditionForm::Any(_)
        | ConditionForm::None(_)
        | ConditionForm::Of { .. }
        | ConditionForm::Judged(_)
        | ConditionForm::Unclear { .. }
        | ConditionForm::Scope(_) => None,
    }
}

/// What a definition that is named stands for; it says no more than its conditions do, unless the rule calls it
/// something here. Among alternatives several conditions are one of them only together. The flag says either.
pub(super) fn meaning<'b>(book: &'b Rulebook, address: &str, part: &Condition) -> Option<(Vec<Addressed<'b>>, bool)> {
    let ConditionForm::Meets(id) = part.form else { return None };
    let definition = book.definition(id);
    if !book.is_written_out(id) {
        return None;
    }
    let Meaning::When(when) = &definition.meaning else { return Some((Vec::new(), false)) };
    let list = address.rsplit('.').nth(1).unwrap_or_default();
    let is_one_of = when.len() > 1 && ["any", "none", "of", "unclear"].contains(&list);
    let is_apart = is_one_of || book.label_of(part).is_some();
    let address = format!("{address}.{}{}", definition.name, if is_apart { ".all" } else { "" });
    Some((listed(&address, when), is_apart))
}

/// What is asked of each record that a condition is about.
pub(super) fn of_each<'b>(address: &str, part: &'b Condition) -> Vec<Addressed<'b>> {
    if let ConditionForm::Has { selects, .. } | ConditionForm::Every { selects, .. } = &part.form {
        listed(&format!("{address}.where"), selects)
    } else {
        Vec::new()
    }
}

/// The conditions of a support as the rule says them.
pub(super) fn clauses(lang: Lang, book: &Rulebook, citation: &Citation<'_>, support: &Support) -> Vec<ClauseReport> {
    let mut clauses = Clauses { lang, book, citation, depth: 0, found: Vec::new() };
    clauses.add(of_support(support));
    clauses.found
}

struct Clauses<'c> {
    lang: Lang,
    book: &'c Rulebook,
    citation: &'c Citation<'c>,
    depth: usize,
    found: Vec<ClauseReport>,
}

impl<'c> Clauses<'c> {
    fn add(&mut self, conditions: Vec<Addressed<'c>>) {
        for (address, part) in conditions {
            let first = self.found.len();
            self.add_one(address, part);
            if let (Some(assume), Some(clause)) = (assumption(self.book, part), self.found.get_mut(first)) {
                clause.text = words::assuming(self.lang, &clause.text, assume, true);
            }
        }
    }

    fn add_one(&mut self, address: String, part: &'c Condition) {
        if let ConditionForm::Assumed { inner, .. } = &part.form {
            let first = self.found.len();
            self.add(vec![(address, inner)]);
            if let Some(clause) = self.found.get_mut(first) {
                clause.text = words::titled(self.lang, part.label.as_deref(), std::mem::take(&mut clause.text));
            }
            return;
        }
        if let Some((meaning, is_apart)) = meaning(self.book, &address, part) {
            if is_apart {
                self.push(address, part, words::together(self.lang, self.book, part, meaning.len()));
            }
            self.depth += usize::from(is_apart);
            self.add(meaning);
            self.depth -= usize::from(is_apart);
            return;
        }
        let of_each = of_each(&address, part);
        let text = if of_each.is_empty() {
            words::condition_head(self.lang, self.book, part)
        } else {
            words::ranging_head(self.lang, self.book, part)
        };
        self.push(address.clone(), part, text);
        self.depth += 1;
        self.add(parts(&address, part));
        self.add(of_each);
        self.depth -= 1;
    }

    fn push(&mut self, address: String, part: &Condition, text: String) {
        let source = self.citation.source(part.line);
        self.found.push(ClauseReport { address, depth: self.depth, text, source });
    }
}
