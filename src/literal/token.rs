//! What a figure is made of: digits and words for them, what multiplies them, and their units.

use crate::number::Number;

use super::{LiteralError, grouped};

/// Digits of words, each as often as it is written.
const HAN: &[(char, i64)] = &[
    ('零', 0),
    ('〇', 0),
    ('一', 1),
    ('壹', 1),
    ('二', 2),
    ('贰', 2),
    ('两', 2),
    ('三', 3),
    ('叁', 3),
    ('四', 4),
    ('肆', 4),
    ('五', 5),
    ('伍', 5),
    ('六', 6),
    ('陆', 6),
    ('七', 7),
    ('柒', 7),
    ('八', 8),
    ('捌', 8),
    ('九', 9),
    ('玖', 9),
];
/// What multiplies a digit within a group of four.
const SMALL: &[(char, i64)] = &[('十', 10), ('拾', 10), ('百', 100), ('佰', 100), ('千', 1_000), ('仟', 1_000)];
/// What multiplies a group of four, or of eight.
const LARGE: &[(char, i64)] = &[('万', 10_000), ('萬', 10_000), ('亿', 100_000_000), ('億', 100_000_000)];
/// Powers of ten that an exponent may name.
const MOST_EXPONENT: u32 = 27;

/// A part of a figure.
#[derive(Clone, Copy)]
pub(super) enum Token {
    Digits(Digits),
    Small(i64),
    Large(i64),
    Yuan,
    Part(i64),
    Percent,
}

/// Digits that stand together.
#[derive(Clone, Copy)]
pub(super) struct Digits {
    pub(super) value: Number,
    /// How many stand before the point.
    pub(super) whole: usize,
    pub(super) places: usize,
    pub(super) is_han: bool,
}

/// Whether it is a digit, a word for one, or one for ten, a hundred or a thousand.
pub(super) fn is_digit_or_small(c: char) -> bool {
    c.is_ascii_digit() || listed(HAN, c).is_some() || listed(SMALL, c).is_some()
}

fn listed(list: &[(char, i64)], c: char) -> Option<i64> {
    list.iter().find(|(other, _)| *other == c).map(|(_, value)| *value)
}

/// The parts of a figure, without its sign and currency.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, LiteralError> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if c.is_ascii_digit() {
            let (digits, behind) = digits(rest)?;
            tokens.push(Token::Digits(digits));
            rest = behind;
            continue;
        }
        let token = match c {
            '元' | '圆' => Some(Token::Yuan),
            '角' => Some(Token::Part(10)),
            '分' => Some(Token::Part(1)),
            '%' => Some(Token::Percent),
            '整' | '正'
                if after.is_empty()
                    && matches!(tokens.last(), Some(Token::Yuan | Token::Part(_) | Token::Large(_))) =>
            {
                None
            }
            _ if c.is_whitespace() => None,
            _ => Some(word(c).ok_or(LiteralError::Unit)?),
        };
        tokens.extend(token);
        rest = after;
    }
    Ok(tokens)
}

fn word(c: char) -> Option<Token> {
    let han = |value| Token::Digits(Digits { value: Number::whole(value), whole: 1, places: 0, is_han: true });
    let small = listed(SMALL, c).map(Token::Small);
    listed(HAN, c).map(han).or(small).or_else(|| listed(LARGE, c).map(Token::Large))
}

/// The digits that a text starts with, and what stands behind them.
fn digits(text: &str) -> Result<(Digits, &str), LiteralError> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(text.len());
    let (digits, behind) = text.split_at(end);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    // A whole number does not start so: `020.00` is what is left of `1,020.00`.
    if whole.len() > 1 && whole.starts_with('0') {
        return Err(LiteralError::Digits);
    }
    let (exponent, power, behind) = exponent(behind).unwrap_or((Number::ONE, 0, behind));
    let value = grouped(digits)?.times(exponent).map_err(|_| LiteralError::Digits)?;
    let whole = whole.bytes().filter(u8::is_ascii_digit).count();
    let places = fraction.len().saturating_sub(power);
    Ok((Digits { value, whole, places, is_han: false }, behind))
}

/// The factor of `E+06`, how many places it moves the point to the right, and what stands behind it.
fn exponent(text: &str) -> Option<(Number, usize, &str)> {
    let rest = text.strip_prefix(['E', 'e'])?;
    let (is_negative, rest) =
        rest.strip_prefix('-').map_or((false, rest.strip_prefix('+').unwrap_or(rest)), |rest| (true, rest));
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let power: u32 = rest[..end].parse().ok().filter(|power| *power <= MOST_EXPONENT)?;
    let factor = (0..power).try_fold(Number::ONE, |factor, _| factor.times(Number::whole(10))).ok()?;
    let factor = if is_negative { Number::ONE.over(factor).ok()? } else { factor };
    let moved = if is_negative { 0 } else { usize::try_from(power).unwrap_or(0) };
    Some((factor, moved, &rest[end..]))
}
