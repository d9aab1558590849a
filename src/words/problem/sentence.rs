//! What is wrong, in one sentence.

use crate::finding::{Family, Problem, Severity, Witness, WrittenProblem};
use crate::words::{Lang, counted, figure, money, say};

use super::noun::{called, kind, place};
use super::{files, proofs, rows, rules, table};

/// What a severity is called.
#[must_use]
pub fn severity(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Error => lang.pick("错误", "error"),
        Severity::Warning => lang.pick("提醒", "warning"),
    }
}

/// Before a way to mend a finding.
#[must_use]
pub fn hint_title(lang: Lang) -> &'static str {
    lang.pick("改法", "help")
}

/// Before a firm that shows a finding.
#[must_use]
pub fn witness_title(lang: Lang) -> &'static str {
    lang.pick("企业", "firm")
}

/// A firm that shows a finding, as its profile states it.
#[must_use]
pub fn witness(lang: Lang, witness: &Witness) -> Option<String> {
    let stated: Vec<String> = witness.0.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    (!stated.is_empty()).then(|| stated.join(lang.comma()))
}

/// What is wrong, in one sentence.
#[must_use]
pub fn problem(lang: Lang, problem: &Problem) -> String {
    match problem.family() {
        Family::FileProblem(problem) => files::sentence(lang, problem),
        Family::WrittenProblem(problem) => written(lang, problem),
        Family::RuleProblem(problem) => rules::sentence(lang, problem),
        Family::ProofProblem(problem) => proofs::sentence(lang, problem),
        Family::TableProblem(problem) => table::sentence(lang, problem),
        Family::RowProblem(problem) => rows::sentence(lang, problem),
        Family::CellProblem(problem) => table::sentence_of_cell(lang, problem),
    }
}

