//! A sheet as Markdown.

use std::fmt::Write;

use crate::render::markdown::{escaped, items, nested, numbered, table};
use crate::words::{self, Lang};

use super::{Block, Chart, Cited, Entry, Section, Sheet};

impl Sheet {
    /// As Markdown.
    pub(in crate::render) fn markdown(&self, lang: Lang) -> String {
        let mut text = format!("# {}\n", escaped(&self.title));
        for line in &self.lead {
            let _ = writeln!(text, "\n{}", escaped(line));
        }
        text + &sections(lang, &self.sections)
    }
}

/// The sections of a sheet.
pub(in crate::render) fn sections(lang: Lang, sections: &[Section]) -> String {
    let mut text = String::new();
    for section in sections {
        if !section.title.is_empty() {
            let _ = writeln!(text, "\n## {}", escaped(&section.title));
        }
        for block in &section.blocks {
            text.push('\n');
            text.push_str(&of_block(lang, block));
        }
    }
    text
}

fn of_block(lang: Lang, block: &Block) -> String {
    match block {
        Block::Heading(title) => format!("### {}\n", escaped(title)),
        Block::Paragraph(line) => format!("{}\n", escaped(line)),
        Block::Named(lines) => {
            let rows: Vec<[String; 2]> =
                lines.iter().map(|(key, line)| [words::line_name(lang, key).to_owned(), line.clone()]).collect();
            table(&words::named_columns(lang).map(str::to_owned), &rows)
        }
        Block::Lines(lines) => nested(lines),
        Block::Notes(notes) => numbered(notes),
        Block::Table(of) => table(&of.header, &of.rows),
        Block::Cited(cited) => cited.iter().map(of_cited).collect(),
        Block::Entry(entry) => of_entry(lang, entry),
        Block::Chart(Chart { caption, marks, .. }) => {
            let marks = marks.iter().map(|mark| (1, words::of_record(lang, Some(&mark.name), &mark.figure)));
            nested(&std::iter::once((0, caption.clone())).chain(marks).collect::<Vec<_>>())
        }
    }
}

fn of_cited(cited: &Cited) -> String {
    let notes = cited.warnings.iter().chain(&cited.names).map(|note| (1, note.clone()));
    nested(&std::iter::once((0, cited.line.clone())).chain(notes).collect::<Vec<_>>())
}

fn of_entry(lang: Lang, entry: &Entry) -> String {
    let mut text = format!("#### {}\n\n{}\n", escaped(&entry.title), escaped(&entry.place));
    let mut part = |title: &str, list: &str| {
        if !list.is_empty() {
            let _ = write!(text, "\n**{}**\n\n{list}", escaped(title));
        }
    };
    let conditions = entry.conditions.iter().flat_map(|(record, lines)| {
        let inside = usize::from(record.is_some());
        let lines = lines.iter().map(move |(depth, line)| (depth + inside, line.clone()));
        record.iter().map(|record| (0, record.clone())).chain(lines)
    });
    part(words::conditions_title(lang), &nested(&conditions.collect::<Vec<_>>()));
    part(words::calculation_title(lang), &items(entry.calculation.iter().cloned()));
    part(words::notes_title(lang), &items(entry.notes.iter().cloned()));
    text
}
