//! Writes conditions and quantities as TOML.

use std::fmt::Write;

use super::days;
use super::fraction::Fraction;
use super::rules::{Across, Among, Compare, Condition, FactUse, Fold, Phrase, Quantity, Year};
use super::text::Writer;
use super::world::{Kind, RECORDS};

impl Writer<'_> {
    pub(super) fn conditions(&mut self, conditions: &[Condition]) -> String {
        let texts: Vec<String> = conditions.iter().map(|condition| self.condition(condition)).collect();
        format!("[{}]", texts.join(", "))
    }

    fn condition(&mut self, condition: &Condition) -> String {
        match condition {
            Condition::Compare { left, kind, compare, right } => {
                let left = match left {
                    Quantity::Defined(index) => format!("fact = {}", self.term(*index)),
                    Quantity::Fact(fact) => format!("fact = {}", fact_keys(*fact)),
                    _ => unreachable!("only facts and definitions are compared"),
                };
                let right = self.quantity(right);
                format!("{{ {left}, {} = {right} }}", compare_key(*kind, *compare))
            }
            Condition::Among { fact, among, names } => {
                format!("{{ fact = {}, {} }}", fact_keys(*fact), among_text(*among, names))
            }
            Condition::Flag { fact, is } => format!("{{ fact = {}, is = {is} }}", fact_keys(*fact)),
            Condition::Rank { fact, compare, name } => {
                format!("{{ fact = {}, {} = \"{name}\" }}", fact_keys(*fact), compare_key(Kind::Choice, *compare))
            }
            Condition::Has { across, selects, bound } => {
                let bound = bound.map(|(compare, count)| format!(", {} = {count}", compare_key(Kind::Count, compare)));
                let selects = self.keyed("where", selects);
                format!("{{ has = {}{selects}{} }}", across_text(*across), bound.unwrap_or_default())
            }
            Condition::Every { across, selects } => {
                format!("{{ every = {}{} }}", across_text(*across), self.keyed("where", selects))
            }
            Condition::Of { parts, compare, count } => {
                format!("{{ of = {}, {} = {count} }}", self.conditions(parts), compare_key(Kind::Count, *compare))
            }
            Condition::All(parts) => format!("{{ all = {} }}", self.conditions(parts)),
            Condition::Any(parts) => format!("{{ any = {} }}", self.conditions(parts)),
            Condition::None(parts) => format!("{{ none = {} }}", self.conditions(parts)),
            Condition::Meets(index) => format!("{{ meets = {} }}", self.term(*index)),
            Condition::MeetsSupport(index) => {
                let support = &self.rules.supports[*index];
                let is_near = std::ptr::eq(self.document, &raw const self.rules.documents[support.document]);
                let name = if is_near { support.id.clone() } else { support.address(self.rules) };
                format!("{{ meets = \"{name}\" }}")
            }
            Condition::MeetsStandard(index) => {
                let standard = &self.rules.standards[*index];
                let document = &self.rules.documents[standard.document];
                format!("{{ meets = \"{}/{}/{}\" }}", document.folder, document.stem, standard.id)
            }
            Condition::Assumed(inner) => {
                let inner = self.condition(inner);
                format!("{}, assume = \"按此理解\" }}", inner.strip_suffix(" }").unwrap())
            }
            Condition::Judged => "{ judged = \"评审\", because = \"selection\" }".to_owned(),
            Condition::Unclear { readings, assume } => {
                format!("{{ unclear = {}{} }}", self.conditions(readings), assume_text(*assume))
            }
        }
    }

    /// Conditions with their key, if there are any, behind other keys.
    pub(super) fn keyed(&mut self, key: &str, conditions: &[Condition]) -> String {
        if conditions.is_empty() { String::new() } else { format!(", {key} = {}", self.conditions(conditions)) }
    }

    pub(super) fn figure(&mut self, figure: String) -> String {
        let written = format!("\"{figure}\"");
        self.figures.insert(figure);
        written
    }

    pub(super) fn quantity(&mut self, quantity: &Quantity) -> String {
        match quantity {
            Quantity::Money(fen) => self.figure(money(*fen)),
            Quantity::PerMille(rate) => self.figure(format!("{}%", Fraction::new(*rate, 10))),
            Quantity::Count(count) => count.to_string(),
            Quantity::Length(count) => {
                let (unit, printed) = if self.period == "month" { ("months", "个月") } else { ("years", "年") };
                self.figures.insert(format!("{count}{printed}"));
                let unit = if *count == 1 { unit.trim_end_matches('s') } else { unit };
                format!("\"{count} {unit}\"")
            }
            Quantity::Day(phrase) => day_text(*phrase),
            Quantity::Unstated => "\"unstated\"".to_owned(),
            Quantity::Fact(fact) if !matches!(fact.year, Year::AsOf(_)) => format!("\"{}\"", fact.declared().key),
            Quantity::Fact(fact) => format!("{{ fact = {} }}", fact_keys(*fact)),
            Quantity::Defined(index) => self.term(*index),
            _ => format!("{{ {} }}", self.form(quantity)),
        }
    }

    /// The keys of a quantity that is a table.
    fn form(&mut self, quantity: &Quantity) -> String {
        match quantity {
            Quantity::Rate(rate, of) => format!("rate = {}, of = {}", self.quantity(rate), self.quantity(of)),
            Quantity::Each(each, times) => format!("each = {}, times = {}", self.quantity(each), self.quantity(times)),
            Quantity::Range(from, up_to) => {
                let ends = [("from", from), ("up-to", up_to)];
                let ends = ends.iter().filter_map(|(key, end)| Some((key, end.as_ref()?)));
                let ends: Vec<String> = ends.map(|(key, end)| format!("{key} = {}", self.quantity(end))).collect();
                ends.join(", ")
            }
            Quantity::Cases(by, cases) => {
                let texts: Vec<String> =
                    cases.iter().map(|(when, gives)| self.case(by.is_some(), when, gives)).collect();
                let by = by.as_ref().map_or_else(String::new, |by| format!("by = {}, ", self.quantity(by)));
                format!("{by}cases = [{}]", texts.join(", "))
            }
            Quantity::Unclear { readings, assume } => {
                let texts: Vec<String> = readings.iter().map(|reading| self.quantity(reading)).collect();
                format!("unclear = [{}]{}", texts.join(", "), assume_text(*assume))
            }
            Quantity::Bounded { inner, floor, cap } => {
                let mut text = self.form(inner);
                for (key, bound) in [("floor", floor), ("cap", cap)] {
                    if let Some(bound) = bound {
                        write!(text, ", {key} = {}", self.quantity(bound)).unwrap();
                    }
                }
                text
            }
            Quantity::Fact(fact) => format!("fact = {}", fact_keys(*fact)),
            Quantity::Units { each, per, of } => {
                format!("each = {}, per = {}, of = {}", self.quantity(each), self.quantity(per), self.quantity(of))
            }
            Quantity::Slices(of, slices) => {
                let of = self.quantity(of);
                let slice = |(end, rate): &(Option<i128>, Quantity)| {
                    let end = end.map_or_else(String::new, |end| format!("up-to = {}, ", self.figure(money(end))));
                    format!("{{ {end}rate = {} }}", self.quantity(rate))
                };
                let slices: Vec<String> = slices.iter().map(slice).collect();
                format!("of = {of}, slices = [{}]", slices.join(", "))
            }
            Quantity::Fold(fold, parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.quantity(part)).collect();
                format!("{} = [{}]", fold_key(*fold), parts.join(", "))
            }
            Quantity::Across { fold, each, across, selects } => {
                let (each, selects) = (self.quantity(each), self.keyed("where", selects));
                format!("{} = {each}, across = {}{selects}", fold_key(*fold), across_text(*across))
            }
            Quantity::CountOf { across, selects } => {
                format!("count = {}{}", across_text(*across), self.keyed("where", selects))
            }
            Quantity::Excess(whole, over) => {
                format!("excess = {}, over = {}", self.quantity(whole), self.quantity(over))
            }
            Quantity::Ratio(part, whole) => format!("ratio = {}, to = {}", self.quantity(part), self.quantity(whole)),
            Quantity::Growth(fact, years) => format!("growth = {}, last = {years}", fact_keys(*fact)),
            Quantity::Assumed(inner) => format!("{}, assume = \"按此计算\"", self.form(inner)),
            _ => unreachable!("literals are no tables"),
        }
    }

    fn case(&mut self, by: bool, when: &[Condition], gives: &Quantity) -> String {
        let head = match (by, when) {
            (_, []) => String::new(),
            (false, when) => format!("when = {}, ", self.conditions(when)),
            (true, [Condition::Compare { kind, compare, right, .. }]) => {
                format!("{} = {}, ", compare_key(*kind, *compare), self.quantity(right))
            }
            (true, [Condition::Among { among, names, .. }]) => format!("{}, ", among_text(*among, names)),
            (true, [Condition::Rank { compare, name, .. }]) => {
                format!("{} = \"{name}\", ", compare_key(Kind::Choice, *compare))
            }
            _ => unreachable!("a case by a quantity is one comparison"),
        };
        format!("{{ {head}gives = {} }}", self.quantity(gives))
    }
}

