//! How supports that interact were combined: for the report as a whole, and for each of them.

use std::collections::BTreeSet;

use crate::dictionary::RecordId;
use crate::evaluate::{GroupResult, Joint, SupportResult, has_replaced, has_replaced_everywhere};
use crate::number::Number;
use crate::profile::Value;
use crate::report::{CutReport, DisplacedReport, Ends, JointReport, MissingReport, ReasonReport, StackingReport, Yuan};
use crate::rulebook::{CapPeriod, Document, Exclusive, Group, GroupRule, Replacement, Rulebook, Support, SupportId};
use crate::truth::Truth;
use crate::words::{self, GroupWords, Lang};

use super::citation::Citation;
use super::{Context, missing, standing as standing_of};

/// One group in the report's form.
pub(super) fn report(context: &Context<'_>, group: &GroupResult) -> StackingReport {
    story(context.lang, context.book, group, |record, index| context.record_name(record, index))
}

/// The same, with what records are called.
pub(super) fn story(
    lang: Lang,
    book: &Rulebook,
    group: &GroupResult,
    record_name: impl Fn(RecordId, usize) -> String,
) -> StackingReport {
    let address = |id: &SupportId| book.support(*id).address.clone();
    let displaced = group.displaced.iter().map(|lost| DisplacedReport {
        id: address(&lost.id),
        by: address(&lost.by),
        certain: lost.is_certain,
    });
    // A cap that is too large to be told cuts only what is too large as well, and then there is no group to tell of.
    let cut = group.cut.as_ref().and_then(|cut| Some((cut, Yuan::try_from(cut.most.unwrap_or(cut.cap)).ok()?)));
    StackingReport {
        group: words::group_name(lang, book, &group.name),
        document: group.document.map(|document| book.documents[document].address.clone()),
        clause: group.clause.clone(),
        record: group.record.map(|(record, index)| record_name(record, index)),
        year: group.year,
        rule: group.rule.word().to_owned(),
        chosen: group.chosen.iter().map(address).collect(),
        displaced: displaced.collect(),
        cut: cut.map(|(cut, cap)| CutReport {
            cap,
            sum: Ends::of(cut.sum.0, cut.sum.1),
            over: cut.over.map(|time| time.word().to_owned()),
            first: cut.yields.iter().map(address).collect(),
        }),
        received: group.received.map(|(low, high)| Ends::of(low, high)),
        silent: group.silent.clone(),
    }
}

/// Supports that only count together, in the report's form.
pub(super) fn joint(context: &Context<'_>, joint: &Joint) -> JointReport {
    let (lang, book) = (context.lang, context.book);
    let names: Vec<&str> = joint.members.iter().map(|id| words::support_name(lang, book.support(*id))).collect();
    let groups = context.evaluation.groups.iter().filter(|group| joint.members.iter().any(|id| group.concerns(*id)));
    let why = groups.flat_map(|group| {
        let cut =
            group.cut.as_ref().map(|cut| words::joint_cut(lang, (cut.sum, cut.most.unwrap_or(cut.cap), cut.over)));
        let is_choice = !group.displaced.is_empty();
        cut.into_iter().chain(is_choice.then(|| words::group_rule(lang, group.rule.word()).to_owned()))
    });
    let ends = Ends::of(joint.ends.0, joint.ends.1);
    let mut why: Vec<String> = why.collect();
    let mut said = BTreeSet::new();
    why.retain(|text| said.insert(text.clone()));
    JointReport {
        supports: joint.members.iter().map(|id| book.support(*id).address.clone()).collect(),
        name: words::joint_name(lang, &names),
        paid_to: joint.purse.payee.word().to_owned(),
        kind: joint.purse.medium.word().to_owned(),
        period: joint.purse.period.word().to_owned(),
        standing: standing_of(joint.purse).to_owned(),
        low: ends.low,
        high: ends.high,
        text: why.join(lang.semicolon()),
    }
}

/// What surely displaces all that a support brings.
pub(super) fn gives_way_to(context: &Context<'_>, id: SupportId) -> Option<String> {
    let part = context.evaluation.counted.parts.get(&id)?;
    let lost = context.evaluation.groups.iter().flat_map(|group| &group.displaced);
    let mut by = lost.filter(|lost| lost.id == id && lost.is_certain && part.1.is_some_and(Number::is_zero));
    by.next().map(|lost| words::support_name(context.lang, context.book.support(lost.by)).to_owned())
}

