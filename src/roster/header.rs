//! What the header of a column means.

use crate::dictionary::{Dictionary, FactId, Home, Kind, RecordId};
use crate::profile::YEARS;

use super::names::{self, Fixed, Identity, Names, fold, narrow};

/// Records of one kind that the columns of a firm may hold.
const MOST_INLINE: usize = 99;

/// Bytes of a header, at most; a longer text is none, and is not worth the time.
const LONGEST: usize = 1_000;

/// What a cell of a column says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Target {
    /// Of which firm the row is.
    Identity(Identity),
    /// The firm's own date.
    AsOf,
    /// Of which year the row is.
    Year,
    /// Nothing that is asked for.
    Ignored,
    /// A fact of whatever the row is of.
    Fact { fact: FactId, year: Option<YearOf> },
    /// A fact of a record that stands in the row of its firm.
    Inline { record: RecordId, index: usize, fact: FactId, year: Option<YearOf> },
}

/// Which year a column is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum YearOf {
    Calendar(i16),
    /// So many years before the as-of date.
    Before(i16),
}

/// In what the numbers of a column are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    /// Money, in so many yuan.
    Yuan(i64),
    Percent,
    /// People, things, days: as it is.
    Plain,
}

/// What the rows of a sheet are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Rows {
    Firms,
    Years,
    Records(RecordId),
}

/// What a header was found to mean.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Meaning {
    Column(Target, Option<Unit>),
    /// A yearly fact of no year, by its key.
    WithoutYear(String),
    /// A fact that is not stated.
    Derived(FactId),
    Unknown,
}

const UNITS: &[(&str, Unit)] = &[
    ("元", Unit::Yuan(1)),
    ("人民币元", Unit::Yuan(1)),
    ("yuan", Unit::Yuan(1)),
    ("cny", Unit::Yuan(1)),
    ("rmb", Unit::Yuan(1)),
    ("千元", Unit::Yuan(1_000)),
    ("万", Unit::Yuan(10_000)),
    ("万元", Unit::Yuan(10_000)),
    ("人民币万元", Unit::Yuan(10_000)),
    ("10k", Unit::Yuan(10_000)),
    ("百万元", Unit::Yuan(1_000_000)),
    ("亿", Unit::Yuan(100_000_000)),
    ("亿元", Unit::Yuan(100_000_000)),
    ("%", Unit::Percent),
    ("人", Unit::Plain),
    ("名", Unit::Plain),
    ("个", Unit::Plain),
    ("家", Unit::Plain),
    ("项", Unit::Plain),
    ("件", Unit::Plain),
    ("people", Unit::Plain),
    ("日期", Unit::Plain),
    ("年月日", Unit::Plain),
    ("date", Unit::Plain),
    ("是/否", Unit::Plain),
    ("yes/no", Unit::Plain),
    ("代码", Unit::Plain),
    ("必填", Unit::Plain),
    ("选填", Unit::Plain),
    ("required", Unit::Plain),
    ("optional", Unit::Plain),
];

/// Years that a header names by their distance; longer names first.
const RELATIVE: &[(&str, i16)] = &[
    ("上上年度", 2),
    ("上上年", 2),
    ("前年", 2),
    ("上一年度", 1),
    ("上年度末", 1),
    ("上年度", 1),
    ("上年末", 1),
    ("上年底", 1),
    ("上年", 1),
    ("去年", 1),
    ("lastyear", 1),
    ("本年度", 0),
    ("本年", 0),
    ("今年", 0),
    ("thisyear", 0),
];

/// What follows the digits of a year.
const YEAR_ENDINGS: &[&str] = &["年度末", "年度", "年末", "年底", "年全年", "年", ""];

/// The unit of a text that is nothing else.
pub(super) fn unit(text: &str) -> Option<Unit> {
    let text = narrow(text).to_lowercase();
    let text = text.trim().trim_start_matches("单位").trim_start_matches([':', ' ']);
    UNITS.iter().find(|(name, _)| *name == text).map(|(_, unit)| *unit)
}

/// Everything that headers can speak of.
#[derive(Debug)]
pub(super) struct Vocabulary<'v> {
    pub(super) dictionary: &'v Dictionary,
    pub(super) names: Names,
}

