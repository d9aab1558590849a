//! The oracle's own rules: the same language, as plain data.

use super::days::{self, Unit};
use super::fraction::Fraction;
use super::world::{FACTS, Fact, Kind};

/// Documents with their supports and groups.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    pub(crate) documents: Vec<Document>,
    pub(crate) supports: Vec<Support>,
    pub(crate) groups: Vec<Group>,
}

#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// The folder, and the code and name of its place.
    pub(crate) folder: &'static str,
    pub(crate) place: (&'static str, &'static str),
    pub(crate) stem: &'static str,
    pub(crate) standing: &'static str,
    pub(crate) evidence: &'static str,
    pub(crate) from: i64,
    pub(crate) until: Option<i64>,
    pub(crate) scope: Option<Scope>,
    pub(crate) replaces: Vec<(Older, bool)>,
    pub(crate) definitions: Vec<Definition>,
}

#[derive(Clone, Debug)]
pub(crate) struct Scope {
    pub(crate) within: Vec<&'static str>,
    pub(crate) not_in: Vec<&'static str>,
    pub(crate) unclear_in: Vec<&'static str>,
}

/// A named condition or amount of money; its name is `term-` and its index.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    pub(crate) bound: Vec<usize>,
    pub(crate) meaning: Meaning,
    pub(crate) assume: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum Meaning {
    When(Vec<Condition>),
    Value(Quantity),
}

#[derive(Clone, Debug)]
pub(crate) struct Support {
    pub(crate) document: usize,
    pub(crate) id: String,
    pub(crate) purpose: &'static str,
    pub(crate) is_announced: bool,
    pub(crate) for_each: Option<usize>,
    pub(crate) selects: Vec<Condition>,
    pub(crate) scope: Option<Scope>,
    pub(crate) when: Vec<Condition>,
    pub(crate) amount: Option<Quantity>,
    pub(crate) limits: Vec<Limit>,
    pub(crate) payee: &'static str,
    pub(crate) period: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum CapScope {
    Record,
    Enterprise,
    Unstated,
}

/// Of which time a cap is a cap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum CapPeriod {
    Whole,
    Year,
    Ever,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    pub(crate) fen: i128,
    pub(crate) scope: CapScope,
    pub(crate) period: CapPeriod,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum GroupRule {
    Highest,
    TopUp,
    Sum,
    Unstated,
}

#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) document: usize,
    pub(crate) members: Vec<usize>,
    pub(crate) rule: GroupRule,
    pub(crate) per: Option<usize>,
    pub(crate) by_year: bool,
    pub(crate) limits: Vec<Limit>,
}

/// What a newer document takes the place of, by index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Older {
    Document(usize),
    Support(usize),
}

/// A fact where it is read; the year counts from the as-of year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct FactUse {
    pub(crate) fact: usize,
    pub(crate) year: i64,
}

impl FactUse {
    pub(crate) fn declared(self) -> &'static Fact {
        &FACTS[self.fact]
    }

    pub(crate) fn kind(self) -> Kind {
        self.declared().kind
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Compare {
    AtLeast,
    Above,
    AtMost,
    Below,
    Is,
}

impl Compare {
    pub(crate) fn holds<T: Ord>(self, left: &T, right: &T) -> bool {
        match self {
            Compare::AtLeast => left >= right,
            Compare::Above => left > right,
            Compare::AtMost => left <= right,
            Compare::Below => left < right,
            Compare::Is => left == right,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Among {
    Is,
    AnyOf,
    NoneOf,
}

#[derive(Clone, Debug)]
pub(crate) enum Condition {
    Compare { left: Quantity, kind: Kind, compare: Compare, right: Quantity },
    Among { fact: FactUse, among: Among, names: Vec<&'static str> },
    Flag { fact: FactUse, is: bool },
    Has { record: usize, selects: Vec<Condition>, bound: Option<(Compare, usize)> },
    All(Vec<Condition>),
    Any(Vec<Condition>),
    None(Vec<Condition>),
    Meets(usize),
    Judged,
    Unclear { readings: Vec<Condition>, assume: bool },
}

#[derive(Clone, Debug)]
pub(crate) enum Quantity {
    Money(i128),
    PerMille(i128),
    Count(i128),
    Day(Phrase),
    Unstated,
    Fact(FactUse),
    Defined(usize),
    Rate(Box<Quantity>, Box<Quantity>),
    Each(Box<Quantity>, Box<Quantity>),
    Range(Option<Box<Quantity>>, Option<Box<Quantity>>),
    /// What the cases compare, if they compare one fact; each case, whose conditions are empty for the rest.
    Cases(Option<FactUse>, Vec<(Vec<Condition>, Quantity)>),
    Unclear {
        readings: Vec<Quantity>,
        assume: bool,
    },
    Bounded {
        inner: Box<Quantity>,
        floor: Option<Box<Quantity>>,
        cap: Option<Box<Quantity>>,
    },
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Phrase {
    Fixed(i64),
    Ago(i64, Unit),
    After(i64, Unit, FactUse),
    StartOfYear(i64),
    EndOfYear(i64),
}

impl Phrase {
    /// The day, where it hangs on no fact of the firm.
    pub(crate) fn day(self, as_of: i64) -> Option<i64> {
        let year = days::date(as_of).0;
        match self {
            Phrase::Fixed(day) => Some(day),
            Phrase::Ago(count, unit) => Some(days::later(as_of, -count, unit)),
            Phrase::StartOfYear(years) => Some(days::day(year + years, 1, 1)),
            Phrase::EndOfYear(years) => Some(days::day(year + years, 12, 31)),
            Phrase::After(..) => None,
        }
    }
}

impl Support {
    pub(crate) fn address(&self, rules: &Rules) -> String {
        let document = &rules.documents[self.document];
        format!("{}/{}/{}", document.folder, document.stem, self.id)
    }

    /// The smallest of the caps of all that is answered that have one of these scopes.
    pub(crate) fn cap(&self, counts: impl Fn(CapScope) -> bool) -> Option<Fraction> {
        let whole = self.limits.iter().filter(|limit| counts(limit.scope) && limit.period != CapPeriod::Year);
        whole.map(|limit| Fraction::fen(limit.fen)).min()
    }
}

impl Rules {
    /// Whether the support can be had on the day.
    pub(crate) fn is_open(&self, support: usize, as_of: i64) -> bool {
        let is_gone = |document: &Document| {
            let is_older = |(older, sure): &(Older, bool)| *sure && self.is_older(*older, support);
            document.has_come(as_of) && document.replaces.iter().any(is_older)
        };
        self.documents[self.supports[support].document].is_open(as_of) && !self.documents.iter().any(is_gone)
    }

    pub(crate) fn is_older(&self, older: Older, support: usize) -> bool {
        match older {
            Older::Document(document) => self.supports[support].document == document,
            Older::Support(other) => other == support,
        }
    }
}

impl Document {
    /// Whether somebody may get something under it on the day; under a draft nobody does.
    pub(crate) fn is_open(&self, as_of: i64) -> bool {
        if self.standing == "draft" {
            return false;
        }
        let has_ended = matches!(self.standing, "superseded" | "ended") && self.until.is_none();
        as_of >= self.from && self.until.is_none_or(|until| as_of <= until) && !has_ended
    }

    /// Whether it is known to have come into force, so that what it replaces is gone.
    pub(crate) fn has_come(&self, as_of: i64) -> bool {
        !["draft", "unconfirmed"].contains(&self.standing) && self.is_totalled() && as_of >= self.from
    }

    /// What one report alone says is in no total.
    pub(crate) fn is_totalled(&self) -> bool {
        self.evidence != "single"
    }
}
