//! Units that a table states once, for all its columns that have none of their own: in a line above or below, in the
//! title, in the name of the sheet or of the file.

use super::names::narrow;
use super::unit::{Unit, is_other_money, ungrouped, unit};

/// What a text says of units.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Stated {
    /// As it is written.
    pub(super) text: String,
    /// Each once.
    pub(super) units: Vec<Unit>,
    /// Money that can't be read as yuan, or nobody knows of which columns.
    pub(super) other: Option<String>,
}

/// The word before a unit.
const LABELS: &[&str] = &[
    "单位",
    "金额:",
    "数额:",
    "金额均",
    "数额均",
    "数据均",
    "数字均",
    "金额请",
    "数据请",
    "数字请",
    "金额为",
    "数据为",
    "金额一律",
    "数据一律",
    "金额统一",
    "数据统一",
    "units:",
    "unit:",
    "amounts in",
    "figures in",
];
/// What may stand before that word; `填报单位` is a firm.
const BEFORE: &[&str] = &[
    "金额", "货币", "计量", "计价", "数量", "数据", "价值", "资金", "以下", "以上", "下列", "上述", "本表", "上表",
    "下表", "表中", "表内", "所有", "全部", "各项",
];
/// What may stand between it and the unit.
const BETWEEN: &[&str] = &[
    "统一", "一律", "均", "都", "请", "填写", "填报", "填", "采用", "使用", "为", "是", "用", "以", "按", ":", "(",
    "-", "—", " ",
];
/// Bytes of a note in which a unit is looked for.
const LONGEST_NOTE: usize = 5_000;
/// Characters of a unit that is not known; a firm has more.
const LONGEST: usize = 3;
/// What follows a unit that stands before: 以万元为单位.
const BEHIND: &[&str] = &["为单位", "计", "填", "列示", "表示"];
/// What the title of a table ends in.
const TITLES: &[&str] = &["表", "清单", "名单", "台账", "一览", "目录", "花名册"];
/// Words of an exception that has a place of its own, or is no money.
const NOTED: &[&str] = &["注明", "说明", "标注", "标明", "特别", "另有", "百分比", "比例", "比率", "占比", "人数", "%"];

impl Stated {
    fn new(text: &str) -> Stated {
        Stated { text: text.trim().to_owned(), units: Vec::new(), other: None }
    }

    fn add(&mut self, unit: Unit) {
        if !self.units.contains(&unit) {
            self.units.push(unit);
        }
    }

    /// Reads units, up to what is none; whether there was one.
    fn read(&mut self, list: &str) -> bool {
        for part in list.split([',', '、', ';', '/', '|']).map(str::trim) {
            let words: Vec<&str> = if unit(part).is_some() { vec![part] } else { part.split_whitespace().collect() };
            for word in words {
                let word = word.trim_start_matches("币种").trim_start_matches(':');
                match unit(word) {
                    Some(unit) => self.add(unit),
                    None if is_other_money(word) || is_like_yuan(word) => self.other = Some(word.to_owned()),
                    None => return !self.is_empty(),
                }
            }
        }
        !self.is_empty()
    }

    fn is_empty(&self) -> bool {
        self.units.is_empty() && self.other.is_none()
    }
}

/// Whether a word that is said to be a unit ends like those of money.
fn is_like_yuan(word: &str) -> bool {
    word.ends_with('元') && word.chars().count() <= LONGEST
}

/// The units of a text that says that they are: `（金额单位：万元）`, `以万元为单位`.
pub(super) fn labelled(text: &str) -> Option<Stated> {
    if text.len() > LONGEST_NOTE {
        return None;
    }
    let plain = ungrouped(&narrow(text).to_lowercase());
    let mut all = LABELS.iter().flat_map(|label| behind(text, &plain, label)).chain(before(text, &plain));
    let found = all.next()?;
    // `单位为万元，表中数据为元`: nobody knows which of the two is meant.
    let money = |stated: &Stated| stated.units.iter().find(|unit| matches!(unit, Unit::Yuan(_))).copied();
    if all.any(|other| money(&found).zip(money(&other)).is_some_and(|(one, other)| one != other)) {
        return Some(Stated { other: Some(found.text.clone()), ..found });
    }
    let is_exception = plain.contains('除') && !NOTED.iter().any(|word| plain.contains(word));
    // Nobody can tell the exceptions from the rest.
    Some(if is_exception { Stated { other: Some(found.text.clone()), ..found } } else { found })
}

