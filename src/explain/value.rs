//! One value of a firm: a fact, stated or followed from others, or what a rule file defines, and what decided it.

use crate::calendar::Day;
use crate::dictionary::{Choices, FactId, Kind};
use crate::evaluate::{Env, Evaluation, Possible, all, quantity};
use crate::profile::{Profile, Value};
use crate::report::{AsOfFrom, ConditionReport, Detail, Outcome, VALUE_SCHEMA, ValueReport};
use crate::rulebook::{
    ChoiceRule, Condition, ConditionForm, DefinitionId, Derivation, Meaning, Quantity, Rulebook, Year,
};
use crate::source::Sources;
use crate::truth::Truth;
use crate::words::{self, Lang};

use super::conditions::{of_list, plain};
use super::explainer::OfFirm;
use super::{Context, Explainer, enterprise, missing, steps};

/// Stands for what is not one value.
pub const UNKNOWN: &str = "unknown";

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// A fact of the firm; of a yearly one, that of the year relative to the as-of year.
    Fact(FactId, Option<i16>),
    /// What a rule file defines.
    Defined(DefinitionId),
}

/// A value of this profile on this day, and what decided it.
#[must_use]
pub fn explain_value(
    lang: Lang,
    book: &Rulebook,
    sources: &Sources,
    wanted: Wanted,
    profile: &Profile,
    (as_of, as_of_from): (Day, AsOfFrom),
    evaluation: &Evaluation,
) -> ValueReport {
    let (explainer, of_firm) = (Explainer::new(lang, book, sources), OfFirm::new(lang, book, profile, evaluation));
    let context = explainer.context(&of_firm, Detail::Conditions, profile, as_of, evaluation);
    let env = context.env();
    let found = found(&context, &env, wanted);
    let (plain, text) = found.map_or((None, None), |(plain, text)| (Some(plain), Some(text)));
    let (fact, label) = name(&context, &env, wanted);
    let mut steps = Vec::new();
    add_steps(&context, &env, wanted, &mut steps);
    ValueReport {
        schema: VALUE_SCHEMA,
        as_of: as_of.to_string(),
        as_of_from,
        strict: evaluation.question.strict,
        enterprise: enterprise(&context),
        fact,
        label,
        missing: if plain.is_none() { missing::of_value(&context, &env, wanted) } else { Vec::new() },
        value: plain,
        text,
        steps,
    }
}

/// Its key and what it is called, each with its year.
fn name(context: &Context<'_>, env: &Env<'_>, wanted: Wanted) -> (String, String) {
    let lang = context.lang;
    match wanted {
        Wanted::Fact(id, year) => {
            let fact = context.book.dictionary.fact(id);
            let label = words::fact_label(lang, fact);
            match year.map(|year| env.calendar_year(Year::AsOf(year))) {
                Some(year) => (format!("{}.{year}", fact.key), words::in_year(lang, label, year)),
                None => (fact.key.clone(), label.to_owned()),
            }
        }
        Wanted::Defined(id) => {
            let definition = context.book.definition(id);
            let label = definition.label.as_ref().map(|label| words::condition_label(lang, label).to_owned());
            (definition.name.clone(), label.unwrap_or_else(|| definition.name.clone()))
        }
    }
}

/// The value in plain form and in words, where it is one.
fn found(context: &Context<'_>, env: &Env<'_>, wanted: Wanted) -> Option<(String, String)> {
    let (book, lang) = (context.book, context.lang);
    let number = |kind, number| (plain(kind, number), words::of_kind(lang, kind, number));
    match wanted {
        Wanted::Fact(id, year) => {
            let (fact, year) = (book.dictionary.fact(id), year.map(Year::AsOf));
            let value = env.stated(env.reference(id, year)).cloned();
            let value = value.or_else(|| follows(env, id, year))?;
            if let Value::Number(at) = value {
                return Some(number(fact.kind, at));
            }
            Some((plain_value(book, id, &value), words::value(lang, book, fact, &value)))
        }
        Wanted::Defined(id) => match &book.definition(id).meaning {
            Meaning::Value(_) => {
                let wanted = Quantity::Defined(id);
                let value = quantity(env, &wanted).ok()?.interval.shown()?;
                Some(number(words::kind(book, &wanted), value))
            }
            Meaning::When(when) => {
                let truth = all(env, when).ok()?.truth;
                (truth != Truth::Unknown).then(|| flag(lang, truth == Truth::True))
            }
        },
    }
}

/// A value of a fact in plain form: yuan, ISO dates, keys of choices, codes.
#[must_use]
pub fn plain_value(book: &Rulebook, fact: FactId, value: &Value) -> String {
    let fact = book.dictionary.fact(fact);
    match value {
        Value::Number(number) => plain(fact.kind, *number),
        Value::Within(_) | Value::Unread => UNKNOWN.to_owned(),
        Value::Flag(flag) => flag.to_string(),
        Value::Choices(choices) => {
            let keys = choices.indices().filter_map(|index| fact.choices.get(index)).map(|choice| choice.key.as_str());
            keys.collect::<Vec<_>>().join(" ")
        }
        Value::Code(code) if fact.kind == Kind::Place => book.places.entry(*code).code.clone(),
        Value::Code(code) => book.industries.entry(*code).code.clone(),
        Value::Text(text) => text.clone(),
    }
}

fn flag(lang: Lang, flag: bool) -> (String, String) {
    (flag.to_string(), words::flag(lang, flag).to_owned())
}

