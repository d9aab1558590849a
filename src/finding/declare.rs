//! How problems are declared: one line each.

/// Declares the problems together with their codes and how grave they are, so that none can be without; and by what they
/// are about, so that none can be without a sentence: each family has one `match` that names all of its own.
macro_rules! problems {
    ($($(#[$about:meta])* $family:ident {
        $($(#[$doc:meta])* $code:literal $severity:ident $variant:ident $({ $($field:ident : $type:ty),* $(,)? })?,)*
    })*) => {
        /// Everything that can be wrong with an input, with the facts that its sentence needs.
        #[derive(Clone, PartialEq, Eq, Debug)]
        #[allow(missing_docs, reason = "the fields are the words of the sentence in `words::problem`")]
        pub enum Problem {
            $($($(#[$doc])* $variant $({ $($field: $type),* })?,)*)*
        }

        $(
            $(#[$about])*
            #[derive(Clone, Copy, Debug)]
            #[allow(dead_code, reason = "a sentence need not say every fact")]
            pub(crate) enum $family<'p> {
                $($variant $({ $($field: &'p $type),* })?,)*
            }
        )*

        /// A problem by what it is about.
        #[derive(Clone, Copy, Debug)]
        #[allow(clippy::enum_variant_names, reason = "each is called like what it holds")]
        pub(crate) enum Family<'p> {
            $($family($family<'p>),)*
        }

        impl Problem {
            /// The stable name of the problem.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self { $($(Problem::$variant { .. } => $code,)*)* }
            }

            /// How grave it is.
            #[must_use]
            pub fn severity(&self) -> Severity {
                match self { $($(Problem::$variant { .. } => Severity::$severity,)*)* }
            }

            /// What it is about.
            pub(crate) fn family(&self) -> Family<'_> {
                match self {
                    $($(Problem::$variant $({ $($field),* })? => Family::$family($family::$variant $({ $($field),* })?),)*)*
                }
            }
        }

        impl Quoted for Problem {
            fn quoted(self) -> Problem {
                match self { $($(Problem::$variant $({ $($field),* })? => Problem::$variant $({ $($field: $field.quoted()),* })?,)*)* }
            }
        }

        /// All codes, in the order of their declaration.
        pub const CODES: &[&str] = &[$($($code),*),*];

        /// How grave a problem of a code is; nothing where no problem has it.
        #[must_use]
        pub fn severity_of(code: &str) -> Option<Severity> {
            match code {
                $($($code => Some(Severity::$severity),)*)*
                _ => None,
            }
        }
    };
}