/// What groups and newer documents do to a support.
pub(super) fn reasons(context: &Context<'_>, result: &SupportResult) -> Vec<ReasonReport> {
    let mut reasons: Vec<ReasonReport> = Vec::new();
    for group in context.evaluation.groups.iter().filter(|group| group.concerns(result.id)) {
        for reason in of_group(context, group, result.id) {
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    }
    reasons.extend(exclusive(context, result.id));
    reasons.extend(unrelated(context, result.id));
    reasons.extend(standing(context, result.id));
    reasons
}

/// What can't be had together with a support though it is paid differently.
fn exclusive(context: &Context<'_>, id: SupportId) -> Vec<ReasonReport> {
    let (book, place) = (context.book, context.env().place());
    let of_set = |set: &Exclusive| {
        let others =
            book.excluding(id, place).filter(|other| set.members.contains(other) && is_in_play(context, *other));
        let names: Vec<&str> = others.map(|other| words::support_name(context.lang, book.support(other))).collect();
        let name = words::group_name(context.lang, book, &set.name);
        let group = GroupWords { name: &name, clause: set.clause.as_deref(), record: None, year: None };
        (!names.is_empty()).then(|| words::exclusive_reason(context.lang, &group, &names))
    };
    book.exclusive.iter().filter(|set| set.members.contains(&id)).filter_map(of_set).collect()
}

/// What a firm may get for the same purpose in another way, where no document says whether both are paid.
fn unrelated<'c>(context: &Context<'c>, id: SupportId) -> Option<ReasonReport> {
    let of = |[one, other]: &'c [Vec<SupportId>; 2]| {
        if one.contains(&id) { Some(other) } else { other.contains(&id).then_some(one) }
    };
    let others = context.book.unrelated.iter().filter_map(of).flatten().copied();
    let others = others.filter(|other| is_in_play(context, *other));
    let names: Vec<&str> = others.map(|other| words::support_name(context.lang, context.book.support(other))).collect();
    (!names.is_empty()).then(|| words::unrelated_reason(context.lang, &names))
}

fn of_group(context: &Context<'_>, group: &GroupResult, id: SupportId) -> Vec<ReasonReport> {
    let (book, lang) = (context.book, context.lang);
    let name = |id: &SupportId| words::support_name(lang, book.support(*id));
    let title = words::group_name(lang, book, &group.name);
    let record = group.record.map(|(record, index)| context.record_name(record, index));
    let words =
        GroupWords { name: &title, clause: group.clause.as_deref(), record: record.as_deref(), year: group.year };
    let mut reasons = Vec::new();
    let lost = group.displaced.iter().find(|lost| lost.id == id);
    if group.rule == GroupRule::Unstated {
        if !group.displaced.is_empty() {
            let best = if group.is_best_anyhow { group.chosen.iter().map(name).collect() } else { Vec::new() };
            reasons.push(words::stacking_reason(lang, &words, &group.silent, &best));
        }
    } else if let Some(lost) = lost {
        reasons.push(words::displaced_reason(lang, &words, name(&lost.by), lost.is_certain));
    } else if !group.displaced.is_empty() {
        let others: Vec<&str> = group.displaced.iter().map(|lost| name(&lost.id)).collect();
        reasons.push(words::displaces_reason(lang, &words, &others));
    }
    if let Some((low, high)) = group.received {
        let is_known = high == Some(low);
        reasons.push(match (is_known, group.rule) {
            (true, rule) => words::received_reason(lang, &words, low, rule == GroupRule::TopUp),
            (false, _) => words::received_unclear(lang, &words),
        });
    }
    if let Some(cut) = &group.cut {
        let first: Vec<&str> = cut.yields.iter().map(name).collect();
        reasons.push(words::cut_reason(lang, &words, (cut.sum, cut.cap, cut.over), &first));
    }
    reasons
}

/// Whether the support's document may have been replaced, or may not yet have replaced another.
fn standing(context: &Context<'_>, id: SupportId) -> Vec<ReasonReport> {
    let (book, lang) = (context.book, context.lang);
    let env = context.env();
    let is_open = |replacement: &&Replacement| has_replaced(&env, replacement) == Truth::Unknown;
    let may_be_gone =
        book.replacements_of(id).filter(is_open).filter(|one| book.documents[one.newer].is_open(context.as_of));
    let newer = may_be_gone.map(|one| words::may_be_replaced_reason(lang, &book.documents[one.newer].title));
    let own = book.replacements.iter().filter(is_open).filter(|one| one.newer == book.support(id).document);
    let in_place_of = own.filter(|one| {
        let older = book.older_supports(one);
        older.iter().any(|older| is_in_play(context, *older) && book.is_same_money(*older, id))
    });
    let older = in_place_of.map(|one| {
        let document: &Document = &book.documents[book.older_document(one)];
        words::may_replace_reason(lang, &document.title)
    });
    newer.chain(older).collect()
}

