//! The ladder of titles: what the firm holds, what each standard takes, what its title would bring.

mod brings;
mod held;
mod scores;
mod tightened;

use crate::calendar::Day;
use crate::dictionary::{FactId, RecordId};
use crate::evaluate::{Env, Memo, Possible, Question, evaluate};
use crate::profile::Profile;
use crate::report::{
    AsOfFrom, BringReport, DerivedReport, HeldReport, LADDER_SCHEMA, Ladder, Report, Rung, StandardReport, Status,
};
use crate::rulebook::{AppliesTo, Rulebook, Support};
use crate::source::Sources;
use crate::words::{self, Lang};

use super::{explain, explain_standards};

/// The derived fact that says how large a firm is.
const SIZE: &str = "size-class";

/// The facts of a title in the dictionary.
#[derive(Clone, Copy)]
struct Titles {
    record: RecordId,
    kind: FactId,
    granted: FactId,
    until: FactId,
    valid: FactId,
}

impl Titles {
    /// `None` where the dictionary has no titles.
    fn of(book: &Rulebook) -> Option<Titles> {
        let fact = |key| book.dictionary.by_key(key);
        Some(Titles {
            record: book.dictionary.record_by_key("title")?,
            kind: fact("title.kind")?,
            granted: fact("title.granted")?,
            until: fact("title.until")?,
            valid: fact("title.valid")?,
        })
    }
}

/// The ladder of this firm on this day, in a language.
#[must_use]
pub fn explain_ladder(
    lang: Lang,
    book: &Rulebook,
    sources: &Sources,
    profile: &Profile,
    (as_of, as_of_from): (Day, AsOfFrom),
    strict: bool,
) -> Ladder {
    let asked = Asked { lang, book, sources, as_of: (as_of, as_of_from), question: Question { as_of, strict } };
    let evaluation = evaluate(book, profile, asked.question);
    let now = explain(lang, book, sources, profile, asked.as_of, &evaluation);
    let standards = explain_standards(lang, book, sources, profile, as_of, &evaluation);
    let memo = Memo::with(&evaluation.amounts);
    let env = Env::new(book, profile, asked.question, &memo);
    let titles = Titles::of(book);
    let mut rungs: Vec<Rung> = standards
        .iter()
        .map(|standard| {
            let title = titles.and_then(|titles| held::index(book, titles, &standard.title));
            let held = titles.zip(title).and_then(|(titles, title)| held::is_held(&env, titles, title));
            let brings = titles.zip(title).filter(|_| held == Some(false) && takes_new(standard));
            Rung {
                held,
                scores: rule(book, standard).map(|rule| scores::scores(lang, &env, rule)).unwrap_or_default(),
                tightened: tightened::tightened(lang, standard, &standards),
                brings: brings.map(|(titles, title)| asked.brings(profile, titles, title, &now)),
                standard: standard.clone(),
            }
        })
        .collect();
    rungs.sort_by_key(|rung| (rank(book, titles, rung), rung.standard.status == Status::NotOpen));
    Ladder {
        schema: LADDER_SCHEMA,
        as_of: as_of.to_string(),
        as_of_from,
        strict,
        enterprise: now.enterprise,
        size: size(lang, &env),
        titles: titles.and_then(|titles| held::held(lang, &env, titles)),
        standards: rungs,
        assumptions: now.assumptions,
    }
}

/// The titles that a firm lists; none where it has no list.
pub(super) fn held_titles(lang: Lang, env: &Env<'_>) -> Vec<HeldReport> {
    Titles::of(env.book).and_then(|titles| held::held(lang, env, titles)).unwrap_or_default()
}

/// By what those who hold a title are judged on the day; the standard for them alone before the one for all.
pub(super) fn review_of<'s>(standards: &'s [StandardReport], title: &str) -> Option<&'s StandardReport> {
    let is_of_review = |standard: &&StandardReport| {
        standard.title == title && standard.status != Status::NotOpen && standard.applies_to != AppliesTo::New.word()
    };
    standards.iter().filter(is_of_review).max_by_key(|standard| standard.applies_to == AppliesTo::Review.word())
}

/// The firm with these titles more, by their keys, granted on the day.
pub(super) fn with_titles(book: &Rulebook, profile: &Profile, keys: &[String], as_of: Day) -> Profile {
    let Some(titles) = Titles::of(book) else { return profile.clone() };
    let indices = keys.iter().filter_map(|key| held::index(book, titles, key));
    indices.fold(profile.clone(), |profile, title| brings::with_title(&profile, titles, title, as_of))
}

/// Whether a firm that surely lacks the title of a standard is recognised by it on the day.
pub(super) fn is_to_be_had(book: &Rulebook, profile: &Profile, question: Question, standard: &StandardReport) -> bool {
    let memo = Memo::default();
    let env = Env::new(book, profile, question, &memo);
    let held =
        Titles::of(book).and_then(|titles| held::is_held(&env, titles, held::index(book, titles, &standard.title)?));
    held == Some(false) && takes_new(standard)
}

/// What is asked of the rules.
struct Asked<'a> {
    lang: Lang,
    book: &'a Rulebook,
    sources: &'a Sources,
    as_of: (Day, AsOfFrom),
    question: Question,
}

impl Asked<'_> {
    fn brings(&self, profile: &Profile, titles: Titles, title: usize, now: &Report) -> Vec<BringReport> {
        let profile = brings::with_title(profile, titles, title, self.question.as_of);
        let evaluation = evaluate(self.book, &profile, self.question);
        let then = explain(self.lang, self.book, self.sources, &profile, self.as_of, &evaluation);
        brings::changed(now, &then)
    }
}

fn rule<'b>(book: &'b Rulebook, standard: &StandardReport) -> Option<&'b Support> {
    book.standards.iter().map(|standard| &standard.rule).find(|rule| rule.address == standard.id)
}

/// Whether firms without the title are recognised by a standard on the day.
fn takes_new(standard: &StandardReport) -> bool {
    standard.status != Status::NotOpen && standard.applies_to != AppliesTo::Review.word()
}

/// From the lowest title up, as the dictionary has them.
fn rank(book: &Rulebook, titles: Option<Titles>, rung: &Rung) -> Option<usize> {
    titles.and_then(|titles| held::index(book, titles, &rung.standard.title))
}

fn size(lang: Lang, env: &Env<'_>) -> Option<DerivedReport> {
    let id = env.book.dictionary.by_key(SIZE)?;
    let fact = env.book.dictionary.fact(id);
    let (Possible::Choices { may, .. }, _) = env.possible(id, None).ok()? else { return None };
    let choices: Vec<_> = may.indices().filter_map(|index| fact.choices.get(index)).collect();
    Some(DerivedReport {
        fact: fact.key.clone(),
        label: words::fact_label(lang, fact).to_owned(),
        choices: choices.iter().map(|choice| choice.key.clone()).collect(),
        text: words::one_of(lang, &choices),
    })
}
