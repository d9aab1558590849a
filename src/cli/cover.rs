//! The arguments of a report that is handed over.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use zjtx::report::Chapter;

#[derive(Args, Clone, Default, Debug)]
pub(crate) struct CoverArgs {
    /// 报告的标题（只管 html） | The title of the report (html only)
    #[arg(long, value_name = "标题 | TITLE")]
    pub(crate) title: Option<String>,
    /// 放进报告抬头的标志，PNG 或 JPEG，不到 1 MiB（只管 html） | A picture for the head of the report, PNG or JPEG below 1 MiB (html only)
    #[arg(long, value_name = "图片 | PICTURE")]
    pub(crate) logo: Option<PathBuf>,
    /// 只要这些章，按这个顺序，逗号隔开：1 conclusion 结论，2 money 资金，3 combination 搭配，4 near 差一点，5 titles 称号，6 calendar 日历，7 papers 材料，8 decisions 认定，9 conditions 条件，10 receipt 依据；不写则都要（只管 html） | Only these chapters, in this order, separated by commas: 1 conclusion, 2 money, 3 combination, 4 near, 5 titles, 6 calendar, 7 papers, 8 decisions, 9 conditions, 10 receipt; all if none is given (html only)
    #[arg(long, value_name = "章 | CHAPTERS", value_delimiter = ',', hide_possible_values = true)]
    pub(crate) sections: Vec<ChapterChoice>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum ChapterChoice {
    #[value(aliases = ["1", "结论"])]
    Conclusion,
    #[value(aliases = ["2", "资金"])]
    Money,
    #[value(aliases = ["3", "搭配"])]
    Combination,
    #[value(aliases = ["4", "差一点"])]
    Near,
    #[value(aliases = ["5", "称号"])]
    Titles,
    #[value(aliases = ["6", "日历"])]
    Calendar,
    #[value(aliases = ["7", "材料"])]
    Papers,
    #[value(aliases = ["8", "认定"])]
    Decisions,
    #[value(aliases = ["9", "条件"])]
    Conditions,
    #[value(aliases = ["10", "依据"])]
    Receipt,
}

impl CoverArgs {
    /// The first of its options that is used, by name.
    pub(crate) fn first(&self) -> Option<&'static str> {
        let is_used = [
            (self.title.is_some(), "--title"),
            (self.logo.is_some(), "--logo"),
            (!self.sections.is_empty(), "--sections"),
        ];
        is_used.into_iter().find(|(is_used, _)| *is_used).map(|(_, name)| name)
    }
}

impl From<ChapterChoice> for Chapter {
    fn from(choice: ChapterChoice) -> Chapter {
        match choice {
            ChapterChoice::Conclusion => Chapter::Conclusion,
            ChapterChoice::Money => Chapter::Money,
            ChapterChoice::Combination => Chapter::Combination,
            ChapterChoice::Near => Chapter::NearMisses,
            ChapterChoice::Titles => Chapter::Titles,
            ChapterChoice::Calendar => Chapter::Calendar,
            ChapterChoice::Papers => Chapter::Papers,
            ChapterChoice::Decisions => Chapter::Decisions,
            ChapterChoice::Conditions => Chapter::Conditions,
            ChapterChoice::Receipt => Chapter::Receipt,
        }
    }
}
