//! A form for many firms: a sheet of firms and one for each kind of record, with the columns that some places ask for.

use crate::calendar::Day;
use crate::codes::CodeId;
use crate::dictionary::{Fact, FactId, Home, Kind, RecordId};
use crate::rulebook::Rulebook;
use crate::words::{self, Lang};

use super::asked::Asked;

/// A form to be filled in.
#[derive(Clone, Debug)]
pub struct Form {
    /// How it is filled in, a line each.
    pub guide: Vec<String>,
    /// The firms first, then each kind of record.
    pub sheets: Vec<FormSheet>,
}

/// A sheet to be filled in, a row each.
#[derive(Clone, Debug)]
pub struct FormSheet {
    /// What it is called.
    pub name: String,
    /// The question that asks for its rows.
    pub question: Option<String>,
    /// What stands before each of its headings where all sheets are one; nothing for the firms.
    pub prefix: String,
    /// Its columns: first those that say of which firm a row is.
    pub columns: Vec<FormColumn>,
}

/// A column to be filled in.
#[derive(Clone, Debug)]
pub struct FormColumn {
    /// Its heading, with the unit.
    pub title: String,
    /// The question, where the answer is found and how it is written, in words.
    pub help: Vec<String>,
    /// What its cells are.
    pub input: Input,
    /// The cell of the example.
    pub example: String,
    /// Whether it only says of which firm a row is.
    pub is_identity: bool,
}

/// What the cells of a column are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Input {
    /// Characters that must stay as they are: a code with zeros before it, a share with its sign.
    Text,
    /// A figure.
    Number,
    /// A day.
    Day,
    /// One of these; several where `many`.
    Choice {
        /// What may be chosen.
        choices: Vec<String>,
        /// Whether something else may stand there: several of them, or what lies within one.
        is_open: bool,
    },
}

/// The form for what supports over these places ask for; over all places when there are none.
#[must_use]
pub fn form(lang: Lang, book: &Rulebook, places: &[CodeId], as_of: Day) -> Form {
    let writer = Writer { lang, book, asked: Asked::new(book, places), as_of };
    let names: Vec<String> = places.iter().map(|place| words::place(lang, book, *place)).collect();
    let records: Vec<FormSheet> = writer.asked.records().map(|record| writer.records(record)).collect();
    let labels: Vec<&str> = records.iter().map(|sheet| sheet.name.as_str()).collect();
    let guide = words::form_guide(lang, &names, writer.asked.supports, &labels);
    Form { guide, sheets: std::iter::once(writer.firms()).chain(records).collect() }
}

struct Writer<'a> {
    lang: Lang,
    book: &'a Rulebook,
    asked: Asked<'a>,
    as_of: Day,
}

impl Writer<'_> {
    fn firms(&self) -> FormSheet {
        let of_firm = self.asked.of(Home::Enterprise).map(|fact| self.column(fact, None));
        let of_years = self.of_years(self.asked.years());
        let identity = [self.number(), identity(words::credit_code_column(self.lang), "")];
        FormSheet {
            name: words::table_name(self.lang, "wide").to_owned(),
            question: None,
            prefix: String::new(),
            columns: identity.into_iter().chain(of_firm).chain(of_years).collect(),
        }
    }

    fn records(&self, id: RecordId) -> FormSheet {
        let record = self.book.dictionary.record(id);
        let label = words::record_label(self.lang, record);
        let facts = self.asked.of(Home::Record(id)).map(|fact| self.column(fact, None));
        let of_years = self.of_years(self.asked.years_of(id));
        FormSheet {
            name: label.to_owned(),
            question: words::record_question(self.lang, record).map(str::to_owned),
            prefix: format!("{label}1."),
            columns: std::iter::once(self.number()).chain(facts).chain(of_years).collect(),
        }
    }

    fn of_years(&self, years: Vec<(i16, Vec<FactId>)>) -> impl Iterator<Item = FormColumn> {
        let facts = years.into_iter().flat_map(|(year, facts)| facts.into_iter().map(move |fact| (fact, year)));
        facts.map(|(fact, year)| self.column(fact, Some(year)))
    }

    fn number(&self) -> FormColumn {
        let [number, _] = words::firm_columns(self.lang);
        identity([number, words::number_help(self.lang)], words::EXAMPLE_NUMBER)
    }

    /// The column of a fact, of a year relative to the as-of year.
    fn column(&self, id: FactId, year: Option<i16>) -> FormColumn {
        let fact = self.book.dictionary.fact(id);
        let year = year.map(|year| self.as_of.year().saturating_add(year));
        FormColumn {
            title: words::form_title(self.lang, fact, year),
            help: words::question_lines(self.lang, fact, self.book.derivations.contains_key(&id)),
            input: self.input(fact),
            example: self.example(fact),
            is_identity: false,
        }
    }

    fn input(&self, fact: &Fact) -> Input {
        let choices = fact.choices.iter().map(|choice| words::choice_label(self.lang, choice).to_owned());
        match fact.kind {
            Kind::Money | Kind::Count | Kind::Number => Input::Number,
            Kind::Date => Input::Day,
            Kind::Choice => Input::Choice { choices: choices.collect(), is_open: fact.many },
            Kind::Flag => {
                Input::Choice { choices: words::yes_and_no(self.lang).map(str::to_owned).into(), is_open: false }
            }
            Kind::Place if !self.asked.places.is_empty() => {
                let names = self.asked.places.iter().map(|place| self.book.places.full_name(*place));
                Input::Choice { choices: names.collect(), is_open: true }
            }
            Kind::Ratio | Kind::Text | Kind::Place | Kind::Industry | Kind::Support => Input::Text,
        }
    }

    /// A value that the fact can have, as a cell of the form has it.
    fn example(&self, fact: &Fact) -> String {
        match fact.kind {
            Kind::Money => words::example_money_cell(self.lang).to_owned(),
            Kind::Ratio => "3.5%".to_owned(),
            Kind::Count => "10".to_owned(),
            Kind::Number => "59.5".to_owned(),
            Kind::Flag => words::yes_and_no(self.lang)[0].to_owned(),
            Kind::Date if fact.not_before.is_some() => "2028-12-31".to_owned(),
            Kind::Date => "2026-01-15".to_owned(),
            Kind::Choice => {
                fact.choices.first().map(|choice| words::choice_label(self.lang, choice)).unwrap_or_default().to_owned()
            }
            Kind::Text if fact.home == Home::Enterprise => words::example_firm(self.lang).to_owned(),
            Kind::Text => words::example_text(self.lang).to_owned(),
            Kind::Place => self.asked.example_place.map(|place| self.book.places.full_name(place)).unwrap_or_default(),
            Kind::Industry => {
                let leaf = self.book.industries.leaf();
                leaf.map(|leaf| self.book.industries.entry(leaf).code.clone()).unwrap_or_default()
            }
            Kind::Support => self.book.supports.first().map(|support| support.address.clone()).unwrap_or_default(),
        }
    }
}

fn identity([title, help]: [&str; 2], example: &str) -> FormColumn {
    FormColumn {
        title: title.to_owned(),
        help: vec![help.to_owned()],
        input: Input::Text,
        example: example.to_owned(),
        is_identity: true,
    }
}
