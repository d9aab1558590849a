//! Lays a file out: a table a block, its keys in a column, what does not fit on a line a value a line.

use std::cmp::Reverse;

use textwrap::core::display_width;

use super::tree::{Entry, Node, Section};

/// Columns of a line; a Chinese letter has two.
const WIDTH: usize = 160;
/// Between a value and the comment behind it.
const GAP: &str = "  ";

/// A line, and the comment behind it.
type Line = (String, Option<String>);

/// The file.
pub(super) fn write(sections: &[Section]) -> String {
    let mut lines: Vec<Line> = Vec::new();
    for Section { above, header, after, entries, end, .. } in sections {
        let is_first = lines.is_empty();
        // What ends in an empty line right below a table is about that one.
        let below = above.iter().position(String::is_empty).filter(|_| !is_first).unwrap_or(0);
        lines.extend(plain(&above[..below]));
        lines.extend((!is_first).then(|| (String::new(), None)));
        lines.extend(plain(trimmed_start(&above[below..])));
        if !header.is_empty() {
            lines.push((header.clone(), after.clone()));
        }
        lines.extend(body(entries, !header.is_empty()));
        lines.extend(plain(end));
    }
    let text = beside(&lines);
    let text = text.trim_matches('\n');
    if text.is_empty() { String::new() } else { format!("{text}\n") }
}

/// Lines without a comment behind them.
fn plain(lines: &[String]) -> impl Iterator<Item = Line> {
    lines.iter().map(|line| (line.clone(), None))
}

/// The keys of a table. An empty line parts them into blocks, each with a column of its own.
fn body(entries: &[Entry], is_headed: bool) -> Vec<Line> {
    let is_apart = |entry: &Entry| entry.above.iter().any(String::is_empty);
    let mut lines = Vec::new();
    for (at, block) in entries.chunk_by(|_, entry| !is_apart(entry)).enumerate() {
        let column = block.iter().map(|entry| display_width(&entry.key)).max().unwrap_or(0);
        for (row, entry) in block.iter().enumerate() {
            let comments = &entry.above[..];
            let comments = if at + row == 0 && is_headed { trimmed_start(comments) } else { comments };
            lines.extend(plain(comments));
            let start = format!("{}{} = ", entry.key, " ".repeat(column - display_width(&entry.key)));
            let value = laid_out(&entry.value, 0, display_width(&start), 0);
            lines.extend(rows(&format!("{start}{value}"), entry.after.clone()));
        }
    }
    lines
}

fn trimmed_start(comments: &[String]) -> &[String] {
    let blank = comments.iter().take_while(|line| line.is_empty()).count();
    &comments[blank..]
}

/// The lines of a text; the comment stands behind the last.
fn rows(text: &str, after: Option<String>) -> Vec<Line> {
    let mut rows: Vec<Line> = text.split('\n').map(|line| (line.to_owned(), None)).collect();
    if let Some(last) = rows.last_mut() {
        last.1 = after;
    }
    rows
}

/// The lines as text, the comments of neighbours below each other.
fn beside(lines: &[Line]) -> String {
    let mut text = String::new();
    for block in lines.chunk_by(|one, other| one.1.is_some() == other.1.is_some()) {
        let column = block.iter().map(|(line, _)| display_width(line)).max().unwrap_or(0);
        for (line, after) in block {
            text.push_str(line);
            if let Some(after) = after {
                text.push_str(&" ".repeat(column - display_width(line)));
                text.push_str(&[GAP, after].concat());
            }
            text.push('\n');
        }
    }
    text
}

/// A value on one line; `None` where a comment or a text of several lines is in it.
fn flat(node: &Node) -> Option<String> {
    let parts = |entries: &[Entry], end: &[String]| {
        let part = |entry: &Entry| {
            let value = flat(&entry.value).filter(|_| entry.above.is_empty() && entry.after.is_none())?;
            Some(named(&entry.key, &value))
        };
        entries.iter().map(part).collect::<Option<Vec<_>>>().filter(|_| end.is_empty())
    };
    match node {
        Node::Scalar(text) => Some(text.clone()).filter(|text| !text.contains('\n')),
        Node::List(items, end) => Some(format!("[{}]", parts(items, end)?.join(", "))),
        Node::Table(entries, end) if entries.is_empty() && end.is_empty() => Some("{}".to_owned()),
        Node::Table(entries, end) => Some(format!("{{ {} }}", parts(entries, end)?.join(", "))),
    }
}

fn named(key: &str, value: &str) -> String {
    if key.is_empty() { value.to_owned() } else { format!("{key} = {value}") }
}

