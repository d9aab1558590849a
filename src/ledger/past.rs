//! What was answered the last time, as its JSON lines tell.

use std::collections::BTreeMap;
use std::io::{BufRead, Read};

use serde::Deserialize;

use crate::number::Number;
use crate::report::{Status, Yuan};

/// All firms of an earlier run, by what they are known by.
#[derive(Clone, Default, Debug)]
pub struct Past {
    /// The firms, each once.
    pub firms: BTreeMap<String, PastFirm>,
}

/// One firm of an earlier run.
#[derive(Clone, Debug)]
pub struct PastFirm {
    /// Its number.
    pub number: Option<String>,
    /// Its unified social credit code; lines of older versions lack it.
    pub credit_code: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// What was answered; `None` when what was read of it had errors.
    pub answers: Option<Answers>,
}

/// What was answered for one firm.
#[derive(Clone, Default, Debug)]
pub struct Answers {
    /// Whether no assumption was taken.
    pub strict: bool,
    /// The supports by their addresses.
    pub supports: BTreeMap<String, Answer>,
    /// The totals by what they are totals of.
    pub totals: BTreeMap<[String; 4], Answer>,
}

/// One answer, as far as two runs are compared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// What it is called.
    pub name: String,
    /// What the support was; `None` for a total.
    pub status: Option<Status>,
    /// Its amount; `None` when there was none.
    pub amount: Option<Amount>,
}

/// The ends of an amount.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Amount {
    /// Surely at least this; `None` when no figure is stated.
    pub low: Option<Yuan>,
    /// At most this of what is stated; `None` when it is open.
    pub high: Option<Yuan>,
    /// Whether a part of it is not stated.
    pub lacks: bool,
}

/// Why the lines of an earlier run can't be read.
#[derive(Debug)]
pub enum PastError {
    /// The file can't be read.
    Read(std::io::Error),
    /// A line, counted from 1, is no answer for a firm.
    Line(usize),
    /// A line, counted from 1, is about a firm that an earlier one is about.
    Twice(usize),
    /// There are more firms than this.
    TooMany(usize),
    /// There is no firm.
    Empty,
}

/// The version of the lines.
pub const SCHEMA: &str = "zjtx.firm/1";

/// Bytes of a line, at most: a hundred times those of the longest reports.
const MOST_OF_A_LINE: u64 = 64 * 1024 * 1024;
/// Firms of an earlier run, at most.
const MOST_FIRMS: usize = 200_000;

#[derive(Deserialize)]
struct Line {
    schema: String,
    key: String,
    number: Option<String>,
    credit_code: Option<String>,
    name: Option<String>,
    report: Option<LineReport>,
}

#[derive(Deserialize)]
struct LineReport {
    strict: bool,
    supports: Vec<LineSupport>,
    totals: Vec<LineTotal>,
}

#[derive(Deserialize)]
struct LineSupport {
    id: String,
    name: String,
    status: Status,
    amount: Option<LineAmount>,
}

#[derive(Deserialize)]
struct LineAmount {
    low: Option<String>,
    high: Option<String>,
}

#[derive(Deserialize)]
struct LineTotal {
    paid_to: String,
    kind: String,
    period: String,
    standing: String,
    low: Option<String>,
    high: Option<String>,
    stated_high: Option<String>,
    unstated: usize,
}

impl Past {
    /// Reads the JSON lines of an earlier run.
    ///
    /// # Errors
    /// When a line can't be read, or is no answer for a firm of its own, or when there is none.
    pub fn read(mut input: impl BufRead) -> Result<Past, PastError> {
        let mut past = Past::default();
        let mut bytes = Vec::new();
        for index in 0.. {
            bytes.clear();
            if input.by_ref().take(MOST_OF_A_LINE).read_until(b'\n', &mut bytes).map_err(PastError::Read)? == 0 {
                break;
            }
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            // What is no text is no JSON either, and of a longer line the rest is missing.
            let line: Line = serde_json::from_slice(&bytes).map_err(|_| PastError::Line(index + 1))?;
            let (key, firm) = line.firm().ok_or(PastError::Line(index + 1))?;
            if past.firms.insert(key, firm).is_some() {
                return Err(PastError::Twice(index + 1));
            }
            if past.firms.len() > MOST_FIRMS {
                return Err(PastError::TooMany(MOST_FIRMS));
            }
        }
        if past.firms.is_empty() { Err(PastError::Empty) } else { Ok(past) }
    }
}

impl Line {
    fn firm(self) -> Option<(String, PastFirm)> {
        if self.schema != SCHEMA {
            return None;
        }
        let answers = match self.report {
            Some(report) => Some(report.answers()?),
            None => None,
        };
        let Line { number, credit_code, name, .. } = self;
        Some((self.key, PastFirm { number, credit_code, name, answers }))
    }
}

impl LineReport {
    /// `None` when an amount is no figure.
    fn answers(self) -> Option<Answers> {
        let support = |support: LineSupport| {
            let amount = match support.amount {
                Some(amount) => Some(Amount { low: end(amount.low)?, high: end(amount.high)?, lacks: false }),
                None => None,
            };
            Some((support.id, Answer { name: support.name, status: Some(support.status), amount }))
        };
        let total = |total: LineTotal| {
            end(total.high)?;
            let amount = Amount { low: end(total.low)?, high: end(total.stated_high)?, lacks: total.unstated > 0 };
            let answer = Answer { name: String::new(), status: None, amount: Some(amount) };
            Some(([total.paid_to, total.kind, total.period, total.standing], answer))
        };
        Some(Answers {
            strict: self.strict,
            supports: self.supports.into_iter().map(support).collect::<Option<_>>()?,
            totals: self.totals.into_iter().map(total).collect::<Option<_>>()?,
        })
    }
}

/// An end; `None` inside for one that is absent, outside for one that is no figure.
fn end(text: Option<String>) -> Option<Option<Yuan>> {
    text.map_or(Some(None), |text| Yuan::try_from(Number::read(&text)?).ok().map(Some))
}
