//! A plan, as text and as Markdown.

use std::fmt::Write;

use crate::report::PlanReport;
use crate::words::{self, Lang};

use super::markdown::{escaped, nested};
use super::page::Page;

/// Changes, and facts to be known first, that are told unless all are asked for.
const MOST: usize = 8;

/// The plan in `width` columns; `all` tells every change.
#[must_use]
pub fn plan_text(lang: Lang, plan: &PlanReport, width: usize, all: bool) -> String {
    let mut page = Page::new(lang, width);
    page.line(&words::plan_title(lang, plan));
    page.hanging("", "  ", &words::plan_total(lang, plan));
    words::curve_open(lang, &plan.open).iter().for_each(|why| page.hanging("", "  ", why));
    for (title, lines) in sections(lang, plan, all) {
        page.section(title);
        for (depth, line) in lines {
            let indent = "  ".repeat(depth + 1);
            page.hanging(&indent, &format!("{indent}  "), &line);
        }
    }
    page.text
}

/// The same as Markdown, with every change.
#[must_use]
pub fn plan_markdown(lang: Lang, plan: &PlanReport) -> String {
    let mut text = format!("# {}\n\n", escaped(&words::plan_title(lang, plan)));
    let _ = writeln!(text, "{}  ", escaped(&words::plan_total(lang, plan)));
    if let Some(why) = words::curve_open(lang, &plan.open) {
        let _ = writeln!(text, "{}  ", escaped(&why));
    }
    for (title, lines) in sections(lang, plan, true) {
        let _ = write!(text, "\n## {}\n\n{}", escaped(title), nested(&lines));
    }
    text
}

/// Each section with its lines, and how deep each stands inside others.
fn sections(lang: Lang, plan: &PlanReport, all: bool) -> Vec<(&'static str, Vec<(usize, String)>)> {
    let [choices, changes, cliffs, first] = words::plan_titles(lang);
    let under = |lines: Vec<String>| -> Vec<(usize, String)> {
        lines.into_iter().enumerate().map(|(at, line)| (usize::from(at > 0), line)).collect()
    };
    let most = if all { usize::MAX } else { MOST };
    let more = |count: usize| (count > most).then(|| (0, words::plan_more(lang, count - most)));
    let of_choices = plan.choices.iter().flat_map(|choice| under(words::plan_choice(lang, choice)));
    let mut of_changes: Vec<(usize, String)> = Vec::new();
    for change in plan.changes.iter().take(most) {
        of_changes.push((0, words::plan_facts(lang, change)));
        of_changes.extend(words::plan_effects(lang, change).into_iter().map(|line| (1, line)));
    }
    if plan.changes.is_empty() {
        of_changes.push((0, words::plan_nothing(lang).to_owned()));
    }
    of_changes.extend(more(plan.changes.len()));
    of_changes.extend(words::plan_out_of_reach(lang, plan.out_of_reach.len()).map(|line| (0, line)));
    let of_cliffs = plan.cliffs.iter().map(|cliff| (0, words::plan_cliff(lang, cliff)));
    let mut of_first: Vec<(usize, String)> =
        plan.first.iter().take(most).map(|one| (0, words::plan_first(lang, one))).collect();
    of_first.extend(more(plan.first.len()));
    let sections =
        [(choices, of_choices.collect()), (changes, of_changes), (cliffs, of_cliffs.collect()), (first, of_first)];
    sections.into_iter().filter(|(_, lines)| !lines.is_empty()).collect()
}
