//! What is wrong with an input: a code, the facts, a place. The sentences are in `words`.

#[macro_use]
mod declare;
mod problem;
mod quoted;

use crate::number::Number;
use crate::source::Span;

use quoted::Quoted;

pub use problem::{CODES, Problem, severity_of};
pub(crate) use problem::{
    CellProblem, Family, FileProblem, ProofProblem, RowProblem, RuleProblem, TableProblem, WrittenProblem,
};

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
    /// The number of the row, counted from 1; 0 of a line whose number nobody knows.
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
    /// A firm that shows it, of what is proved of rules.
    pub witness: Witness,
}

/// A firm as its profile states it: keys and values, none where no firm is needed.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Witness(pub Vec<(String, String)>);

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
    /// The other shares of its column, which is one of per cents.
    Shares {
        /// The middle one.
        usual: Number,
    },
    /// A hundred times as much: it is the first share of a column of per cents that are all below one of them.
    Fraction,
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
    /// A number, in plain decimal digits, that its format does not show.
    Unshown(String),
    /// A text, or how it begins, of which letters are struck out.
    Struck(String),
    /// A text, or how it begins, with bytes that are no character.
    Damaged(String),
    /// A text longer than the cells of spreadsheets can hold.
    TooLong,
}

impl Finding {
    /// A finding at a place.
    #[must_use]
    pub fn new(place: Place, problem: Problem) -> Finding {
        let place = match place {
            Place::Cell(place) => Place::Cell(CellPlace { column: place.column.quoted(), ..place }),
            Place::Span(_) | Place::Path(_) => place,
        };
        Finding { place, problem: problem.quoted(), witness: Witness::default() }
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
        self.problem.severity()
    }
}

impl CellPlace {
    /// The cell as a spreadsheet names it, the sheet before it: `Sheet1!C7`; of a line its number and the key, and of one
    /// without a number, which is 0 then, the key alone.
    #[must_use]
    pub fn cell(&self) -> String {
        if self.row == 0 {
            return self.column.clone().unwrap_or_default();
        }
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
