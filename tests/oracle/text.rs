//! Writes the oracle's rules as TOML.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::days;
use super::rules::{
    CapPeriod, CapScope, Document, Group, GroupRule, Meaning, Older, Quantity, Rules, Scope, Standard, Support,
};
use super::world::RECORDS;
use super::written::money;

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

pub(super) struct Writer<'w> {
    pub(super) rules: &'w Rules,
    pub(super) document: &'w Document,
    /// The figures of the support that is written.
    pub(super) figures: BTreeSet<String>,
    used: BTreeSet<usize>,
    /// How often the support that is written is paid.
    pub(super) period: &'static str,
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
    pub(super) fn term(&mut self, index: usize) -> String {
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
        let window = ["opens", "closes"].into_iter().zip(support.window);
        let days = window.filter_map(|(key, day)| Some(format!("{key} = {}", days::text(day?))));
        let days: Vec<String> = days.collect();
        if !days.is_empty() {
            line("apply", format!("{{ {} }}", days.join(", ")));
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
