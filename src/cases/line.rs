//! An expectation in one line: `smart-upgrade: 符合 50万元，原因 stacking；500万 × 10%`, `points = 60；40 + 20`.

use std::ops::Range;

use crate::calendar::Day;
use crate::finding::Problem;
use crate::literal::{self, MoneyUnit};
use crate::number::Number;
use crate::profile::Written;
use crate::reader::Value;
use crate::report::{ReasonCode, Status, Window, Yuan, words_in};
use crate::rulebook::Rulebook;
use crate::source::{Located, Span};
use crate::suggest::nearest;
use crate::words::{self, Lang};

use super::value::{self, named};
use super::{Expect, ExpectStandard, ExpectValue, Expectations, found, is_unstated};

/// What a clause says, in Chinese and by the key of the table that says the same.
const CLAUSES: [(&str, &str); 9] = [
    ("认定后", GRANTED),
    ("缺", "missing"),
    ("未满足", LACKS),
    ("待定", UNDECIDED),
    ("差", "near-miss"),
    ("可得", WOULD_BRING),
    ("原因", REASONS),
    ("申报", "window"),
    ("时长", LASTS),
];
const GRANTED: &str = "granted";
const LACKS: &str = "lacks";
const UNDECIDED: &str = "undecided";
const WOULD_BRING: &str = "would-bring";
const REASONS: &str = "reasons";
const LASTS: &str = "lasts";
const AMOUNT: &str = "amount";

/// An empty list.
const NONE: [&str; 2] = ["无", "none"];
/// Of which the document gives no figure.
const UNSTATED: &str = "金额未载明";

/// A stretch of the line.
#[derive(Clone, Copy)]
struct Piece<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Piece<'t> {
    fn part(self, range: Range<usize>) -> Piece<'t> {
        let text = &self.text[range.clone()];
        Piece { text: text.trim(), at: self.at + range.start + (text.len() - text.trim_start().len()) }
    }

    /// What stands before and behind the first of these signs; those in quotation marks belong to a name.
    fn cut(self, signs: &[char]) -> Option<(Piece<'t>, char, Piece<'t>)> {
        let mut is_quoted = false;
        let (at, sign) = self.text.char_indices().find(|(_, sign)| {
            is_quoted = *sign == '“' || (is_quoted && *sign != '”');
            !is_quoted && signs.contains(sign)
        })?;
        Some((self.part(0..at), sign, self.part(at + sign.len_utf8()..self.text.len())))
    }

    /// What lies between signs; of an empty one nothing.
    fn split(self, sign: char) -> Vec<Piece<'t>> {
        let mut pieces = Vec::new();
        let mut rest = self;
        while let Some((piece, _, behind)) = rest.cut(&[sign]) {
            pieces.push(piece);
            rest = behind;
        }
        pieces.push(rest);
        pieces
    }

    /// What stands behind a word.
    fn behind(self, word: &str) -> Option<Piece<'t>> {
        let rest = self.text.strip_prefix(word)?;
        let is_whole = rest.chars().next().is_none_or(|next| next == ' ' || next == '，');
        is_whole.then(|| self.part(word.len()..self.text.len()))
    }

    /// The name in brackets at its end, `（一号）`.
    fn in_brackets(self) -> (Piece<'t>, Option<String>) {
        let inner = self.text.strip_suffix('）').and_then(|text| text.split_once('（'));
        match inner {
            Some((before, name)) => (self.part(0..before.len()), Some(unquoted(name).to_owned())),
            None => (self, None),
        }
    }
}

/// What a line says, whatever it says it of.
#[derive(Default)]
struct Said {
    status: Option<String>,
    window: Option<String>,
    amount: Option<Amount>,
    granted: Option<Amount>,
    reasons: Option<Vec<String>>,
    missing: Option<Vec<String>>,
    lacks: Option<Vec<String>>,
    undecided: Option<Vec<String>>,
    near_miss: Option<Vec<String>>,
    would_bring: Option<Yuan>,
    lasts: Option<String>,
    /// What was said, and where.
    places: Vec<(&'static str, Span)>,
}

/// An amount as the program prints it.
#[derive(Clone, Copy)]
enum Amount {
    Unstated,
    Ends(Yuan, Option<Yuan>),
}

struct Line<'l> {
    value: Value<'l>,
    document: &'l str,
    book: &'l Rulebook,
}

