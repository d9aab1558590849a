//! A page of text of a given width: lines that are broken where Chinese may be, tables, sections.

use std::fmt::Write;

use comfy_table::{Cell, ColumnConstraint, ContentArrangement, Table, Width, presets};
use textwrap::core::display_width;

use crate::words::{self, Lang};

/// Narrower than this, lines are not broken further.
const LEAST_WIDTH: usize = 40;
/// The currency with a space that no line is broken at.
const TIED_CURRENCY: &str = "CNY\u{a0}";
/// Columns between two columns of a table, and before the first.
const GAP: usize = 2;

/// A page that is being written.
pub(super) struct Page {
    pub(super) lang: Lang,
    pub(super) width: usize,
    /// Columns before each line.
    indent: usize,
    pub(super) text: String,
}

impl Page {
    pub(super) fn new(lang: Lang, width: usize) -> Page {
        Page { lang, width: width.max(LEAST_WIDTH), indent: 0, text: String::new() }
    }

    /// Writes with every line so many columns further in.
    pub(super) fn indented(&mut self, columns: usize, write: impl FnOnce(&mut Self)) {
        self.indent += columns;
        write(self);
        self.indent -= columns;
    }

    /// A line that starts with `first`, whose continuation starts with `rest`. Names have no line of their own making.
    pub(super) fn hanging(&mut self, first: &str, rest: &str, line: &str) {
        let line = line.lines().map(str::trim_end).collect::<Vec<_>>().join(" ");
        let [first, rest] = [first, rest].map(|start| format!("{}{start}", " ".repeat(self.indent)));
        let options = options(self.width).initial_indent(&first).subsequent_indent(&rest);
        for wrapped in textwrap::wrap(&tied(&line), options) {
            let _ = writeln!(self.text, "{}", untied(wrapped.trim_end()));
        }
    }

    pub(super) fn line(&mut self, line: &str) {
        self.hanging("", "", line);
    }

    pub(super) fn section(&mut self, title: &str) {
        self.text.push('\n');
        self.line(title);
    }

    /// A section with a line for each, if there is any.
    pub(super) fn lines(&mut self, title: &str, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        self.section(title);
        for line in lines {
            self.hanging("  ", "    ", &line);
        }
    }

    /// A table whose first columns are at most so wide; the last takes what is left and is broken where Chinese may be.
    pub(super) fn table<R: AsRef<[String]>>(&mut self, header: &[String], rows: &[R], most: &[usize]) {
        let rows: Vec<&[String]> = std::iter::once(header).chain(rows.iter().map(AsRef::as_ref)).collect();
        let content = |column: usize| {
            let cells = rows.iter().flat_map(|row| row[column].lines());
            cells.map(display_width).max().unwrap_or(0)
        };
        // On a narrow terminal every column gives its share.
        let share = |most: usize| (most * self.width / 80).max(6);
        let mut widths: Vec<usize> =
            most.iter().enumerate().map(|(column, most)| content(column).min(share(*most)) + GAP).collect();
        widths.push(self.width.saturating_sub(widths.iter().sum::<usize>() + GAP + self.indent));
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        let constraint = |width: &usize| ColumnConstraint::Absolute(Width::Fixed(u16::try_from(*width).unwrap_or(80)));
        for row in rows {
            table.add_row(row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
                let gap = if column + 1 < header.len() { GAP } else { 0 };
                Cell::new(broken(cell, width.saturating_sub(gap)))
            }));
        }
        table.set_constraints(widths.iter().map(constraint));
        for (index, column) in table.column_iter_mut().enumerate() {
            let gap = if index + 1 < header.len() { GAP } else { 0 };
            column.set_padding((0, u16::try_from(gap).unwrap_or(0)));
        }
        for line in table.lines() {
            let _ = writeln!(self.text, "{}  {}", " ".repeat(self.indent), line.trim_end());
        }
    }
}

fn broken(text: &str, width: usize) -> String {
    text.lines().map(|line| untied(&textwrap::fill(&tied(line), options(width.max(2))))).collect::<Vec<_>>().join("\n")
}

/// Lines of so many columns. A hyphen is no place to break a day or the key of a fact.
fn options<'o>(width: usize) -> textwrap::Options<'o> {
    textwrap::Options::new(width).word_splitter(textwrap::WordSplitter::NoHyphenation)
}

/// The text with every currency tied to its figure, so that no line ends between them.
fn tied(text: &str) -> String {
    text.replace(words::CURRENCY, TIED_CURRENCY)
}

fn untied(text: &str) -> String {
    text.replace(TIED_CURRENCY, words::CURRENCY)
}
