//! Tables as a workbook: a sheet each, written row by row, so that memory does not grow with the firms.

use std::io::{Seek, Write};

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError,
};
use textwrap::core::display_width;

use crate::calendar::Day;
use crate::ledger::{Cell, Table};
use crate::report::Yuan;
use crate::shown::plain;
use crate::words::{self, Lang};

/// Rows of a sheet; what is more goes to another one.
const MOST_ROWS: u32 = 1_048_576;
/// Addresses of a sheet that can be followed; the rest are words.
const MOST_LINKS: usize = 65_000;
/// UTF-16 units that a cell holds.
const MOST_UNITS: usize = 32_767;
/// The longest address that a spreadsheet follows.
const MOST_ADDRESS: usize = 2_000;
/// The width of a column, in columns of a terminal: a Chinese character is two.
const WIDTHS: [usize; 2] = [8, 30];
/// The width of a column of sentences, whose lines are broken.
const PROSE_WIDTH: usize = 44;
/// The width of a heading, at most; a longer one is broken.
const MOST_HEADING: usize = 18;

/// A workbook that is being written.
pub struct Xlsx {
    lang: Lang,
    workbook: Workbook,
    sheets: Vec<Sheet>,
    formats: Formats,
}

struct Sheet {
    table: Table,
    /// Its place in the workbook; another one once it is full.
    index: usize,
    /// How many sheets the table has filled.
    filled: usize,
    next_row: u32,
    widths: Vec<usize>,
    links: usize,
}

struct Formats {
    heading: Format,
    text: Format,
    prose: Format,
    quoted: Format,
    yuan: Format,
    fen: Format,
    count: Format,
    day: Format,
    link: Format,
}

impl Formats {
    fn new() -> Formats {
        let base = Format::new().set_align(FormatAlign::Top);
        Formats {
            heading: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color("#E7EEF5")
                .set_border_bottom(FormatBorder::Thin),
            text: base.clone(),
            prose: base.clone().set_text_wrap(),
            quoted: base.clone().set_quote_prefix(),
            yuan: base.clone().set_num_format("#,##0"),
            fen: base.clone().set_num_format("#,##0.00"),
            count: base.clone().set_num_format("0"),
            day: base.clone().set_num_format("yyyy-mm-dd"),
            link: base.set_hyperlink(),
        }
    }
}

impl Xlsx {
    /// A workbook with a sheet for each table, made on this day as far as it says itself.
    ///
    /// # Errors
    /// When there is no room for what is not yet saved.
    pub fn new<'t>(lang: Lang, day: Day, tables: impl IntoIterator<Item = &'t Table>) -> Result<Xlsx, XlsxError> {
        let mut xlsx = Xlsx { lang, workbook: of_day(day), sheets: Vec::new(), formats: Formats::new() };
        for (index, table) in tables.into_iter().enumerate() {
            let widths = table.columns.iter().map(|column| heading_width(&column.title)).collect();
            xlsx.sheets.push(Sheet { table: table.clone(), index, filled: 0, next_row: 0, widths, links: 0 });
            start(&mut xlsx.workbook, table, &table.name, &xlsx.formats)?;
            xlsx.sheets[index].next_row = 1;
        }
        Ok(xlsx)
    }

    /// Writes a row of the table of this index.
    ///
    /// # Errors
    /// When a cell can't be written.
    pub fn row(&mut self, table: usize, row: &[Cell]) -> Result<(), XlsxError> {
        if self.sheets[table].next_row == MOST_ROWS {
            self.turn_over(table)?;
        }
        let sheet = &mut self.sheets[table];
        let page = self.workbook.worksheet_from_index(sheet.index)?;
        for (column, cell) in (0_u16..).zip(row) {
            let at = usize::from(column);
            let is_prose = sheet.table.columns[at].is_prose;
            write(page, (sheet.next_row, column), cell, is_prose, &mut sheet.links, &self.formats, self.lang)?;
            sheet.widths[at] = sheet.widths[at].max(width(cell, is_prose));
        }
        sheet.next_row += 1;
        Ok(())
    }

    /// Goes on in a new sheet.
    fn turn_over(&mut self, table: usize) -> Result<(), XlsxError> {
        let index = self.workbook.worksheets().len();
        let sheet = &mut self.sheets[table];
        end(self.workbook.worksheet_from_index(sheet.index)?, sheet)?;
        sheet.filled += 1;
        let name = format!("{} {}", sheet.table.name, sheet.filled + 1);
        start(&mut self.workbook, &sheet.table, &name, &self.formats)?;
        (sheet.index, sheet.next_row, sheet.links) = (index, 1, 0);
        Ok(())
    }

    /// Saves the whole workbook.
    ///
    /// # Errors
    /// When the output takes nothing more.
    pub fn save(mut self, out: impl Write + Seek + Send) -> Result<(), XlsxError> {
        for sheet in &self.sheets {
            end(self.workbook.worksheet_from_index(sheet.index)?, sheet)?;
        }
        self.workbook.save_to_writer(out)
    }
}

