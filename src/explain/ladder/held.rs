//! Which titles the firm holds.

use crate::calendar::Day;
use crate::evaluate::{Binding, Env, Possible};
use crate::report::HeldReport;
use crate::rulebook::Rulebook;
use crate::truth::Truth;
use crate::words::{self, Lang};

use super::Titles;

/// The number of a title among the choices of `title.kind`.
pub(super) fn index(book: &Rulebook, titles: Titles, key: &str) -> Option<usize> {
    book.dictionary.fact(titles.kind).choices.iter().position(|choice| choice.key == key)
}

/// Whether the firm holds a valid title of this kind; `None` when that is not known.
pub(super) fn is_held(env: &Env<'_>, titles: Titles, title: usize) -> Option<bool> {
    let count = env.profile.records.get(&titles.record)?.len();
    let found = (0..count).map(|index| {
        let bound = Binding { record: titles.record, index: Some(index), outer: None };
        let env = Env { binding: Some(&bound), ..*env };
        of_kind(&env, titles, title).and(valid(&env, titles))
    });
    known(found.fold(Truth::False, Truth::or))
}

/// The titles that the profile lists; `None` when it has no such list.
pub(super) fn held(lang: Lang, env: &Env<'_>, titles: Titles) -> Option<Vec<HeldReport>> {
    let count = env.profile.records.get(&titles.record)?.len();
    Some((0..count).map(|index| one(lang, env, titles, index)).collect())
}

fn one(lang: Lang, env: &Env<'_>, titles: Titles, index: usize) -> HeldReport {
    let bound = Binding { record: titles.record, index: Some(index), outer: None };
    let env = Env { binding: Some(&bound), ..*env };
    let kinds = &env.book.dictionary.fact(titles.kind).choices;
    let kind = if let Ok((Possible::Choices { may, .. }, _)) = env.possible(titles.kind, None) {
        let mut may = may.indices();
        may.next().filter(|_| may.next().is_none()).and_then(|kind| kinds.get(kind))
    } else {
        None
    };
    let day = |fact| {
        let Ok((Possible::Range(range), _)) = env.possible(fact, None) else { return None };
        range.as_point().and_then(Day::from_number).map(|day| day.to_string())
    };
    HeldReport {
        title: kind.map(|kind| kind.key.clone()),
        name: kind
            .map_or_else(|| words::unnamed_title(lang).to_owned(), |kind| words::choice_label(lang, kind).to_owned()),
        granted: day(titles.granted),
        until: day(titles.until),
        valid: known(valid(&env, titles)),
    }
}

fn of_kind(env: &Env<'_>, titles: Titles, title: usize) -> Truth {
    let Ok((Possible::Choices { may, .. }, _)) = env.possible(titles.kind, None) else { return Truth::Unknown };
    let mut kinds = may.indices();
    match (kinds.any(|kind| kind == title), may.indices().count()) {
        (false, _) => Truth::False,
        (true, 1) => Truth::True,
        (true, _) => Truth::Unknown,
    }
}

fn valid(env: &Env<'_>, titles: Titles) -> Truth {
    if let Ok((Possible::Flag(valid), _)) = env.possible(titles.valid, None) { valid } else { Truth::Unknown }
}

fn known(truth: Truth) -> Option<bool> {
    match truth {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Unknown => None,
    }
}
