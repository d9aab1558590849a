//! The words of a plan.

use crate::dictionary::{Changes, Kind};
use crate::number::Number;
use crate::report::{
    ChangeReport, Changed, PlanChange, PlanChoice, PlanCliff, PlanFact, PlanFirst, PlanNamed, PlanReport, PlanTarget,
    TermReport, Yuan,
};

use super::curve::changed_side;
use super::{Lang, counted, group_rule, money, money_range, of_kind, say};

/// Names that are told of one list.
const MOST_NAMED: usize = 6;

/// Whose plan it is.
#[must_use]
pub fn plan_title(lang: Lang, plan: &PlanReport) -> String {
    super::of_record(lang, plan.enterprise.name.as_deref(), lang.pick("怎样拿得更多", "How to get more"))
}

/// What the firm gets as it is.
#[must_use]
pub fn plan_total(lang: Lang, plan: &PlanReport) -> String {
    let day = super::as_of(lang, &plan.as_of, plan.as_of_from);
    let total = money_range(lang, plan.total.low.0.into(), plan.total.high.map(|high| high.0.into()));
    say!(
        lang,
        "{day}；最好的合法组合现在合计 {total}（给企业的现金、一次性的，现行的和未确认现行的都算）",
        "{day}; the best legal combination now: {total} (cash to the firm, once, of documents in force and not confirmed together)"
    )
}

/// The titles of the sections: choices, changes, cliffs, what has to be known.
#[must_use]
pub fn plan_titles(lang: Lang) -> [&'static str; 4] {
    [
        lang.pick("只能取其一、其几的", "Where not all are paid"),
        lang.pick("最小的改变（带来钱多的在前）", "The smallest changes, the one that brings most first"),
        lang.pick("离得近的悬崖（一步就少钱）", "Cliffs nearby: one step and less is paid"),
        lang.pick(
            "先要知道的（没写明的，不猜怎么改）",
            "What has to be known first: nothing is proposed of what is not stated",
        ),
    ]
}

/// One choice: what is taken, what is not and why, what comes next.
#[must_use]
pub fn plan_choice(lang: Lang, choice: &PlanChoice) -> Vec<String> {
    let names = |named: &[PlanNamed]| lang.list(&named.iter().map(|one| one.name.as_str()).collect::<Vec<_>>());
    let of: Vec<String> =
        [choice.document.clone(), choice.clause.clone(), choice.record.clone()].into_iter().flatten().collect();
    let of = if of.is_empty() { String::new() } else { say!(lang, "（{}）", " ({})", of.join(lang.comma())) };
    let (group, rule, certain) = (&choice.group, group_rule(lang, &choice.rule), names(&choice.certain));
    let zero = Yuan::default();
    let is_settled = choice
        .runner_up
        .as_ref()
        .is_none_or(|next| next.less_low > zero || next.less_high.is_some_and(|less| less > zero));
    if !is_settled {
        let rest: Vec<&str> = choice.excluded.iter().map(|one| one.name.as_str()).collect();
        let rest = lang.list(&rest);
        return vec![say!(
            lang,
            "{group}{of}：{rule}；{certain}与{rest}哪个多，还定不了",
            "{group}{of}: {rule}; whether {certain} or {rest} brings more is not settled"
        )];
    }
    let mut lines =
        vec![say!(lang, "{group}{of}：{rule}；最稳的是{certain}", "{group}{of}: {rule}; surest is {certain}")];
    if !choice.possible.is_empty() && choice.possible != choice.certain {
        let possible = names(&choice.possible);
        lines.push(say!(lang, "可能最多的是{possible}", "what may bring most is {possible}"));
    }
    for lost in &choice.excluded {
        let by = choice.certain.iter().find(|one| one.id == lost.by).map_or(lost.by.as_str(), |one| one.name.as_str());
        let how = if lost.certain { "" } else { lang.pick("（还没有定）", " (not settled)") };
        let name = &lost.name;
        lines.push(say!(lang, "{name}：让位给{by}{how}", "{name}: gives way to {by}{how}"));
    }
    if let Some(next) = &choice.runner_up {
        let (without, takes) = (&next.without.name, names(&next.takes));
        let less = less(lang, next.less_low, next.less_high);
        lines.push(if next.takes.is_empty() {
            say!(lang, "不取{without}：{less}", "without {without}: {less}")
        } else {
            say!(
                lang,
                "其次是不取{without}，取{takes}：{less}",
                "next best is to leave {without} and take {takes}: {less}"
            )
        });
    }
    lines
}

