//! Which language the program speaks: `--lang`, else the locale, else Chinese.

use std::ffi::{OsStr, OsString};

use clap::ValueEnum;

use zjtx::words::Lang;

/// The languages that `--lang` takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum LangChoice {
    Zh,
    En,
}

/// Where a locale stands, the first that is set and not empty.
const LOCALE: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language of a run. It is looked up before the arguments are parsed, because their errors need it too.
pub(crate) fn lang(arguments: &[OsString], variable: impl Fn(&str) -> Option<OsString>) -> Lang {
    stated(arguments).map_or_else(|| of_locale(variable), Lang::from)
}

/// What `--lang` says, if that can be read; what can't is an error of the arguments.
fn stated(arguments: &[OsString]) -> Option<LangChoice> {
    let mut before_end = arguments.iter().map(OsString::as_os_str).take_while(|argument| *argument != "--");
    while let Some(argument) = before_end.next() {
        let value = match argument.to_str() {
            Some("--lang") => before_end.next().and_then(OsStr::to_str),
            Some(other) => other.strip_prefix("--lang="),
            None => None,
        };
        if let Some(choice) = value.and_then(|value| LangChoice::from_str(value, false).ok()) {
            return Some(choice);
        }
    }
    None
}

fn of_locale(variable: impl Fn(&str) -> Option<OsString>) -> Lang {
    let locale = LOCALE.iter().filter_map(|name| variable(name)).find(|value| !value.is_empty());
    let locale = locale.and_then(|locale| locale.into_string().ok()).unwrap_or_default();
    let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
    if language.eq_ignore_ascii_case("en") { Lang::En } else { Lang::Zh }
}

impl From<LangChoice> for Lang {
    fn from(choice: LangChoice) -> Lang {
        match choice {
            LangChoice::Zh => Lang::Zh,
            LangChoice::En => Lang::En,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(arguments: &[&str], locale: &[(&str, &str)]) -> Lang {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        let variable = |name: &str| locale.iter().find(|(key, _)| *key == name).map(|(_, value)| OsString::from(value));
        lang(&arguments, variable)
    }

    #[test]
    fn without_a_locale_it_is_chinese() {
        for locale in ["", "C", "C.UTF-8", "POSIX", "zh_CN.UTF-8", "de_DE", "eng", "e"] {
            assert_eq!(spoken(&["zjtx"], &[("LANG", locale)]), Lang::Zh, "{locale}");
        }
        assert_eq!(spoken(&["zjtx"], &[]), Lang::Zh);
    }

    #[test]
    fn an_english_locale_is_english() {
        for locale in ["en", "en_US.UTF-8", "en-GB", "EN_us", "en.UTF-8", "en@euro"] {
            assert_eq!(spoken(&["zjtx"], &[("LANG", locale)]), Lang::En, "{locale}");
        }
    }

    #[test]
    fn the_first_variable_that_says_something_decides() {
        assert_eq!(spoken(&[], &[("LC_ALL", "C"), ("LANG", "en_US")]), Lang::Zh);
        assert_eq!(spoken(&[], &[("LC_ALL", ""), ("LC_MESSAGES", "en_US"), ("LANG", "zh_CN")]), Lang::En);
        assert_eq!(spoken(&[], &[("LC_MESSAGES", "zh_CN"), ("LANG", "en_US")]), Lang::Zh);
    }

    #[test]
    fn the_option_goes_before_the_locale() {
        let english = [("LC_ALL", "en_US.UTF-8")];
        assert_eq!(spoken(&["zjtx", "check", "--lang", "zh"], &english), Lang::Zh);
        assert_eq!(spoken(&["zjtx", "--lang=en", "check"], &[]), Lang::En);
        assert_eq!(spoken(&["zjtx", "--lang", "fr"], &english), Lang::En);
        assert_eq!(spoken(&["zjtx", "--lang"], &[]), Lang::Zh);
        assert_eq!(spoken(&["zjtx", "check", "--", "--lang", "en"], &[]), Lang::Zh);
    }
}
