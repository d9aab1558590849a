//! The cells of one sheet.

use std::collections::BTreeMap;

use super::package::PartXml;
use super::strings::{rich, unescaped};
use super::styles::Styles;
use super::xml::{Node, Tag};
use crate::calendar::Day;
use crate::finding::{CellFlaw, TableFlaw};
use crate::table::grid::Grid;
use crate::table::number_format::NumberFormat;
use crate::table::rich::{Rich, struck};
use crate::table::{Cell, Fault, Region};

/// The last row of a spreadsheet.
const LAST_ROW: u32 = 1_048_576;
/// Columns of a spreadsheet.
const COLUMNS: usize = 16_384;
/// Characters that are shown of what can't be read.
const SHOWN: usize = 40;

/// What the cells of a workbook have in common.
pub(super) struct Context {
    pub(super) strings: Vec<Cell>,
    pub(super) styles: Styles,
    /// Whether days are counted from 1904.
    pub(super) is_1904: bool,
    /// Whether the workbook asks that its formulas are computed when it is opened. Programs that write formulas and
    /// can't compute ask for that, and give each formula the value 0 or nothing. Another value is one that a program
    /// once computed or was told: it is taken, but may be that of earlier figures.
    pub(super) asks_to_compute: bool,
    /// Whether a program says of itself that it computed the formulas.
    pub(super) is_computed: bool,
}

/// The formulas of a sheet, by their rows and columns.
#[derive(Default)]
pub(super) struct Formulas {
    /// Those that have a value.
    pub(super) valued: usize,
    /// The first of them.
    pub(super) first: (u32, usize),
    /// Those that have the value 0, computed or not.
    pub(super) zero: Vec<(u32, usize)>,
    /// Whether one has the value 0 and can't be 0.
    pub(super) has_wrong: bool,
}

/// What the file has of one cell.
#[derive(Default)]
struct Stored {
    kind: Option<String>,
    style: Option<String>,
    /// The formula, of a cell that has or shares one.
    formula: Option<String>,
    /// The cells whose values are those of the formula, if they are several.
    spread: Option<Region>,
    value: Option<String>,
    /// The text, where it is not in the list.
    rich: Rich,
}

/// Reads all cells and what is merged.
pub(super) fn read(xml: &mut PartXml<'_>, context: &Context, grid: &mut Grid<'_>) -> Result<Formulas, Fault> {
    let mut formulas = Formulas::default();
    // To which row the last formula reaches that gives a column its values.
    let mut spread: BTreeMap<usize, u32> = BTreeMap::new();
    let mut next = (0_u32, 0_usize);
    loop {
        match xml.next()? {
            Node::Start(tag) if tag.name() == "row" => {
                next = (row(&tag, next.0)?, 0);
                if tag.says("hidden") {
                    grid.unseen.0.push(next.0);
                }
            }
            Node::Start(tag) if tag.name() == "col" && tag.says("hidden") => {
                let [first, last] = ["min", "max"].map(|name| tag.attribute(name).and_then(|at| at.parse().ok()));
                grid.unseen
                    .1
                    .extend(first.zip(last).map(|(first, last): (usize, usize)| first.saturating_sub(1)..last));
            }
            Node::Start(tag) if tag.name() == "c" => {
                let at = place(&tag, next)?;
                next = (at.0, at.1 + 1);
                let mut stored = Stored::of(&tag).filled(xml)?;
                if let Some(region) = stored.spread.filter(|region| region.left <= region.right) {
                    grid.unpacked(region.right - region.left)?;
                    spread.extend((region.left..=region.right).map(|column| (column, region.bottom)));
                }
                if spread.get(&at.1).is_some_and(|bottom| *bottom >= at.0) {
                    stored.formula.get_or_insert_default();
                }
                let cell = context.cell(&stored);
                let is_struck = context.styles.is_struck(stored.style.as_deref());
                let cell = if is_struck { struck(&cell) } else { cell };
                formulas.add(at, &stored, &cell);
                grid.put(at, cell)?;
            }
            Node::Start(tag) if tag.name() == "mergeCell" => {
                let reference = tag.attribute("ref").unwrap_or_default();
                grid.merge(region(&reference).ok_or_else(|| no_cell(&reference))?)?;
            }
            Node::Start(_) | Node::End(_) | Node::Text(_) => {}
            Node::Done => return Ok(formulas),
        }
    }
}

fn row(tag: &Tag<'_>, before: u32) -> Result<u32, Fault> {
    let Some(number) = tag.attribute("r") else { return Ok(before + 1) };
    let number = number.parse().ok().filter(|row| (1..=LAST_ROW).contains(row));
    number.ok_or_else(|| no_cell(&tag.attribute("r").unwrap_or_default()))
}

fn place(tag: &Tag<'_>, next: (u32, usize)) -> Result<(u32, usize), Fault> {
    let Some(name) = tag.attribute("r") else { return Ok((next.0.max(1), next.1)) };
    cell_called(&name).ok_or_else(|| no_cell(&name))
}

fn no_cell(name: &str) -> Fault {
    Fault::Broken(TableFlaw::NoCell(shown(name)))
}

/// The row and column of a cell such as `AB12`.
fn cell_called(name: &str) -> Option<(u32, usize)> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = name.split_at(letters);
    let value = |letter: u8| usize::from(letter.to_ascii_uppercase() - b'A') + 1;
    let column =
        (1..=3).contains(&letters.len()).then(|| letters.bytes().fold(0, |sum, byte| sum * 26 + value(byte)))?;
    let row = digits.parse().ok().filter(|row| (1..=LAST_ROW).contains(row) && !digits.starts_with('+'))?;
    (column <= COLUMNS).then_some((row, column - 1))
}

