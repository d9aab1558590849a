//! The mutants of a document: of what it says in each support, standard, definition and group, and of when it holds.

use crate::rulebook::{
    CapScope, Condition, ConditionForm, Definition, Document, Duration, Group, GroupName, GroupRule, Limit, Meaning,
    Quantity, Rulebook, Scope, Standard, Support,
};
use crate::source::{Line, Sources};

use super::change::{Change, days, fens, of_conditions, of_quantity, of_whole};
use super::{Mutant, Operator, Part, Shown};

/// All mutants of a document, in the order in which its parts stand in the rulebook.
#[must_use]
pub fn mutants(book: &Rulebook, sources: &Sources, document: usize) -> Vec<Mutant> {
    let mut found = Found { book, sources, document, mutants: Vec::new() };
    let address = &book.documents[document].address;
    let supports = || book.supports.iter().enumerate().filter(|(_, support)| support.document == document);
    let standards = || book.standards.iter().enumerate().filter(|(_, standard)| standard.rule.document == document);
    let first = supports().map(|(_, support)| support.line).chain(standards().map(|(_, standard)| standard.rule.line));
    if let Some(line) = first.min_by_key(|line| line.number) {
        found.document(Line { number: 1, ..line });
    }
    for (at, definition) in book.definitions.iter().enumerate().filter(|(_, of)| of.document == *address) {
        found.definition(at, definition);
    }
    for (at, standard) in standards() {
        found.rule(&standard.rule, &|rule| Part::Standard(at, Box::new(Standard { rule, ..standard.clone() })));
    }
    for (at, support) in supports() {
        found.rule(support, &|rule| Part::Support(at, Box::new(rule)));
    }
    for (at, group) in book.groups.iter().enumerate().filter(|(_, group)| group.document == Some(document)) {
        found.group(at, group);
    }
    found.mutants
}

struct Found<'b> {
    book: &'b Rulebook,
    sources: &'b Sources,
    document: usize,
    mutants: Vec<Mutant>,
}

