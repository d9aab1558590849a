//! What a firm states, as the graph reads it: the facts of the firm in their order, on machine integers.

use crate::codes::{CodeId, CodeTree};
use crate::dictionary::{Choices, Fact, FactId, Home};
use crate::number::Number;
use crate::profile::{FactRef, Profile, Value};
use crate::rulebook::Rulebook;
use crate::truth::{Reasons, Truth};

use super::lower::scale_of;
use super::span::{Odd, Span, units};

/// What a profile says of a fact.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Stated {
    /// Nothing.
    Nothing,
    /// A number, in the decimals of its kind.
    Number(i64),
    /// A number between two, in its decimals.
    Within(i64, i64),
    /// Something that could not be read.
    Unread,
    /// Yes or no.
    Flag(bool),
    /// The choices that hold.
    Choices(Choices),
    /// A place or an industry.
    Code(CodeId),
    /// Words.
    Text,
    /// A number that does not fit.
    Odd,
}

/// What a fact may be, as [`super::super::Possible`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Seen {
    Range(Span),
    Flag(Truth),
    Choices { must: Choices, may: Choices },
    Code(CodeId),
    Text,
}

impl Stated {
    /// What the profile says.
    #[must_use]
    pub fn of(fact: &Fact, value: Option<&Value>) -> Stated {
        let Some(value) = value else { return Stated::Nothing };
        match value {
            Value::Number(number) => units(*number, scale_of(fact.kind)).map_or(Stated::Odd, Stated::Number),
            Value::Within(range) => Span::of(**range, scale_of(fact.kind), Reasons::NONE)
                .map_or(Stated::Odd, |span| Stated::Within(span.low, span.high)),
            Value::Unread => Stated::Unread,
            Value::Flag(flag) => Stated::Flag(*flag),
            Value::Choices(choices) => Stated::Choices(*choices),
            Value::Code(code) => Stated::Code(*code),
            Value::Text(_) => Stated::Text,
        }
    }

    /// Whether it is said exactly.
    pub(super) fn is_exact(self) -> bool {
        !matches!(self, Stated::Nothing | Stated::Within(..) | Stated::Unread)
    }

    /// What it is; `None` where nothing is said.
    pub(super) fn seen(self, any: Result<Seen, Odd>) -> Result<Option<Seen>, Odd> {
        Ok(Some(match self {
            Stated::Nothing => return Ok(None),
            Stated::Odd => return Err(Odd),
            Stated::Number(at) => Seen::Range(Span::point(at)),
            Stated::Within(low, high) => Seen::Range(Span::new(low, high, Reasons::NONE)),
            Stated::Flag(flag) => Seen::Flag(Truth::from(flag)),
            Stated::Choices(choices) => Seen::Choices { must: choices, may: choices },
            Stated::Code(code) => Seen::Code(code),
            Stated::Text | Stated::Unread => any?,
        }))
    }
}

/// All that a fact may be.
pub(super) fn anything(fact: &Fact) -> Result<Seen, Odd> {
    Ok(match super::super::env::anything(fact) {
        super::super::Possible::Range(range) => Seen::Range(Span::of(range, scale_of(fact.kind), Reasons::NONE)?),
        super::super::Possible::Flag(flag) => Seen::Flag(flag),
        super::super::Possible::Choices { must, may } => Seen::Choices { must, may },
        super::super::Possible::Code(code) => Seen::Code(code),
        super::super::Possible::Text => Seen::Text,
    })
}

/// The facts of a firm in the order of the dictionary; those of years and records are looked up in the profile.
#[must_use]
pub fn of_profile(book: &Rulebook, profile: &Profile) -> Vec<Stated> {
    let mut stated = vec![Stated::Nothing; book.dictionary.fact_ids().count()];
    for (id, value) in profile.facts.iter() {
        if let Some(place) = stated.get_mut(id.index()) {
            *place = Stated::of(book.dictionary.fact(*id), Some(value));
        }
    }
    stated
}

/// The profile of a firm that states these facts and nothing else; `None` where one of them can't be told from them.
#[must_use]
pub fn profile_of(book: &Rulebook, stated: &[Stated]) -> Option<Profile> {
    let mut profile = Profile::default();
    for (id, stated) in book.dictionary.fact_ids().zip(stated) {
        let value = match *stated {
            Stated::Nothing | Stated::Text => continue,
            Stated::Number(at) => Value::Number(Number::of_units(at, scale_of(book.dictionary.fact(id).kind))),
            Stated::Flag(flag) => Value::Flag(flag),
            Stated::Choices(choices) => Value::Choices(choices),
            Stated::Code(code) => Value::Code(code),
            Stated::Within(..) | Stated::Unread | Stated::Odd => return None,
        };
        profile.facts.insert(id, value);
    }
    Some(profile)
}

/// What a profile says of a fact of a record or a year.
pub(super) fn elsewhere(book: &Rulebook, profile: &Profile, reference: FactRef) -> Stated {
    let fact = book.dictionary.fact(reference.fact);
    let value = match fact.home {
        Home::Record(record) => profile.value(reference, Some(record)).filter(|_| reference.record.is_some()),
        Home::Enterprise | Home::Year => profile.value(reference, None),
    };
    Stated::of(fact, value)
}

/// The place of the firm; the whole nation where it is not stated.
pub(super) fn place(fact: Option<FactId>, stated: &[Stated]) -> CodeId {
    let stated = fact.and_then(|fact| stated.get(fact.index()));
    if let Some(Stated::Code(place)) = stated { *place } else { CodeTree::ROOT }
}
