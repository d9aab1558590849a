//! What to do next, support by support: what, where, by when, with which papers; and whom to ask where the document does not
//! say.

use std::cmp::Reverse;

use crate::calendar::Day;
use crate::report::{DocumentReport, Ends, PaperState, Report, Status, SupportReport, Window, Yuan};
use crate::rulebook::{How, Medium};

use super::delivery::{days_left, how, papers, shut};
use super::report::{amount_of, name, of_record};
use super::value::money_range;
use super::{Lang, read_day, say};

/// Facts that are named before others.
const FIRST_FACTS: usize = 3;
/// Supports of one document that are named together.
const NAMED_TOGETHER: usize = 2;

/// What to do for one support.
pub struct NextStep<'r> {
    support: &'r SupportReport,
    /// Which support, with what it brings.
    pub title: String,
    /// What to do, each by itself.
    pub lines: Vec<String>,
}

/// What the section is called.
#[must_use]
pub fn next_title(lang: Lang) -> &'static str {
    lang.pick("下一步", "Next steps")
}

/// What to do for each support that brings money and can be had, or nearly: the one of most money first.
#[must_use]
pub fn next_steps<'r>(lang: Lang, report: &'r Report) -> Vec<NextStep<'r>> {
    let day = Day::parse(&report.as_of);
    let mut supports: Vec<(&SupportReport, Ends)> =
        report.supports.iter().filter_map(|support| Some((support, brings(support)?))).collect();
    supports.sort_by_key(|(_, Ends { low, high })| Reverse((low.0, high.map(|high| high.0))));
    let step = |(support, _): (&'r SupportReport, Ends)| NextStep {
        support,
        title: title(lang, support),
        lines: lines(lang, support, day),
    };
    supports.into_iter().map(step).collect()
}

/// What a support may bring that can be had, or nearly; nothing surely of one that is just missed.
fn brings(support: &SupportReport) -> Option<Ends> {
    let is_deduction = Medium::of(support.paid_as) == Some(Medium::Deduction);
    if !support.is_money || !support.is_given() || is_deduction {
        return None;
    }
    let amount = match support.status {
        Status::Qualifies | Status::SubjectToJudgement | Status::NeedsFacts => support.amount.as_ref(),
        Status::NotOpen => {
            let opens = support.apply.window == Some(Window::Ahead) || support.apply.next.is_some();
            support.if_open.as_ref().filter(|_| opens).and_then(|if_open| if_open.amount.as_ref())
        }
        Status::DoesNotQualify => {
            let high = support.near_miss.iter().find_map(|miss| miss.would_bring)?.high;
            return Some(Ends { low: Yuan::default(), high }).filter(is_something);
        }
        Status::OpenToAll | Status::Announced | Status::NationalLaw => None,
    }?;
    let waits_for_a_list = support.status == Status::NeedsFacts && support.missing.iter().any(|fact| fact.is_list);
    if amount.gives_way_to.is_some() || waits_for_a_list || (amount.low.is_none() && amount.high.is_none()) {
        return None;
    }
    Some(Ends { low: amount.low.unwrap_or_default(), high: amount.high }).filter(is_something)
}

fn is_something(ends: &Ends) -> bool {
    ends.high.is_none_or(|high| !high.0.is_zero())
}

/// What a support brings, would bring if it were open, or if what is just missed were met; nothing of what brings nothing.
pub(super) fn amount(lang: Lang, support: &SupportReport) -> Option<String> {
    brings(support)?;
    let if_open = support.if_open.as_ref().and_then(|if_open| if_open.amount.as_ref());
    let amount = support.amount.as_ref().or(if_open).map(|amount| amount_of(lang, amount));
    amount.or_else(|| {
        let Ends { low, high } = support.near_miss.iter().find_map(|miss| miss.would_bring)?;
        Some(money_range(lang, low.0.into(), high.map(|high| high.0.into())))
    })
}

/// A support with what it brings, and whether it is had.
fn title(lang: Lang, support: &SupportReport) -> String {
    let (name, status) = (name(lang, support), super::status(lang, support.status));
    let amount = amount(lang, support).unwrap_or_default();
    say!(lang, "{name}：{amount}（{status}）", "{name}: {amount} ({status})")
}

