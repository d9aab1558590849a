//! Reads the values that name something: a place, an industry, a choice.

use crate::clean::bare;
use crate::codes::{CodeId, CodeTree, Lookup, Remark};
use crate::dictionary::{Choice, Fact, Kind};
use crate::finding::{Called, Problem};
use crate::rulebook::{Rulebook, Support};
use crate::suggest::{nearest, nearest_of};

use super::value::Written;

/// Before the name of what a province gives.
const PROVINCE: &str = "省级";
/// Before the name of what a city gives.
const CITY: &str = "市级";

/// The place that a text names.
///
/// # Errors
/// Says that it names none, or several.
pub(super) fn place(book: &Rulebook, name: &str, hints: bool) -> Result<CodeId, Problem> {
    match found(&book.places, name, hints) {
        Lookup::One(place) | Lookup::Remarked(place, _) => Ok(place),
        Lookup::Many(places) => Err(Problem::AmbiguousPlace { name: name.to_owned(), places }),
        Lookup::None(suggestion) => Err(Problem::UnknownPlace { name: name.to_owned(), suggestion }),
    }
}

fn found(tree: &CodeTree, name: &str, hints: bool) -> Lookup {
    if hints { tree.find(name) } else { tree.find_without_hint(name) }
}

/// What to tell whoever wrote a value that was read as something else than its words say: an older name of a place, or
/// one that leaves the district open.
#[must_use]
pub fn remark(book: &Rulebook, fact: &Fact, written: &Written<'_>) -> Option<Problem> {
    let (Kind::Place, Written::Text(name)) = (fact.kind, written) else { return None };
    let Lookup::Remarked(place, remark) = book.places.find(name) else { return None };
    let (name, whole) = (name.clone().into_owned(), book.places.full_name(place));
    Some(match remark {
        Remark::Renamed { since } => Problem::RenamedPlace { name, place: whole, since },
        Remark::LiesIn => Problem::PlaceReadAs { name, place: whole, is_open: book.places.holds_others(place) },
        Remark::Divided { other, since } => {
            Problem::DividedPlace { place: whole, other: book.places.full_name(other), since }
        }
    })
}

/// The industry that a text names, or a number that may have lost its zero.
///
/// # Errors
/// Says that it names none, or several.
pub(super) fn industry(book: &Rulebook, name: &str, is_number: bool, hints: bool) -> Result<CodeId, Problem> {
    let found = found(&book.industries, name, hints);
    let behind_zero = book.industries.behind_zero(name).filter(|_| is_number);
    if let (Lookup::One(industry), Some(other)) = (&found, behind_zero) {
        let industries = [*industry, other].map(|id| book.industries.whole_name(id)).to_vec();
        return Err(Problem::AmbiguousIndustry { name: name.to_owned(), industries });
    }
    match found {
        Lookup::One(industry) | Lookup::Remarked(industry, _) => Ok(industry),
        Lookup::Many(industries) => Err(Problem::AmbiguousIndustry { name: name.to_owned(), industries }),
        Lookup::None(suggestion) => Err(Problem::UnknownIndustry { name: name.to_owned(), suggestion }),
    }
}

/// The index of a choice of the fact. Which batch it came with, or which province gave it, may stand beside its name.
///
/// # Errors
/// Says that it is none, or may be one or another, and which was likely meant.
pub(super) fn choice(book: &Rulebook, fact: &Fact, name: &str, hints: bool) -> Result<usize, Problem> {
    if let Some(index) = fact.choice(name) {
        return Ok(index);
    }
    let plain = without_batch(&bare(name));
    let (issued, is_of_a_place) = issued(book, &plain);
    let spellings: Vec<&str> = [name, &plain].into_iter().chain(issued.iter().map(String::as_str)).collect();
    if let Some(index) = spellings.iter().find_map(|name| fact.choice(name)) {
        return Ok(index);
    }
    if let Some(unclear) = spellings.iter().find_map(|name| fact.unclear(name)) {
        let why = Called { zh: unclear.why.as_str().into(), en: unclear.why_en.as_str().into() };
        return Err(Problem::AmbiguousChoice { fact: called(fact), value: name.to_owned(), why });
    }
    // A year belongs to the date of the grant.
    let dated = fact.choice(&without_year(&plain)).map(|index| fact.choices[index].label.clone());
    let nearest = || nearest_of(name, fact.choices.iter().map(Choice::names));
    let suggestion = dated.or_else(|| if is_of_a_place || !hints { None } else { nearest() });
    // The list is told where nothing better is known.
    let listed = fact.choices.iter().filter(|_| hints && suggestion.is_none());
    let called_of = |choice: &Choice| Called { zh: choice.label.as_str().into(), en: choice.label_en.as_str().into() };
    let choices = listed.map(called_of).collect();
    Err(Problem::UnknownChoice { fact: called(fact), value: name.to_owned(), choices, suggestion })
}

