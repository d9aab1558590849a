//! Makes rules up from a tape: every form that the language has, in every place where it may stand.

use super::days;
use super::rules::{
    CapPeriod, CapScope, Definition, Document, FactUse, Group, GroupRule, Here, Limit, Meaning, Older, Quantity, Rules,
    Scope, Standard, Support, Year,
};
use super::tape::Tape;
use super::world::{FACTS, Home, KINDS, Kind, PLACES, SET, dated_by};

/// What rules are made up for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shape {
    /// Everything that the language has.
    Any,
    /// One reading, one figure, nobody who judges; only whether supports stack may be unstated.
    Closed,
    /// The same, and several supports for the same records, in groups and under caps.
    Stacked,
    /// Few facts, each mentioned often.
    Repeated,
}

/// Rules with one or two documents.
pub(crate) fn rules(tape: &mut Tape, shape: Shape) -> Rules {
    let mut rules = Rules::default();
    for index in 0..=usize::from(tape.chance(30) && shape != Shape::Repeated) {
        let generator = Generator {
            tape,
            shape,
            definitions: Vec::new(),
            last: None,
            others: Vec::new(),
            standards: rules.standards.len(),
        };
        generator.document(index, &mut rules);
    }
    if rules.documents.len() > 1 && tape.chance(30) {
        let newer = tape.pick(2);
        let of_older: Vec<usize> =
            (0..rules.supports.len()).filter(|index| rules.supports[*index].document != newer).collect();
        let support = Older::Support(tape.one_of(&of_older));
        let older = if tape.chance(50) { Older::Document(1 - newer) } else { support };
        rules.documents[newer].replaces.push((older, tape.chance(40)));
    }
    rules
}

pub(super) struct Generator<'g> {
    pub(super) tape: &'g mut Tape,
    pub(super) shape: Shape,
    definitions: Vec<Definition>,
    /// The fact that was mentioned last: what is mentioned again is what is hard.
    last: Option<FactUse>,
    /// Supports of which another may read the conditions.
    pub(super) others: Vec<usize>,
    /// How many standards there are so far.
    pub(super) standards: usize,
}

