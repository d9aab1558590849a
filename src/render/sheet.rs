//! A sheet: sections of named lines, lists and nested lines, laid out as text or as Markdown.

use std::fmt::Write;

use textwrap::core::display_width;

use crate::words::{self, Lang};

use super::markdown::{escaped, nested, table};
use super::page::Page;

/// A titled part of a sheet; the first has no title.
pub(super) struct Section {
    pub(super) title: String,
    pub(super) blocks: Vec<Block>,
}

/// One thing in a section.
pub(super) enum Block {
    /// Lines with names before them, by the keys of [`words::line_name`].
    Named(Vec<(&'static str, String)>),
    /// Lines, each so deep inside others.
    Lines(Vec<(usize, String)>),
}

impl Section {
    /// A section of single lines; nothing where there are none.
    pub(super) fn of_lines(title: &str, lines: impl IntoIterator<Item = String>) -> Option<Section> {
        let lines: Vec<(usize, String)> = lines.into_iter().map(|line| (0, line)).collect();
        (!lines.is_empty()).then(|| Section { title: title.to_owned(), blocks: vec![Block::Lines(lines)] })
    }
}

/// A sheet as text in `width` columns.
pub(super) fn sheet_text(lang: Lang, title: &str, sections: &[Section], width: usize) -> String {
    let mut page = Page::new(lang, width);
    page.line(title);
    sections.iter().for_each(|section| page.titled(section));
    page.text
}

/// A sheet as Markdown.
pub(super) fn sheet_markdown(lang: Lang, title: &str, sections: &[Section]) -> String {
    format!("# {}\n{}", escaped(title), sections_markdown(lang, sections))
}

/// The sections of a sheet as Markdown.
pub(super) fn sections_markdown(lang: Lang, sections: &[Section]) -> String {
    let mut text = String::new();
    for section in sections {
        if !section.title.is_empty() {
            let _ = writeln!(text, "\n## {}", escaped(&section.title));
        }
        for block in &section.blocks {
            text.push('\n');
            text.push_str(&block_markdown(lang, block));
        }
    }
    text
}

fn block_markdown(lang: Lang, block: &Block) -> String {
    match block {
        Block::Named(lines) => {
            let rows: Vec<[String; 2]> =
                lines.iter().map(|(key, line)| [words::line_name(lang, key).to_owned(), line.clone()]).collect();
            table(&words::named_columns(lang).map(str::to_owned), &rows)
        }
        Block::Lines(lines) => nested(lines),
    }
}

impl Page {
    /// A section of a sheet.
    pub(super) fn titled(&mut self, section: &Section) {
        if !section.title.is_empty() {
            self.section(&section.title);
        }
        section.blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Named(lines) => self.named(lines),
            Block::Lines(lines) => {
                for (depth, line) in lines {
                    let indent = " ".repeat(2 + 2 * depth);
                    self.hanging(&indent, &format!("{indent}  "), line);
                }
            }
        }
    }

    /// Lines with names before them, all of which start in one column.
    pub(super) fn named(&mut self, lines: &[(&str, String)]) {
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
