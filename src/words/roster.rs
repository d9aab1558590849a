//! What is said of tables of firms besides their findings.

use super::{Lang, say};

/// Standard input that can't be read.
#[must_use]
pub fn pipe_not_read(lang: Lang) -> &'static str {
    lang.pick("读不了管道", "standard input cannot be read")
}

/// Inputs without a firm.
#[must_use]
pub fn no_firm(lang: Lang) -> &'static str {
    lang.pick("里面没有企业", "there is no firm in it")
}

/// A table of more or fewer firms than one, for a command that is about one.
#[must_use]
pub fn not_one_firm(lang: Lang, count: usize) -> String {
    match count {
        0 => no_firm(lang).to_owned(),
        _ => say!(
            lang,
            "里面有 {count} 家企业，这个命令只算一家；许多家用 zjtx batch",
            "there are {count} firms in it and this command answers for one; for many there is zjtx batch"
        ),
    }
}

/// The progress of a batch, in indicatif's terms.
#[must_use]
pub fn progress_template(lang: Lang) -> &'static str {
    lang.pick("{bar:30} {pos}/{len} 家，还要 {eta}", "{bar:30} {pos} of {len} firms, {eta} left")
}

/// The start of a file that says what headers mean.
#[must_use]
pub fn map_head(lang: Lang) -> String {
    lang.pick(
        "# 左边是表里的列名，右边写它是哪个信息项，例如 \"revenue.2025\"、\"2025年营业收入（万元）\"、\"project1.new-equipment\"。\n\
         # 不需要的列写 \"\"；\"?\" 是还没有定。有哪些信息项：zjtx facts\n\n",
        "# On the left a header of the table, on the right the fact that it is, such as \"revenue.2025\" or\n\
         # \"project1.new-equipment\". Write \"\" for a column that is not wanted; \"?\" is still open. The facts: zjtx facts\n\n",
    )
    .to_owned()
}

/// The name that was perhaps meant.
#[must_use]
pub fn perhaps_header(lang: Lang, name: &str) -> String {
    say!(lang, "是不是 {name}？", "did you mean {name}?")
}