impl Found<'_> {
    fn add<T>(&mut self, of: &str, line: Line, changes: Vec<Change<T>>, parts: impl Fn(T) -> Vec<Part>) {
        let mutant = |change: Change<T>| Mutant {
            operator: change.operator,
            of: of.to_owned(),
            document: self.document,
            line: change.line.unwrap_or(line),
            was: change.was,
            becomes: change.becomes,
            parts: parts(change.to),
        };
        self.mutants.extend(changes.into_iter().map(mutant));
    }

    /// Its first and last day, and that it holds in its places alone.
    fn document(&mut self, head: Line) {
        let document = &self.book.documents[self.document];
        let at = self.document;
        let with = |document: Document| vec![Part::Document(at, Box::new(document))];
        let from = of_days(document.from, |day| Document { from: Some(day), ..document.clone() });
        let until = of_days(document.until, |day| Document { until: Some(day), ..document.clone() });
        for (key, changes) in [("from", from), ("until", until)] {
            self.add(&document.address, self.sources.line_of_key(head, key), changes, with);
        }
        let is_of_all =
            |part: &Condition| matches!(&part.form, ConditionForm::Scope(scope) if *scope == document.scope);
        let mut anywhere = Vec::new();
        let unplaced = |rule: &Support| {
            let conditions = rule.conditions.iter().filter(|part| !is_of_all(part)).cloned().collect();
            Support { conditions, ..rule.clone() }
        };
        for (at, support) in
            self.book.supports.iter().enumerate().filter(|(_, support)| support.document == self.document)
        {
            anywhere.push(Part::Support(at, Box::new(unplaced(support))));
        }
        let standards = self.book.standards.iter().enumerate();
        for (at, standard) in standards.filter(|(_, standard)| standard.rule.document == self.document) {
            anywhere
                .push(Part::Standard(at, Box::new(Standard { rule: unplaced(&standard.rule), ..standard.clone() })));
        }
        if !document.scope.written.is_empty() {
            let scope = Condition::new(ConditionForm::Scope(document.scope.clone()), head);
            let change = Change::new(Operator::Dropped, Shown::Condition(scope), Shown::Nothing, anywhere);
            self.add(&document.address, self.sources.line_of_key(head, "scope"), vec![change], |parts| parts);
        }
    }

    fn definition(&mut self, at: usize, definition: &Definition) {
        let changes = match &definition.meaning {
            Meaning::When(when) => of_whole(of_conditions(when), Meaning::When),
            Meaning::Value(value) => of_whole(of_quantity(value), Meaning::Value),
        };
        let (book, document) = (self.book, self.document);
        self.add(&definition.name, definition.line, changes, |meaning| {
            let changed = Part::Definition(at, Box::new(Definition { meaning, ..definition.clone() }));
            // The facts that are mentioned more than once, and where they turn, are noted with each rule that names it.
            let supports = book.supports.iter().enumerate().filter(|(_, support)| support.document == document);
            let supports = supports.map(|(at, support)| Part::Support(at, Box::new(support.clone())));
            let standards = book.standards.iter().enumerate().filter(|(_, other)| other.rule.document == document);
            let standards = standards.map(|(at, standard)| Part::Standard(at, Box::new(standard.clone())));
            std::iter::once(changed).chain(supports).chain(standards).collect()
        });
    }

    fn rule(&mut self, rule: &Support, part: &dyn Fn(Support) -> Part) {
        let (book, document) = (self.book, &self.book.documents[self.document]);
        let with = |rule: Support| {
            let copy = read_elsewhere(book, &rule).map(|(at, changed)| Part::Definition(at, Box::new(changed)));
            std::iter::once(part(rule)).chain(copy).collect::<Vec<Part>>()
        };
        let mut all: Vec<(&str, Vec<Change<Support>>)> = Vec::new();
        // The place is one of the document; that it has begun is no condition of the text.
        let head = 1 + usize::from(document.from.is_none());
        let (head, when) = rule.conditions.split_at(head.min(rule.conditions.len()));
        let asks = |when: Vec<Condition>| Support { conditions: [head, &when].concat(), ..rule.clone() };
        all.push(("where", of_whole(of_conditions(&rule.selects), |selects| Support { selects, ..rule.clone() })));
        all.push(("when", of_whole(of_conditions(when), asks)));
        all.push(("scope", own_scope(rule, document)));
        all.push(("from", of_days(rule.from, |day| Support { from: Some(day), ..rule.clone() })));
        all.push(("until", of_days(rule.until, |day| Support { until: Some(day), ..rule.clone() })));
        let application = |opens, closes| Support {
            application: crate::rulebook::Application { opens, closes, ..rule.application.clone() },
            ..rule.clone()
        };
        let (opens, closes) = (rule.application.opens, rule.application.closes);
        all.push(("apply", of_days(opens, |day| application(Some(day), closes))));
        all.push(("apply", of_days(closes, |day| application(opens, Some(day)))));
        if let Some(amount) = &rule.amount {
            let amounts = of_whole(of_quantity(amount), |amount| Support { amount: Some(amount), ..rule.clone() });
            all.push(("amount", amounts));
            let limits = of_limits(&rule.limits, rule.for_each.is_some());
            all.push(("limits", of_whole(limits, |limits| Support { limits, ..rule.clone() })));
            let kept = rule.kept.as_ref().map(of_quantity).unwrap_or_default();
            all.push(("stages", of_whole(kept, |kept| Support { kept: Some(kept), ..rule.clone() })));
        }
        if let Some(Duration::For(times)) = &rule.duration {
            let of_times = |times: Quantity| Support { duration: Some(Duration::For(times)), ..rule.clone() };
            all.push(("paid", of_whole(of_quantity(times), of_times)));
        }
        for (key, changes) in all {
            self.add(&rule.address, self.sources.line_of_key(rule.line, key), changes, with);
        }
    }

    fn group(&mut self, at: usize, group: &Group) {
        let rules = GroupRule::WORDS.iter().map(|(_, rule)| *rule).filter(|rule| *rule != group.rule);
        let rules = rules.map(|rule| {
            let changed = Group { rule, ..group.clone() };
            Change::new(Operator::GroupRule, Shown::Rule(group.rule), Shown::Rule(rule), changed)
        });
        let common = self.book.record_of(group);
        let per = if group.per.is_some() { Some(None) } else { common.map(Some) };
        let scope = |is_record| Shown::Per(if is_record { CapScope::Record } else { CapScope::Enterprise });
        let per = per.map(|per| {
            let (was, becomes) = (scope(group.per.is_some()), scope(per.is_some()));
            Change::new(Operator::Per, was, becomes, Group { per, ..group.clone() })
        });
        let limits = of_limits(&group.limits, group.per.or(common).is_some());
        let limits = of_whole(limits, |limits| Group { limits, ..group.clone() });
        let changes = rules.chain(per).chain(limits).collect();
        let name = if let GroupName::Given { zh, .. } = &group.name { zh.clone() } else { String::new() };
        let Some(line) = group.members.first().map(|id| self.book.support(*id).line) else { return };
        let quoted = format!("\"{name}\"");
        let line = self
            .sources
            .line_below(Line { number: 1, ..line }, |text| text.starts_with("name") && text.contains(&quoted));
        self.add(&name, line, changes, |group| vec![Part::Group(at, Box::new(group))]);
    }
}

