//! What the header of a column means.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use crate::dictionary::{Dictionary, FactId, Home, Kind, RecordId};
use crate::profile::YEARS;
use crate::table::unmarked;

use super::claims;
use super::names::{self, Fixed, Identity, Names, fold};
use super::split::{Split, split};
use super::stated;
use super::unit::other_money;

pub(super) use super::unit::Unit;

/// Records of one kind that the columns of a firm may hold.
const MOST_INLINE: usize = 99;

/// Bytes of a header, at most; a longer text is none, and is not worth the time.
pub(super) const LONGEST: usize = 1_000;

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

impl Target {
    /// Whether the column says of which firm a row is.
    pub(super) fn is_identity(self) -> bool {
        matches!(self, Target::Identity(_))
    }
}

/// Which year a column is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum YearOf {
    Calendar(i16),
    /// So many years before the as-of date.
    Before(i16),
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
    /// A known column, with words by which it is counted or limited and that nobody knows how to take.
    Unread(Target, String),
    Unknown,
}

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

/// What a header may start with over cells that say yes or no; longer words first.
const YES_OR_NO: &[&str] = &["是否为", "是否是", "是否属于", "是否"];

/// Words in the name of a column that make something else of it; longer words first.
const LIMITS: &[&str] = &[
    "不含税",
    "含税",
    "税前",
    "税后",
    "合计",
    "总计",
    "小计",
    "累计",
    "预计",
    "预测",
    "计划",
    "目标",
    "合并",
    "母公司",
];

/// The digits of a year that is written in full.
const YEAR_DIGITS: usize = 4;
/// What follows the digits of a year.
const YEAR_ENDINGS: &[&str] = &["年度末", "年度", "年末", "年底", "年全年", "年", ""];

/// Everything that headers can speak of.
#[derive(Debug)]
pub(super) struct Vocabulary<'v> {
    pub(super) dictionary: &'v Dictionary,
    pub(super) names: Names,
    /// What was asked for: a header is looked for in the same cells for each sort of rows.
    parts: RwLock<BTreeMap<String, Arc<Parts>>>,
}

/// Texts whose parts are kept.
const MOST_KNOWN: usize = 10_000;

/// What a text may be called, whatever the rows are, folded.
#[derive(Debug)]
struct Parts {
    whole: String,
    /// What cells say yes or no of.
    asked: Option<String>,
    /// Without its unit.
    named: Split,
}

impl Parts {
    fn of(text: &str) -> Parts {
        let text = &unmarked(text);
        let plain = unnumbered(text);
        let asked = fold(plain);
        let asked = YES_OR_NO.iter().find_map(|start| asked.strip_prefix(start)).map(str::to_owned);
        Parts { whole: fold(text), asked, named: split(plain) }
    }
}

impl<'v> Vocabulary<'v> {
    pub(super) fn new(dictionary: &'v Dictionary) -> Vocabulary<'v> {
        Vocabulary { dictionary, names: Names::of(dictionary), parts: RwLock::default() }
    }

    fn parts(&self, text: &str) -> Arc<Parts> {
        let known = self.parts.read().ok().and_then(|known| known.get(text).cloned());
        known.unwrap_or_else(|| {
            let found = Arc::new(Parts::of(text));
            if let Ok(mut known) = self.parts.write()
                && known.len() < MOST_KNOWN
            {
                known.insert(text.to_owned(), Arc::clone(&found));
            }
            found
        })
    }

    /// What a header means over rows of this sort.
    pub(super) fn meaning(&self, rows: Rows, text: &str) -> Meaning {
        if text.len() > LONGEST || stated::is_only_label(text) {
            return Meaning::Unknown;
        }
        let header = Header { dictionary: self.dictionary, names: &self.names, rows };
        let parts = self.parts(text);
        let whole = header.resolve(&parts.whole);
        if whole != Meaning::Unknown {
            return whole;
        }
        let asked = parts.asked.as_deref().map(|rest| header.resolve(rest));
        if let Some(Meaning::Column(target, unit)) = asked.filter(|meaning| header.is_flag(meaning)) {
            return Meaning::Column(target, unit);
        }
        let Split { name, unit, words, counted } = &parts.named;
        match header.resolve(name) {
            Meaning::Column(target, None) if words.is_empty() && header.takes(target, *unit) => {
                Meaning::Column(target, *unit)
            }
            Meaning::Column(target @ (Target::Fact { .. } | Target::Inline { .. }), _) => {
                Meaning::Unread(target, if words.is_empty() { counted } else { words }.clone())
            }
            Meaning::Column(..) => Meaning::Unknown,
            Meaning::Unknown => header.limited(name),
            other => other,
        }
    }
}

/// A header without the number that it may have in its row: `3、所在地`.
fn unnumbered(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    rest.strip_prefix(['、', '.', '．']).filter(|_| (1..=2).contains(&digits)).unwrap_or(text)
}

struct Header<'h> {
    dictionary: &'h Dictionary,
    names: &'h Names,
    rows: Rows,
}