#[allow(clippy::too_many_lines, reason = "one arm a problem")]
fn written(lang: Lang, problem: WrittenProblem<'_>) -> String {
    match problem {
        WrittenProblem::EmptyText { key } => say!(lang, "`{key}` 没有写内容", "`{key}` has nothing in it"),
        WrittenProblem::UnknownKey { key, within, .. } => {
            say!(lang, "{}里没有 `{key}` 这个键", "{} has no key `{key}`", place(lang, within))
        }
        WrittenProblem::MissingKey { key, within } => {
            say!(lang, "{}缺少 `{key}`", "{} lacks `{key}`", place(lang, within))
        }
        WrittenProblem::WrongType { key, expected, found } => say!(
            lang,
            "`{key}` 要写{}，这里写成了{}",
            "`{key}` takes {}, this is {}",
            kind(lang, expected),
            kind(lang, found)
        ),
        WrittenProblem::NoForm { keys, .. } => match keys[..] {
            [] => lang.pick("空的表，看不出是哪种写法", "an empty table does not say which form it is").to_owned(),
            _ => say!(
                lang,
                "只有 `{}`，看不出是哪种写法",
                "no key says which form this is: `{}`",
                keys.join(lang.pick("`、`", "`, `"))
            ),
        },
        WrittenProblem::TwoForms { first, second } => {
            say!(lang, "`{first}` 和 `{second}` 不能写在一起", "`{first}` and `{second}` do not go together")
        }
        WrittenProblem::MisplacedKey { key, form, .. } => {
            say!(lang, "`{key}` 不能和 `{form}` 写在一起", "`{key}` does not go with `{form}`")
        }
        WrittenProblem::NoComparison { .. } => lang.pick("没有写怎样比较", "nothing says how to compare").to_owned(),
        WrittenProblem::TwoComparisons { first, second } => say!(
            lang,
            "一个条件里有两个比较：`{first}` 和 `{second}`",
            "two comparisons in one condition: `{first}` and `{second}`"
        ),
        WrittenProblem::EmptyList { key } => say!(lang, "`{key}` 是空的列表", "`{key}` is an empty list"),
        WrittenProblem::UnknownFact { name, .. } => say!(lang, "没有叫 `{name}` 的信息项", "there is no fact `{name}`"),
        WrittenProblem::UnknownRecord { name, .. } => {
            say!(lang, "没有叫 `{name}` 的记录", "there is no record `{name}`")
        }
        WrittenProblem::UnknownName { name, .. } => {
            say!(lang, "没有叫 `{name}` 的定义", "there is no definition `{name}`")
        }
        WrittenProblem::UnknownChoice { fact, value, .. } => {
            let fact = called(lang, fact);
            say!(lang, "`{fact}` 没有 `{value}` 这个选项", "`{fact}` has no choice `{value}`")
        }
        WrittenProblem::AmbiguousChoice { fact, value, .. } => {
            let fact = called(lang, fact);
            say!(lang, "`{value}` 是哪个 `{fact}` 说不清", "nobody knows which `{fact}` is meant by `{value}`")
        }
        WrittenProblem::UnknownPlace { name, .. } => say!(lang, "没有叫 `{name}` 的地区", "there is no place `{name}`"),
        WrittenProblem::AmbiguousSupport { name, .. } => {
            say!(lang, "叫 `{name}` 的支持不止一项", "there is more than one support `{name}`")
        }
        WrittenProblem::AmbiguousPlace { name, .. } => {
            say!(lang, "叫 `{name}` 的地区不止一个", "there is more than one place `{name}`")
        }
        WrittenProblem::RenamedPlace { name, place, since } => {
            let since = month(lang, since);
            say!(
                lang,
                "`{name}` {since}起是 `{place}`，按后者读",
                "`{name}` is read as `{place}`, which it has been since {since}"
            )
        }
        WrittenProblem::PlaceReadAs { name, place, .. } => {
            say!(lang, "`{name}` 按它所在的 `{place}` 读", "`{name}` is read as `{place}`, in which it lies")
        }
        WrittenProblem::DividedPlace { place, other, since } => {
            let since = month(lang, since);
            say!(
                lang,
                "`{place}` 有一部分 {since}起划归 `{other}`",
                "a part of `{place}` has been part of `{other}` since {since}"
            )
        }
        WrittenProblem::AmbiguousIndustry { name, .. } => {
            say!(lang, "叫 `{name}` 的行业不止一个", "there is more than one industry `{name}`")
        }
        WrittenProblem::UnknownIndustry { name, .. } => {
            say!(lang, "没有 `{name}` 这个行业", "there is no industry `{name}`")
        }
        WrittenProblem::UnknownStandard { name, .. } => {
            say!(lang, "没有 `{name}` 这项标准", "there is no standard `{name}`")
        }
        WrittenProblem::UnknownSupport { name, .. } => {
            say!(lang, "没有 `{name}` 这项支持", "there is no support `{name}`")
        }
        WrittenProblem::UnknownWord { key, word, .. } => {
            say!(lang, "`{key}` 不能写 `{word}`", "`{key}` does not take `{word}`")
        }
        WrittenProblem::WrongUnit { text, kind: wanted } if is_bare(text) => {
            say!(lang, "`{text}` 没有单位，这里要写{}", "`{text}` has no unit, {} is needed here", kind(lang, wanted))
        }
        WrittenProblem::WrongUnit { text, kind: wanted } => say!(
            lang,
            "`{text}` 的单位不对，这里要写{}",
            "`{text}` has the wrong unit, {} is needed here",
            kind(lang, wanted)
        ),
        WrittenProblem::InvalidNumber { text } => {
            say!(lang, "`{text}` 不能精确读成一个数", "`{text}` cannot be read exactly as a number")
        }
        WrittenProblem::UnreadAsOf { text } => say!(
            lang,
            "测算日 `{text}` 不是一个有效的日期，没有测算",
            "the as-of day `{text}` is no day, so that nothing is answered"
        ),
        WrittenProblem::UnknownAsOf { text } => say!(
            lang,
            "测算日写的是 `{text}`，按命令里的测算日，没有的按今天测算",
            "the as-of day says `{text}`, so that the one of the command is taken, or else today"
        ),
        WrittenProblem::ApproximateNumber { text } => {
            say!(lang, "`{text}` 是大概的数，不能当作确数", "`{text}` is an approximate figure, not an exact one")
        }
        WrittenProblem::NoSuchRecord { record, name, same, .. } if *same > 1 => {
            let record = called(lang, record);
            say!(lang, "叫 `{name}` 的{record}有 {same} 条", "there are {same} of `{record}` that are called `{name}`")
        }
        WrittenProblem::NoSuchRecord { record, name, count, .. } => {
            let record = called(lang, record);
            say!(
                lang,
                "没有 `{name}` 这条{record}，画像里有 {count} 条",
                "there is no `{name}` among `{record}`, of which the profile lists {count}"
            )
        }
        WrittenProblem::ReversedBand { low, high } => {
            say!(lang, "`{low}` 到 `{high}` 前面的数比后面的大", "`{low}` to `{high}` begins above its end")
        }
        WrittenProblem::RoundedNumber { text, value } => {
            let value = money(lang, *value);
            say!(
                lang,
                "`{text}` 不足一分的部分四舍五入，按{value}算",
                "`{text}` is finer than a fen and is rounded to {value}"
            )
        }
        WrittenProblem::NotNeeded { problem: inner } => {
            let inner = self::problem(lang, inner);
            say!(lang, "{inner}；没有规则用到这一项", "{inner}; no rule reads this")
        }
        WrittenProblem::AboveWhole { part, whole } => {
            let (part, whole) = (called(lang, part), called(lang, whole));
            say!(lang, "`{part}` 是 `{whole}` 的一部分，却比它大", "`{part}` is a part of `{whole}` and larger than it")
        }
        WrittenProblem::FiguresBeforeFounding { year, founded } => {
            say!(lang, "{founded} 成立，却有 {year} 年的数字", "founded on {founded}, yet there are figures of {year}")
        }
        WrittenProblem::ImplausibleDate { fact, day, as_of: Some(as_of) } => {
            let fact = called(lang, fact);
            say!(lang, "`{fact}` 是 {day}，晚于测算日 {as_of}", "`{fact}` is {day}, after the as-of day {as_of}")
        }
        WrittenProblem::ImplausibleDate { fact, day, as_of: None } => {
            let fact = called(lang, fact);
            say!(lang, "`{fact}` 是 {day}，早于 1949 年", "`{fact}` is {day}, before 1949")
        }
        WrittenProblem::BareDecimal { text } => {
            say!(lang, "规则里不写不带单位的小数 `{text}`", "rules have no decimals without a unit, such as `{text}`")
        }
        WrittenProblem::InvalidDate { text } => say!(lang, "`{text}` 不是一个有效的日期", "`{text}` is no date"),
        WrittenProblem::UnknownPhrase { text } => {
            say!(lang, "`{text}` 不是约定的日期写法", "`{text}` is not one of the phrases for a day")
        }
        WrittenProblem::OutOfRange { text, fact, .. } => {
            let fact = called(lang, fact);
            say!(lang, "`{text}` 超出了 `{fact}` 的范围", "`{text}` is out of the range of `{fact}`")
        }
        WrittenProblem::DuplicateId { id, other } if other.is_empty() => {
            say!(lang, "`{id}` 出现了两次", "`{id}` is here twice")
        }
        WrittenProblem::DuplicateId { id, other } if other == "facts.toml" => say!(
            lang,
            "词典里已经有 `{id}`：内置的，或另一个 facts.toml 里的",
            "the dictionary already has `{id}`, the built-in one or that of another facts.toml"
        ),
        WrittenProblem::DuplicateId { id, other } => {
            say!(lang, "`{id}` 在 {other} 里已经有了", "`{id}` is already in {other}")
        }
        WrittenProblem::AmbiguousFact { name, .. } => {
            say!(lang, "叫 `{name}` 的信息项不止一个", "several facts are called `{name}`")
        }
        WrittenProblem::ClosedFact { fact, is_ranked: true } => say!(
            lang,
            "`{fact}` 的选项分高低，不能在后面加",
            "the choices of `{fact}` are ranked, and none can be added behind them"
        ),
        WrittenProblem::ClosedFact { fact, is_ranked: false } => {
            say!(lang, "`{fact}` 不是选项，不能加选项", "`{fact}` is not a choice, and can have none added")
        }
        WrittenProblem::StatedTwice { fact, first, second } => say!(
            lang,
            "`{}` 写了两次：`{first}` 和 `{second}`",
            "`{}` is stated twice: `{first}` and `{second}`",
            called(lang, fact)
        ),
        WrittenProblem::Cycle { path } => {
            say!(lang, "绕成了圈：{}", "these form a circle: {}", path.join(" → "))
        }
        WrittenProblem::NoRest => {
            lang.pick("各种情形之外给什么没有写", "nothing says what else is given when no case holds").to_owned()
        }
        WrittenProblem::SlicesOutOfOrder => lang
            .pick(
                "各段的上限要从低到高，只有最后一段可以不写上限",
                "slices go from low to high, and only the last one may have no `up-to`",
            )
            .to_owned(),
        WrittenProblem::UnusedDefinition { name } => {
            say!(lang, "定义 `{name}` 没有用到", "nothing uses the definition `{name}`")
        }
        WrittenProblem::RecordNotBound { fact, record } => {
            say!(
                lang,
                "`{fact}` 说的是某一条 `{record}` 记录，这里没有指定是哪一条",
                "`{fact}` is of one `{record}`, and nothing here says of which"
            )
        }
        WrittenProblem::WrongYear { fact, yearly: true } => say!(
            lang,
            "`{fact}` 每年一个数，没有写是哪一年",
            "`{fact}` has a figure for each year, and no year is given"
        ),
        WrittenProblem::WrongYear { fact, yearly: false } => {
            say!(lang, "`{fact}` 不分年度，不能写 `year`", "`{fact}` is not yearly and takes no `year`")
        }
        WrittenProblem::WrongComparison { comparison, kind: wanted } => {
            say!(lang, "{}不能用 `{comparison}` 比较", "{} cannot be compared by `{comparison}`", kind(lang, wanted))
        }
        WrittenProblem::WrongKind { expected, found } => {
            say!(lang, "这里要{}，写的是{}", "{} is needed here, this is {}", kind(lang, expected), kind(lang, found))
        }
        WrittenProblem::InvalidId { id } => say!(lang, "`{id}` 不能作名称", "`{id}` cannot be a name"),
        WrittenProblem::FigureMissing { number, kind } => {
            say!(
                lang,
                "规则用到 {}，`figures` 里没有",
                "the rule uses {}, which `figures` lacks",
                figure(lang, *number, kind)
            )
        }
        WrittenProblem::FigureUnused { figure } => {
            say!(lang, "`figures` 里的 {figure} 规则没有用到", "the rule does not use `{figure}` of `figures`")
        }
        WrittenProblem::AmendedFigure { figure, support, count: 0 } => {
            say!(lang, "`{support}` 的金额里没有 `{figure}`", "the amount of `{support}` does not have `{figure}`")
        }
        WrittenProblem::AmendedFigure { figure, support, count } => {
            say!(
                lang,
                "`{support}` 的金额里有{count}个 `{figure}`，看不出改哪一个",
                "the amount of `{support}` has `{figure}` {count} times, and it is not clear which is changed"
            )
        }
        WrittenProblem::MoneyIncomplete { key } => {
            say!(lang, "给钱的支持缺少 `{key}`", "a support that pays money lacks `{key}`")
        }
        WrittenProblem::MixedGroup { first, second } => {
            say!(
                lang,
                "`{first}` 和 `{second}` 不能比较或合在一起封顶：给谁、给什么（现金、券等）、多久给一次、按什么记录计不一样，或者有一项不给钱",
                "`{first}` and `{second}` cannot be compared or capped together: they differ in payee, in what is paid (cash, vouchers …), period or record, or one pays no money"
            )
        }
        WrittenProblem::UnlikePeriods { support, of } => say!(
            lang,
            "`{of}` 按月或按年给，`{support}` 不是同样给，不能用它的金额",
            "`{of}` is paid every month or year and `{support}` is not, so it can not read its amount"
        ),
        WrittenProblem::Unrelated { support, purpose, others, more, is_alike: false } => say!(
            lang,
            "`{support}` 与{}用途同为 {purpose}，给谁、多久给一次或给什么不同，没有写能否同时享受，合计各算各的",
            "`{support}` and {} are both for {purpose}, with another payee, period or form of payment, and nothing says whether both are \
             paid: each is in a total of its own",
            named(lang, others, *more)
        ),
        WrittenProblem::Unrelated { support, purpose, others, more, is_alike: true } => say!(
            lang,
            "`{support}` 与{}用途同为 {purpose}，没有写能否同时享受，按未写处理",
            "`{support}` and {} are both for {purpose}, and nothing says whether both are paid: taken as not stated",
            named(lang, others, *more)
        ),
        WrittenProblem::UnrelatedTitles { support, others, more } => say!(
            lang,
            "`{support}` 与{}是同一份文件对不同称号的奖励，没有写能否同时享受，按未写处理",
            "`{support}` and {} are awards of one document for different titles, and nothing says whether both are paid: taken as not \
             stated",
            named(lang, others, *more)
        ),
        WrittenProblem::WrongOrder { earlier, later } => {
            let (earlier, later) = (called(lang, earlier), called(lang, later));
            say!(lang, "`{later}` 早于 `{earlier}`", "`{later}` is before `{earlier}`")
        }
        WrittenProblem::MisplacedFact { key, table: Some(table) } => {
            say!(lang, "`{key}` 要写在 {table} 下面", "`{key}` belongs below {table}")
        }
        WrittenProblem::MisplacedFact { key, table: None } => {
            say!(lang, "`{key}` 不能写在这张表里", "`{key}` does not belong in this table")
        }
        WrittenProblem::DerivedFact { fact } => {
            let fact = called(lang, fact);
            say!(lang, "`{fact}` 由其他信息推出，不用填写", "`{fact}` follows from other facts and is not stated")
        }
    }
}