impl<'v> Vocabulary<'v> {
    pub(super) fn new(dictionary: &'v Dictionary) -> Vocabulary<'v> {
        Vocabulary { dictionary, names: Names::of(dictionary) }
    }

    /// What a header means over rows of this sort.
    pub(super) fn meaning(&self, rows: Rows, text: &str) -> Meaning {
        if text.len() > LONGEST {
            return Meaning::Unknown;
        }
        let header = Header { dictionary: self.dictionary, names: &self.names, rows };
        let whole = header.resolve(&fold(text));
        if whole != Meaning::Unknown {
            return whole;
        }
        let Some((name, unit)) = split(text) else { return Meaning::Unknown };
        match header.resolve(&fold(&name)) {
            Meaning::Column(target, None) if header.takes(target, unit) => Meaning::Column(target, unit),
            Meaning::Column(..) => Meaning::Unknown,
            other => other,
        }
    }
}

/// A header without what stands in brackets or behind a stroke, which must be units and years, and its unit.
fn split(text: &str) -> Option<(String, Option<Unit>)> {
    let text = narrow(text);
    let (mut name, mut notes, mut depth) = (String::new(), String::new(), 0_u32);
    for c in text.chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ if depth > 0 => notes.push(c),
            _ => name.push(c),
        }
        if matches!(c, ')' | ']' | '】' | '〕') {
            notes.push(',');
        }
    }
    if let Some((before, behind)) = name.rsplit_once(['/', ':', ','])
        && unit(behind).is_some()
    {
        notes.push_str(behind);
        let before = before.len();
        name.truncate(before);
    }
    let mut found = None;
    for note in notes.split([',', '、', ';', '；']).map(str::trim).filter(|note| !note.is_empty()) {
        match unit(note) {
            Some(unit) => found = Some(unit),
            None if year_at_start(&fold(note)).is_some_and(|(rest, _)| rest.is_empty()) => name.push_str(note),
            None => return None,
        }
    }
    Some((name, found))
}

struct Header<'h> {
    dictionary: &'h Dictionary,
    names: &'h Names,
    rows: Rows,
}

