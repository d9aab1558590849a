//! `zjtx fmt`: one way to write rule files, worked cases and profiles.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, anyhow};

use zjtx::compile::{compile, parse};
use zjtx::dictionary::Dictionary;
use zjtx::finding::{Finding, Problem};
use zjtx::fmt::{Kind, format};
use zjtx::load::{self, Library, LoadError, Role, document_of_cases, role_of};
use zjtx::reader::Sink;
use zjtx::source::FileId;
use zjtx::words::{self, Lang};

use super::inputs::PIPE;
use super::output::{Pending, not_written};
use super::sets::{self, Sets};
use super::{Outcome, not_read, print, report, shown, tell};
use crate::cli::{FmtArgs, RulesArgs};

/// What is formatted where nothing is named.
const RULES: &str = "rules";

pub(crate) fn run(lang: Lang, arguments: &FmtArgs) -> anyhow::Result<Outcome> {
    let mut run = Run { lang, is_check: arguments.check, changed: 0, same: 0, has_broken: false };
    if let [path] = &arguments.paths[..]
        && path.as_os_str() == PIPE
    {
        return run.pipe(&arguments.rules);
    }
    let named = if arguments.paths.is_empty() { vec![PathBuf::from(RULES)] } else { sets::once(&arguments.paths) };
    let mut files = Vec::new();
    for path in named {
        files.extend(files_of(lang, &path)?);
    }
    let sets = sets::by_root(sets::once(&files));
    for (root, files) in &sets {
        let dictionary = dictionary(lang, &arguments.rules, root.as_deref(), files, &sets)?;
        for file in files {
            let relative = root.as_ref().map(|root| file.strip_prefix(root).unwrap_or(file));
            run.file(file, relative.map_or(Some(Kind::Profile), kind_of), &dictionary)?;
        }
    }
    print(&format!("{}\n", words::formatted(lang, run.changed, run.same, run.is_check)))?;
    Ok(run.outcome())
}

/// A file itself, or the TOML files of a folder.
fn files_of(lang: Lang, path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let metadata = fs::metadata(path).map_err(|error| not_read(lang, LoadError { path: path.to_owned(), error }))?;
    if !metadata.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut library = Library::default();
    let files = library.toml_files(path).map_err(|error| not_read(lang, error))?;
    report(lang, &library.sources, &library.findings)?;
    Ok(files)
}

/// What files of a set of rules, or profiles, may name.
fn dictionary(
    lang: Lang,
    rules: &RulesArgs,
    root: Option<&Path>,
    files: &[PathBuf],
    sets: &Sets,
) -> anyhow::Result<Arc<Dictionary>> {
    let library = match root {
        Some(root) => sets::library(lang, rules, root, files)?,
        None => sets::library_of_profiles(lang, rules, sets)?,
    };
    Ok(compile(&library).0.dictionary)
}

/// What a file of a set of rules is.
fn kind_of(relative: &Path) -> Option<Kind> {
    Some(match role_of(relative) {
        Some(Role::Dictionary) => Kind::Facts,
        Some(Role::Places | Role::Industries) => Kind::Codes,
        Some(Role::Rules { .. }) => Kind::Rules,
        None => return document_of_cases(relative).map(|_| Kind::Cases),
    })
}

/// Files so far.
struct Run {
    lang: Lang,
    is_check: bool,
    changed: usize,
    same: usize,
    has_broken: bool,
}

impl Run {
    fn outcome(&self) -> Outcome {
        match (self.has_broken, self.is_check && self.changed > 0) {
            (true, _) => Outcome::CouldNotRun,
            (false, true) => Outcome::Findings,
            (false, false) => Outcome::Done,
        }
    }

    /// Formats a file, which is replaced whole or not at all.
    fn file(&mut self, path: &Path, kind: Option<Kind>, dictionary: &Dictionary) -> anyhow::Result<()> {
        let mut library = Library::default();
        let read = load::read_one(path, &mut library.sources, &mut library.findings);
        let id = read.map_err(|error| not_read(self.lang, error))?;
        let Some(text) = self.formatted(&library, id, kind, dictionary)? else { return Ok(()) };
        let is_marked = library.findings.iter().any(|finding| matches!(finding.problem, Problem::ByteOrderMark));
        if !is_marked && id.is_some_and(|id| library.sources.file(id).text == text) {
            self.same += 1;
            return Ok(());
        }
        self.changed += 1;
        if self.is_check {
            return print(&format!("{}\n", words::not_formatted(self.lang, &shown(path))));
        }
        // A link stays one.
        let target = load::whole_path(path);
        let failed = || not_written(self.lang, path);
        let permissions = fs::metadata(&target).with_context(failed)?.permissions();
        let mut file = Pending::new(self.lang, &target, true)?;
        file.write_all(text.as_bytes()).with_context(failed)?;
        file.permit(permissions).with_context(failed)?;
        file.put(self.lang)
    }

    /// Formats standard input.
    fn pipe(&mut self, rules: &RulesArgs) -> anyhow::Result<Outcome> {
        let read = load::read_table_of_pipe(io::stdin().lock()).context(words::pipe_not_read(self.lang))?;
        let mut library = Library::default();
        match read {
            Ok(bytes) => library.add_bytes(PIPE, &bytes, Role::Rules { folders: Vec::new(), stem: PIPE.to_owned() }),
            Err(problem) => library.findings.push(Finding::of_path(PIPE, problem)),
        }
        let dictionary = compile(&super::library_with(self.lang, rules, true)?).0.dictionary;
        let id = library.files.first().map(|file| file.id);
        if let Some(text) = self.formatted(&library, id, None, &dictionary)? {
            let is_same = id.is_some_and(|id| library.sources.file(id).text == text);
            self.changed += usize::from(!is_same);
            if !self.is_check {
                io::stdout().write_all(text.as_bytes())?;
            }
        }
        Ok(self.outcome())
    }

    /// The text of a file as it is to be; `None` for one that can't be read, of which the findings are told.
    fn formatted(
        &mut self,
        library: &Library,
        id: Option<FileId>,
        kind: Option<Kind>,
        dictionary: &Dictionary,
    ) -> anyhow::Result<Option<String>> {
        let sink = id.map(Sink::new);
        let is_read = id.zip(sink.as_ref()).is_some_and(|(id, sink)| parse(&library.sources, id, sink).is_some());
        let Some(id) = id.filter(|_| is_read) else {
            let found = sink.into_iter().flat_map(Sink::into_findings);
            report(self.lang, &library.sources, &library.findings.iter().cloned().chain(found).collect::<Vec<_>>())?;
            self.has_broken = true;
            return Ok(None);
        };
        let file = library.sources.file(id);
        let text = format(&file.text, kind, dictionary)
            .map_err(|error| anyhow!(error.message().to_owned()).context(file.name.clone()))?;
        if text.is_none() {
            tell(&words::not_alike(self.lang, &file.name))?;
            self.has_broken = true;
        }
        Ok(text)
    }
}
