//! Lines of a text table, cell by cell, with quotation marks as spreadsheet programs read them.

use std::borrow::Cow;

/// The records of a text, one after the other.
pub(super) struct Records<'t> {
    text: &'t str,
    separator: char,
    /// The cells that most records have.
    width: usize,
    at: usize,
    line: u32,
}

/// One record.
pub(super) struct Record<'t> {
    /// The line in which it begins, counted from 1.
    pub(super) line: u32,
    pub(super) cells: Vec<Cow<'t, str>>,
    /// The line of a quotation mark behind the cells that is never closed.
    pub(super) open: Option<u32>,
}

impl<'t> Records<'t> {
    pub(super) fn new(text: &'t str, separator: char, width: usize) -> Records<'t> {
        Records { text, separator, width, at: 0, line: 1 }
    }

    /// The end of the line in which a place is.
    fn line_end(&self, from: usize) -> usize {
        self.text[from..].find(is_break).map_or(self.text.len(), |length| from + length)
    }

    /// The end of a cell without quotation marks.
    fn cell_end(&self, from: usize) -> usize {
        let ends = |c: char| c == self.separator || is_break(c);
        self.text[from..].find(ends).map_or(self.text.len(), |length| from + length)
    }

    fn after_blanks(&self, from: usize) -> usize {
        let is_blank = |c: char| c != self.separator && !is_break(c) && c.is_whitespace();
        self.text[from..].find(|c| !is_blank(c)).map_or(self.text.len(), |length| from + length)
    }

    /// Whether a cell ends here.
    fn is_end(&self, at: usize) -> bool {
        self.text[at..].chars().next().is_none_or(|c| c == self.separator || is_break(c))
    }

    /// Goes behind the line break that is here.
    fn pass_break(&mut self, at: usize) {
        let rest = &self.text[at..];
        self.at = at + rest.len().min(if rest.starts_with("\r\n") { 2 } else { 1 });
        self.line = self.line.saturating_add(1);
    }

    /// The cell whose quotation mark is before this place, and its end; `None` where that mark is never closed.
    fn quoted(&self, from: usize) -> Option<(Cow<'t, str>, usize)> {
        let mut looked = from;
        while let Some(length) = self.text[looked..].find('"') {
            let at = looked + length;
            if self.text[at + 1..].starts_with('"') {
                looked = at + 2;
                continue;
            }
            let inside = &self.text[from..at];
            let behind = self.after_blanks(at + 1);
            if self.is_end(behind) {
                return Some((plain(inside), behind));
            }
            // Behind a line break or a separator it is the first of another cell.
            if inside.contains(is_break) || inside.trim_end().ends_with(self.separator) {
                return None;
            }
            let end = self.cell_end(at + 1);
            let tail = &self.text[at + 1..end];
            let text = match tail.trim_end().strip_suffix('"') {
                // `"5" pipe"`, whose inner mark should have been doubled.
                Some(tail) => format!("{}\"{}", plain(inside), plain(tail)),
                None if inside.contains(self.separator) || inside.contains(is_break) || inside.contains('"') => {
                    format!("{}{tail}", plain(inside))
                }
                // `"Silk" Ltd`, whose marks are of the text: nothing in it needs them.
                None => self.text[from - 1..end].to_owned(),
            };
            return Some((text.into(), end));
        }
        None
    }

    /// Whether the lines of a cell are rather records of their own, of which two have a stray quotation mark.
    fn has_records(&self, from: usize, until: usize) -> bool {
        let end = self.line_end(until);
        let mut counts = self.text[from..end].split(is_break).map(|line| line.matches(self.separator).count() + 1);
        self.width > 1
            && counts.next().is_some_and(|first| first >= self.width)
            && counts.any(|count| count == self.width)
    }

    /// The cell that begins here, or with blanks before its first letter, and its end; `None` for a quotation mark that
    /// is never closed.
    fn cell(&self, first: usize, line_start: usize) -> Option<(Cow<'t, str>, usize)> {
        if !self.text[first..].starts_with('"') {
            let end = self.cell_end(self.at);
            return Some((self.text[self.at..end].into(), end));
        }
        let is_one = |cell: &str, end| !cell.contains(is_break) || !self.has_records(line_start, end);
        self.quoted(first + 1).filter(|(cell, end)| is_one(cell, *end))
    }
}

impl<'t> Iterator for Records<'t> {
    type Item = Record<'t>;