impl Generator<'_> {
    /// Whether something may be left open.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.shape, Shape::Any | Shape::Repeated)
    }

    fn may_open(&mut self, percent: usize) -> bool {
        self.tape.chance(percent) && self.is_open()
    }

    fn document(mut self, index: usize, rules: &mut Rules) {
        let (folder, place, stem) = [("yanchuan", PLACES[1], "alpha"), ("yunyu", PLACES[0], "beta")][index];
        let is_plain = !self.tape.chance(35) || matches!(self.shape, Shape::Stacked | Shape::Repeated);
        let mut pick = |words: &[&'static str]| if is_plain { words[0] } else { self.tape.one_of(words) };
        let standing = pick(&["in-force", "unconfirmed", "draft", "ended", "superseded"]);
        let evidence = pick(&["official", "single", "copy"]);
        let windows = [(2021, None), (2021, Some(2025)), (2021, Some(2027)), (2026, None), (2026, Some(2026))];
        let (from, until) = if is_plain { windows[0] } else { self.tape.one_of(&windows) };
        let scope = self.tape.chance(30).then(|| self.scope());
        for _ in 0..self.tape.pick(4) {
            self.define();
        }
        if self.tape.chance(25) {
            let when = self.list(&Here::default(), 1, 1);
            rules.standards.push(Standard { document: index, id: "title-terms".to_owned(), when });
            self.standards += 1;
        }
        let first = rules.supports.len();
        for number in 0..=self.tape.pick(4) {
            self.others = (0..rules.supports.len()).filter(|index| rules.supports[*index].for_each.is_none()).collect();
            let support = match self.shape {
                Shape::Stacked => self.stacked(index, number),
                _ => self.support(index, number),
            };
            rules.supports.push(support);
        }
        for _ in 0..self.tape.pick(3) {
            rules.groups.extend(self.group(index, first, &rules.supports));
        }
        rules.documents.push(Document {
            folder,
            place,
            stem,
            standing,
            evidence,
            from: days::day(from, 1, 1),
            until: until.map(|year| days::day(year, 6, 30)),
            scope,
            replaces: Vec::new(),
            definitions: self.definitions,
        });
    }

    fn scope(&mut self) -> Scope {
        let names: Vec<&'static str> = PLACES[1..].iter().map(|(_, name)| *name).chain([SET.0]).collect();
        let within = vec![self.tape.one_of(&names)];
        let not_in = if self.tape.chance(40) { vec![self.tape.one_of(&names)] } else { Vec::new() };
        // The whole city most of all: the other places are parts of it.
        let wide: Vec<&'static str> = [PLACES[1].1; 6].into_iter().chain(names).collect();
        let unclear_in = if self.may_open(40) { vec![self.tape.one_of(&wide)] } else { Vec::new() };
        Scope { within, not_in, unclear_in }
    }

    fn define(&mut self) {
        let records = if self.tape.chance(35) { vec![self.tape.pick(KINDS)] } else { Vec::new() };
        let bound = Here { records, year: self.tape.chance(15) };
        let meaning = match self.tape.pick(10) {
            0..5 => Meaning::When(vec![self.condition(&bound, 2)]),
            5 | 6 => Meaning::Value(self.money(&bound, 1), Kind::Money),
            7 => Meaning::Value(self.number(&bound), Kind::Count),
            _ => Meaning::Value(self.quotient(&bound), Kind::Quotient),
        };
        let assume = self.tape.chance(20);
        self.definitions.push(Definition { bound, meaning, assume });
    }

    fn support(&mut self, document: usize, number: usize) -> Support {
        let is_repeated = self.shape == Shape::Repeated;
        let for_each = self.tape.chance(if is_repeated { 15 } else { 50 }).then(|| self.tape.pick(KINDS));
        let bound = Here::of(for_each);
        let selects = if for_each.is_some() && self.tape.chance(40) { self.list(&bound, 1, 2) } else { Vec::new() };
        let scope = self.tape.chance(20).then(|| self.scope());
        let when =
            if self.tape.chance(75) { self.list(&bound, 2, if is_repeated { 5 } else { 3 }) } else { Vec::new() };
        let has_amount = !self.tape.chance(8);
        let amount = has_amount.then(|| if self.may_open(4) { Quantity::Unstated } else { self.whole_amount(&bound) });
        let is_unstated = matches!(amount, None | Some(Quantity::Unstated | Quantity::Staged(_)));
        let shares = if is_unstated || !self.tape.chance(20) { Vec::new() } else { self.shares(&bound) };
        let clawback = if has_amount && self.tape.chance(10) { self.list(&bound, 1, 1) } else { Vec::new() };
        let is_plain = !self.tape.chance(25);
        let period = if is_plain { "once" } else { self.tape.one_of(&["month", "year"]) };
        // Caps of what recurs are those that hold sums.
        let is_limited = has_amount && self.tape.chance(if is_plain { 50 } else { 75 });
        let limits = if is_limited { self.tape.pick(3) } else { 0 };
        let limits = (0..limits).map(|_| self.limit(for_each)).collect();
        let is_timed = period != "once" && self.tape.chance(60);
        Support {
            document,
            id: format!("s{number}"),
            purpose: self.tape.one_of(&["equipment", "equipment", "bonus", "bonus", "title:beacon", "title:lantern"]),
            is_announced: self.tape.chance(4),
            for_each,
            selects,
            scope,
            when,
            amount,
            shares,
            clawback,
            limits,
            payee: if is_plain { "enterprise" } else { self.tape.one_of(&["person", "unstated"]) },
            period,
            duration: is_timed.then(|| self.duration(&bound)),
            window: if is_repeated { [None; 2] } else { self.window() },
        }
    }

    /// The days of applications: mostly none, else one side of an edge on which a firm is answered.
    fn window(&mut self) -> [Option<i64>; 2] {
        let march = |date| Some(days::day(2026, 3, date));
        let windows = [[None, march(30)], [None, march(31)], [march(31), None], [march(31), march(31)]];
        let later = [Some(days::day(2026, 4, 1)), Some(days::day(2026, 11, 22))];
        if self.tape.chance(12) { self.tape.one_of(&[&windows[..], &[later]].concat()) } else { [None; 2] }
    }

    /// A support for projects that asks little, so that there is something to stack.
    fn stacked(&mut self, document: usize, number: usize) -> Support {
        let for_each = (!self.tape.chance(20)).then(|| if self.tape.chance(15) { 2 } else { 0 });
        let bound = Here::of(for_each);
        let asks = self.tape.chance(30) && for_each == Some(0);
        let selects = if asks { vec![self.choice(&bound, |kind| kind == Kind::Many)] } else { Vec::new() };
        let amount = match (self.tape.pick(3), for_each) {
            (1, Some(0)) => {
                let spend = Quantity::Fact(FactUse::plain("project.spend"));
                Quantity::Rate(Box::new(self.literal(Kind::Ratio)), Box::new(spend))
            }
            (2, _) => self.money(&bound, 2),
            _ => self.literal(Kind::Money),
        };
        let limits = if self.tape.chance(50) { vec![self.limit(for_each)] } else { Vec::new() };
        let period = if self.tape.chance(20) { self.tape.one_of(&["month", "year"]) } else { "once" };
        let is_timed = period != "once" && self.tape.chance(75);
        Support {
            document,
            id: format!("s{number}"),
            purpose: self.tape.one_of(&["equipment", "bonus", "title:beacon", "title:lantern"]),
            is_announced: false,
            for_each,
            selects,
            scope: None,
            when: Vec::new(),
            amount: Some(amount),
            shares: Vec::new(),
            clawback: Vec::new(),
            limits,
            payee: "enterprise",
            period,
            duration: is_timed.then(|| self.duration(&bound)),
            window: self.window(),
        }
    }

    fn limit(&mut self, for_each: Option<usize>) -> Limit {
        let mut scopes = vec![CapScope::Enterprise];
        scopes.extend(for_each.map(|_| CapScope::Record));
        if self.is_open() {
            scopes.push(CapScope::Unstated);
        }
        let fen = self.tape.one_of(&super::amounts::MONEY[..6]);
        let scope = self.tape.one_of(&scopes);
        let mut periods = vec![CapPeriod::Whole; 3];
        // What is of a year is only what says when.
        if scope != CapScope::Record && for_each.is_none_or(|kind| dated_by(kind).is_some()) {
            periods.push(CapPeriod::Year);
        }
        if scope == CapScope::Enterprise {
            periods.push(CapPeriod::Ever);
        }
        Limit { fen, scope, period: self.tape.one_of(&periods) }
    }

    /// A group of supports that are paid alike, some of them perhaps of the document before.
    fn group(&mut self, document: usize, first: usize, supports: &[Support]) -> Option<Group> {
        let leader = first + self.tape.pick(supports.len() - first);
        let per = supports[leader].for_each.filter(|_| self.tape.chance(60));
        let key = |support: &Support| {
            (support.payee, support.period, support.amount.is_some(), support.for_each.filter(|_| per.is_some()))
        };
        let is_alike = |index: &usize| key(&supports[*index]) == key(&supports[leader]);
        let alike: Vec<usize> = (0..supports.len()).filter(is_alike).collect();
        let members: Vec<usize> = alike.into_iter().filter(|index| *index == leader || !self.tape.chance(25)).collect();
        let rules = [GroupRule::Unstated, GroupRule::Highest, GroupRule::Sum, GroupRule::TopUp];
        let rule = self.tape.one_of(&rules);
        let kinds: Vec<Option<usize>> = members.iter().map(|member| supports[*member].for_each).collect();
        let common = kinds[0].filter(|kind| kinds.iter().all(|other| other == &Some(*kind)));
        let is_dated = kinds.iter().flatten().all(|kind| dated_by(*kind).is_some());
        let by_year = is_dated && self.tape.chance(25);
        let limits = if self.tape.chance(if rule == GroupRule::Sum { 60 } else { 20 }) {
            let limit = self.limit(common);
            let is_fit = limit.period != CapPeriod::Year || is_dated;
            vec![Limit { period: if is_fit { limit.period } else { CapPeriod::Whole }, ..limit }]
        } else {
            Vec::new()
        };
        let is_one = members.len() > 1 && supports[leader].amount.is_some();
        is_one.then_some(Group { document, members, rule, per, by_year, limits })
    }

    /// The facts of this kind that can be read where these records are bound.
    fn facts(here: &Here, wanted: impl Fn(Kind) -> bool) -> Vec<usize> {
        let is_bound = |home: Home| home.record().is_none_or(|record| here.records.contains(&record));
        let mut facts: Vec<usize> =
            (0..FACTS.len()).filter(|fact| wanted(FACTS[*fact].kind) && is_bound(FACTS[*fact].home)).collect();
        // What is bound first: it is what a support, or a form over records or years, is about.
        facts.sort_by_key(|fact| match FACTS[*fact].home {
            Home::Record(_) => 0,
            Home::Year | Home::YearOf(_) if here.year => 0,
            _ => 1,
        });
        facts
    }

    pub(super) fn fact(&mut self, here: &Here, wanted: impl Fn(Kind) -> bool) -> FactUse {
        let mut facts = Self::facts(here, wanted);
        let again = if self.shape == Shape::Repeated { 50 } else { 35 };
        if self.shape == Shape::Repeated {
            facts.truncate(3);
        }
        let is_here = |last: &FactUse| facts.contains(&last.fact) && (here.year || last.year != Year::Bound(0));
        if let Some(last) = self.last.filter(|last| is_here(last) && self.tape.chance(again)) {
            return last;
        }
        let fact = self.tape.one_of(&facts);
        let year = match (FACTS[fact].home.is_yearly(), here.year && !self.tape.chance(20)) {
            (false, _) => Year::Never,
            (true, true) => Year::Bound(0),
            (true, false) => Year::AsOf([-1, -2][self.tape.pick(2)]),
        };
        self.last = Some(FactUse { fact, year });
        FactUse { fact, year }
    }

    pub(super) fn definition(&mut self, here: &Here, wanted: impl Fn(&Meaning) -> bool) -> Option<usize> {
        let fits = |definition: &Definition| wanted(&definition.meaning) && here.holds(&definition.bound);
        let fitting: Vec<usize> = (0..self.definitions.len()).filter(|index| fits(&self.definitions[*index])).collect();
        (!fitting.is_empty()).then(|| self.tape.one_of(&fitting))
    }

    /// A yearly amount of the firm.
    pub(super) fn yearly(&mut self, here: &Here) -> FactUse {
        let facts: Vec<usize> = Self::facts(&Here::default(), |kind| kind == Kind::Money)
            .into_iter()
            .filter(|fact| FACTS[*fact].home == Home::Year)
            .collect();
        let year = if here.year { Year::Bound(0) } else { Year::AsOf(-1) };
        FactUse { fact: self.tape.one_of(&facts), year }
    }

    /// The kind of a defined quantity.
    pub(super) fn kind_of(&self, definition: usize) -> Option<Kind> {
        match self.definitions[definition].meaning {
            Meaning::Value(_, kind) => Some(kind),
            Meaning::When(_) => None,
        }
    }
}
