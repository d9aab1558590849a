//! A table as CSV: for spreadsheets, so that no cell is run as a formula, and for programs.

use std::io::{self, Write};

use csv::{QuoteStyle, Terminator, WriterBuilder};
use encoding_rs::{Encoder, EncoderResult, GB18030};

use crate::ledger::{Cell, Table};
use crate::shown::plain;

/// What a spreadsheet takes for the start of a formula. The wide forms count: some input methods type them.
pub(super) const STARTS_FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// How the text of a CSV file is encoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// UTF-8 as it is.
    Utf8,
    /// UTF-8 behind a byte order mark, by which spreadsheets know it.
    Utf8Bom,
    /// GB18030.
    Gb18030,
}

/// A table that is being written as CSV.
pub struct Csv<W: Write> {
    writer: csv::Writer<Encoded<W>>,
}

impl<W: Write> Csv<W> {
    /// Starts a table: its headings.
    ///
    /// # Errors
    /// When the output takes nothing more.
    pub fn new(mut out: W, table: &Table, encoding: Encoding) -> io::Result<Csv<W>> {
        if encoding == Encoding::Utf8Bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let encoder = (encoding == Encoding::Gb18030).then(|| GB18030.new_encoder());
        let mut writer = builder().from_writer(Encoded { out, encoder, rest: Vec::new() });
        writer.write_record(table.columns.iter().map(|column| harmless(&column.title))).map_err(of_output)?;
        Ok(Csv { writer })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// When the output takes nothing more, or a character is not in the encoding.
    pub fn row(&mut self, row: &[Cell]) -> io::Result<()> {
        self.writer.write_record(row.iter().map(text)).map_err(of_output)
    }

    /// Ends the table and gives the output back.
    ///
    /// # Errors
    /// As for a row.
    pub fn finish(self) -> io::Result<W> {
        let mut encoded = self.writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
        encoded.out.flush()?;
        Ok(encoded.out)
    }
}

/// A row by itself, as UTF-8.
#[must_use]
pub fn csv_row(row: &[Cell]) -> Vec<u8> {
    let mut writer = builder().from_writer(Vec::new());
    // A vector takes everything.
    let _ = writer.write_record(row.iter().map(text));
    writer.into_inner().unwrap_or_default()
}

fn builder() -> WriterBuilder {
    let mut builder = WriterBuilder::new();
    builder.terminator(Terminator::CRLF).quote_style(QuoteStyle::NonNumeric);
    builder
}

/// What the output says, not that it was CSV: a closed pipe is known by it.
fn of_output(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => harmless(text),
        Cell::Money(yuan) => yuan.to_string(),
        Cell::Count(count) => count.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Link(address) => plain(address).into_owned(),
    }
}

/// Words that a spreadsheet shows and does not run.
fn harmless(text: &str) -> String {
    let text = plain(text);
    if text.starts_with(STARTS_FORMULA) { format!("'{text}") } else { text.into_owned() }
}

/// Encodes text that comes in pieces, which may end within a character.
struct Encoded<W> {
    out: W,
    encoder: Option<Encoder>,
    rest: Vec<u8>,
}

impl<W: Write> Write for Encoded<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(encoder) = &mut self.encoder else { return self.out.write(bytes) };
        self.rest.extend_from_slice(bytes);
        let whole = match str::from_utf8(&self.rest) {
            Ok(text) => text.len(),
            Err(error) => error.valid_up_to(),
        };
        let text = str::from_utf8(&self.rest[..whole]).unwrap_or_default();
        let most = encoder.max_buffer_length_from_utf8_without_replacement(whole).unwrap_or(4 * whole + 16);
        let mut encoded = Vec::with_capacity(most);
        let (result, _) = encoder.encode_from_utf8_to_vec_without_replacement(text, &mut encoded, false);
        if let EncoderResult::Unmappable(character) = result {
            return Err(io::Error::new(io::ErrorKind::InvalidData, format!("{character:?}: GB18030")));
        }
        self.out.write_all(&encoded)?;
        self.rest.drain(..whole);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Column;

    fn table(title: &str) -> Table {
        Table { name: "T".to_owned(), columns: vec![Column { title: title.to_owned(), is_prose: false }], frozen: 0 }
    }

    fn written(cells: &[Cell], encoding: Encoding) -> Vec<u8> {
        let mut csv = Csv::new(Vec::new(), &table("名称"), encoding).unwrap();
        cells.iter().for_each(|cell| csv.row(std::slice::from_ref(cell)).unwrap());
        csv.finish().unwrap()
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_marked_as_words() {
        for start in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "＝1"] {
            let text = String::from_utf8(written(&[Cell::text(start)], Encoding::Utf8)).unwrap();
            assert_eq!(text, format!("\"名称\"\r\n\"'{start}\"\r\n"));
        }
    }

    #[test]
    fn a_mark_says_that_it_is_utf_8() {
        assert!(written(&[], Encoding::Utf8Bom).starts_with(b"\xef\xbb\xbf\"\xe5"));
        assert!(written(&[], Encoding::Utf8).starts_with(b"\"\xe5"));
    }

    #[test]
    fn gb18030_is_whole_however_the_text_is_cut() {
        let long = "云屿省𠮷".repeat(5_000);
        let bytes = written(&[Cell::text(format!("a{long}")), Cell::text(long.as_str())], Encoding::Gb18030);
        let (text, had_errors) = GB18030.decode_without_bom_handling(&bytes);
        assert!(!had_errors);
        assert_eq!(text, format!("\"名称\"\r\n\"a{long}\"\r\n\"{long}\"\r\n"));
    }

    #[test]
    fn a_character_without_a_code_is_an_error_and_not_another_character() {
        let mut csv = Csv::new(Vec::new(), &table("t"), Encoding::Gb18030).unwrap();
        let result = csv.row(&[Cell::text("\u{e5e5}")]).and_then(|()| csv.finish().map(drop));
        assert_eq!(result.unwrap_err().kind(), io::ErrorKind::InvalidData);
    }
}
