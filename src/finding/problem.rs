//! Everything that can be wrong with an input: its code, how grave it is, and the facts that its sentence needs.

use crate::credit_code::CodeError;
use crate::number::Number;
use crate::source::Origin;

use super::quoted::Quoted;
use super::{Beside, Bounds, Called, CellFlaw, Severity, TableFlaw};

impl Problem {
    /// Whether it may be there only because a list of names, such as the dictionary, is broken.
    #[must_use]
    pub fn is_of_a_name(&self) -> bool {
        matches!(
            self,
            Problem::UnknownFact { .. }
                | Problem::UnknownRecord { .. }
                | Problem::UnknownName { .. }
                | Problem::UnknownChoice { .. }
                | Problem::UnknownWord { key: "for-what", .. }
                | Problem::UnknownPlace { .. }
                | Problem::UnknownIndustry { .. }
                | Problem::UnknownSupport { .. }
                | Problem::UnknownStandard { .. }
                | Problem::NoPlace { .. }
                | Problem::UnusedDefinition { .. }
        )
    }
}

problems! {
    /// Files as a whole.
    FileProblem {
        /// The file is not UTF-8.
        "not-utf8" Error NotUtf8 { line: usize },
        /// The file starts with a byte order mark; it is skipped.
        "byte-order-mark" Warning ByteOrderMark,
        /// The file has nothing in it.
        "empty-file" Error EmptyFile,
        /// A folder stands where a file should.
        "not-a-file" Error NotAFile,
        /// A list of the whole set under a name that is nearly its own.
        "misspelt-file" Error MisspeltFile { name: &'static str },
        /// What a new file leaves to be filled in.
        "placeholder" Warning Placeholder { text: String },
        /// A file among rule files that is none by its name.
        "not-a-rule-file" Error NotARuleFile,
        /// A profile of a firm among rule files, which says no rule and is passed over.
        "profile-among-rules" Warning ProfileAmongRules,
        /// The file has NUL bytes.
        "nul-byte" Error NulByte { line: usize },
        /// The file has so many MiB, or more.
        "too-large" Error TooLarge { mebibytes: u64 },
        /// Lists and tables are nested beyond 64.
        "too-deep" Error TooDeep,
        /// A pipe, a device or a socket in a folder of files.
        "special-file" Error SpecialFile,
        /// A link leads back to a folder that holds it.
        "link-loop" Error LinkLoop,
        /// A symbolic link leads nowhere.
        "dangling-link" Error DanglingLink,
        /// The file is no TOML.
        "syntax" Error Syntax { message: String },
        /// A document said to be in force that had ended when it was checked.
        "ended-in-force" Warning EndedInForce { until: String, checked: String },
        /// What should be the address of a page and is none.
        "no-address" Error NoAddress { text: String },
        /// A form that parsers of TOML 1.0 refuse, as editors have them.
        "newer-toml" Warning NewerToml,
        /// A rule file outside a folder that stands for a place.
        "no-place" Error NoPlace { folder: String },
        /// A code that lies within no other, or is given twice.
        "invalid-code" Error InvalidCode { code: String },
        /// More of a file is wrong than anybody would read; the rest is not listed.
        "too-many-findings" Error TooManyFindings,
        /// A list of more records than a firm can have.
        "too-many-records" Error TooManyRecords { most: usize },
    }
    /// What is written in a file, a cell or a line: keys, names, figures.
    WrittenProblem {
        /// A key that nobody asks for.
        "unknown-key" Error UnknownKey { key: String, within: &'static str, suggestion: Option<String> },
        /// A key that must be there.
        "missing-key" Error MissingKey { key: &'static str, within: &'static str },
        /// A value of another type.
        "wrong-type" Error WrongType { key: String, expected: &'static str, found: &'static str },
        /// A condition or quantity without the key that says what it is.
        "no-form" Error NoForm { heads: Vec<&'static str>, keys: Vec<String>, suggestion: Option<String> },
        /// Two keys that each say what it is.
        "two-forms" Error TwoForms { first: &'static str, second: &'static str },
        /// A key that does not belong to the form.
        "misplaced-key" Error MisplacedKey { key: String, form: &'static str, allowed: Vec<&'static str>, suggestion: Option<String> },
        /// A fact that is compared with nothing.
        "no-comparison" Error NoComparison { comparisons: Vec<&'static str> },
        /// Two comparisons in one condition.
        "two-comparisons" Error TwoComparisons { first: &'static str, second: &'static str },
        /// A list that must have something in it.
        "empty-list" Error EmptyList { key: String },
        /// A text with nothing in it.
        "empty-text" Error EmptyText { key: String },
        /// A fact that the dictionary does not have.
        "unknown-fact" Error UnknownFact { name: String, suggestion: Option<String> },
        /// A name that facts of several records have.
        "ambiguous-fact" Error AmbiguousFact { name: String, keys: Vec<String> },
        /// Choices for a fact that can't have more.
        "closed-fact" Error ClosedFact { fact: String, is_ranked: bool },
        /// A record kind that the dictionary does not have.
        "unknown-record" Error UnknownRecord { name: String, suggestion: Option<String> },
        /// A name that neither a definition nor a support has.
        "unknown-name" Error UnknownName { name: String, suggestion: Option<String> },
        /// A choice that the fact does not have.
        "unknown-choice" Error UnknownChoice { fact: Called, value: String, choices: Vec<Called>, suggestion: Option<String> },
        /// A name that may be one choice or another.
        "ambiguous-choice" Error AmbiguousChoice { fact: Called, value: String, why: Called },
        /// A place that the list does not have.
        "unknown-place" Error UnknownPlace { name: String, suggestion: Option<String> },
        /// A name that several places have.
        "ambiguous-place" Error AmbiguousPlace { name: String, places: Vec<String> },
        /// A place by a name that it no longer has.
        "renamed-place" Warning RenamedPlace { name: String, place: String, since: String },
        /// Something that lies in a place and was read as that place.
        "place-read-as" Warning PlaceReadAs { name: String, place: String, is_open: bool },
        /// A place of which a part has become part of another.
        "divided-place" Warning DividedPlace { place: String, other: String, since: String },
        /// A name that several industries have.
        "ambiguous-industry" Error AmbiguousIndustry { name: String, industries: Vec<String> },
        /// An industry that the list does not have.
        "unknown-industry" Error UnknownIndustry { name: String, suggestion: Option<String> },
        /// A support that no rule file has.
        "unknown-support" Error UnknownSupport { name: String, suggestion: Option<String> },
        /// A name that several supports have, with their ids.
        "ambiguous-support" Error AmbiguousSupport { name: String, supports: Vec<String> },
        /// A standard that no rule file has.
        "unknown-standard" Error UnknownStandard { name: String, suggestion: Option<String> },
        /// A word that the key does not take.
        "unknown-word" Error UnknownWord { key: &'static str, word: String, allowed: Vec<String>, suggestion: Option<String> },
        /// A figure whose unit belongs to something else, or is missing.
        "wrong-unit" Error WrongUnit { text: String, kind: &'static str },
        /// An as-of day that can't be read, so that nobody knows of which day the firm asks.
        "unread-as-of" Error UnreadAsOf { text: String },
        /// The as-of day is said to be not known.
        "unknown-as-of" Warning UnknownAsOf { text: String },
        /// A figure that can't be read exactly.
        "invalid-number" Error InvalidNumber { text: String },
        /// A record that the firm does not have, or several of that name.
        "no-such-record" Error NoSuchRecord { record: Called, name: String, count: usize, same: usize },
        /// A figure of about so much.
        "approximate-number" Error ApproximateNumber { text: String },
        /// A band whose upper end is below its lower one.
        "reversed-band" Error ReversedBand { low: String, high: String },
        /// Money that a division left below a fen, and that is rounded.
        "rounded-number" Warning RoundedNumber { text: String, value: Number },
        /// A value that can't be read, of a fact that no rule reads.
        "not-needed" Warning NotNeeded { problem: Box<Problem> },
        /// A part that is larger than its whole.
        "above-whole" Error AboveWhole { part: Called, whole: Called },
        /// Figures of a year in which there was no firm yet.
        "before-founding" Error FiguresBeforeFounding { year: i16, founded: String },
        /// A day on which nothing of the kind can have been: after the as-of day, or long ago.
        "implausible-date" Warning ImplausibleDate { fact: Called, day: String, as_of: Option<String> },
        /// A bare decimal in a rule file.
        "bare-decimal" Error BareDecimal { text: String },
        /// A day that the calendar does not have, or no day at all.
        "invalid-date" Error InvalidDate { text: String },
        /// A day phrase that is not one of the fixed ones.
        "unknown-phrase" Error UnknownPhrase { text: String },
        /// A figure that its fact can't have.
        "out-of-range" Error OutOfRange { text: String, fact: Called, bounds: Option<Box<Bounds>> },
        /// The same id twice.
        "duplicate-id" Error DuplicateId { id: String, other: String },
        /// The same fact under two of its names.
        "stated-twice" Error StatedTwice { fact: Called, first: String, second: String },
        /// Definitions that need each other.
        "cycle" Error Cycle { path: Vec<String> },
        /// Cases of which none may hold, for a kind that has no zero to give then.
        "no-rest" Error NoRest,
        /// Slices that do not go up, or an open one before the last.
        "slices-out-of-order" Error SlicesOutOfOrder,
        /// A definition that nothing uses.
        "unused-definition" Error UnusedDefinition { name: String },
        /// A fact of a record where no such record is bound.
        "record-not-bound" Error RecordNotBound { fact: String, record: String },
        /// A yearly fact without a year, or a year on another.
        "wrong-year" Error WrongYear { fact: String, yearly: bool },
        /// A comparison that the kind of fact does not have.
        "wrong-comparison" Error WrongComparison { comparison: &'static str, kind: &'static str },
        /// A quantity of another kind than the place needs.
        "wrong-kind" Error WrongKind { expected: &'static str, found: String },
        /// An id that is not lower-case words with hyphens.
        "invalid-id" Error InvalidId { id: String },
        /// A figure of the rule that its `figures` do not have.
        "figure-missing" Error FigureMissing { number: Number, kind: &'static str },
        /// A figure in `figures` that the rule does not use.
        "figure-unused" Error FigureUnused { figure: String },
        /// A figure that an older support does not have once in its amount, so that it can't be changed there.
        "amended-figure" Error AmendedFigure { figure: String, support: String, count: usize },
        /// Money without the key that says what it needs to be added up.
        "money-incomplete" Error MoneyIncomplete { key: &'static str },
        /// A group that compares or caps members which are paid differently or counted over different records.
        "mixed-group" Error MixedGroup { first: String, second: String },
        /// Money for a purpose that other money is for too, paid alike or not, and no group says whether both are paid.
        "unrelated" Warning Unrelated { support: String, purpose: String, others: Vec<String>, more: usize, is_alike: bool },
        /// An award for a title beside others of its document, paid alike, and no group says whether all are paid.
        "unrelated-titles" Warning UnrelatedTitles { support: String, others: Vec<String>, more: usize },
        /// A support that reads the amount of one that recurs, and does not recur in the same time itself.
        "unlike-periods" Error UnlikePeriods { support: String, of: String },
        /// A day before the one that it must follow.
        "wrong-order" Error WrongOrder { earlier: Called, later: Called },
        /// A fact of the firm, a year or a record that stands in a table of something else.
        "misplaced-fact" Error MisplacedFact { key: String, table: Option<String> },
        /// A fact that follows from others and is not stated.
        "derived-fact" Error DerivedFact { fact: Called },
    }
    /// What is proved of rules, and what of that they accept.
    ProofProblem {
        /// A condition that decides nothing: the others ask as much, or it always holds.
        "never-decides" Warning NeverDecides { condition: Called, by: Vec<Called> },
        /// An alternative that nobody reaches beside what else is asked.
        "unreachable-alternative" Error UnreachableWay { condition: Called, by: Vec<Called> },
        /// An alternative that another one takes in.
        "swallowed-alternative" Warning SwallowedWay { condition: Called, by: Called },
        /// A case of an amount that nobody reaches who meets what the support asks.
        "unreachable-band" Warning UnreachableBand { condition: Called, by: Vec<Called> },
        /// Two cases, by their numbers, that overlap and give different amounts.
        "overlapping-bands" Warning OverlappingBands { first: usize, second: usize },
        /// A band that pays less than the one below it.
        "higher-pays-less" Warning HigherPaysLess { more: Number, less: Number },
        /// A cap that no amount reaches.
        "idle-cap" Warning IdleCap { cap: Number, most: Number },
        /// A group all of whose members another one relates by the same rule.
        "dominated-group" Warning DominatedGroup { group: String },
        /// A support that asks and pays just what another one does.
        "support-twice" Warning SupportTwice { other: String },
        /// A reminder that is accepted where there is none.
        "accepts-nothing" Error AcceptsNothing { code: String },
        /// A scope that its `not-in` leaves nothing of.
        "empty-scope" Error EmptyScope,
        /// A place of a document's scope that is not in the place of its folder.
        "scope-outside-folder" Error ScopeOutsideFolder { place: String },
    }
    /// What a rule file means, or a worked case.
    RuleProblem {
        /// A case that never holds, since those before it take all that it takes.
        "unreachable-case" Error UnreachableCase,
        /// A case, or a whole support, whose own conditions never hold together.
        "never-holds" Error NeverHolds { is_support: bool },
        /// Choices between two bands of an order for which no case holds.
        "gap-of-choices" Warning GapOfChoices { choices: Vec<Called> },
        /// Values between two bands for which no case holds; the flags say whether the ends are among them.
        "gap" Warning Gap { low: Number, with_low: bool, high: Number, with_high: bool, kind: &'static str },
        /// A lower bound above the upper one.
        "reversed-bounds" Error ReversedBounds { low: &'static str, high: &'static str },
        /// Shares of stages that are less than the whole together, and none that is open.
        "shares-incomplete" Error SharesIncomplete { left: Number },
        /// Two supports that another group relates by another rule.
        "contradictory-groups" Error ContradictoryGroups { first: String, second: String, group: String, rule: &'static str },
        /// A group of one support.
        "lone-member" Warning LoneMember { member: String },
        /// A group of supports of which nobody can have two.
        "members-apart" Warning MembersApart,
        /// A place of a support's scope in which its document does not apply.
        "scope-beyond-document" Error ScopeBeyondDocument { place: String },
        /// A worked case, or what it expects of something, that compares nothing.
        "checks-nothing" Warning ChecksNothing { is_case: bool },
        /// A figure of a rule that the text of its document does not print.
        "figure-not-printed" Error FigureNotPrinted { figure: String },
        /// The text of a document was not among those that were given.
        "no-text" Warning NoText { document: String, file: String },
        /// A worked case of which something else came out.
        "failed-case" Error FailedCase { case: String, line: usize },
        /// A worked case that takes over another one which its file does not have.
        "unknown-case" Error UnknownCase { name: String, suggestion: Option<String> },
        /// A key that a worked case takes away, and that the other one does not have.
        "not-inherited" Error NotInherited { key: String, suggestion: Option<String> },
        /// A line of a worked case that names nothing of which it could expect something.
        "unread-expectation" Error UnreadExpectation { text: String },
        /// A figure that a worked case expects where the document gives none.
        "unstated-figure" Error UnstatedFigure,
        /// A document that no rule file is.
        "unknown-document" Error UnknownDocument { name: String, suggestion: Option<String> },
    }
    /// Tables of firms as a whole, their columns and firms.
    TableProblem {
        /// A table in a folder of profiles.
        "unread-table" Warning UnreadTable,
        /// A table of more rows or cells than these, seen at the line.
        "too-many-cells" Error TooManyCells { line: usize, rows: usize, cells: usize },
        /// A table in an encoding that is none of those of spreadsheets.
        "unknown-encoding" Error UnknownEncoding,
        /// A table whose encoding is in doubt.
        "guessed-encoding" Warning GuessedEncoding { encoding: &'static str },
        /// A table that can't be opened.
        "broken-table" Error BrokenTable { flaw: TableFlaw },
        /// A sheet of a workbook that can't be read; the others are.
        "broken-sheet" Error BrokenSheet { name: String, flaw: TableFlaw },
        /// A workbook that opens with a password only.
        "password" Error Password,
        /// A file of a format that is not read.
        "unread-format" Error UnreadFormat { format: &'static str },
        /// A table whose content has so many MiB, or more.
        "too-much-content" Error TooMuchContent { mebibytes: usize },
        /// A quotation mark in a text table that is never closed, and what lies behind it.
        "open-quote" Error OpenQuote,
        /// A line that is no JSON object.
        "broken-line" Error BrokenLine { message: String },
        /// A file without a table of firms.
        "no-firms" Error NoFirms,
        /// A sheet that fits nothing.
        "unknown-sheet" Warning UnknownSheet { name: String },
        /// A column that fits nothing; it is not read.
        "unknown-header" Warning UnknownHeader { header: String, suggestion: Option<String> },
        /// A header that is nearly that of something that no other column says.
        "misspelt-header" Error MisspeltHeader { header: String, suggestion: String },
        /// A column of a yearly fact that does not say which year; it is not read.
        "header-without-year" Error HeaderWithoutYear { header: String, key: String },
        /// A column of a known fact, counted or limited in words that nobody knows how to take; it is not read.
        "unread-header" Error UnreadHeader { header: String, fact: Called, words: String },
        /// Money that is far from what it is held against, as if its unit were another.
        "implausible-unit" Warning ImplausibleUnit { name: String, value: Number, beside: Box<Beside> },
        /// The first of so many formulas whose values the workbook itself does not trust.
        "stale-formula" Warning StaleFormula { count: usize },
        /// A unified social credit code that can't be one.
        "invalid-credit-code" Warning InvalidCreditCode { text: String, error: CodeError },
        /// Firm numbers that are stored as numbers, so that zeros before them are gone.
        "stored-as-number" Warning StoredAsNumber { header: String },
        /// Two firms with one number, code or name.
        "duplicate-firm" Error DuplicateFirm { text: String, other: Origin },
        /// A row whose number is that of one firm and whose name that of another.
        "mismatched-firm" Error MismatchedFirm { first: String, second: String },
        /// Records of a kind that stand both in columns and in a sheet.
        "records-twice" Error RecordsTwice { record: Called },
    }
    /// Rows of tables, and units that a table states.
    RowProblem {
        /// A row of a text table that has more cells than there are headers.
        "row-too-long" Error RowTooLong { cells: usize, headers: usize },
        /// A row of a text table in which an amount is cut at its comma.
        "split-amount" Error SplitAmount { first: String, rest: String },
        /// A row whose cells stand between another separator than those of its table.
        "other-separator" Error OtherSeparator { separator: char },
        /// Cells of a row that stand in the column of another, from one of this text on.
        "shifted-row" Error ShiftedRow { text: String },
        /// A table of which this and other facts stand in rows, where firms should; it is not read.
        "sideways-table" Error SidewaysTable { text: String },
        /// The headers of another table beside the first; it is not read.
        "table-beside" Error TableBeside,
        /// A firm of the same name as another that has a different number or code.
        "same-name" Warning SameName { text: String, other: Origin },
        /// Filled cells, the first of them by name, that have no header.
        "cells-without-header" Warning CellsWithoutHeader { cells: Vec<String>, count: usize },
        /// Filled cells, the first of them by name, that merged ones cover with something else.
        "hidden-cells" Warning HiddenCells { cells: Vec<String>, count: usize },
        /// Rows and columns of firms, the first of them by name, that the spreadsheet does not show; they are read.
        "hidden-rows" Warning HiddenRows { cells: Vec<String>, count: usize },
        /// A column that says the same as another in all rows, and is read once.
        "repeated-column" Warning RepeatedColumn { first: String, second: String },
        /// A unit that is stated once and is taken for all columns that have none.
        "unit-of-table" Warning UnitOfTable { text: String, headers: Vec<String> },
        /// A unit that is none of these columns.
        "unclear-unit" Error UnclearUnit { text: String, headers: Vec<String> },
        /// Two units for one column.
        "units-differ" Error UnitsDiffer { first: String, second: String, headers: Vec<String> },
        /// Rows that are of no firm, each by its number and what it is called.
        "rows-left-out" Warning RowsLeftOut { rows: Vec<(u32, String)> },
        /// The headers of another table below the rows of the first; it is not read.
        "second-table" Error SecondTable,
        /// A firm that is called by a word for totals or notes, but has a place or a number.
        "doubtful-firm" Warning DoubtfulFirm { text: String },
        /// A firm of which more values than this can't be read, and which is not answered for.
        "too-much-unread" Error TooMuchUnread { most: usize },
        /// Rules that may concern a firm, which is not answered for as they have errors.
        "broken-rules" Error BrokenRules { file: String },
        /// A table, or a file of lines, of whose first rows nearly no value can be read.
        "unreadable-table" Error UnreadableTable { rows: usize, stated: usize, unread: usize },
        /// A line or a file that is called by a word for totals or notes, and is of no firm.
        "firm-left-out" Warning FirmLeftOut { text: String },
        /// A list of a firm, that of years without a name, that may lack a row, since nobody knows of which firm that is.
        "incomplete-list" Error IncompleteList { list: Option<Called>, other: Origin },
        /// A row of a firm that says just what another says.
        "duplicate-row" Warning DuplicateRow { other: Origin },
        /// Records of one kind that say the same, the first two by their numbers; where the first stands if that is another row.
        "records-alike" Warning RecordsAlike { record: Called, first: usize, second: usize, count: usize, other: Option<Origin> },
    }
    /// Cells and single rows.
    CellProblem {
        /// A value of a cell that is of another kind than its column.
        "wrong-cell" Error WrongCell { header: String, expected: &'static str, found: &'static str },
        /// What a formula could not compute.
        "cell-error" Error CellError { text: String },
        /// A formula whose value the file does not have.
        "formula-without-value" Error FormulaWithoutValue,
        /// A cell whose content can't be read.
        "broken-cell" Error BrokenCell { flaw: CellFlaw },
        /// A part of a merged cell, of which nobody knows whether its value is meant.
        "merged-cell" Error MergedCell { first: String },
        /// A text that should be yes or no.
        "not-yes-or-no" Error NotYesOrNo { text: String },
        /// An identifier that a spreadsheet stored as a number, and cut.
        "digits-lost" Error DigitsLost { text: String },
        /// A row of a firm that is not there.
        "unknown-firm" Error UnknownFirm { text: String, suggestion: Option<String> },
        /// A row whose name several firms have.
        "ambiguous-firm" Error AmbiguousFirm { text: String },
        /// A row that does not say whose it is.
        "no-identity" Error NoIdentity,
        /// A row of a year that does not say which.
        "no-year" Error NoYear,
    }
}

impl Problem {
    /// The line at fault in a file that could not be read as text.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        if let Problem::NotUtf8 { line }
        | Problem::NulByte { line }
        | Problem::TooManyCells { line, .. }
        | Problem::FailedCase { line, .. } = self
        {
            Some(*line)
        } else {
            None
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
                | Problem::TooMuchUnread { .. }
                | Problem::BrokenRules { .. }
                | Problem::OtherSeparator { .. }
                | Problem::BrokenLine { .. }
                | Problem::UnreadAsOf { .. }
        )
    }
}
