//! What the oracle knows of the fictional province in `tests/world`: its facts, records, places and industries.

/// What sort of value a fact has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Kind {
    Money,
    Ratio,
    Count,
    Date,
    Flag,
    Choice,
    /// Several choices at once.
    Many,
    Place,
    Industry,
}

impl Kind {
    pub(crate) fn is_ordered(self) -> bool {
        matches!(self, Kind::Money | Kind::Ratio | Kind::Count | Kind::Date)
    }
}

/// What a fact belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Home {
    Firm,
    Year,
    /// The records of [`RECORDS`] with this index.
    Record(usize),
}

/// How a fact follows from others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Derived {
    Due,
    Until,
    Valid,
    Bonus,
}

/// One fact.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fact {
    pub(crate) key: &'static str,
    pub(crate) kind: Kind,
    pub(crate) home: Home,
    pub(crate) choices: &'static [&'static str],
    pub(crate) is_signed: bool,
    pub(crate) derived: Option<Derived>,
}

pub(crate) const RECORDS: [&str; 4] = ["project", "title", "hire", "received"];
/// How many kinds of records there are, and which are people hired and money received.
pub(crate) const KINDS: usize = RECORDS.len();
pub(crate) const HIRED: usize = 2;
pub(crate) const RECEIVED: usize = 3;
const PROJECT: Home = Home::Record(0);
const TITLE: Home = Home::Record(1);
const HIRE: Home = Home::Record(HIRED);
const RECEIPT: Home = Home::Record(RECEIVED);

const fn fact(key: &'static str, kind: Kind, home: Home) -> Fact {
    Fact { key, kind, home, choices: &[], is_signed: false, derived: None }
}

const fn choice(key: &'static str, kind: Kind, home: Home, choices: &'static [&'static str]) -> Fact {
    Fact { choices, ..fact(key, kind, home) }
}

const fn derived(key: &'static str, kind: Kind, home: Home, from: Derived) -> Fact {
    Fact { derived: Some(from), ..fact(key, kind, home) }
}

/// All facts that rules read.
pub(crate) const FACTS: &[Fact] = &[
    fact("assets", Kind::Money, Home::Firm),
    fact("staff", Kind::Count, Home::Firm),
    fact("looms", Kind::Count, Home::Firm),
    fact("export-share", Kind::Ratio, Home::Firm),
    fact("founded", Kind::Date, Home::Firm),
    choice("rank", Kind::Choice, Home::Firm, &["bronze", "silver", "gold"]),
    choice("marks", Kind::Many, Home::Firm, &["green", "smart", "craft"]),
    fact("listed", Kind::Flag, Home::Firm),
    fact("on-roster", Kind::Flag, Home::Firm),
    fact("place", Kind::Place, Home::Firm),
    fact("industry", Kind::Industry, Home::Firm),
    fact("revenue", Kind::Money, Home::Year),
    Fact { is_signed: true, ..fact("profit", Kind::Money, Home::Year) },
    fact("project.spend", Kind::Money, PROJECT),
    fact("project.share", Kind::Ratio, PROJECT),
    fact("project.started", Kind::Date, PROJECT),
    choice("project.kinds", Kind::Many, PROJECT, &["new-mill", "refit", "archive"]),
    fact("project.approved", Kind::Flag, PROJECT),
    derived("project.due", Kind::Date, PROJECT, Derived::Due),
    fact("title.granted", Kind::Date, TITLE),
    choice("title.kind", Kind::Choice, TITLE, &["lantern", "beacon", "comet"]),
    derived("title.until", Kind::Date, TITLE, Derived::Until),
    derived("title.valid", Kind::Flag, TITLE, Derived::Valid),
    fact("hire.pay", Kind::Money, HIRE),
    fact("hire.count", Kind::Count, HIRE),
    fact("hire.joined", Kind::Date, HIRE),
    choice("hire.degree", Kind::Choice, HIRE, &["master", "doctor"]),
    derived("hire.bonus", Kind::Money, HIRE, Derived::Bonus),
    choice("received.for-what", Kind::Choice, RECEIPT, &["equipment", "bonus", "title:beacon"]),
    fact("received.amount", Kind::Money, RECEIPT),
    fact("received.date", Kind::Date, RECEIPT),
];

/// The date that says to which year a record of this kind belongs.
pub(crate) fn dated_by(kind: usize) -> Option<usize> {
    [Some("project.started"), None, Some("hire.joined"), None][kind].map(by_key)
}

/// The index of a fact.
pub(crate) fn by_key(key: &str) -> usize {
    FACTS.iter().position(|fact| fact.key == key).unwrap()
}

/// Places by code and name.
pub(crate) const PLACES: &[(&str, &str)] = &[
    ("980000", "云屿省"),
    ("980100", "砚川市"),
    ("980102", "墨池区"),
    ("980103", "青檐区"),
    ("980121", "石鳞县"),
    ("980200", "芦汀市"),
    ("980202", "鹭滩区"),
    ("980221", "絮风县"),
];

/// A named set of places.
pub(crate) const SET: (&str, &[&str]) = ("砚川市区", &["980102", "980103"]);

/// Industries, by code alone; no rule speaks of the last one.
pub(crate) const INDUSTRIES: &[&str] = &["X", "X1", "X11", "X12", "X2", "Y", "Y1", "Y2", "Z"];

/// Whether a place or an industry lies within another.
pub(crate) fn lies_within(inner: &str, outer: &str) -> bool {
    inner.starts_with(outer.trim_end_matches("00"))
}

/// The places or industries within one, that hold no other.
pub(crate) fn leaves_of(kind: Kind, outer: Option<&str>) -> Vec<&'static str> {
    let all: Vec<&'static str> =
        if kind == Kind::Place { PLACES.iter().map(|(code, _)| *code).collect() } else { INDUSTRIES.to_vec() };
    let is_leaf = |code: &&str| !all.iter().any(|other| other != code && lies_within(other, code));
    let is_inside = |code: &&str| outer.is_none_or(|outer| lies_within(code, outer));
    all.iter().copied().filter(is_leaf).filter(is_inside).collect()
}

/// The codes that a place's name or a set's name in a rule stands for.
pub(crate) fn codes_of(name: &str) -> Vec<&'static str> {
    if name == SET.0 {
        return SET.1.to_vec();
    }
    PLACES.iter().filter(|(_, other)| *other == name).map(|(code, _)| *code).collect()
}
