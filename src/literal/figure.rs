//! A figure as firms write it: `1.2亿`, `1亿2000万`, `四千万元整`, `¥1,200`, `5E+06`. What people read in two ways, such
//! as `一千五` and `3万5`, is refused.

use crate::number::Number;

use super::LiteralError;
use super::token::{Digits, Token, is_digit_or_small, tokens};

/// What says that a figure is about so much.
const ABOUT: &[&str] = &[
    "约", "大概", "左右", "上下", "将近", "接近", "近", "超过", "超", "逾", "余", "多", "不到", "不足", "以上", "以下",
    "以内", "大于", "小于", "高于", "低于", "至少", "最多", "最少", "不超", "几", "数", "至", "到", ">", "<", "≥", "≤",
    "~", "～", "≈", "±", "-", "–", "—", "about", "approx",
];
/// Signs and words of the currency, which say nothing that the fact does not.
const CURRENCY: &[&str] = &["人民币", "RMB", "CNY", "¥", "rmb", "cny"];
/// A figure, and what it says of its unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Figure {
    /// Its value, with what multiplies it; of yuan in yuan.
    pub value: Number,
    /// Whether it says 元, 万 or 亿.
    pub is_sized: bool,
    /// Whether it says 元.
    pub is_yuan: bool,
    /// Whether it says 千, 百 or 十 and nothing larger, so that a unit of its column would multiply it again.
    pub is_small: bool,
    /// Whether it says %.
    pub is_percent: bool,
    /// Digits behind its point.
    pub places: usize,
}

/// Reads a figure; wide characters are narrow already.
///
/// # Errors
/// Says whether the digits or the unit are at fault, or whether the figure is only about so much.
pub fn figure(text: &str) -> Result<Figure, LiteralError> {
    let text = without_currency(text.trim());
    let (is_negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, without_currency(rest.trim())),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let tokens = tokens(digits).map_err(|error| if is_about(digits) { LiteralError::About } else { error })?;
    let mut found = Sum::default().read(&tokens)?;
    if is_negative {
        found.value = Number::ZERO.minus(found.value).map_err(|_| LiteralError::Digits)?;
    }
    Ok(found)
}

fn without_currency(text: &str) -> &str {
    let text = CURRENCY.iter().find_map(|sign| text.strip_prefix(sign)).unwrap_or(text).trim();
    CURRENCY.iter().find_map(|sign| text.strip_suffix(sign)).unwrap_or(text).trim()
}

/// Whether a text is a figure with words that make it one of about so much.
fn is_about(text: &str) -> bool {
    let has_figure = text.contains(is_digit_or_small);
    let lower = text.to_lowercase();
    has_figure && (ABOUT.iter().any(|word| lower.contains(word)) || text.ends_with('+'))
}

/// What was added up so far.
struct Sum {
    total: Number,
    /// What stands behind the last 万 or 亿, or before the first.
    group: Number,
    /// Digits that nothing has multiplied yet.
    digits: Option<Digits>,
    /// The last multiplier within the group.
    small: Option<i64>,
    /// The last multiplier of a group.
    large: Option<i64>,
    /// Whether a 零 says that the next digit is one of those further down.
    has_zero: bool,
    /// Whether the group began with a 零.
    starts_with_zero: bool,
    /// Whether there is a fraction, behind which nothing is added.
    is_closed: bool,
    places: usize,
}

impl Default for Sum {
    fn default() -> Sum {
        Sum {
            total: Number::ZERO,
            group: Number::ZERO,
            digits: None,
            small: None,
            large: None,
            has_zero: false,
            starts_with_zero: false,
            is_closed: false,
            places: 0,
        }
    }
}

