//! `zjtx batch`: many firms against the rules.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use zjtx::codes::CodeId;
use zjtx::evaluate::{Answer, Figures, Graph, evaluate_in, of_profile};
use zjtx::explain::{Explainer, explain_handover};
use zjtx::finding::Finding;
use zjtx::ledger::{Answered, Counts, Scope};
use zjtx::profile::{Profile, Value};
use zjtx::render::header_map;
use zjtx::report::{Detail, Handover, Report};
use zjtx::roster::{Firm, UnknownHeader};
use zjtx::rulebook::Rulebook;
use zjtx::source::Sources;
use zjtx::words::{self, Lang};

use super::answers::{Outputs, is_workbook};
use super::guard::Inputs;
use super::output::{Pending, not_written};
use super::partial::{LeftOut, Partial, rules_of_firm};
use super::{Outcome, firm, has_errors, inputs, piped, report, report_grouped, shown, streamed, tell, today, verify};
use crate::cli::{BatchArgs, LayoutChoice, OutputArgs};

/// Firms that are answered at once, on all cores. No more than twice as many answers are held.
const CHUNK: usize = 64;
/// Findings of different words that are listed at most; all are beside their firms.
const MOST_LISTED: usize = 100;

pub(crate) fn run(lang: Lang, arguments: &BatchArgs) -> anyhow::Result<Outcome> {
    guard(lang, arguments)?;
    let rules = rules_of_firm(lang, &arguments.rules, arguments.place.as_deref())?;
    let Partial { book, mut sources, left_out } = rules;
    if left_out.concerns_all() {
        bail!(words::rules_have_errors(lang));
    }
    left_out.names().try_for_each(|name| tell(&words::left_out_of_many(lang, name)))?;
    let (map, findings) = inputs::header_map(lang, &book, &mut sources, arguments.map.as_deref())?;
    report(lang, &sources, &findings)?;
    if has_errors(&findings) {
        return Ok(Outcome::Findings);
    }
    let (graph, nothing) = (Graph::new(&book, arguments.strict), Profile::default());
    if left_out.is_empty() && streamed::run(lang, &graph, &sources, arguments)? {
        return Ok(Outcome::Done);
    }
    let mut head = Vec::new();
    if piped::is_asked(arguments) && (arguments.jsonl || piped::are_lines(lang, &mut head)?) {
        let explainer = Explainer::new(lang, &book, &sources);
        let run = Run {
            lang,
            arguments,
            book: &book,
            graph: &graph,
            explainer: &explainer,
            nothing: &nothing,
            sources: &sources,
            left_out: &left_out,
        };
        return piped::run(&run, &map, &head);
    }
    let loaded = inputs::load(lang, &arguments.inputs, &head)?;
    let mut found = loaded.firms(&book, (arguments.as_of, today()), &map);
    let mut firms = found.read(lang, &mut sources)?;
    firms.iter_mut().for_each(|firm| left_out.refuse(&book, firm));
    let findings = found.findings().to_vec();
    if firms.is_empty() && !has_errors(&findings) {
        report(lang, &sources, &findings)?;
        bail!(words::no_firm(lang));
    }
    let explainer = Explainer::new(lang, &book, &sources);
    let run = Run {
        lang,
        arguments,
        book: &book,
        graph: &graph,
        explainer: &explainer,
        nothing: &nothing,
        sources: &sources,
        left_out: &left_out,
    };
    run.answer(&firms, &findings)?;
    run.write_map(found.unknown())?;
    run.list(&findings, &firms)
}

/// Refuses to write onto what is read, before anything is, and what would be without effect.
fn guard(lang: Lang, arguments: &BatchArgs) -> anyhow::Result<()> {
    if arguments.jsonl && !piped::is_asked(arguments) {
        bail!(words::without_effect(lang, "--jsonl", "zjtx batch - -o - --layout brief"));
    }
    let BatchArgs { inputs, output: OutputArgs { output, since, errors, cover, .. }, map, rules, .. } = arguments;
    // A file of headers is read if it is there, else written.
    let (read, written): (Vec<&PathBuf>, Vec<&PathBuf>) = map.iter().partition(|map| map.exists());
    let outputs: Vec<&Path> = output.iter().chain(errors).chain(written).map(PathBuf::as_path).collect();
    Inputs::of(inputs.iter().chain(since).chain(&cover.logo).chain(read))
        .and(Inputs::of_rules(rules))
        .guard(lang, &outputs)
}

/// What a firm is answered.
enum Reply {
    /// Everything that the tables ask for; `None` where too little of it was read.
    Report(Option<Box<Told>>),
    /// Figures, where they say all.
    Counts(Counts),
}

