//! The two languages. Each text stands beside its twin, so that neither can lack.

/// The language of everything that the program says.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Lang {
    /// Chinese, the language of the documents.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The text of this language.
    #[must_use]
    pub const fn pick<T: Copy>(self, zh: T, en: T) -> T {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// Between the things of a list.
    #[must_use]
    pub const fn comma(self) -> &'static str {
        self.pick("、", ", ")
    }

    /// A list. Where a thing has the mark of a list in itself, a stronger one parts them.
    #[must_use]
    pub fn list<T: AsRef<str>>(self, things: &[T]) -> String {
        let is_ambiguous = things.len() > 1 && things.iter().any(|thing| thing.as_ref().contains(self.comma()));
        let between = if is_ambiguous { self.semicolon() } else { self.comma() };
        things.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(between)
    }

    /// Between sentences that belong together.
    #[must_use]
    pub const fn semicolon(self) -> &'static str {
        self.pick("；", "; ")
    }
}

/// Formats the text of a language: `say!(lang, "缺{label}", "{label} is missing")`. Both are checked when compiling.
macro_rules! say {
    ($lang:expr, $zh:literal, $en:literal $(, $($rest:tt)*)?) => {
        match $lang {
            $crate::words::Lang::Zh => format!($zh $(, $($rest)*)?),
            $crate::words::Lang::En => format!($en $(, $($rest)*)?),
        }
    };
}
pub(crate) use say;

/// So many things in English: `1 item`, `2 items`.
pub(crate) fn counted(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_lists_can_be_told_apart() {
        assert_eq!(Lang::Zh.list(&["甲", "乙"]), "甲、乙");
        assert_eq!(Lang::Zh.list(&["甲、乙", "丙"]), "甲、乙；丙");
        assert_eq!(Lang::Zh.list(&["甲、乙"]), "甲、乙");
        assert_eq!(Lang::En.list(&["a, b", "c"]), "a, b; c");
    }
}
