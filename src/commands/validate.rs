//! `zjtx validate`: all findings of rule files, worked cases and profiles, in one run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::slice;

use zjtx::cases;
use zjtx::compile::{compile, parse};
use zjtx::finding::{Finding, Place, Problem};
use zjtx::load::{self, Library, document_of_cases, role_of};
use zjtx::profile;
use zjtx::reader::{Sink, Table};
use zjtx::render::{findings_human, findings_json};
use zjtx::rulebook::Rulebook;
use zjtx::source::Sources;
use zjtx::words::{self, Lang};

use super::{Outcome, has_errors, library, not_read, print, sets};
use crate::cli::{FindingsFormat, RulesArgs, ValidateArgs};

pub(crate) fn run(lang: Lang, arguments: &ValidateArgs) -> anyhow::Result<Outcome> {
    let mut run = Run { lang, rules: &arguments.rules, sources: Sources::default(), findings: Vec::new() };
    if arguments.paths.is_empty() {
        let library = library(lang, &arguments.rules)?;
        run.compile(&library, |_| true);
    }
    let mut files = Vec::new();
    for path in &arguments.paths {
        files.extend(run.files_of(path)?);
    }
    for (root, files) in sets::by_root(files) {
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
        let library = sets::library(self.lang, self.rules, root, files)?;
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
            let relative = file.strip_prefix(root).unwrap_or(file);
            if let Some(document) = document_of_cases(relative) {
                self.other(file, &book, Some(&document))?;
            } else if role_of(relative).is_none() {
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
            Place::Cell(place) => is_wanted(&place.file),
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
        // A support of a broken rule file may be missing only because it is broken.
        let is_beside_broken = document.is_some() && self.has_errors_in(&rules_beside(path));
        let is_told =
            |finding: &Finding| !(is_beside_broken && matches!(finding.problem, Problem::UnknownSupport { .. }));
        self.findings.extend(sink.into_findings().into_iter().filter(is_told));
        Ok(())
    }

    fn has_errors_in(&self, name: &str) -> bool {
        self.findings.iter().any(|finding| match &finding.place {
            Place::Span(span) => self.sources.file(span.file).name == name && has_errors(slice::from_ref(finding)),
            Place::Path(path) => path == name,
            Place::Cell(_) => false,
        })
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
            Place::Cell(place) => (place.file.clone(), 0, finding.problem.code()),
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

/// The rule file that worked cases stand beside.
fn rules_beside(cases: &Path) -> String {
    let name = cases.to_string_lossy();
    name.strip_suffix(".cases.toml").map(|stem| format!("{stem}.toml")).unwrap_or_default()
}
