//! A government document: who issued it, when, and whether it binds.

use crate::calendar::Day;
use crate::closed::closed;
use crate::codes::CodeId;

use super::{Amended, Condition, Scope, StatedGroup};

closed! {
    /// Whether a document binds.
    Standing {
        /// Known to be in force.
        InForce "in-force",
        /// No longer in force.
        Ended "ended",
        /// Replaced by another.
        Superseded "superseded",
        /// Not known to be in force.
        Unconfirmed "unconfirmed",
        /// Not yet adopted.
        Draft "draft",
    }
}

closed! {
    /// How well a document was read.
    Evidence {
        /// At the live official page.
        Official "official",
        /// As a copy of its words.
        Copy "copy",
        /// As restated by others, in agreement.
        Restated "restated",
        /// From one report alone.
        Single "single",
    }
}

closed! {
    /// What sort of document it is.
    DocumentKind {
        /// 法律法规
        Law "law",
        /// 政策措施
        Measure "measure",
        /// 实施细则
        Rules "rules",
        /// 计划、方案
        Plan "plan",
        /// 意见
        Opinion "opinion",
        /// 答复
        Reply "reply",
        /// 报告
        Report "report",
        /// 通知
        Notice "notice",
    }
}

/// One government document.
#[derive(Clone, Debug)]
pub struct Document {
    /// `nantong/reply-2024`.
    pub address: String,
    /// The place that its path says.
    pub place: CodeId,
    /// Where it applies.
    pub scope: Scope,
    /// Its own title.
    pub title: String,
    /// 文号, where it has one; some have several.
    pub numbers: Vec<String>,
    /// Who issued it.
    pub issuer: String,
    /// law, measure, rules, plan, opinion, reply, report or notice.
    pub kind: &'static str,
    /// When it was issued; `None` where that was not read.
    pub issued: Option<Day>,
    /// The first day in force; `None` where that was not read. It has begun when the file was checked, then, and of days
    /// before its supports ask whether it had.
    pub from: Option<Day>,
    /// The last day in force, where stated.
    pub until: Option<Day>,
    /// Whether it binds.
    pub standing: Standing,
    /// Why that standing.
    pub standing_note: Option<String>,
    /// How well it was read.
    pub evidence: Evidence,
    /// When the file was last held against its source.
    pub checked: Day,
    /// The document's own address, where one is known.
    pub source: Option<String>,
    /// Why no address is known.
    pub source_note: Option<String>,
    /// Whom one asks, and how, where the document says.
    pub contact: Option<String>,
    /// The groups that it states.
    pub groups: Vec<StatedGroup>,
    /// The figures of older supports that it changes.
    pub amends: Vec<Amends>,
    /// What of it is no support.
    pub omitted: Vec<Omitted>,
}

/// A figure of an older support that a document changes, as it states it.
#[derive(Clone, Debug)]
pub struct Amends {
    /// The address of the support.
    pub what: String,
    /// Which figure, and what becomes of it.
    pub change: Amended,
    /// For which firms.
    pub when: Vec<Condition>,
    /// The figures as printed there.
    pub figures: Vec<String>,
}

/// A part of a document that is no support.
#[derive(Clone, Debug)]
pub struct Omitted {
    /// The place in the document.
    pub clause: String,
    /// What it says, in the author's words.
    pub what: String,
    /// The rows of the reading list that it stands for.
    pub rows: Vec<String>,
    /// past-work, city-target, not-for-firms or duplicate-of.
    pub because: &'static str,
    /// The support that says the same, for duplicate-of: its address.
    pub of: Option<String>,
}

/// A document, or a part of one, that is known of and that nobody read: what it gives is not in the rules.
#[derive(Clone, Debug)]
pub struct Unread {
    /// The place of its folder.
    pub place: CodeId,
    /// Its title, where that is known.
    pub title: Option<String>,
    /// Its numbers.
    pub numbers: Vec<String>,
    /// What of it, where the rest was read.
    pub part: Option<String>,
    /// Why.
    pub because: UnreadBecause,
}

closed! {
    /// Why nobody read a document.
    UnreadBecause {
        /// That it is there is all that is known.
        TitleOnly "title-only",
        /// A digest of it was read, which leaves out what decides.
        Digest "digest",
        /// Reports tell of it.
        Reported "reported",
        /// The copy breaks off before it.
        CutOff "cut-off",
    }
}

closed! {
    /// Why a part of a document is no support.
    Omission {
        /// Work that is done.
        PastWork "past-work",
        /// A target of the government itself.
        CityTarget "city-target",
        /// It is not for firms.
        NotForFirms "not-for-firms",
        /// It says the same as a support.
        DuplicateOf "duplicate-of",
    }
}

impl Document {
    /// Whether the document's window holds the day; drafts and superseded documents have none.
    #[must_use]
    pub fn is_open(&self, day: Day) -> bool {
        let ended_without_date =
            matches!(self.standing, Standing::Superseded | Standing::Ended) && self.until.is_none();
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until) && !ended_without_date
    }

    /// Whether it is known to have come into force by the day; it need not still be.
    #[must_use]
    pub fn has_come_into_force(&self, day: Day) -> bool {
        let is_known = !matches!(self.standing, Standing::Unconfirmed | Standing::Draft);
        is_known && self.evidence != Evidence::Single && self.from.unwrap_or(self.checked) <= day
    }
}
