//! The oracle's own rules: the same language, as plain data.

use super::days::{self, Unit};
use super::fraction::Fraction;
use super::world::{FACTS, Fact, Kind, by_key};

/// Documents with their supports and groups.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    pub(crate) documents: Vec<Document>,
    pub(crate) supports: Vec<Support>,
    pub(crate) standards: Vec<Standard>,
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

/// Which records are bound at some place of a rule, and whether a year is.
#[derive(Clone, Default, Debug)]
pub(crate) struct Here {
    pub(crate) records: Vec<usize>,
    pub(crate) year: bool,
}

impl Here {
    /// What is bound for one record, or for the firm.
    pub(crate) fn of(record: Option<usize>) -> Here {
        Here { records: record.into_iter().collect(), year: false }
    }

    /// What is bound inside a form that ranges over something.
    pub(crate) fn inside(&self, across: Across) -> Here {
        let mut here = self.clone();
        match across {
            Across::Records(record) => here.records.push(record),
            Across::Years { .. } => here.year = true,
        }
        here
    }

    /// Whether all that `wanted` needs is bound.
    pub(crate) fn holds(&self, wanted: &Here) -> bool {
        wanted.records.iter().all(|record| self.records.contains(record)) && (self.year || !wanted.year)
    }
}

/// The conditions for a title.
#[derive(Clone, Debug)]
pub(crate) struct Standard {
    pub(crate) document: usize,
    pub(crate) id: String,
    pub(crate) when: Vec<Condition>,
}

/// A named condition or quantity; its name is `term-` and its index.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    pub(crate) bound: Here,
    pub(crate) meaning: Meaning,
    pub(crate) assume: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum Meaning {
    When(Vec<Condition>),
    Value(Quantity, Kind),
}

#[derive(Clone, Debug)]
pub(crate) struct Support {
    pub(crate) document: usize,
    pub(crate) id: String,
    pub(crate) purpose: &'static str,
    pub(crate) is_announced: bool,
    /// The first and the last day on which applications are taken, as far as stated.
    pub(crate) window: [Option<i64>; 2],
    pub(crate) for_each: Option<usize>,
    pub(crate) selects: Vec<Condition>,
    pub(crate) scope: Option<Scope>,
    pub(crate) when: Vec<Condition>,
    pub(crate) amount: Option<Quantity>,
    /// Shares of the amount, in a thousand, and what each waits for.
    pub(crate) shares: Vec<(i128, Vec<Condition>)>,
    pub(crate) clawback: Vec<Condition>,
    pub(crate) limits: Vec<Limit>,
    pub(crate) payee: &'static str,
    pub(crate) period: &'static str,
    /// For how many periods, where that is said.
    pub(crate) duration: Option<Quantity>,
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

/// Which year's value of a fact.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Year {
    /// It is not one a year.
    Never,
    /// So many years after the as-of year.
    AsOf(i64),
    /// So many years after the year that is bound.
    Bound(i64),
}

/// A fact where it is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct FactUse {
    pub(crate) fact: usize,
    pub(crate) year: Year,
}

impl FactUse {
    /// A fact that is not one a year.
    pub(crate) fn plain(key: &str) -> FactUse {
        FactUse { fact: by_key(key), year: Year::Never }
    }

    /// A yearly fact, so many years after the one that is bound.
    pub(crate) fn bound(key: &str, years: i64) -> FactUse {
        FactUse { fact: by_key(key), year: Year::Bound(years) }
    }

    /// The same fact so many years before.
    pub(crate) fn before(self, years: i64) -> FactUse {
        let year = match self.year {
            Year::Never => Year::Never,
            Year::AsOf(year) => Year::AsOf(year - years),
            Year::Bound(year) => Year::Bound(year - years),
        };
        FactUse { year, ..self }
    }

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

/// What a form ranges over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Across {
    Records(usize),
    /// Whole years before the as-of year, those before a date of the firm left out.
    Years {
        last: i64,
        or_since: Option<&'static str>,
    },
}

