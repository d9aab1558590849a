//! One unit for the money of a line: `30,000万元 × 20% = 6000万元`.

use crate::number::Number;

use super::Lang;
use super::value::{LARGE_UNITS, in_unit};

/// Writes all money of a calculation in the unit of what it comes to, or in a smaller one where that is too large for
/// another figure. English has one unit.
pub fn in_one_unit(lang: Lang, lines: &mut [String]) {
    let all: Vec<Amount> = lines.iter().flat_map(|line| amounts(line)).collect();
    let result = all.iter().rev().find(|amount| !amount.yuan.is_zero()).map(|amount| amount.size);
    let Some(result) = result.filter(|size| lang == Lang::Zh && all.iter().any(|amount| amount.size != *size)) else {
        return;
    };
    let units = LARGE_UNITS.into_iter().chain([(1, "元")]).filter(|(size, _)| *size <= result);
    let fits = |unit: &(i64, &'static str)| all.iter().all(|amount| in_unit(amount.yuan, *unit).is_some());
    let Some(unit) = units.into_iter().find(fits) else { return };
    for line in lines {
        for amount in amounts(line).into_iter().rev() {
            let text = in_unit(amount.yuan, unit).unwrap_or_default();
            line.replace_range(amount.at, &text);
        }
    }
}

/// An amount as it is printed in a line.
struct Amount {
    at: std::ops::Range<usize>,
    yuan: Number,
    /// Its unit, in yuan.
    size: i64,
}

/// The amounts of a line, in order.
fn amounts(line: &str) -> Vec<Amount> {
    let found = line.match_indices('元').filter_map(|(end, unit)| {
        let before = &line[..end];
        let large = [("亿", 100_000_000), ("万", 10_000)];
        let (digits_end, size) = large
            .into_iter()
            .find_map(|(word, size)| before.strip_suffix(word).map(|rest| (rest.len(), size)))
            .unwrap_or((end, 1));
        let is_digit = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
        let start = line[..digits_end]
            .rfind(|c| !is_digit(c))
            .map_or(0, |at| at + line[at..].chars().next().map_or(1, char::len_utf8));
        let number = Number::read(&line[start..digits_end].replace(',', ""))?;
        let yuan = number.times(Number::whole(size)).ok()?;
        Some(Amount { at: start..end + unit.len(), yuan, size })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(texts: &[&str]) -> Vec<String> {
        let mut lines: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        in_one_unit(Lang::Zh, &mut lines);
        lines
    }

    #[test]
    fn a_calculation_is_in_the_unit_of_what_it_comes_to() {
        assert_eq!(
            line(&["3亿元 × 20% = 6000万元", "超过上限，取 4000万元"]),
            ["30,000万元 × 20% = 6000万元", "超过上限，取 4000万元"]
        );
        assert_eq!(line(&["6000万元 × 200% = 1.2亿元"]), ["0.6亿元 × 200% = 1.2亿元"]);
        // What a larger unit would not write shortly takes a smaller one.
        assert_eq!(line(&["0.05元 × 1,000,000 = 5万元"]), ["0.05元 × 1,000,000 = 50,000元"]);
        assert_eq!(line(&["2.5元 × 2 = 5元"]), ["2.5元 × 2 = 5元"]);
        assert_eq!(line(&["多元投入（万元）：8000元 × 2 = 1.6万元"]), ["多元投入（万元）：0.8万元 × 2 = 1.6万元"]);
    }
}
