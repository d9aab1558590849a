//! The cells of one sheet.

use super::record::{Record, Records};
use super::string::Bytes;
use super::{BOF, EOF, FORMULA, Globals};
use crate::finding::{CellFlaw, TableFlaw};
use crate::table::cell::shortest;
use crate::table::grid::Grid;
use crate::table::rich::struck;
use crate::table::{Cell, Fault, Region};

const COLUMN: u16 = 0x007D;
const ROW: u16 = 0x0208;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_OR_ERROR: u16 = 0x0205;
const STRING: u16 = 0x0207;
const RK: u16 = 0x027E;
const MANY_RK: u16 = 0x00BD;
const RICH_LABEL: u16 = 0x00D6;
const MERGED: u16 = 0x00E5;
const LABEL_OF_LIST: u16 = 0x00FD;
/// Columns of a sheet.
const COLUMNS: u16 = 256;
/// What a formula has whose value is a blank text; programs that can't compute write it for every formula.
const BLANK_RESULT: [u8; 8] = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF];

/// Reads all cells and what is merged, from the first record of the sheet on.
pub(super) fn read(stream: &[u8], globals: &Globals, grid: &mut Grid<'_>) -> Result<(), Fault> {
    let mut records = Records::new(stream);
    if records.next()?.kind != BOF {
        return Err(Fault::Broken(TableFlaw::Muddled("BOF".to_owned())));
    }
    // The formula whose text comes in a record of its own.
    let mut open: Option<(u32, usize)> = None;
    // Charts within a sheet have cells, too.
    let mut depth = 0_usize;
    loop {
        let record = records.next()?;
        grid.unpacked(record.size())?;
        match record.kind {
            BOF => depth += 1,
            EOF if depth > 0 => depth -= 1,
            EOF => break,
            _ if depth > 0 => {}
            STRING => {
                if let Some(at) = open.take() {
                    grid.put(at, globals.text(&record, 0)?)?;
                }
            }
            FORMULA => {
                close(&mut open, grid)?;
                match globals.result(&record)? {
                    Some(cell) => grid.put(at(&record)?, globals.styled(record.u16(4)?, cell))?,
                    None => open = Some(at(&record)?),
                }
            }
            MANY_RK => many(&record, globals, grid)?,
            MERGED => merged(&record, grid)?,
            ROW if record.u16(12).is_ok_and(|flags| flags & 0x20 != 0) => {
                grid.unseen.0.push(u32::from(record.u16(0)?) + 1);
            }
            COLUMN if record.u16(8).is_ok_and(|flags| flags & 1 != 0) => {
                grid.unseen.1.push(usize::from(record.u16(0)?)..usize::from(record.u16(2)?) + 1);
            }
            NUMBER | LABEL | RICH_LABEL | BOOL_OR_ERROR | RK | LABEL_OF_LIST => {
                grid.put(at(&record)?, globals.styled(record.u16(4)?, globals.cell(&record)?))?;
            }
            _ => {}
        }
    }
    close(&mut open, grid)
}

/// A formula whose text never came has none.
fn close(open: &mut Option<(u32, usize)>, grid: &mut Grid<'_>) -> Result<(), Fault> {
    Ok(open.take().map_or(Ok(()), |at| grid.put(at, Cell::NoValue))?)
}

fn at(record: &Record<'_>) -> Result<(u32, usize), Fault> {
    place(record.u16(0)?, record.u16(2)?)
}

fn place(row: u16, column: u16) -> Result<(u32, usize), Fault> {
    if column >= COLUMNS {
        return Err(Fault::Broken(TableFlaw::NoCell(format!("R{row}C{column}"))));
    }
    Ok((u32::from(row) + 1, usize::from(column)))
}

fn many(record: &Record<'_>, globals: &Globals, grid: &mut Grid<'_>) -> Result<(), Fault> {
    let (row, first) = (record.u16(0)?, record.u16(2)?);
    let count = record.data.len().saturating_sub(6) / 6;
    for (column, start) in (first..=u16::MAX).zip((0..count).map(|index| 4 + index * 6)) {
        let digits = rk(record.bytes(start + 2)?);
        let style = record.u16(start)?;
        grid.put(place(row, column)?, globals.styled(style, globals.number(style, digits)))?;
    }
    Ok(())
}

fn merged(record: &Record<'_>, grid: &mut Grid<'_>) -> Result<(), Fault> {
    for start in (0..usize::from(record.u16(0)?)).map(|index| 2 + index * 8) {
        let [top, bottom, left, right] = [0, 2, 4, 6].map(|behind| record.u16(start + behind));
        let ((top, left), (bottom, right)) = (place(top?, left?)?, place(bottom?, right?.min(COLUMNS - 1))?);
        grid.merge(Region { top, bottom, left, right })?;
    }
    Ok(())
}

