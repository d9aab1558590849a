//! The words of a report that is handed over, chapter by chapter.

use crate::report::{
    Chapter, DueDay, Ends, NearMissReport, PaperState, ReasonCode, Report, Rung, StackingReport, Status, SupportReport,
    TotalReport,
};

use super::delivery::{amount_of_all, paper_state};
use super::ladder::{met_or_not, rung_window};
use super::listed::is_cash_once;
use super::report::{ends, name};
use super::value::not_settled;
use super::{Lang, brings_lines, brings_nothing, counted, due_left, group_rule, rung_counts, say, status, unmet_names};

/// What the report is called, if its maker does not say.
#[must_use]
pub fn handover_title(lang: Lang) -> &'static str {
    lang.pick("惠企政策测算报告", "Report on government supports")
}

/// Above the list of chapters.
#[must_use]
pub fn contents_title(lang: Lang) -> &'static str {
    lang.pick("目录", "Contents")
}

/// What a chapter is called.
#[must_use]
pub fn chapter_title(lang: Lang, chapter: Chapter) -> &'static str {
    match chapter {
        Chapter::Conclusion => lang.pick("结论", "Conclusion"),
        Chapter::Money => lang.pick("资金：多少、多有把握、由什么决定", "Money: how much, how sure, what decides"),
        Chapter::Combination => lang.pick("怎样搭配", "What is taken together"),
        Chapter::NearMisses => lang.pick("差一点的，补上能得多少", "Just missed, and what each step would bring"),
        Chapter::Titles => lang.pick("称号路线图", "The way up the titles"),
        Chapter::Calendar => lang.pick("日历", "Calendar"),
        Chapter::Papers => lang.pick("材料清单", "Papers"),
        Chapter::Decisions => lang.pick("别人来定的，和我们假定的", "What others decide, and what we assume"),
        Chapter::Conditions => lang.pick("逐条对照", "Every condition"),
        Chapter::Receipt => lang.pick("依据和收据", "Basis and receipt"),
    }
}

/// What is paid to the firm once, a sentence for each standing.
#[must_use]
pub fn headlines(lang: Lang, totals: &[&TotalReport]) -> Vec<String> {
    let told = totals.iter().filter(|total| is_cash_once(total)).map(|total| {
        let [whose, low, high, _] = super::total(lang, total, true);
        say!(lang, "{whose}：至少 {low}，最多 {high}", "{whose}: at least {low}, at most {high}")
    });
    told.collect()
}

/// How many supports have which answer, and what the two ends mean.
#[must_use]
pub fn how_sure(lang: Lang, report: &Report) -> Vec<String> {
    let of = |wanted: Status| report.supports.iter().filter(|support| support.status == wanted).count();
    let near = report.supports.iter().filter(|support| !support.near_miss.is_empty()).count();
    let counts = [Status::Qualifies, Status::SubjectToJudgement, Status::NeedsFacts, Status::DoesNotQualify]
        .map(|wanted| (status(lang, wanted), of(wanted)));
    let counts = counts.into_iter().chain([(super::near_misses_title(lang), near)]);
    let counts: Vec<String> = counts.map(|(what, count)| say!(lang, "{what} {count}", "{what}: {count}")).collect();
    let all = report.supports.len();
    let told = lang.list(&counts);
    vec![
        say!(lang, "看过 {all} 项支持：{told}", "Of {all} supports: {told}"),
        lang.pick(
            "“至少”是按现有信息和文件所写一定有的；“最多”是还没有定的都定得有利时的数；没有写的金额不在里面",
            "“At least” is what is sure by what is known and written; “at most” is what it comes to if all that is open ends \
             well; amounts that are not stated are in neither",
        )
        .to_owned(),
    ]
}

/// Above the first things to do.
#[must_use]
pub fn first_steps_title(lang: Lang, count: usize) -> String {
    let english = counted(count, "thing", "things");
    say!(lang, "先做这 {count} 件", "The first {english} to do")
}

/// Where there is nothing to do.
#[must_use]
pub fn nothing_to_do(lang: Lang) -> &'static str {
    lang.pick("按现有信息，没有要先做的", "By what is known there is nothing to do first")
}

