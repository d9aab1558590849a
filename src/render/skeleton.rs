//! New files to be filled in: a profile with its questions in comments, the rules and worked cases of one document.
//!
//! What is to be filled in stands behind `#` without a space, so that leaving out the `#` makes it count.

use std::fmt::Write;

use textwrap::{Options, WordSplitter};

use crate::catalogue::{Question, Questions, RecordQuestions};
use crate::words::{self, Lang};

/// Columns of a comment.
const WIDTH: usize = 100;

/// A profile that asks for these facts.
#[must_use]
pub fn new_profile(lang: Lang, questions: &Questions) -> String {
    let mut file = File(String::new(), lang);
    questions.head.iter().for_each(|line| file.comment(line));
    file.blank();
    file.comment(words::as_of_question(lang));
    let _ = writeln!(file.0, "#as-of = {}", questions.as_of);
    for question in &questions.firm {
        file.blank();
        file.question(question);
    }
    if !questions.records.is_empty() {
        file.blank();
        file.comment(words::empty_lists(lang));
        questions.records.iter().for_each(|record| file.empty_list(record));
    }
    for (year, facts) in &questions.years {
        file.blank();
        file.comment(&words::year_heading(lang, *year));
        let _ = writeln!(file.0, "#[year.{year}]");
        facts.iter().for_each(|fact| file.question(fact));
    }
    questions.records.iter().for_each(|record| file.record(record));
    file.0
}

/// The rules of one document, of which nothing is answered while its placeholders stand: a draft with one support that an
/// authority would judge. Editors find their schema in the folder `schemas`.
#[must_use]
pub fn new_rules(lang: Lang, schemas: &str) -> String {
    format!("#:schema {schemas}/rules.schema.json\n{}", words::rules_template(lang))
}

/// The worked cases of that document, for a firm in this place.
#[must_use]
pub fn new_cases(lang: Lang, place: &str, schemas: &str) -> String {
    let cases = words::cases_template(lang).replace("@PLACE@", &quoted(place));
    format!("#:schema {schemas}/cases.schema.json\n{cases}")
}

/// A text as TOML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

struct File(String, Lang);

impl File {
    fn blank(&mut self) {
        self.0.push('\n');
    }

    fn comment(&mut self, line: &str) {
        let options = Options::new(WIDTH).initial_indent("# ").subsequent_indent("#   ");
        // A key with a hyphen stays on one line, so that it can be copied.
        let options = options.word_splitter(WordSplitter::NoHyphenation);
        for wrapped in textwrap::wrap(line, options) {
            let _ = writeln!(self.0, "{}", wrapped.trim_end());
        }
    }

    /// A fact with all that helps to fill it in.
    fn question(&mut self, question: &Question) {
        question.lines.iter().for_each(|line| self.comment(line));
        let mark = if question.is_answered { "" } else { "#" };
        let _ = writeln!(self.0, "{mark}{} = {}", question.key, question.value);
    }

    fn empty_list(&mut self, record: &RecordQuestions) {
        let _ = writeln!(self.0, "#{} = []", record.key);
    }

    fn record(&mut self, record: &RecordQuestions) {
        self.blank();
        record.lines.iter().for_each(|line| self.comment(line));
        let _ = writeln!(self.0, "#[[{}]]", record.key);
        record.facts.iter().for_each(|fact| self.question(fact));
        for (year, facts) in &record.years {
            self.comment(&words::year_heading(self.1, *year));
            let _ = writeln!(self.0, "#[{}.year.{year}]", record.key);
            facts.iter().for_each(|fact| self.question(fact));
        }
    }
}
