//! What is wrong with an input: a code, the facts, a place. The sentences are in `words`.

use std::borrow::Cow;

use crate::credit_code::CodeError;
use crate::number::Number;
use crate::shown::shortened;
use crate::source::{Origin, Span};

/// How grave a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// The input can't be used.
    Error,
    /// The input is used, but somebody should look.
    Warning,
}

/// Where a finding is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// A stretch of a file that was read.
    Span(Span),
    /// A file that could not be read as text; its path, and the byte if one is at fault.
    Path(String),
    /// A cell, or a row, of a table.
    Cell(CellPlace),
}

/// A cell, or a row, of a table.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct CellPlace {
    /// The file.
    pub file: String,
    /// The sheet; `None` in a text table.
    pub sheet: Option<String>,
    /// The number of the row, counted from 1.
    pub row: u32,
    /// The letters of the column, or the key of a line of JSON; `None` for the whole row.
    pub column: Option<String>,
}

/// One thing that is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// What.
    pub problem: Problem,
}

/// What something is called in each language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Called {
    /// In Chinese.
    pub zh: Box<str>,
    /// In English.
    pub en: Box<str>,
}

impl From<&str> for Called {
    /// A key, which is the same in both.
    fn from(key: &str) -> Called {
        Called { zh: key.into(), en: key.into() }
    }
}

/// What an amount is held against.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Beside {
    /// A column as a whole against what firms have; the amount is a middle one.
    Column {
        /// Whether it is too little rather than too much.
        is_small: bool,
    },
    /// One amount against what firms have.
    Firms {
        /// Whether it is too little.
        is_small: bool,
    },
    /// The other amounts of its column, of which this is a middle one.
    Others {
        /// The middle one.
        usual: Number,
        /// Whether it is too little.
        is_small: bool,
    },
    /// Another figure of the firm.
    Own {
        /// What it is called.
        fact: Called,
        /// Its year.
        year: Option<i16>,
        /// The figure.
        value: Number,
        /// Whether it is money rather than a number of heads.
        is_money: bool,
        /// Whether the amount is too little beside it.
        is_small: bool,
    },
    /// The same digits with a percent sign: it is no amount, but a share without one.
    Percent,
}

/// Between which figures a fact lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounds {
    /// The least.
    pub low: Option<Number>,
    /// The most.
    pub high: Option<Number>,
    /// The word for the kind of the fact.
    pub kind: &'static str,
}

/// Why a table or a sheet can't be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TableFlaw {
    /// What the library says that takes it apart.
    Said(String),
    /// It ends in the middle.
    Cut,
    /// It refers to a part that the file does not have.
    NoPart(String),
    /// It has a cell of a name or number that no spreadsheet has.
    NoCell(String),
    /// Its parts are not where, or not what, its format says.
    Muddled(String),
}

/// Why what a cell has can't be read, though its table can.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CellFlaw {
    /// Something that the file does not explain, as it stands there.
    Unknown(String),
    /// The file has the cell twice, with different contents.
    Twice,
    /// A text longer than the cells of spreadsheets can hold.
    TooLong,
}

/// What a problem holds, as a sentence quotes it.
trait Quoted {
    #[must_use]
    fn quoted(self) -> Self;
}

impl Quoted for String {
    fn quoted(self) -> String {
        match shortened(&self) {
            Cow::Borrowed(_) => self,
            Cow::Owned(short) => short,
        }
    }
}

impl<T: Quoted> Quoted for Option<T> {
    fn quoted(self) -> Option<T> {
        self.map(T::quoted)
    }
}

impl<T: Quoted> Quoted for Vec<T> {
    fn quoted(self) -> Vec<T> {
        self.into_iter().map(T::quoted).collect()
    }
}

impl<T: Quoted> Quoted for (u32, T) {
    fn quoted(self) -> (u32, T) {
        (self.0, self.1.quoted())
    }
}

/// What is never long.
macro_rules! short {
    ($($type:ty),* $(,)?) => {
        $(impl Quoted for $type {
            fn quoted(self) -> $type {
                self
            }
        })*
    };
}

