//! `zjtx validate`: all findings of rule files, worked cases and profiles, in one run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use zjtx::cases;
use zjtx::compile::{compile, parse};
use zjtx::finding::{Finding, Place, Problem};
use zjtx::load::{self, Library, role_of};
use zjtx::profile;
use zjtx::reader::{Sink, Table};
use zjtx::render::{findings_human, findings_json};
use zjtx::rulebook::Rulebook;
use zjtx::source::Sources;
use zjtx::words::{self, Lang};

use super::{Outcome, library, not_read, print};
use crate::cli::{FindingsFormat, RulesArgs, ValidateArgs};

/// Folders of places are nested no deeper than this: province, city, district.
const DEEPEST: usize = 3;
/// Files that together make a set of rules complete, so that it stands without the shipped one.
const COMPLETE: [&str; 3] = ["facts.toml", "places.toml", "industries.toml"];

pub(crate) fn run(lang: Lang, arguments: &ValidateArgs) -> anyhow::Result<Outcome> {
    let mut run = Run { lang, rules: &arguments.rules, sources: Sources::default(), findings: Vec::new() };
    if arguments.paths.is_empty() {
        let library = library(lang, &arguments.rules)?;
        run.compile(&library, |_| true);
    }
    let mut by_root: BTreeMap<Option<PathBuf>, Vec<PathBuf>> = BTreeMap::new();
    for path in &arguments.paths {
        for file in run.files_of(path)? {
            let (root, file) = rooted(file);
            by_root.entry(root).or_default().push(file);
        }
    }
    for (root, files) in by_root {
        run.set(root.as_deref(), &files)?;
    }
    run.finish(arguments.format)
}

/// The findings of a run, whatever set of rules they come from.
struct Run<'r> {
    lang: Lang,
    rules: &'r RulesArgs,
    sources: Sources,
    findings: Vec<Finding>,
}

impl Run<'_> {
    /// A file itself, or the TOML files of a folder.
    fn files_of(&mut self, path: &Path) -> anyhow::Result<Vec<PathBuf>> {
        if !path.is_dir() {
            return Ok(vec![path.to_path_buf()]);
        }
        let mut library = Library::default();
        let files = library.toml_files(path).map_err(|error| not_read(self.lang, error))?;
        self.findings.append(&mut library.findings);
        Ok(files)
    }

    /// Checks files that belong to one set of rules; without a root they are profiles.
    fn set(&mut self, root: Option<&Path>, files: &[PathBuf]) -> anyhow::Result<()> {
        let is_complete = root.is_some_and(|root| COMPLETE.iter().all(|name| root.join(name).is_file()));
        let mut library = library(
            self.lang,
            &RulesArgs { no_builtin: self.rules.no_builtin || is_complete, rules: self.rules.rules.clone() },
        )?;
        if let Some(root) = root {
            add_set(self.lang, &mut library, root, files)?;
        }
        // Compared as paths: `rules//a.toml` is the file that a walk of `rules` calls `rules/a.toml`.
        let wanted: BTreeSet<&Path> = files.iter().map(PathBuf::as_path).collect();
        let added = &self.rules.rules;
        let is_added = |file: &Path| added.iter().any(|folder| file.starts_with(folder));
        let book = self.compile(&library, |name| wanted.contains(Path::new(name)) || is_added(Path::new(name)));
        for file in files {
            let Some(root) = root else {
                self.other(file, &book, None)?;
                continue;
            };
            if let Some(document) = cases_of(file, root) {
                self.other(file, &book, Some(&document))?;
            } else if file.strip_prefix(root).ok().and_then(role_of).is_none() {
                self.findings.push(Finding::of_path(&file.to_string_lossy(), Problem::NotARuleFile));
            }
        }
        Ok(())
    }

    /// Compiles a set of rules and keeps the findings of the wanted files.
    fn compile(&mut self, library: &Library, is_wanted: impl Fn(&str) -> bool) -> Rulebook {
        let (book, findings) = compile(library);
        let kept = library.findings.iter().chain(&findings).filter(|finding| match &finding.place {
            Place::Span(span) => is_wanted(&library.sources.file(span.file).name),
            Place::Path(path) => is_wanted(path),
        });
        let kept: Vec<Finding> = kept.cloned().collect();
        self.adopt(&library.sources, kept);
        book
    }

    /// A profile, or worked cases of a document.
    fn other(&mut self, path: &Path, book: &Rulebook, document: Option<&str>) -> anyhow::Result<()> {
        let Some(file) =
            load::read_one(path, &mut self.sources, &mut self.findings).map_err(|error| not_read(self.lang, error))?
        else {
            return Ok(());
        };
        let sink = Sink::new(file);
        if let Some(root) = parse(&self.sources, file, &sink) {
            let table = Table::of_file(&sink, &root);
            match document {
                Some(document) => drop(cases::read(table, document, book)),
                None => drop(profile::read(&table, book)),
            }
        }
        self.findings.extend(sink.into_findings());
        Ok(())
    }

    /// Takes over findings together with the texts they point into.
    fn adopt(&mut self, sources: &Sources, findings: Vec<Finding>) {
        for mut finding in findings {
            if let Place::Span(span) = &mut finding.place {
                span.file = self.sources.add_once(sources.file(span.file));
            }
            self.findings.push(finding);
        }
    }

    fn finish(mut self, format: FindingsFormat) -> anyhow::Result<Outcome> {
        let sources = &self.sources;
        self.findings.sort_by_cached_key(|finding| match &finding.place {
            Place::Span(span) => (sources.file(span.file).name.clone(), span.bytes.start, finding.problem.code()),
            Place::Path(path) => (path.clone(), 0, finding.problem.code()),
        });
        match format {
            FindingsFormat::Json => print(&format!("{}\n", findings_json(self.lang, sources, &self.findings)?))?,
            FindingsFormat::Human => {
                print(&findings_human(self.lang, sources, &self.findings, false))?;
                print(&format!("{}\n", words::findings_count(self.lang, self.findings.len())))?;
            }
        }
        Ok(if self.findings.is_empty() { Outcome::Done } else { Outcome::Findings })
    }
}

