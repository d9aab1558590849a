//! What the code of a finding means: its page in `docs/findings`, which people read there as well.

use std::path::Path;
use std::str::Lines;

use include_dir::{Dir, include_dir};
use serde::Serialize;

use crate::finding::{Severity, severity_of};
use crate::words::{self, Lang};

static PAGES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/docs/findings");

/// How a page begins the part about what is wrong, and the one about what is right.
const PARTS: [&str; 2] = ["## 错 | Wrong", "## 对 | Right"];

/// Before and behind a file.
const FENCE: &str = "```";

/// What a code means.
#[derive(Clone, Debug, Serialize)]
pub struct FindingPage {
    /// `zjtx.finding/1`
    pub schema: &'static str,
    /// The code.
    pub code: String,
    /// How grave it is.
    #[serde(serialize_with = "word")]
    pub severity: Severity,
    /// What was found, why it matters and what to do.
    pub meaning: String,
    /// What has the flaw.
    pub wrong: Example,
    /// The same, mended.
    pub right: Example,
}

/// Files, or, where no text shows it, what they are like.
#[derive(Clone, Default, Debug, Serialize)]
pub struct Example {
    /// What they are like.
    pub like: Option<String>,
    /// The files that belong together.
    pub files: Vec<ExampleFile>,
}

/// A file of an example.
#[derive(Clone, Debug, Serialize)]
pub struct ExampleFile {
    /// Where it stands; the folder of a rule file decides for which place it speaks.
    pub path: String,
    /// All that is in it.
    pub text: String,
}

/// The page of a code, in one language.
#[must_use]
pub fn finding_page(lang: Lang, code: &str) -> Option<FindingPage> {
    let severity = severity_of(code)?;
    let page = PAGES.get_file(Path::new(&format!("{code}.md")))?.contents_utf8()?;
    let (head, rest) = page.split_once(PARTS[0])?;
    let (wrong, right) = rest.split_once(PARTS[1])?;
    let (_, meaning) = head.split_once('\n')?;
    let meaning = paragraph(lang, meaning)?;
    let [wrong, right] = [wrong, right].map(|part| example(lang, part));
    Some(FindingPage { schema: "zjtx.finding/1", code: code.to_owned(), severity, meaning, wrong, right })
}

/// Of two paragraphs, the one in this language.
fn paragraph(lang: Lang, text: &str) -> Option<String> {
    let mut paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let (zh, en) = (paragraphs.next()?, paragraphs.next()?);
    Some(lang.pick(zh, en).to_owned())
}

fn example(lang: Lang, part: &str) -> Example {
    let mut lines = part.lines();
    let mut files = Vec::new();
    while let Some(opening) = lines.by_ref().find_map(|line| line.strip_prefix(FENCE)) {
        // Behind the language stands the path.
        let path = opening.split_once(' ').map_or(opening, |(_, path)| path).to_owned();
        files.push(ExampleFile { path, text: fenced(&mut lines) });
    }
    let like = if files.is_empty() { paragraph(lang, part) } else { None };
    Example { like, files }
}

/// The lines up to the closing fence.
fn fenced(lines: &mut Lines<'_>) -> String {
    lines.take_while(|line| *line != FENCE).flat_map(|line| [line, "\n"]).collect()
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn word<S: serde::Serializer>(severity: &Severity, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(words::severity(Lang::En, *severity))
}
