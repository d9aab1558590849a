//! One support explained, as text or as Markdown.

use crate::report::{
    AnswerReport, ConditionReport, DocumentReport, Explanation, ReasonCode, RuleReport, SupportReport,
};
use crate::words::{self, Lang};

use super::parts::depth;
use super::sheet::{Block, Section, Sheet};

/// How many lines of a document's head come before the place in it.
const WINDOW: usize = 5;

/// An explanation in `width` columns.
#[must_use]
pub fn explanation_text(lang: Lang, explanation: &Explanation, width: usize) -> String {
    sheet(lang, explanation).text(lang, width)
}

/// An explanation as Markdown.
#[must_use]
pub fn explanation_markdown(lang: Lang, explanation: &Explanation) -> String {
    sheet(lang, explanation).markdown(lang)
}

fn sheet(lang: Lang, explanation: &Explanation) -> Sheet {
    Sheet { title: explanation.rule.name.clone(), lead: Vec::new(), sections: sections(lang, explanation) }
}

fn sections(lang: Lang, explanation: &Explanation) -> Vec<Section> {
    let rule = &explanation.rule;
    let mut sections = vec![head(lang, explanation)];
    match &explanation.answer {
        None => {
            sections.push(titled(words::conditions_title(lang), vec![conditions(lang, rule)]));
            sections.extend(Section::of_lines(words::assumptions_title(lang, false), rule.assumptions.clone()));
        }
        Some(answer) => {
            sections.push(titled(words::conditions_title(lang), vec![checked(lang, &answer.support)]));
            sections.push(titled(words::calculation_title(lang), calculation(lang, answer)));
            sections.extend(open(lang, &answer.support));
        }
    }
    sections.extend(Section::of_lines(words::silences_title(lang), rule.silent.clone()));
    sections.push(citation(lang, explanation));
    sections
}

fn titled(title: &str, blocks: Vec<Block>) -> Section {
    Section { title: title.to_owned(), blocks }
}

