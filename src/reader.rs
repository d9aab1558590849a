//! Walks a parsed TOML file and keeps the place of every value.
//!
//! A table is asked for the keys that it may have; [`Table::finish`] then reports the rest. Reading goes on
//! after a finding, so that one run reports everything that is wrong with a file.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::calendar::Day;
use crate::finding::{Finding, Place, Problem, Severity};
use crate::grammar::UNREAD;
use crate::source::{FileId, Located, Span};
use crate::suggest::nearest;

/// Findings of one file that are listed at most.
pub const MOST_FINDINGS: usize = 1000;

/// The brackets around what a new file leaves to be filled in, and the day that stands for one.
const BRACKETS: &[[char; 2]] = &[['〈', '〉'], ['⟨', '⟩']];
const NO_DAY: &str = "1900-01-01";

/// Collects the findings of one file.
#[derive(Debug)]
pub struct Sink {
    file: FileId,
    findings: RefCell<Vec<Finding>>,
    has_placeholder: Cell<bool>,
}

impl Sink {
    /// A sink for the file.
    #[must_use]
    pub fn new(file: FileId) -> Sink {
        Sink { file, findings: RefCell::default(), has_placeholder: Cell::default() }
    }

    /// The place of these bytes.
    #[must_use]
    pub fn span(&self, bytes: Range<usize>) -> Span {
        Span { file: self.file, bytes }
    }

    /// Reports a problem at a place.
    ///
    /// Nobody reads more than so many; the last one says that there are more.
    pub fn report(&self, span: &Span, problem: Problem) {
        let mut findings = self.findings.borrow_mut();
        match findings.len().cmp(&MOST_FINDINGS) {
            Ordering::Less => findings.push(Finding::at(span.clone(), problem)),
            Ordering::Equal => findings.push(Finding::at(span.clone(), Problem::TooManyFindings)),
            Ordering::Greater => {}
        }
    }

    /// Whether something is still what a new file has for an author to replace.
    #[must_use]
    pub fn has_placeholder(&self) -> bool {
        self.has_placeholder.get()
    }

    /// Takes a finding of a reader that knows its place by itself.
    pub fn add(&self, finding: Finding) {
        match finding.place {
            // What several cases of a file take over is wrong once.
            Place::Span(_) if self.findings.borrow().contains(&finding) => {}
            Place::Span(span) => self.report(&span, finding.problem),
            Place::Path(_) | Place::Cell(_) => self.findings.borrow_mut().push(finding),
        }
    }

    /// Whether further reports are dropped, so that looking for suggestions is not worth the time.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.findings.borrow().len() > MOST_FINDINGS
    }

    /// Whether an error was reported.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.findings.borrow().iter().any(|finding| finding.severity() == Severity::Error)
    }

    /// All that was reported.
    #[must_use]
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings.into_inner()
    }
}

/// A value in a file.
#[derive(Clone, Copy)]
pub struct Value<'t> {
    sink: &'t Sink,
    key: &'t str,
    node: &'t Spanned<DeValue<'t>>,
}

/// A table in a file, and which of its keys were asked for.
pub struct Table<'t> {
    sink: &'t Sink,
    entries: &'t DeTable<'t>,
    span: Span,
    what: &'static str,
    asked: RefCell<Vec<&'static str>>,
}

impl<'t> Value<'t> {
    /// Where the value is written.
    #[must_use]
    pub fn span(&self) -> Span {
        self.sink.span(self.node.span())
    }