impl Header<'_> {
    /// A column whose name has a word in it that makes something else of what it is, nobody knows what: that of another
    /// currency, a sum, a plan. An amount with or without tax is one, too: no fact says which of the two it is.
    fn limited(&self, name: &str) -> Meaning {
        let limited = |word: &str| match self.resolve(&name.replacen(word, "", 1)) {
            Meaning::Column(target @ (Target::Fact { .. } | Target::Inline { .. }), _) => {
                Some(Meaning::Unread(target, word.to_owned()))
            }
            Meaning::Column(..)
            | Meaning::WithoutYear(_)
            | Meaning::Derived(_)
            | Meaning::Unread(..)
            | Meaning::Unknown => None,
        };
        let money = other_money(name);
        let words = money.iter().map(String::as_str).chain(LIMITS.iter().copied().filter(|word| name.contains(word)));
        words.into_iter().find_map(limited).unwrap_or(Meaning::Unknown)
    }

    /// Whether the numbers of a column can be counted so.
    fn takes(&self, target: Target, unit: Option<Unit>) -> bool {
        let (Some(unit), Target::Fact { fact, .. } | Target::Inline { fact, .. }) = (unit, target) else { return true };
        claims::takes(self.dictionary.fact(fact).kind, unit)
    }

    /// Whether the cells of a column say yes or no.
    fn is_flag(&self, meaning: &Meaning) -> bool {
        let Meaning::Column(Target::Fact { fact, .. } | Target::Inline { fact, .. }, _) = *meaning else {
            return false;
        };
        self.dictionary.fact(fact).kind == Kind::Flag
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
            Rows::Firms | Rows::Years => Meaning::Unknown,
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
                if self.is_firm_name(&of_firm) {
                    return column(Target::Identity(Identity::Name));
                }
                let of_year = if of_firm == Meaning::Unknown { self.fact(Home::Year, rest, year) } else { of_firm };
                if of_year == Meaning::Unknown { self.inline(rest, year) } else { of_year }
            }
            Rows::Years => self.fact(Home::Year, name, Some(YearOf::Before(0))),
            Rows::Records(record) => self.of_record(record, rest, year),
        }
    }

    /// Whether it is the fact that the firm's name is, by another of its names.
    fn is_firm_name(&self, meaning: &Meaning) -> bool {
        let name = self.dictionary.by_key("name").filter(|id| self.dictionary.fact(*id).kind == Kind::Text);
        matches!(meaning, Meaning::Column(Target::Fact { fact, .. }, _) if name == Some(*fact))
    }

    /// A fact of a home, by a folded name.
    fn fact(&self, home: Home, name: &str, year: Option<YearOf>) -> Meaning {
        let is_at_home = |id: &FactId| self.dictionary.fact(*id).home == home;
        let facts = || self.names.of_facts(name).iter().copied().filter(is_at_home);
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

    /// A fact of a record by its whole key, in a sheet of such records; by the name of the record alone, what names it.
    fn of_record(&self, record: RecordId, name: &str, year: Option<YearOf>) -> Meaning {
        let rests = self.names.of_record(record).iter().filter_map(|prefix| name.strip_prefix(&prefix[..]));
        let named_by =
            |rest: &str| self.dictionary.record(record).named_by.filter(|_| rest.is_empty() && year.is_none());
        let mut found = rests.map(|rest| match named_by(rest) {
            Some(fact) => Meaning::Column(Target::Fact { fact, year: None }, None),
            None => self.fact(Home::Record(record), rest, year),
        });
        found.find(|found| *found != Meaning::Unknown).unwrap_or(Meaning::Unknown)
    }

    /// A fact of a record in the row of its firm: `project1.new-equipment`.
    fn inline(&self, name: &str, year: Option<YearOf>) -> Meaning {
        for record in self.dictionary.record_ids() {
            for prefix in self.names.of_record(record) {
                let Some(rest) = name.strip_prefix(&prefix[..]) else { continue };
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                // Behind the number of the record stands the year of the fact: `1.2025年`.
                let of_year = if rest[digits..].starts_with('年') { YEAR_DIGITS } else { 0 };
                let (number, rest) = rest.split_at(digits.saturating_sub(of_year));
                let (rest, own_year) = if of_year > 0 { year_of(rest) } else { (rest, None) };
                let year = year.or(own_year);
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
                    Meaning::Column(..) | Meaning::Unread(..) | Meaning::Unknown => {}
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

pub(super) fn year_at_start(name: &str) -> Option<(&str, YearOf)> {
    for (word, before) in RELATIVE {
        if let Some(rest) = name.strip_prefix(word) {
            return Some((rest, YearOf::Before(*before)));
        }
    }
    // `24年`, of which `20` is left out.
    let short = name.get(..2).filter(|_| name[2..].starts_with('年'));
    if let Some(year) = short.and_then(|short| calendar_year(&format!("20{short}"))) {
        let rest = &name[2..];
        let rest = YEAR_ENDINGS.iter().find_map(|ending| rest.strip_prefix(ending)).unwrap_or(rest);
        return Some((rest, YearOf::Calendar(year)));
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
