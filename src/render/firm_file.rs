//! A firm's own file: its report as Markdown or HTML with what is wrong with its row, under a name that every system takes.

use crate::ledger::Answered;
use crate::shown::is_command;
use crate::words::{self, Lang};

use super::handover::{Cover, sheet as handed};
use super::markdown_report::sheet as plain_report;
use super::sheet::{Block, Section, Sheet};

/// Characters of a file's name, at most.
const MOST_CHARACTERS: usize = 70;
/// Its bytes, at most: with its end they are less than the 255 that systems take.
const MOST_BYTES: usize = 210;
/// Characters that a system takes for something else than a part of a name.
const RESERVED: [char; 9] = ['/', '\\', ':', '*', '?', '\u{22}', '<', '>', '|'];
/// Names that Windows keeps for devices.
const DEVICES: [&str; 8] = ["con", "prn", "aux", "nul", "com", "lpt", "conin", "conout"];

/// The report for a firm as Markdown; for one that was not answered, why.
#[must_use]
pub fn firm_markdown(lang: Lang, firm: &Answered<'_>) -> String {
    let mut sheet = firm.report.map_or_else(|| not_answered(lang, firm), |report| plain_report(lang, report));
    sheet.sections.extend(findings(lang, firm));
    sheet.markdown(lang)
}

/// The report for a firm as HTML; for one that was not answered, why.
///
/// # Errors
/// When the page can't be written, which it can to a text.
pub fn firm_html(lang: Lang, firm: &Answered<'_>, cover: &Cover) -> Result<String, askama::Error> {
    let answered = firm.report.zip(firm.handover);
    let mut sheet =
        answered.map_or_else(|| not_answered(lang, firm), |(report, handover)| handed(lang, report, handover, cover));
    sheet.sections.extend(findings(lang, firm));
    sheet.html(lang, cover.logo.as_deref())
}

fn not_answered(lang: Lang, firm: &Answered<'_>) -> Sheet {
    Sheet {
        title: firm.name.unwrap_or(words::unnamed(lang)).to_owned(),
        lead: vec![words::answered(lang, false).to_owned()],
        sections: Vec::new(),
    }
}

/// What is wrong with what was read of a firm.
fn findings(lang: Lang, firm: &Answered<'_>) -> Option<Section> {
    let unread = words::unread(lang, firm.report.map_or(0, |report| report.enterprise.unread));
    let unread = (!unread.is_empty()).then_some(Block::Paragraph(unread));
    let lines = Block::flat(firm.findings.iter().map(|finding| {
        let place = words::place_of_finding(lang, firm.sources, &finding.place);
        words::of_record(lang, Some(&place), &words::problem(lang, &finding.problem))
    }));
    let blocks = unread.into_iter().chain([lines?]).collect();
    Some(Section::new(words::table_name(lang, "findings"), blocks))
}

/// The name of a firm's file without its end: number and name, without what a system does not take.
#[must_use]
pub fn firm_file_name(lang: Lang, firm: &Answered<'_>) -> String {
    let name = firm.name.or_else(|| firm.report.and_then(|report| report.enterprise.name.as_deref()));
    let row = || firm.origin.row.map(|row| row.to_string());
    let number = firm.number.map(str::to_owned).or_else(row);
    let parts = number.iter().map(String::as_str).chain([name.unwrap_or(words::unnamed(lang))]);
    safe(&parts.collect::<Vec<_>>().join("-"))
}

fn safe(name: &str) -> String {
    let plain = |c: char| {
        let is_kept = !c.is_control() && !is_command(c) && !is_invisible(c) && !RESERVED.contains(&c);
        if is_kept { c } else { '_' }
    };
    let mut bytes = 0;
    let fits = |c: &char| {
        bytes += c.len_utf8();
        bytes <= MOST_BYTES
    };
    let short: String = name.chars().map(plain).take(MOST_CHARACTERS).take_while(fits).collect();
    let trimmed = short.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let stem = trimmed.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let is_device = DEVICES.contains(&stem.trim_end_matches(|c: char| c.is_ascii_digit() || "¹²³$".contains(c)));
    if trimmed.is_empty() || is_device { format!("_{trimmed}") } else { trimmed.to_owned() }
}

/// Marks that are not seen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_file_on_every_system() {
        assert_eq!(safe("007-云屿/示例:机器?"), "007-云屿_示例_机器_");
        assert_eq!(safe("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(safe(" a. "), "a");
        assert_eq!(safe("CON"), "_CON");
        assert_eq!(safe("com1.x"), "_com1.x");
        assert_eq!(safe("company"), "company");
        assert_eq!(safe("…\u{202e}txt"), "…_txt");
        assert_eq!(safe("..."), "_");
        assert_eq!(safe("con .txt"), "_con .txt");
        assert_eq!(safe("COM¹"), "_COM¹");
        assert_eq!(safe("甲\u{9b}\u{1b}\u{61c}\n乙"), "甲____乙");
        assert_eq!(safe(&"云".repeat(300)).chars().count(), MOST_CHARACTERS);
        assert!(safe(&"𠮷".repeat(300)).len() <= MOST_BYTES);
    }
}
