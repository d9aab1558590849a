//! A sheet as text in so many columns.

use textwrap::core::display_width;

use crate::render::page::Page;
use crate::words::{self, Lang};

use super::{Block, Chart, Cited, Entry, Section, Sheet};

impl Sheet {
    /// As text in `width` columns.
    pub(in crate::render) fn text(&self, lang: Lang, width: usize) -> String {
        let mut page = Page::new(lang, width);
        page.head(self);
        self.sections.iter().for_each(|section| page.titled(section));
        page.text
    }
}

impl Page {
    /// The title of a sheet, and what stands below it.
    pub(in crate::render) fn head(&mut self, sheet: &Sheet) {
        self.line(&sheet.title);
        sheet.lead.iter().for_each(|line| self.line(line));
    }

    /// A section of a sheet.
    pub(in crate::render) fn titled(&mut self, section: &Section) {
        if !section.title.is_empty() {
            self.section(&section.title);
        }
        let mut is_behind_entry = false;
        for block in &section.blocks {
            // Lines behind the last support are not its own.
            self.text.push_str(if is_behind_entry && matches!(block, Block::Lines(_)) { "\n" } else { "" });
            self.block(block);
            is_behind_entry = matches!(block, Block::Entry(_));
        }
    }

    pub(in crate::render) fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(title) => {
                self.text.push('\n');
                self.hanging("  ", "    ", title);
            }
            Block::Paragraph(line) => self.hanging("  ", "    ", line),
            Block::Named(lines) => self.named(lines),
            Block::Lines(lines) => lines.iter().for_each(|(depth, line)| self.nested(*depth, line)),
            Block::Notes(notes) => self.hanging("  ", "  ", &words::numbered_notes(self.lang, notes)),
            Block::Table(table) => self.table(&table.header, &table.rows, &table.widths),
            Block::Cited(cited) => cited.iter().for_each(|cited| self.cited(cited)),
            Block::Entry(entry) => self.entry(entry),
            Block::Chart(Chart { caption, marks, .. }) => {
                self.nested(0, caption);
                let lang = self.lang;
                marks.iter().for_each(|mark| self.nested(1, &words::of_record(lang, Some(&mark.name), &mark.figure)));
            }
        }
    }

    /// A line so deep inside others.
    fn nested(&mut self, depth: usize, line: &str) {
        let indent = " ".repeat(2 + 2 * depth);
        self.hanging(&indent, &format!("{indent}  "), line);
    }

    /// A document with what should be noticed of it; of one that is not open also what is in it.
    fn cited(&mut self, cited: &Cited) {
        self.hanging("  ", "    ", &cited.line);
        cited.warnings.iter().for_each(|warning| self.hanging("  ! ", "    ", warning));
        cited.names.iter().for_each(|names| self.hanging("    ", "    ", names));
    }

    fn entry(&mut self, entry: &Entry) {
        self.text.push('\n');
        self.hanging("  ", "    ", entry.headline.join("  ").trim_end());
        self.nested(1, &entry.place);
        for (record, lines) in &entry.conditions {
            record.iter().for_each(|record| self.nested(1, record));
            lines.iter().for_each(|(depth, line)| self.nested(1 + depth, line));
        }
        entry.calculation.iter().chain(&entry.notes).for_each(|line| self.nested(1, line));
    }

    /// Lines with names before them, all of which start in one column.
    pub(in crate::render) fn named(&mut self, lines: &[(&str, String)]) {
        let lang = self.lang;
        let names = lines.iter().map(|(key, _)| words::line_name(lang, key));
        let widest = names.clone().map(display_width).max().unwrap_or(0);
        let mut said = "";
        for (name, (_, line)) in names.zip(lines) {
            // Several lines of one name have it before the first.
            let shown = if name == said { "" } else { name };
            let gap = " ".repeat(widest - display_width(shown) + 2);
            self.hanging(&format!("  {shown}{gap}"), &" ".repeat(widest + 4), line);
            said = name;
        }
    }
}