/// Reads a line into what its case expects.
pub(super) fn read(value: Value<'_>, document: &str, book: &Rulebook, into: &mut Expectations) {
    let Some(text) = value.text() else { return };
    let line = Line { value, document, book };
    let whole = Piece { text: &text.value, at: 0 };
    let whole = whole.part(0..whole.text.len());
    let (says, because) = whole.cut(&['；']).map_or((whole, None), |(says, _, because)| (says, Some(because)));
    because.into_iter().for_each(|because| value.check_placeholder(because.text));
    match says.cut(&[':', '：', '=']) {
        Some((name, '=', is)) if !name.text.is_empty() && !is.text.is_empty() => {
            into.values.extend(line.of_value(name, is));
        }
        Some((names, ':' | '：', results)) if !names.text.is_empty() => {
            if let Some(said) = line.said(results) {
                names.split('、').into_iter().for_each(|name| line.expect(name, &said, into));
            }
        }
        Some(_) | None => line.report(says, Problem::UnreadExpectation { text: says.text.to_owned() }),
    }
}

impl Line<'_> {
    /// Where a piece stands in the file; all of the line where it is not written as it is meant.
    fn span(&self, piece: Piece<'_>) -> Span {
        let mut span = self.value.span();
        let is_plain = self.value.raw().as_str().is_some_and(|text| text.len() + 2 == span.bytes.len());
        if is_plain && !piece.text.is_empty() {
            let start = span.bytes.start + 1 + piece.at;
            span.bytes = start..start + piece.text.len();
        }
        span
    }

    fn report(&self, piece: Piece<'_>, problem: Problem) {
        self.value.sink().report(&self.span(piece), problem);
    }

    fn located(&self, piece: Piece<'_>) -> Located<String> {
        Located { value: piece.text.to_owned(), span: self.span(piece) }
    }

    fn of_value(&self, name: Piece<'_>, is: Piece<'_>) -> Option<ExpectValue> {
        let (name, year) = name.in_brackets();
        let year = year.map(|year| year.parse().map_err(|_| year));
        if let Some(Err(text)) = year {
            self.report(name, Problem::InvalidNumber { text });
            return None;
        }
        let year = year.and_then(Result::ok).map(|year| Located { value: year, span: self.span(name) });
        let written = match is.text {
            "true" => Written::Flag(true),
            "false" => Written::Flag(false),
            text => Day::parse(text).map_or_else(|| Written::Text(text.to_owned().into()), Written::Day),
        };
        let wanted = value::wanted(&self.located(name), year.as_ref(), self.document, self.book, self.value.sink())?;
        let is = value::plain(self.book, wanted, "is", &written).map_err(|problem| self.report(is, problem)).ok()?;
        Some(ExpectValue { name: name.text.to_owned(), wanted, is })
    }

    /// What is said; `None` where a part of it could not be read, which was reported.
    fn said(&self, results: Piece<'_>) -> Option<Said> {
        let mut said = Said::default();
        let mut rest = results;
        if let Some((word, behind)) = status(results) {
            said.status = Some(word);
            rest = behind;
        }
        let is_apart = rest.text.starts_with('，');
        let clauses = if is_apart { rest.part('，'.len_utf8()..rest.text.len()) } else { rest };
        if results.text.is_empty() || (clauses.text.is_empty() && !is_apart) {
            return Some(said);
        }
        let mut is_read = true;
        for (index, clause) in clauses.split('，').into_iter().enumerate() {
            let follows = index == 0 && !is_apart && said.status.as_deref() == Some("needs-facts");
            is_read &= self.clause(clause, follows, &mut said).is_some();
        }
        is_read.then_some(said)
    }

    /// One clause; what follows a status that facts are missing may be their keys.
    fn clause(&self, clause: Piece<'_>, follows: bool, said: &mut Said) -> Option<()> {
        let of = CLAUSES.iter().find_map(|(zh, key)| {
            let behind = clause.behind(zh).or_else(|| clause.behind(key))?;
            Some((*key, behind))
        });
        let first = clause.split('、').first().map_or("", |first| first.text);
        let is_key = first.starts_with(|first: char| first.is_ascii_lowercase());
        let is_keys = follows && (is_key || self.book.dictionary.key_of(first).is_some());
        let (key, list) = match of {
            Some(of) => of,
            None if is_keys => ("missing", clause),
            None => (AMOUNT, clause),
        };
        if said.places.iter().any(|(other, _)| *other == key) {
            self.report(clause, Problem::DuplicateId { id: clause.text.to_owned(), other: String::new() });
            return None;
        }
        said.places.push((key, self.span(clause)));
        let label = |label: Piece<'_>| Some(unquoted(label.text).to_owned());
        let code = |code: Piece<'_>| self.word(REASONS, code, words_in::<ReasonCode>());
        match key {
            AMOUNT => said.amount = Some(self.amount(list)?),
            GRANTED => said.granted = Some(self.amount(list)?),
            WOULD_BRING => said.would_bring = Some(self.yuan(list)?),
            "missing" => said.missing = Some(list_of(list, |key| self.fact(key))?),
            "near-miss" => said.near_miss = Some(list_of(list, |number| self.distance(number))?),
            REASONS => said.reasons = Some(list_of(list, code)?),
            "window" => said.window = Some(self.word("window", list, words_in::<Window>())?),
            LASTS => said.lasts = Some(list.text.to_owned()),
            UNDECIDED => said.undecided = Some(list_of(list, label)?),
            _ => said.lacks = Some(list_of(list, label)?),
        }
        Some(())
    }

    fn word(&self, key: &'static str, piece: Piece<'_>, allowed: Vec<String>) -> Option<String> {
        if !allowed.iter().any(|word| word == piece.text) {
            let suggestion = nearest(piece.text, &allowed);
            self.report(piece, Problem::UnknownWord { key, word: piece.text.to_owned(), allowed, suggestion });
            return None;
        }
        Some(piece.text.to_owned())
    }

    /// The key of a missing fact, `talent.pay.2025`, or of a list of records.
    fn fact(&self, piece: Piece<'_>) -> Option<String> {
        named(self.book, &self.located(piece), self.value.sink())
    }

    fn distance(&self, piece: Piece<'_>) -> Option<String> {
        if literal::fraction(piece.text).or_else(|| Number::read(piece.text)).is_none() {
            self.report(piece, Problem::InvalidNumber { text: piece.text.to_owned() });
            return None;
        }
        Some(piece.text.to_owned())
    }

    fn amount(&self, piece: Piece<'_>) -> Option<Amount> {
        if piece.text == UNSTATED {
            return Some(Amount::Unstated);
        }
        if !piece.text.starts_with(|first: char| first.is_ascii_digit()) {
            let clauses = CLAUSES.iter().map(|(zh, _)| (*zh).to_owned());
            let statuses = statuses().map(|(_, status)| words::status(Lang::Zh, status).to_owned());
            let allowed: Vec<String> = statuses.chain([UNSTATED.to_owned()]).chain(clauses).collect();
            let word = piece.cut(&[' ']).map_or(piece, |(word, _, _)| word);
            self.word("expect", word, allowed.clone())?;
            // A known word that does not stand where it may.
            let (key, word) = ("expect", piece.text.to_owned());
            self.report(piece, Problem::UnknownWord { key, word, allowed, suggestion: None });
            return None;
        }
        if let Some((low, _, high)) = piece.cut(&['～']) {
            let low = if low.text == "0" { Yuan::default() } else { self.yuan(low)? };
            let high = self.yuan(high)?;
            if high < low {
                self.report(piece, Problem::ReversedBounds { low: "low", high: "high" });
                return None;
            }
            return Some(Amount::Ends(low, Some(high)));
        }
        if piece.text.ends_with('起') {
            return Some(Amount::Ends(self.yuan(piece.part(0..piece.text.len() - '起'.len_utf8()))?, None));
        }
        self.yuan(piece).map(|yuan| Amount::Ends(yuan, Some(yuan)))
    }

    fn yuan(&self, piece: Piece<'_>) -> Option<Yuan> {
        let read = literal::money(piece.text, MoneyUnit::Required).ok().and_then(|yuan| Yuan::try_from(yuan).ok());
        if read.is_none() {
            self.report(piece, Problem::WrongUnit { text: piece.text.to_owned(), kind: "money" });
        }
        read
    }

    /// What is said of a support or a standard.
    fn expect(&self, name: Piece<'_>, said: &Said, into: &mut Expectations) {
        if self.value.sink().is_full() {
            return;
        }
        let (id, record) = name.in_brackets();
        let standards = || self.book.standards.iter().map(|standard| &standard.rule.address);
        let supports = || self.book.supports.iter().map(|support| &support.address);
        let is_nothing = said.status.is_none() && said.places.is_empty();
        if is_nothing {
            self.report(name, Problem::ChecksNothing { is_case: false });
        }
        let misplaced = |form, keys: &[&'static str]| {
            for (key, span) in said.places.iter().filter(|(key, _)| keys.contains(key)) {
                let problem =
                    Problem::MisplacedKey { key: (*key).to_owned(), form, allowed: Vec::new(), suggestion: None };
                self.value.sink().report(span, problem);
            }
        };
        if let Some(standard) = found(id.text, self.document, &standards()) {
            misplaced("standard", &[AMOUNT, GRANTED, WOULD_BRING, REASONS, LASTS]);
            if record.is_some() {
                self.report(name, Problem::UnknownSupport { name: id.text.to_owned(), suggestion: None });
            }
            let (status, window) = (said.status.clone(), said.window.clone());
            let (lacks, undecided) = (said.lacks.clone(), said.undecided.clone());
            let (missing, near_miss) = (said.missing.clone(), said.near_miss.clone());
            into.standards.push(ExpectStandard { standard, status, window, lacks, undecided, missing, near_miss });
        } else if let Some(support) = found(id.text, self.document, &supports()) {
            misplaced("support", &[LACKS, UNDECIDED]);
            if record.is_some() {
                misplaced("record", &[GRANTED, REASONS, LASTS]);
            }
            self.check_stated(&support, said);
            into.expects.push(said.of_support(support, record));
        } else {
            let suggestion = nearest(&format!("{}/{}", self.document, id.text), supports().chain(standards()));
            self.report(id, Problem::UnknownSupport { name: id.text.to_owned(), suggestion });
        }
    }

    /// Reports a figure that no text can have given.
    fn check_stated(&self, support: &str, said: &Said) {
        let is_unstated = is_unstated(support, self.book);
        let is_figure = |key| match key {
            AMOUNT => matches!(said.amount, Some(Amount::Ends(..))),
            GRANTED => matches!(said.granted, Some(Amount::Ends(..))),
            _ => key == WOULD_BRING,
        };
        for (_, span) in said.places.iter().filter(|(key, _)| is_unstated && is_figure(key)) {
            self.value.sink().report(span, Problem::UnstatedFigure);
        }
    }
}