/// What it is, for whom, how much; for a firm first what it comes to.
fn head(lang: Lang, explanation: &Explanation) -> Section {
    let rule = &explanation.rule;
    let mut lines: Vec<(&'static str, String)> = Vec::new();
    if let Some(answer) = &explanation.answer {
        lines.push(("enterprise", words::enterprise(lang, &answer.enterprise)));
        lines.push(("as-of", words::day(lang, &answer.as_of, answer.as_of_from)));
        lines.extend(answer.strict.then(|| ("reading", words::strict(lang).to_owned())));
        lines.push(("result", words::verdict(lang, &answer.support)));
    }
    lines.push(("address", rule.id.clone()));
    lines.extend(of_rule(lang, rule));
    lines.extend(rule.groups.iter().map(|group| ("stacking", words::group_line(lang, group))));
    let not_stated = || words::absent(lang).to_owned();
    lines.push(("department", rule.department.clone().unwrap_or_else(not_stated)));
    lines.extend(rule.contact.iter().map(|contact| ("contact", contact.clone())));
    titled("", vec![Block::Named(lines)])
}

/// What sort of support it is, when and for what it is answered, how much, and how it comes.
pub(super) fn of_rule(lang: Lang, rule: &RuleReport) -> Vec<(&'static str, String)> {
    let mut lines = vec![("kind", words::kind_line(lang, rule))];
    lines.extend(rule.standing.as_ref().map(|standing| ("standing", words::standing_word(lang, standing).to_owned())));
    lines.extend(words::own_window(lang, rule).map(|window| ("window", window)));
    lines.push(("for-each", words::for_each_line(lang, rule)));
    lines.extend(money(lang, rule));
    lines.extend(words::delivery_of_rule(lang, rule).into_iter().map(|line| ("delivery", line)));
    lines
}

/// What a rule asks, an outer condition before its parts.
pub(super) fn conditions(lang: Lang, rule: &RuleReport) -> Block {
    Block::Lines(rule.clauses.iter().map(|clause| (clause.depth, words::clause_line(lang, clause))).collect())
}

fn money(lang: Lang, rule: &RuleReport) -> Vec<(&'static str, String)> {
    let Some(amount) = &rule.amount else { return vec![("amount", words::not_money(lang).to_owned())] };
    let limits = rule.limits.iter().map(|limit| ("limits", limit.clone()));
    std::iter::once(("amount", amount.clone())).chain(limits).chain([("paid", words::paid_line(lang, rule))]).collect()
}

/// Every condition with the firm's value, by record.
fn checked(lang: Lang, support: &SupportReport) -> Block {
    let (mut lines, mut record) = (Vec::new(), None);
    for condition in &support.conditions {
        if condition.record != record {
            record.clone_from(&condition.record);
            lines.push((0, words::heading(lang, record.as_deref())));
        }
        let level = depth(&condition.address) + usize::from(record.is_some());
        add_condition(lang, condition, level, &mut lines);
    }
    if lines.is_empty() {
        // No record of which the support speaks.
        lines.extend(support.reasons.iter().map(|reason| (0, reason.text.clone())));
    }
    Block::Lines(lines)
}

fn add_condition(lang: Lang, condition: &ConditionReport, level: usize, lines: &mut Vec<(usize, String)>) {
    lines.push((level, words::checked_line(lang, condition)));
    for record in &condition.records {
        lines.push((level + 1, words::record_line(lang, record)));
        for part in &record.conditions {
            let inner = depth(&part.address) - depth(&condition.address);
            add_condition(lang, part, level + 2 + inner, lines);
        }
    }
}

/// How the amount came about, line by line, for each record and then for all of them.
fn calculation(lang: Lang, answer: &AnswerReport) -> Vec<Block> {
    let support = &answer.support;
    let mut lines: Vec<(usize, String)> = Vec::new();
    for item in support.items.iter().filter(|item| !item.steps.is_empty()) {
        let is_one_of_several = item.record.is_some();
        lines.extend(is_one_of_several.then(|| (0, words::item_line(lang, item))));
        lines.extend(item.steps.iter().map(|step| (usize::from(is_one_of_several), step.clone())));
    }
    if lines.is_empty() {
        return vec![Block::Lines(vec![(0, words::nothing_computed(lang, answer))])];
    }
    let premises = support.amount.iter().flat_map(|amount| &amount.premises);
    lines.splice(0..0, premises.map(|premise| (0, premise.clone())));
    let steps = support.amount.iter().flat_map(|amount| &amount.steps);
    lines.extend(steps.map(|step| (0, step.clone())));
    lines.push((0, words::verdict(lang, support)));
    vec![Block::Lines(lines)]
}

/// What keeps the answer open, what is just missed, and what was assumed.
fn open(lang: Lang, support: &SupportReport) -> Vec<Section> {
    // What there is no record of is told with the conditions.
    let reasons = words::open_reasons(support)
        .filter(|reason| !matches!(reason.code, ReasonCode::MissingFact | ReasonCode::NoRecord));
    let missing = support.missing.iter().map(|missing| words::missing_help(lang, missing));
    let near = (!support.near_miss.is_empty()).then(|| words::near_miss(lang, support));
    let sections = [
        Section::of_lines(words::reasons_title(lang), reasons.map(|reason| reason.text.clone())),
        Section::of_lines(words::missing_title(lang), missing),
        Section::of_lines(words::near_misses_title(lang), near),
        Section::of_lines(words::assumptions_title(lang, true), support.assumptions.clone()),
    ];
    sections.into_iter().flatten().collect()
}

/// The document, the place in it, how well it is known, and the place in the rule file.
fn citation(lang: Lang, explanation: &Explanation) -> Section {
    let rule = &explanation.rule;
    let mut lines = of_document(lang, &rule.document);
    let place = [("clause", rule.clause.clone()), ("figures", words::figures(lang, &rule.figures))];
    lines.splice(WINDOW..WINDOW, place);
    lines.push(("rule", words::rule_file(&rule.source)));
    let mut blocks = vec![Block::Named(lines)];
    let conventions = explanation.answer.iter().map(|answer| words::conventions(lang, &answer.assumptions));
    let notes: Vec<(usize, String)> = warnings(&rule.document).chain(conventions).map(|line| (0, line)).collect();
    if !notes.is_empty() {
        blocks.push(Block::Lines(notes));
    }
    titled(words::citation_title(lang), blocks)
}

/// What should be noticed of a document.
pub(super) fn warnings(document: &DocumentReport) -> impl Iterator<Item = String> {
    document.warnings.iter().map(|warning| format!("! {warning}"))
}

/// The head of a document.
pub(super) fn of_document(lang: Lang, document: &DocumentReport) -> Vec<(&'static str, String)> {
    let not_stated = || words::absent(lang).to_owned();
    let standing = words::standing_word(lang, &document.standing).to_owned();
    // A warning of the standing says why.
    let note = document.standing_note.as_deref();
    let note = note.filter(|note| !document.warnings.iter().any(|warning| warning.contains(note)));
    vec![
        ("title", document.title.clone()),
        ("number", document.number.clone().unwrap_or_else(not_stated)),
        ("issuer", document.issuer.clone()),
        ("issued", words::read_day(lang, document.issued.as_deref()).to_owned()),
        ("window", words::window(lang, document.from.as_deref(), document.until.as_deref())),
        ("standing", words::with_note(lang, standing, note)),
        ("evidence", words::evidence(lang, &document.evidence).to_owned()),
        ("checked", document.checked.clone()),
        ("source", words::address(lang, document)),
        ("contact", document.contact.clone().unwrap_or_else(not_stated)),
    ]
}