    /// The key under which it is written.
    #[must_use]
    pub fn key(&self) -> &'t str {
        self.key
    }

    /// The sink of its file.
    #[must_use]
    pub fn sink(&self) -> &'t Sink {
        self.sink
    }

    /// The value as TOML has it.
    #[must_use]
    pub fn raw(&self) -> &'t DeValue<'t> {
        self.node.get_ref()
    }

    /// Reports that the value is of another type.
    #[must_use]
    pub fn wrong_type<T>(&self, expected: &'static str) -> Option<T> {
        let found = self.raw().type_str();
        self.report(Problem::WrongType { key: self.key.to_owned(), expected, found });
        None
    }

    /// Reports a problem of the value.
    pub fn report(&self, problem: Problem) {
        self.sink.report(&self.span(), problem);
    }

    /// Reports what a new file leaves to be filled in, once for the file: whoever sees the first looks for the others.
    pub fn check_placeholder(&self, written: &str) {
        let is_placeholder =
            written == NO_DAY || BRACKETS.iter().any(|ends| written.starts_with(ends[0]) && written.ends_with(ends[1]));
        if is_placeholder && !self.sink.has_placeholder.replace(true) {
            self.report(Problem::Placeholder { text: written.to_owned() });
        }
    }

    /// A string that says something: an empty title or clause would cite nothing.
    #[must_use]
    pub fn text(self) -> Option<Located<String>> {
        let Some(text) = self.raw().as_str() else { return self.wrong_type("text") };
        if text.trim().is_empty() {
            self.report(Problem::EmptyText { key: self.key.to_owned() });
            return None;
        }
        self.check_placeholder(text);
        Some(Located { value: text.to_owned(), span: self.span() })
    }

    /// `true` or `false`.
    #[must_use]
    pub fn flag(self) -> Option<Located<bool>> {
        let Some(value) = self.raw().as_bool() else { return self.wrong_type("flag") };
        Some(Located { value, span: self.span() })
    }

    /// A whole number.
    #[must_use]
    pub fn integer(self) -> Option<Located<i64>> {
        let Some(number) = self.raw().as_integer() else { return self.wrong_type("integer") };
        if let Ok(value) = i64::from_str_radix(number.as_str(), number.radix()) {
            Some(Located { value, span: self.span() })
        } else {
            self.report(Problem::InvalidNumber { text: number.as_str().to_owned() });
            None
        }
    }

    /// A figure: a text with its unit, or a whole number.
    #[must_use]
    pub fn figure(self) -> Option<Located<String>> {
        match self.raw() {
            DeValue::Integer(_) => self.integer().map(|number| number.map(|number| number.to_string())),
            _ => self.text(),
        }
    }

    /// A day: a bare TOML date, or the same as a string.
    #[must_use]
    pub fn day(self) -> Option<Located<Day>> {
        let day = match self.raw() {
            DeValue::Datetime(_) => self.bare_day(),
            DeValue::String(text) => Day::parse(text),
            _ => return self.wrong_type("date"),
        };
        if let Some(value) = day {
            self.check_placeholder(&self.written());
            Some(Located { value, span: self.span() })
        } else {
            self.report(Problem::InvalidDate { text: self.written() });
            None
        }
    }

    /// The address of a page, in full.
    #[must_use]
    pub fn address(self) -> Option<Located<String>> {
        let is_address = |text: &str| {
            let page = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
            page.is_some_and(|page| !page.is_empty() && !page.starts_with('/') && !page.contains(char::is_whitespace))
        };
        let span = self.span();
        let text = self.text()?;
        if !is_address(&text.value) {
            self.report(Problem::NoAddress { text: text.value });
            return None;
        }
        Some(Located { value: text.value, span })
    }

    /// A day, or that it was not read: `"unread"`.
    #[must_use]
    pub fn day_or_unread(self) -> Option<Option<Located<Day>>> {
        let is_unread = self.raw().as_str() == Some(UNREAD);
        if is_unread { Some(None) } else { self.day().map(Some) }
    }

    /// A text, or a list of at least one.
    #[must_use]
    pub fn text_or_texts(self) -> Option<Vec<Located<String>>> {
        if self.raw().is_str() { self.text().map(|text| vec![text]) } else { self.filled_texts() }
    }

    /// The day of a bare date without a time; `None` for anything else.
    #[must_use]
    pub fn bare_day(&self) -> Option<Day> {
        let DeValue::Datetime(datetime) = self.raw() else { return None };
        let date = datetime.date.filter(|_| datetime.time.is_none())?;
        Day::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
    }

    /// A list; a single value is not one.
    #[must_use]
    pub fn list(self) -> Option<Vec<Value<'t>>> {
        let Some(array) = self.raw().as_array() else { return self.wrong_type("list") };
        Some(array.iter().map(|node| Value { node, ..self }).collect())
    }

    /// A list that must have something in it.
    #[must_use]
    pub fn filled_list(self) -> Option<Vec<Value<'t>>> {
        let values = self.list()?;
        if values.is_empty() {
            self.report(Problem::EmptyList { key: self.key.to_owned() });
            return None;
        }
        Some(values)
    }

    /// A list of strings that must have one in it.
    #[must_use]
    pub fn filled_texts(self) -> Option<Vec<Located<String>>> {
        all_texts(self.filled_list()?)
    }

    /// A list of strings.
    #[must_use]
    pub fn texts(self) -> Option<Vec<Located<String>>> {
        all_texts(self.list()?)
    }

    /// A table, of which `what` says in a finding what it is.
    #[must_use]
    pub fn table(self, what: &'static str) -> Option<Table<'t>> {
        let Some(entries) = self.raw().as_table() else { return self.wrong_type("table") };
        Some(Table { sink: self.sink, entries, span: self.span(), what, asked: RefCell::default() })
    }

    /// A list of tables.
    #[must_use]
    pub fn tables(self, what: &'static str) -> Vec<Table<'t>> {
        self.list().unwrap_or_default().into_iter().filter_map(|value| value.table(what)).collect()
    }

    fn written(&self) -> String {
        match self.raw() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(datetime) => datetime.to_string(),
            other => other.type_str().to_owned(),
        }
    }
}