/// The address of a support that is named by it, or by a name that no other has.
///
/// # Errors
/// Says that there is none, or several, and which was likely meant.
pub(super) fn support(book: &Rulebook, name: &str, hints: bool) -> Result<String, Problem> {
    let addresses = || book.supports.iter().map(|support| support.address.as_str());
    if let Some(address) = addresses().find(|address| *address == name) {
        return Ok(address.to_owned());
    }
    let plain = bare(name);
    let is_called = |support: &&Support| {
        [Some(&support.name), support.name_en.as_ref()].iter().flatten().any(|name| bare(name) == plain)
    };
    let called: Vec<String> = book.supports.iter().filter(is_called).map(|support| support.address.clone()).collect();
    match <[String; 1]>::try_from(called) {
        Ok([only]) => Ok(only),
        Err(none) if none.is_empty() => {
            let suggestion = if hints { nearest(name, addresses()) } else { None };
            Err(Problem::UnknownSupport { name: name.to_owned(), suggestion })
        }
        Err(supports) => Err(Problem::AmbiguousSupport { name: name.to_owned(), supports }),
    }
}

/// A name behind that of a place, as the level at which it is given: `江苏省专精特新中小企业` is `省级专精特新中小企业`; and
/// whether the name says a place.
fn issued(book: &Rulebook, name: &str) -> (Vec<String>, bool) {
    let starts: Vec<_> = book.places.starts(name).into_iter().filter(|(_, rest)| !rest.is_empty()).collect();
    let is_of_a_place = !starts.is_empty();
    let levels = starts.into_iter().filter_map(|(place, rest)| Some((level(book, place)?, rest)));
    let levels = levels.map(|(level, rest)| [level, rest.strip_prefix(level).unwrap_or(rest)].concat());
    (levels.collect(), is_of_a_place)
}

/// What is said of what a place gives: a province, a municipality like one, a city below a province.
fn level(book: &Rulebook, place: CodeId) -> Option<&'static str> {
    let parent = book.places.entry(place).parent?;
    let is_city =
        || book.places.entry(parent).parent == Some(CodeTree::ROOT) && book.places.entry(place).name.ends_with('市');
    if parent == CodeTree::ROOT { Some(PROVINCE) } else { is_city().then_some(CITY) }
}

/// `第三批专精特新小巨人` without the batch.
fn without_batch(name: &str) -> String {
    let Some(from) = name.find('第') else { return name.to_owned() };
    let rest = &name[from + '第'.len_utf8()..];
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    match number.strip_prefix('批').filter(|_| number.len() < rest.len()) {
        Some(rest) => [&name[..from], rest].concat(),
        None => name.to_owned(),
    }
}

/// `2021年度专精特新小巨人` without the year.
fn without_year(name: &str) -> String {
    let Some(from) = name.find(|c: char| c.is_ascii_digit()) else { return name.to_owned() };
    let rest = name[from..].trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix('年').map_or(rest, |rest| rest.strip_prefix('度').unwrap_or(rest));
    [&name[..from], rest].concat()
}

/// What people call the fact.
pub(super) fn called(fact: &Fact) -> Called {
    Called { zh: fact.label.as_str().into(), en: fact.label_en.as_str().into() }
}
