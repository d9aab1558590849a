//! How to mend what is wrong.

use crate::codes::is_zone;
use crate::finding::{Bounds, Family, Finding, Place, Problem, WrittenProblem};
use crate::literal::{self, MoneyUnit};
use crate::number::Number;
use crate::words::{Lang, money, ratio, say};

use super::lack::{comparisons, missing, typed};
use super::noun::{called, listed};
use super::{cells, files, proofs, rows, rules, table};

/// How to mend it, if there is something to say beyond the sentence.
#[must_use]
pub fn hint(lang: Lang, finding: &Finding) -> Option<String> {
    let problem = if let Problem::NotNeeded { problem } = &finding.problem { problem } else { &finding.problem };
    match problem.family() {
        Family::FileProblem(problem) => files::hint(lang, problem).map(str::to_owned),
        Family::WrittenProblem(problem) => written(lang, problem, matches!(finding.place, Place::Cell(_))),
        Family::RuleProblem(problem) => rules::hint(lang, problem),
        Family::ProofProblem(problem) => Some(proofs::hint(lang, problem)),
        Family::TableProblem(problem) => Some(table::hint(lang, problem)),
        Family::RowProblem(problem) => Some(rows::hint(lang, problem).to_owned()),
        Family::CellProblem(problem) => Some(table::hint_of_cell(lang, problem)),
    }
}

/// What was probably meant.
pub(super) fn did_you_mean(lang: Lang, name: &str) -> String {
    say!(lang, "是不是 `{name}`？", "did you mean `{name}`?")
}