/// Adds the files of a set: all below a complete or marked root, else only the given ones.
fn add_set(lang: Lang, library: &mut Library, root: &Path, files: &[PathBuf]) -> anyhow::Result<()> {
    let is_marked = COMPLETE.iter().any(|name| root.join(name).is_file());
    let all = if is_marked {
        library.toml_files(root).map_err(|error| not_read(lang, error))?
    } else {
        siblings(lang, library, root, files)?
    };
    for file in all {
        if let Some(role) = file.strip_prefix(root).ok().and_then(role_of) {
            library.add_file(&file, role).map_err(|error| not_read(lang, error))?;
        }
    }
    Ok(())
}

/// The given files and those beside them.
fn siblings(lang: Lang, library: &mut Library, root: &Path, files: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let folders: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()).collect();
    let mut all: BTreeSet<PathBuf> = files.iter().cloned().collect();
    for folder in folders.into_iter().filter(|folder| *folder != root) {
        all.extend(library.toml_files(folder).map_err(|error| not_read(lang, error))?);
    }
    Ok(all.into_iter().collect())
}

/// A file and the root of its set of rules. A rule file that is named from within its folders is taken by its whole
/// path, since they say of which place it is.
fn rooted(file: PathBuf) -> (Option<PathBuf>, PathBuf) {
    match root_of(&file) {
        Some(root) if root.as_os_str().is_empty() => match file.canonicalize() {
            Ok(whole) => (root_of(&whole), whole),
            Err(_) => (Some(root), file),
        },
        root => (root, file),
    }
}

/// The root of the set of rules that a file belongs to; `None` for a profile.
fn root_of(file: &Path) -> Option<PathBuf> {
    let name = file.file_name()?.to_str()?;
    let folder = file.parent()?;
    if COMPLETE.contains(&name) {
        return Some(folder.to_path_buf());
    }
    let marked =
        folder.ancestors().take(DEEPEST + 1).find(|folder| COMPLETE.iter().any(|name| folder.join(name).is_file()));
    match marked {
        Some(root) => Some(root.to_path_buf()),
        None if name.ends_with(".cases.toml") || looks_like_rules(file) => {
            Some(folder.parent().unwrap_or(folder).to_path_buf())
        }
        None => None,
    }
}

/// Whether a file has the tables of a rule file, rather than a profile.
fn looks_like_rules(file: &Path) -> bool {
    let (mut sources, mut findings) = (Sources::default(), Vec::new());
    let Ok(Some(id)) = load::read_one(file, &mut sources, &mut findings) else { return false };
    let sink = Sink::new(id);
    let Some(root) = parse(&sources, id, &sink) else { return false };
    let table = Table::of_file(&sink, &root);
    ["document", "support", "define", "group"].into_iter().any(|key| table.has(key))
}

/// The address of the document that worked cases stand beside.
fn cases_of(file: &Path, root: &Path) -> Option<String> {
    let relative = file.strip_prefix(root).ok()?.to_str()?;
    relative.strip_suffix(".cases.toml").map(|address| address.replace('\\', "/"))
}
