//! A very large text table with nothing but figures or their sums out, answered while it is read.

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::Path;

use anyhow::Context;
use memchr::memchr_iter;
use rayon::prelude::*;

use zjtx::evaluate::Graph;
use zjtx::ledger::{Layout, Summary};
use zjtx::profile::Profile;
use zjtx::render::csv_row;
use zjtx::source::Sources;
use zjtx::stream::{Asked, HEAD, Keys, Plain, Unusual, Worker, Written};
use zjtx::words::Lang;

use super::output::{Pending, not_written};
use super::{not_read, today};
use crate::cli::{BatchArgs, EncodingChoice, LayoutChoice, OutputArgs};

/// Bytes that one thread reads at once.
const BLOCK: usize = 512 << 10;
/// Bytes of a line that is read this way.
const LONGEST: usize = 16 << 20;
/// How often it is begun anew: with the places, then with the keys, that were found.
const ATTEMPTS: usize = 4;

/// What an attempt came to.
enum Attempt {
    Done(Pending),
    Again,
    Unusual,
}

/// Answers a table this way; `false` where the general way has to.
pub(crate) fn run(lang: Lang, graph: &Graph<'_>, sources: &Sources, arguments: &BatchArgs) -> anyhow::Result<bool> {
    let Some((input, output, written)) = paths(arguments) else { return Ok(false) };
    let as_of = arguments.as_of.unwrap_or_else(today);
    let nothing = Profile::default();
    let asked = Asked { lang, graph, sources, as_of, nothing: &nothing, written };
    let Some(mut plain) = head(lang, &asked, input)? else { return Ok(false) };
    let mut keys = [Keys::rising(), Keys::rising()];
    for _ in 0..ATTEMPTS {
        let pending = Pending::new(lang, output, arguments.output.force)?;
        match attempt(lang, &asked, &mut plain, &mut keys, input, pending)? {
            Attempt::Done(pending) => return pending.keep(lang).map(|()| true),
            Attempt::Again => {}
            Attempt::Unusual => break,
        }
    }
    Ok(false)
}

/// One table of text in, one table of figures out, and nothing else asked for.
fn paths(arguments: &BatchArgs) -> Option<(&Path, &Path, Written)> {
    let OutputArgs { output, layout, encoding, since, errors, .. } = &arguments.output;
    let ([input], [output]) = (&arguments.inputs[..], &output[..]) else { return None };
    let written = match layout {
        Some(LayoutChoice::Brief) => Written::Brief,
        Some(LayoutChoice::Summary) => Written::Summary,
        Some(LayoutChoice::Wide) | None => Written::Wide,
        Some(
            LayoutChoice::Long
            | LayoutChoice::Reasons
            | LayoutChoice::Gaps
            | LayoutChoice::Changes
            | LayoutChoice::Documents
            | LayoutChoice::Findings,
        ) => return None,
    };
    let is_csv = |path: &Path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv"));
    let is_usual = matches!(encoding, None | Some(EncodingChoice::Utf8Bom)) && since.is_none() && errors.is_none();
    let is_plain = is_usual && arguments.map.is_none() && input.is_file() && is_csv(input) && is_csv(output);
    (is_plain && !output.is_dir()).then_some((input, output, written))
}

/// The table by its beginning.
fn head(lang: Lang, asked: &Asked<'_>, input: &Path) -> anyhow::Result<Option<Plain>> {
    let mut head = Vec::new();
    let limit = u64::try_from(HEAD).unwrap_or(u64::MAX);
    open(lang, input)?.take(limit).read_to_end(&mut head).with_context(|| input.display().to_string())?;
    let is_whole = head.len() < HEAD;
    Ok(Plain::of_head(asked.graph.book(), asked.as_of, &input.to_string_lossy(), &head, is_whole))
}

fn open(lang: Lang, input: &Path) -> anyhow::Result<File> {
    File::open(input).map_err(|error| not_read(lang, zjtx::load::LoadError { path: input.to_owned(), error }))
}

