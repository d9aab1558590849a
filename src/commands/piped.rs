//! Firms as JSON lines of a pipe: each is answered by a line as soon as it is in, and forgotten.

use std::io::{self, ErrorKind, Read, Write};
use std::path::PathBuf;

use anyhow::Context;
use rayon::prelude::*;
use serde::de::IgnoredAny;

use zjtx::finding::{Problem, Severity};
use zjtx::render::brief_json;
use zjtx::report::Detail;
use zjtx::roster::{HeaderMap, Lines};
use zjtx::table::{Format, format_of};
use zjtx::words::{self, Lang};

use super::batch::Run;
use super::inputs::{self, PIPE};
use super::{Outcome, tell, today};
use crate::cli::{BatchArgs, LayoutChoice, OutputArgs};

/// Bytes that are read at once.
const BLOCK: usize = 64 << 10;
/// Lines whose answers are held at once.
const CHUNK: usize = 64;
/// What a line has less of; one that has more is told of, whatever its length.
const MEBIBYTES: u64 = 8;
const LONGEST: usize = 8 << 20;

/// A line, or as much of it as is read.
#[derive(Default)]
struct Line {
    bytes: Vec<u8>,
    is_long: bool,
}

/// Whether nothing is asked for but one brief answer on standard output for each firm of standard input.
pub(super) fn is_asked(arguments: &BatchArgs) -> bool {
    let OutputArgs { output, layout, encoding, since, errors, .. } = &arguments.output;
    let is_pipe = |paths: &[PathBuf]| matches!(paths, [path] if path.as_os_str() == PIPE);
    let is_usual = encoding.is_none() && since.is_none() && errors.is_none();
    is_usual && is_pipe(&arguments.inputs) && is_pipe(output) && *layout == Some(LayoutChoice::Brief)
}

/// Whether standard input has lines, by what comes first, which is kept in `head`. Of nothing there is no line.
pub(super) fn are_lines(lang: Lang, head: &mut Vec<u8>) -> anyhow::Result<bool> {
    let (mut pipe, mut block) = (io::stdin().lock(), vec![0; BLOCK]);
    loop {
        let length = read(lang, &mut pipe, &mut block)?;
        head.extend_from_slice(&block[..length]);
        let first = head.trim_ascii_start();
        if length == 0 || !first.is_empty() || head.len() > BLOCK {
            return Ok(first.is_empty() || format_of(head) == Format::Lines || has_line(first));
        }
    }
}

/// Whether what begins otherwise has an object on a line of its own: its first line is a broken one.
fn has_line(text: &[u8]) -> bool {
    let is_object = |line: &[u8]| line.starts_with(b"{") && serde_json::from_slice::<IgnoredAny>(line).is_ok();
    format_of(text) == Format::Text && !text.starts_with(b"[") && text.split(|byte| *byte == b'\n').any(is_object)
}

/// Answers line by line: whatever is in at once together, and it is out before more is waited for.
pub(super) fn run(run: &Run<'_>, map: &HeaderMap, head: &[u8]) -> anyhow::Result<Outcome> {
    let lines = Lines::new(run.book, (run.arguments.as_of, today()), map, PIPE);
    let (mut pipe, mut block) = (head.chain(io::stdin().lock()), vec![0; BLOCK]);
    let (mut line, mut count, mut is_wrong) = (Line::default(), 0, false);
    loop {
        let length = read(run.lang, &mut pipe, &mut block)?;
        for whole in line.add(&block[..length]).chunks(CHUNK) {
            let answers = whole.par_iter().map(|line| answer(run, &lines, line));
            let answers = answers.collect::<Result<Vec<_>, _>>()?;
            io::stdout().write_all(answers.iter().map(|answer| &*answer.0).collect::<String>().as_bytes())?;
            count += answers.iter().map(|answer| answer.1).sum::<usize>();
            is_wrong |= answers.iter().any(|answer| answer.2);
        }
        io::stdout().flush()?;
        if length == 0 {
            break;
        }
    }
    if count > 0 {
        tell(&words::findings_count(run.lang, count))?;
    }
    Ok(run.ended(is_wrong))
}

impl Line {
    /// Takes in what was read, nothing at the end, and gives the lines that are whole by it.
    fn add(&mut self, read: &[u8]) -> Vec<Line> {
        let mut whole = Vec::new();
        for piece in read.split_inclusive(|byte| *byte == b'\n') {
            let room = LONGEST - self.bytes.len();
            self.is_long |= piece.len() > room;
            self.bytes.extend_from_slice(&piece[..piece.len().min(room)]);
            if piece.ends_with(b"\n") {
                whole.push(std::mem::take(self));
            }
        }
        if read.is_empty() && !self.bytes.is_empty() {
            whole.push(std::mem::take(self));
        }
        whole
    }
}

/// The answer for a line with its end, how many findings it has, and whether one of them is an error.
fn answer(run: &Run<'_>, lines: &Lines<'_>, line: &Line) -> Result<(String, usize, bool), serde_json::Error> {
    let firm = if line.is_long {
        lines.refuse(&line.bytes, Problem::TooLarge { mebibytes: MEBIBYTES })
    } else {
        lines.read_alone(&line.bytes)
    };
    let (mut firm, is_firm) = inputs::alone(run.book, firm);
    run.left_out.refuse(run.book, &mut firm);
    let report = if is_firm { run.answer_one(&firm, Detail::Amounts) } else { None };
    let json = brief_json(run.lang, &run.answered(&firm, report.as_ref()))?;
    let is_wrong = firm.findings.iter().any(|finding| finding.severity() == Severity::Error);
    Ok((json + "\n", firm.findings.len(), is_wrong))
}

fn read(lang: Lang, pipe: &mut impl Read, block: &mut [u8]) -> anyhow::Result<usize> {
    loop {
        match pipe.read(block) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            other => return other.context(words::pipe_not_read(lang)),
        }
    }
}
