//! A row of figures as bytes: the firm, what all comes to, then each support, as [`crate::ledger`] lays it out.

use std::collections::HashMap;

use crate::codes::CodeId;
use crate::evaluate::{Answer, Figure, Miss, Purse, Status, Sum};
use crate::ledger::{self, Cell};
use crate::profile::Value;
use crate::render::csv_row;
use crate::rulebook::SupportId;
use crate::source::Origin;
use crate::words;

use super::row::Whose;
use super::text::{push_words, push_yuan};
use super::{Asked, Plain, Written};

/// Hundredths that a spreadsheet keeps.
const MOST_WRITTEN: i64 = 10_i64.pow(15);
/// A cell without anything.
const EMPTY: &[u8] = b",\"\"";
/// The cells of both ends where there are none.
const NOTHING: &[u8] = b",\"\",\"\"";

/// Writes rows of one layout.
pub(super) struct FigureRows<'a> {
    asked: Asked<'a>,
    /// The totals and supports in the order in which they are written, and totals of what only counts together.
    purses: Vec<Purse>,
    joint: usize,
    supports: Vec<SupportId>,
    /// The words of each status that was written, with the empty cells of who gets nothing.
    words: Vec<(Status, Vec<u8>)>,
    /// The names of the places that were written.
    places: HashMap<Option<CodeId>, Vec<u8>>,
    /// Where the row was read.
    origin: Origin,
    /// The day, and that the firm was answered.
    answered: Vec<u8>,
}

impl<'a> FigureRows<'a> {
    /// Rows for the firms of this table.
    pub(super) fn new(asked: Asked<'a>, plain: &Plain) -> FigureRows<'a> {
        let (purses, joint, supports) = ledger::order_of_figures(&plain.scope(&asked));
        let day = format!(",\"{}\"", asked.as_of).into_bytes();
        let answered = [day, cell(words::answered(asked.lang, true))].concat();
        let origin = Origin { file: plain.file.clone(), sheet: None, row: None };
        let (words, places) = (Vec::new(), HashMap::new());
        FigureRows { asked, purses, joint, supports, words, places, origin, answered }
    }

    /// The row of a firm; `None` where words are needed, with part of the row written.
    pub(super) fn push(&mut self, out: &mut Vec<u8>, firm: &Whose<'_>, answer: &Answer) -> Option<()> {
        // Where there are no rules there is no total of nothing either: words say so.
        (!answer.figures.is_empty()).then_some(())?;
        push_number(out, firm.number);
        let is_wide = self.asked.written == Written::Wide;
        if is_wide {
            // Nor is there a note where a total has something to be told.
            (answer.is_seen() && !answer.sums.is_empty()).then_some(())?;
            self.push_head(out, firm, answer);
        }
        for purse in &self.purses {
            let sum = answer.sums.iter().find(|sum| sum.purse == *purse);
            let (low, high) = sum.map_or(Some((0, 0)), closed)?;
            (!is_wide || low == high).then_some(())?;
            push_ends(out, low, high)?;
        }
        if is_wide {
            (0..self.joint).for_each(|_| out.extend_from_slice(NOTHING));
            // No notes on totals, nothing that was not read, no findings.
            out.extend_from_slice(NOTHING);
        }
        out.extend_from_slice(EMPTY);
        self.push_supports(out, &answer.figures)?;
        out.extend_from_slice(b"\r\n");
        Some(())
    }

    /// Who it is, and how much of what it gets.
    fn push_head(&mut self, out: &mut Vec<u8>, firm: &Whose<'_>, answer: &Answer) {
        let FigureRows { asked, places, origin, answered, .. } = self;
        let lang = asked.lang;
        push_cell(out, if firm.name.is_empty() { words::unnamed(lang) } else { firm.name });
        let book = asked.graph.book();
        let place = places.entry(firm.place).or_insert_with(|| {
            let fact = book.dictionary.by_key("place").map(|fact| book.dictionary.fact(fact));
            let name = fact.zip(firm.place).map(|(fact, at)| words::value(lang, book, fact, &Value::Code(at)));
            cell(name.as_deref().unwrap_or(words::unplaced(lang)))
        });
        out.extend_from_slice(place);
        origin.row = Some(firm.row);
        push_cell(out, &words::origin(lang, origin));
        out.extend_from_slice(answered);
        let is = |wanted: Status| answer.figures.iter().filter(|figure| figure.status == wanted).count();
        let missed = answer.figures.iter().filter(|figure| figure.miss == Miss::Just).count();
        for count in [is(Status::Qualifies), is(Status::SubjectToJudgement), is(Status::NeedsFacts), missed] {
            out.extend_from_slice(format!(",{count}").as_bytes());
        }
    }

    fn push_supports(&mut self, out: &mut Vec<u8>, figures: &[Figure]) -> Option<()> {
        let (lang, words) = (self.asked.lang, &mut self.words);
        let mut figures = figures.iter().peekable();
        for support in &self.supports {
            let Some(figure) = figures.next_if(|figure| figure.id == *support) else {
                out.extend(cell(words::not_for_place(lang)));
                out.extend_from_slice(NOTHING);
                continue;
            };
            let known = words.iter().position(|(status, _)| *status == figure.status).unwrap_or_else(|| {
                words.push((figure.status, [&cell(words::status(lang, figure.status)), NOTHING].concat()));
                words.len() - 1
            });
            let cells = &words[known].1;
            match ends(figure)? {
                Some((low, high)) => {
                    out.extend_from_slice(&cells[..cells.len() - NOTHING.len()]);
                    push_ends(out, low, high)?;
                }
                None => out.extend_from_slice(cells),
            }
        }
        figures.next().is_none().then_some(())
    }
}

/// Numbers stand without quotation marks, as [`crate::render::Csv`] writes them.
fn push_number(out: &mut Vec<u8>, number: &str) {
    if number.parse::<f64>().is_ok() {
        out.extend_from_slice(number.as_bytes());
    } else {
        push_words(out, number);
    }
}

/// The ends of a total that is all stated.
fn closed(sum: &Sum) -> Option<(i64, i64)> {
    sum.fen.1.filter(|_| sum.is_stated && sum.unstated == 0).map(|high| (sum.fen.0, high))
}

/// The ends of a support: none of what is not got; `None` where there are no figures.
fn ends(figure: &Figure) -> Option<Option<(i64, i64)>> {
    match figure.fen {
        None => Some(None),
        Some((low, Some(high))) if !figure.is_unstated => Some(Some((low, high))),
        Some(_) => None,
    }
}

fn push_ends(out: &mut Vec<u8>, low: i64, high: i64) -> Option<()> {
    for fen in [low, high] {
        (fen < MOST_WRITTEN).then_some(())?;
        out.push(b',');
        push_yuan(out, fen);
    }
    Some(())
}

/// A cell with words, behind what is before it.
fn cell(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    push_cell(&mut out, text);
    out
}

fn push_cell(out: &mut Vec<u8>, text: &str) {
    out.push(b',');
    let is_letter = |c: char| c.is_ascii_alphanumeric() || ('\u{4e00}'..='\u{9fff}').contains(&c);
    let is_plain = |c: char| is_letter(c) || matches!(c, ' ' | '，' | '.' | '_' | '/');
    if text.starts_with(is_letter) && text.chars().all(is_plain) {
        push_words(out, text);
    } else {
        out.extend_from_slice(csv_row(&[Cell::text(text)]).trim_ascii_end());
    }
}
