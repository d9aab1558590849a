//! What a spreadsheet shows for a number that it stores: a day, a percentage, a figure with its unit.
//!
//! Whoever fills in a table sees what is shown, and means that. Where the stored number alone would say something
//! else, the cell is the text that is shown.

use std::cmp::Ordering;
use std::iter::{Peekable, Take};
use std::str::Chars;

use crate::calendar::Day;
use crate::finding::CellFlaw;

use super::cell::{Cell, shifted, shortest};

/// Formats of days and times that have a number instead of a code; those of East Asia among them.
const DAYS: [std::ops::RangeInclusive<u32>; 4] = [14..=22, 27..=36, 45..=47, 50..=58];
/// Formats of percentages that have a number instead of a code.
const PERCENTAGES: std::ops::RangeInclusive<u32> = 9..=10;
/// Characters of a code, four times as many as spreadsheet programs take.
const MOST_CHARACTERS: usize = 1_000;
/// What a unit of money has that a format writes beside a figure; whether it is one is for the reader of values to say.
const OF_UNITS: [char; 3] = ['元', '万', '亿'];
/// What a word for thousands of yuan or the like is made of, and what stands around it.
const AROUND_UNITS: [char; 12] = ['元', '百', '千', '万', '亿', '(', ')', '（', '）', '\u{a0}', '\u{3000}', ' '];
/// What says nothing beside a figure that is in yuan or counts something.
const SILENT: [&str; 10] = ["人民币", "RMB", "CNY", "CN¥", "¥", "￥", "(", ")", "（", "）"];
/// What says nothing before a figure; behind one it may say that there is more.
const SIGNS: [char; 4] = ['+', '-', '\u{2212}', ' '];
/// With what people, things and years are counted one by one.
const COUNTED: [&str; 9] = ["", "人", "名", "个", "家", "项", "件", "位", "年"];
/// How `General` is called, by its first letter and the others.
const GENERAL: [&str; 2] = ["eneral", "/通用格式"];
/// What says that money is not in yuan.
const FOREIGN: &[&str] = &[
    "$", "€", "£", "₩", "₽", "₹", "USD", "HKD", "EUR", "GBP", "JPY", "美元", "港元", "港币", "欧元", "英镑", "日元",
    "円",
];
/// The signs of conditions, and how a number then compares with the one behind the sign.
const CONDITIONS: [(&str, &[Ordering]); 6] = [
    ("<>", &[Ordering::Less, Ordering::Greater]),
    ("<=", &[Ordering::Less, Ordering::Equal]),
    (">=", &[Ordering::Greater, Ordering::Equal]),
    ("<", &[Ordering::Less]),
    (">", &[Ordering::Greater]),
    ("=", &[Ordering::Equal]),
];
/// The locale by which the sign of the yuan is that of the yen.
const JAPANESE: &str = "-411";

/// How numbers of a cell are shown: positive ones, negative ones and zero.
#[derive(Clone, Default, Debug)]
pub(super) struct NumberFormat {
    sections: Vec<Section>,
}

/// A part of a format, for numbers of one sign, or for those that a condition holds of.
#[derive(Clone, Default, Debug)]
struct Section {
    /// How a number must compare with which one.
    condition: Option<(&'static [Ordering], f64)>,
    is_day: bool,
    is_length: bool,
    is_percent: bool,
    has_digits: bool,
    /// Whether one of its digits shows a zero, too.
    has_zero: bool,
    /// Whether it shows thousands, millions and so on.
    is_scaled: bool,
    /// Whether a point is written between its digits that is no decimal point.
    is_pointed: bool,
    /// What is written before the figure.
    before: String,
    /// What is written behind it.
    behind: String,
}

impl NumberFormat {
    /// The format with this number, of which the file has this code if it is not one that all programs know.
    pub(super) fn new(id: u32, code: Option<&str>) -> NumberFormat {
        let section = match code {
            Some(code) => return NumberFormat { sections: sections(code) },
            None if DAYS.iter().any(|days| days.contains(&id)) => Section { is_day: true, ..Section::default() },
            None if PERCENTAGES.contains(&id) => Section { is_percent: true, ..Section::default() },
            None => Section { has_digits: true, has_zero: true, ..Section::default() },
        };
        NumberFormat { sections: vec![section] }
    }

    /// The cell of a number.
    pub(super) fn cell(&self, number: f64, is_1904: bool) -> Cell {
        let Some(digits) = shortest(number) else { return Cell::NoValue };
        match self.section(number) {
            Some(section) => section.cell(digits, is_1904),
            None => Cell::Number(digits),
        }
    }

