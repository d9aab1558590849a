//! The report that is handed over, chapter by chapter, as a sheet.

use crate::report::{Chapter, Handover, PaperState, Report, Rung, StackingReport, Status, SupportReport};
use crate::words::{self, Lang, Opener};

use super::charts;
use super::ladder::is_asked;
use super::markdown_report::supports;
use super::parts;
use super::screen::Sorts;
use super::sheet::{Block, Section, Sheet};

/// So many things are told that come first.
const FIRST: usize = 3;

/// Things with the supports, by name, that they are said for.
type For<K> = Vec<(K, Vec<String>)>;

/// What its maker says of a report that is handed over.
#[derive(Clone, Debug)]
pub struct Cover {
    /// Its title; `None` for the usual one.
    pub title: Option<String>,
    /// A picture for its head, as a `data:` address.
    pub logo: Option<String>,
    /// Its chapters, in their order.
    pub chapters: Vec<Chapter>,
}

/// The report of a firm as one page of HTML.
///
/// # Errors
/// When the page can't be written, which it can to a text.
pub fn report_html(lang: Lang, report: &Report, handover: &Handover, cover: &Cover) -> Result<String, askama::Error> {
    sheet(lang, report, handover, cover).html(lang, cover.logo.as_deref())
}

/// The same as a sheet.
pub(super) fn sheet(lang: Lang, report: &Report, handover: &Handover, cover: &Cover) -> Sheet {
    let of_firm = parts::of_firm(lang, report);
    let told = Told { lang, report, handover };
    let chapters = cover.chapters.iter().enumerate().map(|(index, chapter)| {
        let title = format!("{} {}", index + 1, words::chapter_title(lang, *chapter));
        Section::new(&title, told.blocks(*chapter))
    });
    Sheet {
        title: cover.title.as_deref().unwrap_or(words::handover_title(lang)).to_owned(),
        lead: std::iter::once(of_firm.title).chain(of_firm.lead).collect(),
        sections: chapters.collect(),
    }
}

/// What the chapters tell of.
struct Told<'r> {
    lang: Lang,
    report: &'r Report,
    handover: &'r Handover,
}

