//! Rule set A as a rule engine of expressions has it: `zen IN.csv OUT.csv`, its decimals in its own spelling.

use serde_json::{Value, json};
use rust_decimal::Decimal;
use zen_expression::{Expression, Variable, compile_expression, expression::Standard};

const KEYS: [&str; 11] =
    ["id", "name", "place", "title", "industrial", "revenue", "fresh", "smart", "masters", "doctors", "postdocs"];
/// When a support is met, and what it pays.
const RULES: [(&str, Option<&str>); 6] = [
    (
        "title in ['创新型', '专精特新', '小巨人']",
        Some("title == '小巨人' ? 1000000 : title == '专精特新' ? 500000 : 200000"),
    ),
    ("fresh > 0", Some("min([round(fresh * 20) / 100, 40000000])")),
    ("smart >= 5000000", Some("min([round(smart * 10) / 100, 10000000])")),
    ("masters + doctors + postdocs > 0", Some("masters * 174000 + doctors * 336000 + postdocs * 60000")),
    ("industrial == '是' and revenue >= 20000000", None),
    ("title in ['专精特新', '小巨人']", None),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (source, target) = (arguments.next().ok_or("IN.csv")?, arguments.next().ok_or("OUT.csv")?);
    let compile = |text: &str| compile_expression(text).map_err(|error| format!("{text}: {error}"));
    let rules: Vec<(Expression<Standard>, Option<Expression<Standard>>)> = RULES
        .iter()
        .map(|(when, pays)| Ok::<_, String>((compile(when)?, pays.map(compile).transpose()?)))
        .collect::<Result<_, _>>()?;
    let mut reader = csv::Reader::from_path(source)?;
    let mut writer = csv::Writer::from_path(target)?;
    let (mut record, mut vm) = (csv::StringRecord::new(), zen_expression::vm::VM::new());
    while reader.read_record(&mut record)? {
        let number = |cell: &str| serde_json::from_str::<Value>(cell).unwrap_or(json!(0));
        let fields = KEYS.iter().zip(&record).enumerate();
        let firm = fields.map(|(index, (key, cell))| ((*key).to_owned(), if index < 5 { json!(cell) } else { number(cell) }));
        let firm = Variable::from(Value::Object(firm.collect()));
        let mut run = |rule: &Expression<Standard>| rule.evaluate_with(firm.clone(), &mut vm);
        let mut row = vec![record[0].to_owned(), String::new(), String::new()];
        let mut total = Decimal::ZERO;
        for (when, pays) in &rules {
            let is_met = run(when)?.as_bool() == Some(true);
            row.push(if is_met { "符合" } else { "不符合" }.to_owned());
            let Some(pays) = pays else { continue };
            let paid = if is_met { run(pays)?.as_number() } else { None };
            total += paid.unwrap_or_default();
            let cell = paid.map(|paid| paid.to_string()).unwrap_or_default();
            row.extend([cell.clone(), cell]);
        }
        (row[1], row[2]) = (format!("{total}"), format!("{total}"));
        writer.write_record(&row)?;
    }
    Ok(writer.flush()?)
}