/// How many findings there are.
#[must_use]
pub fn findings_count(lang: Lang, count: usize) -> String {
    let counted = counted(count, "finding", "findings");
    match count {
        0 => lang.pick("没有问题", "no findings").to_owned(),
        _ => say!(lang, "共 {count} 个问题", "{counted}"),
    }
}

/// How many reminders about rules are not listed.
#[must_use]
pub fn reminders_left(lang: Lang, left: usize) -> String {
    let counted = counted(left, "more reminder", "more reminders");
    say!(lang, "规则还有 {left} 个提醒，用 zjtx validate 查看\n", "{counted} about the rules: see zjtx validate\n")
}

/// How many findings are not listed, and where all of them are.
#[must_use]
pub fn findings_left(lang: Lang, left: usize, file: Option<&str>) -> String {
    match file {
        Some(file) => say!(
            lang,
            "其中 {left} 个上面没有列出，全部见 {file}",
            "{left} of them are not listed here, {file} has all"
        ),
        None => say!(
            lang,
            "其中 {left} 个上面没有列出；zjtx batch 加 --errors 问题.csv，全部写到这个文件",
            "{left} of them are not listed here; zjtx batch with --errors findings.csv writes all of them"
        ),
    }
}

/// A finding that stands in so many places.
#[must_use]
pub fn so_often(lang: Lang, sentence: &str, count: usize) -> String {
    say!(lang, "{sentence}（共 {count} 处）", "{sentence} ({count} times)")
}

/// How many places of a finding are not named.
#[must_use]
pub fn more_places(lang: Lang, count: usize) -> String {
    let english = counted(count, "more place", "more places");
    say!(lang, "还有 {count} 处", "{english}")
}

/// Whether a figure has no unit at all.
fn is_bare(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-'))
}

/// A year, or a year and month: `2025-11`.
fn month(lang: Lang, text: &str) -> String {
    match text.split_once('-') {
        Some((year, month)) => {
            let month = month.trim_start_matches('0');
            say!(lang, "{year} 年 {month} 月", "{year}-{month}")
        }
        None => say!(lang, "{text} 年", "{text}"),
    }
}

/// Some by their names, and how many more there are.
fn named(lang: Lang, names: &[String], more: usize) -> String {
    let names = format!("`{}`", names.join(lang.pick("`、`", "`, `")));
    let blank = lang.pick(" ", "");
    if more == 0 {
        [blank, &names, blank].concat()
    } else {
        say!(lang, " {names} 等另外 {more} 项", "{names} and {more} more")
    }
}
