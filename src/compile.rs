//! Turns rule files as written into a [`Rulebook`], or says everything that is wrong with them.

pub(crate) mod accept;
mod alike;
mod amend;
mod application;
mod by_year;
pub(crate) mod cells;
mod choice;
mod condition;
mod document;
mod fact;
mod figures;
mod group;
mod head;
mod limit;
mod parts;
mod payment;
mod purpose;
mod quantity;
mod ranges;
mod reference;
mod related;
mod repeated;
mod replaced;
mod scan;
mod scope;
mod shared;
mod standard;
mod support;
mod tiers;
mod vocabulary;
mod word;

use std::collections::BTreeMap;
use std::path::Path;

use toml::de::DeTable;

use crate::calendar::Day;
use crate::finding::{Finding, Place, Problem};
use crate::load::{Library, Role, mark_of};
use crate::reader::Sink;
use crate::rulebook::Rulebook;
use crate::rulefile::{RawCodes, RawDictionary, RawRuleFile};
use crate::source::{FileId, Sources};

pub(crate) use alike::words;
pub use alike::{is_alike, is_in_quantity};
use document::DocumentCompiler;
pub use repeated::repeated;
use shared::Shared;
use vocabulary::Vocabulary;
pub use vocabulary::is_id;
pub use word::words_of;

/// A file as written, with the sink that knows its places.
struct Written<T> {
    raw: T,
    sink: Sink,
}

/// All files of a library as written.
#[derive(Default)]
struct WrittenFiles {
    dictionaries: Vec<Written<RawDictionary>>,
    places: Vec<Written<RawCodes>>,
    industries: Vec<Written<RawCodes>>,
    rules: Vec<(Vec<String>, String, Written<RawRuleFile>)>,
    /// Whether one of the lists could not be read at all.
    lacks_list: bool,
}

/// Compiles all files of a library. The rulebook is whole only if there are no findings that are errors.
#[must_use]
pub fn compile(library: &Library) -> (Rulebook, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut files = read(library, &mut findings);
    let mut vocabulary = Vocabulary::default();
    for written in &files.places {
        vocabulary.add_places(&written.raw, &written.sink);
    }
    for written in &files.industries {
        vocabulary.add_industries(&written.raw, &written.sink);
    }
    for written in &files.dictionaries {
        vocabulary.add_facts(&written.raw, &written.sink);
    }
    for written in &files.dictionaries {
        vocabulary.add_choices(&written.raw, &written.sink);
    }
    files.lacks_list |= library.findings.iter().any(is_of_unread_list);
    let (shared, of_all) = compile_documents(&library.sources, vocabulary, &files);
    findings.extend(files.into_findings(of_all));
    let mut book = shared.into_rulebook();
    let findings = accept::not_accepted(&library.sources, &mut book.accepted, findings);
    (book, findings)
}

fn compile_documents(sources: &Sources, vocabulary: Vocabulary, files: &WrittenFiles) -> (Shared, Vec<Finding>) {
    let mut shared = Shared::new(vocabulary);
    for written in &files.dictionaries {
        DocumentCompiler::for_dictionary(&mut shared, sources, &written.sink).derivations(&written.raw);
    }
    let mut addresses: BTreeMap<String, &Written<RawRuleFile>> = BTreeMap::new();
    for (folders, stem, written) in &files.rules {
        let compiler = DocumentCompiler::new(&mut shared, sources, &written.sink);
        if let Some(address) = compiler.compile(folders, stem, &written.raw) {
            addresses.insert(address, written);
        }
    }
    let mut findings = amend::apply_all(&mut shared);
    findings.extend(standard::link(&mut shared));
    parts::count_all(&mut shared.definitions);
    repeated::note_all(&mut shared);
    for (address, written) in &addresses {
        let (raw, sink) = (&written.raw, &written.sink);
        DocumentCompiler::new(&mut shared, sources, sink).groups(address, &raw.groups);
        let replaces = raw.document.iter().flat_map(|document| &document.replaces);
        replaces.for_each(|replaced| replaced::compile(&mut shared, address, replaced, sink));
    }
    findings.extend(reference::link(&mut shared));
    by_year::note_all(&mut shared);
    findings.extend(purpose::add_groups(&mut shared));
    findings.extend(reference::order(&mut shared));
    (shared, findings)
}