fn region(reference: &str) -> Option<Region> {
    let (first, last) = reference.split_once(':').unwrap_or((reference, reference));
    let ((top, left), (bottom, right)) = cell_called(first).zip(cell_called(last))?;
    Some(Region { top, bottom, left, right })
}

impl Formulas {
    fn add(&mut self, at: (u32, usize), stored: &Stored, cell: &Cell) {
        let Some(formula) = &stored.formula else { return };
        if stored.is_zero() {
            self.zero.push(at);
            self.has_wrong |= is_never_zero(formula);
        } else if !matches!(cell, Cell::Empty | Cell::NoValue) {
            self.first = if self.valued == 0 { at } else { self.first };
            self.valued += 1;
        }
    }
}

/// Whether a formula only adds, multiplies and divides figures above 0.
fn is_never_zero(formula: &str) -> bool {
    let is_above = |figure: &str| {
        figure.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && figure.bytes().any(|byte| byte > b'0')
    };
    let mut figures = formula.split(['+', '*', '/', '(', ')', '%', ' ']).filter(|figure| !figure.is_empty()).peekable();
    figures.peek().is_some() && figures.all(is_above)
}

impl Stored {
    /// Whether its value is the number 0, which programs that can't compute give to each formula.
    fn is_zero(&self) -> bool {
        let is_number = self.kind.as_deref().unwrap_or("n") == "n";
        is_number && self.value.as_deref().is_some_and(|value| value.trim().parse() == Ok(0.0))
    }

    fn of(tag: &Tag<'_>) -> Stored {
        Stored { kind: tag.attribute("t"), style: tag.attribute("s"), ..Stored::default() }
    }

    /// With what stands in the tag that has just begun.
    fn filled(mut self, xml: &mut PartXml<'_>) -> Result<Stored, Fault> {
        let mut within = 0_usize;
        loop {
            match xml.next()? {
                Node::Start(tag) => match tag.name() {
                    "f" => {
                        let reference =
                            tag.attribute("ref").filter(|_| tag.attribute("t").is_some_and(|t| t != "shared"));
                        self.spread = reference.as_deref().and_then(region).filter(|region| !region.is_cell());
                        self.formula = Some(xml.text()?);
                    }
                    "v" => self.value = Some(xml.text()?),
                    "is" => self.rich = rich(xml)?,
                    _ => within += 1,
                },
                Node::End(_) if within > 0 => within -= 1,
                Node::Text(_) => {}
                Node::End(_) | Node::Done => return Ok(self),
            }
        }
    }
}

impl Context {
    fn cell(&self, stored: &Stored) -> Cell {
        let kind = stored.kind.as_deref().unwrap_or("n");
        let value = stored.value.as_deref().unwrap_or(&stored.rich.text);
        let is_without = |formula: &String| match value {
            "" => kind != "str" || self.asks_to_compute,
            _ => stored.is_zero() && (self.asks_to_compute || is_never_zero(formula)),
        };
        if stored.formula.as_ref().is_some_and(is_without) {
            return Cell::NoValue;
        } else if kind == "inlineStr" {
            return stored.rich.cell();
        }
        self.of_kind(kind, value, stored.style.as_deref())
    }

    fn of_kind(&self, kind: &str, value: &str, style: Option<&str>) -> Cell {
        let word = value.trim();
        let unknown = || Cell::broken(CellFlaw::Unknown(format!("{} {}", shown(kind), shown(word)).trim().to_owned()));
        match (kind, word) {
            ("str", _) => Cell::text(&unescaped(value)),
            (_, "") => Cell::Empty,
            ("s", _) => word.parse().ok().and_then(|at: usize| self.strings.get(at)).map_or_else(unknown, Cell::clone),
            ("b", "1" | "true") => Cell::Flag(true),
            ("b", "0" | "false") => Cell::Flag(false),
            ("e", _) => Cell::Error(shown(word)),
            ("d", _) => word.split('T').next().and_then(Day::parse).map_or_else(unknown, Cell::Day),
            ("n", _) => self.number(word, style).unwrap_or_else(unknown),
            _ => unknown(),
        }
    }

    fn number(&self, word: &str, style: Option<&str>) -> Option<Cell> {
        let number: f64 = word.parse().ok().filter(|number: &f64| number.is_finite())?;
        let style = style.map(str::parse).transpose().ok()?.unwrap_or(0);
        match self.styles.format(style) {
            Some(format) => Some(format.cell(number, self.is_1904)),
            // A program that formats nothing has no list of formats.
            None => (style == 0).then(|| NumberFormat::default().cell(number, self.is_1904)),
        }
    }
}

fn shown(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_of_figures_above_zero_is_not_zero() {
        for formula in ["600*2", "(1.5+2)*10%", "1/3", "7"] {
            assert!(is_never_zero(formula), "{formula}");
        }
        for formula in ["", "600*0", "600-600", "A1*2", "SUM(1)", "1E2", "0.00", "-1", "\"1\"", "0^2"] {
            assert!(!is_never_zero(formula), "{formula}");
        }
    }

    #[test]
    fn cells_have_names_within_the_sheet() {
        assert_eq!(cell_called("A1"), Some((1, 0)));
        assert_eq!(cell_called("XFD1048576"), Some((1_048_576, 16_383)));
        for none in ["XFE1", "A1048577", "A0", "ZZZZZZZ2", "1", "A", "A-1", "A+1", ""] {
            assert_eq!(cell_called(none), None, "{none}");
        }
    }
}
