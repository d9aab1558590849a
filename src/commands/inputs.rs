//! What a batch is fed with: tables, JSON lines, profiles and folders of them, in the order of the arguments.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;
use rayon::prelude::*;

use zjtx::calendar::Day;
use zjtx::compile::parse;
use zjtx::finding::{Finding, Problem, TableFlaw};
use zjtx::load::{self, Library};
use zjtx::profile::Value;
use zjtx::reader::{Sink, Table};
use zjtx::roster::{self, Firm, HeaderMap, Lines, Roster, UnknownHeader, once, summed};
use zjtx::rulebook::Rulebook;
use zjtx::source::{FileId, Origin, Sources};
use zjtx::table::{self, Format, Workbook};
use zjtx::words::{self, Lang};

use super::not_read;
use super::unpanicked::unpanicked;

/// Standard input.
pub(crate) const PIPE: &str = "-";
/// Firms that are read at once.
const CHUNK: usize = 256;
/// Findings of all firms that are kept; nobody reads more.
const MOST_FINDINGS: usize = 50_000;
/// Findings that every firm keeps.
const FEWEST_FINDINGS: usize = 3;

/// Everything as read, before anybody asks what it means.
#[derive(Default)]
pub(crate) struct Loaded {
    inputs: Vec<Input>,
    workbooks: Vec<Workbook>,
    findings: Vec<Finding>,
}

enum Input {
    /// The workbook of this index.
    Table(usize),
    Lines {
        file: String,
        text: String,
    },
    Profile(PathBuf),
}

/// The firms of all inputs.
pub(crate) struct Firms<'i> {
    book: &'i Rulebook,
    roster: Roster<'i>,
    lines: BTreeMap<usize, Lines<'i>>,
    slots: Vec<Slot<'i>>,
    /// The stated day, and the one of firms that have none of their own.
    as_of: (Option<Day>, Day),
    /// What is wrong with the inputs, beyond their firms.
    findings: Vec<Finding>,
}

/// Where a firm is to be read.
#[derive(Clone, Copy)]
enum Slot<'i> {
    Table(usize),
    Line { input: usize, number: u32, text: &'i str },
    Profile(&'i Path),
}

/// Reads all inputs; `head` is what was already taken from standard input.
pub(crate) fn load(lang: Lang, paths: &[PathBuf], head: &[u8]) -> anyhow::Result<Loaded> {
    let mut loaded = Loaded::default();
    for path in paths {
        if path.as_os_str() == PIPE {
            let read = load::read_table_of_pipe(head.chain(io::stdin().lock())).context(words::pipe_not_read(lang))?;
            loaded.add(PIPE, read);
        } else if path.is_dir() {
            let mut library = Library::default();
            let files = library.profiles(path).map_err(|error| not_read(lang, error))?;
            if files.is_empty() {
                loaded.findings.push(Finding::of_path(&path.to_string_lossy(), Problem::NoFirms));
            }
            loaded.findings.append(&mut library.findings);
            loaded.inputs.extend(files.into_iter().map(Input::Profile));
        } else if load::is_toml(path) {
            loaded.inputs.push(Input::Profile(path.clone()));
        } else {
            let read = load::read_table(path).map_err(|error| not_read(lang, error))?;
            loaded.add(&path.to_string_lossy(), read);
        }
    }
    Ok(loaded)
}

impl Loaded {
    fn add(&mut self, file: &str, read: Result<Vec<u8>, Problem>) {
        let result = read.and_then(|bytes| match table::format_of(&bytes) {
            Format::Lines => self.add_lines(file, &bytes),
            Format::Workbook | Format::Text => self.add_table(file, bytes),
        });
        self.findings.extend(result.err().map(|problem| Finding::of_path(file, problem)));
    }

    fn add_lines(&mut self, file: &str, bytes: &[u8]) -> Result<(), Problem> {
        let (text, doubt) = table::decode(bytes)?;
        table::check_size(&text, Format::Lines)?;
        self.findings.extend(doubt.map(|problem| Finding::of_path(file, problem)));
        self.inputs.push(Input::Lines { file: file.to_owned(), text });
        Ok(())
    }

    fn add_table(&mut self, file: &str, bytes: Vec<u8>) -> Result<(), Problem> {
        let read = unpanicked(|| table::read(file, bytes));
        let (workbook, findings) =
            read.unwrap_or_else(|said| Err(Problem::BrokenTable { flaw: TableFlaw::Said(said) }))?;
        self.findings.extend(findings);
        self.inputs.push(Input::Table(self.workbooks.len()));
        self.workbooks.push(workbook);
        Ok(())
    }

    /// Finds the firms; `as_of` is the stated day and today, for columns of "last year".
    pub(crate) fn firms<'i>(&'i self, book: &'i Rulebook, as_of: (Option<Day>, Day), map: &'i HeaderMap) -> Firms<'i> {
        let mut roster = Roster::new(book, as_of, map, &self.workbooks);
        let mut findings = self.findings.clone();
        let mut lines = BTreeMap::new();
        let mut slots = Vec::new();
        for (index, input) in self.inputs.iter().enumerate() {
            match input {
                Input::Table(workbook) => slots.extend(roster.range(*workbook).map(Slot::Table)),
                Input::Profile(path) => slots.push(Slot::Profile(path)),
                Input::Lines { file, text } => {
                    let of_file = lines.entry(index).or_insert_with(|| Lines::new(book, as_of, map, file));
                    let numbered = (1_u32..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty());
                    let mut numbered: Vec<(u32, &str)> = numbered.collect();
                    if let Some(unreadable) = of_file.unreadable(&numbered) {
                        findings.push(unreadable);
                        numbered.clear();
                    }
                    slots.extend(numbered.into_iter().map(|(number, text)| Slot::Line { input: index, number, text }));
                }
            }
        }
        findings.append(&mut roster.findings);
        Firms { book, roster, lines, slots, as_of, findings }
    }
}

