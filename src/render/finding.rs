//! What the code of a finding means, as text or as Markdown.

use crate::catalogue::{Example, ExampleFile, FindingPage};
use crate::words::{self, Lang};

use super::markdown::escaped;
use super::page::Page;

/// The page in `width` columns. Files are not broken; a line that only one of both examples has is marked.
#[must_use]
pub fn finding_page_text(lang: Lang, page: &FindingPage, width: usize) -> String {
    let mut text = Page::new(lang, width);
    text.line(&words::finding_title(lang, &page.code, page.severity));
    text.line("");
    text.line(&page.meaning);
    for (example, other, mark) in [(&page.wrong, &page.right, '-'), (&page.right, &page.wrong, '+')] {
        text.section(words::example_title(lang, mark == '-'));
        if let Some(like) = &example.like {
            text.hanging("  ", "  ", like);
        }
        example.files.iter().for_each(|file| text.file(file, other, mark));
    }
    text.text
}

impl Page {
    fn file(&mut self, file: &ExampleFile, other: &Example, mark: char) {
        self.hanging("  ", "  ", &file.path);
        let of_other = other.files.iter().find(|other| other.path == file.path);
        let others: Vec<&str> = of_other.iter().flat_map(|other| other.text.lines()).collect();
        for line in file.text.lines() {
            let mark = if others.contains(&line) { ' ' } else { mark };
            self.text.push_str(format!("  {mark} {line}").trim_end());
            self.text.push('\n');
        }
    }
}

/// The page as Markdown.
#[must_use]
pub fn finding_page_markdown(lang: Lang, page: &FindingPage) -> String {
    let title = words::finding_title(lang, &page.code, page.severity);
    let parts = [(&page.wrong, true), (&page.right, false)].map(|(example, is_wrong)| {
        let like = example.like.iter().map(|like| format!("\n{}\n", escaped(like)));
        let files = example.files.iter().map(|file| format!("\n`{}`\n\n```\n{}```\n", file.path, file.text));
        format!("\n## {}\n{}", words::example_title(lang, is_wrong), like.chain(files).collect::<String>())
    });
    format!("# {}\n\n{}\n{}", escaped(&title), escaped(&page.meaning), parts.concat())
}