/// The units behind each label of this sort.
fn behind(text: &str, plain: &str, label: &str) -> Vec<Stated> {
    let stated = |at: usize| {
        let (start, rest) = (&plain[..at], &plain[at + label.len()..]);
        let is_label = start.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        if !is_label && !BEFORE.iter().any(|word| start.ends_with(word)) {
            return None;
        }
        let rest = unlinked(rest);
        let end = rest.find(['(', ')', '[', ']', '【', '】', '。', '\n']).unwrap_or(rest.len());
        let mut stated = Stated::new(text);
        stated.read(&rest[..end]).then_some(stated)
    };
    plain.match_indices(label).filter_map(|(at, _)| stated(at)).collect()
}

fn before(text: &str, plain: &str) -> Option<Stated> {
    let mut parts = plain.split(['以', '按']).skip(1);
    parts.find_map(|rest| {
        let end = BEHIND.iter().filter_map(|word| rest.find(word)).min()?;
        let mut stated = Stated::new(text);
        (is_whole(&rest[..end]) && stated.read(&rest[..end])).then_some(stated)
    })
}

/// The unit of a text that is nothing but a unit with its label: `金额单位：万元`, `以万元计`, `金额万元`.
pub(super) fn of_label(text: &str) -> Option<Unit> {
    let plain = ungrouped(&narrow(text).to_lowercase());
    let plain = plain.trim();
    let short = BEFORE.iter().find_map(|word| plain.strip_prefix(word));
    let label = [Some(plain), short].into_iter().flatten();
    let mut rests = label.filter_map(|text| LABELS.iter().find_map(|label| text.strip_prefix(label)));
    let rest = rests.next().or(short).map(unlinked);
    let counted = short.unwrap_or(plain).strip_prefix(['以', '按']);
    let counted = counted.and_then(|rest| {
        let end = BEHIND.iter().filter_map(|word| rest.find(word)).min()?;
        (rest[end..].chars().count() <= LONGEST).then_some(&rest[..end])
    });
    [rest, counted].into_iter().flatten().find_map(unit).filter(|unit| *unit != Unit::Remark)
}

/// Whether a text is nothing but units with the word before them, and so speaks of the table and not of a column.
pub(super) fn is_only_label(text: &str) -> bool {
    if text.len() > LONGEST_NOTE {
        return false;
    }
    let plain = ungrouped(&narrow(text).to_lowercase());
    let mut plain = plain.trim_matches(['(', ')', '[', ']', '【', '】', ' ', '*', '※']);
    let rest = loop {
        if let Some(rest) = LABELS.iter().find_map(|label| plain.strip_prefix(label)) {
            break rest;
        }
        match BEFORE.iter().find_map(|word| plain.strip_prefix(word)) {
            Some(rest) => plain = rest,
            None => return false,
        }
    };
    let is_unit = |part: &str| unit(part).is_some() || is_other_money(part);
    let mut parts = unlinked(rest).split([',', '、', ';', '/', '|', ' ']).filter(|part| !part.is_empty());
    !unlinked(rest).is_empty() && parts.all(is_unit)
}

/// A text without what may stand between a label and its unit.
fn unlinked(mut rest: &str) -> &str {
    while let Some(shorter) = BETWEEN.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    rest
}

/// That a text names a unit of money in words that nobody knows how to take: not that of an amount, nor part of a word.
pub(super) fn hinted(text: &str) -> Option<Stated> {
    let plain = narrow(text);
    let is_amount = |c: char| c.is_ascii_digit() || "超过达千百十几数".contains(c);
    let is_unit = |at: usize, unit: &str| {
        let next = plain[at + unit.len()..].chars().next();
        !plain[..at].trim_end().ends_with(is_amount) && next.is_none_or(|c| !c.is_alphanumeric())
    };
    let mut units = UNITS_OF_MONEY.iter().flat_map(|unit| plain.match_indices(unit));
    let is_hinted = text.len() <= LONGEST_NOTE && !FILLED_BY.iter().any(|word| plain.trim().starts_with(word));
    let found = is_hinted && units.any(|(at, unit)| is_unit(at, unit));
    found.then(|| Stated { other: Some(text.trim().to_owned()), ..Stated::new(text) })
}

