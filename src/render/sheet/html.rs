//! A sheet as one page of HTML, which loads nothing and runs nothing. Templates are checked when the program is compiled, and
//! escape every value.

use std::fmt::Write;

use askama::Template;

use crate::shown::plain_html;
use crate::words::{self, Lang};

use super::{Block, Chart, ChartForm, Cited, Entry, Sheet, Table};

/// Thousandths of a strip that two days need to stand beside each other.
const APART: u32 = 44;
/// Days that stand one above the other at most.
const LANES: usize = 4;
/// Where the line of a strip is, and where its days begin.
const STRIP: [u32; 2] = [220, 40];
/// How high steps are, altogether.
const HIGH: u32 = 240;

#[derive(Template)]
#[template(path = "sheet.html")]
struct Page<'s> {
    lang: Lang,
    language: &'static str,
    contents: &'static str,
    sheet: &'s Sheet,
    logo: Option<&'s str>,
    /// What stands above every printed page, as a string of CSS.
    running: String,
}

/// A step of a staircase.
struct Stair {
    x: u32,
    y: u32,
    width: u32,
    height: u32,
    middle: u32,
    is_filled: bool,
}

/// A day on a strip.
struct Dot<'c> {
    x: u32,
    y: u32,
    name: &'c str,
}

impl Sheet {
    /// As HTML, with a picture as a `data:` address.
    ///
    /// # Errors
    /// When the template can't be written, which it can to a text.
    pub(in crate::render) fn html(&self, lang: Lang, logo: Option<&str>) -> Result<String, askama::Error> {
        let head: Vec<&str> = std::iter::once(&self.title).chain(&self.lead).map(String::as_str).take(3).collect();
        let page = Page {
            lang,
            language: lang.pick("zh-CN", "en"),
            contents: words::contents_title(lang),
            sheet: self,
            logo,
            running: css(&head.join(" · ")),
        };
        Ok(plain_html(&page.render()?).into_owned())
    }
}

/// The inside of a string of CSS: each character that is no letter or digit of ASCII by its number.
fn css(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else {
            let _ = write!(out, "\\{:06x}", u32::from(c));
        }
    }
    out
}

impl Table {
    /// The cells with the names of their columns; the first one of a row may be a link.
    fn linked(&self) -> impl Iterator<Item = impl Iterator<Item = (&str, &str, Option<&str>)>> {
        self.rows.iter().enumerate().map(|(index, row)| {
            let link = self.links.get(index).map(String::as_str);
            let cells = self.header.iter().zip(row).enumerate();
            cells.map(move |(column, (name, cell))| (name.as_str(), cell.as_str(), link.filter(|_| column == 0)))
        })
    }
}

impl Cited {
    /// Its address, where a reader can follow it.
    fn link(&self) -> Option<&str> {
        self.source.as_deref().filter(|address| address.starts_with("https://") || address.starts_with("http://"))
    }

    fn notes(&self) -> impl Iterator<Item = &String> {
        self.warnings.iter().chain(&self.names)
    }
}

impl Entry {
    /// Its lists with their titles, if there is anything in them.
    fn lists(&self, lang: Lang) -> impl Iterator<Item = (&'static str, &[String])> {
        let lists = [
            (words::calculation_title(lang), self.calculation.as_slice()),
            (words::notes_title(lang), self.notes.as_slice()),
        ];
        lists.into_iter().filter(|(_, lines)| !lines.is_empty())
    }
}

impl Chart {
    /// Steps of one width, each as much higher than the one before.
    fn stairs(&self) -> Vec<Stair> {
        let count = u32::try_from(self.marks.len()).unwrap_or(1).max(1);
        let width = 1000 / count;
        let steps = (1..=count).zip(&self.marks).map(|(number, mark)| {
            let (x, height) = ((number - 1) * width, 40 + (HIGH - 42) * number / count);
            Stair { x, y: HIGH - height, width, height, middle: x + width / 2, is_filled: mark.from > 0 }
        });
        steps.collect()
    }

    /// Days where they are, those too near to each other one above the other.
    fn dots(&self) -> Vec<Dot<'_>> {
        let mut ends = [None; LANES];
        let dots = self.marks.iter().map(|mark| {
            let is_free = |end: &Option<u32>| end.is_none_or(|end| end + APART <= mark.from);
            let lane = ends.iter().position(is_free).unwrap_or(LANES - 1);
            ends[lane] = Some(mark.from);
            let lane = u32::try_from(lane).unwrap_or(0);
            Dot { x: mark.from + STRIP[1], y: STRIP[0] - STRIP[1] - lane * APART, name: &mark.name }
        });
        dots.collect()
    }
}
