//! What is wrong with what a rule file means, or with a worked case, and how to mend it.

use crate::finding::RuleProblem;
use crate::words::{Lang, figure, ratio, say};

use super::hint::did_you_mean;
use super::noun::{called, listed};

/// What is wrong, in one sentence.
pub(super) fn sentence(lang: Lang, problem: RuleProblem<'_>) -> String {
    match problem {
        RuleProblem::UnreachableCase => lang
            .pick("这一档前面的都已包括，永远轮不到", "the cases before take all of this one, so it never holds")
            .to_owned(),
        RuleProblem::NeverHolds { is_support: false } => {
            lang.pick("这一档的条件永远不会成立", "the conditions of this case never hold").to_owned()
        }
        RuleProblem::NeverHolds { is_support: true } => lang
            .pick(
                "这一项的条件永远不会一起成立，谁也不符合",
                "the conditions of this support never hold together: nobody qualifies",
            )
            .to_owned(),
        RuleProblem::GapOfChoices { choices } => {
            let choices = listed(lang, choices.iter().map(|choice| called(lang, choice)));
            say!(lang, "{choices}夹在两档之间，哪一档都不包括", "no case takes {choices}, between two that are taken")
        }
        RuleProblem::Gap { low, with_low, high, with_high, kind } if low == high => {
            debug_assert!(*with_low && *with_high, "a number alone is in the gap");
            let at = figure(lang, *low, kind);
            say!(lang, "正好 {at} 的，哪一档都不包括，按 0 算", "no case takes exactly {at}, which gives 0")
        }
        RuleProblem::Gap { low, with_low, high, with_high, kind } => {
            let (low, high) = (figure(lang, *low, kind), figure(lang, *high, kind));
            let end = |is_in: bool| if is_in { lang.pick("含", "included") } else { lang.pick("不含", "left out") };
            let (from, to) = (end(*with_low), end(*with_high));
            say!(
                lang,
                "{low}（{from}）到 {high}（{to}）的，哪一档都不包括，按 0 算",
                "no case takes what lies between {low} ({from}) and {high} ({to}), which gives 0"
            )
        }
        RuleProblem::ReversedBounds { low, high } => {
            say!(lang, "`{high}` 小于 `{low}`", "`{high}` is less than `{low}`")
        }
        RuleProblem::SharesIncomplete { left } => {
            let left = ratio(lang, *left);
            say!(lang, "各期的比例加起来还差 {left}", "the shares of the stages lack {left} of the whole")
        }
        RuleProblem::ContradictoryGroups { first, second, group, rule: word } => {
            say!(
                lang,
                "`{first}` 和 `{second}` 在“{group}”里已经写了 rule = `{word}`，与这里不同",
                "`{first}` and `{second}` are in the group `{group}` by rule = `{word}`, and here by another"
            )
        }
        RuleProblem::LoneMember { member } => {
            say!(
                lang,
                "组里只有 `{member}` 一项，没有可比的",
                "`{member}` is alone in the group, with nothing to relate"
            )
        }
        RuleProblem::MembersApart => lang
            .pick(
                "组里的各项没有哪两项能同时享受：条件或地区互相排斥",
                "nobody can have two members of the group: their conditions or places exclude each other",
            )
            .to_owned(),
        RuleProblem::ScopeBeyondDocument { place } => {
            say!(
                lang,
                "文件不适用于 `{place}`，它的支持也不适用",
                "the document does not apply in `{place}`, nor do its supports"
            )
        }
        RuleProblem::ChecksNothing { is_case: true } => {
            lang.pick("这个案例什么也没有核对", "this case checks nothing").to_owned()
        }
        RuleProblem::ChecksNothing { is_case: false } => lang
            .pick("这一处只写了是哪一项，没有写应得到什么", "this names something and expects nothing of it")
            .to_owned(),
        RuleProblem::FigureNotPrinted { figure } => {
            say!(lang, "原文里没有 `{figure}` 这个数", "the text of the document does not print `{figure}`")
        }
        RuleProblem::NoText { document, file } => say!(
            lang,
            "没有 `{document}` 的原文可以对：找过 `{file}`",
            "there is no text of `{document}` to hold it against: `{file}` was looked for"
        ),
        RuleProblem::FailedCase { case, .. } => {
            say!(lang, "案例 `{case}` 算出来的与应得的不符", "case `{case}` came out otherwise than expected")
        }
        RuleProblem::UnknownCase { name, .. } => {
            say!(lang, "这份文件里没有叫 `{name}` 的案例", "there is no case `{name}` in this file")
        }
        RuleProblem::NotInherited { key, .. } => {
            say!(lang, "like 的案例里没有 `{key}`", "the case that this one is like has no `{key}`")
        }
        RuleProblem::UnreadExpectation { text } => {
            say!(lang, "读不出 `{text}` 说的是哪一项", "it can't be told of what `{text}` speaks")
        }
        RuleProblem::UnstatedFigure => {
            lang.pick("文件没有写这一项给多少", "the document does not say how much this brings").to_owned()
        }
        RuleProblem::UnknownDocument { name, .. } => {
            say!(lang, "没有 `{name}` 这份文件", "there is no document `{name}`")
        }
    }
}