/// The unit that all cells of a column of units have; of several nobody knows which rows they are of.
pub(super) fn of_column(header: &str, mut cells: impl Iterator<Item = String>) -> Option<Stated> {
    let first = cells.next().filter(|_| is_label(header))?;
    let mut stated = Stated::new(&format!("{header}：{first}"));
    if !is_whole(&first) || !stated.read(&first) {
        return None;
    }
    if cells.any(|cell| cell != first) {
        stated.other = Some(header.to_owned());
    }
    Some(stated)
}

/// Units of money that are not yuan.
const UNITS_OF_MONEY: &[&str] = &["千元", "万元", "百万元", "亿元"];
/// What names the firm that filled a table in.
const FILLED_BY: &[&str] = &["填报", "填表", "报送", "编制"];

/// Whether a text is units and nothing else.
fn is_whole(text: &str) -> bool {
    let mut parts = text.split([',', '、', ';', '/']).map(str::trim);
    parts.all(|part| unit(part).is_some() || is_other_money(part))
}

/// The units of a text that is nothing else, or that it has in brackets: `财务情况表（万元）`.
pub(super) fn bracketed(text: &str) -> Option<Stated> {
    if text.len() > LONGEST_NOTE {
        return None;
    }
    let plain = ungrouped(&narrow(text).to_lowercase());
    let mut stated = Stated::new(text);
    let inner = plain.split(['(', '[', '【']).skip(1).filter_map(|rest| rest.split([')', ']', '】']).next());
    for part in inner.flat_map(|inner| inner.split([',', '、', ';'])).chain([&*plain]) {
        if is_whole(part) {
            stated.read(part);
        } else if let Some(unit) = of_label(part) {
            stated.add(unit);
        }
    }
    let has_one =
        stated.other.is_some() || stated.units.iter().any(|unit| matches!(unit, Unit::Yuan(_) | Unit::Percent));
    has_one.then_some(stated)
}

/// The units in the name of a sheet or file, and the name without them: `财务（万元）`, `财务-万元`, `财务万元`.
pub(super) fn of_name(name: &str) -> (String, Option<Stated>) {
    let plain = narrow(name);
    let short = plain.split(['(', '[', '【']).next().unwrap_or_default().trim_end().to_owned();
    if let Some(stated) = labelled(name).or_else(|| bracketed(name).filter(|_| plain.chars().count() > 1)) {
        return (short, Some(stated));
    }
    let mut stated = Stated::new(name);
    match set_off(&plain).or_else(|| attached(&plain)) {
        Some((short, unit)) if stated.read(unit) => (short.trim_end_matches(SEPARATORS).to_owned(), Some(stated)),
        _ => (name.to_owned(), None),
    }
}

/// What stands between the parts of a name.
const SEPARATORS: [char; 7] = ['-', '_', ' ', '.', '·', '—', '+'];
/// What tables are called, with the unit right behind: `年度数据万元`. Behind anything else it is that of an amount.
const TABLES: &[&str] = &["表", "清单", "名单", "明细", "列表", "信息", "数据", "情况", "财务", "年度"];

/// A part of a name that is a unit of money and not that of an amount before it, and what stands before.
fn set_off(name: &str) -> Option<(&str, &str)> {
    let parts = name.match_indices(SEPARATORS).map(|(at, sign)| (&name[..at], &name[at + sign.len()..]));
    let mut parts = parts.map(|(start, rest)| (start, rest.split(SEPARATORS).next().unwrap_or_default()));
    let is_amount = |start: &str| start.trim_end().ends_with(|c: char| c.is_ascii_digit() || "超过达千百".contains(c));
    parts.find(|(start, part)| is_money(part) && !is_amount(start))
}