/// What to do first, where, by when, with which papers, and whom to ask.
fn lines(lang: Lang, support: &SupportReport, day: Option<Day>) -> Vec<String> {
    let line = |side: &str, text: String| of_record(lang, Some(side), &text);
    let before = before(lang, support).map(|text| line(lang.pick("先做", "first"), text));
    let how = way(lang, support).map(|text| line(lang.pick("怎么办", "how"), text));
    let at = support.apply.at.clone().map(|text| line(lang.pick("何处", "where"), text));
    let by = by_when(lang, support, day).map(|text| line(lang.pick("何时", "when"), text));
    let papers = Some(papers(lang, &support.apply)).filter(|text| !text.is_empty());
    let papers = papers.map(|text| line(lang.pick("材料", "papers"), text));
    let ask = ask(lang, support);
    [before, how, at, by, papers, ask].into_iter().flatten().collect()
}

/// What must come first: facts that are not stated, or what is lacking.
fn before(lang: Lang, support: &SupportReport) -> Option<String> {
    if support.status == Status::DoesNotQualify {
        return support.near_miss.first().map(|miss| of_record(lang, miss.record.as_deref(), &miss.text));
    }
    let labels: Vec<&str> = support.missing.iter().map(|fact| fact.label.as_str()).take(FIRST_FACTS).collect();
    let rest = support.missing.len().saturating_sub(labels.len());
    let labels = (!labels.is_empty()).then(|| lang.list(&labels))?;
    Some(match rest {
        0 => say!(lang, "填{labels}", "state {labels}"),
        _ => say!(lang, "填{labels}，另有 {rest} 项", "state {labels}, and {rest} more"),
    })
}

/// In which way it comes.
fn way(lang: Lang, support: &SupportReport) -> Option<String> {
    support.apply.how.as_deref().map(|word| how(lang, word).to_owned())
}

/// By when: the window, else the end of the support's document.
fn by_when(lang: Lang, support: &SupportReport, day: Option<Day>) -> Option<String> {
    let apply = &support.apply;
    let notes = super::window_notes(lang, apply);
    let shut = shut(lang, apply);
    if shut.is_some() || !notes.is_empty() {
        return Some(shut.into_iter().chain(notes).collect::<Vec<_>>().join(lang.semicolon()));
    }
    let until = support.document.until.as_deref()?;
    let left = day.zip(Day::parse(until)).map(|(day, until)| days_left(lang, day.days_until(until)));
    let left = left.map(|left| say!(lang, "（{left}）", " ({left})")).unwrap_or_default();
    Some(say!(lang, "文件到 {until} 为止{left}", "the document is in force until {until}{left}"))
}

/// What the document does not say of the way to it, and whom to ask.
pub(super) fn ask(lang: Lang, support: &SupportReport) -> Option<String> {
    let silent = lang.list(&silent(lang, support));
    let (whom, document) = (whom(lang, support), document_in_full(lang, &support.document));
    let said = say!(
        lang,
        "文件没有写{silent}，问{whom}：{document}",
        "the document does not say {silent}; ask {whom}: {document}"
    );
    (!silent.is_empty()).then_some(said)
}

/// What the document does not say of the way to a support.
fn silent(lang: Lang, support: &SupportReport) -> Vec<&'static str> {
    let apply = &support.apply;
    // What comes by itself is not applied for.
    let is_asked = apply.how.as_deref().and_then(How::of) != Some(How::Automatic);
    let sides = [
        (apply.how.is_none(), lang.pick("怎样申请", "how one applies")),
        (is_asked && apply.at.is_none(), lang.pick("向谁申请", "where")),
        (is_asked && apply.opens.is_none() && apply.closes.is_none(), lang.pick("何时申请", "when")),
        (is_asked && apply.materials.is_empty(), lang.pick("要哪些材料", "with which papers")),
    ];
    sides.into_iter().filter(|(is_silent, _)| *is_silent).map(|(_, side)| side).collect()
}

/// Whom to ask: who is in charge, else who issued the document, by the way that it names.
fn whom(lang: Lang, support: &SupportReport) -> String {
    let issuer = support.department.as_ref().unwrap_or(&support.document.issuer);
    let contact = support.contact.as_ref().or(support.document.contact.as_ref());
    contact.map_or_else(|| issuer.clone(), |contact| say!(lang, "{issuer}（{contact}）", "{issuer} ({contact})"))
}

