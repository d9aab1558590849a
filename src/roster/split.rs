//! What a header consists of: a name, a year, a unit, and what else stands beside them.

use super::header::{Unit, year_at_start};
use super::names::{fold, narrow};
use super::stated;
use super::unit::{ungrouped, unit};

/// What a header consists of.
#[derive(Debug)]
pub(super) struct Split {
    /// Its name, folded.
    pub(super) name: String,
    pub(super) unit: Option<Unit>,
    /// What stands beside the name and is neither a unit nor a year.
    pub(super) words: String,
    /// The unit as it is written.
    pub(super) counted: String,
}

/// A header without what stands in brackets or behind a stroke, which should be units and years.
pub(super) fn split(text: &str) -> Split {
    let text = ungrouped(&narrow(text));
    let (mut name, mut notes, mut depth) = (String::new(), String::new(), 0_u32);
    for c in text.chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ if depth > 0 => notes.push(c),
            _ => name.push(c),
        }
        if matches!(c, ')' | ']' | '】' | '〕') {
            notes.push(',');
        }
    }
    if let Some(at) = unit_at(&name) {
        notes.push_str(&name.split_off(at).trim_start_matches(STROKES).to_lowercase());
    }
    let (mut found, mut words): (Option<(Unit, &str)>, Vec<&str>) = (None, Vec::new());
    for note in notes.split([',', '、', ';', '；']).map(str::trim).filter(|note| !note.is_empty()) {
        match unit(note).or_else(|| stated::of_label(note)) {
            Some(Unit::Remark) => {}
            Some(unit) if found.is_some_and(|(found, _)| found != unit) => words.push(note),
            Some(unit) => found = Some((unit, note)),
            None if year_at_start(&fold(note)).is_some_and(|(rest, _)| rest.is_empty()) => name.push_str(note),
            None => words.push(note),
        }
    }
    let (unit, counted) = found.map_or((None, ""), |(unit, note)| (Some(unit), note));
    Split { unit, words: words.join("，"), counted: counted.to_owned(), name: fold(&name) }
}

/// What may stand between a name and its unit.
const STROKES: [char; 7] = ['/', ':', ',', '-', '_', ' ', '\n'];
/// Units that need nothing before them.
const ATTACHED: &[&str] = &["百万元", "千万元", "十亿元", "百亿元", "万元", "千元", "亿元"];

/// Where the unit of a header starts that has no brackets: `营业收入/万元`, `营业收入万元`, `营业收入，单位：万元`.
fn unit_at(name: &str) -> Option<usize> {
    let name = name.trim_end();
    let is_unit = |at: usize| {
        let rest = name[at..].trim_start_matches(STROKES);
        unit(rest).or_else(|| stated::of_label(rest)).is_some()
    };
    let stroke = || name.match_indices(STROKES).map(|(at, _)| at).find(|at| is_unit(*at));
    let label = || ["金额单位", "单位"].iter().find_map(|label| name.find(label)).filter(|at| *at > 0 && is_unit(*at));
    let attached = || ATTACHED.iter().find_map(|word| name.strip_suffix(word)).map(str::len);
    label().or_else(stroke).or_else(attached)
}

/// A header without its year and unit.
pub(super) fn bare_name(text: &str) -> String {
    let name = split(text).name;
    let year = name.trim_start_matches(|c: char| c.is_ascii_digit());
    year.strip_prefix("年度").or_else(|| year.strip_prefix('年')).map_or_else(|| name.clone(), str::to_owned)
}