/// How to mend what is written; a cell or a line of JSON is written otherwise than a file in TOML.
#[allow(clippy::too_many_lines, reason = "one arm a problem")]
fn written(lang: Lang, problem: WrittenProblem<'_>, of_cell: bool) -> Option<String> {
    let any = |words: String| say!(lang, "可以写：{words}", "it takes {words}");
    let (zh, en) = match problem {
        WrittenProblem::WrongType { key, expected, found } if of_cell => {
            return cells::typed(lang, key, expected, found).or_else(|| typed(lang, key, expected, found));
        }
        WrittenProblem::MisplacedFact { table: Some(table), .. } if of_cell && table.starts_with("\"year\"") => {
            ("年份换成这个数所属的那一年", "with the year that the figure is of")
        }
        WrittenProblem::MisplacedFact { table: None, .. } if of_cell => {
            ("写在最外层的 { } 里", "put it in the outermost { } of the line")
        }
        WrittenProblem::DerivedFact { .. } if of_cell => ("删去它", "delete it"),
        WrittenProblem::WrongUnit { kind: &("count" | "number"), .. } if of_cell => {
            ("只写数字，例如 186", "the figure alone, such as 186")
        }
        WrittenProblem::InvalidDate { text }
            if of_cell && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            (
                "写成 2026-11-22 这样真实存在的日期；只知道年份的写四位数，例如 2025",
                "write a day that exists, such as 2026-11-22; of which only the year is known, its four digits, such as 2025",
            )
        }
        WrittenProblem::MissingKey { key, within } => return missing(lang, key, within).map(str::to_owned),
        WrittenProblem::EmptyList { .. } | WrittenProblem::EmptyText { .. } => {
            ("写上内容；可以不写的键，也可以删去", "write something; a key that may be left out can be deleted")
        }
        WrittenProblem::RenamedPlace { .. } => {
            ("核对营业执照上的住所；写现在的名称就不再提醒", "check the licence; today's name needs no reminder")
        }
        WrittenProblem::PlaceReadAs { is_open: true, .. } => (
            "区、县（市）没有读到，要看它的支持说不定：写出来",
            "the district is not known, and some supports hang on it: write it",
        ),
        WrittenProblem::PlaceReadAs { .. } => (
            "核对营业执照上的住所；写所在的区、县（市）就不再提醒",
            "check the licence; the district alone needs no reminder",
        ),
        WrittenProblem::WrongOrder { .. } => ("核对这两个日期", "check both dates"),
        WrittenProblem::MisplacedFact { table: Some(table), .. } if table.starts_with("[year") => {
            ("年份换成这个数所属的那一年", "with the year that the figure is of")
        }
        WrittenProblem::TwoComparisons { .. } => (
            "拆成两个条件；cases 的一档只写一个，自上而下先满足的算，两头都印了的写 from、up-to",
            "make two conditions of it; one of `cases` takes one comparison, as the first that holds counts, or `from` and `up-to` where both ends are printed",
        ),
        WrittenProblem::WrongComparison { kind, .. } => return Some(comparisons(lang, kind).to_owned()),
        WrittenProblem::WrongKind { expected: &"list", .. } => {
            ("写成 [\"…\", \"…\"]；只有一个的写 is", "write [\"…\", \"…\"], or `is` for one alone")
        }
        WrittenProblem::OutOfRange { fact, bounds: None, .. } => return Some(range(lang, &fact.en).to_owned()),
        WrittenProblem::ClosedFact { is_ranked: true, .. } => ("另写一个信息项", "write a fact of your own"),
        WrittenProblem::DuplicateId { other, .. } if other == "facts.toml" => (
            "用已有的那一个，或换个名称；只给它加选项的，只写 choices",
            "use the one that is there, or another name; to add choices to it, write `choices` alone",
        ),
        WrittenProblem::DuplicateId { .. } => {
            ("改成不同的名称，或删去一处", "give it another name, or delete one of them")
        }
        WrittenProblem::Cycle { .. } => ("改掉其中一处引用", "change one of the references"),
        WrittenProblem::MisplacedFact { table: None, .. } => {
            ("写在文件开头，第一个 [ ] 之前", "put it at the start of the file, before the first [ ]")
        }
        WrittenProblem::DerivedFact { .. } => ("删去这一行", "delete the line"),
        WrittenProblem::ApproximateNumber { .. } => (
            "写确切的数，只知道范围的，两头都写单位，例如 500万-2000万；不知道的不写",
            "write the exact figure, or both ends of the range, each with its unit, such as \"500万-2000万\", and nothing where it is not known",
        ),
        WrittenProblem::NoSuchRecord { .. } => {
            ("写第几条，从 1 数起，例如 project.1.kind", "write its number, counted from 1, such as project.1.kind")
        }
        WrittenProblem::ReversedBand { .. } => ("小的写前面", "write the smaller one first"),
        WrittenProblem::AboveWhole { .. } => ("核对这两个数", "check both figures"),
        WrittenProblem::FiguresBeforeFounding { .. } => {
            ("核对成立日期和年份", "check the date of establishment and the year")
        }
        WrittenProblem::ImplausibleDate { .. } => ("核对日期", "check the date"),
        // What is left of `1,020.00` in a text table whose commas separate cells.
        WrittenProblem::InvalidNumber { text } if has_leading_zero(text) => (
            "前面有 0：是不是被逗号拆开的数，例如 1,020.00",
            "it starts with 0: is it what a comma left of a figure, such as 1,020.00?",
        ),
        WrittenProblem::InvalidNumber { text } if text.parse::<u32>().is_ok() => (
            "写上单位，照原文，例如 \"50万元\"、\"10%\"、\"36个月\"；个数（人、家、台）不抄进 figures",
            "with its unit as printed, such as \"50万元\", \"10%\", \"36个月\"; counts (people, firms, machines) are left out of `figures`",
        ),
        WrittenProblem::InvalidNumber { .. } => (
            "例如 \"50万元\"、\"1,234,567.89元\"、\"3.5%\"、186；金额到分为止，个数是整数",
            "for example \"50万元\", \"1,234,567.89元\", \"3.5%\", 186; money has at most two places, a count none",
        ),
        WrittenProblem::InvalidDate { text } => return Some(date(lang, text).to_owned()),
        WrittenProblem::UnreadAsOf { .. } | WrittenProblem::UnknownAsOf { .. } => {
            ("写成 2026-11-22 这样的日期", "write a day, such as 2026-11-22")
        }
        WrittenProblem::UnknownPhrase { .. } => (
            "例如 2026-11-22、\"today\"、\"1 year ago\"、\"12 months ago\"、\"3 years after title.granted\"、\"start of this year\"、\"end of last year\"",
            "for example 2026-11-22, \"today\", \"1 year ago\", \"12 months ago\", \"3 years after title.granted\", \"start of this year\", \"end of last year\"",
        ),
        WrittenProblem::InvalidId { .. } => (
            "用小写字母、数字和连字符，以字母开头；文件名也一样",
            "use lower-case letters, digits and hyphens, a letter first; so too for file names",
        ),
        WrittenProblem::WrongYear { yearly: false, .. } => ("去掉 year", "take `year` away"),
        WrittenProblem::WrongYear { yearly: true, .. } => (
            "例如 { fact = \"revenue\", year = -1 } 是上年度",
            "for example { fact = \"revenue\", year = -1 } is that of last year",
        ),
        WrittenProblem::NoRest => ("在最后加一项只有 gives 的", "add a last case with `gives` alone"),
        WrittenProblem::FigureMissing { .. } | WrittenProblem::FigureUnused { .. } => (
            "`figures` 照抄原文里的数字，与规则用到的一一对应",
            "`figures` are those that the text prints, and just those that the rule uses",
        ),
        WrittenProblem::AmendedFigure { .. } => (
            "`from` 照抄旧支持 amount 里的数；改不了的，在新文件里把这一项写全，用 replaces 替代旧的",
            "`from` is the figure in the older `amount`; where that can't be, write the support in full and let it replace the older",
        ),
        WrittenProblem::MoneyIncomplete { key: &"amount" } => {
            ("原文没有数字的写 amount = \"unstated\"", "where the text gives no figure, write amount = \"unstated\"")
        }
        WrittenProblem::MoneyIncomplete { .. } => {
            ("写出用途，例如 for-what = \"equipment\"", "say what it is for, such as for-what = \"equipment\"")
        }
        WrittenProblem::UnlikePeriods { .. } => ("把两项的 paid.every 写成一样", "give both the same paid.every"),
        WrittenProblem::Unrelated { .. } | WrittenProblem::UnrelatedTitles { .. } => (
            "写一个 [[group]] 说明两者的关系；原文没有写的写 rule = \"unstated\"",
            "add a [[group]] that relates them; where the text does not say, rule = \"unstated\"",
        ),
        WrittenProblem::UnusedDefinition { .. } => {
            ("删去，或检查用它的地方是否拼错", "delete it, or look for a misspelling where it should be used")
        }
        WrittenProblem::TwoForms { .. } | WrittenProblem::StatedTwice { .. } => ("只留一个", "keep one of them"),
        WrittenProblem::MisplacedKey { suggestion: Some(name), .. }
        | WrittenProblem::UnknownName { suggestion: Some(name), .. }
        | WrittenProblem::UnknownPlace { suggestion: Some(name), .. }
        | WrittenProblem::UnknownIndustry { suggestion: Some(name), .. }
        | WrittenProblem::UnknownWord { suggestion: Some(name), .. }
        | WrittenProblem::UnknownChoice { suggestion: Some(name), .. }
        | WrittenProblem::NoForm { suggestion: Some(name), .. } => return Some(did_you_mean(lang, name)),
        WrittenProblem::WrongType { key, expected, found } => return typed(lang, key, expected, found),
        WrittenProblem::MisplacedKey { key, form: &"record", .. } if key == "last" || key == "or-since" => {
            return Some(say!(
                lang,
                "`{key}` 只和 \"year\" 一起用，例如 every = \"year\", last = 2",
                "`{key}` goes with \"year\" alone, such as every = \"year\", last = 2"
            ));
        }
        WrittenProblem::MisplacedKey { allowed, .. } if allowed.is_empty() => return None,
        WrittenProblem::MisplacedKey { key, form, .. } if key == "assume" && *form == "has" => (
            "写在 where 里的那个条件上，或把整个条件写进 [define.名字]，assume 写在那里，再用 meets 引用",
            "put it on the condition within `where`, or write the whole as a [define.NAME] with its `assume`, and \
                 name that in `meets`",
        ),
        WrittenProblem::MisplacedKey { allowed, .. } => {
            return Some(say!(lang, "这里可以写：{}", "it goes with {}", listed(lang, allowed)));
        }
        WrittenProblem::UnknownName { name, .. } => {
            return Some(say!(lang, "在这个文件里写一个 [define.{name}]", "write a [define.{name}] in this file"));
        }
        WrittenProblem::UnknownPlace { name, .. } if is_zone(name) => (
            "代码表里没有这个园区：写它所在的区、县（市）",
            "the list of codes does not have this zone: write the district or county that it lies in",
        ),
        WrittenProblem::UnknownPlace { .. } => (
            "写地区的名称或 GB/T 2260 代码，例如 南通市崇川区、320613",
            "write the name of a place or its GB/T 2260 code, such as \"南通市崇川区\" or \"320613\"",
        ),
        WrittenProblem::UnknownIndustry { .. } => {
            ("写 GB/T 4754—2017 的代码或名称，例如 C3489", "write a code or name of GB/T 4754-2017, such as \"C3489\"")
        }
        WrittenProblem::UnknownWord { allowed, .. } => return Some(any(listed(lang, allowed))),
        WrittenProblem::UnknownChoice { choices, .. } => {
            return Some(any(listed(lang, choices.iter().map(|choice| called(lang, choice)))));
        }
        WrittenProblem::NoForm { heads, .. } => {
            return Some(say!(lang, "要有其中一个键：{}", "it needs one of these keys: {}", listed(lang, heads)));
        }
        WrittenProblem::NoComparison { comparisons } => {
            return Some(say!(lang, "加上其中一个：{}", "add one of {}", listed(lang, comparisons)));
        }
        WrittenProblem::AmbiguousPlace { places: names, .. }
        | WrittenProblem::AmbiguousFact { keys: names, .. }
        | WrittenProblem::AmbiguousIndustry { industries: names, .. } => {
            return Some(say!(lang, "写全：{}", "write it whole: {}", listed(lang, names)));
        }
        WrittenProblem::AmbiguousSupport { supports, .. } => {
            return Some(say!(lang, "写它的 id：{}", "write its id: {}", listed(lang, supports)));
        }
        WrittenProblem::AmbiguousChoice { why, .. } => return Some(called(lang, why).to_owned()),
        WrittenProblem::DividedPlace { other, .. } => {
            return Some(say!(
                lang,
                "企业在那一部分的，写 `{other}`",
                "where the firm is in that part, write `{other}`"
            ));
        }
        WrittenProblem::WrongUnit { text, kind: &"money" } if lacks_yuan(text) => {
            return Some(say!(lang, "单位写全：\"{text}元\"", "write the unit whole: \"{text}元\""));
        }
        WrittenProblem::WrongUnit { kind, .. } => return example(lang, kind).map(str::to_owned),
        WrittenProblem::BareDecimal { text } => return Some(bare_decimal(lang, text)),
        WrittenProblem::OutOfRange { text, bounds: Some(bounds), .. } => return Some(beyond(lang, text, bounds)),
        WrittenProblem::RecordNotBound { record, .. } => {
            return Some(say!(
                lang,
                "写进 {{ has = \"{record}\", where = […] }}，或给支持加上 for-each = \"{record}\"",
                "put it in {{ has = \"{record}\", where = […] }}, or give the support for-each = \"{record}\""
            ));
        }
        // A figure with words before it, `最高50万元`, is read as the name of a fact.
        WrittenProblem::UnknownFact { name, suggestion: None } if name.chars().any(|c| c.is_ascii_digit()) => (
            "数以数字开头，例如 \"50万元\"；“最高”“不超过”写 { up-to = \"50万元\" }，“不低于”写 { from = \"50万元\" }",
            "a figure starts with its digits, such as \"50万元\"; up to so much is { up-to = \"50万元\" }, at least { from = \"50万元\" }",
        ),
        WrittenProblem::UnknownKey { suggestion, .. }
        | WrittenProblem::UnknownFact { suggestion, .. }
        | WrittenProblem::UnknownRecord { suggestion, .. }
        | WrittenProblem::UnknownStandard { suggestion, .. }
        | WrittenProblem::UnknownSupport { suggestion, .. } => {
            return suggestion.as_ref().map(|name| did_you_mean(lang, name));
        }
        WrittenProblem::WrongKind { expected: &"figure", .. } => (
            "写一个数；随情形变的，拆成几项支持，各写各的 when",
            "write a number; what depends on something becomes several supports, each with its `when`",
        ),
        WrittenProblem::WrongKind { .. }
        | WrittenProblem::ClosedFact { is_ranked: false, .. }
        | WrittenProblem::MisplacedFact { .. }
        | WrittenProblem::RoundedNumber { .. }
        | WrittenProblem::NotNeeded { .. }
        | WrittenProblem::SlicesOutOfOrder => return None,
        WrittenProblem::MixedGroup { .. } => (
            "只能享受其中一项的写 rule = \"one-of\"，给法不同的也可以，封顶写不了",
            "write rule = \"one-of\" where one alone can be had; it takes what is paid differently, but no cap",
        ),
    };
    Some(lang.pick(zh, en).to_owned())
}

