//! A government document: who issued it, when, and whether it binds.

use crate::calendar::Day;
use crate::codes::CodeId;

use super::Scope;

/// Whether a document binds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Known to be in force.
    InForce,
    /// No longer in force.
    Ended,
    /// Replaced by another.
    Superseded,
    /// Not known to be in force.
    Unconfirmed,
    /// Not yet adopted.
    Draft,
}

/// How well a document was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Evidence {
    /// At the live official page.
    Official,
    /// As a copy of its words.
    Copy,
    /// As restated by others, in agreement.
    Restated,
    /// From one report alone.
    Single,
}

impl Standing {
    /// The standings by the word that a rule file uses.
    pub const WORDS: &'static [(&'static str, Standing)] = &[
        ("in-force", Standing::InForce),
        ("ended", Standing::Ended),
        ("superseded", Standing::Superseded),
        ("unconfirmed", Standing::Unconfirmed),
        ("draft", Standing::Draft),
    ];

    /// The word that a rule file uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        Standing::WORDS.iter().find(|(_, standing)| *standing == self).map_or("", |(word, _)| word)
    }
}

impl Evidence {
    /// The sorts of evidence by the word that a rule file uses.
    pub const WORDS: &'static [(&'static str, Evidence)] = &[
        ("official", Evidence::Official),
        ("copy", Evidence::Copy),
        ("restated", Evidence::Restated),
        ("single", Evidence::Single),
    ];

    /// The word that a rule file uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        Evidence::WORDS.iter().find(|(_, evidence)| *evidence == self).map_or("", |(word, _)| word)
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
    /// 文号, where it has one.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: String,
    /// law, measure, rules, plan, opinion, reply, report or notice.
    pub kind: &'static str,
    /// When it was issued.
    pub issued: Day,
    /// The first day in force.
    pub from: Day,
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
    /// What of it is no support.
    pub omitted: Vec<Omitted>,
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

impl Omitted {
    /// Why a part of a document can be no support.
    pub const REASONS: &'static [&'static str] = &["past-work", "city-target", "not-for-firms", "duplicate-of"];
}

impl Document {
    /// Whether the document's window holds the day; drafts and superseded documents have none.
    #[must_use]
    pub fn is_open(&self, day: Day) -> bool {
        let ended_without_date =
            matches!(self.standing, Standing::Superseded | Standing::Ended) && self.until.is_none();
        day >= self.from && self.until.is_none_or(|until| day <= until) && !ended_without_date
    }

    /// Whether it is known to have come into force by the day; it need not still be.
    #[must_use]
    pub fn has_come_into_force(&self, day: Day) -> bool {
        let is_known = !matches!(self.standing, Standing::Unconfirmed | Standing::Draft);
        is_known && self.evidence != Evidence::Single && self.from <= day
    }
}
