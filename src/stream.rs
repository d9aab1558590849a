//! Very large text tables answered row by row as they are read, without keeping a firm: each row is read as
//! [`crate::roster`] would read it in the whole table. What it would tell something of ends this way, and the table is
//! read the other way.

mod column;
mod figures;
mod keys;
mod row;
mod text;

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::codes::CodeId;
use crate::evaluate::Graph;
use crate::ledger::{self, Scope};
use crate::profile::{Profile, Value};
use crate::roster::{HeaderMap, PlainColumn, Roster};
use crate::rulebook::Rulebook;
use crate::source::Sources;
use crate::table;
use crate::words::Lang;

pub use keys::Keys;
pub use row::Worker;

/// Bytes of a table by which it is decided whether it is plain.
pub const HEAD: usize = 128 << 10;

/// A table that is read row by row.
#[derive(Clone, Debug)]
pub struct Plain {
    /// What it is called.
    file: String,
    /// The line with the headers, without its end, and the first few rows, beside which others are read.
    header: String,
    beside: Vec<String>,
    separator: u8,
    columns: Vec<PlainColumn>,
    /// The places of the firms in its head.
    places: BTreeSet<Option<CodeId>>,
    /// Where its rows begin.
    start: usize,
}

/// What all rows of a table are answered by.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The language of words.
    pub lang: Lang,
    /// The rules.
    pub graph: &'a Graph<'a>,
    /// The files of the rules.
    pub sources: &'a Sources,
    /// The day.
    pub as_of: Day,
    /// The profile of a firm that says nothing.
    pub nothing: &'a Profile,
    /// Which table is written.
    pub written: Written,
}

/// A table that can be written while another is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Written {
    /// A row a firm, with nothing but figures.
    Brief,
    /// A row a firm: how much it gets, what it comes to, each support.
    Wide,
    /// A row a support, once all firms are read.
    Summary,
}

/// Something that the general way has to read, or to tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unusual;

/// Rows beside which one is read by itself: of a single one nobody knows what is usual in its columns.
const BESIDE: usize = 8;
/// Behind which UTF-8 may begin.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The end of the last whole line.
fn last_break(text: &[u8], is_whole: bool) -> usize {
    if is_whole { text.len() } else { text.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1) }
}

impl Plain {
    /// The table of which this is the beginning, if it is plain; `is_whole`: it is all of it.
    #[must_use]
    pub fn of_head(book: &Rulebook, as_of: Day, file: &str, head: &[u8], is_whole: bool) -> Option<Plain> {
        // Of what begins otherwise the encoding or a title has to be found out first.
        let whole = head.strip_prefix(MARK).unwrap_or(head);
        let text = str::from_utf8(whole.get(..last_break(whole, is_whole))?).ok()?;
        let text = Some(text).filter(|text| !text.contains(['\0', '\u{feff}']))?;
        let (workbook, findings) = table::read(file, text.as_bytes().to_vec()).ok()?;
        let workbooks = [workbook];
        let roster = Roster::new(book, (Some(as_of), as_of), &HeaderMap::default(), &workbooks);
        let columns = roster.plain(is_whole).filter(|_| findings.is_empty())?;
        let mut lines = text.lines();
        let header = lines.next().filter(|header| !header.contains('"'))?;
        let beside = lines
            .filter(|line| !line.trim().is_empty() && !line.contains('"'))
            .take(BESIDE)
            .map(str::to_owned)
            .collect();
        let separators = [b',', b'\t', b';', b'|'];
        let is_it = |separator: &u8| header.bytes().filter(|byte| byte == separator).count() + 1 == columns.len();
        let separator = separators.into_iter().find(is_it)?;
        let place = book.dictionary.by_key("place");
        let place_of = |profile: &Profile| match place.and_then(|place| profile.facts.get(&place)) {
            Some(Value::Code(place)) => Some(*place),
            _ => None,
        };
        let firms = (0..).map_while(|index| roster.firm(index));
        let places = firms.map(|firm| place_of(&firm.profile)).collect();
        let start = text.find('\n')? + 1 + head.len() - whole.len();
        Some(Plain { file: file.to_owned(), header: header.to_owned(), beside, separator, columns, places, start })
    }

    /// Where its rows begin, in bytes.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start
    }

    /// Takes in the places of further firms.
    pub fn add_places(&mut self, places: BTreeSet<Option<CodeId>>) {
        self.places.extend(places);
    }

    /// What is written of its firms.
    #[must_use]
    pub fn scope<'b>(&self, asked: &Asked<'b>) -> Scope<'b> {
        let places: Vec<Option<CodeId>> = self.places.iter().copied().collect();
        Scope::new(asked.lang, asked.graph.book(), asked.as_of, &places)
    }

    /// The table that is written.
    #[must_use]
    pub fn table(&self, asked: &Asked<'_>) -> ledger::Table {
        let scope = self.scope(asked);
        match asked.written {
            Written::Brief => ledger::brief(&scope).table().clone(),
            Written::Wide => ledger::wide(&scope).table().clone(),
            Written::Summary => ledger::summary(&scope).table().clone(),
        }
    }
}