#[derive(Clone, Debug)]
pub(crate) enum Condition {
    Compare {
        left: Quantity,
        kind: Kind,
        compare: Compare,
        right: Quantity,
    },
    Among {
        fact: FactUse,
        among: Among,
        names: Vec<&'static str>,
    },
    Flag {
        fact: FactUse,
        is: bool,
    },
    /// A ranked choice against one of its choices.
    Rank {
        fact: FactUse,
        compare: Compare,
        name: &'static str,
    },
    Has {
        across: Across,
        selects: Vec<Condition>,
        bound: Option<(Compare, usize)>,
    },
    Every {
        across: Across,
        selects: Vec<Condition>,
    },
    Of {
        parts: Vec<Condition>,
        compare: Compare,
        count: usize,
    },
    All(Vec<Condition>),
    Any(Vec<Condition>),
    None(Vec<Condition>),
    Meets(usize),
    /// The conditions of another support, which is not of single records.
    MeetsSupport(usize),
    MeetsStandard(usize),
    /// A comparison of a fact that stands on an assumption.
    Assumed(Box<Condition>),
    Judged,
    Unclear {
        readings: Vec<Condition>,
        assume: bool,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fold {
    Sum,
    Mean,
    Highest,
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
    Cases(Option<Box<Quantity>>, Vec<(Vec<Condition>, Quantity)>),
    /// So much for each whole unit of something.
    Units {
        each: Box<Quantity>,
        per: Box<Quantity>,
        of: Box<Quantity>,
    },
    /// Of what; the upper end of each slice, in fen, and its rate.
    Slices(Box<Quantity>, Vec<(Option<i128>, Quantity)>),
    Fold(Fold, Vec<Quantity>),
    Across {
        fold: Fold,
        each: Box<Quantity>,
        across: Across,
        selects: Vec<Condition>,
    },
    CountOf {
        across: Across,
        selects: Vec<Condition>,
    },
    Excess(Box<Quantity>, Box<Quantity>),
    Ratio(Box<Quantity>, Box<Quantity>),
    /// The growth of a yearly fact over so many years.
    Growth(FactUse, i64),
    /// A number of months or years, as a payment's length is written.
    Length(i128),
    /// Amounts of a support, each paid once its conditions hold.
    Staged(Vec<(Vec<Condition>, Quantity)>),
    Assumed(Box<Quantity>),
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
    /// The day that something is compared with, where it hangs on no fact of the firm. So long ago is the day from
    /// which so long has just passed, or has almost: among days of which the length ends on the same one, and around
    /// those on which no length ends, the comparison says which.
    pub(crate) fn day(self, as_of: i64, compare: Compare) -> Option<i64> {
        let year = days::date(as_of).0;
        match self {
            Phrase::Fixed(day) => Some(day),
            Phrase::Ago(count, unit) => {
                let near = days::later(as_of, -count, unit);
                let mut around = near - 40..near + 40;
                match compare {
                    Compare::AtLeast | Compare::Below | Compare::Is => {
                        around.find(|day| days::later(*day, count, unit) >= as_of)
                    }
                    Compare::AtMost | Compare::Above => around.rfind(|day| days::later(*day, count, unit) <= as_of),
                }
            }
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

    /// Each stage's conditions, where every part of the money waits for some.
    pub(crate) fn stages(&self) -> Option<Vec<&[Condition]>> {
        let Some(Quantity::Staged(stages)) = &self.amount else { return None };
        let conditions: Vec<&[Condition]> = stages.iter().map(|(when, _)| &when[..]).collect();
        (!conditions.iter().any(|when| when.is_empty())).then_some(conditions)
    }

    /// The smallest of the caps of all that is answered that have one of these scopes.
    pub(crate) fn cap(&self, counts: impl Fn(CapScope) -> bool) -> Option<Fraction> {
        let whole = self.limits.iter().filter(|limit| counts(limit.scope) && limit.period != CapPeriod::Year);
        whole.map(|limit| Fraction::fen(limit.fen)).min()
    }
}

impl Rules {
    /// Whether the support can be had on the day by a firm for which a document surely applies, or does not.
    pub(crate) fn is_open(&self, support: usize, as_of: i64, applies: impl Fn(&Document) -> bool) -> bool {
        let is_gone = |document: &Document| {
            let is_older = |(older, sure): &(Older, bool)| *sure && self.is_older(*older, support);
            document.has_come(as_of) && applies(document) && document.replaces.iter().any(is_older)
        };
        let [opens, closes] = self.supports[support].window;
        let is_taken = opens.is_none_or(|opens| opens <= as_of) && closes.is_none_or(|closes| as_of <= closes);
        let is_open = is_taken && self.documents[self.supports[support].document].is_open(as_of);
        is_open && !self.documents.iter().any(is_gone)
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
