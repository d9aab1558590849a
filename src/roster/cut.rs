//! Rows in which an amount is cut at its comma: of a text table those that are no longer than their header because a cell
//! is missing at their end, of a workbook, as which such a table was saved, those with a cell behind the last header. The
//! rest of the row fits only once the amount is whole again.

use std::collections::{BTreeMap, BTreeSet};

use crate::dictionary::Kind;
use crate::finding::Problem;
use crate::number::Number;
use crate::profile::{self, Under};
use crate::rulebook::Rulebook;
use crate::table::{Cell, Row};

use super::cell::written;
use super::columns::Column;
use super::firm::under;
use super::header::Target;
use super::names::Identity;
use super::plausible::{SMALL, Usual, amount, figure};
use super::sheet::Parsed;
use super::width::group;

/// Cells of a row from which on an amount is looked for.
const MOST_CUTS: usize = 8;
/// Rows with odd cells in which one is looked for; the odd cells of the others are told, too.
const MOST_SEARCHED: usize = 2_000;
/// Further groups of three digits that an amount may have.
const MOST_GROUPS: usize = 3;
/// What is left of an amount is at least so many times below the others of its column; whole, it is within so
/// many times of them.
const BELOW: i64 = 100;
const WITHIN: i64 = 10;
/// What a head earns or has at least, in yuan, and what it does where another sum of the firm pays its people, as that
/// of a laboratory does: so much for each.
const PER_HEAD: [i64; 2] = [1_000, 100];
const PAID: i64 = 50_000;

impl Parsed<'_> {
    /// Adds such rows to those that are not read, and finds those whose cells are in the columns of others.
    pub(super) fn find_cut_rows(&mut self, book: &Rulebook) {
        if self.is_of_workbook() && !self.read().any(|(_, row)| self.has_more(row)) {
            return;
        }
        let shape = Shape::of(book, self);
        let cut = shape.cut_rows();
        let shifted = if self.is_of_workbook() { BTreeMap::new() } else { shape.shifted_rows(&cut) };
        self.unread.extend(cut);
        self.shifted = shifted;
    }
}

/// What the cells of a text table are, row by row.
pub(super) struct Shape<'s> {
    pub(super) book: &'s Rulebook,
    pub(super) parsed: &'s Parsed<'s>,
    /// The columns in which a figure is odd.
    words: BTreeSet<usize>,
}

