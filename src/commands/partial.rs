//! Rules of which some files are broken: the others are whole without them, for firms that those can't concern.

use anyhow::bail;

use zjtx::codes::{CodeId, CodeTree};
use zjtx::compile::{compile, compile_near, stated_place};
use zjtx::finding::Finding;
use zjtx::load::{Library, Role, is_table, read_one};
use zjtx::profile::{Profile, Value};
use zjtx::roster::Firm;
use zjtx::rulebook::Rulebook;
use zjtx::source::Sources;
use zjtx::truth::Truth;
use zjtx::words::{self, Lang};

use super::inputs::profile_firm;
use super::{has_errors, library, place, remind, report, tell, today, with_context, with_facts};
use crate::cli::{CheckArgs, RulesArgs};

/// Rules, and the files that were left out.
pub(super) struct Partial {
    pub(super) book: Rulebook,
    pub(super) sources: Sources,
    pub(super) left_out: LeftOut,
}

/// Broken files: the name of each, and where it applies, if anybody knows.
#[derive(Default)]
pub(super) struct LeftOut(Vec<(String, Option<CodeId>)>);

/// The library without its broken files, and without those that are broken without them; `None` where no rest is whole.
pub(super) fn rest(library: &Library, findings: &[Finding]) -> Option<(Library, Rulebook)> {
    let mut rest = library.without_broken(findings)?;
    loop {
        let (book, findings) = compile(&rest);
        if !has_errors(&findings) {
            return Some((rest, book));
        }
        rest = rest.without_broken(&findings)?;
    }
}

/// The rules by which one firm is answered, all of them or those that are whole; what is wrong is on standard error.
pub(super) fn rules_of_firm(lang: Lang, arguments: &RulesArgs, at: Option<&str>) -> anyhow::Result<Partial> {
    let library = library(lang, arguments)?;
    let (book, findings) = compile(&library);
    let findings = [library.findings.clone(), findings].concat();
    if !has_errors(&findings) {
        remind(lang, &library, &findings)?;
        let book = with_context(lang, with_facts(lang, book)?, at)?;
        return Ok(Partial { book, sources: library.sources, left_out: LeftOut::default() });
    }
    report(lang, &library.sources, &findings)?;
    let Some((kept, book)) = rest(&library, &findings) else { bail!(words::rules_have_errors(lang)) };
    let is_kept = |id| kept.files.iter().any(|file| file.id == id);
    let left_out = library.files.iter().filter(|file| !is_kept(file.id)).filter_map(|file| match &file.role {
        Role::Rules { folders, .. } => Some((library.sources.file(file.id).name.clone(), folders.clone())),
        Role::Dictionary | Role::Places | Role::Industries => None,
    });
    let where_of = |folders: &[String]| folders.last().and_then(|folder| place(lang, &book, folder).ok());
    let left_out = left_out.map(|(name, folders)| (name, where_of(&folders))).collect();
    Ok(Partial { book: with_context(lang, book, at)?, sources: library.sources, left_out: LeftOut(left_out) })
}

/// The rules that may concern the firm of a profile, and the firm. `None` unless all is plain: a shipped document
/// elsewhere may be the one that a finding is about, or that a command tells of beside the firm's own.
pub(super) fn near_rules(lang: Lang, arguments: &CheckArgs) -> anyhow::Result<Option<(Partial, Firm)>> {
    let is_one_answer = arguments.place.is_none() && arguments.set.is_empty() && arguments.receipt.is_none();
    // A pipe can be read only once.
    if !is_one_answer || is_table(&arguments.profile) || !arguments.profile.is_file() {
        return Ok(None);
    }
    let mut unheard = Vec::new();
    let mut sources = Sources::default();
    let Ok(Some(file)) = read_one(&arguments.profile, &mut sources, &mut unheard) else { return Ok(None) };
    let Some(place) = stated_place(&sources.file(file).text) else { return Ok(None) };
    let mut library = library(lang, &arguments.rules)?;
    let (book, findings, place) = compile_near(&library, &place);
    let Some(place) = place.filter(|_| findings.is_empty() && library.findings.is_empty()) else { return Ok(None) };
    let book = with_context(lang, with_facts(lang, book)?, None)?;
    let days = (arguments.as_of, today());
    let firm = profile_firm(lang, &book, &mut library.sources, &arguments.profile, days)?;
    let stated = book.dictionary.by_key("place").and_then(|fact| firm.profile.facts.get(&fact));
    let is_plain = firm.findings.is_empty() && matches!(stated, Some(Value::Code(stated)) if *stated == place);
    let rules = Partial { book, sources: library.sources, left_out: LeftOut::default() };
    Ok(is_plain.then_some((rules, firm)))
}

impl Partial {
    /// Whether files were left out. One that may concern the firm could change what it gets in any way.
    ///
    /// # Errors
    /// Where there is such a file.
    pub(super) fn is_partial_for(&self, lang: Lang, profile: &Profile) -> anyhow::Result<bool> {
        if self.left_out.concerning(&self.book, profile).is_some() {
            bail!(words::rules_have_errors(lang));
        }
        self.left_out.names().try_for_each(|name| tell(&words::left_out(lang, name)))?;
        Ok(!self.left_out.is_empty())
    }
}

impl LeftOut {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Whether one of them may concern any firm, wherever it is.
    pub(super) fn concerns_all(&self) -> bool {
        self.0.iter().any(|(_, at)| at.is_none_or(|at| at == CodeTree::ROOT))
    }

    /// The first of them that may concern a firm.
    pub(super) fn concerning(&self, book: &Rulebook, profile: &Profile) -> Option<&str> {
        let stated = book.dictionary.by_key("place").and_then(|fact| profile.facts.get(&fact));
        let own = if let Some(Value::Code(place)) = stated { Some(*place) } else { None };
        let lies_elsewhere = |at: CodeId| own.is_some_and(|own| book.places.lies_within(own, &[at]) == Truth::False);
        self.0.iter().find(|(_, at)| !at.is_some_and(lies_elsewhere)).map(|(name, _)| name.as_str())
    }

    /// Leaves a firm of many unanswered that one of them may concern.
    pub(super) fn refuse(&self, book: &Rulebook, firm: &mut Firm) {
        if let Some(file) = self.concerning(book, &firm.profile) {
            firm.refuse(file);
        }
    }
}
