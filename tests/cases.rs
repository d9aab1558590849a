//! Every worked case of a shipped document is a test with its own name.

mod rules;

use std::sync::LazyLock;

use libtest_mimic::{Arguments, Failed, Trial};

use rules::Rules;
use zjtx::cases::Case;
use zjtx::evaluate::evaluate;
use zjtx::explain::explain;
use zjtx::report::AsOfFrom;
use zjtx::words::Lang;

static RULES: LazyLock<Rules> = LazyLock::new(Rules::read);

fn main() {
    let arguments = Arguments::from_args();
    RULES.assert_clean();
    let of_document = |(document, cases): &'static (String, Vec<Case>)| {
        cases.iter().map(move |case| Trial::test(format!("{document} {}", case.name), || run(case)))
    };
    libtest_mimic::run(&arguments, RULES.cases.iter().flat_map(of_document).collect()).exit();
}

fn run(case: &Case) -> Result<(), Failed> {
    let evaluation = evaluate(&RULES.book, &case.profile, case.as_of);
    let as_of = (case.as_of, AsOfFrom::Option);
    let report = explain(Lang::Zh, &RULES.book, &RULES.sources, &case.profile, as_of, &evaluation);
    let differences = case.differences(&report);
    if differences.is_empty() {
        return Ok(());
    }
    let source = RULES.sources.file(case.span.file);
    let line = RULES.sources.position(&case.span).0;
    Err(format!("{}:{line}\n  {}", source.name, differences.join("\n  ")).into())
}
