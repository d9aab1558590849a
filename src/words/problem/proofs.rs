//! What is proved of rules, and how to mend it.

use crate::finding::{Called, ProofProblem};
use crate::words::{Lang, money, say};

use super::noun::called;

/// What is proved, in one sentence.
pub(super) fn sentence(lang: Lang, problem: ProofProblem<'_>) -> String {
    match problem {
        ProofProblem::NeverDecides { condition, by } if by.is_empty() => {
            let condition = called(lang, condition);
            say!(
                lang,
                "“{condition}”对谁都成立，什么也没有要求",
                "`{condition}` holds for everybody, so it asks nothing"
            )
        }
        ProofProblem::NeverDecides { condition, by } => {
            let (condition, by) = (called(lang, condition), told(lang, by));
            say!(lang, "“{condition}”不起作用：{by}已经这样要求", "`{condition}` decides nothing: {by} asks as much")
        }
        ProofProblem::UnreachableWay { condition, by } if by.is_empty() => {
            let condition = called(lang, condition);
            say!(lang, "“{condition}”这一种情形永远不会成立", "the alternative `{condition}` never holds")
        }
        ProofProblem::UnreachableWay { condition, by } => {
            let (condition, by) = (called(lang, condition), told(lang, by));
            say!(
                lang,
                "“{condition}”这一种情形谁也达不到：同时还要{by}",
                "nobody reaches the alternative `{condition}` beside {by}"
            )
        }
        ProofProblem::UnreachableBand { condition, by } => {
            let (condition, by) = (called(lang, condition), told(lang, by));
            say!(
                lang,
                "“{condition}”这一档谁也达不到：这一项要求{by}",
                "nobody reaches the case `{condition}`: the support asks for {by}"
            )
        }
        ProofProblem::SwallowedWay { condition, by } => {
            let (condition, by) = (called(lang, condition), called(lang, by));
            say!(
                lang,
                "“{condition}”这一种情形是多余的：“{by}”已经包括它",
                "the alternative `{condition}` is needless: `{by}` takes all of it"
            )
        }
        ProofProblem::OverlappingBands { first, second } => say!(
            lang,
            "第{second}档和第{first}档有重叠，给的不一样；重叠的部分按第{first}档算",
            "case {second} overlaps case {first} and gives something else; case {first} takes what is in both"
        ),
        ProofProblem::HigherPaysLess { more, less } => {
            let (more, less) = (money(lang, *more), money(lang, *less));
            say!(
                lang,
                "这一档比低一档的给得少：{less}，低一档的给 {more}",
                "this band pays less than the one below it: {less}, and that one {more}"
            )
        }
        ProofProblem::IdleCap { cap, most } => {
            let (cap, most) = (money(lang, *cap), money(lang, *most));
            say!(
                lang,
                "上限 {cap} 永远用不上：最多也只有 {most}",
                "the cap of {cap} never acts: there is no more than {most}"
            )
        }
        ProofProblem::DominatedGroup { group } => say!(
            lang,
            "这个组是多余的：“{group}”已经按同一规则包括了其中各项",
            "this group is needless: the group `{group}` relates all of its members by the same rule"
        ),
        ProofProblem::SupportTwice { other } => say!(
            lang,
            "与 `{other}` 的条件、金额和付法完全一样，像是同一项写了两次",
            "this asks and pays just what `{other}` does, as if it were the same support twice"
        ),
        ProofProblem::AcceptsNothing { code } => {
            say!(lang, "这里没有 `{code}` 可接受", "there is no `{code}` here to accept")
        }
        ProofProblem::EmptyScope => lang
            .pick(
                "scope 里的地区都被 not-in 排除了，哪里也不适用",
                "`not-in` leaves nothing of the scope: it applies nowhere",
            )
            .to_owned(),
        ProofProblem::ScopeOutsideFolder { place } => {
            say!(lang, "`{place}` 不在文件夹代表的地区之内", "`{place}` is not in the place of the folder")
        }
    }
}

/// How to mend it.
pub(super) fn hint(lang: Lang, problem: ProofProblem<'_>) -> String {
    let (zh, en) = match problem {
        ProofProblem::NeverDecides { .. } => (
            "核对这个数或范围；原文确实重复的，在这一项写 accept 并写明理由",
            "check the figure or the range; where the text itself says so twice, write `accept` here with the reason",
        ),
        ProofProblem::UnreachableWay { .. } => (
            "核对这一种情形和与它并列的条件，其中一个写错了",
            "check the alternative and what stands beside it: one of them is wrong",
        ),
        ProofProblem::UnreachableBand { .. } => (
            "核对这一档的数和这一项的条件；原文的表就有这一档的，在这一档写 accept 并写明理由",
            "check the case and what the support asks; where the table of the text has it, write `accept` at the case with the reason",
        ),
        ProofProblem::SwallowedWay { .. } => (
            "核对两种情形的数；原文确实这样写的，在这一项写 accept 并写明理由",
            "check the figures of both; where the text says so, write `accept` here with the reason",
        ),
        ProofProblem::OverlappingBands { .. } => {
            ("核对原文交界处归哪一档", "which of them takes the figure at the border, by the text?")
        }
        ProofProblem::HigherPaysLess { .. } => (
            "核对各档的金额是不是写反了；原文确实这样给的，写 accept 并写明理由",
            "are the amounts the wrong way round? where the text pays so, write `accept` with the reason",
        ),
        ProofProblem::IdleCap { .. } => (
            "核对上限和各档金额；原文确实写了这个用不上的上限，写 accept 并写明理由",
            "check the cap and the amounts; where the text has such a cap, write `accept` with the reason",
        ),
        ProofProblem::DominatedGroup { .. } => {
            ("删去这个组，或核对它的各项和 rule", "delete the group, or check its members and its `rule`")
        }
        ProofProblem::SupportTwice { .. } => (
            "删去其中一项，或写明两项有什么不同；原文确实分别给的，写 accept 并写明理由",
            "delete one of them, or write what tells them apart; where the text gives both, write `accept` with the reason",
        ),
        ProofProblem::AcceptsNothing { .. } => {
            ("删去这一条，或移到有这个提醒的地方", "delete it, or move it to where the reminder is")
        }
        ProofProblem::EmptyScope => ("核对 in 和 not-in", "check `in` and `not-in`"),
        ProofProblem::ScopeOutsideFolder { .. } => (
            "核对 scope；文件放在它适用的地区的文件夹里",
            "check the scope; a document stands in the folder of the place where it applies",
        ),
    };
    lang.pick(zh, en).to_owned()
}

/// Conditions as they are told, one beside the other.
fn told(lang: Lang, conditions: &[Called]) -> String {
    let each = conditions.iter().map(|part| called(lang, part));
    each.map(|part| say!(lang, "“{part}”", "`{part}`")).collect::<Vec<_>>().join(lang.pick("、", " and "))
}
