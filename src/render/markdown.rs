//! Markdown as GitHub reads it: what is text stays text, whatever it holds.

use std::fmt::Write;

use crate::shown::plain;

/// Characters that mean something to Markdown wherever they stand.
const SPECIAL: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '#', '&', '$'];

/// A text that is no Markdown: on one line, its special characters escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    let text = plain(text).lines().map(str::trim_end).collect::<Vec<_>>().join(" ");
    // At the start of a line these make a list or a heading; elsewhere they are text.
    let starts_list = text.starts_with(['-', '+', '=']) || starts_numbered(&text);
    for (index, c) in text.chars().enumerate() {
        let is_number_end = starts_list && text.chars().take(index).all(|c| c.is_ascii_digit()) && !c.is_ascii_digit();
        if SPECIAL.contains(&c) || is_number_end {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether the text would start a numbered list.
fn starts_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < text.len() && rest.starts_with(['.', ')'])
}

/// A numbered list.
pub(super) fn numbered(lines: &[String]) -> String {
    let lines = lines.iter().enumerate().map(|(index, line)| format!("{}. {}\n", index + 1, escaped(line)));
    lines.collect::<Vec<_>>().concat()
}

/// A list of which each line is so deep inside others.
pub(super) fn nested(lines: &[(usize, String)]) -> String {
    let lines = lines.iter().map(|(depth, line)| format!("{}- {}\n", "  ".repeat(*depth), escaped(line)));
    lines.collect::<Vec<_>>().concat()
}

/// A list.
pub(super) fn items(lines: impl IntoIterator<Item = String>) -> String {
    lines.into_iter().map(|line| format!("- {}\n", escaped(&line))).collect::<Vec<_>>().concat()
}

/// A table. A cell of several lines keeps them.
pub(super) fn table<R: AsRef<[String]>>(header: &[String], rows: &[R]) -> String {
    let mut text = row(header);
    let _ = writeln!(text, "|{}", " --- |".repeat(header.len()));
    for cells in rows {
        text.push_str(&row(cells.as_ref()));
    }
    text
}

fn row(cells: &[String]) -> String {
    let cells = cells.iter().map(|cell| cell.lines().map(escaped).collect::<Vec<_>>().join("<br>"));
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_name_holds_is_text() {
        assert_eq!(escaped("a|b*c_d`e<f>[g]"), r"a\|b\*c\_d\`e\<f\>\[g\]");
        assert_eq!(escaped("- 一"), r"\- 一");
        assert_eq!(escaped("2026. 年"), r"2026\. 年");
        assert_eq!(escaped("3200万元 × 20%"), "3200万元 × 20%");
        assert_eq!(escaped("一行\n二行"), "一行 二行");
    }

    #[test]
    fn a_row_of_a_table_is_one_line() {
        let text = table(&["甲".to_owned(), "乙".to_owned()], &[["1|2".to_owned(), "三\n四".to_owned()]]);
        assert_eq!(text, "| 甲 | 乙 |\n| --- | --- |\n| 1\\|2 | 三<br>四 |\n");
    }
}