/// Totals that stand in another chapter.
#[must_use]
pub fn open_totals_beside(lang: Lang, count: usize) -> String {
    say!(
        lang,
        "另有 {count} 个合计还没有定数，见“资金”一章",
        "{count} more totals are not settled: see the chapter on money"
    )
}

/// What a chart of amounts is of.
#[must_use]
pub fn bars_caption(lang: Lang, purse: [&str; 3]) -> String {
    super::total_name(lang, purse, true)
}

/// How such charts are read.
#[must_use]
pub fn bars_legend(lang: Lang) -> &'static str {
    lang.pick(
        "图中深色是至少，浅色到最多，虚线没有上限；每张图用自己的比例",
        "In the charts dark is at least, light goes up to at most, and a dashed line has no upper end; each has a scale of its own",
    )
}

/// The columns of what is combined.
#[must_use]
pub fn combination_columns(lang: Lang) -> [&'static str; 4] {
    [
        lang.pick("哪些之间", "Among"),
        lang.pick("取", "Taken"),
        lang.pick("次优", "Next best"),
        lang.pick("为什么", "Why"),
    ]
}

/// Where nothing has to give way.
#[must_use]
pub fn nothing_to_combine(lang: Lang) -> &'static str {
    lang.pick(
        "按现有信息，没有因为别的一项而不给、少给的",
        "By what is known, nothing is withheld or cut because of something else",
    )
}

/// What of a group is taken, the best of what is not, and why.
#[must_use]
pub fn combination_row(lang: Lang, report: &Report, group: &StackingReport) -> [String; 4] {
    let find = |id: &String| report.supports.iter().find(|support| support.id == *id);
    let chosen: Vec<&SupportReport> = group.chosen.iter().filter_map(find).collect();
    let mut others: Vec<&SupportReport> = group.displaced.iter().filter_map(|lost| find(&lost.id)).collect();
    others.sort_by_key(|support| std::cmp::Reverse(support.amount.as_ref().map(|amount| (amount.low, amount.high))));
    let bound = [group.record.clone(), group.year.map(|year| year.to_string())];
    let bound = lang.list(&bound.into_iter().flatten().collect::<Vec<_>>());
    let among = if bound.is_empty() {
        group.group.clone()
    } else {
        say!(lang, "{0}（{bound}）", "{0} ({bound})", group.group)
    };
    let members = chosen.iter().chain(&others);
    let codes = [
        ReasonCode::Stacking,
        ReasonCode::Highest,
        ReasonCode::Displaced,
        ReasonCode::MayBeDisplaced,
        ReasonCode::Received,
        ReasonCode::GroupCap,
    ];
    let reasons = members.flat_map(|support| &support.reasons);
    let of_group = reasons.filter(|reason| codes.contains(&reason.code) && reason.text.starts_with(&group.group));
    let mut why = vec![group_rule(lang, &group.rule).to_owned()];
    for reason in of_group {
        if !why.contains(&reason.text) {
            why.push(reason.text.clone());
        }
    }
    let with_amount = |support: &SupportReport| match &support.amount {
        Some(amount) => say!(lang, "{0}：{1}", "{0}: {1}", name(lang, support), amount_of_all(lang, amount)),
        None => name(lang, support),
    };
    let lines = |supports: &[&SupportReport]| -> String {
        supports.iter().map(|support| with_amount(support)).collect::<Vec<_>>().join("\n")
    };
    [among, lines(&chosen), lines(&others), why.join("\n")]
}

/// The columns of what is just missed.
#[must_use]
pub fn near_columns(lang: Lang) -> [&'static str; 3] {
    [lang.pick("支持", "Support"), lang.pick("还差", "What is lacking"), lang.pick("补上以后", "Would bring")]
}

/// Where nothing is just missed.
#[must_use]
pub fn nothing_near(lang: Lang) -> &'static str {
    lang.pick("没有只差一个数、一个日子的", "Nothing is missed by a number or a date alone")
}