fn attempt(
    lang: Lang,
    asked: &Asked<'_>,
    plain: &mut Plain,
    keys: &mut [Keys; 2],
    input: &Path,
    mut out: Pending,
) -> anyhow::Result<Attempt> {
    let table = plain.table(asked);
    let headings =
        csv_row(&table.columns.iter().map(|column| zjtx::ledger::Cell::text(&column.title)).collect::<Vec<_>>());
    let failed = |out: &Pending| not_written(lang, out.path());
    out.write_all("\u{feff}".as_bytes()).and_then(|()| out.write_all(&headings)).with_context(|| failed(&out))?;
    let mut reader = BufReader::with_capacity(BLOCK, open(lang, input)?);
    let start = i64::try_from(plain.start()).unwrap_or(0);
    reader.seek_relative(start).with_context(|| input.display().to_string())?;
    let collects = [keys[0].keeps_all(), keys[1].keeps_all()];
    let before: &Plain = plain;
    let mut workers: Vec<Worker<'_>> = (0..rayon::current_num_threads()).map(|_| Worker::new(*asked, before)).collect();
    let mut blocks: Vec<Vec<u8>> = vec![Vec::new(); workers.len()];
    let (mut rest, mut is_end, mut repeats) = (Vec::new(), false, [false; 2]);
    // The line behind the headers, and that of the first row of each block.
    let (mut line, mut firsts) = (2, vec![0; workers.len()]);
    while !is_end {
        for (block, first) in blocks.iter_mut().zip(&mut firsts) {
            is_end = fill(&mut reader, block, &mut rest).with_context(|| input.display().to_string())?;
            *first = line;
            line += memchr_iter(b'\n', block).count();
        }
        let of_block = |(worker, (block, first)): (&mut Worker<'_>, (&Vec<u8>, &usize))| {
            worker.read(u32::try_from(*first).map_err(|_| Unusual)?, block, collects)
        };
        let read: Result<(), Unusual> =
            workers.par_iter_mut().zip(blocks.par_iter().zip(&firsts)).map(of_block).collect();
        if read.is_err() || rest.len() > LONGEST {
            return Ok(Attempt::Unusual);
        }
        for worker in &workers {
            for ((keys, run), repeats) in keys.iter_mut().zip(&worker.keys).zip(&mut repeats) {
                *repeats |= !keys.add(run);
            }
            out.write_all(&worker.out).with_context(|| failed(&out))?;
        }
    }
    let places = workers.iter().flat_map(|worker| &worker.places).copied().collect::<std::collections::BTreeSet<_>>();
    let summaries: Vec<Summary> = workers.into_iter().filter_map(|worker| worker.summary).collect();
    let mut summaries = summaries.into_iter();
    if let Some(mut summary) = summaries.next() {
        summaries.for_each(|other| summary.merge(&other));
        summary.rest().iter().try_for_each(|row| out.write_all(&csv_row(row))).with_context(|| failed(&out))?;
    }
    let has_all = !places.is_empty() || repeats.contains(&true);
    for (keys, repeats) in keys.iter_mut().zip(repeats) {
        if repeats && keys.keeps_all() {
            return Ok(Attempt::Unusual);
        }
        *keys = if repeats || keys.keeps_all() { Keys::all() } else { Keys::rising() };
    }
    plain.add_places(places);
    Ok(if has_all { Attempt::Again } else { Attempt::Done(out) })
}

/// Fills a block with whole lines; `true` at the end of the file. What is left of a line goes before the next block.
fn fill(reader: &mut impl Read, block: &mut Vec<u8>, rest: &mut Vec<u8>) -> std::io::Result<bool> {
    block.clear();
    block.append(rest);
    let limit = u64::try_from(BLOCK).unwrap_or(u64::MAX);
    loop {
        let read = reader.by_ref().take(limit).read_to_end(block)?;
        if read == 0 {
            return Ok(true);
        }
        // A line without end is told the general way.
        if block.len() > LONGEST {
            std::mem::swap(rest, block);
            return Ok(true);
        }
        if let Some(end) = block.iter().rposition(|byte| *byte == b'\n') {
            rest.extend_from_slice(&block[end + 1..]);
            block.truncate(end + 1);
            return Ok(false);
        }
    }
}
