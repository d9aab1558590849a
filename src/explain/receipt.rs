//! The receipt of an answer, and what comes of computing it again.

use std::collections::BTreeMap;

use crate::profile::{Profile, Statement};
use crate::report::{
    ChangeReport, ChangedRule, ChangedSide, RECEIPT_SCHEMA, Receipt, Report, RuleChange, RuleDigest, VERIFY_SCHEMA,
    Verification, sha256,
};
use crate::rulebook::Rulebook;
use crate::source::Sources;
use crate::words::{self, Lang};

use super::what_if::{answers_of_report, changes};

/// Names of the files that every answer rests on.
const LISTS: [&str; 3] = ["facts.toml", "places.toml", "industries.toml"];

/// The receipt of a report by a version of the program, without its digest.
#[must_use]
pub fn receipt(
    lang: Lang,
    version: &str,
    (book, sources): (&Rulebook, &Sources),
    profile: &Profile,
    report: &Report,
) -> Receipt {
    Receipt {
        schema: RECEIPT_SCHEMA.to_owned(),
        version: version.to_owned(),
        as_of: report.as_of.clone(),
        strict: report.strict,
        profile: Statement::of(book, profile),
        rules: rules(sources, report),
        answer: answers_of_report(lang, report),
        digest: String::new(),
    }
}

/// The lists of names, and the documents in which the supports of a report are written, each by its address, wherever its file
/// lies.
fn rules(sources: &Sources, report: &Report) -> Vec<RuleDigest> {
    let mut texts: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for file in sources.files() {
        let name = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let document = report.supports.iter().find(|support| support.source.file == file.name);
        let document = document.map(|support| format!("{}.toml", support.document.id));
        let list = LISTS.contains(&name).then(|| name.to_owned());
        if let Some(name) = document.or(list) {
            texts.entry(name).or_default().push(&file.text);
        }
    }
    texts.into_iter().map(|(file, texts)| RuleDigest { file, sha256: sha256(&texts.concat()) }).collect()
}

/// The change with both sides in the words of this run, whatever the language of the receipt.
fn in_words_of(lang: Lang, change: ChangeReport) -> ChangeReport {
    let side = |side: ChangedSide| ChangedSide { text: words::status_and_figures(lang, &side), ..side };
    ChangeReport { before: change.before.map(side), after: change.after.map(side), ..change }
}

/// What became of the answer of a receipt, by the report of the same profile now.
#[must_use]
pub fn verification(lang: Lang, version: &str, sources: &Sources, then: &Receipt, now: &Report) -> Verification {
    let changed = changes(then.answer.clone(), answers_of_report(lang, now), ChangedSide::is_same);
    let changes: Vec<ChangeReport> = changed.into_iter().map(|change| in_words_of(lang, change)).collect();
    let same = changes.is_empty();
    let is_of = |file: &str, id: &str| {
        id.rsplit_once('/').is_some_and(|(document, _)| file.strip_suffix(".toml") == Some(document))
    };
    let changed = |file: &str, change: RuleChange| ChangedRule {
        file: file.to_owned(),
        change,
        supports: changes.iter().map(|one| one.id.clone()).filter(|id| is_of(file, id)).collect(),
    };
    let (old, new) = (&then.rules, rules(sources, now));
    let mut rules = Vec::new();
    for rule in old {
        match new.iter().find(|other| other.file == rule.file) {
            None => rules.push(changed(&rule.file, RuleChange::Gone)),
            Some(other) if other.sha256 != rule.sha256 => rules.push(changed(&rule.file, RuleChange::Changed)),
            Some(_) => {}
        }
    }
    let added = new.iter().filter(|rule| !old.iter().any(|other| other.file == rule.file));
    rules.extend(added.map(|rule| changed(&rule.file, RuleChange::New)));
    Verification {
        schema: VERIFY_SCHEMA,
        same,
        as_of: then.as_of.clone(),
        version: Some(then.version.clone()).filter(|then| then != version),
        rules,
        changes,
    }
}
