//! `zjtx explain`: one support, what its rule says and what that comes to for a firm; a whole document; one fact of a
//! firm; or what the code of a finding means.

use anyhow::bail;
use serde::Serialize;

use zjtx::calendar::Day;
use zjtx::catalogue::{FindingPage, Found, find_document, find_support, finding_page};
use zjtx::dictionary::{FactId, Home};
use zjtx::evaluate::{Question, evaluate};
use zjtx::explain::{
    Wanted, changes_of_answers, changes_of_values, explain_document, explain_rule, explain_support, explain_value,
};
use zjtx::finding::CODES;
use zjtx::profile::Profile;
use zjtx::render::{
    document_explained, document_explained_markdown, explanation_markdown, explanation_text, finding_page_markdown,
    finding_page_text, json, value_markdown, value_text,
};
use zjtx::report::{ChangeReport, Explanation, ValueReport};
use zjtx::rulebook::{Rulebook, SupportId};
use zjtx::source::Sources;
use zjtx::suggest::nearest;
use zjtx::words::{self, Lang};

use super::{Outcome, firm, print, rulebook_of_place, settings, today, width};
use crate::cli::{ExplainArgs, PageFormat};

/// What a firm is told.
type Answer<'a, T> = dyn Fn(&Profile) -> T + 'a;

/// How that is written.
type Page<'p, T> = dyn Fn(&T) -> anyhow::Result<String> + 'p;

/// What is another answer.
type Changes<'c, T> = dyn Fn(&T, &T) -> Vec<ChangeReport> + 'c;

/// The year of a yearly fact, relative to the as-of year.
const LAST_YEAR: i16 = -1;

pub(crate) fn run(lang: Lang, arguments: &ExplainArgs) -> anyhow::Result<Outcome> {
    // Whoever asks for a code has rules that are broken: they are not read.
    if let (None, Some(page)) = (&arguments.profile, finding_page(lang, &arguments.support)) {
        return finding(lang, &page, arguments.format);
    }
    let (book, mut sources) = rulebook_of_place(lang, &arguments.rules, arguments.place.as_deref())?;
    if let Some(fact) = book.dictionary.by_key(&arguments.support) {
        return value(lang, &book, sources, fact, arguments);
    }
    if let (None, Found::One(index)) = (&arguments.profile, find_document(&book, &arguments.support)) {
        return document(lang, &book, &sources, index, arguments);
    }
    let id = support(lang, &book, &arguments.support)?;
    let page = |explanation: &Explanation| -> anyhow::Result<String> {
        Ok(match arguments.format {
            PageFormat::Table => explanation_text(lang, explanation, width()),
            PageFormat::Json => format!("{}\n", json(explanation)?),
            PageFormat::Markdown => explanation_markdown(lang, explanation),
        })
    };
    let Some(path) = &arguments.profile else {
        print(&page(&explain_rule(lang, &book, &sources, id, arguments.as_of.unwrap_or_else(today)))?)?;
        return Ok(Outcome::Done);
    };
    let Some(known) = firm::read(lang, &book, &mut sources, path, arguments.as_of)? else {
        return Ok(Outcome::Findings);
    };
    let as_of = firm::as_of(arguments.as_of, &known.profile);
    let answer = |profile: &Profile| {
        let evaluation = evaluate(&book, profile, Question { as_of: as_of.0, strict: arguments.strict });
        explain_support(lang, &book, &sources, id, profile, as_of, &evaluation)
    };
    let changes = |before: &Explanation, after: &Explanation| {
        let both = before.answer.as_ref().zip(after.answer.as_ref());
        both.map(|(before, after)| changes_of_answers(lang, before, after)).unwrap_or_default()
    };
    of_firm(lang, (&book, &sources), &known, (arguments, as_of.0), (&answer, &page, &changes))
}

