//! How the numbers of cells are shown.

use std::collections::BTreeMap;

use super::package::PartXml;
use super::xml::{Node, Tag};
use crate::table::Fault;
use crate::table::number_format::NumberFormat;

/// The formats of a workbook.
#[derive(Default)]
pub(super) struct Styles {
    /// The numbers of formats, by the styles that cells name.
    cells: Vec<u32>,
    /// Whether the letters of each font are struck out, and the font of each style.
    struck: Vec<bool>,
    fonts: Vec<usize>,
    formats: BTreeMap<u32, NumberFormat>,
}

impl Styles {
    pub(super) fn read(xml: &mut PartXml<'_>) -> Result<Styles, Fault> {
        let (mut styles, mut within) = (Styles::default(), String::new());
        loop {
            match xml.next()? {
                Node::Start(tag) if matches!(tag.name(), "numFmts" | "fonts" | "cellXfs") => {
                    tag.name().clone_into(&mut within);
                }
                // Conditional formats have numbers of their own, which are none of cells.
                Node::Start(tag) if within == "numFmts" && tag.name() == "numFmt" => styles.add_code(&tag),
                Node::Start(tag) if within == "fonts" => styles.add_font(&tag),
                Node::Start(tag) if within == "cellXfs" && tag.name() == "xf" => {
                    styles.cells.push(id(&tag));
                    styles.fonts.push(tag.attribute("fontId").and_then(|id| id.parse().ok()).unwrap_or(0));
                }
                Node::End(name) if name == within => within.clear(),
                Node::Start(_) | Node::End(_) | Node::Text(_) => {}
                Node::Done => break,
            }
        }
        for id in &styles.cells {
            styles.formats.entry(*id).or_insert_with(|| NumberFormat::new(*id, None));
        }
        Ok(styles)
    }

    fn add_font(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "font" => self.struck.push(false),
            "strike" => {
                let is_struck = tag.attribute("val").is_none_or(|is| is != "0" && is != "false");
                self.struck.last_mut().into_iter().for_each(|font| *font = is_struck);
            }
            _ => {}
        }
    }

    /// Whether the letters of a style are struck out.
    pub(super) fn is_struck(&self, style: Option<&str>) -> bool {
        let font = style.and_then(|style| self.fonts.get(style.parse::<usize>().ok()?));
        font.is_some_and(|font| self.struck.get(*font) == Some(&true))
    }

    fn add_code(&mut self, tag: &Tag<'_>) {
        let code = tag.attribute("formatCode").unwrap_or_default();
        self.formats.insert(id(tag), NumberFormat::new(id(tag), Some(&code)));
    }

    /// The format of a style; `None` for a style that the workbook does not have.
    pub(super) fn format(&self, style: usize) -> Option<&NumberFormat> {
        self.formats.get(self.cells.get(style)?)
    }
}

fn id(tag: &Tag<'_>) -> u32 {
    tag.attribute("numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0)
}