/// The conditions of a changed support or standard, where others read them.
fn read_elsewhere(book: &Rulebook, rule: &Support) -> Option<(usize, Definition)> {
    let is_read = |of: &Definition| of.document == rule.address && matches!(of.meaning, Meaning::When(_));
    let at = book.definitions.iter().position(is_read)?;
    let is_scope = |part: &&Condition| matches!(part.form, ConditionForm::Scope(_));
    let when = rule.conditions.iter().filter(|part| !is_scope(part)).cloned().collect();
    Some((at, Definition { meaning: Meaning::When(when), ..book.definitions[at].clone() }))
}

/// A support that has a place of its own, without it.
fn own_scope(rule: &Support, document: &Document) -> Vec<Change<Support>> {
    let own = rule
        .conditions
        .first()
        .filter(|part| matches!(&part.form, ConditionForm::Scope(Scope { of_document: Some(_), .. })));
    let dropped = own.map(|own| {
        let mut changed = rule.clone();
        changed.conditions[0].form = ConditionForm::Scope(document.scope.clone());
        Change::new(Operator::Dropped, Shown::Condition(own.clone()), Shown::Nothing, changed)
    });
    dropped.into_iter().collect()
}

fn of_days<T>(day: Option<crate::calendar::Day>, with: impl Fn(crate::calendar::Day) -> T) -> Vec<Change<T>> {
    let changed = |was| days(was).map(|to| Change::new(Operator::Day, Shown::Day(was), Shown::Day(to), with(to)));
    day.into_iter().flat_map(changed).collect()
}

/// Limits of which one is higher, lower, gone, or of something else where there are records.
fn of_limits(limits: &[Limit], has_records: bool) -> Vec<Change<Vec<Limit>>> {
    let money = |cap| Shown::Quantity(Quantity::Literal(cap, crate::dictionary::Kind::Money));
    let of_limit = |at: usize| {
        let limit = &limits[at];
        let with = |changed: Option<Limit>| {
            let (before, after) = (&limits[..at], &limits[at + 1..]);
            before.iter().cloned().chain(changed).chain(after.iter().cloned()).collect::<Vec<Limit>>()
        };
        let dropped = Change::new(Operator::CapDropped, money(limit.cap), Shown::Nothing, with(None));
        let figures = fens(limit.cap)
            .map(|(by, cap)| Change::new(by, money(limit.cap), money(cap), with(Some(Limit { cap, ..limit.clone() }))));
        let scopes = [CapScope::Record, CapScope::Enterprise].into_iter();
        let scopes = scopes.filter(|scope| has_records && *scope != limit.scope).map(|scope| {
            let changed = with(Some(Limit { scope, ..limit.clone() }));
            Change::new(Operator::Per, Shown::Per(limit.scope), Shown::Per(scope), changed)
        });
        std::iter::once(dropped).chain(figures).chain(scopes).collect::<Vec<_>>()
    };
    (0..limits.len()).flat_map(of_limit).collect()
}