fn assume_text(assume: bool) -> &'static str {
    if assume { ", assume = \"按第一种理解\"" } else { "" }
}

/// A fact's key, and its year where that is written.
fn fact_keys(fact: FactUse) -> String {
    let year = if let Year::AsOf(year) = fact.year { format!(", year = {year}") } else { String::new() };
    format!("\"{}\"{year}", fact.declared().key)
}

fn fold_key(fold: Fold) -> &'static str {
    match fold {
        Fold::Sum => "sum",
        Fold::Mean => "mean",
        Fold::Highest => "highest",
    }
}

/// What a form ranges over, with the keys that say which years.
fn across_text(across: Across) -> String {
    match across {
        Across::Records(record) => format!("\"{}\"", RECORDS[record]),
        Across::Years { last, or_since } => {
            let since = or_since.map_or_else(String::new, |since| format!(", or-since = \"{since}\""));
            format!("\"year\", last = {last}{since}")
        }
    }
}

fn among_text(among: Among, names: &[&'static str]) -> String {
    match among {
        Among::Is => format!("is = {:?}", names[0]),
        Among::AnyOf => format!("any-of = {names:?}"),
        Among::NoneOf => format!("none-of = {names:?}"),
    }
}

fn compare_key(kind: Kind, compare: Compare) -> &'static str {
    match (kind, compare) {
        (_, Compare::Is) => "is",
        (Kind::Date, Compare::AtLeast) => "since",
        (Kind::Date, Compare::AtMost) => "until",
        (Kind::Date, Compare::Below) => "before",
        (_, Compare::AtLeast) => "at-least",
        (_, Compare::Above) => "above",
        (_, Compare::AtMost) => "at-most",
        (_, Compare::Below) => "below",
    }
}

fn day_text(phrase: Phrase) -> String {
    let length = |count: i64, unit: days::Unit| format!("{count} {}{}", unit.word(), if count == 1 { "" } else { "s" });
    let year = |years: i64| if years == 0 { "this" } else { "last" };
    match phrase {
        Phrase::Fixed(day) => days::text(day),
        Phrase::Ago(0, _) => "\"today\"".to_owned(),
        Phrase::Ago(count, unit) => format!("\"{} ago\"", length(count, unit)),
        Phrase::After(count, unit, fact) => format!("\"{} after {}\"", length(count, unit), fact.declared().key),
        Phrase::StartOfYear(years) => format!("\"start of {} year\"", year(years)),
        Phrase::EndOfYear(years) => format!("\"end of {} year\"", year(years)),
    }
}

/// Money as a rule writes it: `50万元`, `333.33元`.
pub(super) fn money(fen: i128) -> String {
    if fen != 0 && fen % 1_000_000 == 0 {
        format!("{}万元", fen / 1_000_000)
    } else {
        format!("{}元", Fraction::fen(fen))
    }
}
