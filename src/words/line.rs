//! The names of lines: of a document, a fact, a support.

use super::Lang;

/// The names before the lines of one document or fact.
#[must_use]
pub fn line_name(lang: Lang, key: &str) -> &'static str {
    match key {
        "address" => lang.pick("地址", "address"),
        "number" => lang.pick("文号", "number"),
        "issuer" => lang.pick("发文机关", "issuer"),
        "kind" => lang.pick("类别", "kind"),
        "place" => lang.pick("地区", "place"),
        "issued" => lang.pick("发文日期", "issued"),
        "window" => lang.pick("有效期", "in force"),
        "standing" => lang.pick("状态", "standing"),
        "evidence" => lang.pick("依据", "read from"),
        "checked" => lang.pick("核对日期", "checked"),
        "source" => lang.pick("网址", "address of the page"),
        "contact" => lang.pick("咨询", "contact"),
        "question" => lang.pick("问题", "question"),
        "write" => lang.pick("写法", "written"),
        "range" => lang.pick("范围", "range"),
        "choices" => lang.pick("选项", "choices"),
        "aliases" => lang.pick("别名", "other names"),
        "find" => lang.pick("在哪里找", "found in"),
        "judged-by" => lang.pick("谁来定", "decided by"),
        "derived" => lang.pick("怎么推出", "follows"),
        "title" => lang.pick("文件", "document"),
        "clause" => lang.pick("条款", "clause"),
        "figures" => lang.pick("文中数字", "figures"),
        "rule" => lang.pick("规则文件", "rule file"),
        "for-each" => lang.pick("按什么算", "answered for"),
        "amount" => lang.pick("金额", "amount"),
        "limits" => lang.pick("限额", "caps"),
        "paid" => lang.pick("付给", "paid to"),
        "delivery" => lang.pick("怎么给", "how it comes"),
        "members" => lang.pick("成员", "members"),
        "scope" => lang.pick("适用", "applies in"),
        "replaces" => lang.pick("替代", "replaces"),
        "amends" => lang.pick("改动", "changes"),
        "assumes" => lang.pick("假定", "assumes"),
        "silent" => lang.pick("文件未写", "not stated"),
        "stacking" => lang.pick("叠加", "stacking"),
        "department" => lang.pick("主管部门", "in charge"),
        "enterprise" => lang.pick("企业", "firm"),
        "as-of" => lang.pick("测算日", "as of"),
        "result" => lang.pick("结论", "result"),
        "fact" => lang.pick("信息项", "fact"),
        "reading" => lang.pick("读法", "reading"),
        "supports" => lang.pick("支持", "supports"),
        "announced" => lang.pick("其中仅预告", "only announced"),
        "standards" => lang.pick("称号的认定条件", "standards of titles"),
        "omitted" => lang.pick("没有收作支持", "no supports"),
        "version" => lang.pick("程序版本", "version"),
        "profile" => lang.pick("画像摘要", "digest of the profile"),
        "receipt" => lang.pick("收据摘要", "digest of the receipt"),
        "whole" => lang.pick("逐条读过", "read row by row"),
        _ => lang.pick("属于", "of"),
    }
}

/// The columns of lines with names before them.
#[must_use]
pub fn named_columns(lang: Lang) -> [&'static str; 2] {
    [lang.pick("项", "what"), lang.pick("内容", "value")]
}