    fn section(&self, number: f64) -> Option<&Section> {
        if self.sections.iter().any(|section| section.condition.is_some()) {
            return self.sections.iter().find(|section| section.is_for(number));
        }
        let at = match number.partial_cmp(&0.0) {
            Some(Ordering::Equal) => 2,
            Some(Ordering::Less) => 1,
            Some(Ordering::Greater) | None => 0,
        };
        self.sections.get(at).or(self.sections.first())
    }
}

impl Section {
    fn is_for(&self, number: f64) -> bool {
        let holds = |(orders, bound): (&[Ordering], f64)| {
            number.partial_cmp(&bound).is_some_and(|order| orders.contains(&order))
        };
        self.condition.is_none_or(holds)
    }

    fn cell(&self, digits: String, is_1904: bool) -> Cell {
        if self.is_day && !self.is_length {
            return day(&digits, is_1904).map_or(Cell::Number(digits), Cell::Day);
        }
        if self.is_length {
            return Cell::Number(digits);
        }
        let [before, behind] = [self.before.trim_matches(SIGNS), &self.behind].map(said);
        let [is_before, is_behind] = [before, behind].map(|text| text.contains(OF_UNITS));
        // Without digits a section shows its words alone; a line for nothing is a zero.
        let is_wordless = self.before.trim().is_empty() && self.behind.trim().is_empty();
        let shows_digits = self.has_digits && (self.has_zero || digits != "0");
        if !shows_digits && is_wordless && !self.is_percent {
            return Cell::broken(CellFlaw::Unshown(digits));
        } else if !self.has_digits && !self.is_percent && (digits != "0" || !before.is_empty()) {
            return Cell::text(&self.before);
        }
        Cell::text(&if self.is_percent {
            format!("{before}{}%{behind}", shifted(&digits, 2))
        } else if let Some(sign) = FOREIGN.iter().find(|sign| self.before.contains(*sign)) {
            format!("{sign}{digits}")
        } else if FOREIGN.iter().any(|sign| behind.contains(sign)) {
            format!("{before}{digits}{behind}")
        } else if self.is_scaled || self.is_pointed {
            // Shown in thousands or the like, with or without saying so: what is stored is in yuan.
            let [before, behind] = [before, behind].map(|text| said(text.trim_matches(AROUND_UNITS)));
            format!("{before}{digits}元{behind}")
        } else if is_behind {
            format!("{before}{digits}{}", unit(behind))
        } else if is_before {
            format!("{digits}{}{behind}", unit(before))
        } else if before.is_empty() && behind.is_empty() {
            return Cell::Number(digits);
        } else {
            format!("{before}{digits}{behind}")
        })
    }