impl Sum {
    fn read(mut self, tokens: &[Token]) -> Result<Figure, LiteralError> {
        let (mut is_yuan, mut is_percent, mut parts) = (false, false, Number::ZERO);
        let mut rest = tokens;
        while let Some((token, behind)) = rest.split_first() {
            rest = behind;
            match *token {
                Token::Digits(digits) => self.digits(digits)?,
                Token::Small(by) => self.small(by)?,
                Token::Large(by) => self.large(by)?,
                Token::Percent if rest.is_empty() && self.is_plain() => is_percent = true,
                Token::Yuan => {
                    is_yuan = true;
                    parts = fractions(rest)?;
                    rest = &[];
                }
                Token::Percent | Token::Part(_) => return Err(LiteralError::Unit),
            }
        }
        let (is_sized, is_small) = (is_yuan || self.large.is_some(), self.small.is_some());
        let places = self.places;
        let whole = self.finish()?;
        let value = whole.plus(parts).map_err(|_| LiteralError::Digits)?;
        Ok(Figure { value, is_sized, is_yuan, is_small: is_small && !is_sized, is_percent, places })
    }

    fn is_plain(&self) -> bool {
        self.large.is_none() && self.small.is_none()
    }

    fn digits(&mut self, digits: Digits) -> Result<(), LiteralError> {
        if self.is_closed || self.digits.is_some_and(|before| !(before.is_han && before.value.is_zero())) {
            return Err(LiteralError::Digits);
        }
        if digits.is_han && digits.value.is_zero() {
            self.starts_with_zero |= self.small.is_none();
            self.has_zero = true;
        }
        self.is_closed = digits.places > 0;
        self.places = self.places.max(digits.places);
        self.digits = Some(digits);
        Ok(())
    }

    /// `三千`, `3千`; `十` alone is one of them.
    fn small(&mut self, by: i64) -> Result<(), LiteralError> {
        let one = Digits { value: Number::ONE, whole: 1, places: 0, is_han: true };
        let is_ten_alone = by == 10 && self.small.is_none() && self.large.is_none();
        let digits = self.digits.take().or(is_ten_alone.then_some(one)).ok_or(LiteralError::Digits)?;
        let is_in_order = self.small.is_none_or(|before| by < before && digits.whole == 1);
        if digits.value.is_zero() || !is_in_order {
            return Err(LiteralError::Digits);
        }
        (self.small, self.has_zero) = (Some(by), false);
        self.group = self.sum(digits.value, by)?;
        Ok(())
    }

    /// The digits that end a group: those of the last places, `二十五`, or behind a 零, `一千零五`.
    fn end_of_group(&mut self) -> Result<(), LiteralError> {
        let Some(digits) = self.digits.take() else { return Ok(()) };
        let places = match self.small {
            None => digits.whole,
            Some(10) => 1,
            Some(100) => 2,
            Some(_) => 3,
        };
        if digits.whole != places && !self.has_zero {
            return Err(LiteralError::Digits);
        }
        self.group = self.sum(digits.value, 1)?;
        Ok(())
    }

    fn large(&mut self, by: i64) -> Result<(), LiteralError> {
        let is_empty = self.digits.is_none() && self.small.is_none();
        if is_empty || self.large.is_some_and(|before| by >= before) {
            return Err(LiteralError::Digits);
        }
        self.end_of_group()?;
        let group = self.group.times(Number::whole(by)).map_err(|_| LiteralError::Digits)?;
        self.total = self.total.plus(group).map_err(|_| LiteralError::Digits)?;
        let (total, places, is_closed) = (self.total, self.places, self.is_closed);
        *self = Sum { total, places, is_closed, large: Some(by), ..Sum::default() };
        Ok(())
    }

    /// All of it. What stands behind the last 万 must fill the places below it: `3万5` is 35,000 to some.
    fn finish(mut self) -> Result<Number, LiteralError> {
        let is_empty = self.digits.is_none() && self.small.is_none();
        if is_empty && self.large.is_none() {
            return Err(LiteralError::Digits);
        }
        self.end_of_group()?;
        if let Some(large) = self.large.filter(|_| !is_empty) {
            let is_below = self.group < Number::whole(large);
            let is_full = self.starts_with_zero || self.group >= Number::whole(large / 10);
            if !is_below || !is_full {
                return Err(LiteralError::Digits);
            }
        }
        self.total.plus(self.group).map_err(|_| LiteralError::Digits)
    }