impl Said {
    fn of_support(&self, support: String, record: Option<String>) -> Expect {
        let ends = |amount: Option<Amount>| match amount {
            Some(Amount::Ends(low, high)) => (Some(low), high),
            Some(Amount::Unstated) | None => (None, None),
        };
        let ((low, high), (granted_low, granted_high)) = (ends(self.amount), ends(self.granted));
        Expect {
            support,
            record,
            status: self.status.clone(),
            window: self.window.clone(),
            low,
            high,
            open: matches!(self.amount, Some(Amount::Ends(_, None))),
            certainty: matches!(self.amount, Some(Amount::Unstated)).then(|| "unstated".to_owned()),
            granted_low,
            granted_high,
            reasons: self.reasons.clone(),
            missing: self.missing.clone(),
            near_miss: self.near_miss.clone(),
            would_bring: self.would_bring,
            lasts: self.lasts.clone(),
        }
    }
}

/// The things of a list; none where it says so.
fn list_of(list: Piece<'_>, read: impl Fn(Piece<'_>) -> Option<String>) -> Option<Vec<String>> {
    if NONE.contains(&list.text) {
        return Some(Vec::new());
    }
    list.split('、').into_iter().map(read).collect()
}

/// A name without the quotation marks around it.
fn unquoted(name: &str) -> &str {
    name.strip_prefix('“').and_then(|name| name.strip_suffix('”')).unwrap_or(name)
}

/// The statuses, each with its word in the report's JSON.
fn statuses() -> impl Iterator<Item = (String, Status)> {
    words_in::<Status>().into_iter().filter_map(|word| {
        let status = serde_json::from_value(word.clone().into()).ok()?;
        Some((word, status))
    })
}

/// The status at the start, by its word in the report's JSON, and what stands behind it.
fn status(results: Piece<'_>) -> Option<(String, Piece<'_>)> {
    statuses().find_map(|(word, status)| {
        let behind = results.behind(words::status(Lang::Zh, status)).or_else(|| results.behind(&word))?;
        Some((word, behind))
    })
}
