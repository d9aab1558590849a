//! `places.toml` and `industries.toml` as written: codes, named sets, and the places that folders stand for.

use toml::Spanned;
use toml::de::DeTable;

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
