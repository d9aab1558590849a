//! Files as read, and places in them.

use std::ops::Range;

/// One text file that was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as the user knows it; shipped files start with `rules/`.
    pub name: String,
    /// The whole text, without a byte order mark.
    pub text: String,
}

/// Which file of a [`Sources`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(u32);

/// All files of one run.
#[derive(Clone, Default, Debug)]
pub struct Sources(Vec<Indexed>);

/// A file, and where its lines start: a file may have as many findings as it has lines.
#[derive(Clone, Debug)]
struct Indexed {
    file: SourceFile,
    line_starts: Vec<usize>,
}

/// A stretch of bytes in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// Its bytes.
    pub bytes: Range<usize>,
}

/// A value and where it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

/// A file and a line in it, for citations.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
    /// The file.
    pub file: FileId,
    /// The line, counted from 1.
    pub number: u32,
}

/// Where a firm was read: a file of its own, or a row of one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Origin {
    /// The file as the user knows it.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The row of a sheet, or the line of a file with a firm a line, counted from 1.
    pub row: Option<u32>,
}

impl<T> Located<T> {
    /// Changes the value and keeps its place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Located<U> {
        Located { value: change(self.value), span: self.span }
    }
}

impl Sources {
    /// Adds a file.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        let newlines = memchr::memchr_iter(b'\n', file.text.as_bytes()).map(|at| at + 1);
        let line_starts = std::iter::once(0).chain(newlines).collect();
        self.0.push(Indexed { file, line_starts });
        FileId(u32::try_from(self.0.len() - 1).unwrap_or(u32::MAX))
    }

    /// The first line that is meant of those of a table that starts at one, or of a whole file where that is its first;
    /// the start where there is none.
    #[must_use]
    pub fn line_below(&self, table: Line, is_meant: impl Fn(&str) -> bool) -> Line {
        let lines = self.file(table.file).text.lines().zip(1..).skip(table.number as usize);
        let mut own = lines.take_while(|(text, _)| table.number == 1 || !text.starts_with('['));
        own.find(|(text, _)| is_meant(text)).map_or(table, |(_, number)| Line { number, ..table })
    }

    /// The line of a key of a table.
    #[must_use]
    pub fn line_of_key(&self, table: Line, key: &str) -> Line {
        self.line_below(table, |text| text.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('=')))
    }

    /// Adds a file unless one of that name is there already.
    pub fn add_once(&mut self, file: &SourceFile) -> FileId {
        let known = self.0.iter().position(|other| other.file.name == file.name);
        match known.and_then(|index| u32::try_from(index).ok()) {
            Some(index) => FileId(index),
            None => self.add(file.clone()),
        }
    }

    /// All files, in the order in which they were read.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.0.iter().map(|indexed| &indexed.file)
    }

    /// The file with this id.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.0[id.0 as usize].file
    }

    /// The line and column of the span's first byte, both counted from 1, the column in characters.
    #[must_use]
    pub fn position(&self, span: &Span) -> (u32, u32) {
        let Indexed { file, line_starts } = &self.0[span.file.0 as usize];
        let start = span.bytes.start.min(file.text.len());
        let line = line_starts.partition_point(|line_start| *line_start <= start);
        let before = file.text.get(line_starts[line - 1]..start).unwrap_or("");
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        (count(line), count(before.chars().count() + 1))
    }

    /// What is written on a line.
    #[must_use]
    pub fn line_span(&self, line: Line) -> Span {
        let Indexed { file, line_starts } = &self.0[line.file.0 as usize];
        let start = line_starts.get((line.number as usize).saturating_sub(1)).copied().unwrap_or(0);
        let text = file.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
        let start = start + (text.len() - text.trim_start().len());
        Span { file: line.file, bytes: start..start + text.trim().len() }
    }

    /// The line where the span starts.
    #[must_use]
    pub fn line(&self, span: &Span) -> Line {
        Line { file: span.file, number: self.position(span).0 }
    }
}
