//! A figure between two ends, as firms write it: `500万-2000万`, `500万到2000万`, `{ from = "500万", to = "2000万" }`.

use crate::clean;
use crate::dictionary::Fact;
use crate::finding::Problem;
use crate::interval::Interval;
use crate::literal::figure;

use super::Value;
use super::value::{Read, Under, Unit, Written, number, text};

/// The keys of a table that is a band.
pub const KEYS: [&str; 2] = ["from", "to"];
/// What stands between the ends; wide signs are narrow already.
const BETWEEN: [char; 6] = ['-', '~', '–', '—', '到', '至'];

/// Figures in words.
const NUMERALS: &str = "〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟";

/// The two ends of a band; `None` for a text that is none. A sign before the first figure stands between nothing (`¥-5`), nor
/// does that of the second one, or of an exponent.
pub(super) fn ends(text: &str) -> Option<(&str, &str)> {
    let (mut before, mut has_figure) = (None, false);
    let mut found = None;
    for (at, sign) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        has_figure |= sign.is_numeric() || NUMERALS.contains(sign);
        let is_first = before.is_none_or(|c| BETWEEN.contains(&c) || matches!(c, 'e' | 'E'));
        if BETWEEN.contains(&sign) && !is_first && has_figure {
            if found.is_some() {
                return None;
            }
            found = Some((text[..at].trim(), text[at + sign.len_utf8()..].trim()));
        }
        before = Some(sign);
    }
    found.filter(|(_, to)| !to.is_empty())
}

/// Reads the figures of both ends; `None` where one of them is none.
pub(super) fn band(fact: &Fact, under: Under<'_>, [from, to]: [&Written<'_>; 2]) -> Option<Result<Read, Problem>> {
    let read = |written: &Written<'_>| match number(fact, under, written)? {
        Ok(Read { value: Some(Value::Number(number)), note }) => Some(Ok((number, note))),
        Ok(_) => None,
        Err(problem) => Some(Err(problem)),
    };
    let ((low, note), (high, other)) = match (read(from)?, read(to)?) {
        (Ok(low), Ok(high)) => (low, high),
        (Err(problem), _) | (_, Err(problem)) => return Some(Err(problem)),
    };
    if low > high {
        let [low, high] = [from, to].map(|end| text(end).unwrap_or_default().to_owned());
        return Some(Err(Problem::ReversedBand { low, high }));
    }
    let value = if low == high { Value::Number(low) } else { Value::Within(Box::new(Interval::closed(low, high))) };
    Some(Ok(Read { value: Some(value), note: note.or(other) }))
}

/// Reads a text with two ends. What one end says of its unit the other must say, too: of `1-2亿` and `3-5%` nobody can be sure
/// whether the first figure is meant so.
pub(super) fn of_text(fact: &Fact, under: Under<'_>, whole: &str, (from, to): (&str, &str)) -> Result<Read, Problem> {
    let [first, last] = [from, to].map(|end| figure(clean::narrow(end).trim()));
    if let (Ok(first), Ok(last)) = (first, last) {
        let is_uneven = first.is_sized != last.is_sized
            || first.is_small != last.is_small
            || (first.is_percent != last.is_percent && under.unit != Some(Unit::Percent));
        if is_uneven {
            return Err(Problem::ApproximateNumber { text: whole.to_owned() });
        }
    }
    let [from, to] = [from, to].map(|end| Written::Text(end.into()));
    band(fact, under, [&from, &to]).unwrap_or_else(|| Err(Problem::InvalidNumber { text: whole.to_owned() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_between_two_figures_makes_a_band() {
        for text in ["500万-2000万", "500万 - 2000万", "500万到2000万", "500万至2000万", "500万~2000万"] {
            assert_eq!(ends(text), Some(("500万", "2000万")), "{text}");
        }
        assert_eq!(ends("-5%--3%"), Some(("-5%", "-3%")));
        assert_eq!(ends("1E-2-3"), Some(("1E-2", "3")));
    }

    #[test]
    fn a_sign_before_a_figure_is_its_own() {
        for text in ["-500万", "¥-5", "人民币-5万元", "~500万", "5E-06", "500万-", "400-800-1234", "500万"] {
            assert_eq!(ends(text), None, "{text}");
        }
    }
}
