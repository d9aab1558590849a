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

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use toml::de::DeTable;

use crate::calendar::Day;
use crate::codes::{CodeId, CodeTree, Lookup};
use crate::finding::{Finding, Place, Problem};
use crate::load::{Library, Role, UNREAD, mark_of};
use crate::reader::Sink;
use crate::rulebook::Rulebook;
use crate::rulefile::{RawCodes, RawDictionary, RawRuleFile};
use crate::source::{FileId, Sources};
use crate::truth::Truth;

pub(crate) use alike::words;
pub use alike::{is_alike, is_in_quantity};
use document::DocumentCompiler;
pub use repeated::repeated;
pub use scan::stated_place;
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
    /// The places of all documents, of those that are not read here, too.
    places_read: BTreeSet<CodeId>,
    /// Whether one of the lists could not be read at all.
    lacks_list: bool,
}

/// Compiles all files of a library. The rulebook is whole only if there are no findings that are errors.
#[must_use]
pub fn compile(library: &Library) -> (Rulebook, Vec<Finding>) {
    let (book, findings, _) = compile_where(library, |_| None);
    (book, findings)
}

/// The same for a firm that is in the place of this name: of the shipped documents those of the place, of what it lies
/// within and of what lies within it, as no other can concern the firm. All of them, and no place, where the name stands
/// for none.
#[must_use]
pub fn compile_near(library: &Library, place: &str) -> (Rulebook, Vec<Finding>, Option<CodeId>) {
    compile_where(library, |places| match places.find(place) {
        Lookup::One(place) => Some(place),
        Lookup::Remarked(..) | Lookup::Many(_) | Lookup::None(_) => None,
    })
}

fn compile_where(
    library: &Library,
    place: impl Fn(&CodeTree) -> Option<CodeId>,
) -> (Rulebook, Vec<Finding>, Option<CodeId>) {
    let mut findings = Vec::new();
    let mut files = WrittenFiles::default();
    read_lists(library, &mut files, &mut findings);
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
    let place = place(&vocabulary.places);
    read_documents(library, (&vocabulary, place), &mut files, &mut findings);
    let (shared, of_all) = compile_documents(&library.sources, vocabulary, &files);
    let mut book = Rulebook { places_read: std::mem::take(&mut files.places_read), ..shared.into_rulebook() };
    findings.extend(files.into_findings(of_all));
    let findings = accept::not_accepted(&library.sources, &mut book.accepted, findings);
    (book, findings, place)
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

fn read_lists(library: &Library, files: &mut WrittenFiles, findings: &mut Vec<Finding>) {
    for file in library.files.iter().filter(|file| !matches!(file.role, Role::Rules { .. })) {
        let sink = Sink::new(file.id);
        let Some(root) = parse(&library.sources, file.id, &sink) else {
            findings.extend(sink.into_findings());
            files.lacks_list = true;
            continue;
        };
        match &file.role {
            Role::Dictionary => files.dictionaries.push(Written { raw: RawDictionary::read(&sink, &root), sink }),
            Role::Places => files.places.push(Written { raw: RawCodes::read(&sink, &root), sink }),
            Role::Industries => files.industries.push(Written { raw: RawCodes::read(&sink, &root), sink }),
            Role::Rules { .. } => {}
        }
    }
}

/// Reads the documents, of the shipped ones those that may concern a firm at the place.
fn read_documents(
    library: &Library,
    (vocabulary, place): (&Vocabulary, Option<CodeId>),
    files: &mut WrittenFiles,
    findings: &mut Vec<Finding>,
) {
    for file in &library.files {
        let Role::Rules { folders, stem } = &file.role else { continue };
        let at = vocabulary.place_of_folders(folders).map(|(_, at)| at);
        files.places_read.extend(at.filter(|_| stem != UNREAD));
        let is_elsewhere = |(at, place)| vocabulary.places.lies_within(place, &[at]) == Truth::False;
        if library.is_shipped(file) && at.zip(place).is_some_and(is_elsewhere) {
            continue;
        }
        let sink = Sink::new(file.id);
        let root = parse(&library.sources, file.id, &sink);
        if let Some(at) = root.as_ref().and_then(|root| scan::profile_key(root.get_ref())) {
            sink.report(&sink.span(at), Problem::ProfileAmongRules);
        } else if let Some(root) = root {
            let written = Written { raw: RawRuleFile::read(&sink, &root), sink };
            files.rules.push((folders.clone(), stem.clone(), written));
            continue;
        }
        findings.extend(sink.into_findings());
    }
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
