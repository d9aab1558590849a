//! Workbooks in binary (XLS, of Excel 5 and later), cell by cell.

mod record;
mod sheet;
mod string;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::clean;
use crate::finding::{Finding, Problem, TableFlaw};

use super::budget::Budget;
use super::cell::LEAST_TEXT;
use super::grid::Grid;
use super::number_format::NumberFormat;
use super::rich::{Height, Look};
use super::{Cell, Fault, Sheet};

use record::{Record, Records};
use string::{Bytes, Letters};

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const FORMULA: u16 = 0x0006;
const FONT: u16 = 0x0031;
const DATE_MODE: u16 = 0x0022;
const PASSWORD: u16 = 0x002F;
const CODE_PAGE: u16 = 0x0042;
const SHEET: u16 = 0x0085;
const STYLE: u16 = 0x00E0;
const STRINGS: u16 = 0x00FC;
const COMPUTED_BY: u16 = 0x01C1;
const FORMAT: u16 = 0x041E;

/// Streams in which the workbook is, of Excel 97 and later and of those before.
const STREAMS: [&str; 2] = ["/Workbook", "/Book"];
/// Streams by which another sort of file is known, and what it is called.
const OTHERS: &[(&str, &str)] = &[("/WordDocument", "DOC"), ("/PowerPoint Document", "PPT")];
/// The stream of an XLSX with a password.
const ENCRYPTED: &str = "/EncryptedPackage";

/// What a workbook says before its sheets.
struct Globals {
    letters: Letters,
    is_1904: bool,
    /// The numbers of formats, by the styles that cells name.
    styles: Vec<u16>,
    /// Their fonts.
    fonts_of: Vec<usize>,
    formats: BTreeMap<u16, NumberFormat>,
    fonts: Vec<Look>,
    /// Where each sheet begins, its name, and whether it is shown.
    sheets: Vec<(usize, String, bool)>,
    strings: Vec<Cell>,
    /// Whether no program says that it computed the formulas.
    is_uncomputed: bool,
    /// Whether moreover none of them has a value: they were written by a program that can't compute.
    is_never_computed: bool,
}

/// Reads the visible and hidden sheets; one that can't be read is a finding.
pub(super) fn read(file: &str, bytes: Vec<u8>) -> Result<(Vec<Sheet>, Vec<Finding>), Problem> {
    Budget::packed(bytes.len())?;
    let stream = stream(bytes)?;
    let mut budget = Budget::new();
    let globals = Globals::read(&stream, &mut budget).map_err(Fault::of_table)?;
    let (mut sheets, mut findings) = (Vec::new(), Vec::new());
    for (start, name, is_shown) in &globals.sheets {
        let mut grid = Grid::new(&mut budget);
        let from = stream.get(*start..).unwrap_or_default();
        match sheet::read(from, &globals, &mut grid) {
            Ok(()) => {
                let mut sheet = grid.finish(name.clone())?;
                sheet.hide_all(!is_shown);
                sheets.push(sheet);
            }
            Err(Fault::Broken(flaw)) => {
                findings.push(Finding::of_path(file, Problem::BrokenSheet { name: name.clone(), flaw }));
            }
            Err(Fault::Refused(problem)) => return Err(problem),
        }
    }
    Ok((sheets, findings))
}

/// The stream with the records.
fn stream(bytes: Vec<u8>) -> Result<Vec<u8>, Problem> {
    let broken = |error: std::io::Error| Fault::said(&error).of_table();
    let most = bytes.len();
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(broken)?;
    let Some(name) = STREAMS.iter().find(|name| file.is_stream(name)) else {
        if file.is_stream(ENCRYPTED) {
            return Err(Problem::Password);
        }
        let other = OTHERS.iter().find(|(name, _)| file.is_stream(name));
        let nothing = Problem::BrokenTable { flaw: TableFlaw::NoPart(STREAMS[0].to_owned()) };
        return Err(other.map_or(nothing, |(_, format)| Problem::UnreadFormat { format }));
    };
    let mut stream = Vec::new();
    let opened = file.open_stream(name).map_err(broken)?;
    // No stream is longer than the file that it is in.
    opened.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut stream).map_err(broken)?;
    Ok(stream)
}