impl Told<'_> {
    fn blocks(&self, chapter: Chapter) -> Vec<Block> {
        match chapter {
            Chapter::Conclusion => self.conclusion(),
            Chapter::Money => self.money(),
            Chapter::Combination => self.combination(),
            Chapter::NearMisses => self.near_misses(),
            Chapter::Titles => self.titles(),
            Chapter::Calendar => self.calendar(),
            Chapter::Papers => self.papers(),
            Chapter::Decisions => self.decisions(),
            Chapter::Conditions => parts::details(self.lang, self.report),
            Chapter::Receipt => self.receipt(),
        }
    }

    /// How much, how sure, and what to do first.
    fn conclusion(&self) -> Vec<Block> {
        let (lang, report) = (self.lang, self.report);
        let sorts = Sorts::of(report, usize::MAX);
        let (totals, others): (Vec<_>, Vec<_>) = report.totals.iter().partition(|total| sorts.is_told(total));
        let below = (!others.is_empty()).then(|| words::open_totals_beside(lang, others.len()));
        let mut blocks: Vec<Block> = words::headlines(lang, &totals).into_iter().map(Block::Paragraph).collect();
        blocks.extend(headed(parts::totals(lang, report, &totals, below, true)));
        blocks.extend(Block::flat(words::how_sure(lang, report)));
        let mut steps = steps(lang, report);
        steps.truncate(FIRST);
        if steps.is_empty() {
            let missing: Vec<String> = words::missing_lines(lang, report).into_iter().take(FIRST).collect();
            let title = words::first_steps_title(lang, missing.len());
            let nothing = || vec![Block::Paragraph(words::nothing_to_do(lang).to_owned())];
            let lines = Block::flat(missing).map(|lines| vec![Block::Heading(title), lines]);
            blocks.extend(lines.unwrap_or_else(nothing));
        } else {
            blocks.push(Block::Heading(words::first_steps_title(lang, steps.len())));
            blocks.push(step_lines(lang, steps));
        }
        blocks
    }

    /// Each support with its amount, what decides it, and what is missing; drawn and in words.
    fn money(&self) -> Vec<Block> {
        let (lang, report) = (self.lang, self.report);
        let totals = headed(parts::totals(lang, report, &report.totals.iter().collect::<Vec<_>>(), None, false));
        let charts = charts::amounts(lang, report);
        let legend = (!charts.is_empty()).then(|| Block::Paragraph(words::bars_legend(lang).to_owned()));
        let steps = steps(lang, report);
        let steps =
            (!steps.is_empty()).then(|| [Block::Heading(words::next_title(lang).to_owned()), step_lines(lang, steps)]);
        let blocks = totals.into_iter().chain(legend).chain(charts).chain(supports(lang, report).flat_map(headed));
        blocks.chain(steps.into_iter().flatten()).collect()
    }

    fn combination(&self) -> Vec<Block> {
        let (lang, report) = (self.lang, self.report);
        let is_told =
            |group: &&StackingReport| !group.displaced.is_empty() || group.cut.is_some() || group.received.is_some();
        let rows = report.stacking.iter().filter(is_told).map(|group| words::combination_row(lang, report, group));
        let table = Block::table(words::combination_columns(lang), rows, &[20, 20, 20]);
        or_said(table.into_iter().chain(parts::joint_lines(lang, report)), words::nothing_to_combine(lang))
    }

    fn near_misses(&self) -> Vec<Block> {
        let rows = self.report.supports.iter().flat_map(|support| words::near_rows(self.lang, support));
        or_said(Block::table(words::near_columns(self.lang), rows, &[24, 30]), words::nothing_near(self.lang))
    }

    /// The titles that there are, then each standard from the lowest up.
    fn titles(&self) -> Vec<Block> {
        let (lang, ladder) = (self.lang, &self.handover.ladder);
        let held = ladder.titles.iter().flatten().map(|held| words::held_line(lang, held));
        let mut held: Vec<String> = held.collect();
        if held.is_empty() {
            held.push(words::no_titles_held(lang, ladder.titles.is_some()).to_owned());
        }
        let rungs: Vec<&Rung> = ladder.standards.iter().filter(|rung| is_asked(rung)).collect();
        let lines = held.into_iter().map(|line| format!("{}{line}", words::held_title(lang)));
        let lines: Vec<String> = lines.chain(words::size_line(lang, ladder)).collect();
        let rows = rungs.iter().map(|rung| words::rung_row(lang, rung));
        let table = Block::table(words::rung_columns(lang), rows, &[16, 12, 24, 16]);
        let mut blocks: Vec<Block> = Block::flat(lines).into_iter().collect();
        blocks.extend(charts::steps(lang, &rungs));
        blocks.extend(or_said(table, words::no_standards(lang)));
        blocks
    }

    fn calendar(&self) -> Vec<Block> {
        let (lang, days) = (self.lang, &self.handover.days);
        let rows = days.iter().enumerate().map(|(index, day)| words::calendar_row(lang, index + 1, day));
        let table = Block::table(words::calendar_columns(lang), rows, &[3, 10, 14, 30]);
        or_said(charts::days(lang, &self.report.as_of, days).into_iter().chain(table), words::nothing_due(lang))
    }

    /// Each paper once, with what needs it; then the supports of which the documents name none.
    fn papers(&self) -> Vec<Block> {
        let lang = self.lang;
        let (mut papers, mut silent): (For<(&str, PaperState)>, Vec<String>) = (Vec::new(), Vec::new());
        for support in self.report.supports.iter().filter(|support| is_applied_for(support)) {
            let name = words::name(lang, support);
            for paper in &support.apply.papers {
                add(&mut papers, (&paper.name, paper.state), &name);
            }
            if support.apply.papers.is_empty() && !silent.contains(&name) {
                silent.push(name);
            }
        }
        let rows = papers.iter().map(|((name, state), supports)| words::paper_row(lang, name, *state, supports));
        let table = Block::table(words::paper_columns(lang), rows, &[36, 16]);
        let silent = (!silent.is_empty()).then(|| Block::Paragraph(words::without_papers(lang, &silent)));
        or_said(table.into_iter().chain(silent), words::no_papers(lang))
    }

    /// What is open, by whom it waits for, each with its supports; what is missing; what was assumed.
    fn decisions(&self) -> Vec<Block> {
        let (lang, report) = (self.lang, self.report);
        let in_play = || report.supports.iter().filter(|support| support.status.is_in_play());
        let mut blocks = Vec::new();
        let mut add_list = |title: &str, of: &dyn Fn(&SupportReport) -> Vec<String>| {
            let mut open: For<String> = Vec::new();
            for support in in_play() {
                of(support).into_iter().for_each(|text| add(&mut open, text, &words::name(lang, support)));
            }
            let lines = Block::flat(open.iter().map(|(text, names)| words::open_for(lang, text, names)));
            blocks.extend(lines.into_iter().flat_map(|lines| [Block::Heading(title.to_owned()), lines]));
        };
        for opener in Opener::ALL {
            add_list(words::opener_title(lang, opener), &|support| {
                let reasons = support.reasons.iter().filter(|reason| Opener::of(reason.code) == Some(opener));
                reasons.map(|reason| reason.text.clone()).collect()
            });
        }
        add_list(words::assumptions_title(lang, true), &|support| support.assumptions.clone());
        blocks.extend(parts::missing(lang, report).into_iter().flat_map(headed));
        or_said(blocks, words::nothing_open(lang))
    }

    /// The documents, and by what the answer can be computed again.
    fn receipt(&self) -> Vec<Block> {
        let (lang, Handover { receipt, profile, .. }) = (self.lang, self.handover);
        let named = vec![
            ("version", receipt.version.clone()),
            ("as-of", words::day(lang, &self.report.as_of, self.report.as_of_from)),
            ("profile", profile.clone()),
            ("receipt", receipt.digest.clone()),
        ];
        let rows = receipt.rules.iter().map(|rule| [rule.file.clone(), rule.sha256.clone()]);
        let files = Block::table(words::rule_file_columns(lang), rows, &[40]);
        let basis = headed(parts::whole_basis(lang, self.report));
        let seal = [Block::Named(named), Block::Paragraph(words::receipt_note(lang).to_owned())];
        basis.into_iter().chain(seal).chain(files).collect()
    }
}

