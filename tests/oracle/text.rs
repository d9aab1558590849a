//! Writes the oracle's rules as TOML.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::days;
use super::fraction::Fraction;
use super::rules::{
    Across, Among, CapPeriod, CapScope, Compare, Condition, Document, FactUse, Fold, Group, GroupRule, Meaning, Older,
    Phrase, Quantity, Rules, Scope, Standard, Support, Year,
};
use super::world::{Kind, RECORDS};

/// The order in which supports and groups stand in a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Order {
    AsMade,
    Reversed,
}

/// Each document's folder, stem and text.
pub(crate) fn files(rules: &Rules, order: Order) -> Vec<(&'static str, &'static str, String)> {
    let texts = rules.documents.iter().enumerate().map(|(index, document)| {
        let text = Writer::new(rules, document).file(index, order);
        (document.folder, document.stem, text)
    });
    texts.collect()
}

/// Money as a rule writes it: `50万元`, `333.33元`.
fn money(fen: i128) -> String {
    if fen != 0 && fen % 1_000_000 == 0 {
        format!("{}万元", fen / 1_000_000)
    } else {
        format!("{}元", Fraction::fen(fen))
    }
}

struct Writer<'w> {
    rules: &'w Rules,
    document: &'w Document,
    /// The figures of the support that is written.
    figures: BTreeSet<String>,
    used: BTreeSet<usize>,
    /// How often the support that is written is paid.
    period: &'static str,
}