/// How to mend it.
pub(super) fn hint(lang: Lang, problem: RuleProblem<'_>) -> Option<String> {
    let (zh, en) = match problem {
        RuleProblem::UnreachableCase => (
            "从上往下第一个符合的算数：at-least 从高到低排，at-most 从低到高排",
            "the first that holds counts: from high to low by at-least, from low to high by at-most",
        ),
        RuleProblem::NeverHolds { .. } => (
            "核对这些条件：彼此矛盾，或要求一项做不到的数",
            "check them: they contradict each other, or ask for what a fact can't be",
        ),
        RuleProblem::GapOfChoices { .. } => (
            "核对原文哪一档包括它；原文确实没有写的，最后加一项只有 gives 的",
            "which case takes it? where the text leaves this out, add a last case with `gives` alone",
        ),
        RuleProblem::Gap { .. } => (
            "核对原文这一档含不含本数；原文确实没有写的，最后加一项只有 gives 的",
            "does the text include the figure? where it leaves this out, add a last case with `gives` alone",
        ),
        RuleProblem::ReversedBounds { .. } => {
            ("核对这两个数，是不是写反了", "check both figures: are they the wrong way round?")
        }
        RuleProblem::SharesIncomplete { .. } => (
            "补上缺的一期；原文没有写比例的一期写 share = \"unstated\"",
            "add the stage that is missing; where the text gives no share, write share = \"unstated\"",
        ),
        RuleProblem::ContradictoryGroups { .. } => (
            "两处留一处；rule = \"sum\" 的组带 limits 的，只限总额，可以并存",
            "keep one of them; a group of rule = \"sum\" with limits caps the sum alone and may stand beside another",
        ),
        RuleProblem::LoneMember { .. } => (
            "补上其余各项，或删去这个组；只对一项的上限写在那一项的 limits 里",
            "add the others, or delete the group; a cap of one support stands in its own `limits`",
        ),
        RuleProblem::MembersApart => {
            ("删去这个组，或核对各项的条件和地区", "delete the group, or check conditions and places")
        }
        RuleProblem::ScopeBeyondDocument { .. } => (
            "核对文件和这一项的 scope；支持只在文件适用的地方适用",
            "check both scopes; a support applies only where its document does",
        ),
        RuleProblem::ChecksNothing { is_case: true } => (
            "写上 expect、total、group 或 value，以及应得到的数",
            "add an `expect`, `total`, `group` or `value` with what should come out",
        ),
        RuleProblem::ChecksNothing { is_case: false } => {
            ("写上 status、low、high 等应得到的结果", "add what should come out, such as status, low and high")
        }
        RuleProblem::FigureNotPrinted { .. } => (
            "对着原文核一遍：数错了改规则；原文写成别的样子（如中文数字）的，figures 照原文写",
            "look it up: mend the rule if the figure is wrong; where the text writes it otherwise, write it so in `figures`",
        ),
        RuleProblem::NoText { .. } => (
            "把原文存成这个名字的文本文件（UTF-8，.txt 或 .md），或用 --allow no-text",
            "save the text under that name (UTF-8, .txt or .md), or use --allow no-text",
        ),
        RuleProblem::FailedCase { .. } => (
            "拿文件重算一遍，看是规则写错了还是案例写错了，改错的那一个",
            "work it out from the document once more: is it the rule that is wrong, or the case? mend that one",
        ),
        RuleProblem::UnreadExpectation { .. } => (
            "写成 `支持的 id: 符合 50万元；算式`，数值写成 `名字 = 60；算式`",
            "write `id of the support: qualifies 50万元；the sum`, of a value `name = 60；the sum`",
        ),
        RuleProblem::UnstatedFigure => ("删去这个数，或写 `金额未载明`", "delete the figure, or write `金额未载明`"),
        RuleProblem::UnknownCase { suggestion, .. }
        | RuleProblem::NotInherited { suggestion, .. }
        | RuleProblem::UnknownDocument { suggestion, .. } => {
            return suggestion.as_ref().map(|name| did_you_mean(lang, name));
        }
    };
    Some(lang.pick(zh, en).to_owned())
}