/// Prints what is answered for the firm; with what is set, both answers.
fn of_firm<T: Serialize>(
    lang: Lang,
    (book, sources): (&Rulebook, &Sources),
    firm::Known { profile, outcome }: &firm::Known,
    (arguments, as_of): (&ExplainArgs, Day),
    (answer, page, changes): (&Answer<'_, T>, &Page<'_, T>, &Changes<'_, T>),
) -> anyhow::Result<Outcome> {
    let before = answer(profile);
    if arguments.set.is_empty() {
        print(&page(&before)?)?;
        return Ok(*outcome);
    }
    let Some(other) = settings::set(lang, book, sources, profile, (&arguments.set, as_of))? else {
        return Ok(Outcome::CouldNotRun);
    };
    let after = answer(&other);
    let (changes, page) = (changes(&before, &after), page(&after)?);
    print(&settings::both(lang, arguments.format, &arguments.set, changes, [before, after], &page)?)?;
    Ok(*outcome)
}

/// What the code of a finding means.
fn finding(lang: Lang, page: &FindingPage, format: PageFormat) -> anyhow::Result<Outcome> {
    match format {
        PageFormat::Table => print(&finding_page_text(lang, page, width()))?,
        PageFormat::Json => print(&format!("{}\n", json(page)?))?,
        PageFormat::Markdown => print(&finding_page_markdown(lang, page))?,
    }
    Ok(Outcome::Done)
}

/// All that a document says.
fn document(
    lang: Lang,
    book: &Rulebook,
    sources: &Sources,
    index: usize,
    arguments: &ExplainArgs,
) -> anyhow::Result<Outcome> {
    let found = explain_document(lang, book, sources, index, arguments.as_of.unwrap_or_else(today));
    match arguments.format {
        PageFormat::Table => print(&document_explained(lang, &found, width()))?,
        PageFormat::Json => print(&format!("{}\n", json(&found)?))?,
        PageFormat::Markdown => print(&document_explained_markdown(lang, &found))?,
    }
    Ok(Outcome::Done)
}

/// What a fact of the firm is, and what decided it; of a yearly one, that of last year.
fn value(
    lang: Lang,
    book: &Rulebook,
    mut sources: Sources,
    id: FactId,
    arguments: &ExplainArgs,
) -> anyhow::Result<Outcome> {
    let fact = book.dictionary.fact(id);
    if matches!(fact.home, Home::Record(_)) {
        bail!(words::fact_of_records(lang, &fact.key));
    }
    let Some(path) = &arguments.profile else { bail!(words::value_of_no_firm(lang, &fact.key)) };
    let Some(known) = firm::read(lang, book, &mut sources, path, arguments.as_of)? else {
        return Ok(Outcome::Findings);
    };
    let as_of = firm::as_of(arguments.as_of, &known.profile);
    let wanted = Wanted::Fact(id, fact.yearly.then_some(LAST_YEAR));
    let answer = |profile: &Profile| {
        let evaluation = evaluate(book, profile, Question { as_of: as_of.0, strict: arguments.strict });
        explain_value(lang, book, &sources, wanted, profile, as_of, &evaluation)
    };
    let page = |found: &ValueReport| -> anyhow::Result<String> {
        Ok(match arguments.format {
            PageFormat::Table => value_text(lang, found, width()),
            PageFormat::Json => format!("{}\n", json(found)?),
            PageFormat::Markdown => value_markdown(lang, found),
        })
    };
    let changes = |before: &ValueReport, after: &ValueReport| changes_of_values(lang, before, after);
    of_firm(lang, (book, &sources), &known, (arguments, as_of.0), (&answer, &page, &changes))
}

/// The support that an address, an end of one, or a name stands for.
fn support(lang: Lang, book: &Rulebook, text: &str) -> anyhow::Result<SupportId> {
    match find_support(book, text) {
        Found::One(id) => Ok(id),
        Found::Many(ids) => {
            let all = ids.into_iter().map(|id| book.support(id));
            let all = all.map(|one| (one.address.clone(), words::support_name(lang, one).to_owned()));
            bail!(words::several_supports(lang, text, &all.collect::<Vec<_>>()))
        }
        Found::None(near) => {
            let near = near.or_else(|| nearest(text, CODES));
            bail!(words::no_such_support(lang, text, near.as_deref()))
        }
    }
}
