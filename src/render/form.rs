//! A form for many firms as a workbook to be filled in, or as one CSV table.

use std::collections::BTreeSet;
use std::io;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Formula, Note, Worksheet, XlsxError,
};
use textwrap::core::display_width;

use crate::calendar::Day;
use crate::catalogue::{Form, FormColumn, FormSheet, Input};
use crate::ledger::{Cell, Column, Table};
use crate::words::{self, Lang};

use super::csv::{Csv, Encoding};
use super::xlsx::{date, of_day};

/// The last row of the drop-downs and of the number formats.
const LAST_ROW: u32 = 20_000;
/// The width of a column, in columns of a terminal.
const WIDTHS: [usize; 2] = [12, 30];
/// The width of what explains a column.
const HELP_WIDTH: u16 = 90;
/// The size of a note, in pixels.
const NOTE: [u32; 2] = [320, 140];

/// The form as a workbook of a day: how it is filled in, the firms, a sheet for each kind of record, the choices.
///
/// # Errors
/// When two sheets have one name, or there is no memory left.
pub fn form_xlsx(lang: Lang, form: &Form, day: Day) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = of_day(day);
    let heading = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color("#E7EEF5")
        .set_border_bottom(FormatBorder::Thin);
    let mut lists = Lists { name: words::choices_sheet(lang), lists: Vec::new() };
    for sheet in &form.sheets {
        fill(workbook.add_worksheet(), sheet, &heading, &mut lists)?;
    }
    guide(workbook.add_worksheet(), lang, form, &heading)?;
    if !lists.lists.is_empty() {
        lists.write(workbook.add_worksheet())?;
    }
    workbook.save_to_buffer()
}

/// One sheet to be filled in: its headings with notes, the formats and drop-downs of its cells, the example.
fn fill(page: &mut Worksheet, sheet: &FormSheet, heading: &Format, lists: &mut Lists) -> Result<(), XlsxError> {
    page.set_name(&sheet.name)?;
    page.set_freeze_panes(1, 1)?;
    page.set_row_height_pixels(0, 48)?;
    for (at, column) in (0_u16..).zip(&sheet.columns) {
        page.write_string_with_format(0, at, &column.title, heading)?;
        let note = Note::new(column.help.join("\n")).add_author_prefix(false).set_width(NOTE[0]).set_height(NOTE[1]);
        page.insert_note(0, at, &note)?;
        let width = display_width(&column.title).max(display_width(&column.example)).clamp(WIDTHS[0], WIDTHS[1]);
        page.set_column_width(at, u16::try_from(width + 2).unwrap_or(u16::MAX))?;
        let format = format(&column.input);
        page.set_column_format(at, &format)?;
        if let Input::Choice { choices, is_open } = &column.input {
            let rule = DataValidation::new().allow_list_formula(lists.range(choices));
            let rule = rule.show_error_message(!is_open).set_error_style(DataValidationErrorStyle::Stop);
            page.add_data_validation(1, at, LAST_ROW, at, &rule)?;
        }
        example(page, at, column, &format)?;
    }
    Ok(())
}

fn format(input: &Input) -> Format {
    match input {
        Input::Text => Format::new().set_num_format("@"),
        Input::Day => Format::new().set_num_format("yyyy-mm-dd"),
        Input::Number | Input::Choice { .. } => Format::new(),
    }
}

fn example(page: &mut Worksheet, at: u16, column: &FormColumn, format: &Format) -> Result<(), XlsxError> {
    let day = crate::calendar::Day::parse(&column.example).and_then(date);
    let number = column.example.parse::<f64>().ok();
    match (&column.input, day, number) {
        (_, _, _) if column.example.is_empty() => {}
        (Input::Day, Some(day), _) => drop(page.write_datetime_with_format(1, at, &day, format)?),
        (Input::Number, _, Some(number)) => drop(page.write_number_with_format(1, at, number, format)?),
        _ => drop(page.write_string_with_format(1, at, &column.example, format)?),
    }
    Ok(())
}

/// How the form is filled in, then each column.
fn guide(page: &mut Worksheet, lang: Lang, form: &Form, heading: &Format) -> Result<(), XlsxError> {
    let prose = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    page.set_name(words::guide_sheet(lang))?;
    page.set_column_width(0, 16)?.set_column_width(1, 34)?.set_column_width(2, HELP_WIDTH)?;
    let mut row = 0;
    for line in &form.guide {
        page.write_string(row, 0, line)?;
        row += 1;
    }
    row += 1;
    for (at, title) in (0_u16..).zip(words::guide_columns(lang)) {
        page.write_string_with_format(row, at, title, heading)?;
    }
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for sheet in &form.sheets {
        if let Some(question) = &sheet.question {
            row += 1;
            page.write_string_with_format(row, 0, &sheet.name, &prose)?;
            page.write_string_with_format(row, 2, question, &prose)?;
        }
        for column in sheet.columns.iter().filter(|column| !column.is_identity || seen.insert(&column.title)) {
            row += 1;
            page.write_string_with_format(row, 0, &sheet.name, &prose)?;
            page.write_string_with_format(row, 1, &column.title, &prose)?;
            page.write_string_with_format(row, 2, column.help.join("\n"), &prose)?;
        }
    }
    Ok(())
}

/// The lists of the drop-downs, a column each, in a sheet of their own: one that is written into its rule may have 255
/// characters, and no commas in what is chosen.
struct Lists<'f> {
    name: &'f str,
    lists: Vec<Vec<String>>,
}

impl Lists<'_> {
    /// Where the choices stand.
    fn range(&mut self, choices: &[String]) -> Formula {
        let found = self.lists.iter().position(|list| list == choices);
        let at = found.unwrap_or_else(|| {
            self.lists.push(choices.to_vec());
            self.lists.len() - 1
        });
        let column = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(at).unwrap_or(u16::MAX));
        Formula::new(format!("='{}'!${column}$1:${column}${}", self.name, choices.len()))
    }

    fn write(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        page.set_name(self.name)?;
        for (at, list) in (0_u16..).zip(&self.lists) {
            for (row, choice) in (0_u32..).zip(list) {
                page.write_string(row, at, choice)?;
            }
            let width = list.iter().map(|choice| display_width(choice)).max().unwrap_or(0).clamp(WIDTHS[0], 60);
            page.set_column_width(at, u16::try_from(width).unwrap_or(u16::MAX))?;
        }
        Ok(())
    }
}

/// The form as one CSV table: a row a firm, one record of each kind beside it.
///
/// # Errors
/// When a character is not in the encoding.
pub fn form_csv(form: &Form, encoding: Encoding) -> io::Result<Vec<u8>> {
    let is_first = |index: usize, column: &&FormColumn| index == 0 || !column.is_identity;
    let columns: Vec<(String, &FormColumn)> = form
        .sheets
        .iter()
        .enumerate()
        .flat_map(|(index, sheet)| {
            let shown = sheet.columns.iter().filter(move |column| is_first(index, column));
            shown.map(|column| (format!("{}{}", sheet.prefix, column.title), column))
        })
        .collect();
    let titles = columns.iter().map(|(title, _)| Column { title: title.clone(), is_prose: false });
    let table = Table { name: String::new(), columns: titles.collect(), frozen: 0 };
    let mut csv = Csv::new(Vec::new(), &table, encoding)?;
    csv.row(&columns.iter().map(|(_, column)| Cell::text(column.example.as_str())).collect::<Vec<_>>())?;
    csv.finish()
}