/// A document by its title, number and day, and where it can be read, or why that is not known.
fn document_in_full(lang: Lang, document: &DocumentReport) -> String {
    let number = document.number.as_ref().map(|number| say!(lang, "（{number}）", " ({number})")).unwrap_or_default();
    let (title, issued) = (&document.title, read_day(lang, document.issued.as_deref()));
    let address = address(lang, document);
    say!(lang, "{title}{number}，{issued}，{address}", "{title}{number}, {issued}, {address}")
}

/// Where a document can be read, or why that is not known.
#[must_use]
pub fn address(lang: Lang, document: &DocumentReport) -> String {
    address_of(lang, document.source.as_ref(), document.source_note.as_ref())
}

/// The same of its head.
#[must_use]
pub fn address_of(lang: Lang, source: Option<&String>, note: Option<&String>) -> String {
    match (source, note) {
        (Some(address), _) => address.clone(),
        (None, Some(why)) => say!(lang, "没有网址：{why}", "no address: {why}"),
        (None, None) => lang.pick("没有记下网址", "no address is noted").to_owned(),
    }
}

/// The first so many of these steps on one line: what is silent of one document together, without what the list of documents
/// says.
#[must_use]
pub fn next_in_brief(lang: Lang, steps: &[NextStep<'_>], most: usize) -> Option<String> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for NextStep { support, .. } in steps {
        let (todo, name) = (todo(lang, support), name(lang, support));
        match groups.iter_mut().find(|(other, _)| *other == todo) {
            Some((_, names)) => names.push(name),
            None => groups.push((todo, vec![name])),
        }
    }
    let rest: usize = groups.iter().skip(most).map(|(_, names)| names.len()).sum();
    let told = groups.iter().take(most).map(|(todo, names)| {
        let shown = lang.list(&names.iter().take(NAMED_TOGETHER).map(String::as_str).collect::<Vec<_>>());
        let count = names.len();
        let names = if count > NAMED_TOGETHER {
            let rest = count - NAMED_TOGETHER;
            say!(lang, "{shown}等 {count} 项", "{shown} and {rest} more")
        } else {
            shown
        };
        of_record(lang, Some(&names), todo)
    });
    let more = (rest > 0).then(|| say!(lang, "另有 {rest} 项", "{rest} more"));
    let told = told.chain(more).collect::<Vec<_>>().join(lang.semicolon());
    (!steps.is_empty()).then(|| say!(lang, "{told}（--all 写全）", "{told} (--all has all of it)"))
}

/// What to do for a support, in few words.
fn todo(lang: Lang, support: &SupportReport) -> String {
    let apply = &support.apply;
    let before = match support.status {
        Status::NeedsFacts => Some(lang.pick("先补信息", "state what is missing").to_owned()),
        Status::DoesNotQualify => Some(lang.pick("先补差距", "close the gap").to_owned()),
        Status::Qualifies
        | Status::SubjectToJudgement
        | Status::OpenToAll
        | Status::Announced
        | Status::NationalLaw
        | Status::NotOpen => None,
    };
    let window = match (apply.days_left.zip(apply.closes.as_ref()), shut(lang, apply)) {
        (Some((days, closes)), _) => {
            let left = days_left(lang, days);
            Some(say!(lang, "{closes} 前申请（{left}）", "apply until {closes} ({left})"))
        }
        (None, shut) => shut,
    };
    let way = way(lang, support).filter(|_| window.is_none());
    let lacking = apply.papers.iter().filter(|paper| paper.state == PaperState::Lacking);
    let lacking: Vec<&str> = lacking.map(|paper| paper.name.as_str()).collect();
    let lacking = (!lacking.is_empty()).then(|| say!(lang, "缺{0}", "lacking {0}", lang.list(&lacking)));
    let silent = silent(lang, support);
    let ask = (!silent.is_empty()).then(|| {
        let (whom, cited) = (whom(lang, support), cited(lang, &support.document));
        let silent = if apply.how.is_none() && apply.at.is_none() { vec![silent[0]] } else { silent };
        let silent = lang.list(&silent);
        say!(
            lang,
            "文件没有写{silent}，问{whom}（{cited}）",
            "the document does not say {silent}, ask {whom} ({cited})"
        )
    });
    [before, window, way, lacking, ask].into_iter().flatten().collect::<Vec<_>>().join(lang.pick("，", ", "))
}

/// A document by its number, else by its day.
fn cited(lang: Lang, document: &DocumentReport) -> String {
    let number = document.number.as_ref().and_then(|numbers| numbers.split("; ").next());
    number.unwrap_or_else(|| read_day(lang, document.issued.as_deref())).to_owned()
}