fn is_in_play(context: &Context<'_>, id: SupportId) -> bool {
    context.evaluation.supports.iter().any(|result| result.id == id && result.is_in_play())
}

/// What is missing to combine a support with others: what was received before, and of which year its records are.
pub(super) fn missing(context: &Context<'_>, support: &Support, result: &SupportResult) -> Vec<MissingReport> {
    let mut found = Vec::new();
    if !result.is_in_play() || support.amount.is_none() {
        return found;
    }
    let received = context.book.dictionary.record_by_key("received");
    let absent = received.filter(|record| !context.profile.records.contains_key(record));
    if let Some(record) = absent.filter(|_| counts_receipts(context, support, result.id)) {
        found.push(MissingReport { decides: "amount".to_owned(), ..missing::list(context, record) });
    }
    if let Some(kind) = support.for_each.filter(|_| context.book.depends_on_years(result.id)) {
        found.extend(undated(context, kind, result));
    }
    found
}

/// Whether a rule deducts what was received before.
fn counts_receipts(context: &Context<'_>, support: &Support, id: SupportId) -> bool {
    let deducts = |group: &&Group| {
        group.rule == GroupRule::TopUp || group.limits.iter().any(|limit| limit.period == CapPeriod::Ever)
    };
    support.limits.iter().any(|limit| limit.period == CapPeriod::Ever)
        || context.book.groups_of(id).any(|group| deducts(&group))
}

/// The records of which the year is asked for: several, of which one does not say.
fn undated(context: &Context<'_>, kind: RecordId, result: &SupportResult) -> Vec<MissingReport> {
    let Some(fact) = context.book.dictionary.record(kind).dated_by else { return Vec::new() };
    let records: Vec<usize> =
        result.items.iter().filter_map(|item| item.record.filter(|_| item.money.is_some())).collect();
    let values = |index: &usize| -> Option<&Value> { context.profile.records.get(&kind)?.get(*index)?.get(&fact) };
    let without = records.iter().filter(|index| values(index).is_none());
    without.map(|index| context.missing(fact, None, Some(&context.record_name(kind, *index)), "amount")).collect()
}

/// What the program assumes of earlier money.
pub(super) fn received(context: &Context<'_>) -> Option<String> {
    let record = context.book.dictionary.record_by_key("received");
    let in_play = || context.evaluation.supports.iter().filter(|result| result.is_in_play());
    let supports = || in_play().map(|result| (result.id, context.book.support(result.id)));
    let is_read = record.is_some_and(|record| {
        supports().any(|(id, support)| {
            context.book.mentions(support).records.contains(&record) || counts_receipts(context, support, id)
        })
    });
    // Of a firm that says what it had, more is read of it: caps of a year, and whether money can be had again.
    let is_read_if_stated = || {
        let reads = |support: &Support| record.is_some_and(|id| context.book.uses(support).records.contains(&id));
        supports().any(|(_, support)| support.again.is_some() || reads(support))
    };
    let stated = record.and_then(|record| context.profile.records.get(&record));
    match stated.map(Vec::len) {
        None => Some(words::nothing_received(context.lang, is_read).to_owned()),
        Some(0) => None,
        Some(count) => Some(words::received_stated(context.lang, count, is_read || is_read_if_stated())),
    }
}

/// What should be noticed of a document that another one has replaced, or may have.
pub(super) fn replaced(citation: &Citation<'_>, document: &Document) -> Vec<String> {
    let (book, day) = (citation.book, citation.as_of);
    let is_it = |one: &&Replacement| {
        let older = &book.documents[book.older_document(one)];
        one.is_whole()
            && older.address == document.address
            && book.documents[one.newer].from.is_none_or(|from| from <= day)
    };
    let warn = |one: &Replacement| {
        let of_any_firm = || has_replaced_everywhere(book, one, day);
        let replaced = citation.firm.map_or_else(of_any_firm, |env| has_replaced(&env, one));
        let newer = &book.documents[one.newer].title;
        (replaced != Truth::False).then(|| words::replaced_warning(citation.lang, newer, replaced == Truth::True))
    };
    book.replacements.iter().filter(is_it).filter_map(warn).collect()
}