/// A report, and what stands beside it where it is handed over.
struct Told {
    report: Report,
    handover: Option<Handover>,
}

/// What answers in figures, for the next thread that needs it.
type Counters<'r> = Mutex<Vec<Figures<'r>>>;

/// What all firms of a run are answered by.
pub(super) struct Run<'r> {
    pub(super) lang: Lang,
    pub(super) arguments: &'r BatchArgs,
    pub(super) book: &'r Rulebook,
    graph: &'r Graph<'r>,
    explainer: &'r Explainer<'r>,
    /// The profile of a firm that states nothing.
    nothing: &'r Profile,
    sources: &'r Sources,
    /// What firms can't be answered by.
    pub(super) left_out: &'r LeftOut,
}

impl Run<'_> {
    /// Answers for all firms in their order; `findings` are of none of them.
    fn answer(&self, firms: &[Firm], findings: &[Finding]) -> anyhow::Result<()> {
        let scope = Scope::new(self.lang, self.book, self.arguments.as_of.unwrap_or_else(today), &self.places(firms));
        let mut outputs = Outputs::open(&scope, &self.arguments.output)?;
        let asked = (outputs.detail(), outputs.hands_over());
        let counters = Counters::default();
        outputs.stray(self.sources, findings)?;
        let bar = self.bar(firms.len())?;
        let mut chunks = firms.chunks(CHUNK);
        let mut current = chunks.next().map(|chunk| (chunk, self.answer_chunk(chunk, asked, &counters)));
        while let Some((chunk, answers)) = current {
            let answers = answers?;
            let (mut next, following) = (None, chunks.next());
            // While these are written, the next are computed.
            rayon::in_place_scope(|scope| {
                scope.spawn(|_| next = following.map(|chunk| (chunk, self.answer_chunk(chunk, asked, &counters))));
                self.write(&mut outputs, chunk, &answers, &bar)
            })?;
            answers.into_par_iter().for_each(drop);
            current = next;
        }
        bar.finish_and_clear();
        outputs.finish()
    }

    /// The answers for some firms: so much of each, and whether with what is handed over.
    fn answer_chunk<'r>(
        &'r self,
        chunk: &[Firm],
        asked: (Detail, bool),
        counters: &Counters<'r>,
    ) -> Result<Vec<Reply>, serde_json::Error> {
        let reply = |firm: &Firm| match self.count(firm, asked.0, counters) {
            Some(counts) => Ok(Reply::Counts(counts)),
            None => Ok(Reply::Report(self.tell(firm, asked)?.map(Box::new))),
        };
        chunk.par_iter().map(reply).collect()
    }

    /// The figures of a firm, where nothing else is asked for and they say all.
    fn count<'r>(&'r self, firm: &Firm, detail: Detail, counters: &Counters<'r>) -> Option<Counts> {
        let Profile { years, records, incomplete, unread, .. } = &firm.profile;
        let is_plain = years.is_empty() && records.is_empty() && incomplete.is_empty() && firm.is_whole();
        if detail > Detail::Counts || !is_plain {
            return None;
        }
        let as_of = firm::as_of(self.arguments.as_of, &firm.profile).0;
        let waiting = counters.lock().ok()?.pop().filter(|figures| figures.as_of() == as_of);
        let mut figures = waiting.unwrap_or_else(|| Figures::new(self.graph, self.nothing, as_of));
        let mut answer = Answer::default();
        let is_plain = figures.answer(&of_profile(self.book, &firm.profile), &mut answer);
        counters.lock().ok()?.push(figures);
        (is_plain && answer.is_seen()).then_some(Counts { answer, unread: *unread })
    }

    /// The answer for a firm; `None` where too little of it was read.
    pub(super) fn answer_one(&self, firm: &Firm, detail: Detail) -> Option<Report> {
        if !firm.is_whole() {
            return None;
        }
        let as_of = firm::as_of(self.arguments.as_of, &firm.profile);
        let evaluation = evaluate_in(self.graph, &firm.profile, as_of.0);
        Some(self.explainer.explain(detail.of_report(), &firm.profile, as_of, &evaluation))
    }

    /// The same with what stands beside it, where it is handed over.
    fn tell(&self, firm: &Firm, (detail, is_handed_over): (Detail, bool)) -> Result<Option<Told>, serde_json::Error> {
        let Some(report) = self.answer_one(firm, detail) else { return Ok(None) };
        if !is_handed_over {
            return Ok(Some(Told { report, handover: None }));
        }
        let as_of = firm::as_of(self.arguments.as_of, &firm.profile);
        let evaluation = evaluate_in(self.graph, &firm.profile, as_of.0);
        let name = firm.name.as_deref().unwrap_or(words::unnamed(self.lang));
        let of_firm = (&firm.profile, as_of);
        let handover = explain_handover(self.explainer, (verify::VERSION, name), of_firm, &report, &evaluation)?;
        Ok(Some(Told { report, handover: Some(handover) }))
    }

    /// Writes the answers for some firms.
    fn write(&self, outputs: &mut Outputs, chunk: &[Firm], answers: &[Reply], bar: &ProgressBar) -> anyhow::Result<()> {
        let firms = chunk.iter().zip(answers).map(|(firm, answer)| match answer {
            Reply::Report(told) => {
                let handover = told.as_ref().and_then(|told| told.handover.as_ref());
                Answered { handover, ..self.answered(firm, told.as_ref().map(|told| &told.report)) }
            }
            Reply::Counts(counts) => Answered { figures: Some(counts), ..self.answered(firm, None) },
        });
        outputs.firms(&firms.collect::<Vec<_>>())?;
        bar.inc(u64::try_from(chunk.len()).unwrap_or(0));
        Ok(())
    }

    /// A firm as read, with its answer.
    pub(super) fn answered<'a>(&'a self, firm: &'a Firm, report: Option<&'a Report>) -> Answered<'a> {
        Answered {
            origin: &firm.origin,
            number: firm.number.as_deref().or_else(|| number_of_file(firm)),
            credit_code: firm.credit_code.as_deref(),
            name: firm.name.as_deref(),
            own_key: firm.key.as_deref(),
            report,
            handover: None,
            figures: None,
            findings: &firm.findings,
            sources: self.sources,
        }
    }

    /// Where the firms are, each place once; `None` for those that do not say.
    fn places(&self, firms: &[Firm]) -> Vec<Option<CodeId>> {
        let fact = self.book.dictionary.by_key("place");
        let place = |firm: &Firm| match fact.and_then(|fact| firm.profile.facts.get(&fact)) {
            Some(Value::Code(place)) => Some(*place),
            _ => None,
        };
        firms.iter().filter(|firm| firm.is_whole()).map(place).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// A bar on a terminal; nothing where nobody looks.
    fn bar(&self, firms: usize) -> anyhow::Result<ProgressBar> {
        let bar = ProgressBar::with_draw_target(u64::try_from(firms).ok(), ProgressDrawTarget::stderr());
        bar.set_style(ProgressStyle::with_template(words::progress_template(self.lang))?);
        Ok(bar)
    }

    /// Writes the headers that fit nothing, for somebody to say what they mean.
    fn write_map(&self, unknown: &[UnknownHeader]) -> anyhow::Result<()> {
        let Some(path) = self.arguments.map.as_deref().filter(|path| !path.exists()) else { return Ok(()) };
        if unknown.is_empty() {
            return Ok(());
        }
        let mut file = Pending::new(self.lang, path, false)?;
        let text = header_map(self.lang, unknown);
        file.write_all(text.as_bytes()).with_context(|| not_written(self.lang, path))?;
        file.put(self.lang)?;
        tell(&words::written(self.lang, &shown(path)))
    }

    /// Lists what is wrong with the inputs and with their firms.
    fn list(&self, findings: &[Finding], firms: &[Firm]) -> anyhow::Result<Outcome> {
        let findings: Vec<&Finding> = findings.iter().chain(firms.iter().flat_map(|firm| &firm.findings)).collect();
        let left = report_grouped(self.lang, self.sources, &findings, MOST_LISTED)?;
        if !findings.is_empty() {
            tell(&words::findings_count(self.lang, findings.len()))?;
        }
        if left > 0 {
            tell(&words::findings_left(self.lang, left, self.whole_list().as_deref()))?;
        }
        Ok(self.ended(has_errors(findings.iter().copied())))
    }

    /// How a run ends that has answered what it could.
    pub(super) fn ended(&self, is_wrong: bool) -> Outcome {
        let is_partial = !self.left_out.is_empty();
        if (is_wrong || is_partial) && !self.arguments.exit_zero { Outcome::Findings } else { Outcome::Done }
    }

    /// The file that has all findings, if one is written.
    fn whole_list(&self) -> Option<String> {
        let OutputArgs { output, errors, layout, .. } = &self.arguments.output;
        let has_all = layout.is_none_or(|layout| layout == LayoutChoice::Findings);
        let workbook = || output.iter().find(|path| has_all && is_workbook(path));
        errors.as_ref().or_else(workbook).map(|path| shown(path))
    }
}

/// The number of a firm in a file of its own is the file's name.
fn number_of_file(firm: &Firm) -> Option<&str> {
    let path = Path::new(&firm.origin.file);
    path.file_stem()
        .filter(|_| firm.origin.row.is_none() && path.as_os_str() != inputs::PIPE)
        .and_then(|stem| stem.to_str())
}