impl Globals {
    fn read(stream: &[u8], budget: &mut Budget) -> Result<Globals, Fault> {
        let mut records = Records::new(stream);
        let first = records.next()?;
        let letters = match (first.kind, first.u16(0)?) {
            (BOF, 0x0600) => Letters::Unicode,
            (BOF, 0x0500) => Letters::of_page(1252),
            _ => return Err(Problem::UnreadFormat { format: "Excel 4" }.into()),
        };
        let mut globals = Globals {
            letters,
            is_1904: false,
            styles: Vec::new(),
            fonts_of: Vec::new(),
            formats: BTreeMap::new(),
            fonts: Vec::new(),
            sheets: Vec::new(),
            strings: Vec::new(),
            is_uncomputed: true,
            is_never_computed: false,
        };
        loop {
            let record = records.next()?;
            if record.kind == EOF {
                break;
            }
            globals.add(&record, budget)?;
        }
        for style in &globals.styles {
            globals.formats.entry(*style).or_insert_with(|| NumberFormat::new(u32::from(*style), None));
        }
        globals.is_never_computed = globals.is_uncomputed && is_without_results(records);
        Ok(globals)
    }

    fn add(&mut self, record: &Record<'_>, budget: &mut Budget) -> Result<(), Fault> {
        match record.kind {
            PASSWORD => return Err(Problem::Password.into()),
            CODE_PAGE => {
                if let Letters::Bytes(_) = self.letters {
                    self.letters = Letters::of_page(record.u16(0)?);
                }
            }
            DATE_MODE => self.is_1904 = record.u16(0)? == 1,
            STYLE => {
                self.styles.push(record.u16(2)?);
                self.fonts_of.push(usize::from(record.u16(0)?));
            }
            COMPUTED_BY => self.is_uncomputed = record.u32(4)? == 0,
            FONT => {
                let height = match record.u16(8)? {
                    1 => Height::Raised,
                    2 => Height::Lowered,
                    _ => Height::Line,
                };
                self.fonts.push(Look { height, is_struck: record.u16(2)? & 8 != 0 });
            }
            FORMAT => {
                let mut bytes = Bytes::new(record, 2);
                let code = match self.letters {
                    Letters::Unicode => bytes.text(self.letters),
                    Letters::Bytes(_) => bytes.short_text(self.letters),
                };
                let (id, code) = (record.u16(0)?, code.ok_or_else(|| record.too_short())?);
                self.formats.insert(id, NumberFormat::new(u32::from(id), Some(&code)));
            }
            // Macros and charts have no cells.
            SHEET if record.u8(5)? == 0 => {
                let name = Bytes::new(record, 6).short_text(self.letters).ok_or_else(|| record.too_short())?;
                let start = usize::try_from(record.u32(0)?).unwrap_or(usize::MAX);
                self.sheets.push((start, clean::visible(&name).into_owned(), matches!(record.u8(4)? & 3, 0)));
            }
            STRINGS => self.strings = strings(record, &self.fonts, budget)?,
            _ => {}
        }
        Ok(())
    }
}

/// The texts that cells share.
fn strings(record: &Record<'_>, fonts: &[Look], budget: &mut Budget) -> Result<Vec<Cell>, Fault> {
    let mut bytes = Bytes::new(record, 8);
    let mut strings = Vec::new();
    while !bytes.is_done() {
        let cell = bytes.rich(Letters::Unicode, fonts).ok_or_else(|| record.too_short())?.cell();
        budget.content(cell.size().max(LEAST_TEXT))?;
        strings.push(cell);
    }
    Ok(strings)
}

/// Whether there are formulas, and none of them has a value.
fn is_without_results(mut records: Records<'_>) -> bool {
    let mut found = false;
    while let Ok(record) = records.next() {
        if record.kind == FORMULA {
            let is_without = record.bytes(6).is_ok_and(sheet::is_placeholder);
            if !is_without {
                return false;
            }
            found = true;
        }
    }
    found
}
