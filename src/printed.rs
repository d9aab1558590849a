//! The figures of rules held against the texts of their documents, for those who have the texts.

use crate::finding::{Finding, Problem};
use crate::rulebook::Rulebook;
use crate::source::{Line, Sources};

/// The text of a document, without what says nothing: blanks, the ends of lines, commas between digits.
pub struct Text(Vec<char>);

impl Text {
    /// A text as it was saved; digits and signs of full width are those of usual width.
    #[must_use]
    pub fn of(text: &str) -> Text {
        let narrow = text.chars().filter(|c| !c.is_whitespace()).map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            other => other,
        });
        let narrow: Vec<char> = narrow.collect();
        let is_digit = |at: Option<usize>| at.and_then(|at| narrow.get(at)).is_some_and(char::is_ascii_digit);
        let is_between = |at: usize| narrow[at] == ',' && is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
        Text((0..narrow.len()).filter(|at| !is_between(*at)).map(|at| narrow[at]).collect())
    }

    /// Whether a figure is printed, and not as the end or the beginning of a longer number.
    #[must_use]
    pub fn prints(&self, figure: &str) -> bool {
        let Text(figure) = Text::of(figure);
        let is_of_number = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_digit() || *c == '.');
        let is_here = |at: usize| {
            let (before, behind) = (at.checked_sub(1).and_then(|at| self.0.get(at)), self.0.get(at + figure.len()));
            let begins = !(is_of_number(figure.first()) && is_of_number(before));
            begins && !(is_of_number(figure.last()) && is_of_number(behind))
        };
        !figure.is_empty() && self.0.windows(figure.len()).enumerate().any(|(at, part)| part == figure && is_here(at))
    }
}

/// The figures of a document's rules that its text does not print.
#[must_use]
pub fn unprinted(book: &Rulebook, sources: &Sources, document: usize, text: &Text) -> Vec<Finding> {
    let supports = book.supports.iter().filter(|support| support.document == document);
    let standards = book.standards.iter().map(|standard| &standard.rule).filter(|rule| rule.document == document);
    let rules = supports.chain(standards).map(|rule| (rule.line, &rule.figures));
    let groups = book.documents[document].groups.iter().map(|stated| (stated.line, &stated.figures));
    let of_rule = |(line, figures): (Line, &Vec<String>)| -> Vec<Finding> {
        let at = sources.line_span(sources.line_of_key(line, "figures"));
        // Of another text, which it names in brackets: `25%（企业所得税法第四条）`.
        let is_of_another = |figure: &&String| figure.ends_with('）');
        let missing = figures.iter().filter(|figure| !is_of_another(figure) && !text.prints(figure));
        missing.map(|figure| Finding::at(at.clone(), Problem::FigureNotPrinted { figure: figure.clone() })).collect()
    };
    rules.chain(groups).flat_map(of_rule).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_printed_whatever_blanks_and_widths_are_around_it() {
        let text = Text::of("最高不超过１，０００\n万 元，按5%\u{3000}给予；奖励150万元、0.5万元。");
        for printed in ["1000万元", "1000 万元", "5%", "５％", "150万元", "0.5万元"] {
            assert!(text.prints(printed), "{printed}");
        }
        for other in ["100万元", "000万元", "50万元", "5万元", "15万元", "0万元", "5‰", ""] {
            assert!(!text.prints(other), "{other}");
        }
    }
}