impl Firms<'_> {
    /// Reads all firms, in their order.
    pub(crate) fn read(&mut self, lang: Lang, sources: &mut Sources) -> anyhow::Result<Vec<Firm>> {
        let (roster, lines) = (&self.roster, &self.lines);
        let (mut room, mut left_out) = (MOST_FINDINGS, Vec::new());
        let mut firms = Vec::with_capacity(self.slots.len());
        for slots in self.slots.chunks(CHUNK) {
            let read = slots.par_iter().map(|slot| match slot {
                Slot::Table(index) => roster.firm(*index),
                Slot::Line { input, number, text } => lines.get(input).map(|lines| lines.read(*number, text)),
                Slot::Profile(_) => None,
            });
            let read: Vec<Option<Firm>> = read.collect();
            for (slot, firm) in slots.iter().zip(read) {
                let (firm, summed) = match slot {
                    Slot::Table(_) => (firm, None),
                    Slot::Line { .. } => {
                        let summed = firm.as_ref().and_then(|firm| summed(self.book, firm, None));
                        (firm, summed)
                    }
                    Slot::Profile(path) => {
                        let firm = read_profile(lang, self.book, sources, path, self.as_of)?;
                        let summed = summed(self.book, &firm, path.file_stem().and_then(OsStr::to_str));
                        (Some(firm), summed)
                    }
                };
                let Some(mut firm) = firm else { continue };
                match summed {
                    Some(finding) if matches!(finding.problem, Problem::FirmLeftOut { .. }) => {
                        left_out.push(finding);
                        left_out.append(&mut firm.findings);
                    }
                    summed => {
                        firm.findings.extend(summed);
                        firms.push(shortened(placed(self.book, firm), &mut room));
                    }
                }
            }
        }
        self.findings.append(&mut left_out);
        Ok(once(firms))
    }

    /// What is wrong with the inputs, beyond their firms.
    pub(crate) fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The headers that nobody could make sense of.
    pub(crate) fn unknown(&self) -> &[UnknownHeader] {
        &self.roster.unknown
    }
}

/// The firm of a line of which nobody has seen the others, and whether it is one: a total is told of and not answered.
pub(crate) fn alone(book: &Rulebook, mut firm: Firm) -> (Firm, bool) {
    let summed = summed(book, &firm, None);
    let is_firm = !summed.as_ref().is_some_and(|finding| matches!(finding.problem, Problem::FirmLeftOut { .. }));
    firm.findings.extend(summed);
    (placed(book, firm), is_firm)
}