impl Quoted for TableFlaw {
    fn quoted(self) -> TableFlaw {
        match self {
            TableFlaw::Cut => TableFlaw::Cut,
            TableFlaw::Said(text) => TableFlaw::Said(text.quoted()),
            TableFlaw::NoPart(text) => TableFlaw::NoPart(text.quoted()),
            TableFlaw::NoCell(text) => TableFlaw::NoCell(text.quoted()),
            TableFlaw::Muddled(text) => TableFlaw::Muddled(text.quoted()),
        }
    }
}

impl Quoted for CellFlaw {
    fn quoted(self) -> CellFlaw {
        match self {
            CellFlaw::Unknown(text) => CellFlaw::Unknown(text.quoted()),
            CellFlaw::Twice | CellFlaw::TooLong => self,
        }
    }
}

short!(bool, char, i16, i64, u32, u64, usize, &'static str, Beside, Bounds, Called, CodeError, Number, Origin);

impl<T: Quoted> Quoted for Box<T> {
    fn quoted(self) -> Box<T> {
        Box::new((*self).quoted())
    }
}

/// Declares the problems together with their codes, so that none can be without one.
macro_rules! problems {
    ($($(#[$doc:meta])* $code:literal $variant:ident $({ $($field:ident : $type:ty),* $(,)? })?,)*) => {
        /// Everything that can be wrong with an input, with the facts that its sentence needs.
        #[derive(Clone, PartialEq, Eq, Debug)]
        #[allow(missing_docs, reason = "the fields are the words of the sentence in `words::problem`")]
        pub enum Problem {
            $($(#[$doc])* $variant $({ $($field: $type),* })?,)*
        }

        impl Problem {
            /// The stable name of the problem.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self { $(Problem::$variant { .. } => $code,)* }
            }
        }

        impl Quoted for Problem {
            fn quoted(self) -> Problem {
                match self { $(Problem::$variant $({ $($field),* })? => Problem::$variant $({ $($field: $field.quoted()),* })?,)* }
            }
        }

        /// All codes, in the order of their declaration.
        pub const CODES: &[&str] = &[$($code),*];
    };
}

problems! {
    /// The file is not UTF-8.
    "not-utf8" NotUtf8 { line: usize },
    /// The file starts with a byte order mark; it is skipped.
    "byte-order-mark" ByteOrderMark,
    /// The file has nothing in it.
    "empty-file" EmptyFile,
    /// A folder stands where a file should.
    "not-a-file" NotAFile,
    /// A file among rule files that is none by its name.
    "not-a-rule-file" NotARuleFile,
    /// The file has NUL bytes.
    "nul-byte" NulByte { line: usize },
    /// The file has so many MiB, or more.
    "too-large" TooLarge { mebibytes: u64 },
    /// Lists and tables are nested beyond 64.
    "too-deep" TooDeep,
    /// A pipe, a device or a socket in a folder of files.
    "special-file" SpecialFile,
    /// A table in a folder of profiles.
    "unread-table" UnreadTable,
    /// A table of more rows or cells than these, seen at the line.
    "too-many-cells" TooManyCells { line: usize, rows: usize, cells: usize },
    /// A link leads back to a folder that holds it.
    "link-loop" LinkLoop,
    /// A symbolic link leads nowhere.
    "dangling-link" DanglingLink,
    /// The file is no TOML.
    "syntax" Syntax { message: String },
    /// A key that nobody asks for.
    "unknown-key" UnknownKey { key: String, within: &'static str, suggestion: Option<String> },
    /// A key that must be there.
    "missing-key" MissingKey { key: &'static str, within: &'static str },
    /// A value of another type.
    "wrong-type" WrongType { key: String, expected: &'static str, found: &'static str },
    /// A condition or quantity without the key that says what it is.
    "no-form" NoForm { heads: Vec<&'static str>, keys: Vec<String>, suggestion: Option<String> },
    /// Two keys that each say what it is.
    "two-forms" TwoForms { first: &'static str, second: &'static str },
    /// A key that does not belong to the form.
    "misplaced-key" MisplacedKey { key: String, form: &'static str, allowed: Vec<&'static str>, suggestion: Option<String> },
    /// A fact that is compared with nothing.
    "no-comparison" NoComparison { comparisons: Vec<&'static str> },
    /// Two comparisons in one condition.
    "two-comparisons" TwoComparisons { first: &'static str, second: &'static str },
    /// A list that must have something in it.
    "empty-list" EmptyList { key: String },
    /// A text with nothing in it.
    "empty-text" EmptyText { key: String },
    /// A fact that the dictionary does not have.
    "unknown-fact" UnknownFact { name: String, suggestion: Option<String> },
    /// A record kind that the dictionary does not have.
    "unknown-record" UnknownRecord { name: String, suggestion: Option<String> },
    /// A name that neither a definition nor a support has.
    "unknown-name" UnknownName { name: String, suggestion: Option<String> },
    /// A choice that the fact does not have.
    "unknown-choice" UnknownChoice { fact: Called, value: String, choices: Vec<Called>, suggestion: Option<String> },
    /// A name that may be one choice or another.
    "ambiguous-choice" AmbiguousChoice { fact: Called, value: String, why: Called },
    /// A place that the list does not have.
    "unknown-place" UnknownPlace { name: String, suggestion: Option<String> },
    /// A name that several places have.
    "ambiguous-place" AmbiguousPlace { name: String, places: Vec<String> },
    /// A place by a name that it no longer has.
    "renamed-place" RenamedPlace { name: String, place: String, since: String },
    /// Something that lies in a place and was read as that place.
    "place-read-as" PlaceReadAs { name: String, place: String, is_open: bool },
    /// A place of which a part has become part of another.
    "divided-place" DividedPlace { place: String, other: String, since: String },
    /// A name that several industries have.
    "ambiguous-industry" AmbiguousIndustry { name: String, industries: Vec<String> },
    /// An industry that the list does not have.
    "unknown-industry" UnknownIndustry { name: String, suggestion: Option<String> },
    /// A support that no rule file has.
    "unknown-support" UnknownSupport { name: String, suggestion: Option<String> },
    /// A standard that no rule file has.
    "unknown-standard" UnknownStandard { name: String, suggestion: Option<String> },
    /// A word that the key does not take.
    "unknown-word" UnknownWord { key: &'static str, word: String, allowed: Vec<String>, suggestion: Option<String> },
    /// A figure whose unit belongs to something else, or is missing.
    "wrong-unit" WrongUnit { text: String, kind: &'static str },
    /// An as-of day that can't be read, so that nobody knows of which day the firm asks.
    "unread-as-of" UnreadAsOf { text: String },
    /// The as-of day is said to be not known.
    "unknown-as-of" UnknownAsOf { text: String },
    /// A figure that can't be read exactly.
    "invalid-number" InvalidNumber { text: String },
    /// A figure of about so much.
    "approximate-number" ApproximateNumber { text: String },
    /// Money that a division left below a fen, and that is rounded.
    "rounded-number" RoundedNumber { text: String, value: Number },
    /// A value of a cell that is of another kind than its column.
    "wrong-cell" WrongCell { header: String, expected: &'static str, found: &'static str },
    /// A value that can't be read, of a fact that no rule reads.
    "not-needed" NotNeeded { problem: Box<Problem> },
    /// A part that is larger than its whole.
    "above-whole" AboveWhole { part: Called, whole: Called },
    /// Figures of a year in which there was no firm yet.
    "before-founding" FiguresBeforeFounding { year: i16, founded: String },
    /// A day on which nothing of the kind can have been: after the as-of day, or long ago.
    "implausible-date" ImplausibleDate { fact: Called, day: String, as_of: Option<String> },
    /// A bare decimal in a rule file.
    "bare-decimal" BareDecimal { text: String },
    /// A day that the calendar does not have, or no day at all.
    "invalid-date" InvalidDate { text: String },
    /// A day phrase that is not one of the fixed ones.
    "unknown-phrase" UnknownPhrase { text: String },
    /// A figure that its fact can't have.
    "out-of-range" OutOfRange { text: String, fact: Called, bounds: Option<Box<Bounds>> },
    /// The same id twice.
    "duplicate-id" DuplicateId { id: String, other: String },
    /// The same fact under two of its names.
    "stated-twice" StatedTwice { fact: Called, first: String, second: String },
    /// Definitions that need each other.
    "cycle" Cycle { path: Vec<String> },
    /// Cases of which none may hold, for a kind that has no zero to give then.
    "no-rest" NoRest,
    /// A case that never holds, since those before it take all that it takes.
    "unreachable-case" UnreachableCase,
    /// Values between two bands for which no case holds; the flags say whether the ends are among them.
    "gap" Gap { low: Number, with_low: bool, high: Number, with_high: bool, kind: &'static str },
    /// A lower bound above the upper one.
    "reversed-bounds" ReversedBounds { low: &'static str, high: &'static str },
    /// Shares of stages that are less than the whole together, and none that is open.
    "shares-incomplete" SharesIncomplete { left: Number },
    /// Slices that do not go up, or an open one before the last.
    "slices-out-of-order" SlicesOutOfOrder,
    /// A definition that nothing uses.
    "unused-definition" UnusedDefinition { name: String },
    /// A fact of a record where no such record is bound.
    "record-not-bound" RecordNotBound { fact: String, record: String },
    /// A yearly fact without a year, or a year on another.
    "wrong-year" WrongYear { fact: String, yearly: bool },
    /// A comparison that the kind of fact does not have.
    "wrong-comparison" WrongComparison { comparison: &'static str, kind: &'static str },
    /// A quantity of another kind than the place needs.
    "wrong-kind" WrongKind { expected: &'static str, found: String },
    /// An id that is not lower-case words with hyphens.
    "invalid-id" InvalidId { id: String },
    /// A rule file outside a folder that stands for a place.
    "no-place" NoPlace { folder: String },
    /// A figure of the rule that its `figures` do not have.
    "figure-missing" FigureMissing { number: Number, kind: &'static str },
    /// A figure in `figures` that the rule does not use.
    "figure-unused" FigureUnused { figure: String },
    /// Money without the key that says what it needs to be added up.
    "money-incomplete" MoneyIncomplete { key: &'static str },
    /// A group whose members are paid differently or counted over different records.
    "mixed-group" MixedGroup { first: String, second: String },
    /// Two supports that another group relates by another rule.
    "contradictory-groups" ContradictoryGroups { first: String, second: String, group: String, rule: &'static str },
    /// A group of one support.
    "lone-member" LoneMember { member: String },
    /// A group of supports of which nobody can have two.
    "members-apart" MembersApart,
    /// A place of a support's scope in which its document does not apply.
    "scope-beyond-document" ScopeBeyondDocument { place: String },
    /// A worked case, or what it expects of something, that compares nothing.
    "checks-nothing" ChecksNothing { is_case: bool },
    /// A document that no rule file is.
    "unknown-document" UnknownDocument { name: String, suggestion: Option<String> },
    /// Money for a purpose that other money is for too, and no group says whether both are paid.
    "unrelated" Unrelated { support: String, purpose: String, others: Vec<String> },
    /// A support that reads the amount of one that recurs, and does not recur in the same time itself.
    "unlike-periods" UnlikePeriods { support: String, of: String },
    /// A code that lies within no other, or is given twice.
    "invalid-code" InvalidCode { code: String },
    /// A day before the one that it must follow.
    "wrong-order" WrongOrder { earlier: Called, later: Called },
    /// A fact of the firm, a year or a record that stands in a table of something else.
    "misplaced-fact" MisplacedFact { key: String, table: Option<String> },
    /// More of a file is wrong than anybody would read; the rest is not listed.
    "too-many-findings" TooManyFindings,
    /// A list of more records than a firm can have.
    "too-many-records" TooManyRecords { most: usize },
    /// A fact that follows from others and is not stated.
    "derived-fact" DerivedFact { fact: Called },
    /// A table in an encoding that is none of those of spreadsheets.
    "unknown-encoding" UnknownEncoding,
    /// A table whose encoding is in doubt.
    "guessed-encoding" GuessedEncoding { encoding: &'static str },
    /// A table that can't be opened.
    "broken-table" BrokenTable { flaw: TableFlaw },
    /// A sheet of a workbook that can't be read; the others are.
    "broken-sheet" BrokenSheet { name: String, flaw: TableFlaw },
    /// A workbook that opens with a password only.
    "password" Password,
    /// A file of a format that is not read.
    "unread-format" UnreadFormat { format: &'static str },
    /// A table whose content has so many MiB, or more.
    "too-much-content" TooMuchContent { mebibytes: usize },
    /// A quotation mark in a text table that is never closed, and what lies behind it.
    "open-quote" OpenQuote,
    /// A line that is no JSON object.
    "broken-line" BrokenLine { message: String },
    /// A file without a table of firms.
    "no-firms" NoFirms,
    /// A sheet that fits nothing.
    "unknown-sheet" UnknownSheet { name: String },
    /// A column that fits nothing; it is not read.
    "unknown-header" UnknownHeader { header: String, suggestion: Option<String> },
    /// A column of a yearly fact that does not say which year; it is not read.
    "header-without-year" HeaderWithoutYear { header: String, key: String },
    /// Money that is far from what it is held against, as if its unit were another.
    "implausible-unit" ImplausibleUnit { name: String, value: Number, beside: Box<Beside> },
    /// What a formula could not compute.
    "cell-error" CellError { text: String },
    /// A formula whose value the file does not have.
    "formula-without-value" FormulaWithoutValue,
    /// The first of so many formulas whose values the workbook itself does not trust.
    "stale-formula" StaleFormula { count: usize },
    /// A cell whose content can't be read.
    "broken-cell" BrokenCell { flaw: CellFlaw },
    /// A part of a merged cell, of which nobody knows whether its value is meant.
    "merged-cell" MergedCell { first: String },
    /// A text that should be yes or no.
    "not-yes-or-no" NotYesOrNo { text: String },
    /// A unified social credit code that can't be one.
    "invalid-credit-code" InvalidCreditCode { text: String, error: CodeError },
    /// An identifier that a spreadsheet stored as a number, and cut.
    "digits-lost" DigitsLost { text: String },
    /// Firm numbers that are stored as numbers, so that zeros before them are gone.
    "stored-as-number" StoredAsNumber { header: String },
    /// Two firms with one number, code or name.
    "duplicate-firm" DuplicateFirm { text: String, other: Origin },
    /// A row of a firm that is not there.
    "unknown-firm" UnknownFirm { text: String, suggestion: Option<String> },
    /// A row whose name several firms have.
    "ambiguous-firm" AmbiguousFirm { text: String },
    /// A row whose number is that of one firm and whose name that of another.
    "mismatched-firm" MismatchedFirm { first: String, second: String },
    /// A row that does not say whose it is.
    "no-identity" NoIdentity,
    /// A row of a year that does not say which.
    "no-year" NoYear,
    /// A row of a text table that has more cells than there are headers.
    "row-too-long" RowTooLong { cells: usize, headers: usize },
    /// A row of a text table in which an amount is cut at its comma.
    "split-amount" SplitAmount { first: String, rest: String },
    /// Filled cells, the first of them by name, that have no header.
    "cells-without-header" CellsWithoutHeader { cells: Vec<String>, count: usize },
    /// A unit that is stated once and is taken for all columns that have none.
    "unit-of-table" UnitOfTable { text: String, headers: Vec<String> },
    /// A unit that is none of these columns.
    "unclear-unit" UnclearUnit { text: String, headers: Vec<String> },
    /// Two units for one column.
    "units-differ" UnitsDiffer { first: String, second: String, headers: Vec<String> },
    /// Rows that are of no firm, each by its number and what it is called.
    "rows-left-out" RowsLeftOut { rows: Vec<(u32, String)> },
    /// The headers of another table below the rows of the first; it is not read.
    "second-table" SecondTable,
    /// A firm that is called by a word for totals or notes, but has a place or a number.
    "doubtful-firm" DoubtfulFirm { text: String },
    /// A list of a firm, that of years without a name, that may lack a row, since nobody knows of which firm that is.
    "incomplete-list" IncompleteList { list: Option<Called>, other: Origin },
    /// A row of a firm that says just what another says.
    "duplicate-row" DuplicateRow { other: Origin },
    /// Records of a kind that stand both in columns and in a sheet.
    "records-twice" RecordsTwice { record: Called },
}

impl Problem {
    /// The line at fault in a file that could not be read as text.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match self {
            Problem::NotUtf8 { line } | Problem::NulByte { line } | Problem::TooManyCells { line, .. } => Some(*line),
            _ => None,
        }
    }

    /// Whether, in the row of a firm, it is of the whole firm, which then is not answered for: nobody knows what its
    /// row says, which of two rows is right, or of which day it asks.
    #[must_use]
    pub fn is_of_whole_firm(&self) -> bool {
        matches!(
            self,
            Problem::RowTooLong { .. }
                | Problem::SplitAmount { .. }
                | Problem::DuplicateFirm { .. }
                | Problem::NoIdentity
                | Problem::BrokenLine { .. }
                | Problem::UnreadAsOf { .. }
        )
    }
}

impl Finding {
    /// A finding at a place.
    #[must_use]
    pub fn new(place: Place, problem: Problem) -> Finding {
        let place = match place {
            Place::Cell(place) => Place::Cell(CellPlace { column: place.column.quoted(), ..place }),
            Place::Span(_) | Place::Path(_) => place,
        };
        Finding { place, problem: problem.quoted() }
    }

    /// A finding at a place in a file that was read.
    #[must_use]
    pub fn at(span: Span, problem: Problem) -> Finding {
        Finding::new(Place::Span(span), problem)
    }

    /// A finding about a file that could not be read as text.
    #[must_use]
    pub fn of_path(path: &str, problem: Problem) -> Finding {
        Finding::new(Place::Path(path.to_owned()), problem)
    }

    /// A finding about a cell or a row of a table.
    #[must_use]
    pub fn in_table(place: CellPlace, problem: Problem) -> Finding {
        Finding::new(Place::Cell(place), problem)
    }

    /// How grave it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self.problem {
            Problem::ByteOrderMark
            | Problem::Unrelated { .. }
            | Problem::Gap { .. }
            | Problem::LoneMember { .. }
            | Problem::MembersApart
            | Problem::ChecksNothing { .. }
            | Problem::GuessedEncoding { .. }
            | Problem::UnreadTable
            | Problem::UnknownSheet { .. }
            | Problem::UnknownHeader { .. }
            | Problem::HeaderWithoutYear { .. }
            | Problem::ImplausibleUnit { .. }
            | Problem::RoundedNumber { .. }
            | Problem::UnknownAsOf { .. }
            | Problem::NotNeeded { .. }
            | Problem::ImplausibleDate { .. }
            | Problem::InvalidCreditCode { .. }
            | Problem::StaleFormula { .. }
            | Problem::RenamedPlace { .. }
            | Problem::PlaceReadAs { .. }
            | Problem::DividedPlace { .. }
            | Problem::StoredAsNumber { .. }
            | Problem::CellsWithoutHeader { .. }
            | Problem::UnitOfTable { .. }
            | Problem::RowsLeftOut { .. }
            | Problem::DoubtfulFirm { .. }
            | Problem::IncompleteList { .. }
            | Problem::DuplicateRow { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

impl CellPlace {
    /// The cell as a spreadsheet names it, the sheet before it: `Sheet1!C7`; of a line its number and the key.
    #[must_use]
    pub fn cell(&self) -> String {
        let sheet = self.sheet.as_ref().map(|sheet| format!("{sheet}!")).unwrap_or_default();
        match self.column.as_deref() {
            Some(letters) if letters.bytes().all(|byte| byte.is_ascii_uppercase()) => {
                format!("{sheet}{letters}{}", self.row)
            }
            Some(key) => format!("{}:{key}", self.row),
            None => format!("{sheet}{}", self.row),
        }
    }
}