    fn sum(&self, value: Number, by: i64) -> Result<Number, LiteralError> {
        let product = value.times(Number::whole(by)).map_err(|_| LiteralError::Digits)?;
        self.group.plus(product).map_err(|_| LiteralError::Digits)
    }
}

/// What stands behind 元: `三角五分`.
fn fractions(tokens: &[Token]) -> Result<Number, LiteralError> {
    let mut sum = 0;
    let mut last = 100;
    for pair in tokens.chunks(2) {
        let [Token::Digits(digits), Token::Part(fen)] = pair else { return Err(LiteralError::Unit) };
        let digit = digits.value.to_whole().filter(|digit| (0..10).contains(digit)).ok_or(LiteralError::Digits)?;
        if *fen >= last {
            return Err(LiteralError::Digits);
        }
        last = *fen;
        sum += digit * fen;
    }
    Number::whole(sum).over(Number::whole(100)).map_err(|_| LiteralError::Digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Result<String, LiteralError> {
        figure(text).map(|figure| figure.value.to_string())
    }

    #[test]
    fn figures_are_read_as_people_write_them() {
        for (text, expected) in [
            ("4000万", "40000000"),
            ("1.2亿", "120000000"),
            ("1,234,567.89元", "1234567.89"),
            ("¥ 1,200 万元", "12000000"),
            ("人民币4000万元整", "40000000"),
            ("1200万元人民币", "12000000"),
            ("四千万", "40000000"),
            ("一百二十万", "1200000"),
            ("1亿2000万", "120000000"),
            ("一亿五千万元", "150000000"),
            ("3千万", "30000000"),
            ("5百万", "5000000"),
            ("3200千元", "3200000"),
            ("1.5千万", "15000000"),
            ("十万", "100000"),
            ("十五", "15"),
            ("二十五万", "250000"),
            ("一千零五", "1005"),
            ("3万5千", "35000"),
            ("1万2000元", "12000"),
            ("一万零三百", "10300"),
            ("两百", "200"),
            ("叁万伍仟元整", "35000"),
            ("3元5角2分", "3.52"),
            ("零", "0"),
            ("0", "0"),
            ("5E+06", "5000000"),
            ("1.25e3", "1250"),
            ("-500", "-500"),
            ("-¥500万", "-5000000"),
        ] {
            assert_eq!(value(text), Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_refused() {
        for text in [
            "一千五",
            "一百五",
            "3万5",
            "一万五",
            "一亿五千",
            "1亿2000",
            "1.2亿3000万",
            "万",
            "百万",
            "千元",
            "1万2亿",
            "二〇二五",
            "020.00",
            "0186",
            "1,23",
            "1.2.3",
            "",
            "元",
            "3千5百万万",
            "12,34,567",
            "5E+99",
        ] {
            assert!(value(text).is_err(), "{text}: {:?}", value(text));
        }
    }

    #[test]
    fn figures_of_about_so_much_are_no_figures() {
        for text in [
            "约3000万",
            "3000万左右",
            ">3000万",
            "3000-5000万",
            "3000~5000万元",
            "3000至5000万",
            "3000余万",
            "3000万以上",
            "近5百万",
            "几百万",
            "3000多万",
            "3000万+",
            "10%-15%",
        ] {
            assert_eq!(value(text), Err(LiteralError::About), "{text}");
        }
        assert_eq!(value("见附件"), Err(LiteralError::Unit));
    }

    #[test]
    fn a_figure_says_what_it_says_of_its_unit() {
        let of = |text: &str| figure(text).map(|it| (it.is_sized, it.is_yuan, it.is_small, it.is_percent));
        assert_eq!(of("3200"), Ok((false, false, false, false)));
        assert_eq!(of("3200万"), Ok((true, false, false, false)));
        assert_eq!(of("3200元"), Ok((true, true, false, false)));
        assert_eq!(of("三千"), Ok((false, false, true, false)));
        assert_eq!(of("3.5%"), Ok((false, false, false, true)));
        assert_eq!(figure("3333.33333333333").map(|it| it.places), Ok(11));
    }
}