    fn write(&mut self, text: &str) {
        if self.has_digits { self.behind.push_str(text) } else { self.before.push_str(text) }
    }
}

/// The words of a format that say something of the figure beside them.
fn said(text: &str) -> &str {
    let rest = SILENT.iter().fold(text.replace(char::is_whitespace, ""), |rest, word| rest.replace(word, ""));
    if COUNTED.contains(&rest.as_str()) { "" } else { text.trim() }
}

/// The unit of money that a format writes beside a figure, as it would be written in the cell.
fn unit(text: &str) -> String {
    let unit = text.replace(['(', ')', '（', '）', '\u{a0}', ' '], "");
    unit.trim_start_matches("人民币").trim_end_matches("人民币").to_owned()
}

/// The day of a number of days; of one below 1, which is a time, none.
fn day(digits: &str, is_1904: bool) -> Option<Day> {
    let whole: i64 = digits.split('.').next()?.parse().ok()?;
    Day::from_serial(if is_1904 { whole.checked_add(1462)? } else { whole })
}

/// Reads a code such as `#,##0.00"万元";[Red]-0%`.
fn sections(code: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut chars = code.chars().take(MOST_CHARACTERS).peekable();
    while let Some(c) = chars.next() {
        if c == ';' {
            sections.push(Section::default());
        }
        let Some(section) = sections.last_mut() else { break };
        match c {
            '"' => section.write(&chars.by_ref().take_while(|c| *c != '"').collect::<String>()),
            '\\' | '!' => section.write(&chars.next().map(String::from).unwrap_or_default()),
            '_' | '*' => drop(chars.next()),
            '[' => bracket(section, &chars.by_ref().take_while(|c| *c != ']').collect::<String>()),
            '0' | '#' | '?' => {
                // A point that is only written, between digits, shows ten thousands or the like of what is stored.
                let is_pointed = section.is_pointed || (section.has_digits && section.behind.trim() == ".");
                *section = Section {
                    has_digits: true,
                    has_zero: section.has_zero || c != '#',
                    is_scaled: false,
                    is_pointed,
                    behind: String::new(),
                    ..section.clone()
                };
            }
            // Behind the last digit it divides by a thousand, between digits it groups.
            ',' => section.is_scaled = section.has_digits && section.behind.is_empty(),
            '%' => section.is_percent = true,
            'E' | 'e' if chars.next_if(|next| matches!(next, '+' | '-')).is_some() => {}
            'G' | 'g' if let Some(rest) = general(&chars) => {
                chars.nth(rest - 1);
                (section.has_digits, section.has_zero) = (true, true);
            }
            '@' => (section.has_digits, section.has_zero) = (true, true),
            // The bottom of a fraction.
            '/' => while chars.next_if(char::is_ascii_digit).is_some() {},
            'y' | 'm' | 'd' | 'h' | 's' | 'a' | 'Y' | 'M' | 'D' | 'H' | 'S' | 'A' => section.is_day = true,
            ';' | '.' => {}
            other => section.write(&other.to_string()),
        }
    }
    // What has no more than a colour or a language is `General`.
    if let [section] = &mut sections[..]
        && (code.is_empty() || code.ends_with(']'))
    {
        (section.has_digits, section.has_zero) = (true, true);
    }
    sections
}

/// How many characters of the word `General` are to come.
fn general(chars: &Peekable<Take<Chars<'_>>>) -> Option<usize> {
    GENERAL.iter().map(|rest| rest.chars().count()).zip(GENERAL).find_map(|(count, rest)| {
        chars.clone().take(count).collect::<String>().eq_ignore_ascii_case(rest).then_some(count)
    })
}

/// What stands in brackets: a length of time, a condition, a currency with its locale; a colour says nothing here.
fn bracket(section: &mut Section, text: &str) {
    let is_length = |letter: char| !text.is_empty() && text.chars().all(|c| c.eq_ignore_ascii_case(&letter));
    if ['h', 'm', 's'].into_iter().any(is_length) {
        section.is_length = true;
    }
    let condition =
        CONDITIONS.iter().find_map(|(sign, orders)| Some((*orders, text.strip_prefix(sign)?.parse().ok()?)));
    section.condition = condition.or(section.condition);
    if let Some(currency) = text.strip_prefix('$') {
        let sign = currency.rsplit_once('-').map_or(currency, |(sign, _)| sign);
        let is_yen = currency.ends_with(JAPANESE) && !sign.is_empty();
        section.write(if is_yen { "JPY" } else { sign });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: f64) -> String {
        match NumberFormat::new(164, Some(code)).cell(number, false) {
            Cell::Number(digits) => digits,
            Cell::Text(text) => format!("'{text}"),
            Cell::Day(day) => day.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_percentage_is_what_is_shown() {
        assert_eq!(shown("0%", 0.12), "'12%");
        assert_eq!(shown("0.00%", 0.1234), "'12.34%");
        assert_eq!(shown("0%;[Red]-0%", -0.035), "'-3.5%");
        assert_eq!(shown("0.0_ %", 0.12), "'12%");
        assert_eq!(shown("0\"%\"", 12.0), "'12%", "a sign that is only written multiplies nothing");
        assert_eq!(shown("0.0\\%", 12.5), "'12.5%");
        assert_eq!(shown("0%;-0%;\"-\"", 0.0), "0");
        let known = |id| NumberFormat::new(id, None).cell(0.5, false);
        assert_eq!((known(9), known(10)), (Cell::Text("50%".to_owned()), Cell::Text("50%".to_owned())));
        assert_eq!(known(2), Cell::Number("0.5".to_owned()));
    }

    #[test]
    fn a_unit_that_the_format_writes_belongs_to_the_figure() {
        assert_eq!(shown("#,##0.00\"万元\"", 1200.0), "'1200万元");
        assert_eq!(shown("0.00\\亿", 1.2), "'1.2亿");
        // 12,345,678 yuan are shown as 1234.6万.
        assert_eq!(shown("0!.0,\"万\"", 12_345_678.0), "'12345678元");
        assert_eq!(shown("#,##0,", 1_234_000.0), "'1234000元");
        let by_size = "[>=100000000]0.00,,\"亿\";[>=10000]0.0,\"万\";0";
        assert_eq!((shown(by_size, 12_345_678.0), shown(by_size, 500.0)), ("'12345678元".to_owned(), "500".to_owned()));
        assert_eq!(shown("[<1]0%;0.0", 0.12), "'12%");
        assert_eq!(shown("$#,##0.00", 5.0), "'$5");
        assert_eq!(shown("[$€-2] #,##0", 5.0), "'€5");
        assert_eq!(shown("[$¥-411]#,##0", 5.0), "'JPY5");
        for code in [
            "General",
            "#,##0.00",
            "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
            "\"¥\"#,##0.00",
            "0\"人\"",
            "[$¥-804]#,##0_);[Red]\\([$¥-804]#,##0\\)",
            "0.00E+00",
            "# ?/?",
            "@",
        ] {
            assert_eq!(shown(code, 1200.5), "1200.5", "{code}");
        }
    }

    #[test]
    fn words_of_a_format_that_say_something_are_of_the_text() {
        for (code, number, expected) in [
            ("\"约\"0", 1200.0, "'约1200"),
            ("0\"以上\"", 1200.0, "'1200以上"),
            ("0\"百人\"", 86.0, "'86百人"),
            ("0.00\"‰\"", 0.12, "'0.12‰"),
            ("\"约\"0%", 0.12, "'约12%"),
            ("0%\"左右\"", 0.12, "'12%左右"),
            ("\"约\"#,##0\"万元\"", 1200.0, "'约1200万元"),
            ("\"万元\"0\"以上\"", 1200.0, "'1200万元以上"),
            ("\"约\"0.0,\"万元\"", 12_000_000.0, "'约12000000元"),
            ("0.0,\"(千元以上)\"", 12_000.0, "'12000元以上"),
            ("[$CHF] 0", 5.0, "'CHF5"),
            ("0;0;\"无\"", 0.0, "'无"),
            ("\"已核\"", 5.0, "'已核"),
            ("G/通用格式\"万元\"", 5.0, "'5万元"),
            ("G/通用格式", 5.0, "5"),
            ("[$RMB] #,##0.00", 5.0, "5"),
            ("\"人民币\"0\"元\"", 5.0, "'5元"),
            ("# ?/2", 1.5, "1.5"),
            ("@", 5.0, "5"),
            ("[Red]", 5.0, "5"),
            ("+0;\\-0", 5.0, "5"),
            ("0\"+\"", 1200.0, "'1200+"),
            ("", 5.0, "5"),
            ("0\"年\"", 2025.0, "2025"),
            ("0\" 人 \"", 5.0, "5"),
        ] {
            assert_eq!(shown(code, number), expected, "{code}");
        }
    }

    #[test]
    fn what_a_format_does_not_show_is_not_read() {
        let format = |code, number| NumberFormat::new(164, Some(code)).cell(number, false);
        for (code, number, digits) in [
            (";;;", 1200.0, "1200"),
            ("0;;", -3.0, "-3"),
            ("0;-0;;@", 0.0, "0"),
            ("#,###", 0.0, "0"),
            ("[=0]\"\";General", 0.0, "0"),
            ("\" \"", 7.0, "7"),
        ] {
            assert_eq!(format(code, number), Cell::broken(CellFlaw::Unshown(digits.to_owned())), "{code}");
        }
        for (code, number) in [("0;-0;;@", 1200.0), ("[=0]\"\";General", 1200.0), ("#,###", 1200.0), ("#,##0", 0.0)] {
            assert_eq!(format(code, number), Cell::Number(shortest(number).unwrap()), "{code}");
        }
        assert_eq!(format("_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"??_ ;_ @_ ", 0.0), Cell::Number("0".to_owned()));
    }

    #[test]
    fn what_is_shown_with_a_point_that_is_only_written_is_stored_in_yuan() {
        for code in ["0!.0000\"万元\"", "0\\.0000万元", "0\".\"0000\"万\"", "#!.0000"] {
            assert_eq!(shown(code, 2_000_000.0), "'2000000元", "{code}");
        }
        assert_eq!(shown("0.0000\"万元\"", 200.0), "'200万元");
    }

    #[test]
    fn days_are_known_by_their_letters() {
        // 2026-07-01 is 46,204 days after 1899-12-30.
        for code in [
            "yyyy-mm-dd",
            "yyyy\"年\"m\"月\"d\"日\";@",
            "[$-804]aaaa",
            "m/d/yy h:mm",
            "[DBNum1][$-804]yyyy\"年\"m\"月\"",
        ] {
            assert_eq!(shown(code, 46_204.0), "2026-07-01", "{code}");
        }
        assert_eq!(shown("yyyy-mm-dd", 46_204.75), "2026-07-01");
        assert_eq!(shown("[h]:mm", 1.5), "1.5", "36 hours");
        assert_eq!(shown("h:mm", 0.5), "0.5", "a time of no day");
        assert_eq!(NumberFormat::new(14, None).cell(44_742.0, true), Cell::Day(Day::new(2026, 7, 1).unwrap()));
    }
}