/// What came through a pipe; nothing of what is too large, with its finding.
pub(crate) fn piped(lang: Lang, findings: &mut Vec<Finding>) -> anyhow::Result<Option<Vec<u8>>> {
    let read = load::read_table_of_pipe(io::stdin().lock()).context(words::pipe_not_read(lang))?;
    Ok(read.map_err(|problem| findings.push(Finding::of_path(PIPE, problem))).ok())
}

/// The firm of a profile that came through a pipe.
pub(crate) fn piped_firm(book: &Rulebook, sources: &mut Sources, bytes: &[u8], as_of: (Option<Day>, Day)) -> Firm {
    let mut findings = Vec::new();
    let file = load::read_piped(bytes, sources, &mut findings);
    placed(book, firm_of(book, sources, (Path::new(PIPE), file), findings, as_of))
}

/// The firm of a profile; `as_of` is the stated day and today.
pub(crate) fn profile_firm(
    lang: Lang,
    book: &Rulebook,
    sources: &mut Sources,
    path: &Path,
    as_of: (Option<Day>, Day),
) -> anyhow::Result<Firm> {
    Ok(placed(book, read_profile(lang, book, sources, path, as_of)?))
}

/// The same, where nothing is known but what it says itself.
fn read_profile(
    lang: Lang,
    book: &Rulebook,
    sources: &mut Sources,
    path: &Path,
    as_of: (Option<Day>, Day),
) -> anyhow::Result<Firm> {
    let mut findings = Vec::new();
    let file = load::read_one(path, sources, &mut findings).map_err(|error| not_read(lang, error))?;
    Ok(firm_of(book, sources, (path, file), findings, as_of))
}

/// The firm of a file, if that could be read, with what was found before.
fn firm_of(
    book: &Rulebook,
    sources: &Sources,
    (path, file): (&Path, Option<FileId>),
    mut findings: Vec<Finding>,
    as_of: (Option<Day>, Day),
) -> Firm {
    let reading = file.and_then(|file| {
        let sink = Sink::new(file);
        let root = parse(sources, file, &sink);
        let reading = root.map(|root| roster::profile(book, as_of, &Table::of_file(&sink, &root)));
        findings.extend(sink.into_findings());
        reading
    });
    let origin = Origin { file: path.to_string_lossy().into_owned(), sheet: None, row: None };
    let mut firm = match reading {
        Some(reading) => Firm::of_reading(book, origin, reading, as_of),
        None => Firm::nothing(origin),
    };
    firm.findings.splice(0..0, findings);
    firm
}

/// The firm with as many of its findings as there is room for, errors first, and at least a few.
fn shortened(mut firm: Firm, room: &mut usize) -> Firm {
    let most = FEWEST_FINDINGS.max(*room);
    if firm.findings.len() > most {
        // What says that the firm is not answered for is never cut off.
        firm.findings.sort_by_key(|finding| (!finding.problem.is_of_whole_firm(), finding.severity()));
        let place = firm.findings[most].place.clone();
        firm.findings.truncate(most);
        firm.findings.push(Finding::new(place, Problem::TooManyFindings));
        firm.findings.shrink_to_fit();
    }
    *room = room.saturating_sub(firm.findings.len());
    firm
}

/// The firm where all firms are said to be, unless it says itself where it is: also if that could not be read.
fn placed(book: &Rulebook, mut firm: Firm) -> Firm {
    let fact = book.dictionary.by_key("place");
    if let Some((fact, place)) = fact.zip(book.places.context()) {
        firm.profile.facts.insert_new(fact, Value::Code(place));
    }
    firm
}

/// Reads the file of headers, if it is there.
pub(crate) fn header_map(
    lang: Lang,
    book: &Rulebook,
    sources: &mut Sources,
    path: Option<&Path>,
) -> anyhow::Result<(HeaderMap, Vec<Finding>)> {
    let Some(path) = path.filter(|path| path.exists()) else { return Ok((HeaderMap::default(), Vec::new())) };
    let mut findings = Vec::new();
    let file = load::read_one(path, sources, &mut findings).map_err(|error| not_read(lang, error))?;
    let map = file.and_then(|file| {
        let sink = Sink::new(file);
        let root = parse(sources, file, &sink);
        let map = root.map(|root| HeaderMap::read(&Table::of_file(&sink, &root), &book.dictionary));
        findings.extend(sink.into_findings());
        map
    });
    Ok((map.unwrap_or_default(), findings))
}
