//! Every worked case of a shipped document is a test with its own name.

mod rules;

use std::sync::LazyLock;

use libtest_mimic::{Arguments, Failed, Trial};

use rules::Rules;
use zjtx::cases::Case;
use zjtx::render::test_text;
use zjtx::report::{CaseFileReport, TestReport};
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
    let answer = case.run(Lang::Zh, &RULES.book, &RULES.sources);
    if answer.passed {
        return Ok(());
    }
    let mut report = TestReport::default();
    report.add(CaseFileReport { file: RULES.sources.file(case.span.file).name.clone(), cases: vec![answer] });
    Err(test_text(Lang::Zh, &report, 100).into())
}