/// What is just missed, what is lacking and what it would bring, a row for each record.
#[must_use]
pub fn near_rows(lang: Lang, support: &SupportReport) -> Vec<[String; 3]> {
    let misses = support.near_miss.chunk_by(|one, other| one.record == other.record);
    let row = |of_record: &[NearMissReport]| {
        let texts: Vec<&str> = of_record.iter().map(|miss| miss.text.as_str()).collect();
        let brings = match (of_record.first().and_then(|miss| miss.would_bring), support.is_money) {
            (Some(Ends { low, high }), _) => ends(lang, Some(low), high),
            (None, true) => not_settled(lang).to_owned(),
            (None, false) => super::not_money(lang).to_owned(),
        };
        [name(lang, support), texts.join("\n"), brings]
    };
    misses.map(row).collect()
}

/// The columns of the titles.
#[must_use]
pub fn rung_columns(lang: Lang) -> [&'static str; 5] {
    [
        lang.pick("称号", "Title"),
        lang.pick("现在", "Now"),
        lang.pick("条件", "Conditions"),
        lang.pick("何时申报、要多久", "When, and how long it takes"),
        lang.pick("有了它", "With it"),
    ]
}

/// What the chart of the titles is of.
#[must_use]
pub fn steps_caption(lang: Lang) -> &'static str {
    lang.pick("称号从低到高；填满的已经有了", "Titles from the lowest up; those held are filled")
}

/// A title: what it is for the firm, what is lacking, by when, and what it would bring.
#[must_use]
pub fn rung_row(lang: Lang, rung: &Rung) -> [String; 5] {
    let standard = &rung.standard;
    let lacks = (!standard.lacks().is_empty()).then(|| unmet_names(lang, standard));
    let nothing = brings_nothing(lang);
    let counts = rung_counts(lang, rung)
        .map(|counts| counts.replace(&format!("{}{nothing}", lang.semicolon()), "").replace(nothing, ""));
    let conditions: Vec<String> = lacks.into_iter().chain(counts).collect();
    let effort = standard.apply.effort.clone();
    let when: Vec<String> = rung_window(lang, rung).into_iter().chain(effort).collect();
    let when = if when.is_empty() {
        lang.pick("文件没有写", "not stated by the document").to_owned()
    } else {
        when.join("\n")
    };
    let brings = match rung.brings.as_deref() {
        Some([]) => nothing.to_owned(),
        Some(brings) => brings_lines(lang, brings, false).join("\n"),
        None => String::new(),
    };
    [super::standard_name(lang, rung), now(lang, rung), conditions.join("\n"), when, brings]
}

/// Whether a firm has a title, else what its standard is for it.
#[must_use]
pub fn now(lang: Lang, rung: &Rung) -> String {
    match rung.held {
        Some(true) => say!(lang, "已有；{0}", "held; {0}", met_or_not(lang, rung)),
        Some(false) | None => met_or_not(lang, rung),
    }
}

/// The columns of the calendar.
#[must_use]
pub fn calendar_columns(lang: Lang) -> [&'static str; 5] {
    [
        lang.pick("序", "No."),
        lang.pick("日子", "Day"),
        lang.pick("还有", "Left"),
        lang.pick("什么事", "What"),
        lang.pick("要知道的", "To know"),
    ]
}

/// What the chart of the days is of.
#[must_use]
pub fn strip_caption(lang: Lang, from: &str, to: &str) -> String {
    say!(
        lang,
        "从测算日 {from} 到 {to}；号码是下表的序",
        "From the day of the answer, {from}, to {to}; the numbers are those of the table"
    )
}

/// A day as a row, behind its number.
#[must_use]
pub fn calendar_row(lang: Lang, number: usize, day: &DueDay) -> [String; 5] {
    let what = super::due_summary(lang, day, false);
    [number.to_string(), day.day.clone(), due_left(lang, day), what, day.notes.join("\n")]
}

/// The columns of what must be handed in.
#[must_use]
pub fn paper_columns(lang: Lang) -> [&'static str; 3] {
    [lang.pick("材料", "Paper"), lang.pick("有没有", "At hand?"), lang.pick("用在", "For")]
}