/// A number in four bytes: a whole one or the upper half of a binary one, perhaps in hundredths.
fn rk(bytes: [u8; 4]) -> Option<f64> {
    let [lowest, second, third, highest] = bytes;
    let digits = if lowest & 2 == 0 {
        shortest(f64::from_le_bytes([0, 0, 0, 0, lowest & 0xFC, second, third, highest]))?
    } else {
        (i32::from_le_bytes(bytes) >> 2).to_string()
    };
    let hundredths = if lowest & 1 == 0 { "" } else { "e-2" };
    format!("{digits}{hundredths}").parse().ok()
}

impl Globals {
    /// A cell of this style, whose letters may all be struck out.
    fn styled(&self, style: u16, cell: Cell) -> Cell {
        let font = self.fonts_of.get(usize::from(style)).and_then(|font| self.fonts.get(font - usize::from(*font > 4)));
        if font.is_some_and(|font| font.is_struck) { struck(&cell) } else { cell }
    }

    fn cell(&self, record: &Record<'_>) -> Result<Cell, Fault> {
        Ok(match record.kind {
            NUMBER => self.number(record.u16(4)?, Some(f64::from_le_bytes(record.bytes(6)?))),
            RK => self.number(record.u16(4)?, rk(record.bytes(6)?)),
            LABEL_OF_LIST => {
                let index = record.u32(6)?;
                let text = usize::try_from(index).ok().and_then(|index| self.strings.get(index));
                text.cloned().unwrap_or_else(|| unknown(format!("s {index}")))
            }
            BOOL_OR_ERROR if record.u8(7)? == 0 => Cell::Flag(record.u8(6)? != 0),
            BOOL_OR_ERROR => error(record.u8(6)?),
            _ => self.text(record, 6)?,
        })
    }

    fn text(&self, record: &Record<'_>, from: usize) -> Result<Cell, Fault> {
        // Some programs leave out how an empty text is written.
        if record.u16(from)? == 0 {
            return Ok(Cell::Empty);
        }
        let text = Bytes::new(record, from).rich(self.letters, &self.fonts);
        text.map(|text| text.cell()).ok_or_else(|| record.too_short())
    }

    fn number(&self, style: u16, number: Option<f64>) -> Cell {
        let format = self.styles.get(usize::from(style)).and_then(|format| self.formats.get(format));
        match (format, number.filter(|number| number.is_finite())) {
            (Some(format), Some(number)) => format.cell(number, self.is_1904),
            (None, _) => unknown(format!("xf {style}")),
            (Some(_), None) => unknown("NaN".to_owned()),
        }
    }

    /// The value of a formula; `None` for a text that is still to come.
    fn result(&self, record: &Record<'_>) -> Result<Option<Cell>, Fault> {
        let result: [u8; 8] = record.bytes(6)?;
        if self.is_never_computed && is_placeholder(result) {
            return Ok(Some(Cell::NoValue));
        }
        Ok(match result {
            [0, .., 0xFF, 0xFF] => None,
            [1, _, value, .., 0xFF, 0xFF] => Some(Cell::Flag(value != 0)),
            [2, _, value, .., 0xFF, 0xFF] => Some(error(value)),
            [3, .., 0xFF, 0xFF] => Some(Cell::Empty),
            [kind, .., 0xFF, 0xFF] => Some(unknown(format!("result {kind}"))),
            number => Some(self.number(record.u16(4)?, Some(f64::from_le_bytes(number)))),
        })
    }
}

/// Whether a formula has the value of one that nobody computed.
pub(super) fn is_placeholder(result: [u8; 8]) -> bool {
    result == BLANK_RESULT || result == [0; 8]
}

fn unknown(text: String) -> Cell {
    Cell::broken(CellFlaw::Unknown(text))
}

fn error(code: u8) -> Cell {
    let known = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => return Cell::Error(format!("#{code:02X}")),
    };
    Cell::Error(known.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_four_bytes_are_whole_or_in_hundredths() {
        let whole = |number: i32, flags: i32| rk((number << 2 | flags).to_le_bytes());
        assert_eq!(whole(1200, 2), Some(1200.0));
        assert_eq!(whole(-1200, 3), Some(-12.0));
        assert_eq!(whole(1234, 3), Some(12.34));
        // 0.5 has no bits in its lower half.
        let half: [u8; 4] = 0.5_f64.to_le_bytes()[4..].try_into().unwrap();
        assert_eq!(rk(half), Some(0.5));
    }
}
