//! Other layouts of a formatted file, what a file means, and its comments.

use std::fmt::Write as _;

use toml::de::{DeTable, DeValue};

/// Choices, one after another.
pub(crate) struct Tape(pub(crate) u64);

impl Tape {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).unwrap()).unwrap()
    }

    fn is_one_of(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn blanks(&mut self) -> String {
        " ".repeat(self.below(4))
    }

    fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            things.swap(at, self.below(at + 1));
        }
    }
}

/// A table with its line, and what stands above it.
#[derive(Default)]
struct Block {
    above: Vec<String>,
    header: String,
    /// What stands above a key, and its lines.
    entries: Vec<(Vec<String>, Vec<String>)>,
}

/// The text with its blanks, breaks of lines and, where it has an order, keys elsewhere; `is_loud` with comments, too.
pub(crate) fn relaid(text: &str, tape: &mut Tape, is_loud: bool) -> String {
    let mut relaid = String::new();
    let mut number = 0;
    let mut comment = |tape: &mut Tape| {
        number += 1;
        (is_loud && tape.is_one_of(6)).then(|| format!("# {number} \"[{{’"))
    };
    let is_ordered = text.lines().any(|line| line.starts_with("[[support") || line.starts_with("[[case]]"));
    for mut block in blocks(text) {
        // The keys of a firm stand as its author likes.
        let is_ordered = is_ordered && !block.header.is_empty() && !block.header.contains("profile");
        if is_ordered {
            tape.shuffle(&mut block.entries);
        }
        let mut put = |line: &str, tape: &mut Tape| writeln!(relaid, "{line}{}", tape.blanks()).unwrap();
        block.above.iter().for_each(|line| put(line, tape));
        if !block.header.is_empty() {
            put(&format!("{}{}", tape.blanks(), block.header), tape);
        }
        for (above, lines) in block.entries {
            above.iter().for_each(|line| put(line, tape));
            if let Some(comment) = comment(tape) {
                put(&comment, tape);
            }
            let value = if lines.iter().any(|line| !comments(line).is_empty()) {
                lines.join("\n")
            } else {
                broken(&lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" "), tape, &mut comment)
            };
            let (key, value) = value.split_once('=').unwrap();
            put(&format!("{}{}{}={}{}", tape.blanks(), key.trim(), tape.blanks(), tape.blanks(), value.trim()), tape);
            if is_ordered && tape.is_one_of(4) {
                put("", tape);
            }
        }
    }
    relaid
}

/// The value with breaks of lines in its lists, but not in braces.
fn broken(value: &str, tape: &mut Tape, comment: &mut dyn FnMut(&mut Tape) -> Option<String>) -> String {
    let mut open = Vec::new();
    let mut broken = String::new();
    for (c, is_text) in letters(value) {
        broken.push(c);
        match c {
            _ if is_text => continue,
            '[' | '{' => open.push(c),
            ']' | '}' => drop(open.pop()),
            _ => {}
        }
        if open.last() == Some(&'[') && matches!(c, '[' | ',') && tape.is_one_of(3) {
            if let Some(comment) = comment(tape) {
                write!(broken, " {comment}").unwrap();
            }
            write!(broken, "\n{}", tape.blanks()).unwrap();
        }
    }
    broken
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = vec![Block::default()];
    let (mut above, mut depth) = (Vec::new(), 0_i32);
    for line in text.lines() {
        let last = blocks.last_mut().unwrap();
        match line.chars().next() {
            _ if depth > 0 => last.entries.last_mut().unwrap().1.push(line.to_owned()),
            None | Some('#') => above.push(line.to_owned()),
            Some('[') => {
                blocks.push(Block { above: std::mem::take(&mut above), header: line.to_owned(), entries: Vec::new() });
                continue;
            }
            Some(_) => last.entries.push((std::mem::take(&mut above), vec![line.to_owned()])),
        }
        for (c, _) in letters(line).filter(|(_, is_text)| !is_text) {
            depth += i32::from(matches!(c, '[' | '{')) - i32::from(matches!(c, ']' | '}'));
        }
    }
    blocks
}

/// The letters of a line up to its comment, and whether each stands in a text.
fn letters(line: &str) -> impl Iterator<Item = (char, bool)> {
    let (mut quote, mut is_escaped) = (None, false);
    let told = line.chars().map(move |c| {
        let is_text = quote.is_some();
        match quote {
            None if matches!(c, '"' | '\'') => quote = Some(c),
            Some(open) if open == c && !is_escaped => quote = None,
            _ => {}
        }
        is_escaped = c == '\\' && !is_escaped && quote == Some('"');
        (c, is_text)
    });
    told.take_while(|(c, is_text)| *is_text || *c != '#')
}

/// The comments of a text of which no text has several lines, sorted.
pub(crate) fn comments(text: &str) -> Vec<String> {
    let behind = |line: &str| line.chars().skip(letters(line).count()).collect::<String>().trim().to_owned();
    let mut comments: Vec<String> = text.lines().map(behind).filter(|comment| !comment.is_empty()).collect();
    comments.sort();
    comments
}

/// What a file says, however it is written.
pub(crate) fn meaning(text: &str) -> String {
    of_table(DeTable::parse(text).unwrap().get_ref())
}

fn of_table(table: &DeTable<'_>) -> String {
    let mut entries: Vec<String> =
        table.iter().map(|(key, value)| format!("{:?} = {}", key.get_ref(), of_value(value.get_ref()))).collect();
    entries.sort();
    format!("{{ {} }}", entries.join(", "))
}

fn of_value(value: &DeValue<'_>) -> String {
    match value {
        DeValue::Array(list) => {
            format!("[{}]", list.iter().map(|value| of_value(value.get_ref())).collect::<Vec<_>>().join(", "))
        }
        DeValue::Table(table) => of_table(table),
        other => format!("{other:?}"),
    }
}