impl WrittenFiles {
    /// All findings, and those of all documents together. A name that is missing while a list is broken may be missing
    /// only because of that, and is not told beside it.
    fn into_findings(self, of_all: Vec<Finding>) -> impl Iterator<Item = Finding> {
        let dictionaries = self.dictionaries.into_iter().map(|written| written.sink);
        let codes = self.places.into_iter().chain(self.industries).map(|written| written.sink);
        let lists: Vec<Sink> = dictionaries.chain(codes).collect();
        let has_broken = self.lacks_list || lists.iter().any(Sink::has_errors);
        let rules = self.rules.into_iter().flat_map(|(_, _, written)| written.sink.into_findings());
        let of_documents = rules.chain(of_all).filter(move |finding| !has_broken || !finding.problem.is_of_a_name());
        lists.into_iter().flat_map(Sink::into_findings).chain(of_documents)
    }
}

/// Whether a finding is of a list of names that is no text, or too large.
fn is_of_unread_list(finding: &Finding) -> bool {
    match &finding.place {
        Place::Path(path) => {
            mark_of(Path::new(path)).is_some() && !matches!(finding.problem, Problem::MisspeltFile { .. })
        }
        Place::Span(_) | Place::Cell(_) => false,
    }
}

fn read(library: &Library, findings: &mut Vec<Finding>) -> WrittenFiles {
    let mut files = WrittenFiles::default();
    for file in &library.files {
        let sink = Sink::new(file.id);
        let Some(root) = parse(&library.sources, file.id, &sink) else {
            findings.extend(sink.into_findings());
            files.lacks_list |= !matches!(file.role, Role::Rules { .. });
            continue;
        };
        match &file.role {
            Role::Dictionary => files.dictionaries.push(Written { raw: RawDictionary::read(&sink, &root), sink }),
            Role::Places => files.places.push(Written { raw: RawCodes::read(&sink, &root), sink }),
            Role::Industries => files.industries.push(Written { raw: RawCodes::read(&sink, &root), sink }),
            Role::Rules { folders, stem } => {
                if let Some(at) = scan::profile_key(root.get_ref()) {
                    sink.report(&sink.span(at), Problem::ProfileAmongRules);
                    findings.extend(sink.into_findings());
                    continue;
                }
                let written = Written { raw: RawRuleFile::read(&sink, &root), sink };
                files.rules.push((folders.clone(), stem.clone(), written));
            }
        }
    }
    files
}

/// Parses a file as TOML, or reports why it is none.
#[must_use]
pub fn parse<'s>(sources: &'s Sources, id: FileId, sink: &Sink) -> Option<toml::Spanned<DeTable<'s>>> {
    let text = sources.file(id).text.as_str();
    if text.trim().is_empty() {
        sink.report(&sink.span(0..0), Problem::EmptyFile);
        return None;
    }
    if let Some(at) = scan::too_deep(text) {
        sink.report(&sink.span(at..at + 1), Problem::TooDeep);
        return None;
    }
    match DeTable::parse(text) {
        Ok(root) => {
            if let Some(at) = scan::newer_form(text) {
                sink.report(&sink.span(at..at + 1), Problem::NewerToml);
            }
            Some(root)
        }
        Err(error) => {
            let bytes = error.span().unwrap_or(0..0);
            if let Some((at, message)) = scan::unclosed(text, bytes.start) {
                sink.report(&sink.span(at..at + 1), Problem::Syntax { message: message.to_owned() });
                return None;
            }
            let token = token_at(text, bytes.start);
            let is_date = looks_like_date(token) && Day::parse(token).is_none();
            let problem = if is_date {
                Problem::InvalidDate { text: token.to_owned() }
            } else {
                Problem::Syntax { message: error.message().to_owned() }
            };
            sink.report(&sink.span(bytes), problem);
            None
        }
    }
}

/// The bare word that covers or follows a byte.
fn token_at(text: &str, byte: usize) -> &str {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '.' | '+');
    let Some((before, after)) = text.split_at_checked(byte.min(text.len())) else { return "" };
    let start =
        before.rfind(|c| !is_word(c)).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let end = after.find(|c| !is_word(c)).map_or(text.len(), |at| byte + at);
    text.get(start..end).unwrap_or("")
}

fn looks_like_date(token: &str) -> bool {
    let parts: Vec<&str> = token.split('-').collect();
    parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}