/// A value that starts in a column, with so many columns behind it on its last line.
fn laid_out(node: &Node, indent: usize, start: usize, behind: usize) -> String {
    let fits = |flat: &String| start + display_width(flat) + behind <= WIDTH;
    flat(node).filter(fits).unwrap_or_else(|| opened(node, indent, start, behind))
}

/// The same of one that does not fit on its line.
fn opened(node: &Node, indent: usize, start: usize, behind: usize) -> String {
    match (node, flat(node)) {
        (Node::Scalar(text), _) => text.clone(),
        (Node::List(items, _), Some(flat)) => match &items[..] {
            [] => flat,
            // Brackets around one table are drawn around its braces.
            [only] if matches!(only.value, Node::Scalar(_)) => flat,
            [only] => format!("[{}]", opened(&only.value, indent, start + 1, behind + 1)),
            _ => a_line_each("[]", items, &[], indent),
        },
        (Node::List(items, end), None) => a_line_each("[]", items, end, indent),
        (Node::Table(entries, end), _) if end.is_empty() && !has_comments(entries) => {
            table(entries, indent, start, behind)
        }
        (Node::Table(entries, end), _) => a_line_each("{}", entries, end, indent),
    }
}

fn has_comments(entries: &[Entry]) -> bool {
    entries.iter().any(|entry| entry.after.is_some() || !entry.above.is_empty())
}

/// A list, or a table with comments in it, a value a line.
fn a_line_each(brackets: &str, entries: &[Entry], end: &[String], indent: usize) -> String {
    let inner = " ".repeat(indent + 2);
    let mut lines: Vec<Line> = Vec::new();
    for Entry { above, key, value, after } in entries {
        lines.extend(above.iter().map(|line| ([&inner, line.as_str()].concat(), None)));
        let start = [&inner, named(key, "").as_str()].concat();
        let value = laid_out(value, indent + 2, display_width(&start), 1);
        lines.extend(rows(&format!("{start}{value},"), after.clone()));
    }
    lines.extend(end.iter().map(|line| ([&inner, line.as_str()].concat(), None)));
    let (open, close) = brackets.split_at(1);
    format!("{open}\n{}{}{close}", beside(&lines), " ".repeat(indent))
}

/// A table of which lists of tables are opened, the widest first, until each line fits: braces are on one line in TOML 1.0.
fn table(entries: &[Entry], indent: usize, start: usize, behind: usize) -> String {
    let flats: Vec<Option<String>> = entries.iter().map(|entry| flat(&entry.value)).collect();
    let width = |at: usize| flats[at].as_ref().map_or(WIDTH, |flat| display_width(flat));
    let mut opening: Vec<usize> = (0..entries.len()).filter(|at| can_open(&entries[*at].value)).collect();
    opening.sort_by_key(|at| (flats[*at].is_some(), Reverse(width(*at))));
    // The columns of a key and its value up to the next one, where the value is not opened.
    let columns = |at: usize| display_width(&named(&entries[at].key, "")) + width(at) + 2;
    // By how much the widest line is too wide where so many are opened.
    let excess = |count: &usize| {
        let (mut widest, mut line) = (0, start + 2);
        for at in 0..entries.len() {
            line += columns(at);
            if opening[..*count].contains(&at) {
                widest = widest.max(line - width(at) - 1);
                line = indent + 3;
            }
        }
        widest.max(line + behind).saturating_sub(WIDTH)
    };
    let least = opening.iter().filter(|at| flats[**at].is_none()).count();
    let count = (least..=opening.len()).min_by_key(excess).unwrap_or(least);
    let is_opened = |at: &usize| opening[..count].contains(at);
    let mut text = "{ ".to_owned();
    for (at, entry) in entries.iter().enumerate() {
        text.push_str(&named(&entry.key, ""));
        let line = text.rsplit('\n').next().unwrap_or_default();
        let column = display_width(line) + if text.contains('\n') { 0 } else { start };
        let after: usize = (at + 1..entries.len()).take_while(|at| !is_opened(at)).map(columns).sum();
        match &flats[at] {
            Some(flat) if !is_opened(&at) => text.push_str(flat),
            _ => text.push_str(&opened(&entry.value, indent, column, after + 2)),
        }
        text.push_str(if at + 1 == entries.len() { " }" } else { ", " });
    }
    text
}

/// Whether a value has a list of tables that can be written a line each.
fn can_open(node: &Node) -> bool {
    match node {
        Node::Scalar(_) => false,
        Node::List(items, end) => match &items[..] {
            items if !end.is_empty() || has_comments(items) => true,
            [only] => can_open(&only.value),
            items => items.iter().any(|item| !matches!(item.value, Node::Scalar(_))),
        },
        Node::Table(entries, _) => entries.iter().any(|entry| can_open(&entry.value)),
    }
}