    fn next(&mut self) -> Option<Record<'t>> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut record = Record { line: self.line, cells: Vec::new(), open: None };
        let mut line_start = self.at;
        loop {
            let first = self.after_blanks(self.at);
            let Some((cell, end)) = self.cell(first, line_start) else {
                record.open = Some(self.line);
                self.pass_break(self.line_end(first));
                return Some(record);
            };
            record.cells.push(cell);
            let cell = &self.text[self.at..end];
            if let Some(last) = cell.rfind(is_break) {
                line_start = self.at + last + 1;
                self.line = self.line.saturating_add(breaks(cell));
            }
            if self.text[end..].starts_with(self.separator) {
                self.at = end + self.separator.len_utf8();
            } else {
                self.pass_break(end);
                return Some(record);
            }
        }
    }
}

/// What ends a line; of a mark of two characters each.
fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

fn breaks(text: &str) -> u32 {
    let breaks = text.matches(is_break).count() - text.matches("\r\n").count();
    u32::try_from(breaks).unwrap_or(u32::MAX)
}

/// A quoted text, in which a doubled mark is one.
fn plain(inside: &str) -> Cow<'_, str> {
    if inside.contains('"') { inside.replace("\"\"", "\"").into() } else { inside.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        Records::new(text, ',', 3)
            .map(|Record { line, cells, open }| {
                let open = open.map(|line| format!(" open {line}")).unwrap_or_default();
                format!("{line}: {}{open}", cells.join("|"))
            })
            .collect()
    }

    #[test]
    fn cells_in_quotation_marks_have_separators_lines_and_marks() {
        assert_eq!(read("a,\"1,2\",\"x \"\"y\"\"\"\n"), ["1: a|1,2|x \"y\""]);
        assert_eq!(read("a,\"1\r\n2\", \"b\" \nc,,"), ["1: a|1\r\n2|b", "3: c||"]);
        assert_eq!(read("a,b\rc,d\r"), ["1: a|b", "2: c|d"]);
        assert_eq!(read("a,5\" pipe,\n"), ["1: a|5\" pipe|"]);
        assert_eq!(read("a,\"5\" pipe\",c"), ["1: a|5\" pipe|c"]);
        assert_eq!(read("a,\"1,200\"元,c"), ["1: a|1,200元|c"]);
        assert_eq!(read("a, \"乙\"公司,c"), ["1: a|\"乙\"公司|c"]);
        // The last column has remarks of several lines.
        assert_eq!(read("a,b,\"x\ny\nz\"\nd,e,f"), ["1: a|b|x\ny\nz", "4: d|e|f"]);
    }

    #[test]
    fn a_mark_that_is_never_closed_takes_no_other_line_along() {
        assert_eq!(read("a,b,c\n1,\"x,2\n3,y,4\n"), ["1: a|b|c", "2: 1 open 2", "3: 3|y|4"]);
        assert_eq!(read("1,\"x,2\n3,\"y\",4\n"), ["1: 1 open 1", "2: 3|y|4"]);
        assert_eq!(read("1,\"x,\"2,000\",3\n4,5,6"), ["1: 1 open 1", "2: 4|5|6"]);
        assert_eq!(read("1,\"x\ny\",\"z\n4,5,6"), ["1: 1|x\ny open 2", "3: 4|5|6"]);
        // Two of them, which close each other.
        assert_eq!(read("1,\"x,2\n3,y\",4\n5,6,7"), ["1: 1 open 1", "2: 3|y\"|4", "3: 5|6|7"]);
    }
}
