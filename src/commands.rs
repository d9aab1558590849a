//! One command a file; all input and output is here.

mod answers;
mod baseline;
pub(crate) mod batch;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod completions;
mod cover;
mod coverage;
pub(crate) mod curve;
pub(crate) mod due;
pub(crate) mod explain;
pub(crate) mod facts;
mod firm;
pub(crate) mod fmt;
mod gathered;
mod guard;
mod inputs;
pub(crate) mod ladder;
mod mutants;
pub(crate) mod new;
mod output;
mod partial;
mod piped;
pub(crate) mod plan;
pub(crate) mod rules;
pub(crate) mod schema;
mod sets;
mod settings;
mod streamed;
pub(crate) mod template;
pub(crate) mod test;
mod unfinished;
mod unpanicked;
pub(crate) mod usage;
pub(crate) mod validate;
pub(crate) mod verify;

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};

use zjtx::calendar::{Day, Unit};
use zjtx::codes::{CodeId, Lookup};
use zjtx::compile::compile;
use zjtx::finding::{Finding, Problem, Severity};
use zjtx::load::{Library, LoadError};
use zjtx::render::{findings_grouped, findings_human};
use zjtx::rulebook::Rulebook;
use zjtx::shown::{plain, plain_line};
use zjtx::source::Sources;
use zjtx::words::{self, Lang};

use crate::cli::RulesArgs;

/// Reminders that a run about something else shows at most.
const MOST_REMINDERS: usize = 3;

/// Columns of a terminal that does not say how many it has.
const DEFAULT_WIDTH: usize = 80;

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    /// The answer was given, or there was nothing to find.
    Done,
    /// There are findings, or a profile has errors.
    Findings,
    /// The program could not run.
    CouldNotRun,
    /// Mutants of the rules survive.
    Survivors,
    /// There was no time for all mutants.
    OutOfTime,
    /// Worked cases fail by the rules as they are.
    CasesFail,
}

impl Outcome {
    /// The exit status; of a run of mutants 2 says that some survive, as other programs of that sort have it.
    pub(crate) fn status(self, is_of_mutants: bool) -> u8 {
        match self {
            Outcome::Done => 0,
            Outcome::Findings => 1,
            Outcome::CouldNotRun => {
                if is_of_mutants {
                    1
                } else {
                    2
                }
            }
            Outcome::Survivors => 2,
            Outcome::OutOfTime => 3,
            Outcome::CasesFail => 4,
        }
    }
}

/// Says why the program could not run. A closed pipe is no failure.
pub(crate) fn fail(lang: Lang, error: &anyhow::Error) -> Outcome {
    let is_closed_pipe = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    if error.chain().any(is_closed_pipe) {
        return Outcome::Done;
    }
    let causes = error.chain().map(|cause| match cause.downcast_ref::<io::Error>() {
        Some(error) => words::system_error(lang, error.kind()).map_or_else(|| error.to_string(), str::to_owned),
        None => cause.to_string(),
    });
    let causes: Vec<String> = causes.collect();
    // When standard error is gone too, there is nobody left to tell.
    let _ = tell(&words::could_not_run(lang, &causes));
    Outcome::CouldNotRun
}

/// Writes to standard output, where texts of others command nothing.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(plain(text).as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Writes a line to standard error, likewise.
pub(crate) fn tell(line: &str) -> anyhow::Result<()> {
    writeln!(io::stderr().lock(), "{}", plain(line))?;
    Ok(())
}

/// A path as a message names it.
pub(crate) fn shown(path: &Path) -> String {
    plain_line(&path.to_string_lossy()).into_owned()
}

/// Loads the rules of a run: the shipped ones and the given folders.
pub(crate) fn library(lang: Lang, arguments: &RulesArgs) -> anyhow::Result<Library> {
    library_with(lang, arguments, !arguments.rules.is_empty())
}

/// The same. Without the shipped documents, folders still extend the shipped dictionary, places and industries, where
/// those are wanted and no folder has its own.
fn library_with(lang: Lang, arguments: &RulesArgs, wants_lists: bool) -> anyhow::Result<Library> {
    let mut library = Library::default();
    if !arguments.no_builtin {
        library.add_shipped(&std::collections::BTreeSet::new());
    } else if wants_lists && !arguments.rules.iter().any(|folder| sets::stands_alone(folder)) {
        library.add_shipped_lists();
    }
    for folder in sets::once(&arguments.rules) {
        let count = library.add_folder(&folder).map_err(|error| not_read(lang, error))?;
        // A folder that was named and has nothing to say is a wrong one.
        if count == 0 && library.findings.is_empty() {
            bail!(words::no_rule_file(lang, &shown(&folder)));
        }
    }
    Ok(library)
}

/// Compiles rules that must be whole; `None`, with the findings on standard error, when they are not.
pub(crate) fn rulebook(lang: Lang, library: &Library) -> anyhow::Result<Option<Rulebook>> {
    let (book, findings) = compile(library);
    let findings = [library.findings.clone(), findings].concat();
    if has_errors(&findings) {
        report(lang, &library.sources, &findings)?;
        return Ok(None);
    }
    remind(lang, library, &findings)?;
    Ok(Some(book))
}

