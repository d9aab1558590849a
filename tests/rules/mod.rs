//! The shipped rules and the worked cases beside them, read as the program reads them.

use std::path::Path;

use zjtx::cases::{self, Case};
use zjtx::compile::{compile, parse};
use zjtx::finding::Finding;
use zjtx::load::{self, Library};
use zjtx::reader::{Sink, Table};
use zjtx::render::findings_human;
use zjtx::rulebook::Rulebook;
use zjtx::source::Sources;
use zjtx::words::Lang;

/// All of it.
pub(crate) struct Rules {
    pub(crate) book: Rulebook,
    pub(crate) sources: Sources,
    /// The cases of each document, by its address.
    pub(crate) cases: Vec<(String, Vec<Case>)>,
    findings: Vec<Finding>,
}

impl Rules {
    pub(crate) fn read() -> Rules {
        let mut library = Library::default();
        library.add_shipped(&std::collections::BTreeSet::new());
        let (book, mut findings) = compile(&library);
        // Tests run in the package's folder.
        let root = Path::new("rules");
        let files = library.toml_files(root).expect("the rules can be listed");
        let Library { mut sources, findings: unread, .. } = library;
        findings.extend(unread);
        let mut cases = Vec::new();
        for path in files {
            let relative = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
            let Some(document) = relative.strip_suffix(".cases.toml") else { continue };
            let file = load::read_one(&path, &mut sources, &mut findings).expect("a file that was listed is there");
            let Some(file) = file else { continue };
            let sink = Sink::new(file);
            if let Some(root) = parse(&sources, file, &sink) {
                cases.push((document.to_owned(), cases::read(Table::of_file(&sink, &root), document, &book)));
            }
            findings.extend(sink.into_findings());
        }
        Rules { book, sources, cases, findings }
    }

    /// Panics with all findings, if there are any: a case that could not be read would be missed by nobody.
    pub(crate) fn assert_clean(&self) {
        assert!(self.findings.is_empty(), "{}", findings_human(Lang::Zh, &self.sources, &self.findings, false));
    }
}
