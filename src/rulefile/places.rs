//! `places.toml` and `industries.toml` as written: codes, named sets, and the places that folders stand for.

use toml::Spanned;
use toml::de::DeTable;

use crate::calendar::Day;
use crate::finding::Problem;
use crate::reader::{Sink, Table, Value};
use crate::source::Located;

/// A code list as written.
#[derive(Default, Debug)]
pub struct RawCodes {
    /// `code name`, what holds others before what lies within it.
    pub codes: Vec<Located<String>>,
    /// Named sets of places.
    pub sets: Vec<RawPlaceSet>,
    /// Folder of rule files and the code of its place.
    pub folders: Vec<(Located<String>, Located<String>)>,
    /// Places whose code is not known.
    pub places: Vec<RawPlace>,
    /// Other names of places.
    pub aliases: Vec<RawAlias>,
}

/// A place whose code is not known; its name stands for it.
#[derive(Debug)]
pub struct RawPlace {
    /// Its name.
    pub name: Located<String>,
    /// The code of what it lies within.
    pub within: Located<String>,
    /// The codes of places of which a part has become part of it, and since when: a year, or a year and month.
    pub part_of: Option<(Vec<Located<String>>, Located<String>)>,
}

/// Other names of a place: older ones, those of what has become part of it, those of zones in it.
#[derive(Debug)]
pub struct RawAlias {
    /// The names, or codes.
    pub names: Vec<Located<String>>,
    /// The code of the place that they name today.
    pub is: Option<Located<String>>,
    /// The code of the place in which what they name lies.
    pub lies_in: Option<Located<String>>,
    /// The code of the place right behind whose name alone they are names.
    pub behind: Option<Located<String>>,
    /// Since when the place has had another name: a year, or a year and month.
    pub since: Option<Located<String>>,
}

/// A named set of places as written.
#[derive(Debug)]
pub struct RawPlaceSet {
    /// Its name.
    pub name: Located<String>,
    /// The codes of its places.
    pub members: Vec<Located<String>>,
    /// How the name was read, where documents do not define it.
    pub assume: Option<Located<String>>,
}

impl RawCodes {
    /// Reads `places.toml` or, with only codes in it, `industries.toml`.
    #[must_use]
    pub fn read(sink: &Sink, root: &Spanned<DeTable<'_>>) -> RawCodes {
        let table = Table::of_file(sink, root);
        let entries = |key, what| {
            let table: Option<Table<'_>> = table.read(key, |value| value.table(what));
            table.map(|table| table.entries().collect::<Vec<_>>()).unwrap_or_default()
        };
        let codes = RawCodes {
            codes: table.read("codes", Value::texts).unwrap_or_default(),
            sets: entries("set", "[set]")
                .into_iter()
                .filter_map(|(name, value)| RawPlaceSet::read(name, value))
                .collect(),
            folders: entries("folder", "[folder]")
                .into_iter()
                .filter_map(|(name, value)| Some((name, value.text()?)))
                .collect(),
            places: entries("place", "[place]")
                .into_iter()
                .filter_map(|(name, value)| RawPlace::read(name, value))
                .collect(),
            aliases: table.read_tables("alias", "[[alias]]").into_iter().filter_map(RawAlias::read).collect(),
        };
        table.finish();
        codes
    }
}

impl RawPlaceSet {
    fn read(name: Located<String>, value: Value<'_>) -> Option<RawPlaceSet> {
        let table = value.table("[set.…]")?;
        let (members, assume) = (table.require("members", Value::filled_texts), table.read("assume", Value::text));
        table.finish();
        Some(RawPlaceSet { name, members: members?, assume })
    }
}

impl RawPlace {
    fn read(name: Located<String>, value: Value<'_>) -> Option<RawPlace> {
        let table = value.table("[place.…]")?;
        let (within, parts) = (table.require("within", Value::text), table.read("part-of", Value::filled_texts));
        // What was always there has no day since when.
        let since = if parts.is_some() { table.require("since", since) } else { table.read("since", since) };
        table.finish();
        Some(RawPlace { name, within: within?, part_of: parts.zip(since) })
    }
}

impl RawAlias {
    fn read(table: Table<'_>) -> Option<RawAlias> {
        let names = table.require("names", Value::filled_texts);
        let (is, lies_in) = (table.read("is", Value::text), table.read("lies-in", Value::text));
        let (behind, since) = (table.read("behind", Value::text), table.read("since", since));
        match (table.has("is"), table.has("lies-in")) {
            (true, true) => table.report(Problem::TwoForms { first: "is", second: "lies-in" }),
            (false, false) => table.report(Problem::MissingKey { key: "is", within: "[[alias]]" }),
            _ => {}
        }
        table.finish();
        Some(RawAlias { names: names?, is, lies_in, behind, since })
    }
}

/// A year, `2020`, or a year and month, `2025-11`.
fn since(value: Value<'_>) -> Option<Located<String>> {
    let text = value.text()?;
    let is_day = |rest: &str| Day::parse(&format!("{}{rest}", text.value)).is_some();
    if is_day("-01-01") || is_day("-01") {
        return Some(text);
    }
    value.report(Problem::InvalidDate { text: text.value });
    None
}