/// Reads every text, so that each broken one is reported.
fn all_texts(values: Vec<Value<'_>>) -> Option<Vec<Located<String>>> {
    let texts: Vec<Option<Located<String>>> = values.into_iter().map(Value::text).collect();
    texts.into_iter().collect()
}

impl<'t> Table<'t> {
    /// The table that a whole file is.
    #[must_use]
    pub fn of_file(sink: &'t Sink, root: &'t Spanned<DeTable<'t>>) -> Table<'t> {
        let span = sink.span(0..0);
        Table { sink, entries: root.get_ref(), span, what: "file", asked: RefCell::default() }
    }

    /// Where the table is written.
    #[must_use]
    pub fn span(&self) -> &Span {
        &self.span
    }

    /// The sink of its file.
    #[must_use]
    pub fn sink(&self) -> &'t Sink {
        self.sink
    }

    /// Reports a problem of the table as a whole.
    pub fn report(&self, problem: Problem) {
        self.sink.report(&self.span, problem);
    }

    /// Whether the key is written, without asking for it.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Whether the key is all that is written.
    #[must_use]
    pub fn has_only(&self, key: &str) -> bool {
        self.has(key) && self.entries.len() == 1
    }

    /// All keys and values, for tables whose keys are names.
    pub fn entries(&self) -> impl Iterator<Item = (Located<String>, Value<'t>)> {
        let mut entries: Vec<_> = self.entries.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        entries.into_iter().map(|(key, node)| {
            let located = Located { value: key.get_ref().to_string(), span: self.sink.span(key.span()) };
            (located, Value { sink: self.sink, key: key.get_ref(), node })
        })
    }

    /// Makes keys known that are looked for by other means.
    pub fn know(&self, keys: &[&'static str]) {
        self.asked.borrow_mut().extend(keys);
    }

    /// Reads the value of a key if it is written.
    pub fn read<T>(&self, key: &'static str, read: impl FnOnce(Value<'t>) -> Option<T>) -> Option<T> {
        self.asked.borrow_mut().push(key);
        let (key, node) = self.entries.get_key_value(key)?;
        read(Value { sink: self.sink, key: key.get_ref(), node })
    }

    /// Reads the value of a key that must be written.
    pub fn require<T>(&self, key: &'static str, read: impl FnOnce(Value<'t>) -> Option<T>) -> Option<T> {
        if !self.has(key) {
            self.report(Problem::MissingKey { key, within: self.what });
        }
        self.read(key, read)
    }

    /// Reads the tables of a key, none if it is not written.
    pub fn read_tables(&self, key: &'static str, what: &'static str) -> Vec<Table<'t>> {
        self.read(key, |value| Some(value.tables(what))).unwrap_or_default()
    }

    /// Reports every key that was not asked for.
    pub fn finish(self) {
        let asked = self.asked.borrow();
        for (key, _) in self.entries().filter(|(key, _)| !asked.contains(&key.value.as_str())) {
            if self.sink.is_full() {
                return;
            }
            let suggestion = nearest(&key.value, asked.iter());
            let problem = Problem::UnknownKey { key: key.value, within: self.what, suggestion };
            self.sink.report(&key.span, problem);
        }
    }
}