/// The one value that follows for a fact.
fn follows(env: &Env<'_>, fact: FactId, year: Option<Year>) -> Option<Value> {
    match env.possible(fact, year).ok()?.0 {
        Possible::Range(range) => range.shown().map(Value::Number),
        Possible::Choices { may, .. } if may.indices().count() == 1 => Some(Value::Choices(may)),
        Possible::Flag(Truth::True) => Some(Value::Flag(true)),
        Possible::Flag(Truth::False) => Some(Value::Flag(false)),
        Possible::Flag(_) | Possible::Choices { .. } | Possible::Code(_) | Possible::Text => None,
    }
}

fn add_steps(context: &Context<'_>, env: &Env<'_>, wanted: Wanted, steps: &mut Vec<String>) {
    match wanted {
        Wanted::Fact(id, year) => of_fact(context, env, id, year.map(Year::AsOf), steps),
        Wanted::Defined(id) => match &context.book.definition(id).meaning {
            Meaning::Value(value) => push(steps, steps::of_quantity(context, env, value)),
            Meaning::When(when) => push(steps, lines(context, env, when, "")),
        },
    }
}

/// What decided a fact: that the firm states it, or what it follows from.
fn of_fact(context: &Context<'_>, env: &Env<'_>, id: FactId, year: Option<Year>, steps: &mut Vec<String>) {
    let reference = env.reference(id, year);
    if let Some(stated) = env.written(reference).filter(|value| **value != Value::Unread) {
        let fact = context.book.dictionary.fact(id);
        let label = words::fact_label(context.lang, fact);
        let value = words::value(context.lang, context.book, fact, stated);
        return push(steps, vec![words::stated(context.lang, label, &value)]);
    }
    // What is stated and could not be read follows from nothing else.
    if env.written(reference) == Some(&Value::Unread) {
        return;
    }
    let of = Env { year: reference.year.or(env.year), ..*env };
    match context.book.derivations.get(&id) {
        None => {}
        Some(Derivation::Value(value)) => push(steps, steps::of_quantity(context, &of, value)),
        Some(Derivation::When(when)) => push(steps, lines(context, &of, std::slice::from_ref(when), "")),
        Some(Derivation::Choice(rule)) => of_choice(context, &of, id, rule, steps),
    }
}

/// The cases of a choice, as far as they may be the first to hold, each with what it asks and what the firm has.
fn of_choice(context: &Context<'_>, env: &Env<'_>, fact: FactId, rule: &ChoiceRule, steps: &mut Vec<String>) {
    match rule {
        ChoiceRule::One(_) | ChoiceRule::Unknown => {}
        ChoiceRule::Assumed { inner, assume } => {
            push(steps, vec![assume.clone()]);
            of_choice(context, env, fact, inner, steps);
        }
        ChoiceRule::Cases(cases) => {
            for case in cases {
                let truth = all(env, &case.when).map_or(Truth::Unknown, |verdict| verdict.truth);
                // Of the cases that are out, those are told that a figure puts out.
                let turns_on_figures = case.when.is_empty() || case.when.iter().any(compares);
                if truth == Truth::False && !turns_on_figures {
                    continue;
                }
                if truth == Truth::Unknown && !turns_on_figures {
                    return case.when.iter().for_each(|part| not_known(context, env, part, steps));
                }
                let label = gives(context, fact, &case.gives);
                case.when.iter().for_each(|part| of_parts(context, env, part, steps));
                let told = lines(context, env, &case.when, &label);
                push(steps, if case.when.is_empty() { words::otherwise(context.lang, &label) } else { told });
                if truth != Truth::False {
                    of_choice(context, env, fact, &case.gives, steps);
                }
                if truth == Truth::True {
                    break;
                }
            }
        }
    }
}

/// What decided the facts that a condition reads, where those follow from others.
fn of_parts(context: &Context<'_>, env: &Env<'_>, part: &Condition, steps: &mut Vec<String>) {
    let ConditionForm::Among { fact, year, .. } = &part.form else { return };
    if env.stated(env.reference(*fact, *year)).is_none() && context.book.derivations.contains_key(fact) {
        of_fact(context, env, *fact, *year, steps);
    }
}

/// That a fact on which cases turn is not known; what follows from it is not told.
fn not_known(context: &Context<'_>, env: &Env<'_>, part: &Condition, steps: &mut Vec<String>) {
    let ConditionForm::Among { fact, year, .. } = &part.form else { return };
    if follows(env, *fact, *year).is_none() {
        let label = words::fact_label(context.lang, context.book.dictionary.fact(*fact));
        push(steps, vec![words::of_case(context.lang, label, words::outcome(context.lang, Outcome::Unknown))]);
    }
}

/// Whether a condition holds a figure against another.
fn compares(part: &Condition) -> bool {
    matches!(part.form, ConditionForm::Compare { .. })
}

/// What a case gives, where that is one choice.
fn gives(context: &Context<'_>, fact: FactId, rule: &ChoiceRule) -> String {
    let ChoiceRule::One(choices) = rule else { return String::new() };
    labels(context, fact, *choices)
}

fn labels(context: &Context<'_>, fact: FactId, choices: Choices) -> String {
    let fact = context.book.dictionary.fact(fact);
    words::value(context.lang, context.book, fact, &Value::Choices(choices))
}

/// Conditions with what the firm has, a line each, behind what they stand for.
fn lines(context: &Context<'_>, env: &Env<'_>, conditions: &[Condition], label: &str) -> Vec<String> {
    let line = |part: &ConditionReport| words::of_case(context.lang, label, &words::condition_line(context.lang, part));
    of_list(context, env, conditions).iter().map(line).collect()
}

/// Adds lines that are not told yet.
fn push(steps: &mut Vec<String>, lines: Vec<String>) {
    for line in lines {
        if !steps.contains(&line) {
            steps.push(line);
        }
    }
}
