//! What the oracle knows of the fictional province in `tests/world`: its facts, records, places and industries.

/// What sort of value a fact has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Kind {
    Money,
    Ratio,
    /// A share or growth that follows from other facts: it is compared, and no amount is a rate of it.
    Quotient,
    Count,
    /// A number that need not be whole; it is compared, and no amount is a share of it.
    Score,
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
        matches!(self, Kind::Money | Kind::Ratio | Kind::Quotient | Kind::Count | Kind::Score | Kind::Date)
    }
}

/// What a fact belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Home {
    Firm,
    Year,
    /// The records of [`RECORDS`] with this index.
    Record(usize),
    /// Each year of such a record.
    YearOf(usize),
}

impl Home {
    /// The kind of record, if it belongs to one.
    pub(crate) fn record(self) -> Option<usize> {
        match self {
            Home::Record(record) | Home::YearOf(record) => Some(record),
            Home::Firm | Home::Year => None,
        }
    }

    pub(crate) fn is_yearly(self) -> bool {
        matches!(self, Home::Year | Home::YearOf(_))
    }
}

/// How a fact follows from others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Derived {
    Due,
    Until,
    Valid,
    Bonus,
    Size,
    Tier,
    Margin,
    Pace,
    Thriving,
    Gain,
}

/// One fact.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fact {
    pub(crate) key: &'static str,
    pub(crate) kind: Kind,
    pub(crate) home: Home,
    pub(crate) choices: &'static [&'static str],
    pub(crate) is_signed: bool,
    /// Whether the choices are ranked, the lowest first.
    pub(crate) is_ranked: bool,
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
    Fact { key, kind, home, choices: &[], is_signed: false, is_ranked: false, derived: None }
}

const fn choice(key: &'static str, kind: Kind, home: Home, choices: &'static [&'static str]) -> Fact {
    Fact { choices, ..fact(key, kind, home) }
}

const fn ranked(key: &'static str, home: Home, choices: &'static [&'static str], from: Option<Derived>) -> Fact {
    Fact { is_ranked: true, derived: from, ..choice(key, Kind::Choice, home, choices) }
}

const fn signed(fact: Fact) -> Fact {
    Fact { is_signed: true, ..fact }
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
    fact("established", Kind::Date, Home::Firm),
    ranked("grade", Home::Firm, &["novice", "skilled", "master"], None),
    ranked("size", Home::Firm, &["small", "middle", "large"], Some(Derived::Size)),
    choice("rank", Kind::Choice, Home::Firm, &["bronze", "silver", "gold"]),
    choice("marks", Kind::Many, Home::Firm, &["green", "smart", "craft"]),
    fact("listed", Kind::Flag, Home::Firm),
    fact("on-roster", Kind::Flag, Home::Firm),
    fact("place", Kind::Place, Home::Firm),
    fact("industry", Kind::Industry, Home::Firm),
    fact("revenue", Kind::Money, Home::Year),
    signed(fact("profit", Kind::Money, Home::Year)),
    fact("patents", Kind::Count, Home::Year),
    fact("score", Kind::Score, Home::Year),
    signed(derived("margin", Kind::Quotient, Home::Year, Derived::Margin)),
    signed(derived("pace", Kind::Quotient, Home::Year, Derived::Pace)),
    derived("thriving", Kind::Flag, Home::Year, Derived::Thriving),
    fact("project.spend", Kind::Money, PROJECT),
    fact("project.share", Kind::Ratio, PROJECT),
    fact("project.started", Kind::Date, PROJECT),
    choice("project.kinds", Kind::Many, PROJECT, &["new-mill", "refit", "archive"]),
    fact("project.approved", Kind::Flag, PROJECT),
    derived("project.due", Kind::Date, PROJECT, Derived::Due),
    fact("project.output", Kind::Money, Home::YearOf(0)),
    derived("project.gain", Kind::Money, Home::YearOf(0), Derived::Gain),
    fact("title.granted", Kind::Date, TITLE),
    choice("title.kind", Kind::Choice, TITLE, &["lantern", "beacon", "comet"]),
    derived("title.until", Kind::Date, TITLE, Derived::Until),
    derived("title.valid", Kind::Flag, TITLE, Derived::Valid),
    fact("hire.pay", Kind::Money, HIRE),
    fact("hire.count", Kind::Count, HIRE),
    fact("hire.joined", Kind::Date, HIRE),
    choice("hire.degree", Kind::Choice, HIRE, &["master", "doctor"]),
    derived("hire.bonus", Kind::Money, HIRE, Derived::Bonus),
    ranked("hire.tier", HIRE, &["junior", "senior", "chief"], Some(Derived::Tier)),
    choice("received.for-what", Kind::Choice, RECEIPT, &["equipment", "bonus", "title:beacon", "title:lantern"]),
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

/// The fact that says since when there is a firm.
pub(crate) const ESTABLISHED: &str = "established";

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