fn has_leading_zero(text: &str) -> bool {
    text.strip_prefix('0').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether yuan is all that a figure lacks. Only a mend that works is offered.
fn lacks_yuan(text: &str) -> bool {
    text.ends_with(['万', '亿']) && literal::money(&format!("{text}元"), MoneyUnit::Required).is_ok()
}

fn example(lang: Lang, kind: &str) -> Option<&'static str> {
    Some(match kind {
        "money" => lang.pick("例如 \"50万元\"、\"1.2亿元\"", "for example \"50万元\", \"1.2亿元\""),
        "ratio" => lang.pick("例如 \"3.5%\"", "for example \"3.5%\""),
        "count" => lang.pick("例如 186，不带引号和单位", "for example 186, without quotes and unit"),
        "number" => {
            lang.pick("只写数字，例如 60，不带引号和单位", "the figure alone, such as 60, without quotes and unit")
        }
        "length" => lang.pick(
            "按月发的写 \"36 months\" 或 \"3 years\"，按年发的写 \"3 years\"",
            "by the month \"36 months\" or \"3 years\", by the year \"3 years\"",
        ),
        "term" => lang.pick(
            "例如 \"7 workdays\"、\"3 months\"、\"1%\"、\"0元\"",
            "for example \"7 workdays\", \"3 months\", \"1%\", \"0元\"",
        ),
        _ => return None,
    })
}