impl Header<'_> {
    /// Whether the numbers of a column can be counted so.
    fn takes(&self, target: Target, unit: Option<Unit>) -> bool {
        let (Some(unit), Target::Fact { fact, .. } | Target::Inline { fact, .. }) = (unit, target) else { return true };
        match unit {
            Unit::Yuan(_) => self.dictionary.fact(fact).kind == Kind::Money,
            Unit::Percent => self.dictionary.fact(fact).kind == Kind::Ratio,
            Unit::Plain => !matches!(self.dictionary.fact(fact).kind, Kind::Money | Kind::Ratio),
        }
    }

    fn resolve(&self, name: &str) -> Meaning {
        let column = |target| Meaning::Column(target, None);
        if self.rows == Rows::Years && names::is_year(name) {
            return column(Target::Year);
        }
        let (rest, year) = year_of(name);
        let in_row = match self.rows {
            // A record may call its own name or number as a firm does.
            Rows::Records(record) => self.fact(Home::Record(record), rest, year),
            _ => Meaning::Unknown,
        };
        if in_row != Meaning::Unknown {
            return in_row;
        }
        match names::fixed(name, self.rows == Rows::Firms) {
            Some(Fixed::Identity(identity)) => return column(Target::Identity(identity)),
            Some(Fixed::AsOf) => return column(Target::AsOf),
            Some(Fixed::Serial) => return column(Target::Ignored),
            None => {}
        }
        match self.rows {
            Rows::Firms => {
                let of_firm = self.fact(Home::Enterprise, rest, year);
                let of_year = if of_firm == Meaning::Unknown { self.fact(Home::Year, rest, year) } else { of_firm };
                if of_year == Meaning::Unknown { self.inline(rest, year) } else { of_year }
            }
            Rows::Years => self.fact(Home::Year, name, Some(YearOf::Before(0))),
            Rows::Records(record) => self.of_record(record, rest, year),
        }
    }

    /// A fact of a home, by a folded name.
    fn fact(&self, home: Home, name: &str, year: Option<YearOf>) -> Meaning {
        let facts = || self.dictionary.facts_of(home).filter(|id| self.names.is_of_fact(*id, name));
        let fits = |id: &FactId| self.dictionary.fact(*id).yearly == year.is_some();
        // A figure of the end of last year that the firm has once.
        let once = |id: &FactId| {
            let fact = self.dictionary.fact(*id);
            year == Some(YearOf::Before(1)) && !fact.yearly && fact.kind.is_ordered() && fact.kind != Kind::Date
        };
        let Some(id) = facts().find(fits).or_else(|| facts().find(once)).or_else(|| facts().next()) else {
            return Meaning::Unknown;
        };
        let fact = self.dictionary.fact(id);
        match (fact.yearly, year) {
            _ if fact.is_derived => Meaning::Derived(id),
            (true, None) => Meaning::WithoutYear(fact.key.clone()),
            (false, Some(_)) if !once(&id) => Meaning::Unknown,
            (false, _) => Meaning::Column(Target::Fact { fact: id, year: None }, None),
            // The rows of a sheet of years say which.
            (true, _) if self.rows == Rows::Years => Meaning::Column(Target::Fact { fact: id, year: None }, None),
            (true, year) => Meaning::Column(Target::Fact { fact: id, year }, None),
        }
    }

    /// A fact of a record by its whole key, in a sheet of such records.
    fn of_record(&self, record: RecordId, name: &str, year: Option<YearOf>) -> Meaning {
        let rests = self.names.of_record(record).iter().filter_map(|prefix| name.strip_prefix(&prefix[..]));
        let mut found = rests.map(|rest| self.fact(Home::Record(record), rest, year));
        found.find(|found| *found != Meaning::Unknown).unwrap_or(Meaning::Unknown)
    }

    /// A fact of a record in the row of its firm: `project1.new-equipment`.
    fn inline(&self, name: &str, year: Option<YearOf>) -> Meaning {
        for record in self.dictionary.record_ids() {
            for prefix in self.names.of_record(record) {
                let Some(rest) = name.strip_prefix(&prefix[..]) else { continue };
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                let (number, rest) = rest.split_at(digits);
                let index = if number.is_empty() { 1 } else { number.parse().unwrap_or(0) };
                let named_by = self.dictionary.record(record).named_by.filter(|_| rest.is_empty());
                let found = match named_by {
                    Some(fact) => Meaning::Column(Target::Fact { fact, year: None }, None),
                    None => self.fact(Home::Record(record), rest, year),
                };
                match found {
                    Meaning::Column(Target::Fact { fact, year }, unit) if (1..=MOST_INLINE).contains(&index) => {
                        return Meaning::Column(Target::Inline { record, index, fact, year }, unit);
                    }
                    Meaning::Derived(_) | Meaning::WithoutYear(_) => return found,
                    _ => {}
                }
            }
        }
        Meaning::Unknown
    }
}

/// A folded name without the year that stands at its start or end.
fn year_of(name: &str) -> (&str, Option<YearOf>) {
    if let Some((rest, year)) = year_at_start(name) {
        return (rest.trim_start_matches('的'), Some(year));
    }
    for (word, before) in RELATIVE {
        if let Some(rest) = name.strip_suffix(word) {
            return (rest, Some(YearOf::Before(*before)));
        }
    }
    for ending in YEAR_ENDINGS {
        let Some(rest) = name.strip_suffix(ending) else { continue };
        let Some(start) = rest.len().checked_sub(4).filter(|start| rest.is_char_boundary(*start)) else { continue };
        if let Some(year) = calendar_year(&rest[start..]) {
            // `项目12025` is no project of 2025.
            return (&rest[..start], Some(YearOf::Calendar(year)));
        }
    }
    (name, None)
}

fn year_at_start(name: &str) -> Option<(&str, YearOf)> {
    for (word, before) in RELATIVE {
        if let Some(rest) = name.strip_prefix(word) {
            return Some((rest, YearOf::Before(*before)));
        }
    }
    let year = calendar_year(name.get(..4)?)?;
    let rest = &name[4..];
    let rest = YEAR_ENDINGS.iter().find_map(|ending| rest.strip_prefix(ending)).unwrap_or(rest);
    Some((rest, YearOf::Calendar(year)))
}

/// A calendar year of four digits.
pub(super) fn calendar_year(text: &str) -> Option<i16> {
    let is_plain = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| is_plain && YEARS.contains(year))
}