/// How much less both ends are.
#[must_use]
pub fn less(lang: Lang, low: Yuan, high: Option<Yuan>) -> String {
    let number = |yuan: Yuan| money(lang, yuan.0.into());
    match high {
        Some(high) if high == low => say!(lang, "少{}", "{} less", number(low)),
        Some(high) => say!(
            lang,
            "至少的少{}，最多的少{}",
            "what is sure is {} less, what is possible {}",
            number(low),
            number(high)
        ),
        None => say!(lang, "至少的少{}", "what is sure is {} less", number(low)),
    }
}

/// One change in a line: which facts, from what to what.
#[must_use]
pub fn plan_facts(lang: Lang, change: &PlanChange) -> String {
    let one = |fact: &PlanFact| {
        let PlanFact { label, from, to, .. } = fact;
        let how: Vec<&str> = fact.by.as_deref().into_iter().chain(how_soon(lang, fact)).collect();
        let how = if how.is_empty() { String::new() } else { say!(lang, "（{}）", " ({})", how.join(lang.comma())) };
        say!(lang, "{label}：{from} → {to}{how}", "{label}: {from} → {to}{how}")
    };
    let facts: Vec<String> = change.facts.iter().map(one).collect();
    facts.join(lang.pick("，并且", ", and "))
}

fn how_soon(lang: Lang, fact: &PlanFact) -> Option<&'static str> {
    if fact.next_year {
        return Some(lang.pick("这一年度已过，要靠以后的年度做到", "that year is over: a later one has to reach it"));
    }
    (fact.changes == Changes::Slowly.word()).then(|| lang.pick("要慢慢来", "takes time"))
}

/// What a change brings, what it harms, what the documents state of it.
#[must_use]
pub fn plan_effects(lang: Lang, change: &PlanChange) -> Vec<String> {
    let name = |target: &PlanTarget| {
        let name = if target.is_title {
            say!(lang, "称号“{}”", "the title {}", target.name)
        } else {
            target.name.clone()
        };
        super::of_record(lang, target.record.as_deref(), &name)
    };
    let target = |target: &PlanTarget| match target.status.filter(|_| !target.is_title) {
        Some(status) => say!(lang, "{}（{}）", "{} ({})", name(target), super::status(lang, status)),
        None => say!(lang, "{}（能查到的条件都不缺）", "{} (no condition is surely missed)", name(target)),
    };
    let reached = lang.list(&change.targets.iter().map(target).collect::<Vec<_>>());
    let gain = gained(lang, change.low, change.high);
    let mut lines = vec![say!(lang, "够得着：{reached}；合计{gain}", "reaches {reached}; the total {gain}")];
    let better = change.changes.iter().filter(|one| one.of == Changed::Support && !is_harm(change, one));
    let is_other = |one: &&ChangeReport| !change.targets.iter().any(|target| target.id == one.id);
    let has_money =
        |one: &&ChangeReport| one.after.as_ref().is_some_and(|side| side.high.is_some() || side.low.is_some());
    let told: Vec<String> = better.clone().filter(has_money).map(|one| changed_side(lang, one)).collect();
    lines.extend(told.iter().take(MOST_NAMED).cloned());
    let rest = told.len().saturating_sub(MOST_NAMED) + better.filter(is_other).filter(|one| !has_money(one)).count();
    if rest > 0 {
        let english = counted(rest, "other answer changes", "other answers change");
        lines.push(say!(lang, "另有 {rest} 项结论也变", "{english}"));
    }
    let harmed: Vec<String> =
        change.changes.iter().filter(|one| is_harm(change, one)).map(|one| changed_side(lang, one)).collect();
    let others = change.harms.iter().filter(|one| !change.changes.iter().any(|other| other.id == one.id));
    let harmed: Vec<String> = harmed.into_iter().chain(others.map(|one| one.name.clone())).collect();
    if !harmed.is_empty() {
        let harmed = harmed.join(lang.semicolon());
        lines.push(say!(lang, "代价：{harmed}", "at the cost of {harmed}"));
    }
    lines.extend(change.terms.iter().map(|term| say!(lang, "文件写明：{term}", "stated: {term}")));
    let set = change.set.join(" --set ");
    lines.push(say!(lang, "自己看：zjtx check 画像 --set {set}", "to see it: zjtx check PROFILE --set {set}"));
    lines
}