fn date(lang: Lang, text: &str) -> &'static str {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return lang.pick("年度写四位数，例如 [year.2025]", "a year has four digits, such as [year.2025]");
    }
    if text.len() == 6 && text.ends_with(".1") {
        return lang.pick(
            "十月还是一月：写成 2025-10 或 2025-01 这样",
            "October or January: write it such as 2025-10 or 2025-01",
        );
    }
    lang.pick("写成 2026-11-22 这样真实存在的日期", "write a day that exists, such as 2026-11-22")
}

fn range(lang: Lang, fact: &str) -> &'static str {
    match fact {
        "year" => lang.pick(
            "年份相对于测算日：0 是当年，-1 是上年，最早 -20",
            "years count from the as-of day: 0 is its own, -1 the one before, -20 the earliest",
        ),
        "choices" => lang.pick("一个信息项最多 64 个选项", "a fact has at most 64 choices"),
        "last" => lang.pick("写 1 到 20 的整数：往前数几年", "write a whole number of years back, 1 to 20"),
        "share" => lang.pick("各期的比例加起来不超过 100%", "the shares of all stages come to 100% at most"),
        "at-least" | "above" | "at-most" | "below" => lang.pick(
            "这样写总是成立，或者从不成立；对照有几项改一个数",
            "written so it always holds, or never; look how many there can be",
        ),
        _ => "",
    }
}