/// What to do, with the supports that it is to be done for: the one of most money first.
fn steps(lang: Lang, report: &Report) -> For<Vec<String>> {
    let mut steps = Vec::new();
    for step in words::next_steps(lang, report) {
        add(&mut steps, step.lines, &step.title);
    }
    steps
}

fn step_lines(lang: Lang, steps: For<Vec<String>>) -> Block {
    let lines = steps.into_iter().flat_map(|(lines, titles)| {
        let title = (0, titles.join(lang.semicolon()));
        std::iter::once(title).chain(lines.into_iter().map(|line| (1, line)))
    });
    Block::Lines(lines.collect())
}

/// Whether one applies for it, and it may bring money now.
fn is_applied_for(support: &SupportReport) -> bool {
    let is_open = matches!(support.status, Status::Qualifies | Status::SubjectToJudgement | Status::NeedsFacts);
    support.is_money && support.is_given() && is_open
}

/// The blocks of a section below its title.
fn headed(section: Section) -> Vec<Block> {
    std::iter::once(Block::Heading(section.title)).chain(section.blocks).collect()
}

/// The blocks; where there is none, what is said instead.
fn or_said(blocks: impl IntoIterator<Item = Block>, otherwise: &str) -> Vec<Block> {
    let blocks: Vec<Block> = blocks.into_iter().collect();
    if blocks.is_empty() { vec![Block::Paragraph(otherwise.to_owned())] } else { blocks }
}

/// Adds a name to what it belongs to, each once.
fn add<K: PartialEq>(all: &mut For<K>, key: K, name: &str) {
    let at = all.iter().position(|(other, _)| *other == key).unwrap_or_else(|| {
        all.push((key, Vec::new()));
        all.len() - 1
    });
    if !all[at].1.iter().any(|other| other == name) {
        all[at].1.push(name.to_owned());
    }
}
