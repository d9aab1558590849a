//! The unified social credit code of a firm (GB 32100): 17 characters and a check character.

/// The characters that a code may have; each stands for its index. I, O, S, V and Z are left out, since they look like
/// digits.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// What the characters are weighed with: powers of 3, modulo the number of characters.
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// The number of characters of the alphabet.
const MODULUS: u32 = 31;

/// Why a text is no code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeError {
    /// It has so many characters, not 18.
    Length(usize),
    /// A character that codes do not have.
    Character(char),
    /// The last character does not fit the others.
    Check,
}

/// Reads a code; small letters become capitals.
///
/// # Errors
/// Says what is wrong with it.
pub fn read(text: &str) -> Result<String, CodeError> {
    let code = text.to_ascii_uppercase();
    let values: Result<Vec<u32>, CodeError> = code.chars().map(|c| value(c).ok_or(CodeError::Character(c))).collect();
    let values = values?;
    if values.len() != WEIGHTS.len() + 1 {
        return Err(CodeError::Length(values.len()));
    }
    let sum: u32 = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    let expected = (MODULUS - sum % MODULUS) % MODULUS;
    if values.last() == Some(&expected) { Ok(code) } else { Err(CodeError::Check) }
}

fn value(character: char) -> Option<u32> {
    ALPHABET.chars().position(|other| other == character).and_then(|index| u32::try_from(index).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The check character by the sum of the standard, written out for made-up codes: the 17 characters before it.
    #[test]
    fn the_check_character_is_that_of_the_standard() {
        // 9·1 + 1·3 + 1·24 (the 14th) + 1·28 (the 17th) = 64 = 2·31 + 2, so that 29 is missing: X.
        assert_eq!(read("91000000000001001X"), Ok("91000000000001001X".to_owned()));
        // 9·1 + 1·3 + A (10)·9 + Y (30)·28 = 942 = 30·31 + 12, so that 19 is missing: K.
        assert_eq!(read("91A0000000000000YK"), Ok("91A0000000000000YK".to_owned()));
        // 1·1 + 10 (A)·3 = 31: nothing is missing.
        assert_eq!(read("1a0000000000000000"), Ok("1A0000000000000000".to_owned()));
    }

    #[test]
    fn the_weights_are_powers_of_three() {
        let power = |index: u32| (0..index).fold(1, |product, _| product * 3 % MODULUS);
        assert!((0..).zip(WEIGHTS).all(|(index, weight)| weight == power(index)));
        assert_eq!(ALPHABET.len(), 31);
    }

    #[test]
    fn every_single_wrong_character_and_every_swap_is_found() {
        let code = "91A0000000000000YK";
        for at in 0..18 {
            for other in ALPHABET.chars().filter(|other| Some(*other) != code.chars().nth(at)) {
                let wrong: String = code.chars().enumerate().map(|(i, c)| if i == at { other } else { c }).collect();
                assert_eq!(read(&wrong), Err(CodeError::Check), "{wrong}");
            }
        }
        assert_eq!(read("19A0000000000000YK"), Err(CodeError::Check));
    }

    #[test]
    fn what_is_no_code_is_said() {
        assert_eq!(read("91A0000000000000Y"), Err(CodeError::Length(17)));
        assert_eq!(read(""), Err(CodeError::Length(0)));
        assert_eq!(read("9IA0000000000000YK"), Err(CodeError::Character('I')));
        assert_eq!(read("91A0000000000000Y中"), Err(CodeError::Character('中')));
    }
}