/// Compiles rules that must be whole and declare facts, for a command that is about the rules themselves.
pub(crate) fn whole_rulebook(lang: Lang, arguments: &RulesArgs) -> anyhow::Result<(Rulebook, Sources)> {
    let library = library(lang, arguments)?;
    let Some(book) = rulebook(lang, &library)? else { bail!(words::rules_have_errors(lang)) };
    Ok((with_facts(lang, book)?, library.sources))
}

/// Rules that declare facts; by none nothing can be said.
fn with_facts(lang: Lang, book: Rulebook) -> anyhow::Result<Rulebook> {
    if book.dictionary.fact_ids().next().is_none() {
        bail!(words::no_rules(lang));
    }
    Ok(book)
}

/// The same, by which firms are answered, who are all in the place of this name.
pub(crate) fn rulebook_of_place(
    lang: Lang,
    rules: &RulesArgs,
    name: Option<&str>,
) -> anyhow::Result<(Rulebook, Sources)> {
    let (book, sources) = whole_rulebook(lang, rules)?;
    Ok((with_context(lang, book, name)?, sources))
}

/// The rules of files without placeholders, for firms that are in the place of this name.
fn with_context(lang: Lang, book: Rulebook, name: Option<&str>) -> anyhow::Result<Rulebook> {
    let mut book = book.filled();
    let context = name.map(|name| place(lang, &book, name)).transpose()?;
    Arc::make_mut(&mut book.places).set_context(context);
    Ok(book)
}

/// The place that a name, a code or the folder of its rules stands for.
pub(crate) fn place(lang: Lang, book: &Rulebook, name: &str) -> anyhow::Result<CodeId> {
    if let Some(place) = book.folders.get(name) {
        return Ok(*place);
    }
    match book.places.find(name) {
        Lookup::One(place) | Lookup::Remarked(place, _) => Ok(place),
        Lookup::Many(places) => bail!(words::several_places(lang, name, &places)),
        Lookup::None(nearest) => bail!(words::no_such_place(lang, name, nearest.as_deref())),
    }
}

/// Writes findings to standard error.
pub(crate) fn report(lang: Lang, sources: &Sources, findings: &[Finding]) -> anyhow::Result<()> {
    let mut out = io::stderr().lock();
    let styled = out.is_terminal();
    out.write_all(findings_human(lang, sources, findings, styled).as_bytes()).context(words::findings_not_written(lang))
}

/// Writes what an author may look at to standard error, none about shipped files: each file that is not answered from, and
/// of the others the first few.
fn remind(lang: Lang, library: &Library, reminders: &[Finding]) -> anyhow::Result<()> {
    let own = reminders.iter().filter(|finding| !library.is_of_shipped(finding));
    let is_unfilled = |finding: &&Finding| matches!(finding.problem, Problem::Placeholder { .. });
    let (unfilled, others): (Vec<&Finding>, Vec<&Finding>) = own.partition(is_unfilled);
    report(lang, &library.sources, &unfilled.into_iter().cloned().collect::<Vec<_>>())?;
    let left = report_grouped(lang, &library.sources, &others, MOST_REMINDERS)?;
    if left > 0 { tell(&words::reminders_left(lang, left)) } else { Ok(()) }
}

/// Writes findings to standard error, those of the same words once, and at most so many. Gives how many are left out.
pub(crate) fn report_grouped(
    lang: Lang,
    sources: &Sources,
    findings: &[&Finding],
    most: usize,
) -> anyhow::Result<usize> {
    let mut out = io::stderr().lock();
    let (text, left) = findings_grouped(lang, sources, findings, most, out.is_terminal());
    out.write_all(text.as_bytes()).context(words::findings_not_written(lang))?;
    Ok(left)
}

pub(crate) fn has_errors<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> bool {
    findings.into_iter().any(|finding| finding.severity() == Severity::Error)
}

/// A file that can't be read, as an error of the run.
pub(crate) fn not_read(lang: Lang, error: LoadError) -> anyhow::Error {
    let path = shown(&error.path);
    match error.error.kind() {
        io::ErrorKind::NotFound => anyhow!(words::no_such_file(lang, &path)),
        io::ErrorKind::PermissionDenied => anyhow!(words::no_permission(lang, &path)),
        _ => anyhow::Error::from(error.error).context(words::not_readable(lang, &path)),
    }
}

/// Today in UTC+8, the only time zone of the documents.
#[allow(clippy::disallowed_methods, reason = "the one place where the clock is read")]
pub(crate) fn today() -> Day {
    let hours = jiff::Timestamp::now().as_second().div_euclid(3600) + 8;
    let start = Day::new(1970, 1, 1).unwrap_or_else(|| unreachable!("the first of January is a day"));
    start.later(hours.div_euclid(24), Unit::Day)
}

/// The columns of the terminal, or of `COLUMNS`.
#[allow(clippy::disallowed_methods, reason = "the width of the terminal is no matter of the library")]
pub(crate) fn width() -> usize {
    let stated = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    // It says nothing of a terminal that does not say how many rows it has.
    #[cfg(unix)]
    let measured = || measured().or_else(|| Some(rustix::termios::tcgetwinsize(io::stdout()).ok()?.ws_col.into()));
    stated.or_else(measured).filter(|columns| *columns > 0).unwrap_or(DEFAULT_WIDTH)
}