/// What a figure beyond its bounds should be; a bare number of per cent is asked for with its sign.
fn beyond(lang: Lang, text: &str, bounds: &Bounds) -> String {
    let shown = |number: Number| match bounds.kind {
        "money" => money(lang, number),
        "ratio" => ratio(lang, number),
        _ => number.to_string(),
    };
    let percent = Number::read(text).and_then(|number| number.over(Number::whole(100)).ok());
    let is_percent =
        bounds.kind == "ratio" && percent.is_some_and(|share| bounds.high.is_some_and(|high| share <= high));
    let (low, high) = (bounds.low.map(shown), bounds.high.map(shown));
    match (low, high) {
        (_, Some(high)) if is_percent && percent.is_some_and(|share| !share.is_negative()) => {
            say!(lang, "是不是 {text}%？这一项不超过 {high}", "{text}%? It is at most {high}")
        }
        (Some(low), Some(high)) => say!(lang, "这一项在 {low} 到 {high} 之间", "it lies between {low} and {high}"),
        (None, Some(high)) => say!(lang, "这一项不超过 {high}", "it is at most {high}"),
        (Some(low), None) if low != shown(Number::ZERO) => say!(lang, "这一项不小于 {low}", "it is at least {low}"),
        (_, None) => lang
            .pick(
                "这一项不会小于 0；没有的写 0，不知道的不写",
                "it is never below 0; write 0 for none, and nothing where it is not known",
            )
            .to_owned(),
    }
}

/// A rate is far more often meant than an amount, and never of the same digits.
fn bare_decimal(lang: Lang, text: &str) -> String {
    let percent = Number::read(text).and_then(|number| number.times(Number::whole(100)).ok());
    let percent = percent.map_or_else(|| "3.5".to_owned(), |percent| percent.to_string());
    say!(
        lang,
        "比例写成 \"{percent}%\"，金额写成 \"{text}万元\" 这样",
        "write a ratio as \"{percent}%\", money as \"{text}万元\""
    )
}