impl<'w> Writer<'w> {
    fn new(rules: &'w Rules, document: &'w Document) -> Writer<'w> {
        Writer { rules, document, figures: BTreeSet::new(), used: BTreeSet::new(), period: "once" }
    }

    fn file(mut self, index: usize, order: Order) -> String {
        let head = self.head();
        let rules = self.rules;
        let supports = rules.supports.iter().filter(|support| support.document == index);
        let mut tables: Vec<String> = supports.map(|support| self.support(support)).collect();
        let standards = rules.standards.iter().filter(|standard| standard.document == index);
        tables.extend(standards.map(|standard| self.standard(standard)));
        let groups = rules.groups.iter().filter(|group| group.document == index);
        let mut groups: Vec<String> = groups.map(|group| self.group(group)).collect();
        if order == Order::Reversed {
            tables.reverse();
            groups.reverse();
        }
        let definitions: String = self.used.clone().into_iter().map(|index| self.definition(index)).collect();
        head + &definitions + &tables.concat() + &groups.concat()
    }

    fn head(&self) -> String {
        let document = self.document;
        let mut text = format!(
            "[document]\ntitle = \"云屿织造办法\"\nissuer = \"云屿省织造局\"\nkind = \"measure\"\nissued = 2020-01-01\n\
             from = {}\nstanding = \"{}\"\nstanding-note = \"虚构\"\nevidence = \"{}\"\nchecked = 2026-01-01\n",
            days::text(document.from),
            document.standing,
            document.evidence
        );
        if let Some(until) = document.until {
            writeln!(text, "until = {}", days::text(until)).unwrap();
        }
        if let Some(scope) = &document.scope {
            writeln!(text, "scope = {}", scope_text(scope)).unwrap();
        }
        let replaces = document.replaces.iter().map(|(older, sure)| {
            let what = match older {
                Older::Document(index) => {
                    let document = &self.rules.documents[*index];
                    format!("{}/{}", document.folder, document.stem)
                }
                Older::Support(index) => self.rules.supports[*index].address(self.rules),
            };
            format!("{{ what = \"{what}\", sure = {sure} }}")
        });
        let replaces: Vec<String> = replaces.collect();
        if !replaces.is_empty() {
            writeln!(text, "replaces = [{}]", replaces.join(", ")).unwrap();
        }
        text
    }

    fn definition(&mut self, index: usize) -> String {
        let document = self.document;
        let definition = &document.definitions[index];
        let meaning = self.meaning(&definition.meaning);
        let assume = if definition.assume { "assume = \"用语按此理解\"\n" } else { "" };
        format!("\n[define.term-{index}]\n{meaning}\n{assume}")
    }

    fn meaning(&mut self, meaning: &Meaning) -> String {
        match meaning {
            Meaning::When(when) => format!("when = {}", self.conditions(when)),
            Meaning::Value(value, _) => format!("value = {}", self.quantity(value)),
        }
    }

    /// A definition's name; its figures are those of whoever uses it.
    fn term(&mut self, index: usize) -> String {
        self.used.insert(index);
        let document = self.document;
        self.meaning(&document.definitions[index].meaning);
        format!("\"term-{index}\"")
    }

    fn standard(&mut self, standard: &Standard) -> String {
        self.figures.clear();
        let when = self.conditions(&standard.when);
        let figures = self.printed_figures();
        format!(
            "\n[[standard]]\nid = \"{}\"\ntitle = \"beacon\"\nclause = \"第二条\"\nwhen = {when}\n{figures}",
            standard.id
        )
    }

    fn printed_figures(&self) -> String {
        let figures: Vec<String> = self.figures.iter().map(|figure| format!("\"{figure}\"")).collect();
        format!("figures = [{}]\n", figures.join(", "))
    }

    fn support(&mut self, support: &Support) -> String {
        self.figures.clear();
        self.period = support.period;
        let kind = if support.amount.is_some() { "grant" } else { "service" };
        let mut text = format!(
            "\n[[support]]\nid = \"{}\"\nname = \"支持 {}\"\nkind = \"{kind}\"\nfor-what = \"{}\"\nclause = \"第一条\"\n",
            support.id, support.id, support.purpose
        );
        let mut line = |key: &str, value: String| writeln!(text, "{key} = {value}").unwrap();
        if support.is_announced {
            line("standing", "\"announced\"".to_owned());
        }
        if let Some(record) = support.for_each {
            line("for-each", format!("\"{}\"", RECORDS[record]));
        }
        if let Some(scope) = &support.scope {
            line("scope", scope_text(scope));
        }
        if !support.selects.is_empty() {
            line("where", self.conditions(&support.selects));
        }
        if !support.when.is_empty() {
            line("when", self.conditions(&support.when));
        }
        let stage = |share: String, when: String| format!("{{ after = \"验收\", {share}{when} }}");
        let mut stages = Vec::new();
        match &support.amount {
            Some(Quantity::Staged(parts)) => {
                let parts = parts.iter().map(|(when, part)| {
                    let part = format!("amount = {}", self.quantity(part));
                    stage(part, self.keyed("when", when))
                });
                stages.extend(parts);
            }
            Some(amount) => line("amount", self.quantity(amount)),
            None => {}
        }
        let shares = support.shares.iter().map(|(share, when)| {
            let share = format!("share = {}", self.quantity(&Quantity::PerMille(*share)));
            stage(share, self.keyed("when", when))
        });
        stages.extend(shares);
        if !stages.is_empty() {
            line("stages", format!("[{}]", stages.join(", ")));
        }
        if !support.clawback.is_empty() {
            line("clawback", self.conditions(&support.clawback));
        }
        let limits = support.limits.iter().map(|limit| {
            let per = match limit.scope {
                CapScope::Record => RECORDS[support.for_each.unwrap()],
                CapScope::Enterprise => "enterprise",
                CapScope::Unstated => "unstated",
            };
            let cap = self.figure(money(limit.fen));
            format!("{{ cap = {cap}, per = \"{per}\"{} }}", within(limit.period))
        });
        let limits: Vec<String> = limits.collect();
        if !limits.is_empty() {
            line("limits", format!("[{}]", limits.join(", ")));
        }
        let every = if support.period == "once" {
            String::new()
        } else {
            let duration = support.duration.as_ref().unwrap_or(&Quantity::Unstated);
            format!(", every = \"{}\", for = {}", support.period, self.quantity(duration))
        };
        line("paid", format!("{{ to = \"{}\"{every} }}", support.payee));
        text += &self.printed_figures();
        text
    }

    fn group(&self, group: &Group) -> String {
        let address = |member: &usize| format!("\"{}\"", self.rules.supports[*member].address(self.rules));
        let members: Vec<String> = group.members.iter().map(address).collect();
        let per = group.per.map_or_else(String::new, |record| format!("per = \"{}\"\n", RECORDS[record]));
        let year = if group.by_year { "within = \"year\"\n" } else { "" };
        let rule = match group.rule {
            GroupRule::Highest => "highest",
            GroupRule::TopUp => "top-up",
            GroupRule::Sum => "sum",
            GroupRule::Unstated => "unstated",
        };
        let record = self.rules.supports[group.members[0]].for_each;
        let limits = group.limits.iter().map(|limit| {
            let per = match limit.scope {
                CapScope::Record => RECORDS[record.unwrap()],
                CapScope::Enterprise => "enterprise",
                CapScope::Unstated => "unstated",
            };
            format!("{{ cap = \"{}\", per = \"{per}\"{} }}", money(limit.fen), within(limit.period))
        });
        let limits: Vec<String> = limits.collect();
        let figures: BTreeSet<String> = group.limits.iter().map(|limit| format!("\"{}\"", money(limit.fen))).collect();
        let figures: Vec<String> = figures.into_iter().collect();
        format!(
            "\n[[group]]\nname = \"一组\"\nrule = \"{rule}\"\nmembers = [{}]\n{per}{year}limits = [{}]\nfigures = [{}]\n",
            members.join(", "),
            limits.join(", "),
            figures.join(", ")
        )
    }

    fn conditions(&mut self, conditions: &[Condition]) -> String {
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
    fn keyed(&mut self, key: &str, conditions: &[Condition]) -> String {
        if conditions.is_empty() { String::new() } else { format!(", {key} = {}", self.conditions(conditions)) }
    }

    fn figure(&mut self, figure: String) -> String {
        let written = format!("\"{figure}\"");
        self.figures.insert(figure);
        written
    }

    fn quantity(&mut self, quantity: &Quantity) -> String {
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

fn within(period: CapPeriod) -> &'static str {
    match period {
        CapPeriod::Whole => "",
        CapPeriod::Year => ", within = \"year\"",
        CapPeriod::Ever => ", within = \"ever\"",
    }
}

fn scope_text(scope: &Scope) -> String {
    format!("{{ in = {:?}, not-in = {:?}, unclear-in = {:?} }}", scope.within, scope.not_in, scope.unclear_in)
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
