//! What is missing, where to find it, and what it decides, in words.

use std::collections::BTreeMap;

use crate::report::{MissingReport, Report, SupportReport};

use super::fold::counted_names;
use super::label::list_question;
use super::report::of_record;
use super::{Lang, say};

/// Missing facts, each with the supports that it could decide.
#[must_use]
pub fn missing_lines(lang: Lang, report: &Report) -> Vec<String> {
    missing_facts(report).into_iter().map(|(missing, names)| missing_line(lang, missing, &names)).collect()
}

/// Each missing fact once, with the names of the supports that it could decide.
#[must_use]
pub fn missing_facts(report: &Report) -> Vec<(&MissingReport, Vec<&str>)> {
    missing_of(report.supports.iter())
}

/// The same of some supports.
pub(super) fn missing_of<'r>(
    supports: impl Iterator<Item = &'r SupportReport>,
) -> Vec<(&'r MissingReport, Vec<&'r str>)> {
    let mut facts: Vec<(&MissingReport, Vec<&str>)> = Vec::new();
    let mut known: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
    for support in supports {
        for missing in &support.missing {
            let at = *known.entry((&missing.fact, missing.record.as_deref())).or_insert(facts.len());
            if at == facts.len() {
                facts.push((missing, Vec::new()));
            }
            if facts[at].1.last() != Some(&&*support.name) {
                facts[at].1.push(&support.name);
            }
        }
    }
    facts
}

pub(super) fn missing_line(lang: Lang, missing: &MissingReport, names: &[&str]) -> String {
    let asked = missing.question.as_ref().filter(|_| missing.is_list);
    let asked = asked.map(|question| list_question(lang, question, &missing.fact));
    let asked = asked.map(|question| say!(lang, "：{question}", ": {question}"));
    let found = missing.find.as_ref().map(|find| say!(lang, "，见{find}", ", see {find}"));
    let label = of_record(lang, missing.record.as_deref(), &missing.label);
    let (help, names) = (asked.or(found).unwrap_or_default(), counted_names(lang, names));
    let stop = if help.ends_with(['？', '?']) { "" } else { lang.pick("。", ".") };
    say!(lang, "{label}{help}{stop}关系到 {names}", "{label}{help}{stop} Matters for {names}")
}