/// Starts a sheet: its name, its headings, and what of it stays in sight.
fn start(workbook: &mut Workbook, table: &Table, name: &str, formats: &Formats) -> Result<(), XlsxError> {
    let page = workbook.add_worksheet_with_constant_memory()?;
    page.set_name(name)?;
    page.set_freeze_panes(1, u16::try_from(table.frozen).unwrap_or(0))?;
    page.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    let lines = table.columns.iter().map(|column| display_width(&column.title).div_ceil(MOST_HEADING - 2));
    let lines = u32::try_from(lines.max().unwrap_or(1)).unwrap_or(1);
    page.set_row_height_pixels(0, 8 + 20 * lines.clamp(1, 8))?;
    for (column, heading) in (0_u16..).zip(&table.columns) {
        page.write_string_with_format(0, column, &heading.title, &formats.heading)?;
    }
    Ok(())
}

/// Ends a sheet: its filter and the widths of its columns, which its rows decide.
fn end(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    for (column, width) in (0_u16..).zip(&sheet.widths) {
        // The button of the filter takes two.
        page.set_column_width(column, u16::try_from(width + 2).unwrap_or(u16::MAX))?;
    }
    let last = u16::try_from(sheet.table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    page.autofilter(0, 0, sheet.next_row - 1, last)?;
    Ok(())
}

fn write(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    is_prose: bool,
    links: &mut usize,
    formats: &Formats,
    lang: Lang,
) -> Result<(), XlsxError> {
    let words = if is_prose { &formats.prose } else { &formats.text };
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            let starts_formula = text.starts_with(super::csv::STARTS_FORMULA);
            let format = if starts_formula { &formats.quoted } else { words };
            page.write_string_with_format(row, column, fitting(lang, text), format)?;
        }
        Cell::Money(yuan) => {
            let format = if yuan.to_string().contains('.') { &formats.fen } else { &formats.yuan };
            page.write_number_with_format(row, column, nearest(*yuan), format)?;
        }
        Cell::Count(count) => {
            let count = u32::try_from(*count).unwrap_or(u32::MAX);
            page.write_number_with_format(row, column, count, &formats.count)?;
        }
        Cell::Day(day) => match date(*day) {
            Some(date) => drop(page.write_datetime_with_format(row, column, &date, &formats.day)?),
            None => drop(page.write_string_with_format(row, column, day.to_string(), words)?),
        },
        Cell::Link(address) if *links < MOST_LINKS && address.len() < MOST_ADDRESS => {
            *links += 1;
            page.write_url_with_format(row, column, Url::new(address), &formats.link)?;
        }
        Cell::Link(address) => {
            page.write_string_with_format(row, column, fitting(lang, address), words)?;
        }
    }
    Ok(())
}

/// An amount of at most 15 digits as the spreadsheet keeps it, which shows all of them.
fn nearest(yuan: Yuan) -> f64 {
    yuan.to_string().parse().unwrap_or(f64::NAN)
}

/// A day as a spreadsheet counts it; `None` before 1900.
pub(super) fn date(day: Day) -> Option<ExcelDateTime> {
    ExcelDateTime::parse_from_str(&day.to_string()).ok()
}

/// An empty workbook that was made on a day, so that the same tables give the same bytes.
pub(super) fn of_day(day: Day) -> Workbook {
    let mut workbook = Workbook::new();
    // What is before 1900 is as good as none.
    let day = date(day).unwrap_or_default();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    workbook
}

/// A text that a cell holds; one that is longer is cut, and says so.
fn fitting(lang: Lang, text: &str) -> String {
    let text = plain(text);
    if text.len() <= MOST_UNITS || text.encode_utf16().count() <= MOST_UNITS {
        return text.into_owned();
    }
    let note = words::cut_off(lang);
    let mut units = note.encode_utf16().count();
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units <= MOST_UNITS
    });
    kept.chain(note.chars()).collect()
}

fn heading_width(title: &str) -> usize {
    display_width(title).clamp(WIDTHS[0], MOST_HEADING)
}

/// How wide a column must be for a cell.
fn width(cell: &Cell, is_prose: bool) -> usize {
    let text = match cell {
        Cell::Empty => return 0,
        Cell::Text(text) | Cell::Link(text) => text.lines().map(display_width).max().unwrap_or(0),
        Cell::Money(yuan) => {
            let digits = yuan.to_string().len();
            digits + digits / 3
        }
        Cell::Count(count) => count.to_string().len(),
        Cell::Day(_) => 10,
    };
    text.min(if is_prose { PROSE_WIDTH } else { WIDTHS[1] })
}