fn is_harm(change: &PlanChange, one: &ChangeReport) -> bool {
    change.harms.iter().any(|harm| harm.id == one.id)
}

/// How much more, or less, both ends are.
fn gained(lang: Lang, low: Yuan, high: Option<Yuan>) -> String {
    let zero = Yuan::default();
    let one = |yuan: Yuan| match yuan.cmp(&zero) {
        std::cmp::Ordering::Equal => lang.pick("不变", "unchanged").to_owned(),
        std::cmp::Ordering::Greater => say!(lang, "多{}", "{} more", money(lang, yuan.0.into())),
        std::cmp::Ordering::Less => say!(lang, "少{}", "{} less", money(lang, Number::from(-yuan.0))),
    };
    match high {
        Some(high) if high == low => one(low),
        Some(high) => say!(lang, "至少的{}，最多的{}", "surely {}, possibly {}", one(low), one(high)),
        None => say!(lang, "至少的{}", "surely {}", one(low)),
    }
}

/// One cliff: where, how near, what is lost, by which supports.
#[must_use]
pub fn plan_cliff(lang: Lang, cliff: &PlanCliff) -> String {
    let (way, less) = (&cliff.text, less(lang, cliff.less_low, cliff.less_high));
    let named: Vec<String> = cliff.changes.iter().take(MOST_NAMED).map(|one| changed_side(lang, one)).collect();
    let named = named.join(lang.semicolon());
    if named.is_empty() {
        say!(lang, "{way}：{less}", "{way}: {less}")
    } else {
        say!(lang, "{way}：{less}（{named}）", "{way}: {less} ({named})")
    }
}

/// From the firm's own figure to another.
#[must_use]
pub fn cliff_way(lang: Lang, label: &str, kind: Kind, (own, at): (Number, Number)) -> String {
    let by = more_or_less(lang, kind, own, at).unwrap_or_default();
    let [own, at] = [own, at].map(|number| of_kind(lang, kind, number));
    say!(lang, "{label}：现在{own}，到{at}（{by}）", "{label}: {own} now, at {at} ({by})")
}

/// By how much a figure is more or less than another; nothing where that is too large.
#[must_use]
pub fn more_or_less(lang: Lang, kind: Kind, from: Number, to: Number) -> Option<String> {
    let by = |more: Number, less: Number| Some(of_kind(lang, kind, more.minus(less).ok()?));
    if to < from {
        return Some(say!(lang, "少{}", "{} less", by(from, to)?));
    }
    Some(say!(lang, "多{}", "{} more", by(to, from)?))
}

/// A fact that has to be known, with what hangs on it.
#[must_use]
pub fn plan_first(lang: Lang, first: &PlanFirst) -> String {
    let label = super::of_record(lang, first.record.as_deref(), &first.label);
    let (fact, count) = (&first.fact, first.supports);
    let most = first.most.filter(|most| *most > Yuan::default()).map(|most| money(lang, most.0.into()));
    let most = most.map(|most| say!(lang, "，其中一项最多{most}", ", one of them of up to {most}")).unwrap_or_default();
    let english = counted(count, "support", "supports");
    say!(lang, "{label}（{fact}）：关系到 {count} 项{most}", "{label} ({fact}): {english}{most}")
}

/// How many more of them there are.
#[must_use]
pub fn plan_more(lang: Lang, count: usize) -> String {
    let english = counted(count, "other", "others");
    say!(lang, "另有 {count} 项（--all 全列）", "{english} (--all lists them)")
}

/// That no change was found, and how many are missed for other reasons.
#[must_use]
pub fn plan_nothing(lang: Lang) -> &'static str {
    lang.pick(
        "没有哪三项以内、企业写明了又改得了的数能换来别的支持",
        "no three facts that the firm states and can change would bring another support",
    )
}

/// How many are out of reach.
#[must_use]
pub fn plan_out_of_reach(lang: Lang, count: usize) -> Option<String> {
    let english = counted(count, "support or title is", "supports and titles are");
    (count > 0).then(|| {
        say!(
            lang,
            "另有 {count} 项不符合，改三项以内的数也够不着，或要改的没有写明、改不了",
            "{english} missed beyond the reach of three such facts, or by what is not stated or cannot be changed"
        )
    })
}

/// A figure that a document states of a support.
#[must_use]
pub fn term_line(lang: Lang, name: &str, term: &TermReport) -> String {
    let TermReport { label, value } = term;
    say!(lang, "{name}：{label} {value}", "{name}: {label} {value}")
}