impl<'s> Shape<'s> {
    fn of(book: &'s Rulebook, parsed: &'s Parsed<'s>) -> Shape<'s> {
        let is_text = |target: Target| match target {
            Target::Fact { fact, .. } | Target::Inline { fact, .. } => book.dictionary.fact(fact).kind == Kind::Text,
            Target::Identity(identity) => identity == Identity::Name,
            Target::AsOf | Target::Year | Target::Ignored => false,
        };
        let texts = parsed.columns.iter().filter(|column| is_text(column.target)).map(|column| column.index);
        let mut counts: BTreeMap<usize, [usize; 2]> =
            texts.chain(parsed.free.iter().copied()).map(|column| (column, [0; 2])).collect();
        // Of rows in which an amount may be cut nobody knows yet what is in the columns behind it.
        for (_, row) in parsed.read().filter(|(_, row)| parsed.cut_columns(&book.dictionary, row).next().is_none()) {
            for (column, count) in &mut counts {
                if let Some(text) = row.cell(*column).shown() {
                    count[usize::from(is_figure(&text))] += 1;
                }
            }
        }
        let words = counts.into_iter().filter(|(_, [words, figures])| words >= figures).map(|(column, _)| column);
        Shape { book, parsed, words: words.collect() }
    }

    fn cut_rows(&self) -> BTreeMap<usize, Problem> {
        let (book, parsed) = (self.book, self.parsed);
        let mut usual: BTreeMap<usize, Option<Usual>> = BTreeMap::new();
        let (mut cut, mut searched) = (BTreeMap::new(), 0);
        let is_workbook = parsed.is_of_workbook();
        for (index, row) in parsed.read().filter(|(_, row)| !is_workbook || parsed.has_more(row)) {
            let mut columns = parsed.cut_columns(&book.dictionary, row).take(MOST_CUTS).peekable();
            if columns.peek().is_none() {
                continue;
            }
            // What is odd behind the amount is a sign that it is cut.
            let odds: Vec<usize> = self.odd(row).collect();
            let odd = odds.iter().copied().max();
            searched += usize::from(odd.is_some());
            let found = columns.find(|at| {
                let Some(column) = parsed.columns.iter().find(|column| column.index == *at) else { return false };
                let is_odd = odd.is_some_and(|odd| odd >= *at) && searched <= MOST_SEARCHED;
                let usual = usual.entry(*at).or_insert_with(|| Usual::of(book, parsed, column)).as_ref();
                // A share above the whole may be wrong itself.
                let is_sign = is_odd && !odds.iter().all(|odd| *odd == at + 1 && self.is_out_of_range(row, *odd));
                whole(row, *at).any(|whole| {
                    let is_apart = || usual.is_some_and(|usual| is_part(book, column, usual, (row, &whole)));
                    let is_slip = || self.is_too_little(column, row) && !self.is_too_little(column, &whole);
                    let is_usual = || usual.is_some_and(|usual| is_like(book, column, usual, &whole));
                    let fits = |whole| self.fits(whole, *at, true) && (!is_workbook || !parsed.has_more(whole));
                    (is_sign || is_apart() || is_slip() || (is_odd && is_usual())) && fits(&whole)
                })
            });
            if let Some(at) = found {
                let [first, rest] = [at, at + 1].map(|column| row.cell(column).shown().unwrap_or_default());
                cut.insert(index, Problem::SplitAmount { first, rest });
            }
        }
        cut
    }

    /// The columns whose cell is not what their header says, and those of words in which a figure stands.
    pub(super) fn odd(&self, row: &Row) -> impl Iterator<Item = usize> {
        let unread = self.parsed.columns.iter().filter(|column| !is_read(self.book, column, row));
        unread.map(|column| column.index).chain(self.figures(row))
    }

    /// Whether the figure in a column is one that its fact can't have.
    fn is_out_of_range(&self, row: &Row, column: usize) -> bool {
        let column = self.parsed.columns.iter().find(|one| one.index == column);
        column.is_some_and(|column| matches!(unread(self.book, column, row), Some(Problem::OutOfRange { .. })))
    }

    /// Whether what a firm earns or has is too little for its people, or for any firm if nobody knows how many they are.
    fn is_too_little(&self, column: &Column, row: &Row) -> bool {
        let (book, columns) = (self.book, &self.parsed.columns);
        let is_called = |column: &Column, keys: &[&str]| match column.target {
            Target::Fact { fact, .. } => keys.contains(&&*book.dictionary.fact(fact).key),
            Target::Inline { .. } | Target::Identity(_) | Target::AsOf | Target::Year | Target::Ignored => false,
        };
        let sum = amount(book, column, row).filter(|_| is_called(column, &["revenue", "assets"]));
        let Some(sum) = sum else { return false };
        let staff = columns.iter().find(|column| is_called(column, &["staff"]));
        let Some(heads) = staff.and_then(|column| figure(book, column, row, Kind::Count)) else {
            return sum < Number::whole(SMALL);
        };
        let others = columns.iter().filter(|other| other.index != column.index);
        let pays = |other: Number| times(heads, PAID).is_some_and(|least| other >= least);
        let is_borne_out = others.filter_map(|other| amount(book, other, row)).any(pays);
        let least = PER_HEAD[usize::from(is_borne_out)];
        times(heads, least).is_some_and(|least| sum < least)
    }

    /// The columns of words in which a figure stands.
    fn figures(&self, row: &Row) -> impl Iterator<Item = usize> {
        self.words.iter().copied().filter(|column| row.cell(*column).shown().is_some_and(|text| is_figure(&text)))
    }

    /// Whether all cells of a row are read from a column on, with another amount behind made whole if that `may_be_cut`.
    pub(super) fn fits(&self, row: &Row, at: usize, may_be_cut: bool) -> bool {
        let is_fit = self.odd(row).all(|column| column < at);
        let behind = self.parsed.cut_columns(&self.book.dictionary, row).filter(|column| *column > at).take(MOST_CUTS);
        let mut rows = behind.filter(|_| may_be_cut).flat_map(|again| whole(row, again));
        is_fit || rows.any(|row| self.fits(&row, at, false))
    }

    /// Whether words are expected in a column.
    pub(super) fn has_words(&self, column: usize) -> bool {
        self.words.contains(&column)
    }
}

/// Whether a text has nothing but digits, what groups them and a unit.
pub(super) fn is_figure(text: &str) -> bool {
    let digits = text.trim_end_matches(['元', '万', '亿', '千', '百', '人', '名', '家', '%', '％']);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'))
}

/// The row with the amount that starts in a cell made whole, of two cells or more.
fn whole(row: &Row, at: usize) -> impl Iterator<Item = Row> {
    let is_group = |cell: &Cell| group(cell).bytes().take_while(u8::is_ascii_digit).count() == 3;
    let groups = row.cells.iter().skip(at + 1).take(MOST_GROUPS).take_while(|cell| is_group(cell)).count();
    (1..=groups).map(move |count| {
        let (before, rest) = row.cells.split_at(at);
        let (parts, behind) = rest.split_at(count + 1);
        let first = parts[..1].iter().filter_map(Cell::shown);
        let amount = first.chain(parts[1..].iter().map(group)).collect::<Vec<_>>().join(",");
        Row { number: row.number, cells: [before, &[Cell::text(&amount)], behind].concat() }
    })
}

/// Whether the cell of a column is read as its header says.
pub(super) fn is_read(book: &Rulebook, column: &Column, row: &Row) -> bool {
    unread(book, column, row).is_none()
}

/// Why the cell of a column is not read as its header says.
fn unread(book: &Rulebook, column: &Column, row: &Row) -> Option<Problem> {
    let (Target::Fact { fact, .. } | Target::Inline { fact, .. }) = column.target else { return None };
    if column.flaw.is_some() {
        return None;
    }
    let fact = book.dictionary.fact(fact);
    let under = Under { hints: false, ..under(column) };
    written(row.cell(column.index)).and_then(|written| profile::value(book, fact, under, &written)).err()
}

/// Whether the amount of a row is far below the others of its column, and would not be if it were whole.
fn is_part(book: &Rulebook, column: &Column, usual: &Usual, (row, whole): (&Row, &Row)) -> bool {
    let Some((low, _)) = usual.half else { return false };
    let is_below = |part| times(part, BELOW).is_some_and(|most| most < low);
    amount(book, column, row).is_some_and(is_below) && is_like(book, column, usual, whole)
}

/// Whether the amount of a row is like the others of its column.
fn is_like(book: &Rulebook, column: &Column, usual: &Usual, row: &Row) -> bool {
    let Some(((low, high), amount)) = usual.half.zip(amount(book, column, row)) else { return false };
    times(amount, WITHIN).is_some_and(|most| most >= low) && times(high, WITHIN).is_some_and(|most| amount <= most)
}

fn times(value: Number, times: i64) -> Option<Number> {
    value.times(Number::whole(times)).ok()
}