fn attached(name: &str) -> Option<(&str, &str)> {
    let mut starts = TABLES.iter().filter_map(|table| name.rfind(table).map(|at| name.split_at(at + table.len())));
    starts.find(|(_, rest)| is_money(rest))
}

fn is_money(text: &str) -> bool {
    text.chars().count() > 1 && matches!(unit(text), Some(Unit::Yuan(_)))
}

/// Whether a text is called as tables are, before its brackets.
pub(super) fn is_title(text: &str) -> bool {
    let plain = narrow(text);
    let title = plain.split(['(', '[', '【']).next().unwrap_or_default().trim_end();
    TITLES.iter().any(|end| title.ends_with(end))
}

/// Whether a text is the word before a unit, and the unit stands in the next cell.
pub(super) fn is_label(text: &str) -> bool {
    let plain = narrow(text);
    let plain = plain.trim().trim_end_matches(':').trim_end();
    plain.strip_suffix("单位").is_some_and(|start| start.is_empty() || BEFORE.contains(&start))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEN_THOUSAND: Unit = Unit::Yuan(10_000);

    #[test]
    fn a_line_says_the_units_of_its_table() {
        for (text, units) in [
            ("单位：万元", vec![TEN_THOUSAND]),
            ("（单位:万元）", vec![TEN_THOUSAND]),
            ("某某客户财务情况（金额单位：人民币万元）", vec![TEN_THOUSAND]),
            ("单位：元  币种：人民币", vec![Unit::Yuan(1)]),
            ("单位：万元、人、%", vec![TEN_THOUSAND, Unit::Plain, Unit::Percent]),
            ("单位：万元 / 人", vec![TEN_THOUSAND, Unit::Plain]),
            ("注：除特别注明外，金额单位均为人民币万元。", vec![TEN_THOUSAND]),
            ("以下金额以万元为单位", vec![TEN_THOUSAND]),
            ("金额均按千元填列", vec![Unit::Yuan(1_000)]),
            ("币种：人民币 单位：万元", vec![TEN_THOUSAND]),
            ("金额：万元", vec![TEN_THOUSAND]),
            ("单位：万元（百分比除外）", vec![TEN_THOUSAND]),
            ("Unit: CNY 10,000", vec![TEN_THOUSAND]),
            ("单位：10,000元", vec![TEN_THOUSAND]),
        ] {
            let found = labelled(text);
            assert_eq!(found.map(|found| (found.units, found.other)), Some((units, None)), "{text}");
        }
    }

    #[test]
    fn a_firm_or_an_office_is_no_unit() {
        for text in
            ["填报单位：元丰绸业有限公司", "填报单位：万元", "单位：市工信局", "单位名称", "单位负责人：", "合计"]
        {
            assert_eq!(labelled(text), None, "{text}");
        }
    }

    #[test]
    fn other_money_and_exceptions_are_never_taken_for_yuan() {
        for text in ["单位：万美元", "单位：元 币种：美元", "金额单位：千港元", "除研发费用外，单位均为万元"]
        {
            assert!(labelled(text).is_some_and(|found| found.other.is_some()), "{text}");
        }
    }

    #[test]
    fn names_are_known_without_their_units() {
        for (text, name) in [("财务（万元）", "财务"), ("财务-万元", "财务"), ("年度数据万元", "年度数据")]
        {
            let (found, stated) = of_name(text);
            assert_eq!((&*found, stated.map(|stated| stated.units)), (name, Some(vec![TEN_THOUSAND])), "{text}");
        }
        for name in [
            "财务",
            "客户2025",
            "示元",
            "财务（2025年）",
            "万",
            "拟补助50万元",
            "专项资金500万元",
            "客户-500万元",
            "客户 500 万元",
            "营收超千万元",
            "营收超 千万元",
            "营收过亿元",
            "客户（补助500万元）",
            "gongyeyuan",
        ] {
            assert_eq!(of_name(name).1, None, "{name}");
        }
        assert_eq!(bracketed("财务情况（2025年，万元）").unwrap().units, [TEN_THOUSAND]);
        assert_eq!(bracketed("名单（人）"), None);
    }
}