/// What must be handed in, with a box to tick, and for what.
#[must_use]
pub fn paper_row(lang: Lang, name: &str, state: PaperState, supports: &[String]) -> [String; 3] {
    let (tick, state) = match state {
        PaperState::Have => ("☑", paper_state(lang, state)),
        PaperState::Lacking | PaperState::Assisted => ("☐", paper_state(lang, state)),
        PaperState::Unknown => ("☐", Some(lang.pick("企业没有填", "not stated by the firm"))),
    };
    [format!("{tick} {name}"), state.unwrap_or_default().to_owned(), lang.list(supports)]
}

/// Of which supports the documents name no paper.
#[must_use]
pub fn without_papers(lang: Lang, supports: &[String]) -> String {
    let names = lang.list(supports);
    say!(lang, "文件没有写要哪些材料，要问：{names}", "The documents name no papers, so ask: {names}")
}

/// Where nothing is applied for.
#[must_use]
pub fn no_papers(lang: Lang) -> &'static str {
    lang.pick("按现有信息，没有可以申报的资金", "By what is known, there is no money to apply for")
}

/// Whose decision keeps something open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Opener {
    /// An authority's.
    Authority,
    /// That of the document, which does not say.
    Document,
    /// What becomes of the firm.
    Later,
}

impl Opener {
    /// All of them.
    pub const ALL: [Opener; 3] = [Opener::Authority, Opener::Document, Opener::Later];

    /// Whose decision a reason waits for; nobody's where the answer is settled.
    #[must_use]
    pub fn of(code: ReasonCode) -> Option<Opener> {
        match code {
            ReasonCode::Judgement => Some(Opener::Authority),
            ReasonCode::Silence
            | ReasonCode::UpTo
            | ReasonCode::AtLeast
            | ReasonCode::Range
            | ReasonCode::Unstated
            | ReasonCode::Duration
            | ReasonCode::Payee
            | ReasonCode::CapScope
            | ReasonCode::Stacking
            | ReasonCode::Standing => Some(Opener::Document),
            ReasonCode::ByYear | ReasonCode::Stage | ReasonCode::Received => Some(Opener::Later),
            // What is missing is listed by itself.
            ReasonCode::MissingFact
            | ReasonCode::Spent
            | ReasonCode::Overflow
            | ReasonCode::NoRecord
            | ReasonCode::Highest
            | ReasonCode::Displaced
            | ReasonCode::MayBeDisplaced
            | ReasonCode::GroupCap
            | ReasonCode::Bounded => None,
        }
    }
}

/// Above what waits for somebody.
#[must_use]
pub fn opener_title(lang: Lang, opener: Opener) -> &'static str {
    match opener {
        Opener::Authority => lang.pick("等主管部门认定", "An authority decides"),
        Opener::Document => lang.pick("文件没有写定", "The document does not settle"),
        Opener::Later => lang.pick("看企业以后和以前的情况", "Hangs on what the firm did or will do"),
    }
}

/// Something that is open, with the supports that wait for it.
#[must_use]
pub fn open_for(lang: Lang, text: &str, supports: &[String]) -> String {
    let names = lang.list(supports);
    say!(lang, "{text}〔{names}〕", "{text} [{names}]")
}

/// Where nothing is open or assumed.
#[must_use]
pub fn nothing_open(lang: Lang) -> &'static str {
    lang.pick("没有等别人来定的", "Nothing waits for a decision")
}

/// The columns of the rule files.
#[must_use]
pub fn rule_file_columns(lang: Lang) -> [&'static str; 2] {
    [lang.pick("规则文件", "Rule file"), "SHA-256"]
}

/// What the digests are for.
#[must_use]
pub fn receipt_note(lang: Lang) -> &'static str {
    lang.pick(
        "同样的画像、规则和测算日，谁来算都是这个答案：zjtx check --receipt 写出收据，摘要如上；zjtx verify 重新算一遍",
        "The same profile, rules and day give this answer to everybody: zjtx check --receipt writes the receipt of this \
         digest, and zjtx verify computes it again",
    )
}
